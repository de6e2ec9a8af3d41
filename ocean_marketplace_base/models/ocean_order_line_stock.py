from odoo import api, fields, models

HELD = ("open", "closed")


class OceanOrderLine(models.Model):
    """Holds in units of the product, and marks when they change."""

    _inherit = "ocean.order.line"

    uom_id = fields.Many2one(
        "uom.uom",
        "Sold in",
        readonly=True,
        help="What one item was when the product was found. Empty: its own unit.",
    )

    held_units = fields.Float(
        "Held units",
        compute="_compute_held_units",
        digits="Product Unit",
        help="Of the product that was looked at, which may be in a kit that was ordered.",
    )

    @api.depends("held_qty", "product_id")
    @api.depends_context("ocean_component")
    def _compute_held_units(self):
        component = self.env["product.product"].browse(self.env.context.get("ocean_component"))
        kits = self.env["ocean.stock.kit"]
        for company, lines in self.grouped("company_id").items():
            # sudo: as for the holds themselves
            parts = kits._components(lines.product_id.sudo(), company) if component else {}
            for line in lines:
                made_of = parts.get(line.product_id.sudo())
                per_item = made_of.get(component.sudo(), 0.0) if made_of is not None else 1.0
                line.held_units = line.held_qty * per_item

    @api.depends("uom_id")
    def _compute_hold(self):
        """Mark the storefront where the platform's own number moved: it takes what is ordered and gives back
        what is cancelled. That a delivery takes over moves nothing there."""
        before = {line: (line.hold_state in HELD, line.product_id) for line in self._origin}
        result = super()._compute_hold()
        for line in self:
            if line.uom_id and line.product_id and line.held_qty:
                line.held_qty = line.uom_id._compute_quantity(
                    line.held_qty, line.product_id.uom_id, round=False
                )
            held, product = before.get(line._origin, (False, line.product_id))
            holds = line.hold_state in HELD
            self.env["ocean.stock.dirty"]._mark(
                line.product_id | product,
                "release" if held and not holds else "order",
                line.storefront_id if held != holds else None,
            )
        return result

    def write(self, vals):
        if {"product_id", "quantity", "quantity_cancelled"} & set(vals):
            reason = "release" if "quantity_cancelled" in vals else "order"
            for storefront, lines in self.grouped("storefront_id").items():
                self.env["ocean.stock.dirty"]._mark(lines.product_id, reason, storefront)
        return super().write(vals)

    def unlink(self):
        self.env["ocean.stock.dirty"]._mark(self.product_id, "order")
        return super().unlink()

    def _sale_values(self, quantity=None):
        """An item that is a pack is sold in packs."""
        values = super()._sale_values(quantity)
        if self.uom_id:
            values = [{**row, "product_uom_id": self.uom_id.id} for row in values]
        return values

    def _take_units(self, storefront):
        """Remember what the listings of `storefront` say one item of these lines is."""
        keys = list({(line.item_id, line.sku_id) for line in self if line.sku_id})
        skus = self.env["ocean.listing.sku"]._of_variants(storefront, keys).filtered("uom_id")
        for line in self if skus else ():
            same = skus.filtered(lambda sku, line=line: sku._is_sold_by(line))
            line.uom_id = same[:1].uom_id


class OceanOrder(models.Model):
    _inherit = "ocean.order"

    def _match_products(self):
        """With the product of a line comes what one of its items is."""
        lines = self.line_ids.filtered(lambda line: not line.product_id)
        result = super()._match_products()
        for storefront, group in lines.filtered("product_id").grouped("storefront_id").items():
            group._take_units(storefront)
        return result
