from odoo import models


class OceanPlatform(models.AbstractModel):
    """The part of the adapter contract about orders that cannot be sent at once."""

    _inherit = "ocean.platform"

    def _can_split(self, order):
        """Return whether the platform lets `order` (`ocean.order`) go in several parcels as it stands: whole
        items apart, never the units of one item. No call.
        """
        return False

    def _out_of_stock_reason(self, codes):
        """Return which of `codes`, the reasons to cancel that the platform takes, says *out of stock*."""
        return next((code for code in codes if "out_of_stock" in code.lower()), "")
