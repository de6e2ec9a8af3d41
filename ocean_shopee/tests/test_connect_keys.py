from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ocean_marketplace_base.lib.http import Response
from odoo.addons.ocean_marketplace_base.tests.common import GROUP_USER

from .wizard import ShopeeWizardCommon


@tagged("post_install", "-at_install")
class TestKeys(ShopeeWizardCommon):
    """Step 3: each line of the test is right or names its cure."""

    def test_every_line_passes_with_the_right_keys(self):
        wizard = self.at_keys()
        self.press(wizard, "action_save")
        self.ping(wizard.account_id)

        self.press(wizard, "action_test")

        self.assertEqual(set(self.results(wizard).values()), {True})
        self.assertEqual(len(self.results(wizard)), 4)

    def test_a_wrong_push_key_fails_at_its_own_line_with_the_cure(self):
        wizard = self.at_keys(push_secret_input="kunci-push-yang-salah")
        self.press(wizard, "action_save")
        with mute_logger("odoo.addons.ocean_marketplace_base.models.ocean_event"):
            self.assertEqual(self.ping(wizard.account_id).status_code, 403)

        self.press(wizard, "action_test")

        failed = [row for row in wizard.checks if row["passed"] is False]
        self.assertEqual([row["label"] for row in failed], ["Push key fits"])
        self.assertIn("Copy the push key again", failed[0]["cure"])
        self.assertIn("Copy the push key again", wizard.checks_html)
        self.assertTrue(self.results(wizard)["Signature accepted"])

    def test_a_wrong_partner_key_fails_at_the_signature(self):
        wizard = self.at_keys(app_secret_input="x" * 40)

        self.press(wizard)

        failed = [row for row in wizard.checks if row["passed"] is False]
        self.assertEqual([row["label"] for row in failed], ["Signature accepted"])
        self.assertIn("partner key", failed[0]["cure"])
        self.assertEqual(wizard.step, "keys")

    def test_a_push_url_that_was_never_called_says_where_to_press_verify(self):
        wizard = self.at_keys()
        self.press(wizard)
        self.assertFalse(self.results(wizard)["Push URL was called"])
        self.assertIn("Verify", wizard.checks[-1]["cure"])

        self.press(wizard, "action_continue")

        self.assertEqual(wizard.step, "approve", "an approval does not need pushes")

    def test_another_address_in_the_console_is_named(self):
        self.app.callback_url = "https://erp.example.com/hook"
        wizard = self.at_keys()
        self.press(wizard)
        self.assertIn("https://erp.example.com/hook", wizard.checks[-1]["detail"])

    def test_a_host_that_does_not_answer_fails_alone(self):
        wizard = self.at_keys(simulator_url="http://127.0.0.1:9")
        self.press(wizard)
        self.assertEqual(self.results(wizard), {"The simulator answers": False})

    def test_a_clock_that_differs_by_more_than_the_limit_fails_with_the_cure(self):
        now = datetime.now(timezone.utc)
        for minutes, passed in ((4, True), (6, False)):
            date = format_datetime(now - timedelta(minutes=minutes), usegmt=True)
            response = Response(status=404, headers={"date": date})
            [check] = self.account._test_clock(response, now, timedelta(seconds=1))
            self.assertEqual((check.passed, bool(check.cure)), (passed, not passed))
            self.assertIn("the limit is 5 m", check.detail)
        self.assertFalse(self.account._test_clock(Response(status=404), now, timedelta(0)), "nothing to tell")

    def test_a_neutralised_database_reaches_no_platform(self):
        self.env["ir.config_parameter"].set_param("database.is_neutralized", "1")
        wizard = self.at_keys()
        self.press(wizard)
        self.assertEqual(list(self.results(wizard).values()), [False])
        self.assertEqual(self.world.journal.report("*", "*", 0)["count"], 0)

    def test_keys_that_are_missing_are_asked_for(self):
        for missing in ("app_key", "app_secret_input"):
            with self.subTest(missing), self.rolled_back():
                wizard = self.at_keys(**{missing: False})
                if missing == "app_secret_input":
                    wizard.sudo().app_secret = False
                with self.assertRaises(UserError):
                    self.press(wizard)

    def test_the_same_app_is_not_saved_twice(self):
        wizard = self.at_keys(app_key="2009990", app_secret_input="y" * 40)

        self.press(wizard, "action_save")

        self.assertEqual(wizard.account_id, self.account)
        self.assertEqual(self.account.app_secret, "y" * 40)


@tagged("post_install", "-at_install")
class TestRights(ShopeeWizardCommon):
    """Who may do what, and what nobody sees."""

    def test_users_may_not_connect(self):
        user = self._make_user("packer", GROUP_USER)
        with self.assertRaises(AccessError):
            self.env["ocean.storefront"].with_user(user)._action_connect()
        with self.assertRaises(AccessError):
            self.begin(user, platform="shopee")
        with self.assertRaises(AccessError):
            self.env["ocean.storefront.connect"].with_user(user).action_resume()

    def test_a_manager_asks_an_administrator_for_new_keys(self):
        self.forget_app()
        wizard = self.begin(self.seller, platform="shopee", environment="sandbox")
        self.press_until(wizard, "keys")

        self.assertFalse(wizard.may_enter_keys)
        for word in ("Shopee", "/ocean/oauth/", "/ocean/push/"):
            self.assertIn(word, wizard.request_text)
        wizard.app_key = "2001887"
        with self.assertRaisesRegex(UserError, "Ask an administrator"):
            self.press(wizard)
        with self.assertRaises(AccessError):
            wizard.app_secret_input = "rahasia"
        self.assertFalse(self.env["ocean.account"].search([("app_key", "=", "2001887")]))

    def test_a_manager_changes_nothing_of_an_app(self):
        wizard = self.begin(self.seller, **self.of(self.account))
        self.press_until(wizard, "keys")
        wizard.app_key = "1"
        self.press(wizard)
        self.assertEqual(self.account.app_key, str(self.info["partner_id"]))

    def test_secrets_are_never_sent_back(self):
        wizard = self.at_keys()
        texts = [str(wizard.read()), str(wizard.export_data(["title", "app_secret_hint"]))]
        self.press(wizard)
        texts += [str(wizard.read()), str(wizard.checks), str(wizard.account_id.read())]
        for secret in (self.info["partner_key"], self.info["push_key"]):
            self.assertNotIn(secret, "".join(texts))
        for name in ("app_secret", "push_secret"):
            with self.assertRaises(AccessError):
                wizard.read([name])
            self.assertFalse(wizard.sudo()[name], "it is on the app now")

    def test_nobody_opens_the_wizard_of_another(self):
        wizard = self.at_keys()
        with self.assertRaises(AccessError):
            wizard.with_user(self.seller).read(["step"])

    def test_shops_and_apps_of_other_companies_are_out_of_reach(self):
        other = self._make_company("Toko Lain")
        theirs = self._make_storefront(self.account, 301_177_009, company=other)
        account = self._make_account(app_key="2009991", platform="shopee", company_id=other.id)
        line = {"state": "new", "name": "x", "selected": False, "storefront_id": theirs.id}
        for values in ({"shop_ids": [Command.create(line)]}, {"account_id": account.id}):
            wizard = self.begin(self.seller, **{**self.of(self.account), "step": "start", **values})
            for button in ("action_next", "action_test", "action_approve"):
                with self.assertRaises(AccessError):
                    self.press(wizard, button)
        self.assertTrue(theirs.active)
        self.assertEqual(theirs.connection, "connected")

    def test_the_list_of_pushes_and_their_setup_are_for_managers(self):
        user = self._make_user("packer", GROUP_USER)
        for method in ("action_show_pushes", "action_set_up_pushes"):
            with self.assertRaises(AccessError):
                getattr(self.storefront.with_user(user), method)()
        with self.assertRaises(AccessError):
            self.storefront.with_user(user).read(["push_state"])
