from urllib.parse import parse_qs, urlencode, urlsplit

import requests

from odoo.addons.ocean_marketplace_base.tests.common import GROUP_MANAGER
from odoo.addons.ocean_marketplace_base.tests.wizard import WizardMixin

from .common import SECOND_SHOP
from .test_push import ShopeeHttpCommon


class ShopeeWizardCommon(WizardMixin, ShopeeHttpCommon):
    """An administrator and a manager at the wizard; the app is known to the simulator only."""

    def setUp(self):
        super().setUp()
        self.info = self.sandbox.info["shopee"]
        self.admin = self._make_user("admin", f"base.group_system,{GROUP_MANAGER}")

    def forget_app(self):
        """Make room for the app of the simulator, which nobody has entered yet."""
        self.account.app_key = "2009990"

    def at_keys(self, user=None, **values):
        """Return a wizard of an administrator at step 3 with the keys entered."""
        self.forget_app()
        wizard = self.begin(user or self.admin, platform="shopee", environment="simulator")
        self.press_until(wizard, "keys")
        wizard.write(
            {
                "simulator_url": self.info["base_url"],
                "app_key": str(self.info["partner_id"]),
                "app_secret_input": self.info["partner_key"],
                "push_secret_input": self.info["push_key"],
                **values,
            }
        )
        return wizard

    def at_approve(self, account=None):
        """Return a manager's wizard at step 4 of the app that is set up."""
        account = account or self.account
        wizard = self.begin(self.seller, **self.of(account))
        wizard._take_account()
        wizard.step = "approve"
        return wizard

    def of(self, account):
        return {"platform": "shopee", "environment": "simulator", "account_id": account.id}

    def ping(self, account, **options):
        """Let the console send its test push."""
        with self.world.lock:
            push = self.shopee.send_push({"url": account.push_url, "dry": True, "code": 0, **options})[0]
        self.env.flush_all()
        answer = self.url_open(
            f"/ocean/push/{account.access_key}",
            data=push["body"].encode(),
            headers={"Content-Type": "application/json", **push["headers"]},
        )
        self.env.invalidate_all()
        return answer

    def approve(self, wizard, shop_id=SECOND_SHOP, **changes):
        """Open the platform's page from the wizard, approve, come back; return the address shown then."""
        self.store.switches.change("consent", "approve")
        self.store.switches.change("consent_account", shop_id)
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
        return back.headers["Location"]

    def second(self):
        return self.env["ocean.storefront"].search([("external_shop_id", "=", str(SECOND_SHOP))])
