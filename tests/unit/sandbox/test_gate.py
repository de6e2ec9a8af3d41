"""A wrong call is refused with the platform's own code."""

import pytest

INFO = "shop/get_shop_info"


def test_a_well_signed_call_is_answered_in_the_platforms_envelope(raw):
    answer = raw.get(INFO)
    assert answer.status == 200
    assert answer.json["shop_name"] == "Ombak Wear"
    assert answer.error == ""
    assert len(answer.json["request_id"]) == 32
    assert "response" not in answer.json


@pytest.mark.parametrize(
    ("params", "code", "words"),
    [
        ({"sign": "0" * 64}, "error_sign", "Wrong sign."),
        ({"sign": None}, "error_param", "no sign"),
        ({"timestamp": 1_600_000_000}, "error_param", "Timestamp is expired."),
        ({"partner_id": 42}, "invalid_partner_id", "partner_id"),
        ({"partner_id": "x"}, "error_param", "partner_id"),
        ({"token": "f" * 32}, "invalid_acceess_token", "access_token"),
        ({"access_token": None}, "error_param", "no access_token"),
        ({"shop": 999}, "shop_no_linked", "not linked"),
        ({"shop_id": 301_177_002}, "error_sign", "Wrong sign."),
    ],
)
def test_a_call_with_wrong_credentials_is_refused(raw, params, code, words):
    answer = raw.get(INFO, **params)
    assert answer.status == 200
    assert answer.error == code
    assert words in answer.json["message"]


def test_the_signature_covers_the_path(raw):
    at = raw.now()
    good = raw.shop("GET", "/api/v2/shop/get_profile", timestamp=at)
    assert good.error == ""
    wrong = raw.shop("GET", "/api/v2/shop/get_profile", timestamp=at, sign="a" * 64)
    assert wrong.error == "error_sign"


@pytest.mark.parametrize("seconds", [-299, 299])
def test_a_timestamp_five_minutes_off_still_passes(raw, seconds):
    assert raw.get(INFO, timestamp=raw.now() + seconds).error == ""


@pytest.mark.parametrize("seconds", [-302, 303])
def test_a_timestamp_further_off_does_not(raw, seconds):
    assert raw.get(INFO, timestamp=raw.now() + seconds).error == "error_param"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v2/shop/get_shop_info"),
        ("GET", "/api/v2/payment/get_escrow_detail_batch"),
        ("GET", "/api/v2/shop/get_shop_infos"),
        ("GET", "/api/v2/shop/get_shop_info/"),
    ],
)
def test_a_wrong_verb_or_path_is_refused(raw, method, path):
    answer = raw.shop(method, path)
    assert answer.error == "error_param"
    assert "offline or the request path is incorrect" in answer.json["message"]


def test_a_public_signature_does_not_open_a_shop_endpoint(raw):
    answer = raw.public("GET", "/api/v2/shop/get_shop_info", access_token="x", shop_id=raw.app["shop_id"])
    assert answer.error == "error_sign"


@pytest.mark.parametrize(("either", "code"), [(True, ""), (False, "error_sign")])
def test_a_public_endpoint_may_take_a_signature_over_token_and_shop(raw, either, code):
    raw.switch(public_sign_either=either)
    assert raw.shop("GET", "/api/v2/public/get_shops_by_partner").error == code
    assert raw.public("GET", "/api/v2/public/get_shops_by_partner", access_token="", shop_id="").error == ""


def test_a_token_endpoint_takes_the_public_signature_only(raw):
    assert raw.shop("POST", "/api/v2/auth/access_token/get", {}).error == "error_sign"


def test_a_token_of_one_shop_does_not_open_another(raw):
    other = raw.control("POST", "/shops")["shops"][0]
    assert raw.get(INFO, shop=other["shop_id"], token=other["access_token"]).error == ""
    assert raw.get(INFO, shop=other["shop_id"]).error == "invalid_acceess_token"


def test_an_access_token_lives_four_hours(raw, world):
    world.clock.advance(4 * 3600 - 60)
    assert raw.get(INFO).error == ""
    world.clock.advance(120)
    assert raw.get(INFO).error == "invalid_acceess_token"


def test_a_banned_or_revoked_shop_is_refused(raw):
    raw.control("POST", "/config", shop=raw.app["shop_id"], shop_status="BANNED")
    assert raw.get(INFO).error == "shop_banned"
    raw.control("POST", "/config", shop=raw.app["shop_id"], shop_status="NORMAL", revoke=True)
    assert raw.get(INFO).error == "shop_no_linked"


def test_refusals_of_the_gateway_can_come_with_another_status(raw):
    raw.switch(gateway_status=403)
    assert raw.get(INFO, sign="0" * 64).status == 403
    assert raw.orders(page_size=0).status == 200


def test_a_limit_of_calls_per_second_can_be_set(raw):
    raw.switch(calls_per_second=2)
    codes = [raw.get(INFO).error for _call in range(3)]
    assert codes == ["", "", "error_rate_limit"]
