import base64
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.ocean_marketplace_base.lib import failpoints
from odoo.addons.ocean_marketplace_base.models import ocean_lane_jobs
from odoo.addons.ocean_marketplace_base.tests.common import GROUP_MANAGER, GROUP_USER

from ..lib.reader import ShopeeReader
from .common import SECOND_SHOP, ShopeeCommon

CRON_LOGGER = "odoo.addons.base.models.ir_cron"
UNKNOWN = "990101ZZZZZZZZ"


class JobsCommon(ShopeeCommon):
    def setUp(self):
        super().setUp()
        # Polling finds nothing by itself: what arrives was asked for.
        self.lane().write({"watermark": fields.Datetime.now(), "next_try": self.in_an_hour()})

    def in_an_hour(self):
        return fields.Datetime.add(fields.Datetime.now(), hours=1)

    def dialog(self, **values):
        return self.env["ocean.order.import"].with_user(self.seller).create(values)

    def run_of(self, dialog):
        """Press Import; return the run that opens."""
        action = dialog.action_import()
        self.assertEqual((action["res_model"], action["target"]), ("ocean.job", "new"))
        return self.env["ocean.job"].browse(action["res_id"])

    def work(self):
        self.drain("orders", "apply")

    def figures(self, job):
        return job.done, job.failed, job.cancelled, job.waiting, job.total


@tagged("post_install", "-at_install")
class TestImportDialog(JobsCommon):
    """Importing orders by number, by time and from a file."""

    def test_orders_are_imported_by_their_numbers(self):
        numbers = self.place(3)
        job = self.run_of(self.dialog(numbers_text="\n".join(numbers)))
        self.assertEqual((job.state, job.user_id, job.company_id), ("queued", self.seller, self.company))

        self.work()

        for number in numbers:
            self.assert_matches_platform(number)
        self.assertEqual(job.state, "done")
        self.assertEqual(self.figures(job), (3, 0, 0, 0, 3))
        self.assertEqual(set(job.item_ids.mapped("answer_text")), {"Imported"})
        self.assertTrue(job.started_at and job.ended_at)

    def test_orders_that_are_here_follow_the_platform(self):
        order = self.imported()
        self.lane().next_try = self.in_an_hour()
        self.change(order.external_id, "edit", seller_note="bungkus kado")
        self.change(order.external_id, "advance", steps=1)

        job = self.run_of(self.dialog(numbers_text=order.external_id))
        self.work()

        self.assertEqual((order.seller_note, order.state), ("bungkus kado", "arranged"))
        self.assertEqual(job.state, "done")

    def test_a_number_nobody_knows_ends_in_a_failed_row_and_leaves_no_order(self):
        number = self.place_one()
        job = self.run_of(self.dialog(numbers_text=f"{number} {UNKNOWN}"))

        self.work()

        self.assertEqual(job.state, "partial")
        self.assertEqual(self.figures(job), (1, 1, 0, 0, 2))
        row = job.failed_ids
        self.assertEqual((row.reference, row.answer_text), (UNKNOWN, "The platform does not know this order"))
        self.assertFalse(self.order(UNKNOWN))
        self.assertFalse(self.exceptions())
        self.assertTrue(self.sale(number))

    def test_failed_rows_are_retried_and_done_ones_are_not_touched(self):
        number = self.place_one()
        job = self.run_of(self.dialog(numbers_text=f"{number} {UNKNOWN}"))
        self.work()
        self.world.journal.clear()
        with self.world.lock:  # now the platform knows it
            order = self.store.orders[self.place_one()]
            del self.store.orders[order.sn]
            order.sn = UNKNOWN
            self.store.orders[UNKNOWN] = order

        job.with_user(self.seller).action_retry_failed()
        self.assertEqual((job.state, job.waiting), ("queued", 1))
        self.work()

        self.assertEqual((job.state, self.figures(job)), ("done", (2, 0, 0, 0, 2)))
        self.assertEqual(self.world.journal.report("*get_order_detail*", "*", 0)["count"], 1)
        with self.assertRaises(UserError):
            job.action_retry_failed()

    def test_an_order_that_waits_for_a_product_says_so_in_its_row(self):
        number = self.place_one(skus=["TOPI-01"])
        job = self.run_of(self.dialog(numbers_text=number))
        self.work()
        row = job.item_ids
        self.assertEqual((job.state, row.state), ("done", "done"))
        self.assertEqual(row.answer_text, self.order(number).exception_id.summary)
        self.assertEqual(row.action_open()["res_model"], "ocean.listing.sku")

    def test_unusable_data_of_an_order_is_a_failed_row(self):
        number = self.place_one(overrides={"detail": {"item_list.0.model_quantity_purchased": -1}})
        job = self.run_of(self.dialog(numbers_text=number))
        self.work()
        self.assertEqual((job.state, job.failed), ("partial", 1))
        cause = self.order(number).exception_id
        self.assertEqual((cause.kind, job.failed_ids.answer_text), ("payload_invalid", cause.summary))
        self.assertEqual(job.failed_ids.action_open()["res_model"], cause.action_fix()["res_model"])

    def test_what_is_typed_is_counted_at_once(self):
        order = self.imported()
        with Form(self.env["ocean.order.import"].with_user(self.seller)) as form:
            self.assertEqual(form.storefront_ids.ids, self.storefront.ids)
            form.numbers_text = f"{order.external_id}, {UNKNOWN}; pesanan"
            self.assertEqual(
                form.count_text,
                f"1 recognised · 1 not known here · “{self.storefront.name}” is asked for them · "
                "no order number: pesanan",
            )

    def test_more_than_200_numbers_are_refused(self):
        text = " ".join(f"2601010000{number:04}" for number in range(201))
        with self.assertRaisesRegex(UserError, "201 orders are too many for one run; at most 200"):
            self.dialog(numbers_text=text).action_import()

    def test_nothing_to_import_is_refused(self):
        for values in ({"numbers_text": " pesanan "}, {"way": "file"}):
            with self.assertRaises(UserError):
                self.dialog(**values).action_import()

    def test_several_storefronts_are_not_guessed_between(self):
        self.connect_second()
        order = self.imported()
        dialog = self.dialog(numbers_text=f"{order.external_id} {UNKNOWN}")
        dialog.storefront_ids = False
        self.assertIn("choose one storefront to ask for them", dialog.count_text)
        with self.assertRaisesRegex(UserError, "Choose one storefront"):
            self.dialog(numbers_text=UNKNOWN, storefront_ids=False).action_import()

    def connect_second(self):
        second = self._make_storefront(self.account, SECOND_SHOP)
        grant = self.grant(SECOND_SHOP)
        self.connect(second, grant.token.access_token, grant.token.refresh_token)
        return second

    def test_the_numbers_in_an_exported_list_are_imported(self):
        numbers = self.place(6)
        lines = [
            "No. Pesanan;Status Pesanan;Nama Produk",
            *(f"{number};Perlu Dikirim;<b>x</b>" for number in numbers),
        ]
        dialog = self.dialog(
            way="file", file=base64.b64encode("\r\n".join(lines).encode()), file_name="Order.all.csv"
        )
        self.assertIn("Column “No. Pesanan”: 6 orders", dialog.preview)
        self.assertEqual(dialog.preview.count("<tr>"), 6, "the names and five lines")
        self.assertNotIn("<b>", dialog.preview)
        self.assertIn("6 not known here", dialog.count_text)

        job = self.run_of(dialog)
        self.work()

        self.assertEqual((job.state, job.done), ("done", 6))
        self.assertFalse(dialog.file, "the buyers in it are not kept")

    def test_files_that_cannot_be_used_are_refused_with_the_reason(self):
        cases = {
            b"Tanggal;Total\n1;2": "No column with order numbers",
            b"Order ID;Status\n5,76461E+17;Selesai": "has rounded the order numbers",
            b"\xd0\xcf\x11\xe0\xa1\xb1": "old Excel file",
            b"PK\x03\x04 broken": "neither CSV nor XLSX",
            b"Nomor Invoice\nINV/20260101/MPL/3": "invoice numbers only",
            b"Order ID\n\n": "is empty",
        }
        for content, reason in cases.items():
            with self.subTest(reason):
                dialog = self.dialog(way="file", file=base64.b64encode(content))
                self.assertIn(reason, dialog.file_text)
                self.assertFalse(dialog.preview)
                with self.assertRaisesRegex(UserError, reason):
                    dialog.action_import()

    def test_a_time_is_shown_in_the_windows_of_the_platform_and_the_zone_of_the_person(self):
        self.seller.tz = "Asia/Jakarta"
        dialog = self.dialog(way="dates", since="2026-01-01 17:00:00", until="2026-01-20 17:00:00")
        self.assertEqual(
            dialog.with_context(tz="Asia/Jakarta").windows_text,
            f"{self.storefront.name}: 2 Jan 2026 00:00 – 17 Jan 2026 00:00\n"
            f"{self.storefront.name}: 17 Jan 2026 00:00 – 21 Jan 2026 00:00",
        )

    def test_a_time_that_is_none_is_told_and_refused(self):
        now = fields.Datetime.now()
        for since, until in ((now, now - timedelta(days=1)), (now - timedelta(days=400), now)):
            dialog = self.dialog(way="dates", since=since, until=until)
            self.assertTrue(dialog.windows_text)
            with self.assertRaises(UserError):
                dialog.action_import()

    def test_importing_by_time_does_not_touch_the_watermark(self):
        numbers = self.place(5)
        lane = self.lane()
        before = lane.watermark, lane.cursor, lane.next_try
        now = fields.Datetime.now()

        job = self.run_of(self.dialog(way="dates", since=now - timedelta(hours=2), until=now))
        self.work()

        self.assertEqual((job.state, job.done), ("done", 5))
        self.assertEqual(job.window_text, "1 of 1")
        self.assertEqual((lane.watermark, lane.cursor, lane.next_try), before)
        self.assertEqual(sorted(job.item_ids.mapped("reference")), sorted(numbers))
        log = self.env["ocean.log"].search([("kind", "=", "import")])
        self.assertEqual((log.got, log.result, log.storefront_id), (5, "ok", self.storefront))


@tagged("post_install", "-at_install")
class TestRuns(JobsCommon):
    """Runs go on after a death, can be cancelled, and are seen by whom they concern."""

    def by_time(self):
        now = fields.Datetime.now()
        return self.run_of(self.dialog(way="dates", since=now - timedelta(hours=2), until=now))

    def test_a_run_that_dies_at_any_commit_is_completed_by_the_next(self):
        numbers = self.place(4)
        for name in sorted(name for name in failpoints.FAILPOINTS if name.startswith("jobs.")):
            with self.subTest(name), self.rolled_back():
                job = self.by_time()
                with failpoints.armed(name), mute_logger(CRON_LOGGER):
                    self.assertFalse(self.run_cron("orders"), "it dies")
                for _turn in range(3):
                    self.run_cron("orders")
                self.drain("apply")
                self.assertEqual((job.state, self.figures(job)), ("done", (4, 0, 0, 0, 4)))
                for number in numbers:
                    self.assert_matches_platform(number)

    def test_a_window_is_resumed_at_its_page(self):
        numbers = self.place(7)
        self.patch(ocean_lane_jobs.time, "monotonic", self.hurry())
        pages = []
        shown = ShopeeReader.changed_orders

        def changed_orders(reader, since, until, cursor=""):
            page = reader._client.order.get_order_list(since, until, cursor=cursor, page_size=3)
            pages.append(cursor)
            answer = shown(reader, since, until, cursor)
            return type(answer)(
                external_ids=tuple(row["order_sn"] for row in page["order_list"]),
                cursor=page["next_cursor"] if page["more"] else "",
            )

        self.patch(ShopeeReader, "changed_orders", changed_orders)
        job = self.by_time()
        self.run_cron("orders")
        self.assertEqual(job.window_ids.state, "open")
        self.assertIn(job.window_ids.found, range(1, 4))
        self.assertTrue(job.window_ids.cursor)
        self.assertTrue(self.woken("orders"), "work is left")

        self.work()

        self.assertEqual((job.state, job.total), ("done", 7))
        self.assertEqual(sorted(job.item_ids.mapped("reference")), sorted(numbers))
        self.assertGreater(len(pages), 2)
        self.assertEqual(len(set(pages)), len(pages), "no page is read twice")

    def hurry(self):
        """Return a clock by which every look at it takes as long as a slice."""
        moments = iter(range(0, 10_000_000, 6))
        return lambda: float(next(moments))

    def test_cancelling_the_rest_leaves_every_row_accounted_for(self):
        self.patch(ocean_lane_jobs, "AT_ONCE", 2)
        numbers = [*self.place(4), UNKNOWN]
        job = self.run_of(self.dialog(numbers_text=" ".join([UNKNOWN, *numbers])))
        self.run_cron("orders")
        done, failed, cancelled, waiting, total = self.figures(job)
        self.assertEqual((done + failed, waiting, total), (2, 3, 5))

        job.with_user(self.seller).action_cancel_rest()

        self.assertEqual((job.state, self.figures(job)), ("cancelled", (done, failed, 3, 0, 5)))
        self.assertIn(self.seller.name, job.message)
        self.work()
        self.assertEqual(self.figures(job), (done, failed, 3, 0, 5))
        self.assertEqual(done + failed + job.cancelled, job.total)
        self.assertEqual(
            self.env["ocean.order"].search_count([("storefront_id", "=", self.storefront.id)]), 1
        )

    def test_windows_are_cancelled_too(self):
        self.place(2)
        job = self.by_time()
        job.action_cancel_rest()
        self.work()
        self.assertEqual((job.state, job.window_ids.state, job.total), ("cancelled", "cancelled", 0))

    def test_a_platform_that_does_not_answer_is_asked_again_later(self):
        self.place(2)
        job = self.by_time()
        with self.faults.during("server_error", path="*get_order_list*"):
            self.run_cron("orders")
        window = job.window_ids
        self.assertEqual((window.state, window.tries), ("open", 1))
        self.assertGreater(window.next_try, fields.Datetime.now())
        self.assertFalse(self.woken("orders"), "not before its time")

        window.next_try = False
        self.work()

        self.assertEqual((job.state, job.done), ("done", 2))

    def test_a_window_that_keeps_failing_is_given_up_and_can_be_retried(self):
        self.place(1)
        job = self.by_time()
        job.window_ids.tries = 7
        with self.faults.during("server_error", path="*get_order_list*"):
            self.run_cron("orders")
        self.assertEqual((job.state, job.window_ids.state), ("partial", "failed"))
        self.assertTrue(job.window_ids.message)

        job.action_retry_failed()
        self.work()
        self.assertEqual((job.state, job.done), ("done", 1))

    def test_a_run_of_a_paused_storefront_waits_without_waking_the_lane(self):
        self.place(1)
        job = self.by_time()
        self.storefront.paused = True
        self.run_cron("orders")
        self.assertEqual(job.window_ids.state, "open")
        self.assertFalse(self.woken("orders"))

    def test_a_user_sees_the_own_runs_and_a_manager_all_of_the_company(self):
        user, other = self._make_user("packer", GROUP_USER), self._make_user("picker", GROUP_USER)
        manager = self._make_user("lead", GROUP_MANAGER)
        number = self.place_one()
        job = self.run_of(self.dialog(numbers_text=number).with_user(self.seller))
        own = self.env["ocean.order.import"].with_user(user).create({"numbers_text": number}).action_import()
        runs = self.env["ocean.job"].search([])
        self.assertEqual(runs.with_user(user).search([]).ids, [own["res_id"]])
        self.assertFalse(runs.with_user(other).search([]))
        self.assertEqual(runs.with_user(manager).search([]), runs.with_user(manager))
        self.assertEqual(self.env["ocean.job.item"].with_user(other).search_count([]), 0)
        with self.assertRaises(AccessError):
            job.with_user(other).action_cancel_rest()

    def test_another_company_sees_nothing_of_a_run(self):
        job = self.run_of(self.dialog(numbers_text=self.place_one()))
        company = self._make_company("Toko Lain")
        stranger = self._make_user("elsewhere", GROUP_MANAGER, company)
        for model in ("ocean.job", "ocean.job.item", "ocean.job.window"):
            rows = self.env[model].with_user(stranger).with_context(allowed_company_ids=company.ids)
            self.assertFalse(rows.search([]), model)
        with self.assertRaises(AccessError):
            rows.env["ocean.job"].browse(job.id).read(["state"])

    def test_who_asked_is_told_when_it_is_over(self):
        sent = []
        self.patch(
            type(self.env["res.partner"]),
            "_bus_send",
            lambda partner, kind, message, **_rest: sent.append((partner, kind, message)),
        )
        job = self.run_of(self.dialog(numbers_text=UNKNOWN))
        self.work()
        ((partner, kind, message),) = [row for row in sent if row[1] == "account_notification"]
        self.assertEqual(
            (partner, kind, message["type"]), (self.seller.partner_id, "account_notification", "warning")
        )
        self.assertEqual(message["message"], "0 of 1 done, 1 failed.")
        self.assertEqual(message["action_button"]["res_ids"], job.ids)

    def test_old_runs_are_forgotten_and_open_ones_are_not(self):
        over, waiting = (self.run_of(self.dialog(numbers_text=self.place_one())) for _run in range(2))
        over.action_cancel_rest()
        long_ago = fields.Datetime.now() - timedelta(days=31)
        (over | waiting).ended_at = long_ago
        self.env["ocean.job"]._gc_old()
        self.assertEqual((over | waiting).exists(), waiting)
        self.assertFalse(self.env["ocean.job.item"].search([("job_id", "=", over.id)]))

    def test_the_empty_list_of_orders_offers_the_import(self):
        text = self.env["ocean.order"].with_user(self.seller).get_empty_list_help("Tidak ada")
        self.assertIn("Tidak ada", text)
        self.assertIn("ocean_marketplace_base.ocean_order_import_action", text)
