"""Endpoints ``product/*`` that read listings."""

from typing import Any

from . import params, show_item
from .errors import ApiError, bad_param
from .gate import Call
from .listing import Item
from .promotions import Hold, holds
from .route import Route, get
from .store import Store

STATUSES = ("NORMAL", "BANNED", "UNLIST", "REVIEWING", "SELLER_DELETE", "SHOPEE_DELETE")
DEEPEST_OFFSET = 10_000
MOST_IDS = 50


class ProductApi:
    """Answers about listings."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "product/get_item_list": get(self.item_list),
            "product/get_item_base_info": get(self.base_info),
            "product/get_item_extra_info": get(self.extra_info),
            "product/search_item": get(self.search),
            "product/get_model_list": get(self.model_list),
            "product/get_item_promotion": get(self.promotions),
            "product/get_item_violation_info": get(self.violations),
        }

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
            "item": [self._row(item) for item in page],
            "total_count": len(found),
            "has_next_page": more,
        }
        return {"response": response | ({"next_offset": offset + size} if more else {}), "warning": ""}

    def _row(self, item: Item) -> dict[str, Any]:
        now = self._store.now
        return {
            "item_id": item.item_id,
            "item_status": item.status_at(now),
            "update_time": item.updated_at(now),
            "tag": {"kit": False},
        }

    def _listed(self, call: Call) -> list[Item]:
        now = self._store.now
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
            if item.status_at(now) in wanted and start <= item.updated_at(now) <= end
        ]
        return sorted(found, key=lambda item: (-item.updated_at(now), item.item_id))

    def _items(self, call: Call) -> list[Item]:
        ids = params.id_list(call, "item_id_list")
        if not ids:
            raise bad_param("item_id_list is required")
        if len(ids) > MOST_IDS:
            raise ApiError("error_query_over_itemid_size", f"item_id_list holds more than {MOST_IDS} ids.")
        own = {item.item_id: item for item in self._store.items_of(call.shop_id)}
        found = [own[item_id] for item_id in dict.fromkeys(ids) if item_id in own]
        if not found:
            raise ApiError("error_item_not_found", "Product not found.")
        return found

    def base_info(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/product/get_item_base_info: 1 to 50 items; price and stock only without variants."""
        rows = [show_item.base_info(self._store, item) for item in self._items(call)]
        return {"response": {"item_list": rows}, "warning": ""}

    def extra_info(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/product/get_item_extra_info: from the orders and the comments there are."""
        return {"response": {"item_list": [self._extra(item) for item in self._items(call)]}, "warning": ""}

    def _extra(self, item: Item) -> dict[str, Any]:
        reviews = [review for review in self._store.reviews.values() if review.item_id == item.item_id]
        ratings = [review.rating for review in reviews]
        sold = sum(
            line.active
            for order in self._store.orders_of(item.shop_id)
            if order.status != "UNPAID"
            for line in order.lines
            if line.item_id == item.item_id
        )
        return {
            "item_id": item.item_id,
            "sale": sold,
            "views": sold * 37,
            "likes": sold * 3,
            "rating_star": round(sum(ratings) / len(ratings), 2) if ratings else 0,
            "comment_count": len(reviews),
        }

    def search(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/product/search_item: ids only; ``offset`` is a text."""
        size = params.within(call, "page_size", 1, 100)
        start = params.number(call, "offset", 0) if params.text(call, "offset", "") else 0
        name, sku = params.text(call, "item_name", ""), params.text(call, "item_sku", "")
        if not (name or sku or params.text(call, "attribute_status", "")):
            raise bad_param("one of item_name, item_sku and attribute_status is required")
        statuses = call.request.query.get("item_status") or STATUSES[:4]
        found = [
            item.item_id
            for item in self._store.items_of(call.shop_id)
            if item.status_at(self._store.now) in statuses
            and name.lower() in item.name.lower()
            and _has_sku(item, sku, self._store.switches.search_model_skus)
        ]
        more = len(found) > start + size
        page = {"item_id_list": found[start : start + size], "total_count": len(found)}
        return {"warning": "", "response": page | {"next_offset": str(start + size) if more else ""}}

    def model_list(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/product/get_model_list: all variants of one item."""
        item = self._store.items.get(params.number(call, "item_id"))
        if item is None or item.shop_id != call.shop_id:
            raise ApiError("error_item_not_found", "Product not found.")
        models = [show_item.model(self._store, item, variant) for variant in item.variants]
        response = {
            "tier_variation": show_item.tiers(item),
            "model": models if item.has_model else [],
            "standardise_tier_variation": show_item.standard_tiers(item),
        }
        return {"response": response, "warning": ""}

    def promotions(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/product/get_item_promotion: unknown items are rows of ``failure_list``."""
        ids = params.id_list(call, "item_id_list")
        if not 1 <= len(ids) <= MOST_IDS:
            raise bad_param(f"item_id_list should hold 1 to {MOST_IDS} ids")
        own = {item_id: self._store.own_item(call.shop_id, item_id) for item_id in ids}
        done = [
            {"item_id": item_id, "promotion": [_promotion(hold) for hold in holds(self._store, item)]}
            for item_id, item in own.items()
            if item is not None
        ]
        failed = [
            {"item_id": item_id, "failed_reason": "Product not found."}
            for item_id, item in own.items()
            if item is None
        ]
        return {"warning": "", "response": {"success_list": done, "failure_list": failed}}

    def violations(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/product/get_item_violation_info: unknown items carry an error of their own."""
        ids = params.id_list(call, "item_id_list")
        if not 1 <= len(ids) <= MOST_IDS:
            raise bad_param(f"item_id_list should hold 1 to {MOST_IDS} ids")
        return {"warning": "", "response": {"item_list": [self._violation(call, item_id) for item_id in ids]}}

    def _violation(self, call: Call, item_id: int) -> dict[str, Any]:
        item = self._store.items.get(item_id)
        if item is None or item.shop_id != call.shop_id:
            return {
                "item_id": item_id,
                "fail_error": "error_item_not_found",
                "fail_message": "Product not found.",
            }
        return {
            "item_id": item_id,
            "item_name": item.name,
            "item_status": item.status_at(self._store.now),
            "deboost": False,
            "item_status_details": item.violations_at(self._store.now),
            "deboost_details": [],
        }


def _has_sku(item: Item, sku: str, of_models: bool) -> bool:
    own = (variant.sku for variant in item.variants) if of_models else ()
    return not sku or sku in (item.sku, *own)


def _promotion(hold: Hold) -> dict[str, Any]:
    return {
        "promotion_type": hold.kind,
        "promotion_id": hold.deal.id,
        "model_id": hold.model_id,
        "start_time": hold.deal.start,
        "end_time": hold.deal.end,
        "promotion_price_info": [{"promotion_price": hold.cut.price}],
        "promotion_staging": hold.stage,
        "promotion_stock_info_v2": {"summary_info": {"total_reserved_stock": hold.cut.stock}},
    }
