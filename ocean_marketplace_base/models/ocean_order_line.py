from odoo import api, fields, models

from ..lib.lifecycle import STAGES
from ..lib.schema import OrderStatus
from .ocean_order import SALES_GROUPS


class OceanOrderLine(models.Model):
    """A line of a platform order. Amounts are line totals, tax included."""

    _name = "ocean.order.line"
    _description = "Marketplace order line"
    _order = "order_id, id"
    _rec_name = "name"
    _check_company_auto = True

    order_id = fields.Many2one("ocean.order", required=True, ondelete="cascade", index=True)
    storefront_id = fields.Many2one(related="order_id.storefront_id", store=True, index=True)
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="order_id.currency_id")
    key = fields.Char("Line ID", required=True)
    item_id = fields.Char("Item ID")
    sku_id = fields.Char("Variant ID")
    seller_sku = fields.Char("Seller SKU", index="btree_not_null")
    name = fields.Char(required=True)
    variant = fields.Char()
    image_url = fields.Char("Image")
    product_id = fields.Many2one(
        "product.product", index="btree_not_null", ondelete="restrict", check_company=True
    )
    quantity = fields.Integer("Ordered")
    quantity_cancelled = fields.Integer("Cancelled")
    quantity_returned = fields.Integer("Returned")
    quantity_active = fields.Integer("To deliver", compute="_compute_quantity_active")
    unit_list_price = fields.Monetary("Unit list price")
    unit_price = fields.Monetary("Unit price on platform")
    list_amount = fields.Monetary("List price")
    seller_discount = fields.Monetary("Discount you")
    platform_discount = fields.Monetary("Discount platform")
    seller_voucher = fields.Monetary("Voucher you")
    platform_voucher = fields.Monetary("Voucher platform")
    revenue = fields.Monetary("Line total", help="What you sell the line for: the amount on the sales order.")
    is_gift = fields.Boolean("Gift")
    is_bundle = fields.Boolean("Bundle")
    is_preorder = fields.Boolean("Pre-order")
    platform_warehouse = fields.Char()
    hold_state = fields.Selection(
        [
            ("none", "None"),
            ("open", "Held"),
            ("closed", "Taken over by the delivery"),
            ("released", "Released"),
        ],
        "Hold",
        compute="_compute_hold",
        store=True,
        help="Units are held for an order from the moment it is seen until its delivery takes over.",
    )
    held_qty = fields.Float("Held", compute="_compute_hold", store=True, digits="Product Unit")
    sale_line_ids = fields.One2many("sale.order.line", "ocean_line_id", groups=SALES_GROUPS)

    _key_uniq = models.Constraint("UNIQUE (order_id, key)", "A line appears once.")

    @api.depends("quantity", "quantity_cancelled")
    def _compute_quantity_active(self):
        for line in self:
            line.quantity_active = line.quantity - line.quantity_cancelled

    @api.depends(
        "product_id", "quantity", "quantity_cancelled", "order_id.state", "order_id.sale_order_ids.state"
    )
    def _compute_hold(self):
        for line in self:
            line.hold_state = line._hold_state()
            line.held_qty = line.quantity_active if line.hold_state == "open" else 0

    def _hold_state(self):
        """Return what becomes of the line's units: a line without product can hold nothing yet."""
        stage = STAGES[OrderStatus(self.order_id.state or "unknown")]
        sales = self.order_id.sale_order_ids
        if not self.product_id:
            return "none"
        if stage.ends or self.quantity_active <= 0 or (sales and set(sales.mapped("state")) == {"cancel"}):
            return "released"
        if "sale" in sales.mapped("state"):
            return "closed"
        return "open" if stage.holds else "none"

    def _remove(self):
        """Delete lines the platform shows no more; what was sold stays, with nothing to deliver."""
        sold = self.filtered("sale_line_ids")
        (self - sold).unlink()
        for line in sold:
            line.write({"quantity_cancelled": line.quantity, "revenue": 0})

    def _sku_key(self):
        """Return what names the product of this line on the platform: the SKU, or the ids without one."""
        self.ensure_one()
        return self.seller_sku or f"{self.item_id}:{self.sku_id}"

    def _sku_text(self):
        self.ensure_one()
        return self.seller_sku or f"{self.name} {self.variant or ''}".strip()
