from .auth import TikTokShopGrant, authorize_url, exchange_code, refresh
from .rows import RowResult
from .tiktok_shop_client import TikTokShopClient
