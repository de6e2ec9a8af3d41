"""Endpoints ``order/*``."""

import base64
import binascii
from typing import Any

from . import pages, params
from .damage import Damage
from .detail import order_detail
from .errors import ApiError, bad_param, not_found
from .gate import Call
from .model import Order
from .route import Route, get
from .show_package import is_waiting, shown_status
from .store import Store

WINDOW = 15 * 86_400
FILTERS = [
    "UNPAID",
    "READY_TO_SHIP",
    "PROCESSED",
    "SHIPPED",
    "COMPLETED",
    "IN_CANCEL",
    "CANCELLED",
    "INVOICE_PENDING",
]


class OrderApi:
    """Answers ``order/*``."""

    def __init__(self, store: Store, damage: Damage) -> None:
        self._store = store
        self._damage = damage

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "order/get_order_list": get(self.order_list),
            "order/get_order_detail": get(self.order_detail),
        }

    def order_list(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/order/get_order_list: newest first, by an opaque cursor, window of at most 15 days."""
        size = params.within(call, "page_size", 1, 100)
        pending = params.flag(call, "request_order_status_pending")
        rows = self._changed(call, pending)
        after = _read_cursor(params.text(call, "cursor", ""))
        rows = [row for row in rows if after is None or _place(row, call) < after]
        if self._store.switches.short_pages and len(rows) > size > 2:
            size -= 1
        page, more = rows[:size], len(rows) > size
        with_status = "order_status" in params.comma_list(call, "response_optional_fields")
        return {
            "response": {
                "more": more,
                "next_cursor": _write_cursor(_place(page[-1], call)) if more else "",
                "order_list": [self._row(order, with_status, pending) for order in page],
            }
        }

    def _changed(self, call: Call, pending: bool) -> list[Order]:
        start, end = params.number(call, "time_from"), params.number(call, "time_to")
        if params.text(call, "time_range_field") not in ("create_time", "update_time"):
            raise bad_param("time_range_field should be create_time or update_time")
        if not start < end <= start + WINDOW:
            message = "Start time must be earlier than end time and diff in 15days."
            raise ApiError("order.order_list_invalid_time", message)
        status = params.text(call, "order_status", "")
        if status and status not in FILTERS:
            raise bad_param("order_status is invalid")
        channel = params.number(call, "logistics_channel_id", 0)
        found = [
            order
            for order in self._store.orders_of(call.shop_id)
            if start <= _place(order, call)[0] <= end
            and (not status or self._shown_status(order, pending) == status)
            and channel in (0, order.channel.id)
        ]
        return sorted(found, key=lambda order: _place(order, call), reverse=True)

    def _row(self, order: Order, with_status: bool, pending: bool) -> dict[str, Any]:
        row = {"order_sn": order.sn, "booking_sn": ""}
        return row | ({"order_status": self._shown_status(order, pending)} if with_status else {})

    def _shown_status(self, order: Order, pending: bool) -> str:
        if order.status == "PENDING" and not pending:
            return self._store.switches.pending_shown_as
        status = order.status
        if status == "PROCESSED" and any(is_waiting(self._store, parcel) for parcel in order.parcels):
            status = "READY_TO_SHIP"
        return str(order.overrides.get("detail", {}).get("order_status", status))

    def order_detail(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/order/get_order_detail: 1 to 50 orders, optional fields only if named."""
        numbers = params.comma_list(call, "order_sn_list")
        if not 1 <= len(numbers) <= 50:
            raise bad_param("order_sn_list should hold 1 to 50 entries")
        wanted = set(params.comma_list(call, "response_optional_fields"))
        own = {order.sn: order for order in self._store.orders_of(call.shop_id)}
        found = [own[number] for number in dict.fromkeys(numbers) if number in own]
        if not found:
            raise not_found("order")
        missing = [number for number in numbers if number not in own]
        answer: dict[str, Any] = {
            "response": {"order_list": [self._detail(call, order, wanted) for order in found]}
        }
        return answer | ({"warning": missing} if missing else {})

    def _detail(self, call: Call, order: Order, wanted: set[str]) -> dict[str, Any]:
        pending = params.flag(call, "request_order_status_pending")
        status = self._shown_status(order, pending)
        shown = order_detail(order, wanted, status, pending, lambda parcel: shown_status(self._store, parcel))
        return self._damage.apply(call.request.path, order, "detail", shown)


def _place(order: Order, call: Call) -> tuple[int, str]:
    by_creation = call.request.get("time_range_field") == "create_time"
    return (order.create_time if by_creation else order.update_time), order.sn


def _write_cursor(place: tuple[int, str]) -> str:
    return base64.urlsafe_b64encode(f"{place[0]}:{place[1]}".encode()).decode()


def _read_cursor(cursor: str) -> tuple[int, str] | None:
    if cursor in pages.FIRST:
        return None
    try:
        at, _colon, number = (
            base64.b64decode(cursor.encode(), altchars=b"-_", validate=True).decode().partition(":")
        )
        return int(at), number
    except (binascii.Error, ValueError):
        raise bad_param("cursor is invalid") from None
