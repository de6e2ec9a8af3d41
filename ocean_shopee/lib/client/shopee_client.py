"""The client of one shop."""

from typing import Final

from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_marketplace_base.lib.retry import RetryPolicy
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from ..signing import App, Credentials, require_id
from .base import Gateway
from .bundle_deal import BundleDealApi
from .chat import ChatApi
from .discount import DiscountApi
from .logistics import LogisticsApi
from .media import MediaApi
from .order import OrderApi
from .payment import PaymentApi
from .product import ProductApi
from .returns import ReturnsApi
from .shop import ShopApi
from .shop_flash_sale import ShopFlashSaleApi
from .voucher import VoucherApi

_DEFAULT_RETRY: Final = RetryPolicy()


class ShopeeClient:
    """All calls of one shop, by resource. Holds no state but its token; may be used from many threads.

    :param str base_url: scheme and host of the API.
    :param str shop_id: digits.
    :param str access_token: of that shop, not of a merchant.
    :param RetryPolicy retry: for reads; writes are sent once.
    """

    bundle_deal: BundleDealApi
    chat: ChatApi
    discount: DiscountApi
    logistics: LogisticsApi
    media: MediaApi
    order: OrderApi
    payment: PaymentApi
    product: ProductApi
    returns: ReturnsApi
    shop: ShopApi
    shop_flash_sale: ShopFlashSaleApi
    voucher: VoucherApi

    def __init__(
        self,
        app: App,
        transport: Transport,
        base_url: str,
        *,
        shop_id: str,
        access_token: str,
        retry: RetryPolicy = _DEFAULT_RETRY,
    ):
        if not isinstance(access_token, str) or not access_token:
            raise InvalidRequest("the access token is missing")
        self.shop_id = require_id("shop_id", shop_id)
        self.clock = transport.clock
        gateway = Gateway(app, transport, base_url, Credentials("shop_id", shop_id, access_token), retry)
        self.bundle_deal = BundleDealApi(gateway)
        self.chat = ChatApi(gateway)
        self.discount = DiscountApi(gateway)
        self.logistics = LogisticsApi(gateway)
        # Pictures belong to the app, not to a shop.
        self.media = MediaApi(Gateway(app, transport, base_url, retry=retry))
        self.order = OrderApi(gateway)
        self.payment = PaymentApi(gateway)
        self.product = ProductApi(gateway)
        self.returns = ReturnsApi(gateway)
        self.shop = ShopApi(gateway)
        self.shop_flash_sale = ShopFlashSaleApi(gateway)
        self.voucher = VoucherApi(gateway)
