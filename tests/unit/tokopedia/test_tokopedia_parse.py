"""Files with Tokopedia payloads to plain data."""

import json

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_tokopedia.lib.parse import KINDS

from tests.unit.tokopedia.samples import fixture_bytes, single


def as_bytes(data):
    return json.dumps(data, default=float).encode()


def test_an_order_is_plain_json_with_exact_amounts():
    order = KINDS["order"]([fixture_bytes("order_single")])
    assert json.loads(json.dumps(order)) == order
    assert (order["external_id"], order["buyer_total"], order["revenue_total"]) == (
        "990000101",
        "267500",
        "208000",
    )
    assert (order["status"], order["updated_at"]) == ("to_ship", "2024-11-24T04:00:00Z")


@pytest.mark.parametrize(
    "wrap",
    [
        lambda order: order,
        lambda order: [order],
        lambda order: {"order": order},
        lambda order: {"order": order, "frame": "utc"},
        lambda order: {"header": {"messages": "ok", "error_code": 0}, "data": order},
        lambda order: {"header": {"messages": "ok"}, "data": [order], "status": "200"},
        lambda order: {"data": [order], "links": {"self": ""}},
    ],
)
def test_an_order_is_found_in_every_wrapping(wrap):
    order = KINDS["order"]([as_bytes(wrap(single()["order"]))])
    assert (order["external_id"], order["ladder"]["state"]) == ("990000101", "checkout")


def test_several_orders_are_a_list():
    orders = KINDS["order"]([fixture_bytes("order_list"), fixture_bytes("order_notification")])
    assert [order["external_id"] for order in orders] == ["990000202", "990000303"]


def test_a_push_about_a_new_order_has_its_deadlines_as_go_prints_times():
    order = json.loads(fixture_bytes("order_notification"))
    order["shipment_fulfillment"] = {
        "accept_deadline": "2024-11-25 03:30:00.25 +0000 UTC",
        "confirm_shipping_deadline": "2024-11-26 03:30:00 +0000 UTC",
        "item_delivered_deadline": "",
    }
    assert KINDS["order"]([as_bytes(order)])["respond_by"] == "2024-11-25T03:30:00.250000Z"


def test_a_stored_payload_keeps_its_frame():
    order = KINDS["order"]([as_bytes({**single(), "frame": "wall_clock"})])
    assert order["updated_at"] == "2024-11-23T21:00:00Z"


def test_a_byte_order_mark_is_no_harm():
    body = b"\xef\xbb\xbf" + fixture_bytes("order_list")
    assert KINDS["order"]([body])["external_id"] == "990000202"


def test_broken_utf8_is_named_by_its_path():
    body = fixture_bytes("order_list").replace(b"Teko porselen", b"Teko \xff", 1)
    with pytest.raises(ContractChanged) as failure:
        KINDS["order"]([body])
    assert failure.value.path == "order.products[1].name"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"nonsense",
        b"[" * 100000,
        b'"text"',
        b"5",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"null",
        b"[null]",
        b'{"header": {}, "data": null}',
    ],
)
@pytest.mark.parametrize("kind", ["order", "listing"])
def test_what_holds_nothing_of_the_kind_is_refused(kind, body):
    with pytest.raises(ContractChanged):
        KINDS[kind]([body])


def test_an_error_answer_is_told_as_such():
    header = {"messages": "bad", "reason": "Data Not Found", "error_code": "ORD_API_008"}
    with pytest.raises(ContractChanged, match="ORD_API_008: Data Not Found"):
        KINDS["order"]([as_bytes({"header": header, "data": None})])


def test_listings_take_their_variants_from_the_other_file():
    files = [fixture_bytes("products"), fixture_bytes("product_variants")]
    hat, shirt, size = KINDS["listing"](files)
    assert [sku["name"] for sku in shirt["skus"]] == ["Hitam, M", "Hitam, XL"]
    assert [len(hat["skus"]), len(size["skus"])] == [1, 1]
    assert KINDS["listing"](files[::-1]) == [hat, shirt, size]


def test_variants_alone_are_no_listing():
    with pytest.raises(ContractChanged, match="nothing of this kind"):
        KINDS["listing"]([fixture_bytes("product_variants")])


STATUS = {"fs_id": 13398, "order_status": 500, "order_id": 990000101, "shop_id": 8212734}


@pytest.mark.parametrize(
    "data", [STATUS, [STATUS], {"header": {"messages": "ok"}, "data": STATUS}], ids=["push", "list", "answer"]
)
def test_a_push_is_an_event(data):
    event = KINDS["event"]([as_bytes(data)])
    assert (event["topic"], event["external_id"], event["raw_status"]) == ("order", "990000101", "500")
    assert event["shop_ids"] == ["8212734"]


def test_the_push_about_a_new_order_is_an_event_too():
    event = KINDS["event"]([fixture_bytes("order_notification")])
    assert (event["raw_topic"], event["external_id"]) == ("order_notification", "990000303")


def test_several_pushes_are_a_list():
    events = KINDS["event"]([as_bytes([STATUS, {"order_id": 5}]), as_bytes(STATUS)])
    assert [event["raw_topic"] for event in events] == [
        "order_status",
        "order_request_cancellation",
        "order_status",
    ]


@pytest.mark.parametrize("body", [b"", b"{", b"5", b"[]", b"[5]", b"\xff\xfe"])
def test_what_is_no_push_is_refused(body):
    with pytest.raises(ContractChanged):
        KINDS["event"]([body])
