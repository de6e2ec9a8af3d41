from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.models.ocean_lane import FAILURES_UNTIL_EXCEPTION

from .common import ShopeeCommon

LIST, DETAIL = "*get_order_list", "*get_order_detail"


@tagged("post_install", "-at_install")
class TestPlatformFailures(ShopeeCommon):
    """The platform is slow, busy, broken or different: the lane waits, says so, and recovers."""

    def logs(self, result="failed"):
        return self.env["ocean.log"].search(
            [("storefront_id", "=", self.storefront.id), ("result", "=", result)]
        )

    def try_now(self):
        self.lane().next_try = False
        self.drain("orders", "apply")

    def assert_recovers(self, number):
        self.faults.clear()
        self.try_now()
        self.assertEqual(self.lane().failures, 0)
        self.assertFalse(self.lane().last_error)
        self.assertFalse(self.exceptions())
        self.assert_matches_platform(number)

    def test_too_many_calls_postpone_the_lane_for_as_long_as_the_platform_asks(self):
        number = self.place_one()
        self.faults.add("throttle", path=LIST, retry_after=90)

        self.sync()

        lane = self.lane()
        wait = lane.next_try - fields.Datetime.now()
        self.assertAlmostEqual(wait, timedelta(seconds=90), delta=timedelta(seconds=5))
        self.assertEqual(lane.failures, 1)
        self.assertIn("error_rate_limit", self.logs().code)
        self.assertFalse(self.exceptions(), "that passes by itself")
        self.assertFalse(self.order(number))
        calls = self.world.journal.report("*", "*", 0)["count"]
        self.drain("orders")
        self.assertEqual(self.world.journal.report("*", "*", 0)["count"], calls, "nobody calls meanwhile")

    def test_a_short_failure_is_ridden_out_within_the_call(self):
        number = self.place_one()
        self.faults.add("server_error", path=LIST, count=1)

        self.sync()

        self.assertEqual(self.lane().failures, 0)
        self.assertFalse(self.logs())
        self.assert_matches_platform(number)

    def test_a_lasting_failure_is_reported_after_its_budget_and_closed_on_recovery(self):
        number = self.place_one()
        self.lane().write({"failures": FAILURES_UNTIL_EXCEPTION - 2})
        self.faults.add("server_error", path=LIST)
        self.try_now()
        self.assertFalse(self.exceptions())

        self.try_now()

        self.assertEqual(self.exceptions().mapped("kind"), ["sync_behind"])
        self.assertEqual(len(self.logs()), 2)
        self.assertGreater(self.lane().next_try, fields.Datetime.now())
        self.assert_recovers(number)
        self.assertIn("by itself", self.exceptions(state="resolved").closed_text)

    def test_orders_that_are_found_but_never_readable_are_reported_too(self):
        number = self.place_one()
        self.faults.add("server_error", path=DETAIL, status=200)  # an answer without JSON
        for _time in range(3):
            self.lane().write({"failed_reads": FAILURES_UNTIL_EXCEPTION - 1})
            self.try_now()

        self.assertEqual(self.lane().failures, 1, "looking for orders works")
        self.assertGreaterEqual(self.lane().failed_reads, FAILURES_UNTIL_EXCEPTION)
        self.assertTrue(self.exceptions())
        self.assert_recovers(number)
        self.assertEqual(self.lane().failed_reads, 0)

    def test_orders_that_are_busy_wait_for_their_own_next_try(self):
        number = self.place_one()
        self.faults.add("throttle", path=DETAIL, retry_after=90)

        self.sync()

        order = self.order(number)
        self.assertTrue(order.needs_fetch)
        self.assertGreater(order.next_try, fields.Datetime.now())
        self.assertFalse(order.exception_id)
        self.assertEqual(self.lane().failures, 0)

    def test_a_broken_connection_postpones_the_lane(self):
        number = self.place_one()
        self.faults.add("drop", path=LIST)

        self.sync()

        self.assertEqual(self.lane().failures, 1)
        self.assertGreater(self.lane().next_try, fields.Datetime.now())
        self.assertTrue(self.logs().message)
        self.assert_recovers(number)

    def test_an_answer_of_another_shape_is_told_to_a_person_at_once(self):
        number = self.place_one()
        self.faults.add("server_error", path=LIST, status=200)

        self.sync()

        row = self.exceptions()
        self.assertEqual((row.kind, row.cause_key), ("contract_changed", "orders"))
        self.assertEqual(self.lane().failures, 1)
        self.assert_recovers(number)

    def test_what_one_lane_reports_is_not_closed_by_another(self):
        self.env["ocean.exception"]._report(self.storefront, "sync_behind", cause_key="catalogue")
        self.lane().failures = 2

        self.try_now()

        self.assertEqual(self.exceptions().cause_key, "catalogue")

    def test_a_refused_cursor_is_forgotten_so_that_the_window_starts_again(self):
        number = self.place_one()
        since = (fields.Datetime.now() - timedelta(hours=1)).isoformat() + "+00:00"
        until = fields.Datetime.now().isoformat() + "+00:00"
        self.lane().cursor = {"since": since, "until": until, "cursor": "gone"}

        self.sync()

        self.assertFalse(self.lane().cursor)
        self.assertEqual(self.lane().failures, 1)
        self.assert_recovers(number)

    def test_retry_lets_a_failing_connection_try_at_once(self):
        number = self.place_one()
        self.lane().write({"failures": FAILURES_UNTIL_EXCEPTION - 1})
        self.faults.add("drop", path=LIST)
        self.sync()
        self.faults.add("drop", path=LIST)
        self.lane().write({"failures": FAILURES_UNTIL_EXCEPTION - 1, "next_try": False})
        self.drain("orders")
        self.assertEqual(self.exceptions().kind, "sync_behind")
        self.faults.clear()

        self.exceptions().with_user(self.seller).action_retry()
        self.drain("orders", "apply")

        self.assertFalse(self.exceptions())
        self.assert_matches_platform(number)

    def test_one_unreadable_order_does_not_stop_the_others_of_its_call(self):
        good = self.place(3)
        bad = self.place_one()
        with self.own_env() as env:
            self.lane().with_env(env)._discover(float("inf"))
        self.store.orders.pop(bad)

        self.drain("orders", "apply")

        for number in good:
            self.assert_matches_platform(number)
        self.assertEqual(self.order(bad).exception_id.technical_code, "error_not_found")

    def test_listings_are_tried_again_later_when_they_cannot_be_read(self):
        self.faults.add("throttle", path="*get_item_list", retry_after=60)

        self.drain("catalogue")

        lane = self.lane("catalogue")
        self.assertEqual(lane.failures, 1)
        self.assertGreater(lane.next_try, fields.Datetime.now())
        self.assertEqual(self.lane("orders").failures, 0)
