from .auth import authorize_url, exchange_code, iter_shops_by_partner, refresh
from .partner_client import ShopeeMerchantClient, ShopeePartnerClient
from .shopee_client import ShopeeClient
