from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from odoo.addons.ocean_tiktok_shop.tests.common import SHOP as TIKTOK_SHOP
from odoo.addons.ocean_tiktok_shop.tests.common import TiktokShopCommon

from .common import SECOND_SHOP, SHOP, TokopediaCommon


@tagged("post_install", "-at_install")
class TestWizardByKeys(TokopediaCommon):
    """The connect wizard with an app of the Open API."""

    def test_an_app_is_entered_tried_and_its_shops_started(self):
        keys = {
            "app_key": self.account.app_key,
            "app_secret_input": self.account.app_secret,
            "tokopedia_client_id": self.account.tokopedia_client_id,
            "simulator_url": self.account.simulator_url,
        }
        self.storefront.active = False
        self.account.write({"active": False, "app_key": "0"})
        with self.own_env() as env:
            wizard = env["ocean.storefront.connect"].create(
                {"platform": "tokopedia", "environment": "simulator", "tokopedia_connection": "open_api"}
            )
            self.assertEqual(wizard.approval, "keys")
            wizard.action_next()
            self.assertEqual(wizard.step, "prepare")
            self.assertIn(wizard._draft_account().push_url, wizard.step_ids.mapped("value"))
            wizard.action_next()
            wizard.write(keys)
            wizard.action_test()
            self.assertEqual([row["passed"] for row in wizard.checks][-4:], [True, True, False, None])
            wizard.action_tokopedia_create_key()
            self.assertTrue(wizard.tokopedia_key_at)
            wizard.action_next()
            self.assertEqual(wizard.step, "approve", "what connecting sets up does not hold it back")
            wizard.shop_numbers = SECOND_SHOP
            wizard.action_next()
            self.assertEqual((wizard.step, wizard.shop_ids.mapped("name")), ("start", ["Rumah Senja"]))
            wizard.action_next()
            account_id = wizard.account_id.id

        account = self.env["ocean.account"].browse(account_id)
        self.assertEqual((account.tokopedia_connection, account.tokopedia_frame), ("open_api", "utc"))
        shop = account.storefront_ids
        self.assertEqual(
            (shop.external_shop_id, shop.connection, shop.started), (SECOND_SHOP, "connected", True)
        )
        self.assertEqual(self.app.urls["order_status_url"], account.push_url)
        self.assertEqual(self.app.webhook_secret, account.push_secret)

    def test_the_form_shows_what_the_connection_needs(self):
        with Form(self.env["ocean.storefront.connect"]) as form:
            form.platform = "tokopedia"
            self.assertEqual(form.tokopedia_connection, "partner", "what works today comes first")

    def test_reconnecting_opens_the_wizard_with_the_app(self):
        action = self.storefront.with_user(self.seller).action_reconnect()
        wizard = self.env["ocean.storefront.connect"].browse(action["res_id"])
        self.assertEqual((wizard.account_id, wizard.step), (self.account, "keys"))
        self.assertEqual(wizard.tokopedia_client_id, self.account.tokopedia_client_id)
        self.assertEqual(self.storefront.external_shop_id, SHOP)


@tagged("post_install", "-at_install")
class TestWizardLinked(TiktokShopCommon):
    """The connect wizard with the connection through TikTok Shop."""

    def wizard(self):
        return self.env["ocean.storefront.connect"].create(
            {"platform": "tokopedia", "environment": "simulator"}
        )

    def test_it_offers_the_shops_that_sell_on_both_and_links_the_chosen(self):
        self.add_second()
        wizard = self.wizard()
        self.assertEqual(wizard.approval, "linked")
        with self.committing():
            wizard.action_next()
            wizard.action_next()
            self.assertEqual(wizard.step, "start")
            self.assertEqual(wizard.shop_ids.parent_id, self.storefront)
            wizard.action_next()
        linked = self.storefront.child_ids
        self.assertEqual((linked.platform, linked.external_shop_id), ("tokopedia", TIKTOK_SHOP))
        self.assertEqual((linked.started, linked.connection), (True, "connected"))

    def test_without_such_a_shop_it_says_what_to_do(self):
        self.storefront.active = False
        wizard = self.wizard()
        wizard.action_next()
        with self.assertRaises(UserError):
            wizard.action_next()
