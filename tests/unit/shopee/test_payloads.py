"""What of Shopee's payloads is refused, and with which path."""

from datetime import datetime, timezone
from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.fields import load
from odoo.addons.ocean_shopee.lib.fields import unknown_amounts
from odoo.addons.ocean_shopee.lib.mapping import map_listing, map_order
from odoo.addons.ocean_shopee.lib.payloads import OrderDetail, OrderItem

_DELETE = object()


def _put(data, path, value):
    """Set (or delete) the value at `path`, given as keys and indexes."""
    *way, last = path
    for step in way:
        data = data[step]
    if value is _DELETE:
        del data[last]
    else:
        data[last] = value


BROKEN = [
    (("order", "order_sn"), _DELETE, "order.order_sn"),
    (("order", "order_sn"), "", "order.order_sn"),
    (("order", "order_sn"), 251124, "order.order_sn"),
    (("order", "order_status"), _DELETE, "order.order_status"),
    (("order", "order_status"), None, "order.order_status"),
    (("order", "currency"), _DELETE, "order.currency"),
    (("order", "create_time"), _DELETE, "order.create_time"),
    (("order", "create_time"), "yesterday", "order.create_time"),
    (("order", "update_time"), 0, "order.update_time"),
    (("order", "update_time"), -5, "order.update_time"),
    (("order", "update_time"), 1764000000.5, "order.update_time"),
    (("order", "pay_time"), [1], "order.pay_time"),
    (("order", "cod"), "perhaps", "order.cod"),
    (("order", "total_amount"), "a lot", "order.total_amount"),
    (("order", "total_amount"), True, "order.total_amount"),
    (("order", "total_amount"), -1, "order.total_amount"),
    (("order", "total_amount"), "NaN", "order.total_amount"),
    (("order", "item_list"), _DELETE, "order.item_list"),
    (("order", "item_list"), [], "order.item_list"),
    (("order", "item_list"), {}, "order.item_list"),
    (("order", "item_list", 1), None, "order.item_list[1]"),
    (("order", "item_list", 0, "item_id"), _DELETE, "order.item_list[0].item_id"),
    (("order", "item_list", 0, "item_id"), 1.5, "order.item_list[0].item_id"),
    (("order", "item_list", 0, "item_name"), _DELETE, "order.item_list[0].item_name"),
    (
        ("order", "item_list", 2, "model_quantity_purchased"),
        _DELETE,
        "order.item_list[2].model_quantity_purchased",
    ),
    (
        ("order", "item_list", 2, "model_quantity_purchased"),
        -1,
        "order.item_list[2].model_quantity_purchased",
    ),
    (
        ("order", "item_list", 2, "model_quantity_purchased"),
        1.5,
        "order.item_list[2].model_quantity_purchased",
    ),
    (
        ("order", "item_list", 2, "model_quantity_purchased"),
        2**31,
        "order.item_list[2].model_quantity_purchased",
    ),
    (
        ("order", "item_list", 2, "model_quantity_purchased"),
        None,
        "order.item_list[2].model_quantity_purchased",
    ),
    (("order", "item_list", 0, "model_original_price"), _DELETE, "order.item_list[0].model_original_price"),
    (
        ("order", "item_list", 0, "model_discounted_price"),
        "free",
        "order.item_list[0].model_discounted_price",
    ),
    (("order", "item_list", 0, "model_discounted_price"), -10, "order.item_list[0].model_discounted_price"),
    (("order", "item_list", 0, "cancelled_qty"), -1, "order.item_list[0].cancelled_qty"),
    (("order", "item_list", 0, "cancelled_qty"), 3, "order.item_list[0].cancelled_qty"),
    (("order", "item_list", 0, "active_qty"), 3, "order.item_list[0].active_qty"),
    (("order", "item_list", 0, "image_info"), "x", "order.item_list[0].image_info"),
    (("order", "item_list", 1, "item_name"), "kaus \udce9", "order.item_list[1].item_name"),
    (("order", "item_list", 1, "item_name"), "kaus \x00", "order.item_list[1].item_name"),
    (("order", "buyer_username"), "\ud83d", "order.buyer_username"),
    (("order", "recipient_address"), "Jl. Melati", "order.recipient_address"),
    (("order", "recipient_address", "city"), 5, "order.recipient_address.city"),
    (
        ("order", "package_list", 0, "item_list", 0, "model_quantity"),
        -2,
        "order.package_list[0].item_list[0].model_quantity",
    ),
    (("order", "a field nobody reads"), ["\ud800"], "order.a field nobody reads[0]"),
    (("order", "broken \ud800 name"), 1, "order"),
    (("order",), None, "order"),
    (("order",), [], "order"),
    (("escrow", "order_sn"), "2511240THEROTH", "escrow.order_sn"),
    (("escrow", "order_income"), _DELETE, "escrow.order_income"),
    (("escrow", "order_income", "commission_fee"), "much", "escrow.order_income.commission_fee"),
    (
        ("escrow", "order_income", "items", 1, "quantity_purchased"),
        -1,
        "escrow.order_income.items[1].quantity_purchased",
    ),
    (
        ("escrow", "order_income", "items", 1, "original_price"),
        "x",
        "escrow.order_income.items[1].original_price",
    ),
    (("escrow", "buyer_payment_info"), [1], "escrow.buyer_payment_info"),
    (("escrow", "buyer_payment_info", "shipping_fee"), False, "escrow.buyer_payment_info.shipping_fee"),
    (("escrow", "buyer_user_name"), "\x00", "escrow.buyer_user_name"),
]


@pytest.mark.parametrize(
    ("path", "value", "where"), BROKEN, ids=[f"{case[2]}-{n}" for n, case in enumerate(BROKEN)]
)
def test_a_broken_field_is_named_by_its_path(load_fixture, path, value, where):
    payload = load_fixture("order_vouchers")
    _put(payload, path, value)
    with pytest.raises(ContractChanged) as failure:
        map_order(payload)
    assert failure.value.path == where
    assert str(failure.value).startswith(f"{where}: ")


def test_the_message_never_repeats_the_value(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["order"]["recipient_address"]["name"] = {"secret": "Sari Putri"}
    with pytest.raises(ContractChanged) as failure:
        map_order(payload)
    assert "Sari" not in str(failure.value)


OPTIONAL = [
    "region",
    "cod",
    "total_amount",
    "pay_time",
    "ship_by_date",
    "buyer_user_id",
    "buyer_username",
    "message_to_seller",
    "note",
    "payment_method",
    "shipping_carrier",
    "checkout_shipping_carrier",
    "cancel_by",
    "cancel_reason",
    "recipient_address",
    "package_list",
    "fulfillment_flag",
    "days_to_ship",
]


@pytest.mark.parametrize("value", [_DELETE, None, "-", ""])
@pytest.mark.parametrize("name", OPTIONAL)
def test_an_optional_field_may_be_absent_or_a_placeholder(load_fixture, name, value):
    payload = load_fixture("order_vouchers")
    payload["escrow"] = None
    _put(payload, ("order", name), value)
    assert map_order(payload).revenue_total == D(249000)


@pytest.mark.parametrize("value", [None, "", "-", "null"])
@pytest.mark.parametrize(
    "path",
    [
        ("order", "recipient_address"),
        ("order", "item_list", 0, "image_info"),
        ("order", "package_list"),
        ("escrow", "buyer_payment_info"),
        ("escrow", "order_income", "order_adjustment"),
        ("escrow", "order_income", "items"),
        ("escrow",),
    ],
)
def test_a_placeholder_for_an_optional_part_means_that_there_is_none(load_fixture, path, value):
    payload, without = load_fixture("order_vouchers"), load_fixture("order_vouchers")
    _put(payload, path, value)
    _put(without, path, None)
    assert map_order(payload) == map_order(without)


@pytest.mark.parametrize(
    "name", ["line_item_id", "order_item_id", "model_sku", "promotion_list", "image_info", "active_qty"]
)
def test_an_optional_field_of_an_item_may_be_absent(load_fixture, name):
    payload = load_fixture("order_vouchers")
    for item in payload["order"]["item_list"]:
        del item[name]
    assert map_order(payload).revenue_total == D(224000)


def test_numbers_may_be_texts():
    item = load(
        OrderItem,
        {
            "item_id": "77",
            "item_name": "x",
            "model_id": 0,
            "model_quantity_purchased": " 2 ",
            "model_original_price": "10.50",
            "model_discounted_price": D("9"),
            "main_item": "true",
        },
        "item",
    )
    assert (item.item_id, item.model_id, item.model_quantity_purchased) == ("77", "", 2)
    assert (item.model_original_price, item.model_discounted_price, item.main_item) == (D("10.5"), D(9), True)


@pytest.mark.parametrize("stamp", [1764000000, "1764000000", 1764000000000, D("1764000000.0")])
def test_times_are_seconds_or_milliseconds(load_fixture, stamp):
    order = load_fixture("order_vouchers")["order"]
    order["create_time"] = stamp
    assert load(OrderDetail, order, "order").create_time == datetime(2025, 11, 24, 16, 0, tzinfo=timezone.utc)


def test_an_unknown_amount_is_found_by_its_being_a_number():
    raw = {"new_fee": 5, "known": 7, "zero": 0, "flag": True, "text": "5", "rule_id": 9, "huge": D("1e400")}
    assert unknown_amounts(raw, {"known"}) == [("new_fee", D(5))]


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("item_id",), _DELETE, "item.item_id"),
        (("item_name",), _DELETE, "item.item_name"),
        (("item_status",), None, "item.item_status"),
        (("price_info", 0, "current_price"), "x", "item.price_info[0].current_price"),
        (
            ("stock_info_v2", "summary_info", "total_available_stock"),
            -3,
            "item.stock_info_v2.summary_info.total_available_stock",
        ),
        (("item_name",), "\udcff", "item.item_name"),
    ],
)
def test_a_broken_field_of_a_listing_is_named_by_its_path(load_fixture, path, value, where):
    item = load_fixture("listing_single")["response"]["item_list"][0]
    _put(item, path, value)
    with pytest.raises(ContractChanged) as failure:
        map_listing(item, None, "IDR")
    assert failure.value.path == where


def test_a_variant_without_id_is_named_by_its_path(load_fixture):
    item = load_fixture("listing_variants")["response"]["item_list"][0]
    models = load_fixture("listing_models")["response"]
    del models["model"][1]["model_id"]
    with pytest.raises(ContractChanged) as failure:
        map_listing(item, models, "IDR")
    assert failure.value.path == "models.model[1].model_id"
