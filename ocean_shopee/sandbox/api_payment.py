"""Endpoints ``payment/*``."""

from typing import Any

from . import pages, params
from .damage import Damage
from .errors import ApiError, bad_param
from .escrow import escrow_detail
from .factory import PAYMENTS
from .gate import Call
from .model import Order
from .route import Route, get, post
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

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "payment/get_escrow_detail": get(self.escrow_detail),
            "payment/get_escrow_detail_batch": post(self.escrow_detail_batch, writes=False),
            "payment/get_escrow_list": get(self.escrow_list),
            "payment/get_payment_method_list": get(self.methods, "public"),
        }

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
        return self._damage.apply(
            call.request.path, order, "escrow", escrow_detail(order, self._returns(order))
        )

    def _returns(self, order: Order) -> list[str]:
        return [case.sn for case in self._store.cases_of(order.sn)]

    def escrow_list(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/payment/get_escrow_list: settled orders by the time of their payout, pages from 1."""
        start, end = params.number(call, "release_time_from"), params.number(call, "release_time_to")
        if start > end:
            raise bad_param("release_time_from is later than release_time_to")
        found = [
            order
            for order in self._store.orders_of(call.shop_id)
            if order.complete_time and start <= order.complete_time <= min(end, self._store.now)
        ]
        found.sort(key=lambda order: (-order.complete_time, order.sn))
        page, more = pages.numbered(call, found, 1)
        rows = [
            {
                "order_sn": order.sn,
                "payout_amount": escrow_detail(order)["order_income"]["escrow_amount_after_adjustment"],
                "escrow_release_time": order.complete_time,
            }
            for order in page
        ]
        return {"response": {"escrow_list": rows, "more": more}}

    def methods(self, _call: Call) -> dict[str, Any]:
        """GET /api/v2/payment/get_payment_method_list: public-signed, ``response`` is a list."""
        return {"response": [{"region": "ID", "payment_method": [*PAYMENTS, "Cash on Delivery"]}]}
