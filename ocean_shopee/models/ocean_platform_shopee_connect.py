from urllib.parse import urlsplit

from odoo import models

from odoo.addons.ocean_marketplace_base.lib.connection import Check, Step
from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError

from ..lib import push_setup
from ..lib.client.partner_client import ShopeePartnerClient

KEY_CODES = ("error_sign", "invalid_partner_id", "error_partner_key_expired")
IP_CODE = "source_ip_undeclared"


class OceanPlatformShopee(models.AbstractModel):
    """How shops are connected, what the seller does in the console, and whether keys and pushes work."""

    _inherit = "ocean.platform.shopee"

    def _approval(self, account):
        return "consent"

    def _grants_by_keys(self, account, shop_ids):
        return ()

    def _linkable(self, storefronts):
        return storefronts.browse()

    def _link_values(self, storefront):
        return {}

    def _checklist(self, account):
        return [
            Step(
                text=self.env._(
                    "Your app of type ERP System or Seller In-house System is live. Chat needs Seller "
                    "In-house System."
                )
            ),
            Step(
                text=self.env._("Enter this as redirect domain of the app."),
                value=urlsplit(account.redirect_url or "").hostname or "",
            ),
            Step(
                text=self.env._(
                    "Enter this as push URL and switch on codes 1, 2, 3, 4, 12, 15, 29 and 30 (10 for chat)."
                ),
                value=account.push_url or "",
            ),
            Step(
                text=self.env._(
                    "Add the IP address of this server to the app's allow-list, or buyer data is masked. "
                    "Your hosting provider tells the address."
                )
            ),
        ]

    # === KEYS === #

    def _check_keys(self, account):
        label = self.env._("Signature accepted")
        try:
            with account._transport() as transport:
                config = self._push_api(account, transport).get_app_push_config()
        except MarketplaceError as error:
            return [Check(label=label, passed=False, detail=error.message, cure=self._cure(error))]
        return [Check(label=label, passed=True), self._check_push(account, config)]

    def _push_api(self, account, transport):
        return ShopeePartnerClient(self._app(account), transport, self._base_url(account)).push

    def _cure(self, error):
        if error.code in KEY_CODES:
            return self.env._(
                "Copy partner ID and partner key again from the console, and choose the environment they are "
                "for."
            )
        if error.code == IP_CODE:
            return self.env._("Add the IP address of this server to the app's allow-list in the console.")
        return self.env._("Mend this in the console, then test again.")

    def _check_push(self, account, config):
        """Say whether a push came whose signature fits; only the platform can make one."""
        label = self.env._("Push URL was called")
        # sudo: events of other companies prove an app's push key as well
        last = self.env["ocean.event"].sudo().search([("account_id", "=", account.id)], limit=1)
        if last and last.signature_ok:
            return Check(label=label, passed=True)
        if last:
            return Check(
                label=self.env._("Push key fits"),
                passed=False,
                detail=self.env._("a push came whose signature does not fit this key"),
                cure=self.env._(
                    "Copy the push key again from the console, press Verify beside the push URL there, then "
                    "test again."
                ),
            )
        address = str(config.get("callback_url") or "")
        if address and address != account.push_url:
            detail = self.env._("the console has another address: %(address)s", address=address)
            cure = self.env._("Enter the push URL of step 2 in the console, then test again.")
            return Check(label=label, passed=False, detail=detail, cure=cure)
        return Check(
            label=label,
            passed=False,
            detail=self.env._("never yet"),
            cure=self.env._("Press Verify beside the push URL in the console, then test again."),
        )

    # === PUSHES === #

    def _push_subscriptions(self, storefront, access_token):
        account = storefront.account_id
        with account._transport() as transport:
            return push_setup.subscriptions(self._push_api(account, transport).get_app_push_config())

    def _subscribe_pushes(self, storefront, access_token):
        account = storefront.account_id
        with account._transport() as transport:
            push_setup.subscribe(self._push_api(account, transport), account.push_url)
