from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

MAX_ORDERS = 200  # mapped again while a person waits


class OceanOrderRebuild(models.TransientModel):
    """Rebuild orders from their stored versions: shows what differs from now before anything is written."""

    _name = "ocean.order.rebuild"
    _description = "Rebuild from stored data"

    order_ids = fields.Many2many("ocean.order", string="Orders", readonly=True)
    line_ids = fields.One2many("ocean.order.rebuild.line", "rebuild_id", "Differences", readonly=True)
    result_text = fields.Char("Result", readonly=True)
    mended_text = fields.Char(readonly=True)
    can_apply = fields.Boolean(readonly=True)

    @api.model
    def _open(self, orders):
        """Return the action of the dialog for `orders`.

        :raise AccessError: the caller is no manager or may not see the orders
        :raise UserError: too many orders, or none
        """
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may see platform data."))
        orders.check_access("read")
        if not orders:
            raise UserError(self.env._("None of these pushes is about an order that is here."))
        if len(orders) > MAX_ORDERS:
            raise UserError(self.env._("Choose at most %(count)d orders at once.", count=MAX_ORDERS))
        rebuild = self.create({"order_ids": orders.ids})
        rebuild._look()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Rebuild from stored data"),
            "res_model": self._name,
            "res_id": rebuild.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _look(self):
        """Fill in the differences and the sentence about them."""
        # sudo: mapping needs the app's record, which only administrators read in full
        orders_sudo = self.order_ids.sudo()
        found = [(order, row) for order in orders_sudo for row in order._rebuild_differences()]
        self.env["ocean.order.rebuild.line"].create(
            [
                {
                    "rebuild_id": self.id,
                    "order_id": order.id,
                    "field": row.field,
                    "now": row.now,
                    "rebuilt": row.rebuilt,
                }
                for order, row in found
            ]
        )
        mended = orders_sudo.filtered(lambda order: order._is_mended_by_rebuilding())
        self.write(
            {
                "result_text": self._result_sentence(orders_sudo, found),
                "mended_text": self._mended_sentence(mended) if mended else False,
                "can_apply": bool(found or mended),
            }
        )

    def _result_sentence(self, orders, found):
        versions = self.env["ocean.payload"].sudo()._versions_of(orders).filtered("body")
        if not versions:
            return self.env._("No platform data is kept any more; only digests are left.")
        if not found:
            return self.env._(
                "Rebuilt from %(count)d stored records: no difference to what is stored now.",
                count=len(versions),
            )
        return self.env._(
            "Rebuilt from %(count)d stored records: %(found)d differences to what is stored now.",
            count=len(versions),
            found=len(found),
        )

    def _mended_sentence(self, orders):
        numbers = ", ".join(orders.mapped("external_id"))
        return self.env._("Could not be read when they came and can be by now: %(numbers)s", numbers=numbers)

    def action_apply(self):
        """Store what the stored versions say; sales orders follow."""
        self.ensure_one()
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may see platform data."))
        self.order_ids.check_access("read")
        self.order_ids.sudo()._apply_rebuilt()  # sudo: the system writes platform orders
        return {"type": "ir.actions.act_window_close"}


class OceanOrderRebuildLine(models.TransientModel):
    """One field that would change."""

    _name = "ocean.order.rebuild.line"
    _description = "Difference to stored data"

    rebuild_id = fields.Many2one("ocean.order.rebuild", required=True, ondelete="cascade")
    order_id = fields.Many2one("ocean.order", readonly=True)
    field = fields.Char(readonly=True)
    now = fields.Char("Stored now", readonly=True)
    rebuilt = fields.Char("From stored data", readonly=True)
