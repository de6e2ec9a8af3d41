"""Orders in canonical form: everything but the ladder's rungs."""

from datetime import datetime, timezone
from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.platform import dump_payload, load_payload
from odoo.addons.ocean_marketplace_base.lib.schema import Address, OrderStatus, PackageLine
from odoo.addons.ocean_tiktok_shop.lib.mapping import map_order
from odoo.addons.ocean_tiktok_shop.lib.status import order_status

from tests.unit.tiktok_shop.samples import payload


@pytest.fixture
def order():
    return map_order(payload("order_vouchers"))


def changed(name, **fields):
    """The order of a fixture with other fields."""
    data = payload(name)
    data["order"] |= fields
    return map_order(data)


def test_the_head_of_an_order_is_read(order):
    assert (order.platform, order.external_id, order.region, order.currency, order.channel) == (
        "tiktok_shop",
        "576000000000000001",
        "ID",
        "IDR",
        "TIKTOK_SHOP",
    )
    assert (order.status, order.raw_status) == (OrderStatus.TO_SHIP, "AWAITING_SHIPMENT")
    assert order.created_at == datetime(2025, 11, 24, 16, 0, tzinfo=timezone.utc)
    assert order.paid_at == datetime(2025, 11, 24, 16, 2, tzinfo=timezone.utc)
    assert order.updated_at == datetime(2025, 11, 24, 16, 6, tzinfo=timezone.utc)
    assert order.ship_by == datetime(2025, 11, 26, 16, 0, tzinfo=timezone.utc)
    assert (order.payment_method, order.is_cod, order.seller_ships) == ("GoPay", False, False)
    assert (order.carrier_id, order.carrier_name) == ("7091000000000000011", "Standard shipping")
    assert order.buyer_note == "Tolong dibungkus rapi"


def test_the_money_of_an_order_is_read(order):
    assert (order.buyer_total, order.revenue_total, order.shipping_revenue) == (D(273399), D(284900), D(0))
    assert sum(line.revenue for line in order.lines) == order.revenue_total


def test_units_that_earn_the_same_are_one_line_with_a_whole_price(order):
    odd, hat, even = order.lines
    assert (odd.key, odd.quantity, odd.revenue, odd.seller_discount) == (
        "577000000000000003",
        1,
        D(74966),
        D(15034),
    )
    assert (even.key, even.quantity, even.revenue, even.seller_discount) == (
        "577000000000000002",
        2,
        D(149934),
        D(30066),
    )
    assert even.unit_keys == ("577000000000000002", "577000000000000004")
    assert (even.list_amount, even.platform_discount, even.unit_list_price) == (D(180000), D(8001), D(90000))
    assert (hat.seller_sku, hat.sku_id, hat.item_id, hat.revenue) == (
        "TOPI",
        "1729000000000000211",
        "1729000000000000201",
        D(60000),
    )


def test_a_line_has_the_texts_of_its_units(order):
    line = order.lines[0]
    assert (line.name, line.variant, line.seller_sku) == ("Kaus polos", "Hitam, M", "KAOS/M")
    assert (line.image_url, line.platform_warehouse) == (
        "https://images.example/111.jpg",
        "7068000000000000021",
    )
    assert (line.seller_voucher, line.platform_voucher) == (None, None)


def test_keys_of_lines_do_not_depend_on_the_order_of_the_rows(order):
    data = payload("order_vouchers")
    data["order"]["line_items"].reverse()
    assert {(line.key, line.quantity) for line in map_order(data).lines} == {
        (line.key, line.quantity) for line in order.lines
    }


def test_the_same_variant_at_two_list_prices_is_two_lines():
    data = payload("order_partial_cancel")
    data["order"]["line_items"][0] |= {"original_price": "95000", "seller_discount": "20000"}
    assert [line.quantity for line in map_order(data).lines] == [1, 2, 1]


def test_packages_refer_to_the_lines(order):
    (package,) = order.packages
    assert (package.external_id, package.raw_status) == ("1152000000000000901", "TO_FULFILL")
    assert package.lines == (
        PackageLine(line_key="577000000000000003", quantity=1),
        PackageLine(line_key="577000000000000001", quantity=1),
        PackageLine(line_key="577000000000000002", quantity=2),
    )


def test_packages_have_their_own_couriers_and_numbers():
    shipped, waiting = map_order(payload("order_bundle")).packages
    assert (shipped.carrier_id, shipped.carrier_name, shipped.tracking_ref) == (
        "6600000000000000031",
        "J&T Express",
        "JX000111222",
    )
    assert (waiting.external_id, waiting.tracking_ref, waiting.carrier_name) == (
        "1152000000000000902",
        "",
        "",
    )


def test_the_only_package_has_what_the_order_says_of_shipping():
    order = changed(
        "order_vouchers", tracking_number="JX9", shipping_provider="J&T", shipping_provider_id="31"
    )
    (package,) = order.packages
    assert (package.tracking_ref, package.carrier_name, package.carrier_id) == ("JX9", "J&T", "31")
    for part in changed("order_bundle", tracking_number="JX9", shipping_provider="J&T").packages:
        assert part.tracking_ref in ("JX000111222", "")


def test_without_a_delivery_option_the_courier_is_the_carrier():
    order = changed(
        "order_vouchers", delivery_option_id="", shipping_provider="J&T", shipping_provider_id="31"
    )
    assert (order.carrier_id, order.carrier_name) == ("31", "J&T")


def test_an_indonesian_address_has_its_levels():
    order = map_order(payload("order_seller_ships"))
    assert order.address == Address(
        name="Sari Putri",
        phone="(+62)81200001111",
        street="Jl. Melati No. 5, RT 1/RW 2",
        village="Gandaria Utara",
        district="Kebayoran Baru",
        city="Kota Jakarta Selatan",
        state="DKI Jakarta",
        zip="12140",
        country_code="ID",
        full=", ".join(
            (
                "Jl. Melati No. 5, RT 1/RW 2, Gandaria Utara, Kebayoran Baru",
                "Kota Jakarta Selatan, DKI Jakarta, Indonesia, 12140",
            )
        ),
        masked=False,
    )
    assert (order.buyer.external_id, order.buyer.username) == ("7494000000000012345", "sari.putri")
    assert (order.buyer.email, order.buyer.masked) == ("v2abc@chat.seller.example", False)


def test_a_masked_address_is_marked_and_keeps_its_levels(order):
    assert (order.address.masked, order.address.name, order.address.city) == (
        True,
        "S*** P***",
        "Kota Jakarta Selatan",
    )


def test_levels_are_told_by_number_where_their_names_are_foreign():
    data = payload("order_vouchers")
    for level, name in zip(
        data["order"]["recipient_address"]["district_info"],
        ("Negara", "Provinsi", "Kota", "Kecamatan", "Kelurahan"),
        strict=True,
    ):
        level["address_level_name"] = name
    address = map_order(data).address
    assert (address.state, address.city, address.district, address.village) == (
        "DKI Jakarta",
        "Kota Jakarta Selatan",
        "Kebayoran Baru",
        "Gandaria Utara",
    )


def test_a_market_with_other_levels_is_told_by_their_names():
    data = payload("order_vouchers")
    data["order"]["recipient_address"] |= {
        "region_code": "US",
        "district_info": [
            {"address_level": "L0", "address_level_name": "Country", "address_name": "United States"},
            {"address_level": "L1", "address_level_name": "State", "address_name": "California"},
            {"address_level": "L2", "address_level_name": "County", "address_name": "Santa Clara"},
            {"address_level": "L3", "address_level_name": "City", "address_name": "San Jose"},
        ],
    }
    address = map_order(data).address
    assert (address.state, address.district, address.city, address.country_code) == (
        "California",
        "Santa Clara",
        "San Jose",
        "US",
    )


def test_without_a_street_of_its_own_it_is_what_the_full_address_begins_with():
    data = payload("order_seller_ships")
    data["order"]["recipient_address"]["address_detail"] = ""
    assert map_order(data).address.street == "Jl. Melati No. 5, RT 1/RW 2"
    data["order"]["recipient_address"] |= {
        "full_address": "",
        "address_line1": "1 Main St",
        "address_line2": "B",
    }
    assert map_order(data).address.street == "1 Main St, B"


def test_an_order_on_hold_has_no_address_yet():
    order = map_order(payload("order_cancelled"))
    assert (order.address, order.region) == (Address(), "")
    assert changed("order_vouchers", recipient_address=None).address == Address()


def test_an_order_of_tokopedia_is_marked_by_its_channel():
    assert map_order(payload("order_tokopedia_far")).channel == "TOKOPEDIA"
    assert changed("order_vouchers", commerce_platform=None).channel == ""


def test_combined_listings_and_virtual_bundles_are_one_line_each():
    bundle, gift, virtual = map_order(payload("order_bundle")).lines
    assert (bundle.is_bundle, bundle.revenue, bundle.seller_sku) == (True, D(180000), "PAKET-PIKNIK")
    assert (virtual.is_bundle, virtual.revenue, virtual.quantity) == (True, D(450000), 1)
    assert (gift.is_bundle, gift.is_gift, gift.revenue) == (False, True, D(0))


@pytest.mark.parametrize("kind", ["PRE_ORDER", "MADE_TO_ORDER", "BACK_ORDER"])
def test_what_is_made_or_bought_first_is_a_preorder(kind):
    assert [line.is_preorder for line in map_order(payload("order_bundle")).lines] == [False, False, True]
    assert all(line.is_preorder for line in changed("order_vouchers", order_type=kind).lines)


def test_a_sample_is_marked_and_earns_nothing():
    order = map_order(payload("order_sample"))
    assert (order.is_sample, order.revenue_total, order.buyer_total) == (True, D(0), D(0))


def test_replacements_and_exchanges_name_the_order_they_follow():
    order = map_order(payload("order_replacement"))
    assert (order.is_replacement, order.is_exchange, order.source_order_id) == (
        True,
        False,
        "576000000000000001",
    )
    order = changed("order_sample", is_exchange_order=True, exchange_source_order_id="5760000000009")
    assert (order.is_replacement, order.is_exchange, order.source_order_id) == (False, True, "5760000000009")


def test_a_source_without_its_mark_means_nothing():
    order = changed("order_vouchers", replaced_order_id="1", exchange_source_order_id="2")
    assert (order.is_replacement, order.is_exchange, order.source_order_id) == (False, False, "")


def test_who_ships_is_told_by_the_shipping_type():
    order = map_order(payload("order_seller_ships"))
    assert (order.seller_ships, order.shipping_revenue, order.revenue_total) == (True, D(12000), D(67000))
    assert changed("order_vouchers", shipping_type="TIKTOK_DIGITAL").seller_ships is False
    assert changed("order_vouchers", shipping_type="").seller_ships is None


def test_nobody_is_paid_for_shipping_what_was_cancelled():
    order = changed("order_seller_ships", status="CANCELLED")
    assert (order.seller_ships, order.shipping_revenue, order.revenue_total) == (True, D(0), D(0))


def test_cancelled_units_are_told():
    shirt, hat = map_order(payload("order_partial_cancel")).lines
    assert (shirt.quantity, shirt.cancelled_quantity, shirt.revenue) == (3, 1, D(150000))
    assert (hat.quantity, hat.active_quantity, hat.revenue) == (1, 0, D(0))


def test_a_cancelled_order_says_why_and_by_whom():
    order = map_order(payload("order_cancelled"))
    assert (order.status, order.cancelled_by, order.cancel_reason) == (
        OrderStatus.CANCELLED,
        "BUYER",
        "Need to change address",
    )
    assert (order.is_cod, order.paid_at, order.revenue_total) == (True, None, D(0))
    assert order.buyer_total == D(150000)


def test_units_say_why_where_the_order_does_not():
    order = changed("order_cancelled", cancellation_initiator=None, cancel_reason="")
    assert (order.cancelled_by, order.cancel_reason) == ("SELLER", "Out of stock")
    order = map_order(payload("order_partial_cancel"))
    assert (order.cancelled_by, order.cancel_reason) == ("", "")


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("UNPAID", "unpaid"),
        ("ON_HOLD", "on_hold"),
        ("AWAITING_SHIPMENT", "to_ship"),
        ("PARTIALLY_SHIPPING", "to_ship"),
        ("AWAITING_COLLECTION", "arranged"),
        ("IN_TRANSIT", "shipped"),
        ("DELIVERED", "delivered"),
        ("COMPLETED", "completed"),
        ("CANCELLED", "cancelled"),
        ("CANCEL", "cancelled"),
        (" in_transit ", "shipped"),
        ("TELEPORTED", "unknown"),
        ("", "unknown"),
    ],
)
def test_every_status_has_a_neutral_word(raw, status):
    assert order_status(raw).value == status


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("ON_HOLD", "cancel_requested"),
        ("AWAITING_SHIPMENT", "cancel_requested"),
        ("AWAITING_COLLECTION", "cancel_requested"),
        ("IN_TRANSIT", "shipped"),
        ("CANCELLED", "cancelled"),
        ("TELEPORTED", "unknown"),
    ],
)
def test_a_wish_to_cancel_counts_until_the_parcel_is_on_its_way(raw, status):
    order = changed("order_vouchers", status=raw, is_buyer_request_cancel=True)
    assert (order.status.value, order.raw_status) == (status, raw)


def test_the_latest_time_to_ship_is_the_first_that_is_told():
    order = changed("order_vouchers", rts_sla_time=0, shipping_due_time=1764000500)
    assert order.ship_by == datetime.fromtimestamp(1764000500, timezone.utc)
    order = changed("order_vouchers", rts_sla_time=None, shipping_due_time="", tts_sla_time=1764000900)
    assert order.ship_by == datetime.fromtimestamp(1764000900, timezone.utc)


def test_the_latest_time_to_deliver_is_the_first_that_is_told():
    order = changed("order_vouchers", delivery_due_time=1764800500, delivery_sla_time=1764800900)
    assert order.deliver_by == datetime.fromtimestamp(1764800500, timezone.utc)
    order = changed("order_vouchers", delivery_due_time=0, delivery_sla_time=1764800900)
    assert order.deliver_by == datetime.fromtimestamp(1764800900, timezone.utc)


def test_a_wish_to_cancel_waits_48_hours_for_its_answer():
    order = changed("order_vouchers", is_buyer_request_cancel=True, request_cancel_time=1764000000)
    assert order.cancel_asked_at == datetime.fromtimestamp(1764000000, timezone.utc)
    assert order.respond_by == datetime.fromtimestamp(1764000000 + 172_800, timezone.utc)


@pytest.mark.parametrize(
    "fields",
    [
        {"is_buyer_request_cancel": False, "request_cancel_time": 1764000000},
        {"is_buyer_request_cancel": True, "request_cancel_time": 0},
        {"is_buyer_request_cancel": True, "request_cancel_time": 1764000000, "status": "IN_TRANSIT"},
        {"is_buyer_request_cancel": True, "request_cancel_time": 1764000000, "status": "CANCELLED"},
    ],
)
def test_nothing_waits_for_an_answer_without_an_open_wish(fields):
    order = changed("order_vouchers", **fields)
    assert (order.respond_by, order.cancel_asked_at) == (None, None)


def test_an_order_survives_being_stored(order):
    assert map_order(load_payload(dump_payload(payload("order_vouchers")))) == order
