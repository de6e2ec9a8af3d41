import pytest

from odoo.addons.ocean_marketplace_base.lib.clock import ManualClock
from odoo.addons.ocean_marketplace_base.lib.hosts import HostPolicy
from odoo.addons.ocean_marketplace_base.lib.http import Request
from odoo.addons.ocean_marketplace_base.lib.transport import Transport


@pytest.fixture
def clock():
    return ManualClock()


@pytest.fixture
def transport():
    with Transport(HostPolicy.loopback(), timeout=10) as opened:
        yield opened


@pytest.fixture
def get(server):
    """A function that makes a harmless read of the scripted server."""

    def build(**changes):
        return Request(**({"method": "GET", "url": f"{server.url}/things", "idempotent": True} | changes))

    return build
