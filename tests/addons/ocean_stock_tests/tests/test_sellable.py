from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from .common import StockCommon


@tagged("post_install", "-at_install")
class TestSellable(StockCommon):
    """What places can still promise, case by case."""

    def test_demand_counts_whether_it_found_stock_or_not(self):
        self.put(self.kaos, 5)
        sale = self.order(self.kaos, 8)
        self.assertEqual(sale.picking_ids.move_ids.quantity, 5, "Odoo reserved what there is")
        self.assertEqual(self.sellable(), -3)
        self.assertEqual(self.kaos._oversold(self.stock), {self.kaos: 3})

    def test_a_quotation_promises_nothing(self):
        self.put(self.kaos, 5)
        self.order(self.kaos, 8, confirm=False)
        self.assertEqual(self.sellable(), 5)
        self.assertEqual(self.kaos._oversold(self.stock), {})

    def test_an_order_for_later_counts_today(self):
        self.put(self.kaos, 10)
        self.order(self.kaos, 4, commitment_date=fields.Datetime.now() + timedelta(days=180))
        self.assertEqual(self.sellable(), 6)

    def test_three_steps_of_a_delivery_count_once_at_each_step(self):
        self.warehouse.delivery_steps = "pick_pack_ship"
        self.put(self.kaos, 20)
        sale = self.order(self.kaos, 5)
        for _step in range(3):
            self.assertEqual(self.sellable(), 15)
            self.done(sale.picking_ids.filtered(lambda picking: picking.state not in ("done", "cancel")))
        self.assertEqual(self.sellable(), 15)

    def test_goods_left_in_packing_are_not_in_the_places(self):
        self.warehouse.delivery_steps = "pick_pack_ship"
        self.put(self.kaos, 20)
        sale = self.order(self.kaos, 5)
        self.done(sale.picking_ids[:1])
        sale._action_cancel()
        self.assertEqual(self.sellable(), 15)

    def test_goods_not_put_away_yet_are_not_in_the_places(self):
        self.warehouse.reception_steps = "two_steps"
        self.put(self.kaos, 2)
        self.put(self.kaos, 7, self.warehouse.wh_input_stock_loc_id)
        self.assertEqual(self.sellable(), 2)

    def test_expired_lots_do_not_count(self):
        fresh_milk = self._make_product("SUSU", tracking="lot", use_expiration_date=True)
        self.put(fresh_milk, 4, lot_id=self.lot(fresh_milk, "LAMA", days=-2))
        self.put(fresh_milk, 6, lot_id=self.lot(fresh_milk, "BARU", days=60))
        self.assertEqual(self.sellable(fresh_milk), 6)
        figures = fresh_milk._get_stock_figures(self.stock)[fresh_milk]
        self.assertEqual((figures["on_hand"], figures["expired"]), (10, 4))

    def lot(self, product, name, days):
        ends = fields.Datetime.now() + timedelta(days=days)
        return self.env["stock.lot"].create(
            {"product_id": product.id, "name": name, "expiration_date": ends, "removal_date": ends}
        )

    def test_a_transfer_between_two_places_of_the_storefront_changes_nothing(self):
        other = self.env["stock.warehouse"].create(
            {"name": "Bandung", "code": "BDG", "company_id": self.company.id}
        )
        self.put(self.kaos, 10)
        move = self.move(self.kaos, 4, self.stock, other.lot_stock_id)
        self.assertEqual(move.quantity, 4)
        self.assertEqual(self.sellable(places=self.stock | other.lot_stock_id), 10)
        self.assertEqual(self.sellable(), 6)

    def test_putting_goods_on_a_shelf_changes_nothing(self):
        shelf = self.env["stock.location"].create({"name": "Rak", "location_id": self.stock.id})
        self.put(self.kaos, 10)
        move = self.move(self.kaos, 6, self.stock, shelf)
        self.assertEqual(move.quantity, 6)
        self.assertEqual(self.sellable(), 10)

    def test_a_return_on_its_way_does_not_count(self):
        self.put(self.kaos, 7)
        self.move(self.kaos, 2, self.customers, self.stock)
        self.assertEqual(self.sellable(), 7)

    def test_goods_of_another_owner_are_sold_too(self):
        owner = self.env["res.partner"].create({"name": "Penitip"})
        self.put(self.kaos, 3)
        self.put(self.kaos, 6, owner_id=owner)
        self.assertEqual(self.sellable(), 9)

    def test_what_a_supplier_delivers_himself_takes_no_stock(self):
        route = self.env.ref("stock_dropshipping.route_drop_shipping")
        supplier = self.env["res.partner"].create({"name": "Pemasok"})
        self.kaos.write(
            {
                "route_ids": [Command.set(route.ids)],
                "seller_ids": [Command.create({"partner_id": supplier.id, "price": 5})],
            }
        )
        self.put(self.kaos, 10)
        self.order(self.kaos, 4)
        self.assertEqual(self.sellable(), 10)

    def test_what_is_bought_to_order_is_understated_which_is_safe(self):
        route = self.env.ref("stock.route_warehouse0_mto")
        route.active = True
        supplier = self.env["res.partner"].create({"name": "Pemasok"})
        buy = self.env.ref("purchase_stock.route_warehouse0_buy")
        self.kaos.write(
            {
                "route_ids": [Command.set((route | buy).ids)],
                "seller_ids": [Command.create({"partner_id": supplier.id, "price": 5})],
            }
        )
        self.put(self.kaos, 10)
        self.order(self.kaos, 4)
        self.assertEqual(self.sellable(), 6)

    def test_more_picked_than_ordered_counts_when_it_is_done(self):
        """A known bound: until then only the demand counts."""
        self.put(self.kaos, 10)
        move = self.move(self.kaos, 3, self.stock, self.customers)
        move.quantity = 7
        self.assertEqual(self.sellable(), 7)
        move.picked = True
        move._action_done()
        self.assertEqual(self.sellable(), 3)

    def test_a_delivery_out_of_the_whole_warehouse_is_not_seen_before_it_is_done(self):
        """Rare: its source lies above the places. The nightly check finds what comes of it."""
        self.put(self.kaos, 10)
        self.move(self.kaos, 4, self.warehouse.view_location_id, self.customers)
        self.assertEqual(self.sellable(), 10)

    def test_drafts_promise_nothing(self):
        self.put(self.kaos, 10)
        self.move(self.kaos, 4, self.stock, self.customers, confirm=False)
        self.assertEqual(self.sellable(), 10)

    def test_what_nobody_counts_has_no_number(self):
        gift = self._make_product("KARTU", is_storable=False)
        self.assertIsNone(self.sellable(gift))
        self.assertEqual(gift._get_sellable(self.stock), {})

    def test_negative_stock_is_seen_as_it_is(self):
        self.put(self.kaos, -3)
        self.assertEqual(self.sellable(), -3)

    def test_many_products_take_as_few_queries_as_one(self):
        products = self.kaos.browse().concat(*[self._make_product(f"MASSAL-{at}") for at in range(20)])
        for product in products:
            self.put(product, 3)
        self.env.flush_all()
        self.env.invalidate_all()
        products[:1]._get_sellable(self.stock)
        self.env.invalidate_all()
        with self.assertQueryCount(25):
            found = products._get_sellable(self.stock)
        self.assertEqual(set(found.values()), {3})
