"""Endpoints ``order/*`` that cancel, answer buyers' cancellations and write notes (Shopee v2 order)."""

from types import MappingProxyType
from typing import Any, Final

from .errors import ApiError, not_found
from .gate import Call
from .machine import Machine
from .model import Line, Order
from .route import Route, post
from .store import Store

REASONS: Final = MappingProxyType(
    {
        "OUT_OF_STOCK": "Out of Stock",
        "CUSTOMER_REQUEST": "Buyer Request to Cancel",
        "UNDELIVERABLE_AREA": "Undeliverable Area",
        "COD_NOT_SUPPORTED": "COD Unsupported",
    }
)
"""Text of ``cancel_reason`` in the order's detail by the reason given."""
WRONG_REASON = "order. error_param"
FORBIDDEN = "order. error_permission"
"""Codes as the reference of cancel_order prints them, blanks included."""
LONGEST_NOTE = 500
_UNITS = "[]{item_id*:int, model_id*:int, order_item_id:int, promotion_group_id:int, model_quantity*:int}"


class OrderChangeApi:
    """Changes orders on the seller's behalf."""

    def __init__(self, store: Store, machine: Machine) -> None:
        self._store = store
        self._machine = machine

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "order/cancel_order": post(
                self.cancel,
                "order_sn*:str, cancel_reason*:str, item_list[]{item_id*:int, model_id*:int}, "
                f"partial_cancel_item_list{_UNITS}",
            ),
            "order/get_estimate_cancel_value": post(
                self.cancel_value, f"order_sn*:str, partial_cancel_item_list*{_UNITS}", writes=False
            ),
            "order/handle_buyer_cancellation": post(self.answer, "order_sn*:str, operation*:str"),
            "order/set_note": post(self.note, f"order_sn*:str, note*<0..{LONGEST_NOTE}>:str"),
        }

    def _own(self, call: Call) -> Order:
        order = self._store.own_order(call.shop_id, call.body["order_sn"])
        if order is None:
            raise not_found("order")
        return order

    def cancel(self, call: Call) -> dict[str, Any]:
        """POST cancel_order: not any more once there is a tracking number."""
        order, reason = self._own(call), call.body["cancel_reason"]
        _check_reason(order, reason, call.body.get("item_list"))
        known = any(parcel.tracking_at(self._store.now) for parcel in order.parcels)
        if order.status not in ("UNPAID", "PENDING", "READY_TO_SHIP", "PROCESSED", "RETRY_SHIP") or known:
            raise ApiError(FORBIDDEN, "Can not cancel this order.")
        if rows := call.body.get("partial_cancel_item_list"):
            self._cancel_part(order, rows)
        else:
            self._machine.cancel(order, "seller", REASONS[reason])
        return {"response": {"update_time": order.update_time}}

    def _cancel_part(self, order: Order, rows: list[dict[str, Any]]) -> None:
        if order.status != "READY_TO_SHIP" or order.is_split:
            raise ApiError(FORBIDDEN, "Can not cancel part of this order.")
        chosen = _chosen(order, rows)
        if all(line.active == chosen.get(line.key, (line, 0))[1] for line in order.lines):
            raise ApiError(WRONG_REASON, "Cancel the whole order instead.")
        self._machine.cancel_units(order, {key: units for key, (_line, units) in chosen.items()})

    def cancel_value(self, call: Call) -> dict[str, Any]:
        """POST get_estimate_cancel_value: what units cost, a text at top level."""
        order = self._own(call)
        chosen = _chosen(order, call.body["partial_cancel_item_list"]).values()
        value = sum(line.discounted * units // line.quantity for line, units in chosen)
        return {"cancel_value_price": str(value)}

    def answer(self, call: Call) -> dict[str, Any]:
        """POST handle_buyer_cancellation: ACCEPT or REJECT what the buyer asks for."""
        order, operation = self._own(call), call.body["operation"]
        if operation not in ("ACCEPT", "REJECT"):
            raise ApiError("error_param", "operation should be ACCEPT or REJECT.")
        if order.status != "IN_CANCEL":
            raise ApiError("order.cancel_order_invalid_status", "The order is not in cancellation.")
        if operation == "ACCEPT":
            self._machine.cancel(order, "buyer", "Buyer Request to Cancel")
        else:
            self._machine.advance(order, order.held_status)
        return {"response": {"update_time": order.update_time}}

    def note(self, call: Call) -> dict[str, Any]:
        """POST set_note: for the seller's eyes; envelope only."""
        order = self._own(call)
        order.seller_note, order.note_time = call.body["note"], self._store.now
        return {}


def _check_reason(order: Order, reason: str, items: list[dict[str, Any]] | None) -> None:
    if reason not in REASONS:
        raise ApiError(WRONG_REASON, "cancel_reason is invalid.")
    if reason == "UNDELIVERABLE_AREA" and order.region not in ("TW", "MY"):
        raise ApiError(WRONG_REASON, "UNDELIVERABLE_AREA is for TW and MY only.")
    if reason == "COD_NOT_SUPPORTED" and not order.cod:
        raise ApiError(WRONG_REASON, "COD_NOT_SUPPORTED is for cash on delivery only.")
    if reason == "OUT_OF_STOCK":
        known = {(line.item_id, line.model_id) for line in order.lines}
        given = [(row["item_id"], row["model_id"]) for row in items or []]
        if not given or not set(given) <= known:
            raise ApiError(WRONG_REASON, "item_list is required for OUT_OF_STOCK, with items of the order.")


def _chosen(order: Order, rows: list[dict[str, Any]]) -> dict[int, tuple[Line, int]]:
    """Return lines and units by the key of the line."""
    chosen = {}
    for row in rows:
        line = next(
            (
                line
                for line in order.lines
                if (line.item_id, line.model_id) == (row["item_id"], row["model_id"])
                and line.key not in chosen
            ),
            None,
        )
        if line is None or not 1 <= row["model_quantity"] <= line.active:
            raise ApiError(WRONG_REASON, "The item or its quantity is not in the order.")
        chosen[line.key] = (line, row["model_quantity"])
    return chosen
