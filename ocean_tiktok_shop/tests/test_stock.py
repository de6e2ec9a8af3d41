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
