from datetime import datetime, timezone

import pytest
import simplejson

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.schema import Topic
from odoo.addons.ocean_tiktok_shop.lib.push import parse, verify
from odoo.addons.ocean_tiktok_shop.lib.signing import App, push_signature

UPDATED = 1777593600


def push(kind, data, **envelope):
    head = {"type": kind, "tts_notification_id": "73801", "shop_id": "7495", "timestamp": UPDATED + 5}
    return simplejson.dumps({**head, "data": data, **envelope}).encode()


# type: data, topic, external id, status, text
SINGLE = {
    1: ({"order_id": "5764", "order_status": "CANCEL"}, Topic.ORDER, "5764", "CANCEL", ""),
    2: ({"order_id": "5764", "reverse_order_status": 3}, Topic.ORDER, "5764", "3", ""),
    3: ({"order_id": "5764"}, Topic.ORDER, "5764", "", ""),
    5: (
        {"product_id": 1729592969712207008, "status": "X", "suspended_reason": "fake"},
        Topic.LISTING,
        "1729592969712207008",
        "X",
        "fake",
    ),
    6: ({"message": "gone"}, Topic.DEAUTHORIZED, "", "", "gone"),
    7: ({"message": "soon", "expiration_time": "1777"}, Topic.AUTH_EXPIRING, "", "1777", "soon"),
    11: (
        {"order_id": "5764", "cancel_status": "CANCELLATION_REQUEST_PENDING", "cancel_id": "40"},
        Topic.ORDER,
        "5764",
        "CANCELLATION_REQUEST_PENDING",
        "40",
    ),
    12: (
        {"order_id": "5764", "return_id": "41", "return_status": "AWAITING_BUYER_SHIP"},
        Topic.OTHER,
        "41",
        "AWAITING_BUYER_SHIP",
        "5764",
    ),
    13: ({"conversation_id": "75"}, Topic.OTHER, "75", "", ""),
    14: (
        {"conversation_id": "75", "message_id": "76", "type": "TEXT", "content": '{"content":"hi"}'},
        Topic.OTHER,
        "75",
        "TEXT",
        "76",
    ),
    15: ({"product_id": "1729", "change_source": "SELLER_CENTER"}, Topic.LISTING, "1729", "", ""),
    16: ({"product_id": 1729, "product_types": ["GPR_PRODUCT"]}, Topic.LISTING, "1729", "", ""),
    18: ({"product_id": "1729", "current_category_id": "600002"}, Topic.LISTING, "1729", "", ""),
    37: ({"product_id": 1729, "audit": {"status": "FAILED"}}, Topic.LISTING, "1729", "FAILED", ""),
    50: ({"product_id": "1729", "skus": [{"sku_id": "1"}]}, Topic.LISTING, "1729", "", ""),
    99: ({"novelty": [1]}, Topic.OTHER, "", "", ""),
}


@pytest.mark.parametrize("kind", SINGLE)
def test_a_push_is_reduced_to_a_hint(kind):
    data, topic, external_id, status, text = SINGLE[kind]
    (event,) = parse(push(kind, data | {"update_time": UPDATED}))
    assert (event.topic, event.raw_topic, event.shop_ids) == (topic, str(kind), ("7495",))
    assert (event.external_id, event.raw_status, event.text) == (external_id, status, text)
    assert event.occurred_at == datetime(2026, 5, 1, tzinfo=timezone.utc)


def test_a_package_update_is_a_hint_for_each_of_its_orders():
    packages = [
        {"package_id": "1152", "order_id_list": ["5764", "5765"]},
        {"package_id": "1153", "order_id_list": ["5766"]},
    ]
    events = parse(push(4, {"sc_type": "COMBINE", "package_list": packages, "update_time": UPDATED}))
    assert [(event.external_id, event.text) for event in events] == [
        ("5764", "1152"),
        ("5765", "1152"),
        ("5766", "1153"),
    ]
    assert {(event.topic, event.raw_status) for event in events} == {(Topic.ORDER, "COMBINE")}
    assert len({event.dedupe_key for event in events}) == 3


def test_a_package_update_without_orders_is_kept_as_it_is():
    (event,) = parse(push(4, {"sc_type": "SPLIT", "package_list": []}))
    assert event.topic is Topic.OTHER


def test_repeated_deliveries_have_the_same_key_and_others_do_not():
    data = {"order_id": "5764", "order_status": "UNPAID"}
    keys = [
        parse(body)[0].dedupe_key
        for body in (
            push(1, data),
            push(1, data),
            push(1, data, tts_notification_id="73802"),
            push(1, data, shop_id="7496"),
            push(11, data | {"cancel_status": "x"}),
        )
    ]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 4


def test_a_push_without_number_is_told_by_its_content():
    first, again, later = (
        parse(push(3, {"order_id": "5764", "update_time": moment}, tts_notification_id=None))[0].dedupe_key
        for moment in (UPDATED, UPDATED, UPDATED + 1)
    )
    assert first == again != later


def test_the_time_of_sending_stands_in_for_a_missing_one():
    (event,) = parse(push(13, {"conversation_id": "75"}))
    assert event.occurred_at == datetime(2026, 5, 1, 0, 0, 5, tzinfo=timezone.utc)


def test_a_push_to_a_seller_names_no_shop():
    (event,) = parse(push(35, {"mirror_status": "MIRRORED"}, shop_id=None, seller_open_id="o-1"))
    assert event.shop_ids == ()


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (b"", ""),
        (b"\xff\xfe", ""),
        (b"[]", ""),
        (b"{}", "type"),
        (b'{"type":"x"}', "type"),
        (push(1, "text"), "data"),
        (push(1, {"order_status": "UNPAID"}), "order_id"),
        (push(1, {"order_id": "5764"}), "order_status"),
        (push(1, {"order_id": {"a": 1}, "order_status": "UNPAID"}), "order_id"),
        (push(1, {"order_id": "57\x0064", "order_status": "UNPAID"}), "order_id"),
        (push(1, {"order_id": "5764", "order_status": "UNPAID"}, shop_id=""), "shop_id"),
        (push(4, {"package_list": "all"}), "data.package_list"),
        (push(4, {"package_list": ["1152"]}), "data.order_id_list"),
        (push(4, {"package_list": [{"order_id_list": [["5764"]]}]}), "data.package_list.order_id_list"),
        (push(6, {"message": "gone"}, shop_id=None), "shop_id"),
        (push(15, {"change_source": "OPEN_API"}), "product_id"),
        (push(11, {"order_id": "5764"}), "cancel_status"),
        (push(12, {"order_id": "5764"}), "return_id"),
        (push(14, {"message_id": "76"}), "conversation_id"),
    ],
)
def test_what_is_no_push_names_the_place(body, path):
    with pytest.raises(ContractChanged) as caught:
        parse(body)
    assert caught.value.path == path


@pytest.mark.parametrize(
    "header",
    ["", None, "nonsense", "ø", "Bearer {good}", "{good}x", "{GOOD}"],
)
def test_a_push_with_another_signature_is_not_genuine(app, header):
    good = push_signature(app, b"{}")
    given = header and header.replace("{good}", good).replace("{GOOD}", good.upper())
    assert not verify(app, b"{}", given)


def test_a_push_is_genuine_for_the_app_that_it_was_signed_for(app):
    good = push_signature(app, b"{}")
    assert verify(app, b"{}", good)
    assert verify(app, b"{}", f" {good} ")
    assert not verify(app, b"{ }", good)
    assert not verify(App(app.app_key, "another"), b"{}", good)
    assert not verify(App("another", app.app_secret), b"{}", good)
