from odoo import api, fields, models

from ..lib.whatif import DELAY


class OceanStockWhatifStart(models.TransientModel):
    """Over how many days a rule is tried."""

    _name = "ocean.stock.whatif.start"
    _description = "Try a rule on the past"

    rule_id = fields.Many2one("ocean.allocation.rule", required=True, readonly=True, ondelete="cascade")
    days = fields.Integer("Last days", required=True, default=14)
    delay = fields.Integer(
        "Platform delay (s)",
        required=True,
        default=int(DELAY.total_seconds()),
        help="Seconds until another storefront shows what one has sold.",
    )
    note = fields.Char(compute="_compute_note")

    _days_range = models.Constraint("CHECK (days BETWEEN 1 AND 90)", "Choose 1 to 90 days.")
    _delay_range = models.Constraint("CHECK (delay BETWEEN 0 AND 600)", "Take a delay of 0 to 600 seconds.")

    @api.depends("rule_id")
    @api.depends_context("lang")
    def _compute_note(self):
        for wizard in self:
            wizard.note = wizard._words()

    def _words(self):
        rule = self.rule_id
        if rule.replaces_id:
            return self.env._("It is compared with “%(rule)s” as it is today.", rule=rule.replaces_id.name)
        if rule.active:
            return self.env._("This rule is on: it is compared with its being off.")
        return self.env._("It is compared with today's rules.")

    def action_start(self):
        """Begin; return the run."""
        self.ensure_one()
        return self.rule_id._try_on_past(self.days, self.delay).job_id._action_show()
