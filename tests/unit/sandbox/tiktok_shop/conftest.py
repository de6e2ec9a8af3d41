"""A running simulator and a client of its own that shares no code with the addons' client."""

import hashlib
import hmac
import http.client
import json
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer

DAY = 86_400


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        return self.json["code"]

    @property
    def data(self):
        assert self.code == 0, self.json
        return self.json["data"]

    @property
    def refusal(self):
        answer = self.json
        assert answer["data"] is None
        assert answer["request_id"]
        return answer["code"], answer["message"]


def sign(secret, path, query, body=b""):
    """Sign as the platform's guide says, written again for the tests."""
    pairs = "".join(f"{name}{query[name]}" for name in sorted(query) if name not in ("sign", "access_token"))
    text = secret.encode() + path.encode() + pairs.encode() + body + secret.encode()
    return hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()


def form(fields):
    """Return a multipart body and its content type; fields are text or pairs of a file name and bytes."""
    edge = b"a-line-nobody-writes"
    parts = []
    for name, value in fields.items():
        head, data = f'Content-Disposition: form-data; name="{name}"', value
        if isinstance(value, tuple):
            head += f'; filename="{value[0]}"\r\nContent-Type: application/octet-stream'
            data = value[1]
        else:
            data = value.encode()
        parts.append(b"--" + edge + b"\r\n" + head.encode() + b"\r\n\r\n" + data + b"\r\n")
    return b"".join(parts) + b"--" + edge + b"--\r\n", f"multipart/form-data; boundary={edge.decode()}"


class Raw:
    """Calls over plain sockets. Keyword arguments are query parameters; ``None`` leaves one out."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.app = dict(sandbox.info["tiktok_shop"])

    def now(self):
        return int(self.sandbox.world.clock.time())

    def send(self, method, target, body=b"", headers=None):
        parts = urlsplit(self.app["base_url"])
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
        try:
            connection.request(method, target, body or None, headers or {})
            got = connection.getresponse()
            return Answer(got.status, dict(got.getheaders()), got.read())
        finally:
            connection.close()

    def call(self, method, path, body=None, *, files=None, token=None, cipher=True, headers=None, **query):
        """Sign and send; `cipher` is true for the shop's own, false for none, or another text."""
        data, kind = (form(files)) if files else (b"", "application/json")
        if body is not None:
            data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        whole = {"app_key": self.app["app_key"], "timestamp": str(self.now())}
        if cipher:
            whole["shop_cipher"] = self.app["shop_cipher"] if cipher is True else cipher
        whole |= {name: str(value) for name, value in query.items() if value is not None}
        whole = {name: value for name, value in whole.items() if query.get(name, "") is not None}
        whole.setdefault("sign", sign(self.app["app_secret"], path, whole, b"" if files else data))
        send = {
            "x-tts-access-token": token or self.app["access_token"],
            "content-type": kind,
            **(headers or {}),
        }
        send = {name: value for name, value in send.items() if value is not None}
        return self.send(method, f"{path}?{urlencode(whole)}", data, send)

    def get(self, path, **query):
        return self.call("GET", path, **query)

    def post(self, path, body=None, **query):
        return self.call("POST", path, body if body is not None else {}, **query)

    def all_pages(self, method, path, name, body=None, **query):
        rows, token = [], None
        while True:
            page = self.call(method, path, body, page_token=token, **query).data
            rows += page[name]
            token = page["next_page_token"]
            if not token:
                return rows

    def orders(self, **body):
        size = body.pop("page_size", 100)
        return self.all_pages("POST", "/order/202309/orders/search", "orders", body, page_size=size)

    def one(self, number):
        return self.get("/order/202507/orders", ids=number).data["orders"][0]

    def control(self, method, path, /, **body):
        data = json.dumps({"platform": "tiktok_shop", **body}).encode() if method == "POST" else b""
        answer = self.send(method, f"/_sandbox{path}", data, {"content-type": "application/json"})
        assert answer.status == 200, answer.body
        return answer.json

    def place(self, **options):
        return self.control("POST", "/orders", **options)["orders"]

    def change(self, number, action, **options):
        data = json.dumps(options).encode()
        return self.send("POST", f"/_sandbox/orders/{number}/{action}", data)

    def switch(self, **switches):
        self.control("POST", "/config", switches=switches)

    def wait(self, seconds):
        self.sandbox.world.clock.advance(seconds)
        self.sandbox.world.pushes.wake()

    def token(self, kind, **query):
        whole = {"app_key": self.app["app_key"], "app_secret": self.app["app_secret"], **query}
        return self.send("GET", f"/api/v2/token/{kind}?{urlencode(whole)}")


@pytest.fixture
def sandbox():
    with SandboxServer(seed=1, platforms=["tiktok_shop"]) as running:
        yield running


@pytest.fixture
def tts(sandbox):
    return Raw(sandbox)


@pytest.fixture
def make_sandbox():
    return lambda **options: SandboxServer(
        **{"seed": 1, "platforms": ["tiktok_shop"], "orders": 40, **options}
    )


@pytest.fixture
def make_raw():
    return Raw


@pytest.fixture
def landing():
    def read(answer):
        assert answer.status == 302, answer.body
        query = parse_qs(urlsplit(answer.headers["Location"]).query)
        return {name: values[0] for name, values in query.items()}

    return read


@pytest.fixture
def png():
    """The head of a PNG of 800 by 600 pixels, enough to be recognised."""
    return (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
        + (800).to_bytes(4, "big")
        + (600).to_bytes(4, "big")
        + b"\x08\x02\0\0\0"
    )
