"""Webhooks: where they go, how they are signed, what they say."""

import hashlib
import hmac
import json

import pytest

WAY = "/event/202309/webhooks"


@pytest.fixture
def hook(receiver):
    receiver.status = 200
    return receiver


@pytest.fixture
def hooked(tts, hook):
    tts.control("POST", "/config", callback_url=hook.url)
    return hook


def kinds(hook):
    return [envelope["type"] for envelope in hook.envelopes]


def test_addresses_are_registered_listed_and_deleted(tts):
    body = {"event_type": "ORDER_STATUS_CHANGE", "address": "https://erp.example/hook"}
    assert tts.call("PUT", WAY, body).data == {}
    assert tts.call("PUT", WAY, {**body, "address": "https://erp.example/other"}).data == {}
    rows = tts.get(WAY).data
    assert (rows["total_count"], rows["webhooks"][0]["address"]) == (1, "https://erp.example/other")
    assert tts.call("DELETE", WAY, {"event_type": body["event_type"]}).data == {}
    assert tts.call("DELETE", WAY, {"event_type": body["event_type"]}).data == {}
    assert tts.get(WAY).data["total_count"] == 0


@pytest.mark.parametrize(
    "address",
    ["http://erp.example/hook", "https://erp.example:8443/hook", "https://93.184.216.34/hook", "x" * 256],
)
def test_only_https_with_a_domain_name_is_taken(tts, address):
    assert tts.call("PUT", WAY, {"event_type": "ORDER_STATUS_CHANGE", "address": address}).code == 36009004


def test_events_outside_the_list_are_refused(tts):
    body = {"event_type": "INVENTORY", "address": "https://erp.example/hook"}
    assert tts.call("PUT", WAY, body).code == 36009004


def test_a_registered_address_gets_signed_pushes(tts, hook):
    tts.call("PUT", WAY, {"event_type": "ORDER_STATUS_CHANGE", "address": hook.url})
    number = tts.place(status="UNPAID")[0]
    hook.wait_for(1)
    headers, body = hook.seen[0]
    key = tts.app["app_secret"].encode()
    assert (
        headers["Authorization"]
        == hmac.new(key, tts.app["app_key"].encode() + body, hashlib.sha256).hexdigest()
    )
    envelope = json.loads(body)
    assert envelope["data"]["order_id"] == number
    assert envelope["data"]["order_status"] == "UNPAID"
    assert envelope["shop_id"] == tts.app["shop_id"]
    assert envelope["tts_notification_id"]


def test_the_order_goes_through_its_statuses_and_says_cancel(tts, hooked):
    number = tts.place()[0]
    package = tts.one(number)["packages"][0]["id"]
    tts.post(f"/fulfillment/202309/packages/{package}/ship")
    tts.change(number, "advance")
    other = tts.place()[0]
    tts.change(other, "request_cancel")
    tts.change(other, "cancel", by="system")
    hooked.wait_for(7)
    data = [row["data"] for row in hooked.envelopes if row["type"] == 1]
    first = [row["order_status"] for row in data if row["order_id"] == number]
    assert first == ["AWAITING_SHIPMENT", "AWAITING_COLLECTION", "IN_TRANSIT"]
    assert [row["order_status"] for row in data if row["order_id"] == other][-1] == "CANCEL"
    assert {row["data"]["cancel_status"] for row in hooked.envelopes if row["type"] == 11} == {
        "CANCELLATION_REQUEST_PENDING",
        "CANCELLATION_REQUEST_SUCCESS",
    }


def test_a_refused_cancellation_is_spelt_with_two_l(tts, hooked):
    number = tts.place()[0]
    tts.change(number, "request_cancel")
    case = tts.post("/return_refund/202602/cancellations/search", {"order_ids": [number]}).data[
        "cancellations"
    ][0]
    tts.post(f"/return_refund/202309/cancellations/{case['cancel_id']}/reject",
             {"reject_reason": "seller_reject_apply_product_has_been_packed"})  # fmt: skip
    hooked.wait_for(3)
    assert hooked.envelopes[-1]["data"]["cancel_status"] == "CANCELLATION_REQUEST_CANCELLED"


def test_address_package_product_chat_and_return_have_types_of_their_own(tts, hooked):
    number = tts.place(skus=["KAOS-OMBAK-M", "TAS-KANVAS"])[0]
    tts.change(number, "edit", address={"city": "Bogor"})
    lines = tts.one(number)["line_items"]
    groups = [{"id": str(place), "order_line_item_ids": [line["id"]]} for place, line in enumerate(lines)]
    tts.post(f"/fulfillment/202309/orders/{number}/split", {"splittable_groups": groups})
    product = lines[0]["product_id"]
    tts.post(f"/product/202309/products/{product}/partial_edit", {"description": "<p>baru</p>"})
    tts.wait(6)
    tts.change(number, "edit", message="Halo kak")
    done = tts.place(status="DELIVERED")[0]
    tts.change(done, "edit", **{"return": {"type": "REFUND"}})
    hooked.wait_for(12)
    assert {3, 4, 15, 5, 37, 13, 14, 12} <= set(kinds(hooked))
    by_kind = {row["type"]: row["data"] for row in hooked.envelopes}
    assert by_kind[4]["sc_type"] == "SPLIT"
    assert isinstance(by_kind[5]["product_id"], int)
    assert json.loads(by_kind[14]["content"]) == {"content": "Halo kak"}
    assert by_kind[12]["return_status"] == "RETURN_OR_REFUND_REQUEST_PENDING"
    assert len({row["tts_notification_id"] for row in hooked.envelopes}) == len(hooked.envelopes)


def test_removing_the_app_and_an_ending_consent_are_told(tts, hooked):
    tts.control("POST", "/push", code=7)
    tts.control("POST", "/config", shop=tts.app["shop_id"], revoke=True)
    hooked.wait_for(3)
    assert sorted(kinds(hooked)) == [6, 6, 7]
    ending = next(row for row in hooked.envelopes if row["type"] == 7)["data"]
    assert int(ending["expiration_time"]) > tts.now()


def test_failed_pushes_are_tried_again_after_two_minutes(tts, hooked):
    hooked.status = 500
    tts.place()
    hooked.wait_for(1)
    tts.sandbox.world.pushes.drain()
    assert tts.control("GET", "/pushes")["pushes"][-1]["state"] == "waiting"
    hooked.status = 200
    tts.wait(121)
    hooked.wait_for(2)
    tts.sandbox.world.pushes.drain()
    assert tts.control("GET", "/pushes")["pushes"][-1]["state"] == "delivered"


def test_only_200_with_an_empty_body_counts(tts, hooked):
    hooked.body = b"ok"
    tts.place()
    hooked.wait_for(1)
    tts.sandbox.world.pushes.drain()
    assert tts.control("GET", "/pushes")["pushes"][-1]["state"] == "waiting"


@pytest.mark.parametrize(("forge", "header"), [("missing", None), ("wrong", "other"), ("upper", "upper")])
def test_pushes_can_be_forged(tts, hook, forge, header):
    number = tts.orders()[0]["id"]
    tts.control("POST", "/push", order=number, url=hook.url, forge=forge)
    hook.wait_for(1)
    headers, body = hook.seen[0]
    key = tts.app["app_secret"].encode()
    good = hmac.new(key, tts.app["app_key"].encode() + body, hashlib.sha256).hexdigest()
    given = headers.get("Authorization")
    assert given != good
    assert (given is None) is (header is None)
    assert header != "upper" or given == good.upper()


def test_the_published_vector_of_webhook_signatures_comes_out(tts):
    from odoo.addons.ocean_tiktok_shop.sandbox.pushes import sign

    body = (
        b'{"type":1,"tts_notification_id":"7380066284010030890","shop_id":"7495540735365777507",'
        b'"timestamp":1718305585,"data":{"is_on_hold_order":true,"order_id":"576653688135258178",'
        b'"order_status":"UNPAID","update_time":1718305585}}'
    )
    assert sign("123", "abcdef", body) == "5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05"
