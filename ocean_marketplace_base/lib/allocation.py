"""How much of the stock a storefront shows: pure arithmetic, so that the past can be replayed.

Units are those of the product ("pieces in the warehouse") until `Listing.pack` turns them into what the
platform lists. Every step leaves a `Term`, so that a person can ask why a number is what it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from .shared_stock import Source

PERCENT: Final = "percent"
FIXED: Final = "fixed"
NEXT: Final = "next"
"""The rule says nothing about the share: the next one that fits does."""
LEAVE: Final = "leave"
"""Listings are left alone: no number is sent."""

SELLABLE: Final = "sellable"
"""What the places can still promise."""
NEGATIVE: Final = "negative"
"""``sellable`` is below zero; nothing is shown."""
BUFFER: Final = "buffer"
PACK: Final = "pack"
"""Units of the product in one listed item."""
SHARE: Final = "share"
"""What the percentage or the fixed number leaves."""
LAST: Final = "last"
"""The last units are kept for another storefront."""
MINIMUM: Final = "minimum"
"""Less than the rule wants to show: nothing is shown."""
CAP: Final = "cap"
SPLIT: Final = "split"
"""Others have their parts of the pool already."""
MOST: Final = "most"
"""The platform takes no higher number."""
LEAST: Final = "least"
"""The platform refuses so low a number: the item is hidden instead."""
PUBLISHED: Final = "published"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How much of the pool may be shown, and by whom. Empty sets mean *all*.

    ``takes``: `PERCENT` of what is left after ``buffer``, a `FIXED` number of listed items (never more than
    there is), `NEXT` or `LEAVE`. ``minimum``: a smaller number shows as 0. ``last_units`` (units of the
    product) are kept for the storefront ``last_to``. ``partitioned``: what others of the same pool were given
    is not given again. ``start`` is included, ``end`` is not; both are aware UTC.
    """

    rule_id: int
    name: str = ""
    takes: str = PERCENT
    percent: Decimal = Decimal(100)
    fixed: int = 0
    buffer: int = 0
    minimum: int = 0
    cap: int | None = None
    last_units: int = 0
    last_to: int | None = None
    partitioned: bool = False
    storefronts: frozenset[int] = frozenset()
    categories: frozenset[int] = frozenset()
    products: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What is to show a number. ``categories`` are the product's category and all above it.

    ``pack``: units of the product in one listed item. ``most`` and ``least`` are the platform's limits.
    ``storable`` is false where nobody counts the product: then only a `FIXED` rule gives a number.
    """

    key: int
    storefront: int
    product: int
    categories: frozenset[int] = frozenset()
    pack: Decimal = Decimal(1)
    most: int | None = None
    least: int = 0
    storable: bool = True


@dataclass(frozen=True, kw_only=True)
class Term:
    """One step of the answer: what was looked at, the amount of it, and the number after it (``None`` for
    facts that change none). Amounts are units of the product for `SELLABLE`, `BUFFER` and `LAST`, listed
    items for the rest, and per cent for a `SHARE` of a percentage."""

    code: str
    amount: Decimal
    after: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Allocation:
    """The answer for one listing. ``quantity`` is ``None`` where the listing is left alone.

    ``hide``: the platform refuses so low a number, so the item is to be hidden.
    """

    key: int
    quantity: int | None
    rule_id: int | None = None
    last_rule_id: int | None = None
    hide: bool = False
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The rules that decide for one listing: ``share`` how much, ``last`` for whom the last units are."""

    share: Rule
    last: Rule | None = None


EVERYTHING: Final = Rule(rule_id=0)
"""Without any rule all stock is shown everywhere."""


def fits(rule: Rule, listing: Listing, now: datetime) -> bool:
    """Say whether `rule` is about `listing` at `now` (aware UTC)."""
    if (rule.start and now < rule.start) or (rule.end and now >= rule.end):
        return False
    if listing.product in rule.excluded:
        return False
    return (
        _named(rule.storefronts, {listing.storefront})
        and _named(rule.categories, listing.categories)
        and _named(rule.products, {listing.product})
    )


def _named(wanted: frozenset[int], given: Iterable[int]) -> bool:
    return not wanted or not wanted.isdisjoint(given)


def choose(rules: Iterable[Rule], listing: Listing, now: datetime) -> Choice:
    """Return the rules that hold for `listing`; `rules` are in their order, the first that fits wins.

    A rule that only keeps last units (`NEXT`) leaves the share to the next one that fits.
    """
    last = None
    for rule in rules:
        if not fits(rule, listing, now):
            continue
        if last is None and rule.last_units > 0:
            last = rule
        if rule.takes != NEXT:
            return Choice(share=rule, last=last)
    return Choice(share=EVERYTHING, last=last)


def edges(rules: Iterable[Rule], since: datetime, until: datetime) -> list[datetime]:
    """Return the moments in ``since < t <= until`` at which a schedule begins or ends, in order."""
    moments = {moment for rule in rules for moment in (rule.start, rule.end) if moment}
    return sorted(moment for moment in moments if since < moment <= until)


@dataclass(kw_only=True)
class _Steps:
    """The number while it is worked out. It only ever goes down."""

    number: int
    terms: list[Term] = field(default_factory=list)

    def note(self, code: str, amount: Decimal | int) -> None:
        self.terms.append(Term(code=code, amount=Decimal(amount)))

    def limit(self, code: str, most: int, amount: Decimal | int | None = None) -> None:
        """Go down to `most`; leave a term if that changes anything."""
        if most < self.number:
            self.number = max(0, most)
            self.step(code, most if amount is None else amount)

    def step(self, code: str, amount: Decimal | int) -> None:
        self.terms.append(Term(code=code, amount=Decimal(amount), after=Decimal(self.number)))


def allocate(
    sellable: Decimal,
    listings: Sequence[Listing],
    rules: Sequence[Rule],
    now: datetime,
    source: Source | None = None,
) -> list[Allocation]:
    """Return how much each of `listings`, which sell one product from one pool, is to show.

    :param sellable: units of the product that the places can still promise, also below zero
    :param listings: those that come first take their part first where rules partition the pool
    :param rules: all rules, in their order
    :param now: aware UTC
    :param source: where the units come from, when other products or places draw from them, too
    """
    source = source or Source.alone(sellable)
    answers = []
    for listing in listings:
        choice = choose(rules, listing, now)
        left = source.left() if choice.share.partitioned and listing.storable else None
        answer = allocate_one(sellable, listing, choice, left)
        if left is not None and answer.quantity:
            source.give(answer.quantity * listing.pack)
        answers.append(answer)
    return answers


def allocate_one(
    sellable: Decimal, listing: Listing, choice: Choice, left: Decimal | None = None
) -> Allocation:
    """Return what one listing is to show; `left` is what others left of a partitioned pool, in units."""
    rule = choice.share
    if rule.takes == LEAVE or (not listing.storable and rule.takes != FIXED):
        return Allocation(key=listing.key, quantity=None, rule_id=rule.rule_id or None)
    steps = _share(sellable, listing, rule) if listing.storable else _promised(rule)
    if listing.storable:
        _keep_last(steps, sellable, listing, choice.last)
        if left is not None:
            steps.limit(SPLIT, items_in(left - rule.buffer, listing.pack))
    if rule.cap is not None:
        steps.limit(CAP, rule.cap)
    if 0 < steps.number < rule.minimum:
        steps.limit(MINIMUM, 0, rule.minimum)
    return _within_platform(steps, listing, choice)


def _share(sellable: Decimal, listing: Listing, rule: Rule) -> _Steps:
    """Return the steps up to what the rule takes of the pool."""
    items = items_in(sellable - rule.buffer, listing.pack)
    steps = _Steps(number=items_in(sellable, listing.pack))
    steps.step(NEGATIVE if sellable < 0 else SELLABLE, sellable)
    if listing.pack != 1:
        steps.note(PACK, listing.pack)
    if rule.buffer:
        steps.limit(BUFFER, items, rule.buffer)
    if rule.takes == FIXED:
        steps.limit(SHARE, rule.fixed)
    elif rule.percent != 100:
        part = int((items * rule.percent / 100).to_integral_value(ROUND_FLOOR))
        steps.limit(SHARE, part, rule.percent)
    return steps


def _promised(rule: Rule) -> _Steps:
    """Return the steps for a product that nobody counts: the rule's fixed number."""
    steps = _Steps(number=max(0, rule.fixed))
    steps.step(SHARE, rule.fixed)
    return steps


def _keep_last(steps: _Steps, sellable: Decimal, listing: Listing, rule: Rule | None) -> None:
    """Leave the last units to the storefront that has them."""
    if rule and rule.last_to != listing.storefront:
        steps.limit(LAST, items_in(sellable - rule.last_units, listing.pack), rule.last_units)


def items_in(units: Decimal, pack: Decimal) -> int:
    """Return how many whole packs are in `units`; below zero there are none."""
    return max(0, int((units / pack).to_integral_value(ROUND_FLOOR)))


def _within_platform(steps: _Steps, listing: Listing, choice: Choice) -> Allocation:
    if listing.most is not None:
        steps.limit(MOST, listing.most)
    hide = steps.number < listing.least
    if hide:
        steps.note(LEAST, listing.least)
    steps.step(PUBLISHED, steps.number)
    return Allocation(
        key=listing.key,
        quantity=steps.number,
        rule_id=choice.share.rule_id or None,
        last_rule_id=choice.last.rule_id if choice.last else None,
        hide=hide,
        terms=tuple(steps.terms),
    )


def most_shown(sellable: Decimal, listing: Listing, choice: Choice) -> int:
    """Return the most that the rule lets `listing` show of `sellable`, whatever the platform's limits."""
    answer = allocate_one(sellable, replace(listing, most=None, least=0), choice)
    return answer.quantity or 0


def oversell_bound(
    allocations: Sequence[Allocation], listings: Sequence[Listing], sellable: Decimal
) -> Decimal:
    """Return how many units of one pool could be sold that are not there, if every storefront sold all that
    it shows before it hears of the others: 0 where the shares add up to no more than the pool."""
    pack = {listing.key: listing.pack for listing in listings}
    shown = sum((answer.quantity or 0) * pack[answer.key] for answer in allocations)
    return max(Decimal(0), shown - max(Decimal(0), sellable))
