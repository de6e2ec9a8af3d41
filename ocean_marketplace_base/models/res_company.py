from odoo import fields, models

from .ocean_storefront import INVOICE_AT


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
    ocean_check_days = fields.Integer(
        "Nightly count check over (days)",
        default=3,
        help="Every night the platform's orders of the last days are counted against ours.",
    )
    ocean_invoice_at = fields.Selection(
        INVOICE_AT, "Create invoices of new storefronts", default="never", required=True
    )
    ocean_user_id = fields.Many2one("res.users", "Responsible for new storefronts")
    ocean_team_id = fields.Many2one("crm.team", "Sales team of new storefronts")
    ocean_pricelist_id = fields.Many2one("product.pricelist", "Pricelist of new storefronts")

    ocean_alert_mail = fields.Boolean(
        "Send alerts by mail",
        default=True,
        help="Whoever is responsible for a storefront gets a mail when something blocks work: at most one an "
        "hour. Activities, and messages to who reads them in Odoo, come in any case.",
    )

    _ocean_positive = models.Constraint(
        "CHECK (ocean_payload_days >= 1 AND ocean_poll_minutes >= 1)", "Days and minutes must be at least 1."
    )
    _ocean_check_days = models.Constraint(
        "CHECK (ocean_check_days BETWEEN 1 AND 30)", "The count check covers 1 to 30 days."
    )
