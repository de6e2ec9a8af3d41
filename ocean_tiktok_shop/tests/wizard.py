from urllib.parse import parse_qs, urlencode, urlsplit

import requests

from odoo.addons.ocean_marketplace_base.tests.common import GROUP_MANAGER
from odoo.addons.ocean_marketplace_base.tests.wizard import WizardMixin

from .test_push import TiktokShopHttpCommon


class TiktokWizardCommon(WizardMixin, TiktokShopHttpCommon):
    """An administrator and a manager at the wizard."""

    def setUp(self):
        super().setUp()
        self.info = self.sandbox.info["tiktok_shop"]
        self.admin = self._make_user("admin", f"base.group_system,{GROUP_MANAGER}")

    def at_approve(self):
        """Return a manager's wizard at step 4 of the app that is set up."""
        wizard = self.begin(
            self.seller, platform="tiktok_shop", environment="simulator", account_id=self.account.id
        )
        wizard._take_account()
        wizard.step = "approve"
        return wizard

    def approve(self, wizard, decision="approve", **changes):
        """Open the platform's page from the wizard, answer it, come back; return the address shown then."""
        self.store.switches.change("consent", decision)
        self.app.redirect_url = wizard.account_id.redirect_url
        user = wizard.env.user
        self.authenticate(user.login, user.login)
        action = self.press(wizard, "action_approve")
        answer = requests.get(action["url"], allow_redirects=False, timeout=10)
        self.assertEqual(answer.status_code, 302, answer.text)
        parts = urlsplit(answer.headers["Location"])
        params = {name: values[0] for name, values in parse_qs(parts.query).items()} | changes
        self.env.flush_all()
        back = self.url_open(f"{parts.path}?{urlencode(params)}", allow_redirects=False)
        self.env.invalidate_all()
        # Whether other installed platforms are reached through these shops is for their own tests.
        wizard.shop_ids.filtered(lambda line: line.state == "link").unlink()
        return back.headers["Location"]

    def shops(self, **context):
        return (
            self.env["ocean.storefront"]
            .with_context(**context)
            .search([("account_id.platform", "=", "tiktok_shop")])
        )
