"""What of the platform's payloads is refused, and with which path."""

from datetime import datetime, timezone
from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.fields import load
from odoo.addons.ocean_tiktok_shop.lib.fields import unknown_amounts
from odoo.addons.ocean_tiktok_shop.lib.mapping import map_listing, map_order
from odoo.addons.ocean_tiktok_shop.lib.payloads import LineItem, OrderDetail

from tests.unit.tiktok_shop import samples
from tests.unit.tiktok_shop.samples import DELETE, payload, put

UNIT = "order.line_items[0]"
BROKEN = [
    (("id",), DELETE, "order.id"),
    (("id",), "", "order.id"),
    (("id",), 1.5, "order.id"),
    (("id",), True, "order.id"),
    (("status",), DELETE, "order.status"),
    (("status",), 5, "order.status"),
    (("create_time",), DELETE, "order.create_time"),
    (("create_time",), "yesterday", "order.create_time"),
    (("update_time",), 0, "order.update_time"),
    (("update_time",), -5, "order.update_time"),
    (("update_time",), 1764000000.5, "order.update_time"),
    (("update_time",), 1e300, "order.update_time"),
    (("paid_time",), [1], "order.paid_time"),
    (("is_cod",), "perhaps", "order.is_cod"),
    (("is_sample_order",), 7, "order.is_sample_order"),
    (("buyer_nickname",), "\ud83d", "order.buyer_nickname"),
    (("payment",), DELETE, "order.payment"),
    (("payment",), None, "order.payment"),
    (("payment",), "5000", "order.payment"),
    (("payment", "currency"), DELETE, "order.payment.currency"),
    (("payment", "total_amount"), ["banyak"], "order.payment.total_amount"),
    (("payment", "total_amount"), "-1", "order.payment.total_amount"),
    (("payment", "total_amount"), "NaN", "order.payment.total_amount"),
    (("payment", "total_amount"), True, "order.payment.total_amount"),
    (("payment", "handling_fee"), "a lot", "order.payment.handling_fee"),
    (("payment", "seller_discount"), "-5", "order.payment.seller_discount"),
    (("payment", "shipping_fee"), {}, "order.payment.shipping_fee"),
    (("line_items",), DELETE, "order.line_items"),
    (("line_items",), [], "order.line_items"),
    (("line_items",), {}, "order.line_items"),
    (("line_items", 0), None, UNIT),
    (("line_items", 0, "id"), DELETE, f"{UNIT}.id"),
    (("line_items", 1, "id"), "577000000000000003", "order.line_items[1].id"),
    (("line_items", 0, "sku_id"), DELETE, f"{UNIT}.sku_id"),
    (("line_items", 0, "product_id"), None, f"{UNIT}.product_id"),
    (("line_items", 0, "product_name"), "", f"{UNIT}.product_name"),
    (("line_items", 0, "product_name"), "kaus \udce9", f"{UNIT}.product_name"),
    (("line_items", 0, "product_name"), "kaus \x00", f"{UNIT}.product_name"),
    (("line_items", 0, "original_price"), DELETE, f"{UNIT}.original_price"),
    (("line_items", 0, "original_price"), "", f"{UNIT}.original_price"),
    (("line_items", 0, "original_price"), "1_000", f"{UNIT}.original_price"),
    (("line_items", 0, "sale_price"), "-10", f"{UNIT}.sale_price"),
    (("line_items", 0, "seller_discount"), "-1", f"{UNIT}.seller_discount"),
    (("line_items", 0, "combined_listing_skus"), "x", f"{UNIT}.combined_listing_skus"),
    (("recipient_address",), "Jl. Melati", "order.recipient_address"),
    (("recipient_address", "postal_code"), 1.5, "order.recipient_address.postal_code"),
    (("recipient_address", "district_info", 2), "L2", "order.recipient_address.district_info[2]"),
    (("packages", 0, "id"), None, "order.packages[0].id"),
    (("a field nobody reads",), ["\ud800"], "order.a field nobody reads[0]"),
    (("broken \ud800 name",), 1, "order"),
]


@pytest.mark.parametrize(
    ("path", "value", "where"), BROKEN, ids=[f"{case[2]}-{n}" for n, case in enumerate(BROKEN)]
)
def test_a_broken_field_is_named_by_its_path(path, value, where):
    data = payload("order_vouchers")
    put(data["order"], path, value)
    with pytest.raises(ContractChanged) as failure:
        map_order(data)
    assert failure.value.path == where
    assert str(failure.value).startswith(f"{where}: ")


@pytest.mark.parametrize("order", [None, [], "576", 5, {}])
def test_what_is_no_order_is_named_too(order):
    with pytest.raises(ContractChanged) as failure:
        map_order({"order": order})
    assert failure.value.path.startswith("order")


def test_the_message_never_repeats_the_value():
    data = payload("order_vouchers")
    data["order"]["recipient_address"]["name"] = {"secret": "Sari Putri"}
    with pytest.raises(ContractChanged) as failure:
        map_order(data)
    assert "Sari" not in str(failure.value)


OPTIONAL = sorted(
    set(payload("order_vouchers")["order"])
    - {"id", "status", "create_time", "update_time", "payment", "line_items", "shipping_type"}
)


@pytest.mark.parametrize("value", [DELETE, None, ""])
@pytest.mark.parametrize("name", OPTIONAL)
def test_an_optional_field_may_be_absent_or_empty(name, value):
    data = payload("order_vouchers")
    put(data["order"], [name], None if name == "recipient_address" and value == "" else value)
    assert map_order(data).revenue_total == D(284900)


@pytest.mark.parametrize(
    "name", ["seller_sku", "sku_name", "package_id", "is_gift", "display_status", "sku_image"]
)
def test_an_optional_field_of_a_unit_may_be_absent(name):
    data = payload("order_vouchers")
    for unit in data["order"]["line_items"]:
        del unit[name]
    assert map_order(data).revenue_total == D(284900)


def test_ids_and_amounts_may_be_numbers():
    item = load(
        LineItem,
        {
            "id": 577000000000000001,
            "product_id": "77",
            "sku_id": " 78 ",
            "product_name": "x",
            "original_price": 10.5,
            "sale_price": D(9),
            "package_id": 0,
            "is_gift": "true",
        },
        "item",
    )
    assert (item.id, item.sku_id, item.package_id, item.is_gift) == ("577000000000000001", "78", "", True)
    assert (item.original_price, item.sale_price, item.seller_discount) == (D("10.5"), D(9), None)


@pytest.mark.parametrize("stamp", [1764000000, "1764000000", 1764000000000, D("1764000000.0")])
def test_times_are_seconds_or_milliseconds(stamp):
    order = payload("order_vouchers")["order"] | {"create_time": stamp}
    assert load(OrderDetail, order, "order").create_time == datetime(2025, 11, 24, 16, 0, tzinfo=timezone.utc)


def test_an_unknown_amount_is_found_by_its_value_or_its_name():
    raw = {"new_fee": "5", "known": "7", "zero": "0", "flag": True, "text": "five", "huge": "1e400", "x": {}}
    assert unknown_amounts(raw, {"known"}) == [("new_fee", D(5))]
    assert unknown_amounts({"shelf": "9", "new_fee": "5"}, (), ("_fee",)) == [("new_fee", D(5))]


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("id",), DELETE, "product.id"),
        (("title",), "", "product.title"),
        (("status",), None, "product.status"),
        (("update_time",), "soon", "product.update_time"),
        (("skus",), {}, "product.skus"),
        (("skus", 1, "id"), DELETE, "product.skus[1].id"),
        (("skus", 0, "price", "sale_price"), "x", "product.skus[0].price.sale_price"),
        (("skus", 0, "price", "sale_price"), "-1", "product.skus[0].price.sale_price"),
        (("skus", 1, "inventory", 1, "quantity"), -3, "product.skus[1].inventory[1].quantity"),
        (("skus", 1, "inventory", 1, "quantity"), "2.5", "product.skus[1].inventory[1].quantity"),
        (("main_images", 0, "urls"), "x", "product.main_images[0].urls"),
        (("title",), "\udcff", "product.title"),
    ],
)
def test_a_broken_field_of_a_listing_is_named_by_its_path(path, value, where):
    product = samples.load("listing_detail")["data"]
    put(product, path, value)
    with pytest.raises(ContractChanged) as failure:
        map_listing(product)
    assert failure.value.path == where
