"""How returns go on: granted, disputed, sent back, judged (Shopee v2 returns and its guide)."""

from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.platform import BadOption

from .cases import OPEN, REFUND, RETURN_REFUND, Case, goods_of
from .events import Events
from .ledger import Ledger
from .machine import Machine
from .store import Store

REVERSE = (
    "LOGISTICS_NOT_STARTED",
    "LOGISTICS_READY",
    "LOGISTICS_REQUEST_CREATED",
    "LOGISTICS_PICKUP_DONE",
    "LOGISTICS_DELIVERY_DONE",
)
"""The way of the goods back, step by step."""


class CaseMachine:
    """Moves returns on, with their money and pushes."""

    def __init__(self, store: Store, pushes: Events, machine: Machine) -> None:
        self._store = store
        self._pushes = pushes
        self._machine = machine
        self._ledger = Ledger(store)

    def change(self, case: Case, **values: Any) -> None:
        """Set fields of a return and push what changed (code 29)."""
        case.update_time = max(self._store.now, case.update_time)
        changes = []
        for name, value in values.items():
            before = getattr(case, name)
            if before != value:
                setattr(case, name, value)
                changes.append((name, before, value))
        self._pushes.case(case, changes)

    def accept(self, case: Case, amount: int | None = None) -> None:
        """Grant a return: the buyer gets `amount`, all that was asked for if it is ``None``."""
        order = self._store.orders[case.order_sn]
        refund = case.refund if amount is None else amount
        self.change(case, status="ACCEPTED", negotiation="TERMINATED", refund=refund)
        whole = refund == case.full_refund
        if order.status == "TO_RETURN":
            self._machine.advance(order, "COMPLETED", refund=whole)
        if case.after_complete or not whole:
            lost = goods_of(order, case.units) if whole else refund
            self._ledger.take_back(order, case.sn, lost, self._store.now)
        if case.after_complete:
            self._pushes.order_status(order, "RRAOC")

    def close(self, case: Case, status: str = "CLOSED") -> None:
        """End a return without money: CLOSED by a judgement, CANCELLED by the buyer."""
        order = self._store.orders[case.order_sn]
        self.change(case, status=status, negotiation="TERMINATED")
        if order.status == "TO_RETURN":
            self._machine.advance(order, "COMPLETED")

    def step(self, case: Case, to: str) -> None:
        """Let buyer, carrier or platform act: `to` a status, ``ship_back`` one step, or ``counter`` an offer.

        :raise BadOption: if the return cannot go there
        """
        if case.status not in OPEN and to != "ship_back":
            raise BadOption(f"return {case.sn} is {case.status} already")
        if to == "ship_back":
            self._ship_back(case)
        elif to == "counter":
            offer = {"solution": "REFUND", "amount": case.full_refund // 2, "creator": "BUYER"}
            self.change(case, offer=offer, negotiation="PENDING_RESPOND")
        elif to == "ACCEPTED":
            self.accept(case)
        elif to in ("CLOSED", "CANCELLED"):
            self.close(case, to)
        elif to in ("PROCESSING", "JUDGING", "SELLER_DISPUTE"):
            self.change(case, status=to)
        else:
            raise BadOption(f"a return cannot go to {to!r}")

    def _ship_back(self, case: Case) -> None:
        place = REVERSE.index(case.reverse_status)
        if case.solution != RETURN_REFUND or place + 1 == len(REVERSE):
            raise BadOption(f"nothing of return {case.sn} can be shipped back further")
        tracking = f"RNS{case.sn}"
        case.reverse_time = self._store.now
        status = "PROCESSING" if case.status == "REQUESTED" else case.status
        self.change(case, reverse_status=REVERSE[place + 1], reverse_tracking=tracking, status=status)


def solution_of(name: str) -> int:
    """Return the number of a solution by its name."""
    return {"RETURN_REFUND": RETURN_REFUND, "REFUND": REFUND}[name]
