"""Fills a store as demo and tests find it: an app, a seller with two shops, orders of two weeks."""

import random
from typing import Any, Final

from .cases import Cases
from .catalogue import build_products
from .catalogue_data import BEAUTY, FASHION
from .chat import Chat
from .contract import endpoints
from .factory import OrderFactory, Spec
from .machine import DAY, Machine
from .marketing import add_creators, add_marketing, add_partner
from .model import Account, Adjustment, App, Order, Shop, Warehouse
from .reasons import BUYER_CANCEL, BUYER_RETURN, text_of
from .store import Store

SELLER = "7010736057180325637"
SHOP_IDS: Final = ("7495540735365777507", "7495540735365777508")
PARTNER = "7010736057180325638"
LONELY_SKU = "TOPI-01"
"""Listed by the first shop and meant to have no product in Odoo, so that its orders wait."""

MIX: Final = {
    "AWAITING_SHIPMENT": 40,
    "COMPLETED": 30,
    "IN_TRANSIT": 18,
    "AWAITING_COLLECTION": 16,
    "DELIVERED": 13,
    "CANCELLED": 10,
    "UNPAID": 7,
    "ON_HOLD": 6,
}
"""Orders by status of every 140."""

AGE: Final = {
    "UNPAID": (0.02, 0.9),
    "ON_HOLD": (0.002, 0.02),
    "AWAITING_SHIPMENT": (0.1, 1.4),
    "AWAITING_COLLECTION": (0.5, 2.5),
    "IN_TRANSIT": (1.5, 5),
    "DELIVERED": (3, 7),
    "COMPLETED": (6, 13.5),
    "CANCELLED": (0.5, 12),
}
"""Days since the order was placed, from and to, by status."""

NOTES: Final = ("Tolong dibungkus rapi ya kak", "Kirim sebelum jam 3", "Warna sesuai pesanan, terima kasih")
CANCELLATIONS: Final = (
    ("SYSTEM", "system_cancel_unpaid_time_out"),
    ("BUYER", "ecom_order_to_ship_canceled_reason_better_price"),
    ("SELLER", "seller_cancel_reason_out_of_stock"),
)
GIFTS: Final = {SHOP_IDS[0]: "KAOSKAKI-3P", SHOP_IDS[1]: "SERBET-5P"}
SITES: Final = (
    ("Gudang Jakarta", ("DKI Jakarta", "Jakarta Barat", "Kebon Jeruk", "Kedoya", "11520")),
    ("Gudang Surabaya", ("Jawa Timur", "Surabaya", "Rungkut", "Kalirungkut", "60293")),
)


def fill(store: Store, machine: Machine, cases: Cases, chat: Chat, factory: OrderFactory, count: int) -> None:
    """Add app, seller, shops, listings, `count` orders and everything around them to an empty `store`."""
    add_app(store)
    store.accounts[SELLER] = Account(SELLER, "Ombak & Senja", "ID")
    for place, number in enumerate(SHOP_IDS):
        name = ("Ombak Wear", "Rumah Senja")[place]
        both = place == 0
        _add_shop(store, number, SELLER, {"name": name, "tokopedia": both, "withheld": both}, sites=place + 1)
    add_creators(store)
    add_partner(store, PARTNER)
    place_seeded(store, machine, cases, factory, count)
    _add_cases(store, cases)
    _add_twins(store, factory)
    _add_talks(store, chat)
    _add_adjustments(store)
    add_marketing(store)


def add_app(store: Store) -> App:
    """Add an app with new credentials and all scopes, and return it."""
    token = store.world.token
    key = f"6{token('app key')[:6]}"
    scopes = sorted({scope for endpoint in endpoints() for scope in endpoint.scopes})
    number = str(store.world.number(7_300_000_000_000_000_000, 7_400_000_000_000_000_000, "service"))
    app = App(key, token("app secret") + token("app secret")[:8], number, scopes)
    store.apps[key] = app
    return app


def add_shop(store: Store, options: dict[str, Any]) -> Shop:
    """Add a shop with listings; ``open_id`` names its seller, a new one by default."""
    number = str(max(int(shop_id) for shop_id in store.shops) + 1)
    open_id = options.get("open_id") or str(store.world.number(7 * 10**18, 71 * 10**17, "open id"))
    if open_id not in store.accounts:
        store.accounts[open_id] = Account(open_id, f"Penjual {number[-4:]}", options.get("region", "ID"))
    return _add_shop(store, number, open_id, options, sites=1)


def _add_shop(store: Store, number: str, open_id: str, options: dict[str, Any], sites: int) -> Shop:
    shop = Shop(
        id=number,
        open_id=open_id,
        name=options.get("name", f"Toko {number[-4:]}"),
        region=options.get("region", "ID"),
        currency=options.get("currency", "IDR"),
        cipher=f"ROW_{store.world.token('cipher')[:24]}",
        code=f"IDLC{store.world.token('shop code')[:8].upper()}",
        tokopedia=bool(options.get("tokopedia")),
        withheld=bool(options.get("withheld")),
    )
    store.shops[number] = shop
    for place, (name, where) in enumerate(SITES[:sites]):
        entity = str(store.world.number(7 * 10**18, 71 * 10**17, "entity"))
        kinds = ("SALES_WAREHOUSE", "RETURN_WAREHOUSE") if place == 0 else ("SALES_WAREHOUSE",)
        for kind in kinds:
            key = str(store.world.number(7 * 10**18, 71 * 10**17, "warehouse"))
            store.warehouses[key] = Warehouse(key, number, entity, name, kind, place == 0, where)
    lines = FASHION if int(number) % 2 else BEAUTY
    for product in build_products(store.world, shop, lines, store.warehouses_of(number)):
        store.products[product.id] = product
    return shop


def place_seeded(store: Store, machine: Machine, cases: Cases, factory: OrderFactory, count: int) -> None:
    """Place `count` orders in every status, the first shop getting two of three."""
    for index, status in enumerate(_statuses(count)):
        rng = store.world.random("seeded", index)
        shop = store.shops[SHOP_IDS[1 if index * 7 % 11 < 4 else 0]]
        order = factory.make(_spec(store, shop, status, index, rng))
        _age(store, machine, cases, order, rng)


def _statuses(count: int) -> list[str]:
    """Return `count` statuses in the mix, spread so that any beginning of the list has most of them."""
    total = sum(MIX.values())
    ranked = [
        ((place + 0.5) * total / share, status) for status, share in MIX.items() for place in range(share)
    ]
    cycle = [status for _rank, status in sorted(ranked)]
    return [cycle[index % total] for index in range(count)]


def _age(store: Store, machine: Machine, cases: Cases, order: Order, rng: random.Random) -> None:
    if order.status == "UNPAID":
        return
    if order.status == "CANCELLED":
        order.cancel_by, reason = rng.choice(CANCELLATIONS)
        order.paid_time = 0 if order.cancel_by == "SYSTEM" else order.paid_time
        order.cancel_reason = text_of(reason)
        cases.remember(order, reason)
    if order.status in ("AWAITING_SHIPMENT", "ON_HOLD"):
        machine.enter(order, order.status, order.paid_time or order.create_time)
        return
    since = store.world.epoch - order.create_time
    machine.settle(order, order.create_time + int(since * rng.uniform(0.4, 0.95)))


def _spec(store: Store, shop: Shop, status: str, index: int, rng: random.Random) -> Spec:
    skus = _skus(store, shop, status, index, rng)
    spec = Spec(
        shop=shop,
        status=status,
        skus=skus,
        quantities=[rng.choice((1, 1, 1, 2, 3)) for _sku in skus],
        created=store.world.epoch - int(rng.uniform(*AGE[status]) * DAY),
        note=rng.choice(NOTES) if rng.random() < 0.2 else "",
        tokopedia=shop.tokopedia and index % 5 in (2, 3),
    )
    _add_promotions(spec, index, rng)
    return spec


def _skus(store: Store, shop: Shop, status: str, index: int, rng: random.Random) -> list[str]:
    listed = [
        sku.seller_sku
        for product in store.products_of(shop.id)
        if product.status == "ACTIVATE"
        for sku in product.skus
        if sku.seller_sku != LONELY_SKU
    ]
    if shop.id == SHOP_IDS[0] and index % 9 == 4 and status not in ("UNPAID", "CANCELLED"):
        return [LONELY_SKU]
    return rng.sample(listed, 2 if index % 4 == 1 else 1)


def _add_promotions(spec: Spec, index: int, rng: random.Random) -> None:
    kind = index % 14
    if kind in (1, 7):
        spec.seller_voucher = rng.choice((5000, 7500, 10_000))
    if kind in (2, 7, 9):
        spec.platform_voucher = rng.choice((4000, 8000, 12_345))
    if kind in (3, 9):
        spec.coins = rng.choice((500, 1100, 2500))
    spec.cod = kind == 4 and spec.status != "UNPAID"
    spec.cofunded = 6000 if kind == 5 else 0
    spec.insurance = 500 if kind == 6 else 0
    spec.gift = GIFTS[spec.shop.id] if kind == 8 else ""
    spec.affiliate = kind == 10
    spec.own_courier = kind == 11
    spec.distance = 12_000 if kind == 12 else 0
    spec.sample = index in (27, 83)
    if index == 55 and spec.shop.tokopedia:
        spec.tokopedia, spec.fulfillment_type = True, "FULFILLMENT_BY_DILAYANI_TOKOPEDIA"


def _first(store: Store, status: str, skip: int = 0, asked: bool = False) -> Order | None:
    found = [
        order
        for order in store.orders.values()
        if order.status == status and order.fulfillment_type == "FULFILLMENT_BY_SELLER" and not order.sample
        and bool(order.request_cancel_time) == asked
    ]  # fmt: skip
    return found[skip] if len(found) > skip else None


def _add_cases(store: Store, cases: Cases) -> None:
    """Let buyers ask for cancellations and returns of seeded orders."""
    for skip in (3, 8):
        if order := _first(store, "AWAITING_SHIPMENT", skip):
            cases.ask_cancel(order, list(BUYER_CANCEL)[2], max(store.world.epoch - 3600, order.update_time))
    wishes = (
        ("RETURN_AND_REFUND", "", ""),
        ("REFUND", "", ""),
        ("RETURN_AND_REFUND", "AWAITING_BUYER_SHIP", "ship"),
        ("REPLACEMENT", "", ""),
    )
    for skip, (kind, status, step) in enumerate(wishes):
        order = _first(store, "DELIVERED", skip)
        if order is None:
            continue
        at = max(order.update_time, store.world.epoch - 7200)
        case = cases.ask_return(order, kind, list(BUYER_RETURN)[2 + skip % 3], order.active[:1], at)
        if status:
            cases.move(case, status, "SELLER", "Seller accepted the request", at + 60)
            cases.buyer_step(case, step)
    if order := _first(store, "COMPLETED", 2):
        at = order.complete_time + 3600
        case = cases.ask_return(order, "REFUND", list(BUYER_RETURN)[3], order.active[:1], at)
        cases.move(
            case, "RETURN_OR_REFUND_REQUEST_SUCCESS", "SELLER", "Seller accepted the request", at + 600
        )
    cases.pass_time()


def _add_twins(store: Store, factory: OrderFactory) -> None:
    """Add two orders of one buyer that may be combined, and a replacement."""
    shop, epoch = store.shops[SHOP_IDS[0]], store.world.epoch
    for sku, age in (("KAOS-OMBAK-M", 5400), ("HIJAB-VOAL-HTM", 4800)):
        order = factory.make(Spec(shop=shop, skus=[sku], buyer=500, created=epoch - age))
        order.update_time = max(order.paid_time, order.create_time)
    done = _first(store, "COMPLETED", 5)
    if done is not None:
        spec = Spec(
            shop=store.shops[done.shop_id],
            skus=[done.units[0].seller_sku],
            replacement=done.id,
            created=epoch - 9000,
            oversell=True,
        )
        factory.make(spec)


def _add_talks(store: Store, chat: Chat) -> None:
    words = (
        ("AWAITING_SHIPMENT", 1, "Kak, kapan pesanan saya dikirim?"),
        ("DELIVERED", 4, "Barangnya bagus, makasih"),
        ("COMPLETED", 1, "Ada warna lain?"),
    )
    for number, (status, skip, text) in enumerate(words):
        if order := _first(store, status, skip):
            at = store.world.epoch - 3000 * (number + 1)
            talk = chat.open(order, at)
            chat.say(talk, "BUYER", "Halo kak", at)
            if number:
                chat.say(talk, "SHOP", "Halo, ada yang bisa dibantu?", at + 60)
            chat.say(talk, "BUYER", text, at + 120)


def _add_adjustments(store: Store) -> None:
    rows = (("LOGISTICS_REIMBURSEMENT", 35_000, True, 3), ("PLATFORM_PENALTY", -10_000, False, 2),
            ("GMV_PAYMENT_FOR_ADS", -75_000, False, 4))  # fmt: skip
    for kind, amount, about_order, days in rows:
        order = _first(store, "COMPLETED", 1) if about_order else None
        shop_id = order.shop_id if order else SHOP_IDS[0]
        number = str(store.world.random("adjustment", kind).randrange(10**18, 2 * 10**18))
        at = store.world.epoch - days * DAY
        store.adjustments[number] = Adjustment(number, shop_id, kind, amount, order.id if order else "", at)
