from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from .common import StockCommon


@tagged("post_install", "-at_install")
class TestOversoldKits(StockCommon):
    """What is promised in kits is missing of their components, and sold of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gelas, cls.sendok = cls._make_product("GELAS"), cls._make_product("SENDOK")
        cls.kit = cls._make_product("SET")
        cls._make_kit(cls.kit, {cls.gelas: 1, cls.sendok: 2})
        cls.storefront = cls._make_storefront(cls._make_account(platform="shopee", app_secret="uji"), 88_002)
        cls.storefront.sudo().stock_on = True
        listing = cls.env["ocean.listing"].create(
            {"storefront_id": cls.storefront.id, "external_id": "1", "name": "Set", "state": "live"}
        )
        cls.sku = cls.env["ocean.listing.sku"].create(
            {"listing_id": listing.id, "external_id": "0", "product_id": cls.kit.id}
        )

    def settle(self):
        self.env.cr.flush()
        while self.env["ocean.stock.dirty"]._settle():
            pass

    def sold(self, units, product=None):
        line = {"key": "1", "name": "Set", "item_id": "1", "sku_id": "0", "quantity": units}
        return self.env["ocean.order"].create(
            {
                "storefront_id": self.storefront.id,
                "external_id": f"K{units}",
                "state": "to_ship",
                "date_order": fields.Datetime.now(),
                "line_ids": [Command.create({**line, "product_id": (product or self.kit).id})],
            }
        )

    def causes(self):
        return self.env["ocean.exception"].search([("kind", "=", "oversold"), ("state", "=", "open")])

    def test_the_component_that_is_missing_is_named_and_not_the_kit(self):
        self.put(self.gelas, 10)
        self.put(self.sendok, 5)
        order = self.sold(4)
        self.settle()
        cause = self.causes()
        self.assertEqual((len(cause), cause.shortage), (1, 3))
        self.assertIn("SENDOK", cause.summary)
        [promise] = self.env["ocean.stock.shortage"]._promises(self.sendok, self.stock)
        self.assertEqual((promise["order"], promise["units"], promise["missing"]), (order, 8, 3))

    def test_confirmed_kits_count_by_their_components(self):
        self.put(self.gelas, 10)
        self.put(self.sendok, 5)
        sale = self.order(self.kit, 4)
        self.settle()
        self.assertEqual(self.causes().shortage, 3)
        [promise] = self.env["ocean.stock.shortage"]._promises(self.sendok, self.stock)
        self.assertEqual((promise["sale"], promise["units"], promise["missing"]), (sale, 8, 3))

    def test_another_warehouse_delivers_the_whole_kit(self):
        other = self.env["stock.warehouse"].create(
            {"name": "Bandung", "code": "BDG", "company_id": self.company.id}
        )
        self.put(self.gelas, 4, other.lot_stock_id)
        self.put(self.sendok, 8, other.lot_stock_id)
        sale = self.order(self.kit, 4)
        self.settle()
        line = self.env["ocean.oversell"].browse(self.causes()[0].action_fix()["res_id"]).line_ids
        self.assertEqual(line.warehouse_id, other)
        line.action_move()
        self.settle()
        self.assertFalse(self.causes())
        self.assertEqual(
            sale.picking_ids.filtered(lambda row: row.state != "cancel").move_ids.location_id,
            other.lot_stock_id,
        )

    def test_what_is_sold_in_kits_wears_down_the_components(self):
        self.company.write({"ocean_sales_days": 30, "ocean_low_days": 7})
        spoons = self.env["ocean.listing.sku"].create(
            {
                "listing_id": self.env["ocean.listing"]
                .create(
                    {
                        "storefront_id": self.storefront.id,
                        "external_id": "2",
                        "name": "Sendok",
                        "state": "live",
                    }
                )
                .id,
                "external_id": "0",
                "product_id": self.sendok.id,
            }
        )
        self.put(self.gelas, 100)
        self.put(self.sendok, 80)
        self.sold(30)
        self.settle()
        self.assertEqual((self.sku.sold_per_day, spoons.sold_per_day), (1, 2))
        self.assertEqual((spoons.days_of_cover, self.sku.days_of_cover), (10, 10))
