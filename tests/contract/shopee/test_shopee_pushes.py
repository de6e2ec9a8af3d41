"""Pushes that the simulator really sends, received over a socket and checked by the client."""

import queue
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from odoo.addons.ocean_marketplace_base.lib.schema import Topic
from odoo.addons.ocean_shopee.lib.push import parse, verify


@pytest.fixture
def receiver():
    """An address, and a queue of ``(authorization, body)`` of what arrived there."""
    arrived = queue.Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            arrived.put((self.headers.get("Authorization"), body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/ocean/push/k1", arrived
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_order_push_is_genuine_and_says_what_changed(receiver, sandbox, app, shop, numbers):
    url, arrived = receiver
    number = numbers["READY_TO_SHIP"][0]
    sandbox.control("/push", {"url": url, "order": number})
    signature, body = arrived.get(timeout=10)
    assert verify(url, body, signature, app.push_keys)
    assert not verify(url, body, signature, [app.partner_key])
    (event,) = parse(body)
    assert (event.topic, event.external_id, event.shop_ids) == (Topic.ORDER, number, (str(shop["shop_id"]),))
    assert event.raw_status == "READY_TO_SHIP"


def test_a_repeated_push_has_the_same_key(receiver, sandbox, numbers):
    url, arrived = receiver
    sandbox.control("/push", {"url": url, "order": numbers["READY_TO_SHIP"][0], "repeat": 2})
    keys = {parse(arrived.get(timeout=10)[1])[0].dedupe_key for _ in range(2)}
    assert len(keys) == 1


@pytest.mark.parametrize("forge", ["wrong", "missing", "partner_key"])
def test_a_forged_push_is_noticed(forge, receiver, sandbox, app, numbers):
    url, arrived = receiver
    sandbox.control("/push", {"url": url, "order": numbers["READY_TO_SHIP"][0], "forge": forge})
    signature, body = arrived.get(timeout=10)
    assert not verify(url, body, signature, app.push_keys)


@pytest.mark.parametrize(
    ("code", "data", "topic"),
    [
        (0, {}, Topic.PING),
        (1, {"shop_id": 5, "success": 1}, Topic.AUTHORIZED),
        (2, {"shopid": 5, "success": 1, "authorize_type": "expiry"}, Topic.DEAUTHORIZED),
        (12, {"shop_expire_soon": [5], "expire_before": 1900000000, "page_no": 1}, Topic.AUTH_EXPIRING),
        (15, {"ordersn": "X", "status": "READY"}, Topic.OTHER),
    ],
)
def test_all_codes_of_this_slice_arrive(code, data, topic, receiver, sandbox, app):
    url, arrived = receiver
    sandbox.control("/push", {"url": url, "code": code, "data": data})
    signature, body = arrived.get(timeout=10)
    assert verify(url, body, signature, app.push_keys)
    assert parse(body)[0].topic is topic
