"""How long stock lasts at the pace it was sold, and whether that is too little: pure arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Final

LOW: Final = "low"
"""Less is left than the threshold wants."""
OUT: Final = "out"
"""Nothing is shown although buyers see the listing."""


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """Below what stock is low: ``units`` of the product, or ``days`` that it lasts. 0 switches either off."""

    units: int = 0
    days: int = 0

    @property
    def watches(self) -> bool:
        """Whether the product is watched at all."""
        return self.units > 0 or self.days > 0


@dataclass(frozen=True, kw_only=True)
class Supply:
    """What is there and how it goes, in units.

    ``sellable`` is below zero when oversold, ``incoming`` is on its way, ``per_day`` is sold in a day.
    """

    sellable: Decimal
    per_day: Decimal = Decimal(0)
    incoming: Decimal = Decimal(0)


def sold_per_day(units: Decimal, days: int) -> Decimal:
    """Return the units sold a day, of `units` sold in the last `days` (at least 1); never below zero."""
    return max(Decimal(0), units) / max(1, days)


def days_of_cover(supply: Supply) -> Decimal | None:
    """Return for how many days `sellable` lasts; ``None`` when nothing is sold, since it lasts for ever."""
    if supply.per_day <= 0:
        return None
    return max(Decimal(0), supply.sellable) / supply.per_day


def state(supply: Supply, threshold: Threshold, *, shown: int, live: bool) -> str:
    """Return `OUT`, `LOW` or ``""``.

    :param shown: the number buyers see
    :param live: whether buyers see the listing at all
    """
    if not threshold.watches:
        return ""
    if live and shown <= 0:
        return OUT
    return LOW if _is_low(supply, threshold) else ""


def _is_low(supply: Supply, threshold: Threshold) -> bool:
    if threshold.units and supply.sellable < threshold.units:
        return True
    cover = days_of_cover(supply)
    return bool(threshold.days) and cover is not None and cover < threshold.days


def to_reorder(supply: Supply, threshold: Threshold, days: int) -> int:
    """Return the whole units to order so that they last for `days`, and at least reach the threshold; what is
    on its way counts as there."""
    wanted = max(supply.per_day * max(days, threshold.days), Decimal(threshold.units))
    missing = wanted - supply.sellable - supply.incoming
    return max(0, int(missing.to_integral_value(ROUND_CEILING)))


def worst(states: Sequence[str]) -> str:
    """Return the worst of the states of one product's listings on one storefront."""
    return next((each for each in (OUT, LOW) if each in states), "")
