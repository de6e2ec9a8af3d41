"""Wrong arguments are refused by one error before the network, for every argument of every method."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from types import SimpleNamespace

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_shopee.lib.client import ShopeeClient, ShopeeMerchantClient, ShopeePartnerClient
from odoo.addons.ocean_shopee.lib.client.parcels import Parcel
from odoo.addons.ocean_shopee.lib.client.product_stock import StockLevel
from odoo.addons.ocean_shopee.lib.const import IMAGE_BYTES, INVOICE_BYTES

from tests.unit.shopee.network.method_cases import marketing, money, order, product, shop

CASES = product.CASES | order.CASES | money.CASES | shop.CASES | marketing.CASES
START = datetime(2026, 5, 1, tzinfo=timezone.utc)
DAY = timedelta(days=1)
NEVER_RIGHT = (object(), 3.5, b"x", {"x": object()}, [object()], "x" * 10_000, START.replace(tzinfo=None))


class Recorder:
    """Stands for a resource and remembers the one call made of it."""

    def __init__(self, calls, resource):
        self._calls = calls
        self._resource = resource

    def __getattr__(self, name):
        def record(*args, **kwargs):
            self._calls.append((f"{self._resource}.{name}", args, kwargs))
            raise Recorded

        return record


class Recorded(Exception):
    """The call is known; nothing comes of it."""


def recorded(case):
    calls = []
    resources = {name.split(".")[0] for name in CASES}
    with pytest.raises(Recorded):
        case.call(SimpleNamespace(**{name: Recorder(calls, name) for name in resources}))
    return calls[0]


def spoiled():
    for name, case in CASES.items():
        _name, args, kwargs = recorded(case)
        for place in [*range(len(args)), *kwargs]:
            yield name, place


@pytest.fixture
def resources(client, app, transport, server):
    partner = ShopeePartnerClient(app, transport, server.url)
    merchant = ShopeeMerchantClient(app, transport, server.url, merchant_id="5", access_token="t")
    named = {"public": partner.public, "push": partner.push, "merchant": merchant.merchant}
    return named | {name: getattr(client, name) for name in ShopeeClient.__annotations__}


@pytest.mark.parametrize(("name", "place"), list(spoiled()))
def test_what_is_never_right_is_refused(name, place, resources, server):
    _name, args, kwargs = recorded(CASES[name])
    resource, method = name.split(".")
    call = getattr(resources[resource], method)
    for wrong in NEVER_RIGHT:
        changed = [wrong if index == place else value for index, value in enumerate(args)]
        named = {key: wrong if key == place else value for key, value in kwargs.items()}
        with pytest.raises(InvalidRequest) as caught:
            call(*changed, **named)
        assert str(caught.value)
    assert server.seen == []


ITEM = product.NEW_ITEM
LINE = {"item_id": 1, "model_id": 0, "model_quantity": 1}
WRONG_CALLS = {
    "attribute tree of nothing": lambda c: c.product.get_attribute_tree([]),
    "brand status": lambda c: c.product.get_brand_list("1", status=3),
    "search without a word": lambda c: c.product.search_item(),
    "item without a field": lambda c: c.product.add_item({k: v for k, v in ITEM.items() if k != "weight"}),
    "item with an unknown field": lambda c: c.product.add_item(ITEM | {"colour": "red"}),
    "price as float": lambda c: c.product.add_item(ITEM | {"original_price": 1.5}),
    "price as text": lambda c: c.product.add_item(ITEM | {"original_price": "1.5"}),
    "price below zero": lambda c: c.product.update_price("1", {"0": Decimal(-1)}),
    "price that is none": lambda c: c.product.update_price("1", {"0": Decimal("NaN")}),
    "prices of nothing": lambda c: c.product.update_price("1", {}),
    "ten images": lambda c: c.product.add_item(ITEM | {"image": {"image_id_list": ["i"] * 10}}),
    "no image": lambda c: c.product.add_item(ITEM | {"image": {"image_id_list": []}}),
    "stock below zero": lambda c: c.product.update_stock("1", [StockLevel(stock=-1)]),
    "stock as truth": lambda c: c.product.update_stock("1", [StockLevel(stock=True)]),
    "stock as a number": lambda c: c.product.update_stock("1", [5]),
    "three tiers": lambda c: c.product.init_tier_variation("1", [product.TIER] * 3, [product.MODEL]),
    "51 variants": lambda c: c.product.init_tier_variation("1", [product.TIER], [product.MODEL] * 51),
    "tiers of two forms": lambda c: c.product.init_tier_variation(
        "1", [product.TIER, product.PLAIN_TIER], [product.MODEL]
    ),
    "51 new variants": lambda c: c.product.add_model("1", [product.MODEL] * 51),
    "a tier index without tiers": lambda c: c.product.remove_tier_variation("1", product.MODEL),
    "a long SKU": lambda c: c.product.update_model("1", [{"model_id": 1, "model_sku": "s" * 101}]),
    "six boosts": lambda c: c.product.boost_item([str(n) for n in range(6)]),
    "an empty reply": lambda c: c.product.reply_comment({"1": " "}),
    "a long reply": lambda c: c.product.reply_comment({"1": "x" * 501}),
    "one package": lambda c: c.order.split_order("A", [[LINE]]),
    "31 packages": lambda c: c.order.split_order("A", [[LINE]] * 31),
    "an empty package": lambda c: c.order.split_order("A", [[LINE], []]),
    "reason nobody knows": lambda c: c.order.cancel_order("A", "BORED"),
    "out of stock of what": lambda c: c.order.cancel_order("A", "OUT_OF_STOCK"),
    "a long note": lambda c: c.order.set_note("A", "x" * 501),
    "an invoice that is too large": lambda c: c.order.upload_invoice_doc(
        "A", ("i.pdf", b"x" * (INVOICE_BYTES + 1), "application/pdf")
    ),
    "an invoice as text": lambda c: c.order.upload_invoice_doc("A", ("i.txt", b"x", "text/plain")),
    "an empty picture": lambda c: c.media.upload_image(("a.jpg", b"", "image/jpeg")),
    "a large picture": lambda c: c.media.upload_image(("a.jpg", b"x" * (IMAGE_BYTES + 1), "image/jpeg")),
    "a moving picture": lambda c: c.media.upload_image(("a.gif", b"x", "image/gif")),
    "a number as package": lambda c: c.logistics.ship_order(Parcel(order_sn="A", package_number=5), "pickup"),
    "a way nobody knows": lambda c: c.logistics.ship_order(Parcel(order_sn="A"), "drone"),
    "details of another way": lambda c: c.logistics.ship_order(
        Parcel(order_sn="A"), "pickup", {"branch_id": 1}
    ),
    "51 packages at once": lambda c: c.logistics.get_mass_shipping_parameter([f"P{n}" for n in range(51)]),
    "51 labels in one file": lambda c: c.logistics.download_shipping_document(
        [Parcel(order_sn=f"A{n}") for n in range(51)]
    ),
    "601 labels in one job": lambda c: c.logistics.create_shipping_document_job(
        [f"P{n}" for n in range(601)], "NORMAL_JOB_AIR_WAYBILL"
    ),
    "a label nobody knows": lambda c: c.logistics.create_shipping_document(
        [Parcel(order_sn="A")], document_type="POSTER"
    ),
    "an address without a type": lambda c: c.logistics.set_address_config(address_id="5"),
    "no address": lambda c: c.logistics.set_address_config(),
    "returns of 16 days": lambda c: c.returns.get_return_list(
        created_from=START, created_to=START + 16 * DAY
    ),
    "returns from a day on": lambda c: c.returns.get_return_list(updated_from=START),
    "returns updated before they were": lambda c: c.returns.get_return_list(
        created_from=START, created_to=START + DAY, updated_from=START - DAY, updated_to=START
    ),
    "an offer nobody knows": lambda c: c.returns.offer("1", "VOUCHER"),
    "no e-mail": lambda c: c.returns.cancel_dispute("1", email="nobody"),
    "proof of nothing": lambda c: c.returns.upload_proof("1", []),
    "escrows backwards": lambda c: c.payment.get_escrow_list(START, START - DAY),
    "wallet of 16 days": lambda c: c.payment.get_wallet_transaction_list(START, START + 16 * DAY),
    "a tab nobody knows": lambda c: c.payment.get_wallet_transaction_list(
        START, START + DAY, tab_type="mine"
    ),
    "income of 15 days": lambda c: c.payment.get_income_detail(date(2026, 5, 1), date(2026, 5, 16), 1),
    "income backwards": lambda c: c.payment.get_income_detail(date(2026, 5, 2), date(2026, 5, 1), 1),
    "income of a moment": lambda c: c.payment.get_income_detail(START, START, 1),
    "a statement of a year": lambda c: c.payment.generate_income_statement(START, START + DAY, 3),
    "a report backwards": lambda c: c.payment.generate_income_report(START, START),
    "an unchanged profile": lambda c: c.shop.update_profile({}),
    "a nameless shop": lambda c: c.shop.update_profile({"shop_name": ""}),
    "26 conversations": lambda c: c.chat.get_conversation_list(page_size=26),
    "a sticker with text": lambda c: c.chat.send_message("1", "sticker", {"text": "x"}),
    "a message of nothing": lambda c: c.chat.send_message("1", "text", {"text": ""}),
    "a long code": lambda c: c.voucher.add_voucher(marketing.VOUCHER | {"voucher_code": "abcdef"}),
    "a voucher of a year": lambda c: c.voucher.add_voucher(
        marketing.VOUCHER | {"end_time": START + 365 * DAY}
    ),
    "a voucher that ends first": lambda c: c.voucher.add_voucher(marketing.VOUCHER | {"end_time": START}),
    "a discount of 181 days": lambda c: c.discount.add_discount("May", START, START + 181 * DAY),
    "an unchanged discount": lambda c: c.discount.update_discount("1"),
    "discounts of 31 days": lambda c: c.discount.get_discount_list(
        updated_from=START, updated_to=START + 31 * DAY
    ),
    "discounts from a day on": lambda c: c.discount.get_discount_list(updated_from=START),
    "a bundle without its value": lambda c: c.bundle_deal.add_bundle_deal(
        marketing.BUNDLE | {"rule_type": 1}
    ),
    "a bundle of three more tiers": lambda c: c.bundle_deal.add_bundle_deal(
        marketing.BUNDLE | {"additional_tiers": [{"min_amount": 3}] * 3}
    ),
    "a bundle that ends first": lambda c: c.bundle_deal.add_bundle_deal(
        marketing.BUNDLE | {"end_time": START}
    ),
    "item 0 as a number": lambda c: c.product.get_comment(item_id=0),
    "no item but a list": lambda c: c.product.get_comment(comment_id=[]),
    "no category but a list": lambda c: c.product.get_item_limit([]),
    "no messages but nothing": lambda c: c.chat.get_message("5", message_ids=None),
    "no messages but an object": lambda c: c.chat.get_message("5", message_ids={}),
    "no time but a number": lambda c: c.chat.get_conversation_list(next_timestamp_nano=0),
    "no status but a list": lambda c: c.order.get_order_list(START, START + DAY, order_status=[]),
    "slots backwards": lambda c: c.shop_flash_sale.get_time_slot_id(START, START),
    "an offset too far": lambda c: c.shop_flash_sale.get_shop_flash_sale_list(offset=1001),
}


@pytest.mark.parametrize("name", WRONG_CALLS)
def test_wrong_arguments_never_reach_the_network(name, client, server):
    with pytest.raises(InvalidRequest):
        WRONG_CALLS[name](client)
    assert server.seen == []


PARTNER_CALLS = {
    "nothing to set": lambda c: c.push.set_app_push_config(),
    "no address": lambda c: c.push.set_app_push_config(callback_url="erp.example.com"),
    "501 blocked shops": lambda c: c.push.set_app_push_config(blocked_shop_ids=[str(n) for n in range(501)]),
    "an empty code": lambda c: c.public.get_token_by_resend_code(""),
}


@pytest.mark.parametrize("name", PARTNER_CALLS)
def test_wrong_arguments_of_an_app_never_reach_the_network(name, app, transport, server):
    with pytest.raises(InvalidRequest):
        PARTNER_CALLS[name](ShopeePartnerClient(app, transport, server.url))
    assert server.seen == []


@pytest.mark.parametrize("token", ["", None, 5])
def test_a_merchant_needs_a_token(token, app, transport):
    with pytest.raises(InvalidRequest):
        ShopeeMerchantClient(app, transport, "http://127.0.0.1", merchant_id="5", access_token=token)


def test_the_message_names_every_wrong_place(client):
    with pytest.raises(InvalidRequest) as caught:
        client.product.add_item({"original_price": 1.5, "image": {"image_id_list": "x"}})
    for place in ("item.original_price", "item.description", "item.image.image_id_list"):
        assert place in str(caught.value)
