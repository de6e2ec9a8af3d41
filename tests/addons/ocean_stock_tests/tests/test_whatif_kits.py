from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib.whatif import opening

from .common import StockCommon


@tagged("post_install", "-at_install")
class TestWhatifKits(StockCommon):
    """A kit and its components lie on one shelf when the past is replayed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gelas, cls.sendok = cls._make_product("GELAS"), cls._make_product("SENDOK")
        cls.kit = cls._make_product("SET")
        cls._make_kit(cls.kit, {cls.gelas: 1, cls.sendok: 2})
        cls.storefront = cls._make_storefront(cls._make_account(), 88_002)
        for number, product in enumerate((cls.kit, cls.sendok)):
            listing = cls.env["ocean.listing"].create(
                {
                    "storefront_id": cls.storefront.id,
                    "external_id": f"3{number}",
                    "name": product.name,
                    "state": "live",
                }
            )
            listing.sku_ids = [Command.create({"external_id": f"4{number}", "product_id": product.id})]

    def sell(self, product, quantity, days):
        order = self.env["ocean.order"].create(
            {
                "storefront_id": self.storefront.id,
                "external_id": f"{product.name}{days}",
                "state": "to_ship",
                "date_order": fields.Datetime.now() - timedelta(days=days),
            }
        )
        line = {"key": "1", "name": product.name, "product_id": product.id, "quantity": quantity}
        order.line_ids = [Command.create(line)]

    def test_a_kit_takes_its_components_and_the_other_way_round(self):
        self.put(self.gelas, 9)
        self.put(self.sendok, 10)
        self.sell(self.kit, 2, days=5)
        self.sell(self.sendok, 3, days=4)
        past = self.env["ocean.stock.past"].with_context(allowed_company_ids=self.company.ids)
        since = fields.Datetime.now() - timedelta(days=14)
        for product in (self.kit, self.sendok, self.gelas):
            (shelf,) = past._shelves(product, self.company, since)[0]
            self.assertEqual(opening(shelf), {self.gelas.id: 9, self.sendok.id: 10})
            self.assertEqual({row.product for row in shelf.listings}, {self.kit.id, self.sendok.id})

    def test_only_what_the_rule_is_about_is_written_down(self):
        self.put(self.gelas, 9)
        self.put(self.sendok, 10)
        self.sell(self.kit, 2, days=5)
        self.sell(self.sendok, 3, days=4)
        rule = self.env["ocean.allocation.rule"].create(
            {
                "name": "Set",
                "company_id": self.company.id,
                "product_tmpl_ids": self.kit.product_tmpl_id.ids,
                "cap": 1,
                "active": False,
            }
        )
        row = rule._try_on_past(14, 10)
        row._in_company()._replay(self.kit.ids)
        self.assertEqual(row.line_ids.product_id, self.kit)
        self.assertEqual((row.lost_before, row.lost_after), (0, 2))
