import json
from datetime import datetime, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.schema import Topic
from odoo.addons.ocean_shopee.lib.push import parse, verify
from odoo.addons.ocean_shopee.lib.signing import push_signature

URL = "https://shop.example/ocean/push/k1"
BODY = (
    b'{"code":3,"shop_id":11,"timestamp":1700000009,'
    b'"data":{"ordersn":"26A","status":"SHIPPED","update_time":1700000000}}'
)
GOOD = push_signature("push-key", URL, BODY)


def event_of(code, data=None, **envelope):
    body = {"code": code, "timestamp": 1700000009} | ({} if data is None else {"data": data}) | envelope
    (event,) = parse(json.dumps(body).encode())
    return event


def test_a_genuine_push_is_accepted_with_any_of_the_keys():
    assert verify(URL, BODY, GOOD, ["push-key"]) is True
    assert verify(URL, BODY, f" {GOOD}\n", ["other", "push-key"]) is True


@pytest.mark.parametrize(
    ("url", "body", "signature", "keys"),
    [
        (URL, BODY, None, ["push-key"]),
        (URL, BODY, "", ["push-key"]),
        (URL, BODY, "0" * 64, ["push-key"]),
        (URL, BODY, GOOD.upper(), ["push-key"]),
        (URL, BODY, f"SHA256 {GOOD}", ["push-key"]),
        (URL, BODY, "\udcff ü", ["push-key"]),
        (URL, BODY, GOOD, ["wrong"]),
        (URL, BODY, GOOD, []),
        (URL, BODY, "", [""]),
        (URL, BODY, push_signature("", URL, BODY), [""]),
        (URL + "/", BODY, GOOD, ["push-key"]),
        (URL.replace("https", "http"), BODY, GOOD, ["push-key"]),
        (URL, BODY + b" ", GOOD, ["push-key"]),
        (URL, BODY.replace(b"11", b"12"), GOOD, ["push-key"]),
        (URL, json.dumps(json.loads(BODY)).encode(), GOOD, ["push-key"]),
    ],
)
def test_everything_else_is_refused(url, body, signature, keys):
    assert verify(url, body, signature, keys) is False


def test_an_order_push_names_order_shop_status_and_time():
    (event,) = parse(BODY)
    assert (event.topic, event.raw_topic, event.shop_ids) == (Topic.ORDER, "3", ("11",))
    assert (event.external_id, event.raw_status) == ("26A", "SHIPPED")
    assert event.occurred_at == datetime.fromtimestamp(1700000000, tz=timezone.utc)
    assert event.dedupe_key == "3:11:26A:SHIPPED:1700000000"


def test_a_delivery_that_is_repeated_has_the_same_key_whatever_its_envelope():
    first = event_of(3, {"ordersn": "26A", "status": "SHIPPED", "update_time": 1700000000}, shop_id=11)
    again = event_of(
        "3",
        {"order_sn": "26A", "status": "SHIPPED", "update_time": "1700000000"},
        shopid="11",
        timestamp="1700000555",
    )
    assert first.dedupe_key == again.dedupe_key


@pytest.mark.parametrize("change", [{"ordersn": "26B"}, {"status": "COMPLETED"}, {"update_time": 1700000001}])
def test_another_change_of_an_order_has_another_key(change):
    data = {"ordersn": "26A", "status": "SHIPPED", "update_time": 1700000000}
    assert event_of(3, data, shop_id=11).dedupe_key != event_of(3, data | change, shop_id=11).dedupe_key


def test_keys_of_other_shops_and_tricky_values_differ():
    data = {"ordersn": "A", "status": "B:C", "update_time": 1}
    other = {"ordersn": "A:B", "status": "C", "update_time": 1}
    assert event_of(3, data, shop_id=1).dedupe_key != event_of(3, other, shop_id=1).dedupe_key
    assert event_of(3, data, shop_id=1).dedupe_key != event_of(3, data, shop_id=2).dedupe_key


def test_keys_stay_short():
    data = {"ordersn": "A" * 5000, "status": "B", "update_time": 1}
    assert len(event_of(3, data, shop_id=1).dedupe_key) < 100


def test_milliseconds_are_understood():
    event = event_of(3, {"ordersn": "A", "status": "B", "update_time": 1700000000000}, shop_id=1)
    assert event.occurred_at == datetime.fromtimestamp(1700000000, tz=timezone.utc)


def test_a_tracking_push_names_order_and_number():
    data = {"ordersn": "26A", "forder_id": "49", "package_number": "OFG1", "tracking_no": "SPX1"}
    event = event_of(4, data, shop_id=11)
    assert (event.topic, event.external_id, event.text, event.shop_ids) == (
        Topic.TRACKING,
        "26A",
        "SPX1",
        ("11",),
    )
    assert event.occurred_at == datetime.fromtimestamp(1700000009, tz=timezone.utc)
    assert event.dedupe_key == event_of(4, data, shop_id=11, timestamp=1700009999).dedupe_key


def test_an_authorization_names_its_shop_by_the_field_not_by_the_text():
    extra = "shop id 600000 (SG) has been authorized successfully"
    event = event_of(
        1, {"authorize_type": "shop authorization by user", "extra": extra, "shop_id": 5, "success": 1}
    )
    assert (event.topic, event.shop_ids, event.text) == (Topic.AUTHORIZED, ("5",), extra)


def test_an_authorization_of_a_main_account_names_all_shops_once():
    event = event_of(1, {"main_account_id": 7, "shop_id_list": [3, "4", 3], "success": 1})
    assert event.shop_ids == ("3", "4")


def test_an_authorization_that_failed_changes_nothing():
    assert event_of(1, {"shop_id": 5, "success": 0}).topic is Topic.OTHER


def test_authorizations_at_different_times_are_different():
    keys = {
        event_of(1, {"shop_id": 5, "success": 1}, timestamp=at).dedupe_key for at in (1700000000, 1700000001)
    }
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("data", "shop_ids"),
    [
        ({"shopid": 22, "extra": "The authorization is expired."}, ("22",)),
        ({"extra": "shop id 22 (VN) has been cancelled its authorization"}, ("22",)),
        ({"extra": "Shop ID: 22 was cancelled, shop id 22 is gone"}, ("22",)),
        ({"extra": "shop id 22 and shop id 23 were cancelled"}, ()),
        ({"extra": "merchant id 22 has been cancelled its authorization"}, ()),
        ({"extra": "bookshop id 22"}, ()),
        ({"extra": "shop 22"}, ()),
        ({}, ()),
    ],
)
def test_a_withdrawal_names_the_shop_only_when_that_is_certain(data, shop_ids):
    event = event_of(2, {"success": 1} | data)
    assert (event.topic, event.shop_ids) == (Topic.DEAUTHORIZED, shop_ids)


def test_expiring_authorizations_name_the_shops_once_and_pages_differ():
    data = {"shop_expire_soon": [9, 8, 9], "expire_before": 1701000000, "page_no": 1, "total_page": 2}
    event = event_of(12, data)
    assert (event.topic, event.shop_ids, event.raw_status) == (Topic.AUTH_EXPIRING, ("9", "8"), "1701000000")
    assert event.dedupe_key != event_of(12, data | {"page_no": 2}).dedupe_key


def test_the_consoles_ping_needs_nothing():
    (event,) = parse(b'{"code":0,"data":{"verify_info":"This is a verification message."}}')
    assert (event.topic, event.shop_ids, event.occurred_at) == (Topic.PING, (), None)


def test_other_pushes_are_kept_with_what_they_name():
    envelope = {"shop_id": "48", "timestamp": "1739352263"}
    data = {"action_type": "2", "update_time": "1739352219524", "order_sn": "26C"}
    event = event_of("28", data, **envelope)
    assert (event.topic, event.raw_topic, event.shop_ids, event.external_id) == (
        Topic.OTHER,
        "28",
        ("48",),
        "26C",
    )
    assert event.occurred_at == datetime.fromtimestamp(1739352219.524, tz=timezone.utc)
    assert event.dedupe_key == event_of("28", data, **envelope).dedupe_key
    assert event.dedupe_key != event_of("28", data | {"action_type": "3"}, **envelope).dedupe_key


def test_a_lost_push_carries_its_data_as_text():
    text = json.dumps({"ordersn": "26A", "status": "SHIPPED", "update_time": 1700000000})
    assert event_of(3, text, shop_id=11).dedupe_key == "3:11:26A:SHIPPED:1700000000"


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (b"", ""),
        (b"<html>", ""),
        (b"[]", ""),
        (b"[" * 100_000, ""),
        (b'{"code":3,"data":{"ordersn":"\xff"}}', ""),
        (b"{}", "code"),
        (b'{"code":"three"}', "code"),
        (b'{"code":[3]}', "code"),
        (b'{"code":3,"data":[]}', "data"),
        (b'{"code":3,"data":"{"}', ""),
        (b'{"code":3,"data":{"ordersn":"A","status":"B"}}', "shop_id"),
        (b'{"code":3,"shop_id":1,"data":{"status":"B"}}', "ordersn"),
        (b'{"code":3,"shop_id":1,"data":{"ordersn":"A"}}', "status"),
        (b'{"code":3,"shop_id":1,"data":{"ordersn":{"a":1},"status":"B"}}', "ordersn"),
        (b'{"code":3,"shop_id":1,"data":{"ordersn":"A\\u0000","status":"B"}}', "ordersn"),
        (b'{"code":3,"shop_id":1,"data":{"ordersn":"A\\ud800","status":"B"}}', "ordersn"),
        (b'{"code":4,"shop_id":1}', "ordersn"),
        (b'{"code":12,"data":{"shop_expire_soon":5}}', "data.shop_expire_soon"),
        (b'{"code":12,"data":{"shop_expire_soon":[[5]]}}', "data.shop_expire_soon"),
    ],
)
def test_what_is_no_push_is_refused_with_the_path(body, path):
    with pytest.raises(ContractChanged) as caught:
        parse(body)
    assert caught.value.path == path or path == ""
