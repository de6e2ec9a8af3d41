from odoo import fields, models

from ..models.ocean_account import LOCATIONS


class OceanStorefrontConnect(models.TransientModel):
    _inherit = "ocean.storefront.connect"

    shopee_location = fields.Selection(
        LOCATIONS,
        "Server location",
        default="singapore",
        help="Choose by where your Odoo server is, not by the shop's country.",
    )

    def _account_fields(self):
        return [*super()._account_fields(), "shopee_location"]
