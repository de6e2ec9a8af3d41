from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
import simplejson

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    ContractChanged,
    HostNotAllowed,
    InvalidRequest,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.hosts import HostPolicy
from odoo.addons.ocean_marketplace_base.lib.ratelimit import RateLimiter
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY
from odoo.addons.ocean_marketplace_base.lib.transport import Transport
from odoo.addons.ocean_tiktok_shop.lib.client import TikTokShopClient

END = datetime(2026, 5, 1, tzinfo=timezone.utc)
START = END - timedelta(days=15)


def wrapped(data, **more):
    return {"code": 0, "message": "Success", "request_id": "r-1", "data": data} | more


def refusal(code, message="no"):
    return {"code": code, "message": message, "request_id": "r-2", "data": None}


def one_try(app, transport, server):
    return TikTokShopClient(app, transport, server.url, shop_cipher="c", access_token="t", retry=NO_RETRY)


def test_a_repeated_read_is_signed_anew(server, client, clock):
    answers = [refusal(36009003), wrapped({})]

    def slowly(seen):
        clock.advance(2)
        return answers.pop(0)

    server.respond(slowly)
    client.logistics.get_warehouse_list()
    first, second = (seen.params for seen in server.seen)
    assert int(second["timestamp"]) >= int(first["timestamp"]) + 2
    assert first["sign"] != second["sign"]


def test_the_bytes_that_are_signed_are_the_bytes_that_are_sent(server, client):
    server.say(wrapped({"message_id": "1"}))
    client.customer_service.send_message("75", "TEXT", {"content": 'kopi ☕ "panas"'})
    assert server.seen[0].body.isascii()
    assert simplejson.loads(server.seen[0].json["content"]) == {"content": 'kopi ☕ "panas"'}


@pytest.mark.parametrize("status", [200, 401, 500])
def test_the_body_decides_whatever_the_status(status, server, client, answer):
    server.say(
        answer(b'{"code":105002,"message":"Expired credentials","request_id":"r","data":null}', status)
    )
    with pytest.raises(AuthExpired) as caught:
        client.logistics.get_warehouse_list()
    assert (caught.value.code, caught.value.request_id) == ("105002", "r")
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, b"<html>maintenance</html>", ContractChanged),
        (200, b"[]", ContractChanged),
        (200, b'{"data":{}}', ContractChanged),
        (200, b'{"code":0,"data":[]}', ContractChanged),
        (404, b"not here", ContractChanged),
        (404, b'{"code":0}', ContractChanged),
        (502, b"<html>bad gateway</html>", Transient),
        (503, b"", Transient),
        (500, b'{"code":7777}', Transient),
        (429, b"", Throttled),
        (302, b"", ContractChanged),
    ],
)
def test_answers_that_are_no_envelope(status, body, kind, server, app, transport, answer):
    server.say(answer(body, status))
    with pytest.raises(kind):
        one_try(app, transport, server).logistics.get_warehouse_list()


def test_passing_failures_of_reads_are_repeated(server, client, answer):
    server.say(
        answer(b"", 503), refusal(36009002), answer(hang_up=True), wrapped({"warehouses": [{"id": "7"}]})
    )
    assert client.logistics.get_warehouse_list() == [{"id": "7"}]
    assert len(server.seen) == 4


def test_a_search_by_post_is_repeated_and_a_write_is_not(server, client, answer):
    server.say(answer(b"", 503), wrapped({"orders": []}))
    assert client.order.get_order_list()["orders"] == []
    server.say(answer(b"", 503), wrapped({}))
    with pytest.raises(Transient) as caught:
        client.fulfillment.ship_package("1152")
    assert caught.value.effect_unknown
    assert len(server.seen) == 3


def test_being_throttled_holds_back_the_family_for_as_long_as_the_server_says(server, app, clock, answer):
    limited = answer(b'{"code":36009002,"message":"slow"}', 429, {"Retry-After": "7"})
    server.say(limited, wrapped({}))
    with Transport(HostPolicy.loopback(), clock=clock, limiter=RateLimiter(clock=clock)) as transport:
        client = one_try(app, transport, server)
        with pytest.raises(Throttled) as caught:
            client.logistics.get_warehouse_list()
        assert caught.value.retry_after == 7
        client.order.get_order_detail(["1"])
        assert clock.sleeps == []
        client.logistics.get_warehouse_list()
        assert clock.sleeps == [7]


def test_secrets_that_the_platform_repeats_are_cut_out(server, client, app):
    server.say(refusal(106001, f"bad token ROW_t0k3n-4711 of {app.app_secret}"))
    with pytest.raises(Rejected) as caught:
        client.logistics.get_warehouse_list()
    assert str(caught.value) == "106001: bad token *** of ***"


@pytest.mark.parametrize(
    ("cipher", "token"), [(1, "t"), (None, "t"), ("x" * 300, "t"), ("c", ""), ("c", "ø")]
)
def test_a_client_needs_a_cipher_and_a_token(cipher, token, app, transport):
    with pytest.raises(InvalidRequest):
        TikTokShopClient(app, transport, "http://127.0.0.1", shop_cipher=cipher, access_token=token)


def test_a_client_without_shop_makes_only_calls_without_shop(app, transport, server):
    server.say(wrapped({"shops": []}))
    client = TikTokShopClient(app, transport, server.url, shop_cipher="", access_token="t")
    assert client.authorization.get_authorized_shops() == []
    with pytest.raises(InvalidRequest):
        client.order.get_order_list()
    assert len(server.seen) == 1


def test_an_empty_object_is_not_sent(server, client):
    server.say(wrapped({"orders": []}))
    client.order.get_order_list()
    assert server.seen[0].body == b""


def test_lists_are_paged_to_the_end_over_short_and_empty_pages(server, client):
    server.say(
        wrapped({"orders": [{"id": "A"}], "next_page_token": "t1"}),
        wrapped({"next_page_token": "t2"}),
        wrapped({"orders": [{"id": "B"}], "next_page_token": ""}),
    )
    rows = client.order.iter_order_list(update_time_ge=START, update_time_lt=END, page_size=3)
    assert [row["id"] for row in rows] == ["A", "B"]
    assert [seen.params.get("page_token") for seen in server.seen] == [None, "t1", "t2"]
    assert {seen.params["page_size"] for seen in server.seen} == {"3"}
    assert server.seen[2].json == {"update_time_ge": 1776297600, "update_time_lt": 1777593600}


ITERATORS = {
    "orders": lambda client: client.order.iter_order_list(),
    "products": lambda client: client.product.iter_products(),
    "brands": lambda client: client.product.iter_brands(),
    "manufacturers": lambda client: client.product.iter_manufacturers(),
    "responsible_persons": lambda client: client.product.iter_responsible_persons(),
    "global_products": lambda client: client.product.iter_global_products(),
    "packages": lambda client: client.fulfillment.iter_packages(),
    "combinable_packages": lambda client: client.fulfillment.iter_combinable_packages(),
    "return_orders": lambda client: client.return_refund.iter_returns(),
    "cancellations": lambda client: client.return_refund.iter_cancellations(),
    "aftersales_requests": lambda client: client.return_refund.iter_aftersales_requests(),
    "statements": lambda client: client.finance.iter_statements(),
    "transactions": lambda client: client.finance.iter_transactions_by_statement("80"),
    "unsettled": lambda client: client.finance.iter_unsettled_transactions(),
    "withdrawals": lambda client: client.finance.iter_withdrawals(),
    "payments": lambda client: client.finance.iter_payments(),
    "activities": lambda client: client.promotion.iter_activities(),
    "coupons": lambda client: client.promotion.iter_coupons(),
    "conversations": lambda client: client.customer_service.iter_conversations(),
    "messages": lambda client: client.customer_service.iter_conversation_messages("75"),
    "open_collaborations": lambda client: client.affiliate.iter_open_collaborations(),
    "affiliate_orders": lambda client: client.affiliate.iter_affiliate_orders(),
    "target_collaborations": lambda client: client.affiliate.iter_target_collaborations(),
    "sample_applications": lambda client: client.affiliate.iter_sample_applications(),
    "creator_orders": lambda client: client.creator.iter_creator_affiliate_orders(),
    "analytics_products": lambda client: client.analytics.iter_shop_product_performance(
        START.date(), END.date()
    ),
    "skus": lambda client: client.analytics.iter_shop_sku_performance(START.date(), END.date()),
    "videos": lambda client: client.analytics.iter_shop_video_performance(START.date(), END.date()),
    "live_stream_sessions": lambda client: client.analytics.iter_shop_live_performance(
        START.date(), END.date()
    ),
}
ROWS = {
    "unsettled": "transactions",
    "affiliate_orders": "orders",
    "creator_orders": "orders",
    "analytics_products": "products",
}


@pytest.mark.parametrize("name", ITERATORS)
def test_every_list_can_be_read_to_its_end(name, server, client):
    rows = ROWS.get(name, name)
    server.say(wrapped({rows: [{"id": "A"}], "next_page_token": "t1"}), wrapped({rows: [{"id": "B"}]}))
    assert [row["id"] for row in ITERATORS[name](client)] == ["A", "B"]
    second = server.seen[1]
    assert second.params.get("page_token") == "t1" or b'"page_token":"t1"' in second.body


def test_a_list_that_would_never_end_is_a_changed_contract(server, client):
    server.say(wrapped({"orders": [], "next_page_token": "t1"}))
    with pytest.raises(ContractChanged) as caught:
        list(client.order.iter_order_list())
    assert caught.value.path == "data.next_page_token"
    assert len(server.seen) == 2


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"orders": ["A"]}, "data.orders[0]"),
        ({"orders": {}}, "data.orders"),
        ({"total_count": 3}, "data.orders"),
        ({"orders": [], "next_page_token": 5}, "data.next_page_token"),
        ([], "data"),
    ],
)
def test_a_page_without_what_was_promised_names_the_place(data, path, server, client):
    server.say(wrapped(data))
    with pytest.raises(ContractChanged) as caught:
        client.order.get_order_list()
    assert (caught.value.path, caught.value.request_id) == (path, "r-1")


@pytest.mark.parametrize("data", [None, {}, {"orders": None}, {"total_count": 0}])
def test_a_list_that_is_left_out_is_empty(data, server, client):
    server.say(wrapped(data))
    assert client.order.get_order_list()["orders"] == []


def test_amounts_are_read_and_written_exactly(server, client, answer):
    server.say(answer(b'{"code":0,"data":{"order_id":"1","settlement_amount":-1.10}}'))
    assert client.finance.get_transactions_by_order("1")["settlement_amount"] == Decimal("-1.10")
    client.product.update_price("1", [{"id": "2", "price": {"amount": Decimal("1E+3"), "currency": "IDR"}}])
    assert server.seen[1].json["skus"][0]["price"]["amount"] == "1000"


def test_a_document_is_fetched_without_anything_of_ours(server, client, answer):
    server.say(answer(b"%PDF-1.4 label"))
    assert client.fulfillment.download_shipping_document(f"{server.url}/doc?x=1") == b"%PDF-1.4 label"
    (seen,) = server.seen
    assert (seen.path, seen.query) == ("/doc", [("x", "1")])
    assert "x-tts-access-token" not in seen.headers


def test_a_document_that_is_gone_or_elsewhere_is_refused(server, client, answer):
    server.say(answer(b"expired", 403))
    with pytest.raises(Rejected) as caught:
        client.fulfillment.download_shipping_document(f"{server.url}/doc")
    assert caught.value.code == "http_403"
    with pytest.raises(HostNotAllowed):
        client.fulfillment.download_shipping_document("https://elsewhere.example/doc")
    server.say(answer(b""))
    with pytest.raises(ContractChanged):
        client.fulfillment.download_shipping_document(f"{server.url}/doc")


def test_a_failure_inside_a_success_of_the_mapper_is_raised(server, client):
    server.say(wrapped({"error": {"code": 16015001, "message": "bad ids"}}))
    with pytest.raises(Rejected) as caught:
        client.creator.map_tokopedia_products(["1"])
    assert caught.value.code == "16015001"
