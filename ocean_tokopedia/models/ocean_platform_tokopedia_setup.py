import secrets
from datetime import timedelta

from odoo import models

from odoo.addons.ocean_marketplace_base.lib.connection import Check, PushSubscription, Step
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, MarketplaceError

from ..lib.const import WEBHOOK_SECRET, WEBHOOK_URLS
from ..lib.crypto import Decryptor, is_sealed

WANTED_PUSHES = (
    "order_notification_url",
    "order_cancellation_url",
    "order_status_url",
    "order_request_cancellation_url",
)
SAMPLE_DAYS = timedelta(days=2)
SAMPLE_SIZE = 5


class OceanPlatformTokopedia(models.AbstractModel):
    """Setting up an app of the Open API: what the seller does, whether it works, and where pushes go."""

    _inherit = "ocean.platform.tokopedia"

    def _approval(self, account):
        return "keys" if account._is_open_api() else "linked"

    def _checklist(self, account):
        if not account._is_open_api():
            return [
                Step(
                    text=self.env._(
                        "Join your shop to Tokopedia & Shop in the Seller Center; since 30 September 2025 "
                        "there is no other way to reach a Tokopedia shop."
                    )
                ),
                Step(
                    text=self.env._(
                        "Connect the shop on TikTok Shop. Its one approval covers Tokopedia, too."
                    )
                ),
            ]
        return [
            Step(
                text=self.env._(
                    "Connect each shop to the app in the developer console and grant it orders, products, "
                    "shop and webhooks."
                )
            ),
            Step(
                text=self.env._(
                    "Let the address of this server call the API: the console has a list of them."
                )
            ),
            Step(
                text=self.env._(
                    "Pushes go to this address. Connecting enters it for you, without touching addresses of "
                    "others."
                ),
                value=account.push_url or "",
            ),
            Step(
                text=self.env._(
                    "Press Create and register key in the app: buyers come encrypted, and without a key "
                    "orders have no names and addresses."
                )
            ),
        ]

    # === CHECKS === #

    def _check_keys(self, account):
        if not account._is_open_api():
            return [self._check_parents(account)]
        # sudo: the secret is closed to every user
        account = account.sudo()
        label = self.env._("The platform gives out a token")
        cure = self.env._("Compare App ID, client ID and client secret with the app's page on the platform.")
        try:
            with account._transport() as transport:
                auth = self._auth(account, transport)
                auth.fetch_token()
                checks = [Check(label=label, passed=True)]
                shops = self._check_shops(account, transport, auth, checks)
                checks.append(self._check_key(account, transport, auth, shops))
                checks.append(self._check_pushes(self._client(account, transport, auth), account))
                return checks
        except MarketplaceError as error:
            return [Check(label=label, passed=False, detail=error.message, cure=cure)]

    def _check_parents(self, account):
        label = self.env._("The shop is connected on TikTok Shop")
        found = self.env["ocean.storefront"].search_count(
            [
                ("platform", "=", "tiktok_shop"),
                ("environment", "=", account.environment),
                ("connection", "=", "connected"),
                ("parent_id", "=", False),
            ]
        )
        cure = "" if found else self.env._("Connect the shop on TikTok Shop first.")
        return Check(label=label, passed=bool(found), cure=cure)

    def _check_shops(self, account, transport, auth, checks):
        """Add whether shops can be reached to `checks`; return their ids."""
        label = self.env._("Shops are given to the app")
        cure = self.env._("Connect your shop to the app in the developer console.")
        try:
            rows = list(self._client(account, transport, auth).shop.iter_shops())
        except MarketplaceError as error:
            checks.append(Check(label=label, passed=False, detail=error.message, cure=cure))
            return []
        names = ", ".join(f"{row.get('shop_name')} ({row.get('shop_id')})" for row in rows)
        checks.append(Check(label=label, passed=bool(rows), detail=names, cure="" if rows else cure))
        return [str(row.get("shop_id")) for row in rows]

    def _check_key(self, account, transport, auth, shop_ids):
        label = self.env._("Buyers can be read")
        cure = self.env._("Press Create and register key in the app.")
        if not account.tokopedia_private_key:
            return Check(label=label, passed=False, detail=self.env._("There is no key."), cure=cure)
        try:
            rows = self._sample(account, transport, auth, shop_ids)
            sealed = [row for row in rows if is_sealed(row)]
            for row in sealed:
                Decryptor(account.tokopedia_private_key).open_order(row)
        except ContractChanged:
            detail = self.env._("They are encrypted for another key.")
            return Check(label=label, passed=False, detail=detail, cure=cure)
        except MarketplaceError as error:
            return Check(label=label, passed=False, detail=error.message, cure=cure)
        if not rows:
            return Check(
                label=label,
                passed=None,
                detail=self.env._("There is no order of the last days to try it on."),
            )
        return Check(label=label, passed=bool(sealed), cure="" if sealed else cure)

    def _sample(self, account, transport, auth, shop_ids):
        """Return some orders of the last days as they come, with what is encrypted in them."""
        rows = []
        for shop_id in shop_ids:
            client = self._client(account, transport, auth, shop_id, opens_buyers=False)
            now = client.clock.now()
            rows += client.order.get_list(now - SAMPLE_DAYS, now, per_page=SAMPLE_SIZE)
        return rows

    def _check_pushes(self, client, account):
        label = self.env._("Pushes of orders come here")
        cure = self.env._("Connect a shop, or press Set up pushes on its storefront.")
        try:
            registered = client.webhook.get_registered()
        except MarketplaceError as error:
            return Check(label=label, passed=False, detail=error.message, cure=cure)
        missing = [name for name in WANTED_PUSHES if registered.get(name) != account.push_url]
        if missing and "connected" not in account.storefront_ids.mapped("connection"):
            return Check(label=label, passed=None, detail=self.env._("connecting a shop sets them up"))
        if not missing and registered.get(WEBHOOK_SECRET) != (account.push_secret or ""):
            detail = self.env._("They are signed with another push key.")
            return Check(label=label, passed=False, detail=detail, cure=cure)
        return Check(label=label, passed=not missing, detail=", ".join(missing), cure=cure if missing else "")

    # === PUSHES === #

    def _push_subscriptions(self, storefront, access_token):
        registered = self._shop_client(storefront, access_token).webhook.get_registered()
        return [
            PushSubscription(topic=name, address=registered.get(name, ""), wanted=name in WANTED_PUSHES)
            for name in WEBHOOK_URLS
        ]

    def _subscribe_pushes(self, storefront, access_token):
        account = storefront.account_id
        webhook = self._shop_client(storefront, access_token).webhook
        # One secret signs the pushes to all addresses: another receiver may know the one that is there.
        secret = account.push_secret or webhook.get_registered().get(WEBHOOK_SECRET) or secrets.token_hex(24)
        webhook.register(dict.fromkeys(WANTED_PUSHES, account.push_url), secret=secret)
        if account.push_secret != secret:
            account.sudo().push_secret = secret
