"""The client of one shop."""

from typing import Final

from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_marketplace_base.lib.retry import RetryPolicy
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from ..signing import App, Credentials
from .affiliate import AffiliateApi
from .analytics import AnalyticsApi
from .arguments import check_text
from .authorization import AuthorizationApi
from .base import Gateway
from .creator import CreatorApi
from .customer_service import CustomerServiceApi
from .event import EventApi
from .finance import FinanceApi
from .fulfillment import FulfillmentApi
from .inventory import InventoryApi
from .logistics import LogisticsApi
from .order import OrderApi
from .product import ProductApi
from .promotion import PromotionApi
from .return_refund import ReturnRefundApi
from .seller import SellerApi
from .supply_chain import SupplyChainApi

_DEFAULT_RETRY: Final = RetryPolicy()


class TikTokShopClient:
    """All calls of one shop, by resource. Holds no state but its token; may be used from many threads.

    :param str base_url: scheme and host of the API.
    :param str shop_cipher: of "Get Authorized Shops"; ``""`` for a client that makes only calls without shop.
    :param str access_token: of the seller, whose shops share it; of the creator for ``creator``.
    :param RetryPolicy retry: for reads; writes are sent once.
    """

    affiliate: AffiliateApi
    analytics: AnalyticsApi
    authorization: AuthorizationApi
    creator: CreatorApi
    customer_service: CustomerServiceApi
    event: EventApi
    finance: FinanceApi
    fulfillment: FulfillmentApi
    inventory: InventoryApi
    logistics: LogisticsApi
    order: OrderApi
    product: ProductApi
    promotion: PromotionApi
    return_refund: ReturnRefundApi
    seller: SellerApi
    supply_chain: SupplyChainApi

    def __init__(
        self,
        app: App,
        transport: Transport,
        base_url: str,
        *,
        shop_cipher: str,
        access_token: str,
        retry: RetryPolicy = _DEFAULT_RETRY,
    ):
        if not isinstance(access_token, str) or not access_token or not access_token.isascii():
            raise InvalidRequest("the access token is missing")
        self.shop_cipher = check_text("shop_cipher", shop_cipher, 255, 0)
        self.clock = transport.clock
        gateway = Gateway(app, transport, base_url, Credentials(access_token, shop_cipher), retry)
        self.affiliate = AffiliateApi(gateway)
        self.analytics = AnalyticsApi(gateway)
        self.authorization = AuthorizationApi(gateway)
        self.creator = CreatorApi(gateway)
        self.customer_service = CustomerServiceApi(gateway)
        self.event = EventApi(gateway)
        self.finance = FinanceApi(gateway)
        self.fulfillment = FulfillmentApi(gateway)
        self.inventory = InventoryApi(gateway)
        self.logistics = LogisticsApi(gateway)
        self.order = OrderApi(gateway)
        self.product = ProductApi(gateway)
        self.promotion = PromotionApi(gateway)
        self.return_refund = ReturnRefundApi(gateway)
        self.seller = SellerApi(gateway)
        self.supply_chain = SupplyChainApi(gateway)
