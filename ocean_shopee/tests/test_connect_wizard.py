import time
from urllib.parse import urlsplit

import requests

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import SECOND_SHOP, SHOP
from .wizard import ShopeeWizardCommon


@tagged("post_install", "-at_install")
class TestWholePath(ShopeeWizardCommon):
    """From choosing the platform to the first orders."""

    def test_from_new_keys_to_sales_orders_in_under_two_minutes_and_nothing_is_changed_in_the_shop(self):
        started = time.monotonic()
        number = self.place_one(shop=SECOND_SHOP, skus=["SERBET-5P"])
        self._make_product("SERBET-5P")
        wizard = self.at_keys()
        self.press(wizard)  # saves the app; no push came yet
        self.assertEqual(wizard.step, "keys")
        self.assertEqual(self.ping(wizard.account_id).status_code, 200)
        self.press(wizard)
        self.assertEqual(wizard.step, "approve", wizard.checks)

        target = self.approve(wizard)

        self.assertIn("connect_action_resume", target)
        self.assertEqual(wizard.step, "start")
        self.assertEqual(wizard.shop_ids.mapped("name"), ["Rumah Senja"])
        self.press(wizard)
        self.assertEqual(wizard.step, "import")
        self.drain()
        order = self.order(number, self.second())
        self.assertEqual(order.sale_order_ids.amount_total, self.brief(number)["seller_revenue"])
        self.assertEqual(self.second().import_state, "done")
        self.assertEqual(self.second().import_percent, 100)
        self.assertIn("Done", self.second().import_text)
        self.assert_nothing_was_written("/auth", "auth_partner")
        self.assertLess(time.monotonic() - started, 120)

    def test_nothing_is_imported_before_the_last_step_and_the_storefront_says_so(self):
        self.place_one(shop=SECOND_SHOP, skus=["SERBET-5P"])
        self.approve(self.at_approve())
        shop = self.second()

        self.drain()

        self.assertEqual(shop.connection, "connected")
        self.assertFalse(shop.started)
        self.assertFalse(self.env["ocean.order"].search([("storefront_id", "=", shop.id)]))
        self.assertEqual(shop.health, "attention")
        self.assertIn("not finished", shop.health_reason)
        self.assertEqual(shop.alerts["health"]["action_text"], "Finish setting up")

    def test_a_wizard_that_was_closed_goes_on_from_the_storefront(self):
        self.approve(self.at_approve())
        action = self.press(self.second().with_user(self.seller), "action_mend")
        wizard = self.env["ocean.storefront.connect"].with_user(self.seller).browse(action["res_id"])
        self.assertEqual(wizard.step, "start")

        self.press(wizard)

        self.assertTrue(self.second().started)
        self.assertEqual(self.second().health, "ok")

    def test_an_empty_shop_says_that_there_were_no_orders(self):
        wizard = self.at_approve()
        self.approve(wizard)
        self.press(wizard)

        self.drain()

        self.assertEqual(self.second().import_text, "No orders in the last 15 days.")

    def test_the_settings_of_the_last_step_are_those_of_the_storefront(self):
        other = self._make_company("Toko Cabang")
        self.seller.company_ids += other
        wizard = self.at_approve()
        self.approve(wizard)
        line = wizard.shop_ids
        line.company_id = other
        line._onchange_company()
        line.write({"since": "2026-01-05", "name": "Senja Cabang", "tax_id": False})

        self.press(wizard)

        shop = self.second()
        self.assertEqual((shop.company_id, shop.warehouse_id.company_id), (other, other))
        self.assertEqual((shop.name, shop.vat_status), ("Senja Cabang", "untaxed"))
        self.assertEqual(shop.import_since.isoformat(), "2026-01-05T00:00:00")
        self.assertEqual(shop.lane_ids.company_id, other)

    def test_a_manager_connects_with_an_app_that_is_set_up(self):
        action = self.env["ocean.storefront"].with_user(self.seller)._action_connect()
        self.assertEqual(action["res_model"], "ocean.storefront.connect")
        wizard = self.env["ocean.storefront.connect"].with_user(self.seller).browse(action["res_id"])
        self.assertEqual(wizard.step, "platform", "its app has a storefront already")
        wizard.write(self.of(self.account))

        self.press_until(wizard, "keys")
        self.press(wizard)
        self.press(wizard, "action_continue")

        self.assertIn("connect_action_resume", self.approve(wizard))

    def test_an_app_without_storefront_goes_on_where_it_stopped(self):
        wizard = self.at_keys()
        self.press(wizard, "action_save")

        action = self.env["ocean.storefront"].with_user(self.admin)._action_connect()

        again = self.env["ocean.storefront.connect"].with_user(self.admin).browse(action["res_id"])
        self.assertEqual(action["name"], f"Continue connecting Shopee app {self.info['partner_id']}")
        self.assertEqual((again.step, again.app_key), ("keys", str(self.info["partner_id"])))
        self.assertTrue(again.app_secret_hint)

    def test_addresses_entered_on_the_platform_stay_until_the_app_is_saved(self):
        self.forget_app()
        first = self.begin(self.admin, platform="shopee", environment="simulator")
        self.press_until(first, "prepare")
        second = self.at_keys()
        told = [step.value for step in first.step_ids if "push" in (step.value or "")]

        self.press(second, "action_save")

        self.assertEqual([second.account_id.push_url], told)
        self.assertNotIn(
            second.account_id.access_key, self.begin(self.admin, platform="shopee")._address_key()
        )


@tagged("post_install", "-at_install")
class TestFailures(ShopeeWizardCommon):
    """What goes wrong at the approval is said in words, with a way to try again."""

    def sorry(self, target):
        """Return the text of the page that says why nothing was connected."""
        self.assertIn("/ocean/sorry", target)
        page = self.url_open(urlsplit(target)._replace(scheme="", netloc="").geturl())
        self.assertEqual(page.status_code, 200)
        self.assertIn("connect_action_resume", page.text, "Try again leads into the wizard")
        self.assertNotIn("Traceback", page.text)
        return page.text

    def test_a_denied_approval(self):
        wizard = self.at_approve()
        text = self.sorry(self.approve(wizard, error="access_denied"))
        self.assertIn("The seller closed the approval page. Nothing was saved on the platform.", text)
        action = self.env["ocean.storefront.connect"].with_user(self.seller).action_resume()
        self.assertEqual((action["res_id"], wizard.step), (wizard.id, "approve"))

    def test_a_code_that_was_used_or_is_too_old(self):
        text = self.sorry(self.approve(self.at_approve(), code="expired"))
        self.assertIn("live 10 minutes", text)
        self.assertIn("invalid_code", text)

    def test_a_secret_that_is_wrong_at_the_exchange(self):
        wizard = self.at_approve()
        self.store.switches.change("consent", "approve")
        action = self.press(wizard, "action_approve")
        location = requests.get(action["url"], allow_redirects=False, timeout=10).headers["Location"]
        self.account.app_secret = "x" * 40
        self.env.flush_all()
        self.authenticate(self.seller.login, self.seller.login)
        parts = urlsplit(location)
        back = self.url_open(f"{parts.path}?{parts.query}", allow_redirects=False)
        text = self.sorry(back.headers["Location"])
        self.assertIn("enter it again in step 3", text)
        self.assertIn("error_sign", text)

    def test_an_app_without_secret_is_told_so(self):
        wizard = self.at_approve()
        self.account.app_secret = False
        with self.assertRaisesRegex(UserError, "no secret yet"):
            self.press(wizard, "action_approve")

    def test_the_same_shop_twice_leads_to_its_storefront(self):
        wizard = self.at_approve()
        self.approve(wizard, SHOP)
        line = wizard.shop_ids
        self.assertEqual((line.state, line.selected), ("connected", False))
        self.assertEqual(line.action_open_storefront()["res_id"], self.storefront.id)
        self.assertTrue(self.storefront.started, "it goes on working")
        with self.assertRaisesRegex(UserError, "at least one"):
            self.press(wizard)

    def test_a_shop_of_a_company_the_user_does_not_see_is_not_named(self):
        other = self._make_company("Toko Lain")
        theirs = self._make_storefront(self.account, SECOND_SHOP, company=other)
        self.connect(theirs, "their-access", "their-refresh")
        wizard = self.at_approve()

        self.approve(wizard)

        line = wizard.shop_ids
        self.assertEqual((line.state, line.storefront_id), ("elsewhere", self.env["ocean.storefront"]))
        self.assertIn("another company", line.note)
        self.assertNotIn("Lain", line.note)
        self.assertEqual(theirs.access_token, "their-access")

    def test_a_shop_of_another_of_the_users_companies_is_named(self):
        other = self._make_company("Toko Cabang")
        self._make_storefront(self.account, SECOND_SHOP, company=other)
        self.seller.company_ids += other
        wizard = self.at_approve()
        self.approve(wizard)
        self.assertIn("Toko Cabang", wizard.shop_ids.note)

    def test_a_company_without_warehouse_is_told_what_to_do(self):
        self.env["stock.warehouse"].search([("company_id", "=", self.company.id)]).active = False
        wizard = self.at_approve()
        self.approve(wizard)
        self.assertIn("no warehouse", wizard.shop_ids.note)

    def test_disconnecting_asks_for_the_name(self):
        dialog = (
            self.env["ocean.storefront.disconnect"]
            .with_user(self.seller)
            .create({"storefront_id": self.storefront.id, "typed_name": "lain"})
        )
        with self.assertRaises(UserError):
            dialog.action_disconnect()
        self.assertEqual(self.storefront.connection, "connected")
        dialog.typed_name = f" {self.storefront.name.upper()} "

        dialog.action_disconnect()

        self.assertEqual(self.storefront.connection, "cut_off")
        self.assertFalse(self.storefront.access_token)
