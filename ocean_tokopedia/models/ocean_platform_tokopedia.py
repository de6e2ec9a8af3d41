from dataclasses import replace
from datetime import datetime, timedelta, timezone

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.ocean_marketplace_base.lib.errors import AuthRevoked, Rejected
from odoo.addons.ocean_marketplace_base.lib.ladder_shipping import with_seller_shipping
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY
from odoo.addons.ocean_marketplace_base.lib.schema import Grant, Topic

from ..lib import push
from ..lib.client.auth import DEFAULT_RETRY, AuthApi, KeptToken
from ..lib.client.tokopedia_client import TokopediaClient
from ..lib.const import ACCOUNTS_HOST, API_HOST
from ..lib.mapping import map_order
from ..lib.reader import TokopediaReader
from ..lib.signing import App
from ..lib.times import Frame

# The platform knows these keys no more: only a person can mend that.
WRONG_KEYS = frozenset({"invalid_client", "unauthorized_client"})
NO_SHOP = "0"  # for calls that are about the app


class OceanPlatformTokopedia(models.AbstractModel):
    """Tokopedia's side of the adapter contract.

    With the connection ``open_api`` it calls ``lib/``; with ``partner`` its storefronts are reached through
    those of TikTok Shop, whose adapter does the reading.
    """

    _name = "ocean.platform.tokopedia"
    _inherit = "ocean.platform"
    _description = "Tokopedia adapter"

    def _features(self):
        return {"orders", "listings", "push", "push_setup"}

    def _label(self, region):
        return "Tokopedia"

    def _mark(self):
        return "TP"

    def _hosts(self, account):
        return [account.tokopedia_api_host or API_HOST, account.tokopedia_accounts_host or ACCOUNTS_HOST]

    def _environments(self):
        return ("production", "sandbox", "simulator")

    def _clock_limit(self):
        return timedelta(hours=1)  # no call is signed with the time; it only has to be known when tokens end

    def _code_life(self):
        return timedelta(0)  # there are no codes

    def _base_url(self, account):
        if account.environment == "simulator":
            return account.simulator_url.rstrip("/")
        return f"https://{self._hosts(account)[0]}"

    def _accounts_url(self, account):
        if account.environment == "simulator":
            return (account.tokopedia_accounts_url or account.simulator_url).rstrip("/")
        return f"https://{self._hosts(account)[1]}"

    def _app(self, account):
        return App(account.app_key, account.tokopedia_client_id or "", account.app_secret or "")

    def _auth(self, account, transport, retry=DEFAULT_RETRY):
        return AuthApi(self._app(account), transport, self._accounts_url(account), retry=retry)

    def _client(self, account, transport, auth, shop_id=NO_SHOP, opens_buyers=True):
        return TokopediaClient(
            self._app(account),
            transport,
            self._base_url(account),
            self._accounts_url(account),
            shop_id=shop_id,
            auth=auth,
            private_key=(opens_buyers and account.tokopedia_private_key) or "",
            frame=Frame(account.tokopedia_frame),
        )

    def _shop_client(self, storefront, access_token):
        """Return the client of a shop. A token that is refused is told, so that the storefront renews it."""
        account = storefront.account_id
        transport = account._transport()
        kept = KeptToken(self._app(account), transport, self._accounts_url(account), access_token)
        return self._client(account, transport, kept, storefront.external_shop_id)

    # === CONNECTING === #

    def _authorize_url(self, account, state, redirect_url):
        self._refuse_consent()

    def _exchange_code(self, account, params):
        self._refuse_consent()

    def _refuse_consent(self):
        raise UserError(
            self.env._("Tokopedia has no approval page: its shops are connected by the app's keys.")
        )

    def _grants_by_keys(self, account, shop_ids):
        with account._transport() as transport:
            auth = self._auth(account, transport)
            token = auth.fetch_token()
            return tuple(self._grant(account, transport, auth, token, shop_id) for shop_id in shop_ids)

    def _grant(self, account, transport, auth, token, shop_id):
        reader = TokopediaReader(self._client(account, transport, auth, shop_id))
        try:
            info = reader.shop_info()
        except (AuthRevoked, Rejected) as error:
            raise type(error)(
                self.env._(
                    "Shop %(shop)s is not given to this app. Connect it to the app in the developer console "
                    "and grant it orders and products.",
                    shop=shop_id,
                ),
                code=error.code,
                request_id=error.request_id,
            ) from error
        return Grant(external_shop_id=shop_id, token=token, name=info.name, region=info.region)

    def _grant_values(self, grant):
        return {}

    def _refresh_token(self, account, external_shop_id, refresh_token):
        with account._transport() as transport:
            try:
                return self._auth(account, transport, NO_RETRY).fetch_token()
            except Rejected as error:
                if error.code not in WRONG_KEYS:
                    raise
                raise AuthRevoked(error.message, code=error.code) from error

    # === READING === #

    def _reader(self, storefront, access_token):
        account = storefront.account_id
        if not account._is_open_api():
            root = storefront._roots()
            return self.env["ocean.platform.tiktok_shop"]._reader(root, access_token)
        client = self._shop_client(storefront, access_token)
        return TokopediaReader(client, Frame(account.tokopedia_frame))

    def _map_order(self, payload):
        return map_order(payload)

    def _with_seller_shipping(self, order):
        return with_seller_shipping(order)

    # === PUSHES === #

    def _verify_push(self, account, headers, body):
        secrets = [account.push_secret] if account.push_secret else []
        return push.verify(body, headers.get(push.HEADER), secrets)

    def _parse_push(self, body):
        return self._about_items([self._once_an_hour(event) for event in push.parse(body)])

    def _about_items(self, events):
        """Pushes name variants, which are products of their own: let them name the item they belong to."""
        numbers = [event.external_id for event in events if event.topic is Topic.LISTING]
        if not numbers:
            return events
        # sudo: pushes are anonymous; these were signed
        skus_sudo = (
            self.env["ocean.listing.sku"]
            .sudo()
            .search([("external_id", "in", numbers), ("storefront_id.platform", "=", "tokopedia")])
        )
        items = {sku.external_id: sku.listing_id.external_id for sku in skus_sudo}
        return [
            replace(event, external_id=items.get(event.external_id) or event.external_id)
            if event.topic is Topic.LISTING
            else event
            for event in events
        ]

    def _once_an_hour(self, event):
        """A buyer may ask to cancel again after a refusal; such pushes have neither time nor status, so that
        only repeats within the hour are taken for deliveries of the same one.
        """
        if event.raw_topic != push.ORDER_REQUEST_CANCELLATION:
            return event
        hour = datetime.now(timezone.utc).strftime("%Y%m%d%H")
        return replace(event, dedupe_key=f"{event.dedupe_key}:{hour}")

    # === THE KEY === #

    def _register_key(self, account, public_pem):
        """Have the platform encrypt buyers for this key from now on.

        :raise MarketplaceError: when it does not take it
        """
        with account._transport() as transport:
            client = self._client(account, transport, self._auth(account, transport))
            client.console.register_public_key(public_pem)
