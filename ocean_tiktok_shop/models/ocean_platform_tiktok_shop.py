from odoo import models

from odoo.addons.ocean_marketplace_base.lib.clock import SystemClock
from odoo.addons.ocean_marketplace_base.lib.ladder_shipping import with_seller_shipping
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from ..lib import push
from ..lib.client import auth
from ..lib.client.tiktok_shop_client import TikTokShopClient
from ..lib.const import API_HOST, TOKEN_HOST
from ..lib.mapping import map_order
from ..lib.rates import shared_limiter
from ..lib.signing import App
from .shop_reader import ConnectedShopReader


class OceanPlatformTiktokShop(models.AbstractModel):
    """TikTok Shop's side of the adapter contract: plain data in, calls to `lib/`, plain data out."""

    _name = "ocean.platform.tiktok_shop"
    _inherit = "ocean.platform"
    _description = "TikTok Shop adapter"

    def _features(self):
        return {"orders", "listings", "push", "push_setup"}

    def _label(self, region):
        return "TikTok Shop"

    def _mark(self):
        return "TT"

    def _hosts(self, account):
        return [API_HOST, TOKEN_HOST]

    def _base_url(self, account):
        return (
            account.simulator_url.rstrip("/") if account.environment == "simulator" else f"https://{API_HOST}"
        )

    def _token_url(self, account):
        if account.environment == "simulator":
            return (account.tiktok_auth_url or account.simulator_url).rstrip("/")
        return f"https://{TOKEN_HOST}"

    def _app(self, account):
        return App(account.app_key, account.app_secret or "", account.tiktok_service_id or "")

    def _transport(self, account):
        # Its own limits: rates differ by what a call costs.
        return Transport(account._host_policy(), limiter=shared_limiter())

    def _shop_client(self, account, cipher, access_token, transport):
        """Return the client of the shop with this cipher, for calls beside those of its reader."""
        return TikTokShopClient(
            self._app(account),
            transport,
            self._base_url(account),
            shop_cipher=cipher or "",
            access_token=access_token,
        )

    def _authorize_url(self, account, state, redirect_url):
        # The platform returns to the address that the Partner Center knows.
        return auth.authorize_url(
            self._app(account),
            account.tiktok_region or "ID",
            account.environment,
            self._base_url(account),
            state,
        )

    def _exchange_code(self, account, params):
        with self._transport(account) as transport:
            return auth.exchange_code(
                self._app(account),
                transport,
                self._token_url(account),
                self._base_url(account),
                params,
                SystemClock(),
            )

    def _grant_values(self, grant):
        return {"tiktok_cipher": grant.cipher}

    def _refresh_token(self, account, external_shop_id, refresh_token):
        with self._transport(account) as transport:
            return auth.refresh(
                self._app(account), transport, self._token_url(account), refresh_token, SystemClock()
            )

    def _reader(self, storefront, access_token):
        account = storefront.account_id
        return ConnectedShopReader.connect(
            self._app(account),
            self._transport(account),
            self._base_url(account),
            shop_cipher=storefront.tiktok_cipher or "",
            access_token=access_token,
        )

    def _map_order(self, payload):
        return map_order(payload)

    def _with_seller_shipping(self, order):
        return with_seller_shipping(order)

    def _verify_push(self, account, headers, body):
        return push.verify(self._app(account), body, headers.get("Authorization"))

    def _parse_push(self, body):
        return push.parse(body)
