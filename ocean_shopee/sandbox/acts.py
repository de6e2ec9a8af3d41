"""What buyers, carriers and the platform can be made to do, besides moving an order on."""

from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.platform import BadOption

from .case_machine import CaseMachine, solution_of
from .cases import open_case
from .channels import channel_by_id
from .chat import Chat
from .events import Events
from .machine import Machine
from .model import Order
from .seller_centre import SellerCentre
from .store import Store
from .talk import Review

EDITS = ("return", "return_step", "review", "message", "ship_by", "channel")
"""Options of the control call ``edit`` that are acts."""


class Acts:
    """Carries them out."""

    def __init__(self, store: Store, events: Events, machine: Machine) -> None:
        self._store = store
        self._events = events
        self._machine = machine
        self.cases = CaseMachine(store, events, machine)
        self.chat = Chat(store, events)
        self.seller_centre = SellerCentre(store, events)

    def edit(self, order: Order, options: dict[str, Any]) -> None:
        """Do what the acts in `options` ask for and remove them from it.

        :raise BadOption: if one makes no sense
        """
        for name in EDITS:
            if name in options:
                getattr(self, f"_{name}")(order, options.pop(name))

    def _return(self, order: Order, wanted: Any) -> None:
        """Let the buyer ask for a return: ``quantity`` of the first line, ``solution``, ``reason``, text."""
        wanted = wanted if isinstance(wanted, dict) else {}
        line = order.lines[0]
        units = {line.key: int(wanted.pop("quantity", line.active))}
        if not 1 <= units[line.key] <= line.active - line.returned:
            raise BadOption(f"order {order.sn} has no such units to return")
        solution = solution_of(wanted.pop("solution", "RETURN_REFUND"))
        if order.status == "COMPLETED":
            case = open_case(self._store, order, self._store.now, units, solution=solution, **wanted)
            self._events.case(case, [("status", "", case.status)])
            return
        line.return_requested = units[line.key]
        self._machine.advance(order, "TO_RETURN")
        case = self._store.cases_of(order.sn)[-1]
        case.solution = solution
        case.reason, case.text = wanted.get("reason", case.reason), wanted.get("text", case.text)

    def _return_step(self, order: Order, to: Any) -> None:
        """Move the order's last return on: a status, ``ship_back`` or ``counter``."""
        cases = self._store.cases_of(order.sn)
        if not cases:
            raise BadOption(f"order {order.sn} has no return")
        self.cases.step(cases[-1], str(to))

    def _review(self, order: Order, wanted: Any) -> None:
        """Let the buyer comment: ``rating`` and ``text``."""
        add_review(self._store, order, int(wanted.get("rating", 5)), str(wanted.get("text", "Bagus")))

    def _message(self, order: Order, text: Any) -> None:
        """Let the buyer write `text`."""
        talks = self._store.talks.values()
        found = (talk for talk in talks if (talk.shop_id, talk.buyer_id) == (order.shop_id, order.buyer_id))
        talk = next(found, None) or self.chat.begin(order.shop_id, order.buyer_id, order.buyer_name)
        self.chat.add(talk, False, "text", {"text": str(text)})

    def _ship_by(self, order: Order, until: Any) -> None:
        """Set another ship-by date, unix seconds."""
        self._change_package(order, ship_by=int(until))

    def _channel(self, order: Order, number: Any) -> None:
        """Set another carrier by its id."""
        channel = channel_by_id(int(number))
        if channel is None:
            raise BadOption(f"no channel {number!r}")
        self._change_package(order, channel=channel)

    def _change_package(self, order: Order, **values: Any) -> None:
        old = {"logistics_channel_id": order.channel.id, "ship_by_date": order.ship_by}
        for name, value in values.items():
            setattr(order, name, value)
        new = {"logistics_channel_id": order.channel.id, "ship_by_date": order.ship_by}
        self._events.package_info(order, old, new)

    def configure(self, shop_id: int, options: dict[str, Any]) -> None:
        """Do what happens to a shop: ``penalty`` points, and the acts of the :class:`SellerCentre`."""
        if points := options.get("penalty"):
            self._events.penalty(shop_id, int(points))
        self.seller_centre.configure(shop_id, options)


def add_review(store: Store, order: Order, rating: int, text: str) -> Review:
    """Add a comment of the buyer on the first item of `order`."""
    line = order.lines[0]
    review = Review(
        store.number("review", 120_590_001),
        order.shop_id,
        order.sn,
        line.item_id,
        line.model_id,
        order.buyer_name,
        rating,
        text,
        min(order.update_time + 3600, store.now),
    )
    store.reviews[review.id] = review
    return review
