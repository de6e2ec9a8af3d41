"""Consent, codes, tokens and their rotation."""

from urllib.parse import urlencode

import pytest

SHOPS = "/authorization/202309/shops"


@pytest.fixture
def code(tts, landing):
    tts.control("POST", "/config", redirect_url="https://erp.example/back?x=1")
    tts.switch(consent="approve")

    def get(path="/open/authorize", **query):
        query = query or {"service_id": tts.app["service_id"], "state": "s1"}
        return landing(tts.send("GET", f"{path}?{urlencode(query)}"))

    return get


def test_the_page_asks_and_the_answer_leads_back_with_code_and_state(tts, landing):
    tts.control("POST", "/config", redirect_url="https://erp.example/back?x=1")
    page = tts.send("GET", f"/open/authorize?service_id={tts.app['service_id']}&state=abc").body.decode()
    assert "Ombak Wear" in page
    ticket, account = (
        page.split(mark)[1].split('"')[0] for mark in ('name="ticket" value="', 'option value="')
    )
    target = f"/open/authorize/answer?ticket={ticket}&account={account}&decision="
    back = landing(tts.send("GET", target + "approve"))
    assert (back["x"], back["state"]) == ("1", "abc")
    assert tts.send("GET", target + "approve").status == 400, "the page works once"
    assert tts.token("get", auth_code=back["code"], grant_type="authorized_code").code == 0


def test_declining_leads_back_with_an_error(tts, code):
    tts.switch(consent="decline")
    back = code()
    assert (back["code"], back["error"]) == ("null", "auth_denied")


def test_an_install_from_the_app_store_brings_no_state(tts, code):
    assert "state" not in code(service_id=tts.app["service_id"])
    assert "code" in code("/oauth/authorize", app_key=tts.app["app_key"])


def test_codes_work_once_and_for_half_an_hour(tts, code):
    first, second = code()["code"], code()["code"]
    assert tts.token("get", auth_code=first, grant_type="authorized_code").json["message"] == "success"
    again = tts.token("get", auth_code=first, grant_type="authorized_code")
    assert again.refusal == (36004004, "Invalid auth code.")
    tts.wait(1801)
    assert tts.token("get", auth_code=second, grant_type="authorized_code").code == 36004004


def test_the_grant_type_is_spelt_authorized_code_and_the_secret_is_checked(tts, code):
    got = code()["code"]
    assert tts.token("get", auth_code=got, grant_type="authorization_code").code == 36009004
    assert tts.token("get", auth_code=got, grant_type="authorized_code", app_secret="x").code == 36009004


def test_tokens_say_when_they_end_as_points_in_time(tts, code):
    data = tts.token("get", auth_code=code()["code"], grant_type="authorized_code").data
    assert data["access_token_expire_in"] == pytest.approx(tts.now() + 7 * 86_400, abs=5)
    assert data["refresh_token_expire_in"] == pytest.approx(tts.now() + 365 * 86_400, abs=5)
    assert data["user_type"] == 0
    assert "seller.order.info" in data["granted_scopes"]
    assert len(tts.get(SHOPS, cipher=False, token=data["access_token"]).data["shops"]) == 2


def test_refreshing_rotates_both_tokens_and_the_old_one_is_spent(tts):
    old = tts.app["refresh_token"]
    new = tts.token("refresh", refresh_token=old, grant_type="refresh_token").data
    assert new["refresh_token"] != old
    assert new["access_token"] != tts.app["access_token"]
    assert tts.get(SHOPS, cipher=False, token=new["access_token"]).code == 0
    assert tts.token("refresh", refresh_token=old, grant_type="refresh_token").code == 36004001
    assert tts.get(SHOPS, cipher=False).code == 0, "the old access token lives on for a while"
    tts.wait(301)
    assert tts.get(SHOPS, cipher=False).code == 105002


def test_a_switch_lets_the_same_refresh_answer_again(tts):
    tts.switch(refresh_reuse="same_pair")
    pairs = [
        tts.token("refresh", refresh_token=tts.app["refresh_token"], grant_type="refresh_token").data
        for _time in range(2)
    ]
    assert pairs[0] == pairs[1]


def test_taking_consent_back_ends_the_tokens(tts):
    tts.control("POST", "/config", shop=tts.app["shop_id"], revoke=True)
    assert tts.get(SHOPS, cipher=False).code == 36009004
    answer = tts.token("refresh", refresh_token=tts.app["refresh_token"], grant_type="refresh_token")
    assert answer.code == 36004001


def test_a_creator_token_opens_only_creator_calls(tts, code):
    got = code("/alliance/creator/auth", app_key=tts.app["app_key"])["code"]
    data = tts.token("get", auth_code=got, grant_type="authorized_code").data
    assert data["user_type"] == 1
    token = data["access_token"]
    assert tts.get(SHOPS, cipher=False, token=token).code == 101000
    profile = tts.get("/affiliate_creator/202508/profiles", cipher=False, token=token).data
    assert profile["username"] == "rina.review"
    assert tts.get("/affiliate_creator/202508/profiles", cipher=False).code == 101000


def test_the_token_host_takes_get_only(tts):
    assert tts.send("POST", "/api/v2/token/get", b"{}").code == 36009010
