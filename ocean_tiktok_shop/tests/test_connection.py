from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import requests

from odoo import fields
from odoo.tests import tagged

from .common import SECOND_SHOP, SHOP, TiktokShopCommon
from .test_push import TiktokShopHttpCommon


@tagged("post_install", "-at_install")
class TestConsent(TiktokShopHttpCommon):
    """From the Connect button through the platform's consent page back to Odoo."""

    def setUp(self):
        super().setUp()
        self.authenticate(self.seller.login, self.seller.login)
        self.app.redirect_url = self.account.redirect_url

    def consent(self, decision="approve"):
        """Press Connect and answer the consent page; return the address the seller is sent back to."""
        self.store.switches.change("consent", decision)
        action = self.account.with_user(self.seller).action_connect()
        self.env.flush_all()
        answer = requests.get(action["url"], allow_redirects=False, timeout=10)
        self.assertEqual(answer.status_code, 302, answer.text)
        return answer.headers["Location"]

    def come_back(self, location, **changes):
        """Open the callback with some parameters changed; return (worked, address of the next page)."""
        parts = urlsplit(location)
        params = {name: values[0] for name, values in parse_qs(parts.query).items()} | changes
        answer = self.url_open(f"{parts.path}?{urlencode(params)}", allow_redirects=False)
        self.env.invalidate_all()
        self.assertIn(answer.status_code, (302, 303))
        target = answer.headers["Location"]
        return "/ocean/sorry" not in target, target

    def storefronts(self):
        return self.env["ocean.storefront"].search([("account_id", "=", self.account.id)])

    def assert_refused(self, location, **changes):
        before = [(shop.id, shop.access_token) for shop in self.storefronts()]
        worked, target = self.come_back(location, **changes)
        self.assertFalse(worked)
        self.assertEqual([(shop.id, shop.access_token) for shop in self.storefronts()], before)
        return target

    def test_one_approval_connects_all_shops_of_the_seller_each_with_its_cipher(self):
        worked, target = self.come_back(self.consent())

        self.assertTrue(worked)
        self.assertIn("ocean_storefront_action", target)
        shops = self.storefronts()
        self.assertEqual(
            {shop.external_shop_id: shop.tiktok_cipher for shop in shops},
            {number: self.store.shops[number].cipher for number in (SHOP, SECOND_SHOP)},
        )
        self.assertEqual(set(shops.mapped("connection")), {"connected"})
        self.assertEqual(len(set(shops.mapped("refresh_token"))), 1, "the pair of tokens is the seller's")
        with self.committing():
            for shop in shops:
                self.assertEqual(shop._reader().shop_info().external_shop_id, shop.external_shop_id)

    def test_a_new_shop_gets_the_settings_of_its_company_and_its_lanes(self):
        self.come_back(self.consent())

        shop = self.storefronts() - self.storefront
        self.assertEqual(shop.name, "Rumah Senja")
        self.assertEqual(shop.company_id, self.company)
        self.assertEqual(shop.currency_id, self.rupiah)
        self.assertEqual(set(shop.lane_ids.mapped("lane")), {"orders", "apply", "catalogue", "stock"})
        self.assertGreater(shop.authorized_until, fields.Datetime.now() + timedelta(days=300))
        self.assertTrue(self.woken("orders"))
        self.assertTrue(self.woken("catalogue"))

    def test_apps_without_service_id_take_the_older_page(self):
        self.account.tiktok_service_id = False

        location = self.consent()

        self.assertTrue(self.come_back(location)[0])
        self.assertEqual(len(self.storefronts()), 2)
        self.assertEqual(self.calls("/oauth/authorize"), 1)

    def test_approving_again_renews_all_shops_and_closes_their_exceptions(self):
        second = self.add_second()
        shops = self.storefront | second
        with self.world.lock:
            self.tiktok.configure({"shop": SHOP, "revoke": True})
        self.sync()
        self.assertEqual(set(shops.mapped("connection")), {"cut_off"})

        self.assertTrue(self.come_back(self.consent())[0])

        self.assertEqual(self.storefronts(), shops)
        self.assertEqual(set(shops.mapped("connection")), {"connected"})
        self.assertFalse(self.exceptions() | self.exceptions(second))

    def test_a_declined_approval_changes_nothing(self):
        self.assert_refused(self.consent("decline"))

    def test_a_wrong_code_changes_nothing(self):
        self.assert_refused(self.consent(), code="ROW_wrong")

    def test_a_forged_state_is_refused(self):
        self.assert_refused(self.consent(), state="a.b")

    def test_a_wrong_app_secret_is_told_with_the_platforms_code(self):
        location = self.consent()
        self.account.app_secret = "x" * 40
        self.env.flush_all()

        self.assertIn("36009004", self.assert_refused(location))

    def test_a_shop_of_another_company_is_not_taken_over(self):
        other = self._make_company("Toko Lain")
        theirs = self._make_storefront(self.account, SECOND_SHOP, company=other)
        theirs.write({"access_token": "their-access", "refresh_token": "their-refresh"})
        self.env.flush_all()

        worked, target = self.come_back(self.consent())

        self.assertFalse(worked)
        self.assertNotIn("Lain", target, "nothing of a company the user does not see")
        self.assertEqual((theirs.access_token, theirs.refresh_token), ("their-access", "their-refresh"))
        self.assertEqual(theirs.company_id, other)
        self.assertEqual(self.storefronts().sudo().search_count([("external_shop_id", "=", SECOND_SHOP)]), 1)


@tagged("post_install", "-at_install")
class TestTokens(TiktokShopCommon):
    """Refreshing tokens that several shops share, and what ends a connection."""

    def refreshes(self):
        return self.calls("/api/v2/token/refresh")

    def test_one_refresh_renews_all_shops_of_the_seller(self):
        second = self.add_second()
        shops = self.storefront | second
        shops.access_expires_at = fields.Datetime.now() + timedelta(minutes=1)
        numbers = [self.place_one(), self.place_one(shop=SECOND_SHOP, skus=["SERBET-5P"])]
        self._make_product("SERBET-5P")

        self.sync()

        self.assertEqual(self.refreshes(), 1)
        for name in ("access_token", "refresh_token"):
            self.assertEqual(len(set(shops.mapped(name))), 1)
            self.assertNotIn(self.storefront[name], self.tokens)
        self.assertGreater(min(shops.mapped("access_expires_at")), fields.Datetime.now() + timedelta(days=6))
        for number, shop in zip(numbers, shops, strict=True):
            self.assertEqual(self.order(number).storefront_id, shop)
            self.assert_matches_platform(number)

    def test_shops_of_another_seller_keep_their_tokens(self):
        with self.world.lock:
            made = self.tiktok.add_shops({"count": 1})[0]
        other = self._make_storefront(self.account, made["shop_id"])
        other.write({"access_token": made["access_token"], "refresh_token": made["refresh_token"]})

        with self.committing():
            self.storefront._refresh_access_token(self.storefront.access_token)
        self.env.invalidate_all()

        self.assertNotEqual(self.storefront.access_token, self.tokens[0])
        self.assertEqual(other.access_token, made["access_token"])

    def test_a_shop_whose_sharer_was_renewed_takes_the_new_token_without_a_second_refresh(self):
        second = self.add_second()
        seen = second.access_token
        with self.committing():
            renewed = self.storefront._refresh_access_token(self.storefront.access_token)
            taken = second._refresh_access_token(seen)

        self.assertEqual(taken, renewed)
        self.assertEqual(self.refreshes(), 1)

    def test_a_token_that_dies_while_orders_are_read_is_renewed_once_and_reading_goes_on(self):
        numbers = self.place(60)  # two calls
        self.faults.add("expired_token", path="/order/*/orders", count=1)

        self.sync()

        self.assertEqual(self.refreshes(), 1)
        self.assertEqual(len(self.env["sale.order"].search([("client_order_ref", "in", numbers)])), 60)
        self.assertFalse(self.exceptions())

    def test_a_consent_taken_back_cuts_all_its_shops_off_with_one_exception_each(self):
        second = self.add_second()
        with self.world.lock:
            self.tiktok.configure({"shop": SHOP, "revoke": True})
        for _time in range(3):
            self.sync()

        for shop in (self.storefront, second):
            self.assertEqual(shop.connection, "cut_off")
            self.assertEqual(self.exceptions(shop).mapped("kind"), ["auth_ended"])
        calls = self.calls()
        self.sync()
        self.assertEqual(self.calls(), calls, "no more calls are made")

    def test_the_cipher_of_another_shop_cuts_the_storefront_off_with_one_exception(self):
        with self.world.lock:
            foreign = self.tiktok.add_shops({"count": 1})[0]["shop_cipher"]
        second = self.add_second()
        for code in (101000, 106011):
            with self.subTest(code), self.rolled_back():
                self.store.switches.change("foreign_cipher_code", code)
                self.storefront.tiktok_cipher = foreign
                for _time in range(3):
                    self.sync()

                self.assertEqual(self.storefront.connection, "cut_off")
                self.assertEqual(self.exceptions().mapped("kind"), ["auth_ended"])
                self.assertEqual(second.connection, "connected", "the seller's other shop goes on")
                self.assertEqual(self.refreshes(), 0)

    def test_approvals_that_end_soon_are_announced(self):
        self.storefront.authorized_until = fields.Datetime.now() + timedelta(days=7, hours=1)

        self.assertTrue(self.run_cron("approvals"))

        self.assertEqual(self.exceptions().mapped("kind"), ["auth_ending"])

    def test_reminders_follow_the_days_and_go_with_a_new_approval(self):
        for days in (30, 7, 1):
            self.storefront.authorized_until = fields.Datetime.now() + timedelta(days=days, hours=1)
            for _time in range(2):
                self.assertTrue(self.run_cron("approvals"))
            self.assertEqual(
                self.storefront.activity_ids.mapped("summary"), [f"Approval ends in {days} days: reconnect"]
            )

        self.env["ocean.storefront"]._connect_grants(self.account, self.company, self.grants(SHOP))

        self.assertFalse(self.storefront.activity_ids)
