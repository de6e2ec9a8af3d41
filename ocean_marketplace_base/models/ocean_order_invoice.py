from odoo import models

from .ocean_order import NOW_DUE


class OceanOrder(models.Model):
    """Invoices of marketplace orders, at the status that the storefront chose."""

    _inherit = "ocean.order"

    def _invoice(self, sale):
        """Invoice what can be invoiced of `sale`, once, and post it; say so when that is nothing yet.

        :return: whether there is an invoice now
        """
        self.ensure_one()
        if sale.invoice_ids.filtered(lambda move: move.state != "cancel"):
            return True
        if sale.state != "sale" or not sale.amount_total:
            return False
        if sale.invoice_status != "to invoice":
            self._report_not_invoiceable()
            return False
        sale._create_invoices().action_post()
        self.env["ocean.exception"]._resolve_kinds(self.storefront_id, ["not_invoiced"], self.external_id)
        return True

    def _report_not_invoiceable(self):
        self.env["ocean.exception"]._report(
            self.storefront_id, "not_invoiced", self.external_id, detail=self.external_id
        )

    def _await_invoice(self):
        """Have those of these orders applied again that are to be invoiced and are not."""
        waiting = self.filtered(
            lambda order: order._effects().invoice and order.sale_order_ids.invoice_status == "to invoice"
        )
        if waiting:
            waiting.write(NOW_DUE)
            self.env["ocean.storefront"]._dispatch("apply")


class OceanException(models.Model):
    _inherit = "ocean.exception"

    def _orders_to_invoice(self):
        """Return the order behind a row of kind ``not_invoiced``; its cause is the order number."""
        self.ensure_one()
        return self.env["ocean.order"].search(
            [("storefront_id", "=", self.storefront_id.id), ("external_id", "=", self.cause_key)]
        )

    def _fix_not_invoiced(self):
        return self._fix_orders_of(self._orders_to_invoice())

    def _retry_not_invoiced(self):
        self._orders_to_invoice().write(NOW_DUE)
