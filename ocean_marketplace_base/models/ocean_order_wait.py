from odoo import fields, models


class OceanOrder(models.Model):
    """An order that goes without until goods come."""

    _inherit = "ocean.order"

    stock_wait_until = fields.Datetime(
        "Waits for stock until", readonly=True, copy=False, help="Somebody decided to wait for a receipt."
    )
