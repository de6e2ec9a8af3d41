import logging
import time
from functools import partial

from odoo import api, fields, models

from ..lib import failpoints
from ..lib.errors import MarketplaceError

_logger = logging.getLogger(__name__)

KINDS = ("import", "refresh", "check")  # the runs of this lane
AT_ONCE = 200  # orders of a run that are marked to be read before the next are: the others can be cancelled

BEFORE_ASKED, ASKED = failpoints.register("jobs.before_asked", "jobs.asked")
BEFORE_FOUND, FOUND = failpoints.register("jobs.before_found", "jobs.found")
BEFORE_SETTLED, SETTLED = failpoints.register("jobs.before_settled", "jobs.settled")


class OceanLane(models.Model):
    """Runs in the orders lane: first look for their orders and mark them, then see what became of them."""

    _inherit = "ocean.lane"

    @api.model
    def _start_jobs(self, stop):
        """Look for the orders that runs ask for and mark them to be read."""
        for job in self.env["ocean.job"]._unfinished(KINDS):
            for window in job.window_ids._due():
                self._look_into(window, stop)
                if time.monotonic() > stop:
                    break
            self._retrying(partial(self._ask_for_orders, job))
            failpoints.hit(ASKED)
            if time.monotonic() > stop:
                return

    @api.model
    def _finish_jobs(self):
        """See what became of the orders that runs asked for; return whether a run has work to do now."""
        left = False
        for job in self.env["ocean.job"]._unfinished(KINDS):
            over = self._retrying(partial(self._settle_job, job))
            failpoints.hit(SETTLED)
            left |= not over and self._has_work(job)
        return left

    @api.model
    def _has_work(self, job):
        return bool(job.window_ids._due() or self._next_items(job))

    # === WINDOWS === #

    @api.model
    def _look_into(self, window, stop):
        """Read pages of a window's list until it ends or the slice does."""
        lane = self.search([("storefront_id", "=", window.storefront_id.id), ("lane", "=", "orders")])
        try:
            since, until, cursor = window._bounds()
            # Nothing of the transaction is needed while the platform is asked.
            self.env["ir.cron"]._commit_progress(0, remaining=0)
            answer = lane._call(lambda reader: lane._read_pages(reader, since, until, cursor, stop))
            self._retrying(partial(self._keep_window, window, *answer))
            failpoints.hit(FOUND)
        except failpoints.FailpointHit:
            raise
        except Exception as error:  # one window must not stop the others
            self.env.cr.rollback()
            expected = isinstance(error, MarketplaceError)
            _logger.log(
                logging.INFO if expected else logging.ERROR,
                "window %s of run %s: %s",
                window.id,
                window.job_id.id,
                type(error).__name__,
                exc_info=not expected,
            )
            self._retrying(partial(window._failed, error))

    @api.model
    def _keep_window(self, window, found, cursor, calls):
        window.job_id._begin()
        window._keep(found, cursor, calls)
        self._log_window(window, len(found), calls)
        failpoints.hit(BEFORE_FOUND)

    @api.model
    def _log_window(self, window, got, calls):
        self.env["ocean.log"].create(
            {
                "storefront_id": window.storefront_id.id,
                "kind": "import",
                "window_from": window.since,
                "window_to": window.until,
                "expected": got,
                "got": got,
                "calls": calls,
                "result": "partial" if window.state == "open" else "ok",
            }
        )

    # === ORDERS === #

    @api.model
    def _next_items(self, job):
        """Return the rows to mark now: only so many at once."""
        waiting = [("job_id", "=", job.id), ("state", "=", "waiting")]
        items = self.env["ocean.job.item"]
        asked = items.search_count([*waiting, ("asked_at", "!=", False)])
        room = max(0, AT_ONCE - asked)
        return items.search([*waiting, ("asked_at", "=", False)], limit=room) if room else items

    @api.model
    def _ask_for_orders(self, job):
        """Mark orders to be read; what is not known here becomes a stub."""
        items = self._next_items(job)
        if not items:
            return
        job._begin()
        for storefront, group in items.grouped("storefront_id").items():
            self._mark_orders(storefront, group)
        job._show_change()
        failpoints.hit(BEFORE_ASKED)

    @api.model
    def _mark_orders(self, storefront, items):
        unknown = items.filtered(lambda item: not item.order_id)
        before = self._known_numbers(storefront, unknown.mapped("reference"))
        stubs = self._ensure_stubs(storefront._roots(), unknown.mapped("reference"))
        by_number = {order.external_id: order for order in stubs}
        for item in unknown:
            item.write(
                {
                    "order_id": by_number[item.reference].id,
                    "is_new": item.is_new or item.reference not in before,
                }
            )
        items.order_id._read_again()
        items.asked_at = fields.Datetime.now()

    @api.model
    def _known_numbers(self, storefront, numbers):
        family = storefront._roots()._family()
        orders = self.env["ocean.order"].search(
            [("storefront_id", "in", family.ids), ("external_id", "in", numbers)]
        )
        return set(orders.mapped("external_id"))

    @api.model
    def _settle_job(self, job):
        """Take over what became of the orders; return whether the run is over."""
        asked = self.env["ocean.job.item"].search(
            [("job_id", "=", job.id), ("state", "=", "waiting"), ("asked_at", "!=", False)]
        )
        asked._settle()
        if asked.filtered(lambda item: item.state != "waiting"):
            job._show_change()
        over = job._finish_if_over()
        failpoints.hit(BEFORE_SETTLED)
        return over
