"""Makes orders from a short description."""

import random
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.platform import BadOption

from .model import TIKTOK, TOKOPEDIA, Charges, Order, Package, Product, Shop, Sku, Unit
from .money import allocate, rate, seller_ships, total_of
from .names import FAR_PLACES, FIRST_NAMES, FOREIGN, LAST_NAMES, PLACES, STREETS
from .places import OPTION_OWN, OPTION_STANDARD
from .store import Store

PAYMENTS = ("GoPay", "OVO", "DANA", "BCA Virtual Account", "Mandiri Virtual Account", "PayLater", "Indomaret")
AFFILIATE = 1000
"""Commission of creators in hundredths of a percent."""
COMPENSATED = ("sample", "replacement")


@dataclass
class Spec:
    """What an order shall be. ``skus`` are seller SKUs; one that the shop does not list is sold all the same,
    as a listing removed since. ``created`` is unix seconds, ``cancelled`` units of the first SKU, ``coins`` a
    deduction the platform pays with the payment, ``distance`` the hidden distance fee of far orders."""

    shop: Shop
    status: str = "AWAITING_SHIPMENT"
    skus: list[str] = field(default_factory=list)
    quantities: list[int] = field(default_factory=list)
    created: int = 0
    seller_voucher: int = 0
    platform_voucher: int = 0
    bundle_off: int = 0
    coins: int = 0
    cofunded: int = 0
    distance: int = 0
    affiliate: bool = False
    gift: str = ""
    cancelled: int = 0
    cod: bool = False
    own_courier: bool = False
    insurance: int = 0
    free: bool = False
    sample: bool = False
    replacement: str = ""
    tokopedia: bool = False
    fulfillment_type: str = "FULFILLMENT_BY_SELLER"
    masked: bool | None = None
    no_buyer: bool = False
    country: str = ""
    note: str = ""
    buyer: int | None = None
    oversell: bool = False
    overrides: dict[str, dict[str, Any]] = field(default_factory=dict)


class OrderFactory:
    """Makes orders in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def make(self, spec: Spec) -> Order:
        """Make the order that `spec` describes, with its package, add it to the store and return it.

        :raise BadOption: if the stock does not suffice or the shop does not sell on that storefront
        """
        if spec.tokopedia and not spec.shop.tokopedia:
            raise BadOption(f"shop {spec.shop.id} does not sell on {TOKOPEDIA}")
        rng = self._store.world.random("order", len(self._store.orders))
        created = spec.created or self._store.now
        paid = (
            0
            if spec.status == "UNPAID" or spec.cod
            else min(created + 45 + rng.randrange(90), self._store.now)
        )
        units = self._units(spec, rng)
        order = Order(
            id=self._id(rng),
            shop_id=spec.shop.id,
            status=spec.status,
            currency=spec.shop.currency,
            create_time=created,
            update_time=max(created, paid),
            units=units,
            charges=Charges(),
            payment_method="Cash on delivery" if spec.cod else rng.choice(PAYMENTS),
            delivery_option=OPTION_OWN if spec.own_courier else OPTION_STANDARD,
            commerce_platform=TOKOPEDIA if spec.tokopedia else TIKTOK,
            shipping_type="SELLER" if spec.own_courier else "TIKTOK",
            fulfillment_type=spec.fulfillment_type,
            masked=not spec.own_courier if spec.masked is None else spec.masked,
            paid_time=paid,
            cod=spec.cod,
            sample=spec.sample,
            replaced_order_id=spec.replacement,
            buyer_message=spec.note,
            overrides=spec.overrides,
            **self._buyer(spec, rng),
        )
        self._set_money(order, spec, rng)
        self._store.orders[order.id] = order
        if spec.status != "UNPAID":
            self.pack(order)
        return order

    def _id(self, rng: random.Random) -> str:
        while True:
            number = str(rng.randrange(576_400_000_000_000_000, 579_900_000_000_000_000))
            if number not in self._store.orders:
                return number

    def pack(self, order: Order) -> Package:
        """Give `order` its package, as it gets one when paid; return it."""
        rng = self._store.world.random("package", order.id)
        at = order.paid_time or order.create_time
        package = Package(
            id=str(rng.randrange(1_152_000_000_000_000_000, 1_153_000_000_000_000_000)),
            shop_id=order.shop_id,
            order_ids=[order.id],
            unit_ids=[unit.id for unit in order.active],
            create_time=at,
            update_time=at,
        )
        for unit in order.units:
            unit.package_id = package.id
        self._store.packages[package.id] = package
        return package

    def _buyer(self, spec: Spec, rng: random.Random) -> dict[str, Any]:
        number = rng.randrange(80) if spec.buyer is None else spec.buyer
        own = self._store.world.random("buyer", number)
        if spec.no_buyer:
            return {"buyer_id": "", "buyer_nickname": "", "address": {}}
        name = f"{own.choice(FIRST_NAMES)} {own.choice(LAST_NAMES)}"
        near = FAR_PLACES if spec.distance else PLACES
        place = FOREIGN.get(spec.country) or own.choice(near)
        province, city, district, village, postal = place
        house = f"No. {own.randrange(1, 200)}, RT {own.randrange(1, 9)}/RW {own.randrange(1, 9)}"
        street = f"{own.choice(STREETS)} {house}"
        address = {
            "name": name,
            "phone": f"(+62)812{own.randrange(10**7, 10**8)}",
            "street": street,
            "village": village,
            "district": district,
            "city": city,
            "province": province,
            "postal_code": postal,
            "country": spec.country or spec.shop.region,
        }
        nickname = name.lower().replace(" ", "") + str(own.randrange(100))
        return {
            "buyer_id": str(7_494_000_000_000_000_000 + number * 7919),
            "buyer_nickname": nickname,
            "address": address,
        }

    def _units(self, spec: Spec, rng: random.Random) -> list[Unit]:
        quantities = spec.quantities or [1]
        if not spec.oversell and spec.status not in ("CANCELLED", "COMPLETED"):
            self._check_stock(spec, quantities)
        units: list[Unit] = []
        for index, seller_sku in enumerate(spec.skus):
            units += self._line(spec, seller_sku, quantities[index % len(quantities)], rng)
        if spec.gift:
            units += self._line(spec, spec.gift, 1, rng, gift=True)
        for unit in units[: spec.cancelled]:
            unit.cancelled, unit.cancel_user, unit.cancel_reason = True, "SYSTEM", "Order cancelled by system"
        return units

    def _check_stock(self, spec: Spec, quantities: list[int]) -> None:
        """Refuse to sell more than there is, before anything is taken."""
        wanted: dict[str, int] = {}
        for index, seller_sku in enumerate(spec.skus):
            wanted[seller_sku] = wanted.get(seller_sku, 0) + quantities[index % len(quantities)]
        for seller_sku, count in wanted.items():
            found = self._store.sku(spec.shop.id, seller_sku)
            stock = next(iter(found[1].stock.values()), 0) if found else count
            if stock < count:
                raise BadOption(f"only {stock} of {seller_sku} in stock")

    def _line(
        self, spec: Spec, seller_sku: str, count: int, rng: random.Random, gift: bool = False
    ) -> list[Unit]:
        found = self._store.sku(spec.shop.id, seller_sku)
        product, sku = found or self._removed(spec.shop, seller_sku)
        places = list(sku.stock)
        if found and spec.status not in ("CANCELLED", "COMPLETED"):
            take(sku, count)
        free = spec.free or spec.sample or bool(spec.replacement)
        return [
            Unit(
                id=str(rng.randrange(577_000_000_000_000_000, 578_000_000_000_000_000)),
                product_id=product.id,
                sku_id=sku.id,
                product_name=product.title,
                sku_name=sku.name,
                seller_sku=sku.seller_sku,
                original_price=0 if gift else sku.list_price,
                seller_discount=0 if gift else sku.list_price if free else sku.list_price - sku.price,
                warehouse_id=places[0] if places else "",
                retail_price=sku.list_price if gift else 0,
                gift=gift,
            )
            for _number in range(count)
        ]

    def _removed(self, shop: Shop, seller_sku: str) -> tuple[Product, Sku]:
        rng = self._store.world.random("removed", shop.id, seller_sku)
        price = rng.randrange(20, 200) * 1000
        place = self._store.warehouses_of(shop.id)[0].id
        sku = Sku(str(rng.randrange(10**18, 2 * 10**18)), seller_sku, "Default", [], price, price, {place: 0})
        number = str(rng.randrange(10**18, 2 * 10**18))
        return Product(number, shop.id, {"title": f"Produk {seller_sku}"}, [sku], 0, 0), sku

    def _set_money(self, order: Order, spec: Spec, rng: random.Random) -> None:
        weights = [unit.sale_price for unit in order.units]
        if not sum(weights):
            return
        off = spec.seller_voucher + spec.bundle_off
        for unit, share in zip(order.units, allocate(off, weights), strict=True):
            unit.seller_discount += share
        for unit, share in zip(order.units, allocate(spec.platform_voucher, weights), strict=True):
            unit.platform_discount += share
        own = order.charges
        own.shipping_list = rng.randrange(9, 28) * 1000
        own.shipping_cofunded = min(spec.cofunded, own.shipping_list)
        rest = own.shipping_list - own.shipping_cofunded
        if seller_ships(order):
            own.shipping_seller = rng.choice((0, 2000))
        else:
            own.shipping_platform = min(rest, rng.choice((5000, 8000, 10_000, 40_000)))
        own.handling_fee = rng.choice((0, 1000))
        own.shipping_insurance = spec.insurance
        own.item_insurance = 600 if spec.insurance and spec.tokopedia else 0
        own.payment_promo = spec.coins
        own.distance_fee = spec.distance
        own.distance_shipping = rate(spec.distance, Fraction(7, 8))
        own.affiliate_rate = AFFILIATE if spec.affiliate else 0
        fees = allocate(rng.choice((1000, 1500, 2000)), [1] * len(order.units))
        for unit, share in zip(order.units, fees, strict=True):
            unit.buyer_service_fee = share
        assert total_of(order.units, "sale_price") >= 0, "discounts exceed the price"


def take(sku: Sku, count: int) -> None:
    """Move `count` units of `sku` from stock to committed."""
    place = next(iter(sku.stock), "")
    sku.stock[place] = max(0, sku.stock.get(place, 0) - count)
    sku.committed[place] = sku.committed.get(place, 0) + count
