"""What the client and the simulator do beyond single calls: tokens, buyers, limits, pushes, money."""

import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    AuthRevoked,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY, RetryPolicy
from odoo.addons.ocean_marketplace_base.lib.schema import Topic
from odoo.addons.ocean_tokopedia.lib.client import Change
from odoo.addons.ocean_tokopedia.lib.crypto import is_sealed, new_key_pair
from odoo.addons.ocean_tokopedia.lib.push import parse, verify
from odoo.addons.ocean_tokopedia.lib.signing import App
from odoo.addons.ocean_tokopedia.lib.times import Frame, moment_of, moment_of_text


def test_all_paid_orders_of_two_weeks_are_found_once(client, world):
    found = [str(row["order_id"]) for row in client.order.iter_list(*world.window(14), per_page=7)]
    unpaid = set(world.orders("100", "103", "15"))
    assert sorted(found) == sorted(set(world.orders()) - unpaid)


@pytest.mark.parametrize(
    "switches", [{"empty_page": "list"}, {"capital_names": True}, {"list_by": "payment"}]
)
def test_the_list_is_read_however_it_is_written(switches, client, world):
    expected = len(list(client.order.iter_list(*world.window(14))))
    world.switch(**switches)
    assert len(list(client.order.iter_list(*world.window(14)))) == expected


def test_both_clocks_are_understood(make_client, world):
    number = world.place()
    world.switch(wall_clock=True)
    client = make_client(frame=Frame.WALL_CLOCK)
    rows = {str(row["order_id"]): row for row in client.order.iter_list(*world.window(1))}
    created = datetime.fromtimestamp(world.store.order(number).create_time, timezone.utc)
    assert moment_of(rows[number]["create_time"], Frame.WALL_CLOCK) == created
    order = client.order.get_order(number)
    assert moment_of_text(order["create_time"], Frame.WALL_CLOCK) == created


def test_buyers_are_blank_without_a_key_and_readable_with_one(client, make_client, world, key_pair):
    number = world.place()
    name = world.store.order(number).buyer["name"]
    assert client.order.get_order(number)["buyer_info"]["buyer_fullname"] == ""
    client.console.register_public_key(key_pair.public_pem)
    order = client.order.get_order(number)
    assert order["buyer_info"]["buyer_fullname"] == name
    assert order["order_info"]["destination"]["receiver_name"] == name
    assert order["order_info"]["destination"]["address_street"] == world.store.order(number).street
    assert order["order_info"]["destination"]["address_city"] == world.store.order(number).place.city
    (row,) = [row for row in client.order.iter_list(*world.window(1)) if str(row["order_id"]) == number]
    assert (row["buyer"]["name"], is_sealed(row)) == (name, False)
    assert is_sealed(make_client(private_key="").order.get_order(number))


def test_all_orders_of_an_answer_share_a_secret(client, make_client, world, key_pair):
    client.console.register_public_key(key_pair.public_pem)
    rows = make_client(private_key="").order.get_list(*world.window(2))
    assert len(rows) > 3
    assert len({row["encryption"]["secret"] for row in rows}) == 1
    assert len({row["encryption"]["content"] for row in rows}) == len(rows)


def test_a_key_that_was_replaced_leaves_buyers_encrypted(client, world):
    client.console.register_public_key(new_key_pair().public_pem)
    order = client.order.get_order(world.place())
    assert is_sealed(order)
    assert order["buyer_info"]["buyer_fullname"] == ""


def test_a_token_that_ends_is_replaced_on_the_way(client, world):
    client.shop.get_info()
    first = client.auth.token
    world.sandbox.fault("expired_token", path="/v1/shop/*", count=1)
    assert client.shop.get_info()["shop_name"] == "Ombak Wear"
    assert client.auth.token.access_token != first.access_token


def test_asking_for_a_token_again_gives_the_same_one(client):
    first, second = client.auth.fetch_token(), client.auth.fetch_token()
    assert first.access_token == second.access_token


def test_a_token_that_is_refused_for_good_is_told(client, world):
    world.sandbox.fault("expired_token", path="/v1/shop/*")
    with pytest.raises(AuthExpired):
        client.shop.get_info()


def test_wrong_credentials_are_a_refusal(make_client, app):
    with pytest.raises(Rejected) as caught:
        make_client(app=App(app.fs_id, app.client_id, "wrong")).shop.get_info()
    assert caught.value.code == "invalid_client"


@pytest.mark.parametrize("status", [403, 500])
def test_a_shop_that_is_not_connected_is_recognised(status, client, world, shop):
    world.switch(rbac_status=status)
    world.configure(shop=shop["shop_id"], revoke=True)
    with pytest.raises(AuthRevoked):
        client.shop.get_info()
    with pytest.raises(AuthRevoked):
        client.order.get_list(*world.window(1))


def test_another_fs_id_is_recognised(make_client, app):
    with pytest.raises(AuthRevoked):
        make_client(app=App("99", app.client_id, app.client_secret)).shop.get_info()


@pytest.mark.parametrize("kind", ["throttle", "server_error", "drop"])
def test_passing_failures_are_survived(kind, client, world):
    world.sandbox.fault(kind, path="/v1/shop/*", count=2)
    assert client.shop.get_info()["shop_id"] == world.shop["shop_id"]
    assert len(world.sandbox.calls("/v1/shop/*")) == 3


@pytest.mark.parametrize(
    ("kind", "error"), [("throttle", Throttled), ("server_error", Transient), ("drop", Transient)]
)
def test_lasting_failures_are_told(kind, error, make_client, world):
    world.sandbox.fault(kind, path="/v1/shop/*")
    with pytest.raises(error):
        make_client(retry=NO_RETRY).shop.get_info()


def test_a_write_whose_answer_is_lost_may_have_been_done(client, world):
    number = world.place()
    world.sandbox.fault("server_error", path="*/ack", when="after", count=1)
    with pytest.raises(Transient) as caught:
        client.order_action.accept(number)
    assert caught.value.effect_unknown
    assert client.order.get_order(number)["order_status"] == 400


def test_the_platforms_own_limit_throttles_with_its_hint(make_client, world):
    world.switch(calls_per_second=2)
    client = make_client(retry=NO_RETRY)
    with ThreadPoolExecutor(5) as pool:
        errors = [call.exception() for call in [pool.submit(client.shop.get_info) for _ in range(10)]]
    throttled = [error for error in errors if error]
    assert throttled
    assert all(isinstance(error, Throttled) and 0 < error.retry_after <= 1 for error in throttled)


def test_rows_beyond_the_limit_get_through_in_the_end(make_client, world):
    world.switch(rows_per_second=2)
    skus = [product.sku for product in world.store.sellable(world.shop["shop_id"])][:5]
    client = make_client(retry=RetryPolicy(budget=10))
    result = client.stock.update_stock([Change(value=33, sku=sku) for sku in skus])
    assert (len(result.succeeded), result.failed) == (5, ())
    assert len(world.sandbox.calls("*/stock/update")) == 3


@pytest.mark.parametrize("upstream", [False, True])
def test_a_forbidden_step_is_refused(upstream, client, world):
    world.switch(upstream_refuses=upstream)
    number = world.orders("700")[0]
    for act in (
        lambda: client.order_action.accept(number),
        lambda: client.order_action.reject(number, 5, "x"),
        lambda: client.order_action.confirm_shipping(number, "A1"),
    ):
        with pytest.raises(Transient if upstream else Rejected):
            act()
    assert client.order.get_order(number)["order_status"] == 700


def test_unknown_things_are_not_found(client):
    for act in (
        lambda: client.order.get_order("5"),
        lambda: client.order.get_order_by_invoice("INV/1"),
        lambda: client.order.get_label("5"),
        lambda: client.product.get_by_id(["5"]),
        lambda: client.product.get_variants("5"),
        lambda: client.product_edit.get_upload("5"),
        lambda: client.chat.list_replies("5"),
        lambda: client.showcase.delete("5"),
        lambda: client.bundle.cancel("5"),
        lambda: client.finance.get_export("SHD-5"),
    ):
        with pytest.raises(Rejected):
            act()


def test_a_broken_text_in_one_order_does_not_spoil_the_others(client, world):
    first, second = world.place(), world.place()
    world.sandbox.fault("broken_utf8", path="/v2/order/list", match=first)
    rows = {str(row["order_id"]): row for row in client.order.iter_list(*world.window(1))}
    assert "\udcc3" in rows[first]["products"][0]["name"]
    assert "\udcc3" not in rows[second]["products"][0]["name"]


def test_there_is_no_label_before_an_order_is_accepted(client, world):
    with pytest.raises(Rejected) as caught:
        client.order.get_label(world.orders("220")[0])
    assert caught.value.code == "ORD_API_008"


def test_a_finished_order_is_paid_to_the_balance(client, world):
    number = world.place(own_courier=True)
    client.order_action.accept(number)
    client.order_action.confirm_shipping(number, "JX1")
    world.change(number, "advance", to=600)
    world.change(number, "advance", to=700)
    order = client.order.get_order(number)
    day = world.now.date()
    rows = client.finance.list_saldo(day, day + timedelta(days=1))["saldo_history"]
    (amount,) = [row["amount"] for row in rows if order["invoice_number"] in row["note"]]
    goods, shipping = order["item_price"], order["order_info"]["shipping_info"]["shipping_price"]
    assert amount == goods + shipping - round(goods * 0.05)


@pytest.fixture
def receiver():
    """An address, and a queue of ``(signature, body)`` of what arrived there."""
    arrived = queue.Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            arrived.put((self.headers.get("Authorization-Hmac"), body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/push", arrived
    server.shutdown()
    server.server_close()
    thread.join()


def test_pushes_of_an_orders_life_are_genuine_and_say_what_changed(receiver, client, world):
    url, arrived = receiver
    names = (
        "order_notification_url",
        "order_status_url",
        "order_cancellation_url",
        "order_request_cancellation_url",
    )
    client.webhook.register(dict.fromkeys(names, url), secret="rahasia")
    number = world.place()
    client.order_action.accept(number)
    world.change(number, "request_cancel")
    client.order_action.accept_cancel(number, "Baik")
    seen = []
    for _push in range(6):
        signature, body = arrived.get(timeout=10)
        assert verify(body, signature, ["rahasia"])
        assert not verify(body, signature, ["other"])
        (event,) = parse(body)
        assert (event.topic, event.external_id) == (Topic.ORDER, number)
        seen.append((event.raw_topic, event.raw_status))
    assert sorted(seen) == sorted(
        [
            ("order_notification", "220"),
            ("order_status", "220"),
            ("order_status", "400"),
            ("order_request_cancellation", ""),
            ("order_status", "10"),
            ("order_status", "10"),
        ]
    )


@pytest.mark.parametrize("forge", ["wrong", "missing"])
def test_a_forged_push_is_noticed(forge, receiver, client, world):
    url, arrived = receiver
    client.webhook.register({"order_status_url": url}, secret="rahasia")
    options = {"platform": "tokopedia", "order": world.orders("400")[0], "forge": forge}
    world.sandbox.control("/push", options)
    signature, body = arrived.get(timeout=10)
    assert not verify(body, signature, ["rahasia"])


def test_our_own_writes_come_back_as_pushes(receiver, client, world):
    url, arrived = receiver
    client.webhook.register({"product_changes_url": url}, secret="rahasia")
    client.stock.update_stock([Change(value=0, sku=world.single.sku)])
    events = [parse(arrived.get(timeout=10)[1])[0] for _push in range(2)]
    assert [(event.raw_status, event.text) for event in events] == [
        ("stock_overwrite", "0"),
        ("status_changes", "3"),
    ]
    assert {event.external_id for event in events} == {str(world.single.id)}


def test_a_triggered_push_carries_the_encrypted_buyer(receiver, client, world, key_pair):
    url, arrived = receiver
    client.console.register_public_key(key_pair.public_pem)
    client.webhook.register({"order_status_url": url}, secret="rahasia")
    client.webhook.trigger(world.orders("220")[0], url)
    _signature, body = arrived.get(timeout=10)
    assert b'"encryption"' in body
    assert parse(body)[0].raw_topic == "order_notification"


def test_many_threads_share_a_client(client, world):
    numbers = world.orders()
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda number: str(client.order.get_order(number)["order_id"]), numbers))
    assert found == numbers
    assert len(world.sandbox.calls("/token")) == 1
