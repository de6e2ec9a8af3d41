from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..lib.const import API_HOST
from .common import PUSH_SECRET, TokopediaCommon


@tagged("post_install", "-at_install")
class TestSetup(TokopediaCommon):
    """Testing an app, and registering where its pushes go."""

    def adapter(self):
        return self.env["ocean.platform.tokopedia"]

    def checks(self):
        return self.adapter()._check_keys(self.account)

    def results(self):
        return [check.passed for check in self.checks()]

    def subscribe(self):
        self.adapter()._subscribe_pushes(self.storefront, self.storefront.access_token)

    def test_a_new_app_is_told_what_is_missing(self):
        self.assertEqual(self.results(), [True, True, False, False])
        self.assertTrue(all(check.cure for check in self.checks()[2:]))
        self.assertIn("Ombak Wear (8212734)", self.checks()[1].detail)

    def test_an_app_that_is_set_up_passes_every_test(self):
        self.account.action_tokopedia_create_key()
        self.subscribe()
        self.assertEqual(self.results(), [True, True, None, True], "no order to try the key on")
        self.place_one()
        self.world.clock.advance(5)
        self.assertEqual(self.results(), [True, True, True, True])

    def test_a_key_that_somebody_else_replaced_is_noticed(self):
        self.account.action_tokopedia_create_key()
        kept = self.account.tokopedia_private_key
        self.account.action_tokopedia_create_key()
        self.account.tokopedia_private_key = kept
        self.place_one()
        self.world.clock.advance(5)
        self.assertIs(self.results()[2], False)

    def test_wrong_keys_fail_the_first_test_and_no_other_is_tried(self):
        self.account.app_secret = "x" * 32
        self.assertEqual(self.results(), [False])
        self.assertIn("invalid_client", self.checks()[0].detail)

    def test_an_app_without_shops_fails_the_second_test(self):
        for shop_id in list(self.app.shops):
            self.configure(shop=shop_id, revoke=True)
        self.assertEqual(self.results()[:2], [True, False])

    def test_an_app_number_that_is_none_is_told_and_not_raised(self):
        self.account.app_key = "abc"
        self.assertEqual(self.results(), [False])

    def test_registering_pushes_leaves_the_addresses_of_others(self):
        others = {
            "chat_notification_url": "https://chat.example/push",
            "product_changes_url": "https://stock.example/push",
        }
        self.configure(urls=others, webhook_secret="rahasia-orang-lain")

        self.subscribe()

        mine = ("order_notification_url", "order_status_url", "order_cancellation_url")
        self.assertEqual({self.app.urls[name] for name in mine}, {self.account.push_url})
        self.assertEqual({name: self.app.urls[name] for name in others}, others)
        self.assertEqual(self.app.webhook_secret, "rahasia-orang-lain", "others check with it")
        self.assertEqual(self.account.push_secret, "rahasia-orang-lain")

    def test_our_own_push_key_is_registered(self):
        self.account.push_secret = PUSH_SECRET
        self.subscribe()
        self.assertEqual(self.app.webhook_secret, PUSH_SECRET)

    def test_without_any_push_key_one_is_made(self):
        self.subscribe()
        self.assertGreaterEqual(len(self.account.push_secret), 32)
        self.assertEqual(self.app.webhook_secret, self.account.push_secret)

    def test_what_is_registered_is_shown_by_kind(self):
        self.configure(urls={"chat_notification_url": "https://chat.example/push"})
        self.subscribe()
        rows = self.adapter()._push_subscriptions(self.storefront, self.storefront.access_token)
        shown = {row.topic: (row.address, row.wanted) for row in rows}
        self.assertEqual(shown["chat_notification_url"], ("https://chat.example/push", False))
        self.assertEqual(shown["order_status_url"], (self.account.push_url, True))
        self.assertEqual(shown["product_edit_url"], ("", False))

    def test_each_connection_has_its_own_way_and_checklist(self):
        self.assertEqual(self.adapter()._approval(self.account), "keys")
        addresses = [step.value for step in self.adapter()._checklist(self.account) if step.value]
        self.assertEqual(addresses, [self.account.push_url])
        self.account.tokopedia_connection = "partner"
        self.assertEqual(self.adapter()._approval(self.account), "linked")
        self.assertEqual(len(self.adapter()._checklist(self.account)), 2)
        self.assertGreater(self.adapter()._clock_limit(), timedelta(minutes=1))

    def test_a_gateway_is_a_host_name_and_nothing_else(self):
        for text in (
            "https://gateway.example",
            "gateway.example:8443",
            "127.0.0.1",
            "localhost",
            "Gateway.Example",
        ):
            with self.subTest(text), self.assertRaises(ValidationError), self.rolled_back():
                self.account.tokopedia_api_host = text

    def test_only_the_hosts_of_the_gateway_may_be_called(self):
        self.assertEqual(self.adapter()._hosts(self.account)[0], API_HOST)
        self.account.write(
            {"tokopedia_api_host": "gateway.example", "tokopedia_accounts_host": "accounts.example"}
        )
        self.account.environment = "production"
        self.assertEqual(
            self.account._host_policy().hosts, frozenset({"gateway.example", "accounts.example"})
        )
        self.assertEqual(self.adapter()._base_url(self.account), "https://gateway.example")

    def test_there_is_no_sandbox_without_a_gateway(self):
        with self.assertRaises(ValidationError):
            self.account.environment = "sandbox"
