"""All products of a shop, with as few calls as the platform allows."""

from collections import Counter
from datetime import datetime, timedelta, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Transient
from odoo.addons.ocean_tiktok_shop.lib.reader import TikTokShopReader

UPDATED = datetime(2026, 5, 1, tzinfo=timezone.utc)
COUNT = 2000


def answer(data):
    return {"code": 0, "message": "Success", "request_id": "r-1", "data": data}


def brief(number, **more):
    sku = {
        "id": f"9{number:05}",
        "seller_sku": f"SKU-{number}",
        "price": {"currency": "IDR", "sale_price": "5000"},
        "inventory": [{"warehouse_id": "1", "quantity": 4}],
    }
    return {
        "id": f"1{number:05}",
        "title": f"Produk {number}",
        "status": "ACTIVATE",
        "update_time": int(UPDATED.timestamp()),
        "audit": {"status": "APPROVED"},
        "skus": [sku],
        **more,
    }


class Shop:
    """A shop of many products, of which some have `changes`; promotions are refused without `scope`."""

    def __init__(self, count=COUNT, changes=None, scope=True, activities=()):
        self.rows = [brief(number, **(changes or {}).get(number, {})) for number in range(count)]
        self.by_id = {row["id"]: row for row in self.rows}
        self.scope, self.activities, self.calls = scope, activities, Counter()

    def __call__(self, seen):
        self.calls[seen.path.split("/")[1] + "/" + ("detail" if seen.method == "GET" else "search")] += 1
        if seen.path.startswith("/promotion/"):
            return self.promotion(seen)
        if seen.method == "GET":
            row = self.by_id[seen.path.rsplit("/", 1)[-1]]
            return answer({**row, "description": "<p>x</p>", "main_images": []})
        start = int(seen.params.get("page_token", "0"))
        end = start + int(seen.params["page_size"])
        token = str(end) if end < len(self.rows) else ""
        return answer({"products": self.rows[start:end], "next_page_token": token})

    def promotion(self, seen):
        if not self.scope:
            return {"code": 105005, "message": "no scope", "request_id": "r", "data": None}
        if seen.method == "GET":
            return answer(next(row for row in self.activities if seen.path.endswith(row["id"])))
        return answer({"activities": list(self.activities), "next_page_token": ""})


@pytest.fixture
def reader(client):
    return TikTokShopReader(client)


def known(shop):
    return {row["id"]: UPDATED for row in shop.rows}


def test_2000_known_items_take_20_calls_of_100_and_one_for_promotions(server, reader):
    shop = Shop()
    server.respond(shop)
    found = list(reader.listings(known=known(shop)))
    assert len(found) == COUNT
    assert shop.calls == {"product/search": 20, "promotion/search": 1}
    assert {listing.content for listing in found} == {None}
    assert [(sku.seller_sku, sku.quantity) for sku in found[7].skus] == [("SKU-7", 4)]


def test_only_new_and_changed_items_are_read_wholly(server, reader):
    later = int((UPDATED + timedelta(seconds=1)).timestamp())
    changes = {
        3: {"update_time": later},
        4: {"audit": {"status": "AUDITING"}},
        5: {"audit": {"status": "FAILED"}},
        6: {"audit": None},
        7: {"status": "DELETED", "update_time": later},
    }
    shop = Shop(20, changes)
    server.respond(shop)
    had = known(shop)
    del had["100009"]
    found = list(reader.listings(known=had))
    assert [one.external_id for one in found if one.content] == ["100003", "100004", "100005", "100009"]
    assert shop.calls == {"product/search": 1, "product/detail": 5, "promotion/search": 1}


def test_without_anything_known_everything_is_read(server, reader):
    shop = Shop(5)
    server.respond(shop)
    assert all(listing.content for listing in reader.listings())
    assert shop.calls["product/detail"] == 5


def test_a_shop_that_does_not_let_us_see_promotions_is_read_without_them(server, reader):
    shop = Shop(1, scope=False)
    server.respond(shop)
    (listing,) = reader.listings()
    assert not listing.content.variants[0].price_locked


def test_running_promotions_mark_the_prices_that_they_hold(server, reader):
    end = UPDATED + timedelta(days=3)
    offers = [{"id": "100000", "skus": [{"id": "900000"}]}, {"id": "100001", "skus": []}]
    fixed = {"id": "71", "activity_type": "FIXED_PRICE", "end_time": int(end.timestamp()), "products": offers}
    shipping = {"id": "72", "activity_type": "SHIPPING_DISCOUNT", "products": [{"id": "100002"}]}
    shop = Shop(3, activities=(fixed, shipping))
    server.respond(shop)
    locks = [listing.content.variants[0] for listing in reader.listings()]
    assert [(one.price_locked, one.price_locked_until) for one in locks] == [
        (True, end),
        (True, end),
        (False, None),
    ]
    assert shop.calls["promotion/detail"] == 1


def test_an_outage_in_the_middle_is_raised(server, reader):
    shop = Shop(3)

    def broken(seen):
        return shop(seen) if seen.method == "POST" else {"code": 36009003, "message": "no", "data": None}

    server.respond(broken)
    with pytest.raises(Transient):
        list(reader.listings())
