"""Wrong calls are refused with the gateway's own codes and words."""

import json

import pytest

from .conftest import sign

SHOPS = "/authorization/202309/shops"
SEARCH = "/order/202309/orders/search"


def test_a_well_signed_call_passes(tts):
    assert len(tts.get(SHOPS, cipher=False).data["shops"]) == 2


def test_parameters_are_signed_decoded_and_bodies_to_the_byte(tts):
    spaced = json.dumps({"order_status": "UNPAID", "buyer_user_id": ""}, indent=3).encode()
    assert tts.call("POST", SEARCH, spaced, page_size=5).code == 0
    ids = ",".join(row["id"] for row in tts.orders()[:2])
    assert len(tts.get("/order/202507/orders", ids=ids).data["orders"]) == 2


@pytest.mark.parametrize("wrong", ["0" * 64, "upper", "other body"])
def test_a_wrong_sign_is_refused(tts, wrong):
    whole = {
        "app_key": tts.app["app_key"],
        "timestamp": str(tts.now()),
        "shop_cipher": tts.app["shop_cipher"],
        "page_size": "5",
    }
    good = sign(tts.app["app_secret"], SEARCH, whole, b"{}")
    given = {"upper": good.upper(), "other body": sign(tts.app["app_secret"], SEARCH, whole, b"{} ")}
    code, message = tts.post(
        SEARCH, page_size=5, timestamp=whole["timestamp"], sign=given.get(wrong, wrong)
    ).refusal
    assert (code, message) == (106001, "Invalid credentials. The `sign` query parameter is invalid.")


def test_a_missing_sign_is_named(tts):
    code, message = tts.get(SHOPS, cipher=False, sign="").refusal
    assert code == 36009004
    assert message.startswith("Missing credentials.")


@pytest.mark.parametrize(
    ("shift", "words"),
    [(-301, "earlier than 5 minutes"), (35, "more than 30 seconds"), (-(10**11), "lesser than 0")],
)
def test_timestamps_outside_the_window_are_refused(tts, shift, words):
    code, message = tts.get(SHOPS, cipher=False, timestamp=tts.now() + shift).refusal
    assert code == 36009004
    assert words in message


def test_a_timestamp_almost_five_minutes_old_passes(tts):
    assert tts.get(SHOPS, cipher=False, timestamp=tts.now() - 295).code == 0


def test_an_unknown_app_is_refused(tts):
    code, message = tts.get(SHOPS, cipher=False, app_key="nobody").refusal
    assert (code, message) == (36009004, "Invalid credentials. Invalid `app_key` query parameter.")


def test_a_token_nobody_issued_is_refused(tts):
    code, message = tts.get(SHOPS, cipher=False, token="ROW_x").refusal
    assert (code, message) == (36009004, "Invalid credentials. The `x-tts-access-token` header is invalid.")


def test_a_token_in_the_query_is_not_looked_at(tts):
    answer = tts.get(
        SHOPS, cipher=False, headers={"x-tts-access-token": None}, access_token=tts.app["access_token"]
    )
    assert answer.refusal[0] == 36009004


def test_an_expired_token_is_refused_with_401(tts):
    tts.wait(8 * 86_400)
    answer = tts.get(SHOPS, cipher=False)
    assert (answer.status, answer.code) == (401, 105002)


def test_shop_calls_need_a_cipher_and_seller_calls_refuse_one(tts):
    code, message = tts.post(SEARCH, cipher=False, page_size=5).refusal
    assert (code, message[:18]) == (106013, "Missing identifier")
    code, message = tts.get(SHOPS).refusal
    assert (code, message[:21]) == (36009004, "Unexpected identifier")


def test_the_cipher_of_another_seller_is_refused(tts):
    other = tts.control("POST", "/shops", name="Lain")["shops"][0]
    assert tts.post(SEARCH, cipher=other["shop_cipher"], page_size=5).code == 101000
    assert tts.post(SEARCH, cipher="ROW_nonsense", page_size=5).code == 101000
    own = {"cipher": other["shop_cipher"], "token": other["access_token"]}
    assert tts.post(SEARCH, page_size=5, **own).code == 0


def test_one_token_opens_all_shops_of_the_seller_and_they_stay_apart(tts):
    first, second = tts.get(SHOPS, cipher=False).data["shops"]
    pages = [
        tts.post(SEARCH, cipher=shop["cipher"], page_size=100).data["orders"] for shop in (first, second)
    ]
    assert all(pages)
    assert not {row["id"] for row in pages[0]} & {row["id"] for row in pages[1]}
    assert tts.get("/order/202507/orders", ids=pages[1][0]["id"]).code == 21008111


def test_paths_methods_and_versions_are_checked(tts):
    assert tts.post("/order/202309/nothing").refusal[0] == 36009009
    assert tts.get(SEARCH, page_size=5).refusal[0] == 36009010
    assert tts.post("/order/202212/orders/search", page_size=5).refusal[0] == 36009014
    retired = "/finance/202309/orders/576400000000000000/statement_transactions"
    assert tts.get(retired).refusal[0] == 36009014


def test_bodies_must_be_json_and_uploads_forms(tts, png):
    wrong = tts.call("POST", SEARCH, b"{}", page_size=5, headers={"content-type": "text/plain"})
    assert wrong.refusal[0] == 36009022
    assert tts.call("POST", SEARCH, b"[1]", page_size=5).refusal[0] == 36009022
    assert tts.call("POST", "/product/202309/images/upload", b"{}", cipher=False).refusal[0] == 36009023
    good = tts.call("POST", "/product/202309/images/upload", cipher=False, files={"data": ("a.png", png)})
    assert good.data["width"] == 800


@pytest.mark.parametrize("size", [0, 101, "x"])
def test_page_sizes_out_of_range_are_refused(tts, size):
    assert tts.post(SEARCH, page_size=size).refusal[0] == 36009004


def test_missing_and_mistyped_fields_are_named(tts):
    assert tts.get("/order/202507/orders").refusal == (36009004, "param query.ids is missing")
    wrong = tts.post(SEARCH, {"update_time_ge": "1"}, page_size=5).refusal
    assert wrong == (36009004, "param body.update_time_ge is invalid: wrong type")
    assert tts.post(SEARCH, {"order_status": "SHIPPED"}, page_size=5).refusal[0] == 36009004
    assert tts.get("/order/202507/orders", ids=",".join(["1"] * 51)).refusal[0] == 36009004


def test_scopes_are_checked(tts):
    scopes = tts.control("POST", "/config")["scopes"]
    tts.control("POST", "/config", scopes=[scope for scope in scopes if scope != "seller.order.info"])
    assert tts.post(SEARCH, page_size=5).code == 105005
    assert tts.get(SHOPS, cipher=False).code == 0


def test_too_many_calls_are_refused_with_429(tts):
    tts.switch(calls_per_second=3)
    answers = [tts.post(SEARCH, page_size=1) for _time in range(5)]
    assert [answer.status for answer in answers].count(429) >= 1
    assert {answer.code for answer in answers} == {0, 36009002}


def test_an_inactive_shop_is_refused(tts):
    tts.control("POST", "/config", shop=tts.app["shop_id"], shop_status="INACTIVE")
    answer = tts.post(SEARCH, page_size=5)
    assert (answer.status, answer.code) == (401, 36009043)


def test_page_tokens_belong_to_their_search(tts):
    token = tts.post(SEARCH, page_size=5).data["next_page_token"]
    assert tts.post(SEARCH, page_size=5, page_token=token).code == 0
    assert tts.post(SEARCH, {"order_status": "UNPAID"}, page_size=5, page_token=token).refusal[0] == 36009004
    assert tts.post(SEARCH, page_size=5, page_token="bm9uc2Vuc2U=").refusal[0] == 36009004
    tts.wait(3601)
    assert tts.post(SEARCH, page_size=5, page_token=token).refusal[0] == 36009004


def test_lists_come_joined_by_commas_and_by_switch_one_by_one(tts):
    from urllib.parse import urlencode

    first, second = (row["id"] for row in tts.orders()[:2])
    own = {"app_key": tts.app["app_key"], "shop_cipher": tts.app["shop_cipher"], "timestamp": str(tts.now())}
    path = "/order/202507/orders"
    # app_key < ids < shop_cipher, so signing the joined name and values puts both in place
    given = sign(tts.app["app_secret"], path, {**own, "ids": f"{first}ids{second}"})
    target = f"{path}?{urlencode({**own, 'ids': [first, second], 'sign': given}, doseq=True)}"
    headers = {"x-tts-access-token": tts.app["access_token"]}
    assert len(tts.send("GET", target, headers=headers).data["orders"]) == 2
    tts.switch(repeated_lists=False)
    assert tts.send("GET", target, headers=headers).code == 36009004
