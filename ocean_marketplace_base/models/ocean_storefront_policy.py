from odoo import api, models
from odoo.exceptions import ValidationError

from ..lib import lifecycle

# Milestones in the order in which an order reaches them.
MILESTONES = ("paid", "shipped", "delivered", "completed", "never")
SHOWN = 5  # products named in a message


class OceanStorefront(models.Model):
    """When sales orders are confirmed, invoiced and locked, and what Odoo cannot do of that."""

    _inherit = "ocean.storefront"

    def _lifecycle_policy(self):
        """Return the storefront's choices as plain data."""
        self.ensure_one()
        return lifecycle.Policy(
            quote_unpaid=self.unpaid_policy == "quotation",
            confirm_at=self.confirm_at,
            invoice_at=self.invoice_at,
            lock_at=lifecycle.COMPLETED if self.lock_completed else lifecycle.NEVER,
        )

    @api.constrains("invoice_at", "confirm_at")
    def _check_invoice_at(self):
        for storefront in self.filtered(lambda shop: shop.invoice_at != "never"):
            storefront._check_confirmed_before_invoiced()
            if storefront.invoice_at == "shipped":
                storefront._check_invoiced_on_order()

    def _check_confirmed_before_invoiced(self):
        if MILESTONES.index(self.confirm_at) > MILESTONES.index(self.invoice_at):
            raise ValidationError(
                self.env._(
                    "“%(name)s” would invoice orders before they are confirmed, which Odoo cannot do. "
                    "Confirm earlier, or create invoices later or by hand.",
                    name=self.name,
                )
            )

    def _check_invoiced_on_order(self):
        """Odoo invoices nothing before delivery of what is invoiced on delivered quantities."""
        products = self._products_invoiced_on_delivery()
        if products:
            raise ValidationError(
                self.env._(
                    "“%(name)s” cannot create invoices when orders are shipped: %(products)s are invoiced on "
                    "delivered quantities, and the transfer may not be done by then. Choose delivered or "
                    "completed, or set their invoicing policy to ordered quantities.",
                    name=self.name,
                    products=", ".join(products.mapped("display_name")),
                )
            )

    def _products_invoiced_on_delivery(self):
        """Return some products of this storefront's listings that are invoiced on delivered quantities."""
        skus = self.env["ocean.listing.sku"].search(
            [("storefront_id", "=", self.id), ("product_id.invoice_policy", "=", "delivery")], limit=SHOWN
        )
        return skus.product_id
