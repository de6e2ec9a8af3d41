"""A running simulator and a client of its own that shares no code with the addons' client."""

import hashlib
import hmac
import http.client
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def error(self):
        return self.json["error"]

    @property
    def response(self):
        assert self.error == "", self.json
        return self.json["response"]


def http_call(base_url, method, target, body=None):
    parts = urlsplit(base_url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        data = json.dumps(body).encode() if body is not None else None
        connection.request(method, target, data, {"Content-Type": "application/json"})
        got = connection.getresponse()
        return Answer(got.status, dict(got.getheaders()), got.read())
    finally:
        connection.close()


@pytest.fixture(scope="session")
def is_picture():
    """Return whether an address that a simulator gave shows a picture."""

    def shows(address):
        got = http_call(address, "GET", urlsplit(address).path)
        return got.status == 200 and got.headers["Content-Type"].startswith("image/")

    return shows


class Raw:
    """Signs and calls as the authorization guide of Shopee v2 says.

    Keyword arguments replace query parameters; ``None`` leaves one out.
    """

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.app = dict(sandbox.info["shopee"])

    def now(self):
        return int(self.sandbox.world.clock.time())

    def _call(self, method, path, own, body, params, base):
        text = base.encode()
        sign = hmac.new(self.app["partner_key"].encode(), text, hashlib.sha256).hexdigest()
        query = {"partner_id": self.app["partner_id"], "sign": sign, **own, **params}
        query = {name: value for name, value in query.items() if value is not None}
        return http_call(self.app["base_url"], method, f"{path}?{urlencode(query, doseq=True)}", body)

    def public(self, method, path, body=None, **params):
        at = params.pop("timestamp", self.now())
        base = f"{self.app['partner_id']}{path}{at}"
        return self._call(method, path, {"timestamp": at}, body, params, base)

    def shop(self, method, path, body=None, **params):
        at = params.pop("timestamp", self.now())
        token = params.pop("token", self.app["access_token"])
        shop_id = params.pop("shop", self.app["shop_id"])
        base = f"{self.app['partner_id']}{path}{at}{token}{shop_id}"
        own = {"timestamp": at, "access_token": token, "shop_id": shop_id}
        return self._call(method, path, own, body, params, base)

    def get(self, path, **params):
        return self.shop("GET", f"/api/v2/{path}", **params)

    def orders(self, **params):
        window = {"time_from": self.now() - 15 * 86_400 + 5, "time_to": self.now() + 5}
        defaults = {"time_range_field": "update_time", "page_size": 100, **window}
        return self.get("order/get_order_list", **{**defaults, **params})

    def all_orders(self, **params):
        rows, cursor = [], ""
        while True:
            page = self.orders(cursor=cursor, **params).response
            rows += page["order_list"]
            if not page["more"]:
                return rows
            cursor = page["next_cursor"]

    def detail(self, *numbers, fields="item_list,total_amount", **params):
        joined = ",".join(numbers)
        return self.get(
            "order/get_order_detail", order_sn_list=joined, response_optional_fields=fields, **params
        )

    def one(self, number, fields="item_list,total_amount", **params):
        return self.detail(number, fields=fields, **params).response["order_list"][0]

    def refresh(self, token, **body):
        whole = {"refresh_token": token, "partner_id": self.app["partner_id"], "shop_id": self.app["shop_id"]}
        return self.public("POST", "/api/v2/auth/access_token/get", {**whole, **body})

    def exchange(self, **body):
        whole = {"partner_id": self.app["partner_id"], **body}
        return self.public("POST", "/api/v2/auth/token/get", whole)

    def visit(self, method, target, body=None):
        return http_call(self.app["base_url"], method, target, body)

    def control(self, method, path, /, **body):
        answer = http_call(self.app["base_url"], method, f"/_sandbox{path}", body or None)
        assert answer.status == 200, answer.body
        return answer.json

    def place(self, **options):
        return self.control("POST", "/orders", **options)["orders"]

    def fault(self, kind, /, **options):
        self.control("POST", "/faults", kind=kind, **options)

    def switch(self, **switches):
        self.control("POST", "/config", switches=switches)


class Receiver:
    """A webhook on this machine that answers as told and remembers what came."""

    def __init__(self):
        self.seen = []
        self.status = 204
        self.body = b""
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.seen.append((dict(self.headers), body))
                self.send_response(receiver.status)
                self.send_header("Content-Length", str(len(receiver.body)))
                self.end_headers()
                self.wfile.write(receiver.body)

            def log_message(self, *args):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook/?app=1"

    @property
    def envelopes(self):
        return [json.loads(body) for _headers, body in self.seen]

    def wait_until(self, count, seconds=5):
        until = time.monotonic() + seconds
        while len(self.seen) < count and time.monotonic() < until:
            time.sleep(0.01)

    def wait_for(self, count):
        self.wait_until(count)
        return self.envelopes

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def sandbox():
    with SandboxServer(seed=1) as running:
        yield running


@pytest.fixture
def raw(sandbox):
    return Raw(sandbox)


@pytest.fixture
def world(sandbox):
    return sandbox.world


@pytest.fixture
def receiver():
    hook = Receiver()
    yield hook
    hook.close()


@pytest.fixture
def landing():
    def read(answer):
        assert answer.status == 302, answer.body
        return {
            name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()
        }

    return read


@pytest.fixture
def make_raw():
    return Raw
