import time
from collections import namedtuple
from datetime import timedelta, timezone
from functools import partial
from itertools import islice

from odoo import api, fields, models
from odoo.fields import Domain

from ..lib import failpoints

CHUNK = 200
READ_AT_ONCE = 50
FULL = timedelta(hours=24)
BETWEEN = timedelta(hours=1)
STORED, BEFORE_STORED = failpoints.register("catalogue.stored", "catalogue.before_stored")
FINISHED, BEFORE_FINISHED = failpoints.register("catalogue.finished", "catalogue.before_finished")

Reading = namedtuple("Reading", "listings unreadable")  # all listings; {item id: why} of those left out


class OceanLane(models.Model):
    """The catalogue lane: listings and their variants, matched to products by SKU.

    Once a day everything is read (`watermark` is when that began last), in between only the content of items
    that changed. Single items are read when a push, a person or a review that takes its time asks for it.
    """

    _inherit = "ocean.lane"

    @api.model
    def _cron_catalogue(self):
        """Read the listings of every storefront whose turn it is, then those that are to be read alone."""
        for lane in self._due("catalogue"):
            lane._read_listings()
        for lane in self._with_marked():
            lane._read_marked()
        self.env["ocean.live"]._send_pending(force=True)
        self.env["ir.cron"]._commit_progress(0, remaining=0)

    # === THE WHOLE SHOP === #

    def _read_listings(self):
        """Read all listings first (no transaction open), then store them in chunks."""
        self.ensure_one()
        with self._guarded("catalogue") as values:
            started, began = time.monotonic(), fields.Datetime.now()
            full = not self.watermark or self.watermark <= began - FULL
            known = {} if full else self._known_times()
            self.env["ir.cron"]._commit_progress(0, remaining=0)
            reading = self._call(partial(self._all_listings, known))
            stream = iter(reading.listings)
            while chunk := list(islice(stream, CHUNK)):
                self._retrying(partial(self._store_listings, chunk))
                failpoints.hit(STORED)
            if full:
                self._check_missing(reading)
                self._retrying(partial(self.write, {"watermark": began}))
            values.update(
                expected=len(reading.listings) + len(reading.unreadable),
                got=len(reading.listings),
                failed=len(reading.unreadable),
                message="; ".join(f"{item}: {why}" for item, why in reading.unreadable.items())[:500],
                duration=time.monotonic() - started,
            )
            self._retrying(partial(self._finish_listings, values))
            failpoints.hit(FINISHED)
            if full:
                self._compare_listings()

    def _known_times(self):
        """Return {item id: when the platform changed it} of the listings whose content we have."""
        rows = self.env["ocean.listing"].search_fetch(
            [
                ("storefront_id", "in", self.storefront_id._family().ids),
                ("remote", "!=", False),
                ("remote_updated_at", "!=", False),
                ("external_id", "!=", False),
            ],
            ["external_id", "remote_updated_at"],
        )
        return {row.external_id: row.remote_updated_at.replace(tzinfo=timezone.utc) for row in rows}

    @api.model
    def _all_listings(self, known, reader):
        """Return all listings; an item that is not as promised is left out and named."""
        unreadable = {}
        listings = list(
            reader.listings(
                on_error=lambda item_id, error: unreadable.update({item_id: error}), known=known or None
            )
        )
        return Reading(listings, unreadable)

    def _store_listings(self, listings):
        model = self._listings()
        for storefront, shown in self._by_storefront(listings).items():
            model._store(storefront, shown)
        failpoints.hit(BEFORE_STORED)

    def _listings(self):
        company = self.company_id
        return self.env["ocean.listing"].with_company(company).with_context(allowed_company_ids=company.ids)

    def _by_storefront(self, listings):
        """Return {storefront: listings}: a listing is shown by every storefront of the family it names."""
        shown = {}
        for listing in listings:
            for storefront in self.storefront_id._for_channels(listing.channels):
                shown.setdefault(storefront, []).append(listing.on_channel(storefront.channel or ""))
        return shown

    def _finish_listings(self, values):
        self._listings()._report_duplicates(self.storefront_id._family())
        self._succeeded({"next_try": fields.Datetime.now() + BETWEEN})
        self.env["ocean.log"].create({**values, "result": "ok"})
        failpoints.hit(BEFORE_FINISHED)

    def _compare_listings(self):
        """Look anew at what differs: products and prices change without the platform."""
        numbers = (
            self._listings()
            .search(
                [
                    ("storefront_id", "in", self.storefront_id._family().ids),
                    ("product_tmpl_id", "!=", False),
                    ("external_id", "!=", False),
                    ("state", "!=", "deleted"),
                ]
            )
            .ids
        )
        for at in range(0, len(numbers), CHUNK):
            rows = self._listings().browse(numbers[at : at + CHUNK])
            self._retrying(rows._settle_again)

    # === WHAT VANISHED === #

    def _check_missing(self, reading):
        """Ask for each listing that a full reading did not show: only what denies itself is gone."""
        rows = self.env["ocean.listing"].search(
            [
                ("storefront_id", "in", self.storefront_id._family().ids),
                ("external_id", "!=", False),
                ("external_id", "not in", list(reading.unreadable)),
                ("state", "not in", ["deleted", "draft"]),
            ]
        )
        missing = self._not_shown(rows, reading.listings)
        self._read_alone(sorted(set(missing.mapped("external_id"))))

    def _not_shown(self, rows, listings):
        """Return those of `rows` (`ocean.listing`) that `listings` do not show on their storefront."""
        shown = {
            (storefront.id, listing.external_id)
            for storefront, found in self._by_storefront(listings).items()
            for listing in found
        }
        return rows.filtered(lambda row: (row.storefront_id.id, row.external_id) not in shown)

    def _read_alone(self, numbers):
        """Read the items `numbers` and store what they say; what does not exist any more is gone."""
        for at in range(0, len(numbers), READ_AT_ONCE):
            batch = numbers[at : at + READ_AT_ONCE]
            self.env["ir.cron"]._commit_progress(0, remaining=0)
            found = self.storefront_id._with_catalogue(lambda catalogue, ids=batch: catalogue.read(ids))
            self._retrying(partial(self._store_alone, batch, list(found.values())))

    def _store_alone(self, numbers, listings):
        """Store `listings`, which is all that exists of the items `numbers`."""
        self._store_listings(listings)
        rows = self._listings().search(
            [
                ("storefront_id", "in", self.storefront_id._family().ids),
                ("external_id", "in", numbers),
            ]
        )
        self._not_shown(rows, listings).filtered(lambda row: row.state != "deleted")._mark_gone()
        rows._looked_at()

    # === SINGLE LISTINGS === #

    @api.model
    def _marked_domain(self):
        return Domain("needs_fetch", "=", True) | Domain("check_at", "<=", fields.Datetime.now())

    @api.model
    def _with_marked(self):
        """Return the lanes with listings to be read alone whose last call did not just fail."""
        now = fields.Datetime.now()
        shops = self.env["ocean.listing"]._read_group(self._marked_domain(), ["storefront_id"])
        roots = self.env["ocean.storefront"].union(*(shop._roots() for (shop,) in shops))
        lanes = self.search([("lane", "=", "catalogue"), ("storefront_id", "in", roots.ids)])
        return lanes.filtered(
            lambda row: (
                row.storefront_id._is_running() and not (row.failures and row.next_try and row.next_try > now)
            )
        )

    def _read_marked(self):
        """Read the listings that a push, a person or a review under way marked."""
        self.ensure_one()
        with self._guarded("catalogue") as values:
            started = time.monotonic()
            rows = self.env["ocean.listing"].search(
                self._marked_domain()
                & Domain("storefront_id", "in", self.storefront_id._family().ids)
                & Domain("external_id", "!=", False)
            )
            numbers = list(dict.fromkeys(rows.mapped("external_id")))
            self._read_alone(numbers)
            values.update(expected=len(numbers), got=len(numbers), duration=time.monotonic() - started)
            self._retrying(partial(self._finish_marked, values))

    def _finish_marked(self, values):
        if self.failures:
            self._succeeded({})
        self.env["ocean.log"].create({**values, "result": "ok"})
