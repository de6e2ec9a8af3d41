"""Whatever can go wrong on the network and in payloads, on request."""

import http.client
import json
import threading
import time

import pytest

LIST = "*/get_order_list"


@pytest.mark.parametrize(("options", "wait"), [({}, None), ({"retry_after": 7}, "7")])
def test_calls_too_many_come_with_or_without_a_hint(raw, options, wait):
    raw.fault("throttle", path=LIST, count=1, **options)
    answer = raw.orders()
    assert answer.status == 429
    assert answer.error == "error_rate_limit"
    assert answer.headers.get("Retry-After") == wait
    assert raw.orders().error == ""


def test_faults_strike_only_the_paths_they_name(raw):
    raw.fault("server_error", path=LIST)
    assert raw.get("shop/get_shop_info").status == 200
    answer = raw.orders()
    assert answer.status == 502
    assert answer.body.startswith(b"<html>")


@pytest.mark.parametrize(("when", "again"), [("before", ""), ("after", "error_auth")])
def test_a_gateway_error_may_come_before_or_after_the_effect(raw, when, again):
    raw.fault("server_error", path="*/access_token/get", count=1, when=when)
    assert raw.refresh(raw.app["refresh_token"]).status == 502
    assert raw.refresh(raw.app["refresh_token"]).error == again


def test_a_connection_can_end_without_an_answer_after_the_effect(raw):
    raw.fault("drop", path="*/access_token/get", count=1, when="after")
    with pytest.raises(http.client.RemoteDisconnected):
        raw.refresh(raw.app["refresh_token"])
    assert raw.refresh(raw.app["refresh_token"]).error == "error_auth"


def test_an_answer_can_be_slow_without_holding_up_others(raw):
    raw.fault("slow", path=LIST, count=1, seconds=0.5)
    ended = {}

    def ask_slowly():
        ended["answer"] = raw.orders()
        ended["at"] = time.monotonic()

    start = time.monotonic()
    asker = threading.Thread(target=ask_slowly)
    asker.start()
    assert raw.get("shop/get_shop_info").error == ""
    meanwhile = time.monotonic()
    asker.join()
    assert ended["answer"].error == ""
    assert meanwhile < ended["at"]
    assert ended["at"] - start > 0.5


def test_a_token_can_expire_early(raw):
    raw.fault("expired_token", count=1)
    assert raw.orders().error == "invalid_acceess_token"
    assert raw.orders().error == ""


def test_broken_text_is_in_one_order_only(raw):
    good, bad = raw.place(count=2)
    raw.fault("broken_utf8", match=bad)
    assert raw.one(good)["order_sn"] == good
    answer = raw.detail(good, bad)
    with pytest.raises(UnicodeDecodeError):
        answer.body.decode()
    assert json.loads(answer.body.decode(errors="replace"))["error"] == ""


def test_one_field_of_one_order_can_be_gone_or_of_another_type(raw):
    good, gone, wrong = raw.place(count=3)
    raw.fault("missing_field", match=gone, field="currency")
    raw.fault("wrong_type", match=wrong)
    orders = {order["order_sn"]: order for order in raw.detail(good, gone, wrong).response["order_list"]}
    assert "currency" not in orders[gone]
    assert orders[wrong]["item_list"][0]["model_quantity_purchased"] == "banyak"
    assert orders[good]["currency"] == "IDR"
    raw.control("POST", "/faults", clear=True)
    assert raw.one(gone)["currency"] == "IDR"


def test_fields_that_nobody_announced_can_appear_and_buyers_can_vanish(raw):
    number = raw.place()[0]
    raw.fault("unknown_fields", count=1)
    raw.fault("masked_buyer", count=1)
    order = raw.one(number, fields="item_list,buyer_username,recipient_address")
    assert "x_new_field" in order
    assert "x_new_line_field" in order["item_list"][0]
    assert order["buyer_username"] == order["recipient_address"]["city"] == "****"
    assert order["recipient_address"]["region"] == "ID"
    assert "x_new_field" not in raw.one(number)


def test_an_order_can_be_wrong_on_purpose_and_mended(raw):
    wrong = {
        "detail": {"item_list.0.model_quantity_purchased": -1, "order_status": "ON_THE_MOON"},
        "escrow": {
            "buyer_payment_info": {"$delete": True},
            "order_income.escrow_amount": 1,
            "no.such.place": 2,
        },
    }
    number = raw.place(overrides=wrong)[0]
    order = raw.one(number)
    assert order["order_status"] == "ON_THE_MOON"
    assert order["item_list"][0]["model_quantity_purchased"] == -1
    escrow = raw.get("payment/get_escrow_detail", order_sn=number).response
    assert "buyer_payment_info" not in escrow
    assert escrow["order_income"]["escrow_amount"] == 1
    before = order["update_time"]
    raw.control("POST", f"/orders/{number}/edit", overrides={})
    mended = raw.one(number)
    assert mended["order_status"] == "READY_TO_SHIP"
    assert mended["update_time"] > before


def test_faults_can_be_listed_counted_and_cleared_one_by_one(raw):
    raw.control("POST", "/faults", set=[{"kind": "slow", "count": 3}, {"kind": "drop", "count": 0}])
    first, second = raw.control("GET", "/faults")["faults"]
    assert (first["kind"], first["count"]) == ("slow", 3)
    raw.control("POST", "/faults", clear=second["id"])
    assert [fault["kind"] for fault in raw.control("GET", "/faults")["faults"]] == ["slow"]
    raw.control("POST", "/faults", clear="slow")
    assert raw.control("GET", "/faults")["faults"] == []


def test_a_fault_can_last_for_a_block(raw, world):
    with world.faults.during("throttle", path=LIST):
        assert raw.orders().error == "error_rate_limit"
    assert raw.orders().error == ""


def test_a_fault_can_be_that_of_one_platform(raw):
    raw.fault("throttle", path=LIST, platform="another")
    assert raw.orders().error == ""
    raw.fault("throttle", path=LIST, platform="shopee")
    assert raw.orders().error == "error_rate_limit"


def test_an_unknown_fault_is_refused(world):
    with pytest.raises(ValueError, match="no fault of kind 'earthquake'"):
        world.faults.add("earthquake")
