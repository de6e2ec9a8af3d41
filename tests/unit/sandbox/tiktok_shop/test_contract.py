"""The table of endpoints is whole, and the platform's own examples pass its checks."""

import pytest

from odoo.addons.ocean_tiktok_shop.sandbox.contract import Directory, check_body, endpoints
from odoo.addons.ocean_tiktok_shop.sandbox.errors import ApiError, messages
from odoo.addons.ocean_tiktok_shop.sandbox.gate import signature
from odoo.addons.ocean_tiktok_shop.sandbox.money import allocate

SECRET = "0123456789abcdef0123456789abcdef01234567"


def test_every_endpoint_has_an_answer(sandbox):
    handled = set(sandbox.platforms["tiktok_shop"]._handlers)
    assert {endpoint.key for endpoint in endpoints()} == handled
    assert len(handled) > 130


def test_older_and_current_versions_are_registered():
    paths = {endpoint.path for endpoint in endpoints()}
    for version in ("202309", "202312", "202502"):
        assert f"/product/{version}/products/search" in paths
    assert {"/order/202309/orders", "/order/202507/orders"} <= paths
    assert "/finance/202309/orders/{order_id}/statement_transactions" not in paths


def test_fixed_steps_win_over_parameters():
    found = Directory().matches("/fulfillment/202309/packages/ship")
    assert found[0][0].path.endswith("/packages/ship")


@pytest.mark.parametrize(
    ("path", "query", "body", "sign"),
    [
        (
            "/authorization/202309/shops",
            {"app_key": ["29a39d"], "timestamp": ["1623812664"]},
            b"",
            "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8",
        ),
        (
            "/order/202507/orders",
            {
                "app_key": ["6abc123"],
                "ids": ["576461413038785752,576461413038785753"],
                "shop_cipher": ["ROW_TESTcipher001"],
                "timestamp": ["1735689600"],
            },
            b"",
            "a08bb6983e6d40b163666a26ac9d1e3c2a668955569d1bb1876724a8752bf40a",
        ),
        (
            "/product/202309/products",
            {"app_key": ["6abc123"], "shop_cipher": ["ROW_TESTcipher001"], "timestamp": ["1735689600"]},
            '{"product_ids":["1729592969712207008"],"note":"kopi ☕"}'.encode(),
            "eafb87292fe1ffa8a2fde3f3bdae7d317c550eb85d050385ad4e3f942b7938e7",
        ),
    ],
)
def test_published_signatures_come_out(path, query, body, sign):
    secret = "e59af819cc" if path.startswith("/authorization") else SECRET
    assert signature(secret, path, query, body) == sign
    assert signature(secret, path, {**query, "access_token": ["x"], "sign": ["y"]}, body) == sign


def test_bodies_are_checked_to_the_depth():
    create = next(endpoint for endpoint in endpoints() if endpoint.key == "POST /product/*/products")
    body = {
        "title": "t", "description": "d", "category_id": "1", "main_images": [{"uri": "u"}],
        "package_weight": {"value": "1", "unit": "KILOGRAM"},
        "skus": [{"inventory": [{"warehouse_id": "1", "quantity": "3"}], "price": {"currency": "IDR"}}],
    }  # fmt: skip
    with pytest.raises(ApiError, match=r"param body\.skus\.inventory\.quantity is invalid: wrong type"):
        check_body(create, body)
    body["skus"][0]["inventory"] = [{"quantity": 3}]
    with pytest.raises(ApiError, match=r"param body\.skus\.inventory\.warehouse_id is missing"):
        check_body(create, body)


def test_refusals_have_words():
    assert all(messages().values())
    assert messages()["21011041"] == "Cannot complete the operation when order is cancelled."


def test_amounts_are_spread_exactly():
    assert allocate(100, [1, 1, 1]) == [34, 33, 33]
    assert allocate(-100, [1, 1, 1]) == [-33, -33, -34]
    assert sum(allocate(12_345, [7, 11, 0, 3])) == 12_345
    assert allocate(5, [0, 0]) == [5, 0]
    assert allocate(5, []) == []


def filled(spec, everything=False):
    """Return the smallest value that a documented field takes, or one with all optional fields."""
    kind = spec["t"]
    if kind.startswith("[]"):
        return [filled({**spec, "t": kind[2:]}, everything)]
    if kind == "o":
        return fields(spec.get("f", {}), everything)
    if kind == "i":
        return spec.get("range", [1])[0]
    return {"b": True, "n": 1}.get(kind, spec.get("e", ["1"])[0])


def fields(specs, everything):
    return {name: filled(spec, everything) for name, spec in specs.items() if everything or spec.get("r")}


def ids_of_the_first_shop(tts):
    state = tts.control("GET", "/state")["platforms"]["tiktok_shop"]
    records = state["records"]
    own = {
        "activity_id": records["activity"],
        "coupon_id": records["coupon"],
        "application_id": records["sample"],
        "video_id": records["video"],
        "live_id": records["live"],
        "return_id": state["returns"],
        "cancel_id": [case for case in state["cancellations"] if case["status"].endswith("PENDING")],
        "conversation_id": state["conversations"],
        "warehouse_id": state["warehouses"],
        "sku_id": state["products"][0]["skus"],
        "creator_user_id": records["creator"],
    }
    shop = tts.app["shop_id"]
    return {
        name: next(row["id"] for row in rows if row.get("shop_id", shop) in (shop, ""))
        for name, rows in own.items()
        if any(row.get("shop_id", shop) in (shop, "") for row in rows)
    }


@pytest.mark.parametrize("everything", [False, True])
def test_no_documented_call_makes_the_simulator_stumble(tts, landing, png, everything):
    tts.control("POST", "/config", redirect_url="https://erp.example/back")
    tts.switch(consent="approve")
    code = landing(tts.send("GET", f"/alliance/creator/auth?app_key={tts.app['app_key']}"))["code"]
    creator = tts.token("get", auth_code=code, grant_type="authorized_code").data["access_token"]
    order = next(row for row in tts.orders() if row["status"] == "AWAITING_SHIPMENT")
    known = {
        "order_id": order["id"],
        "package_id": order["packages"][0]["id"],
        "product_id": order["line_items"][0]["product_id"],
        "category_id": "601226",
        "delivery_option_id": "7091146663229654790",
        "date": "2026-01-05",
    } | ids_of_the_first_shop(tts)
    ends = "/authorization/202403/shops"  # nothing can be called after it
    for endpoint in sorted(endpoints(), key=lambda row: (row.path == ends, row.method != "GET", row.path)):
        query = {
            name: filled(spec)
            for name, spec in endpoint.query.items()
            if spec.get("r") or name == "page_size"
        }
        query = {name: value[0] if isinstance(value, list) else value for name, value in query.items()}
        if "page_size" in query:
            query["page_size"] = 10
        body = fields(endpoint.body, everything)
        token = creator if endpoint.user_type else None
        files = {"data": ("a.png", png), "name": "a.pdf"} if endpoint.multipart else None
        for values in (known, {}):
            path = endpoint.path
            for name in path.split("{")[1:]:
                key = name.split("}")[0]
                path = path.replace(f"{{{key}}}", values.get(key, "1"))
            answer = tts.call(
                endpoint.method,
                path,
                None if files or endpoint.method == "GET" else body,
                files=files,
                token=token,
                cipher=endpoint.needs_cipher,
                **query,
            )
            assert answer.status == 200, (endpoint.method, path, answer.body)
            assert answer.json["request_id"]
            assert answer.code not in (36009009, 36009010, 36009014, 106001), (path, answer.json)
