"""Who is let in, and how others are refused."""

import base64

import pytest


def test_a_token_is_given_for_the_apps_credentials_and_stays_the_same(toko):
    first = toko.ask_token().json
    assert (first["token_type"], first["expires_in"]) == ("Bearer", 2_592_000)
    assert first["access_token"].startswith("c:")
    toko.control("/clock", {"advance": 100})
    second = toko.ask_token().json
    assert second["access_token"] == first["access_token"]
    assert second["expires_in"] <= 2_592_000 - 100


def test_the_grant_may_stand_in_a_form(toko):
    plain = toko.ask_token(grant=None)
    assert (plain.status, plain.json["error"]) == (400, "unsupported_grant_type")
    basic = base64.b64encode(f"{toko.info['client_id']}:{toko.info['client_secret']}".encode()).decode()
    formed = toko.http(
        "POST", "/token", b"grant_type=client_credentials", {"Authorization": f"Basic {basic}"}
    )
    assert formed.status == 200


@pytest.mark.parametrize(
    ("how", "status", "error"),
    [
        ({"client_id": "x"}, 401, "invalid_client"),
        ({"secret": "x"}, 401, "invalid_client"),
        ({"grant": "password"}, 400, "unsupported_grant_type"),
        ({"method": "GET"}, 405, "invalid_request"),
    ],
)
def test_wrong_credentials_get_no_token(how, status, error, toko):
    answer = toko.ask_token(**how)
    assert (answer.status, answer.json["error"]) == (status, error)
    assert "header" not in answer.json


@pytest.mark.parametrize("header", ["", "Bearer x", "Basic !", "Basic eA=="])
def test_without_basic_authentication_there_is_no_token(header, toko):
    answer = toko.http("POST", "/token", headers={"Authorization": header}, grant_type="client_credentials")
    assert answer.status == 401


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer "}, {"Authorization": "Bearer x"}, {"Authorization": "x"}]
)
def test_a_call_needs_a_token(header, toko):
    answer = toko.http("GET", f"/v1/fs/{toko.info['fs_id']}/whitelist", headers=header)
    assert answer.status == 401
    toko.switch(bad_token_status=403)
    assert toko.http("GET", f"/v1/fs/{toko.info['fs_id']}/whitelist", headers=header).status == 403


def test_a_token_ends(toko):
    assert toko.get("/v1/fs/{fs}/whitelist").status == 200
    toko.control("/clock", {"advance": 2_592_001})
    assert toko.get("/v1/fs/{fs}/whitelist").status == 401
    renewed = toko.ask_token().json["access_token"]
    assert renewed != toko.token
    assert toko.get("/v1/fs/{fs}/whitelist", token=renewed).status == 200


def test_a_new_token_each_time_ends_the_one_before(toko):
    toko.switch(token_always_new=True)
    assert toko.get("/v1/fs/{fs}/whitelist").status == 200
    toko.ask_token()
    assert toko.get("/v1/fs/{fs}/whitelist").status == 401


@pytest.mark.parametrize(
    ("fs_id", "status", "code"), [("99", 403, "RBAC_MDLW_001"), ("x", 400, "ORD_DLV_002")]
)
def test_another_fs_id_is_refused(fs_id, status, code, toko):
    answer = toko.get(f"/v1/fs/{fs_id}/whitelist")
    assert (answer.status, answer.code) == (status, code)
    listed = toko.orders(fs_id=fs_id)
    assert (listed.status, listed.code) == (status, code)


def test_a_shop_of_another_app_is_refused(toko):
    (other,) = toko.control("/shops", {"platform": "tokopedia", "new_app": True})["shops"]
    for answer in (
        toko.orders(shop_id=other["shop_id"]),
        toko.products(shop_id=other["shop_id"], page=1, per_page=5),
        toko.get("/v1/shop/fs/{fs}/shop-info", shop_id=other["shop_id"]),
        toko.get(f"/v1/fs/{{fs}}/shop/{other['shop_id']}/saldo-history"),
    ):
        assert (answer.status, answer.code) == (403, "RBAC_MDLW_001")
    number = toko.place(shop=other["shop_id"])
    assert toko.get("/v2/fs/{fs}/order", order_id=number).status == 403
    assert toko.act(number, "ack").status == 403


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("POST", "/v2/order/list", 405), ("GET", "/v3/order/list", 404), ("GET", "/v9/fs/{fs}/nothing", 404)],
)
def test_wrong_paths_and_verbs_are_refused(method, path, status, toko):
    assert toko.call(method, path, fs_id=toko.info["fs_id"]).status == status


def test_calls_and_rows_beyond_the_limit_are_refused_with_hints(toko):
    toko.switch(calls_per_second=3)
    answers = [toko.get("/v1/fs/{fs}/whitelist") for _call in range(6)]
    refused = [answer for answer in answers if answer.status == 429]
    assert len(refused) == 3
    assert refused[0].headers["X-Ratelimit-Limit"] == "3 req/s (burst 3)"
    assert 0 <= float(refused[0].headers["X-Ratelimit-Reset-After"]) <= 1
    toko.switch(calls_per_second=0, rows_per_second=2)
    rows = [{"sku": sku, "new_stock": 5} for sku in ("TOPI-01", "TAS-KANVAS", "KAOSKAKI-3P")]
    answer = toko.post("/inventory/v1/fs/{fs}/stock/update", rows, shop_id=toko.shop_id)
    assert answer.data["failed_rows_data"][0]["message"] == "ERR_TOO_MANY_REQUEST"
    assert (answer.data["succeed_rows"], answer.data["failed_rows"]) == (2, 1)


def test_both_documented_verbs_are_taken(toko):
    number = toko.products(sku="TOPI-01").data[0]["basic"]["productID"]
    body = {"product_id": [number]}
    assert toko.call("DELETE", "/v3/products/fs/{fs}/delete", body, shop_id=toko.shop_id).status == 200
    showcase = next(iter(toko.store.shops[toko.shop_id].showcases))
    for verb in ("POST", "PATCH"):
        changed = {"id": showcase, "name": f"Nama {verb}"}
        assert toko.call(verb, "/v1/showcase/fs/{fs}/update", changed, shop_id=toko.shop_id).status == 200
    row = [{"sku": "TAS-KANVAS", "new_stock": 2}]
    assert (
        toko.post("/inventory/v1/fs/{fs}/stock/increment", row, shop_id=toko.shop_id).data["succeed_rows"]
        == 1
    )
