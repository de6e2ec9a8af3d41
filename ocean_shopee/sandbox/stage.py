"""Fills a store as demo and tests find it: one app, two Indonesian shops, orders of the last 14 days."""

import random
from typing import Final

from .acts import Acts
from .catalogue import open_shop
from .catalogue_data import FASHION, HOUSEHOLD
from .factory import DAY, OrderFactory, Spec
from .listing import Item
from .machine import Machine
from .model import App, Shop
from .stage_more import surround
from .store import Store

MAIN_ACCOUNT = 68_272
SHOP_IDS: Final = (301_177_001, 301_177_002)
LONELY_SKU = "TOPI-01"
"""Listed by the first shop and meant to have no product in Odoo, so that its orders wait."""

MIX: Final = {
    "READY_TO_SHIP": 38,
    "COMPLETED": 26,
    "SHIPPED": 20,
    "PROCESSED": 16,
    "TO_CONFIRM_RECEIVE": 10,
    "CANCELLED": 8,
    "UNPAID": 6,
    "IN_CANCEL": 5,
    "PENDING": 4,
    "TO_RETURN": 4,
    "RETRY_SHIP": 3,
}
"""Orders by status of every 140."""

AGE: Final = {
    "UNPAID": (0.02, 0.9),
    "PENDING": (0.05, 0.5),
    "READY_TO_SHIP": (0.02, 2.2),
    "PROCESSED": (0.3, 2.5),
    "RETRY_SHIP": (1.5, 3),
    "IN_CANCEL": (0.3, 2),
    "SHIPPED": (2, 6),
    "TO_CONFIRM_RECEIVE": (4, 8),
    "TO_RETURN": (5, 10),
    "COMPLETED": (6, 13.5),
    "CANCELLED": (0.5, 12),
}
"""Days since the order was placed, from and to, by status."""

NOTES: Final = ("Tolong dibungkus rapi ya kak", "Kirim sebelum jam 3", "Warna sesuai pesanan, terima kasih")


CANCELLATIONS: Final = (
    ("system", "Unpaid Order"),
    ("buyer", "Buyer Request to Cancel"),
    ("seller", "Out of Stock"),
)
GIFTS: Final = {SHOP_IDS[0]: "KAOSKAKI-3P", SHOP_IDS[1]: "SERBET-5P"}
PARTLY_CANCELLED: Final = (12, 60)
"""Places in the seeded list where two of five units are cancelled."""


def fill(store: Store, machine: Machine, acts: Acts, orders: int) -> None:
    """Add app, shops, listings and `orders` orders to an empty `store`."""
    add_app(store)
    for shop_id, name, products in zip(
        SHOP_IDS, ("Ombak Wear", "Rumah Senja"), (FASHION, HOUSEHOLD), strict=True
    ):
        shop = Shop(shop_id, name, "ID", "IDR", MAIN_ACCOUNT, description=f"Toko resmi {name}")
        store.shops[shop_id] = shop
        open_shop(store, shop, products)
    place_seeded(store, machine, orders)
    surround(store, acts)


def add_app(store: Store) -> App:
    """Add an app with new credentials and return it."""
    number = 2_001_000 + store.world.seed % 1000 + len(store.apps)
    token = store.world.token
    app = App(number, "shpk" + token("partner key") + token("partner key"), "push" + token("push key"))
    store.apps[number] = app
    return app


def place_seeded(store: Store, machine: Machine, count: int) -> None:
    """Place `count` orders in every status, the first shop getting two of three."""
    factory = OrderFactory(store)
    for index, status in enumerate(_statuses(count)):
        rng = store.world.random("seeded", index)
        shop = store.shops[SHOP_IDS[1 if index * 7 % 11 < 4 else 0]]
        spec = _spec(store, shop, status, index, rng)
        order = factory.make(spec)
        _age(order.create_time, store, machine, order.sn, rng)


def _statuses(count: int) -> list[str]:
    """Return `count` statuses in the mix, spread so that any beginning of the list has most of them."""
    whole = sum(MIX.values())
    ranked = [
        ((place + 0.5) * whole / share, status) for status, share in MIX.items() for place in range(share)
    ]
    cycle = [status for _rank, status in sorted(ranked)]
    return [cycle[index % whole] for index in range(count)]


def _age(created: int, store: Store, machine: Machine, sn: str, rng: random.Random) -> None:
    order = store.orders[sn]
    if order.status == "UNPAID":
        return
    if order.status == "CANCELLED":
        order.cancel_by, order.cancel_reason = rng.choice(CANCELLATIONS)
        order.pay_time = 0 if order.cancel_reason == "Unpaid Order" else order.pay_time
    since = store.world.epoch - created
    machine.settle(order, created + int(since * rng.uniform(0.3, 0.95)))


def _spec(store: Store, shop: Shop, status: str, index: int, rng: random.Random) -> Spec:
    skus = _skus(store, shop, status, index, rng)
    spec = Spec(
        shop=shop,
        status=status,
        skus=skus,
        quantities=[rng.choice((1, 1, 1, 2, 3)) for _sku in skus],
        created=store.world.epoch - int(rng.uniform(*AGE[status]) * DAY),
        masked=index % 5 != 4,
        note=rng.choice(NOTES) if rng.random() < 0.2 else "",
    )
    _add_promotions(spec, index, rng)
    return spec


def _skus(store: Store, shop: Shop, status: str, index: int, rng: random.Random) -> list[str]:
    listed = [variant.sku for item in store.items_of(shop.id) if _sellable(item) for variant in item.variants]
    if shop.id == SHOP_IDS[0] and index % 6 == 4 and status not in ("UNPAID", "CANCELLED"):
        return [LONELY_SKU]
    return rng.sample(listed, 2 if index % 4 == 1 else 1)


def _sellable(item: Item) -> bool:
    return item.status == "NORMAL" and item.sku != LONELY_SKU


def _add_promotions(spec: Spec, index: int, rng: random.Random) -> None:
    kind = index % 12
    if kind in (1, 7):
        spec.seller_voucher = rng.choice((5000, 7500, 10_000))
    if kind in (2, 7, 9):
        spec.platform_voucher = rng.choice((4000, 8000, 12_345))
    if kind in (3, 9):
        spec.coins = rng.choice((500, 1100, 2750))
    spec.cod = kind == 4
    spec.bundle_off = 10_000 if kind == 5 else 0
    spec.coin_cashback, spec.insurance = (1200, 600) if kind == 6 else (0, 0)
    spec.gift = GIFTS[spec.shop.id] if kind == 8 else ""
    spec.affiliate = kind == 10
    spec.own_courier = kind == 11
    if index in PARTLY_CANCELLED:
        spec.skus, spec.quantities, spec.cancelled, spec.seller_voucher = spec.skus[:1], [5], 2, 5000
