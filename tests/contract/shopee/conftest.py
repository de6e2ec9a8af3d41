import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from odoo.addons.ocean_marketplace_base.lib.hosts import HostPolicy
from odoo.addons.ocean_marketplace_base.lib.transport import Transport
from odoo.addons.ocean_shopee.lib.client import ShopeeClient
from odoo.addons.ocean_shopee.lib.reader import ShopeeReader
from odoo.addons.ocean_shopee.lib.signing import App


@pytest.fixture
def shop(sandbox):
    return sandbox.info["shopee"]


@pytest.fixture
def app(shop):
    return App(str(shop["partner_id"]), shop["partner_key"], push_key=shop["push_key"])


@pytest.fixture
def transport():
    with Transport(HostPolicy.loopback()) as opened:
        yield opened


@pytest.fixture
def client(app, transport, shop):
    return ShopeeClient(
        app, transport, shop["base_url"], shop_id=str(shop["shop_id"]), access_token=shop["access_token"]
    )


@pytest.fixture
def reader(client):
    return ShopeeReader(client)


@pytest.fixture
def numbers(sandbox, shop):
    """Order numbers of the first shop by status, as the simulator knows them."""
    found = {}
    for row in sandbox.control(f"/orders?shop_id={shop['shop_id']}")["orders"]:
        found.setdefault(row["status"], []).append(row["id"])
    return found


@pytest.fixture
def address():
    """An address that takes pushes."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/ocean/push/k1"
    server.shutdown()
    server.server_close()
    thread.join()
