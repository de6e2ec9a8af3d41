"""Pushes that the simulator really sends, received over a socket and checked by the client."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from odoo.addons.ocean_marketplace_base.lib.schema import Topic
from odoo.addons.ocean_tiktok_shop.lib.push import parse, verify
from odoo.addons.ocean_tiktok_shop.lib.signing import App


def test_an_order_push_is_genuine_and_says_what_changed(receiver, sandbox, app, shop, numbers):
    url, arrived = receiver
    number = numbers["AWAITING_SHIPMENT"][0]
    sandbox.control("/push", {"url": url, "order": number})
    signature, body = arrived.get(timeout=10)
    assert verify(app, body, signature)
    assert not verify(App(app.app_key, "another secret"), body, signature)
    (event,) = parse(body)
    assert (event.topic, event.external_id, event.shop_ids) == (Topic.ORDER, number, (shop["shop_id"],))
    assert event.raw_status == "AWAITING_SHIPMENT"


def test_a_repeated_push_has_the_same_key(receiver, sandbox, numbers):
    url, arrived = receiver
    sandbox.control("/push", {"url": url, "order": numbers["AWAITING_SHIPMENT"][0], "repeat": 2})
    keys = {parse(arrived.get(timeout=10)[1])[0].dedupe_key for _ in range(2)}
    assert len(keys) == 1


@pytest.mark.parametrize("forge", ["wrong", "missing"])
def test_a_forged_push_is_noticed(forge, receiver, sandbox, app, numbers):
    url, arrived = receiver
    sandbox.control("/push", {"url": url, "order": numbers["AWAITING_SHIPMENT"][0], "forge": forge})
    signature, body = arrived.get(timeout=10)
    assert not verify(app, body, signature)


@pytest.mark.parametrize(("code", "topic"), [(1, Topic.ORDER), (3, Topic.ORDER), (4, Topic.ORDER)])
def test_pushes_about_an_order_name_it(code, topic, receiver, sandbox, app, numbers):
    url, arrived = receiver
    number = numbers["AWAITING_SHIPMENT"][0]
    sandbox.control("/push", {"url": url, "code": code, "order": number})
    signature, body = arrived.get(timeout=10)
    assert verify(app, body, signature)
    assert (parse(body)[0].topic, parse(body)[0].external_id) == (topic, number)


@pytest.mark.parametrize(
    ("code", "data", "topic"),
    [
        (5, {"product_id": 1729592969712207008, "status": "PRODUCT_AUDIT_FAILURE"}, Topic.LISTING),
        (6, {}, Topic.DEAUTHORIZED),
        (7, {}, Topic.AUTH_EXPIRING),
        (13, {"conversation_id": "75"}, Topic.OTHER),
        (14, {"conversation_id": "75", "message_id": "76", "type": "TEXT"}, Topic.OTHER),
        (35, {"mirror_status": "MIRRORED"}, Topic.OTHER),
    ],
)
def test_other_kinds_arrive(code, data, topic, receiver, sandbox, app, shop):
    url, arrived = receiver
    sandbox.control("/push", {"url": url, "code": code, "data": data})
    signature, body = arrived.get(timeout=10)
    assert verify(app, body, signature)
    assert parse(body)[0].topic is topic


def test_a_subscribed_webhook_tells_of_what_happens(receiver, sandbox, app, client, numbers):
    url, arrived = receiver
    client.event.update_shop_webhook("CANCELLATION_STATUS_CHANGE", url)
    client.event.update_shop_webhook("RETURN_STATUS_CHANGE", url)
    cancelled, returned = numbers["AWAITING_SHIPMENT"][0], numbers["DELIVERED"][0]
    sandbox.control(f"/orders/{cancelled}/request_cancel", {})
    sandbox.control(f"/orders/{returned}/edit", {"return": {"type": "REFUND"}})
    events = {}
    for _ in range(2):
        signature, body = arrived.get(timeout=10)
        assert verify(app, body, signature)
        (event,) = parse(body)
        events[event.raw_topic] = event
    assert (events["11"].topic, events["11"].external_id) == (Topic.ORDER, cancelled)
    assert events["11"].raw_status == "CANCELLATION_REQUEST_PENDING"
    assert (events["12"].topic, events["12"].text) == (Topic.OTHER, returned)


def test_one_client_may_be_used_by_many_threads(client, numbers):
    ids = [number for group in numbers.values() for number in group]
    with ThreadPoolExecutor(8) as pool:
        orders = list(pool.map(lambda number: client.order.get_order_detail([number])[0], ids))
    assert [order["id"] for order in orders] == ids


def test_what_happens_to_a_product_is_told(receiver, sandbox, app, client, listing, in_seller_center):
    url, arrived = receiver
    client.event.update_shop_webhook("PRODUCT_INFORMATION_CHANGE", url)
    client.event.update_shop_webhook("PRODUCT_STATUS_CHANGE", url)
    in_seller_center(listing["id"], title="Kaos Ombak Dengan Judul Baru Sekali")
    in_seller_center(listing["id"], status="FREEZE")
    told = set()
    for _push in range(2):
        signature, body = arrived.get(timeout=10)
        assert verify(app, body, signature)
        (event,) = parse(body)
        assert (event.topic, event.external_id) == (Topic.LISTING, listing["id"])
        told.add((event.raw_topic, event.raw_status))
    assert told == {("15", ""), ("5", "PRODUCT_STATUS_CHANGED")}
