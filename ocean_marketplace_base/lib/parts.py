"""Parts of a pool of which rules give each unit once, while orders come.

A number that is sent is absolute, and shops sell while it is on its way. So parts are not evened out after
every order: each shop goes on selling its own, and its number moves by itself. Only when one has sold most of
its part while others have plenty are the parts made new, and then a number goes up only by units that no
other shop shows any more. Like this no unit is shown twice, however late we hear of orders.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from .allocation import (
    LEAVE,
    PERCENT,
    PUBLISHED,
    Allocation,
    Choice,
    Listing,
    Rule,
    Term,
    allocate,
    choose,
    items_in,
    most_shown,
)
from .shared_stock import Source

KEPT: Final = "kept"
"""Orders do not move parts: the listing keeps what it has."""
WAITS: Final = "waits"
"""Others still show units of this part."""

FEW: Final = 4
"""Smaller parts stay where they are: to move the last units is what sells one of them twice."""


def allot(
    sellable: Decimal,
    listings: Sequence[Listing],
    rules: Sequence[Rule],
    now: datetime,
    source: Source,
    shown: Mapping[int, int],
    calm: bool,
) -> list[Allocation]:
    """Return what each of `listings` is to show, given what they show now; see `allocation.allocate`.

    :param source: where the units of the pool come from, and what others were given of them
    :param shown: by key of a listing how many items it shows, as far as we heard of its orders; listings that
        are not in it show what we do not control, and get their part at once
    :param calm: whether only orders changed anything since the numbers were sent
    """
    choices = {listing.key: choose(rules, listing, now) for listing in listings}
    mine = [row for row in listings if _has_part(choices[row.key], row) and row.key in shown]
    if not mine:
        return allocate(sellable, listings, rules, now, source)
    left = source.left()
    fair = {answer.key: answer for answer in allocate(sellable, listings, rules, now, Source.alone(left))}
    everyone = len(mine) == len(listings)
    if calm and everyone and _may_keep(sellable, left, mine, choices, fair, shown):
        answers = {row.key: _changed(fair[row.key], row, shown[row.key], KEPT) for row in mine}
    else:
        answers = fair | _rises_last(left, mine, listings, choices, fair, shown)
    for row in listings:
        if _has_part(choices[row.key], row):
            quantity = max(answers[row.key].quantity or 0, shown.get(row.key, 0))
            source.give(quantity * row.pack)
    return [answers[row.key] for row in listings]


def _has_part(choice: Choice, listing: Listing) -> bool:
    return choice.share.partitioned and listing.storable and choice.share.takes != LEAVE


def _may_keep(
    sellable: Decimal,
    left: Decimal,
    listings: Sequence[Listing],
    choices: Mapping[int, Choice],
    fair: Mapping[int, Allocation],
    shown: Mapping[int, int],
) -> bool:
    """Say whether all may go on selling what they show: it is there, allowed, and nobody has too little."""
    buffer = max(choices[row.key].share.buffer for row in listings)
    if sum(shown[row.key] * row.pack for row in listings) > max(left - buffer, Decimal(0)):
        return False
    return all(
        _is_allowed(sellable, row, choices[row.key], shown[row.key])
        and not _is_short(fair[row.key].quantity or 0, shown[row.key])
        for row in listings
    )


def _is_allowed(sellable: Decimal, listing: Listing, choice: Choice, number: int) -> bool:
    """Say whether the rule lets `listing` show `number`, whatever its share."""
    whole = replace(choice, share=replace(choice.share, takes=PERCENT, percent=Decimal(100)))
    return number <= most_shown(sellable, listing, whole) and not 0 < number < choice.share.minimum


def _is_short(fair: int, number: int) -> bool:
    return fair >= FEW and number * 2 < fair


def _rises_last(
    left: Decimal,
    mine: Sequence[Listing],
    listings: Sequence[Listing],
    choices: Mapping[int, Choice],
    fair: Mapping[int, Allocation],
    shown: Mapping[int, int],
) -> dict[int, Allocation]:
    """Return the new parts; those that rise get only what nobody else shows."""
    others = [row for row in listings if row not in mine and _has_part(choices[row.key], row)]
    spare = left - sum((fair[row.key].quantity or 0) * row.pack for row in others)
    spare -= sum(shown[row.key] * row.pack for row in mine)
    answers = {}
    for row in mine:
        number, part = shown[row.key], fair[row.key].quantity or 0
        if part <= number:
            continue
        rise = min(part - number, items_in(spare, row.pack))
        spare -= rise * row.pack
        if number + rise < part:
            answers[row.key] = _changed(fair[row.key], row, number + rise, WAITS)
    return answers


def _changed(fair: Allocation, listing: Listing, number: int, code: str) -> Allocation:
    """Return the answer with another number than the new part, and why."""
    if number == fair.quantity:
        return fair
    why = (
        Term(code=code, amount=Decimal(fair.quantity or 0), after=Decimal(number)),
        Term(code=PUBLISHED, amount=Decimal(number), after=Decimal(number)),
    )
    return replace(fair, quantity=number, hide=number < listing.least, terms=(*fair.terms[:-1], *why))
