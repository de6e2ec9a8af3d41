"""Endpoints ``product/*/opportunities``: what to offer, and what a shop offered for it."""

from typing import Any

from . import opportunities
from .errors import ApiError
from .gate import Call
from .model import Record
from .opportunities import WISHES, Wish
from .paging import in_window, paged
from .rows import own_product
from .store import Store

UNKNOWN = 12052910
"""Code for an opportunity that is not there or is over; the reference has none of its own."""


class OpportunityApi:
    """Opportunities are the same for all shops; submissions belong to one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def query(self, call: Call) -> dict[str, Any]:
        """POST /product/202604/opportunities/query: those that are not over, newest first."""
        epoch = self._store.world.epoch
        rows = [(place, wish) for place, wish in enumerate(WISHES) if self._wanted(call, wish)]
        page, more = paged(
            self._store,
            call,
            rows,
            lambda entry: (opportunities.times(entry[1], epoch)[0], opportunities.opportunity_id(entry[0])),
            order="DESC",
        )
        shown = [opportunities.brief(place, wish, epoch) for place, wish in page]
        return self._wrapped({"opportunities": shown, **more})

    def _wanted(self, call: Call, wish: Wish) -> bool:
        made, ends = opportunities.times(wish, self._store.world.epoch)
        categories, tags = call.body.get("category_ids"), call.body.get("tag_codes")
        return (
            wish.kind == call.body["opportunity_type"]
            and ends > self._store.now
            and (not categories or bool(set(opportunities.levels(wish).values()) & set(categories)))
            and (not tags or wish.tag in tags)
            and in_window(self._store, call.body, "create_time", made)
        )

    def _wrapped(self, page: dict[str, Any]) -> dict[str, Any]:
        return {"data": page} if self._store.switches.opportunities_wrapped else page

    def detail(self, call: Call) -> dict[str, Any]:
        """GET /product/202604/opportunities/{opportunity_id}."""
        place, wish = self._find(call)
        shown = opportunities.whole(place, wish, self._store.world.epoch, self._store.now)
        return {"opportunity": shown}

    def _find(self, call: Call) -> tuple[int, Wish]:
        found = opportunities.find(call.path["opportunity_id"])
        if found is None:
            raise ApiError(UNKNOWN)
        return found

    def submit(self, call: Call) -> dict[str, Any]:
        """POST /product/202604/opportunities/{opportunity_id}/submit: reviewed like a listing."""
        _place, wish = self._find(call)
        product = own_product(self._store, call, call.body["product_id"])
        if opportunities.times(wish, self._store.world.epoch)[1] <= self._store.now:
            raise ApiError(UNKNOWN)
        if product.status != "ACTIVATE":
            raise ApiError(12052901)
        data = {
            "opportunity_id": call.path["opportunity_id"],
            "product_id": product.id,
            "submit_time": self._store.now,
            "passes": self._store.switches.audit_result == "approve",
        }
        record = self._store.keep("submission", Record(self._store.new_id("submission"), call.shop.id, data))
        names = ("id", "opportunity_id", "product_id", "status", "submit_time", "rejection_reason")
        shown = self._show(record)
        return {"submission": {name: shown[name] for name in names}}

    def submissions(self, call: Call) -> dict[str, Any]:
        """GET /product/202604/opportunities/submissions: newest first."""
        window = {
            name: call.number(name, 0) for name in ("submit_time_ge", "submit_time_lt") if call.text(name)
        }
        rows = [
            row
            for row in map(self._show, self._store.of_shop("submission", call.shop.id))
            if all(
                call.text(name, row[name]) == row[name] for name in ("status", "opportunity_id", "product_id")
            )
            and in_window(self._store, window, "submit_time", row["submit_time"])
        ]
        page, more = paged(self._store, call, rows, lambda row: (row["submit_time"], row["id"]), order="DESC")
        return self._wrapped({"submissions": page, **more})

    def _show(self, record: Record) -> dict[str, Any]:
        data, due = record.data, record.data["submit_time"] + self._store.switches.audit_delay
        found = opportunities.find(data["opportunity_id"])
        over = due <= self._store.now
        result = "APPROVED" if data["passes"] else "REJECTED"
        return {
            "id": record.id,
            "opportunity_id": data["opportunity_id"],
            "opportunity_title": found[1].title if found else "",
            "status": result if over else "UNDER_REVIEW",
            "product_id": data["product_id"],
            "product_name": self._store.products[data["product_id"]].title,
            "submit_time": data["submit_time"],
            "review_time": due if over else 0,
            "rejection_reason": "" if data["passes"] or not over else "The product does not match.",
            "product_orders": self._orders(data["product_id"], data["submit_time"]),
            "product_pv": 0,
        }

    def _orders(self, product_id: str, since: int) -> int:
        return sum(
            order.create_time >= since and any(unit.product_id == product_id for unit in order.units)
            for order in self._store.orders.values()
        )
