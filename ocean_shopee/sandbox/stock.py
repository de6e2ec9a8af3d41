"""Stock of listings: orders take units from it and cancelled ones give them back."""

from collections import Counter

from .listing import Variant
from .model import Order
from .store import Store


def take(variant: Variant, units: int) -> None:
    """Take `units` from the stock of `variant` (give them back if negative), first place first."""
    variant.stock -= units
    for place, left in variant.locations.items():
        part = min(units, left)
        variant.locations[place] = left - part
        units -= part


def _variants(store: Store, order: Order) -> list[tuple[Variant, int]]:
    found = []
    for line in order.lines:
        item = store.items.get(line.item_id)
        variant = item.variant(line.model_id) if item else None
        if variant is not None:
            found.append((variant, line.active))
    return found


def shortage(store: Store, order: Order) -> str:
    """Return the seller SKU of which there is too little for `order`, nothing if all is there."""
    wanted: Counter[int] = Counter()
    for variant, units in _variants(store, order):
        wanted[id(variant)] += units
        if wanted[id(variant)] > variant.stock:
            return variant.sku
    return ""


def reserve(store: Store, order: Order) -> None:
    """Take the units of `order` from stock."""
    order.reserved = True
    for variant, units in _variants(store, order):
        take(variant, units)


def release(store: Store, order: Order) -> None:
    """Give the units of a cancelled `order` back, if it took any."""
    if order.reserved:
        order.reserved = False
        for variant, units in _variants(store, order):
            take(variant, -units)


def give_back(store: Store, order: Order, units: dict[int, int]) -> None:
    """Give `units` of an order's lines back to stock, by the key of the line."""
    for line in order.lines if order.reserved else ():
        item = store.items.get(line.item_id)
        variant = item.variant(line.model_id) if item else None
        if variant is not None:
            take(variant, -units.get(line.key, 0))
