from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib.stock_keeper import Warehouse
from odoo.addons.ocean_marketplace_base.tests.common import GROUP_USER

from .common import SECOND_SHOP
from .stock import StockCommon


@tagged("post_install", "-at_install")
class TestStockPlaces(StockCommon):
    """From where a storefront sells, and what two storefronts share."""

    def setUp(self):
        super().setUp()
        self.bandung = self.env["stock.warehouse"].create(
            {"name": "Bandung", "code": "BDG", "company_id": self.company.id}
        )

    def places(self, *names, storefront=None):
        """Have the platform know warehouses of these ids."""
        storefront = storefront or self.storefront
        storefront._store_warehouses([Warehouse(external_id=name, name=f"Gudang {name}") for name in names])
        return {row.external_id: row for row in storefront.location_ids}

    def test_without_mapping_the_warehouse_of_the_storefront_is_shown(self):
        self.put(self.kaos, 3)
        self.put(self.kaos, 5, self.bandung.lot_stock_id)
        self.assertEqual(self.storefront._places(), {"": self.stock})
        self.switch_on()
        self.assertEqual(self.shown(), 3)

    def test_one_warehouse_of_the_platform_shows_the_places_chosen_for_it(self):
        self.put(self.kaos, 3)
        self.put(self.kaos, 5, self.bandung.lot_stock_id)
        self.places("IDA")["IDA"].location_ids = self.stock | self.bandung.lot_stock_id
        self.switch_on()
        self.assertEqual(self.shown(), 8)

    def test_several_warehouses_have_their_numbers_of_their_own(self):
        self.put(self.kaos, 3)
        self.put(self.kaos, 5, self.bandung.lot_stock_id)
        rows = self.places("IDA", "IDB")
        rows["IDA"].location_ids = self.stock
        rows["IDB"].location_ids = self.bandung.lot_stock_id
        self.push()
        self.assertEqual(self.sku().desired_split, {"IDA": 3, "IDB": 5})
        self.assertEqual(self.sku().desired_qty, 8)
        changes = {change.warehouse_id: change.quantity for change in self.sku()._stock_changes()}
        self.assertEqual(changes, {"IDA": 3, "IDB": 5})

    def test_a_warehouse_without_places_is_left_alone(self):
        self.put(self.kaos, 3)
        self.places("IDA", "PLATFORM")["IDA"].location_ids = self.stock
        self.push()
        self.assertEqual(self.sku().desired_split, {"IDA": 3})

    def test_a_deleted_warehouse_is_told_and_gets_no_numbers(self):
        rows = self.places("IDA", "IDB")
        rows["IDA"].location_ids = self.stock
        rows["IDB"].location_ids = self.bandung.lot_stock_id
        self.put(self.kaos, 3)
        self.places("IDA")
        self.push()
        self.assertTrue(rows["IDB"].gone)
        self.assertEqual(self.exceptions(kind="warehouse_gone").detail, "Gudang IDB")
        self.assertEqual(self.sku().desired_qty, 3)
        self.places("IDA", "IDB")
        self.assertFalse(self.exceptions(kind="warehouse_gone"))

    def test_one_place_is_not_shown_twice(self):
        rows = self.places("IDA", "IDB")
        shelf = self.env["stock.location"].create({"name": "Rak", "location_id": self.stock.id})
        rows["IDA"].location_ids = self.stock
        with self.assertRaises(ValidationError):
            rows["IDB"].location_ids = shelf

    def test_warehouses_are_read_from_the_platform(self):
        self.storefront.action_read_warehouses()
        self.assertEqual(self.storefront._places(), {"": self.stock})
        worker = self._make_user("picker", GROUP_USER)
        with self.assertRaises(AccessError):
            self.storefront.with_user(worker).action_read_warehouses()

    def test_two_storefronts_share_a_pool_and_holds_of_both_count(self):
        second = self._make_storefront(self.account, SECOND_SHOP)
        listing = self.env["ocean.listing"].create(
            {"storefront_id": second.id, "external_id": "5", "name": "Kaos", "state": "live"}
        )
        self.env["ocean.listing.sku"].create(
            {"listing_id": listing.id, "external_id": "0", "product_id": self.kaos.id}
        )
        self.put(self.kaos, 10)
        self.hold(second, 4)
        self.push()
        self.assertEqual(self.sku().desired_qty, 6)
        self.assertEqual(self.sku(storefront=second).desired_qty, 6)

    def test_holds_of_another_warehouse_take_nothing(self):
        second = self._make_storefront(self.account, SECOND_SHOP, warehouse_id=self.bandung.id)
        self.put(self.kaos, 10)
        self.hold(second, 4)
        self.push()
        self.assertEqual(self.sku().desired_qty, 10)
        self.assertEqual(self.kaos._get_sellable(self.bandung.lot_stock_id), {self.kaos.id: -4})

    def hold(self, storefront, units):
        return self.env["ocean.order"].create(
            {
                "storefront_id": storefront.id,
                "external_id": "H1",
                "state": "unpaid",
                "line_ids": [
                    (0, 0, {"key": "1", "name": "Kaos", "quantity": units, "product_id": self.kaos.id})
                ],
            }
        )

    def test_the_buffer_of_a_storefront_holds_where_no_rule_says_otherwise(self):
        self.put(self.kaos, 10)
        self.storefront.stock_buffer = 3
        self.push()
        self.assertEqual(self.sku().desired_qty, 7)
        self.rule(percent=50)
        self.push()
        self.assertEqual(self.sku().desired_qty, 5)

    def test_a_draft_knows_the_number_it_is_created_with(self):
        self.put(self.kaos, 10)
        listing = self.env["ocean.listing"].create(
            {"storefront_id": self.storefront.id, "name": "Baru", "state": "draft"}
        )
        draft = self.env["ocean.listing.sku"].create({"listing_id": listing.id, "product_id": self.kaos.id})
        self.assertEqual(draft._quantity_to_publish(), 10)
        self.push()
        self.assertFalse(draft.push_state)
