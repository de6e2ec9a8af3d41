from odoo import api, models


class OceanListingSku(models.Model):
    """Once numbers are worked out, look whether there is enough."""

    _inherit = "ocean.listing.sku"

    @api.model
    def _settle_stock(self, marks):
        result = super()._settle_stock(marks)
        products = self.env["product.product"].sudo().browse(set(marks.mapped("product_id"))).exists()
        products |= self.env["ocean.stock.kit"]._kits_with(products)
        # sudo: done for everybody by the stock lane
        rows = self.sudo().search([("product_id", "in", products.ids)])
        terms = {sku: sku.why_terms or [] for sku in rows}  # once: each read of a Json field copies it
        figures = self.env["ocean.stock.shortage"].sudo()._figures_of(terms)
        self.env["ocean.exception"].sudo()._settle_oversold(products, figures)
        rows._watch_supply(terms)
        return result
