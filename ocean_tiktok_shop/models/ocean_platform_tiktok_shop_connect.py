from datetime import timedelta

from odoo import models

from odoo.addons.ocean_marketplace_base.lib.connection import Check, Step

from ..lib import push_setup


class OceanPlatformTiktokShop(models.AbstractModel):
    """How shops are connected, what the seller does in the Partner Center, and where webhooks go."""

    _inherit = "ocean.platform.tiktok_shop"

    def _approval(self, account):
        return "consent"

    def _environments(self):
        return ("production", "simulator")

    def _clock_limit(self):
        # Requests from more than 30 s in the future are refused; those of the last 5 minutes are not.
        return timedelta(seconds=30)

    def _code_life(self):
        return timedelta(minutes=30)

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
                    "Your app exists in the Partner Center, for the market where your shops sell (Indonesia)."
                )
            ),
            Step(text=self.env._("Enter this as redirect URL of the app."), value=account.redirect_url or ""),
            Step(
                text=self.env._(
                    "Switch on the permission packages for shop authorization, shops, products, orders and "
                    "fulfilment, logistics, returns and finance."
                )
            ),
            Step(
                text=self.env._("Ask for chat, affiliate and analytics if you want them: they need approval.")
            ),
            Step(text=self.env._("Webhooks: nothing to do, they are set for you after the approval.")),
        ]

    def _check_keys(self, account):
        checks = [
            Check(
                label=self.env._("App secret"),
                passed=None,
                detail=self.env._("the secret is proved at approval; the platform has no earlier test"),
            )
        ]
        if not account.tiktok_service_id:
            checks.append(
                Check(
                    label=self.env._("Service ID"),
                    passed=None,
                    detail=self.env._("not entered; the older page of approval is used"),
                )
            )
        return checks

    # === WEBHOOKS === #

    def _event_api(self, storefront, access_token, transport):
        account, cipher = storefront.account_id, storefront.tiktok_cipher
        return self._shop_client(account, cipher, access_token, transport).event

    def _push_subscriptions(self, storefront, access_token):
        with self._transport(storefront.account_id) as transport:
            return push_setup.subscriptions(
                self._event_api(storefront, access_token, transport).get_shop_webhooks()
            )

    def _subscribe_pushes(self, storefront, access_token):
        with self._transport(storefront.account_id) as transport:
            api = self._event_api(storefront, access_token, transport)
            push_setup.subscribe(api, storefront.account_id.push_url)
