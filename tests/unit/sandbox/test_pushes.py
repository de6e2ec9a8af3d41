"""Signed pushes, their retries, and the queue of lost ones."""

import hashlib
import hmac
import json

import pytest


@pytest.fixture
def hooked(raw, receiver):
    raw.control("POST", "/config", callback_url=receiver.url)
    return raw


def signature(key, url, body):
    return hmac.new(key.encode(), url.encode() + b"|" + body, hashlib.sha256).hexdigest()


def lost(raw):
    return raw.public("GET", "/api/v2/push/get_lost_push_message").response


def test_a_change_of_status_is_pushed_with_the_push_key_over_the_configured_address(hooked, receiver):
    number = hooked.place()[0]
    (envelope,) = receiver.wait_for(1)
    headers, body = receiver.seen[0]
    assert headers["Authorization"] == signature(hooked.app["push_key"], receiver.url, body)
    assert envelope["code"] == 3
    assert envelope["shop_id"] == hooked.app["shop_id"]
    assert envelope["data"]["ordersn"] == number
    assert envelope["data"]["status"] == "READY_TO_SHIP"
    assert abs(envelope["timestamp"] - hooked.now()) < 5


def test_another_switch_signs_with_the_partner_key(hooked, receiver):
    hooked.switch(push_sign_key="partner")
    hooked.place()
    receiver.wait_for(1)
    headers, body = receiver.seen[0]
    assert headers["Authorization"] == signature(hooked.app["partner_key"], receiver.url, body)


def test_the_tracking_number_is_pushed_when_it_is_there(hooked, receiver, world):
    number = hooked.place()[0]
    hooked.control("POST", f"/orders/{number}/advance")
    receiver.wait_for(2)
    assert [envelope["code"] for envelope in receiver.envelopes] == [3, 3]
    hooked.control("POST", "/clock", advance=10)
    tracking = receiver.wait_for(3)[2]
    assert tracking["code"] == 4
    assert tracking["data"]["ordersn"] == number
    assert tracking["data"]["tracking_no"].startswith("SPXID")
    assert world.pushes.drain()


def test_consent_is_pushed_with_the_partner_instead_of_the_shop(hooked, receiver):
    hooked.switch(consent="approve", consent_account=68_272)
    hooked.public("GET", "/api/v2/shop/auth_partner", redirect="https://erp.example.com/")
    hooked.control("POST", "/config", shop=hooked.app["shop_id"], revoke=True)
    given, taken = receiver.wait_for(2)
    assert given["code"] == 1
    assert given["data"]["shop_id_list"] == [301_177_001, 301_177_002]
    assert "shop_id" not in given
    assert taken["code"] == 2
    assert str(hooked.app["shop_id"]) in taken["data"]["extra"]


def test_a_consent_about_to_end_is_pushed_on_request(hooked, receiver):
    hooked.control("POST", "/config", shop=hooked.app["shop_id"], authorized_for=6 * 86_400)
    hooked.control("POST", "/push", code=12)
    (envelope,) = receiver.wait_for(1)
    assert envelope["data"]["shop_expire_soon"] == [hooked.app["shop_id"]]


@pytest.mark.parametrize(("status", "body"), [(500, b""), (200, b'{"ok":true}'), (302, b"")])
def test_only_a_2xx_answer_without_a_body_counts(hooked, receiver, world, status, body):
    receiver.status, receiver.body = status, body
    hooked.place()
    receiver.wait_for(1)
    assert world.pushes.drain()
    assert [push["state"] for push in world.pushes.as_list()] == ["waiting"]


def test_a_failed_push_is_tried_again_by_the_clock_and_lost_in_the_end(hooked, receiver, world):
    receiver.status = 500
    number = hooked.place()[0]
    receiver.wait_for(1)
    for count, delay in enumerate((300, 1_800, 10_800), start=2):
        hooked.control("POST", "/clock", advance=delay + 1)
        assert len(receiver.wait_for(count)) == count
    assert world.pushes.drain()
    (row,) = lost(hooked)["push_message_list"]
    assert row["data"]["data"]["ordersn"] == number
    assert len({body for _headers, body in receiver.seen}) == 1


def test_lost_pushes_wait_until_they_are_confirmed(hooked, receiver):
    hooked.fault("push_lost")
    hooked.place(count=101)
    page = lost(hooked)
    assert len(page["push_message_list"]) == 100
    assert page["has_next_page"] is True
    path = "/api/v2/push/confirm_consumed_lost_push_message"
    assert hooked.public("POST", path, {"last_message_id": page["last_message_id"]}).error == ""
    assert len(lost(hooked)["push_message_list"]) == 1
    assert hooked.public("POST", path, {}).error == "error_param"
    assert receiver.seen == []


def test_lost_pushes_are_kept_three_days_and_may_carry_text(hooked, world):
    hooked.fault("push_lost")
    hooked.place()
    hooked.switch(lost_data_as_text=True)
    assert json.loads(lost(hooked)["push_message_list"][0]["data"])["code"] == 3
    world.clock.advance(3 * 86_400 + 1)
    assert lost(hooked) == {"push_message_list": [], "has_next_page": False, "last_message_id": 0}


def test_duplicates_arrive_twice_with_the_same_bytes(hooked, receiver):
    hooked.fault("push_duplicate", count=1)
    hooked.place()
    receiver.wait_for(2)
    assert receiver.seen[0][1] == receiver.seen[1][1]


def test_late_pushes_wait_for_the_clock(hooked, receiver, world):
    hooked.fault("push_late", seconds=600, count=1)
    hooked.place()
    assert world.pushes.drain()
    assert receiver.seen == []
    hooked.control("POST", "/clock", advance=601)
    assert len(receiver.wait_for(1)) == 1


def test_pushes_can_change_places(hooked, receiver):
    hooked.fault("push_reorder", count=1)
    first, second = hooked.place(count=2)
    assert [envelope["data"]["ordersn"] for envelope in receiver.wait_for(2)] == [second, first]


def test_any_push_can_be_sent_anywhere_forged_or_repeated(raw, receiver):
    number = raw.place()[0]
    raw.control("POST", "/push", code=3, order=number, url=receiver.url, repeat=2)
    raw.control("POST", "/push", code=3, order=number, url=receiver.url, forge="wrong")
    raw.control("POST", "/push", code=0, url=receiver.url, forge="missing")
    raw.control("POST", "/push", url=receiver.url, raw="not json")
    receiver.wait_until(5)
    (one, _), (two, _), (forged, body), (unsigned, ping), (_, text) = receiver.seen
    assert one["Authorization"] == two["Authorization"]
    assert forged["Authorization"] != signature(raw.app["push_key"], receiver.url, body)
    assert "Authorization" not in unsigned
    assert json.loads(ping)["code"] == 0
    assert text == b"not json"


def test_a_push_can_be_made_without_being_sent(raw, receiver, world):
    (push,) = raw.control("POST", "/push", code=3, order=raw.place()[0], url=receiver.url, dry=True)["pushes"]
    body = push["body"].encode()
    assert push["headers"]["Authorization"] == signature(raw.app["push_key"], receiver.url, body)
    assert world.pushes.drain()
    assert receiver.seen == []


def test_a_new_address_must_answer_the_test_message(raw, receiver):
    path = "/api/v2/push/set_app_push_config"
    receiver.status, receiver.body = 200, b"ok"
    assert raw.public("POST", path, {"callback_url": receiver.url}).error == "error_param"
    receiver.body = b""
    body = {"callback_url": receiver.url, "set_push_config_off": [4], "blocked_shop_id_list": [5]}
    assert raw.public("POST", path, body).response == {"result": "success"}
    config = raw.public("GET", "/api/v2/push/get_app_push_config").response
    assert config["callback_url"] == receiver.url
    assert config["push_config_off_list"] == [4]
    assert config["blocked_shop_id"] == [5]
    assert receiver.envelopes[0]["data"] == {"verify_info": "This is a verification message."}


def test_unwanted_codes_and_blocked_shops_are_not_pushed(hooked, receiver, world):
    path = "/api/v2/push/set_app_push_config"
    hooked.public("POST", path, {"set_push_config_off": [3]})
    hooked.place()
    hooked.public("POST", path, {"set_push_config_on": [3], "blocked_shop_id_list": [hooked.app["shop_id"]]})
    hooked.place()
    assert world.pushes.drain()
    assert receiver.seen == []
    assert hooked.public("POST", path, {"set_push_config_on": [99]}).error == "error_param"
    assert hooked.public("POST", path, {"callback_url": "ftp://x"}).error == "error_param"
