"""The units of an order, and how they fold into lines.

The platform shows one row per unit and no quantities. Units of one variant that earn the seller the same
are one line, so that prices per unit stay whole: of three units that share a voucher of 100, one has 34 off
and two have 33, which makes two lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from odoo.addons.ocean_marketplace_base.lib.ladder_builder import LadderBuilder
from odoo.addons.ocean_marketplace_base.lib.ladder_codes import CHECKOUT

from .ladder_tiktok_fields import LINES
from .payloads import LineItem
from .status import is_cancelled

_ZERO: Final = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One unit and who pays which part of its price.

    `cancelled` is whether it was cancelled, alone or with the order; `counted` whether ``payment`` still
    contains it.
    """

    item: LineItem
    path: str
    list_price: Decimal
    seller_discount: Decimal
    platform_discount: Decimal
    cancelled: bool = False
    counted: bool = True

    @property
    def price(self) -> Decimal:
        """Return what the buyer pays for it."""
        return self.list_price - self.seller_discount - self.platform_discount

    @property
    def net(self) -> Decimal:
        """Return what the seller earns with it: platform discounts are paid to him."""
        return self.list_price - self.seller_discount


@dataclass(frozen=True, kw_only=True)
class Fold:
    """Units that make one line. All amounts are of the whole line."""

    key: str
    units: tuple[Unit, ...]

    @property
    def item(self) -> LineItem:
        """Return the first unit as the platform shows it; ids, texts and list price are equal for all."""
        return self.units[0].item

    @property
    def cancelled(self) -> int:
        """Return how many units were cancelled."""
        return sum(unit.cancelled for unit in self.units)

    @property
    def revenue(self) -> Decimal:
        """Return what the units not cancelled earn."""
        return sum_of([unit for unit in self.units if not unit.cancelled], "net")


def sum_of(units: Sequence[Unit], name: str) -> Decimal:
    """Return the sum of an amount of `units`, by the name of the attribute."""
    return sum((getattr(unit, name) for unit in units), _ZERO)


def units_of(builder: LadderBuilder, items: Sequence[LineItem], *, order_cancelled: bool) -> list[Unit]:
    """Return the units of an order and note the contradictions of their prices as ``CHK_ITEMS``.

    :param order_cancelled: whether the order as a whole was, and every unit with it
    """
    units = [_unit(builder, item, f"{LINES}[{index}]") for index, item in enumerate(items)]
    return [
        replace(unit, cancelled=order_cancelled or is_cancelled(unit.item.display_status)) for unit in units
    ]


def _unit(builder: LadderBuilder, item: LineItem, path: str) -> Unit:
    seller, platform = _discounts(builder, item, path)
    unit = Unit(
        item=item,
        path=path,
        list_price=item.original_price,
        seller_discount=seller,
        platform_discount=platform,
    )
    hint = "List price less discounts is not the price of the unit."
    builder.check("CHK_ITEMS", CHECKOUT, unit.price, item.sale_price, hint, f"{path}.sale_price")
    return unit


def _discounts(builder: LadderBuilder, item: LineItem, path: str) -> tuple[Decimal, Decimal]:
    """Who pays for the unit's being cheaper. Absent is not zero: one of them follows from the other."""
    seller, platform = item.seller_discount, item.platform_discount
    builder.expect(seller, f"{path}.seller_discount")
    builder.expect(platform, f"{path}.platform_discount")
    off = item.original_price - item.sale_price
    if seller is None and platform is None and off:
        hint = "The unit is cheaper than its list price and nobody is named who pays for it."
        builder.gap("CHK_PAYER_UNKNOWN", CHECKOUT, _ZERO, off, hint, f"{path}.sale_price")
    if seller is None:
        seller = max(off - (platform or _ZERO), _ZERO)
    if platform is None:
        platform = max(off - seller, _ZERO)
    return seller, platform


def given_away(units: Sequence[Unit]) -> list[Unit]:
    """Return `units` as ones that earn nothing, whatever prices they show."""
    return [replace(unit, seller_discount=unit.list_price, platform_discount=_ZERO) for unit in units]


def topped_up(units: Sequence[Unit], name: str, amounts: Sequence[Decimal]) -> list[Unit]:
    """Return `units` with other amounts of a discount, by the name of the attribute."""
    return [replace(unit, **{name: amount}) for unit, amount in zip(units, amounts, strict=True)]


def without_cancelled(units: Sequence[Unit]) -> list[Unit]:
    """Return `units` with the cancelled ones marked as no longer part of ``payment``."""
    return [replace(unit, counted=not unit.cancelled) for unit in units]


def folded(units: Sequence[Unit]) -> list[Fold]:
    """Return the lines, in the order of their first units.

    The key of a line is the lowest id of its units: it depends neither on the order of the rows nor on how
    many units the line has.
    """
    groups: dict[tuple[object, ...], list[Unit]] = {}
    for unit in units:
        item = unit.item
        groups.setdefault((item.product_id, item.sku_id, item.is_gift, unit.list_price, unit.net), []).append(
            unit
        )
    return [Fold(key=_first_id(group), units=tuple(group)) for group in groups.values()]


def _first_id(units: Sequence[Unit]) -> str:
    return min((unit.item.id for unit in units), key=lambda number: (len(number), number))
