"""The simulator on a real socket, and a handle to steer it by its control API."""

import json
import urllib.request

import pytest

from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer


class Sandbox:
    """One running simulator; ``info`` is what `./ocean sandbox` prints."""

    def __init__(self, server):
        self.server = server
        self.info = server.info

    def control(self, path, options=None):
        data = None if options is None else json.dumps(options).encode()
        request = urllib.request.Request(self.info["control_url"] + path, data=data)
        with urllib.request.urlopen(request, timeout=10) as response:
            return json.load(response)

    def fault(self, kind, **options):
        self.control("/faults", {"kind": kind, **options})

    def switch(self, **switches):
        self.control("/config", {"switches": switches})

    def calls(self, path="*"):
        return self.control(f"/calls?path={path}")["calls"]


@pytest.fixture
def sandbox():
    with SandboxServer(seed=1, orders=40) as server:
        yield Sandbox(server)
