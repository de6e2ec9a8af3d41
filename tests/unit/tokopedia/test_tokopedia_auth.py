import base64
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    ContractChanged,
    InvalidRequest,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY
from odoo.addons.ocean_marketplace_base.lib.schema import Token
from odoo.addons.ocean_tokopedia.lib.signing import App

SECOND_TOKEN = {"access_token": "c:second", "expires_in": 60}


@pytest.fixture(autouse=True)
def some_shop(platform):
    platform.say_data([{"shop_id": 479573}])


def test_a_token_is_asked_for_with_basic_authentication_and_sent_verbatim(platform, client):
    client.shop.get_info()
    (asked,) = platform.token_calls
    assert asked.params == {"grant_type": "client_credentials"}
    text = base64.b64decode(asked.headers["authorization"].removeprefix("Basic ")).decode()
    assert text == "client-7:secret-4a6f7065"
    assert (asked.body, asked.headers["content-length"]) == (b"", "0")
    assert platform.seen[0].headers["authorization"] == "Bearer c:first-token"


def test_a_token_serves_until_what_the_platform_says_runs_out(platform, client, clock):
    platform.tokens = [{"access_token": "c:old", "expires_in": 76, "sq_check": False}, SECOND_TOKEN]
    for _call in range(3):
        client.shop.get_info()
        clock.advance(30)
    assert len(platform.token_calls) == 1
    client.shop.get_info()
    assert [seen.headers["authorization"] for seen in platform.seen] == ["Bearer c:old"] * 3 + [
        "Bearer c:second"
    ]


def test_a_kept_token_is_used_and_a_new_one_can_be_kept(platform, make_client, clock):
    kept = Token(
        access_token="c:kept", refresh_token="", access_expires_at=clock.now() + timedelta(seconds=10)
    )
    client = make_client(token=kept)
    client.shop.get_info()
    assert platform.token_calls == []
    clock.advance(10)
    client.shop.get_info()
    assert client.auth.token.access_token == "c:first-token"
    assert client.auth.token.access_expires_at == clock.now() + timedelta(seconds=3600)


def test_a_refused_token_is_replaced_once_even_for_a_write(platform, client, answer):
    platform.tokens = [{"access_token": "c:old", "expires_in": 900}, SECOND_TOKEN]
    platform.say(answer(b"", 401), {"header": {}, "data": "success"})
    client.order_action.accept("5")
    assert [seen.headers["authorization"] for seen in platform.seen] == ["Bearer c:old", "Bearer c:second"]


def test_a_platform_that_insists_on_a_refused_token_is_not_asked_for_ever(platform, client, answer):
    platform.say(answer(b"", 401))
    with pytest.raises(AuthExpired):
        client.shop.get_info()
    assert (len(platform.seen), len(platform.token_calls)) == (1, 2)


def test_clients_of_an_app_can_share_a_token(platform, make_client):
    first = make_client()
    second = make_client(auth=first.auth, shop_id="8")
    platform.say_data([{"shop_id": 479573}], [{"shop_id": 8}])
    first.shop.get_info()
    second.shop.get_info()
    assert len(platform.token_calls) == 1


def test_many_threads_ask_for_one_token(platform, client):
    with ThreadPoolExecutor(8) as pool:
        shops = list(pool.map(lambda _number: client.shop.get_info()["shop_id"], range(16)))
    assert shops == [479573] * 16
    assert len(platform.token_calls) == 1


@pytest.mark.parametrize(
    ("said", "status", "error"),
    [
        (b'{"error":"invalid_client","error_description":"secret-4a6f7065 is wrong"}', 401, Rejected),
        (b'{"error":"invalid_client"}', 400, Rejected),
        (b"", 401, ContractChanged),
        (b"", 429, Throttled),
        (b"<html>", 503, Transient),
        (b"<html>", 200, ContractChanged),
        (b'{"access_token":"","expires_in":5}', 200, ContractChanged),
        (b'{"access_token":"a\\nb","expires_in":5}', 200, ContractChanged),
        (b'{"access_token":"a"}', 200, ContractChanged),
        (b'{"access_token":"a","expires_in":-5}', 200, ContractChanged),
    ],
)
def test_a_token_that_is_not_given_is_told(said, status, error, platform, make_client, answer):
    platform.tokens = [answer(said, status)]
    with pytest.raises(error) as caught:
        make_client(retry=NO_RETRY).auth.fetch_token()
    assert "secret-4a6f7065" not in str(caught.value)


def test_secrets_do_not_show(app):
    assert "secret-4a6f7065" not in repr(app)


@pytest.mark.parametrize(
    "values", [("x", "c", "s"), ("1", "", "s"), ("1", "c", ""), ("1", "a:b", "s"), (1, "c", "s")]
)
def test_an_app_needs_its_three_credentials(values):
    with pytest.raises(InvalidRequest):
        App(*values)
