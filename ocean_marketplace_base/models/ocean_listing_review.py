from odoo import api, fields, models

from ..lib import content
from .ocean_listing_requests import CAUSE


class OceanListing(models.Model):
    """What the platform thinks of a listing: its review in words, and what a person must look at."""

    _inherit = "ocean.listing"

    review_text = fields.Char("Review", compute="_compute_review_text")
    refused = fields.Boolean(
        "Refused by review",
        compute="_compute_refused",
        store=True,
        help="The platform blocks it, or refused what was changed last.",
    )

    @api.depends("state", "notes")
    def _compute_refused(self):
        for listing in self:
            noted = bool(listing.notes) and listing.state in ("draft", "hidden", "unknown")
            listing.refused = listing.state == "blocked" or noted

    @api.depends("notes", "state")
    @api.depends_context("lang")
    def _compute_review_text(self):
        for listing in self:
            listing.review_text = " ".join(listing._note_sentences()) or False

    def _note_sentences(self):
        """Return what the platform objects to, one sentence per note, with the part named."""
        self.ensure_one()
        names = self._part_names()
        sentences = []
        for note in self.notes or []:
            words = [note.get("text"), note.get("advice")]
            text = " ".join(self._sentence(word) for word in words if word)
            part = names.get(note.get("key"))
            sentences.append(f"{part}: {text}" if part else text)
        return list(dict.fromkeys(filter(None, sentences)))

    @api.model
    def _sentence(self, text):
        text = text.strip()
        return text if text[-1:] in (".", "!", "?", "") else f"{text}."

    @api.model
    def _part_names(self):
        """Return the names of the parts of a listing (`content.KEYS`) in the user's language."""
        return {
            content.NAME: self.env._("Name"),
            content.DESCRIPTION: self.env._("Description"),
            content.CATEGORY: self.env._("Category"),
            content.IMAGES: self.env._("Images"),
            content.SIZE: self.env._("Weight and size"),
            content.CONDITION: self.env._("Condition"),
            content.LEAD_TIME: self.env._("Lead time"),
            content.VARIANTS: self.env._("Variants"),
            content.PRICE: self.env._("Price"),
        }

    # === WHAT A PERSON MUST LOOK AT === #

    def _cause(self):
        """Return what the rows of the exception inbox about this listing call it."""
        self.ensure_one()
        return f"{CAUSE}{self.id}"

    def _open_rows(self, kind):
        """Return {listing: open row} of the exception inbox of `kind` about these, in one query."""
        by_cause = {listing._cause(): listing for listing in self}
        rows = self.env["ocean.exception"].search(
            [
                ("storefront_id", "in", self.storefront_id.ids),
                ("kind", "=", kind),
                ("cause_key", "in", list(by_cause)),
                ("state", "=", "open"),
            ]
        )
        return {by_cause[row.cause_key]: row for row in rows}

    def _report(self, kind, text=""):
        """Open the row of the exception inbox of `kind` about each of these listings; return {listing: row}.

        :param text: what to tell of them, or {listing: text}
        """
        texts = text if isinstance(text, dict) else dict.fromkeys(self, text)
        rows = self.env["ocean.exception"]._report_many(
            kind,
            [
                {
                    "storefront_id": listing.storefront_id.id,
                    "cause_key": listing._cause(),
                    "detail": listing.name,
                    "technical_code": listing.raw_status or kind,
                    "technical_text": texts[listing],
                }
                for listing in self
            ],
        )
        return dict(zip(self, rows, strict=True))

    def _is_ours(self):
        """Return whether anybody here cares: an old item that nobody ever matched is not our business."""
        self.ensure_one()
        return bool(self.product_tmpl_id) or self.managed

    def _report_review(self):
        """Tell of listings that the platform refuses; it is over when they are shown again."""
        rows = self._open_rows("listing_review")
        refused = self.filtered(lambda listing: listing.refused and listing._is_ours())
        new = refused.filtered(lambda listing: listing not in rows)
        new._report("listing_review", {listing: listing.review_text or "" for listing in new})
        over = (self - refused).filtered(lambda listing: listing in rows and listing.state != "checking")
        self.env["ocean.exception"].concat(*[rows[listing] for listing in over])._resolve()

    def _report_gone(self, states):
        """Tell of listings that vanished from the platform though nobody here deleted them.

        :param states: the status of each before, by record id
        """
        rows = self._open_rows("listing_gone")
        back = self.filtered(lambda listing: listing.state != "deleted" and listing in rows)
        self.env["ocean.exception"].concat(*[rows[listing] for listing in back])._resolve()
        gone = self.filtered(
            lambda listing: listing.state == "deleted" and states.get(listing.id, "deleted") != "deleted"
        )
        self.env["ocean.listing.history"]._note_all("gone", dict.fromkeys(gone, {False: (None, None)}))
        gone.filtered(lambda listing: listing._is_ours())._report("listing_gone")
