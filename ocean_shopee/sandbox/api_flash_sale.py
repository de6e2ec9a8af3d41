"""Endpoints ``shop_flash_sale/*`` about flash sales themselves; their items: ``api_flash_sale_item``."""

from datetime import datetime, timedelta, timezone
from typing import Any

from . import params
from .deals import EXPIRED, ONGOING, UPCOMING, FlashSale, stage
from .errors import ApiError
from .gate import Call
from .route import Route, get, post
from .store import Store
from .taxonomy import CATEGORIES, is_leaf

LOCAL = timezone(timedelta(hours=7))
DAY, HOUR = 86_400, 3600
SLOTS = ((0, 12), (12, 18), (18, 24))
"""Hours of the slots of a day."""
DELETED, ENABLED, DISABLED = 0, 1, 2
KINDS = {UPCOMING: 1, ONGOING: 2, EXPIRED: 3}
LEAST_STOCK, LEAST_OFF = 1, 5
"""Criteria: units set aside, and percent off, at least."""


def refuse(message: str) -> ApiError:
    """Return the refusal of a wrong parameter."""
    return ApiError("shop_flash_sale_param_error", message)


def own_sale(store: Store, call: Call, number: int) -> FlashSale:
    """Return a flash sale of the shop that is not deleted.

    :raise ApiError: ``shop_flash_sale_not_exist``
    """
    sale = store.flash_sales.get(number)
    if sale is None or sale.shop_id != call.shop_id or sale.status == DELETED:
        raise ApiError("shop_flash_sale_not_exist", "The flash sale does not exist.")
    return sale


class FlashSaleApi:
    """Keeps flash sales of shops."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "shop_flash_sale/get_time_slot_id": get(self.slots),
            "shop_flash_sale/create_shop_flash_sale": post(self.create, "timeslot_id*:int"),
            "shop_flash_sale/update_shop_flash_sale": post(self.update, "flash_sale_id*:int, status*:int"),
            "shop_flash_sale/delete_shop_flash_sale": post(self.delete, "flash_sale_id*:int"),
            "shop_flash_sale/get_shop_flash_sale": get(self.detail),
            "shop_flash_sale/get_shop_flash_sale_list": get(self.list),
            "shop_flash_sale/get_item_criteria": get(self.criteria),
        }

    def slots(self, call: Call) -> dict[str, Any]:
        """GET get_time_slot_id: slots that begin in a period; ``response`` is a list."""
        start, end = params.number(call, "start_time"), params.number(call, "end_time")
        if not self._store.now - DAY <= start < end:
            raise refuse("start_time should not be in the past and before end_time.")
        found, day = [], _midnight(start)
        while day < min(end, start + 60 * DAY):
            found += [slot for slot in _slots_of(day) if start <= slot["start_time"] < end]
            day += DAY
        return {"response": found}

    def create(self, call: Call) -> dict[str, Any]:
        """POST create_shop_flash_sale: one per slot, which begins in the future."""
        slot = _slot(call.body["timeslot_id"])
        if slot is None or slot["start_time"] <= self._store.now:
            raise refuse("The time slot is invalid or has begun.")
        for sale in self._store.flash_sales.values():
            same = (sale.shop_id, sale.slot_id) == (call.shop_id, slot["timeslot_id"])
            if same and sale.status != DELETED:
                raise ApiError("shop_flash_sale_already_exist", "The slot has a flash sale already.")
        number = self._store.number("flash sale", 80_123_001)
        times = slot["start_time"], slot["end_time"]
        sale = FlashSale(number, call.shop_id, slot["timeslot_id"], *times)
        self._store.flash_sales[number] = sale
        return {"response": _brief(sale)}

    def _stage(self, sale: FlashSale) -> str:
        return stage(sale.start, sale.end, self._store.now)

    def update(self, call: Call) -> dict[str, Any]:
        """POST update_shop_flash_sale: switches it on (1) or off (2)."""
        sale = own_sale(self._store, call, call.body["flash_sale_id"])
        if call.body["status"] not in (ENABLED, DISABLED) or self._stage(sale) == EXPIRED:
            raise refuse("The status is invalid, or the flash sale has ended.")
        sale.status = call.body["status"]
        return {"response": _brief(sale)}

    def delete(self, call: Call) -> dict[str, Any]:
        """POST delete_shop_flash_sale: only before it begins."""
        sale = own_sale(self._store, call, call.body["flash_sale_id"])
        if self._stage(sale) != UPCOMING:
            raise refuse("Only an upcoming flash sale can be deleted.")
        sale.status = DELETED
        return {"response": _brief(sale)}

    def detail(self, call: Call) -> dict[str, Any]:
        """GET get_shop_flash_sale."""
        return {"response": self._row(own_sale(self._store, call, params.number(call, "flash_sale_id")))}

    def _row(self, sale: FlashSale) -> dict[str, Any]:
        enabled = [
            item_id
            for item_id, cuts in sale.items.items()
            if any(cut.status == ENABLED for cut in cuts.by_model.values())
        ]
        return {
            **_brief(sale),
            "start_time": sale.start,
            "end_time": sale.end,
            "enabled_item_count": len(enabled),
            "item_count": len(sale.items),
            "type": KINDS[self._stage(sale)],
        }

    def list(self, call: Call) -> dict[str, Any]:
        """GET get_shop_flash_sale_list: by offset, which is at most 1000."""
        kind = params.within(call, "type", 0, 3)
        offset, limit = params.within(call, "offset", 0, 1000), params.within(call, "limit", 1, 100)
        start, end = params.number(call, "start_time", 0), params.number(call, "end_time", 2**40)
        found = [
            self._row(sale)
            for sale in self._store.flash_sales.values()
            if sale.shop_id == call.shop_id
            and sale.status != DELETED
            and kind in (0, KINDS[self._stage(sale)])
            and start <= sale.start <= end
        ]
        counts = {"remindme_count": 0, "click_count": 0}
        rows = [row | counts for row in found[offset : offset + limit]]
        if self._store.switches.flash_list == "top":
            return {"response": {"total_count": len(found)}, "flash_sale_list": rows}
        return {"response": {"total_count": len(found), "flash_sale_list": rows}}

    def criteria(self, _call: Call) -> dict[str, Any]:
        """GET get_item_criteria: one rule for all categories."""
        rule = {
            "criteria_id": 1,
            "min_product_rating": -1,
            "min_likes": -1,
            "must_not_pre_order": True,
            "min_order_total": -1,
            "max_days_to_ship": -1,
            "min_repetition_day": -1,
            "min_promo_stock": LEAST_STOCK,
            "max_promo_stock": 10_000,
            "min_discount": LEAST_OFF,
            "max_discount": 99,
            "min_discount_price": -1,
            "max_discount_price": -1,
            "need_lowest_price": False,
        }
        leaves = [
            {"category_id": category.id, "name": category.name, "parent_id": category.parent}
            for category in CATEGORIES
            if is_leaf(category.id)
        ]
        pairs = [{"criteria_id": 1, "category_list": leaves}]
        return {"response": {"criteria": [rule], "pair_ids": pairs, "overlap_block_category_ids": []}}


def _brief(sale: FlashSale) -> dict[str, Any]:
    return {"timeslot_id": sale.slot_id, "flash_sale_id": sale.id, "status": sale.status}


def _midnight(at: int) -> int:
    day = datetime.fromtimestamp(at, LOCAL).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(day.timestamp())


def _slots_of(day: int) -> list[dict[str, int]]:
    """Return the slots of the day that begins at unix time `day`; their ids tell day and place."""
    number = (day + 7 * HOUR) // DAY
    return [
        {
            "timeslot_id": number * 10 + place + 200_000_000_000,
            "start_time": day + first * HOUR,
            "end_time": day + last * HOUR,
        }
        for place, (first, last) in enumerate(SLOTS)
    ]


def _slot(number: int) -> dict[str, int] | None:
    day = (number - 200_000_000_000) // 10 * DAY - 7 * HOUR
    return next((slot for slot in _slots_of(day) if slot["timeslot_id"] == number), None)
