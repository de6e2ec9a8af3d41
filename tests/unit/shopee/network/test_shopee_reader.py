from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    AuthRevoked,
    ContractChanged,
    InvalidRequest,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.schema import ShopInfo
from odoo.addons.ocean_shopee.lib.reader import ShopeeReader, may_have_escrow

END = datetime(2026, 5, 1, tzinfo=timezone.utc)


def wrapped(response):
    return {"error": "", "message": "", "request_id": "r-1", "response": response}


def refusal(code):
    return {"error": code, "message": "no", "request_id": "r-2"}


class Platform:
    """Knows `orders` by number; a detail call with a number of `poison` is refused as a whole."""

    def __init__(self, orders, poison=(), escrow_refusal=None, detail_refusals=()):
        self.orders, self.poison = orders, set(poison)
        self.escrow_refusal, self.detail_refusals = escrow_refusal, list(detail_refusals)
        self.detail_sizes, self.escrow_batches = [], []

    def __call__(self, seen):
        return self.escrow(seen) if "escrow" in seen.path else self.detail(seen)

    def detail(self, seen):
        numbers = seen.params["order_sn_list"].split(",")
        self.detail_sizes.append(len(numbers))
        if self.detail_refusals:
            return refusal(self.detail_refusals.pop(0))
        if self.poison & set(numbers):
            return refusal("error_not_found")
        return wrapped({"order_list": [self.orders[number] for number in numbers if number in self.orders]})

    def escrow(self, seen):
        numbers = seen.json["order_sn_list"]
        self.escrow_batches.append(numbers)
        if self.escrow_refusal:
            return refusal(self.escrow_refusal)
        return wrapped(
            [{"escrow_detail": {"order_sn": number}} for number in numbers if number.startswith("P")]
        )


def order(number, status="READY_TO_SHIP", **more):
    return {"order_sn": number, "order_status": status} | more


def platform_of(*orders, **options):
    return Platform({row["order_sn"]: row for row in orders}, **options)


def by_id(rows):
    return {row.external_id: row for row in rows}


def test_a_page_of_changes_has_numbers_and_a_cursor(server, reader):
    server.say(
        wrapped({"order_list": [{"order_sn": "A"}, {"order_sn": "A"}], "more": True, "next_cursor": "c"})
    )
    page = reader.changed_orders(END - timedelta(days=15), END, cursor="b")
    assert (page.external_ids, page.cursor) == (("A",), "c")
    assert server.seen[0].params["cursor"] == "b"


def test_the_last_page_has_no_cursor_even_if_the_platform_sends_one(server, reader):
    server.say(wrapped({"order_list": [], "more": False, "next_cursor": "c"}))
    assert reader.changed_orders(END - timedelta(days=1), END).cursor == ""


def test_a_moment_is_a_window_too(server, reader):
    server.say(wrapped({"order_list": [], "more": False, "next_cursor": ""}))
    reader.changed_orders(END, END)
    params = server.seen[0].params
    assert int(params["time_to"]) == int(params["time_from"]) + 1 == int(END.timestamp())


def test_a_window_that_is_too_long_is_refused_before_the_network(server, reader):
    with pytest.raises(InvalidRequest):
        reader.changed_orders(END - reader.order_window - timedelta(seconds=1), END)
    assert server.seen == []


@pytest.mark.parametrize("row", [{}, {"order_sn": ""}, {"order_sn": 5}])
def test_a_row_without_number_is_a_changed_contract(row, server, reader):
    server.say(wrapped({"order_list": [row], "more": False, "next_cursor": ""}))
    with pytest.raises(ContractChanged):
        reader.changed_orders(END - timedelta(days=1), END)


def test_orders_come_with_their_escrow(server, reader):
    server.respond(platform_of(order("P1", total_amount=Decimal("9.90")), order("X2")))
    rows = by_id(reader.read_orders(["P1", "X2"]))
    assert rows["P1"].payload["order"]["total_amount"] == Decimal("9.9")
    assert rows["P1"].payload["escrow"] == {"order_sn": "P1"}
    assert rows["X2"].payload["escrow"] is None
    assert rows["X2"].error is None


def test_unpaid_orders_are_not_asked_for_escrow(server, reader):
    platform = platform_of(
        order("P1", "UNPAID"), order("P2", "CANCELLED"), order("P3", "CANCELLED", pay_time=5)
    )
    server.respond(platform)
    rows = by_id(reader.read_orders(["P1", "P2", "P3"]))
    assert platform.escrow_batches == [["P3"]]
    assert [rows[number].payload["escrow"] for number in ("P1", "P2", "P3")] == [
        None,
        None,
        {"order_sn": "P3"},
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (order("A", "UNPAID", pay_time=5), False),
        (order("A", "CANCELLED"), False),
        (order("A", "CANCELLED", pay_time=0), False),
        (order("A", "CANCELLED", pay_time=5), True),
        (order("A", "CANCELLED", cod=True), True),
        (order("A", "COMPLETED"), True),
        (order("A", "A_STATUS_OF_TOMORROW"), True),
        ({}, True),
    ],
)
def test_escrow_exists_once_somebody_paid(row, expected):
    assert may_have_escrow(row) is expected


def test_batches_are_as_large_as_allowed(server, reader):
    numbers = [f"P{n:03}" for n in range(70)]
    platform = platform_of(*(order(number) for number in numbers))
    server.respond(platform)
    rows = reader.read_orders([*numbers, numbers[0]])
    assert [row.external_id for row in rows] == numbers
    assert all(row.payload["escrow"] for row in rows)
    assert platform.detail_sizes == [50, 20]
    assert [len(batch) for batch in platform.escrow_batches] == [20, 20, 10, 20]


def test_unknown_orders_are_refused_one_by_one(server, reader):
    server.respond(platform_of(order("P1")))
    rows = by_id(reader.read_orders(["P1", "GONE"]))
    assert rows["P1"].payload
    assert isinstance(rows["GONE"].error, Rejected)
    assert rows["GONE"].payload is None


def test_one_order_that_spoils_its_batch_is_found_and_the_others_read(server, reader):
    numbers = [f"P{n:03}" for n in range(50)]
    platform = platform_of(*(order(number) for number in numbers), poison=["P017"])
    server.respond(platform)
    rows = by_id(reader.read_orders(numbers))
    assert rows["P017"].error.code == "error_not_found"
    assert sum(row.payload is not None for row in rows.values()) == 49
    assert len(platform.detail_sizes) <= 2 * 6 + 1


def test_a_number_that_is_none_is_refused_alone_without_the_network(server, reader):
    platform = platform_of(order("P1"))
    server.respond(platform)
    rows = by_id(reader.read_orders(["P1", "two words"]))
    assert isinstance(rows["two words"].error, InvalidRequest)
    assert rows["P1"].payload
    assert platform.detail_sizes == [1]


def test_an_outage_of_details_is_an_error_of_each_order(server, reader):
    server.respond(platform_of(order("P1"), detail_refusals=["error_inner"] * 9))
    (row,) = reader.read_orders(["P1"])
    assert isinstance(row.error, Transient)


def test_an_outage_of_escrow_does_not_let_an_order_through_without_it(server, reader):
    server.respond(platform_of(order("P1"), order("P2", "UNPAID"), escrow_refusal="error_inner"))
    rows = by_id(reader.read_orders(["P1", "P2"]))
    assert isinstance(rows["P1"].error, Transient)
    assert rows["P2"].payload == {"order": order("P2", "UNPAID"), "escrow": None}


def test_a_used_up_limit_of_escrow_is_an_error_of_each_order(server, reader):
    server.respond(platform_of(order("P1"), escrow_refusal="error_limit"))
    (row,) = reader.read_orders(["P1"])
    assert isinstance(row.error, Throttled)


@pytest.mark.parametrize("code", ["error_api_permission", "error_not_found", "common.error_not_found"])
def test_orders_are_read_without_escrow_where_there_is_none(code, server, reader):
    server.respond(platform_of(order("P1"), order("P2"), escrow_refusal=code))
    assert [row.payload["escrow"] for row in reader.read_orders(["P1", "P2"])] == [None, None]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("invalid_acceess_token", AuthExpired),
        ("shop_banned", AuthRevoked),
        ("error_api_permission", Rejected),
    ],
)
def test_what_concerns_the_whole_shop_is_raised(code, kind, server, reader):
    server.respond(platform_of(order("P1"), detail_refusals=[code]))
    with pytest.raises(kind):
        reader.read_orders(["P1"])


def test_an_expired_token_during_escrow_is_raised(server, reader):
    server.respond(platform_of(order("P1"), escrow_refusal="invalid_acceess_token"))
    with pytest.raises(AuthExpired):
        reader.read_orders(["P1"])


def test_rows_nobody_asked_for_and_rows_of_no_shape_are_ignored(server, reader):
    server.say(wrapped({"order_list": [order("P9"), "P1", {"order_sn": None}, order("P1", "UNPAID")]}))
    (row,) = reader.read_orders(["P1"])
    assert row.payload["order"] == order("P1", "UNPAID")


def test_nothing_to_read_reads_nothing(server, reader):
    assert reader.read_orders([]) == []
    assert server.seen == []


def test_a_shop_describes_itself(server, reader):
    server.say(
        {"error": "", "shop_name": "Toko", "region": "ID", "status": "NORMAL", "expire_time": 1800000000}
    )
    assert reader.shop_info() == ShopInfo(
        external_shop_id="727720655",
        name="Toko",
        region="ID",
        currency="IDR",
        authorized_until=datetime.fromtimestamp(1800000000, tz=timezone.utc),
        status="NORMAL",
    )


def test_a_region_of_tomorrow_has_no_currency(server, reader):
    server.say({"error": "", "region": "XX", "shop_name": None})
    assert (reader.shop_info().currency, reader.shop_info().name) == ("", "")


class Catalogue:
    """One plain item, one with two variants, and items of `broken` that have no name."""

    def __init__(self, broken=()):
        self.broken = broken

    def __call__(self, seen):
        kind = seen.path.rsplit("/", 1)[1]
        return getattr(self, kind)(seen)

    def get_shop_info(self, seen):
        return {"error": "", "region": "ID", "shop_name": "Toko"}

    def get_item_list(self, seen):
        rows = [{"item_id": n, "item_status": "NORMAL"} for n in (1, 2, 1)]
        return wrapped({"item": rows, "has_next_page": False, "next_offset": 0, "total_count": 3})

    def get_item_base_info(self, seen):
        return wrapped(
            {"item_list": [self.item(number) for number in seen.params["item_id_list"].split(",")]}
        )

    def item(self, number):
        item = {
            "item_id": int(number),
            "item_name": f"Item {number}",
            "item_status": "NORMAL",
            "has_model": False,
        }
        item |= {"item_sku": f"SKU-{number}", "price_info": [{"current_price": 100, "original_price": 120}]}
        if number == "2":
            item["has_model"] = True
        if number in self.broken:
            del item["item_name"]
        return item

    def get_model_list(self, seen):
        models = [{"model_id": n, "model_sku": f"V-{n}", "tier_index": [0]} for n in (21, 22)]
        return wrapped(
            {"tier_variation": [{"name": "Size", "option_list": [{"option": "S"}]}], "model": models}
        )


def test_listings_come_with_their_variants_once_each(server, reader):
    server.respond(Catalogue())
    plain, varied = reader.listings()
    assert (plain.external_id, plain.currency, [sku.seller_sku for sku in plain.skus]) == (
        "1",
        "IDR",
        ["SKU-1"],
    )
    assert [sku.sku_id for sku in varied.skus] == ["21", "22"]


def test_a_listing_that_cannot_be_mapped_stops_the_reading(server, reader):
    server.respond(Catalogue(broken=["1"]))
    with pytest.raises(ContractChanged):
        list(reader.listings())


def test_a_listing_that_cannot_be_mapped_can_be_left_out(server, reader):
    server.respond(Catalogue(broken=["1"]))
    errors = []
    listings = list(reader.listings(on_error=lambda item_id, error: errors.append((item_id, error.path))))
    assert [listing.external_id for listing in listings] == ["2"]
    assert [item_id for item_id, _path in errors] == ["1"]
    assert "item_name" in errors[0][1]


def test_a_reader_is_made_from_plain_data(server, app, transport):
    server.say({"error": "", "region": "SG", "shop_name": "Shop"})
    reader = ShopeeReader.connect(app, transport, server.url, shop_id="5", access_token="t")
    assert reader.shop_info().external_shop_id == "5"
