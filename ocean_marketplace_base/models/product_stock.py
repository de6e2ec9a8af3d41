from odoo import api, fields, models

NAMES = ("on_hand", "demand", "holds", "sellable")


class ProductTemplate(models.Model):
    """Stock of a product on all storefronts, side by side."""

    _inherit = "product.template"

    ocean_stock_text = fields.Char(
        "Stock to sell", compute="_compute_ocean_stock_text", groups="ocean_marketplace_base.group_user"
    )

    @api.depends("product_variant_ids")
    @api.depends_context("lang")
    def _compute_ocean_stock_text(self):
        for template in self:
            template.ocean_stock_text = template._stock_line()

    def _stock_line(self):
        """Return the figures of the places that the product's storefronts sell from, in one line."""
        variants = self.product_variant_ids._origin
        shops = variants._ocean_skus().storefront_id.sudo()
        places = self.env["stock.location"].union(*(row for shop in shops for row in shop._places().values()))
        figures = variants.sudo()._get_stock_figures(places) if places else {}
        if not figures:
            return False
        total = {name: sum(row.get(name, 0.0) for row in figures.values()) for name in NAMES}
        words = [
            self.env._("On hand %(on_hand)g", **total),
            self.env._("confirmed demand −%(demand)g", **total) if total["demand"] else "",
            self.env._("holds −%(holds)g", **total) if total["holds"] else "",
        ]
        if any("parts" in row for row in figures.values()):
            words = []  # of its components, each with figures of its own
        words.append(self.env._("sellable %(sellable)g", **total))
        return " · ".join(word for word in words if word)

    def action_push_stock(self):
        """Send the numbers of these products to all storefronts."""
        return self.product_variant_ids.action_push_stock()

    def action_check_stock(self):
        """Ask the platforms what they show for these products."""
        return self.product_variant_ids._ocean_skus().action_check_stock()


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _ocean_skus(self):
        """Return the listing variants of these products that the user may see."""
        return self.env["ocean.listing.sku"].search([("product_id", "in", self.ids)])

    def action_push_stock(self):
        """Send the numbers of these products to all storefronts."""
        return self._ocean_skus().action_push_stock()


class OceanListing(models.Model):
    _inherit = "ocean.listing"

    def action_push_stock(self):
        """Send the numbers of all variants of these listings."""
        return self.sku_ids.action_push_stock()
