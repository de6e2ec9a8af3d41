"""Fills a store as demo and tests find it: one app, two shops, orders of the last 14 days and more."""

import random
from typing import Final

from .api_chat import ChatApi
from .api_shop import FIRST_SHOWCASE
from .catalogue import add_products
from .catalogue_data import FASHION, HOUSEHOLD, Sample
from .couriers import IN_USE
from .factory import DAY, OrderFactory, Spec
from .machine import Machine
from .model import App, Bundle, CancelRequest, Order, Question, Shop, Ticket, Warehouse
from .names import PLACES
from .store import Store

SHOP_IDS: Final = (8_212_734, 8_212_802)
FIRST_FS_ID: Final = 13_398
FIRST_WAREHOUSE: Final = 8_402_601
FIRST_QUESTION: Final = 100_830_201
OLDEST: Final = 13.5

MIX: Final = {
    220: 10,
    700: 10,
    400: 7,
    500: 6,
    450: 4,
    600: 3,
    100: 2,
    0: 2,
    10: 2,
    601: 2,
    221: 1,
    103: 1,
    15: 1,
    3: 1,
    5: 1,
    6: 1,
    501: 1,
    520: 1,
    530: 1,
    540: 1,
    550: 1,
    690: 1,
}
"""Orders by status of every 60."""

AGE: Final = {
    100: (0.02, 0.9),
    103: (0.05, 0.5),
    220: (0.02, 0.9),
    221: (0.05, 0.9),
    400: (0.1, 1.8),
    450: (0.3, 2.5),
    500: (1, 5),
}
"""Days since the order was placed, from and to, by status; others are older."""

NOTES: Final = ("Tolong dibungkus rapi ya kak", "Kirim sebelum jam 3", "Warna sesuai pesanan, terima kasih")
TALK: Final = (
    ("Halo kak, pesanan saya dikirim hari ini?", "Siap kak, sore ini dikirim ya"),
    ("Barang ready kak?",),
    ("Bisa ganti ukuran L?", "Maaf kak, stok L habis", "Oke kak, M saja"),
)


def fill(store: Store, machine: Machine, chat: ChatApi, orders: int) -> None:
    """Add app, shops, listings, `orders` orders and what goes with them to an empty `store`."""
    app = add_app(store)
    for shop_id, name, samples in zip(
        SHOP_IDS, ("Ombak Wear", "Rumah Senja"), (FASHION, HOUSEHOLD), strict=True
    ):
        add_shop(store, app, shop_id, name, samples)
    _place_seeded(store, machine, orders)
    _add_money(store, machine)
    _add_talk(store, chat)
    _add_bundle(store)


def add_app(store: Store) -> App:
    """Add an app with new credentials and return it."""
    number = FIRST_FS_ID + len(store.apps)
    token = store.world.token
    app = App(number, token("client id"), token("client secret"))
    store.apps[number] = app
    return app


def add_shop(store: Store, app: App, shop_id: int, name: str, samples: tuple[Sample, ...]) -> Shop:
    """Add a shop that is connected to `app`, with two warehouses and listings, and return it."""
    rng = store.world.random("shop", shop_id)
    warehouses = [
        Warehouse(
            store.next_id("warehouse", FIRST_WAREHOUSE), label, place, f"Jl. Gudang No. {place.city_id}"
        )
        for label, place in zip(("Shop Location", "Gudang Dua"), rng.sample(PLACES[:6], 2), strict=True)
    ]
    showcases = {
        store.next_id("showcase", FIRST_SHOWCASE): label for label in ("Terbaru", "Terlaris", "Promo")
    }
    domain = "".join(name.lower().split())
    shop = Shop(shop_id, shop_id + 700_000, name, domain, "2019-09-24", warehouses, set(IN_USE), showcases)
    store.shops[shop_id] = shop
    app.shops.add(shop_id)
    add_products(store, shop, samples)
    return shop


def _place_seeded(store: Store, machine: Machine, count: int) -> None:
    """Place `count` orders in every status, the first shop getting four of five."""
    factory = OrderFactory(store)
    accepted = 0
    for index, status in enumerate(_statuses(count)):
        rng = store.world.random("seeded", index)
        shop = store.shops[SHOP_IDS[1 if index * 7 % 11 < 2 else 0]]
        spec = _spec(store, shop, status, index, rng)
        order = factory.make(spec)
        machine.settle(order, status, spec.created, _until(store, spec, rng))
        if status == 400:
            accepted += 1
            _maybe_ask(order, accepted)


def _statuses(count: int) -> list[int]:
    """Return `count` statuses in the mix, spread so that any beginning of the list has most of them."""
    whole = sum(MIX.values())
    ranked = [
        ((place + 0.5) * whole / share, status) for status, share in MIX.items() for place in range(share)
    ]
    cycle = [status for _rank, status in sorted(ranked)]
    return [cycle[index % whole] for index in range(count)]


def _until(store: Store, spec: Spec, rng: random.Random) -> float:
    return spec.created + (store.world.epoch - spec.created) * rng.uniform(0.4, 0.95)


def _maybe_ask(order: Order, number: int) -> None:
    """Let the buyer of some accepted orders ask to cancel."""
    if number % 4 == 1:
        order.cancel_request = CancelRequest(order.update_time, "Ingin mengubah pesanan")


def _spec(store: Store, shop: Shop, status: int, index: int, rng: random.Random) -> Spec:
    listed = [product.sku for product in store.sellable(shop.id)]
    skus = rng.sample(listed, 2 if index % 4 == 1 else 1)
    oldest, newest = AGE.get(status, (4, OLDEST))[::-1]
    kind = index % 12
    return Spec(
        shop=shop,
        status=status,
        skus=skus,
        quantities=[rng.choice((1, 1, 1, 2, 3)) for _sku in skus],
        created=store.world.epoch - int(rng.uniform(newest, oldest) * DAY),
        promo_product=rng.choice((4000, 8000, 12_345)) if kind in (1, 7) else 0,
        promo_shipping=10_000 if kind in (2, 7, 9) else 0,
        cashback=2500 if kind == 3 else 0,
        points=rng.choice((500, 1100, 2750)) if kind in (4, 9) else 0,
        insurance=600 if kind == 5 else 0,
        cod=kind == 6,
        same_day=kind == 8,
        own_courier=kind == 11,
        note=rng.choice(NOTES) if rng.random() < 0.2 else "",
    )


def _add_money(store: Store, machine: Machine) -> None:
    """Let each shop have withdrawn half of its balance yesterday, and one complaint be over."""
    for shop in store.shops.values():
        balance = sum(row.amount for row in store.movements if row.shop_id == shop.id)
        if balance:
            at = store.world.epoch - DAY
            machine.move_money(
                shop.id, at, -(balance // 2), 2001, "Withdrawal", "Penarikan dana ke rekening bank"
            )
    finished = next((order for order in store.orders.values() if order.status == 700), None)
    if finished is not None:
        number = store.next_id("ticket", 7_100_201)
        opened = finished.deliver_time
        store.tickets[number] = Ticket(
            number,
            finished.id,
            "Product incomplete",
            "Finished",
            opened,
            min(opened + DAY, store.world.epoch),
            "Complaint withdrawn",
            "Buyer",
        )


def _add_talk(store: Store, chat: ChatApi) -> None:
    """Let some buyers have written, and one have asked on a product's page."""
    shop = store.shops[SHOP_IDS[0]]
    buyers = {order.buyer_id: order.buyer["name"] for order in store.orders_of(shop.id)}
    start = store.world.epoch - 3 * 3600
    for number, (buyer_id, name) in enumerate(list(buyers.items())[: len(TALK)]):
        found = chat.conversation_with(shop.id, buyer_id, name)
        for place, text in enumerate(TALK[number]):
            at = start + number * 1800 + place * 240
            if place % 2 == 0:
                chat.buyer_says(found, text, at)
            else:
                chat.seller_said(found, text, at)
    product = next(store.sellable(shop.id))
    for text, answers in (("Bahannya tebal kak?", ["Tebal dan adem kak"]), ("Ready semua ukuran?", [])):
        question = store.next_id("question", FIRST_QUESTION)
        store.questions[question] = Question(
            question,
            product.id,
            99_098_777,
            "Mohamad",
            start + question % 10,
            text,
            [(start + 600, answer) for answer in answers],
        )


def _add_bundle(store: Store) -> None:
    shop = store.shops[SHOP_IDS[0]]
    pair = [product for product in store.sellable(shop.id) if not product.parent_id][:2]
    number = store.next_id("bundle", 4101)
    store.bundles[number] = Bundle(
        id=number,
        group_id=number + 100,
        shop_id=shop.id,
        name="Paket Santai",
        type=2,
        start=store.world.epoch - 5 * DAY,
        stop=0,
        warehouse_ids=[shop.main_warehouse],
        quota=20,
        max_order=2,
        items=[
            {
                "product_id": product.id,
                "status": 1,
                "bundle_price": product.price - 5000,
                "min_order": 1,
                "children": [],
            }
            for product in pair
        ],
    )
