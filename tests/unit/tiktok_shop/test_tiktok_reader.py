"""The reader against answers that the simulator does not give."""

from datetime import datetime, timedelta, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    ContractChanged,
    InvalidRequest,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_tiktok_shop.lib.reader import TikTokShopReader

from tests.unit.tiktok_shop.samples import load

END = datetime(2026, 5, 1, tzinfo=timezone.utc)
SEARCH = "/order/202309/orders/search"


@pytest.fixture
def reader(client):
    return TikTokShopReader(client)


def answer(data):
    return {"code": 0, "message": "Success", "request_id": "r-1", "data": data}


def refusal(code):
    return {"code": code, "message": "no", "request_id": "r-2", "data": None}


def row(number, at=END):
    return {"id": number, "update_time": int(at.timestamp())}


def page(*rows, token=""):
    return answer({"orders": list(rows), "next_page_token": token, "total_count": len(rows)})


class Platform:
    """Knows orders by id; a detail call with an id of `poison` is refused as a whole."""

    def __init__(self, *known, poison=(), code=21008111):
        self.known, self.poison, self.code, self.sizes = known, set(poison), code, []

    def __call__(self, seen):
        ids = seen.params["ids"].split(",")
        self.sizes.append(len(ids))
        if self.poison & set(ids):
            return refusal(self.code)
        return answer({"orders": [{"id": number} for number in ids if number in self.known]})


def by_id(rows):
    return {one.external_id: one for one in rows}


def test_a_window_is_asked_for_by_update_oldest_first_with_both_ends(server, reader):
    server.say(page(row("1"), row("1"), row("2")))
    found = reader.changed_orders(END - timedelta(days=15), END)
    assert (found.external_ids, found.cursor) == (("1", "2"), "")
    (seen,) = server.seen
    assert (seen.path, seen.params["sort_field"], seen.params["sort_order"], seen.params["page_size"]) == (
        SEARCH,
        "update_time",
        "ASC",
        "100",
    )
    end = int(END.timestamp())
    assert seen.json == {"update_time_ge": end - 15 * 86400, "update_time_lt": end + 1}


def test_a_cursor_carries_the_page_token(server, reader):
    server.say(page(row("1", END - timedelta(hours=2)), token="a:b=="), page(row("2")))
    first = reader.changed_orders(END - timedelta(days=1), END)
    last = reader.changed_orders(END - timedelta(days=1), END, first.cursor)
    assert (last.external_ids, last.cursor) == (("2",), "")
    assert server.seen[1].params["page_token"] == "a:b=="
    assert server.seen[1].json == server.seen[0].json


def test_a_refused_token_starts_again_at_the_page_before(server, reader):
    server.say(
        page(row("1", END - timedelta(hours=2)), row("2", END - timedelta(hours=1)), token="t1"),
        refusal(36009004),
        page(row("1", END - timedelta(hours=2)), row("2"), token="t2"),
        page(row("3")),
    )
    first = reader.changed_orders(END - timedelta(days=1), END)
    again = reader.changed_orders(END - timedelta(days=1), END, first.cursor)
    assert again.external_ids == ("1", "2")
    restarted = server.seen[2]
    assert "page_token" not in restarted.params
    assert restarted.json["update_time_ge"] == int((END - timedelta(hours=2)).timestamp())
    assert reader.changed_orders(END - timedelta(days=1), END, again.cursor).external_ids == ("3",)
    assert server.seen[3].json == restarted.json


def test_a_search_that_is_refused_is_raised(server, reader):
    server.say(refusal(105005))
    with pytest.raises(Rejected):
        reader.changed_orders(END - timedelta(days=1), END)
    server.say(page(row("1"), token="t"), refusal(105005))
    cursor = reader.changed_orders(END - timedelta(days=1), END).cursor
    with pytest.raises(Rejected):
        reader.changed_orders(END - timedelta(days=1), END, cursor)


@pytest.mark.parametrize("cursor", ["x", "1:2:", ":1:t", "abc:def:t"])
def test_a_cursor_that_is_none_is_refused_before_the_network(server, reader, cursor):
    with pytest.raises(InvalidRequest):
        reader.changed_orders(END - timedelta(days=1), END, cursor)
    assert server.seen == []


@pytest.mark.parametrize("bad", [{}, {"id": ""}, {"id": 5}])
def test_a_row_without_id_is_a_changed_contract(server, reader, bad):
    server.say(page(bad))
    with pytest.raises(ContractChanged):
        reader.changed_orders(END - timedelta(days=1), END)


def test_batches_are_as_large_as_allowed(server, reader):
    ids = [f"57600000{n:03}" for n in range(70)]
    platform = Platform(*ids)
    server.respond(platform)
    rows = reader.read_orders([*ids, ids[0]])
    assert [one.payload for one in rows] == [{"order": {"id": number}} for number in ids]
    assert platform.sizes == [50, 20]


def test_one_order_that_spoils_its_batch_is_found_and_the_others_read(server, reader):
    ids = [f"57600000{n:03}" for n in range(50)]
    platform = Platform(*ids, poison=[ids[17]])
    server.respond(platform)
    rows = by_id(reader.read_orders(ids))
    assert rows[ids[17]].error.code == "21008111"
    assert sum(one.payload is not None for one in rows.values()) == 49
    assert len(platform.sizes) <= 2 * 6 + 1


def test_an_id_that_is_none_is_refused_alone_without_the_network(server, reader):
    platform = Platform("1")
    server.respond(platform)
    rows = by_id(reader.read_orders(["1", "two words"]))
    assert isinstance(rows["two words"].error, InvalidRequest)
    assert rows["1"].payload
    assert platform.sizes == [1]


@pytest.mark.parametrize(("code", "kind"), [(36009003, Transient), (36009002, Throttled)])
def test_an_outage_is_an_error_of_each_order(server, reader, code, kind):
    server.respond(Platform(poison=["1", "2"], code=code))
    assert [type(one.error) for one in reader.read_orders(["1", "2"])] == [kind, kind]


@pytest.mark.parametrize(("code", "kind"), [(105002, AuthExpired), (105005, Rejected), (101000, Rejected)])
def test_what_concerns_the_whole_shop_is_raised(server, reader, code, kind):
    server.respond(Platform(poison=["1"], code=code))
    with pytest.raises(kind):
        reader.read_orders(["1"])


def test_rows_nobody_asked_for_are_ignored(server, reader):
    server.say(answer({"orders": [{"id": "9"}, {"id": None}, {"id": "1", "status": "UNPAID"}]}))
    (one,) = reader.read_orders(["1"])
    assert one.payload == {"order": {"id": "1", "status": "UNPAID"}}


def test_nothing_to_read_reads_nothing(server, reader):
    assert reader.read_orders([]) == []
    assert server.seen == []


def catalogue(seen):
    """Two products and a deleted one; the detail of the second has no title. No promotion runs."""
    if seen.path.startswith("/promotion/"):
        return answer({"activities": [], "next_page_token": ""})
    rows = load("listing_search")["data"]["products"]
    if seen.path.endswith("/search"):
        gone = {"id": "3", "title": "Lama", "status": "DELETED", "skus": []}
        return answer({"products": [*rows, rows[0], gone], "next_page_token": ""})
    if seen.path.endswith(rows[0]["id"]):
        return load("listing_detail")
    return answer({**rows[1], "title": ""})


def test_listings_come_with_their_details_once_each(server, reader):
    server.respond(catalogue)
    failures = []
    shirt, gone = reader.listings(lambda number, error: failures.append((number, error.path)))
    assert [sku.name for sku in shirt.skus] == ["Hitam, M", "Putih, XL"]
    assert (gone.external_id, gone.status.value) == ("3", "deleted")
    assert failures == [("1729000000000000201", "product.title")]
    assert len(server.seen) == 4


def test_without_a_handler_a_bad_product_is_raised(server, reader):
    server.respond(catalogue)
    with pytest.raises(ContractChanged):
        list(reader.listings())


def test_a_shop_is_found_by_its_cipher(server, reader):
    shops = [
        {"id": "1", "name": "Other", "region": "MY", "cipher": "ROW_other"},
        {"id": "2", "name": "Toko", "region": "id", "cipher": "ROW_oceanTest01"},
    ]
    server.say(answer({"shops": shops}))
    info = reader.shop_info()
    assert (info.external_shop_id, info.name, info.region, info.currency) == ("2", "Toko", "ID", "IDR")
    server.say(answer({"shops": [{**shops[1], "region": "XX", "name": None}]}))
    assert (reader.shop_info().currency, reader.shop_info().name) == ("", "")
