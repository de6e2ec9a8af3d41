from datetime import datetime, timedelta, timezone

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..lib.errors import MarketplaceError
from ..lib.order_numbers import is_number, split_window
from .ocean_job import MAX_REFERENCES

LONGEST = timedelta(days=366)


class OceanStorefront(models.Model):
    """Methods for other programs (JSON-2), and what the dialog of the same purpose shares with them."""

    _inherit = "ocean.storefront"

    def sync_orders(
        self, *, references: list[str] | None = None, since: str | None = None, until: str | None = None
    ) -> dict:
        """Read orders of these storefronts again and apply what changed.

        A run does the work; read it as ``ocean.job``. Numbers that are not known here are asked of the
        platform when one storefront is given, and only reported when there are several.

        :param list[str] | None references: platform order numbers, at most 200; alone or with neither date
        :param str | None since: ISO 8601, UTC if it names no zone: start of the window by change time
        :param str | None until: ISO 8601, end of the window, default now
        :return: ``{"run_id": int, "queued": int, "unknown": list[str]}``; ``queued``: orders or windows
        :raise AccessError: caller is not a Marketplaces User of the storefront's company
        :raise UserError: neither references nor a window, both, or more than 200 references

        Example::

            POST /json/2/ocean.storefront/sync_orders
            {"ids": [1], "references": ["2411228K3X7PQA"]}
        """
        self.check_access("read")
        if not self:
            raise UserError(self.env._("Give the ids of the storefronts."))
        if references is not None and (since or until):
            raise UserError(self.env._("Give either references or a window, not both."))
        self._check_connected()
        if references is not None:
            return self._sync_numbers(references)
        start, end = self._moment(since, "since"), self._moment(until, "until") or fields.Datetime.now()
        job = self._import_window(start, end)
        return {"run_id": job.id, "queued": len(job.sudo().window_ids), "unknown": []}

    def sync_products(
        self, *, references: list[str] | None = None, pull: bool = True, push: bool = False
    ) -> dict:
        """Read listings of these storefronts again, or publish what differs, or both.

        A run does the work; read it as ``ocean.job``. Reading comes first; what is found to differ is sent
        when this is called again. Listings with nothing to send are left alone.

        :param list[str] | None references: seller SKUs, at most 200; without them all listings are meant
        :param bool pull: read the listings from the platform
        :param bool push: publish what differs; managers only
        :return: ``{"run_id": int, "push_run_id": int, "queued": int, "unknown": list[str]}``; a run that was
            not asked for is 0; ``queued``: listings, or storefronts that are read whole
        :raise AccessError: caller is not a Marketplaces User of the storefront's company, or publishes and is
            no Manager
        :raise UserError: neither pull nor push, a storefront that cannot take this, more than 200 references

        Example::

            POST /json/2/ocean.storefront/sync_products
            {"ids": [1], "references": ["KAOS-M"], "push": true, "pull": false}
        """
        self.check_access("read")
        if push and not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("This needs the group “Marketplaces / Manager”."))
        if not self:
            raise UserError(self.env._("Give the ids of the storefronts."))
        if not pull and not push:
            raise UserError(self.env._("Choose pull, push or both."))
        self._check_connected()
        listings, unknown = self._listings_of(self._checked_skus(references))
        return self._sync_listings(listings, unknown, references is None, pull, push)

    def _sync_listings(self, listings, unknown, whole, pull, push):
        jobs, answer = self.env["ocean.job"], {"run_id": 0, "push_run_id": 0, "queued": 0, "unknown": unknown}
        if push and listings:
            pushed = jobs._open_listings("listing_publish", listings)
            answer.update(push_run_id=pushed.id, queued=len(listings))
        if pull and (whole or listings):
            read = listings.browse() if whole else listings.filtered("external_id")
            pulled = jobs._open_listings("listing_pull", read, whole=self if whole else None)
            answer.update(run_id=pulled.id, queued=len(pulled.sudo().item_ids))
        return answer

    def _checked_skus(self, references):
        """Return distinct seller SKUs, ``None`` for all.

        :raise UserError: they are no list of texts, none, or too many
        """
        if references is None:
            return None
        if not isinstance(references, list) or not all(isinstance(sku, str) and sku for sku in references):
            raise UserError(self.env._("References are a list of seller SKUs."))
        skus = list(dict.fromkeys(references))
        if not skus or len(skus) > MAX_REFERENCES:
            raise UserError(
                self.env._("Give at least one and at most %(most)d references.", most=MAX_REFERENCES)
            )
        return skus

    def _listings_of(self, skus):
        """Return the listings with one of these seller SKUs, ``None`` for all, and the SKUs that none has."""
        mine = [("storefront_id", "in", self.ids), ("listing_id.state", "!=", "deleted")]
        if skus is None:
            return self.env["ocean.listing.sku"].search(mine).listing_id, []
        found = self.env["ocean.listing.sku"].search([*mine, ("seller_sku", "in", skus)])
        known = set(found.mapped("seller_sku"))
        return found.listing_id, [sku for sku in skus if sku not in known]

    def _sync_numbers(self, references):
        if not isinstance(references, list) or not all(
            isinstance(number, str) and is_number(number) for number in references
        ):
            raise UserError(self.env._("References are a list of order numbers."))
        if not references:
            raise UserError(self.env._("Enter at least one order number."))
        numbers = list(dict.fromkeys(references))
        job, unknown = self._import_numbers(numbers, MAX_REFERENCES)
        return {"run_id": job.id, "queued": len(job.sudo().item_ids), "unknown": unknown}

    def _moment(self, text, name):
        """Return an ISO 8601 moment in naive UTC."""
        if not text:
            return None
        try:
            moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
        except (AttributeError, TypeError, ValueError):
            raise UserError(
                self.env._(
                    "“%(name)s” is no moment in ISO 8601, for example 2026-11-24T00:00:00Z.", name=name
                )
            ) from None
        if moment.tzinfo:
            moment = moment.astimezone(timezone.utc).replace(tzinfo=None)
        return moment.replace(microsecond=0)

    # === SHARED WITH THE DIALOG === #

    def _known_orders(self, numbers):
        """Return those orders of these storefronts, and of those connected with them, that have `numbers`."""
        # sudo: storefronts of a family may belong to other companies; the record rules still apply below
        family = self.sudo()._roots()._family()
        return self.env["ocean.order"].search(
            [("storefront_id", "in", family.ids), ("external_id", "in", list(numbers))]
        )

    def _import_numbers(self, numbers, most):
        """Open a run that reads the orders with these numbers; return it and the numbers not known here."""
        if len(numbers) > most:
            raise UserError(
                self.env._(
                    "%(count)d orders are too many for one run; at most %(most)d.",
                    count=len(numbers),
                    most=most,
                )
            )
        orders = self._known_orders(numbers)
        known = set(orders.mapped("external_id"))
        unknown = [number for number in numbers if number not in known]
        asked = unknown if len(self) == 1 else []
        if not orders and not asked:
            raise UserError(
                self.env._(
                    "None of these orders is known. Choose one storefront to ask the platform for them."
                )
            )
        return self.env["ocean.job"]._open("import", self, references=asked, orders=orders), unknown

    def _import_window(self, since, until):
        """Open a run that looks for orders changed between two moments (naive UTC); return it."""
        windows = self._windows_of(since, until)
        return self.env["ocean.job"]._open("import", self, windows=windows)

    def _windows_of(self, since, until):
        """Return [(storefront, since, until)] of at most what each platform lets one ask at once.

        :raise UserError: when the window is none
        """
        if not since or not until:
            raise UserError(self.env._("Enter order numbers, or from when orders are looked for."))
        until = min(until, fields.Datetime.now())
        if since >= until:
            raise UserError(self.env._("The window ends before it begins, or lies in the future."))
        if until - since > LONGEST:
            raise UserError(self.env._("The window is longer than a year."))
        return [window for root in self.sudo()._roots() for window in root._split_window(since, until)]

    def _split_window(self, since, until):
        """Return [(storefront, since, until)] in naive UTC: as long as the platform lets one ask at once."""
        self.ensure_one()
        root_sudo = self.sudo()._roots()  # sudo: the reader is built from keys that nobody may read
        try:
            reader = root_sudo._platform()._reader(root_sudo, "-")  # it is only asked what it can do
        except MarketplaceError as error:
            raise UserError(
                self.env._(
                    "The app “%(name)s” has no secret yet. Ask an administrator to enter it.",
                    name=root_sudo.account_id.name,
                )
            ) from error
        pieces = split_window(
            since.replace(tzinfo=timezone.utc), until.replace(tzinfo=timezone.utc), reader.order_window
        )
        return [(root_sudo, start.replace(tzinfo=None), end.replace(tzinfo=None)) for start, end in pieces]
