"""Bundles: several products, or several units of one, at one price."""

from typing import Any

from . import params
from .errors import ApiError
from .gate import Call, Gate
from .model import Bundle, Shop
from .params import whole
from .store import Store

FIRST_BUNDLE = 4101
BUNDLE_PAGE = 10
CANCELLED = -5
Row = dict[str, Any]


class BundleApi:
    """Answers ``/v1/products/bundle``."""

    def __init__(self, store: Store, gate: Gate) -> None:
        self._store = store
        self._gate = gate

    def page(self, call: Call) -> Row:
        """GET /v1/products/bundle/fs/{fs_id}/list."""
        shop = self._gate.query_shop(call, "BDL_DLV_001")
        kind = params.number(call, "type", "BDL_DLV_013", "BDL_DLV_013")
        if kind not in (1, 2):
            raise ApiError("BDL_DLV_013", "Invalid bundle type")
        status = params.number(call, "status", "BDL_DLV_014", "BDL_DLV_014", 0)
        after = params.number(call, "last_group_id", "BDL_DLV_015", "BDL_DLV_015", 0)
        rows = [
            row
            for row in self._store.bundles.values()
            if (row.shop_id, row.type) == (shop.id, kind)
            and status in (0, self._status(row))
            and row.group_id > after
        ]
        page = rows[:BUNDLE_PAGE]
        return {
            "bundle_list_info": [self._brief(row) for row in page],
            "is_last_page": len(rows) <= BUNDLE_PAGE,
            "last_group_id": page[-1].group_id if page else 0,
        }

    def _status(self, row: Bundle) -> int:
        if row.cancelled:
            return CANCELLED
        return 2 if row.start > self._store.now else 1

    def _brief(self, row: Bundle) -> Row:
        return {
            "group_id": row.group_id,
            "bundle_id": row.id,
            "name": row.name,
            "type": row.type,
            "status": self._status(row),
            "shop_id": row.shop_id,
            "start_time_unix": row.start,
            "stop_time_unix": row.stop,
            "bundle_list_item": row.items,
            "sold": 0,
            "total_bundle_group": 1,
        }

    def info(self, call: Call) -> Row:
        """GET /v1/products/bundle/fs/{fs_id}/info: by bundles or by a product in them."""
        shop = self._gate.query_shop(call, "BDL_DLV_001")
        asked = {part.strip() for part in (call.request.get("bundle_id") or "").split(",") if part.strip()}
        product = call.request.get("product_id")
        if not asked and not product:
            raise ApiError("BDL_DLV_002", "bundle_id or product_id is required")
        rows = [
            row
            for row in self._store.bundles.values()
            if row.shop_id == shop.id
            and (str(row.id) in asked or product in {str(item["product_id"]) for item in row.items})
        ]
        return {"bundle_info": [self._whole(row) for row in rows], "error": {}}

    def _whole(self, row: Bundle) -> Row:
        brief = self._brief(row)
        del brief["bundle_list_item"]
        return brief | {
            "bundle_item": [self._item(item) for item in row.items],
            "warehouse_id": row.warehouse_ids[0],
            "quota": row.quota,
            "original_quota": row.quota,
            "max_order": row.max_order,
            "preorder": {},
        }

    def _item(self, item: Row) -> Row:
        product = self._store.products[item["product_id"]]
        return {
            "product_id": product.id,
            "selection": [],
            "child": item.get("children") or [],
            "bundle_price": item["bundle_price"],
            "original_price": product.price,
            "stock": product.total_stock,
            "min_order": item.get("min_order", 1),
            "product_status": product.status,
        }

    def create(self, call: Call) -> Row:
        """POST /v1/products/bundle/fs/{fs_id}/create."""
        shop = self._gate.query_shop(call, "BDL_DLV_001")
        body = call.json(dict, "BDL_DLV_003").get("bundle")
        if not isinstance(body, dict):
            raise ApiError("BDL_DLV_003", "Error Parse Request Body")
        self._check(shop, body)
        number = self._store.next_id("bundle", FIRST_BUNDLE)
        self._store.bundles[number] = Bundle(
            id=number,
            group_id=number + 100,
            shop_id=shop.id,
            name=body["bundle_name"],
            type=body["bundle_type"],
            start=whole(body.get("start_time_unix")) or self._store.now,
            stop=whole(body.get("stop_time_unix")) or 0,
            warehouse_ids=list(body.get("warehouse_id") or [shop.main_warehouse]),
            quota=whole(body.get("original_quota")) or 0,
            max_order=whole(body.get("max_order")) or 1,
            items=list(body["bundle_items"]),
        )
        return {"bundle_ids": [number]}

    def _check(self, shop: Shop, body: Row) -> None:
        name, items = body.get("bundle_name"), body.get("bundle_items")
        if not isinstance(name, str) or not 3 <= len(name) <= 15:
            raise ApiError("BDL_USC_003", "bundle_name must be 3 to 15 characters")
        if body.get("bundle_type") not in (1, 2) or not isinstance(items, list) or not items:
            raise ApiError("BDL_DLV_013", "Invalid bundle type")
        if (body["bundle_type"] == 1) != (len(items) == 1):
            raise ApiError("BDL_USC_004", "The number of items does not fit the bundle type")
        known = {warehouse.id for warehouse in shop.warehouses}
        if not set(body.get("warehouse_id") or []) <= known:
            raise ApiError("BDL_USC_005", "Warehouse is not associated with shop")
        for item in items:
            product = self._store.products.get(whole(item.get("product_id")) or 0)
            if product is None or product.shop_id != shop.id:
                raise ApiError("BDL_USC_006", "Product not found")
            if not 100 <= (whole(item.get("bundle_price")) or 0) <= product.price:
                raise ApiError("BDL_USC_007", "bundle_price must not be higher than the price")

    def edit(self, call: Call) -> Row:
        """PATCH /v1/products/bundle/fs/{fs_id}/edit: only ends a bundle."""
        shop = self._gate.query_shop(call, "BDL_DLV_001")
        found = self._store.bundles.get(whole(call.json(dict, "BDL_DLV_003").get("bundle_id")) or 0)
        if found is None or found.shop_id != shop.id or found.cancelled:
            raise ApiError("BDL_USC_012", "Bundle not found")
        found.cancelled = True
        return {"bundle_id": found.id}
