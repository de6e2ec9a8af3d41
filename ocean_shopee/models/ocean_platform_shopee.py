from odoo import models

from odoo.addons.ocean_marketplace_base.lib.clock import SystemClock
from odoo.addons.ocean_marketplace_base.lib.ladder_shipping import with_seller_shipping

from ..lib import push
from ..lib.client import auth
from ..lib.const import API_HOSTS
from ..lib.mapping import map_order
from ..lib.reader import ShopeeReader
from ..lib.signing import App


class OceanPlatformShopee(models.AbstractModel):
    """Shopee's side of the adapter contract: plain data in, calls to `lib/`, plain data out."""

    _name = "ocean.platform.shopee"
    _inherit = "ocean.platform"
    _description = "Shopee adapter"

    def _features(self):
        return {"orders", "listings", "push"}

    def _label(self, region):
        return "Shopee"

    def _mark(self):
        return "SH"

    def _hosts(self, account):
        return [API_HOSTS[account.environment, account.shopee_location]]

    def _base_url(self, account):
        if account.environment == "simulator":
            return account.simulator_url.rstrip("/")
        return f"https://{API_HOSTS[account.environment, account.shopee_location]}"

    def _app(self, account):
        return App(account.app_key, account.app_secret or "", account.push_secret or "")

    def _authorize_url(self, account, state, redirect_url):
        return auth.authorize_url(
            self._app(account),
            account.shopee_location,
            account.environment,
            self._base_url(account),
            redirect_url,
            state,
        )

    def _exchange_code(self, account, params):
        with account._transport() as transport:
            return auth.exchange_code(
                self._app(account), transport, self._base_url(account), params, SystemClock()
            )

    def _grant_values(self, grant):
        return {}

    def _refresh_token(self, account, external_shop_id, refresh_token):
        with account._transport() as transport:
            return auth.refresh(
                self._app(account),
                transport,
                self._base_url(account),
                external_shop_id,
                refresh_token,
                SystemClock(),
            )

    def _reader(self, storefront, access_token):
        account = storefront.account_id
        return ShopeeReader.connect(
            self._app(account),
            account._transport(),
            self._base_url(account),
            shop_id=storefront.external_shop_id,
            access_token=access_token,
        )

    def _map_order(self, payload):
        return map_order(payload)

    def _with_seller_shipping(self, order):
        return with_seller_shipping(order)

    def _verify_push(self, account, headers, body):
        # The push key is separate since 2026; older apps sign with the partner key.
        return push.verify(account.push_url, body, headers.get("Authorization"), self._app(account).push_keys)

    def _parse_push(self, body):
        return push.parse(body)
