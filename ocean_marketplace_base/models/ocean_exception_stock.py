from odoo import _lt, api, models

from .ocean_exception_kinds import BLOCKING, KINDS, WARNING

KINDS.update(
    {
        "stock_refused": (
            "stock",
            BLOCKING,
            _lt("The platform refused stock numbers: %(detail)s"),
            _lt("The shop still shows the numbers it had."),
            _lt("Mend what the platform names, then press Retry."),
        ),
        "stock_unknown": (
            "stock",
            BLOCKING,
            _lt("The number of a product cannot be worked out: %(detail)s"),
            _lt("“%(storefront)s” still shows the number it had."),
            _lt("Mend the units or the bill of materials of the product, then press Retry."),
        ),
        "warehouse_gone": (
            "stock",
            BLOCKING,
            _lt("Warehouse “%(detail)s” of “%(storefront)s” is no longer on the platform."),
            _lt("Its stock is not shown."),
            _lt("Choose the places of another warehouse, or take the places away from this one."),
        ),
        "place_archived": (
            "stock",
            BLOCKING,
            _lt("“%(detail)s”, from which “%(storefront)s” sells, is archived."),
            _lt("It counts as empty: the shop shows 0 for it."),
            _lt("Choose another place for the shop, or take this one out of the archive."),
        ),
        "warehouse_unmapped": (
            "stock",
            WARNING,
            _lt("“%(storefront)s” has several warehouses on the platform, and none has a place in Odoo."),
            _lt("Only the platform's default warehouse gets numbers."),
            _lt("Choose for each warehouse the places it sells from."),
        ),
    }
)


class OceanException(models.Model):
    """Exceptions of stock: one row per answer of the platform, however many variants got it."""

    _inherit = "ocean.exception"

    def _refused_skus(self):
        self.ensure_one()
        return self.env["ocean.listing.sku"].search(self._refused_domain())

    def _refused_domain(self):
        return [
            ("storefront_id", "=", self.storefront_id.id),
            ("push_state", "=", "refused"),
            ("push_code", "=", self.cause_key),
        ]

    def _figures_alone(self, order):
        """Count the variants behind a refusal."""
        if self.kind == "stock_refused":
            return self.env["ocean.listing.sku"].search_count(self._refused_domain()), 0.0
        return super()._figures_alone(order)

    @api.model
    def _settle_refused(self, storefronts):
        """Open a row for each answer by which numbers are refused now; close those that are over."""
        groups = self.env["ocean.listing.sku"]._read_group(
            [("storefront_id", "in", storefronts.ids), ("push_state", "=", "refused")],
            ["storefront_id", "push_code", "push_error"],
        )
        refused = {(shop, code): message for shop, code, message in groups}
        for (shop, code), message in refused.items():
            self._report(shop, "stock_refused", cause_key=code or "", detail=message or code or "")
        open_rows = self.search(
            [("storefront_id", "in", storefronts.ids), ("kind", "=", "stock_refused"), ("state", "=", "open")]
        )
        open_rows.filtered(lambda row: (row.storefront_id, row.cause_key) not in refused)._resolve()

    @api.model
    def _report_unknown(self, storefront, product, why):
        """Say that the number of `product` on `storefront` cannot be worked out."""
        detail = f"{product.display_name}: {why}"
        self._report(storefront, "stock_unknown", cause_key=str(product.id), detail=detail)

    @api.model
    def _report_unreadable(self, skus):
        """Say of which of these variants, which have no number, that is because of a bill of materials."""
        for company, rows in skus.grouped("company_id").items():
            problems = self.env["ocean.stock.kit"]._problems(rows.product_id, company)
            for sku in rows if problems else ():
                if sku.product_id in problems:
                    self._report_unknown(sku.storefront_id, sku.product_id, problems[sku.product_id])

    @api.model
    def _settle_unknown(self, marks):
        """Close what was open because the numbers of the products of `marks` could not be worked out."""
        open_rows = self.search([("kind", "=", "stock_unknown"), ("state", "=", "open")])
        known = {str(product_id) for product_id in marks.mapped("product_id")} if open_rows else ()
        for row in open_rows.filtered(lambda row: row.cause_key in known):
            if not self.env["ocean.stock.kit"]._problems(row._unknown_product(), row.company_id):
                row._resolve()

    def _unknown_product(self):
        """Return the product of this row; none where it was deleted or the row names something else."""
        number = int(self.cause_key) if self.cause_key.isdecimal() else 0
        return self.env["product.product"].browse(number).exists()

    def _fix_stock_unknown(self):
        if product := self._unknown_product():
            return product.get_formview_action()
        return self.storefront_id.get_formview_action()

    def _retry_stock_unknown(self):
        self.env["ocean.stock.dirty"]._mark(self._unknown_product(), "hand")

    def _fix_stock_refused(self):
        return self.storefront_id._action_of(
            "ocean_marketplace_base.ocean_listing_sku_action_stock", self._refused_domain()
        )

    def _fix_warehouse_gone(self):
        return self.storefront_id.get_formview_action()

    def _fix_place_archived(self):
        return self.storefront_id.get_formview_action()

    def _retry_place_archived(self):
        self.storefront_id._settle_places()

    def _fix_warehouse_unmapped(self):
        return self.storefront_id.get_formview_action()

    def _retry_stock_refused(self):
        self._refused_skus()._mark_by_hand()
