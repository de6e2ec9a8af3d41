from odoo import api, fields, models

SHOWN = 2000  # characters of a value that are kept for people to read


class OceanListingHistory(models.Model):
    """What changed in a listing: who, when, which part, from what to what, on which side."""

    _name = "ocean.listing.history"
    _description = "Listing history"
    _order = "id desc"
    _rec_name = "label"

    listing_id = fields.Many2one(
        "ocean.listing", required=True, ondelete="cascade", index=True, readonly=True
    )
    company_id = fields.Many2one(related="listing_id.company_id", store=True, index=True)
    happened_at = fields.Datetime("Time", required=True, default=fields.Datetime.now, readonly=True)
    user_id = fields.Many2one("res.users", "Who", readonly=True)
    what = fields.Selection(
        [
            ("changed", "Changed on the platform"),
            ("sent", "Sent"),
            ("taken", "Taken over"),
            ("kept", "Ours kept"),
            ("gone", "Gone from the platform"),
        ],
        required=True,
        readonly=True,
    )
    side = fields.Selection([("ours", "Odoo"), ("theirs", "Platform")], compute="_compute_side")
    part = fields.Char(readonly=True)
    before = fields.Json(readonly=True)
    after = fields.Json(readonly=True)
    label = fields.Char("Field", compute="_compute_words", compute_sudo=True)
    before_text = fields.Text("From", compute="_compute_words", compute_sudo=True)
    after_text = fields.Text("To", compute="_compute_words", compute_sudo=True)

    @api.depends("what")
    def _compute_side(self):
        for row in self:
            row.side = "ours" if row.what in ("sent", "kept") else "theirs"

    @api.depends("part", "before", "after")
    @api.depends_context("lang", "tz")
    def _compute_words(self):
        for row in self:
            listing, part = row.listing_id, row.part
            row.label = listing._difference_label(part) if part else self.env._("Listing")
            row.before_text = listing._difference_text(part, row.before)[:SHOWN] if part else False
            row.after_text = listing._difference_text(part, row.after)[:SHOWN] if part else False

    @api.model
    def _note(self, listing, what, changes):
        """Write down `changes` of `listing`, {part: (before, after)}; who is the system has no name."""
        self._note_all(what, {listing: changes})

    @api.model
    def _note_all(self, what, changes):
        """Write down what changed in many listings, {listing: changes as `_note` has them}, at once."""
        user = self.env.user if self.env.uid != self.env.ref("base.user_root").id else self.env["res.users"]
        self.create(
            [
                {
                    "listing_id": listing.id,
                    "user_id": user.id,
                    "what": what,
                    "part": part,
                    "before": before,
                    "after": after,
                }
                for listing, parts in changes.items()
                for part, (before, after) in sorted(parts.items())
            ]
        )
