from odoo import api, fields, models
from odoo.exceptions import UserError

from ..lib import commands
from ..lib.errors import MarketplaceError
from ..models.ocean_command import ORDER_KINDS
from ..models.ocean_selection import selection_words


class OceanOrderRequest(models.TransientModel):
    """Cancel orders, or answer buyers who want to: with the reasons the platform takes at this moment."""

    _name = "ocean.order.request"
    _description = "Cancel or answer"

    kind = fields.Selection(ORDER_KINDS, required=True, readonly=True)
    order_ids = fields.Many2many("ocean.order", string="Orders", readonly=True)
    line_ids = fields.One2many("ocean.order.request.line", "request_id", "Storefronts")
    note = fields.Char("Note to the platform", size=200)
    order_count = fields.Integer(compute="_compute_order_count")
    skipped_text = fields.Text("Not possible", compute="_compute_skipped_text")
    needs_note = fields.Boolean(compute="_compute_needs_note")

    @api.depends("order_ids", "kind")
    def _compute_skipped_text(self):
        for request in self:
            refused = [(order, order._request_refusal(request.kind)) for order in request.order_ids]
            request.skipped_text = "\n".join(
                f"{order.external_id}: {refusal}" for order, refusal in refused if refusal
            )

    @api.depends("order_ids", "kind")
    def _compute_order_count(self):
        for request in self:
            request.order_count = len(request._possible_orders())

    @api.depends("line_ids.reason_id")
    def _compute_needs_note(self):
        for request in self:
            request.needs_note = any(request.line_ids.reason_id.mapped("needs_note"))

    def _possible_orders(self):
        return self.order_ids.filtered(lambda order: not order._request_refusal(self.kind))

    @api.model
    def _open(self, orders, kind):
        """Return the action of the dialog for `orders`; asks the platform for reasons before it opens.

        :raise UserError: none of the orders can take this, or the platform does not say
        """
        orders.check_access("read")
        request = self.create({"kind": kind, "order_ids": orders.ids})
        possible = request._possible_orders()
        if not possible:
            raise UserError(request.skipped_text)
        for storefront, group in possible.grouped("storefront_id").items():
            request._add_line(storefront, group)
        return {
            "type": "ir.actions.act_window",
            "name": selection_words(self, "kind")[kind],
            "res_model": self._name,
            "res_id": request.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _add_line(self, storefront, orders):
        line = self.env["ocean.order.request.line"].create(
            {"request_id": self.id, "storefront_id": storefront.id, "order_count": len(orders)}
        )
        reasons = self.env["ocean.order.request.reason"].create(
            [
                {
                    "line_id": line.id,
                    "code": reason.code,
                    "name": reason.text,
                    "needs_note": reason.needs_note,
                }
                for reason in self._reasons(storefront, orders)
            ]
        )
        if len(reasons) == 1:
            line.reason_id = reasons

    def _reasons(self, storefront, orders):
        """Return the reasons that fit all of `orders`: what the platform takes differs by their status."""
        found = None
        for order in orders.grouped("raw_status").values():
            reasons = self._reasons_of(storefront, order[0])
            codes = {reason.code for reason in reasons}
            found = reasons if found is None else [reason for reason in found if reason.code in codes]
        return found or []

    def _reasons_of(self, storefront, order):
        command = commands.Command(
            kind=self.kind, external_id=order.external_id, raw_status=order.raw_status or ""
        )
        # sudo: users may answer orders but may read no token
        root_sudo = storefront._roots().sudo()
        adapter = root_sudo._platform()
        try:
            return root_sudo._with_token(lambda token: adapter._command_reasons(root_sudo, token, command))
        except MarketplaceError as error:
            raise UserError(
                self.env._("The platform does not tell its reasons: %(message)s", message=error.message)
            ) from error

    def action_send(self):
        """Write the requests down; they are sent at once by a scheduled action."""
        self.ensure_one()
        for line in self.line_ids:
            orders = self._possible_orders().filtered(
                lambda order, line=line: order.storefront_id == line.storefront_id
            )
            orders._request(self.kind, line._chosen(), self.note or "")
        return self.env["ocean.live"]._notification(
            self.env._("Sent. The orders show the answer as soon as it is there."),
            next={"type": "ir.actions.act_window_close"},
        )


class OceanOrderRequestLine(models.TransientModel):
    """The orders of one storefront, with their reason."""

    _name = "ocean.order.request.line"
    _description = "Orders of a storefront"

    request_id = fields.Many2one("ocean.order.request", required=True, ondelete="cascade")
    storefront_id = fields.Many2one("ocean.storefront", readonly=True)
    order_count = fields.Integer("Orders", readonly=True)
    reason_ids = fields.One2many("ocean.order.request.reason", "line_id", "Possible reasons")
    reason_id = fields.Many2one(
        "ocean.order.request.reason", domain="[('line_id', '=', id)]", ondelete="set null"
    )

    def _chosen(self):
        """Return the reason as plain data, ``None`` where the platform wants none.

        :raise UserError: it wants one and none is chosen
        """
        self.ensure_one()
        if not self.reason_ids:
            return None
        if not self.reason_id:
            raise UserError(
                self.env._(
                    "Choose a reason for “%(name)s”: the platform wants one.", name=self.storefront_id.name
                )
            )
        return commands.Reason(
            code=self.reason_id.code, text=self.reason_id.name, needs_note=self.reason_id.needs_note
        )


class OceanOrderRequestReason(models.TransientModel):
    """A reason that the platform takes now."""

    _name = "ocean.order.request.reason"
    _description = "Possible reason"

    line_id = fields.Many2one("ocean.order.request.line", required=True, ondelete="cascade")
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    needs_note = fields.Boolean()
