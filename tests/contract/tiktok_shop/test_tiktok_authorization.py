"""The OAuth round trip against the simulator, from the link to refreshed tokens."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.clock import SystemClock
from odoo.addons.ocean_marketplace_base.lib.errors import AuthRevoked, Rejected
from odoo.addons.ocean_tiktok_shop.lib.client import authorize_url, exchange_code, refresh
from odoo.addons.ocean_tiktok_shop.lib.signing import App

from .browser import consent

CLOCK = SystemClock()
CALLBACK = "http://127.0.0.1:1/ocean/callback"


@pytest.fixture
def link(app, shop, sandbox):
    sandbox.control("/config", {"redirect_url": CALLBACK})
    sandbox.switch(consent="approve")
    return authorize_url(app, "ID", "simulator", shop["base_url"], "st-1")


@pytest.fixture
def exchange(app, transport, shop):
    return lambda params: exchange_code(
        app, transport, shop["auth_base_url"], shop["base_url"], params, CLOCK
    )


@pytest.fixture
def renew(app, transport, shop):
    return lambda token: refresh(app, transport, shop["auth_base_url"], token, CLOCK)


def test_a_seller_connects_all_his_shops_with_one_pair_of_tokens(link, exchange, connect, shop):
    params = consent(link)
    assert params["state"] == "st-1"
    grants = exchange(params)
    assert grants[0].external_shop_id == shop["shop_id"]
    assert grants[0].cipher == shop["shop_cipher"]
    assert {grant.region for grant in grants} == {"ID"}
    assert len({grant.token for grant in grants}) == 1
    assert grants[0].authorized_until > grants[0].token.access_expires_at > CLOCK.now()
    for grant in grants:
        client = connect(shop_cipher=grant.cipher, access_token=grant.token.access_token)
        assert client.logistics.get_warehouse_list()


def test_the_older_link_works_for_an_app_without_service_id(app, shop, sandbox, link, exchange):
    older = App(app.app_key, app.app_secret)
    params = consent(authorize_url(older, "ID", "simulator", shop["base_url"], "st-2"))
    assert exchange(params)[0].external_shop_id == shop["shop_id"]


def test_a_code_works_once(link, exchange):
    params = consent(link)
    exchange(params)
    with pytest.raises(Rejected):
        exchange(params)


def test_a_seller_may_say_no(link, sandbox, exchange):
    sandbox.switch(consent="decline")
    with pytest.raises(Rejected) as caught:
        exchange(consent(link))
    assert caught.value.code == "auth_denied"


def test_tokens_are_refreshed_and_rotate(renew, shop, connect):
    token = renew(shop["refresh_token"])
    assert token.access_token != shop["access_token"]
    assert connect(access_token=token.access_token).authorization.get_authorized_shops()
    assert renew(token.refresh_token).refresh_token != token.refresh_token


def test_a_used_refresh_token_is_the_end_of_the_consent(renew, shop):
    renew(shop["refresh_token"])
    with pytest.raises(AuthRevoked):
        renew(shop["refresh_token"])


def test_a_platform_that_answers_a_used_refresh_token_again_is_understood(renew, shop, sandbox):
    sandbox.switch(refresh_reuse="same_pair")
    first = renew(shop["refresh_token"])
    assert renew(shop["refresh_token"]).access_token == first.access_token


def test_a_withdrawn_consent_cannot_be_refreshed(renew, shop, sandbox):
    sandbox.control("/config", {"shop": shop["shop_id"], "revoke": True})
    with pytest.raises((AuthRevoked, Rejected)):
        renew(shop["refresh_token"])


def test_shops_sellers_and_webhooks(client, shop):
    assert shop["shop_id"] in [row["id"] for row in client.authorization.get_authorized_shops()]
    assert shop["shop_id"] in [row["id"] for row in client.seller.get_active_shops()]
    assert isinstance(client.seller.get_seller_permissions(), list)
    client.event.update_shop_webhook("ORDER_STATUS_CHANGE", "https://erp.example/push")
    (hook,) = client.event.get_shop_webhooks()
    assert (hook["event_type"], hook["address"]) == ("ORDER_STATUS_CHANGE", "https://erp.example/push")
    client.event.delete_shop_webhook("ORDER_STATUS_CHANGE")
    client.event.delete_shop_webhook("ORDER_STATUS_CHANGE")
    assert client.event.get_shop_webhooks() == []
