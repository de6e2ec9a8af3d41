from odoo import fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    ocean_order_id = fields.Many2one(
        "ocean.order",
        "Marketplace order",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    ocean_storefront_id = fields.Many2one(
        related="ocean_order_id.storefront_id", string="Storefront", store=True
    )
    ocean_ship_by = fields.Datetime(related="ocean_order_id.ship_by", string="Ship by")
    ocean_state = fields.Selection(related="ocean_order_id.state", string="Platform status")
    ocean_due_text = fields.Char(related="ocean_order_id.due_text", string="Due")

    _ocean_order_uniq = models.UniqueIndex(
        "(ocean_order_id) WHERE ocean_order_id IS NOT NULL",
        "This marketplace order already has a sales order.",
    )

    def _get_update_prices_lines(self):
        """The platform made the prices: *Update Prices* leaves them alone."""
        return super()._get_update_prices_lines().filtered(lambda line: not line._ocean_is_imported())

    def action_confirm(self):
        """Confirm marketplace orders apart: one dict of confirmation values is written to all of a call."""
        imported = self.filtered("ocean_order_id")
        if imported and imported != self:
            return (
                super(SaleOrder, imported).action_confirm()
                and super(SaleOrder, self - imported).action_confirm()
            )
        return super().action_confirm()

    def _prepare_confirmation_values(self):
        """Keep the platform's order date."""
        values = super()._prepare_confirmation_values()
        if self and all(order.ocean_order_id for order in self):
            values.pop("date_order", None)
        return values

    def _ocean_catch_up_reordering(self):
        """Do once for a batch what `ocean_import` left out per order: mark and run reordering rules."""
        moves = self.order_line.move_ids.with_context(ocean_import=False)
        if not moves:
            return
        moves._update_orderpoints()
        # sudo: whether rules exist, not what they say
        rule_domain = [("trigger", "=", "auto"), ("product_id", "in", moves.product_id.ids)]
        if self.env["stock.warehouse.orderpoint"].sudo().search_count(rule_domain, limit=1):
            moves.filtered(lambda move: move.state not in ("draft", "cancel", "done"))._trigger_scheduler()

    def action_view_ocean_order(self):
        """Open the marketplace order."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "ocean.order",
            "res_id": self.ocean_order_id.id,
            "views": [(False, "form")],
        }
