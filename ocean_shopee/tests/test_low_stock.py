from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ocean_marketplace_base.models import ocean_low_stock
from odoo.addons.ocean_marketplace_base.tests.common import GROUP_USER

from .stock import StockCommon


class LowStockCommon(StockCommon):
    """A storefront that sends stock, with somebody who is responsible for it."""

    def setUp(self):
        super().setUp()
        self.keeper = self._make_user("keeper", GROUP_USER)
        self.storefront.user_id = self.keeper
        self.company.write({"ocean_low_units": 5, "ocean_low_days": 0, "ocean_sales_days": 30})
        for product in self.products:
            self.put(product, 50)
        self.storefront.stock_on = True
        self.push()

    def left(self, units, product=None):
        """Let so many units of a product be there."""
        product = product or self.kaos
        self.put(product, units - product.with_context(location=self.stock.id).qty_available)
        self.push()

    def activities(self, record=None):
        domain = [("activity_type_id", "=", self.env.ref(ocean_low_stock.ACTIVITY).id)]
        if record:
            domain += [("res_model", "=", record._name), ("res_id", "=", record.id)]
        return self.env["mail.activity"].search(domain)

    def history(self, units, days_ago=1):
        """Have an order of the past whose goods Odoo did not see leave: they are held, so they are there."""
        self.put(self.kaos, units)
        return self.env["ocean.order"].create(
            {
                "storefront_id": self.storefront.id,
                "external_id": f"OLD{units}{days_ago}",
                "state": "completed",
                "date_order": fields.Datetime.now() - timedelta(days=days_ago),
                "line_ids": [
                    (0, 0, {"key": "1", "name": "Kaos", "quantity": units, "product_id": self.kaos.id})
                ],
            }
        )


@tagged("post_install", "-at_install")
class TestLowStockFigures(LowStockCommon):
    """How long stock lasts, and when it is too little."""

    def test_enough_is_not_low(self):
        self.assertFalse(self.sku().low_state)
        self.assertFalse(self.activities())

    def test_less_than_the_units_is_low_and_says_what_to_order(self):
        self.left(3)
        sku = self.sku()
        self.assertEqual((sku.low_state, sku.reorder_qty), ("low", 2))
        self.assertTrue(sku.low_since)

    def test_days_of_cover_come_from_what_was_sold(self):
        self.company.write({"ocean_low_units": 0, "ocean_low_days": 30})
        self.history(60)
        self.history(90, days_ago=40)  # before the days that count
        self.env["ocean.stock.dirty"]._mark(self.kaos, "stock")
        self.push()
        sku = self.sku()
        self.assertEqual((sku.sold_per_day, sku.days_of_cover, sku.low_state), (2, 25, "low"))
        self.assertEqual(sku.reorder_qty, 10)

    def test_cancelled_and_unpaid_orders_are_no_sales(self):
        for state in ("cancelled", "unpaid"):
            self.history(30, days_ago=len(state)).state = state
        self.push()
        self.assertEqual(self.sku().sold_per_day, 0)

    def test_what_others_sell_of_the_same_stock_shortens_the_cover(self):
        second = self._make_storefront(self.account, 301_177_002)
        listing = self.env["ocean.listing"].create(
            {"storefront_id": second.id, "external_id": "5", "name": "Kaos", "state": "live"}
        )
        self.env["ocean.listing.sku"].create(
            {"listing_id": listing.id, "external_id": "0", "product_id": self.kaos.id}
        )
        self.history(60).sudo().storefront_id = second
        self.push()
        sku, other = self.sku(), self.sku(storefront=second)
        self.assertEqual((sku.sold_per_day, other.sold_per_day), (0, 2))
        self.assertEqual((sku.days_of_cover, other.days_of_cover), (25, 25))

    def test_what_is_on_its_way_is_shown_and_not_ordered_again(self):
        supplier = self.env.ref("stock.stock_location_suppliers")
        move = self.env["stock.move"].create(
            {
                "product_id": self.kaos.id,
                "product_uom_qty": 1,
                "location_id": supplier.id,
                "location_dest_id": self.stock.id,
                "company_id": self.company.id,
                "date": self.later(days=4),
            }
        )
        move._action_confirm()
        self.left(3)
        sku = self.sku()
        self.assertEqual((sku.incoming_qty, sku.incoming_date, sku.reorder_qty), (1, move.date, 1))

    def test_the_product_decides_before_the_storefront_and_that_before_the_company(self):
        self.left(8)
        self.assertFalse(self.sku().low_state)
        self.storefront.write({"low_own": True, "low_units": 9})
        self.push()
        self.assertEqual(self.sku().low_state, "low")
        self.kaos.write({"ocean_low_own": True, "ocean_low_units": 2})
        self.push()
        self.assertFalse(self.sku().low_state)

    def test_a_product_with_a_threshold_of_nothing_is_not_watched(self):
        self.kaos.write({"ocean_low_own": True, "ocean_low_units": 0, "ocean_low_days": 0})
        self.left(0)
        self.assertFalse(self.sku().low_state)
        self.assertFalse(self.exceptions(kind="out_of_stock"))

    def test_thresholds_below_zero_are_refused(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.company.ocean_low_units = -1
            self.env.flush_all()

    def test_nothing_is_said_of_what_nobody_counts(self):
        self.kaos.is_storable = False
        self.push()
        self.assertFalse(self.sku().low_state)

    def test_new_storefronts_begin_with_the_companys_buffer(self):
        self.company.ocean_stock_buffer = 4
        self.assertEqual(self._make_storefront(self.account, 301_177_009).stock_buffer, 4)

    def test_many_products_take_no_more_queries(self):
        def cost(products):
            rows = self.env["ocean.listing.sku"].search([("product_id", "in", products.ids)])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            rows._watch_supply({sku: sku.why_terms for sku in rows})
            self.env.flush_all()
            return self.cr.sql_log_count - before

        for product in self.products:
            self.put(product, -47)
        self.push()
        cost(self.products)
        self.assertEqual(cost(self.products[:1]), cost(self.products))


@tagged("post_install", "-at_install")
class TestLowStockAlerts(LowStockCommon):
    """Who is responsible is told once, and no more when there is enough again."""

    def test_the_responsible_gets_one_activity_that_closes_itself(self):
        self.left(3)
        activity = self.activities(self.kaos)
        self.assertEqual((len(activity), activity.user_id), (1, self.keeper))
        self.assertIn("3 left", activity.summary)
        self.left(2)
        self.assertEqual(self.activities(self.kaos), activity)
        self.left(50)
        self.assertFalse(self.activities(self.kaos))
        self.left(1)
        self.assertEqual(len(self.activities(self.kaos)), 1)

    def test_an_activity_that_was_done_does_not_return_while_it_is_low(self):
        self.left(3)
        self.activities(self.kaos).action_feedback()
        self.left(2)
        self.assertFalse(self.activities(self.kaos))

    def test_another_match_closes_what_was_told(self):
        self.left(3)
        sku = self.sku()
        sku.product_id = False
        self.assertFalse(sku.low_state or sku.low_told or self.activities(self.kaos))

    def test_many_at_once_are_one_activity_for_the_storefront(self):
        self.patch(ocean_low_stock, "TOGETHER", 2)
        for product in self.products[:3]:
            self.put(product, -47)
        self.push()
        [activity] = self.activities()
        self.assertEqual((activity.res_model, activity.res_id), ("ocean.storefront", self.storefront.id))
        self.assertTrue(activity.summary.startswith("3 "))
        self.left(2, self.products[3])
        self.assertEqual(self.activities(), activity)
        self.assertTrue(activity.summary.startswith("4 "))
        for product in self.products[:4]:
            self.assertTrue(self.activities())
            self.left(50, product)
        self.assertFalse(self.activities())

    def test_out_of_stock_while_live_is_one_warning_for_the_storefront(self):
        self.left(0)
        self.left(0, self.products[1])
        cause = self.exceptions(kind="out_of_stock")
        self.assertEqual((len(cause), cause.count, cause.severity), (1, 2, "3"))
        self.assertIn(self.sku(), self.env["ocean.listing.sku"].search(cause.action_fix()["domain"]))
        self.left(9)
        self.left(9, self.products[1])
        self.assertEqual(cause.state, "resolved")

    def test_what_is_only_low_is_no_exception(self):
        self.left(3)
        self.assertFalse(self.exceptions(kind="out_of_stock"))

    def test_a_hidden_listing_is_not_out_of_stock(self):
        self.sku().listing_id.state = "hidden"
        self.left(0)
        self.assertEqual(self.sku().low_state, "low")
        self.assertFalse(self.exceptions(kind="out_of_stock"))

    def test_who_sends_no_stock_is_not_told(self):
        self.storefront.action_stop_stock()
        self.left(0)
        self.assertEqual(self.sku().low_state, "out")
        self.assertFalse(self.activities() or self.exceptions(kind="out_of_stock"))

    def test_what_runs_low_without_an_event_is_found_at_night(self):
        self.company.write({"ocean_low_units": 0, "ocean_low_days": 30})
        self.push()
        self.history(60)
        self.env["ocean.stock.dirty"].search([]).unlink()
        self.assertFalse(self.sku().low_state)
        self.assertTrue(self.run_cron("stock_night"))
        self.push()
        self.assertEqual(self.sku().low_state, "low")
        self.assertTrue(self.activities(self.kaos))

    def test_the_report_shows_what_is_below_its_threshold(self):
        self.left(3)
        action = self.env.ref("ocean_marketplace_base.ocean_listing_sku_action_low")
        self.assertEqual(action.path, "marketplace-low-stock")
        for _view_id, mode in action.views:
            self.env["ocean.listing.sku"].with_user(self.keeper).get_views([(_view_id, mode)])
        found = self.env["ocean.listing.sku"].with_user(self.keeper).search([("low_state", "!=", False)])
        self.assertEqual(found, self.sku())
