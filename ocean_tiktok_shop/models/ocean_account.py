from odoo import fields, models

REGIONS = [("ID", "South-East Asia"), ("US", "United States"), ("GB", "United Kingdom and Europe")]


class OceanAccount(models.Model):
    _inherit = "ocean.account"

    platform = fields.Selection(
        selection_add=[("tiktok_shop", "TikTok Shop")], ondelete={"tiktok_shop": "set default"}
    )
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
