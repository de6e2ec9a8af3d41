from odoo import fields, models


class SaleOrder(models.Model):
    """The notes of buyer and seller where people work: shown, not copied, so that they are the last."""

    _inherit = "sale.order"

    ocean_buyer_note = fields.Text(related="ocean_order_id.buyer_note", string="Buyer's note")
    ocean_seller_note = fields.Text(related="ocean_order_id.seller_note", string="Seller note")


class StockPicking(models.Model):
    _inherit = "stock.picking"

    ocean_buyer_note = fields.Text(related="sale_id.ocean_buyer_note", string="Buyer's note")
    ocean_seller_note = fields.Text(related="sale_id.ocean_seller_note", string="Seller note")
