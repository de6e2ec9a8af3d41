from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

MAX_PRODUCTS = 1000


class OceanStorefront(models.Model):
    """Stock methods for other programs (JSON-2)."""

    _inherit = "ocean.storefront"

    def sync_stock(self, *, products: list[int] | None = None, skus: list[str] | None = None) -> dict:
        """Work out stock numbers of these storefronts anew and send them, also those that are as they were.

        Nothing is sent in the request: the numbers are marked and sent within seconds. Read
        ``ocean.listing.sku`` (``desired_qty``, ``confirmed_qty``, ``push_state``) for what became of them and
        ``ocean.stock.push`` for the history. Without products or SKUs all matched variants are sent.

        :param list[int] | None products: ids of ``product.product``, at most 1000
        :param list[str] | None skus: seller SKUs, at most 1000; alone or with neither
        :return: ``{"queued": int, "unknown": list}``; ``queued``: variants whose numbers are sent,
            ``unknown``: the products or SKUs of which these storefronts list nothing
        :raise AccessError: caller is not a Marketplaces User of the storefront's company
        :raise UserError: no storefront, one that is not connected or sends no stock, both products and SKUs,
            or too many

        Example::

            POST /json/2/ocean.storefront/sync_stock
            {"ids": [1], "skus": ["KAOS-BM"]}
        """
        self.check_access("read")
        self._check_may_sync_stock(products, skus)
        rows = self._skus_to_sync(products, skus)
        rows._mark_by_hand()
        return {"queued": len(rows), "unknown": self._not_listed(rows, products, skus)}

    def _check_may_sync_stock(self, products, skus):
        # Who may only read our models through another group has no say in what shops show.
        self.env["ocean.listing.sku"].check_access("write")
        if not self:
            raise UserError(self.env._("Give the ids of the storefronts."))
        if products is not None and skus is not None:
            raise UserError(self.env._("Give either products or SKUs, not both."))
        for given, kind in ((products, int), (skus, str)):
            if given is not None and not self._is_list_of(given, kind):
                raise UserError(self.env._("Products are a list of ids, SKUs a list of texts; at most 1000."))
        self._check_connected()
        for storefront in self:
            if not storefront.sudo()._roots().stock_on and not storefront.stock_on:
                raise UserError(self.env._("“%(name)s” sends no stock yet.", name=storefront.name))

    def _is_list_of(self, given, kind):
        return (
            isinstance(given, list)
            and len(given) <= MAX_PRODUCTS
            and all(isinstance(item, kind) and not isinstance(item, bool) for item in given)
        )

    def _skus_to_sync(self, products, skus):
        domain = Domain("storefront_id", "in", self.ids) & Domain("product_id", "!=", False)
        if products is not None:
            domain &= Domain("product_id", "in", products)
        if skus is not None:
            domain &= Domain("seller_sku", "in", skus)
        return self.env["ocean.listing.sku"].search(domain)

    def _not_listed(self, rows, products, skus):
        if products is not None:
            return [product for product in products if product not in rows.product_id.ids]
        return [sku for sku in skus or [] if sku not in rows.mapped("seller_sku")]
