"""Faults of the kernel reach this platform's calls and payloads."""

import http.client

import pytest

SEARCH = "/order/202309/orders/search"


@pytest.fixture
def faults(tts):
    return tts.sandbox.world.faults


def test_a_call_too_many_is_refused_with_the_hint(tts, faults):
    with faults.during("throttle", path="*/orders/search", count=1, retry_after=3):
        answer = tts.post(SEARCH, page_size=5)
    assert (answer.status, answer.code, answer.headers["Retry-After"]) == (429, 36009002, "3")
    assert tts.post(SEARCH, page_size=5).code == 0


def test_an_expired_token_can_be_played(tts, faults):
    with faults.during("expired_token", count=1):
        assert tts.post(SEARCH, page_size=5).code == 105002


def test_a_gateway_error_may_come_after_the_effect(tts, faults):
    number = tts.place()[0]
    package = tts.one(number)["packages"][0]["id"]
    with faults.during("server_error", path="*/ship", when="after", count=1):
        answer = tts.post(f"/fulfillment/202309/packages/{package}/ship")
    assert answer.status == 502
    assert answer.body.startswith(b"<html>")
    assert tts.one(number)["status"] == "AWAITING_COLLECTION"
    with faults.during("drop", count=1), pytest.raises(http.client.RemoteDisconnected):
        tts.post(SEARCH, page_size=5)


def test_payloads_of_orders_are_spoilt(tts, faults):
    number = tts.place(own_courier=True)[0]
    with faults.during("unknown_fields", match=number):
        order = tts.one(number)
    assert order["x_new_field"]
    assert order["line_items"][0]["x_new_line_field"]
    with faults.during("missing_field", match=number):
        assert "sku_id" not in tts.one(number)["line_items"][0]
    with faults.during("wrong_type", match=number, field="line_items.0.sale_price", value=12):
        assert tts.one(number)["line_items"][0]["sale_price"] == 12
    with faults.during("masked_buyer", match=number):
        assert tts.one(number)["recipient_address"]["name"] == "****"
    with faults.during("broken_utf8", match=number):
        body = tts.get("/order/202507/orders", ids=number).body
    with pytest.raises(UnicodeDecodeError):
        body.decode()


def test_overrides_make_orders_wrong_on_purpose_until_mended(tts):
    wrong = {
        "detail": {
            "status": "TO_SHIP",
            "payment.total_amount": "-1",
            "line_items.0.seller_sku": {"$delete": True},
        }
    }
    number = tts.place(overrides=wrong)[0]
    order = tts.one(number)
    assert (order["status"], order["payment"]["total_amount"]) == ("TO_SHIP", "-1")
    assert "seller_sku" not in order["line_items"][0]
    assert [row["id"] for row in tts.orders() if row["status"] == "TO_SHIP"] == [number]
    tts.change(number, "edit", overrides={})
    assert tts.one(number)["status"] == "AWAITING_SHIPMENT"


def test_calls_are_recorded_with_their_codes(tts):
    tts.post(SEARCH, page_size=0)
    report = tts.control("GET", "/calls?path=*/orders/search&platform=tiktok_shop")
    assert report["calls"][-1]["error"] == "36009004"
    assert report["writes"] == 0
    number = tts.place()[0]
    tts.post(f"/fulfillment/202309/packages/{tts.one(number)['packages'][0]['id']}/ship")
    assert tts.control("GET", "/calls?path=*/ship")["writes"] == 1


def test_wrong_control_options_are_refused(tts):
    for body in (
        b'{"platform": "tiktok_shop", "colour": "red"}',
        b'{"platform": "tiktok_shop", "status": "NEW"}',
    ):
        assert tts.send("POST", "/_sandbox/orders", body).status == 400
    number = tts.place(status="COMPLETED")[0]
    assert tts.change(number, "advance").status == 400
    assert tts.change(number, "request_cancel").status == 400
    assert tts.change(number, "edit", colour="red").status == 400
    assert (
        tts.send(
            "POST", "/_sandbox/config", b'{"platform": "tiktok_shop", "switches": {"nothing": 1}}'
        ).status
        == 400
    )
