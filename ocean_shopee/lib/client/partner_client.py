"""The clients of an app itself and of a merchant."""

from typing import Final

from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_marketplace_base.lib.retry import RetryPolicy
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from ..signing import App, Credentials, require_id
from .base import Gateway
from .merchant import MerchantApi
from .public import PublicApi
from .push import PushApi

_DEFAULT_RETRY: Final = RetryPolicy()


class ShopeePartnerClient:
    """Calls of an app on its own behalf; may be used from many threads.

    :param str base_url: scheme and host of the API.
    :param RetryPolicy retry: for reads; writes are sent once.
    """

    public: PublicApi
    push: PushApi

    def __init__(self, app: App, transport: Transport, base_url: str, *, retry: RetryPolicy = _DEFAULT_RETRY):
        gateway = Gateway(app, transport, base_url, retry=retry)
        self.public = PublicApi(gateway)
        self.push = PushApi(gateway)


class ShopeeMerchantClient:
    """Calls on behalf of a merchant; may be used from many threads.

    :param str merchant_id: digits.
    :param str access_token: of that merchant: a shop's opens nothing here, and a merchant's no shop.
    """

    merchant: MerchantApi

    def __init__(
        self,
        app: App,
        transport: Transport,
        base_url: str,
        *,
        merchant_id: str,
        access_token: str,
        retry: RetryPolicy = _DEFAULT_RETRY,
    ):
        if not isinstance(access_token, str) or not access_token:
            raise InvalidRequest("the access token is missing")
        credentials = Credentials("merchant_id", require_id("merchant_id", merchant_id), access_token)
        self.merchant = MerchantApi(Gateway(app, transport, base_url, credentials, retry))
