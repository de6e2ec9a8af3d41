"""Wrong arguments raise one clear error before anything goes over the network."""

from datetime import date, datetime, timedelta, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_tokopedia.lib import const
from odoo.addons.ocean_tokopedia.lib.client import BundleItem, Change, SlashPrice

NOW = datetime(2025, 5, 4, tzinfo=timezone.utc)
DAY = date(2025, 5, 4)
PRODUCT = {
    "name": "Kaos",
    "condition": "NEW",
    "price": 10_000,
    "status": "LIMITED",
    "min_order": 1,
    "category_id": 1769,
    "price_currency": "IDR",
    "weight": 200,
    "weight_unit": "GR",
    "is_must_insurance": False,
    "etalase": {"id": 5},
    "pictures": [{"file_path": "https://example.test/a.jpg"}],
}
VARIANT = {
    "products": [{"combination": [0]}],
    "selection": [{"id": 6, "unit_id": 7, "options": [{"value": "S"}]}],
}
DISCOUNT = {"product_id": "5", "start": NOW, "end": NOW + timedelta(days=1)}
ITEM = BundleItem(product_id="5", price=5000)


def slash(**changes):
    return [SlashPrice(**DISCOUNT | {"discounted_price": 5000} | changes)]


def bundle(client, **changes):
    options = {"warehouse_ids": ["1"], "start": NOW, "quota": 5} | changes
    return client.bundle.create(options.pop("name", "Paket"), options.pop("items", [ITEM]), **options)


WRONG = {
    "warehouse 0 as a number": lambda c: c.order.get_list(NOW, NOW + timedelta(days=1), warehouse_id=0),
    "no keyword but a list": lambda c: c.product.search(keyword=[]),
    "no product but a list": lambda c: c.campaign.list_slash_prices(product_id=[]),
    "no products but a flag": lambda c: c.order_action.reject("5", 1, "Habis", empty_products=True),
    "no products but nothing": lambda c: c.order_action.reject("5", 1, "Habis", empty_products=None),
    "opening with an end alone": lambda c: c.shop.open_shop(end=DAY),
    "closing at a time": lambda c: c.shop.close_shop(NOW, DAY, "Libur"),
    "list without a zone": lambda c: c.order.get_list(NOW.replace(tzinfo=None), NOW),
    "list of 3 days": lambda c: c.order.get_list(NOW, NOW + timedelta(days=3)),
    "list backwards": lambda c: c.order.get_list(NOW, NOW),
    "list page 0": lambda c: c.order.get_list(NOW, NOW + timedelta(days=1), page=0),
    "list page too large": lambda c: c.order.get_list(NOW, NOW + timedelta(days=1), per_page=51),
    "list page as text": lambda c: c.order.get_list(NOW, NOW + timedelta(days=1), page="1"),
    "list unknown status": lambda c: c.order.get_list(NOW, NOW + timedelta(days=1), status=401),
    "list status true": lambda c: c.order.get_list(NOW, NOW + timedelta(days=1), status=True),
    "list bad warehouse": lambda c: c.order.get_list(NOW, NOW + timedelta(days=1), warehouse_id="x"),
    "iterate without times": lambda c: list(c.order.iter_list("a", "b")),
    "order id as number": lambda c: c.order.get_order(5),
    "order id zero": lambda c: c.order.get_order("0"),
    "invoice empty": lambda c: c.order.get_order_by_invoice(""),
    "fulfillment id": lambda c: c.order.get_fulfillment("x"),
    "fulfillment page": lambda c: c.order.list_fulfillment(per_page=11),
    "label id": lambda c: c.order.get_label("5/../6"),
    "label flag": lambda c: c.order.get_label("5", mark_printed=1),
    "tickets with datetime": lambda c: c.order.list_tickets(NOW, NOW),
    "tickets backwards": lambda c: c.order.list_tickets(DAY, DAY - timedelta(days=1)),
    "accept nothing": lambda c: c.order_action.accept(""),
    "reject code 6": lambda c: c.order_action.reject("5", 6, "x"),
    "reject code 8": lambda c: c.order_action.reject("5", 8, "x"),
    "reject without reason": lambda c: c.order_action.reject("5", 1, " "),
    "reject closed without date": lambda c: c.order_action.reject("5", 4, "x", shop_close_note="n"),
    "reject closed without note": lambda c: c.order_action.reject("5", 4, "x", shop_close_end_date=DAY),
    "reject other with date": lambda c: c.order_action.reject(
        "5", 5, "x", shop_close_end_date=DAY, shop_close_note="n"
    ),
    "reject other with products": lambda c: c.order_action.reject("5", 5, "x", empty_products=["7"]),
    "accept cancel without reason": lambda c: c.order_action.accept_cancel("5", ""),
    "refuse cancel id": lambda c: c.order_action.refuse_cancel(None),
    "shipping without number": lambda c: c.order_action.confirm_shipping("5", "  "),
    "pickup id": lambda c: c.order_action.request_pickup("x"),
    "partial empty": lambda c: c.order_action.request_partial_fulfillment("5", {}),
    "partial negative": lambda c: c.order_action.request_partial_fulfillment("5", {"7": -1}),
    "partial list": lambda c: c.order_action.request_partial_fulfillment("5", [("7", 1)]),
    "products none": lambda c: c.product.get_by_id([]),
    "products as text": lambda c: c.product.get_by_id("123"),
    "products with letters": lambda c: c.product.get_by_id(["12a"]),
    "sku too long": lambda c: c.product.get_by_sku("x" * 51),
    "url without scheme": lambda c: c.product.get_by_url("tokopedia.com/x"),
    "shop page": lambda c: c.product.get_by_shop(per_page=51),
    "shop sort": lambda c: c.product.get_by_shop(sort="random"),
    "shop cursor": lambda c: c.product.get_by_shop(last_sort="é"),
    "search rows": lambda c: c.product.search(rows=101),
    "search start": lambda c: c.product.search(start=-1),
    "variants id": lambda c: c.product.get_variants("x"),
    "category id": lambda c: c.product.get_category_variants(""),
    "category id v1": lambda c: c.product.get_category_variants_v1(""),
    "annotations id": lambda c: c.product.get_annotations(5),
    "discussion page": lambda c: c.product.get_discussion("5", per_page=11),
    "create nothing": lambda c: c.product_edit.create([]),
    "create text": lambda c: c.product_edit.create("x"),
    "create a mapping": lambda c: c.product_edit.create(PRODUCT),
    "create without name": lambda c: c.product_edit.create([PRODUCT | {"name": ""}]),
    "create long name": lambda c: c.product_edit.create([PRODUCT | {"name": "x" * 71}]),
    "create long text": lambda c: c.product_edit.create([PRODUCT | {"description": "x" * 2001}]),
    "create cheap": lambda c: c.product_edit.create([PRODUCT | {"price": 99}]),
    "create price as text": lambda c: c.product_edit.create_later([PRODUCT | {"price": "10000"}]),
    "create worn": lambda c: c.product_edit.create_later([PRODUCT | {"condition": "WORN"}]),
    "create without pictures": lambda c: c.product_edit.create([PRODUCT | {"pictures": []}]),
    "variant out of range": lambda c: c.product_edit.create(
        [PRODUCT | {"variant": VARIANT | {"products": [{"combination": [1]}]}}]
    ),
    "variant too many places": lambda c: c.product_edit.create(
        [PRODUCT | {"variant": VARIANT | {"products": [{"combination": [0, 0]}]}}]
    ),
    "variant as list": lambda c: c.product_edit.create([PRODUCT | {"variant": [1]}]),
    "edit nothing named": lambda c: c.product_edit.edit([{"price": 5000}]),
    "edit id as text": lambda c: c.product_edit.edit([{"id": "5"}]),
    "edit stock": lambda c: c.product_edit.edit_later([{"sku": "A", "stock": -1}]),
    "upload id": lambda c: c.product_edit.get_upload("283a"),
    "activate none": lambda c: c.product_edit.activate([]),
    "deactivate number": lambda c: c.product_edit.deactivate([5]),
    "delete text": lambda c: c.product_edit.delete("5"),
    "price of nothing": lambda c: c.stock.update_prices([]),
    "price of both": lambda c: c.stock.update_prices([Change(value=500, product_id="1", sku="A")]),
    "price of neither": lambda c: c.stock.update_prices([Change(value=500)]),
    "price too low": lambda c: c.stock.update_prices([Change(value=99, sku="A")]),
    "price as float": lambda c: c.stock.update_prices([Change(value=500.0, sku="A")]),
    "price as mapping": lambda c: c.stock.update_prices([{"sku": "A", "new_price": 500}]),
    "stock negative": lambda c: c.stock.update_stock([Change(value=-1, sku="A")]),
    "stock true": lambda c: c.stock.update_stock([Change(value=True, sku="A")]),
    "stock flag": lambda c: c.stock.update_stock([Change(value=1, sku="A")], keep_status="yes"),
    "stock warehouse": lambda c: c.stock.update_stock([Change(value=1, sku="A")], warehouse_id="x"),
    "increment zero": lambda c: c.stock.increment_stock([Change(value=0, sku="A")]),
    "increment request id": lambda c: c.stock.increment_stock([Change(value=1, sku="A")], request_id="a b"),
    "decrement request id long": lambda c: c.stock.decrement_stock(
        [Change(value=1, sku="A")], request_id="a" * 21
    ),
    "decrement too many": lambda c: c.stock.decrement_stock([Change(value=1, sku="A")] * 101, request_id="a"),
    "sync without warehouse": lambda c: c.stock.sync_warehouse_stock(
        [Change(value=1, sku="A")], warehouse_id=""
    ),
    "shops page": lambda c: c.shop.list_shops(page=0),
    "close backwards": lambda c: c.shop.close_shop(DAY, DAY - timedelta(days=1), "libur"),
    "open with half of a closing": lambda c: c.shop.open_shop(DAY),
    "close without note": lambda c: c.shop.close_shop(DAY, DAY, ""),
    "showcase page": lambda c: c.showcase.get_page(page_count=11),
    "showcase display": lambda c: c.showcase.get_page(display="some"),
    "showcase name": lambda c: c.showcase.create(""),
    "showcase id": lambda c: c.showcase.update("x", "name"),
    "showcase delete": lambda c: c.showcase.delete("0"),
    "couriers empty": lambda c: c.logistic.update_couriers({}),
    "couriers text": lambda c: c.logistic.update_couriers({"1": {"6": "off"}}),
    "couriers letters": lambda c: c.logistic.update_couriers({"x": {"6": True}}),
    "couriers without services": lambda c: c.logistic.update_couriers({"1": {}}),
    "category word": lambda c: c.category.recommend(""),
    "chat page": lambda c: c.chat.list_conversations(per_page=16),
    "chat filter": lambda c: c.chat.list_conversations(filter="old"),
    "chat replies": lambda c: c.chat.list_replies("x"),
    "chat begin": lambda c: c.chat.initiate("x"),
    "chat empty": lambda c: c.chat.send_text("5", ""),
    "chat nul": lambda c: c.chat.send_text("5", "a\x00"),
    "chat file": lambda c: c.chat.send_file("5", "file:///etc/passwd"),
    "chat kind": lambda c: c.chat.send_file("5", "https://example.test/a", kind=19),
    "chat quotation": lambda c: c.chat.send_quotation(
        "5", identifier="a", title="t", price="Rp1", url="x", thumbnail="https://example.test"
    ),
    "campaign id": lambda c: c.campaign.get_campaigns(""),
    "slash page": lambda c: c.campaign.list_slash_prices(per_page=51),
    "slash status": lambda c: c.campaign.list_slash_prices(status="OLD"),
    "slash page v1": lambda c: c.campaign.list_slash_prices_v1(page=0),
    "slash both": lambda c: c.campaign.add_slash_prices(slash(discount_percentage=5)),
    "slash neither": lambda c: c.campaign.add_slash_prices(slash(discounted_price=None)),
    "slash whole price": lambda c: c.campaign.add_slash_prices(
        slash(discounted_price=None, discount_percentage=100)
    ),
    "slash backwards": lambda c: c.campaign.update_slash_prices(slash(end=NOW)),
    "slash without zone": lambda c: c.campaign.update_slash_prices(slash(start=NOW.replace(tzinfo=None))),
    "slash mapping": lambda c: c.campaign.add_slash_prices([DISCOUNT]),
    "slash cancel": lambda c: c.campaign.cancel_slash_prices(["5"]),
    "bundle page": lambda c: c.bundle.get_page(type=3),
    "bundle status": lambda c: c.bundle.get_page(status=9),
    "bundle ids": lambda c: c.bundle.get_bundles([]),
    "bundle product": lambda c: c.bundle.get_bundles_of("x"),
    "bundle name": lambda c: bundle(c, name="ab"),
    "bundle items": lambda c: bundle(c, items=[]),
    "bundle backwards": lambda c: bundle(c, end=NOW),
    "bundle quota": lambda c: bundle(c, quota=0),
    "bundle warehouses": lambda c: bundle(c, warehouse_ids=[]),
    "bundle end": lambda c: c.bundle.cancel("x"),
    "saldo days": lambda c: c.finance.list_saldo(DAY, DAY + timedelta(days=32)),
    "saldo page": lambda c: c.finance.list_saldo(DAY, DAY, per_page=501),
    "saldo times": lambda c: c.finance.list_saldo(NOW, NOW),
    "saldo all": lambda c: list(c.finance.iter_saldo(DAY, DAY - timedelta(days=1))),
    "saldo table": lambda c: c.finance.download_saldo(DAY, DAY + timedelta(days=32)),
    "export days": lambda c: c.finance.request_export(DAY, DAY + timedelta(days=8)),
    "export type": lambda c: c.finance.request_export(DAY, DAY, saldo_type=3),
    "export key": lambda c: c.finance.get_export(""),
    "webhook name": lambda c: c.webhook.register({"orders_url": "https://example.test"}),
    "webhook url": lambda c: c.webhook.register({"order_status_url": "ftp://example.test"}),
    "webhook list": lambda c: c.webhook.register(["https://example.test"]),
    "webhook secret": lambda c: c.webhook.register({}, secret=""),
    "payload type": lambda c: c.webhook.get_payload("5", type="chat"),
    "trigger url": lambda c: c.webhook.trigger("5", "x"),
    "trigger type": lambda c: c.webhook.trigger("5", "https://example.test", type="chat"),
    "public key": lambda c: c.console.register_public_key("x"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_argument_never_reaches_the_network(name, client, server):
    with pytest.raises(InvalidRequest):
        WRONG[name](client)
    assert server.seen == []


def test_a_long_reason_is_cut_to_what_the_platform_takes(client, platform):
    platform.say_data("success")
    client.order_action.reject("5", const.REJECT_OTHER, "x" * 300)
    assert len(platform.seen[0].json["reason"]) == const.REASON_LENGTH
