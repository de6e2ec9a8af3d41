"""Makes orders from a short description."""

import random
from dataclasses import dataclass, field
from typing import Any, Final

from .couriers import IN_USE, SAME_DAY, services
from .model import Courier, Line, Order, Product, Shop
from .names import FIRST_NAMES, LAST_NAMES, PLACES, STREETS
from .store import Store

HOUR = 3600
DAY = 24 * HOUR
FIRST_ORDER: Final = 1_582_220_301
FIRST_DETAIL: Final = 2_027_495_501
ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
UNPAID: Final = (100, 103)


@dataclass
class Spec:
    """What an order shall be. ``skus`` are seller SKUs; one that the shop does not list is sold all the same,
    as a product removed since. ``created`` is unix seconds, ``rejected`` units of the first line.

    ``promo_product``, ``promo_shipping``, ``points`` and ``cashback`` are paid by the platform; who pays
    ``voucher`` is unconfirmed. ``free`` makes all prices 0, ``oversell`` does not ask for stock.
    """

    shop: Shop
    status: int = 220
    skus: list[str] = field(default_factory=list)
    quantities: list[int] = field(default_factory=list)
    created: int = 0
    promo_product: int = 0
    promo_shipping: int = 0
    cashback: int = 0
    points: int = 0
    voucher: int = 0
    insurance: int = 0
    cod: bool = False
    own_courier: bool = False
    same_day: bool = False
    rejected: int = 0
    free: bool = False
    no_buyer: bool = False
    oversell: bool = False
    note: str = ""
    buyer: int | None = None
    overrides: dict[str, dict[str, Any]] = field(default_factory=dict)


class OrderFactory:
    """Makes orders in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def make(self, spec: Spec) -> Order:
        """Make the order that `spec` describes, add it to the store and return it. It is not paid yet."""
        rng = self._store.world.random("order", len(self._store.orders))
        created = spec.created or self._store.now
        number = self._store.next_id("order", FIRST_ORDER)
        order = Order(
            id=number,
            shop_id=spec.shop.id,
            warehouse_id=spec.shop.main_warehouse,
            status=100,
            invoice=self._invoice(created, number),
            payment_id=number - 700_000_000,
            create_time=created,
            update_time=created,
            pay_time=0,
            lines=self._lines(spec, rng),
            courier=_courier(spec, rng),
            cod=spec.cod,
            plus=rng.random() < 0.1,
            overrides=spec.overrides,
            **self._buyer(spec, rng),
        )
        _set_money(order, spec, rng)
        self._store.orders[number] = order
        return order

    def _invoice(self, created: int, number: int) -> str:
        day = self._store.local(created, "%Y%m%d")
        return f"INV/{day}/MPL/{number}"

    def _buyer(self, spec: Spec, rng: random.Random) -> dict[str, Any]:
        number = rng.randrange(60) if spec.buyer is None else spec.buyer
        own = self._store.world.random("buyer", number)
        name = f"{own.choice(FIRST_NAMES)} {own.choice(LAST_NAMES)}"
        phone, place = f"62812{own.randrange(10**7, 10**8)}", own.choice(PLACES)
        street = f"{own.choice(STREETS)} No. {own.randrange(1, 200)}, RT {own.randrange(1, 9)}"
        email = f"{name.lower().replace(' ', '.')}@example.test"
        if spec.no_buyer:
            name, phone, email, street = "", "", "", ""
        return {
            "buyer_id": 99_098_000 + number * 7,
            "buyer": {"name": name, "phone": phone, "email": email},
            "street": street,
            "place": place,
        }

    def _lines(self, spec: Spec, rng: random.Random) -> list[Line]:
        quantities = spec.quantities or [1]
        lines = [
            self._line(spec, sku, quantities[index % len(quantities)], rng)
            for index, sku in enumerate(spec.skus)
        ]
        lines[0].rejected = spec.rejected
        lines[0].note = spec.note
        return lines

    def _line(self, spec: Spec, sku: str, quantity: int, rng: random.Random) -> Line:
        product = self.find(spec.shop, sku)
        detail = self._store.next_id("detail", FIRST_DETAIL)
        if product is None:
            price = rng.randrange(20, 200) * 1000
            removed = rng.randrange(900_000_000, 999_999_999)
            line = Line(detail, removed, f"Produk {sku}", sku, quantity, price, price, 250)
        else:
            price = self._store.sells_at(product)
            line = Line(detail, product.id, product.name, sku, quantity, price, product.price, product.weight)
        if spec.free:
            line.price = 0
        return line

    def find(self, shop: Shop, sku: str) -> Product | None:
        """Return what `shop` sells with the seller's number `sku`."""
        return next((product for product in self._store.sellable(shop.id) if product.sku == sku), None)


def _courier(spec: Spec, rng: random.Random) -> Courier:
    known = [courier for courier in services() if courier.service_id in (IN_USE | SAME_DAY)]
    if spec.own_courier:
        return next(courier for courier in known if courier.own)
    wanted = [courier for courier in known if (courier.service_id in SAME_DAY) == spec.same_day]
    return rng.choice([courier for courier in wanted if not courier.own])


def _set_money(order: Order, spec: Spec, rng: random.Random) -> None:
    if spec.free:
        return
    order.shipping_cost = rng.randrange(9, 28) * 1000
    order.insurance = spec.insurance
    goods = sum(line.total for line in order.lines)
    order.promo_product = min(spec.promo_product, goods)
    order.promo_shipping = min(spec.promo_shipping, order.shipping_cost)
    order.cashback, order.points, order.voucher = spec.cashback, spec.points, spec.voucher
