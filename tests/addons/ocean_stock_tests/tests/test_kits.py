from odoo.fields import Command
from odoo.tests import tagged

from .common import StockCommon


@tagged("post_install", "-at_install")
class TestKits(StockCommon):
    """A kit has what the scarcest of its components allows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gelas, cls.sendok = cls._make_product("GELAS"), cls._make_product("SENDOK")
        cls.kit = cls._make_product("SET")
        cls.bom = cls._make_kit(cls.kit, {cls.gelas: 1, cls.sendok: 2})

    def marks(self):
        """Return the products that are to be looked at, and forget them."""
        self.env.cr.flush()
        found = self.env["ocean.stock.dirty"].search([])
        products = set(found.mapped("product_id"))
        found.unlink()
        return products

    def list_it(self, product):
        storefront = self._make_storefront(self._make_account(), 88_001)
        listing = self.env["ocean.listing"].create(
            {"storefront_id": storefront.id, "external_id": "1", "name": "Set", "state": "live"}
        )
        return self.env["ocean.listing.sku"].create(
            {"listing_id": listing.id, "external_id": "0", "product_id": product.id}
        )

    def test_the_scarcest_component_decides(self):
        self.put(self.gelas, 10)
        self.put(self.sendok, 9)
        self.assertEqual(self.sellable(self.kit), 4)
        parts = self.kit._get_stock_figures(self.stock)[self.kit]["parts"]
        self.assertEqual([part["product"] for part in parts], [self.sendok, self.gelas])

    def test_a_component_sold_out_by_another_order_leaves_no_kit(self):
        self.put(self.gelas, 10)
        self.put(self.sendok, 100)
        self.order(self.gelas, 10)
        self.assertEqual(self.sellable(self.kit), 0)

    def test_what_is_only_on_its_way_makes_no_kit(self):
        self.move(self.gelas, 10, self.suppliers, self.stock)
        self.put(self.sendok, 100)
        self.assertEqual(self.sellable(self.kit), 0)

    def test_an_ordered_kit_takes_its_components_once(self):
        self.put(self.gelas, 10)
        self.put(self.sendok, 100)
        self.order(self.kit, 3)
        self.assertEqual(self.sellable(self.kit), 7)
        self.assertEqual(self.sellable(self.sendok), 94)

    def test_a_hold_on_a_kit_is_held_of_its_components(self):
        self.put(self.gelas, 10)
        self.put(self.sendok, 100)
        sku = self.list_it(self.kit)
        order = self.env["ocean.order"].create(
            {"storefront_id": sku.storefront_id.id, "external_id": "K1", "state": "unpaid"}
        )
        line = {"key": "1", "name": "Set", "item_id": "1", "sku_id": "0", "quantity": 4}
        order.line_ids = [Command.create({**line, "product_id": self.kit.id})]
        self.assertEqual(order.line_ids.hold_state, "open")
        self.assertEqual(self.sellable(self.kit), 6)
        self.assertEqual(self.sellable(self.gelas), 6)
        self.assertEqual(self.sellable(self.sendok), 92)

    def test_kits_in_kits_are_taken_apart_to_the_end(self):
        big = self._make_product("PAKET")
        self._make_kit(big, {self.kit: 2, self.kaos: 1})
        self.put(self.gelas, 7)
        self.put(self.sendok, 100)
        self.put(self.kaos, 100)
        self.assertEqual(self.sellable(big), 3)
        self.assertEqual(self.env["ocean.stock.kit"]._kits_with(self.gelas), self.kit | big)

    def test_quantities_of_a_bill_are_for_all_that_it_makes(self):
        dozen = self._make_product("LUSIN")
        self._make_kit(dozen, {self.gelas: 24}, product_qty=2)
        self.put(self.gelas, 30)
        self.assertEqual(self.sellable(dozen), 2)

    def test_units_of_a_bill_are_turned_into_those_of_the_component(self):
        box = self._make_product("KOTAK")
        bom = self._make_kit(box, {self.gelas: 1})
        bom.bom_line_ids.product_uom_id = self.env.ref("uom.product_uom_dozen")
        self.put(self.gelas, 30)
        self.assertEqual(self.sellable(box), 2)

    def test_a_changed_bill_has_the_kit_looked_at(self):
        self.list_it(self.kit)
        self.marks()
        self.bom.bom_line_ids[0].product_qty = 5
        self.assertIn(self.kit.id, self.marks())
        self.bom.bom_line_ids[0].unlink()
        self.assertIn(self.kit.id, self.marks())
        self.bom.active = False
        self.assertIn(self.kit.id, self.marks())
        self._make_kit(self.kaos, {self.gelas: 1})
        self.assertIn(self.kaos.id, self.marks())

    def test_stock_of_a_component_changes_the_kit(self):
        sku = self.list_it(self.kit)
        self.put(self.gelas, 10)
        self.put(self.sendok, 9)
        self.env.cr.flush()
        self.env["ocean.stock.dirty"]._settle()
        self.assertEqual(sku.desired_qty, 4)
        self.put(self.sendok, 11)
        self.env.cr.flush()
        self.env["ocean.stock.dirty"]._settle()
        self.assertEqual(sku.desired_qty, 10)
