from datetime import datetime, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.clock import ManualClock
from odoo.addons.ocean_marketplace_base.lib.hosts import HostPolicy
from odoo.addons.ocean_marketplace_base.lib.transport import Transport
from odoo.addons.ocean_shopee.lib.client import ShopeeClient
from odoo.addons.ocean_shopee.lib.reader import ShopeeReader
from odoo.addons.ocean_shopee.lib.signing import App


@pytest.fixture
def app():
    return App("2001887", "shpk4a6f7065726174696f6e2d74657374", push_key="pushkey-7c1b9d")


@pytest.fixture
def clock():
    return ManualClock(datetime(2026, 5, 4, 10, tzinfo=timezone.utc))


@pytest.fixture
def transport(clock):
    with Transport(HostPolicy.loopback(), clock=clock) as opened:
        yield opened


@pytest.fixture
def client(app, transport, server):
    return ShopeeClient(app, transport, server.url, shop_id="727720655", access_token="6b5a46716e474d6f")


@pytest.fixture
def reader(client):
    return ShopeeReader(client)
