"""The OAuth round trip against the simulator, from the link to refreshed tokens."""

import urllib.error
import urllib.request
from urllib.parse import parse_qsl, urlsplit

import pytest

from odoo.addons.ocean_marketplace_base.lib.clock import SystemClock
from odoo.addons.ocean_marketplace_base.lib.errors import AuthRevoked, Rejected
from odoo.addons.ocean_shopee.lib.client import ShopeeClient, authorize_url, exchange_code, refresh

REDIRECT = "http://127.0.0.1:1/ocean/callback?k=1"
CLOCK = SystemClock()


class StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def consent(url):
    """Open the consent page as a browser would; return the query the seller comes back with."""
    opener = urllib.request.build_opener(StayHere)
    try:
        opener.open(url, timeout=10)
    except urllib.error.HTTPError as redirect:
        return dict(parse_qsl(urlsplit(redirect.headers["Location"]).query))
    raise AssertionError("the consent page did not send the seller back")


def link(app, shop, state="st-1"):
    return authorize_url(app, "singapore", "simulator", shop["base_url"], REDIRECT, state)


def client_of(app, transport, shop, grant):
    return ShopeeClient(
        app,
        transport,
        shop["base_url"],
        shop_id=grant.external_shop_id,
        access_token=grant.token.access_token,
    )


@pytest.fixture
def main_account(sandbox):
    shops = sandbox.control("/state")["platforms"]["shopee"]["shops"]
    return next(row["main_account_id"] for row in shops if row["main_account_id"])


def test_a_shop_account_connects(app, transport, sandbox, shop):
    sandbox.switch(consent="approve", consent_account=shop["shop_id"])
    params = consent(link(app, shop))
    assert (params["state"], params["k"]) == ("st-1", "1")
    (grant,) = exchange_code(app, transport, shop["base_url"], params, CLOCK)
    assert grant.external_shop_id == str(shop["shop_id"])
    assert (grant.region, bool(grant.name), grant.authorized_until is not None) == ("ID", True, True)
    assert client_of(app, transport, shop, grant).shop.get_shop_info()["region"] == "ID"


def test_a_main_account_connects_all_its_shops_each_with_its_own_chain(
    app, transport, sandbox, shop, main_account
):
    sandbox.switch(consent="approve", consent_account=main_account)
    grants = exchange_code(app, transport, shop["base_url"], consent(link(app, shop)), CLOCK)
    assert len(grants) == 2
    assert len({grant.token.refresh_token for grant in grants}) == 2
    for grant in grants:
        token = refresh(
            app, transport, shop["base_url"], grant.external_shop_id, grant.token.refresh_token, CLOCK
        )
        assert token.refresh_token != grant.token.refresh_token
        assert client_of(app, transport, shop, grant).shop.get_profile()["shop_name"] == grant.name


def test_a_code_works_once(app, transport, sandbox, shop):
    sandbox.switch(consent="approve", consent_account=shop["shop_id"])
    params = consent(link(app, shop))
    exchange_code(app, transport, shop["base_url"], params, CLOCK)
    with pytest.raises(Rejected) as caught:
        exchange_code(app, transport, shop["base_url"], params, CLOCK)
    assert caught.value.code == "invalid_code"


def test_refresh_tokens_rotate_and_a_used_one_is_dead(app, transport, shop):
    shop_id = str(shop["shop_id"])
    first = refresh(app, transport, shop["base_url"], shop_id, shop["refresh_token"], CLOCK)
    second = refresh(app, transport, shop["base_url"], shop_id, first.refresh_token, CLOCK)
    assert len({shop["refresh_token"], first.refresh_token, second.refresh_token}) == 3
    with pytest.raises(AuthRevoked):
        refresh(app, transport, shop["base_url"], shop_id, first.refresh_token, CLOCK)


def test_a_used_refresh_token_that_answers_the_same_pair_is_accepted_too(app, transport, sandbox, shop):
    sandbox.switch(refresh_reuse="same_pair")
    pairs = [
        refresh(app, transport, shop["base_url"], str(shop["shop_id"]), shop["refresh_token"], CLOCK)
        for _ in range(2)
    ]
    assert pairs[0].refresh_token == pairs[1].refresh_token


@pytest.mark.parametrize("epoch", [False, True])
def test_tokens_live_four_hours_however_that_is_told(epoch, app, transport, sandbox, shop):
    sandbox.switch(expire_in_epoch=epoch)
    token = refresh(app, transport, shop["base_url"], str(shop["shop_id"]), shop["refresh_token"], CLOCK)
    left = (token.access_expires_at - CLOCK.now()).total_seconds()
    assert 4 * 3600 - 30 < left <= 4 * 3600 + 1


def test_a_refused_consent_brings_no_code(app, sandbox, shop):
    sandbox.switch(consent="decline")
    with urllib.request.urlopen(link(app, shop), timeout=10) as page:
        assert "Declined" in page.read().decode()
