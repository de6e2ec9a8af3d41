from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from .auth import (
    CreatorGrant,
    TikTokShopGrant,
    authorize_url,
    creator_authorize_url,
    exchange_code,
    exchange_creator_code,
    refresh,
)
from .tiktok_shop_client import TikTokShopClient
