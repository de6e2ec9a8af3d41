"""Stock."""

from collections.abc import Iterable
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import batches, check_flag
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest, Rejected
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..const import INVENTORY_PRODUCTS, INVENTORY_SKUS
from .answers import Envelope, data_of, rows_of
from .arguments import check_id, check_ids, check_shapes
from .base import Resource
from .rows import results_of, run_batches
from .shapes.product import SkuStock

_SETTING_SKUS = 500
_SETTINGS = "/product/202608/inventory/operation/settings"


class InventoryApi(Resource):
    """Stock of products, by SKU and warehouse."""

    @endpoint("POST", "/product/202309/inventory/search")
    def search_inventory(
        self, *, product_ids: Iterable[str] = (), sku_ids: Iterable[str] = ()
    ) -> list[dict[str, Any]]:
        """Return ``{"product_id", "skus": [{"id", "total_available_quantity", …}]}`` of each product.

        ``POST /product/202309/inventory/search`` ("Inventory Search"), without pages; calls with 100 products
        or 600 SKUs each. The platform looks at SKUs only where both are named.

        :param product_ids, sku_ids: at least one of them.
        :raise Rejected: ``12019008`` wrong product id, ``12019120`` too many products, ``12019015`` too many
            SKUs, ``12019022`` a SKU without valid warehouse
        """
        products = check_ids("product_ids", product_ids) if product_ids != () else []
        skus = check_ids("sku_ids", sku_ids) if sku_ids != () else []
        if not products and not skus:
            raise InvalidRequest("product_ids, sku_ids: one of them is needed")
        rows: list[dict[str, Any]] = []
        for body in _inventory_queries(products, skus):
            rows += rows_of(self._gateway.search("/product/202309/inventory/search", (), body), "inventory")
        return rows

    @endpoint("POST", "/product/202309/products/{product_id}/inventory/update")
    def update_inventory(self, product_id: str, skus: Iterable[SkuStock]) -> list[RowResult]:
        """Set the stock of SKUs of one product, at once and without audit; return one result for each SKU.

        ``POST /product/202309/products/{product_id}/inventory/update`` ("Update Inventory"). All warehouses
        of a SKU have to be named. Stock of a running campaign is locked (``12052393``). The pages say 1 to
        99999 units; whether 0 is taken is unconfirmed.

        :raise Rejected: for the call or as ``error`` of a row: ``12019028`` and ``12052533`` not all
            warehouses of the SKU are named, ``12052055`` quantity out of bounds, ``12052393`` less than a
            campaign has reserved, ``12052097`` no such warehouse, ``12052556`` no such SKU
        """
        rows = check_shapes(SkuStock, "skus", skus)
        path = f"/product/202309/products/{check_id('product_id', product_id)}/inventory/update"
        envelope = self._gateway.write("POST", path, {"skus": rows})
        return results_of(envelope, [row["id"] for row in rows], "detail.sku_id")

    @endpoint("POST", "/product/202608/inventory/operation/settings", "third party")
    def update_stock_operation_settings(
        self, seller_id: str, sku_ids: Iterable[str], *, enable_auto_restock: bool
    ) -> list[RowResult]:
        """Switch the platform's own restocking of SKUs, e.g. after cancellations; return one result for each.

        ``POST /product/202608/inventory/operation/settings`` ("Update Stock Operation Settings"); calls with
        500 SKUs each.

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        seller = check_id("seller_id", seller_id)
        setting = {"enable_auto_restock": check_flag("enable_auto_restock", enable_auto_restock)}

        def call(batch: Iterable[str]) -> list[RowResult]:
            body = {"seller_id": seller, "sku_ids": list(batch), "stock_operation_setting": setting}
            return _settings(self._gateway.write("POST", _SETTINGS, body), batch)

        return run_batches(check_ids("sku_ids", sku_ids), _SETTING_SKUS, call)


def _settings(envelope: Envelope, sku_ids: Iterable[str]) -> list[RowResult]:
    """Return the results of SKUs; the answer names those that failed, without a reason."""
    outcome = data_of(envelope).get("stock_operation")
    failed = member(envelope, "data.stock_operation", dict).get("failed_sku_ids") if outcome else None
    refusal = Rejected(
        "the platform did not take the setting", request_id=str(envelope.get("request_id") or "")
    )
    return [RowResult(key=(sku,), error=refusal if sku in (failed or []) else None) for sku in sku_ids]


def _inventory_queries(products: list[str], skus: list[str]) -> list[dict[str, Any]]:
    if products and skus:
        if len(products) > INVENTORY_PRODUCTS or len(skus) > INVENTORY_SKUS:
            raise InvalidRequest("product_ids, sku_ids: too many for one call, name either of them")
        return [{"product_ids": products, "sku_ids": skus}]
    if skus:
        return [{"sku_ids": list(batch)} for batch in batches(skus, INVENTORY_SKUS)]
    return [{"product_ids": list(batch)} for batch in batches(products, INVENTORY_PRODUCTS)]
