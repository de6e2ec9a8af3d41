from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    ContractChanged,
    InvalidRequest,
    MarketplaceError,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.hosts import HostPolicy
from odoo.addons.ocean_marketplace_base.lib.ratelimit import RateLimiter
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY
from odoo.addons.ocean_marketplace_base.lib.transport import Transport
from odoo.addons.ocean_shopee.lib.client import ShopeeClient, iter_shops_by_partner
from odoo.addons.ocean_shopee.lib.const import ORDER_DETAIL_FIELDS
from odoo.addons.ocean_shopee.lib.signing import base_string, sign

END = datetime(2026, 5, 1, tzinfo=timezone.utc)
START = END - timedelta(days=15)


def wrapped(response, **more):
    return {"error": "", "message": "", "request_id": "r-1", "response": response} | more


def refusal(code, message="no"):
    return {"error": code, "message": message, "request_id": "r-2"}


def test_every_call_is_signed_for_its_shop_at_its_time(server, client, clock, app):
    server.say(wrapped({"shop_name": "A"}))
    client.shop.get_profile()
    seen = server.seen[0]
    timestamp = int(clock.now().timestamp())
    text = base_string(app.partner_id, "/api/v2/shop/get_profile", timestamp, "6b5a46716e474d6f", "727720655")
    assert seen.params == {
        "partner_id": "2001887",
        "timestamp": str(timestamp),
        "access_token": "6b5a46716e474d6f",
        "shop_id": "727720655",
        "sign": sign(app.partner_key, text),
    }


def test_a_repeated_read_is_signed_anew(server, client, clock):
    answers = [refusal("error_inner"), wrapped({})]

    def slowly(seen):
        clock.advance(2)
        return answers.pop(0)

    server.respond(slowly)
    client.shop.get_profile()
    first, second = (seen.params for seen in server.seen)
    assert int(second["timestamp"]) >= int(first["timestamp"]) + 2
    assert first["sign"] != second["sign"]


@pytest.mark.parametrize("error", ["", " ", "-", None])
def test_placeholders_for_no_error_are_success(error, server, client):
    server.say({"error": error, "response": {"shop_name": "A"}})
    assert client.shop.get_profile() == {"shop_name": "A"}


@pytest.mark.parametrize("status", [200, 403])
def test_the_body_decides_whatever_the_status(status, server, client, answer):
    server.say(
        answer(b'{"error":"invalid_acceess_token","message":"Invalid access_token","request_id":"r"}', status)
    )
    with pytest.raises(AuthExpired) as caught:
        client.shop.get_profile()
    assert (caught.value.code, caught.value.request_id) == ("invalid_acceess_token", "r")
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, b"<html>maintenance</html>", ContractChanged),
        (200, b"[]", ContractChanged),
        (200, b'{"error":""}', ContractChanged),
        (404, b"not here", ContractChanged),
        (404, b'{"error":""}', ContractChanged),
        (502, b"<html>bad gateway</html>", Transient),
        (500, b'{"error":"weird"}', Transient),
        (429, b"", Throttled),
        (302, b"", ContractChanged),
    ],
)
def test_answers_that_are_no_envelope(status, body, kind, server, app, transport, answer):
    server.say(answer(body, status))
    client = ShopeeClient(app, transport, server.url, shop_id="1", access_token="t", retry=NO_RETRY)
    with pytest.raises(kind):
        client.shop.get_profile()


def test_passing_failures_of_reads_are_repeated(server, client, answer):
    server.say(answer(b"", 503), refusal("error_rate_limit"), answer(hang_up=True), wrapped({"a": 1}))
    assert client.shop.get_profile() == {"a": 1}
    assert len(server.seen) == 4


def test_being_throttled_in_the_body_holds_back_the_family(server, app, clock):
    server.say(refusal("error_rate_limit"), wrapped({}))
    limiter = RateLimiter(clock=clock)
    with Transport(HostPolicy.loopback(), clock=clock, limiter=limiter) as transport:
        client = ShopeeClient(app, transport, server.url, shop_id="1", access_token="t", retry=NO_RETRY)
        with pytest.raises(Throttled):
            client.shop.get_profile()
        client.product.get_model_list("5")
        assert clock.sleeps == []
        client.shop.get_profile()
        assert clock.sleeps == [1]


def test_a_used_up_daily_quota_is_not_waited_for(server, client, clock):
    server.say(refusal("error_limit"))
    with pytest.raises(Throttled) as caught:
        client.shop.get_profile()
    assert caught.value.retry_after == 6 * 3600
    assert clock.sleeps == []


def test_secrets_that_the_platform_repeats_are_cut_out(server, client, app):
    server.say(refusal("error_param", f"bad token 6b5a46716e474d6f of key {app.partner_key}"))
    with pytest.raises(Rejected) as caught:
        client.shop.get_profile()
    assert str(caught.value) == "error_param: bad token *** of key ***"


@pytest.mark.parametrize(("shop_id", "token"), [(1, "t"), ("", "t"), ("x", "t"), ("1", ""), ("1", None)])
def test_a_client_needs_a_shop_and_a_token(shop_id, token, app, transport):
    with pytest.raises(InvalidRequest):
        ShopeeClient(app, transport, "http://127.0.0.1", shop_id=shop_id, access_token=token)


def test_the_order_list_is_asked_for_as_documented(server, client):
    server.say(wrapped({"order_list": [{"order_sn": "A"}], "more": False, "next_cursor": ""}))
    page = client.order.get_order_list(START, END, order_status="UNPAID", page_size=7)
    assert page["order_list"] == [{"order_sn": "A"}]
    params = server.seen[0].params
    assert params["time_range_field"] == "update_time"
    assert int(params["time_to"]) - int(params["time_from"]) == 15 * 86400
    assert (params["page_size"], params["cursor"], params["order_status"]) == ("7", "", "UNPAID")


def test_the_order_list_is_paged_until_more_is_false_even_over_short_pages(server, client):
    server.say(
        wrapped({"order_list": [{"order_sn": "A"}], "more": True, "next_cursor": "c1"}),
        wrapped({"order_list": [], "more": True, "next_cursor": "c2"}),
        wrapped({"order_list": [{"order_sn": "B"}], "more": False, "next_cursor": ""}),
    )
    assert [row["order_sn"] for row in client.order.iter_order_list(START, END)] == ["A", "B"]
    assert [seen.params["cursor"] for seen in server.seen] == ["", "c1", "c2"]


@pytest.mark.parametrize("following", ["", "c0"])
def test_a_list_that_would_never_end_is_a_changed_contract(following, server, client):
    server.say(wrapped({"order_list": [], "more": True, "next_cursor": following}))
    with pytest.raises(ContractChanged) as caught:
        client.order.get_order_list(START, END, cursor="c0")
    assert caught.value.path == "response.next_cursor"


@pytest.mark.parametrize(
    ("response", "path"),
    [
        (None, "response"),
        ([], "response"),
        ({"more": False}, "response.order_list"),
        ({"order_list": [], "next_cursor": ""}, "response.more"),
        ({"order_list": ["A"], "more": False}, "response.order_list[0]"),
    ],
)
def test_a_page_without_what_was_promised_names_the_place(response, path, server, client):
    server.say(wrapped(response))
    with pytest.raises(ContractChanged) as caught:
        client.order.get_order_list(START, END)
    assert (caught.value.path, caught.value.request_id) == (path, "r-1")


WRONG_CALLS = {
    "window too long": lambda client: client.order.get_order_list(START - timedelta(seconds=1), END),
    "window empty": lambda client: client.order.get_order_list(END, END),
    "window backwards": lambda client: client.order.get_order_list(END, START),
    "naive time": lambda client: client.order.get_order_list(START.replace(tzinfo=None), END),
    "number as time": lambda client: client.order.get_order_list(1700000000, END),
    "page too large": lambda client: client.order.get_order_list(START, END, page_size=101),
    "page of nothing": lambda client: client.order.get_order_list(START, END, page_size=0),
    "page as text": lambda client: client.order.get_order_list(START, END, page_size="50"),
    "page as truth": lambda client: client.order.get_order_list(START, END, page_size=True),
    "cursor as number": lambda client: client.order.get_order_list(START, END, cursor=5),
    "cursor too long": lambda client: client.order.get_order_list(START, END, cursor="c" * 2000),
    "status without filter": lambda client: client.order.get_order_list(START, END, order_status="TO_RETURN"),
    "unknown time field": lambda client: client.order.get_order_list(START, END, time_range_field="pay_time"),
    "one number for a list": lambda client: client.order.get_order_detail("26A"),
    "bytes for a list": lambda client: client.order.get_order_detail(b"26A"),
    "no list": lambda client: client.order.get_order_detail(None),
    "empty list": lambda client: client.order.get_order_detail([]),
    "number in a list": lambda client: client.order.get_order_detail([26]),
    "two numbers in one": lambda client: client.order.get_order_detail(["26A,26B"]),
    "blank number": lambda client: client.order.get_order_detail([""]),
    "odd field": lambda client: client.order.get_order_detail(["A"], optional_fields=["a b"]),
    "escrow of nothing": lambda client: client.payment.get_escrow_detail(""),
    "escrow of a list": lambda client: client.payment.get_escrow_detail(["A"]),
    "escrows of one": lambda client: client.payment.get_escrow_detail_batch("A"),
    "item as number": lambda client: client.product.get_model_list(5),
    "item as name": lambda client: client.product.get_item_base_info(["five"]),
    "items of one": lambda client: client.product.get_item_base_info("5"),
    "unknown item status": lambda client: client.product.get_item_list(["SOLD"]),
    "one item status": lambda client: client.product.get_item_list("NORMAL"),
    "no item status": lambda client: client.product.get_item_list([]),
    "offset below zero": lambda client: client.product.get_item_list(offset=-1),
    "items page too large": lambda client: client.product.get_item_list(page_size=101),
    "items since a number": lambda client: client.product.get_item_list(updated_from=5),
}


@pytest.mark.parametrize("name", WRONG_CALLS)
def test_wrong_arguments_never_reach_the_network(name, server, client):
    with pytest.raises(InvalidRequest):
        WRONG_CALLS[name](client)
    assert server.seen == []


def test_details_are_split_by_50_and_name_all_fields(server, client):
    server.respond(
        lambda seen: wrapped(
            {"order_list": [{"order_sn": sn} for sn in seen.params["order_sn_list"].split(",")]}
        )
    )
    numbers = [f"26{n:04}" for n in range(120)]
    rows = client.order.get_order_detail([*numbers, numbers[0]])
    assert [row["order_sn"] for row in rows] == numbers
    assert [len(seen.params["order_sn_list"].split(",")) for seen in server.seen] == [50, 50, 20]
    assert all(
        seen.params["response_optional_fields"] == ",".join(ORDER_DETAIL_FIELDS) for seen in server.seen
    )


def test_escrows_are_posted_by_20_and_repeated_as_the_reads_they_are(server, client):
    failures = [refusal("error_inner")]

    def answer_with_escrow(seen):
        if failures:
            return failures.pop()
        return wrapped(
            [{"escrow_detail": {"order_sn": sn, "n": Decimal("1.10")}} for sn in seen.json["order_sn_list"]]
        )

    server.respond(answer_with_escrow)
    rows = client.payment.get_escrow_detail_batch([f"26{n:04}" for n in range(45)])
    assert len(rows) == 45
    assert str(rows[0]["n"]) == "1.10"
    assert [len(seen.json["order_sn_list"]) for seen in server.seen] == [20, 20, 20, 5]
    assert {seen.method for seen in server.seen} == {"POST"}


def test_one_escrow_is_read(server, client):
    server.say(wrapped({"order_sn": "A", "order_income": {}}))
    assert client.payment.get_escrow_detail("A")["order_sn"] == "A"
    assert server.seen[0].params["order_sn"] == "A"


def test_item_statuses_are_repeated_and_pages_follow_the_offset(server, client):
    server.say(
        wrapped({"item": [{"item_id": 1}], "has_next_page": True, "next_offset": 1, "total_count": 2}),
        wrapped({"item": [{"item_id": 2}], "has_next_page": False, "next_offset": 0, "total_count": 2}),
    )
    rows = list(client.product.iter_item_list(["NORMAL", "UNLIST"], updated_from=START, updated_to=END))
    assert [row["item_id"] for row in rows] == [1, 2]
    query = server.seen[1].query
    assert [value for name, value in query if name == "item_status"] == ["NORMAL", "UNLIST"]
    assert server.seen[1].params["offset"] == "1"
    assert server.seen[0].params["update_time_from"] == str(int(START.timestamp()))


def test_a_shop_without_items_has_an_empty_list(server, client):
    server.say(wrapped({"has_next_page": False, "total_count": 0}))
    assert list(client.product.iter_item_list()) == []


def test_an_item_list_that_would_never_end_is_a_changed_contract(server, client):
    server.say(wrapped({"item": [], "has_next_page": True, "next_offset": 0}))
    with pytest.raises(ContractChanged):
        list(client.product.iter_item_list())


def test_items_are_split_by_50(server, client):
    server.respond(
        lambda seen: wrapped(
            {"item_list": [{"item_id": int(n)} for n in seen.params["item_id_list"].split(",")]}
        )
    )
    assert len(client.product.get_item_base_info([str(n) for n in range(1, 61)])) == 60
    assert [len(seen.params["item_id_list"].split(",")) for seen in server.seen] == [50, 10]


def test_shop_info_stands_beside_the_envelope(server, client):
    server.say({"error": "", "shop_name": "Toko", "region": "ID"})
    assert client.shop.get_shop_info()["shop_name"] == "Toko"
    server.say({"error": "", "shop_name": "Toko"})
    with pytest.raises(ContractChanged):
        client.shop.get_shop_info()


def test_the_shops_of_an_app_are_paged_and_publicly_signed(server, app, transport):
    server.say(
        {"authed_shop_list": [{"shop_id": 1}], "more": True},
        {"authed_shop_list": [{"shop_id": 2}], "more": False},
    )
    assert [row["shop_id"] for row in iter_shops_by_partner(app, transport, server.url)] == [1, 2]
    assert [seen.params["page_no"] for seen in server.seen] == ["1", "2"]
    assert "access_token" not in server.seen[0].params


def test_one_order_with_broken_text_leaves_the_others_whole(server, client, answer):
    rows = b'{"order_sn":"A","note":"ok \xc3\xa9"},{"order_sn":"B","note":"\xff"}'
    server.say(answer(b'{"error":"","response":{"order_list":[%s]}}' % rows))
    assert client.order.get_order_detail(["A", "B"]) == [
        {"order_sn": "A", "note": "ok é"},
        {"order_sn": "B", "note": "\udcff"},
    ]


def test_all_failures_are_of_one_family(server, client):
    server.say(refusal("something_new", "hm"))
    with pytest.raises(MarketplaceError) as caught:
        client.shop.get_profile()
    assert type(caught.value) is Rejected
    assert (caught.value.code, caught.value.request_id) == ("something_new", "r-2")
