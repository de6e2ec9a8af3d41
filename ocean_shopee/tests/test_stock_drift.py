from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.tests.common import GROUP_USER

from .stock import StockCommon


@tagged("post_install", "-at_install")
class TestStockDrift(StockCommon):
    """What platforms show is read back, and what differs is mended."""

    def setUp(self):
        super().setUp()
        self.put(self.kaos, 10)
        self.switch_on()

    def check(self):
        self.sku().action_check_stock()
        self.push()

    def test_too_high_a_number_is_mended_at_once(self):
        self.variant().stock = 50
        self.check()
        self.assertEqual((self.sku().push_state, self.shown()), ("same", 10))
        last = self.env["ocean.stock.push"].search([("sku_id", "=", self.sku().id)], limit=1)
        self.assertEqual((last.reason, last.from_qty, last.to_qty), ("drift", 50, 10))

    def test_too_low_a_number_is_mended_when_it_stays(self):
        self.variant().stock = 8
        self.check()
        sku = self.sku()
        self.assertEqual((sku.push_state, sku.platform_quantity, self.shown()), ("drift", 8, 8))
        self.assertEqual(sku.difference, 2)
        self.assertFalse(sku.next_push, "it may be an order that is on its way to us")
        self.assertGreater(sku.check_at, fields.Datetime.now())
        self.check()
        self.assertEqual((sku.push_state, self.shown()), ("drift", 8))

        sku.low_at = fields.Datetime.now() - timedelta(hours=1)
        self.sync()  # all orders are known that the first look may have shown
        self.check()
        self.push()
        self.assertEqual((sku.push_state, self.shown()), ("same", 10))

    def test_a_low_number_that_is_right_again_is_up_to_date(self):
        self.variant().stock = 8
        self.check()
        self.assertTrue(self.sku().low_at)
        self.variant().stock = 10
        self.check()
        self.assertEqual((self.sku().push_state, self.sku().low_at), ("same", False))

    def test_a_lower_number_that_was_an_order_is_not_given_away_again(self):
        number = self.place_one(quantities=[2], status="UNPAID")
        self.check()
        self.assertEqual((self.sku().push_state, self.shown()), ("drift", 8))
        self.sync()
        self.push()
        self.assertEqual(self.order(number).line_ids.held_qty, 2)
        self.assertEqual((self.sku().push_state, self.sku().desired_qty, self.shown()), ("same", 8, 8))

    def test_what_is_as_it_should_be_stays(self):
        self.world.journal.clear()
        self.check()
        self.assertEqual((self.sku().push_state, self.calls()), ("same", 0))
        self.assertFalse(self.sku().check_due)

    def test_all_listings_are_looked_at_nightly(self):
        for product in self.products:
            self.put(product, 3)
        self.push()
        self.variant().stock = 99
        self.assertTrue(self.run_cron("stock_night"))
        self.push()
        self.assertEqual(self.shown(), 13)
        log = self.env["ocean.log"].search([("kind", "=", "stock_check")])
        self.assertEqual(sum(log.mapped("changed")), 1)
        self.assertEqual(sum(log.mapped("expected")), len(self.products))

    def test_users_ask_and_the_lane_answers(self):
        worker = self._make_user("picker", GROUP_USER)
        self.variant().stock = 50
        self.sku().with_user(worker).action_check_stock()
        self.push()
        self.assertEqual(self.shown(), 10)

    def test_a_storefront_that_sends_nothing_still_sees_what_differs(self):
        self.storefront.action_stop_stock()
        self.variant().stock = 50
        self.check()
        self.assertEqual(
            (self.sku().push_state, self.sku().platform_quantity, self.shown()), ("drift", 50, 50)
        )

    def test_the_platforms_own_stock_is_kept_apart(self):
        self.variant().platform_stock = 4
        self.check()
        self.assertEqual((self.sku().desired_qty, self.shown()), (10, 10))
