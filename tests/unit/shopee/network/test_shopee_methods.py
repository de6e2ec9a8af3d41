"""What every method of the client sends, and what it makes of a plain answer."""

import re
from email import message_from_bytes
from types import SimpleNamespace

import pytest
import simplejson

from odoo.addons.ocean_marketplace_base.lib.endpoint_table import rows_of_clients
from odoo.addons.ocean_shopee.lib.client import ShopeeClient, ShopeeMerchantClient, ShopeePartnerClient

from tests.unit.shopee.network.method_cases import marketing, money, order, product, shop
from tests.unit.shopee.network.method_cases.case import SAME

CASES = product.CASES | order.CASES | money.CASES | shop.CASES | marketing.CASES
CLIENTS = (ShopeeClient, ShopeePartnerClient, ShopeeMerchantClient)
ENDPOINTS = {}
for row in rows_of_clients(CLIENTS):
    ENDPOINTS.setdefault(row.method, []).append(row.endpoint)
SIGNED = {"partner_id", "timestamp", "sign", "access_token", "shop_id", "merchant_id"}
PUBLIC = ("public.", "push.", "media.")


@pytest.fixture
def api(client, app, transport, server):
    partner = ShopeePartnerClient(app, transport, server.url)
    merchant = ShopeeMerchantClient(app, transport, server.url, merchant_id="1000000", access_token="m-token")
    return SimpleNamespace(
        public=partner.public,
        push=partner.push,
        merchant=merchant.merchant,
        **{name: getattr(client, name) for name in ShopeeClient.__annotations__},
    )


def form_of(seen):
    head = b"Content-Type: " + seen.headers["content-type"].encode()
    fields = {
        part.get_param("name", header="content-disposition"): part
        for part in message_from_bytes(head + b"\n\n" + seen.body).get_payload()
    }
    plain = {name: part.get_payload() for name, part in fields.items() if not part.get_filename()}
    return plain, [name for name, part in fields.items() if part.get_filename()]


def sent(seen):
    if seen.method == "GET":
        return [pair for pair in seen.query if pair[0] not in SIGNED]
    if seen.headers["content-type"].startswith("multipart/"):
        return form_of(seen)[0]
    return simplejson.loads(seen.body, use_decimal=True)


def test_every_method_has_a_case():
    assert set(CASES) == set(ENDPOINTS)


@pytest.mark.parametrize("name", CASES)
def test_a_method_sends_what_is_documented_and_returns_what_came(name, api, server):
    case = CASES[name]
    binary = isinstance(case.answer, bytes)
    server.say(case.answer if binary else case.envelope)
    result = case.call(api)
    (seen,) = server.seen
    assert [(seen.method, seen.path)] == [(found.verb, found.path) for found in ENDPOINTS[name]]
    assert sent(seen) == case.sends
    assert {pair[0] for pair in seen.query} >= {"partner_id", "timestamp", "sign"}
    assert result == (case.answer if case.gives is SAME else case.gives)


@pytest.mark.parametrize("name", CASES)
def test_a_method_is_signed_for_whom_it_is_about(name, api, server):
    case = CASES[name]
    server.say(case.answer if isinstance(case.answer, bytes) else case.envelope)
    case.call(api)
    owner = {"shop_id": "727720655", "access_token": "6b5a46716e474d6f"}
    if name.startswith(PUBLIC):
        owner = {}
    if name.startswith("merchant."):
        owner = {"merchant_id": "1000000", "access_token": "m-token"}
    named = {key: value for key, value in server.seen[0].params.items() if key in SIGNED}
    assert {key: named[key] for key in named.keys() - {"partner_id", "timestamp", "sign"}} == owner


@pytest.mark.parametrize("name", ENDPOINTS)
def test_a_method_is_documented_with_its_endpoint(name):
    resource, method = name.split(".")
    owner = next(client for client in CLIENTS if resource in client.__annotations__)
    text = getattr(owner.__annotations__[resource], method).__doc__
    for found in ENDPOINTS[name]:
        assert re.search(rf"``{found.verb}\s+{re.escape(found.path)}``", text)


@pytest.mark.parametrize("name", CASES)
def test_an_unknown_refusal_is_a_rejection_with_its_code(name, api, server):
    server.say({"error": "some.new_code", "message": "why", "request_id": "r-9"})
    with pytest.raises(Exception, match=r"some\.new_code: why") as caught:
        CASES[name].call(api)
    assert type(caught.value).__name__ == "Rejected"
    assert (caught.value.code, caught.value.request_id) == ("some.new_code", "r-9")


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("media.upload_image", "image"),
        ("media.upload_business_image", "images"),
        ("returns.convert_image", "upload_image"),
        ("chat.upload_image", "file"),
        ("order.upload_invoice_doc", "file"),
    ],
)
def test_an_upload_carries_its_file_under_the_documented_name(name, field, api, server):
    server.say(CASES[name].envelope)
    CASES[name].call(api)
    assert form_of(server.seen[0])[1] == [field]
