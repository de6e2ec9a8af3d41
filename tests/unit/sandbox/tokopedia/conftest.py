"""A client of its own that shares no code with the addon's client: plain HTTP by the platform's guides."""

import base64
import http.client
import json
import urllib.parse

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
    def data(self):
        assert self.status == 200, self.body
        return self.json["data"]

    @property
    def code(self):
        return self.json["header"]["error_code"]


class Tokopedia:
    """Calls with the app's token; keyword arguments are query parameters, ``None`` leaves one out."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.info = dict(sandbox.info["tokopedia"])
        self.shop_id = self.info["shop_id"]
        self.platform = sandbox.platforms["tokopedia"]
        self.store = self.platform.store
        self._token = None

    def now(self):
        return int(self.sandbox.world.clock.time())

    def http(self, method, path, body=None, headers=(), **params):
        query = urllib.parse.urlencode({k: v for k, v in params.items() if v is not None}, doseq=True)
        parts = urllib.parse.urlsplit(self.info["base_url"])
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
        try:
            data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
            connection.request(method, f"{path}?{query}" if query else path, data, dict(headers))
            got = connection.getresponse()
            return Answer(got.status, dict(got.getheaders()), got.read())
        finally:
            connection.close()

    def ask_token(self, client_id=None, secret=None, grant="client_credentials", method="POST"):
        pair = f"{client_id or self.info['client_id']}:{secret or self.info['client_secret']}"
        basic = "Basic " + base64.b64encode(pair.encode()).decode()
        return self.http(method, "/token", headers={"Authorization": basic}, grant_type=grant)

    @property
    def token(self):
        if self._token is None:
            self._token = self.ask_token().json["access_token"]
        return self._token

    def call(self, method, path, body=None, headers=(), token=None, **params):
        authorised = {"Authorization": f"Bearer {token or self.token}", **dict(headers)}
        return self.http(method, path.format(fs=self.info["fs_id"]), body, authorised, **params)

    def get(self, path, **params):
        return self.call("GET", path, **params)

    def post(self, path, body=None, **params):
        return self.call("POST", path, body, **params)

    def orders(self, **params):
        window = {"from_date": self.now() - 3 * 86_400 + 1, "to_date": self.now()}
        defaults = {
            "fs_id": self.info["fs_id"],
            "shop_id": self.shop_id,
            "page": 1,
            "per_page": 100,
            **window,
        }
        return self.get("/v2/order/list", **{**defaults, **params})

    def order(self, number):
        return self.get("/v2/fs/{fs}/order", order_id=number).data

    def act(self, number, action, body=None, **params):
        return self.post(f"/v1/order/{number}/fs/{{fs}}/{action}", body, **params)

    def products(self, **params):
        return self.get("/inventory/v1/fs/{fs}/product/info", **params)

    def control(self, path, options=None):
        answer = self.http("GET" if options is None else "POST", f"/_sandbox{path}", options)
        assert answer.status == 200, answer.body
        return answer.json

    def place(self, **options):
        return self.control("/orders", {"platform": "tokopedia", **options})["orders"][0]

    def change(self, number, action, **options):
        return self.control(f"/orders/{number}/{action}", options)

    def configure(self, **options):
        return self.control("/config", {"platform": "tokopedia", **options})

    def switch(self, **switches):
        self.configure(switches=switches)

    def numbers(self, *statuses):
        rows = self.control(f"/orders?platform=tokopedia&shop_id={self.shop_id}")["orders"]
        return [row["id"] for row in rows if row["status"] in statuses]


@pytest.fixture
def sandbox():
    with SandboxServer(seed=1, platforms=["tokopedia"], orders=60) as running:
        yield running


@pytest.fixture
def toko(sandbox):
    return Tokopedia(sandbox)
