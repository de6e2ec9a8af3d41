import logging
import time
from functools import partial

from odoo import api, fields, models
from odoo.fields import Domain

from ..lib import failpoints
from .ocean_retry import CONFLICTS

_logger = logging.getLogger(__name__)

BATCH = 25  # more gains nothing and holds stock quants longer
SLICE = 5.0  # seconds of work per run of the scheduled action

BEFORE_COMMIT, COMMITTED = failpoints.register("apply.before_commit", "apply.committed")
(LOGGED,) = failpoints.register("apply.logged")


class OceanOrder(models.Model):
    """Third step of the import: orders become sales orders, 25 in one transaction."""

    _inherit = ["ocean.order", "ocean.retry"]
    _name = "ocean.order"

    @api.model
    def _cron_apply(self):
        """Apply what is due for at most `SLICE` seconds, storefronts in turn; wake up if work is left."""
        stop = time.monotonic() + SLICE
        self._retrying(self._retry_matched)
        self._retrying(self._remind_deadlines)
        turn = self._storefronts_to_apply()
        while turn:
            storefront = turn.pop(0)
            batch = self._due_to_apply(storefront)
            if batch:
                batch._apply_batch()
                turn.append(storefront)
            if time.monotonic() > stop:
                self.env["ocean.storefront"]._dispatch("apply")
                break
        self.env["ocean.live"]._send_pending(force=True)
        self.env["ir.cron"]._commit_progress(0, remaining=0)

    @api.model
    def _apply_domain(self):
        return Domain("needs_apply", "=", True) & (
            Domain("apply_after", "=", False) | Domain("apply_after", "<=", fields.Datetime.now())
        )

    @api.model
    def _storefronts_to_apply(self):
        """Return the storefronts with work, the one whose work waits longest first."""
        rows = self._read_group(
            self._apply_domain(), ["storefront_id"], ["write_date:min"], order="write_date:min"
        )
        return [storefront for storefront, _waiting in rows if not storefront.paused]

    @api.model
    def _due_to_apply(self, storefront):
        domain = self._apply_domain() & Domain("storefront_id", "=", storefront.id)
        return self.search(domain, limit=BATCH, order="date_order, id")

    def _apply_batch(self):
        """Apply these orders of one storefront; never raises for a bad order.

        A conflict restarts the whole transaction. Any other failure rolls it back and the orders are applied
        one per transaction, so that the bad one is set aside and the others go through.
        """
        orders = self._in_company()
        started = time.monotonic()
        try:
            orders._retrying(orders._apply)
        except failpoints.FailpointHit:
            raise
        except Exception as error:  # noqa: BLE001  # whatever a single order breaks must not stop the others
            self.env.cr.rollback()
            _logger.info("batch of %d orders fails (%s): one by one", len(self), type(error).__name__)
            for order in orders:
                order._apply_alone()
        failpoints.hit(COMMITTED)
        orders._log_apply(started)

    def _in_company(self):
        company = self.storefront_id.company_id
        return self.with_company(company).with_context(allowed_company_ids=company.ids)

    def _apply_alone(self):
        try:
            self._retrying(self._apply)
        except CONFLICTS as error:
            self.env.cr.rollback()
            self._retrying(partial(self._postpone, error))
        except failpoints.FailpointHit:
            raise
        except Exception as error:  # the row says what happened, the log has the traceback
            self.env.cr.rollback()
            _logger.info("order %s cannot be applied", self.id, exc_info=True)
            self._retrying(partial(self._set_aside, error))

    def _postpone(self, error):
        _logger.info("order %s: %s, later", self.id, type(error).__name__)
        moment = self._later(self.apply_tries, base=10, cap=600)
        self.write({"apply_tries": self.apply_tries + 1, "apply_after": moment})

    def _set_aside(self, error):
        text = str(error) or type(error).__name__
        self.write({"needs_apply": False})
        self.env["ocean.exception"]._report(
            self.storefront_id,
            "apply_failed",
            cause_key=f"{type(error).__name__}:{self.external_id}",
            detail=f"{self.external_id}: {text}"[:250],
            orders=self,
            technical={"technical_code": type(error).__name__, "technical_text": text},
        )

    def _apply(self):
        """Bring sales orders in line with these orders, in the current transaction."""
        self._match_products()
        waiting = self._set_obstacles()
        ready = self - waiting
        existing = ready.filtered("sale_order_ids")
        (ready - existing).filtered(lambda order: order._wants_sale_order())._create_sale_orders()
        asking = self.browse().concat(*(order for order in existing if order._update_sale_order()))
        (ready - asking)._clear_exception()
        self.write({"needs_apply": False, "apply_tries": 0, "apply_after": False})
        self.env["ocean.live"]._changed(self._name, self.storefront_id)
        failpoints.hit(BEFORE_COMMIT)

    def _set_obstacles(self):
        """Let orders wait that miss something, each with its exception; return them."""
        waiting = self.browse()
        for cause, orders in self.grouped(lambda order: order._obstacle()).items():
            if cause:
                kind, key, detail = cause
                self.env["ocean.exception"]._report(orders.storefront_id, kind, key, detail, orders=orders)
                waiting |= orders
        return waiting

    def _log_apply(self, started):
        storefront = self.storefront_id
        failed = len(self.filtered("exception_id"))

        def step():
            self.env["ocean.log"].create(
                {
                    "storefront_id": storefront.id,
                    "kind": "apply",
                    "expected": len(self),
                    "got": len(self),
                    "changed": len(self) - failed,
                    "failed": failed,
                    "duration": time.monotonic() - started,
                    "result": "ok",
                }
            )

        self._retrying(step)
        failpoints.hit(LOGGED)
