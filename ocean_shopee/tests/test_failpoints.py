import time

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ocean_marketplace_base.lib import failpoints
from odoo.addons.ocean_marketplace_base.models import ocean_order_apply

from .common import BEHIND, SHOP, ShopeeCommon

CRON_LOGGER = "odoo.addons.base.models.ir_cron"
AMID = ("apply.before_commit", "apply.committed", "orders.before_discovered", "orders.fetched")
"""Places that are also died at when they are passed again."""
STORY = ("orders.", "apply.", "catalogue.")
"""What the story below passes; runs, outgoing requests and lost pushes are died at in tests of their own."""
PUSH = "http://127.0.0.1:9/ocean/push"


@tagged("post_install", "-at_install")
class TestFailpoints(ShopeeCommon):
    """Dying right before or after any commit leads to the same database as not dying."""

    def setUp(self):
        super().setUp()
        self.begin = time.time() - BEHIND
        self.patch(ocean_order_apply, "BATCH", 3)
        self.account.push_url = PUSH

    def test_every_failpoint_is_registered_by_the_pipeline(self):
        subjects = {name.split(".")[0] for name in failpoints.FAILPOINTS}
        self.assertLessEqual({"orders", "apply", "catalogue"}, subjects)

    def test_a_run_that_dies_at_any_commit_is_completed_by_the_next(self):
        with self.rolled_back():
            expected = self.run_story()
        deaths = [(name, 1) for name in sorted(failpoints.FAILPOINTS) if name.startswith(STORY)]
        deaths += [(name, 2) for name in AMID if name in failpoints.FAILPOINTS]
        for name, count in deaths:
            with self.subTest(name, count=count), self.rolled_back():
                self.deaths = 0
                with failpoints.armed(name, count), mute_logger(CRON_LOGGER):
                    found = self.run_story()
                self.assertEqual(self.deaths, 1)
                self.assertEqual(found, expected)

    def run_story(self):
        """Let a small world happen, import it and return the business state."""
        self.start_sandbox(seed=5, start=self.begin)
        with self.world.lock:
            self.shopee.configure({"callback_url": PUSH})
        self.faults.add("push_lost")  # kept in a list instead of being sent
        self.carry_on("catalogue")
        self.place(3, skus=["KAOS-POLOS-M", "TAS-KANVAS"], seller_voucher=5000)
        bad_sku = self.place_one(skus=["TOPI-01"])
        self.place_one(overrides={"detail": {"item_list.0.model_quantity_purchased": -1}})
        self.place(3, buyer=4)
        self.carry_on("orders", "apply")
        numbers = list(self.store.orders)
        self.world.clock.advance(5)
        self.change(numbers[0], "advance", steps=2)
        self.change(numbers[1], "cancel", by="buyer")
        with self.world.lock:
            self.store.orders[numbers[2]].lines[0].cancelled = 1
        self.change(numbers[2], "edit", seller_note="1 dibatalkan")
        for push in self.world.pushes.sent:
            self.env["ocean.event"]._receive(self.account, push.headers, push.body, "203.0.113.5")
        self.carry_on("orders", "apply")
        self.assertTrue(self.order(bad_sku).exception_id)
        return self.business_state()

    def carry_on(self, *names):
        """Run the scheduled actions until one whole round neither dies nor wakes anything."""
        self.storefront.lane_ids.next_try = False
        for _round in range(12):
            alive = [self.run_cron(name) for name in names]
            self.deaths = getattr(self, "deaths", 0) + alive.count(False)
            if all(alive) and not any(self.woken(name) for name in names):
                return
        self.fail("this never comes to an end")

    def business_state(self):
        orders = self.env["ocean.order"].search(
            [("storefront_id", "=", self.storefront.id)], order="external_id"
        )
        return {
            "orders": [self._order_state(order) for order in orders],
            "exceptions": sorted(
                (row.kind, row.cause_key, row.state, row.count)
                for row in self.env["ocean.exception"].search([("storefront_id", "=", self.storefront.id)])
            ),
            "listings": self.env["ocean.listing.sku"].search_count([("product_id", "!=", False)]),
            "events": [
                (event.topic, event.external_id, event.raw_status, event.order_id.external_id)
                for event in self.env["ocean.event"].search(
                    [("account_id", "=", self.account.id)], order="id"
                )
            ],
            "unsettled": self.env["ocean.event"].search_count([("outcome", "=", "new")]),
            "buyers": self.env["res.partner"].search_count(
                [("ocean_storefront_id", "=", self.storefront.id)]
            ),
            "addresses": self.env["res.partner"].search_count([("ocean_address_digest", "!=", False)]),
            "watermark": bool(self.lane().watermark) and not self.lane().cursor,
            "reserved": [product.outgoing_qty for product in self.products],
        }

    def _order_state(self, order):
        sale = order.sale_order_ids
        return {
            "order": (
                order.external_id,
                order.state,
                order.amount_revenue,
                order.amount_buyer_total,
                order.exception_id.kind,
                order.needs_fetch,
                order.needs_apply,
                order.seller_note,
                len(order.payload_ids),
            ),
            "lines": [(line.seller_sku, line.quantity, line.quantity_cancelled) for line in order.line_ids],
            "sale": [(row.state, row.amount_total, row.partner_id.ocean_buyer_ref) for row in sale],
            "sale_lines": [
                (line.product_id.default_code, line.product_uom_qty, line.price_unit, line.tax_ids.ids)
                for line in sale.order_line
            ],
            "moves": [
                (move.product_id.default_code, move.product_uom_qty, move.state)
                for move in sale.picking_ids.move_ids
            ],
        }

    def test_the_story_has_something_in_every_corner(self):
        state = self.run_story()
        self.assertEqual(len(state["orders"]), 8)
        self.assertEqual(len(state["exceptions"]), 2)
        self.assertGreater(len(state["events"]), 8)
        self.assertEqual(state["unsettled"], 0)
        self.assertGreater(state["listings"], 3)
        self.assertEqual(str(SHOP), self.storefront.external_shop_id)
