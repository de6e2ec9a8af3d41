"""Sharing an amount among lines without losing a unit."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction


class CannotAllocate(ValueError):
    """The caps leave no room for the whole amount.

    :param Decimal rest: what found no place, never negative.
    """

    def __init__(self, rest: Decimal):
        super().__init__(f"no line can take the remaining {rest}")
        self.rest = rest


def allocate(
    total: Decimal,
    weights: Sequence[Decimal],
    caps: Sequence[Decimal] | None = None,
    quantum: Decimal = Decimal(1),
) -> tuple[Decimal, ...]:
    """Share `total` by `weights`, to the quantum and with nothing left over (largest remainder).

    Leftover units go to the largest fractions, ties to the later line, which is how Shopee itself shares a
    voucher of 0.67 over two equal lines: 0.33 and 0.34. If all weights are zero the lines are equal.
    A `total` finer than `quantum` is shared to its own last digit. A negative `total` is shared like its
    magnitude and comes back negative.

    :param caps: the most each line may take (magnitudes); what a capped line cannot take goes to the others
    :raise CannotAllocate: if Σ caps, each rounded down to the quantum, is below the total
    :raise ValueError: for negative weights or caps, or a total without lines
    """
    if any(weight < 0 for weight in weights) or any(cap < 0 for cap in caps or ()):
        raise ValueError("weights and caps must not be negative")
    if not weights:
        if total:
            raise ValueError("no lines to share the amount among")
        return ()
    unit = _unit(total, quantum)
    units = int(abs(total) / unit)
    limits = [int(cap / unit) for cap in caps] if caps is not None else [units] * len(weights)
    if sum(limits) < units:
        raise CannotAllocate((units - sum(limits)) * unit)
    shares = _within(units, [Fraction(weight) for weight in weights], limits)
    sign = -1 if total < 0 else 1
    return tuple(sign * share * unit if share else Decimal(0) for share in shares)


def _unit(total: Decimal, quantum: Decimal) -> Decimal:
    exponent = int(total.as_tuple().exponent)
    return quantum if total % quantum == 0 else Decimal(1).scaleb(exponent)


def _within(units: int, weights: list[Fraction], limits: list[int]) -> list[int]:
    """Share `units` so that no line passes its limit: cap, then share the rest among the others."""
    shares = [0] * len(weights)
    open_lines = [index for index, limit in enumerate(limits) if limit > 0]
    while units:
        offers = _largest_remainder(units, [weights[index] for index in open_lines])
        by_line = dict(zip(open_lines, offers, strict=True))
        full = [index for index, offer in by_line.items() if offer > limits[index]]
        for index in full or open_lines:
            shares[index] = min(by_line[index], limits[index])
            units -= shares[index]
        open_lines = [index for index in open_lines if index not in full]
    return shares


def _largest_remainder(units: int, weights: list[Fraction]) -> list[int]:
    whole = sum(weights)
    if not whole:
        weights, whole = [Fraction(1)] * len(weights), Fraction(len(weights))
    exact = [units * weight / whole for weight in weights]
    shares = [int(value) for value in exact]
    fractions = [
        (value - share, index) for index, (value, share) in enumerate(zip(exact, shares, strict=True))
    ]
    for _fraction, index in sorted(fractions, reverse=True)[: units - sum(shares)]:
        shares[index] += 1
    return shares
