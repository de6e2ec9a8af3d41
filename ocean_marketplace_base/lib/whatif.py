"""What a rule would have done: the past replayed under two sets of rules, with the same events.

Nothing here is drawn by lot, so two runs give the same figures. What the replay takes for granted:

- A platform lowers its own number when it sells and raises it when an order is cancelled. Our number for it
  is worked out anew after every change and arrives ``delay`` later, with all that happened until then; what
  happens while a number is on its way waits for the same one, as in the lane that sends numbers.
- An order line asks for its whole quantity: a smaller number on the storefront refuses all of it.
- Rules hold for the whole time, whatever their schedules.

What it cannot know: orders that never came because a storefront showed 0, buyers who took less or went to
another storefront, and what the platform itself would have refused for other reasons. It is an estimate.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter

from .allocation import Listing, Rule, allocate, oversell_bound
from .schema import to_plain

DELAY: Final = timedelta(seconds=10)
ZERO: Final = Decimal(0)
_RULES: Final = TypeAdapter(list[Rule])


@dataclass(frozen=True, kw_only=True)
class Order:
    """A line of an order of our own storefronts.

    ``items`` were asked for on ``listing`` (`allocation.Listing.key`, ``None`` where none is known: it took
    stock, whatever is shown), each of ``pack`` units of the product; ``cancelled`` of them were taken back at
    ``cancelled_at``. Times are aware UTC.
    """

    at: datetime
    product: int
    items: int
    listing: int | None = None
    pack: Decimal = Decimal(1)
    cancelled: int = 0
    cancelled_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Move:
    """Units of a product that came (above zero) or went otherwise than by an `Order`: receipts, counts, sales
    elsewhere."""

    at: datetime
    product: int
    units: Decimal


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """All that shares stock, and what happened to it.

    ``levels``: {component: units that can be promised after all of it}; ``parts``: {kit: {component: units in
    one}}, products without an entry are counted themselves; ``listings`` in the order in which they take
    their parts.
    """

    levels: Mapping[int, Decimal]
    listings: Sequence[Listing]
    parts: Mapping[int, Mapping[int, Decimal]] = field(default_factory=dict)
    orders: Sequence[Order] = ()
    moves: Sequence[Move] = ()

    def needs(self, product: int) -> Mapping[int, Decimal]:
        """Return {component: units} that one unit of `product` takes."""
        return self.parts.get(product) or {product: Decimal(1)}


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What one listing did: ``lost`` units that its number refused, ``oversold`` units it took beyond what
    was there, and the number it showed over time (``trail``).

    It showed ``shared`` of the ``stocked`` seconds in which there was stock: their quotient is the average
    share. ``bound``: the most units of its product that all storefronts together could have sold beyond the
    stock at one moment, see `allocation.oversell_bound`.
    """

    lost: Decimal = ZERO
    oversold: Decimal = ZERO
    shared: float = 0.0
    stocked: float = 0.0
    bound: Decimal = ZERO
    trail: tuple[tuple[datetime, int | None], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Risk:
    """A burst of orders for one stock that ended on a listing: ``count`` of them within ``seconds``."""

    at: datetime
    count: int
    seconds: int


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One listing under both sets of rules."""

    listing: Listing
    orders: int
    before: Figures
    after: Figures
    risk: Risk | None = None

    @property
    def touched(self) -> bool:
        """Whether the rule ever changes the number."""
        return self.before.trail != self.after.trail


def compare(
    shelf: Shelf,
    today: Sequence[Rule],
    tried: Sequence[Rule],
    since: datetime,
    until: datetime,
    delay: timedelta = DELAY,
) -> list[Outcome]:
    """Replay ``since`` to ``until`` under the rules of `today` and under those that are `tried`.

    What happened later only serves to reckon back.

    :return: an outcome for each listing of `shelf`, in their order
    """
    before, after = (_Replay(shelf, rules, since, until, delay) for rules in (today, tried))
    before.run()
    after.run()
    risks = _risks(after, delay)
    counts = _counts(after.orders)
    return [
        Outcome(
            listing=listing,
            orders=counts.get(listing.key, 0),
            before=before.figures(listing),
            after=after.figures(listing),
            risk=risks.get(listing.key),
        )
        for listing in shelf.listings
    ]


def _counts(orders: Iterable[Order]) -> dict[int | None, int]:
    counts: dict[int | None, int] = {}
    for order in orders:
        counts[order.listing] = counts.get(order.listing, 0) + 1
    return counts


def opening(shelf: Shelf) -> dict[int, Decimal]:
    """Return {component: units} at the beginning, reckoned back through all that happened."""
    levels = dict(shelf.levels)
    for order in shelf.orders:
        for component, per in shelf.needs(order.product).items():
            levels[component] = levels.get(component, ZERO) + (
                (order.items - order.cancelled) * order.pack * per
            )
    for move in shelf.moves:
        for component, per in shelf.needs(move.product).items():
            levels[component] = levels.get(component, ZERO) - move.units * per
    return levels


def always(rules: Iterable[Rule], now: datetime | None = None) -> list[Rule]:
    """Return `rules` without their schedules; with `now` only those in force at that moment (aware UTC)."""
    chosen = [
        rule
        for rule in rules
        if not now or ((not rule.start or rule.start <= now) and (not rule.end or now < rule.end))
    ]
    return [replace(rule, start=None, end=None) for rule in chosen]


def rules_to_plain(rules: Iterable[Rule]) -> list[Any]:
    """Return `rules` as JSON data, so that a replay goes on with the rules it began with."""
    plain: list[Any] = to_plain(list(rules))
    return plain


def rules_from_plain(plain: Sequence[Any]) -> list[Rule]:
    """Return the rules behind `plain`, see `rules_to_plain`.

    :raise pydantic.ValidationError: this is not what `rules_to_plain` returned
    """
    return _RULES.validate_python(list(plain))


class _Event(NamedTuple):
    """What happens next: at one moment first what moves, then what is asked for, then what is given back."""

    at: datetime
    rank: int
    number: int  # as given, so that equal moments keep their order
    what: Order | Move


class _Replay:
    """The stock and the numbers of one shelf while time passes."""

    def __init__(
        self, shelf: Shelf, rules: Sequence[Rule], since: datetime, until: datetime, delay: timedelta
    ) -> None:
        self.shelf, self.rules, self.delay = shelf, rules, delay
        self.now, self.until = since, until
        self.levels = opening(shelf)
        self.orders = sorted(
            (order for order in shelf.orders if order.at <= until), key=lambda order: order.at
        )
        self.accepted: set[int] = set()
        self.short: dict[int, Decimal] = {}
        self.send_at: datetime | None = None
        self.shown: dict[int, int | None] = {}
        self.by_product: dict[int, list[Listing]] = {}
        for listing in shelf.listings:
            self.by_product.setdefault(listing.product, []).append(listing)
        self.totals = {listing.key: _Totals() for listing in shelf.listings}
        self.numbers: dict[tuple[int, Decimal], tuple[list[int | None], Decimal]] = {}

    def run(self) -> None:
        self._send()
        for event in self._events():
            self._pass_until(event.at)
            self._happen(event)
            if self.send_at is None:
                self.send_at = event.at + self.delay
        self._pass_until(self.until)

    def figures(self, listing: Listing) -> Figures:
        totals = self.totals[listing.key]
        return Figures(
            lost=totals.lost,
            oversold=totals.oversold,
            shared=totals.shared,
            stocked=totals.stocked,
            bound=totals.bound,
            trail=tuple(totals.trail),
        )

    def _events(self) -> list[_Event]:
        moves = enumerate(self.shelf.moves)
        events = [_Event(move.at, 0, number, move) for number, move in moves if move.at <= self.until]
        for number, order in enumerate(self.orders):
            events.append(_Event(order.at, 2, number, order))
            if order.cancelled and order.cancelled_at and order.cancelled_at <= self.until:
                # Never before it was placed, whatever the clocks say.
                events.append(_Event(max(order.cancelled_at, order.at), 3, number, order))
        return sorted(events, key=lambda event: event[:3])

    # === TIME === #

    def _pass_until(self, moment: datetime) -> None:
        """Let numbers arrive that are on their way, and time pass."""
        if self.send_at is not None and self.send_at <= moment:
            self._spend(self.send_at)
            self._send()
            self.send_at = None
        self._spend(moment)

    def _spend(self, moment: datetime) -> None:
        seconds = (moment - self.now).total_seconds()
        if seconds <= 0:
            return
        self.now = moment
        for product, listings in self.by_product.items():
            sellable = self._sellable(product)
            if sellable <= 0:
                continue
            for listing in listings:
                shown = self.shown[listing.key]
                if shown is not None:
                    share = min(1.0, float(shown * listing.pack / sellable))
                    self.totals[listing.key].pass_time(seconds, share)

    def _send(self) -> None:
        """Show what the rules say of the stock as it is now."""
        for product, listings in self.by_product.items():
            quantities, bound = self._allocate(product, self._sellable(product))
            for listing, quantity in zip(listings, quantities, strict=True):
                self._show(listing.key, quantity)
                totals = self.totals[listing.key]
                totals.bound = max(totals.bound, bound)

    def _allocate(self, product: int, sellable: Decimal) -> tuple[list[int | None], Decimal]:
        """Return the numbers of the listings of `product` and what they could oversell; each is worked out
        once, since rules do not change while time passes."""
        key = product, sellable
        if key not in self.numbers:
            listings = self.by_product[product]
            answers = allocate(sellable, listings, self.rules, self.now)
            bound = oversell_bound(answers, listings, sellable)
            self.numbers[key] = [answer.quantity for answer in answers], bound
        return self.numbers[key]

    def _show(self, key: int, quantity: int | None) -> None:
        if key not in self.shown or self.shown[key] != quantity:
            self.shown[key] = quantity
            self.totals[key].trail.append((self.now, quantity))

    # === WHAT HAPPENS === #

    def _happen(self, event: _Event) -> None:
        if isinstance(event.what, Move):
            self._take(event.what.product, -event.what.units)
        elif event.rank == 2:
            self._ask(event.number, event.what)
        elif event.number in self.accepted:
            self._take(event.what.product, -event.what.cancelled * event.what.pack)
            self._count(event.what.listing, event.what.cancelled)

    def _ask(self, number: int, order: Order) -> None:
        """A buyer asks for what `order` is about."""
        units = order.items * order.pack
        shown = self.shown.get(order.listing) if order.listing is not None else None
        totals = self.totals.get(order.listing) if order.listing is not None else None
        if shown is not None and totals and order.items > shown:
            totals.lost += units
            return
        beyond = min(units, units - max(ZERO, min(units, self._sellable(order.product))))
        if totals and beyond > 0:
            totals.oversold += beyond
            self.short[number] = beyond
        self.accepted.add(number)
        self._take(order.product, units)
        self._count(order.listing, -order.items)

    def _count(self, key: int | None, items: int) -> None:
        """The platform changes its own number."""
        shown = self.shown.get(key) if key is not None else None
        if key is not None and shown is not None:
            self._show(key, max(0, shown + items))

    def _take(self, product: int, units: Decimal) -> None:
        for component, per in self.shelf.needs(product).items():
            self.levels[component] = self.levels.get(component, ZERO) - units * per

    def _sellable(self, product: int) -> Decimal:
        """Return what is there of `product`; of a kit as many as the scarcest component makes."""
        if product not in self.shelf.parts:
            return self.levels.get(product, ZERO)
        return min(
            (self.levels.get(component, ZERO) / per).to_integral_value(ROUND_FLOOR)
            for component, per in self.shelf.needs(product).items()
        )


@dataclass(kw_only=True)
class _Totals:
    """The figures of a listing while they grow."""

    lost: Decimal = ZERO
    oversold: Decimal = ZERO
    shared: float = 0.0
    stocked: float = 0.0
    bound: Decimal = ZERO
    trail: list[tuple[datetime, int | None]] = field(default_factory=list)

    def pass_time(self, seconds: float, share: float) -> None:
        self.shared += seconds * share
        self.stocked += seconds


def _risks(replay: _Replay, delay: timedelta) -> dict[int, Risk]:
    """Return the worst burst of each listing: what was sold beyond the stock first, then the most orders
    within `delay`, the earliest of equals. One order alone is no burst unless it was too much."""
    worst: dict[int, tuple[Decimal, int]] = {}
    risks: dict[int, Risk] = {}
    moments = [order.at for order in replay.orders]
    for number, order in enumerate(replay.orders):
        first = min(bisect_right(moments, order.at - delay), number) if delay else number
        short = replay.short.get(number, ZERO)
        rank = (short, number - first + 1)
        if order.listing is None or (rank[1] < 2 and not short):
            continue
        if order.listing not in worst or rank > worst[order.listing]:
            worst[order.listing] = rank
            seconds = int((order.at - moments[first]).total_seconds())
            risks[order.listing] = Risk(at=moments[first], count=rank[1], seconds=seconds)
    return risks
