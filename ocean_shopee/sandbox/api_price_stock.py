"""Endpoints ``product/update_price`` and ``product/update_stock``: one item per call, row by row."""

from collections.abc import Callable
from typing import Any

from . import item_rules
from .errors import ApiError
from .events import Events
from .gate import Call
from .listing import Item, Variant
from .promotions import is_locked, set_aside
from .route import Route, post
from .store import Store

Row = dict[str, Any]


class PriceStockApi:
    """Changes prices and stock."""

    def __init__(self, store: Store, pushes: Events) -> None:
        self._store = store
        self._pushes = pushes

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "product/update_price": post(
                self.update_price, "item_id*:int, price_list*[]<1..50>{model_id:int, original_price*:num}"
            ),
            "product/update_stock": post(
                self.update_stock,
                "item_id*:int, "
                "stock_list*[]<1..50>{model_id:int, seller_stock*[]<1..20>{location_id:str, stock*:int}}",
            ),
        }

    def update_price(self, call: Call) -> dict[str, Any]:
        """POST update_price: ``original_price`` of variants, ``model_id`` 0 without variants."""
        item = self._item(call)
        rows = call.body["price_list"]
        if item.has_model and any(not row.get("model_id") for row in rows):
            raise ApiError("error_edit_item_price_for_item_has_model", "The item has models, give model_id.")
        self._check_ratio(call, item, rows)
        return self._each(item, rows, self._set_price, "error_update_price_fail")

    def _check_ratio(self, call: Call, item: Item, rows: list[Row]) -> None:
        prices = {variant.model_id: variant.list_price for variant in item.variants}
        prices |= {row.get("model_id") or 0: row["original_price"] for row in rows}
        known = [price for model_id, price in prices.items() if item.variant(model_id) is not None]
        if min(known, default=1) > 0:
            item_rules.check_ratio(self._store.shops[call.shop_id], known)

    def _set_price(self, item: Item, variant: Variant, row: Row) -> list[Row]:
        item_rules.check_price(self._store.shops[item.shop_id], row["original_price"])
        if is_locked(self._store, item, variant.model_id):
            raise ApiError(
                "error_cannt_edit_price_in_promotion", "Can't edit price when item is under promotion"
            )
        if any(tier["unit_price"] > row["original_price"] for tier in item.wholesale):
            raise ApiError(
                "error_busi_price_lower_then_wholesale_price", "The price is below the wholesale price"
            )
        before, variant.list_price = variant.list_price, row["original_price"]
        self._pushes.price(item, variant, before)
        return [{"model_id": variant.model_id, "original_price": variant.list_price}]

    def update_stock(self, call: Call) -> dict[str, Any]:
        """POST update_stock: sets the stock, not below what promotions keep for themselves."""
        item = self._item(call)
        if self._store.shops[call.shop_id].holiday.get("switching_until", 0) > self._store.now:
            raise ApiError("error_holiday_mode_change_stock", "Holiday mode is being switched.")
        rows = call.body["stock_list"]
        if item.has_model and any(not row.get("model_id") for row in rows):
            raise ApiError("error_edit_item_stock_for_item_has_model", "The item has models, give model_id.")
        return self._each(item, rows, self._set_stock, "error_busi_update_stock_failed")

    def _set_stock(self, item: Item, variant: Variant, row: Row) -> list[Row]:
        stock, places = item_rules.stock_by_place(self._store, row["seller_stock"])
        named = places
        if places and self._store.switches.stock_places == "keep":
            places = variant.locations | places
            stock = sum(places.values())
        if stock < set_aside(self._store, item, variant):
            raise ApiError(
                "error_promotion_cantnot_update_stock", "The stock is below the reserved promotion stock"
            )
        variant.stock, variant.locations = stock, places
        told = named or {"": stock}
        return [
            {"model_id": variant.model_id, "location_id": place, "stock": units}
            for place, units in told.items()
        ]

    def _item(self, call: Call) -> Item:
        item = self._store.items.get(call.body["item_id"])
        if item is not None and item.shop_id != call.shop_id:
            raise ApiError("error_item_not_belong_shop", "The item does not belong to the shop.")
        if item is None or item.status.endswith("DELETE"):
            raise ApiError("error_item_not_found", "Product not found.")
        if item.status_at(self._store.now) == "BANNED":
            raise ApiError("error_item_uneditable", "A banned item cannot be edited.")
        return item

    def _each(
        self, item: Item, rows: list[Row], change: Callable[[Item, Variant, Row], list[Row]], all_failed: str
    ) -> dict[str, Any]:
        done: list[Row] = []
        failed: list[Row] = []
        for row in rows:
            model_id = row.get("model_id") or 0
            variant = item.variant(model_id)
            try:
                if variant is None:
                    raise ApiError(
                        "error_item_or_variation_not_found", "The model does not belong to the item"
                    )
                done += change(item, variant, row)
            except ApiError as refusal:
                failed.append({"model_id": model_id, "failed_reason": refusal.message})
        if done:
            item.update_time = self._store.now
            return {"warning": "", "response": {"failure_list": failed, "success_list": done}}
        response = {"failure_list": failed, "success_list": []}
        raise ApiError(all_failed, failed[0]["failed_reason"], response=response)
