import logging
import time
from contextlib import suppress
from functools import partial

from odoo import api, fields, models
from odoo.fields import Domain

from ..lib import failpoints
from ..lib.errors import ContractChanged, InvalidRequest, MarketplaceError, Rejected
from ..lib.unheard import Corrected, correct
from .ocean_lane import SLICE
from .ocean_listing_sku_stock import WITHOUT_NUMBERS

_logger = logging.getLogger(__name__)

UNREADABLE = (Rejected, InvalidRequest, ContractChanged)  # about an item, not about the shop
ITEMS = 50  # of one call to the keeper, so that a slice ends in time
PUSHED, BEFORE_PUSHED, SETTLED = failpoints.register("stock.pushed", "stock.before_pushed", "stock.settled")


class OceanLane(models.Model):
    """The stock lane: work out what may have changed, send what differs, read back what is to be checked.

    Numbers converge: what was not confirmed is sent again, the newest wins, and repeating does no harm.
    """

    _inherit = "ocean.lane"

    @api.model
    def _cron_stock(self):
        """Work for at most `SLICE` seconds, storefronts in turn; wake up again if work is left."""
        stop = time.monotonic() + SLICE
        self._retrying(self.env["ocean.allocation.rule"]._pass_edges)
        while self.env["ocean.stock.dirty"]._settle_next():
            failpoints.hit(SETTLED)
            if time.monotonic() > stop:
                break
        left = self._push_all(stop)
        left = self._check_all(stop) or left
        left = left or bool(self._lanes_with(self._push_domain()))  # what the check found
        self.env["ir.cron"]._commit_progress(0, remaining=0)
        if left or self.env["ocean.stock.dirty"].search_count([], limit=1):
            self.env["ocean.storefront"]._dispatch("stock")
        self.env["ocean.live"]._send_pending(force=True)
        self.env["ir.cron"]._commit_progress(0, remaining=0)

    # === SENDING === #

    @api.model
    def _push_all(self, stop):
        """Send what waits, storefronts in turn; return whether some is left."""
        while lanes := self._lanes_with(self._push_domain()):
            for lane in lanes:
                lane._push_stock()
                if time.monotonic() > stop:
                    return bool(self._lanes_with(self._push_domain()))
        return False

    @api.model
    def _push_domain(self):
        """What is to be sent now. A number that differs or is locked is looked at again at its time."""
        now = fields.Datetime.now()
        due = Domain("push_state", "=", "sending") & (
            Domain("next_push", "=", False) | Domain("next_push", "<=", now)
        )
        again = Domain("push_state", "in", ("drift", "locked")) & Domain("next_push", "<=", now)
        return (
            (due | again)
            & Domain("storefront_id.stock_on", "=", True)
            & Domain("listing_id.state", "not in", WITHOUT_NUMBERS)
            & Domain("listing_id.external_id", "!=", False)
        )

    @api.model
    def _lanes_with(self, domain):
        """Return the lanes that may run now and have variants in `domain`."""
        lanes = self._due("stock")
        if not lanes:
            return lanes
        groups = self.env["ocean.listing.sku"]._read_group(
            domain & Domain("storefront_id", "in", lanes.storefront_id._family().ids), ["storefront_id"]
        )
        with_work = self.env["ocean.storefront"].union(*(shop._roots() for (shop,) in groups))
        return lanes.filtered(lambda lane: lane.storefront_id in with_work)

    def _rows_of_items(self, domain):
        """Return the rows in `domain` of the next items: an item's variants go together."""
        model = self.env["ocean.listing.sku"]
        mine = domain & Domain("storefront_id", "in", self.storefront_id._family().ids)
        groups = model._read_group(mine, ["listing_id"], order="listing_id", limit=ITEMS)
        return model.search(mine & Domain("listing_id", "in", [listing.id for (listing,) in groups]))

    def _push_stock(self):
        """Send the numbers of the next items. Nothing is locked while the platform is asked."""
        self.ensure_one()
        with self._guarded("stock") as values:
            rows = self._rows_of_items(self._push_domain())
            hidden = rows._hidden_at_zero(self.storefront_id._stock_limits())
            changes = [change for sku in rows - hidden for change in sku._stock_changes()]
            items, shown = hidden._items_to_hide(), (rows - hidden)._to_read_first()
            rising = (rows - hidden)._may_rise()
            self.env["ir.cron"]._commit_progress(0, remaining=0)
            failpoints.hit(BEFORE_PUSHED)
            started = time.monotonic()
            try:
                outcome, results, corrected = self._call_platform(items, changes, shown)
            except MarketplaceError:
                self._retrying(partial(rows._did_not_rise, rising))
                raise
            values.update(expected=len(changes) + len(hidden), duration=time.monotonic() - started)
            self._retrying(partial(self._take_results, results, outcome, hidden, corrected, values))
            self._retrying(partial(self._take_silence, rows - hidden, results))
            failpoints.hit(PUSHED)
            self._show_items(rows - hidden)

    def _call_platform(self, items, changes, shown):
        """Hide `items`, send `changes`; return the platform's answers to both and what was corrected.

        :param shown: see `lib.unheard.correct`; what these variants show is read first
        """
        shop, outcome, results = self.storefront_id, {}, []
        corrected = Corrected(changes=changes, results=[], unheard={})
        if items:
            outcome = shop._with_catalogue(lambda catalogue: catalogue.deactivate(items))
        if shown:
            to_read = list(dict.fromkeys(item for item, _variant in shown))
            corrected = correct(changes, self._read_levels(to_read), shown)
        if corrected.changes:
            results = shop._with_stock_keeper(lambda keeper: keeper.push(corrected.changes))
        return outcome, [*corrected.results, *results], corrected

    def _read_levels(self, items):
        """Return what the platform shows of `items`; one that it cannot tell of stops no other."""

        def read(ids):
            return self.storefront_id._with_stock_keeper(lambda keeper: list(keeper.read(ids)))

        try:
            return read(items)
        except UNREADABLE:
            levels = []
            for item in items:
                with suppress(*UNREADABLE):
                    levels += read([item])
            return levels

    def _take_results(self, results, outcome, hidden, corrected, values):
        """Write down what the platform said of each number, variant by variant."""
        ms = round(values["duration"] * 1000)
        answered = self.env["ocean.listing.sku"]._take_answers(self.storefront_id, results, corrected, ms)
        confirmed = answered.filtered(lambda sku: not sku.push_error)
        done = len(confirmed) + hidden.exists()._take_hidden(outcome, ms)
        self.env["ocean.log"].create(
            {
                **values,
                "got": len(results) + len(hidden),
                "changed": done,
                "failed": len(answered) + len(hidden) - done,
                "calls": 1,
                "result": "ok",
            }
        )
        self.env["ocean.exception"]._settle_refused(self.storefront_id._family())
        self._succeeded({"next_try": False})
        self.env["ocean.live"]._changed("ocean.listing.sku", self.storefront_id._family())

    def _take_silence(self, rows, results):
        """A number of which the platform said nothing is sent again, but not at once."""
        told = {result.change.key for result in results}
        for sku in rows.exists():
            if sku._variant_key() not in told:
                sku._try_later(ContractChanged("the platform's answer does not mention this number"))

    # === PLATFORMS THAT REFUSE ZERO === #

    def _show_items(self, rows):
        """Show again what was hidden at 0 and has its number now."""
        back = rows.exists().filtered(lambda sku: sku.hidden_at_zero and sku.push_state == "same")
        items = back._items_to_hide()
        if items:
            self.env["ir.cron"]._commit_progress(0, remaining=0)
            outcome = self.storefront_id._with_catalogue(lambda catalogue: catalogue.activate(items))
            self._retrying(partial(back._take_shown, outcome))
