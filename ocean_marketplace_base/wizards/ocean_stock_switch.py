from odoo import api, fields, models

BIG_DROP = 0.9


class OceanStockSwitch(models.TransientModel):
    """Sending stock is switched on only after looking at what would change."""

    _name = "ocean.stock.switch"
    _description = "Preview before sending stock"

    storefront_id = fields.Many2one("ocean.storefront", required=True, readonly=True, ondelete="cascade")
    line_ids = fields.One2many("ocean.stock.switch.line", "switch_id", "Numbers that differ", readonly=True)
    summary = fields.Char(compute="_compute_summary")

    @api.depends("line_ids")
    @api.depends_context("lang")
    def _compute_summary(self):
        for wizard in self:
            drops = len(wizard.line_ids.filtered("drops"))
            wizard.summary = self.env._(
                "%(count)d numbers on “%(storefront)s” would change; %(drops)d drop by more than 90 %%.",
                count=len(wizard.line_ids),
                storefront=wizard.storefront_id.name,
                drops=drops,
            )

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        for wizard in wizards:
            wizard.line_ids = [fields.Command.create(values) for values in wizard._differing()]
        return wizards

    def _differing(self):
        """Return the values of the rows whose number is not what the platform shows."""
        rows = self.env["ocean.listing.sku"].search([("storefront_id", "=", self.storefront_id.id)])
        found, why = [], self.env["ocean.stock.why"]
        for sku, answers in rows._takes_numbers()._stock_answers().items():
            told = {place: pair for place, pair in answers.items() if pair[0].quantity is not None}
            number = sum(answer.quantity for answer, _figures in told.values())
            if told and number != sku.platform_quantity:
                terms = why._line(self.env["ocean.stock.pool"]._plain(told))
                found.append({"sku_id": sku.id, "now": sku.platform_quantity, "then": number, "why": terms})
        return found

    def action_switch_on(self):
        """Send numbers from now on, these first."""
        self.ensure_one()
        self.storefront_id.check_access("write")
        # sudo: only this dialog may switch it on
        self.storefront_id.sudo().stock_on = True
        return {"type": "ir.actions.act_window_close"}


class OceanStockSwitchLine(models.TransientModel):
    _name = "ocean.stock.switch.line"
    _description = "Number that would change"
    _order = "drops desc, id"

    switch_id = fields.Many2one("ocean.stock.switch", required=True, ondelete="cascade", index=True)
    sku_id = fields.Many2one("ocean.listing.sku", "Listing variant", required=True, ondelete="cascade")
    product_id = fields.Many2one(related="sku_id.product_id")
    now = fields.Integer("On platform now")
    then = fields.Integer("Will be")
    why = fields.Char()
    drops = fields.Boolean(compute="_compute_drops", store=True)

    @api.depends("now", "then")
    def _compute_drops(self):
        for line in self:
            line.drops = line.now > 0 and line.then <= line.now * (1 - BIG_DROP)
