"""What an order says, whichever of its two vocabularies it is written in."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib import schema
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged

from .payloads import Deadlines, Promo

ALIVE_FROM: Final = 100
"""Statuses below are ends: refused or cancelled."""
PROMO_KNOWN: Final = frozenset({"total_discount", "total_discount_product", "total_discount_shipping"})
"""Amounts of ``promo_order_detail`` that are read; cashback is paid to the buyer later and no discount."""

_NEW: Final = 220
_ZERO: Final = Decimal(0)
_RUPIAH: Final = frozenset({"", "RP", "IDR"})
_COUNTRY: Final = "ID"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """An amount and the field it stands in; ``None`` if it was not delivered."""

    amount: Decimal | None = None
    path: str = ""

    @property
    def value(self) -> Decimal:
        """The amount, zero if it was not delivered."""
        return self.amount or _ZERO


@dataclass(frozen=True, kw_only=True)
class Item:
    """A line. `price` and `list_price` are per unit, after and before the seller's own discounts; `total` is
    the line's price as delivered. The paths are those of the fields in the payload.
    """

    key: str
    product_id: str
    sku: str
    name: str
    quantity: int
    rejected: int
    price: Decimal
    list_price: Decimal
    total: Decimal
    path: str
    total_path: str
    list_path: str
    rejected_path: str
    bundled: bool = False
    image: str = ""

    @property
    def list_amount(self) -> Decimal:
        """What the line costs before the seller's discounts."""
        return max(self.list_price * self.quantity, self.total)

    @property
    def discount(self) -> Decimal:
        """What the seller takes off the line, a magnitude."""
        return self.list_amount - self.total


@dataclass(frozen=True, kw_only=True)
class Courier:
    """Who transports: the platform's ids of courier and service, their names, and who really carries it."""

    shipper_id: str = ""
    service_id: str = ""
    shipper: str = ""
    service: str = ""
    carried_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Money:
    """The order's own figures. `unplaced` may be part of `total`; nothing tells.

    `raws` are parts of the payload with the names of the amounts we know there, to look for unknown ones.
    """

    goods: Figure
    shipping: Figure
    insurance: Figure
    total: Figure
    points: Figure
    voucher: Figure = Figure()
    unplaced: tuple[tuple[str, Figure], ...] = ()
    promo: Promo | None = None
    raws: tuple[tuple[str, Any, frozenset[str]], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Facts:
    """An order. `was_sent` tells that the parcel was handed over at some time."""

    order_id: str
    status: int
    currency: str
    created_at: datetime
    items: tuple[Item, ...]
    money: Money
    courier: Courier
    buyer: schema.Buyer
    address: schema.Address
    paid_at: datetime | None = None
    updated_at: datetime | None = None
    ship_by: datetime | None = None
    respond_by: datetime | None = None
    awb: str = ""
    warehouse: str = ""
    payment_method: str = ""
    is_cod: bool = False
    is_preorder: bool = False
    is_replacement: bool = False
    buyer_note: str = ""
    cancel_requested: bool = False
    cancelled_by: str = ""
    cancel_reason: str = ""
    was_sent: bool = False

    @property
    def is_over(self) -> bool:
        """Whether the order was refused or cancelled as a whole."""
        return self.status < ALIVE_FROM


def check_items(items: tuple[Item, ...], path: str) -> tuple[Item, ...]:
    """Return `items` if they can be an order's.

    :raise ContractChanged: if there are none, or more units are refused than were bought
    """
    if not items:
        raise ContractChanged("an order without products", path=path)
    for item in items:
        if item.rejected > item.quantity:
            raise ContractChanged("more units are refused than were bought", path=item.rejected_path)
    return items


def unique_keys(keys: list[str]) -> list[str]:
    """Return `keys`, repeated ones numbered: ``77``, ``77#2``."""
    seen: dict[str, int] = {}
    named = []
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        named.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return named


def list_price_of(price: Decimal, normal: Decimal | None) -> Decimal:
    """Return the price before the seller's discounts; ``normal_price`` is 0 where there are none."""
    return normal if normal and normal > price else price


def currency_of(text: str) -> str:
    """Return the code of a currency: ``Rp`` and ``Rp.`` are the rupiah, and so is nothing."""
    word = text.strip(" .").upper()
    return "IDR" if word in _RUPIAH else word


def country_of(name: str) -> str:
    """Return the code of a country; the platform delivers within Indonesia."""
    return _COUNTRY if name.casefold() in ("", "indonesia", "id") else ""


def deadlines_of(deadlines: Deadlines | None, status: int) -> dict[str, datetime | None]:
    """Return until when the seller has to send an order and, while it is new, to accept it."""
    if deadlines is None:
        return {}
    return {
        "ship_by": deadlines.confirm_shipping_deadline,
        "respond_by": deadlines.accept_deadline if status == _NEW else None,
    }


def is_masked(*texts: str) -> bool:
    """Return whether personal data are blank, being encrypted for another key, or hidden by asterisks."""
    return not any(texts) or any("*" in text for text in texts)


def notes_of(notes: list[str]) -> str:
    """Return the buyer's notes on the lines, each once."""
    return "\n".join(dict.fromkeys(note for note in notes if note))
