from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ocean_payload_days = fields.Integer(related="company_id.ocean_payload_days", readonly=False)
    ocean_poll_minutes = fields.Integer(related="company_id.ocean_poll_minutes", readonly=False)
    ocean_check_days = fields.Integer(related="company_id.ocean_check_days", readonly=False)
    ocean_invoice_at = fields.Selection(related="company_id.ocean_invoice_at", readonly=False)
    ocean_user_id = fields.Many2one(related="company_id.ocean_user_id", readonly=False)
    ocean_team_id = fields.Many2one(related="company_id.ocean_team_id", readonly=False)
    ocean_pricelist_id = fields.Many2one(related="company_id.ocean_pricelist_id", readonly=False)
    ocean_alert_mail = fields.Boolean(related="company_id.ocean_alert_mail", readonly=False)
    group_ocean_simulator = fields.Boolean(
        "Simulator", implied_group="ocean_marketplace_base.group_simulator"
    )
    ocean_storefront_summary = fields.Char(compute="_compute_ocean_storefront_summary")

    @api.depends("company_id")
    def _compute_ocean_storefront_summary(self):
        for settings in self:
            storefronts = self.env["ocean.storefront"].search([("company_id", "=", settings.company_id.id)])
            connected = len(storefronts.filtered(lambda row: row.connection == "connected"))
            settings.ocean_storefront_summary = self.env._(
                "%(count)d storefronts, %(connected)d connected", count=len(storefronts), connected=connected
            )
