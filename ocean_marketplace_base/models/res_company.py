from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    ocean_payload_days = fields.Integer(
        "Keep platform data (days)",
        default=90,
        help="After that only digests of the platform's answers are kept.",
    )
    ocean_poll_minutes = fields.Integer(
        "Look for orders every (minutes)",
        default=5,
        help="Pushes arrive at once; this is the safety net behind them.",
    )
    ocean_user_id = fields.Many2one("res.users", "Responsible for new storefronts")
    ocean_team_id = fields.Many2one("crm.team", "Sales team of new storefronts")
    ocean_pricelist_id = fields.Many2one("product.pricelist", "Pricelist of new storefronts")

    _ocean_positive = models.Constraint(
        "CHECK (ocean_payload_days >= 1 AND ocean_poll_minutes >= 1)", "Days and minutes must be at least 1."
    )
