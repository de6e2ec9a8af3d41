"""Makes orders from a short description."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from typing import Any

from .channels import CHANNELS
from .listing import Item, Variant
from .model import Line, Order, Parcel, Shop
from .money import allocate, rate
from .names import FIRST_NAMES, FOREIGN, LAST_NAMES, PLACES, STREETS
from .promotions import Offer, current_offer
from .store import Store

DAY = 86_400
LOCAL = timezone(timedelta(hours=7))
SN_LETTERS = "0123456789ABCDEFGHJKMNPQRSTUVWXYZ"
PAYMENTS = ("ShopeePay", "SPayLater", "BCA Virtual Account", "Mandiri Virtual Account", "Indomaret")
COD_RATE = Fraction(4, 100)
UNPAID_STATES = ("UNPAID",)


@dataclass
class Spec:
    """What an order shall be. ``skus`` are seller SKUs; one that the shop does not list is sold all the same,
    as a listing removed since. ``created`` is unix seconds, ``cancelled`` units of the first line."""

    shop: Shop
    status: str = "READY_TO_SHIP"
    skus: list[str] = field(default_factory=list)
    quantities: list[int] = field(default_factory=list)
    created: int = 0
    seller_voucher: int = 0
    platform_voucher: int = 0
    coins: int = 0
    coin_cashback: int = 0
    affiliate: bool = False
    gift: str = ""
    bundle_off: int = 0
    cancelled: int = 0
    cod: bool = False
    own_courier: bool = False
    insurance: int = 0
    free: bool = False
    masked: bool = True
    no_buyer: bool = False
    country: str = ""
    note: str = ""
    buyer: int | None = None
    overrides: dict[str, dict[str, Any]] = field(default_factory=dict)


class OrderFactory:
    """Makes orders in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def make(self, spec: Spec) -> Order:
        """Make the order that `spec` describes, add it to the store and return it."""
        rng = self._store.world.random("order", len(self._store.orders))
        created = spec.created or self._store.now
        paid = 0 if spec.status in UNPAID_STATES or spec.cod else created + 60 + rng.randrange(240)
        order = Order(
            sn=self._sn(created, rng),
            shop_id=spec.shop.id,
            status=spec.status,
            region=spec.shop.region,
            currency=spec.shop.currency,
            create_time=created,
            update_time=max(created, min(paid, self._store.now)),
            pay_time=min(paid, self._store.now),
            ship_by=created + 2 * DAY if spec.status not in UNPAID_STATES else 0,
            lines=self._lines(spec, rng),
            channel=CHANNELS[-1] if spec.own_courier else rng.choice(CHANNELS[:-1]),
            payment_method="Cash on Delivery" if spec.cod else rng.choice(PAYMENTS),
            parcels=[Parcel(f"OFG{rng.randrange(10**14, 10**15)}")],
            masked=spec.masked,
            cod=spec.cod,
            buyer_note=spec.note,
            overrides=spec.overrides,
            **self._buyer(spec, rng),
        )
        if order.status == "READY_TO_SHIP":
            order.parcels[0].status = "LOGISTICS_READY"
        order.parcels[0].units = {line.key: line.active for line in order.lines if line.active}
        self._set_money(order, spec, rng)
        self._store.orders[order.sn] = order
        return order

    def _sn(self, created: int, rng: random.Random) -> str:
        day = datetime.fromtimestamp(created, LOCAL).strftime("%y%m%d")
        while True:
            sn = day + "".join(rng.choices(SN_LETTERS, k=8))
            if sn not in self._store.orders:
                return sn

    def _buyer(self, spec: Spec, rng: random.Random) -> dict[str, Any]:
        number = rng.randrange(90) if spec.buyer is None else spec.buyer
        own = self._store.world.random("buyer", number)
        if spec.no_buyer:
            address = dict.fromkeys(_ADDRESS_FIELDS, "")
            return {"buyer_id": 0, "buyer_name": "", "address": address}
        first, last = own.choice(FIRST_NAMES), own.choice(LAST_NAMES)
        return {
            "buyer_id": 170_000_000 + number * 7919,
            "buyer_name": f"{first}{last}{own.randrange(100)}".lower(),
            "address": _address(f"{first} {last}", spec.country, own),
        }

    def _lines(self, spec: Spec, rng: random.Random) -> list[Line]:
        quantities = spec.quantities or [1]
        lines = [
            self._line(spec, sku, quantities[index % len(quantities)], rng)
            for index, sku in enumerate(spec.skus)
        ]
        if spec.bundle_off:
            _make_bundle(lines, spec.bundle_off, rng)
        if spec.gift:
            lines.append(self._gift(spec, lines, rng))
        lines[0].cancelled = spec.cancelled
        return lines

    def _line(self, spec: Spec, sku: str, quantity: int, rng: random.Random) -> Line:
        item, variant, offer = self._find(spec.shop, sku)
        promoted = offer.price < variant.list_price
        line = Line(
            key=rng.randrange(10**9, 10**10),
            quantity=quantity,
            list_price=round(variant.list_price),
            price=round(offer.price),
            model_id=variant.model_id,
            model_name=variant.name,
            model_sku=variant.sku if variant.model_id else "",
            promotion="product_promotion" if promoted else "",
            promotion_id=offer.promotion_id if promoted else 0,
            **item,
        )
        if spec.free:
            line.price, line.promotion, line.gift = 0, "add_on_deal_sub", True
        return line

    def _find(self, shop: Shop, sku: str) -> tuple[dict[str, Any], Variant, Offer]:
        if found := self.listed(shop, sku):
            item, variant = found
            part = _item_part(item.item_id, item.name, item.sku, variant.weight or item.weight)
            return part, variant, current_offer(self._store, item, variant)
        rng = self._store.world.random("removed", shop.id, sku)
        price = rng.randrange(20, 200) * 1000
        part = _item_part(rng.randrange(30_000_000_000, 39_999_999_999), f"Produk {sku}", sku, 0.25)
        return part, Variant(0, sku, "", (), price, 0), Offer(price)

    def listed(self, shop: Shop, sku: str) -> tuple[Item, Variant] | None:
        """Return the listing of `shop` with seller SKU `sku`, ``None`` if there is none."""
        for item in self._store.items_of(shop.id):
            for variant in item.variants:
                if variant.sku == sku and not item.status.endswith("DELETE"):
                    return item, variant
        return None

    def _gift(self, spec: Spec, lines: list[Line], rng: random.Random) -> Line:
        deal = rng.randrange(10**8, 10**9)
        lines[0].promotion, lines[0].promotion_id = "add_on_deal_main", deal
        gift = self._line(spec, spec.gift, 1, rng)
        gift.price, gift.gift, gift.promotion, gift.promotion_id = 0, True, "add_on_deal_sub", deal
        return gift

    def _set_money(self, order: Order, spec: Spec, rng: random.Random) -> None:
        order.seller_voucher = spec.seller_voucher
        order.voucher_code = "TOKO" + str(spec.seller_voucher // 1000) if spec.seller_voucher else ""
        order.platform_voucher = spec.platform_voucher
        order.coins = spec.coins
        order.coin_cashback = spec.coin_cashback
        order.insurance = spec.insurance
        goods = sum(line.discounted for line in order.lines)
        if not goods:
            return
        order.shipping_list = rng.randrange(9, 28) * 1000
        if order.channel.integrated:
            order.shipping_rebate = min(order.shipping_list, rng.choice((8000, 10_000, 15_000, 40_000)))
        order.service_fee = rng.choice((1000, 1500, 2000))
        paid = goods - order.seller_voucher + order.shipping_list - order.shipping_rebate
        order.cod_fee = rate(paid, COD_RATE) if order.cod else 0
        order.affiliate_fee = rate(goods - order.seller_voucher, Fraction(5, 100)) if spec.affiliate else 0


_ADDRESS_FIELDS = ("name", "phone", "town", "district", "city", "state", "region", "zipcode", "full_address")


def _address(name: str, country: str, rng: random.Random) -> dict[str, str]:
    town, district, city, state, zipcode = FOREIGN.get(country) or rng.choice(PLACES)
    house = f"No. {rng.randrange(1, 200)}, RT {rng.randrange(1, 9)}/RW {rng.randrange(1, 9)}"
    street = f"{rng.choice(STREETS)} {house}"
    parts = (street, town, district, city, state, country or "ID", zipcode)
    values = (
        name,
        f"62812{rng.randrange(10**7, 10**8)}",
        town,
        district,
        city,
        state,
        country or "ID",
        zipcode,
        ", ".join(part for part in parts if part),
    )
    return dict(zip(_ADDRESS_FIELDS, values, strict=True))


def _item_part(item_id: int, name: str, sku: str, weight: float) -> dict[str, Any]:
    return {"item_id": item_id, "item_name": name, "item_sku": sku, "weight": weight}


def _make_bundle(lines: list[Line], off: int, rng: random.Random) -> None:
    deal, group = rng.randrange(10**8, 10**9), rng.randrange(1, 9)
    for line, share in zip(lines, allocate(off, [line.selling for line in lines]), strict=True):
        line.promotion, line.promotion_id, line.group = "bundle_deal", deal, group
        line.bundle_off = share
