from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..lib import commands
from .ocean_selection import selection_text

# What can be asked for an order, by its neutral status.
POSSIBLE = {
    commands.CANCEL: ("unpaid", "on_hold", "to_ship", "arranged"),
    commands.ACCEPT_CANCEL: ("cancel_requested",),
    commands.REJECT_CANCEL: ("cancel_requested",),
}


class OceanOrder(models.Model):
    """What people ask of the platform for an order: cancel it, answer the buyer who wants to."""

    _inherit = "ocean.order"

    command_ids = fields.One2many("ocean.command", "order_id", "Outgoing requests")
    waiting_command = fields.Char("Asked", compute="_compute_waiting_command")
    can_cancel = fields.Boolean(compute="_compute_can_cancel")

    @api.depends("command_ids.state")
    def _compute_waiting_command(self):
        for order in self:
            # sudo: who sees the order sees what was asked for it
            waiting_sudo = order.sudo().command_ids.filtered(
                lambda row: row.state in ("pending", "sending", "unknown")
            )
            order.waiting_command = selection_text(waiting_sudo[0], "kind") if waiting_sudo else False

    @api.depends("state", "waiting_command")
    def _compute_can_cancel(self):
        for order in self:
            order.can_cancel = order.state in POSSIBLE[commands.CANCEL] and not order.waiting_command

    def _request_refusal(self, kind):
        """Return why `kind` cannot be asked for this order, or ``""``."""
        self.ensure_one()
        if self.waiting_command:
            return self.env._("“%(what)s” waits for its answer", what=self.waiting_command)
        if self.state not in POSSIBLE[kind]:
            status = selection_text(self, "state") or "–"
            return self.env._("its status is “%(status)s”", status=status)
        if self.storefront_id.connection != "connected":
            return self.env._("its storefront is not connected")
        # sudo: users may not read apps, only ask what is possible
        return self.sudo().storefront_id._roots()._platform()._command_refusal(self, kind)

    def _request(self, kind, reason=None, note=""):
        """Ask the platform for `kind`; return the requests.

        :raise AccessError: only managers cancel orders
        :raise UserError: an order cannot take this now
        """
        self.check_access("read")
        if kind == commands.CANCEL and not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may cancel orders on the platform."))
        for order in self:
            if refusal := order._request_refusal(kind):
                raise UserError(
                    self.env._(
                        "Order %(number)s cannot take this: %(reason)s.",
                        number=order.external_id,
                        reason=refusal,
                    )
                )
        # sudo: requests are written by the system for whoever may ask for them
        return self.env["ocean.command"].sudo()._ask(self.sudo(), kind, reason, note)

    # === ACTIONS === #

    def action_request_cancel(self):
        """Ask for a reason, then cancel these orders on the platform."""
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may cancel orders on the platform."))
        return self.env["ocean.order.request"]._open(self, commands.CANCEL)

    def action_accept_cancel(self):
        """Let the buyers cancel."""
        self._request(commands.ACCEPT_CANCEL)
        return True

    def action_reject_cancel(self):
        """Ask for a reason where the platform wants one, then refuse the buyers' wish to cancel."""
        return self.env["ocean.order.request"]._open(self, commands.REJECT_CANCEL)

    # === JSON-2 === #

    def cancel_order(self, reason: str, note: str = "") -> dict:
        """Ask the platform to cancel these orders.

        The request is sent by a scheduled action; read ``ocean.command`` for its answer.

        :param str reason: a code that the platform takes for these orders, for example ``OUT_OF_STOCK``
        :param str note: a text for the platform, where it takes one
        :return: ``{"command_ids": list[int]}``
        :raise AccessError: the caller is no Marketplaces Manager of the storefront's company
        :raise UserError: no order, an order that cannot be cancelled any more, or no reason
        """
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("This needs the group “Marketplaces / Manager”."))
        self.check_access("read")
        if not self:
            raise UserError(self.env._("Name at least one order in “ids”."))
        if not reason:
            raise UserError(self.env._("Give the reason: the platform's code of it."))
        chosen = commands.Reason(code=reason, text=reason)
        return {"command_ids": self._request(commands.CANCEL, chosen, note).ids}
