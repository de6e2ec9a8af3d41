from odoo import fields, models


class OceanAccount(models.Model):
    _inherit = "ocean.account"

    platform = fields.Selection(selection_add=[("fourth", "Fourth")], ondelete={"fourth": "set default"})
