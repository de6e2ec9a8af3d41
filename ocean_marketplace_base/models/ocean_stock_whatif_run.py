import logging
import time
from datetime import timedelta, timezone
from functools import partial

from odoo import api, fields, models
from odoo.tools import split_every

from ..lib import failpoints, whatif
from .ocean_job import ACTIVE
from .ocean_lane import SLICE
from .ocean_storefront import CRONS

_logger = logging.getLogger(__name__)

KIND = "whatif"
AT_ONCE = 50  # products that are replayed in one transaction
CRONS[KIND] = "ocean_marketplace_base.ir_cron_whatif"
BEFORE_REPLAYED, REPLAYED = failpoints.register("whatif.before_replayed", "whatif.replayed")


class OceanStockWhatif(models.Model):
    """The work behind a what-if: chunks of products, each replayed and written down in one transaction."""

    _inherit = "ocean.stock.whatif"

    @api.model
    def _cron_whatif(self):
        """Work for at most `SLICE` seconds; wake up again if work is left."""
        stop = time.monotonic() + SLICE
        while items := self._next_chunks():
            self._work_on(items[0])
            if time.monotonic() > stop:
                break
        if self._next_chunks():
            self.env["ocean.storefront"]._dispatch(KIND)
        self.env["ocean.live"]._send_pending(force=True)
        self.env["ir.cron"]._commit_progress(0, remaining=0)

    @api.model
    def _next_chunks(self):
        """Return the next row of a run that waits; the oldest run first."""
        return self.env["ocean.job.item"].search(
            [("job_id.kind", "=", KIND), ("job_id.state", "in", ACTIVE), ("state", "=", "waiting")],
            order="job_id, id",
            limit=1,
        )

    @api.model
    def _work_on(self, item):
        retry = self.env["ocean.retry"]
        try:
            retry._retrying(partial(self._replay_chunk, item))
        except failpoints.FailpointHit:
            raise
        except Exception as error:  # one chunk must not stop the others
            self.env.cr.rollback()
            _logger.exception("chunk %s of run %s", item.id, item.job_id.id)
            retry._retrying(partial(self._chunk_failed, item, type(error).__name__))
        failpoints.hit(REPLAYED)

    @api.model
    def _replay_chunk(self, item):
        """Replay the products of `item` and write down what came out, instead of what is there of them."""
        row = self.search([("job_id", "=", item.job_id.id)])
        if item.state != "waiting" or not row:
            item.filtered(lambda one: one.state == "waiting").state = "cancelled"
            item.job_id._went_on()
            return
        item.job_id._begin()
        count = row._in_company()._replay(item.whatif_products or [])
        item.write({"state": "done", "answer": self.env._("%(count)d lines of orders", count=count)})
        row._tell()
        failpoints.hit(BEFORE_REPLAYED)

    @api.model
    def _chunk_failed(self, item, reason):
        item._fail(
            self.env._("These products could not be replayed (%(reason)s).", reason=reason),
            self.env._("Press Retry failed; if it fails again, show the log of the server to its keeper."),
        )
        self.search([("job_id", "=", item.job_id.id)])._tell()

    def _tell(self):
        self.job_id._went_on()
        self.env["ocean.live"]._changed(self._name, self.job_id.storefront_ids)

    def _in_company(self):
        """Return this what-if in its company, with the rights of the system."""
        company = self.company_id
        return self.sudo().with_company(company).with_context(allowed_company_ids=company.ids)

    def _replay(self, product_ids):
        """Replay these products; return how many lines of orders were looked at."""
        self.ensure_one()
        products = self.env["product.product"].browse(product_ids).exists()
        shelves, rows = self.env["ocean.stock.past"]._shelves(products, self.company_id, self.since)
        compare = self._comparer()
        outcomes = [
            outcome
            for shelf in shelves
            for outcome in compare(shelf)
            if outcome.listing.product in products._ids
        ]
        lines = self.env["ocean.stock.whatif.line"]
        lines.search([("whatif_id", "=", self.id), ("product_id", "in", product_ids)]).unlink()
        values = lines._values_of(outcomes, rows)
        lines.create([{"whatif_id": self.id, **line} for line in values])
        return sum(outcome.orders for outcome in outcomes)

    def _comparer(self):
        """Return a function that replays a shelf under the rules that this what-if began with."""
        return partial(
            whatif.compare,
            today=whatif.rules_from_plain(self.rules_today or []),  # no rules are stored as nothing
            tried=whatif.rules_from_plain(self.rules_tried),
            since=self.since.replace(tzinfo=timezone.utc),
            until=self.until.replace(tzinfo=timezone.utc),
            delay=timedelta(seconds=self.delay),
        )


class OceanJob(models.Model):
    """Runs that try an allocation rule on the past."""

    _inherit = "ocean.job"

    kind = fields.Selection(selection_add=[(KIND, "Try a rule on the past")], ondelete={KIND: "cascade"})
    whatif_ids = fields.One2many(
        "ocean.stock.whatif", "job_id", "Result", groups="ocean_marketplace_base.group_manager"
    )

    @api.model
    def _open_whatif(self, storefronts, product_ids):
        """Return a new run of the current user with a row for each chunk of products, and wake its work."""
        job_sudo = self._create_run(KIND, storefronts, storefronts.company_id)
        first = 1
        for chunk in split_every(AT_ONCE, product_ids, list):
            last = first + len(chunk) - 1
            job_sudo.item_ids.create(
                {
                    "job_id": job_sudo.id,
                    "storefront_id": storefronts[:1].id,
                    "reference": f"{first}–{last}",
                    "whatif_products": chunk,
                }
            )
            first = last + 1
        self.env["ocean.storefront"]._dispatch(KIND)
        return self.browse(job_sudo.id)

    def _reopen(self):
        result = super()._reopen()
        if self.kind == KIND:
            self.env["ocean.storefront"]._dispatch(KIND)
        return result

    def _toast(self):
        """The notification opens the result, not the run."""
        toast = super()._toast()
        if self.kind == KIND and self.sudo().whatif_ids:
            toast["action_button"] = {
                "name": self.env._("Open"),
                "action_name": self.env._("What-if"),
                "model": "ocean.stock.whatif",
                "res_ids": self.sudo().whatif_ids.ids,
            }
        return toast

    def action_open_whatif(self):
        """Open the result of the run."""
        self.ensure_one()
        self.whatif_ids.check_access("read")
        return self.whatif_ids[:1].get_formview_action()


class OceanJobItem(models.Model):
    _inherit = "ocean.job.item"

    whatif_products = fields.Json("Products of the row", readonly=True)

    def _compute_title(self):
        result = super()._compute_title()
        for item in self.filtered("whatif_products"):
            item.title = self.env._("Products %(numbers)s", numbers=item.reference)
        return result
