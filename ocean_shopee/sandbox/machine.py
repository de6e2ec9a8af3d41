"""The order's life: which status follows which, and what comes with it (Shopee v2 data definitions)."""

from types import MappingProxyType
from typing import Final

from odoo.addons.ocean_marketplace_base.sandbox.platform import BadOption

from .model import Order
from .money import SETTLED
from .pushes import Pushes
from .store import Store

DAY = 86_400

NEXT: Final = MappingProxyType(
    {
        "UNPAID": ("READY_TO_SHIP", "PENDING", "CANCELLED"),
        "PENDING": ("READY_TO_SHIP", "CANCELLED"),
        "READY_TO_SHIP": ("PROCESSED", "IN_CANCEL", "CANCELLED"),
        "PROCESSED": ("SHIPPED", "RETRY_SHIP", "IN_CANCEL", "CANCELLED"),
        "RETRY_SHIP": ("PROCESSED", "CANCELLED"),
        "SHIPPED": ("TO_CONFIRM_RECEIVE", "TO_RETURN", "CANCELLED"),
        "TO_CONFIRM_RECEIVE": ("COMPLETED", "TO_RETURN"),
        "TO_RETURN": ("COMPLETED", "CANCELLED"),
        "IN_CANCEL": (),
        "COMPLETED": (),
        "CANCELLED": (),
    }
)
"""Statuses that may follow each status, the usual one first. IN_CANCEL goes on or back to where it was."""

STATUSES: Final = tuple(NEXT)
LOGISTICS: Final = MappingProxyType(
    {
        "UNPAID": "LOGISTICS_NOT_START",
        "PENDING": "LOGISTICS_NOT_START",
        "READY_TO_SHIP": "LOGISTICS_READY",
        "PROCESSED": "LOGISTICS_REQUEST_CREATED",
        "RETRY_SHIP": "LOGISTICS_PICKUP_RETRY",
        "SHIPPED": "LOGISTICS_PICKUP_DONE",
        "TO_CONFIRM_RECEIVE": "LOGISTICS_DELIVERY_DONE",
        "TO_RETURN": "LOGISTICS_DELIVERY_DONE",
        "COMPLETED": "LOGISTICS_DELIVERY_DONE",
    }
)


def logistics_status(order: Order) -> str:
    """Return the status of the order's package."""
    if order.status == "CANCELLED":
        return "LOGISTICS_REQUEST_CANCELED" if order.tracking_number else "LOGISTICS_INVALID"
    status = order.held_status if order.status == "IN_CANCEL" else order.status
    return LOGISTICS[status]


class Machine:
    """Moves orders on and pushes what happened."""

    def __init__(self, store: Store, pushes: Pushes) -> None:
        self._store = store
        self._pushes = pushes

    def advance(self, order: Order, to: str = "", force: bool = False, refund: bool = False) -> None:
        """Move `order` to its usual next status, or to status `to`; with `force` from anywhere.

        :param refund: the buyer gets back what a running return asks for
        :raise BadOption: if it cannot go there
        """
        allowed = STATUSES if force else _followers(order)
        target = to or (allowed[0] if allowed else "")
        if target not in allowed:
            raise BadOption(f"order {order.sn} cannot go from {order.status} to {target or 'anywhere'}")
        if refund:
            _give_back(order)
        self._enter(order, target, self._store.now)
        self._pushes.order_status(order)
        if target == "PROCESSED":
            self._pushes.tracking(order)

    def cancel(self, order: Order, by: str, reason: str) -> None:
        """Cancel `order` as `by` (buyer, seller, system) for `reason`.

        :raise BadOption: if it cannot be cancelled any more
        """
        order.cancel_by, order.cancel_reason = by, reason
        self.advance(order, "CANCELLED")

    def request_cancel(self, order: Order, reason: str) -> None:
        """Let the buyer ask to cancel.

        :raise BadOption: if the order is in no state for it
        """
        order.buyer_cancel_reason = reason
        self.advance(order, "IN_CANCEL")

    def settle(self, order: Order, at: int) -> None:
        """Give a seeded order what its status implies, as if it got there at unix time `at`."""
        target, order.status = order.status, "READY_TO_SHIP"
        if target in ("RETRY_SHIP", "SHIPPED", "TO_CONFIRM_RECEIVE", "TO_RETURN", "COMPLETED"):
            self._arrange(order, at)
        if target in ("TO_CONFIRM_RECEIVE", "TO_RETURN", "COMPLETED"):
            self._hand_over(order, max(order.create_time, at - DAY))
        self._enter(order, target, at)

    def _enter(self, order: Order, status: str, at: int) -> None:
        before, order.status = order.status, status
        order.update_time = max(at, order.update_time)
        if status == "PROCESSED" and before != "IN_CANCEL":
            self._arrange(order, at)
        elif status == "SHIPPED":
            self._hand_over(order, at)
        elif status == "IN_CANCEL":
            order.held_status = before
            order.buyer_cancel_reason = order.buyer_cancel_reason or "Change of mind / others"
        elif status == "CANCELLED":
            _cancel(order)
        elif status == "TO_RETURN":
            order.lines[0].return_requested = order.lines[0].quantity
        order.pending_terms = ["SYSTEM_PENDING"] if status == "PENDING" else []
        if status in ("PENDING", "READY_TO_SHIP"):
            self._pay(order, at)
        elif status in SETTLED:
            order.pay_time = order.pay_time or at

    def _pay(self, order: Order, at: int) -> None:
        if not order.cod:
            order.pay_time = order.pay_time or at
        order.ship_by = order.ship_by or at + order.days_to_ship * DAY

    def _arrange(self, order: Order, at: int) -> None:
        rng = self._store.world.random("tracking", order.sn)
        order.tracking_number = order.tracking_number or f"SPXID0{rng.randrange(10**11, 10**12)}"
        order.tracking_time = at + self._store.switches.tracking_delay

    def _hand_over(self, order: Order, at: int) -> None:
        order.pickup_time = order.pickup_time or at


def _followers(order: Order) -> tuple[str, ...]:
    return ("CANCELLED", order.held_status) if order.status == "IN_CANCEL" else NEXT[order.status]


def _give_back(order: Order) -> None:
    for line in order.lines:
        line.returned, line.return_requested = line.return_requested, 0


def _cancel(order: Order) -> None:
    order.cancel_by = order.cancel_by or ("buyer" if order.held_status else "system")
    order.cancel_reason = order.cancel_reason or (
        "Buyer Request to Cancel" if order.held_status else "Auto Cancel"
    )
    for line in order.lines:
        line.cancelled = line.quantity
