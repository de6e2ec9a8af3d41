from odoo.tests import tagged

from .common import TokopediaCommon
from .test_linked import LinkedCommon


@tagged("post_install", "-at_install")
class TestStock(TokopediaCommon):
    """Numbers of a shop of the Open API, through the real client."""

    def setUp(self):
        super().setUp()
        self.drain("catalogue")
        self.stock = self.storefront.warehouse_id.lot_stock_id
        self.kaos = self.products[1]

    def put(self, product, units):
        self.env["stock.quant"]._update_available_quantity(product, self.stock, units)

    def push(self):
        self.env.cr.flush()
        self.storefront.lane_ids.write({"next_try": False, "failures": 0})
        self.drain("stock")

    def sku(self):
        return self.env["ocean.listing.sku"].search(
            [("storefront_id", "=", self.storefront.id), ("product_id", "=", self.kaos.id)]
        )

    def shown(self):
        return self.store.products[int(self.sku().external_id)].total_stock

    def test_a_number_is_sent_and_confirmed(self):
        self.put(self.kaos, 7)
        self.storefront.stock_on = True
        self.push()
        self.assertEqual((self.sku().push_state, self.sku().confirmed_qty, self.shown()), ("same", 7, 7))
        self.put(self.kaos, -7)
        self.push()
        self.assertEqual((self.sku().push_state, self.sku().desired_qty, self.shown()), ("same", 0, 0))

    def test_an_order_is_held_once(self):
        self.put(self.kaos, 10)
        self.storefront.stock_on = True
        self.push()
        self.place_one(quantities=[3])
        self.sync()
        self.push()
        self.assertEqual((self.sku().desired_qty, self.shown()), (7, 7))

    def test_what_the_platform_shows_is_read_back(self):
        self.put(self.kaos, 4)
        self.storefront.stock_on = True
        self.push()
        with self.world.lock:
            product = self.store.products[int(self.sku().external_id)]
            place = self.store.shops[product.shop_id].main_warehouse
            product.stock[place] = 90
        self.sku().action_check_stock()
        self.push()
        self.assertEqual((self.sku().push_state, self.shown()), ("same", 4))


@tagged("post_install", "-at_install")
class TestLinkedStock(LinkedCommon):
    """A linked storefront shows the number of its parent: one number, sent once."""

    def setUp(self):
        super().setUp()
        self.drain("catalogue")
        self.kaos = self.products[1]
        stock = self.storefront.warehouse_id.lot_stock_id
        self.env["stock.quant"]._update_available_quantity(self.kaos, stock, 9)
        self.ours, self.theirs = (
            self.sku(storefront, self.kaos.default_code) for storefront in (self.storefront, self.linked)
        )

    def push(self):
        self.env.cr.flush()
        self.storefront.lane_ids.write({"next_try": False, "failures": 0})
        self.drain("stock")

    def test_only_the_parent_sends_and_the_other_says_with_whom_it_shares(self):
        self.assertTrue(self.ours and self.theirs)
        (self.storefront | self.linked).stock_on = True
        self.world.journal.clear()
        self.push()
        rows = self.env["ocean.listing.sku"].search([("product_id", "in", self.products.ids)])
        items = set(rows.listing_id.mapped("external_id"))
        self.assertGreater(len(rows.listing_id), len(items), "both storefronts show them")
        self.assertEqual(self.calls("*/inventory/update"), len(items))
        self.assertEqual((self.ours.push_state, self.ours.published_text), ("same", "9"))
        self.assertEqual(self.theirs.published_text, f"(shared with {self.storefront.name})")
        self.assertEqual((self.theirs.desired_qty, self.theirs.push_ids.ids), (0, []))
        sent = self.env["ocean.stock.push"].search([("product_id", "=", self.kaos.id)])
        self.assertEqual(sent.sku_id, self.ours)

    def test_an_order_of_the_linked_storefront_lowers_the_shared_number(self):
        self.storefront.stock_on = True
        self.push()
        before = self.ours.push_ids
        number = self.place_one(tokopedia=True, quantities=[2])
        self.sync()
        self.push()
        self.assertEqual(self.order(number).storefront_id, self.linked)
        self.assertEqual((self.ours.desired_qty, self.ours.push_state), (7, "same"))
        self.assertEqual((self.ours.confirmed_qty, self.ours.platform_quantity), (7, 7))
        self.assertEqual(self.ours.push_ids, before, "the platform lowers it by itself")

    def test_pushing_the_row_of_the_linked_storefront_sends_the_shared_number(self):
        self.storefront.stock_on = True
        self.push()
        before = len(self.ours.push_ids)
        self.theirs.action_push_stock()
        self.push()
        self.assertEqual(len(self.ours.push_ids), before + 1)

    def test_the_buffer_of_the_parent_holds_for_both(self):
        self.storefront.stock_buffer = 4
        self.push()
        self.assertEqual(self.ours.desired_qty, 5)
