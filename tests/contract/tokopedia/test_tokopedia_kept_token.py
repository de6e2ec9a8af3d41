"""A token that the caller keeps: the client uses it and says when it is no good, but fetches no other."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import AuthExpired
from odoo.addons.ocean_tokopedia.lib.client.auth import KeptToken


@pytest.fixture
def keep(app, transport, shop):
    def make(token):
        return KeptToken(app, transport, shop["accounts_url"], token)

    return make


def test_a_kept_token_is_used(client, make_client, keep):
    token = client.auth.fetch_token().access_token
    assert make_client(auth=keep(token)).shop.get_info()["shop_name"] == "Ombak Wear"


def test_a_kept_token_that_is_refused_is_told_and_not_replaced(client, make_client, keep, world):
    token = client.auth.fetch_token().access_token
    world.sandbox.fault("expired_token", path="/v1/shop/*", count=1)
    with pytest.raises(AuthExpired):
        make_client(auth=keep(token)).shop.get_info()
    assert world.sandbox.server.world.journal.report("/token", "*", 0)["count"] == 1
