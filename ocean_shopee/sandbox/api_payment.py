"""Endpoints ``payment/*``."""

from typing import Any

from . import params
from .damage import Damage
from .errors import ApiError, bad_param
from .escrow import escrow_detail
from .gate import Call
from .model import Order
from .store import Store

BATCH_LIMIT = 50


def has_escrow(order: Order) -> bool:
    """Return whether there is an escrow: once paid, or accepted for cash on delivery."""
    return bool(order.pay_time) or (order.cod and order.status != "UNPAID")


class PaymentApi:
    """Answers ``payment/*``."""

    def __init__(self, store: Store, damage: Damage) -> None:
        self._store = store
        self._damage = damage

    def escrow_detail(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/payment/get_escrow_detail: an estimate until the order is completed."""
        order = self._own(call, params.text(call, "order_sn"))
        if order is None:
            raise ApiError("order_not_found", "Order not found.")
        if not has_escrow(order):
            raise ApiError("common.error_not_found", "supplier order item income not found")
        return {"response": self._show(call, order)}

    def escrow_detail_batch(self, call: Call) -> dict[str, Any]:
        """POST /api/v2/payment/get_escrow_detail_batch: orders without an escrow are simply not there."""
        if call.request.method == "GET":
            numbers: list[str] = params.comma_list(call, "order_sn_list")
        else:
            numbers = params.body_list(call, "order_sn_list", str)
        if not numbers:
            raise bad_param("order_sn_list is required")
        if len(numbers) > BATCH_LIMIT:
            raise ApiError("exceed_max_limit", f"order_sn_list exceeds the limit of {BATCH_LIMIT}.")
        orders = [self._own(call, number) for number in dict.fromkeys(numbers)]
        rows = [
            {"escrow_detail": self._show(call, order)}
            for order in orders
            if order is not None and has_escrow(order)
        ]
        return {"response": rows}

    def _own(self, call: Call, number: str) -> Order | None:
        order = self._store.orders.get(number)
        return order if order is not None and order.shop_id == call.shop_id else None

    def _show(self, call: Call, order: Order) -> dict[str, Any]:
        return self._damage.apply(call.request.path, order, "escrow", escrow_detail(order))
