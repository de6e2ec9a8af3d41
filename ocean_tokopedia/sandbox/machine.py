"""An order's life: which status follows which, and what comes with it (guide "order-status")."""

from types import MappingProxyType
from typing import Final

from odoo.addons.ocean_marketplace_base.sandbox.platform import BadOption

from .couriers import SAME_DAY
from .model import CancelRequest, Movement, Order, Step, Ticket
from .money import settlement
from .pushes import Pushes
from .stockroom import Stockroom
from .store import Store

HOUR = 3600
DAY = 24 * HOUR
FIRST_MOVEMENT: Final = 9_200_019_401
FIRST_TICKET: Final = 7_100_201

NEXT: Final = MappingProxyType(
    {
        100: (220, 103, 15, 0),
        103: (220, 15, 0),
        220: (400, 221, 10, 15, 0, 3, 5, 6),
        221: (220, 400, 10, 0),
        400: (450, 500, 10, 0),
        450: (500, 501, 10, 0),
        500: (600, 501, 520, 540, 550),
        501: (500, 0),
        520: (530, 500),
        530: (500, 0),
        540: (600, 550),
        550: (0,),
        600: (700, 601, 690),
        601: (700, 0),
        690: (700, 5),
        700: (),
        0: (),
        3: (),
        5: (),
        6: (),
        10: (),
        15: (),
    }
)
"""Statuses that may follow each status, the usual one first."""

STATUSES: Final = tuple(NEXT)
DEAD: Final = (0, 3, 5, 6, 10, 15)
WAY: Final = MappingProxyType(
    {
        100: (),
        103: (103,),
        15: (15,),
        220: (220,),
        221: (220, 221),
        0: (220, 0),
        3: (220, 3),
        5: (220, 5),
        6: (220, 6),
        10: (220, 10),
        400: (220, 400),
        450: (220, 400, 450),
        500: (220, 400, 450, 500),
        501: (220, 400, 450, 501),
        520: (220, 400, 450, 500, 520),
        530: (220, 400, 450, 500, 520, 530),
        540: (220, 400, 450, 500, 540),
        550: (220, 400, 450, 500, 550),
        600: (220, 400, 450, 500, 600),
        601: (220, 400, 450, 500, 600, 601),
        690: (220, 400, 450, 500, 600, 690),
        700: (220, 400, 450, 500, 600, 700),
    }
)
"""How an order that is placed in a status got there."""

ACTORS: Final = MappingProxyType(
    {100: "buyer", 220: "buyer", 400: "seller", 450: "seller", 10: "seller", 15: "buyer"}
)


class Machine:
    """Moves orders on and pushes what happened."""

    def __init__(self, store: Store, pushes: Pushes, stockroom: Stockroom) -> None:
        self._store = store
        self._pushes = pushes
        self._stockroom = stockroom

    def advance(self, order: Order, to: int | None = None, *, force: bool = False, comment: str = "") -> None:
        """Move `order` to its usual next status, or to status `to`; with `force` from anywhere.

        :raise BadOption: if it cannot go there
        """
        allowed = STATUSES if force else NEXT[order.status]
        target = allowed[0] if to is None and allowed else to
        if target not in allowed:
            raise BadOption(f"order {order.id} cannot go from {order.status} to {target}")
        assert target is not None, "None is no status"
        self.enter(order, target, self._store.now, comment=comment)

    def settle(self, order: Order, status: int, since: float, until: float) -> None:
        """Bring a new order to `status`, its steps spread between two times, without pushes or stock."""
        way = WAY[status]
        for place, step in enumerate(way):
            at = int(since + (until - since) * (place + 1) / (len(way) + 1))
            self.enter(order, step, at, quiet=True)

    def enter(self, order: Order, status: int, at: int, *, quiet: bool = False, comment: str = "") -> None:
        """Give `order` a status and what the status implies; `quiet` without pushes or stock."""
        before, order.status = order.status, status
        order.update_time = max(at, order.update_time)
        order.history.insert(0, Step(status, at, ACTORS.get(status, "system-automatic"), comment))
        if comment:
            order.comment = f"* {self._store.local(at, '%d/%m/%Y %H:%M:%S')} : {comment}"
        self._note_times(order, status, at)
        self._note_money(order, status, at)
        if quiet:
            return
        if status == 220 and before in (100, 103):
            self._stockroom.take(order)
            self._pushes.order_notification(order)
        elif status in DEAD and order.pay_time and before not in DEAD:
            self._stockroom.give_back(order)
        self._pushes.order_status(order)

    def _note_times(self, order: Order, status: int, at: int) -> None:
        if status == 220 and not order.pay_time:
            order.pay_time = at
            order.accept_by = at + (18 * HOUR if order.courier.service_id in SAME_DAY else DAY)
            order.ship_by = at + 2 * DAY
        elif status == 400:
            order.accept_time = order.accept_time or at
            order.booking_code = order.booking_code or self._number(order, "booking", 12)
        elif status in (450, 500) and not order.awb:
            delay = self._store.switches.tracking_delay if status == 450 else 0
            order.awb, order.awb_time = "TKP" + self._number(order, "awb", 11), at + delay
        if status == 500:
            order.ship_time = order.ship_time or at
        elif status == 600:
            order.deliver_time = order.deliver_time or at

    def _note_money(self, order: Order, status: int, at: int) -> None:
        if status == 601:
            self._open_ticket(order, at)
        elif status == 700:
            self._close_tickets(order, at)
            self._pay_out(order, at)

    def _number(self, order: Order, kind: str, digits: int) -> str:
        rng = self._store.world.random(kind, order.id)
        return str(rng.randrange(10 ** (digits - 1), 10**digits))

    def _pay_out(self, order: Order, at: int) -> None:
        if any(order.invoice in movement.note for movement in self._store.movements):
            return
        note = f"Transaksi Penjualan Berhasil - {order.invoice}"
        self.move_money(
            order.shop_id, at, settlement(order), 1001, "Disbursement to Seller Marketplace", note
        )

    def move_money(self, shop_id: int, at: int, amount: int, kind: int, description: str, note: str) -> None:
        """Add a change of a shop's balance."""
        group = "Transaction" if kind == 1001 else "Withdrawal"
        number = self._store.next_id("movement", FIRST_MOVEMENT)
        movement = Movement(number, shop_id, at, amount, kind, description, group, note)
        self._store.movements.append(movement)

    def _open_ticket(self, order: Order, at: int) -> None:
        number = self._store.next_id("ticket", FIRST_TICKET)
        problem = "Product broken/not same as description"
        self._store.tickets[number] = Ticket(number, order.id, problem, "Waiting for seller", at)

    def _close_tickets(self, order: Order, at: int) -> None:
        for ticket in self._store.tickets.values():
            if ticket.order_id == order.id and not ticket.closed:
                ticket.status, ticket.closed, ticket.solution = "Finished", at, "Complaint withdrawn"

    # what buyers and sellers ask

    def request_cancel(self, order: Order, reason: str) -> None:
        """Let the buyer ask to cancel an accepted order; its status stays.

        :raise BadOption: if the order is in no state for it
        """
        if not 400 <= order.status < 500:
            raise BadOption(f"order {order.id} cannot be asked to be cancelled in status {order.status}")
        order.cancel_request = CancelRequest(self._store.now, reason)
        order.update_time = max(self._store.now, order.update_time)
        self._pushes.request_cancellation(order)

    def refund(self, order: Order) -> None:
        """Grant the buyer's running complaint: the money goes back, and the order ends.

        :raise BadOption: if there is none
        """
        ticket = next(
            (row for row in self._store.tickets.values() if row.order_id == order.id and not row.closed), None
        )
        if ticket is None:
            raise BadOption(f"order {order.id} has no open complaint")
        ticket.status, ticket.closed, ticket.solution = "Finished", self._store.now, "Refund"
        ticket.fault, ticket.refund = "Seller", sum(line.total for line in order.lines)
        self.enter(order, 0, self._store.now, quiet=True, comment="Dana dikembalikan ke pembeli")
        self._pushes.order_status(order)
