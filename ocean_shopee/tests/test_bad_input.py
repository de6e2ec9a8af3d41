from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib.schema import Buyer, Order, OrderStatus

from .common import ShopeeCommon

QUARANTINED = {
    "a missing required field": (
        {"detail": {"item_list.0.item_id": {"$delete": True}}},
        "order.item_list[0].item_id",
    ),
    "a wrong type": (
        {"detail": {"item_list.0.model_quantity_purchased": "banyak"}},
        "order.item_list[0].model_quantity_purchased",
    ),
    "a negative quantity": (
        {"detail": {"item_list.0.model_quantity_purchased": -1}},
        "order.item_list[0].model_quantity_purchased",
    ),
    "a status that is no text": ({"detail": {"order_status": 7}}, "order.order_status"),
    "a wrong type in the money": (
        {"escrow": {"order_income.items.0.original_price": [1]}},
        "escrow.order_income.items[0].original_price",
    ),
}


@tagged("post_install", "-at_install")
class TestBadInput(ShopeeCommon):
    """One bad order: it waits with a reason, all others go through, and Retry completes it."""

    def assert_only_others_are_imported(self, bad, good):
        self.assertFalse(self.sale(bad))
        for number in good:
            self.assert_matches_platform(number)

    def mend_and_retry(self, number):
        self.change(number, "edit", overrides={})
        order = self.order(number)
        order.with_user(self.seller).action_retry()
        self.drain("orders", "apply")
        self.assertFalse(order.exception_id)
        self.assertFalse(self.exceptions(), self.exceptions().mapped("summary"))
        self.assert_matches_platform(number)

    def test_unusable_payloads_are_quarantined_with_the_path_of_the_field(self):
        for what, (overrides, path) in QUARANTINED.items():
            with self.subTest(what), self.rolled_back():
                good = self.place(2)
                bad = self.place_one(overrides=overrides)
                good += self.place(2)

                self.sync()

                order = self.order(bad)
                self.assertEqual(order.exception_id.kind, "payload_invalid")
                self.assertEqual(order.exception_id.technical_path, path)
                self.assertIn(path, order.exception_id.summary)
                self.assertEqual(len(order.payload_ids), 1, "the payload is kept as it came")
                self.assertFalse(order.needs_fetch or order.needs_apply)
                self.assert_only_others_are_imported(bad, good)
                self.mend_and_retry(bad)

    def test_broken_utf8_is_quarantined_and_costs_no_neighbour(self):
        good = self.place(2)
        bad = self.place_one()
        fault = self.faults.add("broken_utf8", match=bad)

        self.sync()

        order = self.order(bad)
        self.assertEqual(order.exception_id.technical_path, "order.item_list[0].item_name")
        self.assertTrue(order.masked_payload)
        self.assert_only_others_are_imported(bad, good)
        self.faults.clear(fault_id=fault.id)
        self.mend_and_retry(bad)

    def test_a_quarantined_order_is_also_mended_by_the_next_version_without_retry(self):
        bad = self.place_one(overrides=QUARANTINED["a wrong type"][0])
        self.sync()
        self.assertTrue(self.exceptions())
        self.change(bad, "edit", overrides={})

        self.sync()

        self.assertFalse(self.exceptions())
        self.assert_matches_platform(bad)

    def test_amounts_that_contradict_each_other_wait_until_they_agree(self):
        good = self.place(2)
        bad = self.place_one(overrides={"escrow": {"buyer_payment_info.buyer_total_amount": 1}})

        self.sync()

        order = self.order(bad)
        self.assertEqual(order.exception_id.kind, "total_gap")
        self.assertEqual(order.exception_id.family, "money")
        self.assertTrue(order.blocking_gap)
        self.assert_only_others_are_imported(bad, good)
        self.mend_and_retry(bad)

    def test_a_manager_may_accept_a_contradiction_with_a_reason(self):
        bad = self.imported(overrides={"escrow": {"buyer_payment_info.buyer_total_amount": 1}})
        manager = bad.with_user(self.seller)
        with self.assertRaisesRegex(Exception, "why"):
            manager.action_accept_gap()
        manager.gap_reason = "Sudah dicek"
        manager.action_accept_gap()

        self.drain("apply")

        self.assertEqual(bad.sale_order_ids.state, "sale")
        self.assertFalse(self.exceptions())

    def test_an_unknown_sku_keeps_the_order_waiting_until_it_has_a_product(self):
        good = self.place(2)
        bad = self.place_one(skus=["TOPI-01"])

        self.sync()

        order = self.order(bad)
        self.assertEqual((order.exception_id.kind, order.import_state), ("sku_unmatched", "waiting"))
        self.assertIn("TOPI-01", order.exception_id.summary)
        self.assertEqual(order.state, "to_ship", "the order itself is kept")
        self.assert_only_others_are_imported(bad, good)
        self._make_product("TOPI-01")
        self.mend_and_retry(bad)

    def test_a_sku_of_two_products_is_not_guessed(self):
        first = self._make_product("GANDA-1")
        self._make_product("GANDA-2", barcode="GANDA-1")
        order = self.imported(skus=["GANDA-1"])
        self.assertEqual(order.exception_id.kind, "sku_ambiguous")

        order.exception_id.with_user(self.seller)._unmatched_skus().product_id = first
        self.drain("apply")

        self.assertEqual(order.sale_order_ids.order_line.product_id, first)
        self.assertFalse(self.exceptions())

    def test_an_unknown_status_keeps_the_order_waiting(self):
        good = self.place(2)
        bad = self.place_one(overrides={"detail": {"order_status": "DIBUNGKUS"}})

        self.sync()

        order = self.order(bad)
        self.assertEqual((order.state, order.raw_status), ("unknown", "DIBUNGKUS"))
        self.assertEqual(order.exception_id.kind, "status_unknown")
        self.assert_only_others_are_imported(bad, good)
        self.change(bad, "edit", overrides={})
        self.sync()
        self.mend_and_retry(bad)

    def test_more_than_500_lines_wait_for_import_anyway(self):
        good = self.place(1)
        skus = [product.default_code for product in self.products[:2]]
        bad = self.place_one(skus=[skus[at % 2] for at in range(501)])

        self.sync()

        order = self.order(bad)
        self.assertEqual(len(order.line_ids), 501)
        self.assertEqual(order.exception_id.kind, "too_many_lines")
        self.assert_only_others_are_imported(bad, good)
        order.with_user(self.seller).action_import_anyway()
        self.drain("apply")
        self.assertFalse(self.exceptions())
        self.assert_matches_platform(bad)

    def test_an_empty_buyer_is_imported_and_marked(self):
        order = self.imported(no_buyer=True)

        self.assertTrue(order.buyer_masked)
        self.assertEqual(order.sale_order_ids.partner_id.name, "Marketplace buyer")
        self.assert_matches_platform(order.external_id)

    def test_a_masked_buyer_is_imported_and_marked(self):
        number = self.place_one()
        self.faults.add("masked_buyer", match=number)
        self.sync()

        self.assertTrue(self.order(number).buyer_masked)
        self.assert_matches_platform(number)

    def test_two_masked_buyers_are_not_one_contact(self):
        numbers = [self.place_one(buyer=1), self.place_one(buyer=2)]
        self.faults.add("masked_buyer")
        self.sync()

        first, second = (self.order(number).partner_id for number in numbers)
        self.assertNotEqual(first, second)

    def test_buyers_without_id_are_not_one_contact_because_their_masked_names_are_alike(self):
        orders = self.env["ocean.order"]
        for number in ("M1", "M2"):
            order = orders.create({"storefront_id": self.storefront.id, "external_id": number})
            buyer = Buyer(username="****", masked=True)
            order.write(order._buyer_values(self.parsed(number, buyer)))
            orders |= order

        partners = self.env["res.partner"]._ocean_partners(orders)

        self.assertEqual(len({buyer for buyer, _address, _unclear in partners.values()}), 2)

    def parsed(self, number, buyer):
        return Order(
            platform="shopee",
            external_id=number,
            status=OrderStatus.TO_SHIP,
            raw_status="READY_TO_SHIP",
            currency="IDR",
            buyer=buyer,
        )

    def test_a_foreign_address_is_imported(self):
        order = self.imported(country="SG", masked=False)

        self.assertEqual(order.partner_shipping_id.country_id.code, "SG")
        self.assert_matches_platform(order.external_id)

    def test_an_unreadable_address_is_imported_and_marked(self):
        number = self.place_one(masked=False)
        self.change(number, "edit", address={"state": "Wakanda", "region": "ID"})
        self.sync()

        order = self.order(number)
        self.assertTrue(order.address_unclear)
        self.assertIn("address", order.alerts)
        self.assert_matches_platform(number)

    def test_an_order_for_nothing_is_imported_and_marked(self):
        order = self.imported(free=True)

        self.assertTrue(order.amount_zero)
        self.assertEqual(order.sale_order_ids.amount_total, 0)
        self.assertEqual(order.sale_order_ids.state, "sale")
        self.assertFalse(self.exceptions())

    def test_fields_nobody_announced_do_no_harm(self):
        self.faults.add("unknown_fields")
        number = self.place_one()
        self.sync()
        self.assert_matches_platform(number)

    def test_an_order_in_another_currency_waits(self):
        order = self.imported(overrides={"detail": {"currency": "SGD"}})

        self.assertEqual(order.exception_id.kind, "currency")
        self.assertFalse(order.sale_order_ids)
