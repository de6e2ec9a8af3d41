"""What of Tokopedia's orders is refused, and with which path."""

from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_tokopedia.lib.fields import load, unknown_amounts
from odoo.addons.ocean_tokopedia.lib.mapping import map_order
from odoo.addons.ocean_tokopedia.lib.payloads import Product

from tests.unit.tokopedia.samples import DELETE, listed, put, single

LINES = ("order", "order_info", "order_detail")
LINES_PATH = "order.order_info.order_detail"
BROKEN_SINGLE = [
    (("order",), None, "order"),
    (("order",), [], "order"),
    (("order", "order_id"), DELETE, "order.order_id"),
    (("order", "order_id"), 0, "order.order_id"),
    (("order", "order_id"), 1.5, "order.order_id"),
    (("order", "order_status"), DELETE, "order.order_status"),
    (("order", "order_status"), None, "order.order_status"),
    (("order", "order_status"), "dikirim", "order.order_status"),
    (("order", "create_time"), DELETE, "order.create_time"),
    (("order", "create_time"), "0001-01-01T00:00:00Z", "order.create_time"),
    (("order", "create_time"), "kemarin", "order.create_time"),
    (("order", "update_time"), "24/11/2024", "order.update_time"),
    (("order", "update_time"), -5, "order.update_time"),
    (("order", "update_time"), [1], "order.update_time"),
    (("order", "open_amt"), "banyak", "order.open_amt"),
    (("order", "open_amt"), True, "order.open_amt"),
    (("order", "item_price"), -1, "order.item_price"),
    (("order", "order_info"), None, "order.order_info"),
    (LINES, DELETE, LINES_PATH),
    (LINES, [], LINES_PATH),
    (LINES, {}, LINES_PATH),
    ((*LINES, 1), None, f"{LINES_PATH}[1]"),
    ((*LINES, 0, "product_id"), DELETE, f"{LINES_PATH}[0].product_id"),
    ((*LINES, 0, "product_name"), "", f"{LINES_PATH}[0].product_name"),
    ((*LINES, 0, "product_name"), "Kaus \udce9", f"{LINES_PATH}[0].product_name"),
    ((*LINES, 0, "product_name"), "Kaus \x00", f"{LINES_PATH}[0].product_name"),
    ((*LINES, 0, "product_price"), DELETE, f"{LINES_PATH}[0].product_price"),
    ((*LINES, 0, "product_price"), -10, f"{LINES_PATH}[0].product_price"),
    ((*LINES, 0, "product_price"), "gratis", f"{LINES_PATH}[0].product_price"),
    ((*LINES, 1, "quantity"), "banyak", f"{LINES_PATH}[1].quantity"),
    ((*LINES, 1, "quantity"), -1, f"{LINES_PATH}[1].quantity"),
    ((*LINES, 1, "quantity"), 1.5, f"{LINES_PATH}[1].quantity"),
    ((*LINES, 1, "quantity"), 2**31, f"{LINES_PATH}[1].quantity"),
    ((*LINES, 1, "quantity_reject"), 3, f"{LINES_PATH}[1].quantity_reject"),
    (("order", "order_info", "shipping_info"), DELETE, "order.order_info.shipping_info"),
    (("order", "order_info", "shipping_info", "awb"), [], "order.order_info.shipping_info.awb"),
    (("order", "order_info", "destination"), "Jl. Melati", "order.order_info.destination"),
    (("order", "order_info", "is_replacement"), "mungkin", "order.order_info.is_replacement"),
    (("order", "buyer_info", "buyer_fullname"), 5, "order.buyer_info.buyer_fullname"),
    (("order", "promo_order_detail", "total_discount"), {}, "order.promo_order_detail.total_discount"),
    (
        ("order", "promo_order_detail", "summary_promo", 0, "discount_details", 0, "budget_details"),
        "x",
        "order.promo_order_detail.summary_promo[0].discount_details[0].budget_details",
    ),
    (("order", "a field nobody reads"), ["\ud800"], "order.a field nobody reads[0]"),
    (("order", "broken \ud800 name"), 1, "order"),
]
BROKEN_LIST = [
    (("order", "products"), DELETE, "order.products"),
    (("order", "products"), [], "order.products"),
    (("order", "products", 0, "id"), DELETE, "order.products[0].id"),
    (("order", "products", 0, "name"), DELETE, "order.products[0].name"),
    (("order", "products", 0, "quantity"), "banyak", "order.products[0].quantity"),
    (("order", "products", 2, "total_price"), "x", "order.products[2].total_price"),
    (("order", "products_fulfilled", 1, "quantity_reject"), 2, "order.products_fulfilled"),
    (("order", "amt"), DELETE, "order.amt"),
    (("order", "amt", "ttl_amount"), "x", "order.amt.ttl_amount"),
    (("order", "buyer"), "Budi", "order.buyer"),
    (("order", "recipient", "address", "city"), 5, "order.recipient.address.city"),
    (("order", "bundle_detail", "bundle"), {"a": 1}, "order.bundle_detail.bundle"),
    (("order", "create_time"), 0, "order.create_time"),
    (("order", "create_time"), D("1732068000.5"), "order.create_time"),
]
BROKEN = [(single, *case) for case in BROKEN_SINGLE] + [(listed, *case) for case in BROKEN_LIST]


@pytest.mark.parametrize(
    ("make", "path", "value", "where"),
    BROKEN,
    ids=[f"{case[0].__name__}-{case[3]}-{n}" for n, case in enumerate(BROKEN)],
)
def test_a_broken_field_is_named_by_its_path(make, path, value, where):
    payload = make()
    put(payload, path, value)
    with pytest.raises(ContractChanged) as failure:
        map_order(payload)
    assert failure.value.path == where
    assert str(failure.value).startswith(f"{where}: ")


def test_the_message_never_repeats_the_value():
    payload = single()
    payload["order"]["order_info"]["destination"]["receiver_name"] = {"secret": "Sari Putri"}
    with pytest.raises(ContractChanged) as failure:
        map_order(payload)
    assert "Sari" not in str(failure.value)


OPTIONAL_SINGLE = [
    "buyer_id",
    "comment",
    "update_time",
    "payment_date",
    "shipping_date",
    "order_warehouse",
    "buyer_info",
    "shop_info",
    "shipment_fulfillment",
    "preorder",
    "payment_info",
    "cancel_request_info",
    "custom_fields",
    "pof_info",
]
OPTIONAL_LIST = [
    "shop_id",
    "payment_date",
    "is_cod_mitra",
    "products_fulfilled",
    "bundle_detail",
    "buyer",
    "recipient",
    "voucher_info",
    "warehouse_id",
    "custom_fields",
    "shipment_fulfillment",
    "addon_info",
    "dropshipper_info",
]


@pytest.mark.parametrize("value", [DELETE, None, ""])
@pytest.mark.parametrize("name", OPTIONAL_SINGLE)
def test_an_optional_field_of_a_single_order_may_be_absent_or_blank(name, value):
    payload = single()
    put(payload, ("order", name), value)
    assert map_order(payload).revenue_total == D(208000)


@pytest.mark.parametrize("value", [DELETE, None, ""])
@pytest.mark.parametrize("name", OPTIONAL_LIST)
def test_an_optional_field_of_a_listed_order_may_be_absent_or_blank(name, value):
    payload = listed()
    put(payload, ("order", name), value)
    assert map_order(payload).revenue_total == D(264000)


@pytest.mark.parametrize("name", ["custom_fields", "recipient", "promo_order_detail", "buyer"])
def test_an_empty_list_stands_for_an_empty_object(name):
    payload = listed()
    payload["order"][name] = []
    assert map_order(payload).external_id == "990000202"


def test_an_unknown_currency_is_not_taken_for_rupiah():
    payload = listed()
    payload["order"]["products"][0]["currency"] = "USD"
    assert map_order(payload).currency == "USD"


@pytest.mark.parametrize("word", ["Rp", "Rp.", "IDR", "", None])
def test_rupiah_has_several_names(word):
    payload = listed()
    payload["order"]["products"][0]["currency"] = word
    assert map_order(payload).currency == "IDR"


def test_numbers_may_be_texts_and_skus_numbers():
    raw = {"id": "77", "Name": "x", "quantity": " 2 ", "price": "10500", "sku": 11550001}
    product = load(Product, raw, "product")
    assert (product.id, product.name, product.quantity, product.price, product.sku) == (
        "77",
        "x",
        2,
        D(10500),
        "11550001",
    )


def test_an_unknown_amount_is_found_by_its_name_and_its_being_a_number():
    raw = {"new_fee": 5, "price": 7, "zero_fee": 0, "tax_flag": True, "text_fee": "5", "count": 9}
    assert unknown_amounts(raw | {"huge_fee": D("1e400")}, {"price"}) == [("new_fee", D(5))]
    assert unknown_amounts(None, set()) == []
