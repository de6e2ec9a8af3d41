"""What holds for all endpoints: signature, verb, level, an envelope whatever is sent."""

import re
from pathlib import Path

import pytest

from odoo.addons.ocean_marketplace_base.sandbox.clock import Clock
from odoo.addons.ocean_marketplace_base.sandbox.world import World
from odoo.addons.ocean_shopee.sandbox.simulator import ShopeeSimulator

README = Path(__file__).parents[4] / "ocean_shopee/sandbox/README.md"
PAGES = ("/api/v2/shop/auth_partner", "/api/v2/shop/cancel_auth_partner")
ENDPOINTS = [row for row in ShopeeSimulator(World(1, Clock())).endpoints() if row[1] not in PAGES]


def call(raw, method, path, level, body=None, **params):
    if level == "public":
        return raw.public(method, path, body, **params)
    if level == "merchant":
        merchant = raw.control("POST", "/config", switches={})["merchant"]
        params.setdefault("token", merchant["access_token"])
        return as_merchant(raw, method, path, merchant, body, **params)
    return raw.shop(method, path, body, **params)


def as_merchant(raw, method, path, merchant, body, **params):
    at, token = raw.now(), params.pop("token")
    base = f"{raw.app['partner_id']}{path}{at}{token}{merchant['merchant_id']}"
    own = {"timestamp": at, "access_token": token, "merchant_id": merchant["merchant_id"]}
    return raw._call(method, path, own, body, params, base)


@pytest.fixture(scope="module")
def sandbox():
    from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer

    with SandboxServer(seed=1, orders=20, platforms=["shopee"]) as running:
        yield running


@pytest.mark.parametrize(("method", "path", "level"), ENDPOINTS)
def test_an_endpoint_refuses_a_wrong_signature_and_verb(raw, method, path, level):
    body = {} if method == "POST" else None
    assert call(raw, method, path, level, body, sign="0" * 64).error == "error_sign"
    other = "POST" if method == "GET" else "GET"
    refused = call(raw, other, path, level, {} if other == "POST" else None)
    assert refused.error == "error_param"
    assert "offline" in refused.json["message"]


@pytest.mark.parametrize(("method", "path", "level"), ENDPOINTS)
def test_an_endpoint_needs_its_own_token(raw, method, path, level):
    if level == "public":
        assert raw.shop(method, path, {} if method == "POST" else None, sign="1").error == "error_sign"
    else:
        refused = call(raw, method, path, level, {} if method == "POST" else None, token="f" * 32)
        assert refused.error == "invalid_acceess_token"


@pytest.mark.parametrize(("method", "path", "level"), ENDPOINTS)
def test_an_endpoint_answers_an_envelope_to_nothing_and_to_nonsense(raw, method, path, level):
    for body in ({}, {"item_id": "x", "order_sn": 7, "return_sn": [], "item_list": {}}):
        answer = call(raw, method, path, level, body if method == "POST" else None)
        assert answer.status == 200
        assert answer.json["request_id"]
        assert isinstance(answer.json["message"], str)


def test_every_endpoint_of_the_reference_is_there():
    modules = {path.split("/")[3] for _method, path, _level in ENDPOINTS}
    assert modules == {
        "auth",
        "bundle_deal",
        "discount",
        "logistics",
        "media",
        "media_space",
        "merchant",
        "order",
        "payment",
        "product",
        "public",
        "push",
        "returns",
        "sellerchat",
        "shop",
        "shop_flash_sale",
        "voucher",
    }
    assert len(ENDPOINTS) > 165


def test_the_readme_lists_every_endpoint():
    rows = re.findall(r"^\| `([a-z_]+)` \| (.*) \|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    listed = {
        (verb, f"/api/v2/{module}/{name}")
        for module, text in rows
        for verb, names in re.findall(r"(GET|POST) ((?:`[a-z_/]+`(?:, )?)+)", text)
        for name in re.findall(r"`([a-z_/]+)`", names)
    }
    assert listed == {(method, path) for method, path, _level in ENDPOINTS}
