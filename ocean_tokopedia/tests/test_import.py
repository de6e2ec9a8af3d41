from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib.errors import AuthRevoked, InvalidRequest, Rejected

from ..lib.reader import TokopediaReader
from .common import SECOND_SHOP, SHOP, TokopediaCommon


@tagged("post_install", "-at_install")
class TestConnection(TokopediaCommon):
    """Connecting by the app's keys, and the one token of all its shops."""

    def test_shops_are_connected_by_the_keys_alone(self):
        shops = self.connect(SHOP, SECOND_SHOP)

        second = shops - self.storefront
        self.assertEqual((second.name, second.region, second.connection), ("Rumah Senja", "ID", "connected"))
        self.assertEqual(second.currency_id, self.rupiah)
        self.assertEqual(len(set(shops.mapped("access_token"))), 1)
        self.assertFalse(any(shops.mapped("refresh_token")))
        self.assertGreater(second.access_expires_at, fields.Datetime.now() + timedelta(days=29))
        self.assertIsInstance(self.storefront._reader(), TokopediaReader)

    def test_a_wrong_client_secret_is_told_with_the_platforms_code(self):
        self.account.app_secret = "x" * 32
        with self.assertRaises(Rejected) as caught:
            self.connect(SHOP)
        self.assertEqual(caught.exception.code, "invalid_client")

    def test_a_shop_that_was_not_given_to_the_app_is_named(self):
        with self.world.lock:
            foreign = self.platform.add_shops({"count": 1, "new_app": True})[0]["shop_id"]
        with self.assertRaises(AuthRevoked) as caught:
            self.connect(SHOP, str(foreign))
        self.assertIn(str(foreign), caught.exception.message)

    def test_what_is_no_shop_id_never_goes_to_the_platform(self):
        calls = self.calls("/v1/shop/*")
        with self.assertRaises(InvalidRequest):
            self.connect("ombak")
        self.assertEqual(self.calls("/v1/shop/*"), calls)

    def test_a_shop_of_another_company_is_not_taken_over(self):
        other = self._make_company("Toko Lain")
        grants = self.env["ocean.platform.tokopedia"]._grants_by_keys(self.account, [SHOP])
        with self.assertRaises(UserError):
            self.env["ocean.storefront"].with_company(other)._connect_grants(self.account, other, grants)
        self.assertEqual(self.storefront.company_id, self.company)

    def test_one_new_token_serves_all_connected_shops_of_the_app_and_no_others(self):
        second = self.connect(SECOND_SHOP)
        gone = self._make_storefront(self.account, "8212999")
        gone.action_disconnect()
        other_app = self._make_account(
            platform="tokopedia", tokopedia_connection="open_api", app_key="77", name="Lain"
        )
        stranger = self._make_storefront(other_app, "8212998")
        self.configure(switches={"token_always_new": True})
        before = self.storefront.access_token
        (self.storefront | second).access_expires_at = fields.Datetime.now() + timedelta(minutes=1)
        numbers = [self.place_one(), self.place_one(shop=SECOND_SHOP, skus=["TAS-KANVAS"])]
        self.world.journal.clear()

        self.sync()

        self.assertEqual(self.calls("/token"), 1)
        self.assertNotEqual(self.storefront.access_token, before)
        self.assertEqual(self.storefront.access_token, second.access_token)
        self.assertFalse(gone.access_token)
        self.assertFalse(stranger.access_token)
        for number in numbers:
            self.assert_matches_platform(number)

    def test_a_token_that_dies_is_renewed_under_the_lock_and_kept(self):
        number = self.place_one()
        dead = self.storefront.access_token
        self.faults.add("expired_token", path="/v2/order/list", count=1)

        self.sync()

        self.assertNotEqual(self.storefront.access_token, dead)
        self.assertEqual(self.storefront.access_token, self.app.token)
        self.assert_matches_platform(number)
        self.assertFalse(self.exceptions())

    def test_keys_that_are_no_longer_known_end_the_connection_of_all_shops(self):
        second = self.connect(SECOND_SHOP)
        self.account.app_secret = "x" * 32
        (self.storefront | second).access_expires_at = False

        self.sync()

        for shop in (self.storefront, second):
            self.assertEqual(shop.connection, "cut_off")
            self.assertEqual(self.exceptions(shop).mapped("kind"), ["auth_ended"])

    def test_a_shop_taken_from_the_app_is_cut_off_alone(self):
        second = self.connect(SECOND_SHOP)
        self.configure(shop=SHOP, revoke=True)
        for status in (403, 500):
            with self.subTest(status), self.rolled_back():
                self.configure(switches={"rbac_status": status})
                self.sync()
                self.assertEqual(self.storefront.connection, "cut_off")
                self.assertEqual(self.exceptions().mapped("kind"), ["auth_ended"])
                self.assertEqual(second.connection, "connected")


@tagged("post_install", "-at_install")
class TestImport(TokopediaCommon):
    """Orders of the Open API become sales orders with the platform's totals."""

    def test_orders_of_every_kind_have_the_sellers_revenue(self):
        numbers = [
            self.place_one(),
            self.place_one(skus=["KAOS-OMBAK-M", "TAS-KANVAS"], quantities=[2, 1]),
            self.place_one(promo_product=8000, promo_shipping=10_000),
            self.place_one(points=1100, insurance=600, cashback=2500),
            self.place_one(own_courier=True),
            self.place_one(cod=True, note="Tolong dibungkus rapi ya kak"),
            self.place_one(status=400),
            self.place_one(status=500),
            self.place_one(status=700),
        ]

        self.sync()

        for number in numbers:
            with self.subTest(number):
                self.assert_matches_platform(number)
                self.assertEqual(self.order(number).raw_status, self.brief(number)["status"])
        self.assertFalse(self.exceptions())

    def test_unpaid_orders_do_not_arrive_and_cancelled_ones_have_no_sale(self):
        unpaid, cancelled = self.place_one(status=100), self.place_one(status=0)

        self.sync()

        self.assertFalse(self.order(unpaid), "the list holds paid orders only")
        self.assertEqual(self.order(cancelled).state, "cancelled")
        self.assertFalse(self.sale(cancelled))

    def test_a_change_of_status_without_push_is_found_within_the_overlap(self):
        order = self.imported()
        self.assertEqual(order.state, "to_ship")
        self.change(order.external_id, "advance", to=500, force=True)

        self.sync()

        self.assertEqual((order.raw_status, order.state), ("500", "shipped"))

    def test_orders_that_did_not_change_are_not_read_again(self):
        self.place(3)
        self.sync()
        self.world.journal.clear()

        self.sync()

        self.assertGreaterEqual(self.calls("/v2/order/list"), 1)
        self.assertEqual(self.calls("/v2/fs/*/order"), 0)

    def test_a_variant_is_matched_though_the_order_does_not_name_its_product(self):
        self.drain("catalogue")
        variant = self.env["ocean.listing.sku"].search(
            [("storefront_id", "=", self.storefront.id), ("seller_sku", "=", "KAOS-POLOS-L")]
        )
        self.assertNotEqual(variant.listing_id.external_id, variant.external_id)
        product = self._make_product("LAIN-SAMA-SEKALI")
        variant.product_id = product

        order = self.imported(skus=["KAOS-POLOS-L"])

        self.assertEqual(order.line_ids.item_id, variant.external_id, "the premise of this test")
        self.assertEqual(order.line_ids.product_id, product)
        self.assert_matches_platform(order.external_id)

    def test_matching_a_variant_frees_the_orders_that_wait_for_it(self):
        self.drain("catalogue")
        order = self.imported(skus=["KAOS-POLOS-L"])
        self.assertEqual(order.exception_id.kind, "sku_unmatched")
        variant = self.env["ocean.listing.sku"]._find_for_line(order.line_ids)

        variant.product_id = self._make_product("LAIN-LAGI")
        self.drain("apply")

        self.assert_matches_platform(order.external_id)

    def test_a_shop_of_another_clock_is_read_as_its_setting_says(self):
        self.configure(switches={"wall_clock": True})
        self.account.tokopedia_frame = "wall_clock"
        number = self.place_one()

        self.sync()

        placed = fields.Datetime.now() - timedelta(minutes=5)
        self.assertGreater(self.order(number).date_order, placed)
        self.assertLess(self.order(number).date_order, fields.Datetime.now())
