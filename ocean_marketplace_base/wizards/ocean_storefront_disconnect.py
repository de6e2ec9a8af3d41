from odoo import api, fields, models
from odoo.exceptions import UserError


class OceanStorefrontDisconnect(models.TransientModel):
    """Ask for the storefront's name before its connection ends."""

    _name = "ocean.storefront.disconnect"
    _description = "Disconnect a storefront"

    storefront_id = fields.Many2one("ocean.storefront", required=True, readonly=True, ondelete="cascade")
    storefront_name = fields.Char(related="storefront_id.name")
    linked_names = fields.Char(compute="_compute_linked_names")
    typed_name = fields.Char("Name of the storefront")

    @api.depends("storefront_id")
    def _compute_linked_names(self):
        for dialog in self:
            dialog.linked_names = ", ".join(dialog.storefront_id.child_ids.mapped("name")) or False

    def action_disconnect(self):
        """End the connection if the name fits.

        :raise UserError: when it does not
        """
        self.ensure_one()
        if (self.typed_name or "").strip().casefold() != self.storefront_id.name.strip().casefold():
            raise UserError(
                self.env._("Type the name “%(name)s” to disconnect it.", name=self.storefront_id.name)
            )
        self.storefront_id.action_disconnect()
        return {"type": "ir.actions.act_window_close"}
