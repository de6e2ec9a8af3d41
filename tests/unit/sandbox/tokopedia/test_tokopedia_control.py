"""Seeds, control and pushes of the simulator."""

import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer

START = 1_764_000_000.0


def seeded(seed=1, orders=60):
    server = SandboxServer(seed=seed, platforms=["tokopedia"], orders=orders, start=START)
    server.close()
    return server.platforms["tokopedia"]


@pytest.fixture
def hook():
    """A webhook, and the list of headers and bodies that came."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            seen.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"Success")

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook", seen
    server.shutdown()
    server.server_close()
    thread.join()


def wait_for(seen, count):
    until = time.monotonic() + 5
    while len(seen) < count and time.monotonic() < until:
        time.sleep(0.01)
    return [json.loads(body) for _headers, body in seen]


def test_the_same_seed_makes_the_same_world():
    first, second, other = seeded(), seeded(), seeded(seed=2)
    assert json.dumps(first.state(), default=str) == json.dumps(second.state(), default=str)
    assert json.dumps(first.state(), default=str) != json.dumps(other.state(), default=str)


@pytest.mark.parametrize("orders", [60, 140])
def test_the_seed_has_what_a_demo_needs(orders):
    platform = seeded(orders=orders)
    shop_id = platform.info("")["shop_id"]
    own = [row for row in platform.orders() if row["shop_id"] == str(shop_id)]
    ready = [row for row in own if row["status"] in ("220", "400")]
    assert len(platform.orders()) == orders
    assert len([row for row in own if row["status"] == "220"]) >= 6
    assert len([row for row in ready if len(set(row["skus"])) == 2]) >= 2
    assert {row["status"] for row in platform.orders()} >= {
        "100",
        "220",
        "400",
        "450",
        "500",
        "600",
        "601",
        "700",
        "10",
    }
    store = platform.store
    assert any(order.cancel_request for order in store.orders_of(shop_id))
    assert {ticket.status for ticket in store.tickets.values()} == {"Waiting for seller", "Finished"}
    assert any(row.unread for row in store.conversations.values())
    assert any(row.amount < 0 for row in store.movements)
    products = list(store.products_of(shop_id))
    assert any(row.children for row in products)
    assert any(not row.children and not row.parent_id for row in products)


def test_sixty_orders_have_every_status():
    statuses = {row["status"] for row in seeded().orders()}
    assert len(statuses) == 22


def test_the_ready_line_has_what_a_client_needs(toko):
    assert set(toko.info) == {"base_url", "accounts_url", "fs_id", "client_id", "client_secret", "shop_id"}


def test_the_summary_adds_up_the_orders(toko):
    (first, *_others) = toko.control("/summary")["tokopedia"]
    orders = [
        row
        for row in toko.control("/orders?platform=tokopedia")["orders"]
        if row["shop_id"] == first["shop_id"]
    ]
    for name in ("buyer_total", "seller_revenue", "shipping_revenue"):
        assert sum(row[name] for row in first["statuses"].values()) == sum(row[name] for row in orders)
    for sums in first["statuses"].values():
        assert sums["goods_revenue"] + sums["shipping_revenue"] == sums["seller_revenue"]
    assert first["statuses"]["10"]["seller_revenue"] == 0 < first["statuses"]["10"]["checkout_revenue"]


@pytest.mark.parametrize(
    "options",
    [{"colour": "red"}, {"status": 401}, {"status": "x"}, {"skus": []}, {"shop": 5}],
)
def test_a_wrong_order_is_not_placed(options, toko):
    answer = toko.http("POST", "/_sandbox/orders", {"platform": "tokopedia", **options})
    assert answer.status in (400, 404)
    assert answer.json["error"]


def test_orders_go_only_where_they_can(toko):
    number = toko.place()
    assert toko.http("POST", f"/_sandbox/orders/{number}/advance", {"to": 700}).status == 400
    assert toko.change(number, "advance", to="700", force=True)["status"] == "700"
    assert toko.http("POST", f"/_sandbox/orders/{number}/cancel", {}).status == 400
    assert toko.http("POST", f"/_sandbox/orders/{number}/request_cancel", {}).status == 400
    assert toko.http("POST", f"/_sandbox/orders/{number}/edit", {"price": 1}).status == 400


@pytest.mark.parametrize(("by", "status"), [("buyer", "15"), ("seller", "10"), ("system", "0")])
def test_orders_are_cancelled_by_whom_one_says(by, status, toko):
    assert toko.change(toko.place(), "cancel", by=by)["status"] == status


@pytest.mark.parametrize(
    "options",
    [{"promo_product": 5000, "promo_shipping": 3000}, {"points": 700}, {"cod": True}, {"insurance": 900}],
)
def test_money_options_reach_the_buyers_total(options, toko):
    number = toko.place(skus=["TAS-KANVAS"], **options)
    order = toko.store.order(number)
    paid = 85_000 + order.shipping_cost + order.insurance
    paid -= sum(options.get(name, 0) for name in ("promo_product", "promo_shipping", "points"))
    brief = next(row for row in toko.platform.orders() if row["id"] == number)
    assert (brief["buyer_total"], brief["seller_revenue"]) == (paid, 85_000)


def test_the_seller_earns_the_shipping_only_with_a_courier_of_its_own(toko):
    number = toko.place(skus=["TAS-KANVAS"], own_courier=True)
    brief = next(row for row in toko.platform.orders() if row["id"] == number)
    assert brief["shipping_revenue"] == toko.store.order(number).shipping_cost > 0


def test_pushes_go_to_their_own_addresses_signed_over_the_body(toko, hook):
    url, seen = hook
    body = {"fs_id": toko.info["fs_id"], "order_status_url": url + "/status", "webhook_secret": "rahasia"}
    answer = toko.post("/v1/fs/{fs}/register", body)
    assert answer.json == {"data": "success", "status": "200 Ok", "error_message": []}
    number = toko.place()
    (payload,) = wait_for(seen, 1)
    assert (payload["order_status"], str(payload["order_id"])) == (220, number)
    headers, raw = seen[0]
    assert headers["Authorization-Hmac"] == hmac.new(b"rahasia", raw, hashlib.sha256).hexdigest()


def test_registering_blanks_what_is_not_sent(toko):
    first = {"order_status_url": "https://a.test/1", "chat_notification_url": "https://a.test/2"}
    toko.post("/v1/fs/{fs}/register", first | {"webhook_secret": "a"})
    toko.post("/v1/fs/{fs}/register", {"order_status_url": "https://a.test/3"})
    listed = toko.get("/v1/fs/{fs}").data
    assert (listed["order_status_url"], listed["chat_notification_url"]) == ("https://a.test/3", "")
    assert listed["webhook_secret"] == ""


@pytest.mark.parametrize(
    "body",
    [
        b"x",
        [],
        {},
        {"order_status_url": "x"},
        {"order_status_url": 5},
        {"fs_id": 1, "order_status_url": "https://a.test"},
    ],
)
def test_a_wrong_registration_is_refused_in_the_old_envelope(body, toko):
    answer = toko.post("/v1/fs/{fs}/register", body)
    assert (answer.status, answer.json) == (
        400,
        {"data": None, "status": "400 Bad Request", "error_message": ["bad input data"]},
    )


def test_any_push_can_be_sent_anywhere(toko, hook):
    url, seen = hook
    number = toko.place()
    toko.configure(webhook_secret="rahasia")
    send = {"platform": "tokopedia", "url": url}
    toko.control("/push", send | {"kind": "order_notification", "order": number})
    toko.control("/push", send | {"kind": "chat_notification", "data": {"msg_id": 5}, "repeat": 2})
    toko.control("/push", send | {"kind": "order_status", "envelope": {"a": 1}})
    first, second, third, fourth = wait_for(seen, 4)
    assert first["invoice_num"] == toko.store.order(number).invoice
    assert second == third
    assert (second["msg_id"], fourth) == (5, {"a": 1})
    answer = toko.http("POST", "/_sandbox/push", send | {"kind": "nothing"})
    assert answer.status == 400
    dry = toko.control("/push", send | {"order": number, "dry": True})["pushes"]
    assert (len(dry), len(seen)) == (1, 4)


def test_a_buyer_can_be_made_to_write(toko, hook):
    url, seen = hook
    toko.configure(callback_url=url, webhook_secret="rahasia")
    toko.configure(order=toko.numbers("500")[0], buyer_says="Sampai mana kak?")
    (payload,) = wait_for(seen, 1)
    assert payload["message"] == "Sampai mana kak?"
    rows = toko.get("/v1/chat/fs/{fs}/messages", shop_id=toko.shop_id, page=1, per_page=15).data
    assert rows[0]["attributes"]["read_status"] == 1


def test_switches_are_checked(toko):
    for switches in ({"nothing": 1}, {"list_page": "x"}, {"wall_clock": 1}):
        assert (
            toko.http("POST", "/_sandbox/config", {"platform": "tokopedia", "switches": switches}).status
            == 400
        )


def test_chats_refuse_by_the_status_alone(toko):
    answer = toko.get("/v1/chat/fs/{fs}/messages", shop_id="x", page=1, per_page=15)
    assert (answer.status, answer.code, answer.json["data"]) == (400, 0, None)
    assert toko.get("/v1/chat/fs/{fs}/messages", shop_id=toko.shop_id, page=1, per_page=16).status == 400


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"from_date": "2025-01-01", "to_date": "2025-02-02"}, "SLD_DLV_001"),
        ({"from_date": "x", "to_date": "2025-02-01"}, "SLD_DLV_001"),
        ({"from_date": "2025-01-01", "to_date": "2025-01-02", "per_page": 501}, "SLD_DLV_002"),
    ],
)
def test_the_balance_is_asked_for_in_its_limits(params, code, toko):
    answer = toko.get(
        f"/v1/fs/{{fs}}/shop/{toko.shop_id}/saldo-history", **{"page": 1, "per_page": 10} | params
    )
    assert answer.code == code


def test_a_shop_cannot_be_closed_in_the_past(toko):
    body = {"shop_id": toko.shop_id, "action": "close", "start_date": "20200101", "end_date": "20200102"}
    answer = toko.post("/v2/shop/fs/{fs}/shop-status", body | {"close_note": "x", "close_now": False})
    assert answer.json["data"]["header"]["Messages"] == [
        "Tanggal mulai tutup tidak bisa kurang dari hari ini"
    ]
    assert (answer.status, answer.code) == (500, 500)
