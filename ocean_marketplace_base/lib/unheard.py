"""Numbers corrected by orders we have not heard of, just before they are sent.

A number that is sent is absolute: it would give away again what a shop has sold in the meantime.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .stock_keeper import StockChange, StockLevel, StockResult

Key = tuple[str, str]
"""Item and variant, as the platform names them."""


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """``changes`` to send, ``results`` of those that need not be, and ``unheard`` items by variant."""

    changes: list[StockChange]
    results: list[StockResult]
    unheard: dict[Key, int]


def correct(
    changes: Sequence[StockChange], levels: Iterable[StockLevel], shown: Mapping[Key, int]
) -> Corrected:
    """Return `changes` less what was sold in the meantime.

    :param levels: what the platform shows now
    :param shown: what it should show by the orders we heard of; only these variants are corrected
    """
    now = {level.key: level.quantity for level in levels}
    corrected = Corrected(changes=[], results=[], unheard={})
    for change in changes:
        key = change.key
        level = now.get(key)
        if level is None or key not in shown:
            corrected.changes.append(change)
            continue
        unheard = corrected.unheard[key] = max(0, shown[key] - level)
        wanted = replace(change, quantity=max(0, change.quantity - unheard))
        if wanted.quantity == level:
            corrected.results.append(StockResult(change=wanted, confirmed=level))
        else:
            corrected.changes.append(wanted)
    return corrected
