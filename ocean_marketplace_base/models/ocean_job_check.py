from datetime import timedelta

from odoo import _lt, api, fields, models

from .ocean_exception_kinds import BLOCKING, KINDS

CAUSE = "check"

KINDS["orders_missing"] = (
    "orders",
    BLOCKING,
    _lt("Orders of “%(storefront)s” are on the platform but cannot be read: %(detail)s."),
    _lt("These orders have no sales order."),
    _lt("Open the run to see their numbers and why, then press Retry."),
)


class OceanJob(models.Model):
    """The nightly check counts the platform's orders of the last days against ours; what is missing is read.

    It covers what the lane says to have looked at. Whatever is missing there was lost on the way.
    """

    _inherit = "ocean.job"

    @api.model
    def _cron_nightly(self):
        """Take up lost pushes and begin the count check of every storefront that works."""
        self.env["ocean.account"]._cron_lost_pushes()
        for storefront in self.env["ocean.storefront"].search([("parent_id", "=", False)]):
            if storefront._is_running():
                self.env["ocean.retry"]._retrying(storefront._check_count)

    def _finished(self):
        for job in self.filtered(lambda job: job.kind == "check"):
            job._tell_check()
        return super()._finished()

    def _tell_check(self):
        """Write the result of the check down; tell a person of what could not be healed."""
        storefront, windows = self.storefront_ids[:1], self.window_ids
        expected, got = sum(windows.mapped("found")), sum(windows.mapped("known"))
        self.message = self._check_sentence(expected, got)
        self.env["ocean.log"].create(
            {
                "storefront_id": storefront.id,
                "kind": "check",
                "started_at": self.create_date,
                "window_from": min(windows.mapped("since"), default=False),
                "window_to": max(windows.mapped("until"), default=False),
                "expected": expected,
                "got": got,
                "changed": self.done,
                "failed": self.failed,
                "calls": sum(windows.mapped("calls")),
                "result": "ok" if self.state == "done" else "failed",
                "message": self.message,
            }
        )
        self._report_missing(storefront)

    def _check_sentence(self, expected, got):
        if broken := self.window_ids.filtered(lambda window: window.state == "failed"):
            return broken[0].message
        if expected == got:
            return self.env._("All orders are here.")
        return self.env._(
            "%(missing)d of %(expected)d orders were missing; %(healed)d were fetched.",
            missing=expected - got,
            expected=expected,
            healed=self.done,
        )

    def _report_missing(self, storefront):
        exceptions = self.env["ocean.exception"]
        # An order that is here and cannot be used has an exception of its own.
        missing = len(self.failed_ids.filtered(lambda item: not item.order_id))
        if missing:
            row = exceptions._report(storefront, "orders_missing", CAUSE, detail=str(missing))
            row.detail = str(missing)
        elif not self.window_ids.filtered(lambda window: window.state == "failed"):
            exceptions._resolve_kinds(storefront, ["orders_missing"], CAUSE)


class OceanStorefront(models.Model):
    _inherit = "ocean.storefront"

    def _check_count(self):
        """Begin a check of this storefront unless one is under way; return it."""
        self.ensure_one()
        jobs = self.env["ocean.job"].search(
            [
                ("kind", "=", "check"),
                ("storefront_ids", "in", self.ids),
                ("state", "in", ("queued", "running")),
            ]
        )
        windows = self._windows_to_check()
        return jobs or (windows and jobs._open("check", self, windows=windows)) or jobs

    def _windows_to_check(self):
        """Return the windows of the last days that the lane has looked at."""
        until = self.lane_ids.filtered(lambda lane: lane.lane == "orders").watermark
        days = timedelta(days=self.company_id.ocean_check_days)
        since = max(fields.Datetime.now() - days, self.import_since)
        return self._split_window(since, until) if until else []


class OceanException(models.Model):
    _inherit = "ocean.exception"

    def _last_check(self):
        """Return the last check of this storefront that missed orders."""
        self.ensure_one()
        return self.env["ocean.job"].search(
            [
                ("kind", "=", "check"),
                ("storefront_ids", "in", self.storefront_id.ids),
                ("state", "=", "partial"),
            ],
            limit=1,
        )

    def _fix_orders_missing(self):
        # sudo: checks are the system's runs; the person is already shown how many orders are missing
        job = self.sudo()._last_check()
        return self.storefront_id._action_of(
            "ocean_marketplace_base.ocean_job_item_action",
            [("job_id", "=", job.id), ("state", "=", "failed")],
        )

    def _retry_orders_missing(self):
        """Ask for the missing orders again; whoever retries a cause calls this with all rights."""
        self._last_check().filtered("failed").action_retry_failed()
