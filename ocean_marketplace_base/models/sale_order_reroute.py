from odoo import models
from odoo.exceptions import UserError
from odoo.tools import float_compare


class SaleOrder(models.Model):
    """Have another warehouse deliver an order, or deliver it in two parts."""

    _inherit = "sale.order"

    def _ocean_open_transfers(self):
        return self.picking_ids.filtered(lambda picking: picking._ocean_may_stop())

    def _ocean_untouched_refusal(self):
        """Return why the transfers of this order must stay as they are, or ``""``."""
        if self.state != "sale":
            return self.env._("its sales order is not confirmed yet")
        if self.picking_ids.filtered(lambda picking: picking.state == "done"):
            return self.env._("part of it is on its way already")
        if any(self._ocean_open_transfers().move_ids.mapped("picked")):
            return self.env._("it is being picked")
        # sudo: how far the parcel is may be known without rights on marketplace orders
        if self.sudo().ocean_order_id._may_have_label():
            return self.env._("its shipment is arranged already")
        return ""

    # === ANOTHER WAREHOUSE === #

    def _ocean_reroute_refusal(self):
        """Return why no other warehouse can deliver this order, whatever it has, or ``""``."""
        if refusal := self._ocean_untouched_refusal():
            return refusal
        order_sudo = self.sudo().ocean_order_id  # sudo: as above
        named = [name for name in order_sudo.line_ids.mapped("platform_warehouse") if name]
        if named and len(order_sudo.storefront_id._places()) > 1:
            return self.env._("the platform has it fetched from warehouse %(name)s", name=named[0])
        return ""

    def _ocean_needs(self):
        """Return {product: units still to deliver} of what is counted."""
        needs = {}
        for line in self.order_line:
            product = line.product_id
            open_units = line.product_uom_id._compute_quantity(
                line.product_uom_qty - line.qty_delivered, product.uom_id, round=False
            )
            if product.type == "consu" and open_units > 0:
                needs[product] = needs.get(product, 0.0) + open_units
        return needs

    def _ocean_is_covered(self, sellable):
        """Return whether `sellable` ({product id: units}) has everything of this order that is counted."""
        return all(
            float_compare(sellable[product.id], units, precision_rounding=product.uom_id.rounding) >= 0
            for product, units in self._ocean_needs().items()
            if product.id in sellable
        )

    def _ocean_reroute(self, warehouse):
        """Have `warehouse` deliver this order: its transfers are made anew.

        :raise UserError: it is not possible any more
        """
        self.ensure_one()
        if refusal := self._ocean_reroute_refusal():
            raise UserError(self.env._("%(order)s: %(reason)s.", order=self.name, reason=refusal))
        if was_locked := self.locked:
            self.action_unlock()
        self._ocean_open_transfers().action_cancel()
        self.warehouse_id = warehouse
        self.order_line._action_launch_stock_rule()
        if was_locked:
            self.action_lock()

    # === TWO PARTS === #

    def _ocean_split_refusal(self, product):
        """Return why this order cannot go without its items of `product` first, or ``""``."""
        if refusal := self._ocean_untouched_refusal():
            return refusal
        # sudo: as above
        order_sudo = self.sudo().ocean_order_id
        if order_sudo and not order_sudo.storefront_id._roots()._platform()._can_split(order_sudo):
            return self.env._("the platform sends it as one parcel")
        late = self._ocean_late_moves(product)
        if len(late.picking_id) != 1 or late.move_orig_ids or late.picking_id.picking_type_code != "outgoing":
            return self.env._("its warehouse delivers in several steps")
        if not late.picking_id.move_ids - late:
            return self.env._("nothing else is in it, and units of one item stay together")
        if any(late.sale_line_id.ocean_line_id.mapped("is_bundle")):
            return self.env._("the items of a bundle stay together")
        return ""

    def _ocean_late_moves(self, product):
        """Return the open moves of all lines that need `product`, also as part of a kit."""
        moves = self._ocean_open_transfers().move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
        )
        lines = moves.filtered(lambda move: move.product_id == product).sale_line_id
        return moves.filtered(lambda move: move.sale_line_id in lines)

    def _ocean_split(self, product, planned):
        """Let what needs `product` follow in a delivery of its own, `planned` then if known; return that.

        :raise UserError: it is not possible any more
        """
        self.ensure_one()
        if refusal := self._ocean_split_refusal(product):
            raise UserError(self.env._("%(order)s: %(reason)s.", order=self.name, reason=refusal))
        late = self._ocean_late_moves(product)
        later = late.picking_id._create_backorder_picking()
        self._ocean_put(late, later)
        if planned:
            later.scheduled_date = planned
        return later

    def _ocean_join(self, later):
        """Put a delivery that was split off back; `later` is gone then.

        :raise UserError: one of the two has left or is being picked
        """
        first = later.backorder_id
        if self._ocean_untouched_refusal() or first.state in ("done", "cancel") or not later.exists():
            raise UserError(self.env._("The deliveries of %(order)s went on meanwhile.", order=self.name))
        self._ocean_put(later.move_ids, first)
        later.unlink()

    def _ocean_put(self, moves, picking):
        moves.move_line_ids.write({"picking_id": picking.id})
        moves.write({"picking_id": picking.id})
