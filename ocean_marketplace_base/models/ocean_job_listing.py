from odoo import api, fields, models
from odoo.exceptions import UserError

from .ocean_job import ACTIVE
from .ocean_listing_requests import PUBLISHING, PULL, REQUESTS
from .ocean_selection import selection_text

OF_ALL = "*"  # the reference of a row that stands for all listings of a storefront


class OceanJob(models.Model):
    """Runs over listings: each row is a request to the platform."""

    _inherit = "ocean.job"

    kind = fields.Selection(
        selection_add=[
            ("listing_publish", "Publish listings"),
            ("listing_prices", "Send prices"),
            ("listing_hide", "Hide listings"),
            ("listing_show", "Show listings"),
            ("listing_delete", "Delete listings"),
            ("listing_recover", "Recover listings"),
            (PULL, "Read listings"),
        ],
        ondelete=dict.fromkeys(REQUESTS, "cascade"),
    )
    about_listings = fields.Boolean(compute="_compute_about_listings")

    @api.depends("kind")
    def _compute_about_listings(self):
        for job in self:
            job.about_listings = job.kind in REQUESTS

    @api.model
    def _open_listings(self, kind, listings, keys=None, whole=None):
        """Return a new run of the current user that asks for `kind` (of `REQUESTS`) for each of `listings`.

        :param keys: {listing: parts (`content.KEYS`) to publish}; all that differ for the others
        :param whole: storefronts whose listings are all read, for runs that read
        :raise AccessError: only managers change what buyers see
        :raise UserError: the storefronts are of several companies, or cannot take this
        """
        storefronts = listings.storefront_id | (whole or self.env["ocean.storefront"])
        if len(storefronts.company_id) != 1:
            raise UserError(self.env._("Choose listings of storefronts of one company."))
        kept = listings._wanted_keys(kind, keys or {}) if kind in PUBLISHING else None
        asked = listings._ask_all(REQUESTS[kind], kept)
        job_sudo = self._create_run(kind, storefronts, storefronts.company_id)
        job_sudo._add_listings(listings, asked)
        job_sudo._add_whole(whole or storefronts.browse())
        job_sudo._finish_if_over()
        return self.browse(job_sudo.id)

    def _add_listings(self, listings, asked):
        """Add a row for each of `listings`; those without a request in `asked` are done already."""
        self.env["ocean.job.item"].create(
            [
                {
                    "job_id": self.id,
                    "storefront_id": listing.storefront_id.id,
                    "reference": listing.external_id or f"#{listing.id}",
                    "listing_id": listing.id,
                    "command_id": asked[listing].id if listing in asked else False,
                    "asked_at": fields.Datetime.now(),
                    "state": "waiting" if listing in asked else "done",
                    "answer": False if listing in asked else self.env._("Nothing differs; nothing was sent"),
                }
                for listing in listings
            ]
        )

    def _add_whole(self, storefronts):
        """Add a row for each of `storefronts`, whose listings the catalogue lane reads."""
        roots = storefronts._roots()
        self.env["ocean.job.item"].create(
            [
                {
                    "job_id": self.id,
                    "storefront_id": root.id,
                    "reference": OF_ALL,
                    "asked_at": fields.Datetime.now(),
                }
                for root in roots
            ]
        )
        roots.sudo().lane_ids.filtered(lambda lane: lane.lane == "catalogue").write(
            {"watermark": False, "next_try": False, "failures": 0}
        )
        if roots:
            self.env["ocean.storefront"]._dispatch("catalogue")

    def _went_on(self):
        """Some rows of these runs are settled."""
        for job in self:
            job._begin()
            if job.state in ACTIVE:
                job._finish_if_over()
            job._show_change()

    def _cancel_items(self):
        """Of requests only those can be taken back that were not sent; the others finish."""
        if self.kind not in REQUESTS:
            return super()._cancel_items()
        waiting = self.item_ids.filtered(lambda item: item.state == "waiting")
        sent = waiting.filtered(lambda item: item.command_id.state in ("sending", "unknown"))
        requests = (waiting - sent).command_id.filtered(lambda row: row.state == "pending")
        requests.write({"state": "cancelled"})
        requests.listing_id._show_asked()
        return (waiting - sent).write({"state": "cancelled"})

    def _reopen(self):
        items = self.item_ids.filtered(lambda item: item.state == "failed" and item.listing_id)
        result = super()._reopen()
        if self.kind in REQUESTS:
            self._ask_again(items)
        return result

    def _ask_again(self, items):
        keys = {item.listing_id: item.command_id.content_keys or None for item in items}
        asked = items.listing_id._ask_all(REQUESTS[self.kind], keys if self.kind in PUBLISHING else None)
        for item in items:
            item.write({"command_id": asked[item.listing_id].id, "asked_at": fields.Datetime.now()})
        if whole := self.item_ids.filtered(lambda item: item.state == "waiting" and not item.listing_id):
            whole.storefront_id.lane_ids.filtered(lambda lane: lane.lane == "catalogue").next_try = False
            self.env["ocean.storefront"]._dispatch("catalogue")


class OceanJobItem(models.Model):
    _inherit = "ocean.job.item"

    listing_id = fields.Many2one("ocean.listing", readonly=True, ondelete="set null", index="btree_not_null")
    command_id = fields.Many2one(
        "ocean.command", "Request", readonly=True, ondelete="set null", index="btree_not_null"
    )
    title = fields.Char("What", compute="_compute_title")

    @api.depends("reference", "listing_id.name")
    def _compute_title(self):
        for item in self:
            whole = self.env._("All listings") if item.reference == OF_ALL else item.reference
            item.title = item.listing_id.name or whole

    def _words(self):
        if not self.listing_id and self.reference != OF_ALL:
            return super()._words()
        if self.state == "cancelled":
            return self.env._("Cancelled before it was sent"), False
        if self.state != "done" or self.answer or not self.listing_id:
            return self.answer, self.cure
        return selection_text(self.listing_id, "state"), False

    def action_open(self):
        """Open the listing or the order, or the place where its cause is mended."""
        if not self.listing_id:
            return super().action_open()
        self.ensure_one()
        self.check_access("read")
        return self.listing_id.get_formview_action()

    @api.model
    def _settle_commands(self, rows):
        """Take over how the requests `rows` ended, and close the runs that are over by it."""
        items = self.search([("command_id", "in", rows.ids), ("state", "=", "waiting")])
        for item in items:
            if item.command_id.state == "done":
                item.write({"state": "done", "answer": item.command_id.answer})
            elif item.command_id.state == "failed":
                item._fail(item.command_id.answer, item.command_id._cure())
        items.job_id._went_on()

    @api.model
    def _settle_whole(self, storefront, refusal=""):
        """All listings of `storefront` were read, or could not be."""
        items = self.search(
            [
                ("storefront_id", "=", storefront.id),
                ("reference", "=", OF_ALL),
                ("state", "=", "waiting"),
                ("job_id.kind", "=", PULL),
            ]
        )
        for item in items:
            if refusal:
                item._fail(refusal, self.env._("Look at the log of the storefront; press Retry failed."))
            else:
                item.state = "done"
        items.job_id._went_on()


class OceanLane(models.Model):
    _inherit = "ocean.lane"

    def _succeeded(self, values):
        result = super()._succeeded(values)
        if self.lane == "catalogue":
            self.env["ocean.job.item"]._settle_whole(self.storefront_id)
        return result

    def _failed(self, error, values):
        result = super()._failed(error, values)
        if self.lane == "catalogue":
            self.env["ocean.job.item"]._settle_whole(self.storefront_id, self.last_error)
        return result
