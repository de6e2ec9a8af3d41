import json

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ocean_marketplace_base.lib.stock_keeper import Warehouse
from odoo.addons.ocean_marketplace_base.tests.common import GROUP_MANAGER

from .common import SECOND_SHOP
from .stock import StockCommon

DIRTY_LOGGER = "odoo.addons.ocean_marketplace_base.models.ocean_stock_dirty"


@tagged("post_install", "-at_install")
class TestStockTrouble(StockCommon):
    """What is wrong with one product, answer or company stays with it."""

    # === ONE BAD PRODUCT === #

    def spoil(self):
        """Have a product listed whose unit holds nothing, which no form allows; return its row."""
        bag = self.sku(self.products[2])
        bag.uom_id = self.env.ref("uom.product_uom_dozen")
        broken = self.env["uom.uom"].create({"name": "Rusak"})
        self.env.flush_all()
        self.env.cr.execute("UPDATE uom_uom SET factor = 0 WHERE id = %s", (broken.id,))
        self.env.cr.execute(
            "UPDATE product_template SET uom_id = %s WHERE id = %s",
            (broken.id, bag.product_id.product_tmpl_id.id),
        )
        self.env.invalidate_all()
        return bag

    def test_a_product_whose_number_is_not_known_stops_no_other(self):
        bag = self.spoil()
        self.put(self.kaos, 7)
        with mute_logger(DIRTY_LOGGER):
            self.switch_on()
        self.assertEqual(self.shown(), 7)
        cause = self.exceptions(kind="stock_unknown")
        self.assertEqual(cause.cause_key, str(bag.product_id.id))
        self.assertIn(bag.product_id.display_name, cause.detail)
        self.assertEqual(cause.action_fix()["res_model"], "product.product")
        self.assertFalse(self.env["ocean.stock.dirty"].search([]))

        bag.uom_id = False
        cause.action_retry()
        self.push()
        self.assertEqual(cause.state, "resolved")
        self.assertEqual(bag.push_state, "same")

    # === ANSWERS === #

    def test_a_number_that_the_platform_does_not_mention_is_sent_again_later(self):
        keeper = type(self.env["ocean.platform.shopee"])
        original = keeper._stock_keeper

        class Silent:
            """The real keeper, whose first answer is cut short."""

            def __init__(self, inner):
                self.inner, self.limits = inner, inner.limits

            def push(self, changes):
                return self.inner.push(changes)[1:]

        for product in self.products:
            self.put(product, 4)
        self.storefront.stock_on = True
        self.patch(keeper, "_stock_keeper", lambda model, shop, token: Silent(original(model, shop, token)))
        self.push()
        rows = self.env["ocean.listing.sku"].search([("storefront_id", "=", self.storefront.id)])
        waiting = rows.filtered(lambda sku: sku.push_state == "sending")
        self.assertEqual(len(waiting), 1)
        self.assertTrue(waiting.next_push)
        self.patch(keeper, "_stock_keeper", original)
        waiting.next_push = False
        self.push()
        self.assertEqual(waiting.push_state, "same")

    def test_a_storefront_that_is_cut_off_in_the_middle_gets_its_numbers_when_it_is_back(self):
        self.put(self.kaos, 4)
        self.switch_on()
        self.put(self.kaos, 1)
        self.storefront.connection = "cut_off"
        self.push()
        self.assertEqual((self.sku().desired_qty, self.sku().push_state, self.shown()), (5, "sending", 4))
        self.storefront.connection = "connected"
        self.push()
        self.assertEqual((self.sku().push_state, self.shown()), ("same", 5))

    # === COMPANIES === #

    def test_stock_and_rules_of_one_company_are_not_those_of_another(self):
        other = self._make_company("Toko Lain")
        env = self.env(context={**self.env.context, "allowed_company_ids": other.ids})
        account = self._make_account(platform="shopee", company_id=other.id)
        shop = self._make_storefront(account, SECOND_SHOP, company=other)
        listing = self.env["ocean.listing"].create(
            {"storefront_id": shop.id, "external_id": "5", "name": "Kaos", "state": "live"}
        )
        theirs = self.env["ocean.listing.sku"].create(
            {"listing_id": listing.id, "external_id": "0", "product_id": self.kaos.id}
        )
        self.put(self.kaos, 9)
        self.put(self.kaos, 2, shop.warehouse_id.lot_stock_id)
        env["ocean.allocation.rule"].create({"name": "Mereka", "company_id": other.id, "cap": 1})
        self.rule(buffer=4)
        self.push()
        self.assertEqual((self.sku().desired_qty, theirs.desired_qty), (5, 1))
        stranger = self._make_user("stranger", GROUP_MANAGER, other)
        seen = self.env["ocean.listing.sku"].with_user(stranger).with_context(allowed_company_ids=other.ids)
        self.assertEqual(seen.search([("product_id", "=", self.kaos.id)]), theirs)
        rules = seen.env["ocean.allocation.rule"].search([])
        self.assertEqual(rules.mapped("name"), ["Mereka"])

    # === PLACES THAT OVERLAP === #

    def test_storefronts_whose_places_overlap_are_given_each_unit_once(self):
        bandung = self.env["stock.warehouse"].create(
            {"name": "Bandung", "code": "BDG", "company_id": self.company.id}
        )
        second = self._make_storefront(self.account, SECOND_SHOP, warehouse_id=bandung.id)
        listing = self.env["ocean.listing"].create(
            {"storefront_id": second.id, "external_id": "5", "name": "Kaos", "state": "live"}
        )
        self.env["ocean.listing.sku"].create(
            {"listing_id": listing.id, "external_id": "0", "product_id": self.kaos.id}
        )
        self.storefront._store_warehouses([Warehouse(external_id="IDA", name="Semua")])
        self.storefront.location_ids.location_ids = self.stock | bandung.lot_stock_id
        self.put(self.kaos, 3)
        self.put(self.kaos, 5, bandung.lot_stock_id)
        self.push()
        both = self.sku() | self.sku(storefront=second)
        self.assertEqual(sum(both.mapped("desired_qty")), 13, "a shared pool")
        rule = self.rule(partitioned=True)
        self.push()
        self.assertLessEqual(sum(both.mapped("desired_qty")), 8)
        rule.percent = 50
        self.push()
        self.assertEqual([self.sku().desired_qty, self.sku(storefront=second).desired_qty], [4, 1])

    def test_the_link_of_the_holds_counts_only_orders_of_the_warehouse(self):
        bandung = self.env["stock.warehouse"].create(
            {"name": "Bandung", "code": "BDG", "company_id": self.company.id}
        )
        self.storefront._store_warehouses(
            [Warehouse(external_id=name, name=f"Gudang {name}") for name in ("IDA", "IDB")]
        )
        rows = {row.external_id: row for row in self.storefront.location_ids}
        rows["IDA"].location_ids, rows["IDB"].location_ids = self.stock, bandung.lot_stock_id
        self.put(self.kaos, 10)
        self.put(self.kaos, 20, bandung.lot_stock_id)
        for number, warehouse, units in (("H1", "IDA", 2), ("H2", "IDB", 5), ("H3", False, 1)):
            line = {"key": "1", "name": "Kaos", "quantity": units, "product_id": self.kaos.id}
            self.env["ocean.order"].create(
                {
                    "storefront_id": self.storefront.id,
                    "external_id": number,
                    "state": "unpaid",
                    "line_ids": [(0, 0, {**line, "platform_warehouse": warehouse})],
                }
            )
        self.push()
        self.assertEqual(self.sku().desired_split, {"IDA": 7, "IDB": 14})
        for part in json.loads(self.sku().why_json)["parts"]:
            (fact,) = [fact for fact in part["facts"] if fact["label"] == "Holds"]
            action = fact["action"]
            lines = self.env["ocean.order.line"].with_context(**action["context"]).search(action["domain"])
            self.assertEqual(sum(lines.mapped("held_units")), -float(fact["amount"]), part["key"])

    # === MUCH AND LATE === #

    def test_ten_thousand_marks_at_once_are_settled_to_the_end(self):
        self.put(self.kaos, 6)
        self.switch_on()
        dirty = self.env["ocean.stock.dirty"]
        dirty._insert([(1_000_000 + number, 0, 0, "stock") for number in range(10_000)])
        self.put(self.kaos, 1)
        self.push()
        self.assertFalse(dirty.search_count([]))
        self.assertEqual(self.shown(), 7)

    def test_schedules_are_kept_in_utc_and_exact_to_the_second(self):
        """Midnight in Jakarta is 17:00 UTC of the day before."""
        rule = self.rule(cap=1, date_from="2026-11-24 17:00:00", date_to="2026-11-25 17:00:00")
        plain = rule._plain()
        self.assertEqual(plain.start.isoformat(), "2026-11-24T17:00:00+00:00")
        self.assertEqual((plain.end - plain.start).days, 1)
