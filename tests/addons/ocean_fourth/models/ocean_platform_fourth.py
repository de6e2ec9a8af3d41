from datetime import timedelta

from odoo import models

from odoo.addons.ocean_marketplace_base.lib.connection import Check, PushSubscription, Step
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest, MarketplaceError
from odoo.addons.ocean_marketplace_base.lib.ladder_shipping import with_seller_shipping

from ..lib import push
from ..lib.client import FourthClient
from ..lib.mapping import map_order
from ..lib.reader import FourthReader

API_HOST = "api.fourth.example"


class OceanPlatformFourth(models.AbstractModel):
    """The invented platform's side of the adapter contract."""

    _name = "ocean.platform.fourth"
    _inherit = "ocean.platform"
    _description = "Fourth adapter"

    def _features(self):
        return {"orders", "listings", "push"}

    def _label(self, region):
        return "Fourth"

    def _mark(self):
        return "F4"

    def _hosts(self, account):
        return [API_HOST]

    def _client(self, account, shop_id):
        simulated = account.environment == "simulator"
        base_url = account.simulator_url.rstrip("/") if simulated else f"https://{API_HOST}"
        return FourthClient(account._transport(), base_url, account.app_secret or "", shop_id)

    def _approval(self, account):
        return "keys"

    def _environments(self):
        return ("production", "simulator")

    def _clock_limit(self):
        return timedelta(minutes=5)

    def _code_life(self):
        return timedelta(0)  # there are no codes

    def _checklist(self, account):
        return [Step(text=self.env._("Create a key for your shop."))]

    def _check_keys(self, account):
        label = self.env._("The key is accepted")
        try:
            self._client(account, "").shops()
        except MarketplaceError as error:
            return [Check(label=label, passed=False, detail=str(error), cure=self.env._("Enter it again."))]
        return [Check(label=label, passed=True)]

    def _authorize_url(self, account, state, redirect_url):
        raise InvalidRequest("this platform has no page for approvals")

    def _exchange_code(self, account, params):
        raise InvalidRequest("this platform has no page for approvals")

    def _grants_by_keys(self, account, shop_ids):
        return tuple(self._client(account, shop_id).grant() for shop_id in shop_ids)

    def _linkable(self, storefronts):
        return storefronts.browse()

    def _link_values(self, storefront):
        return {}

    def _grant_values(self, grant):
        return {}

    def _refresh_token(self, account, external_shop_id, refresh_token):
        return self._client(account, external_shop_id).grant().token

    def _reader(self, storefront, access_token):
        return FourthReader(self._client(storefront.account_id, storefront.external_shop_id))

    def _map_order(self, payload):
        return map_order(payload)

    def _with_seller_shipping(self, order):
        return with_seller_shipping(order)

    def _verify_push(self, account, headers, body):
        return push.verify(account.push_secret or "", body, headers.get("X-Signature"))

    def _parse_push(self, body):
        return push.parse(body)

    def _push_subscriptions(self, storefront, access_token):
        return [PushSubscription(topic="order", address=storefront.account_id.push_url)]

    def _subscribe_pushes(self, storefront, access_token):
        """All pushes go to the one address that the seller enters on the platform."""

    def _command_reasons(self, storefront, access_token, command):
        return []

    def _command_refusal(self, order, kind):
        return self.env._("this platform takes no requests")

    def _send_command(self, storefront, access_token, command):
        raise InvalidRequest(f"{command.kind}: not known to this platform")
