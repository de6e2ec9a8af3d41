"""Files with the platform's payloads to plain data."""

import json

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_tiktok_shop.lib.parse import KINDS

from tests.unit.tiktok_shop.samples import body, load, payload


def bytes_of(data):
    return json.dumps(data, default=float).encode()


def answer(data):
    return {"code": 0, "message": "Success", "request_id": "r", "data": data}


def test_an_order_is_plain_json_with_exact_amounts():
    order = KINDS["order"]([body("order_vouchers")])
    assert json.loads(json.dumps(order)) == order
    assert (order["external_id"], order["buyer_total"], order["revenue_total"]) == (
        "576000000000000001",
        "273399",
        "284900",
    )
    assert (order["status"], order["created_at"]) == ("to_ship", "2025-11-24T16:00:00Z")


@pytest.mark.parametrize(
    "wrap",
    [
        lambda order: order,
        lambda order: [order],
        lambda order: {"order": order},
        lambda order: [{"order": order}],
        lambda order: {"orders": [order]},
        lambda order: {"data": {"orders": [order]}},
        lambda order: answer({"orders": [order]}),
        lambda order: answer({"next_page_token": "", "total_count": 1, "orders": [order]}),
    ],
)
def test_an_order_is_found_in_every_wrapping(wrap):
    expected = KINDS["order"]([body("order_vouchers")])
    assert KINDS["order"]([bytes_of(wrap(payload("order_vouchers")["order"]))]) == expected


def test_several_orders_are_a_list():
    orders = KINDS["order"]([body("order_vouchers"), body("order_partial_cancel")])
    assert [order["external_id"] for order in orders] == ["576000000000000001", "576000000000000004"]
    rows = [payload(name)["order"] for name in ("order_sample", "order_bundle")]
    assert len(KINDS["order"]([bytes_of(answer({"orders": rows}))])) == 2


def test_a_byte_order_mark_is_no_harm():
    assert KINDS["order"]([b"\xef\xbb\xbf" + body("order_bundle")])["external_id"] == "576000000000000005"


def test_broken_utf8_is_named_by_its_path():
    with pytest.raises(ContractChanged) as failure:
        KINDS["order"]([body("order_vouchers").replace(b"Topi rimba", b"Topi \xff", 1)])
    assert failure.value.path == "order.line_items[1].product_name"


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"nonsense", b"[" * 100000, b'"text"', b"5", b"[]", b"{}", b"\xff\xfe", b"null", b"[null]"],
)
@pytest.mark.parametrize("kind", ["order", "listing", "event"])
def test_what_holds_nothing_of_the_kind_is_refused(kind, data):
    with pytest.raises(ContractChanged):
        KINDS[kind]([data])


@pytest.mark.parametrize("kind", ["order", "listing"])
@pytest.mark.parametrize("data", [{}, None, {"orders": []}, {"packages": [{"id": "1"}]}])
def test_an_answer_without_the_kind_is_refused(kind, data):
    with pytest.raises(ContractChanged):
        KINDS[kind]([bytes_of(answer(data))])


@pytest.mark.parametrize("kind", ["order", "listing"])
def test_a_refusal_is_told_as_such(kind):
    refusal = {"code": 105002, "message": "Expired credentials", "request_id": "r", "data": None}
    with pytest.raises(ContractChanged, match="105002: Expired credentials"):
        KINDS[kind]([bytes_of(refusal)])


def test_a_product_and_a_page_of_products_are_listings():
    detail = KINDS["listing"]([body("listing_detail")])
    assert [sku["name"] for sku in detail["skus"]] == ["Hitam, M", "Putih, XL"]
    page = KINDS["listing"]([body("listing_search")])
    assert [(listing["status"], len(listing["skus"])) for listing in page] == [("live", 2), ("hidden", 1)]
    assert KINDS["listing"]([bytes_of(load("listing_detail")["data"])]) == detail


def test_orders_are_no_listings_and_listings_no_orders():
    with pytest.raises(ContractChanged):
        KINDS["listing"]([body("order_vouchers")])
    with pytest.raises(ContractChanged):
        KINDS["order"]([body("listing_search")])


def test_a_push_is_an_event():
    event = KINDS["event"]([body("push_order_status")])
    assert (event["topic"], event["external_id"], event["shop_ids"], event["raw_status"]) == (
        "order",
        "576000000000000001",
        ["7495000000000000077"],
        "AWAITING_SHIPMENT",
    )


def test_a_push_about_several_orders_is_several_events():
    events = KINDS["event"]([body("push_package_update")])
    assert [event["external_id"] for event in events] == ["576000000000000001", "576000000000000002"]
