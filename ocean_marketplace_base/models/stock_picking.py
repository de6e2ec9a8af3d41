from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .ocean_selection import selection_text

STOPPING = ("cancel_requested", "cancelled")


class StockPicking(models.Model):
    """Pull the parcel: a transfer of an order that the buyer or the platform cancels does not leave."""

    _inherit = "stock.picking"

    ocean_order_id = fields.Many2one(related="sale_id.ocean_order_id", string="Marketplace order")
    ocean_stop_reason = fields.Selection(
        [("cancel_requested", "The buyer asked to cancel"), ("cancelled", "Cancelled on the platform")],
        "Stop",
        compute="_compute_ocean_stop_reason",
        compute_sudo=True,
        search="_search_ocean_stop_reason",
    )
    ocean_released_for = fields.Char("Stop lifted because", readonly=True, copy=False)
    ocean_released_uid = fields.Many2one("res.users", "Stop lifted by", readonly=True, copy=False)

    @api.depends("sale_id.ocean_order_id.state", "state", "picking_type_code", "ocean_released_uid")
    def _compute_ocean_stop_reason(self):
        for picking in self:
            state = picking.sale_id.ocean_order_id.state
            stops = state in STOPPING and picking._ocean_may_stop() and not picking.ocean_released_uid
            picking.ocean_stop_reason = state if stops else False

    def _ocean_may_stop(self):
        """Return whether goods of this transfer are on their way out."""
        return self.state not in ("done", "cancel") and self.picking_type_code != "incoming"

    @api.model
    def _search_ocean_stop_reason(self, operator, value):
        if operator != "in":
            return NotImplemented
        stopping = [state for state in (STOPPING if False in value else value) if state in STOPPING]
        stopped = (
            Domain("sale_id.ocean_order_id.state", "in", stopping)
            & Domain("state", "not in", ("done", "cancel"))
            & Domain("picking_type_code", "!=", "incoming")
            & Domain("ocean_released_uid", "=", False)
        )
        return ~stopped if False in value else stopped

    def button_validate(self):
        """Refuse what is stopped before anything else is asked (backorder, SMS)."""
        self._ocean_refuse_stopped()
        return super().button_validate()

    def _action_done(self):
        """Refuse to send out what is stopped: every way of validating a transfer passes here."""
        self._ocean_refuse_stopped()
        result = super()._action_done()
        # sudo: the warehouse triggers what the storefront's policy wants, without rights of its own on it
        self.sudo().sale_id.ocean_order_id._await_invoice()
        return result

    def _ocean_refuse_stopped(self):
        """
        :raise UserError: naming the transfers that must not leave and why
        """
        stopped = self.filtered("ocean_stop_reason")
        if not stopped:
            return
        lines = [
            self.env._(
                "%(transfer)s (order %(order)s): %(reason)s",
                transfer=picking.name,
                # sudo: the warehouse reads the number without rights on marketplace orders
                order=picking.sudo().ocean_order_id.external_id,
                reason=selection_text(picking, "ocean_stop_reason"),
            )
            for picking in stopped
        ]
        raise UserError(
            self.env._(
                "STOP: pull the parcel, it must not leave.\n%(transfers)s\n"
                "A Marketplaces manager can lift the stop with “Release anyway”.",
                transfers="\n".join(lines),
            )
        )

    # === COMING BACK === #

    def _ocean_left(self):
        """Return those of these transfers by which goods have left."""
        return self.filtered(
            lambda picking: picking.state == "done" and picking.picking_type_code == "outgoing"
        )

    def _ocean_come_back(self, order):
        """Cancel what has not left, and open a return for what has; once, however often this is called.

        :param order: the `ocean.order` that was cancelled; its storefront's responsible is told
        """
        self.filtered(
            lambda picking: picking.state not in ("done", "cancel") and not picking.return_id
        ).action_cancel()
        for picking in self._ocean_left().filtered(lambda row: not row.return_ids):
            wizard = self.env["stock.return.picking"].create({"picking_id": picking.id})
            back = self.browse(wizard.action_create_returns_all()["res_id"])
            user = order.storefront_id.user_id
            if user:
                back.activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=self.env._(
                        "Order %(number)s was cancelled after it left: receive the goods when they come back",
                        number=order.external_id,
                    ),
                    user_id=user.id,
                )

    def _ocean_release(self, reason):
        """Lift the stop; managers only."""
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may lift a stop."))
        for picking in self.filtered("ocean_stop_reason"):
            # sudo: a manager of marketplaces need not have inventory rights
            picking_sudo = picking.sudo()
            picking_sudo.write({"ocean_released_uid": self.env.uid, "ocean_released_for": reason})
            picking_sudo.message_post(
                body=self.env._("Stop lifted by %(user)s: %(reason)s", user=self.env.user.name, reason=reason)
            )

    def action_view_ocean_order(self):
        """Open the marketplace order of this transfer."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "ocean.order",
            "res_id": self.sudo().ocean_order_id.id,  # sudo: only the number; the form checks the rights
            "views": [(False, "form")],
        }
