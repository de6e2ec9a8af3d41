"""Fills a seeded store with what surrounds orders: addresses, comments, conversations, returns, wallets."""

from typing import Final

from .acts import Acts, add_review
from .cases import open_case
from .ledger import Ledger, with_balances
from .model import Merchant, Order, Shop
from .names import PLACES
from .store import Address, Store
from .talk import FIRST_MESSAGE, NANO, Message

DAY, HOUR = 86_400, 3600
MERCHANT_ID = 1_204_881
COMMENTS: Final = (
    (5, "Barang bagus, sesuai foto. Pengiriman cepat!"),
    (4, "Bahannya adem, tapi ukurannya sedikit kecil."),
    (2, "Warna berbeda dari foto."),
)
QUESTIONS: Final = (
    "Halo kak, ready?",
    "Kak, kapan dikirim ya?",
    "Bisa tukar ukuran?",
    "Terima kasih, barang sudah sampai",
)
ANSWER = "Siap kak, pesanan segera kami kirim"


def surround(store: Store, acts: Acts) -> None:
    """Add all of it."""
    store.merchants[MERCHANT_ID] = Merchant(MERCHANT_ID, "PT Ombak Senja", "ID", "IDR")
    for shop in store.shops.values():
        shop.merchant_id = MERCHANT_ID
        add_addresses(store, shop)
        orders = store.orders_of(shop.id)
        _comment(store, [order for order in orders if order.status == "COMPLETED"])
        _talk(store, acts, [order for order in orders if order.status in ("SHIPPED", "READY_TO_SHIP")][:3])
        _return_after_completion(store, [order for order in orders if order.status == "COMPLETED"])
        _withdraw(store, shop)


def add_addresses(store: Store, shop: Shop) -> None:
    """Give `shop` a pick-up and a return address, and one that serves for nothing."""
    kinds = (["DEFAULT_ADDRESS", "PICK_UP_ADDRESS"], ["RETURN_ADDRESS"], [])
    for number, own in enumerate(kinds):
        town, district, city, state, zipcode = PLACES[(shop.id + number) % len(PLACES)]
        place = {
            "region": shop.region,
            "state": state,
            "city": city,
            "district": district,
            "town": town,
            "address": f"Jl. Gudang No. {number + 1}",
            "zipcode": zipcode,
            "name": shop.name,
            "phone": f"6221555{shop.id % 1000:03d}{number}",
        }
        address = Address(store.number("address", 118_454_201), shop.id, place, list(own))
        store.addresses[address.id] = address


def _comment(store: Store, orders: list[Order]) -> None:
    for number, order in enumerate(orders[:6]):
        review = add_review(store, order, *COMMENTS[number % len(COMMENTS)])
        if number % 3 == 1:
            review.reply, review.reply_time = "Terima kasih atas ulasannya", review.create_time + HOUR


def _talk(store: Store, acts: Acts, orders: list[Order]) -> None:
    for number, order in enumerate(order for order in orders if order.buyer_id):
        talk = acts.chat.begin(order.shop_id, order.buyer_id, order.buyer_name)
        at = (order.update_time + 60 * number) * NANO + number
        words = [(False, QUESTIONS[number % len(QUESTIONS)])] + ([(True, ANSWER)] if number % 2 else [])
        for place, (by_shop, text) in enumerate(words):
            message = Message(
                store.number("message", FIRST_MESSAGE),
                by_shop,
                "text",
                {"text": text},
                at + place * 60 * NANO,
            )
            talk.messages.append(message)
        talk.read = talk.last.id if number % 2 else 0


def _return_after_completion(store: Store, orders: list[Order]) -> None:
    for order in orders[1:2]:
        open_case(store, order, min(order.complete_time + HOUR, store.now), reason="FUNCTIONAL_DMG")


def _withdraw(store: Store, shop: Shop) -> None:
    """Compensate once and pay a part of the balance out, so that the wallet has several kinds of rows."""
    ledger, epoch = Ledger(store), store.world.epoch
    ledger.add(shop.id, 401, 25_000, epoch - 5 * DAY, description="Kompensasi paket hilang")
    earlier = [balance for entry, balance in with_balances(store, shop.id) if entry.time <= epoch - 2 * DAY]
    amount = (earlier[-1] if earlier else 0) // 2000 * 1000
    if amount > 0:
        ledger.add(shop.id, 201, -amount, epoch - 2 * DAY, description="Penarikan dana")
