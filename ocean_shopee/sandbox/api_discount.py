"""Endpoints ``discount/*`` about discounts themselves (Shopee v2 discount), not about their items."""

from typing import Any

from . import params
from .deals import EXPIRED, ONGOING, UPCOMING, Cuts, Discount, stage
from .errors import ApiError, bad_param
from .gate import Call
from .listing import Item
from .route import Route, get, post
from .store import Store

DAY, HOUR = 86_400, 3600
LONGEST = 180 * DAY
WINDOW = 30 * DAY
MOST_RUNNING = 1000
_TIMES = "start_time{star}:int, end_time{star}:int"


def refuse(name: str, message: str) -> ApiError:
    """Return a refusal of this module."""
    return ApiError(f"discount.{name}", message)


def own_discount(store: Store, call: Call, number: int) -> Discount:
    """Return a discount of the shop.

    :raise ApiError: ``common.error_not_found``
    """
    discount = store.discounts.get(number)
    if discount is None or discount.shop_id != call.shop_id:
        raise ApiError("common.error_not_found", "The discount is not found.")
    return discount


class DiscountApi:
    """Keeps discounts of shops."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        one = "discount_id*:int"
        return {
            "discount/add_discount": post(
                self.add, "discount_name*<1..150>:str, " + _TIMES.replace("{star}", "*")
            ),
            "discount/update_discount": post(
                self.update, f"{one}, discount_name<1..150>:str, " + _TIMES.replace("{star}", "")
            ),
            "discount/delete_discount": post(self.delete, one),
            "discount/end_discount": post(self.end, one),
            "discount/get_discount": get(self.detail),
            "discount/get_discount_list": get(self.list),
        }

    def _stage(self, discount: Discount) -> str:
        return stage(discount.start, discount.end, self._store.now)

    def add(self, call: Call) -> dict[str, Any]:
        """POST add_discount: it starts an hour from now at the earliest."""
        start, end = call.body["start_time"], call.body["end_time"]
        if self._store.shops[call.shop_id].holiday.get("holiday_mode_on"):
            raise refuse("error_holiday_mode", "The shop is in holiday mode.")
        if start < self._store.now + HOUR:
            raise refuse("discount_start_time_smaller_than_now", "It must start an hour from now or later.")
        _check_period(start, end)
        running = [one for one in self._store.discounts.values() if one.shop_id == call.shop_id]
        if sum(self._stage(one) != EXPIRED for one in running) >= MOST_RUNNING:
            raise refuse("exceed_max_discount_count", "There are too many discounts.")
        number = self._store.number("discount", 665_223_456_001)
        discount = Discount(
            number, call.shop_id, call.body["discount_name"], start, end, modify_time=self._store.now
        )
        self._store.discounts[number] = discount
        return {"response": {"discount_id": number}}

    def update(self, call: Call) -> dict[str, Any]:
        """POST update_discount: a running one keeps its start and only gets shorter."""
        discount = own_discount(self._store, call, call.body["discount_id"])
        start = call.body.get("start_time", discount.start)
        end = call.body.get("end_time", discount.end)
        when = self._stage(discount)
        if when == EXPIRED:
            raise refuse("discount_is_end", "The discount has ended.")
        if when == ONGOING and start != discount.start:
            raise refuse("update_ongoing_discount_start_time", "A running discount keeps its start.")
        if when == ONGOING and end > discount.end:
            raise refuse("extend_discount_end_time_error", "A running discount cannot be extended.")
        if end <= self._store.now:
            raise refuse("discount_end_time_smaller_than_now", "It would end in the past.")
        _check_period(start, end)
        discount.start, discount.end = start, end
        discount.name = call.body.get("discount_name", discount.name)
        return self._changed(discount)

    def _changed(self, discount: Discount) -> dict[str, Any]:
        discount.modify_time = self._store.now
        return {"response": {"discount_id": discount.id, "modify_time": discount.modify_time}}

    def delete(self, call: Call) -> dict[str, Any]:
        """POST delete_discount: only before it starts."""
        discount = own_discount(self._store, call, call.body["discount_id"])
        when = self._stage(discount)
        if when == EXPIRED:
            raise refuse("discount_is_end", "The discount has ended.")
        if when == ONGOING:
            raise refuse("discount_is_ongoing", "The discount is running, end it.")
        del self._store.discounts[discount.id]
        return self._changed(discount)

    def end(self, call: Call) -> dict[str, Any]:
        """POST end_discount: only a running one."""
        discount = own_discount(self._store, call, call.body["discount_id"])
        if self._stage(discount) != ONGOING:
            raise refuse("discount_not_ongoing", "The discount is not running.")
        discount.end = self._store.now
        return self._changed(discount)

    def detail(self, call: Call) -> dict[str, Any]:
        """GET get_discount: its items in pages from 1."""
        discount = own_discount(self._store, call, params.number(call, "discount_id"))
        size = params.within(call, "page_size", 1, 100)
        start = (params.within(call, "page_no", 1, 5000) - 1) * size
        items = list(discount.items.items())
        rows = [
            _item(self._store.items[item_id], cuts)
            for item_id, cuts in items[start : start + size]
            if item_id in self._store.items
        ]
        return {"response": self._row(discount) | {"item_list": rows, "more": len(items) > start + size}}

    def list(self, call: Call) -> dict[str, Any]:
        """GET get_discount_list: pages from 1; a window of changes has at most 30 days."""
        wanted = params.text(call, "discount_status", "all")
        if wanted not in (UPCOMING, ONGOING, EXPIRED, "all"):
            raise bad_param("discount_status should be upcoming, ongoing, expired or all")
        since, until = (
            params.number(call, "update_time_from", 0),
            params.number(call, "update_time_to", 2**40),
        )
        if since and until - since > WINDOW:
            raise bad_param("the update window is longer than 30 days")
        size = params.within(call, "page_size", 1, 100, default=20)
        start = (params.within(call, "page_no", 1, 5000, default=1) - 1) * size
        found = [
            self._row(discount)
            for discount in self._store.discounts.values()
            if discount.shop_id == call.shop_id
            and wanted in ("all", self._stage(discount))
            and since <= discount.modify_time <= until
        ]
        page = found[start : start + size]
        return {"response": {"discount_list": page, "more": len(found) > start + size}}

    def _row(self, discount: Discount) -> dict[str, Any]:
        return {
            "discount_id": discount.id,
            "discount_name": discount.name,
            "status": self._stage(discount),
            "start_time": discount.start,
            "end_time": discount.end,
            "source": 0,
        }


def _check_period(start: int, end: int) -> None:
    if end <= start:
        raise refuse("discount_end_time_smaller_than_start_time", "It ends before it starts.")
    if end - start < HOUR:
        raise refuse("discount_period_too_short", "It must last for an hour or more.")
    if end - start >= LONGEST:
        raise refuse("discount_period_too_long", "It must last for less than 180 days.")


def _item(item: Item, cuts: Cuts) -> dict[str, Any]:
    row: dict[str, Any] = {
        "item_id": item.item_id,
        "item_name": item.name,
        "purchase_limit": cuts.purchase_limit,
    }
    if not item.has_model:
        cut, variant = cuts.by_model.get(0), item.variants[0]
        return row | {
            "normal_stock": variant.stock,
            "item_promotion_stock": cut.stock if cut else 0,
            "item_original_price": variant.list_price,
            "item_promotion_price": cut.price if cut else variant.list_price,
            "model_list": [],
        }
    models = [
        {
            "model_id": variant.model_id,
            "model_name": variant.name,
            "model_normal_stock": variant.stock,
            "model_promotion_stock": cuts.by_model[variant.model_id].stock,
            "model_original_price": variant.list_price,
            "model_promotion_price": cuts.by_model[variant.model_id].price,
        }
        for variant in item.variants
        if variant.model_id in cuts.by_model
    ]
    return row | {"model_list": models}
