from odoo import models


class OceanPlatformShopee(models.AbstractModel):
    """Orders that go in several parcels."""

    _inherit = "ocean.platform.shopee"

    def _can_split(self, order):
        # "split_order": READY_TO_SHIP only, whole models apart; never once shipment is arranged.
        return order.raw_status == "READY_TO_SHIP" and not order.tracking_ref
