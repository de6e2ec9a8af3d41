from odoo import models

from ..lib.const import REJECT_STOCK


class OceanPlatformTokopedia(models.AbstractModel):
    """What is out of stock: orders go in one parcel, so only rejecting is left."""

    _inherit = "ocean.platform.tokopedia"

    def _out_of_stock_reason(self, codes):
        return next((code for code in codes if code == str(REJECT_STOCK)), "")
