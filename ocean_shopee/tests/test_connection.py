from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import requests

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import SECOND_SHOP, SHOP, ShopeeCommon
from .test_push import ShopeeHttpCommon

MAIN_ACCOUNT = 68_272


@tagged("post_install", "-at_install")
class TestConsent(ShopeeHttpCommon):
    """From the Connect button through the platform's consent page back to Odoo."""

    def setUp(self):
        super().setUp()
        self.other_seller = self._make_user("seller2", "ocean_marketplace_base.group_manager")
        self.log_in(self.seller)

    def log_in(self, user):
        self.authenticate(user.login, user.login)

    def consent(self, account_id=SECOND_SHOP, user=None):
        """Press Connect and approve on the platform; return the address the seller is sent back to."""
        self.store.switches.change("consent", "approve")
        self.store.switches.change("consent_account", account_id)
        action = self.account.with_user(user or self.seller).action_connect()
        self.env.flush_all()
        answer = requests.get(action["url"], allow_redirects=False, timeout=10)
        self.assertEqual(answer.status_code, 302, answer.text)
        return answer.headers["Location"]

    def come_back(self, location, **changes):
        """Open the callback with some parameters changed; return (worked, address of the next page)."""
        parts = urlsplit(location)
        params = {name: values[0] for name, values in parse_qs(parts.query).items()} | changes
        params = {name: value for name, value in params.items() if value is not None}
        answer = self.url_open(f"{parts.path}?{urlencode(params)}", allow_redirects=False)
        self.env.invalidate_all()
        self.assertIn(answer.status_code, (302, 303))
        target = answer.headers["Location"]
        return "/ocean/sorry" not in target, target

    def shops(self, company=None):
        domain = [("platform", "=", "shopee"), ("company_id", "=", (company or self.company).id)]
        return self.env["ocean.storefront"].search(domain).mapped("external_shop_id")

    def assert_refused(self, location, **changes):
        before = self.shops()
        worked, _target = self.come_back(location, **changes)
        self.assertFalse(worked)
        self.assertEqual(self.shops(), before)

    def test_an_approval_connects_the_shop_and_starts_its_lanes(self):
        worked, target = self.come_back(self.consent())

        self.assertTrue(worked)
        self.assertIn("ocean_storefront_action", target)
        storefront = self.env["ocean.storefront"].search([("external_shop_id", "=", str(SECOND_SHOP))])
        self.assertEqual(storefront.name, "Rumah Senja")
        self.assertEqual(storefront.connection, "connected")
        self.assertEqual(storefront.company_id, self.company)
        self.assertEqual(storefront.currency_id, self.rupiah)
        self.assertEqual(storefront.pricelist_id.currency_id, self.rupiah)
        self.assertEqual(storefront.tax_id, self.company.account_sale_tax_id)
        self.assertEqual(storefront.warehouse_id.company_id, self.company)
        self.assertEqual(set(storefront.lane_ids.mapped("lane")), {"orders", "apply", "catalogue", "stock"})
        self.assertGreater(storefront.authorized_until, fields.Datetime.now() + timedelta(days=300))
        self.assertTrue(self.woken("orders"))
        self.assertTrue(self.woken("catalogue"))

    def test_a_main_account_connects_all_its_shops_with_tokens_of_their_own(self):
        self.assertTrue(self.come_back(self.consent(MAIN_ACCOUNT))[0])

        storefronts = self.env["ocean.storefront"].search([("account_id", "=", self.account.id)])
        self.assertEqual(set(storefronts.mapped("external_shop_id")), {str(SHOP), str(SECOND_SHOP)})
        self.assertEqual(len(set(storefronts.mapped("refresh_token"))), 2)
        with self.committing():
            for storefront in storefronts:
                self.assertTrue(storefront._reader().shop_info().name)

    def test_a_new_approval_of_a_connected_shop_renews_it_and_closes_its_exception(self):
        self.storefront._cut_off(UserError("x"))
        self.assertEqual(self.exceptions().mapped("kind"), ["auth_ended"])
        old = self.storefront.access_token

        self.assertTrue(self.come_back(self.consent(SHOP))[0])

        self.assertEqual(self.shops(), [str(SHOP)])
        self.assertEqual(self.storefront.connection, "connected")
        self.assertNotEqual(self.storefront.access_token, old)
        self.assertFalse(self.exceptions())

    def test_a_shop_archived_and_approved_again_imports_no_order_twice(self):
        self.storefront.active = False
        before = self.storefront.search_count([])

        self.assertTrue(self.come_back(self.consent(SHOP))[0])

        self.assertTrue(self.storefront.active)
        self.assertEqual(self.storefront.connection, "connected")
        self.assertEqual(self.storefront.search_count([]), before + 1)

    def test_a_company_without_warehouse_is_told_so(self):
        self.env["stock.warehouse"].search([("company_id", "=", self.company.id)]).active = False

        self.assert_refused(self.consent())

    def test_a_forged_state_is_refused(self):
        location = self.consent()
        for state in ("", "x", "a.b", "é.ü", "😀", "." * 300, None):
            with self.subTest(state=state):
                self.assert_refused(location, state=state)
        self.assertTrue(self.come_back(location)[0], "the real one still works")

    def test_a_state_signed_for_another_app_is_refused(self):
        location = self.consent()
        other = self._make_account(platform="shopee", app_key="2009998", name="Lain", app_secret="x" * 20)
        parts = urlsplit(location)
        moved = parts._replace(path=f"/ocean/oauth/{other.access_key}").geturl()
        self.env.flush_all()
        self.assert_refused(moved)

    def test_a_state_of_another_user_is_refused(self):
        self.assert_refused(self.consent(user=self.other_seller))

    def test_a_state_is_used_once(self):
        location = self.consent()
        self.assertTrue(self.come_back(location)[0])
        worked, _target = self.come_back(location)
        self.assertFalse(worked)

    def test_a_state_is_used_up_even_if_the_exchange_fails(self):
        location = self.consent()
        self.assert_refused(location, code="wrong")
        self.assertFalse(self.env["ocean.authorization"].search([]))
        self.assert_refused(location)

    def test_a_state_expires(self):
        location = self.consent()
        self.env["ocean.authorization"].search([]).expires_at = fields.Datetime.now() - timedelta(minutes=1)
        self.env.flush_all()
        self.assert_refused(location)

    def test_a_declined_approval_changes_nothing(self):
        self.assert_refused(self.consent(), error="access_denied", code=None)

    def test_a_callback_without_code_or_shop_is_refused(self):
        self.assert_refused(self.consent(), code=None)
        self.assert_refused(self.consent(), shop_id=None)
        self.assert_refused(self.consent(), shop_id="1 OR 1")

    def test_only_managers_come_through(self):
        location = self.consent()
        user = self._make_user("plain", "ocean_marketplace_base.group_user")
        self.log_in(user)
        self.assert_refused(location)

    def test_who_is_not_logged_in_is_asked_to(self):
        location = self.consent()
        self.logout()
        answer = self.url_open(location, allow_redirects=False)
        self.assertIn("/web/login", answer.headers["Location"])

    def test_a_shop_of_another_company_is_not_taken_over(self):
        other = self._make_company("Toko Lain")
        theirs = self._make_storefront(self.account, SECOND_SHOP, company=other)
        self.connect(theirs, "their-access", "their-refresh")
        self.env.flush_all()

        worked, target = self.come_back(self.consent())

        self.assertFalse(worked)
        self.assertNotIn("Lain", target, "nothing of a company the user does not see")
        self.assertEqual(theirs.access_token, "their-access")
        self.assertEqual(self.shops(), [str(SHOP)])

    def test_an_unknown_app_is_not_found(self):
        self.assertEqual(self.url_open("/ocean/oauth/0123456789abcdef").status_code, 404)


@tagged("post_install", "-at_install")
class TestTokens(ShopeeCommon):
    """Refreshing tokens."""

    def refreshes(self):
        return self.world.journal.report("*access_token/get", "*", 0)["count"]

    def test_a_token_about_to_end_is_renewed_and_both_new_tokens_are_stored(self):
        self.storefront.access_expires_at = fields.Datetime.now() + timedelta(minutes=1)
        old = (self.storefront.access_token, self.storefront.refresh_token)

        number = self.place_one()
        self.sync()

        self.assertEqual(self.refreshes(), 1)
        new = (self.storefront.access_token, self.storefront.refresh_token)
        self.assertFalse(set(old) & set(new))
        self.assertGreater(self.storefront.access_expires_at, fields.Datetime.now() + timedelta(hours=3))
        self.assert_matches_platform(number)

    def test_a_token_that_another_process_renewed_is_used_without_a_second_refresh(self):
        with self.committing():
            token = self.storefront._refresh_access_token(seen="an older token")
        self.assertEqual(token, self.storefront.access_token)
        self.assertEqual(self.refreshes(), 0)

    def test_a_valid_token_is_not_renewed(self):
        self.sync()
        self.assertEqual(self.refreshes(), 0)

    def test_a_token_that_dies_while_orders_are_read_is_renewed_once_and_reading_goes_on(self):
        numbers = self.place(60)  # two calls
        self.faults.add("expired_token", path="*get_order_detail", count=1)

        self.sync()

        self.assertEqual(self.refreshes(), 1)
        self.assertEqual(len(self.env["sale.order"].search([("client_order_ref", "in", numbers)])), 60)
        self.assertFalse(self.exceptions())

    def test_a_token_that_dies_while_orders_are_listed_is_renewed_once(self):
        number = self.place_one()
        self.faults.add("expired_token", path="*get_order_list", count=1)

        self.sync()

        self.assertEqual(self.refreshes(), 1)
        self.assert_matches_platform(number)

    def test_a_token_that_stays_refused_ends_the_connection_instead_of_going_round(self):
        self.faults.add("expired_token", path="*get_order_list")

        self.sync()

        self.assertEqual(self.refreshes(), 1)
        self.assertEqual(self.storefront.connection, "cut_off")

    def test_a_consent_taken_back_cuts_the_storefront_off_with_one_exception(self):
        with self.world.lock:
            self.shopee.configure({"shop": SHOP, "revoke": True})
        for _time in range(3):
            self.sync()

        self.assertEqual(self.storefront.connection, "cut_off")
        self.assertEqual(self.exceptions().mapped("kind"), ["auth_ended"])
        calls = self.world.journal.report("*", "*", 0)["count"]
        self.sync()
        self.assertEqual(self.world.journal.report("*", "*", 0)["count"], calls, "no more calls are made")

    def test_retrying_does_not_hide_that_the_approval_ended(self):
        self.storefront._cut_off(UserError("x"))

        self.exceptions().with_user(self.seller).action_retry()

        self.assertEqual(self.exceptions().mapped("kind"), ["auth_ended"])

    def test_approvals_that_end_soon_are_announced(self):
        self.storefront.write(
            {
                "authorized_until": fields.Datetime.now() + timedelta(days=7, hours=1),
                "user_id": self.seller.id,
            }
        )
        self.assertTrue(self.run_cron("approvals"))
        self.assertTrue(self.run_cron("approvals"))

        self.assertEqual(self.exceptions().mapped("kind"), ["auth_ending"])
        activity = self.storefront.activity_ids
        self.assertEqual(len(activity), 1)
        self.assertEqual(activity.user_id, self.seller)

    def test_disconnecting_forgets_the_tokens_and_keeps_the_orders(self):
        order = self.imported()
        self.storefront.with_user(self.seller).action_disconnect()

        self.assertFalse(self.storefront.access_token or self.storefront.refresh_token)
        self.assertEqual(self.storefront.connection, "cut_off")
        self.assertTrue(order.with_user(self.seller).external_id)
        self.sync()
