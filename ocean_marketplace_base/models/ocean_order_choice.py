from odoo import fields, models
from odoo.exceptions import UserError

from ..lib import differences
from .ocean_order import NOW_DUE
from .ocean_order_change import ADDRESS, AMOUNTS, CANCELLED, DEADLINE, ENDING
from .ocean_order_sale import MAIL_CONTEXT

GROUPS = {"total": AMOUNTS, "address": ADDRESS, "ship_by": DEADLINE, "status": ENDING}


class OceanOrder(models.Model):
    """What a person reads about the differences of an order, and what follows from his choices.

    The methods of `ocean.difference.source`; other records that differ from a platform have them, too.
    """

    _inherit = ["ocean.order", "ocean.difference.source"]
    _name = "ocean.order"

    # === WORDS === #

    def _difference_label(self, key):
        if key.startswith("qty:"):
            line = self._difference_line(key)
            name = " ".join(filter(None, [line.name, line.variant]))
            return self.env._("%(item)s, quantity", item=name or "–")
        labels = {
            "total": self.env._("Sales order total"),
            "address": self.env._("Delivery address"),
            "ship_by": self.env._("Ship by"),
            "status": self.env._("Status"),
        }
        return labels[key]

    def _difference_line(self, key):
        return self.line_ids.browse(int(key.removeprefix("qty:"))).exists()

    def _difference_text(self, key, value):
        if value is None:
            return "–"
        if key.startswith("qty:"):
            return f"{value:g}"
        if key == "total":
            return self.currency_id.format(value)
        if key == "ship_by":
            return self._moment_text(fields.Datetime.to_datetime(value))
        if key == "status":
            return self.env._("Cancelled") if value == CANCELLED else self.env._("Open")
        return value

    def _moment_text(self, moment):
        """Return a UTC moment as the user reads times: day, month and 24-hour clock."""
        return fields.Datetime.context_timestamp(self, moment).strftime("%d/%m %H:%M")

    def _difference_effect(self, key, sides):
        """Return what happens if the platform's value is taken: a reason against it, or the effect."""
        group = GROUPS.get(key, AMOUNTS)
        # sudo: users who may choose need no rights on sales orders
        order_sudo = self.sudo()
        sale_sudo = order_sudo.sale_order_ids
        line = self._difference_line(key) if key.startswith("qty:") else None
        wanted = {line: sides["theirs"]} if line else {}
        return order_sudo._refusal(sale_sudo, group, wanted) or self._effect(key, sides)

    def _effect(self, key, sides):
        if key.startswith("qty:"):
            return self._quantity_effect(sides["theirs"] - sides["ours"])
        if key == "total":
            if sides["theirs"] < sides["ours"]:
                return self.env._("Sales order lines are reduced")
            return self.env._("Sales order lines are raised")
        if key == "address":
            if self._may_have_label():
                return self.env._("Label must be printed again")
            return self.env._("Open transfers go to this address")
        if key == "ship_by":
            return self.env._("Open transfers are planned anew")
        return self.env._("The sales order is cancelled; goods that left come back by a return")

    def _quantity_effect(self, more):
        if more == -1:
            return self.env._("1 unit goes back to stock")
        if more < 0:
            return self.env._("%(count)g units go back to stock", count=-more)
        return self.env._("%(count)g more to deliver", count=more)

    def _difference_note(self):
        """Return when both sides were the same last, and how far the goods are."""
        self.ensure_one()
        parts = []
        if self.remote_updated_at:
            parts.append(
                self.env._(
                    "Changed on %(platform)s %(time)s",
                    platform=self.storefront_id.platform_label,
                    time=self._moment_text(self.remote_updated_at),
                )
            )
        if agreed_at := (self.agreed or {}).get("at"):
            moment = fields.Datetime.to_datetime(agreed_at)
            parts.append(self.env._("last agreed %(time)s", time=self._moment_text(moment)))
        # sudo: how far the goods are may be known without inventory rights
        pickings_sudo = self.sudo().sale_order_ids.picking_ids
        if left_sudo := pickings_sudo._ocean_left():
            parts.append(
                self.env._("delivery %(names)s is shipped", names=", ".join(left_sudo.mapped("name")))
            )
        elif open_sudo := pickings_sudo.filtered(lambda picking: picking._ocean_may_stop()):
            names = ", ".join(open_sudo.mapped("name"))
            parts.append(self.env._("delivery %(names)s is not shipped yet", names=names))
        return " · ".join(parts)

    def _difference_both(self):
        """Return [(title, address)] of this order and of its sales order."""
        self.ensure_one()
        sale_sudo = self.sudo().sale_order_ids  # sudo: only its name and number; the page checks the rights
        return [
            (self.env._("Marketplace order %(name)s", name=self.external_id), f"/odoo/ocean.order/{self.id}"),
            (self.env._("Sales order %(name)s", name=sale_sudo.name), f"/odoo/sale.order/{sale_sudo.id}"),
        ]

    # === CHOICES === #

    def _difference_env(self):
        return self._in_company()

    def _difference_plan(self):
        """Return (sales order, aspects, plan) as they are now."""
        self.ensure_one()
        sale = self.sale_order_ids.with_context(**MAIL_CONTEXT)
        aspects = list(self._aspects(sale)) if sale.state != "cancel" else []
        return sale, aspects, self._plan(sale, aspects)

    def _difference_refresh(self, seen):
        """Return whether what a person saw ({key: sides}) is no longer so, having brought it up to date."""
        _sale, _aspects, plan = self._difference_plan()
        if {aspect.key: aspect.sides for aspect in plan.ask} == seen:
            return False
        if not self._update_sale_order():
            self._clear_exception()
        return True

    def _difference_apply(self, choices):
        """Carry out `choices` ({key: ours or theirs}).

        :return: values for `_difference_undo`, or ``False`` where nothing can be undone
        :raise UserError: a choice is impossible
        """
        sale, aspects, plan = self._difference_plan()
        self._check_possible(sale, aspects, plan, choices)
        before = self._undo_values(sale)
        self._follow(sale, aspects, plan, choices)
        self._clear_exception()
        self.write(NOW_DUE)
        self.env["ocean.storefront"]._dispatch("apply")
        before["after"] = self.agreed
        return before if self.state != "cancelled" else False

    def _check_possible(self, sale, aspects, plan, choices):
        wanted = self._wanted_quantities(aspects, plan, choices)
        groups = {aspect.group for aspect in aspects if choices.get(aspect.key) == differences.THEIRS}
        reasons = {self._refusal(sale, group, wanted) for group in groups}
        if reasons := sorted(filter(None, reasons)):
            raise UserError("\n".join(reasons))

    # === UNDO === #

    def _undo_values(self, sale):
        """Return what `_difference_undo` needs to bring everything back."""
        return {
            "agreed": self.agreed,
            "address": self.partner_shipping_id.id,
            "sale": {
                "partner_shipping_id": sale.partner_shipping_id.id,
                "commitment_date": fields.Datetime.to_string(sale.commitment_date),
            },
            "lines": {
                str(line.id): {
                    "product_uom_qty": line.product_uom_qty,
                    "price_unit": line.price_unit,
                    "technical_price_unit": line.technical_price_unit,
                }
                for line in sale.order_line
                if line._ocean_is_imported()
            },
        }

    def _difference_undo_refusal(self, values):
        """Return why the choices cannot be undone any more, or ``""``."""
        sale = self.sale_order_ids
        if any(self._agreed(part) != values["after"][part] for part in ("values", "kept")):
            return self.env._("The order changed again meanwhile.")
        if sale.state == "cancel" or self._has_left(sale):
            return self.env._("The goods have left or the order is cancelled.")
        return self.env._("It is invoiced.") if self._is_invoiced(sale) else ""

    def _difference_undo(self, values):
        """Bring back what was there before the choices; the differences are asked again."""
        self.ensure_one()
        if reason := self._difference_undo_refusal(values):
            raise UserError(self.env._("This cannot be undone: %(reason)s", reason=reason))
        sale = self.sale_order_ids.with_context(**MAIL_CONTEXT, update_delivery_shipping_partner=True)
        was_locked = sale.locked
        if was_locked:
            sale.action_unlock()
        self._undo_lines(sale, values["lines"])
        self._undo_head(sale, values)
        if was_locked:
            sale.action_lock()
        self.agreed = values["agreed"]
        self._update_sale_order()

    def _undo_lines(self, sale, lines):
        for line in sale.order_line:
            if line._ocean_is_imported():
                line.write(lines.get(str(line.id), {"product_uom_qty": 0}))

    def _undo_head(self, sale, values):
        self.partner_shipping_id = values["address"]
        head = dict(values["sale"])
        if head["commitment_date"] == fields.Datetime.to_string(sale.commitment_date):
            del head["commitment_date"]
        sale.write({**head, "fiscal_position_id": sale.fiscal_position_id.id})
        if "commitment_date" in head and sale.commitment_date:
            planned = fields.Datetime.subtract(sale.commitment_date, days=sale.company_id.security_lead)
            self._open_transfers(sale).write({"scheduled_date": planned})
