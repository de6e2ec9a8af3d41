"""Who goes without when more is promised than there is, and whether waiting helps. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Units of one product that are promised to ``key`` since ``since`` (UTC)."""

    key: int
    since: datetime
    units: Decimal


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Units of one product that are expected at ``when`` (UTC)."""

    key: int
    when: datetime
    units: Decimal


def newest_first(claims: Iterable[Claim]) -> list[Claim]:
    """Return `claims`, the newest first; of one moment the one that was written down last."""
    return sorted(claims, key=lambda claim: (claim.since, claim.key), reverse=True)


def missing(claims: Iterable[Claim], available: Decimal) -> list[tuple[Claim, Decimal]]:
    """Return [(claim, units it lacks)], the newest first, if the oldest are served first.

    :param available: units there are in all; below zero counts as none
    """
    left, lacking = max(Decimal(0), available), {}
    ordered = newest_first(claims)
    for claim in reversed(ordered):
        got = min(left, claim.units)
        left -= got
        lacking[claim.key] = claim.units - got
    return [(claim, lacking[claim.key]) for claim in ordered]


def receipt_for(receipts: Sequence[Receipt], short: Decimal) -> Receipt | None:
    """Return the receipt with which `short` units are there, ``None`` if all together bring less."""
    come = Decimal(0)
    for receipt in sorted(receipts, key=lambda row: (row.when, row.key)):
        come += receipt.units
        if come >= short:
            return receipt
    return None


def short_before(claims: Sequence[tuple[Claim, Decimal]], key: int) -> Decimal:
    """Return how many units must come until `key` has all of its own: older claims are served first.

    :param claims: the answer of `missing`
    """
    total = Decimal(0)
    for claim, lacks in reversed(claims):
        total += lacks
        if claim.key == key:
            break
    return total
