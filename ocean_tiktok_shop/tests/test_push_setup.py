from odoo.exceptions import UserError
from odoo.tests import tagged

from ..lib.push_setup import WANTED
from .common import SHOP
from .wizard import TiktokWizardCommon

OTHER = "https://erp.example.com/hook"


@tagged("post_install", "-at_install")
class TestPushSetup(TiktokWizardCommon):
    """Page Connection: which webhooks go where, and having them sent here."""

    def set_hook(self, event):
        adapter = self.env["ocean.platform.tiktok_shop"]
        with adapter._transport(self.account) as transport:
            adapter._event_api(self.storefront, self.tokens[0], transport).update_shop_webhook(event, OTHER)

    def press_on_shop(self, button):
        self.press(self.storefront.with_user(self.seller), button)

    def where(self):
        return {row["topic"]: row["where"] for row in self.storefront.push_state}

    def test_all_types_we_use_come_here_and_those_of_others_stay(self):
        self.set_hook("PACKAGE_UPDATE")
        self.set_hook("INVOICE_STATUS_CHANGE")
        self.press_on_shop("action_show_pushes")
        self.assertEqual(self.where()["PACKAGE_UPDATE"], "other")
        self.assertEqual(self.where()["ORDER_STATUS_CHANGE"], "none")

        self.press_on_shop("action_set_up_pushes")

        self.assertEqual({self.where()[name] for name in WANTED}, {"ours"})
        self.assertEqual(self.where()["INVOICE_STATUS_CHANGE"], "other")
        self.assertEqual({hook.shop_id for hook in self.store.hooks}, {SHOP})

    def test_pressing_again_changes_nothing(self):
        self.press_on_shop("action_set_up_pushes")
        before = self.calls("/event/*/webhooks")
        self.press_on_shop("action_set_up_pushes")
        self.assertEqual(self.calls("/event/*/webhooks") - before, 2, "it only looks")

    def test_a_refusal_is_told_in_the_platforms_words(self):
        self.store.switches.change("loopback_webhooks", False)
        with self.assertRaisesRegex(UserError, "an https URL with a domain name"):
            self.press_on_shop("action_set_up_pushes")
        self.assertFalse(self.store.hooks)

    def test_a_token_that_ends_is_renewed_first(self):
        self.storefront.access_expires_at = "2020-01-01 00:00:00"
        self.press_on_shop("action_set_up_pushes")
        self.assertEqual(self.where()["ORDER_STATUS_CHANGE"], "ours")
