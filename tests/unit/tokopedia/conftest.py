from datetime import datetime, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.clock import ManualClock
from odoo.addons.ocean_marketplace_base.lib.hosts import HostPolicy
from odoo.addons.ocean_marketplace_base.lib.transport import Transport
from odoo.addons.ocean_tokopedia.lib.client import TokopediaClient
from odoo.addons.ocean_tokopedia.lib.crypto import new_key_pair
from odoo.addons.ocean_tokopedia.lib.signing import App

TOKEN = {"access_token": "c:first-token", "expires_in": 3600, "token_type": "Bearer"}


@pytest.fixture
def app():
    return App("13398", "client-7", "secret-4a6f7065")


@pytest.fixture
def clock():
    return ManualClock(datetime(2025, 5, 4, 10, tzinfo=timezone.utc))


@pytest.fixture
def transport(clock):
    with Transport(HostPolicy.loopback(), clock=clock) as opened:
        yield opened


class Platform:
    """The scripted server as accounts service and API: tokens by themselves, the rest as told."""

    def __init__(self, server):
        self.url = server.url
        self.seen = []
        self.tokens = [TOKEN]
        self._script = [{}]
        self._server = server
        server.respond(self._answer)

    def say(self, *answers):
        self._script = list(answers)

    def say_data(self, *data):
        self.say(*({"header": {"process_time": 0.1, "messages": "ok"}, "data": one} for one in data))

    def _answer(self, seen):
        if seen.path == "/token":
            return self.tokens.pop(0) if len(self.tokens) > 1 else self.tokens[0]
        self.seen.append(seen)
        return self._script.pop(0) if len(self._script) > 1 else self._script[0]

    @property
    def token_calls(self):
        return [seen for seen in self._server.seen if seen.path == "/token"]


@pytest.fixture
def platform(server):
    return Platform(server)


@pytest.fixture(scope="session")
def key_pair():
    return new_key_pair()


@pytest.fixture
def make_client(app, transport, server):
    def make(**options):
        return TokopediaClient(app, transport, server.url, server.url, **{"shop_id": "479573"} | options)

    return make


@pytest.fixture
def client(make_client):
    return make_client()
