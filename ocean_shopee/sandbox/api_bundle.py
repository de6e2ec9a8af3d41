"""Endpoints ``bundle_deal/*`` (Shopee v2 bundle_deal)."""

from typing import Any

from . import params
from .deals import EXPIRED, ONGOING, UPCOMING, Bundle, stage
from .errors import ApiError
from .gate import Call
from .route import Route, get, post
from .store import Store

HOUR = 3600
FIX_PRICE, PERCENT, AMOUNT = 1, 2, 3
VALUE = {FIX_PRICE: "fix_price", PERCENT: "discount_percentage", AMOUNT: "discount_value"}
RULE = ("rule_type", "fix_price", "discount_percentage", "discount_value", "min_amount", "additional_tiers")
TIMES = {1: (UPCOMING, ONGOING, EXPIRED), 2: (UPCOMING,), 3: (ONGOING,), 4: (EXPIRED,)}
LONGEST_NAME = 25
_TIER = "{min_amount*:int, fix_price:num, discount_value:num, discount_percentage:int}"
_VALUES = f"discount_value:num, fix_price:num, discount_percentage:int, additional_tiers[]{_TIER}"
_ONE = "bundle_deal_id*:int"


class BundleApi:
    """Keeps bundle deals of shops."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        items = f"{_ONE}, item_list*[]<1..50>{{item_id*:int, status*<1..2>:int}}"
        return {
            "bundle_deal/add_bundle_deal": post(
                self.add,
                "rule_type*<1..3>:int, min_amount*:int, start_time*:int, end_time*:int, name*:str, "
                f"purchase_limit*:int, {_VALUES}",
            ),
            "bundle_deal/update_bundle_deal": post(
                self.update,
                f"{_ONE}, rule_type<1..3>:int, min_amount:int, start_time:int, end_time:int, name:str, "
                f"purchase_limit:int, {_VALUES}",
            ),
            "bundle_deal/delete_bundle_deal": post(self.delete, _ONE),
            "bundle_deal/end_bundle_deal": post(self.end, _ONE),
            "bundle_deal/add_bundle_deal_item": post(self.add_items, items),
            "bundle_deal/update_bundle_deal_item": post(self.update_items, items),
            "bundle_deal/delete_bundle_deal_item": post(
                self.delete_items, f"{_ONE}, item_list*[]<1..50>{{item_id*:int}}"
            ),
            "bundle_deal/get_bundle_deal": get(self.detail),
            "bundle_deal/get_bundle_deal_item": get(self.items),
            "bundle_deal/get_bundle_deal_list": get(self.list),
        }

    def _one(self, call: Call, number: int) -> Bundle:
        bundle = self._store.bundles.get(number)
        if bundle is None or bundle.shop_id != call.shop_id:
            raise _refuse("bundle_deal_not_exists", "The bundle deal does not exist.")
        return bundle

    def _stage(self, bundle: Bundle) -> str:
        return stage(bundle.start, bundle.end, self._store.now)

    def add(self, call: Call) -> dict[str, Any]:
        """POST add_bundle_deal: only the value of its ``rule_type`` counts."""
        body = call.body
        if body["start_time"] < self._store.now:
            raise _refuse("bundle_deal_start_time_error", "It must start in the future.")
        _check(body)
        number = self._store.number("bundle", 120_001)
        bundle = Bundle(
            number,
            call.shop_id,
            body["name"],
            body["start_time"],
            body["end_time"],
            _rule(body),
            body["purchase_limit"],
        )
        self._store.bundles[number] = bundle
        return {"response": {"bundle_deal_id": number}}

    def update(self, call: Call) -> dict[str, Any]:
        """POST update_bundle_deal: a running one keeps its rule."""
        bundle = self._one(call, call.body["bundle_deal_id"])
        when = self._stage(bundle)
        if when == EXPIRED:
            raise _refuse("bundle_deal_no_auth_update", "An expired bundle deal cannot be changed.")
        if when == ONGOING and set(call.body) & {*RULE, "start_time"}:
            raise _refuse("bundle_deal_ongoing_promotion_info_lock", "A running bundle deal keeps its rule.")
        terms = {"name": bundle.name, "start_time": bundle.start, "end_time": bundle.end, **bundle.rule}
        terms |= {"purchase_limit": bundle.purchase_limit, **call.body}
        _check(terms)
        bundle.name, bundle.start, bundle.end = terms["name"], terms["start_time"], terms["end_time"]
        bundle.rule, bundle.purchase_limit = _rule(terms), terms["purchase_limit"]
        return {"response": _show(bundle)}

    def delete(self, call: Call) -> dict[str, Any]:
        """POST delete_bundle_deal: only before it starts."""
        bundle = self._one(call, call.body["bundle_deal_id"])
        if self._stage(bundle) != UPCOMING:
            raise _refuse("bundle_deal_delete_failed", "Only an upcoming bundle deal can be deleted.")
        del self._store.bundles[bundle.id]
        return {"response": {"bundle_deal_id": bundle.id}}

    def end(self, call: Call) -> dict[str, Any]:
        """POST end_bundle_deal: only a running one."""
        bundle = self._one(call, call.body["bundle_deal_id"])
        if self._stage(bundle) != ONGOING:
            raise _refuse("bundle_deal_stop_failed", "Only a running bundle deal can be ended.")
        bundle.end = self._store.now
        return {"response": {"bundle_deal_id": bundle.id}}

    def add_items(self, call: Call) -> dict[str, Any]:
        """POST add_bundle_deal_item: an item takes part in one deal at a time."""
        return self._each(call, self._add_item)

    def update_items(self, call: Call) -> dict[str, Any]:
        """POST update_bundle_deal_item: switches items on or off."""
        return self._each(call, self._update_item)

    def delete_items(self, call: Call) -> dict[str, Any]:
        """POST delete_bundle_deal_item."""
        return self._each(call, self._delete_item)

    def _each(self, call: Call, change: Any) -> dict[str, Any]:
        bundle = self._one(call, call.body["bundle_deal_id"])
        if self._stage(bundle) == EXPIRED:
            raise _refuse("bundle_expired", "The bundle deal has expired.")
        done: list[int] = []
        failed: list[dict[str, Any]] = []
        for row in call.body["item_list"]:
            try:
                change(call, bundle, row)
                done.append(row["item_id"])
            except ApiError as refusal:
                failed.append(
                    {"item_id": row["item_id"], "fail_error": refusal.code, "fail_message": refusal.message}
                )
        return {"response": {"failed_list": failed, "success_list": done}}

    def _add_item(self, call: Call, bundle: Bundle, row: dict[str, Any]) -> None:
        item_id = row["item_id"]
        if self._store.own_item(call.shop_id, item_id) is None:
            raise _refuse("product_not_exist", "The product does not exist.")
        if item_id in bundle.items:
            raise _refuse("bundle_deal_item_already_exist", "The item is in the bundle deal already.")
        for other in self._store.bundles.values():
            overlaps = other.start < bundle.end and bundle.start < other.end
            if other is not bundle and item_id in other.items and overlaps:
                raise _refuse("bundle_deal_overlap_error", "The item is in another bundle deal.")
        bundle.items[item_id] = row["status"]

    def _update_item(self, _call: Call, bundle: Bundle, row: dict[str, Any]) -> None:
        if row["item_id"] not in bundle.items:
            raise _refuse("bundle_deal_item_not_exist", "The item is not in the bundle deal.")
        bundle.items[row["item_id"]] = row["status"]

    def _delete_item(self, _call: Call, bundle: Bundle, row: dict[str, Any]) -> None:
        if bundle.items.pop(row["item_id"], None) is None:
            raise _refuse("bundle_deal_item_invalid", "The item is not in the bundle deal.")

    def detail(self, call: Call) -> dict[str, Any]:
        """GET get_bundle_deal."""
        return {"response": _show(self._one(call, params.number(call, "bundle_deal_id")))}

    def items(self, call: Call) -> dict[str, Any]:
        """GET get_bundle_deal_item: all items at once."""
        bundle = self._one(call, params.number(call, "bundle_deal_id"))
        rows = [{"item_id": item_id, "status": status} for item_id, status in bundle.items.items()]
        return {"response": {"item_list": rows, "total_count": len(rows)}}

    def list(self, call: Call) -> dict[str, Any]:
        """GET get_bundle_deal_list: pages from 1, of at most 1000."""
        size = params.within(call, "page_size", 1, 1000, default=20)
        start = (params.within(call, "page_no", 1, 5000, default=1) - 1) * size
        wanted = TIMES[params.within(call, "time_status", 1, 4, default=1)]
        found = [
            bundle
            for bundle in self._store.bundles.values()
            if bundle.shop_id == call.shop_id and self._stage(bundle) in wanted
        ]
        rows = [_show(bundle) for bundle in found[start : start + size]]
        return {"response": {"bundle_deal_list": rows, "more": len(found) > start + size}}


def _refuse(name: str, message: str) -> ApiError:
    return ApiError(f"bundle.{name}", message)


def _check(terms: dict[str, Any]) -> None:
    if not 1 <= len(terms["name"]) <= LONGEST_NAME:
        raise _refuse("bundle_deal_name_length", f"A name has 1 to {LONGEST_NAME} characters.")
    if terms["end_time"] < terms["start_time"] + HOUR:
        raise _refuse("bundle_deal_min_span_within", "It must last for an hour or more.")
    if terms["min_amount"] < 2:
        raise _refuse("bundle_deal_under_min_amount", "A bundle has two items or more.")
    tiers = terms.get("additional_tiers") or []
    if len(tiers) > 2:
        raise _refuse("bundle_deal_over_tier", "At most two more tiers.")
    amounts = [terms["min_amount"], *(tier["min_amount"] for tier in tiers)]
    if sorted(set(amounts)) != amounts:
        raise _refuse("bundle_deal_tier_invalid", "Tiers must ask for more and more items.")
    for tier in (terms, *tiers):
        _check_value(terms["rule_type"], tier)


def _check_value(kind: int, tier: dict[str, Any]) -> None:
    value = tier.get(VALUE[kind]) or 0
    if kind == PERCENT and not 1 <= value <= 99:
        raise _refuse("bundle_deal_invaild_discount_percentage", "The percentage should be 1 to 99.")
    if kind == FIX_PRICE and value <= 0:
        raise _refuse("bundle_deal_fix_price_invalid_range", "The price is out of range.")
    if kind == AMOUNT and value <= 0:
        raise _refuse("bundle_deal_discount_value_invalid_range", "The discount is out of range.")


def _rule(terms: dict[str, Any]) -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(RULE, 0)
    return (
        empty | {"additional_tiers": []} | {name: terms[name] for name in RULE if terms.get(name) is not None}
    )


def _show(bundle: Bundle) -> dict[str, Any]:
    return {
        "bundle_deal_id": bundle.id,
        "name": bundle.name,
        "start_time": bundle.start,
        "end_time": bundle.end,
        "bundle_deal_rule": bundle.rule,
        "purchase_limit": bundle.purchase_limit,
    }
