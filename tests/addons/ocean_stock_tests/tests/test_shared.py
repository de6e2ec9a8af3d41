import json

from odoo.tests import tagged

from .common import StockCommon


@tagged("post_install", "-at_install")
class TestShared(StockCommon):
    """Kits and their components share stock: in the numbers, in the links and in trouble."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gelas, cls.sendok = cls._make_product("GELAS"), cls._make_product("SENDOK")
        cls.kit = cls._make_product("SET")
        cls.bom = cls._make_kit(cls.kit, {cls.gelas: 1, cls.sendok: 2})
        cls.storefront = cls._make_storefront(cls._make_account(), 88_002)
        cls.skus = {
            product: cls.list_it(product, number)
            for number, product in enumerate((cls.kit, cls.gelas, cls.sendok), 1)
        }

    @classmethod
    def list_it(cls, product, number):
        listing = cls.env["ocean.listing"].create(
            {
                "storefront_id": cls.storefront.id,
                "external_id": str(number),
                "name": product.name,
                "state": "live",
            }
        )
        return cls.env["ocean.listing.sku"].create(
            {"listing_id": listing.id, "external_id": "0", "product_id": product.id}
        )

    def settle(self):
        self.env.cr.flush()
        self.drain("stock")

    def numbers(self):
        return [self.skus[product].desired_qty for product in (self.kit, self.gelas, self.sendok)]

    def rule(self, **values):
        return self.env["ocean.allocation.rule"].create(
            {"name": "Uji", "company_id": self.company.id, **values}
        )

    def test_a_kit_and_its_components_are_given_each_unit_once(self):
        self.put(self.gelas, 10)
        self.put(self.sendok, 8)
        self.settle()
        self.assertEqual(self.numbers(), [4, 10, 8], "a shared pool")
        self.rule(partitioned=True)
        self.settle()
        self.assertEqual(self.numbers(), [4, 6, 0])
        self.put(self.gelas, -8)  # the kit gives spoons back
        self.settle()
        self.assertEqual(self.numbers(), [2, 0, 4])

    def test_the_link_of_the_holds_of_a_component_adds_up(self):
        self.put(self.gelas, 10)
        self.put(self.sendok, 30)
        for number, product, units in (("K1", self.kit, 4), ("K2", self.sendok, 3)):
            line = {"key": "1", "name": "Set", "quantity": units, "product_id": product.id}
            self.env["ocean.order"].create(
                {
                    "storefront_id": self.storefront.id,
                    "external_id": number,
                    "state": "unpaid",
                    "line_ids": [(0, 0, line)],
                }
            )
        self.settle()
        (part,) = json.loads(self.skus[self.kit].why_json)["parts"]
        held = {}
        for component in part["components"]:
            (fact,) = [fact for fact in component["facts"] if fact["label"] == "Holds"]
            action = fact["action"]
            lines = self.env["ocean.order.line"].with_context(**action["context"]).search(action["domain"])
            held[component["key"]] = sum(lines.mapped("held_units"))
            self.assertEqual(held[component["key"]], -float(fact["amount"]))
        self.assertEqual(held, {self.gelas.id: 4, self.sendok.id: 11})

    def test_a_bill_that_goes_round_in_a_circle_stops_no_other_product(self):
        self.put(self.gelas, 10)
        self.put(self.sendok, 8)
        self.put(self.kaos, 5)
        kaos = self.list_it(self.kaos, 4)
        self.settle()
        self.env.cr.execute(
            "UPDATE mrp_bom_line SET product_id = %s WHERE id = %s",
            (self.kit.id, self.bom.bom_line_ids[1].id),
        )
        self.env.invalidate_all()
        self.put(self.gelas, -1)
        self.put(self.kaos, 2)
        self.settle()
        self.assertEqual(kaos.desired_qty, 7)
        self.assertEqual(self.skus[self.gelas].desired_qty, 9)
        cause = self.env["ocean.exception"].search([("kind", "=", "stock_unknown"), ("state", "=", "open")])
        self.assertEqual(cause.mapped("cause_key"), [str(self.kit.id)])
