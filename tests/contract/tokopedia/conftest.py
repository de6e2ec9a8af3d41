import re
from datetime import datetime, timedelta, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.endpoint_table import rows_of_clients
from odoo.addons.ocean_marketplace_base.lib.hosts import HostPolicy
from odoo.addons.ocean_marketplace_base.lib.transport import Transport
from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer
from odoo.addons.ocean_tokopedia.lib.client import TokopediaClient
from odoo.addons.ocean_tokopedia.lib.crypto import new_key_pair
from odoo.addons.ocean_tokopedia.lib.signing import App

from tests.contract.conftest import Sandbox

ENDPOINTS = {row.method: row.endpoint for row in rows_of_clients([TokopediaClient])}


def pytest_configure(config):
    config.addinivalue_line("markers", "calls(method): the method of the client that the test is about")


@pytest.fixture
def sandbox():
    with SandboxServer(seed=1, platforms=["tokopedia"], orders=60) as server:
        yield Sandbox(server)


@pytest.fixture
def shop(sandbox):
    return sandbox.info["tokopedia"]


@pytest.fixture
def app(shop):
    return App(str(shop["fs_id"]), shop["client_id"], shop["client_secret"])


@pytest.fixture
def transport():
    with Transport(HostPolicy.loopback()) as opened:
        yield opened


@pytest.fixture(scope="session")
def key_pair():
    return new_key_pair()


@pytest.fixture
def make_client(app, transport, shop, key_pair):
    def make(**options):
        given = {"shop_id": str(shop["shop_id"]), "private_key": key_pair.private_pem} | options
        return TokopediaClient(
            given.pop("app", app), transport, shop["base_url"], shop["accounts_url"], **given
        )

    return make


@pytest.fixture
def client(make_client):
    return make_client()


class World:
    """What the tests need to know of the simulated shop."""

    def __init__(self, sandbox, shop):
        self.sandbox = sandbox
        self.shop = shop
        self.platform = sandbox.server.platforms["tokopedia"]
        self.store = self.platform.store

    @property
    def now(self):
        return datetime.fromtimestamp(self.store.now, timezone.utc)

    def window(self, days=2):
        return self.now - timedelta(days=days), self.now + timedelta(minutes=1)

    def place(self, **options):
        (number,) = self.sandbox.control("/orders", {"platform": "tokopedia", **options})["orders"]
        return number

    def change(self, number, action, **options):
        return self.sandbox.control(f"/orders/{number}/{action}", options)

    def switch(self, **switches):
        self.sandbox.control("/config", {"platform": "tokopedia", "switches": switches})

    def configure(self, **options):
        return self.sandbox.control("/config", {"platform": "tokopedia", **options})

    def advance_clock(self, seconds):
        self.sandbox.control("/clock", {"advance": seconds})

    def orders(self, *statuses):
        rows = self.sandbox.control(f"/orders?platform=tokopedia&shop_id={self.shop['shop_id']}")["orders"]
        return [row["id"] for row in rows if not statuses or row["status"] in statuses]

    @property
    def single(self):
        """A product without variants and without a discount, whose SKU no other shop of the app has."""
        skus = [row.sku for row in self.store.products.values()]
        return next(
            row
            for row in self._own()
            if not row.parent_id and not row.children and self._plain(row) and skus.count(row.sku) == 1
        )

    @property
    def parent(self):
        """A product with variants, none of them with a discount."""
        products = self.store.products
        return next(
            row
            for row in self._own()
            if row.children and all(self._plain(products[child]) for child in row.children)
        )

    @property
    def child(self):
        return self.store.products[self.parent.children[0]]

    @property
    def sellable(self):
        return list(self.store.sellable(self.shop["shop_id"]))

    @property
    def discounted(self):
        """A product without variants that has a slash price."""
        return next(
            row for row in self._own() if not row.parent_id and not row.children and not self._plain(row)
        )

    def _plain(self, row):
        return self.store.slash_price_of(row.id) is None

    def on_platform(self, name, **options):
        """Change a product, by id or SKU, on the platform's side."""
        options = {"shop": self.shop["shop_id"], "products": {str(name): options}}
        return self.configure(**options)["products"][0]

    def _own(self):
        return list(self.store.products_of(self.shop["shop_id"]))

    @property
    def own_shop(self):
        return self.store.shops[self.shop["shop_id"]]


@pytest.fixture
def world(sandbox, shop):
    return World(sandbox, shop)


@pytest.fixture(autouse=True)
def meets_the_simulator(request):
    """A test that is marked with a method has called its endpoint, and nothing it called was refused."""
    mark = request.node.get_closest_marker("calls")
    if mark is None:
        yield
        return
    endpoint, sandbox = ENDPOINTS[mark.args[0]], request.getfixturevalue("sandbox")
    yield
    shape = re.compile(re.sub(r"\{\w+\}", "[^/]+", endpoint.path))
    calls = [call for call in sandbox.calls() if shape.fullmatch(call["path"])]
    assert endpoint.verb in {call["method"] for call in calls}
    assert all(call["status"] == 200 for call in calls)
