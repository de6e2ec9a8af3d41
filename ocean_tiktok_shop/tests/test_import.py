from odoo import fields
from odoo.tests import tagged

from ..lib.status import order_status
from .common import SHOP, UNMATCHED_SKU, TiktokShopCommon

TOKOPEDIA = "TOKOPEDIA"
SOLD = ("to_ship", "arranged", "shipped", "delivered", "completed", "cancel_requested")


@tagged("post_install", "-at_install")
class TestSeeded(TiktokShopCommon):
    """All orders of a shop as the demo has them."""

    seeded_orders = 84
    since_days = 20

    def test_every_seeded_order_arrives_with_its_status_and_the_platforms_total(self):
        self.make_listed_products()
        self.sync()

        briefs = [brief for brief in self.tiktok.orders() if brief["shop_id"] == SHOP]
        self.assertGreater(len({brief["status"] for brief in briefs}), 6)
        waiting = [brief["id"] for brief in briefs if self.waits_on_purpose(brief)]
        self.assertTrue(waiting)
        for brief in briefs:
            with self.subTest(order=brief["id"], status=brief["status"]):
                order = self.order(brief["id"])
                self.assertEqual(len(order), 1)
                self.assertEqual(order.raw_status, brief["status"])
                self.assertEqual(order.state, self.expected_state(brief))
                self.assertEqual(order.amount_revenue, brief["seller_revenue"])
                if brief["id"] in waiting:
                    self.assertEqual(order.exception_id.kind, "sku_unmatched")
                    self.assertFalse(order.sale_order_ids)
                elif order.state in SOLD:
                    self.assertEqual(order.sale_order_ids.state, "sale")
                    self.assert_matches_platform(brief["id"])
                else:
                    self.assertFalse(order.sale_order_ids)
        self.assertEqual(set(self.exceptions().mapped("kind")), {"sku_unmatched"})

        self._make_product(UNMATCHED_SKU)
        self.env["ocean.order"].search([("external_id", "in", waiting)]).with_user(self.seller).action_retry()
        self.drain("orders", "apply")
        self.assertFalse(self.exceptions(), self.exceptions().mapped("summary"))
        for number in waiting:
            self.assert_matches_platform(number)

    def make_listed_products(self):
        listed = {sku.seller_sku for product in self.store.products_of(SHOP) for sku in product.skus}
        for sku in sorted(listed - {UNMATCHED_SKU} - set(self.products.mapped("default_code"))):
            self._make_product(sku)

    def waits_on_purpose(self, brief):
        return UNMATCHED_SKU in brief["skus"] and self.expected_state(brief) in SOLD

    def expected_state(self, brief):
        asked = bool(self.store.orders[brief["id"]].request_cancel_time)
        return order_status(brief["status"], cancel_requested=asked).value


@tagged("post_install", "-at_install")
class TestImport(TiktokShopCommon):
    """Single orders, and what moves them."""

    def test_units_of_one_sku_become_one_line(self):
        order = self.imported(skus=["KAOS-POLOS-M", "TAS-KANVAS"], quantities=[3, 1])

        lines = order.sale_order_ids.order_line.filtered("ocean_line_id")
        self.assertEqual(
            {line.product_id.default_code: line.product_uom_qty for line in lines},
            {"KAOS-POLOS-M": 3, "TAS-KANVAS": 1},
        )
        self.assert_matches_platform(order.external_id)

    def test_discounts_gifts_and_shipping_keep_the_platforms_total(self):
        kinds = (
            {"quantities": [3], "seller_voucher": 10_000},
            {"platform_voucher": 12_345},
            {"coins": 1100},
            {"cofunded": 6000},
            {"distance": 12_000},
            {"own_courier": True},
            {"gift": "TAS-KANVAS"},
            {"affiliate": True},
            {"cod": True},
            {"quantities": [3], "cancelled": 1},
        )
        numbers = [self.place_one(**options) for options in kinds]

        self.sync()

        self.assertFalse(self.exceptions(), self.exceptions().mapped("summary"))
        for number, options in zip(numbers, kinds, strict=True):
            with self.subTest(**options):
                self.assert_matches_platform(number)
                self.assertEqual(self.sale(number).state, "sale")

    def test_samples_and_replacements_cost_nothing(self):
        source = self.imported()
        sample = self.imported(sample=True)
        replacement = self.imported(replacement=source.external_id)

        self.assertTrue(sample.is_sample)
        self.assertFalse(replacement.is_sample)
        self.assertEqual((sample.amount_revenue, replacement.amount_revenue), (0, 0))

    def test_paid_orders_on_hold_wait_until_the_platform_releases_them(self):
        order = self.imported(status="ON_HOLD")
        self.assertEqual((order.state, order.import_state), ("on_hold", "kept"))
        self.assertFalse(order.sale_order_ids)

        self.change(order.external_id, "advance", to="AWAITING_SHIPMENT")
        self.sync()

        self.assertEqual(order.state, "to_ship")
        self.assert_matches_platform(order.external_id)

    def test_a_new_status_is_found_by_polling_and_taken_over(self):
        order = self.imported()
        self.change(order.external_id, "advance", steps=2)

        self.sync()

        self.assertEqual(order.state, "shipped")

    def test_a_cancelled_order_cancels_its_sales_order_and_transfers(self):
        order = self.imported()
        self.change(order.external_id, "cancel", by="buyer")

        self.sync()

        self.assertEqual(order.state, "cancelled")
        self.assertEqual(order.sale_order_ids.state, "cancel")
        self.assertEqual(order.sale_order_ids.picking_ids.mapped("state"), ["cancel"])

    def test_an_unknown_sku_keeps_the_order_waiting_until_it_has_a_product(self):
        good = self.place_one()
        bad = self.imported(skus=[UNMATCHED_SKU])
        self.assertEqual((bad.exception_id.kind, bad.import_state), ("sku_unmatched", "waiting"))
        self.assertIn(UNMATCHED_SKU, bad.exception_id.summary)
        self.assert_matches_platform(good)

        self._make_product(UNMATCHED_SKU)
        bad.with_user(self.seller).action_retry()
        self.drain("orders", "apply")

        self.assertFalse(self.exceptions())
        self.assert_matches_platform(bad.external_id)

    def test_a_broken_order_is_quarantined_and_the_others_go_through(self):
        good = self.place(2)
        bad = self.place_one(overrides={"detail": {"payment.currency": {"$delete": True}}})

        self.sync()

        order = self.order(bad)
        self.assertEqual(order.exception_id.kind, "payload_invalid")
        self.assertEqual(order.exception_id.technical_path, "order.payment.currency")
        self.assertFalse(order.sale_order_ids)
        for number in good:
            self.assert_matches_platform(number)

    def test_listings_are_read_and_matched_by_sku(self):
        self.drain("catalogue")

        skus = self.env["ocean.listing.sku"].search([("storefront_id", "=", self.storefront.id)])
        listed = {sku.seller_sku for product in self.store.products_of(SHOP) for sku in product.skus}
        self.assertEqual(set(skus.mapped("seller_sku")), listed)
        matched = skus.filtered("product_id")
        self.assertEqual(set(matched.mapped("seller_sku")), set(self.products.mapped("default_code")))


@tagged("post_install", "-at_install")
class TestChannels(TiktokShopCommon):
    """A storefront reached through another: the platform's mark says whose an order is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.linked = cls._make_storefront(
            cls.account, f"{SHOP}-{TOKOPEDIA}", parent_id=cls.storefront.id, channel=TOKOPEDIA
        )

    def place_both(self):
        return self.place_one(), self.place_one(tokopedia=True)

    def test_each_storefront_gets_the_orders_of_its_mark(self):
        ours, linked = self.place_both()

        self.sync()

        self.assertEqual(self.order(ours).storefront_id, self.storefront)
        self.assertEqual(self.order(linked).storefront_id, self.linked)
        for number in (ours, linked):
            order = self.order(number)
            self.assert_matches_platform(number)
            self.assertEqual(order.sale_order_ids.source_id, order.storefront_id.utm_source_id)
        self.assertNotEqual(self.sale(ours).source_id, self.sale(linked).source_id)

    def test_the_linked_storefront_has_no_lanes_and_asks_the_platform_nothing(self):
        self.place_both()
        self.sync()

        self.assertFalse(self.linked.lane_ids)
        self.assertEqual(self.calls("/order/*/orders/search"), 1)

    def test_finding_an_order_again_creates_no_second_one(self):
        _ours, linked = self.place_both()
        self.sync()
        sale = self.sale(linked)
        self.change(linked, "edit", buyer_note="Tolong cepat")

        self.sync()
        self.sync()

        order = self.order(linked)
        self.assertEqual(len(order), 1)
        self.assertEqual(order.storefront_id, self.linked)
        self.assertEqual(order.buyer_note, "Tolong cepat")
        self.assertEqual(order.sale_order_ids, sale)

    def test_an_order_sold_before_the_storefront_was_linked_stays_where_it_is(self):
        self.linked.channel = False
        order = self.imported(tokopedia=True)
        self.assertEqual(order.storefront_id, self.storefront)

        self.linked.channel = TOKOPEDIA
        self.change(order.external_id, "edit", buyer_note="?")
        self.sync()

        self.assertEqual(self.order(order.external_id).storefront_id, self.storefront)

    def test_orders_are_routed_by_their_own_settings(self):
        self.linked.confirm_at = "never"
        ours, linked = self.place_both()

        self.sync()

        self.assertEqual((self.sale(ours).state, self.sale(linked).state), ("sale", "draft"))

    def test_losing_the_approval_cuts_both_off_with_one_exception(self):
        with self.world.lock:
            self.tiktok.configure({"shop": SHOP, "revoke": True})
        self.sync()

        self.assertEqual((self.storefront | self.linked).mapped("connection"), ["cut_off", "cut_off"])
        self.assertEqual(self.exceptions().mapped("kind"), ["auth_ended"])
        self.assertFalse(self.exceptions(self.linked))

    def test_a_new_approval_connects_both_again(self):
        self.storefront._cut_off(UserWarning("x"))
        self.env["ocean.storefront"]._connect_grants(self.account, self.company, self.grants(SHOP))

        self.assertEqual((self.storefront | self.linked).mapped("connection"), ["connected", "connected"])
        _ours, linked = self.place_both()
        self.sync()
        self.assertEqual(self.order(linked).storefront_id, self.linked)
        self.assertGreater(
            self.storefront.connected_at, fields.Datetime.subtract(fields.Datetime.now(), minutes=5)
        )
