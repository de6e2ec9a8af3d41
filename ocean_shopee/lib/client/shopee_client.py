"""The client of one shop."""

from typing import Final

from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_marketplace_base.lib.retry import RetryPolicy
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from ..signing import App, Credentials, require_id
from .base import Gateway
from .order import OrderApi
from .payment import PaymentApi
from .product import ProductApi
from .shop import ShopApi

_DEFAULT_RETRY: Final = RetryPolicy()


class ShopeeClient:
    """All calls of one shop, by resource. Holds no state but its token; may be used from many threads.

    :param str base_url: scheme and host of the API.
    :param str shop_id: digits.
    :param str access_token: of that shop, not of a merchant.
    :param RetryPolicy retry: for reads; writes are sent once.
    """

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
        credentials = Credentials("shop_id", shop_id, access_token)
        gateway = Gateway(app, transport, base_url, credentials, retry)
        self.clock = transport.clock
        self.order = OrderApi(gateway)
        self.payment = PaymentApi(gateway)
        self.product = ProductApi(gateway)
        self.shop = ShopApi(gateway)
