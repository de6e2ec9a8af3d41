"""Endpoints ``product/boost_item`` and ``product/get_boosted_list``."""

from typing import Any

from .errors import ApiError
from .gate import Call
from .route import Route, get, post
from .store import Store


class BoostApi:
    """Bumps items; each then cools down for the switch ``boost_cool_down`` seconds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "product/boost_item": post(self.boost, "item_id_list*<1..5>:int[]"),
            "product/get_boosted_list": get(self.boosted),
        }

    def boost(self, call: Call) -> dict[str, Any]:
        """POST boost_item: at most 5 items are boosted at a time."""
        done: list[int] = []
        failed: list[dict[str, Any]] = []
        for item_id in call.body["item_id_list"]:
            if reason := self._boost_one(call, item_id):
                failed.append({"item_id": item_id, "failed_reason": reason})
            else:
                done.append(item_id)
        response = {"failure_list": failed, "success_list": {"item_id_list": done}}
        if not done:
            raise ApiError("error_boost_item_all_failed", failed[0]["failed_reason"], response=response)
        return {"warning": "", "response": response}

    def _boost_one(self, call: Call, item_id: int) -> str:
        item = self._store.own_item(call.shop_id, item_id)
        if item is None or item.status_at(self._store.now) != "NORMAL":
            return "Product not found."
        cooling = self._cooling(call)
        if item_id in cooling:
            return "The item is boosted already"
        if len(cooling) >= 5:
            return "All boost slots are in use"
        item.boosted_at = self._store.now
        return ""

    def _cooling(self, call: Call) -> dict[int, int]:
        """Return the seconds left by item."""
        now, span = self._store.now, self._store.switches.boost_cool_down
        return {
            item.item_id: item.boosted_at + span - now
            for item in self._store.items_of(call.shop_id)
            if item.boosted_at and item.boosted_at + span > now
        }

    def boosted(self, call: Call) -> dict[str, Any]:
        """GET get_boosted_list."""
        rows = [
            {"item_id": item_id, "cool_down_second": left} for item_id, left in self._cooling(call).items()
        ]
        return {"warning": "", "response": {"item_list": rows}}
