from odoo import models


class OceanException(models.Model):
    """Causes about matches: they are mended on the matching screen."""

    _inherit = "ocean.exception"

    def _fix_product_twice(self):
        domain = [
            ("storefront_id", "=", self.storefront_id.id),
            ("listing_id.external_id", "=", self.cause_key),
        ]
        return self.storefront_id._action_of("ocean_marketplace_base.ocean_listing_sku_action_match", domain)
