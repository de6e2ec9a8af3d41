"""The life of cancellations and returns, and what the buyer does in them."""

from dataclasses import replace

from odoo.addons.ocean_marketplace_base.sandbox.platform import BadOption

from .factory import OrderFactory, Spec
from .machine import OPEN, Machine
from .model import TOKOPEDIA, Cancellation, Order, Return, Unit
from .money import shipping_fee, total_of
from .pushes import Pushes
from .reasons import text_of
from .store import Store

ANSWER_WITHIN = 48 * 3600
REPLACE_WITHIN = 24 * 3600
PENDING = "RETURN_OR_REFUND_REQUEST_PENDING"
REPLACEMENT_PENDING = "REPLACEMENT_REQUEST_PENDING"
REJECTED = "REFUND_OR_RETURN_REQUEST_REJECT"
SUCCESS = "RETURN_OR_REFUND_REQUEST_SUCCESS"
COMPLETE = "RETURN_OR_REFUND_REQUEST_COMPLETE"
CANCELLED = "RETURN_OR_REFUND_REQUEST_CANCEL"
OVER = (COMPLETE, CANCELLED, "REPLACEMENT_REQUEST_COMPLETE", "REPLACEMENT_REQUEST_CANCEL")
RETURNABLE = ("AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED")


class Cases:
    """Opens, answers and ends cancellations and returns."""

    def __init__(self, store: Store, pushes: Pushes, machine: Machine, factory: OrderFactory) -> None:
        self._store = store
        self._pushes = pushes
        self._machine = machine
        self._factory = factory

    # cancellations

    def running_cancellation(self, order: Order) -> Cancellation | None:
        """Return the cancellation of an order that waits for an answer, if any."""
        return next(
            (
                case
                for case in self._store.cancellations.values()
                if case.order_id == order.id and case.status == "CANCELLATION_REQUEST_PENDING"
            ),
            None,
        )

    def ask_cancel(self, order: Order, reason: str, at: int = 0) -> Cancellation:
        """Let the buyer ask to cancel a paid order.

        :raise BadOption: if the order is in no state for it
        """
        if order.status not in OPEN or order.request_cancel_time:
            raise BadOption(f"order {order.id} is {order.status}, the buyer cannot ask to cancel it")
        at = at or self._store.now
        case = self._cancellation(order, "BUYER_CANCEL", "CANCELLATION_REQUEST_PENDING", "BUYER", reason, at)
        order.request_cancel_time = at
        order.update_time = max(order.update_time, at)
        self._pushes.cancellation(case)
        return case

    def _cancellation(
        self, order: Order, kind: str, status: str, role: str, reason: str, at: int
    ) -> Cancellation:
        number = self._store.new_id("cancellation", order.id)
        units = [unit.id for unit in order.active]
        case = Cancellation(number, order.id, order.shop_id, kind, status, role, reason, units, at, at)
        self._store.cancellations[number] = case
        return case

    def remember(self, order: Order, reason: str) -> None:
        """Keep the cancellation of a seeded order that was cancelled long ago."""
        at = order.create_time + 3600
        case = self._cancellation(
            order, "CANCEL", "CANCELLATION_REQUEST_COMPLETE", order.cancel_by, reason, at
        )
        case.kind = "BUYER_CANCEL" if order.cancel_by == "BUYER" else "CANCEL"

    def approve_cancel(self, case: Cancellation, at: int = 0) -> None:
        """Cancel the order as the buyer asked."""
        order = self._store.orders[case.order_id]
        self._cancel(order, case, "BUYER", at or self._store.now)

    def _cancel(self, order: Order, case: Cancellation, by: str, at: int) -> None:
        case.status, case.update_time = "CANCELLATION_REQUEST_SUCCESS", at
        case.refund_due = at + self._store.switches.refund_delay
        order.cancel_by, order.cancel_reason = by, text_of(case.reason)
        self._machine.enter(order, "CANCELLED", at)
        self._pushes.cancellation(case)
        self._pushes.order_status(order)

    def reject_cancel(self, case: Cancellation) -> None:
        """Let the order go on."""
        order = self._store.orders[case.order_id]
        order.request_cancel_time = 0
        order.update_time = self._store.now
        case.status, case.update_time = "CANCELLATION_REQUEST_CANCEL", self._store.now
        self._pushes.cancellation(case)

    def cancel(self, order: Order, by: str, reason: str, at: int = 0) -> Cancellation:
        """Cancel an order as `by` (SELLER, BUYER, SYSTEM) at once."""
        at = at or self._store.now
        case = self._cancellation(order, "CANCEL", "CANCELLATION_REQUEST_SUCCESS", by, reason, at)
        self._cancel(order, case, by, at)
        return case

    # returns

    def ask_return(self, order: Order, kind: str, reason: str, units: list[Unit], at: int = 0) -> Return:
        """Let the buyer ask for a refund, a return or a replacement of `units`.

        :raise BadOption: if the order or the units are in no state for it
        """
        if (
            order.status not in RETURNABLE
            or not units
            or any(unit.returned or unit.cancelled for unit in units)
        ):
            raise BadOption(f"order {order.id} is {order.status}, nothing of it can be returned")
        case = self.open_return(order, kind, reason, units, "BUYER", at or self._store.now)
        self._pushes.returned(case)
        return case

    def open_return(
        self, order: Order, kind: str, reason: str, units: list[Unit], role: str, at: int, total: int = 0
    ) -> Return:
        """Open a return and give it back; nothing is pushed yet."""
        number = self._store.new_id("return", order.id)
        status = REPLACEMENT_PENDING if kind == "REPLACEMENT" else PENDING
        case = Return(
            id=number,
            order_id=order.id,
            shop_id=order.shop_id,
            kind=kind,
            status=status,
            role=role,
            reason=reason,
            unit_ids=[unit.id for unit in units],
            create_time=at,
            update_time=at,
            refund_total=total or self.refund(order, units)["refund_total"],
        )
        self._store.returns[number] = case
        self._note(case, "ORDER_RETURN", role, "Customer submitted a return request", at)
        return case

    def refund(self, order: Order, units: list[Unit]) -> dict[str, int]:
        """Return what the buyer gets back for `units`: shipping only if it is everything."""
        goods = total_of(units, "sale_price")
        everything = len(units) == len(order.active)
        shipping = shipping_fee(order, self._store.switches) if everything else 0
        return {
            "refund_total": goods + shipping,
            "refund_subtotal": goods,
            "refund_shipping_fee": shipping,
            "refund_tax": 0,
        }

    def units_of(self, case: Return) -> list[Unit]:
        """Return the units that a return is about."""
        return [unit for unit in self._store.orders[case.order_id].units if unit.id in case.unit_ids]

    def move(self, case: Return, status: str, role: str, text: str, at: int = 0) -> None:
        """Give a return its next status and tell about it."""
        at = at or self._store.now
        case.status, case.update_time = status, at
        if status in (SUCCESS, "REPLACEMENT_REQUEST_REFUND_SUCCESS"):
            case.refund_due = at + self._store.switches.refund_delay
        if status == "AWAITING_BUYER_SHIP":
            rng = self._store.world.random("return parcel", case.id)
            case.tracking_number = f"JR{rng.randrange(10**9, 10**10)}"
        self._note(case, status, role, text, at)
        self._touch(case, at)
        self._pushes.returned(case)

    def split(self, case: Return, unit_ids: list[str]) -> Return:
        """Take `unit_ids` out of a return into one of their own and return that; shipping stays behind."""
        units = [unit for unit in self.units_of(case) if unit.id in unit_ids]
        number, total = self._store.new_id("return", case.order_id), total_of(units, "sale_price")
        part = replace(
            case,
            id=number,
            unit_ids=[unit.id for unit in units],
            refund_total=total,
            records=list(case.records),
            request_id=case.request_id or f"50{case.id[2:]}",
        )
        case.unit_ids = [unit_id for unit_id in case.unit_ids if unit_id not in part.unit_ids]
        case.refund_total -= total
        self._store.returns[number] = part
        return part

    def _touch(self, case: Return, at: int) -> None:
        order = self._store.orders[case.order_id]
        order.update_time = max(order.update_time, at)

    def _note(self, case: Return, event: str, role: str, text: str, at: int) -> None:
        case.records.append(
            {
                "event": event,
                "role": role.capitalize(),
                "description": text,
                "reason_text": text_of(case.reason),
                "note": "",
                "images": [],
                "videos": [],
                "create_time": at,
            }
        )

    def buyer_step(self, case: Return, step: str) -> None:
        """Let the buyer act: ``ship`` the goods back, ``cancel``, ``accept`` or ``refuse`` a partial refund,
        or ask for ``arbitration``; ``support_buyer`` and ``support_seller`` are its outcomes.

        :raise BadOption: if the return is in no state for it
        """
        moves = {
            ("ship", "AWAITING_BUYER_SHIP"): ("BUYER_SHIPPED_ITEM", "Customer shipped the item"),
            ("cancel", PENDING): (CANCELLED, "Customer cancelled the request"),
            ("cancel", REJECTED): (CANCELLED, "Customer cancelled the request"),
            ("cancel", "AWAITING_BUYER_SHIP"): (CANCELLED, "Customer cancelled the request"),
            ("accept", "AWAITING_BUYER_RESPONSE"): (SUCCESS, "Customer accepted the offer"),
            ("refuse", "AWAITING_BUYER_RESPONSE"): (PENDING, "Customer refused the offer"),
            ("support_buyer", REJECTED): (SUCCESS, "Platform supports the customer"),
            ("support_buyer", "REJECT_RECEIVE_PACKAGE"): (SUCCESS, "Platform supports the customer"),
            ("support_seller", REJECTED): (CANCELLED, "Platform supports the seller"),
            ("support_seller", "REJECT_RECEIVE_PACKAGE"): (CANCELLED, "Platform supports the seller"),
        }
        if step == "arbitration" and case.status in (REJECTED, "REJECT_RECEIVE_PACKAGE"):
            case.arbitration = "IN_PROGRESS"
            self.move(case, case.status, "BUYER", "Customer asked the platform to decide")
            return
        if (step, case.status) not in moves:
            raise BadOption(f"return {case.id} is {case.status}, {step!r} makes no sense")
        if step.startswith("support"):
            case.arbitration = step.upper()
        if step == "accept":
            case.refund_total = case.partial_refund
        status, text = moves[step, case.status]
        self.move(case, status, "OPERATOR" if step.startswith("support") else "BUYER", text)

    # time

    def pass_time(self) -> None:
        """Answer requests that were left alone too long, and pay refunds that are due."""
        now = self._store.now
        for cancel in list(self._store.cancellations.values()):
            if cancel.status == "CANCELLATION_REQUEST_PENDING" and cancel.create_time + ANSWER_WITHIN <= now:
                self.approve_cancel(cancel, cancel.create_time + ANSWER_WITHIN)
            if cancel.refund_due and cancel.refund_due <= now:
                cancel.status, cancel.update_time, cancel.refund_due = (
                    "CANCELLATION_REQUEST_COMPLETE",
                    cancel.refund_due,
                    0,
                )
                self._pushes.cancellation(cancel)
        for case in list(self._store.returns.values()):
            if case.status == PENDING and case.update_time + ANSWER_WITHIN <= now:
                after = SUCCESS if case.kind == "REFUND" else "AWAITING_BUYER_SHIP"
                self.move(case, after, "SYSTEM", "Approved automatically", case.update_time + ANSWER_WITHIN)
            if case.refund_due and case.refund_due <= now:
                self._complete(case)

    def _complete(self, case: Return) -> None:
        at, case.refund_due = case.refund_due, 0
        order, units = self._store.orders[case.order_id], self.units_of(case)
        replaced = case.kind == "REPLACEMENT" and case.status != "REPLACEMENT_REQUEST_REFUND_SUCCESS"
        if replaced:
            self._replace(order, units)
        else:
            self._give_back(case, order, units, at)
        status = "REPLACEMENT_REQUEST_COMPLETE" if case.kind == "REPLACEMENT" else COMPLETE
        self.move(case, status, "SYSTEM", "Completed", at)

    def _give_back(self, case: Return, order: Order, units: list[Unit], at: int) -> None:
        if case.partial_refund and case.refund_total == case.partial_refund:
            order.partial_refund += case.partial_refund
            units = []
        for unit in units:
            unit.returned = True
        if order.settled:
            self._machine.post(order, at, units)
        elif all(unit.returned or unit.cancelled for unit in order.units):
            self._machine.enter(order, "COMPLETED", at)
            self._pushes.order_status(order)

    def _replace(self, order: Order, units: list[Unit]) -> None:
        spec = Spec(
            shop=self._store.shops[order.shop_id],
            skus=[unit.seller_sku for unit in units],
            replacement=order.id,
            tokopedia=order.commerce_platform == TOKOPEDIA,
            oversell=True,
        )
        new = self._factory.make(spec)
        new.buyer_id, new.buyer_nickname, new.address = (
            order.buyer_id,
            order.buyer_nickname,
            dict(order.address),
        )
        self._pushes.order_status(new)
