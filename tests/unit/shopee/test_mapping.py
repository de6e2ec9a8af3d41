"""Shopee orders in canonical form: everything but the ladder's rungs."""

from datetime import datetime, timezone
from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.schema import Address, OrderStatus, PackageLine
from odoo.addons.ocean_shopee.lib.mapping import map_escrow, map_order
from odoo.addons.ocean_shopee.lib.status import order_status


@pytest.fixture
def order(load_fixture):
    return map_order(load_fixture("order_vouchers"))


def test_the_head_of_an_order_is_read(order):
    assert (order.platform, order.external_id, order.region, order.currency) == (
        "shopee",
        "251124AAVOUCHR",
        "ID",
        "IDR",
    )
    assert (order.status, order.raw_status) == (OrderStatus.TO_SHIP, "READY_TO_SHIP")
    assert order.created_at == datetime(2025, 11, 24, 16, 0, tzinfo=timezone.utc)
    assert order.paid_at == datetime(2025, 11, 24, 16, 2, tzinfo=timezone.utc)
    assert order.updated_at == datetime(2025, 11, 24, 16, 6, tzinfo=timezone.utc)
    assert order.ship_by == datetime(2025, 11, 26, 16, 0, tzinfo=timezone.utc)
    assert (order.payment_method, order.is_cod, order.seller_ships) == ("ShopeePay", False, None)
    assert (order.carrier_id, order.carrier_name) == ("8003", "Hemat Kargo")


def test_the_money_of_an_order_is_read(order):
    assert (order.buyer_total, order.revenue_total, order.shipping_revenue) == (D(215500), D(224000), D(0))
    assert sum(line.revenue for line in order.lines) == order.revenue_total


def test_the_lines_of_an_order_are_read(order):
    shirt, hat, socks = order.lines
    assert (shirt.key, shirt.item_id, shirt.sku_id, shirt.seller_sku) == (
        "8800000001",
        "5100000001",
        "7200000001",
        "KAOS/M",
    )
    assert (shirt.name, shirt.variant, shirt.image_url) == (
        "Kaus polos",
        "Hitam,M",
        "https://images.example/1.jpg",
    )
    assert (shirt.quantity, shirt.unit_list_price, shirt.unit_price, shirt.list_amount) == (
        2,
        D(90000),
        D(75000),
        D(180000),
    )
    assert (shirt.seller_discount, shirt.platform_discount) == (D(30000), D(0))
    assert (shirt.seller_voucher, shirt.platform_voucher, shirt.revenue) == (D(15060), D(9036), D(134940))
    assert shirt.platform_warehouse == "IDZ"
    assert (hat.sku_id, hat.seller_sku) == ("0", "TOPI")
    assert (socks.quantity, socks.revenue) == (3, D(35084))


def test_packages_refer_to_the_lines(order):
    (package,) = order.packages
    assert (package.external_id, package.raw_status) == ("OFG251124AAVOUCHR", "LOGISTICS_READY")
    assert package.lines == (
        PackageLine(line_key="8800000001", quantity=2),
        PackageLine(line_key="8800000002", quantity=1),
        PackageLine(line_key="8800000003", quantity=3),
    )


def test_an_indonesian_address_has_its_levels(order):
    assert order.address == Address(
        name="Sari Putri",
        phone="628120000111",
        street="Jl. Melati No. 5, RT.1/RW.2",
        village="Gandaria Utara",
        district="Kebayoran Baru",
        city="Kota Jakarta Selatan",
        state="DKI Jakarta",
        zip="12140",
        country_code="ID",
        full=", ".join(
            (
                "Jl. Melati No. 5, RT.1/RW.2, Gandaria Utara, Kebayoran Baru",
                "Kota Jakarta Selatan, DKI Jakarta, ID, 12140",
            )
        ),
        masked=False,
    )


def test_a_masked_buyer_is_marked(load_fixture):
    order = map_order(load_fixture("order_cod_masked"))
    assert (order.buyer.external_id, order.buyer.username, order.buyer.masked) == ("", "r****7", True)
    assert (order.address.masked, order.address.street) == (True, "******")
    assert (order.is_cod, order.paid_at) == (True, None)


def test_a_foreign_address_keeps_what_it_has(load_fixture):
    address = map_order(load_fixture("order_seller_ships")).address
    assert (address.country_code, address.city, address.zip) == ("SG", "", "068896")
    assert address.street == "10 Anson Road, #05-17, Singapore 068896"


def test_a_masked_country_is_the_country_of_the_order(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["order"]["recipient_address"] |= {"region": "****", "zipcode": "****"}
    address = map_order(payload).address
    assert (address.country_code, address.masked) == ("ID", True)


def test_an_order_without_address_has_an_empty_one(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["order"]["recipient_address"] = None
    assert map_order(payload).address == Address()


def test_a_gift_costs_nothing_and_points_to_its_main_line(load_fixture):
    cream, mask = map_order(load_fixture("order_gift")).lines
    assert (cream.is_gift, cream.main_line_key, cream.revenue) == (False, "", D(172000))
    assert (mask.is_gift, mask.main_line_key, mask.revenue) == (True, cream.key, D(0))
    assert (mask.list_amount, mask.seller_discount) == (D(99999), D(99999))


def test_a_gift_is_one_before_the_escrow_too(load_fixture):
    payload = load_fixture("order_gift")
    payload["escrow"] = None
    assert [line.is_gift for line in map_order(payload).lines] == [False, True]


def test_lines_of_a_bundle_are_found_in_the_escrow_beside_the_same_item_alone(load_fixture):
    lines = map_order(load_fixture("order_bundle")).lines
    assert [(line.is_bundle, line.quantity, line.revenue) for line in lines] == [
        (True, 2, D(32000)),
        (True, 1, D(40000)),
        (False, 1, D(18000)),
    ]


def test_lines_are_matched_without_line_ids(load_fixture):
    payload = load_fixture("order_bundle")
    for item in [*payload["order"]["item_list"], *payload["escrow"]["order_income"]["items"]]:
        item["line_item_id"] = 0
    payload["escrow"]["order_income"]["items"].reverse()
    order = map_order(payload)
    assert [line.revenue for line in order.lines] == [D(32000), D(40000), D(18000)]
    assert len({line.key for line in order.lines}) == 3


def test_equal_lines_without_ids_still_have_keys_of_their_own(load_fixture):
    payload = load_fixture("order_vouchers")
    item = {**payload["order"]["item_list"][1], "line_item_id": None}
    payload["order"]["item_list"] = [item, item]
    payload["escrow"] = None
    assert [line.key for line in map_order(payload).lines] == [
        "5100000002::5100000002:",
        "5100000002::5100000002:#2",
    ]


def test_cancelled_units_are_told(load_fixture):
    plates, glasses = map_order(load_fixture("order_partial_cancel")).lines
    assert (plates.quantity, plates.cancelled_quantity, plates.active_quantity) == (4, 1, 3)
    assert (glasses.active_quantity, glasses.revenue) == (0, D(0))


def test_cancelled_units_follow_from_the_active_ones(load_fixture):
    payload = load_fixture("order_partial_cancel")
    for item in payload["order"]["item_list"]:
        del item["cancelled_qty"]
    assert [line.cancelled_quantity for line in map_order(payload).lines] == [1, 2]


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("UNPAID", "unpaid"),
        ("PENDING", "on_hold"),
        ("INVOICE_PENDING", "on_hold"),
        ("READY_TO_SHIP", "to_ship"),
        ("RETRY_SHIP", "to_ship"),
        ("PROCESSED", "arranged"),
        ("SHIPPED", "shipped"),
        ("TO_CONFIRM_RECEIVE", "delivered"),
        ("TO_RETURN", "delivered"),
        ("COMPLETED", "completed"),
        ("IN_CANCEL", "cancel_requested"),
        ("CANCELLED", "cancelled"),
        (" shipped ", "shipped"),
        ("TELEPORTED", "unknown"),
        ("", "unknown"),
    ],
)
def test_every_status_has_a_neutral_word(raw, status):
    assert order_status(raw).value == status


def test_an_unknown_status_is_kept_raw(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["order"]["order_status"] = "TELEPORTED"
    order = map_order(payload)
    assert (order.status, order.raw_status) == (OrderStatus.UNKNOWN, "TELEPORTED")


def test_a_cancelled_order_says_why_and_by_whom(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["order"] |= {
        "order_status": "CANCELLED",
        "cancel_by": "buyer",
        "buyer_cancel_reason": "Change of mind",
    }
    order = map_order(payload)
    assert (order.status, order.cancelled_by, order.cancel_reason) == (
        OrderStatus.CANCELLED,
        "buyer",
        "Change of mind",
    )


def test_an_affiliate_sample_is_marked(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["order"]["affiliate_sample_type"] = 1
    assert map_order(payload).is_sample


def test_the_escrow_alone_gives_lines_and_money(load_fixture):
    order = map_escrow(load_fixture("order_vouchers")["escrow"], "IDR")
    assert (order.status, order.raw_status, order.currency) == (OrderStatus.UNKNOWN, "", "IDR")
    assert (order.buyer_total, order.revenue_total, order.buyer.username) == (
        D(215500),
        D(224000),
        "sari.putri",
    )
    assert [line.seller_sku for line in order.lines] == ["KAOS/M", "TOPI", "KAKI/38"]
    assert [line.unit_price for line in order.lines] == [D(75000), D(60000), D(13000)]


def test_the_escrow_alone_takes_its_currency_from_its_adjustments(load_fixture):
    escrow = load_fixture("order_vouchers")["escrow"]
    escrow["order_income"]["order_adjustment"] = [
        {"amount": -5, "currency": "MYR", "adjustment_reason": "shipping"}
    ]
    assert map_escrow(escrow).currency == "MYR"
