from odoo import fields, models


class OceanStorefront(models.Model):
    _inherit = "ocean.storefront"

    # Names the shop in calls; useless without the token, but nobody needs to see it either.
    tiktok_cipher = fields.Char("Shop cipher", groups=fields.NO_ACCESS, copy=False)
