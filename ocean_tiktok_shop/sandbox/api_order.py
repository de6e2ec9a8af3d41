"""Endpoints ``order/*``."""

from typing import Any

from .damage import Damage
from .detail import order_detail, price_detail
from .errors import ApiError, row
from .gate import Call
from .model import Order
from .paging import check_window, in_window, paged
from .store import Store


class OrderApi:
    """Search, detail, prices and external references of orders."""

    def __init__(self, store: Store, damage: Damage) -> None:
        self._store = store
        self._damage = damage

    def search(self, call: Call) -> dict[str, Any]:
        """POST /order/202309/orders/search: whole orders, half-open windows, newest first by default."""
        check_window(self._store, call.body, "create_time", "update_time")
        rows = [order for order in self._store.orders_of(call.shop.id) if self._wanted(call.body, order)]
        by_update = call.text("sort_field") == "update_time"
        page, more = paged(
            self._store,
            call,
            rows,
            lambda order: (order.update_time if by_update else order.create_time, order.id),
            order="DESC",
        )
        return {**more, "orders": [self._shown(call, order) for order in page]}

    def _wanted(self, filters: dict[str, Any], order: Order) -> bool:
        status = order.overrides.get("detail", {}).get("status", order.status)
        same = {"order_status": status, "shipping_type": order.shipping_type, "buyer_user_id": order.buyer_id}
        if any(filters.get(name) not in (None, "", value) for name, value in same.items()):
            return False
        asked = bool(order.request_cancel_time) and order.status != "CANCELLED"
        if filters.get("is_buyer_request_cancel") not in (None, asked):
            return False
        places = filters.get("warehouse_ids") or []
        if places and not any(unit.warehouse_id in places for unit in order.units):
            return False
        return in_window(self._store, filters, "create_time", order.create_time) and in_window(
            self._store, filters, "update_time", order.update_time
        )

    def _shown(self, call: Call, order: Order) -> dict[str, Any]:
        shown = order_detail(self._store, order)
        return self._damage.apply(call.request.path, order, "detail", shown)

    def detail(self, call: Call) -> dict[str, Any]:
        """GET /order/*/orders: at most 50 ids; orders of others are refused, unknown ones left out."""
        found = []
        for number in dict.fromkeys(call.entries("ids")):
            order = self._store.orders.get(number)
            if order is not None and order.shop_id == call.shop.id:
                found.append(order)
            elif order is not None or self._store.switches.unknown_orders == "refuse":
                raise ApiError(21008111)
        return {"orders": [self._shown(call, order) for order in found]}

    def _own(self, call: Call) -> Order:
        order = self._store.orders.get(call.path["order_id"])
        if order is None or order.shop_id != call.shop.id:
            raise ApiError(21008111)
        return order

    def prices(self, call: Call) -> dict[str, Any]:
        """GET /order/202407/orders/{order_id}/price_detail."""
        return price_detail(self._store, self._own(call))

    def add_external(self, call: Call) -> dict[str, Any]:
        """POST /order/202406/orders/external_orders: one reference per order and platform."""
        errors = []
        for entry in call.body["orders"]:
            order, other = self._store.orders.get(entry["id"]), entry["external_order"]
            lines = {unit.id for unit in order.units} if order is not None else set()
            if order is None or order.shop_id != call.shop.id:
                errors.append(_refused(21008111, entry))
            elif any(line["id"] not in lines for line in other["line_items"]):
                errors.append(_refused(21001001, entry))
            else:
                kept = [known for known in order.external if known["platform"] != other["platform"]]
                order.external = [*kept, other]
        return {"errors": errors}

    def get_external(self, call: Call) -> dict[str, Any]:
        """GET /order/202406/orders/{order_id}/external_orders."""
        wanted = call.text("platform")
        return {"external_orders": [row for row in self._own(call).external if row["platform"] == wanted]}

    def find_external(self, call: Call) -> dict[str, Any]:
        """POST /order/202406/orders/external_order_search: both inputs are in the query."""
        platform, number = call.text("platform"), call.text("external_order_id")
        return {
            "orders": [
                {"id": order.id, "external_order": other}
                for order in self._store.orders_of(call.shop.id)
                for other in order.external
                if (other["platform"], other["id"]) == (platform, number)
            ]
        }


def _refused(code: int, entry: dict[str, Any]) -> dict[str, Any]:
    other = entry["external_order"]
    shown = row(code, order_id=entry["id"], external_order={"id": other["id"], "platform": other["platform"]})
    return {**shown, "code": str(code)}
