import logging
import time
from contextlib import contextmanager
from functools import partial

from odoo import api, fields, models
from odoo.fields import Domain

from ..lib import failpoints
from ..lib.errors import (
    AuthExpired,
    AuthRevoked,
    ContractChanged,
    InvalidRequest,
    MarketplaceError,
    Rejected,
    Throttled,
)

_logger = logging.getLogger(__name__)

SLICE = 5.0  # seconds of work per run; longer runs make other lanes wait
FAILURES_UNTIL_EXCEPTION = 5


class OceanLane(models.Model):
    """What moves per storefront and lane: watermark, page cursor, last run and success, failures, next try.

    One row per lane, so that two lanes never write the same row. Figures are not incremented here.
    """

    _name = "ocean.lane"
    _description = "Lane"
    _inherit = "ocean.retry"
    _order = "storefront_id, id"
    _rec_name = "lane"

    storefront_id = fields.Many2one("ocean.storefront", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="storefront_id.company_id", store=True, index=True)
    lane = fields.Selection(
        [("orders", "Orders"), ("apply", "Sales orders"), ("catalogue", "Listings"), ("stock", "Stock")],
        required=True,
    )
    watermark = fields.Datetime(help="Everything changed up to this moment was looked for.")
    cursor = fields.Json(help="Where to go on inside an unfinished window.")
    last_run = fields.Datetime("Last run")
    last_success = fields.Datetime("Last success")
    failures = fields.Integer("Failures in a row")
    failed_reads = fields.Integer(
        "Failed reads in a row", help="Apart, since finding orders may work while reading them does not."
    )
    next_try = fields.Datetime("Next run")
    last_error = fields.Char("Last error")
    lag_text = fields.Char("Behind", compute="_compute_figures")
    calls_hour = fields.Integer("Calls in the last hour", compute="_compute_figures")
    refused_hour = fields.Integer("Failed in the last hour", compute="_compute_figures")
    state_text = fields.Char("State", compute="_compute_figures")
    level = fields.Selection(
        [("ok", "Fine"), ("warning", "Failing"), ("muted", "Idle")], compute="_compute_figures"
    )

    _lane_uniq = models.Constraint("UNIQUE (storefront_id, lane)", "A storefront has each lane once.")

    KINDS = {
        "orders": ("discover", "fetch"),
        "apply": ("apply",),
        "catalogue": ("catalogue",),
        "stock": ("stock", "stock_check"),
    }

    def _compute_figures(self):
        since = fields.Datetime.subtract(fields.Datetime.now(), hours=1)
        for lane in self:
            rows = self.env["ocean.log"]._read_group(
                [
                    ("storefront_id", "=", lane.storefront_id.id),
                    ("kind", "in", self.KINDS[lane.lane]),
                    ("started_at", ">=", since),
                ],
                aggregates=["calls:sum", "failed:sum"],
            )
            lane.calls_hour, lane.refused_hour = rows[0][0] or 0, rows[0][1] or 0
            lane.lag_text = lane.storefront_id.lag_text if lane.lane == "orders" else "–"
            lane.state_text, lane.level = lane._state()

    def _state(self):
        if self.last_error:
            return self.last_error, "warning"
        if self.last_success or self.lane == "apply":
            return self.env._("ok"), "ok"
        return self.env._("not yet run"), "muted"

    # === RUNNING === #

    @api.model
    def _due(self, lane):
        """Return the rows of `lane` that may run now, the longest waiting first."""
        now = fields.Datetime.now()
        domain = Domain("lane", "=", lane) & (Domain("next_try", "=", False) | Domain("next_try", "<=", now))
        rows = self.search(domain, order="last_run NULLS FIRST, id")
        return rows.filtered(lambda row: row.storefront_id._is_running())

    @contextmanager
    def _guarded(self, kind):
        """Run a step that talks to the platform; write its log row and, if it fails, when to try again.

        Yields the values of the log row for the step to fill in. Failures of the platform end here.
        """
        self.ensure_one()
        started, values = time.monotonic(), {"storefront_id": self.storefront_id.id, "kind": kind}
        try:
            yield values
        except failpoints.FailpointHit:
            raise
        except Exception as error:  # one storefront must not stop the others
            self.env.cr.rollback()
            expected = isinstance(error, MarketplaceError)
            _logger.log(
                logging.INFO if expected else logging.ERROR,
                "storefront %s, %s: %s",
                self.storefront_id.id,
                kind,
                type(error).__name__,
                exc_info=not expected,
            )
            values["duration"] = time.monotonic() - started
            self._retrying(partial(self._failed, error, values))

    def _failed(self, error, values):
        """Write the failure down, postpone the lane and tell a person when it does not pass by itself."""
        if not isinstance(error, MarketplaceError):
            error = MarketplaceError(str(error) or type(error).__name__, code=type(error).__name__)
        self.env["ocean.log"].create(
            {
                **{key: value for key, value in values.items() if key not in ("changed", "got")},
                "result": "failed",
                "failed": 1,
                "message": error.message or type(error).__name__,
                "code": error.code or type(error).__name__,
                "request_id": error.request_id,
            }
        )
        self.write(
            {
                "last_run": fields.Datetime.now(),
                "failures": self.failures + 1,
                "failed_reads": self.failed_reads + (values["kind"] == "fetch"),
                "last_error": error.message or type(error).__name__,
                "next_try": self._next_try(error),
                **({"cursor": False} if isinstance(error, (Rejected, InvalidRequest)) else {}),
            }
        )
        self._report_failure(error)
        self.env["ocean.live"]._changed("ocean.storefront", self.storefront_id)

    def _next_try(self, error):
        if isinstance(error, Throttled) and error.retry_after:
            return fields.Datetime.add(fields.Datetime.now(), seconds=error.retry_after)
        return self._later(min(max(self.failures, self.failed_reads), 10), base=15, cap=1800)

    def _report_failure(self, error):
        exceptions = self.env["ocean.exception"]
        if isinstance(error, (AuthRevoked, AuthExpired)):
            self.storefront_id._cut_off(error)
        elif isinstance(error, ContractChanged):
            exceptions._report(
                self.storefront_id,
                "contract_changed",
                cause_key=self.lane,
                detail=str(error),
                technical=exceptions._technical(error),
            )
        elif max(self.failures, self.failed_reads) >= FAILURES_UNTIL_EXCEPTION:
            exceptions._report(
                self.storefront_id,
                "sync_behind",
                cause_key=self.lane,
                detail=error.message,
                technical=exceptions._technical(error),
            )

    def _succeeded(self, values):
        """Write down a successful run; close what was open because runs failed."""
        now = fields.Datetime.now()
        had_failed = self.failures or self.failed_reads
        if not self.last_success:  # who connects a shop is watching
            self.env["ocean.live"]._changed("ocean.storefront", self.storefront_id)
        self.write({"last_run": now, "last_success": now, "failures": 0, **values})
        if had_failed and not self.failed_reads:
            self.last_error = False
            self.env["ocean.exception"]._resolve_kinds(
                self.storefront_id, ["sync_behind", "contract_changed"], self.lane
            )

    def _call(self, function):
        """Return ``function(reader)``; when the token has just died, refresh it once and call again."""
        return self.storefront_id._with_reader(function)

    def action_run_now(self):
        """Let this lane run now."""
        self.check_access("read")
        # sudo: only the system writes lanes; asking for a run is part of a manager's work
        self.sudo().write({"next_try": False, "failures": 0})
        for lane in set(self.mapped("lane")):
            self.env["ocean.storefront"]._dispatch(lane)
