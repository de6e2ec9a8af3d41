import simplejson

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..lib.errors import ContractChanged
from ..lib.platform import dump_payload, load_payload
from ..lib.redact import mask_payload, restore


class OceanPayloadEdit(models.TransientModel):
    """Mend the data of an order that cannot be used: what came on the left, an editable copy on the right.

    The buyer stays hidden in both; what is hidden and not overwritten is kept as it came.
    """

    _name = "ocean.payload.edit"
    _description = "Mend platform data"

    payload_id = fields.Many2one("ocean.payload", required=True, readonly=True, ondelete="cascade")
    order_id = fields.Many2one("ocean.order", required=True, readonly=True, ondelete="cascade")
    stored = fields.Text("As it came", compute="_compute_stored")
    edited = fields.Text("Your copy")
    reason_text = fields.Char("What is wrong", compute="_compute_reason_text")
    result_text = fields.Char("Result", readonly=True)
    checked = fields.Text(readonly=True)
    is_readable = fields.Boolean(compute="_compute_is_readable")

    @api.model
    def _open(self, order):
        """Return the action of the editor for the last version of `order`.

        :raise AccessError: the caller is no manager or may not see the order
        :raise UserError: nothing of the version is kept
        """
        self._check_may_edit(order)
        payload = self.env["ocean.payload"]._versions_of(order)[-1:]
        if not payload.body:
            raise UserError(self.env._("No platform data is kept any more; only digests are left."))
        dialog = self.create(
            {
                "payload_id": payload.id,
                "order_id": order.id,
                "edited": mask_payload(load_payload(payload.body)),
            }
        )
        return dialog._action()

    @api.model
    def _check_may_edit(self, order):
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may mend platform data."))
        order.check_access("read")

    def _action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Mend platform data"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    @api.depends("payload_id")
    def _compute_stored(self):
        for dialog in self:
            dialog.stored = dialog.payload_id.masked_body

    @api.depends("order_id")
    def _compute_reason_text(self):
        for dialog in self:
            # What was found when it came; the row of the order's exception says it.
            dialog.reason_text = dialog.order_id.exception_id.summary

    @api.depends("edited", "checked")
    def _compute_is_readable(self):
        for dialog in self:
            dialog.is_readable = bool(dialog.edited) and dialog.edited == dialog.checked

    def _read(self):
        """Return (payload, `schema.Order`) of the edited copy.

        :raise ContractChanged: with the path of the first field that is wrong
        """
        try:
            edited = load_payload(self.edited or "")
        except simplejson.JSONDecodeError as error:
            raise ContractChanged(
                self.env._("Line %(line)d is not valid JSON: %(text)s", line=error.lineno, text=error.msg)
            ) from error
        payload = restore(edited, load_payload(self.payload_id.body))
        if not isinstance(payload, dict):
            raise ContractChanged(self.env._("This is not the data of an order."))
        # sudo: mapping needs the app's record, which only administrators read in full
        parsed = self.sudo().order_id.storefront_id._roots()._platform()._map_order(payload)
        if parsed.external_id != self.order_id.external_id:
            raise ContractChanged(self.env._("This is the data of another order."))
        return payload, parsed

    def action_check(self):
        """Say whether the edited copy can be used, or which field is wrong."""
        self.ensure_one()
        self._check_may_edit(self.order_id)
        try:
            self._read()
        except ContractChanged as error:
            self.write({"result_text": str(error), "checked": False})
        else:
            self.write({"result_text": self.env._("Readable."), "checked": self.edited})
        return self._action()

    def action_save(self):
        """Keep the edited copy beside what came, use it for the order, and let the import go on."""
        self.ensure_one()
        self._check_may_edit(self.order_id)
        # sudo: only the system writes orders and what is stored of them
        order_sudo = self.order_id.sudo()
        if self.env["ocean.payload"]._versions_of(order_sudo)[-1:] != self.payload_id:
            raise UserError(self.env._("The platform has sent a newer version meanwhile. Open it again."))
        try:
            payload, parsed = self._read()
        except ContractChanged as error:
            raise UserError(str(error)) from error
        order_sudo._store_edited(self.payload_id, dump_payload(payload), parsed)
        return {"type": "ir.actions.act_window_close"}
