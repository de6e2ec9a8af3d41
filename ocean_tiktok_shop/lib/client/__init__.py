from .auth import (
    CreatorGrant,
    TikTokShopGrant,
    authorize_url,
    creator_authorize_url,
    exchange_code,
    exchange_creator_code,
    refresh,
)
from .rows import RowResult
from .tiktok_shop_client import TikTokShopClient
