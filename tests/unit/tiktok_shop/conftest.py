from datetime import datetime, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.clock import ManualClock
from odoo.addons.ocean_marketplace_base.lib.hosts import HostPolicy
from odoo.addons.ocean_marketplace_base.lib.transport import Transport
from odoo.addons.ocean_tiktok_shop.lib.client import TikTokShopClient
from odoo.addons.ocean_tiktok_shop.lib.signing import App


@pytest.fixture
def app():
    return App("6qa1b2c3d", "5ec7e70f6f6365616e2d74657374", service_id="7400001")


@pytest.fixture
def clock():
    return ManualClock(datetime(2026, 5, 4, 10, tzinfo=timezone.utc))


@pytest.fixture
def transport(clock):
    with Transport(HostPolicy.loopback(), clock=clock) as opened:
        yield opened


@pytest.fixture
def client(app, transport, server):
    return TikTokShopClient(
        app, transport, server.url, shop_cipher="ROW_oceanTest01", access_token="ROW_t0k3n-4711"
    )
