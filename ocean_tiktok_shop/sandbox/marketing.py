"""Seeds what surrounds the orders: creators, activities, coupons, collaborations, samples, media."""

from typing import Any, Final

from .machine import DAY
from .model import Account, Product, Record, Shop
from .store import Store

CREATORS: Final = (
    ("rina.review", "Rina Review", 128_400),
    ("gaya.budi", "Gaya Budi", 46_200),
    ("dapur.sari", "Dapur Sari", 9_800),
)


def add_creators(store: Store) -> None:
    """Add creators, each an account that can give consent too."""
    for username, nickname, followers in CREATORS:
        open_id = f"uA{store.world.token('creator')}"
        store.accounts[open_id] = Account(open_id, nickname, "ID", user_type=1)
        money = {"currency": "IDR", "amount": str(followers * 900)}
        data = {
            "username": username,
            "nickname": nickname,
            "avatar": {"url": ""},
            "selection_region": "ID",
            "category_ids": ["601152"],
            "follower_count": followers,
            "avg_ec_live_uv": followers // 80,
            "avg_ec_video_view_count": followers // 20,
            "gmv": money,
            "units_sold_range": {
                "minimum_amount": 100,
                "maximum_amount": 1000,
                "formatted_range": "100-1000",
            },
            "showcase": [],
        }
        store.keep("creator", Record(open_id, "", data))


def add_partner(store: Store, open_id: str) -> None:
    """Add an affiliate partner with the categories he works in."""
    store.accounts[open_id] = Account(open_id, "Agensi Ombak", "ID", user_type=3)
    for number, name in ((601152, "Pakaian Wanita"), (601450, "Perawatan & Kecantikan")):
        cipher = f"GCP_{store.world.token('category asset')[:24]}"
        data = {"target_market": "ID", "category": {"id": number, "name": name}}
        store.keep("category_asset", Record(cipher, open_id, data))


def add_marketing(store: Store) -> None:
    """Add an activity, a coupon, a collaboration, a sample request, a video and a live of each shop."""
    for shop in list(store.shops.values()):
        rng = store.world.random("marketing", shop.id)
        products = [product for product in store.products_of(shop.id) if product.status == "ACTIVATE"]
        start = store.world.epoch - 30 * DAY
        open_to_all = {"product_id": products[0].id, "rate": 1000, "start": start, "status": "NORMAL"}
        for kind, data in (
            ("activity", _activity(store, products[-1])),
            ("coupon", _coupon(store, shop)),
            ("open_collaboration", open_to_all),
            ("sample", _sample(store, products[0])),
            ("video", _video(store, products[0])),
            ("live", _live(store, products[0])),
        ):
            store.keep(kind, Record(str(rng.randrange(7 * 10**18, 74 * 10**17)), shop.id, data))
        store.keep("creator_talk", _talk(store, shop))
        number = str(2_100_000_000 + int(shop.id) % 97)
        store.keep("toko_product", Record(number, shop.id, {"product_id": products[0].id}))


def _talk(store: Store, shop: Shop) -> Record:
    """Return the conversation that the second creator began with a shop; nobody has read it."""
    creator = list(store.records["creator"].values())[1]
    number = store.new_id("creator talk")
    message = {
        "id": store.new_id("creator message"),
        "conversation_id": number,
        "type": "TEXT",
        "content": '{"content": "Halo kak, boleh minta sampel?"}',
        "create_time": store.world.epoch - 1800,
        "sender_id": creator.id,
    }
    return Record(number, shop.id, {"creator": creator.id, "unread": 1, "messages": [message]})


def _activity(store: Store, product: Product) -> dict[str, Any]:
    limits = {"quantity_limit": -1, "quantity_per_user": -1}
    epoch = store.world.epoch
    return {
        "title": "Promo gajian",
        "activity_type": "DIRECT_DISCOUNT",
        "product_level": "PRODUCT",
        "duration_type": "NORMAL",
        "begin_time": epoch - DAY,
        "end_time": epoch + 5 * DAY,
        "participation_limit": [{"type": "BUYER_NO_LIMIT"}],
        "products": [{"id": product.id, "discount": "10", **limits, "skus": []}],
        "status": "ONGOING",
        "create_time": epoch - 2 * DAY,
        "update_time": epoch - 2 * DAY,
    }


def _coupon(store: Store, shop: Shop) -> dict[str, Any]:
    epoch, window = (
        store.world.epoch,
        {"start_time": store.world.epoch - DAY, "end_time": store.world.epoch + 9 * DAY},
    )
    return {
        "title": "Diskon toko",
        "display_type": "REGULAR",
        "status": "ONGOING",
        "create_time": epoch - 2 * DAY,
        "update_time": epoch - 2 * DAY,
        "claim_duration": window,
        "redemption_duration": {"type": "ABSOLUTE", **window},
        "promo_code": "",
        "target_buyer_segment": "ALL",
        "usage_limits": {"single_buyer_claim_limit": 1, "total_claim_limit": 500, "redemption_limit": 500},
        "discount": {"type": "AMOUNT_OFF", "reduction_amount": {"amount": "7500", "currency": shop.currency}},
        "threshold": {"type": "MIN_SPEND", "min_spend": {"amount": "100000", "currency": shop.currency}},
        "product_scope": "FULL_SHOP",
        "creation_source": "SELLER_CENTER",
    }


def _sample(store: Store, product: Product) -> dict[str, Any]:
    creator = next(iter(store.records["creator"].values()))
    return {
        "status": "PENDING",
        "commission_rate": "1000",
        "order_id": "",
        "available_quantity": 5,
        "approve_expiration_time": store.world.epoch + 3 * DAY,
        "tracking_number": "",
        "fulfillment_status": "PENDING",
        "is_approvable": True,
        "disapprovable_reasons": [],
        "creator": {
            "creator_open_id": creator.id,
            "username": creator.data["username"],
            "nickname": creator.data["nickname"],
            "follower_count": creator.data["follower_count"],
        },
        "product": {"id": product.id, "title": product.title, "sku_id": product.skus[0].id,
                    "sku_name": product.skus[0].name},
    }  # fmt: skip


def _video(store: Store, product: Product) -> dict[str, Any]:
    return {
        "title": f"Review {product.title}",
        "username": CREATORS[0][0],
        "product_id": product.id,
        "posted": store.world.epoch - 20 * DAY,
        "gmv": 450_000,
        "orders": 6,
        "units": 7,
        "customers": 6,
        "views": 5400,
        "clicks": 167,
        "likes": 310,
        "comments": 24,
        "shares": 11,
    }


def _live(store: Store, product: Product) -> dict[str, Any]:
    start = store.world.epoch - 2 * DAY
    return {
        "title": "Live promo",
        "username": "ombak.live",
        "product_id": product.id,
        "start": start,
        "end": start + 7200,
        "gmv": 1_250_000,
        "orders": 14,
        "units": 16,
        "customers": 13,
        "viewers": 820,
        "views": 1450,
        "clicks": 205,
        "likes": 3900,
        "comments": 210,
        "shares": 18,
    }
