"""Every sample answer of Shopee goes through the client method it is an answer to."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
import simplejson

from odoo.addons.ocean_marketplace_base.lib.clock import ManualClock
from odoo.addons.ocean_marketplace_base.lib.errors import AuthExpired, MarketplaceError, Rejected, Throttled
from odoo.addons.ocean_marketplace_base.lib.hosts import HostPolicy
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY
from odoo.addons.ocean_marketplace_base.lib.transport import Transport
from odoo.addons.ocean_shopee.lib.client import (
    ShopeeClient,
    ShopeePartnerClient,
    exchange_code,
    refresh,
)
from odoo.addons.ocean_shopee.lib.client.parcels import Parcel
from odoo.addons.ocean_shopee.lib.signing import App

from tests.unit.conftest import ScriptedServer

ROOT = Path(__file__).resolve().parents[3] / "shared" / "payloads" / "shopee"
START = datetime(2026, 5, 1, tzinfo=timezone.utc)
END = START + timedelta(days=1)
ITEM = {
    "original_price": Decimal("123.3"),
    "description": "item description test",
    "weight": Decimal("1.1"),
    "item_name": "Item Name Example",
    "logistic_info": [{"logistic_id": 80101, "enabled": True}],
    "category_id": 14695,
    "image": {"image_id_list": ["-"]},
}
MODEL = {"tier_index": [0], "original_price": Decimal("38.3"), "seller_stock": [{"stock": 1}]}
TIER = {"variation_id": 1, "variation_option_list": [{"variation_option_name": "S"}]}
LINE = {"item_id": 1, "model_id": 0}
PARCEL = Parcel(order_sn="A")
TALK = "709122092476686867"

ANSWERS = {
    "add_item": lambda c: c.product.add_item(ITEM),
    "address_list": lambda c: c.logistics.get_address_list(),
    "brand_list": lambda c: c.product.get_brand_list("1"),
    "buyer_invoice_info": lambda c: c.order.get_buyer_invoice_info(["2209160VNPKXF7"]),
    "cancel_order": lambda c: c.order.cancel_order("A", "CUSTOMER_REQUEST"),
    "category": lambda c: c.product.get_category(),
    "channel_list": lambda c: c.logistics.get_channel_list(),
    "chat_conversation_list": lambda c: c.chat.get_conversation_list(),
    "chat_message_list": lambda c: c.chat.get_message(TALK),
    "chat_send_message_ok": lambda c: c.chat.send_message("165105353", "text", {"text": "Ready kak"}),
    "comment_list": lambda c: c.product.get_comment(),
    "create_shipping_document": lambda c: c.logistics.create_shipping_document(
        [Parcel(order_sn="22112899JG5XGU")]
    ),
    "escrow_detail_all_fields": lambda c: c.payment.get_escrow_detail("A"),
    "escrow_detail_multiline_voucher": lambda c: c.payment.get_escrow_detail("A"),
    "escrow_list": lambda c: c.payment.get_escrow_list(START, END),
    "handle_buyer_cancellation": lambda c: c.order.handle_buyer_cancellation("A", accept=True),
    "income_detail": lambda c: c.payment.get_income_detail(date(2025, 11, 1), date(2025, 11, 8), 1),
    "income_overview": lambda c: c.payment.get_income_overview(),
    "init_tier_variation": lambda c: c.product.init_tier_variation("1", [TIER], [MODEL]),
    "item_extra_info": lambda c: c.product.get_item_extra_info(["34001"]),
    "item_list": lambda c: c.product.get_item_list(),
    "item_promotion": lambda c: c.product.get_item_promotion(["800188562"]),
    "lost_push_message": lambda c: c.push.get_lost_push_message(),
    "model_list_doc": lambda c: c.product.get_model_list("1"),
    "order_detail_multiline_voucher": lambda c: c.order.get_order_detail(["A"]),
    "order_list": lambda c: c.order.get_order_list(START, END),
    "package_detail": lambda c: c.order.get_package_detail(["OFG1"]),
    "package_search": lambda c: c.order.search_package_list(),
    "push_config": lambda c: c.push.get_app_push_config(),
    "return_available_solutions": lambda c: c.returns.get_available_solutions("1"),
    "return_dispute_reason": lambda c: c.returns.get_return_dispute_reason("1"),
    "return_list": lambda c: c.returns.get_return_list(),
    "return_reverse_tracking": lambda c: c.returns.get_reverse_tracking_info("1"),
    "ship_order_ok": lambda c: c.logistics.ship_order(PARCEL, "dropoff"),
    "shipment_list": lambda c: c.order.get_shipment_list(),
    "shipping_document_parameter": lambda c: c.logistics.get_shipping_document_parameter(
        [Parcel(order_sn="201201E81SYYKE"), Parcel(order_sn="201201V81SYYDG")]
    ),
    "shipping_document_result_partial": lambda c: c.logistics.get_shipping_document_result(
        [Parcel(order_sn="210129H5A7WVSE"), Parcel(order_sn="210129H577K4AM")]
    ),
    "shipping_parameter_doc": lambda c: c.logistics.get_shipping_parameter(PARCEL),
    "shop_info": lambda c: c.shop.get_shop_info(),
    "shop_profile": lambda c: c.shop.get_profile(),
    "shops_by_partner": lambda c: c.public.get_shops_by_partner(),
    "split_order": lambda c: c.order.split_order("A", [[LINE], [LINE]]),
    "tracking_number": lambda c: c.logistics.get_tracking_number(PARCEL),
    "tracking_number_not_ready": lambda c: c.logistics.get_tracking_number(PARCEL),
    "unlist_item_partial": lambda c: c.product.unlist_item(["2300069665", "2400143710"]),
    "update_price_partial": lambda c: c.product.update_price("1", {"3456": 1, "0": 1}),
    "warehouse_detail": lambda c: c.shop.get_warehouse_detail(),
    "warehouse_detail_not_whitelisted": lambda c: c.shop.get_warehouse_detail(),
}
REFUSALS = {
    "error_invalid_access_token": AuthExpired,
    "error_order_list_invalid_time": Rejected,
    "error_order_not_found": Rejected,
    "error_rate_limit": Throttled,
    "error_wrong_sign": Rejected,
}
TOKENS = {
    "auth_access_token_get",
    "auth_access_token_get_shop_guide",
    "auth_token_get",
    "auth_token_get_main_account_guide",
    "auth_token_get_shop_guide",
}


@pytest.fixture
def server():
    scripted = ScriptedServer()
    yield scripted
    scripted.close()


@pytest.fixture
def clock():
    return ManualClock(START)


@pytest.fixture
def transport(clock):
    with Transport(HostPolicy.loopback(), clock=clock) as opened:
        yield opened


@pytest.fixture
def app():
    return App("2001887", "shpk4a6f7065726174696f6e2d74657374")


@pytest.fixture
def api(app, transport, server):
    client = ShopeeClient(app, transport, server.url, shop_id="1", access_token="t", retry=NO_RETRY)
    partner = ShopeePartnerClient(app, transport, server.url, retry=NO_RETRY)
    return SimpleNamespace(**vars(client), public=partner.public, push=partner.push)


def sample(name):
    return (ROOT / f"{name}.json").read_bytes()


def test_every_sample_answer_is_here():
    names = {path.stem for path in ROOT.glob("*.json") if not path.name.startswith("push_")} | {"push_config"}
    assert names == set(ANSWERS) | set(REFUSALS) | TOKENS


@pytest.mark.parametrize("name", ANSWERS)
def test_a_sample_answer_is_accepted(name, api, server):
    server.say(sample(name))
    result = ANSWERS[name](api)
    envelope = simplejson.loads(sample(name), use_decimal=True)
    kept = simplejson.dumps(result, use_decimal=True, default=lambda row: dict(row.data))
    # The last id or text of the payload is still in what the caller gets.
    ids = [str(value) for value in _values(envelope.get("response")) if isinstance(value, int) and value > 99]
    assert result == [] or result is None or all(value in kept for value in ids)


def _values(node):
    if isinstance(node, dict):
        for value in node.values():
            yield from _values(value)
    elif isinstance(node, list):
        for value in node:
            yield from _values(value)
    else:
        yield node


@pytest.mark.parametrize("name", REFUSALS)
def test_a_sample_refusal_has_its_class(name, api, server):
    server.say(sample(name))
    with pytest.raises(MarketplaceError) as caught:
        api.shop.get_profile()
    assert type(caught.value) is REFUSALS[name]
    assert caught.value.code == simplejson.loads(sample(name))["error"]


def test_partial_failures_come_back_row_by_row(api, server):
    expected = {
        "unlist_item_partial": [(("2300069665",), False), (("2400143710",), True)],
        "update_price_partial": [(("3456",), False), (("0",), True)],
        "shipping_document_parameter": [
            (("201201E81SYYKE", "60489687088750"), True),
            (("201201V81SYYDG", ""), False),
        ],
        "shipping_document_result_partial": [
            (("210129H5A7WVSE", "2537708677189632625"), True),
            (("210129H5A7WVSE", "2537708677189633625"), True),
            (("210129H577K4AM", "2537712267513857625"), False),
        ],
        "create_shipping_document": [(("22112899JG5XGU", ""), True)],
    }
    for name, rows in expected.items():
        server.say(sample(name))
        assert [(row.key, row.ok) for row in ANSWERS[name](api)] == rows


@pytest.mark.parametrize("name", ["auth_access_token_get", "auth_access_token_get_shop_guide"])
def test_a_sample_of_refreshed_tokens_is_accepted(name, app, transport, server, clock):
    server.say(sample(name))
    token = refresh(app, transport, server.url, "14701711", "old", clock)
    assert token.access_token == simplejson.loads(sample(name))["access_token"]
    assert token.access_expires_at > clock.now()
    assert server.seen[0].json == {"refresh_token": "old", "partner_id": 2001887, "shop_id": 14701711}


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("auth_token_get", "main_account_id"),
        ("auth_token_get_main_account_guide", "main_account_id"),
        ("auth_token_get_shop_guide", "shop_id"),
    ],
)
def test_a_sample_of_first_tokens_is_accepted(name, owner, app, transport, server, clock):
    answer = simplejson.loads(sample(name))
    refusal = {"error": "error_inner", "message": "", "request_id": ""}
    server.respond(lambda seen: sample(name) if seen.path.endswith("/auth/token/get") else refusal)
    grants = exchange_code(app, transport, server.url, {"code": "c", owner: "10208"}, clock)
    expected = answer["shop_id_list"] if owner == "main_account_id" else [10208]
    assert [grant.external_shop_id for grant in grants] == [str(shop) for shop in expected]
    assert {grant.token.refresh_token for grant in grants} == {answer["refresh_token"]}
    assert server.seen[0].json == {"code": "c", "partner_id": 2001887, owner: 10208}
