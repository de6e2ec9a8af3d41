"""Endpoints ``voucher/*`` (Shopee v2 voucher)."""

from typing import Any

from . import pages, params
from .deals import EXPIRED, ONGOING, UPCOMING, Voucher, stage
from .errors import ApiError
from .gate import Call
from .route import Route, get, post
from .store import Store

DAY = 86_400
LONGEST = 92 * DAY
LONGEST_CODE = 5
PREFIX = "TOKO"
FIXED, PERCENT, COINS = 1, 2, 3
CHANNELS = (1, 3, 4)
_SHARED = (
    "discount_amount:num, percentage:int, max_price:num, display_channel_list:int[], item_id_list:int[], "
    "display_start_time:int"
)
NEW = (
    "voucher_name*<1..100>:str, voucher_code*:str, start_time*:int, end_time*:int, voucher_type*<1..2>:int, "
    "reward_type*<1..3>:int, usage_quantity*<1..200000>:int, min_basket_price*:num, " + _SHARED
)
CHANGE = (
    "voucher_id*:int, voucher_name<1..100>:str, start_time:int, end_time:int, usage_quantity:int, "
    "min_basket_price:num, " + _SHARED
)
LISTED = (
    "voucher_code",
    "voucher_name",
    "voucher_type",
    "reward_type",
    "usage_quantity",
    "discount_amount",
    "percentage",
    "display_start_time",
)


class VoucherApi:
    """Keeps vouchers of shops."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        one = "voucher_id*:int"
        return {
            "voucher/add_voucher": post(self.add, NEW),
            "voucher/update_voucher": post(self.update, CHANGE),
            "voucher/delete_voucher": post(self.delete, one),
            "voucher/end_voucher": post(self.end, one),
            "voucher/get_voucher": get(self.detail),
            "voucher/get_voucher_list": get(self.list),
        }

    def add(self, call: Call) -> dict[str, Any]:
        """POST add_voucher: the platform puts a prefix before the code."""
        terms = dict(call.body)
        code = terms["voucher_code"].upper()
        if not (1 <= len(code) <= LONGEST_CODE and code.isalnum()):
            raise _refuse("voucher_code_error", f"The code has 1 to {LONGEST_CODE} letters and digits.")
        terms["voucher_code"] = PREFIX + code
        used = [one.terms["voucher_code"] for one in self._own(call) if self._stage(one) != EXPIRED]
        if terms["voucher_code"] in used:
            raise _refuse("voucher_code_duplicate_error", "The code is used already.")
        if terms["start_time"] <= self._store.now:
            raise _refuse("voucher_start_time_error", "The voucher must start in the future.")
        self._check(call, terms)
        number = self._store.number("voucher", 665_123_456_001)
        times = terms["start_time"], terms["end_time"]
        self._store.vouchers[number] = Voucher(number, call.shop_id, *times, terms)
        return {"response": {"voucher_id": number}}

    def _check(self, call: Call, terms: dict[str, Any]) -> None:
        start, end = terms["start_time"], terms["end_time"]
        if end <= start:
            raise _refuse("voucher_end_time_error", "The voucher ends before it starts.")
        if end - start > LONGEST:
            raise _refuse("voucher_time_period_error", "A voucher lasts for three months at most.")
        if any(channel not in CHANNELS for channel in terms.get("display_channel_list") or []):
            raise _refuse("voucher_display_channel_error", "A display channel is invalid.")
        if terms["min_basket_price"] < 0:
            raise _refuse("voucher_min_price_error", "The minimum basket price is invalid.")
        self._check_reward(terms)
        items = terms.get("item_id_list") or []
        if terms["voucher_type"] == 2 and not items:
            raise _refuse("voucher_item_count_limit_error", "A product voucher needs items.")
        if len(set(items)) < len(items):
            raise _refuse("voucher_item_duplication_error", "An item is listed twice.")
        if any(self._store.own_item(call.shop_id, item_id) is None for item_id in items):
            raise _refuse("voucher_item_not_exist", "An item does not exist.")

    def _check_reward(self, terms: dict[str, Any]) -> None:
        amount, percent = terms.get("discount_amount") or 0, terms.get("percentage") or 0
        if terms["reward_type"] == FIXED:
            if not amount > 0:
                raise _refuse("fix_amount_low_qualtiy_errorr", "discount_amount is needed.")
            if amount > terms["min_basket_price"] > 0:
                raise _refuse("voucher_min_price_error", "The discount is more than the basket.")
        elif not 1 <= percent <= 99:
            code = "percentage_low_quality_error" if terms["reward_type"] == PERCENT else "voucher_coin_error"
            raise _refuse(code, "percentage should be 1 to 99.")

    def _own(self, call: Call) -> list[Voucher]:
        return [voucher for voucher in self._store.vouchers.values() if voucher.shop_id == call.shop_id]

    def _one(self, call: Call, number: int) -> Voucher:
        voucher = self._store.vouchers.get(number)
        if voucher is None or voucher.shop_id != call.shop_id:
            raise ApiError("common.error_not_found", "The voucher is not found.")
        return voucher

    def _stage(self, voucher: Voucher) -> str:
        return stage(voucher.start, voucher.end, self._store.now)

    def update(self, call: Call) -> dict[str, Any]:
        """POST update_voucher: of a running one only the end, later, and the quantity, more."""
        voucher = self._one(call, call.body["voucher_id"])
        changes = {name: value for name, value in call.body.items() if name != "voucher_id"}
        when = self._stage(voucher)
        if when == EXPIRED:
            raise _refuse("operate_voucher_permission_error", "An expired voucher cannot be changed.")
        if when == ONGOING:
            if set(changes) - {"end_time", "usage_quantity", "voucher_name"}:
                raise _refuse("voucher_ongoing_param_error", "A running voucher allows few changes.")
            if changes.get("end_time", voucher.end) < voucher.end:
                raise _refuse("voucher_end_time_reduce_error", "The end cannot be earlier.")
            if changes.get("usage_quantity", 10**9) < voucher.terms["usage_quantity"]:
                raise _refuse("voucher_quantity_reduce_error", "The quantity cannot be less.")
        terms = voucher.terms | changes
        self._check(call, terms)
        voucher.terms, voucher.start, voucher.end = terms, terms["start_time"], terms["end_time"]
        return {"response": {"voucher_id": voucher.id}}

    def delete(self, call: Call) -> dict[str, Any]:
        """POST delete_voucher: only before it starts."""
        voucher = self._one(call, call.body["voucher_id"])
        if self._stage(voucher) != UPCOMING:
            raise _refuse("delete_voucher_error", "Only an upcoming voucher can be deleted.")
        del self._store.vouchers[voucher.id]
        return {"response": {"voucher_id": voucher.id}}

    def end(self, call: Call) -> dict[str, Any]:
        """POST end_voucher: only a running one."""
        voucher = self._one(call, call.body["voucher_id"])
        if self._stage(voucher) != ONGOING:
            raise _refuse("end_voucher_status_error", "Only a running voucher can be ended.")
        voucher.end = voucher.terms["end_time"] = self._store.now
        return {"response": {"voucher_id": voucher.id}}

    def detail(self, call: Call) -> dict[str, Any]:
        """GET get_voucher."""
        voucher = self._one(call, params.number(call, "voucher_id"))
        more = ("display_channel_list", "min_basket_price", "max_price", "item_id_list")
        return {"response": _row(voucher) | {name: voucher.terms.get(name) for name in more} | {"usecase": 1}}

    def list(self, call: Call) -> dict[str, Any]:
        """GET get_voucher_list: pages from 1."""
        wanted = params.text(call, "status")
        if wanted not in (UPCOMING, ONGOING, EXPIRED, "all"):
            raise ApiError("error_param", "status should be upcoming, ongoing, expired or all.")
        found = [voucher for voucher in self._own(call) if wanted in ("all", self._stage(voucher))]
        page, more = pages.numbered(call, found, 1, default=20)
        return {"response": {"more": more, "voucher_list": [_row(voucher) for voucher in page]}}


def _refuse(name: str, message: str) -> ApiError:
    return ApiError(f"voucher.{name}", message)


def _row(voucher: Voucher) -> dict[str, Any]:
    shown = {name: voucher.terms.get(name) for name in LISTED}
    return shown | {
        "voucher_id": voucher.id,
        "start_time": voucher.start,
        "end_time": voucher.end,
        "current_usage": voucher.used,
        "is_admin": False,
        "voucher_purpose": 0,
        "cmt_voucher_status": 1,
        "display_start_time": voucher.terms.get("display_start_time") or voucher.start,
    }
