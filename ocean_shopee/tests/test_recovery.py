import json
from datetime import datetime, timedelta, timezone

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ocean_marketplace_base.lib import failpoints

from ..lib.reader import ShopeeReader
from ..sandbox.api_order import OrderApi
from ..sandbox.store import LostPush
from .common import ShopeeCommon
from .simulated_time import SimulatedTime

CRON_LOGGER = "odoo.addons.base.models.ir_cron"


@tagged("post_install", "-at_install")
class TestNothingIsLost(SimulatedTime, ShopeeCommon):
    """Without any push, whatever the hour."""

    def assert_all_as_on_the_platform(self, numbers):
        orders = self.env["ocean.order"].search([("storefront_id", "=", self.storefront.id)])
        self.assertEqual(sorted(orders.mapped("external_id")), sorted(numbers))
        for order in orders:
            self.assertEqual(order.raw_status, self.brief(order.external_id)["status"], order.external_id)
            self.assertFalse(order.needs_fetch or order.needs_apply)

    def test_a_day_without_pushes_loses_nothing(self):
        self.live_at(datetime(2026, 11, 10, 0, 30, tzinfo=timezone.utc))
        numbers = []
        for hour in range(24):
            numbers += self.place(1, buyer=hour)
            if hour % 3 == 2:
                self.change(numbers[hour - 2], "advance", steps=1)
            if hour in (8, 17):
                self.change(numbers[hour - 1], "cancel", by="buyer")
            self.pass_by(3600)
            self.sync()

        self.assert_all_as_on_the_platform(numbers)

    def test_a_day_without_anything_is_caught_up(self):
        self.live_at(datetime(2026, 11, 10, 0, 30, tzinfo=timezone.utc))
        self.sync()
        numbers = []
        for hour in range(24):
            numbers += self.place(1, buyer=hour)
            if hour % 3 == 2:
                self.change(numbers[hour - 2], "advance", steps=1)
            self.pass_by(3600)

        self.sync()

        self.assert_all_as_on_the_platform(numbers)

    def test_polling_around_midnight_in_jakarta_loses_nothing(self):
        self.live_at(datetime(2026, 11, 10, 16, 30, tzinfo=timezone.utc))  # 23:30 in Jakarta
        numbers = []
        for _minute in range(0, 60, 5):
            numbers += self.place(1)
            self.pass_by(150)
            numbers += self.place(1)
            self.change(numbers[-2], "edit", seller_note="dibungkus kado")
            self.pass_by(150)
            self.sync()

        self.assertEqual(fields.Datetime.now().hour, 17)
        self.assert_all_as_on_the_platform(numbers)

    def test_importing_the_hour_around_midnight_in_jakarta_loses_nothing(self):
        begin = datetime(2026, 11, 10, 16, 30, tzinfo=timezone.utc)
        self.live_at(begin - timedelta(minutes=5))
        self.patch(ShopeeReader, "order_window", timedelta(minutes=10))
        midnight = begin + timedelta(minutes=30)
        moments = [
            midnight + timedelta(seconds=seconds) for seconds in (-1200, -601, -600, -1, 0, 1, 600, 1799)
        ]
        numbers = []
        for moment in moments:
            self.pass_by(moment.timestamp() - self.world.clock.time())
            numbers += self.place(1)
        self.pass_by(600)
        self.lane().watermark = fields.Datetime.now()

        naive = begin.replace(tzinfo=None)
        run = self.storefront.sync_orders(
            since="2026-11-10T23:30:00+07:00", until="2026-11-11T00:30:00+07:00"
        )
        job = self.env["ocean.job"].browse(run["run_id"])
        windows = job.window_ids.sorted("since")
        self.assertEqual(windows[0].since, naive)
        self.assertEqual(windows[-1].until, naive + timedelta(hours=1))
        self.assertIn(midnight.replace(tzinfo=None), windows.mapped("since"))
        self.drain("orders", "apply")

        self.assertEqual((job.state, job.total, job.done), ("done", len(numbers), len(numbers)))
        self.assert_all_as_on_the_platform(numbers)


@tagged("post_install", "-at_install")
class TestNightlyCheck(ShopeeCommon):
    """The platform's orders counted against ours."""

    def setUp(self):
        super().setUp()
        self.hidden = set()
        shown, test = OrderApi.order_detail, self

        def order_detail(api, call):
            orders = api._store.orders
            kept = {number: orders.pop(number) for number in test.hidden & set(orders)}
            try:
                return shown(api, call)
            finally:
                orders.update(kept)

        self.patch(OrderApi, "order_detail", order_detail)
        self.start_sandbox(seed=77)

    def checks(self):
        return self.env["ocean.log"].search([("kind", "=", "check")])

    def check(self):
        self.drain("nightly")
        self.drain("orders", "apply")

    def make_hole(self, *numbers):
        """Delete orders as if they had never come."""
        orders = self.env["ocean.order"].search([("external_id", "in", numbers)])
        sales = orders.sale_order_ids
        sales._action_cancel()
        sales.unlink()
        orders.unlink()

    def test_when_all_orders_are_here_the_counts_agree(self):
        self.place(3)
        self.sync()

        self.check()

        row = self.checks()
        self.assertEqual((row.expected, row.got, row.changed, row.result), (3, 3, 0, "ok"))
        self.assertEqual(row.message, "All orders are here.")
        self.assertFalse(self.exceptions())

    def test_a_hole_in_our_database_is_healed(self):
        numbers = self.place(4)
        self.sync()
        self.make_hole(*numbers[1:3])
        self.assertFalse(self.order(numbers[1]))

        self.check()

        for number in numbers:
            self.assertEqual(self.order(number).state, "to_ship", number)
        self.assert_matches_platform(numbers[1])
        row = self.checks()
        self.assertEqual((row.expected, row.got, row.changed, row.failed), (4, 2, 2, 0))
        self.assertEqual(row.message, "2 of 4 orders were missing; 2 were fetched.")
        self.assertFalse(self.exceptions())

    def test_an_order_that_cannot_be_fetched_is_told_until_it_can(self):
        numbers = self.place(2)
        self.sync()
        self.make_hole(numbers[0])
        self.hide(numbers[0])

        self.check()

        row = self.checks()
        self.assertEqual((row.expected, row.got, row.failed, row.result), (2, 1, 1, "failed"))
        cause = self.exceptions()
        self.assertEqual((cause.kind, cause.severity, cause.detail), ("orders_missing", "1", "1"))
        self.assertIn(self.storefront.name, cause.summary)
        self.assertEqual(
            self.env["ocean.job.item"].search(cause.action_fix()["domain"]).reference, numbers[0]
        )

        self.hidden.clear()
        cause.action_retry()
        self.drain("orders", "apply")

        self.assertEqual(cause.state, "resolved")
        self.assertEqual(self.order(numbers[0]).state, "to_ship")

    def hide(self, *numbers):
        """Let the platform list these orders but not show them."""
        self.hidden |= set(numbers)

    def test_days_that_the_lane_has_not_looked_at_are_not_counted(self):
        self.place(2)
        self.run_cron("nightly")
        self.assertFalse(self.env["ocean.job"].search([("kind", "=", "check")]))

    def test_a_check_under_way_is_not_begun_again(self):
        self.sync()
        self.run_cron("nightly")
        self.run_cron("nightly")
        self.assertEqual(self.env["ocean.job"].search_count([("kind", "=", "check")]), 1)

    def test_the_company_says_how_many_days_are_counted(self):
        self.storefront.import_since = fields.Datetime.now() - timedelta(days=20)
        self.sync()
        self.company.ocean_check_days = 7
        self.run_cron("nightly")
        window = self.env["ocean.job"].search([("kind", "=", "check")]).window_ids
        self.assertEqual(round((window.until - window.since) / timedelta(days=1)), 7)

    def test_paused_and_cut_off_storefronts_are_not_counted(self):
        self.sync()
        self.storefront.paused = True
        self.run_cron("nightly")
        self.assertFalse(self.env["ocean.job"].search([("kind", "=", "check")]))


@tagged("post_install", "-at_install")
class TestLostPushes(ShopeeCommon):
    """Pushes that did not arrive are taken from the platform's list of lost ones."""

    def setUp(self):
        super().setUp()
        with self.world.lock:
            self.shopee.configure({"callback_url": "http://127.0.0.1:9/ocean/push"})
        self.lane().write({"watermark": fields.Datetime.now()})

    def lose(self, count=1):
        """Place orders whose pushes reach nobody; return their numbers."""
        with self.faults.during("push_lost"):
            return self.place(count)

    def events(self):
        return self.env["ocean.event"].search([("account_id", "=", self.account.id)], order="id")

    def settle(self):
        self.lane().next_try = fields.Datetime.add(fields.Datetime.now(), hours=1)
        self.drain("orders", "apply")

    def test_a_lost_push_is_stored_like_one_that_came(self):
        for as_text in (False, True):
            with self.subTest(as_text=as_text):
                self.store.switches.lost_data_as_text = as_text
                (number,) = self.lose()

                self.run_cron("lost_pushes")
                event = self.events().filtered(lambda row, sn=number: row.external_id == sn)
                self.assertEqual((event.topic, event.raw_topic, event.outcome), ("order", "3", "new"))
                self.assertEqual(event.storefront_id, self.storefront)
                self.assertEqual(json.loads(event.body)["data"]["ordersn"], number)
                self.settle()

                self.assert_matches_platform(number)
                self.assertEqual(self.store.lost, [])

    def test_all_pages_are_read(self):
        numbers = self.lose(103)
        self.run_cron("lost_pushes")
        self.assertEqual(self.events().mapped("external_id"), numbers)
        row = self.env["ocean.log"].search([("kind", "=", "recover")])
        self.assertEqual((row.got, row.result, row.storefront_id), (103, "ok", self.storefront))

    def test_nothing_lost_leaves_no_row(self):
        self.run_cron("lost_pushes")
        self.assertFalse(self.env["ocean.log"].search([("kind", "=", "recover")]))

    def test_a_push_that_did_arrive_is_not_stored_again(self):
        number = self.place_one()
        with self.world.lock:
            push = self.shopee.send_push({"url": self.account.push_url, "dry": True, "order": number})[0]
        self.env["ocean.event"]._receive(self.account, push["headers"], push["body"].encode(), "203.0.113.5")
        self.store.lost.append(LostPush(7, self.app.partner_id, self.store.now, json.loads(push["body"])))

        self.run_cron("lost_pushes")

        self.assertEqual(len(self.events()), 1)
        self.assertEqual(self.store.lost, [])

    def test_they_are_confirmed_only_after_they_are_stored(self):
        numbers = self.lose(2)
        with failpoints.armed("recovery.before_stored"), mute_logger(CRON_LOGGER):
            self.assertFalse(self.run_cron("lost_pushes"))
        self.assertEqual(len(self.store.lost), 2)
        self.assertFalse(self.events())

        with failpoints.armed("recovery.stored"), mute_logger(CRON_LOGGER):
            self.assertFalse(self.run_cron("lost_pushes"))
        self.assertEqual(len(self.store.lost), 2, "stored, but the platform was not told yet")
        self.assertEqual(self.events().mapped("external_id"), numbers)

        self.run_cron("lost_pushes")
        self.assertEqual(self.store.lost, [])
        self.assertEqual(self.events().mapped("external_id"), numbers)

    def test_a_refusal_of_the_platform_is_a_row_in_the_log(self):
        self.lose()
        with self.faults.during("server_error", path="*lost_push*"):
            self.assertTrue(self.run_cron("lost_pushes"))
        row = self.env["ocean.log"].search([("kind", "=", "recover")])
        self.assertEqual((row.result, row.failed), ("failed", 1))
        self.assertEqual(len(self.store.lost), 1)

    def test_the_nightly_run_takes_them_up_too(self):
        self.lose()
        self.run_cron("nightly")
        self.assertEqual(self.store.lost, [])

    def test_a_paused_storefront_asks_for_none(self):
        self.lose()
        self.storefront.paused = True
        self.run_cron("lost_pushes")
        self.assertEqual(len(self.store.lost), 1)
