"""The money ladder: from list price to payout, as signed rungs with asserted sums.

Every stage of an order is a list of rungs. A rung is a signed contribution to the total of its stage, seen by
the one who reads that total: the buyer at checkout, the seller everywhere else. What does not add up becomes
a
:class:`Gap`, which is shown and never spread over lines. Build a ladder with
:class:`~.ladder_builder.LadderBuilder`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .ladder_allocation import CannotAllocate as CannotAllocate
from .ladder_allocation import allocate as allocate
from .ladder_codes import BLOCKING_CODES, CHECKOUT, GAP_LEVELS


@dataclass(frozen=True)
class Rung:
    """A signed contribution to the total of its stage."""

    code: str
    stage: str
    amount: Decimal
    payer: str
    level: str
    line_key: str | None
    basis: str
    source: tuple[str, ...]


@dataclass(frozen=True)
class Gap:
    """A difference that is shown, never hidden. ``source`` names the payload fields it was found in."""

    code: str
    stage: str
    expected: Decimal
    actual: Decimal
    hint: str
    source: tuple[str, ...] = ()

    @property
    def amount(self) -> Decimal:
        """Return what is missing: expected less actual."""
        return self.expected - self.actual

    @property
    def level(self) -> str:
        """Return ``error``, ``warn`` or ``info``."""
        return GAP_LEVELS[self.code]


@dataclass(frozen=True)
class Ladder:
    """All rungs of one order. ``state``: provisional, checkout, estimated, final or adjusted.

    ``totals`` has, as far as known, ``buyer`` (what the buyer pays), ``goods`` (items before vouchers,
    checkout), ``revenue`` (the sales order: units not cancelled before shipment, tax included),
    ``after_returns``, ``settlement`` and ``after_adjustment``. ``missing`` lists payload fields that were not
    delivered.
    """

    currency: str
    quantum: Decimal
    state: str
    rungs: tuple[Rung, ...]
    totals: dict[str, Decimal]
    gaps: tuple[Gap, ...]
    complete: bool
    closing_variant: str | None
    missing: tuple[str, ...] = ()


def stage_sum(rungs: Iterable[Rung], stage: str, codes: Iterable[str] | None = None) -> Decimal:
    """Return the signed sum of the rungs of `stage`, of `codes` only if given."""
    wanted = None if codes is None else frozenset(codes)
    return sum(
        (rung.amount for rung in rungs if rung.stage == stage and (wanted is None or rung.code in wanted)),
        Decimal(0),
    )


def blocking_gaps(ladder: Ladder) -> tuple[Gap, ...]:
    """Return the gaps that must stop a sales order: the amounts of the order contradict each other.

    ``gap.source`` names the fields, e.g. ``escrow.buyer_payment_info.buyer_total_amount``.
    """
    return tuple(gap for gap in ladder.gaps if gap.code in BLOCKING_CODES)


def snapshot_gaps(previous: Ladder, current: Ladder) -> tuple[Gap, ...]:
    """Compare the checkout snapshot of two ladders of one order; it must never change.

    A ladder whose checkout part is not a snapshot (state ``provisional``) matches everything. Line rungs are
    not compared, since a platform may rewrite the lines after a return; their sum and all order amounts are.

    :return: one ``CHK_SNAPSHOT_MOVED`` per figure that moved, the stored one as expected
    """
    if "provisional" in (previous.state, current.state):
        return ()
    before, now = _snapshot(previous), _snapshot(current)
    zero = Decimal(0)
    return tuple(
        Gap(
            "CHK_SNAPSHOT_MOVED",
            CHECKOUT,
            before.get(name, zero),
            now.get(name, zero),
            f"{name} at checkout is not what it was when the order was first read.",
        )
        for name in sorted({*before, *now})
        if before.get(name, zero) != now.get(name, zero)
    )


def _snapshot(ladder: Ladder) -> dict[str, Decimal]:
    figures = {name: ladder.totals[name] for name in ("buyer", "goods") if name in ladder.totals}
    for rung in ladder.rungs:
        if rung.stage == CHECKOUT and rung.level == "order" and rung.basis == "checkout":
            figures[rung.code] = figures.get(rung.code, Decimal(0)) + rung.amount
    return figures


def changed_rungs(previous: Ladder, current: Ladder) -> tuple[tuple[str, str, Decimal, Decimal], ...]:
    """Return what differs between two ladders as ``(stage, code, before, now)``, summed per code."""
    before, now = _by_code(previous), _by_code(current)
    zero = Decimal(0)
    return tuple(
        (*key, before.get(key, zero), now.get(key, zero))
        for key in sorted({*before, *now})
        if before.get(key, zero) != now.get(key, zero)
    )


def _by_code(ladder: Ladder) -> dict[tuple[str, str], Decimal]:
    sums: dict[tuple[str, str], Decimal] = {}
    for rung in ladder.rungs:
        key = (rung.stage, rung.code)
        sums[key] = sums.get(key, Decimal(0)) + rung.amount
    return sums


def ladder_from_plain(data: dict[str, Any]) -> Ladder:
    """Return the ladder that :func:`~.schema.to_plain` made plain."""
    return Ladder(
        currency=data["currency"],
        quantum=Decimal(data["quantum"]),
        state=data["state"],
        rungs=tuple(_revive(Rung, item, ("amount",)) for item in data["rungs"]),
        totals={name: Decimal(amount) for name, amount in data["totals"].items()},
        gaps=tuple(_revive(Gap, item, ("expected", "actual")) for item in data["gaps"]),
        complete=data["complete"],
        closing_variant=data["closing_variant"],
        missing=tuple(data["missing"]),
    )


def _revive(kind: type, data: dict[str, Any], amounts: tuple[str, ...]) -> Any:
    values = {**data, "source": tuple(data["source"])}
    return kind(**{key: Decimal(item) if key in amounts else item for key, item in values.items()})
