from odoo import api, models

MAX_LINES = 500  # one transaction of some 30 ms a line must stay far below Odoo's time limits
BUNDLE_WITHOUT_SPLIT = "CHK_BUNDLE_ZERO"


class OceanOrder(models.Model):
    """What an order still needs before it can become a sales order."""

    _inherit = "ocean.order"

    def _match_products(self):
        """Find the product of each line: by the listing's match, else by a SKU that only one product has."""
        for line, product in self._products_of(self.line_ids.filtered(lambda line: not line.product_id)):
            line.product_id = product

    @api.model
    def _products_of(self, lines):
        """Yield (line, product) for those of `lines` whose product is clear."""
        for storefront, group in lines.grouped("storefront_id").items():
            by_listing = self._products_by_listing(storefront, group)
            candidates = self.env["ocean.listing.sku"]._candidates(
                storefront.company_id, group.mapped("seller_sku")
            )
            for line in group:
                products = by_listing.get((line.item_id, line.sku_id)) or candidates.get(line.seller_sku)
                if products and len(products) == 1:
                    yield line, products
                elif product := self.env["ocean.listing.sku"]._matched_by_sku(storefront, line.seller_sku):
                    yield line, product

    @api.model
    def _retry_matched(self):
        """Let orders go on whose SKU has got a product meanwhile.

        Matching wakes waiting orders by itself, but not those that another transaction was about to let
        wait, and nobody tells us when a product gets the SKU as its reference.
        """
        rows = self.env["ocean.exception"].search(
            [("kind", "in", ["sku_unmatched", "sku_ambiguous"]), ("state", "=", "open")]
        )
        lines = rows.order_ids.line_ids.filtered(
            lambda line: not line.product_id and line._sku_key() == line.order_id.exception_id.cause_key
        )
        matched = self.concat(*(line.order_id for line, _product in self._products_of(lines)))
        matched.filtered(lambda order: not order.needs_apply)._retry()

    @api.model
    def _products_by_listing(self, storefront, lines):
        """Return {(item id, variant id): product} of the variants that `lines` sold."""
        keys = list({(line.item_id, line.sku_id) for line in lines if line.sku_id})
        skus = self.env["ocean.listing.sku"]._of_variants(storefront, keys).filtered("product_id")
        found = {}
        for sku in skus:
            for item in (sku.listing_id.external_id, sku.external_id):
                found.setdefault((item, sku.external_id), sku.product_id)
        return found

    def _obstacle(self):
        """Return (kind, cause key, detail) of what keeps this order from being applied, or ``None``.

        Checked in the order in which a person would want to know.
        """
        self.ensure_one()
        if self.state == "unknown":
            return "status_unknown", self.raw_status or "", self.raw_status or ""
        # Nothing stands in the way of a cancellation.
        if self.state == "cancelled" or not (self._wants_sale_order() or self.sale_order_ids):
            return None
        return (
            self._money_obstacle()
            or self._size_obstacle()
            or self._currency_obstacle()
            or self._sku_obstacle()
        )

    def _money_obstacle(self):
        if self.blocking_gap and not self.gap_accepted:
            return "total_gap", self.external_id, f"{self.external_id} ({self.blocking_gap})"
        # The order shows such lines at zero; the money of the order is read again until it is there.
        if BUNDLE_WITHOUT_SPLIT in (self.gap_codes or ""):
            return "no_split", self.external_id, self.external_id
        return None

    def _size_obstacle(self):
        if len(self.line_ids) > MAX_LINES and not self.import_anyway:
            return "too_many_lines", self.external_id, self.external_id
        return None

    def _currency_obstacle(self):
        pricelist = self.storefront_id.pricelist_id
        if not self.currency_id.active or self.currency_id != pricelist.currency_id:
            return (
                "currency",
                self.currency_id.name or "",
                f"{self.external_id} ({self.currency_id.name or '?'})",
            )
        return None

    def _sku_obstacle(self):
        unmatched = self.line_ids.filtered(lambda line: not line.product_id)[:1]
        if not unmatched:
            return None
        candidates = self.env["ocean.listing.sku"]._candidates(self.company_id, [unmatched.seller_sku])
        kind = "sku_ambiguous" if candidates.get(unmatched.seller_sku) else "sku_unmatched"
        return kind, unmatched._sku_key(), unmatched._sku_text()

    def _wants_sale_order(self):
        """Return whether an order in this state gets a sales order."""
        return self._effects().sale
