"""The order's life: which status follows which, and what comes with it (Shopee v2 data definitions)."""

from types import MappingProxyType
from typing import Final

from odoo.addons.ocean_marketplace_base.sandbox.platform import BadOption

from .cases import end_cases, open_case
from .events import Events
from .ledger import Ledger
from .model import Order, Parcel
from .money import SETTLED
from .stock import give_back as restock
from .stock import release
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
        "RETRY_SHIP": "LOGISTICS_PICKUP_RETRY",
        "PROCESSED": "LOGISTICS_REQUEST_CREATED",
        "SHIPPED": "LOGISTICS_PICKUP_DONE",
        "TO_CONFIRM_RECEIVE": "LOGISTICS_DELIVERY_DONE",
        "TO_RETURN": "LOGISTICS_DELIVERY_DONE",
        "COMPLETED": "LOGISTICS_DELIVERY_DONE",
    }
)
"""Status of the packages by status of the order, least advanced first."""

FOLLOWED: Final = MappingProxyType(
    {LOGISTICS[status]: status for status in ("READY_TO_SHIP", "RETRY_SHIP", "PROCESSED", "SHIPPED")}
)
"""Status of the order by that of its least advanced package, while packages are being shipped."""


class Machine:
    """Moves orders on and pushes what happened."""

    def __init__(self, store: Store, pushes: Events) -> None:
        self._store = store
        self._pushes = pushes
        self._ledger = Ledger(store)

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
            give_back(order)
        before = order.status
        moved = {parcel.number: parcel.status for parcel in order.parcels}
        self._enter(order, target, self._store.now)
        self._pushes.order_status(order)
        for parcel in order.parcels:
            if target == "PROCESSED" and before != "IN_CANCEL":
                self._pushes.tracking(order, parcel)
            if parcel.status != moved[parcel.number]:
                self._pushes.package(order, parcel)

    def cancel(self, order: Order, by: str, reason: str) -> None:
        """Cancel `order` as `by` (buyer, seller, system) for `reason`.

        :raise BadOption: if it cannot be cancelled any more
        """
        order.cancel_by, order.cancel_reason = by, reason
        self.advance(order, "CANCELLED")

    def cancel_units(self, order: Order, units: dict[int, int]) -> None:
        """Cancel some units of `order` before it is shipped, by the key of their line."""
        restock(self._store, order, units)
        for line in order.lines:
            line.cancelled += units.get(line.key, 0)
        order.parcels[0].units = {line.key: line.active for line in order.lines if line.active}
        order.update_time = max(self._store.now, order.update_time)
        self._pushes.order_status(order)

    def request_cancel(self, order: Order, reason: str) -> None:
        """Let the buyer ask to cancel.

        :raise BadOption: if the order is in no state for it
        """
        order.buyer_cancel_reason = reason
        self.advance(order, "IN_CANCEL")

    def deliver(self, order: Order, parcel: Parcel, status: str) -> None:
        """Set the status of one package that the seller's own courier has; the order follows."""
        parcel.status = status
        if status == "LOGISTICS_DELIVERY_DONE":
            parcel.delivery_time = self._store.now
        self._pushes.package(order, parcel)
        if (
            all(one.status == "LOGISTICS_DELIVERY_DONE" for one in order.parcels)
            and order.status == "SHIPPED"
        ):
            self.advance(order, "TO_CONFIRM_RECEIVE")

    def ship(self, order: Order, parcel: Parcel, tracking_number: str = "") -> None:
        """Arrange the shipment of one package of `order`; the seller's own courier has it at once."""
        now = self._store.now
        self._arrange(order, parcel, now, tracking_number)
        parcel.status = "LOGISTICS_REQUEST_CREATED"
        if not order.channel.integrated:
            parcel.tracking_time = now
            parcel.status, parcel.pickup_time = "LOGISTICS_PICKUP_DONE", now
        self._pushes.tracking(order, parcel)
        self._pushes.package(order, parcel)
        self._follow(order, now)

    def _follow(self, order: Order, now: int) -> None:
        least = min((parcel.status for parcel in order.parcels), key=list(LOGISTICS.values()).index)
        status = FOLLOWED.get(least, order.status)
        order.update_time = max(now, order.update_time)
        if status != order.status:
            order.status = status
            self._pushes.order_status(order)

    def settle(self, order: Order, at: int) -> None:
        """Give a seeded order what its status implies, as if it got there at unix time `at`."""
        target, order.status = order.status, "READY_TO_SHIP"
        self._move_parcels(order, at)
        if target in ("RETRY_SHIP", "SHIPPED", "TO_CONFIRM_RECEIVE", "TO_RETURN", "COMPLETED"):
            for parcel in order.parcels:
                self._arrange(order, parcel, at)
        if target in ("TO_CONFIRM_RECEIVE", "TO_RETURN", "COMPLETED"):
            self._hand_over(order, max(order.create_time, at - DAY))
        self._enter(order, target, at)

    def _enter(self, order: Order, status: str, at: int) -> None:
        before, order.status = order.status, status
        order.update_time = max(at, order.update_time)
        if status == "PROCESSED" and before != "IN_CANCEL":
            for parcel in order.parcels:
                self._arrange(order, parcel, at)
        elif status == "SHIPPED":
            self._hand_over(order, at)
        elif status == "IN_CANCEL":
            order.held_status = before
            order.buyer_cancel_reason = order.buyer_cancel_reason or "Change of mind / others"
        elif status == "CANCELLED":
            self._cancel(order)
        elif status == "TO_RETURN":
            case = open_case(self._store, order, at)
            self._pushes.case(case, [("status", "", case.status)])
        if before == "TO_RETURN":
            for case, was in end_cases(self._store, order, at):
                self._pushes.case(case, [("status", was, case.status)])
        self._move_parcels(order, at)
        self._take_money(order, at)

    def _move_parcels(self, order: Order, at: int) -> None:
        for parcel in order.parcels:
            if order.status == "CANCELLED":
                arranged = bool(parcel.tracking_number)
                parcel.status = "LOGISTICS_REQUEST_CANCELED" if arranged else "LOGISTICS_INVALID"
            elif order.status != "IN_CANCEL":
                parcel.status = LOGISTICS[order.status]
            if parcel.status == "LOGISTICS_DELIVERY_DONE":
                parcel.delivery_time = parcel.delivery_time or at

    def _take_money(self, order: Order, at: int) -> None:
        order.pending_terms = ["SYSTEM_PENDING"] if order.status == "PENDING" else []
        if order.status in ("PENDING", "READY_TO_SHIP"):
            self._pay(order, at)
        elif order.status in SETTLED:
            order.pay_time = order.pay_time or at
        if order.status == "COMPLETED" and not order.complete_time:
            order.complete_time = at
            self._ledger.release(order, at)

    def _pay(self, order: Order, at: int) -> None:
        if not order.cod:
            order.pay_time = order.pay_time or at
        order.ship_by = order.ship_by or at + order.days_to_ship * DAY

    def _arrange(self, order: Order, parcel: Parcel, at: int, tracking_number: str = "") -> None:
        names = (order.sn, parcel.number) if order.is_split else (order.sn,)
        made = f"SPXID0{self._store.world.random('tracking', *names).randrange(10**11, 10**12)}"
        parcel.tracking_number = tracking_number or parcel.tracking_number or made
        parcel.tracking_time = at + self._store.switches.tracking_delay

    def _hand_over(self, order: Order, at: int) -> None:
        for parcel in order.parcels:
            parcel.pickup_time = parcel.pickup_time or at

    def _cancel(self, order: Order) -> None:
        order.cancel_by = order.cancel_by or ("buyer" if order.held_status else "system")
        order.cancel_reason = order.cancel_reason or (
            "Buyer Request to Cancel" if order.held_status else "Auto Cancel"
        )
        release(self._store, order)
        for line in order.lines:
            line.cancelled = line.quantity


def _followers(order: Order) -> tuple[str, ...]:
    return ("CANCELLED", order.held_status) if order.status == "IN_CANCEL" else NEXT[order.status]


def give_back(order: Order) -> None:
    """Turn the units whose return was asked for into returned ones."""
    for line in order.lines:
        line.returned, line.return_requested = line.returned + line.return_requested, 0
