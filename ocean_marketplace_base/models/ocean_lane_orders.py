import logging
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from functools import partial

from odoo import api, fields, models
from odoo.fields import Domain

from ..lib import failpoints
from ..lib.errors import AuthExpired, ContractChanged
from .ocean_lane import SLICE

_logger = logging.getLogger(__name__)

THREADS = 4
BATCHES_PER_ROUND = 4

SETTLED, DISCOVERED, FETCHED = failpoints.register("orders.settled", "orders.discovered", "orders.fetched")
BEFORE_DISCOVERED, BEFORE_FETCHED = failpoints.register("orders.before_discovered", "orders.before_fetched")
BEFORE_LOGGED, LOGGED = failpoints.register("orders.before_logged", "orders.logged")


class OceanLane(models.Model):
    """The orders lane: first step *discover* (pushes, then polling), second step *fetch*."""

    _inherit = "ocean.lane"

    @api.model
    def _cron_orders(self):
        """Work for at most `SLICE` seconds, storefronts in turn; wake up again if work is left."""
        stop = time.monotonic() + SLICE
        self._settle_pushes(stop)
        # Storefronts whose window is due are looked at first; all others may still have orders to read.
        for lane in self._due("orders"):
            if time.monotonic() > stop:
                break
            lane._discover(stop)
        self._start_jobs(stop)
        left = self._fetch_all(stop)
        left = self._finish_jobs() or left
        # A new snapshot: of a burst of pushes only the first wake the lane, and the rest came meanwhile.
        self.env["ir.cron"]._commit_progress(0, remaining=0)
        if left or self._due("orders") or self._pushes_left():
            self.env["ocean.storefront"]._dispatch("orders")
        self.env["ocean.live"]._send_pending(force=True)
        self.env["ir.cron"]._commit_progress(0, remaining=0)

    @api.model
    def _pushes_left(self):
        return bool(self.env["ocean.event"].search_count([("outcome", "=", "new")], limit=1))

    @api.model
    def _settle_pushes(self, stop):
        while self._pushes_left() and time.monotonic() < stop:
            self._settle_safely()
            failpoints.hit(SETTLED)

    @api.model
    def _settle_safely(self):
        """Settle a batch of pushes; when that fails, one by one, and set the bad one aside."""
        try:
            self._retrying(self.env["ocean.event"]._settle_new)
        except failpoints.FailpointHit:
            raise
        except Exception:  # whatever one push breaks must not stop the others
            self.env.cr.rollback()
            _logger.exception("a batch of pushes cannot be settled: one by one")
            for event in self.env["ocean.event"]._waiting():
                self._settle_alone(event)

    @api.model
    def _settle_alone(self, event):
        try:
            self._retrying(event._settle)
        except Exception as error:  # the row says what happened
            self.env.cr.rollback()
            _logger.exception("push %s cannot be settled", event.id)
            self._retrying(partial(event._settle_failed, error))

    # === DISCOVER === #

    def _discover(self, stop):
        """Read the list of changed orders of one window and leave a stub for each, in one commit.

        The watermark moves only with the stubs of a whole window. A window that does not fit into the slice
        is resumed at its page cursor.
        """
        self.ensure_one()
        with self._guarded("discover") as values:
            since, until, cursor = self._window()
            # Nothing of the transaction is needed while the platform is asked.
            self.env["ir.cron"]._commit_progress(0, remaining=0)
            found, cursor, calls = self._call(
                lambda reader: self._read_pages(reader, since, until, cursor, stop)
            )
            values.update(window_from=self._naive(since), window_to=self._naive(until), calls=calls)
            self._retrying(lambda: self._keep_found(found, since, until, cursor, values))
            failpoints.hit(DISCOVERED)

    def _window(self):
        """Return (since, until, cursor): the unfinished window, or the next one after the watermark."""
        if self.cursor:
            since, until = (datetime.fromisoformat(self.cursor[name]) for name in ("since", "until"))
            return since, until, self.cursor["cursor"]
        longest, overlap = self._call(lambda reader: (reader.order_window, reader.overlap))
        start = self.watermark - overlap if self.watermark else self.storefront_id.import_since
        since = start.replace(tzinfo=timezone.utc)
        until = min(datetime.now(timezone.utc).replace(microsecond=0), since + longest)
        return since, until, ""

    @api.model
    def _read_pages(self, reader, since, until, cursor, stop):
        """Return ({order number: status, or "" where the list is about changes}, cursor, number of calls)."""
        found, calls = {}, 0
        while True:
            page = reader.changed_orders(since, until, cursor)
            found.update({number: page.raw_statuses.get(number, "") for number in page.external_ids})
            cursor, calls = page.cursor, calls + 1
            if not cursor or time.monotonic() > stop:
                return found, cursor, calls

    def _keep_found(self, found, since, until, cursor, values):
        """Write stubs, and with the last page of the window the watermark, in this transaction."""
        orders = self._ensure_stubs(self.storefront_id, found)
        orders.filtered(lambda order: order._may_differ(found[order.external_id]))._mark_to_read()
        if cursor:
            unfinished = {"since": since.isoformat(), "until": until.isoformat(), "cursor": cursor}
            self._succeeded({"cursor": unfinished, "next_try": False})
        else:
            self._succeeded(
                {"cursor": False, "watermark": self._naive(until), "next_try": self._next_poll(until)}
            )
        self.env["ocean.log"].create(
            {
                **values,
                "got": len(found),
                "expected": len(found),
                "changed": len(orders),
                "result": "partial" if cursor else "ok",
            }
        )
        failpoints.hit(BEFORE_DISCOVERED)

    def _next_poll(self, until):
        """Return when to look again: at once while history is being caught up, else at the next turn."""
        if datetime.now(timezone.utc) - until > timedelta(minutes=1):
            return False
        return fields.Datetime.add(fields.Datetime.now(), minutes=self.company_id.ocean_poll_minutes)

    @api.model
    def _naive(self, moment):
        return moment.astimezone(timezone.utc).replace(tzinfo=None)

    @api.model
    def _ensure_stubs(self, storefront, external_ids):
        """Return the orders with these numbers, creating stubs for new ones.

        Only the orders lane calls this. The unique constraint is the backstop, not the mechanism.
        """
        wanted = list(dict.fromkeys(external_ids))
        order_model = self.env["ocean.order"]
        family = storefront._family()
        known = order_model.search([("storefront_id", "in", family.ids), ("external_id", "in", wanted)])
        missing = set(wanted) - set(known.mapped("external_id"))
        return known | order_model.create(
            [
                {"storefront_id": storefront.id, "external_id": external_id}
                for external_id in wanted
                if external_id in missing
            ]
        )

    # === FETCH === #

    @api.model
    def _fetch_domain(self, storefronts):
        due = Domain("next_try", "=", False) | Domain("next_try", "<=", fields.Datetime.now())
        return Domain("needs_fetch", "=", True) & Domain("storefront_id", "in", storefronts.ids) & due

    @api.model
    def _fetch_all(self, stop):
        """Read marked orders, storefronts in turn; return whether some are left."""
        while turn := self._lanes_to_fetch():
            for lane in turn:
                lane._fetch()
                if time.monotonic() > stop:
                    return bool(self._lanes_to_fetch())
        return False

    @api.model
    def _lanes_to_fetch(self):
        """Return the lanes with orders to read whose last call did not just fail."""
        now = fields.Datetime.now()
        lanes = self.search([("lane", "=", "orders")], order="last_run NULLS FIRST, id").filtered(
            lambda row: (
                row.storefront_id._is_running() and not (row.failures and row.next_try and row.next_try > now)
            )
        )
        family = lanes.storefront_id._family()
        rows = self.env["ocean.order"]._read_group(self._fetch_domain(family), ["storefront_id"])
        with_work = {(storefront.parent_id or storefront).id for (storefront,) in rows}
        return lanes.filtered(lambda row: row.storefront_id.id in with_work)

    def _fetch(self):
        """Read one round of marked orders, several calls at a time; store each batch in its own commit."""
        self.ensure_one()
        with self._guarded("fetch") as values:
            reader = self.storefront_id._reader()
            orders = self.env["ocean.order"].search(
                self._fetch_domain(self.storefront_id._family()),
                limit=reader.order_batch * BATCHES_PER_ROUND,
                order="next_try NULLS FIRST, id",
            )
            numbers = orders.mapped("external_id")
            batches = [
                numbers[at : at + reader.order_batch] for at in range(0, len(numbers), reader.order_batch)
            ]
            values.update(expected=len(numbers), calls=len(batches))
            # Threads get a client and plain data, never records; no transaction stays open meanwhile.
            self.env["ir.cron"]._commit_progress(0, remaining=0)
            answers = self._read_batches(reader, batches)
            self._store_answers(answers, values)

    def _read_batches(self, reader, batches):
        try:
            return self._in_threads(reader, batches)
        except AuthExpired:
            return self._in_threads(self.storefront_id._reader(force_refresh=True), batches)

    @api.model
    def _in_threads(self, reader, batches):
        with ThreadPoolExecutor(max_workers=THREADS) as pool:
            return list(pool.map(reader.read_orders, batches))

    def _store_answers(self, answers, values):
        started, changed, failed = time.monotonic(), 0, 0
        for answer in answers:
            changed += self._store_safely(answer)
            failed += sum(1 for raw in answer if raw.error)
            failpoints.hit(FETCHED)
        got = sum(len(answer) for answer in answers)
        self._retrying(lambda: self._log_fetch(values, got, changed, failed, started))
        failpoints.hit(LOGGED)
        if changed:
            self.env["ocean.storefront"]._dispatch("apply")
            self.env["ir.cron"]._commit_progress(got, remaining=0)

    def _store_safely(self, raw_orders):
        """Store a batch; when it fails, its orders one by one: a bad one is set aside and others stay.

        :return: number of orders whose content changed
        """
        try:
            return self._retrying(partial(self._store_answer, raw_orders))
        except failpoints.FailpointHit:
            raise
        except Exception as error:  # whatever one payload breaks must not stop the others
            self.env.cr.rollback()
            if len(raw_orders) > 1:
                return sum(self._store_safely([raw]) for raw in raw_orders)
            _logger.exception("an order of storefront %s cannot be stored", self.storefront_id.id)
            self._retrying(partial(self._set_aside_unstored, raw_orders[0], error))
            return 0

    def _set_aside_unstored(self, raw, error):
        order = self._ensure_stubs(self.storefront_id, [raw.external_id])
        order._fetch_failed(ContractChanged(type(error).__name__, code=type(error).__name__))

    def _store_answer(self, raw_orders):
        orders = self.env["ocean.order"].search(
            [
                ("storefront_id", "in", self.storefront_id._family().ids),
                ("external_id", "in", [raw.external_id for raw in raw_orders]),
            ]
        )
        company = self.company_id
        orders = orders.with_company(company).with_context(allowed_company_ids=company.ids)
        changed = orders._store_raw(raw_orders)
        failpoints.hit(BEFORE_FETCHED)
        return changed

    def _log_fetch(self, values, got, changed, failed, started):
        self.env["ocean.log"].create(
            {
                **values,
                "got": got,
                "changed": changed,
                "failed": failed,
                "duration": time.monotonic() - started,
                "result": "ok",
            }
        )
        if self.failures or self.failed_reads:
            self._succeeded({"failed_reads": 0})
        failpoints.hit(BEFORE_LOGGED)
