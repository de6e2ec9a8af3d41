"""Who may sell in several markets, and from where."""

from collections.abc import Mapping
from decimal import ROUND_UP, Decimal
from typing import Any, Final

from .errors import ApiError
from .model import Product, Shop, Sku
from .store import Store

NO_PERMISSION = 12019114
RATES: Final = {
    "USD": "1", "EUR": "0.9", "GBP": "0.8", "IDR": "16000", "JPY": "150", "MYR": "4.5", "PHP": "56",
    "SGD": "1.3", "THB": "34", "VND": "25000", "MXN": "18", "BRL": "5", "CZK": "23", "HUF": "360", "PLN": "4",
}  # fmt: skip
"""Invented: units of a currency for one US dollar, for prices that the seller does not set."""
EUROPE: Final = frozenset(
    {"DE", "ES", "FR", "IE", "IT", "AT", "BE", "CZ", "GR", "HU", "NL", "PL", "PO", "PT"}
)
"""Markets where somebody has to answer for products; one of them has two names in the reference."""


def check_seller(store: Store) -> None:
    """Refuse sellers that manage no global products.

    :raise ApiError: unless the switch ``cross_border`` is set
    """
    if not store.switches.cross_border:
        raise ApiError(NO_PERMISSION)


def global_warehouses(store: Store, open_id: str) -> list[dict[str, Any]]:
    """Return the global warehouses of a seller: one, if it sells across borders."""
    if not store.switches.cross_border:
        return []
    number = store.world.random("global warehouse", open_id).randrange(7 * 10**18, 71 * 10**17)
    return [{"id": str(number), "name": "Gudang Ekspor", "ownership": "SELLER"}]


def shop_in(store: Store, open_id: str, region: str) -> Shop | None:
    """Return the shop of a seller in a market, if it has one that is open."""
    return next((shop for shop in store.shops_of(open_id) if shop.active and shop.region == region), None)


def converted(price: str, currency: str, local: str) -> int:
    """Return a price in whole units of the currency `local`, rounded up."""
    exact = Decimal(price) * Decimal(RATES.get(local, "1")) / Decimal(RATES[currency])
    return int(exact.to_integral_value(ROUND_UP))


def listed_copy(store: Store, shop: Shop, content: Mapping[str, Any], skus: list[Sku]) -> Product:
    """Put a copy of a product on the shelf of `shop` and return it; its audit has not begun."""
    number, now = store.new_id("product"), store.now
    product = Product(
        id=number,
        shop_id=shop.id,
        content=dict(content),
        skus=skus,
        create_time=now,
        update_time=now,
        status="PENDING",
        audit="NONE",
        platforms={"TIKTOK_SHOP": "PENDING"},
    )
    store.products[number] = product
    return product
