"""Endpoints ``product/*``."""

from typing import Any

from . import params
from .errors import ApiError, bad_param
from .gate import Call
from .model import Item, Shop, Variant
from .store import Store

STATUSES = ("NORMAL", "BANNED", "UNLIST", "REVIEWING", "SELLER_DELETE", "SHOPEE_DELETE")
DEEPEST_OFFSET = 10_000


class ProductApi:
    """Answers ``product/*``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def item_list(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/product/get_item_list: ``item_status`` is required and repeated for several values."""
        offset = params.number(call, "offset")
        size = params.number(call, "page_size")
        if size > 100:
            raise ApiError("error_query_query_limit_too_large", "page_size is too large, at most 100.")
        if size < 1 or offset < 0:
            raise bad_param("page_size should be between 1 and 100")
        if offset > DEEPEST_OFFSET:
            raise bad_param("get items offset over limit")
        found = self._listed(call)
        page = found[offset : offset + size]
        more = len(found) > offset + size
        response: dict[str, Any] = {
            "item": [_row(item) for item in page],
            "total_count": len(found),
            "has_next_page": more,
        }
        return {"response": response | ({"next_offset": offset + size} if more else {}), "warning": ""}

    def _listed(self, call: Call) -> list[Item]:
        wanted = call.request.query.get("item_status", [])
        if not wanted or any(status not in STATUSES for status in wanted):
            raise ApiError("error_param_item_status", "Invalid item_status, please check.")
        start = params.number(call, "update_time_from", 0)
        end = params.number(call, "update_time_to", 2**40)
        if start > end:
            raise ApiError("error_update_time_range", "update_time_from is later than update_time_to.")
        found = [
            item
            for item in self._store.items_of(call.shop_id)
            if item.status in wanted and start <= item.update_time <= end
        ]
        return sorted(found, key=lambda item: (-item.update_time, item.item_id))

    def base_info(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/product/get_item_base_info: 1 to 50 items; price and stock only without variants."""
        ids = params.id_list(call, "item_id_list")
        if not ids:
            raise bad_param("item_id_list is required")
        if len(ids) > 50:
            raise ApiError("error_query_over_itemid_size", "item_id_list holds more than 50 ids.")
        own = {item.item_id: item for item in self._store.items_of(call.shop_id)}
        found = [own[item_id] for item_id in ids if item_id in own]
        if not found:
            raise ApiError("error_item_not_found", "Product not found.")
        return {"response": {"item_list": [self._base(item) for item in found]}, "warning": ""}

    def _base(self, item: Item) -> dict[str, Any]:
        shop = self._store.shops[item.shop_id]
        base = {
            "item_id": item.item_id,
            "category_id": item.category_id,
            "item_name": item.name,
            "description": item.description,
            "item_sku": item.sku,
            "create_time": item.create_time,
            "update_time": item.update_time,
            "attribute_list": [],
            "image": {
                "image_url_list": [f"https://cf.shopee.co.id/file/{item.item_id}"],
                "image_id_list": [str(item.item_id)],
                "image_ratio": "1:1",
            },
            "weight": str(item.weight),
            "dimension": {"package_length": 25, "package_width": 20, "package_height": 4},
            "logistic_info": [],
            "pre_order": {"is_pre_order": False, "days_to_ship": 2},
            "condition": "NEW",
            "size_chart": "",
            "item_status": item.status,
            "deboost": False,
            "has_model": item.has_model,
            "brand": {"brand_id": 0, "original_brand_name": "NoBrand"},
            "item_dangerous": 0,
            "gtin_code": "",
            "description_type": "normal",
            "tag": {"kit": False},
        }
        if not item.has_model:
            base |= _price_and_stock(item.variants[0], shop)
        return base

    def model_list(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/product/get_model_list: all variants of one item."""
        item = self._store.items.get(params.number(call, "item_id"))
        if item is None or item.shop_id != call.shop_id:
            raise ApiError("error_item_not_found", "Product not found.")
        shop = self._store.shops[item.shop_id]
        tiers = [
            {"name": name, "option_list": [{"option": option} for option in options]}
            for name, options in item.tiers
        ]
        models = [_model(variant, shop) for variant in item.variants] if item.has_model else []
        return {"response": {"tier_variation": tiers, "model": models}, "warning": ""}


def _row(item: Item) -> dict[str, Any]:
    return {
        "item_id": item.item_id,
        "item_status": item.status,
        "update_time": item.update_time,
        "tag": {"kit": False},
    }


def _price_and_stock(variant: Variant, shop: Shop) -> dict[str, Any]:
    return {
        "price_info": [
            {
                "currency": shop.currency,
                "original_price": variant.list_price,
                "current_price": variant.price,
            }
        ],
        "stock_info_v2": {
            "summary_info": {"total_reserved_stock": 0, "total_available_stock": variant.stock},
            "seller_stock": [{"location_id": "IDZ", "stock": variant.stock, "if_saleable": True}],
            "shopee_stock": [],
        },
    }


def _model(variant: Variant, shop: Shop) -> dict[str, Any]:
    return {
        "model_id": variant.model_id,
        "model_name": variant.name,
        "model_sku": variant.sku,
        "model_status": "MODEL_NORMAL",
        "tier_index": list(variant.tier_index),
        "has_promotion": variant.price < variant.list_price,
        "promotion_id": 0,
        "pre_order": {"is_pre_order": False, "days_to_ship": 2},
        "gtin_code": "",
        "weight": "",
        **_price_and_stock(variant, shop),
    }
