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
from odoo.addons.ocean_shopee.lib.client import authorize_url, exchange_code, refresh
from odoo.addons.ocean_shopee.lib.signing import base_string, sign

REDIRECT = "https://erp.example/ocean/callback?db=main"


def query_of(url):
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True, strict_parsing=True))


def tokens(name="1", **more):
    return {
        "error": "",
        "message": "",
        "request_id": "r",
        "access_token": f"access-{name}",
        "refresh_token": f"refresh-{name}",
        "expire_in": 14400,
    } | more


class Platform:
    """Hands out tokens per shop, counts refreshes, describes shops."""

    def __init__(self, shop_ids=(), broken=()):
        self.shop_ids, self.broken = list(shop_ids), set(broken)
        self.refreshed = []

    def __call__(self, seen):
        if seen.path.endswith("/token/get") and "access_token/" not in seen.path:
            more = (
                {"shop_id_list": self.shop_ids, "merchant_id_list": [9]}
                if "main_account_id" in seen.json
                else {}
            )
            return tokens("common", **more)
        if seen.path.endswith("/access_token/get"):
            shop_id = seen.json["shop_id"]
            self.refreshed.append((shop_id, seen.json["refresh_token"]))
            if shop_id in self.broken:
                return {"error": "error_inner", "message": "later", "request_id": "r"}
            return tokens(f"{shop_id}-{len(self.refreshed)}", shop_id=shop_id)
        return {
            "error": "",
            "shop_name": f"Toko {seen.params['shop_id']}",
            "region": "ID",
            "expire_time": 1800000000,
        }


@pytest.mark.parametrize(
    ("environment", "location", "host"),
    [
        ("production", "singapore", "open.shopee.com"),
        ("production", "brazil", "open.shopee.com.br"),
        ("production", "china", "open.shopee.cn"),
        ("sandbox", "singapore", "open.sandbox.test-stable.shopee.com"),
    ],
)
def test_a_seller_is_sent_to_the_portal_with_our_state(environment, location, host, app):
    url = authorize_url(app, location, environment, "", REDIRECT, "st-1")
    assert url.startswith(f"https://{host}/auth?")
    assert query_of(url) == {
        "auth_type": "seller",
        "partner_id": "2001887",
        "redirect_uri": REDIRECT,
        "response_type": "code",
        "state": "st-1",
    }
    assert app.partner_key not in url


def test_a_simulator_gets_the_signed_link_with_the_state_in_the_redirect(app, clock):
    url = authorize_url(app, "singapore", "simulator", "http://127.0.0.1:8700/", REDIRECT, "st-1", clock)
    query = query_of(url)
    timestamp = int(clock.now().timestamp())
    assert url.startswith("http://127.0.0.1:8700/api/v2/shop/auth_partner?")
    assert query["redirect"] == "https://erp.example/ocean/callback?db=main&state=st-1"
    assert query["timestamp"] == str(timestamp)
    assert query["sign"] == sign(
        app.partner_key, base_string("2001887", "/api/v2/shop/auth_partner", timestamp)
    )


@pytest.mark.parametrize(("environment", "location"), [("production", "mars"), ("staging", "singapore")])
def test_an_unknown_portal_is_refused(environment, location, app):
    with pytest.raises(InvalidRequest):
        authorize_url(app, location, environment, "", REDIRECT, "s")


def test_a_shop_account_gives_one_grant_with_the_shops_name(server, app, transport, clock):
    server.respond(Platform())
    params = {"code": "c-1", "shop_id": "727720655", "state": "s"}
    (grant,) = exchange_code(app, transport, server.url, params, clock)
    assert (grant.external_shop_id, grant.name, grant.region) == ("727720655", "Toko 727720655", "ID")
    assert grant.authorized_until == datetime.fromtimestamp(1800000000, tz=timezone.utc)
    assert (grant.token.access_token, grant.token.refresh_token) == ("access-common", "refresh-common")
    assert grant.token.access_expires_at == clock.now() + timedelta(hours=4)
    assert grant.token.refresh_expires_at == clock.now() + timedelta(days=30)
    first = server.seen[0]
    assert first.json == {"code": "c-1", "partner_id": 2001887, "shop_id": 727720655}
    assert set(first.params) == {"partner_id", "timestamp", "sign"}


def test_a_main_account_gives_each_shop_its_own_chain(server, app, transport, clock):
    platform = Platform([11, 12, 11])
    server.respond(platform)
    grants = exchange_code(app, transport, server.url, {"code": "c", "main_account_id": "7"}, clock)
    assert [grant.external_shop_id for grant in grants] == ["11", "12"]
    assert platform.refreshed == [(11, "refresh-common"), (12, "refresh-common")]
    assert [grant.token.refresh_token for grant in grants] == ["refresh-11-1", "refresh-12-2"]


def test_a_shop_whose_chain_does_not_start_keeps_the_common_tokens(server, app, transport, clock):
    server.respond(Platform([11, 12], broken=[11]))
    first, second = exchange_code(app, transport, server.url, {"code": "c", "main_account_id": "7"}, clock)
    assert first.token.refresh_token == "refresh-common"
    assert second.token.refresh_token == "refresh-12-2"


def test_tokens_are_not_lost_when_a_shop_does_not_describe_itself(server, app, transport, clock):
    server.say(tokens(), {"error": "error_api_permission", "message": "no", "request_id": "r"})
    (grant,) = exchange_code(app, transport, server.url, {"code": "c", "shop_id": "5"}, clock)
    assert (grant.token.access_token, grant.name, grant.region) == ("access-1", "", "")


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"shop_id": "5"},
        {"code": "", "shop_id": "5"},
        {"code": "c" * 513, "shop_id": "5"},
        {"code": "c"},
        {"code": "c", "shop_id": "5", "main_account_id": "6"},
        {"code": "c", "shop_id": "five"},
        {"code": "c", "shop_id": 5},
    ],
)
def test_a_callback_that_makes_no_sense_is_refused_before_the_network(params, server, app, transport, clock):
    with pytest.raises(InvalidRequest):
        exchange_code(app, transport, server.url, params, clock)
    assert server.seen == []


def test_a_used_code_is_a_refusal_without_the_code_in_it(server, app, transport, clock):
    server.say({"error": "invalid_code", "message": "Invalid code s3cret-code", "request_id": "r"})
    with pytest.raises(Rejected) as caught:
        exchange_code(app, transport, server.url, {"code": "s3cret-code", "shop_id": "5"}, clock)
    assert "s3cret-code" not in str(caught.value)
    assert len(server.seen) == 1


def test_a_refresh_returns_the_next_pair(server, app, transport, clock):
    server.say(tokens("2", shop_id=5))
    token = refresh(app, transport, server.url, "5", "refresh-1", clock)
    assert (token.access_token, token.refresh_token) == ("access-2", "refresh-2")
    assert server.seen[0].json == {"refresh_token": "refresh-1", "partner_id": 2001887, "shop_id": 5}
    assert "access-2" not in repr(token)


def test_a_refresh_is_never_sent_twice(server, app, transport, clock, answer):
    server.say(answer(status=502))
    with pytest.raises(Transient) as caught:
        refresh(app, transport, server.url, "5", "refresh-1", clock)
    assert (len(server.seen), caught.value.effect_unknown) == (1, True)


def test_an_absolute_expiry_is_understood(server, app, transport, clock):
    server.say(tokens(expire_in=1767001812))
    token = refresh(app, transport, server.url, "5", "r", clock)
    assert token.access_expires_at == datetime.fromtimestamp(1767001812, tz=timezone.utc)


def test_an_expiry_as_text_is_understood(server, app, transport, clock):
    server.say(tokens(expire_in="60"))
    assert refresh(app, transport, server.url, "5", "r", clock).access_expires_at == clock.now() + timedelta(
        seconds=60
    )


@pytest.mark.parametrize(
    "change",
    [
        {"access_token": ""},
        {"access_token": None},
        {"refresh_token": 5},
        {"expire_in": None},
        {"expire_in": -1},
    ],
)
def test_an_answer_without_tokens_is_a_changed_contract(change, server, app, transport, clock):
    server.say(tokens() | change)
    with pytest.raises(ContractChanged):
        refresh(app, transport, server.url, "5", "r", clock)


@pytest.mark.parametrize("shop_ids", [None, ["x"], [True]])
def test_a_main_account_without_shop_ids_is_a_changed_contract(shop_ids, server, app, transport, clock):
    server.say(tokens(shop_id_list=shop_ids))
    with pytest.raises(ContractChanged):
        exchange_code(app, transport, server.url, {"code": "c", "main_account_id": "7"}, clock)


@pytest.mark.parametrize(("shop_id", "token"), [("5", ""), ("5", None), (5, "r"), ("", "r")])
def test_a_refresh_needs_a_shop_and_a_token(shop_id, token, server, app, transport, clock):
    with pytest.raises(InvalidRequest):
        refresh(app, transport, server.url, shop_id, token, clock)
    assert server.seen == []


@pytest.mark.parametrize("code", ["error_shop_refresh_token", "refresh_token_expired", "shop_access_expired"])
def test_a_dead_chain_asks_for_the_seller(code, server, app, transport, clock):
    server.say({"error": code, "message": "gone", "request_id": "r"})
    with pytest.raises(AuthRevoked):
        refresh(app, transport, server.url, "5", "r", clock)
