import queue
import threading
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from odoo.addons.ocean_marketplace_base.lib.clock import SystemClock
from odoo.addons.ocean_marketplace_base.lib.hosts import HostPolicy
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY
from odoo.addons.ocean_marketplace_base.lib.transport import Transport
from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer
from odoo.addons.ocean_tiktok_shop.lib.catalogue import TikTokCatalogue
from odoo.addons.ocean_tiktok_shop.lib.client import (
    TikTokShopClient,
    creator_authorize_url,
    exchange_creator_code,
)
from odoo.addons.ocean_tiktok_shop.lib.signing import App

from tests.contract.conftest import Sandbox
from tests.contract.tiktok_shop.browser import consent
from tests.contract.tiktok_shop.pictures import picture


@pytest.fixture
def sandbox():
    with SandboxServer(seed=1, orders=40, platforms=["tiktok_shop"]) as server:
        yield Sandbox(server)


@pytest.fixture
def shop(sandbox):
    return sandbox.info["tiktok_shop"]


@pytest.fixture
def app(shop):
    return App(shop["app_key"], shop["app_secret"], service_id=shop["service_id"])


class MovedClock(SystemClock):
    """The computer's clock, some seconds ahead."""

    ahead = 0.0

    def now(self):
        return super().now() + timedelta(seconds=self.ahead)


@pytest.fixture
def clock():
    return MovedClock()


@pytest.fixture
def transport(clock):
    with Transport(HostPolicy.loopback(), clock=clock) as opened:
        yield opened


@pytest.fixture
def connect(app, transport, shop):
    """A client of the first shop, or with other credentials, that tries everything once."""

    def make(**other):
        options = {"shop_cipher": shop["shop_cipher"], "access_token": shop["access_token"]} | other
        return TikTokShopClient(app, transport, shop["base_url"], retry=NO_RETRY, **options)

    return make


@pytest.fixture
def client(connect):
    return connect()


@pytest.fixture
def state(sandbox):
    """What the simulator keeps, as it is now."""
    return lambda: sandbox.control("/state")["platforms"]["tiktok_shop"]


@pytest.fixture
def numbers(sandbox, shop):
    """Order ids of the first shop by status, as the simulator knows them."""
    found = {}
    for row in sandbox.control(f"/orders?shop_id={shop['shop_id']}")["orders"]:
        found.setdefault(row["status"], []).append(row["id"])
    return found


@pytest.fixture
def later(sandbox, clock):
    """Move the clocks of simulator and client by some seconds."""

    def move(seconds):
        clock.ahead += seconds
        sandbox.control("/clock", {"advance": seconds})

    return move


@pytest.fixture
def window():
    """Filters for everything of the last 30 days."""
    until = datetime.now(timezone.utc) + timedelta(hours=1)
    return lambda field: {f"{field}_ge": until - timedelta(days=30), f"{field}_lt": until}


@pytest.fixture
def listing(client):
    """A live product of two or more SKUs, with everything."""
    rows = client.product.iter_products(status="ACTIVATE")
    return client.product.get_product(next(row["id"] for row in rows if len(row["skus"]) > 1))


@pytest.fixture
def warehouse(client):
    rows = client.logistics.get_warehouse_list()
    return next(row["id"] for row in rows if row["type"] == "SALES_WAREHOUSE")


@pytest.fixture
def image(client):
    """An uploaded picture."""
    return client.product.upload_product_image(picture())


@pytest.fixture
def receiver():
    """An address, and a queue of ``(authorization, body)`` of what arrived there."""
    arrived = queue.Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            arrived.put((self.headers.get("Authorization"), body))
            self.send_response(200)
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


@pytest.fixture
def creator_token(app, transport, shop, sandbox, state, clock):
    (name, *_others) = (row["open_id"] for row in state()["accounts"] if row["user_type"] == 1)
    sandbox.control("/config", {"redirect_url": "http://127.0.0.1:1/ocean/callback"})
    sandbox.switch(consent="approve", consent_account=name)
    params = consent(creator_authorize_url(app, "simulator", shop["base_url"], "st-3"))
    grant = exchange_creator_code(app, transport, shop["auth_base_url"], params, clock)
    assert grant.open_id == name
    return grant.token.access_token


@pytest.fixture
def catalogue(client):
    return TikTokCatalogue(client, region="ID", currency="IDR")


@pytest.fixture
def images(catalogue):
    """Six uploaded pictures."""
    return [catalogue.upload_image(picture(600 + place)) for place in range(6)]


@pytest.fixture
def written(sandbox):
    """The calls that changed products since the last time this was asked, without uploads."""

    def since():
        calls = [
            f"{row['method']} {row['path']}"
            for row in sandbox.calls("/product/*")
            if row["method"] != "GET" and "search" not in row["path"] and "upload" not in row["path"]
        ]
        sandbox.control("/calls/clear", {})
        return calls

    return since


@pytest.fixture
def in_seller_center(sandbox):
    """Change a product as its seller or the platform does, not by the API."""
    return lambda number, **changes: sandbox.control("/config", {"product": number, **changes})
