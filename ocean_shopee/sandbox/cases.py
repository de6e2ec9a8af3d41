"""Returns: what the platform keeps of each, and how they begin and end.

States are those of the data definitions of Shopee v2: REQUESTED, then ACCEPTED, PROCESSING, JUDGING or
SELLER_DISPUTE, in the end CLOSED or CANCELLED.
"""

from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from .model import Line, Order
from .money import line_money
from .store import Store

DAY = 86_400
OPEN = ("REQUESTED", "PROCESSING", "JUDGING", "SELLER_DISPUTE")
RETURN_REFUND, REFUND = 0, 1


@dataclass
class Case:
    """A return. ``units`` are the units asked back by the key of their line; with ``after_complete`` the
    order was completed before. Fields that begin with ``reverse`` are about the way of the goods back."""

    sn: str
    order_sn: str
    shop_id: int
    units: dict[int, int]
    reason: str
    text: str
    refund: int
    full_refund: int
    create_time: int
    update_time: int
    solution: int = RETURN_REFUND
    after_complete: bool = False
    status: str = "REQUESTED"
    negotiation: str = "PENDING_RESPOND"
    offer: dict[str, Any] = field(default_factory=dict)
    offers_left: int = 3
    proof: str = "PENDING"
    photos: list[dict[str, str]] = field(default_factory=list)
    proof_text: str = ""
    compensation: str = "COMPENSATION_NOT_APPLICABLE"
    disputes: list[dict[str, Any]] = field(default_factory=list)
    reverse_status: str = "LOGISTICS_NOT_STARTED"
    reverse_tracking: str = ""
    reverse_time: int = 0
    carrier: dict[str, Any] = field(default_factory=dict)
    seller_arranges: bool = False

    @property
    def due(self) -> int:
        """Until when the seller has to answer."""
        return self.create_time + 2 * DAY


def refund_for(order: Order, units: dict[int, int]) -> int:
    """Return what the buyer paid for `units` of an order's lines, less the share of vouchers and coins."""
    total = 0
    for money in line_money(order):
        count = units.get(money.line.key, 0)
        paid = money.line.discounted - money.seller_voucher - money.platform_voucher - money.coins
        total += paid * count // money.line.quantity
    return total


def goods_of(order: Order, units: dict[int, int]) -> int:
    """Return what the seller earned with `units` of an order's lines."""
    earned = ((money.line, money.line.discounted - money.seller_voucher) for money in line_money(order))
    return sum(amount * units.get(line.key, 0) // line.quantity for line, amount in earned)


def open_case(store: Store, order: Order, at: int, units: dict[int, int] | None = None, **more: Any) -> Case:
    """Begin a return of `units` (all of the first line, if none are given) at unix time `at`.

    `more` are other fields of :class:`Case`.
    """
    if units is None:
        asked = {line.key: line.return_requested for line in order.lines if line.return_requested}
        units = asked or {order.lines[0].key: order.lines[0].active or order.lines[0].quantity}
    if order.status == "TO_RETURN":
        for line in order.lines:
            line.return_requested = units.get(line.key, 0)
    rng = store.world.random("return", order.sn, len(store.cases))
    day = datetime.fromtimestamp(at, timezone.utc).strftime("%y%m%d")
    refund = refund_for(order, units)
    case = Case(
        sn=f"{day}{rng.randrange(10**8, 10**9)}",
        order_sn=order.sn,
        shop_id=order.shop_id,
        units=units,
        reason=more.pop("reason", rng.choice(("ITEM_DAMAGED", "WRONG_ITEM", "FUNCTIONAL_DMG"))),
        text=more.pop("text", "Barang tidak sesuai pesanan"),
        refund=refund,
        full_refund=refund,
        create_time=at,
        update_time=at,
        after_complete=order.status == "COMPLETED",
        **more,
    )
    store.cases[case.sn] = case
    return case


def end_cases(store: Store, order: Order, at: int) -> list[tuple[Case, str]]:
    """End the running returns of an order that goes on: granted if units came back, else closed.

    :return: the returns that ended, each with its status before
    """
    granted = any(line.returned for line in order.lines)
    ended = [(case, case.status) for case in store.cases_of(order.sn) if case.status in OPEN]
    for case, _before in ended:
        case.status = "ACCEPTED" if granted else "CLOSED"
        case.negotiation, case.update_time = "TERMINATED", at
    if not granted:
        for line in order.lines:
            line.return_requested = 0
    return ended


def lines_of(order: Order, case: Case) -> list[tuple[Line, int]]:
    """Return the lines of a return, each with its units."""
    return [(line, case.units[line.key]) for line in order.lines if line.key in case.units]
