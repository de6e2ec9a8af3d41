"""Promotions that sellers set up: vouchers, discounts, bundle deals, flash sales. Times are unix seconds."""

from dataclasses import dataclass, field
from typing import Any

from .listing import Money

UPCOMING, ONGOING, EXPIRED = "upcoming", "ongoing", "expired"


def stage(start: int, end: int, now: int) -> str:
    """Return where unix time `now` lies to a period."""
    if now < start:
        return UPCOMING
    return ONGOING if now < end else EXPIRED


@dataclass
class Voucher:
    """A voucher; ``terms`` are its fields as the API takes and shows them."""

    id: int
    shop_id: int
    start: int
    end: int
    terms: dict[str, Any]
    used: int = 0


@dataclass
class Cut:
    """A reduced price: of one variant in a discount or a flash sale. ``stock`` 0 sets nothing aside."""

    price: Money
    stock: int = 0
    status: int = 1


@dataclass
class Cuts:
    """Reduced prices of an item's variants by ``model_id`` (0 without variants)."""

    by_model: dict[int, Cut] = field(default_factory=dict)
    purchase_limit: int = 0


@dataclass
class Discount:
    """A discount on items. ``locks`` keeps their prices from being changed meanwhile."""

    id: int
    shop_id: int
    name: str
    start: int
    end: int
    items: dict[int, Cuts] = field(default_factory=dict)
    locks: bool = True
    modify_time: int = 0


@dataclass
class Bundle:
    """A bundle deal; ``rule`` as the API shows it, ``items`` their status (1 on, 2 off) by id."""

    id: int
    shop_id: int
    name: str
    start: int
    end: int
    rule: dict[str, Any]
    purchase_limit: int
    items: dict[int, int] = field(default_factory=dict)


@dataclass
class FlashSale:
    """A flash sale of the shop in one time slot. ``status`` 0 deleted, 1 enabled, 2 disabled."""

    id: int
    shop_id: int
    slot_id: int
    start: int
    end: int
    status: int = 1
    items: dict[int, Cuts] = field(default_factory=dict)
