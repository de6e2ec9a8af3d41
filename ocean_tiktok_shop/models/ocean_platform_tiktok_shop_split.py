from odoo import models


class OceanPlatformTiktokShop(models.AbstractModel):
    """Orders that go in several parcels."""

    _inherit = "ocean.platform.tiktok_shop"

    def _can_split(self, order):
        # "Split Orders": before shipping; in this region all units of a SKU stay together.
        return order.raw_status == "AWAITING_SHIPMENT" and not order.tracking_ref
