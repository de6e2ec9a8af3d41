from odoo import fields, models


class OceanReason(models.TransientModel):
    """Ask why before an exception, a difference of amounts or the stop of a transfer is set aside."""

    _name = "ocean.reason"
    _description = "Reason"

    reason = fields.Text(required=True)
    exception_ids = fields.Many2many("ocean.exception", string="Exceptions", readonly=True)
    order_ids = fields.Many2many("ocean.order", string="Orders", readonly=True)
    picking_ids = fields.Many2many("stock.picking", string="Transfers", readonly=True)

    def action_ignore(self):
        """Ignore the exceptions for this reason."""
        self.ensure_one()
        self.exception_ids.write({"ignore_reason": self.reason})
        self.exception_ids.action_ignore()
        return {"type": "ir.actions.act_window_close"}

    def action_accept_gap(self):
        """Import the orders although their amounts contradict each other, for this reason."""
        self.ensure_one()
        self.order_ids.write({"gap_reason": self.reason})
        self.order_ids.action_accept_gap()
        return {"type": "ir.actions.act_window_close"}

    def action_release(self):
        """Lift the stop of the transfers for this reason."""
        self.ensure_one()
        self.picking_ids._ocean_release(self.reason)
        return {"type": "ir.actions.act_window_close"}
