"""Files with Shopee payloads to plain data."""

import json

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_shopee.lib.parse import KINDS


def _bytes(data) -> bytes:
    return json.dumps(data, default=float).encode()


@pytest.fixture
def stored(load_fixture):
    return load_fixture("order_vouchers")


def test_an_order_is_plain_json_with_exact_amounts(fixture_bytes):
    order = KINDS["order"]([fixture_bytes("order_vouchers")])
    assert json.loads(json.dumps(order)) == order
    assert (order["external_id"], order["buyer_total"], order["revenue_total"]) == (
        "251124AAVOUCHR",
        "215500",
        "224000",
    )
    assert (order["status"], order["created_at"]) == ("to_ship", "2025-11-24T16:00:00Z")


@pytest.mark.parametrize(
    "wrap",
    [
        lambda order: order,
        lambda order: [order],
        lambda order: {"order_list": [order]},
        lambda order: {"error": "", "message": "", "response": {"order_list": [order]}, "warning": []},
        lambda order: {"error": " ", "response": {"order_list": [order]}},
    ],
)
def test_an_order_is_found_in_every_wrapping(stored, wrap):
    assert KINDS["order"]([_bytes(wrap(stored["order"]))])["ladder"]["state"] == "provisional"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda escrow: escrow,
        lambda escrow: {"error": "", "response": escrow},
        lambda escrow: {"error": "", "response": [{"escrow_detail": escrow}]},
        lambda escrow: {"escrow_detail": escrow},
    ],
)
def test_an_escrow_is_matched_to_its_order_in_either_order_of_files(stored, wrap):
    order, escrow = _bytes(stored["order"]), _bytes(wrap(stored["escrow"]))
    expected = KINDS["order"]([_bytes(stored)])
    assert KINDS["order"]([order, escrow]) == KINDS["order"]([escrow, order]) == expected


@pytest.mark.parametrize("number", [{}, [], None, 5])
def test_a_number_that_is_no_text_is_named_by_its_path(stored, number):
    stored["order"]["order_sn"] = number
    with pytest.raises(ContractChanged) as failure:
        KINDS["order"]([_bytes(stored["order"]), _bytes({**stored["escrow"], "order_sn": number})])
    assert failure.value.path == "order.order_sn"


def test_several_orders_are_a_list(fixture_bytes):
    orders = KINDS["order"]([fixture_bytes("order_vouchers"), fixture_bytes("order_gift")])
    assert [order["external_id"] for order in orders] == ["251124AAVOUCHR", "251124CCGIFTED"]


def test_an_escrow_alone_is_an_order_of_unknown_status(stored):
    order = KINDS["order"]([_bytes(stored["escrow"])])
    assert (order["status"], order["raw_status"], order["revenue_total"]) == ("unknown", "", "224000")


def test_the_placeholders_of_documentation_samples_are_read(fixture_bytes):
    order = KINDS["order"]([fixture_bytes("order_placeholders")])
    assert (order["buyer_total"], order["revenue_total"], order["status"]) == ("1004", "1000", "cancelled")
    assert (order["is_cod"], order["buyer"]["username"], order["lines"][0]["quantity"]) == (False, "", 1)


def test_a_byte_order_mark_is_no_harm(fixture_bytes):
    assert KINDS["order"]([b"\xef\xbb\xbf" + fixture_bytes("order_gift")])["external_id"] == "251124CCGIFTED"


def test_broken_utf8_is_named_by_its_path(fixture_bytes):
    body = fixture_bytes("order_vouchers").replace(b"Topi rimba", b"Topi \xff", 1)
    with pytest.raises(ContractChanged) as failure:
        KINDS["order"]([body])
    assert failure.value.path == "order.item_list[1].item_name"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"nonsense", b"[" * 100000, b'"text"', b"5", b"[]", b"{}", b"\xff\xfe", b"null", b"[null]"],
)
@pytest.mark.parametrize("kind", ["order", "listing"])
def test_what_holds_nothing_of_the_kind_is_refused(kind, body):
    with pytest.raises(ContractChanged):
        KINDS[kind]([body])


def test_an_error_answer_is_told_as_such():
    body = _bytes(
        {"error": "error_not_found", "message": "Wrong parameters", "response": None, "request_id": "x"}
    )
    with pytest.raises(ContractChanged, match="error_not_found: Wrong parameters"):
        KINDS["order"]([body])


def test_listings_take_their_variants_from_the_second_file(fixture_bytes):
    files = [fixture_bytes("listing_variants"), fixture_bytes("listing_models")]
    listing = KINDS["listing"](files)
    assert [sku["name"] for sku in listing["skus"]] == ["Hitam,M", "Putih,XL"]
    assert KINDS["listing"](files[::-1]) == listing


def test_several_listings_are_a_list(fixture_bytes):
    files = [
        fixture_bytes("listing_single"),
        fixture_bytes("listing_variants"),
        fixture_bytes("listing_models"),
    ]
    assert [len(listing["skus"]) for listing in KINDS["listing"](files)] == [1, 2]


def test_a_stored_listing_brings_its_variants(load_fixture):
    item = load_fixture("listing_variants")["response"]["item_list"][0]
    models = load_fixture("listing_models")["response"]
    assert len(KINDS["listing"]([_bytes({"item": item, "models": models})])["skus"]) == 2


def test_a_model_list_alone_is_no_listing(fixture_bytes):
    with pytest.raises(ContractChanged, match="nothing of this kind"):
        KINDS["listing"]([fixture_bytes("listing_models")])


def test_a_push_is_an_event():
    body = _bytes(
        {
            "code": 3,
            "shop_id": 77,
            "timestamp": 1764000000,
            "data": {"ordersn": "251124AAVOUCHR", "status": "SHIPPED"},
        }
    )
    event = KINDS["event"]([body])
    assert (event["topic"], event["external_id"], event["shop_ids"]) == ("order", "251124AAVOUCHR", ["77"])
