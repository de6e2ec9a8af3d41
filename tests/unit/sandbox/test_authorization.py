"""Consent, codes, tokens and their rotation."""

import re
from urllib.parse import urlencode

import pytest

BACK = "https://erp.example.com/shopee/callback?db=demo"
MAIN = 68_272
SECOND_SHOP = 301_177_002


def ask(raw, **params):
    return raw.public("GET", "/api/v2/shop/auth_partner", **{"redirect": BACK, **params})


def portal(raw, **params):
    values = {
        "partner_id": raw.app["partner_id"],
        "auth_type": "seller",
        "redirect_uri": BACK,
        "response_type": "code",
        **params,
    }
    return raw.public("GET", "/auth", **{**values, "timestamp": raw.now(), "sign": None})


def press(raw, page, account, decision="approve"):
    ticket = re.search(r'name="ticket" value="(\w+)"', page.body.decode()).group(1)
    query = urlencode({"ticket": ticket, "account": account, "decision": decision})
    return raw.visit("GET", f"/auth/answer?{query}")


@pytest.fixture
def shop_code(raw, landing):
    return landing(press(raw, ask(raw), raw.app["shop_id"]))["code"]


def test_the_consent_page_leads_back_with_code_and_shop(raw, landing):
    page = ask(raw)
    assert page.status == 200
    assert "Ombak Wear" in page.body.decode()
    answer = press(raw, page, SECOND_SHOP)
    assert answer.headers["Location"].startswith(BACK + "&")
    assert landing(answer)["shop_id"] == str(SECOND_SHOP)


def test_the_signed_link_is_good_for_five_minutes_only(raw):
    assert ask(raw, timestamp=raw.now() - 400).error == "error_param"
    assert ask(raw, sign="0" * 64).error == "error_sign"
    assert ask(raw, redirect=None).error == "error_param"


def test_the_portal_link_needs_no_signature_and_echoes_the_state(raw, landing):
    answer = press(raw, portal(raw, state="a b&c"), raw.app["shop_id"])
    assert landing(answer)["state"] == "a b&c"
    assert portal(raw, auth_type="buyer").error == "error_param"
    assert portal(raw, partner_id=5).error == "invalid_partner_id"


def test_a_page_can_be_answered_once_and_declined(raw):
    page = ask(raw)
    assert "Nothing was changed" in press(raw, page, raw.app["shop_id"], "decline").body.decode()
    assert press(raw, page, raw.app["shop_id"]).error == "error_param"


def test_consent_can_be_given_without_a_page(raw, landing):
    raw.switch(consent="approve", consent_account=SECOND_SHOP)
    assert landing(ask(raw))["shop_id"] == str(SECOND_SHOP)


def test_the_way_back_must_be_to_the_registered_domain(raw):
    raw.control("POST", "/config", redirect_domain="other.example.com")
    answer = ask(raw)
    assert answer.error == "error_param"
    assert "not consistent" in answer.json["message"]


def test_a_code_gives_tokens_at_the_top_level_and_only_once(raw, shop_code):
    answer = raw.exchange(code=shop_code, shop_id=raw.app["shop_id"])
    assert answer.json["expire_in"] == 14_400
    assert "response" not in answer.json
    assert "shop_id_list" not in answer.json
    assert raw.get("shop/get_shop_info", token=answer.json["access_token"]).error == ""
    assert raw.exchange(code=shop_code, shop_id=raw.app["shop_id"]).error == "invalid_code"


def test_a_code_lives_ten_minutes(raw, shop_code, world):
    world.clock.advance(601)
    assert raw.exchange(code=shop_code, shop_id=raw.app["shop_id"]).error == "invalid_code"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"shop_id": SECOND_SHOP}, "invalid_shop_id"),
        ({"main_account_id": MAIN}, "invalid_main_acount_id"),
        ({}, "error_param"),
        ({"shop_id": 301_177_001, "main_account_id": MAIN}, "error_param"),
        ({"shop_id": "30117700l"}, "error_param"),
        ({"shop_id": 301_177_001, "partner_id": 1}, "error_param"),
        ({"shop_id": 301_177_001, "code": "nonsense"}, "invalid_code"),
    ],
)
def test_a_code_must_be_exchanged_for_its_own_account(raw, shop_code, body, code):
    assert raw.exchange(**{"code": shop_code, **body}).error == code


def test_a_main_account_brings_all_its_shops_and_its_token_is_spread_once_per_shop(raw, landing):
    back = landing(press(raw, ask(raw), MAIN))
    assert back["main_account_id"] == str(MAIN)
    grant = raw.exchange(code=back["code"], main_account_id=MAIN).json
    assert grant["shop_id_list"] == [raw.app["shop_id"], SECOND_SHOP]
    first = raw.refresh(grant["refresh_token"])
    second = raw.refresh(grant["refresh_token"], shop_id=SECOND_SHOP)
    assert first.error == second.error == ""
    assert raw.refresh(grant["refresh_token"], shop_id=SECOND_SHOP).error == "error_auth"
    assert raw.get("shop/get_shop_info", shop=SECOND_SHOP, token=second.json["access_token"]).error == ""
    assert raw.get("shop/get_shop_info", token=second.json["access_token"]).error == "invalid_acceess_token"


def test_a_refresh_rotates_and_the_old_access_token_lives_five_more_minutes(raw, world):
    renewed = raw.refresh(raw.app["refresh_token"]).json
    assert renewed["partner_id"] == raw.app["partner_id"]
    assert renewed["shop_id"] == raw.app["shop_id"]
    assert renewed["refresh_token"] != raw.app["refresh_token"]
    assert raw.get("shop/get_shop_info").error == ""
    world.clock.advance(301)
    assert raw.get("shop/get_shop_info").error == "invalid_acceess_token"
    assert raw.get("shop/get_shop_info", token=renewed["access_token"]).error == ""


def test_a_used_refresh_token_is_refused(raw):
    raw.refresh(raw.app["refresh_token"])
    again = raw.refresh(raw.app["refresh_token"])
    assert again.error == "error_auth"
    assert again.json["message"] == "Invalid refresh_token."


def test_a_used_refresh_token_may_give_the_same_pair_again(raw, world):
    raw.switch(refresh_reuse="same_pair")
    first = raw.refresh(raw.app["refresh_token"]).json
    assert raw.refresh(raw.app["refresh_token"]).json["access_token"] == first["access_token"]
    world.clock.advance(4 * 3600 + 1)
    assert raw.refresh(raw.app["refresh_token"]).error == "error_auth"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"refresh_token": "e" * 32}, "error_auth"),
        ({"shop_id": 999}, "shop_no_linked"),
        ({"shop_id": 0}, "error_param"),
        ({"shop_id": 0, "merchant_id": 7}, "merchant_no_linked"),
        ({"partner_id": 1}, "error_param"),
    ],
)
def test_a_refresh_for_somebody_else_is_refused(raw, body, code):
    assert raw.refresh(raw.app["refresh_token"], **body).error == code


def test_a_refresh_token_lives_thirty_days(raw, world):
    world.clock.advance(30 * 86_400 + 1)
    assert raw.refresh(raw.app["refresh_token"]).error == "refresh_token_expired"


def test_a_refresh_fails_when_the_consent_has_ended(raw, world):
    raw.control("POST", "/config", shop=raw.app["shop_id"], authorized_for=10)
    world.clock.advance(11)
    assert raw.refresh(raw.app["refresh_token"]).error == "shop_access_expired"


def test_the_life_of_a_token_may_come_as_an_absolute_time(raw):
    raw.switch(expire_in_epoch=True)
    assert raw.refresh(raw.app["refresh_token"]).json["expire_in"] == pytest.approx(raw.now() + 14_400, abs=2)


def test_a_new_consent_may_end_earlier_tokens(raw):
    raw.switch(consent="approve")
    ask(raw)
    assert raw.get("shop/get_shop_info").error == ""
    raw.switch(reauthorize_kills=True)
    ask(raw)
    assert raw.get("shop/get_shop_info").error == "invalid_acceess_token"


def test_consent_can_be_taken_back(raw):
    page = raw.public("GET", "/api/v2/shop/cancel_auth_partner", redirect=BACK)
    assert press(raw, page, raw.app["shop_id"]).status == 302
    assert raw.get("shop/get_shop_info").error == "shop_no_linked"


def test_the_app_can_list_the_shops_that_consented(raw):
    answer = raw.public("GET", "/api/v2/public/get_shops_by_partner", page_size=1, page_no=1).json
    assert [row["shop_id"] for row in answer["authed_shop_list"]] == [raw.app["shop_id"]]
    assert answer["more"] is False
    assert raw.public("GET", "/api/v2/public/get_shops_by_partner", page_size=101).error == "error_param"
