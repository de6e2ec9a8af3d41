from odoo import api, fields, models


class SaleOrderLine(models.Model):
    """Amounts of imported lines are the platform's; four doors by which Odoo would change them are closed."""

    _inherit = "sale.order.line"

    ocean_line_id = fields.Many2one(
        "ocean.order.line",
        "Marketplace line",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    ocean_list_amount = fields.Monetary(related="ocean_line_id.list_amount", string="Platform list price")
    ocean_seller_discount = fields.Monetary(related="ocean_line_id.seller_discount", string="Discount you")
    ocean_seller_voucher = fields.Monetary(related="ocean_line_id.seller_voucher", string="Voucher you")
    ocean_platform_discount = fields.Monetary(
        related="ocean_line_id.platform_discount", string="Discount platform"
    )
    ocean_price_note = fields.Char("Price set by", compute="_compute_ocean_price_note")

    @api.depends_context("lang")
    def _compute_ocean_price_note(self):
        for line in self:
            line.ocean_price_note = self.env._("Platform") if line._ocean_is_imported() else False

    def _ocean_is_imported(self):
        """Return whether this line came from a marketplace order (products, shipping and packaging alike)."""
        self.ensure_one()
        order = self.order_id.ocean_order_id
        return bool(self.ocean_line_id or (order and self.product_id in self._ocean_service_products()))

    def _ocean_service_products(self):
        return self.env.ref("ocean_marketplace_base.product_shipping") | self.env.ref(
            "ocean_marketplace_base.product_packaging"
        )

    def _reset_price_unit(self):
        """The form's change of product comes here: an imported line keeps its price."""
        if self._ocean_is_imported():
            return None
        return super()._reset_price_unit()

    def _compute_discount(self):
        """A pricelist gives imported lines no discount."""
        return super(SaleOrderLine, self._ocean_without_imported())._compute_discount()

    def _compute_tax_ids(self):
        """The tax of imported lines is the storefront's."""
        return super(SaleOrderLine, self._ocean_without_imported())._compute_tax_ids()

    def _ocean_without_imported(self):
        """Return the other lines; imported ones keep the values they have."""
        imported = self.filtered(lambda line: line._ocean_is_imported())
        for line in imported:
            # A compute must assign, or Odoo reports the field as missing.
            line.update({"discount": line._origin.discount, "tax_ids": line._origin.tax_ids})
        return self - imported
