from datetime import timedelta, timezone

from odoo import api, fields, models

from ..lib.schema import ListingStatus, to_plain

ALIVE = ("checking", "live", "hidden", "blocked", "unknown")
LOOK_AGAIN = timedelta(minutes=3)  # the first look at what the platform checks; then later and later
LOOK_AGAIN_MOST = timedelta(hours=6)


class OceanListing(models.Model):
    """Reading: rows follow what the platform shows. What did not change is not written."""

    _inherit = "ocean.listing"

    @api.model
    def _store(self, storefront, listings):
        """Create or update the rows of `listings` (`schema.Listing`) and their variants; return them.

        A listing whose content was not read (``None``) keeps the content it has. The number of queries does
        not grow with the number of listings, but with that of changed ones.
        """
        rows = self._known(storefront, listings)
        states = {row.id: row.state for row in rows.values()}
        listings = [
            listing
            for listing in listings
            if listing.external_id in rows or listing.status is not ListingStatus.DELETED
        ]
        categories = self._categories(storefront, listings)
        values = {listing.external_id: self._values(listing, categories) for listing in listings}
        missing = [number for number in values if number not in rows]
        created = self.create(
            [{"name": number, **values[number], "storefront_id": storefront.id} for number in missing]
        )
        changed = self._follow({row: values[number] for number, row in rows.items()})
        rows.update({row.external_id: row for row in created})
        changed |= self.env["ocean.listing.sku"]._store(rows, listings)
        self.env["ocean.listing.sku"]._match(storefront, self.browse().concat(*rows.values()).sku_ids)
        if touched := created | changed:
            touched._settle(states)
            self.env["ocean.live"]._changed(self._name, storefront)
        return self.browse().concat(*rows.values())

    def _take_over(self, listing):
        """Store what was just read of, or written to, this listing (`schema.Listing`) and compare it anew.

        After a send call :meth:`_mark_agreed` first, or what was sent looks like a change of the platform's.
        """
        self.ensure_one()
        if not self.external_id:
            self.external_id = listing.external_id
        self._store(self.storefront_id, [listing])
        self._compare()  # what was sent has its consequences even if nothing was stored
        self.write({"checked_at": fields.Datetime.now(), "needs_fetch": False})

    @api.model
    def _known(self, storefront, listings):
        """Return {item id: row}."""
        numbers = [listing.external_id for listing in listings]
        found = self.search([("storefront_id", "=", storefront.id), ("external_id", "in", numbers)])
        return {row.external_id: row for row in found}

    @api.model
    def _categories(self, storefront, listings):
        """Return {category id of the platform: row} of the categories that `listings` are in."""
        wanted = {listing.content.category_id for listing in listings if listing.content} - {""}
        if not wanted:
            return {}
        tree = self.env["ocean.category.tree"]._of(storefront)[storefront]
        found = self.env["ocean.category"].search(
            [("tree_id", "=", tree.id), ("external_id", "in", list(wanted))]
        )
        return {row.external_id: row for row in found}

    @api.model
    def _values(self, listing, categories):
        """Return the values of a row. An outline tells little: what it does not tell stays."""
        told = {
            "name": listing.name,
            "seller_sku": listing.seller_sku or False,
            "image_url": listing.image_url or False,
            "url": listing.url or False,
        }
        if listing.content:
            category = categories.get(listing.content.category_id)
            told["remote"] = to_plain(listing.content)
            told["notes"] = [to_plain(note) for note in listing.notes] or False
            told["category_id"] = category.id if category else False
        else:
            told = {name: value for name, value in told.items() if value}
        return {
            **told,
            "external_id": listing.external_id,
            "state": listing.status.value,
            "raw_status": listing.raw_status or False,
            "remote_updated_at": self._naive(listing.updated_at),
        }

    @api.model
    def _naive(self, moment):
        return moment.astimezone(timezone.utc).replace(tzinfo=None, microsecond=0) if moment else False

    @api.model
    def _follow(self, values):
        """Write what differs from `values`, {row: values}, and note it; return the rows that changed."""
        stale = {row: row._outdated(told) for row, told in values.items()}
        noted = {row: told["remote"] for row, told in stale.items() if "remote" in told and row.remote}
        changes = {row: row._remote_changes(remote) for row, remote in noted.items()}
        self.env["ocean.listing.history"]._note_all("changed", changes)
        for row, told in stale.items():
            if told:
                row.write(told)
        return self.browse().concat(*[row for row, told in stale.items() if told])

    def _outdated(self, values):
        """Return those of `values` that differ from this row's."""
        self.ensure_one()
        current = self._convert_to_write({name: self[name] for name in values})
        return {name: value for name, value in values.items() if (current[name] or False) != value}

    # === AFTER READING === #

    def _settle(self, states):
        """Draw the consequences of new values: what differs, what was refused, what is gone.

        :param states: the status of each listing before, by record id
        """
        now = fields.Datetime.now()
        newly_live = self.filtered(lambda row: row.state == "live" and not row.published_at)
        newly_live.write({"published_at": now})
        self._plan_check(states)
        self._compare()
        self._report_review()
        self._report_gone(states)

    def _settle_again(self):
        """Look anew at listings that were read before: their products or our rules may have changed."""
        rows = self.exists()
        rows._compare()
        rows._report_review()

    def _plan_check(self, states):
        """Look again in minutes at what the platform is checking, and no more at what it has checked."""
        for listing in self:
            if listing.state != "checking":
                if listing.check_at:
                    listing.write({"check_at": False, "check_tries": 0})
            elif not listing.check_at or states.get(listing.id) != "checking":
                listing._look_again(0)

    def _look_again(self, tries):
        """Plan the next look at a listing that the platform is checking, after `tries` of them."""
        self.ensure_one()
        wait = min(LOOK_AGAIN * 2**tries, LOOK_AGAIN_MOST)
        self.write({"check_at": fields.Datetime.now() + wait, "check_tries": tries + 1})

    def _mark_gone(self):
        """The platform says that these listings exist no more."""
        states = {row.id: row.state for row in self}
        self.write({"state": "deleted", "needs_fetch": False, "check_at": False, "check_tries": 0})
        self._settle(states)

    def _looked_at(self):
        """These were read alone just now; what the platform still checks is looked at again, ever later."""
        self.write({"checked_at": fields.Datetime.now(), "needs_fetch": False})
        for listing in self.filtered(lambda row: row.state == "checking"):
            listing._look_again(listing.check_tries)

    # === TWO VARIANTS, ONE SKU === #

    @api.model
    def _report_duplicates(self, storefronts):
        """Tell of seller SKUs that several variants of one storefront have; it is over when they have not."""
        found = self.env["ocean.listing.sku"]._read_group(
            [
                ("storefront_id", "in", storefronts.ids),
                ("seller_sku", "!=", False),
                ("listing_id.state", "not in", ["deleted", "draft"]),
            ],
            ["storefront_id", "seller_sku"],
            having=[("__count", ">", 1)],
        )
        rows = self.env["ocean.exception"].search(
            [("storefront_id", "in", storefronts.ids), ("kind", "=", "listing_sku_duplicate")]
        )
        known = {(row.storefront_id, row.cause_key) for row in rows if row.state != "resolved"}
        for storefront, seller_sku in set(found) - known:
            self.env["ocean.exception"]._report(
                storefront, "listing_sku_duplicate", cause_key=seller_sku, detail=seller_sku
            )
        rows.filtered(
            lambda row: row.state == "open" and (row.storefront_id, row.cause_key) not in found
        )._resolve()
