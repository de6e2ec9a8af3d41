from dataclasses import replace
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import SHOP, TiktokShopCommon

UPDATE = "*/inventory/update"


@tagged("post_install", "-at_install")
class TestStock(TiktokShopCommon):
    """Numbers of a shop, through the real client."""

    def setUp(self):
        super().setUp()
        self.drain("catalogue")
        self.stock = self.storefront.warehouse_id.lot_stock_id
        self.kaos = self.products[1]

    def put(self, product, units, place=None):
        self.env["stock.quant"]._update_available_quantity(product, place or self.stock, units)

    def push(self):
        self.env.cr.flush()
        self.lane("stock").write({"next_try": False, "failures": 0})
        self.drain("stock")

    def switch_on(self):
        self.storefront.stock_on = True
        self.push()

    def sku(self, product=None):
        domain = [
            ("storefront_id", "=", self.storefront.id),
            ("product_id", "=", (product or self.kaos).id),
        ]
        return self.env["ocean.listing.sku"].search(domain)

    def shown(self, product=None):
        """Return what the platform has of a product, by warehouse."""
        sku = self.sku(product)
        item = self.store.products[sku.listing_id.external_id]
        found = next(row for row in item.skus if row.id == sku.external_id)
        return dict(found.stock)

    def test_a_number_is_sent_and_confirmed(self):
        self.put(self.kaos, 7)
        self.switch_on()
        self.assertEqual(sum(self.shown().values()), 7)
        self.assertEqual((self.sku().push_state, self.sku().confirmed_qty), ("same", 7))

    def test_an_order_is_held_once_and_given_back(self):
        self.put(self.kaos, 10)
        self.switch_on()
        number = self.place_one(quantities=[3])
        self.sync()
        self.push()
        self.assertEqual((self.sku().desired_qty, sum(self.shown().values())), (7, 7))
        self.change(number, "cancel")
        self.sync()
        self.push()
        self.assertEqual((self.sku().desired_qty, sum(self.shown().values())), (10, 10))

    def test_all_variants_of_an_item_go_in_one_call(self):
        for product in self.products:
            self.put(product, 4)
        self.switch_on()
        self.world.journal.clear()
        for product in self.products:
            self.put(product, 1)
        self.push()
        self.assertEqual(self.calls(UPDATE), len(self.sku_rows().listing_id))
        self.assertEqual({sum(self.shown(product).values()) for product in self.products}, {5})

    def sku_rows(self):
        return self.env["ocean.listing.sku"].search(
            [("storefront_id", "=", self.storefront.id), ("product_id", "!=", False)]
        )

    def test_warehouses_of_the_platform_have_their_numbers_of_their_own(self):
        with self.world.lock:
            places = [place.id for place in self.store.warehouses_of(SHOP)]
        self.storefront.action_read_warehouses()
        rows = self.storefront.location_ids
        self.assertEqual(set(rows.mapped("external_id")), set(places))
        rows[0].location_ids = self.stock
        self.put(self.kaos, 6)
        self.switch_on()
        self.assertEqual(self.shown()[rows[0].external_id], 6)
        self.assertEqual(self.sku().push_state, "same")

    def test_who_switches_on_chooses_what_several_warehouses_sell(self):
        bandung = self.env["stock.warehouse"].create(
            {"name": "Bandung", "code": "BDG", "company_id": self.company.id}
        )
        with self.world.lock:
            first = self.store.warehouses_of(SHOP)[0]
            second = replace(first, id="7000000000000000042", name="Gudang Bandung", is_default=False)
            self.store.warehouses[second.id] = second
        self.put(self.kaos, 6)
        self.put(self.kaos, 9, bandung.lot_stock_id)
        action = self.storefront.with_user(self.seller).action_preview_stock()
        wizard = self.env[action["res_model"]].with_user(self.seller).browse(action["res_id"])
        self.assertLessEqual({first.id, second.id}, set(wizard.place_ids.warehouse_id.mapped("external_id")))
        line = wizard.place_ids.filtered(lambda row: row.warehouse_id.external_id == second.id)
        default = wizard.place_ids.filtered("is_default")
        self.assertEqual((default.location_ids, line.location_ids.ids), (self.stock, []))
        line.location_ids = bandung.lot_stock_id
        wizard.action_work_out()
        wizard.action_switch_on()
        self.push()
        shown = self.shown()
        self.assertEqual((shown[default.warehouse_id.external_id], shown[second.id]), (6, 9))
        self.assertEqual(self.sku().push_state, "same")

    def test_a_warehouse_that_nobody_chose_keeps_its_number(self):
        with self.world.lock:
            first = self.store.warehouses_of(SHOP)[0]
            second = replace(first, id="7000000000000000042", name="Gudang Bandung", is_default=False)
            self.store.warehouses[second.id] = second
            sku = self.sku()
            for row in self.store.products[sku.listing_id.external_id].skus:
                row.stock[second.id] = 33
        self.put(self.kaos, 6)
        action = self.storefront.with_user(self.seller).action_preview_stock()
        self.env[action["res_model"]].with_user(self.seller).browse(action["res_id"]).action_switch_on()
        self.push()
        self.assertEqual((self.shown()[first.id], self.shown()[second.id]), (6, 33))

    def test_a_lost_answer_is_sent_again(self):
        self.put(self.kaos, 4)
        with self.world.lock:
            self.faults.add("drop", path=UPDATE, when="after")
        self.switch_on()
        self.assertEqual(self.sku().push_state, "sending")
        self.faults.clear()
        self.sku_rows().next_push = fields.Datetime.now() - timedelta(seconds=1)
        self.push()
        self.assertEqual((self.sku().push_state, sum(self.shown().values())), ("same", 4))

    def test_what_the_platform_shows_is_read_back(self):
        self.put(self.kaos, 4)
        self.switch_on()
        sku = self.sku()
        item = self.store.products[sku.listing_id.external_id]
        with self.world.lock:
            for row in item.skus:
                row.stock = dict.fromkeys(row.stock, 50)
        sku.action_check_stock()
        self.push()
        self.assertEqual((sku.push_state, sum(self.shown().values())), ("same", 4))
        self.assertEqual(sku.push_ids[:1].reason, "drift")
