from odoo import fields, models

LOCATIONS = [("singapore", "Singapore"), ("brazil", "Americas"), ("china", "Mainland China")]


class OceanAccount(models.Model):
    _inherit = "ocean.account"

    platform = fields.Selection(selection_add=[("shopee", "Shopee")], ondelete={"shopee": "set default"})
    shopee_location = fields.Selection(
        LOCATIONS,
        "Server location",
        default="singapore",
        help="Choose by where your Odoo server is, not by the shop's country.",
    )
