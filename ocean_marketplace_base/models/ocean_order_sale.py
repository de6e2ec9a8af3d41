from decimal import Decimal

from odoo import models
from odoo.exceptions import ValidationError
from odoo.fields import Command

from ..lib import lifecycle
from ..lib.sale_lines import split_line
from ..lib.schema import OrderStatus

MAIL_CONTEXT = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
}
# What a fresh marketplace order does not need: each key switches off one piece of Odoo's own work.
IMPORT_CONTEXT = {"ocean_import": True, **MAIL_CONTEXT}


class OceanOrder(models.Model):
    """The sales order of a marketplace order: stage B of the ladder, tax included."""

    _inherit = "ocean.order"

    # === CREATE === #

    def _create_sale_orders(self):
        """Create and confirm the sales orders of these orders of one storefront."""
        if not self:
            return
        importing = self.with_context(**IMPORT_CONTEXT, ocean_rule_memo={})
        importing._ensure_partners()
        # Read all products of the batch at once instead of one by one.
        importing.line_ids.product_id.fetch(["uom_id", "product_tmpl_id"])
        importing.line_ids.product_id.product_tmpl_id.fetch(["invoice_policy"])
        shared = importing._shared_sale_values()
        sale_orders = importing.env["sale.order"].create([order._sale_values(shared) for order in importing])
        importing._check_totals()
        to_confirm = importing.filtered(lambda order: order._effects().confirm).sale_order_ids
        to_confirm.action_confirm()
        to_confirm._ocean_catch_up_reordering()
        for order, sale in zip(self, sale_orders, strict=True):
            order._agree_first()
            order._finish_sale_order(sale.with_env(order.env))

    def _effects(self):
        """Return what this order must have in its status, by its storefront's policy."""
        self.ensure_one()
        status = OrderStatus(self.state or "unknown")
        return lifecycle.effects(status, self.storefront_id._lifecycle_policy())

    def _ensure_partners(self):
        """Give each order its buyer and delivery address, shared with earlier orders of the same buyer."""
        partners = self.env["res.partner"]._ocean_partners(self)
        for order in self:
            order.partner_id, order.partner_shipping_id, order.address_unclear = partners[order]

    def _shared_sale_values(self):
        """Return the values all sales orders of a storefront share: what Odoo would otherwise compute."""
        storefront = self.storefront_id
        return {
            "company_id": storefront.company_id.id,
            "warehouse_id": storefront.warehouse_id.id,
            "pricelist_id": storefront.pricelist_id.id,
            "fiscal_position_id": False,
            "payment_term_id": False,
            "team_id": storefront.team_id.id,
            "user_id": storefront.user_id.id,
            "source_id": storefront.utm_source_id.id,
            "medium_id": self.env.ref("ocean_marketplace_base.utm_medium_marketplace").id,
            "require_signature": False,
            "require_payment": False,
            "note": False,
        }

    def _sale_values(self, shared):
        """Return the `sale.order` values of this order."""
        self.ensure_one()
        return {
            **shared,
            "ocean_order_id": self.id,
            "partner_id": self.partner_id.id,
            "partner_invoice_id": self.partner_id.id,
            "partner_shipping_id": self.partner_shipping_id.id,
            "client_order_ref": self.external_id,
            "origin": self.external_id,
            "date_order": self.date_order,
            # Without it an old date_order would move all planned dates into the past.
            "commitment_date": self.ship_by or self.date_order,
            "carrier_id": self.carrier_id.delivery_carrier_id.id,
            "order_line": [Command.create(values) for values in self._sale_line_values()],
        }

    def _sale_line_values(self):
        """Return the values of all sales order lines, products first."""
        lines = [values for line in self.line_ids for values in line._sale_values()]
        if self.amount_shipping_revenue:
            lines.append(
                self._service_line_values("product_shipping", self.amount_shipping_revenue, is_delivery=True)
            )
        if self.amount_packaging:
            lines.append(self._service_line_values("product_packaging", self.amount_packaging))
        return lines

    def _service_line_values(self, product_xmlid, amount, is_delivery=False):
        product = self.env.ref(f"ocean_marketplace_base.{product_xmlid}")
        return {
            "product_id": product.id,
            "name": product.name,
            "product_uom_qty": 1,
            "product_uom_id": product.uom_id.id,
            "is_delivery": is_delivery,
            **self._price_values(amount),
        }

    def _price_values(self, price_unit):
        """Return price, tax and discount so that Odoo keeps its hands off: a technical price that differs
        marks the price as set by hand, also for a gift at zero."""
        storefront = self.storefront_id
        return {
            "price_unit": price_unit,
            "technical_price_unit": price_unit - 1,
            "discount": 0,
            "tax_ids": [Command.set(storefront.tax_id.ids if storefront.vat_status == "taxed" else [])],
        }

    def _check_totals(self):
        """Compare each sales order with the ladder.

        :raise ValidationError: an order differs (code REV_SO_DIFF)
        """
        for order in self:
            sale = order.sale_order_ids
            if sale.currency_id.compare_amounts(sale.amount_total, order.amount_revenue):
                raise ValidationError(
                    self.env._(
                        "The sales order of %(order)s adds up to %(ours)s, not to %(theirs)s. (REV_SO_DIFF)",
                        order=order.external_id,
                        ours=sale.amount_total,
                        theirs=order.amount_revenue,
                    )
                )

    # === UPDATE === #

    def _update_sale_order(self):
        """Bring an existing sales order in line: cancel it, follow changes, confirm, invoice, lock.

        :return: whether a person must choose first
        """
        self.ensure_one()
        # Changes take Odoo's ordinary way: what `ocean_import` leaves out is made up for in new orders only.
        sale = self.sale_order_ids.with_context(**MAIL_CONTEXT)
        if sale.state == "cancel":
            return False
        aspects = list(self._aspects(sale))
        plan = self._plan(sale, aspects)
        self._follow(sale, aspects, plan, {})
        if plan.ask:
            self._ask(sale, aspects, plan)
            return True
        if self.state != "cancelled":
            if sale.state in ("draft", "sent") and self._effects().confirm:
                sale.action_confirm()
            self._finish_sale_order(sale)
        return False

    def _finish_sale_order(self, sale):
        """Invoice and lock `sale` where the status and the storefront's policy want it."""
        wanted = self._effects()
        if wanted.invoice:
            self._invoice(sale.with_context(**MAIL_CONTEXT))
        if wanted.lock and not sale.locked:
            sale.action_lock()

    def _cancel_sale_order(self, sale):
        """Cancel; where goods have left already, they come back by a return."""
        if sale.state == "cancel":
            return
        if sale.picking_ids._ocean_left():
            sale.picking_ids._ocean_come_back(self)
            return
        if sale.locked:
            sale.action_unlock()
        sale._action_cancel()

    def _rewrite_sale_order(self, sale, quantities):
        """Write the platform's prices and `quantities` ({order line: units}) over the lines of `sale`."""
        was_locked = sale.locked
        if was_locked:
            sale.action_unlock()
        for line in self.line_ids:
            line._rewrite_sale_lines(sale, quantities[line])
        for is_delivery, xmlid, amount in (
            (True, "product_shipping", self.amount_shipping_revenue),
            (False, "product_packaging", self.amount_packaging),
        ):
            self._rewrite_service_line(sale, xmlid, amount, is_delivery)
        self._check_rewritten(sale)
        if was_locked:
            sale.action_lock()

    def _rewrite_service_line(self, sale, xmlid, amount, is_delivery):
        product = self.env.ref(f"ocean_marketplace_base.{xmlid}")
        line = sale.order_line.filtered(lambda row: row.product_id == product)
        if line:
            line[0].write(self._price_values(amount))
        elif amount:
            sale.write(
                {
                    "order_line": [
                        Command.create(self._service_line_values(xmlid, amount, is_delivery=is_delivery))
                    ]
                }
            )


class OceanOrderLine(models.Model):
    _inherit = "ocean.order.line"

    def _sale_values(self, quantity=None):
        """Return the values of the one or two sales order lines of this line, for `quantity` or all units."""
        self.ensure_one()
        name = f"{self.name} ({self.variant})" if self.variant else self.name
        no_analytic = self.env["account.analytic.distribution.model"]._ocean_none_exists()
        return [
            {
                "ocean_line_id": self.id,
                "product_id": self.product_id.id,
                "name": name,
                "product_uom_qty": float(quantity),
                "product_uom_id": self.product_id.uom_id.id,
                **self.order_id._price_values(float(total / quantity) if quantity else 0.0),
                # Spares two searches a line when no distribution rule exists.
                **({"analytic_distribution": False} if no_analytic else {}),
            }
            for quantity, total in self._sale_parts(self.quantity_active if quantity is None else quantity)
        ]

    def _sale_parts(self, quantity):
        """Return [(quantity, total)]: one part, or two with whole unit prices if that is wanted."""
        quantity, total = Decimal(str(quantity)), Decimal(str(self.revenue))
        if self._wants_split():
            quantum = Decimal((self.order_id.ladder or {}).get("quantum") or "0.01")
            return split_line(quantity, total, quantum)
        return [(quantity, total)]

    def _wants_split(self):
        """A unit price without end is wrong in partial invoices, which invoicing what is delivered brings."""
        return self.storefront_id.unit_price_policy == "split" or self.product_id.invoice_policy == "delivery"

    def _rewrite_sale_lines(self, sale, quantity):
        """Write quantity and price over the sales order lines, adding or emptying a second part."""
        self.ensure_one()
        rows, wanted = self.sale_line_ids, self._sale_values(quantity)
        for row, values in zip(rows, wanted, strict=False):
            row.write({key: values[key] for key in ("product_uom_qty", "price_unit", "technical_price_unit")})
        if len(wanted) > len(rows):
            sale.write({"order_line": [Command.create(values) for values in wanted[len(rows) :]]})
        for row in rows[len(wanted) :]:
            row.write({"product_uom_qty": 0})


class AccountAnalyticDistributionModel(models.Model):
    _inherit = "account.analytic.distribution.model"

    def _ocean_none_exists(self):
        """Return whether no distribution rule exists at all; asked once per transaction."""
        cache = self.env.cr.cache
        if "ocean_no_analytic" not in cache:
            # sudo: only whether rules exist is asked, and importing needs no analytic rights
            cache["ocean_no_analytic"] = not self.sudo().search_count([], limit=1)
        return cache["ocean_no_analytic"]
