from odoo import fields, models


class OceanStorefront(models.Model):
    """How listings of a storefront find their products."""

    _inherit = "ocean.storefront"

    match_auto = fields.Boolean(
        "Match exact SKUs by itself",
        default=True,
        help="A variant whose SKU or barcode one product has, and no other variant of the storefront, is "
        "matched when listings are read. Without this it is suggested only.",
    )

    def action_suggest_products(self):
        """Look for the products of all unmatched variants of these storefronts now."""
        self.check_access("write")
        for storefront in self:
            self.env["ocean.listing.sku"]._match(storefront)
        return True
