"""Products of cross-border sellers, published in several markets."""

from collections.abc import Iterable, Iterator
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..const import PRODUCT_BATCH, PRODUCT_PAGE
from .answers import data_of, iterate, page_of, rows_of
from .arguments import check_id, check_ids, check_shape, check_shapes, paging
from .base import Resource
from .rows import results_of, run_batches
from .shapes.global_product import (
    GlobalProduct,
    GlobalProductFilter,
    GlobalSkuStock,
    PartialGlobalProduct,
    PublishTarget,
    ReplicaTarget,
)

_GLOBAL = "/product/202309/global_products"
_SEARCH_VERSIONS = ("202312", "202309")
_MODES = ("EXCLUSIVE", "SHARED")


class GlobalProductMethods(Resource):
    """``/product/…/global_products``: without shop; being replaced by copies ("Replicate Product")."""

    @endpoint("POST", "/product/202312/global_products/search")
    @endpoint("POST", "/product/202309/global_products/search")
    def search_global_products(
        self,
        *,
        page_size: int = PRODUCT_PAGE,
        page_token: str = "",
        version: str = _SEARCH_VERSIONS[0],
        **filters: Unpack[GlobalProductFilter],
    ) -> dict[str, Any]:
        """Return one page of ``global_products``.

        ``POST /product/202312/global_products/search`` ("Search Global Products"), page size 1 to 100.

        :raise Rejected: ``12052180`` more than 10000 products found, ``12019118`` and ``12019119`` wrong
            times, ``12052700`` seller inactive
        """
        params = paging(page_size, page_token, PRODUCT_PAGE)
        body = check_shape(GlobalProductFilter, "", filters)
        path = f"/product/{check_choice('version', version, _SEARCH_VERSIONS)}/global_products/search"
        envelope = self._gateway.search(path, params, body, shop=False)
        return page_of(envelope, "global_products", page_token)

    def iter_global_products(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_global_products`; `options` are its keyword arguments."""
        return iterate(self.search_global_products, "global_products", **options)

    @endpoint("GET", "/product/202309/global_products/{global_product_id}")
    def get_global_product(self, global_product_id: str) -> dict[str, Any]:
        """Return one. ``GET /product/202309/global_products/{global_product_id}`` ("Get Global Product").

        :raise Rejected: ``12052260`` no such product, ``12052048`` not the seller's
        """
        path = f"{_GLOBAL}/{check_id('global_product_id', global_product_id)}"
        return data_of(self._gateway.get(path, shop=False))

    @endpoint("POST", "/product/202309/global_products")
    def create_global_product(self, product: GlobalProduct) -> dict[str, Any]:
        """Return ``{"global_product_id", "global_skus"}``.

        ``POST /product/202309/global_products`` ("Create Global Product").

        :raise Rejected: ``12052220`` the category is prohibited, ``12052024`` not a leaf category,
            ``12052104`` an attribute is missing, ``12052300`` main image not uploaded, ``12052700`` seller
            inactive
        """
        body = check_shape(GlobalProduct, "product", product)
        return data_of(self._gateway.write("POST", _GLOBAL, body, shop=False))

    @endpoint("PUT", "/product/202309/global_products/{global_product_id}")
    def edit_global_product(self, global_product_id: str, product: GlobalProduct) -> dict[str, Any]:
        """Replace one; what is not named is removed.

        ``PUT /product/202309/global_products/{global_product_id}`` ("Edit Global Product").

        :raise Rejected: ``12052260`` no such product, ``12052901`` not in this status, ``12052146`` less
            stock than is reserved, ``12052104`` an attribute is missing, ``12052700`` seller inactive
        """
        path = f"{_GLOBAL}/{check_id('global_product_id', global_product_id)}"
        body = check_shape(GlobalProduct, "product", product)
        return data_of(self._gateway.write("PUT", path, body, shop=False))

    @endpoint("PUT", "/product/202509/global_products/{global_product_id}/partial_edit")
    def partial_edit_global_product(
        self, global_product_id: str, product: PartialGlobalProduct
    ) -> dict[str, Any]:
        """Change some fields of one.

        ``PUT /product/202509/global_products/{global_product_id}/partial_edit`` ("Partial Edit Global
        Product").

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        identifier = check_id("global_product_id", global_product_id)
        body = check_shape(PartialGlobalProduct, "product", product)
        path = f"/product/202509/global_products/{identifier}/partial_edit"
        return data_of(self._gateway.write("PUT", path, body, shop=False))

    @endpoint("DELETE", "/product/202309/global_products")
    def delete_global_products(self, global_product_ids: Iterable[str]) -> list[RowResult]:
        """Delete some; return one result for each. Calls with 20 ids each.

        ``DELETE /product/202309/global_products`` ("Delete Global Products"), with a body.

        :raise Rejected: for the call or as ``error`` of a row: ``12019150`` no such product, ``12019120`` too
            many of them, ``12019114`` no permission, ``12052700`` seller inactive
        """

        def call(batch: Iterable[str]) -> list[RowResult]:
            envelope = self._gateway.write("DELETE", _GLOBAL, {"global_product_ids": list(batch)}, shop=False)
            return results_of(envelope, batch, "detail.global_product_id")

        return run_batches(check_ids("global_product_ids", global_product_ids), PRODUCT_BATCH, call)

    @endpoint("POST", "/product/202309/global_products/{global_product_id}/inventory/update")
    def update_global_inventory(
        self, global_product_id: str, global_skus: Iterable[GlobalSkuStock]
    ) -> dict[str, Any]:
        """Set the stock of global SKUs.

        ``POST /product/202309/global_products/{global_product_id}/inventory/update`` ("Update Global
        Inventory").

        :raise Rejected: ``12052146`` less than is reserved, ``12052533`` not all warehouses of the SKU are
            named, ``12052556`` no such SKU, ``12052531`` warehouse disabled, ``12052055`` quantity out of
            bounds
        """
        rows = check_shapes(GlobalSkuStock, "global_skus", global_skus)
        path = f"{_GLOBAL}/{check_id('global_product_id', global_product_id)}/inventory/update"
        return data_of(self._gateway.write("POST", path, {"global_skus": rows}, shop=False))

    @endpoint("POST", "/product/202309/global_products/{global_product_id}/publish")
    def publish_global_product(
        self, global_product_id: str, publish_target: Iterable[PublishTarget]
    ) -> dict[str, Any]:
        """Publish one in markets; what became of each stands in ``publish_result``.

        ``POST /product/202309/global_products/{global_product_id}/publish`` ("Publish Global Product").

        :raise Rejected: ``12019212`` published there already, ``12052903`` the market is not active,
            ``12019028`` not all warehouses are named, ``12052084`` wrong currency, ``12052117`` too many and
            saved as a draft
        """
        rows = check_shapes(PublishTarget, "publish_target", publish_target)
        path = f"{_GLOBAL}/{check_id('global_product_id', global_product_id)}/publish"
        return data_of(self._gateway.write("POST", path, {"publish_target": rows}, shop=False))

    @endpoint("POST", "/product/202507/products/{product_id}/global_replicate")
    def replicate_product(
        self, product_id: str, targets: Iterable[ReplicaTarget], *, inventory_mode: str = "EXCLUSIVE"
    ) -> list[RowResult]:
        """Copy a product of the shop into other markets; return one result for each.

        ``POST /product/202507/products/{product_id}/global_replicate`` ("Replicate Product").

        :param inventory_mode: EXCLUSIVE, or SHARED where the copies sell from the same stock.
        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        rows = check_shapes(ReplicaTarget, "targets", targets)
        body = {
            "replicate_target": rows,
            "inventory_mode": check_choice("inventory_mode", inventory_mode, _MODES),
        }
        path = f"/product/202507/products/{check_id('product_id', product_id)}/global_replicate"
        envelope = self._gateway.write("POST", path, body)
        return results_of(envelope, [row["region"] for row in rows], "detail.region")

    @endpoint("GET", "/product/202507/products/{product_id}/replicated_products")
    def get_replicated_products(self, product_id: str) -> list[dict[str, Any]]:
        """Return the copies of a product.

        ``GET /product/202507/products/{product_id}/replicated_products`` ("Get Global Replicated Products").
        """
        path = f"/product/202507/products/{check_id('product_id', product_id)}/replicated_products"
        return rows_of(self._gateway.get(path), "replicated_products")

    @endpoint("GET", "/product/202507/global_listing_rules")
    def get_global_listing_rules(self) -> dict[str, Any]:
        """Return ``{"listing_methods", "inventory_rules"}`` of the shop.

        ``GET /product/202507/global_listing_rules`` ("Get Global Listing Rules").
        """
        envelope = self._gateway.get("/product/202507/global_listing_rules")
        member(envelope, "data.listing_methods", list)
        return data_of(envelope)
