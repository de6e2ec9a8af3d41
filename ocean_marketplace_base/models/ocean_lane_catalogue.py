import time
from itertools import islice

from odoo import api, fields, models

from ..lib import failpoints

CHUNK = 200
STORED, BEFORE_STORED = failpoints.register("catalogue.stored", "catalogue.before_stored")
FINISHED, BEFORE_FINISHED = failpoints.register("catalogue.finished", "catalogue.before_finished")


class OceanLane(models.Model):
    """The catalogue lane: listings and their variants, matched to products by SKU."""

    _inherit = "ocean.lane"

    @api.model
    def _cron_catalogue(self):
        """Read the listings of every storefront whose turn it is."""
        for lane in self._due("catalogue"):
            lane._read_listings()
        self.env["ocean.live"]._send_pending(force=True)
        self.env["ir.cron"]._commit_progress(0, remaining=0)

    def _read_listings(self):
        """Read all listings first (no transaction open), then store them in chunks."""
        self.ensure_one()
        with self._guarded("catalogue") as values:
            started = time.monotonic()
            self.env["ir.cron"]._commit_progress(0, remaining=0)
            unreadable = []
            listings = self._call(lambda reader: self._all_listings(reader, unreadable))
            stream = iter(listings)
            while chunk := list(islice(stream, CHUNK)):
                self._retrying(lambda rows=chunk: self._store_listings(rows))
                failpoints.hit(STORED)
            values.update(
                expected=len(listings) + len(unreadable),
                got=len(listings),
                failed=len(unreadable),
                message="; ".join(unreadable)[:500],
                duration=time.monotonic() - started,
            )
            self._retrying(lambda: self._finish_listings(values))
            failpoints.hit(FINISHED)

    @api.model
    def _all_listings(self, reader, unreadable):
        """Return all listings; an item that is not as promised is named in `unreadable` and left out."""
        unreadable.clear()
        return list(reader.listings(on_error=lambda item_id, error: unreadable.append(f"{item_id}: {error}")))

    def _store_listings(self, listings):
        company = self.company_id
        model = self.env["ocean.listing"].with_company(company).with_context(allowed_company_ids=company.ids)
        for storefront, shown in self._by_storefront(listings).items():
            model._store(storefront, shown)
        failpoints.hit(BEFORE_STORED)

    def _by_storefront(self, listings):
        """Return {storefront: listings}: a listing is shown by every storefront of the family it names."""
        shown = {}
        for listing in listings:
            for storefront in self.storefront_id._for_channels(listing.channels):
                shown.setdefault(storefront, []).append(listing)
        return shown

    def _finish_listings(self, values):
        self._succeeded({"next_try": fields.Datetime.add(fields.Datetime.now(), hours=24)})
        self.env["ocean.log"].create({**values, "result": "ok"})
        failpoints.hit(BEFORE_FINISHED)
