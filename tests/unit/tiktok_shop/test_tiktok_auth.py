from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qsl, urlsplit

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthRevoked,
    ContractChanged,
    InvalidRequest,
    Rejected,
    Transient,
)
from odoo.addons.ocean_tiktok_shop.lib.client import (
    authorize_url,
    creator_authorize_url,
    exchange_code,
    exchange_creator_code,
    refresh,
)
from odoo.addons.ocean_tiktok_shop.lib.signing import App

EXPIRES = datetime(2026, 5, 11, 10, tzinfo=timezone.utc)
REVIEW = datetime(2027, 5, 4, 10, tzinfo=timezone.utc)
TOKENS = {
    "access_token": "ROW_access",
    "access_token_expire_in": int(EXPIRES.timestamp()),
    "refresh_token": "ROW_refresh",
    "refresh_token_expire_in": int(REVIEW.timestamp()),
    "open_id": "o-1",
    "seller_name": "Toko Ocean",
    "seller_base_region": "ID",
    "user_type": 0,
    "granted_scopes": ["seller.order.info"],
}
SHOPS = [
    {
        "id": "7495",
        "name": "Ocean ID",
        "region": "ID",
        "seller_type": "LOCAL",
        "cipher": "ROW_a",
        "code": "IDO",
    },
    {
        "id": "7496",
        "name": "Ocean MY",
        "region": "MY",
        "seller_type": "LOCAL",
        "cipher": "ROW_b",
        "code": "MYO",
    },
]


def answered(data):
    return {"code": 0, "message": "success", "request_id": "r", "data": data}


@pytest.fixture
def exchange(app, transport, server, clock):
    return lambda **params: exchange_code(app, transport, server.url, server.url, params, clock)


def test_a_seller_agrees_on_the_page_of_his_part_of_the_world(app):
    links = [
        authorize_url(app, "ID", "production", "", "s t"),
        authorize_url(app, "US", "production", "", "s t"),
        authorize_url(app, "US", "production", "", "s t", host="services.tiktokshops.us"),
        authorize_url(App("k", "s"), "ID", "production", "", "s t"),
        authorize_url(app, "ID", "simulator", "http://127.0.0.1:8089/tiktok_shop/", "s t"),
    ]
    assert links == [
        "https://services.tiktokshop.com/open/authorize?service_id=7400001&state=s+t",
        "https://services.us.tiktokshop.com/open/authorize?service_id=7400001&state=s+t",
        "https://services.tiktokshops.us/open/authorize?service_id=7400001&state=s+t",
        "https://auth.tiktok-shops.com/oauth/authorize?app_key=k&state=s+t",
        "http://127.0.0.1:8089/tiktok_shop/open/authorize?service_id=7400001&state=s+t",
    ]
    assert dict(parse_qsl(urlsplit(links[0]).query))["state"] == "s t"


def test_an_unknown_environment_has_no_page(app):
    with pytest.raises(InvalidRequest):
        authorize_url(app, "ID", "sandbox", "", "s")


def test_a_code_is_exchanged_for_all_shops_of_the_seller(exchange, server, app):
    server.say(answered(TOKENS), answered({"shops": SHOPS}))
    first, second = exchange(code="TTP_code", state="s", app_key="6qa")
    assert [(grant.external_shop_id, grant.cipher, grant.region) for grant in (first, second)] == [
        ("7495", "ROW_a", "ID"),
        ("7496", "ROW_b", "MY"),
    ]
    assert first.token == second.token
    assert (first.name, first.open_id, first.scopes) == ("Ocean ID", "o-1", ("seller.order.info",))
    assert (first.token.access_expires_at, first.authorized_until) == (EXPIRES, REVIEW)
    token, shops = server.seen
    assert (token.method, token.path) == ("GET", "/api/v2/token/get")
    assert token.params == {
        "app_key": app.app_key,
        "app_secret": app.app_secret,
        "auth_code": "TTP_code",
        "grant_type": "authorized_code",
    }
    assert "x-tts-access-token" not in token.headers
    assert shops.path == "/authorization/202309/shops"
    assert shops.headers["x-tts-access-token"] == "ROW_access"


def test_a_refresh_gives_a_new_pair(app, transport, server, clock):
    server.say(answered(TOKENS))
    token = refresh(app, transport, server.url, "ROW_old", clock)
    assert (token.access_token, token.refresh_token) == ("ROW_access", "ROW_refresh")
    assert (token.access_expires_at, token.refresh_expires_at) == (EXPIRES, REVIEW)
    assert server.seen[0].path == "/api/v2/token/refresh"
    assert server.seen[0].params["grant_type"] == "refresh_token"
    assert server.seen[0].params["refresh_token"] == "ROW_old"


def test_a_duration_is_understood_as_well(app, transport, server, clock):
    server.say(answered(TOKENS | {"access_token_expire_in": 3600, "refresh_token_expire_in": None}))
    token = refresh(app, transport, server.url, "ROW_old", clock)
    assert token.access_expires_at - clock.now() <= timedelta(hours=1)
    assert token.refresh_expires_at is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"code": 36004001, "message": "rt has expired"}, AuthRevoked),
        ({"code": 12345, "message": "refresh_token is invalid"}, AuthRevoked),
        ({"code": 12345, "message": "app_secret is invalid"}, Rejected),
        ({"code": 36009003, "message": "Internal error"}, Transient),
    ],
)
def test_a_refresh_that_is_refused(body, kind, app, transport, server, clock):
    server.say(body)
    with pytest.raises(kind) as caught:
        refresh(app, transport, server.url, "ROW_old", clock)
    assert caught.value.code == str(body["code"])
    assert len(server.seen) == 1


def test_the_secrets_in_the_query_do_not_come_back_in_errors(app, transport, server, clock):
    server.say({"code": 12345, "message": f"no {app.app_secret} and no ROW_old"})
    with pytest.raises(Rejected) as caught:
        refresh(app, transport, server.url, "ROW_old", clock)
    assert str(caught.value) == "12345: no *** and no ***"


def test_a_seller_who_says_no_is_a_refusal(exchange, server):
    with pytest.raises(Rejected) as caught:
        exchange(code="null", error="auth_denied", state="s")
    assert caught.value.code == "auth_denied"
    assert server.seen == []


@pytest.mark.parametrize("params", [{}, {"code": ""}, {"code": "x" * 3000}, {"state": "s"}])
def test_a_callback_without_code_is_refused(params, exchange, server):
    with pytest.raises(InvalidRequest):
        exchange(**params)
    assert server.seen == []


def test_an_exchange_is_not_repeated(exchange, server, answer):
    server.say(answer(b"", 503), answered(TOKENS))
    with pytest.raises(Transient):
        exchange(code="TTP_code")
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("tokens", "path"),
    [
        (None, "data"),
        (TOKENS | {"access_token": ""}, "data.access_token"),
        (TOKENS | {"refresh_token": None}, "data.access_token"),
        (TOKENS | {"access_token_expire_in": "soon"}, "data.access_token_expire_in"),
    ],
)
def test_an_answer_without_tokens_names_the_place(tokens, path, exchange, server):
    server.say(answered(tokens))
    with pytest.raises(ContractChanged) as caught:
        exchange(code="TTP_code")
    assert caught.value.path == path


@pytest.mark.parametrize("shop", [{"id": "7495"}, {"cipher": "ROW_a"}, {"id": "7495", "cipher": None}])
def test_a_shop_without_cipher_is_a_changed_contract(shop, exchange, server):
    server.say(answered(TOKENS), answered({"shops": [shop]}))
    with pytest.raises(ContractChanged):
        exchange(code="TTP_code")


@pytest.mark.parametrize("token", ["", None, 5, "x" * 3000])
def test_a_refresh_needs_a_refresh_token(token, app, transport, server, clock):
    with pytest.raises(InvalidRequest):
        refresh(app, transport, server.url, token, clock)
    assert server.seen == []


def test_a_creator_agrees_on_a_page_of_his_own(app, transport, server, clock):
    assert creator_authorize_url(app, "production", "", "s") == (
        "https://shop.tiktok.com/alliance/creator/auth?app_key=6qa1b2c3d&state=s"
    )
    server.say(answered(TOKENS | {"user_type": 1}))
    grant = exchange_creator_code(app, transport, server.url, {"code": "c"}, clock)
    assert (grant.token.access_token, grant.open_id) == ("ROW_access", "o-1")


def test_tokens_of_a_seller_are_not_a_creators(app, transport, server, clock):
    server.say(answered(TOKENS))
    with pytest.raises(Rejected):
        exchange_creator_code(app, transport, server.url, {"code": "c"}, clock)
