"""Who was given which units, where rules give each unit once and places and kits overlap only partly."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Need:
    """A counted product of which one unit of what is listed takes ``per_unit`` units (a kit takes several
    products, anything else itself); ``sellable`` is what the places can still promise of it."""

    product: int
    per_unit: Decimal
    sellable: Decimal


class SharedStock:
    """What was given so far, in units by product and by the places they were promised from.

    All that was promised from places that have anything in common counts against each other. Nobody is then
    given a unit that somebody else may be sent to, in whatever order they come: what is left of places after
    all that overlaps them is certainly still there.
    """

    def __init__(self) -> None:
        self._given: dict[int, list[tuple[frozenset[int], Decimal]]] = {}

    def left(self, needs: Sequence[Need], places: frozenset[int]) -> Decimal:
        """Return how many units of what needs `needs` `places` (ids of locations) have left to give."""
        return min((need.sellable - self._taken(need.product, places)) / need.per_unit for need in needs)

    def give(self, needs: Sequence[Need], places: frozenset[int], units: Decimal) -> None:
        """Note that `units` were given from `places`."""
        for need in needs:
            self._given.setdefault(need.product, []).append((places, units * need.per_unit))

    def _taken(self, product: int, places: frozenset[int]) -> Decimal:
        given = self._given.get(product, ())
        return sum((units for there, units in given if not there.isdisjoint(places)), Decimal(0))


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where one product is sold from: the places, what it needs of them, and who was given what."""

    needs: tuple[Need, ...]
    places: frozenset[int]
    shared: SharedStock

    @classmethod
    def alone(cls, sellable: Decimal) -> "Source":
        """Return the source of a product that shares its stock with no other product and no other places."""
        need = Need(product=0, per_unit=Decimal(1), sellable=sellable)
        return cls(needs=(need,), places=frozenset({0}), shared=SharedStock())

    def left(self) -> Decimal:
        """Return the units left to give."""
        return self.shared.left(self.needs, self.places)

    def give(self, units: Decimal) -> None:
        """Note that `units` were given."""
        self.shared.give(self.needs, self.places, units)
