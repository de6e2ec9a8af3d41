from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Command

from ..lib.platform import load_payload
from ..lib.versions import compare


class OceanOrderCompare(models.TransientModel):
    """Two stored versions of an order side by side, the buyer hidden."""

    _name = "ocean.order.compare"
    _description = "Compare two versions"

    order_id = fields.Many2one("ocean.order", required=True, readonly=True)
    before_id = fields.Many2one(
        "ocean.payload",
        "Earlier version",
        domain="[('res_model', '=', 'ocean.order'), ('res_id', '=', order_id)]",
    )
    after_id = fields.Many2one(
        "ocean.payload",
        "Later version",
        domain="[('res_model', '=', 'ocean.order'), ('res_id', '=', order_id)]",
    )
    line_ids = fields.One2many(
        "ocean.order.compare.line", "compare_id", "What changed", compute="_compute_line_ids", store=True
    )
    result_text = fields.Char("Result", compute="_compute_line_ids", store=True)

    @api.model
    def _open(self, order, version=None):
        """Return the action of the dialog: `version` (default: the last) beside the one before.

        :raise AccessError: the caller is no manager or may not see the order
        """
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may see platform data."))
        order.check_access("read")
        versions = self.env["ocean.payload"]._versions_of(order)
        after = version or versions[-1:]
        before = versions.filtered(lambda row: row.id < after.id)[-1:]
        dialog = self.create({"order_id": order.id, "before_id": before.id, "after_id": after.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Compare two versions"),
            "res_model": self._name,
            "res_id": dialog.id,
            "views": [(False, "form")],
            "target": "new",
        }

    @api.depends("before_id", "after_id")
    def _compute_line_ids(self):
        for dialog in self:
            changes, dialog.result_text = dialog._compared()
            dialog.line_ids = [
                Command.clear(),
                *(
                    Command.create(
                        {"field": change.field, "before": change.before_text, "after": change.after_text}
                    )
                    for change in changes
                ),
            ]

    def _compared(self):
        """Return (changes, sentence)."""
        versions = self.before_id | self.after_id
        if len(versions) < 2:
            return [], self.env._("Choose two versions.")
        if set(versions.mapped("res_id")) != {self.order_id.id}:
            raise AccessError(self.env._("These versions are of another order."))
        if not all(versions.mapped("body")):
            return [], self.env._("No platform data is kept any more; only digests are left.")
        changes = compare(load_payload(self.before_id.body), load_payload(self.after_id.body))
        if not changes:
            return [], self.env._("No difference.")
        return changes, self.env._("%(count)d fields differ.", count=len(changes))


class OceanOrderCompareLine(models.TransientModel):
    """One field that differs between the two versions."""

    _name = "ocean.order.compare.line"
    _description = "Changed field"

    compare_id = fields.Many2one("ocean.order.compare", required=True, ondelete="cascade")
    field = fields.Char(readonly=True)
    before = fields.Char(readonly=True)
    after = fields.Char(readonly=True)
