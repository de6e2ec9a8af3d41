from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.models import ocean_job_window

from ..lib.reader import TikTokShopReader
from .common import TiktokShopCommon

UNKNOWN = "576461413099999999"


@tagged("post_install", "-at_install")
class TestJobs(TiktokShopCommon):
    """Runs and the nightly check on this platform."""

    def setUp(self):
        super().setUp()
        self.sync()  # the shop has orders to begin with
        # Polling finds nothing by itself: what arrives was asked for.
        self.lane().next_try = self.in_an_hour()

    def in_an_hour(self):
        return fields.Datetime.add(fields.Datetime.now(), hours=1)

    def work(self):
        self.drain("orders", "apply")

    def test_orders_are_imported_by_number_and_unknown_ones_are_told(self):
        numbers = self.place(2)
        run = self.storefront.with_user(self.seller).sync_orders(references=[*numbers, UNKNOWN])
        self.work()
        job = self.env["ocean.job"].browse(run["run_id"])
        self.assertEqual((job.state, job.done, job.failed, job.total), ("partial", 2, 1, 3))
        self.assertEqual(job.failed_ids.answer_text, "The platform does not know this order")
        self.assertFalse(self.order(UNKNOWN))
        self.assertFalse(self.exceptions())
        for number in numbers:
            self.assert_matches_platform(number)

    def test_orders_are_imported_by_time_in_several_windows(self):
        self.patch(TikTokShopReader, "order_window", timedelta(minutes=50))
        numbers = self.place(3)
        watermark = self.lane().watermark
        since = fields.Datetime.now() - timedelta(hours=2)
        run = self.storefront.sync_orders(since=since.isoformat())
        self.assertEqual(run["queued"], 3)
        self.work()
        job = self.env["ocean.job"].browse(run["run_id"])
        self.assertEqual((job.state, job.window_text), ("done", "3 of 3"))
        self.assertLessEqual(set(numbers), set(job.item_ids.mapped("reference")))
        self.assertEqual(self.lane().watermark, watermark)
        for number in numbers:
            self.assert_matches_platform(number)

    def test_the_nightly_check_heals_a_hole(self):
        numbers = self.place(2)
        self.sync()
        order = self.order(numbers[0])
        sale = order.sale_order_ids
        sale._action_cancel()
        sale.unlink()
        order.unlink()

        self.drain("nightly")
        self.work()

        self.assert_matches_platform(numbers[0])
        row = self.env["ocean.log"].search([("kind", "=", "check")])
        self.assertEqual((row.expected - row.got, row.changed, row.failed), (1, 1, 0))

    def test_a_platform_without_lost_pushes_is_asked_for_none(self):
        self.world.journal.clear()
        self.run_cron("lost_pushes")
        self.assertEqual(self.calls(), 0)
        self.assertFalse(self.env["ocean.log"].search([("kind", "=", "recover")]))

    def test_an_ended_approval_lets_the_run_wait_until_it_is_given_again(self):
        numbers = self.place(1)
        since = fields.Datetime.now() - timedelta(hours=1)
        run = self.storefront.sync_orders(since=since.isoformat())
        with self.faults.during("expired_token"):
            self.run_cron("orders")
        job = self.env["ocean.job"].browse(run["run_id"])
        self.assertEqual((job.state, job.window_ids.state), ("queued", "open"))
        self.assertLess(job.window_ids.tries, ocean_job_window.MAX_TRIES)

        self.storefront.connection = "connected"
        job.window_ids.next_try = False
        self.work()

        self.assertEqual(job.state, "done")
        self.assert_matches_platform(numbers[0])
