import time
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from urllib.parse import urlsplit

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib.http import Response

from .common import SECOND_SHOP, SHOP
from .wizard import TiktokWizardCommon


@tagged("post_install", "-at_install")
class TestWizard(TiktokWizardCommon):
    """One consent covers several shops; its webhooks are set by the wizard."""

    def test_from_new_keys_to_sales_orders_in_under_two_minutes_and_nothing_is_changed_in_the_shop(self):
        started = time.monotonic()
        self.storefront.active = False
        self.account.app_key = "otherapp"
        number = self.place_one(shop=SECOND_SHOP, skus=["SERBET-5P"])
        self._make_product("SERBET-5P")
        wizard = self.begin(self.admin, platform="tiktok_shop", environment="simulator")
        self.press_until(wizard, "prepare")
        addresses = [step.value for step in wizard.step_ids if step.value]
        self.press(wizard)
        wizard.write(
            {
                "simulator_url": self.info["base_url"],
                "app_key": self.info["app_key"],
                "app_secret_input": self.info["app_secret"],
                "tiktok_service_id": self.info["service_id"],
            }
        )
        self.press_until(wizard, "approve")
        self.assertEqual(addresses, [wizard.account_id.redirect_url])
        self.assertEqual(self.results(wizard)["App secret"], None, "only the approval proves it")

        self.assertIn("connect_action_resume", self.approve(wizard))
        self.assertEqual(wizard.shop_ids.mapped("state"), ["new", "new"])
        self.press(wizard)
        self.assertFalse(wizard.push_note)
        self.drain()

        shops = wizard.storefront_ids
        self.assertEqual(sorted(shops.mapped("external_shop_id")), [SHOP, SECOND_SHOP])
        self.assertEqual(set(shops.mapped("import_state")), {"done"})
        self.assert_matches_platform(number)
        self.assert_nothing_was_written("authorize", "token/get", "/webhooks")
        self.assertEqual({hook.address for hook in self.store.hooks}, {wizard.account_id.push_url})
        self.assertEqual({hook.shop_id for hook in self.store.hooks}, {SHOP, SECOND_SHOP})
        self.assertLess(time.monotonic() - started, 120)

    def test_a_shop_that_is_not_chosen_is_given_up(self):
        self.storefront.active = False
        wizard = self.at_approve()
        self.approve(wizard)
        unwanted = wizard.shop_ids.filtered(lambda line: line.storefront_id != self.storefront)
        shop = unwanted.storefront_id.sudo()
        unwanted.selected = False

        self.press(wizard)

        self.assertEqual(self.shops(), self.storefront)
        self.assertTrue(self.storefront.started)
        self.assertFalse(shop.active or shop.access_token or shop.refresh_token)
        self.assertEqual({hook.shop_id for hook in self.store.hooks}, {SHOP})

    def test_webhooks_of_another_program_stay_and_the_wizard_says_so(self):
        self.press_foreign("ORDER_STATUS_CHANGE")
        self.storefront.active = False
        wizard = self.at_approve()
        self.approve(wizard)

        self.press(wizard)

        self.assertIn("another address", wizard.push_note)
        self.assertEqual(self.addresses(SHOP), {"ORDER_STATUS_CHANGE": "https://erp.example.com/hook"})
        self.assertGreater(len(self.addresses(SECOND_SHOP)), 5)
        self.assertEqual(wizard.step, "import", "orders come all the same")

    def press_foreign(self, event):
        client = self.env["ocean.platform.tiktok_shop"]
        with client._transport(self.account) as transport:
            api = client._event_api(self.storefront, self.tokens[0], transport)
            api.update_shop_webhook(event, "https://erp.example.com/hook")

    def addresses(self, shop_id):
        return {hook.event_type: hook.address for hook in self.store.hooks if hook.shop_id == shop_id}

    def test_refused_webhooks_do_not_stop_the_import(self):
        self.store.switches.change("loopback_webhooks", False)
        wizard = self.at_approve()
        self.approve(wizard)

        self.press(wizard)

        self.assertIn("an https URL with a domain name", wizard.push_note)
        self.assertTrue(wizard.storefront_ids.started)

    def test_a_denied_approval_is_told_in_words(self):
        target = self.approve(self.at_approve(), decision="decline")
        self.assertIn("/ocean/sorry", target)
        self.assertIn("seller closed the approval page", target.replace("%20", " "))

    def test_a_code_that_was_used_names_how_long_codes_live(self):
        target = self.approve(self.at_approve(), code="ROW_used").replace("%20", " ")
        self.assertIn("live 30 minutes", target)

    def test_a_wrong_secret_is_told_with_where_to_mend_it(self):
        self.account.app_secret = "x" * 40
        target = self.approve(self.at_approve()).replace("%20", " ")
        self.assertIn("36009004", target)
        self.assertIn("enter it again in step 3", target)
        page = self.url_open(urlsplit(target)._replace(scheme="", netloc="").geturl())
        self.assertIn("Try again", page.text)

    def test_a_clock_half_a_minute_ahead_is_told(self):
        now = datetime.now(timezone.utc)
        response = Response(
            status=404, headers={"date": format_datetime(now - timedelta(seconds=45), usegmt=True)}
        )
        [check] = self.account._test_clock(response, now, timedelta(0))
        self.assertFalse(check.passed)
        self.assertIn("the limit is 30 s", check.detail)

    def test_the_platform_has_no_sandbox(self):
        wizard = self.begin(self.seller, platform="tiktok_shop", environment="sandbox")
        with self.assertRaisesRegex(UserError, "another environment"):
            self.press(wizard)
