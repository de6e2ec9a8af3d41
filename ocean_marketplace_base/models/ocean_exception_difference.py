from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..lib import differences

LONG = 120  # characters from which a value is compared in a dialog of its own


class OceanExceptionDifference(models.Model):
    """One value that differs between a platform and Odoo, and what a person decides about it."""

    _name = "ocean.exception.difference"
    _description = "Difference between platform and Odoo"
    _order = "exception_id, sequence, id"
    _rec_name = "key"

    exception_id = fields.Many2one("ocean.exception", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="exception_id.company_id", store=True, index=True)
    sequence = fields.Integer(readonly=True)
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", required=True, readonly=True)
    key = fields.Char(required=True, readonly=True)
    sides = fields.Json("Values", readonly=True)
    only_theirs = fields.Boolean("Platform only", readonly=True)
    decision = fields.Selection([(differences.OURS, "Ours"), (differences.THEIRS, "Platform")], "Take")
    result = fields.Char(readonly=True)
    applied_at = fields.Datetime("Applied", readonly=True)

    label = fields.Char("Field", compute="_compute_words", compute_sudo=True)
    agreed = fields.Char("Last agreed", compute="_compute_words", compute_sudo=True)
    ours = fields.Char("Ours now", compute="_compute_words", compute_sudo=True)
    theirs = fields.Char("Platform now", compute="_compute_words", compute_sudo=True)
    ours_changed = fields.Boolean(compute="_compute_words", compute_sudo=True)
    theirs_changed = fields.Boolean(compute="_compute_words", compute_sudo=True)
    is_long = fields.Boolean(compute="_compute_words", compute_sudo=True)
    ours_picture = fields.Char("Our picture", compute="_compute_words", compute_sudo=True)
    theirs_picture = fields.Char("Platform's picture", compute="_compute_words", compute_sudo=True)
    comparison = fields.Html("Changes", compute="_compute_words", compute_sudo=True)
    choice_text = fields.Char("Choice", compute="_compute_choice_text")
    effect = fields.Char("What happens", compute="_compute_effect", compute_sudo=True)

    def _source(self):
        """Return the record that differs (`ocean.difference.source`)."""
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id)

    @api.depends("sides", "key", "res_model", "res_id")
    @api.depends_context("lang", "tz")
    def _compute_words(self):
        for row in self:
            source, sides = row._source(), row.sides
            row.label = source._difference_label(row.key)
            for side in ("agreed", differences.OURS, differences.THEIRS):
                row[side] = source._difference_text(row.key, sides[side])
            row.ours_picture = source._difference_picture(row.key, sides, differences.OURS)
            row.theirs_picture = source._difference_picture(row.key, sides, differences.THEIRS)
            row.ours_changed = not differences.same(sides["agreed"], sides["ours"])
            row.theirs_changed = not differences.same(sides["agreed"], sides["theirs"])
            row.is_long = max(len(row.ours), len(row.theirs)) > LONG
            row.comparison = row._comparison()

    @api.depends("only_theirs")
    @api.depends_context("lang")
    def _compute_choice_text(self):
        for row in self:
            row.choice_text = self.env._("Platform only") if row.only_theirs else self.env._("Choose")

    def _comparison(self):
        """Return ours with the words that go struck out and those that come underlined."""
        marks = {
            "same": Markup("%s"),
            "gone": Markup('<del class="text-danger">%s</del>'),
            "new": Markup('<ins class="text-success">%s</ins>'),
        }
        pieces = differences.changed_words(self.ours, self.theirs)
        return Markup("<p>%s</p>") % Markup(" ").join(marks[kind] % text for kind, text in pieces)

    @api.depends("result")
    @api.depends_context("lang")
    def _compute_effect(self):
        for row in self:
            row.effect = row.result or row._source()._difference_effect(row.key, row.sides)

    def write(self, vals):
        """Users decide, until it is carried out; facts that nobody can decide otherwise stay."""
        if not self.env.su and set(vals) - {"decision"}:
            raise AccessError(self.env._("Differences are found by the system; only the decision is yours."))
        if not self.env.su and any(row.applied_at or row.exception_id.state != "open" for row in self):
            raise UserError(self.env._("This was decided already."))
        if vals.get("decision", differences.THEIRS) != differences.THEIRS and any(self.mapped("only_theirs")):
            raise UserError(self.env._("What was paid or cancelled on the platform cannot be decided here."))
        return super().write(vals)

    def _mark_applied(self, choices):
        """Write what became of each row, in the words of whoever decides."""
        now = fields.Datetime.now()
        for row in self:
            theirs = choices[row.key] == differences.THEIRS
            row.write(
                {
                    "decision": choices[row.key],
                    "applied_at": now,
                    "result": self.env._("Done: %(effect)s", effect=row.effect)
                    if theirs
                    else self.env._("Ours kept; asked again only if the platform changes it"),
                }
            )

    # === ACTIONS === #

    def action_ours(self):
        """Keep ours."""
        self.check_access("write")
        self.write({"decision": differences.OURS})

    def action_theirs(self):
        """Take the platform's."""
        self.check_access("write")
        self.write({"decision": differences.THEIRS})

    def action_compare(self):
        """Show what exactly differs in long values."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.label,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }
