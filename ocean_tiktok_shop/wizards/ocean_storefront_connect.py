from odoo import fields, models

from ..models.ocean_account import REGIONS


class OceanStorefrontConnect(models.TransientModel):
    _inherit = "ocean.storefront.connect"

    tiktok_service_id = fields.Char(
        "Service ID", help="From the app's page in the Partner Center; it names the app on the consent page."
    )
    tiktok_region = fields.Selection(
        REGIONS,
        "Sellers of",
        default="ID",
        help="Where the sellers register: those of the United States have a consent page of their own.",
    )
    tiktok_auth_url = fields.Char(
        "Address of the simulator's token service",
        help="Only for the simulator, if it differs from its address.",
    )

    def _account_fields(self):
        return [*super()._account_fields(), "tiktok_service_id", "tiktok_region", "tiktok_auth_url"]
