"""Every TikTok Shop sample: requests come out of a client call, answers and pushes go through one."""

import re
from datetime import date, datetime, timezone
from pathlib import Path

import pytest
import simplejson

from odoo.addons.ocean_marketplace_base.lib.clock import ManualClock
from odoo.addons.ocean_marketplace_base.lib.endpoint_table import rows_of_clients
from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    ContractChanged,
    MarketplaceError,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.failures import Failure
from odoo.addons.ocean_marketplace_base.lib.hosts import HostPolicy
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY
from odoo.addons.ocean_marketplace_base.lib.transport import Transport
from odoo.addons.ocean_tiktok_shop.lib.client import TikTokShopClient, exchange_code, refresh
from odoo.addons.ocean_tiktok_shop.lib.errors import CODE_CLASSES, to_error
from odoo.addons.ocean_tiktok_shop.lib.push import parse, verify
from odoo.addons.ocean_tiktok_shop.lib.signing import App, base_string, push_signature, sign

from tests.unit.conftest import ScriptedServer
from tests.unit.tiktok_shop.method_cases import CASES
from tests.unit.tiktok_shop.test_tiktok_methods import Recorder

ROOT = Path(__file__).resolve().parents[3] / "shared" / "payloads" / "tiktok"
READ_ME = (ROOT / "README.md").read_text(encoding="utf-8")
OF_ENDPOINT = re.compile(r"^\| (\S+\.json) \|.*doc sample for ([A-Z]+) (/\S+)\)", re.MULTILINE)
ENDPOINTS = {name: (verb, path) for name, verb, path in OF_ENDPOINT.findall(READ_ME)}
REQUESTS = sorted(name for name in ENDPOINTS if name.endswith(".request.json"))
ANSWERS = sorted(name for name in ENDPOINTS if not name.endswith(".request.json"))
METHODS = {(row.endpoint.verb, row.endpoint.path): row.method for row in rows_of_clients([TikTokShopClient])}
PUSHES = sorted((ROOT / "webhooks").glob("*.json"))
VECTORS = simplejson.loads((ROOT / "signature_vectors.json").read_bytes())
DAYS = (date(2024, 9, 1), date(2024, 9, 8))


def load(name):
    return simplejson.loads((ROOT / name).read_bytes(), use_decimal=True)


def moments(body):
    """Filters as a caller has them: times are times."""
    return {
        name: datetime.fromtimestamp(value, tz=timezone.utc) if re.search("_(ge|lt|le)$", name) else value
        for name, value in body.items()
    }


OLD = {"version": "202309"}
CALLS = {
    "affiliate_creator_search_202508": lambda c, b: c.affiliate.search_marketplace_creators(
        version="202508", **b
    ),
    "affiliate_open_collab_products": lambda c, b: c.affiliate.search_open_collaboration_products(**b),
    "affiliate_sample_applications": lambda c, b: c.affiliate.search_sample_applications(**b),
    "affiliate_seller_orders": lambda c, b: c.affiliate.search_affiliate_orders(**moments(b)),
    "affiliate_target_collab_create": lambda c, b: c.affiliate.create_target_collaboration(b),
    "cancel_order_202309": lambda c, b: c.return_refund.cancel_order(**b, **OLD),
    "cancellation_search_202309": lambda c, b: c.return_refund.search_cancellations(**moments(b), **OLD),
    "category_recommend": lambda c, b: c.product.recommend_category(**b),
    "coupon_search": lambda c, b: c.promotion.search_coupons(**b),
    "cs_create_conversation": lambda c, b: c.customer_service.create_conversation(**b),
    "cs_send_message_202309": lambda c, b: c.customer_service.send_message(
        "1", b["type"], simplejson.loads(b["content"]), **OLD
    ),
    "inventory_search": lambda c, b: c.inventory.search_inventory(**b),
    "order_external_add": lambda c, b: c.order.add_external_order_references(b["orders"]),
    "order_split": lambda c, b: c.fulfillment.split_order("1", **b),
    "package_combine": lambda c, b: c.fulfillment.combine_packages(**b),
    "package_create_202309": lambda c, b: c.fulfillment.create_packages(**b, **OLD),
    "package_mark_shipped_202309": lambda c, b: c.fulfillment.mark_package_as_shipped("1", **b, **OLD),
    "package_search": lambda c, b: c.fulfillment.search_packages(**moments(b)),
    "package_ship": lambda c, b: c.fulfillment.ship_package("1", **b),
    "package_ship_batch": lambda c, b: c.fulfillment.batch_ship_packages(**b),
    "product_activate": lambda c, b: c.product.activate_products(**b),
    "product_create": lambda c, b: c.product.create_product(b),
    "product_deactivate": lambda c, b: c.product.deactivate_products(**b),
    "product_delete": lambda c, b: c.product.delete_products(**b),
    "product_edit": lambda c, b: c.product.edit_product("1", b),
    "product_listing_check": lambda c, b: c.product.check_product_listing(b),
    "product_partial_edit": lambda c, b: c.product.partial_edit_product("1", b),
    "product_search": lambda c, b: c.product.search_products(**moments(b)),
    "product_update_inventory": lambda c, b: c.inventory.update_inventory("1", b["skus"]),
    "product_update_price": lambda c, b: c.product.update_price("1", b["skus"]),
    "promotion_activity_create": lambda c, b: c.promotion.create_activity(b),
    "promotion_activity_products_update": lambda c, b: c.promotion.update_activity_products(**b),
    "promotion_activity_search": lambda c, b: c.promotion.search_activities(**b),
    "refund_calculate_202309": lambda c, b: c.return_refund.calculate_refund(**b, **OLD),
    "return_create_202309": lambda c, b: c.return_refund.create_return(**b, **OLD),
    "return_search_202309": lambda c, b: c.return_refund.search_returns(**moments(b), **OLD),
    "shipping_services": lambda c, b: c.fulfillment.get_eligible_shipping_service("1", **b),
    "supply_chain_confirm_shipment": lambda c, b: c.supply_chain.confirm_package_shipment(**b),
}
# Where the example in the documentation belongs to an older body than that of the newest version.
OLDER_CALLS = {
    "package_create_202309.json": lambda c: c.fulfillment.create_packages("1", **OLD),
    "analytics_live_list_202508.json": lambda c: c.analytics.get_shop_live_performance_list(
        *DAYS, version="202508"
    ),
}


@pytest.fixture
def server():
    scripted = ScriptedServer()
    yield scripted
    scripted.close()


@pytest.fixture
def transport():
    with Transport(HostPolicy.loopback(), clock=ManualClock()) as opened:
        yield opened


@pytest.fixture
def client(server, transport):
    return TikTokShopClient(
        App("6abc123", "0123456789abcdef"),
        transport,
        server.url,
        shop_cipher="ROW_c",
        access_token="t",
        retry=NO_RETRY,
    )


def shape(path):
    return re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(path))


def call_of(name):
    """Return the call of the method that a sample answers, in the version that it is of."""
    if name in OLDER_CALLS:
        return OLDER_CALLS[name]
    verb, path = ENDPOINTS[name]
    method = METHODS[verb, path]
    recorded = CASES[method].call(Recorder())
    newest = CASES[method].line.split("/")[2]
    version = path.split("/")[2]
    older = {} if version == newest else {"version": version}
    resource, function = method.split(".")
    return lambda client: getattr(getattr(client, resource), function)(
        *recorded.args, **recorded.kwargs | older
    )


def test_every_sample_of_a_request_has_a_call():
    assert {f"{name}.request.json" for name in CALLS} == {path.name for path in ROOT.glob("*.request.json")}
    assert set(REQUESTS) == {path.name for path in ROOT.glob("*.request.json")}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_client_call_produces_the_sample_of_a_request(name, client, server):
    sample = load(name)
    server.say({"code": 55555, "message": "seen", "request_id": "r"})
    with pytest.raises(Rejected, match="55555"):
        CALLS[name.removesuffix(".request.json")](client, sample)
    (seen,) = server.seen
    verb, path = ENDPOINTS[name]
    assert seen.method == verb
    assert re.fullmatch(shape(path), seen.path)
    assert seen.json == sample


@pytest.mark.parametrize("name", ANSWERS)
def test_a_sample_of_an_answer_goes_through_its_method(name, client, server):
    sample = load(name)
    server.say(sample)
    result = call_of(name)(client)
    assert server.seen
    data = sample.get("data")
    if isinstance(result, dict) and isinstance(data, dict):
        assert result.items() <= {**data, "next_page_token": data.get("next_page_token", "")}.items() or (
            result in data.values()
        )
    if isinstance(result, list) and result and isinstance(result[0], dict):
        assert result in data.values()


@pytest.mark.parametrize("name", ["auth_token_get.json", "auth_token_refresh.json"])
def test_samples_of_tokens_are_tokens(name, server, transport):
    app, clock, sample = App("k", "s"), ManualClock(), load(name)
    server.say(sample, load("authorization_shops.json"))
    if name == "auth_token_get.json":
        grants = exchange_code(app, transport, server.url, server.url, {"code": "c"}, clock)
        token = grants[0].token
        assert grants[0].cipher == load("authorization_shops.json")["data"]["shops"][0]["cipher"]
    else:
        token = refresh(app, transport, server.url, "old", clock)
    assert token.access_token == sample["data"]["access_token"]
    assert token.access_expires_at.timestamp() == sample["data"]["access_token_expire_in"]


ERRORS = {
    "error_bad_sign": Rejected,
    "error_bad_timestamp": Rejected,
    "error_invalid_version": Rejected,
    "error_missing_cipher": Rejected,
    "error_rate_limited": Throttled,
    "error_scope_denied": Rejected,
    "error_token_expired": AuthExpired,
    "error_unexpected_cipher": Rejected,
}


@pytest.mark.parametrize("name", ERRORS)
def test_a_sample_of_a_refusal_has_its_class(name, client, server):
    sample = load(f"{name}.json")
    server.say(sample)
    with pytest.raises(MarketplaceError) as caught:
        client.order.get_order_list()
    assert type(caught.value) is ERRORS[name]
    assert caught.value.code == str(sample["code"])
    assert caught.value.request_id == sample.get("request_id", "")


TRANSIENT_WORDS = re.compile(
    r"internal(?! package tag).*error|system (process )?error|system timeout|request timeout"
    r"|timeout error|retry have failed|still being generated",
    re.IGNORECASE,
)
LISTED = {code: text for codes in load("error_codes.json").values() for code, text in codes.items()}


@pytest.mark.parametrize("code", sorted(LISTED))
def test_each_documented_code_has_the_class_its_text_speaks_of(code):
    kind = type(to_error(Failure(code=code, message=LISTED[code])))
    if TRANSIENT_WORDS.search(LISTED[code]) or kind is Transient:
        assert (kind, CODE_CLASSES[code]) == (Transient, Transient)
    elif code not in CODE_CLASSES:
        assert kind is Rejected


@pytest.mark.parametrize("path", PUSHES, ids=lambda path: path.stem)
def test_every_sample_of_a_push_is_an_event(path):
    sample = simplejson.loads(path.read_bytes())
    events = parse(path.read_bytes())
    assert {event.raw_topic for event in events} == {str(sample["type"])}
    assert len({event.dedupe_key for event in events}) == len(events)
    data = sample["data"]
    if path.name == "4-package-update.json":
        assert [event.external_id for event in events] == data["package_list"][0]["order_id_list"]
    elif "order_id" in data:
        assert events[0].external_id == data["order_id"]
    assert events[0].shop_ids == ((str(sample["shop_id"]),) if sample.get("shop_id") else ())


def test_an_answer_is_no_push():
    with pytest.raises(ContractChanged):
        parse((ROOT / "order_detail.json").read_bytes())


@pytest.mark.parametrize("vector", VECTORS["request_signing"], ids=lambda vector: vector["name"][:2])
def test_signatures_of_requests_are_those_of_the_vectors(vector):
    body = b"" if vector["content_type"].startswith("multipart") else vector["body"].encode()
    params = list(vector["query"].items())
    text = base_string(vector["app_secret"], vector["path"], params, body)
    assert text == vector["string_to_sign"].encode()
    assert sign(vector["app_secret"], vector["path"], params, body) == vector["sign"]


@pytest.mark.parametrize("vector", VECTORS["webhook_signing"], ids=lambda vector: vector["name"][:2])
def test_signatures_of_pushes_are_those_of_the_vectors(vector):
    app, body = App(vector["app_key"], vector["app_secret"]), vector["raw_body"].encode()
    assert push_signature(app, body) == vector["authorization"]
    assert verify(app, body, vector["authorization"])
