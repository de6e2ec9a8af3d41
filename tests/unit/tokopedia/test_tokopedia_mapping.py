"""Tokopedia orders in canonical form: everything but the ladder's rungs."""

from datetime import datetime, timezone
from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.platform import dump_payload, load_payload
from odoo.addons.ocean_marketplace_base.lib.schema import Address, Buyer, OrderStatus, PackageLine
from odoo.addons.ocean_tokopedia.lib.const import ORDER_STATUSES
from odoo.addons.ocean_tokopedia.lib.mapping import map_order
from odoo.addons.ocean_tokopedia.lib.status import order_status

from tests.unit.tokopedia.samples import listed, notified, single


def utc(*parts):
    return datetime(*parts, tzinfo=timezone.utc)


def test_the_head_of_a_single_order_is_read():
    order = map_order(single())
    assert (order.platform, order.external_id, order.region, order.currency) == (
        "tokopedia",
        "990000101",
        "ID",
        "IDR",
    )
    assert (order.status, order.raw_status) == (OrderStatus.TO_SHIP, "400")
    assert order.created_at == utc(2024, 11, 24, 3, 0, 0, 250000)
    assert order.paid_at == utc(2024, 11, 24, 3, 5)
    assert order.updated_at == utc(2024, 11, 24, 4)
    assert order.ship_by == utc(2024, 11, 26, 3, 5)
    assert (order.payment_method, order.is_cod, order.seller_ships) == ("BCA Virtual Account", False, None)
    assert (order.carrier_id, order.carrier_name) == ("23-45", "AnterAja Reguler")


def test_the_head_of_a_listed_order_is_read():
    order = map_order(listed())
    assert (order.external_id, order.status, order.raw_status) == ("990000202", OrderStatus.SHIPPED, "500")
    assert order.created_at == utc(2024, 11, 20, 2)
    assert order.paid_at == utc(2024, 11, 20, 2, 0, 57)
    assert order.updated_at is None
    assert order.ship_by == utc(2024, 11, 22, 2, 0, 57)
    assert (order.carrier_id, order.carrier_name) == ("999", "Custom Logistik Service Normal")
    assert (order.is_cod, order.seller_ships, order.buyer_note) == (True, True, "Bungkus rapi\nWarna biru")


def test_the_money_of_both_shapes_is_read():
    order = map_order(single())
    assert (order.buyer_total, order.revenue_total, order.shipping_revenue) == (D(267500), D(208000), D(0))
    order = map_order(listed())
    assert (order.buyer_total, order.revenue_total, order.shipping_revenue) == (
        D(254000),
        D(264000),
        D(21000),
    )
    assert sum(line.revenue for line in order.lines) + order.shipping_revenue == order.revenue_total


def test_the_lines_of_a_single_order_are_read():
    shirt, hat = map_order(single()).lines
    assert (shirt.key, shirt.item_id, shirt.sku_id, shirt.seller_sku) == (
        "71000001",
        "11200001",
        "11200001",
        "KAUS-M",
    )
    assert (shirt.name, shirt.image_url) == ("Kaus polos - M", "https://images.example/11200001.jpg")
    assert (shirt.quantity, shirt.unit_list_price, shirt.unit_price) == (2, D(90000), D(75000))
    assert (shirt.list_amount, shirt.seller_discount, shirt.revenue) == (D(180000), D(30000), D(150000))
    assert shirt.platform_warehouse == "8402601"
    assert (hat.quantity, hat.cancelled_quantity, hat.active_quantity, hat.revenue) == (2, 1, 1, D(58000))
    assert (hat.unit_list_price, hat.seller_discount) == (D(58000), D(0))


def test_the_lines_of_a_listed_order_take_ids_and_list_prices_from_its_details():
    cups, pot, cup = map_order(listed()).lines
    assert [line.key for line in (cups, pot, cup)] == ["72000001", "72000002", "72000003"]
    assert [line.is_bundle for line in (cups, pot, cup)] == [True, False, False]
    assert [line.unit_list_price for line in (cups, pot, cup)] == [D(48000), D(150000), D(45000)]
    assert [line.revenue for line in (cups, pot, cup)] == [D(78000), D(120000), D(45000)]


def test_a_list_without_details_has_keys_and_prices_of_its_own():
    payload = listed()
    payload["order"]["bundle_detail"] = None
    cups, pot, cup = map_order(payload).lines
    assert [line.key for line in (cups, pot, cup)] == ["11200003", "11200004", "11200003#2"]
    assert pot.unit_list_price == pot.unit_price == D(120000)


def test_refused_units_of_a_product_on_two_lines_are_the_first_lines():
    payload = listed()
    payload["order"]["products_fulfilled"][0]["quantity_reject"] = 1
    assert [line.cancelled_quantity for line in map_order(payload).lines] == [1, 0, 0]


def test_the_decrypted_buyer_is_read():
    assert map_order(single()).buyer == Buyer(
        external_id="55000011", username="Sari Putri", email="sari@example.test"
    )
    assert map_order(listed()).buyer.username == "Budi Santoso"


def test_the_address_of_a_single_order_has_its_levels():
    assert map_order(single()).address == Address(
        name="Sari Putri",
        phone="628120000111",
        street="Jl. Melati No. 5, RT 1",
        district="Kebayoran Baru",
        city="Kota Administrasi Jakarta Selatan",
        state="DKI Jakarta",
        zip="12140",
        country_code="ID",
        full="Jl. Melati No. 5, RT 1, Kebayoran Baru, Kota Administrasi Jakarta Selatan, DKI Jakarta, 12140",
    )


def test_the_street_of_a_listed_order_is_what_stands_before_its_levels():
    address = map_order(listed()).address
    assert (address.name, address.street) == ("Ani Lestari", "Gg. Mawar No. 7, RT 2")
    assert (address.district, address.city, address.zip) == ("Coblong", "Kota Bandung", "40135")
    assert address.full.endswith("Jawa Barat, 40135")


def test_a_buyer_that_could_not_be_decrypted_is_masked():
    order = map_order(notified())
    assert (order.buyer.external_id, order.buyer.username, order.buyer.masked) == ("55000033", "", True)
    assert (order.address.masked, order.address.street, order.address.city) == (True, "", "Kota Surabaya")


def test_a_buyer_with_asterisks_is_masked():
    payload = single()
    payload["order"]["buyer_info"]["buyer_fullname"] = "S*** P****"
    payload["order"]["order_info"]["destination"]["receiver_phone"] = "62812****111"
    order = map_order(payload)
    assert (order.buyer.masked, order.address.masked) == (True, True)


def test_the_push_about_a_new_order_is_an_order_too():
    order = map_order(notified())
    assert (order.external_id, order.status, order.lines[0].name) == (
        "990000303",
        OrderStatus.TO_SHIP,
        "Topi rimba",
    )
    assert (order.buyer_total, order.revenue_total, order.ladder.complete) == (D(67000), D(58000), False)


def test_names_may_be_capital_in_the_list():
    payload = listed()
    for owner in (payload["order"]["buyer"], payload["order"]["recipient"], *payload["order"]["products"]):
        owner["Name"] = owner.pop("name")
    assert map_order(payload) == map_order(listed())


def test_the_parcel_has_the_tracking_number_and_the_units_left():
    (package,) = map_order(single()).packages
    assert (package.external_id, package.raw_status, package.tracking_ref) == ("990000101", "400", "")
    assert package.lines == (
        PackageLine(line_key="71000001", quantity=2),
        PackageLine(line_key="71000002", quantity=1),
    )
    assert map_order(listed()).packages[0].tracking_ref == "OWN-0042"


def test_an_order_that_is_not_accepted_has_no_parcel():
    assert map_order(notified()).packages == ()


def test_a_recommended_courier_is_named_by_who_carries():
    payload = single()
    shipping = payload["order"]["order_info"]["shipping_info"]
    shipping |= {
        "logistic_name": "Kurir Rekomendasi",
        "logistic_service": "Reguler",
        "autoresi_awb": "TKP-77",
    }
    shipping["recommended_courier_info"] = [{"name": "SiCepat", "sequence": 1, "milestone": "pickup_by"}]
    order = map_order(payload)
    assert (order.carrier_name, order.packages[0].carrier_name) == ("Kurir Rekomendasi Reguler", "SiCepat")
    assert order.packages[0].tracking_ref == "TKP-77"


@pytest.mark.parametrize("courier", [{"shipping_id": 999}, {"logistic_name": "Kurir Toko"}])
def test_a_courier_of_the_shop_makes_the_seller_ship(courier):
    payload = single()
    payload["order"]["order_info"]["shipping_info"] |= courier
    order = map_order(payload)
    assert (order.seller_ships, order.shipping_revenue, order.revenue_total) == (True, D(17000), D(225000))


def test_a_new_order_is_due_for_acceptance():
    payload = single()
    payload["order"]["order_status"] = 220
    order = map_order(payload)
    assert (order.respond_by, order.ship_by) == (utc(2024, 11, 25, 3, 5), utc(2024, 11, 26, 3, 5))


def test_an_accepted_order_waits_for_no_answer():
    assert map_order(single()).respond_by is None
    assert map_order(listed()).respond_by is None


def test_the_year_1_and_zero_are_no_times():
    payload = single()
    fulfilment = payload["order"]["shipment_fulfillment"]
    fulfilment |= {"accept_deadline": "0001-01-01T00:00:00Z", "confirm_shipping_deadline": 0}
    payload["order"] |= {"payment_date": None, "update_time": ""}
    payload["order"]["payment_info"]["payment_date"] = "0001-01-01T00:00:00Z"
    order = map_order(payload)
    assert (order.ship_by, order.paid_at, order.updated_at) == (None, None, None)


def test_times_are_read_in_the_frame_of_the_payload():
    order = map_order({**single(), "frame": "wall_clock"})
    assert order.updated_at == utc(2024, 11, 23, 21)
    assert map_order({**listed(), "frame": "wall_clock"}).created_at == utc(2024, 11, 19, 19)


def test_an_unknown_frame_is_refused():
    with pytest.raises(ContractChanged) as failure:
        map_order({**single(), "frame": "moon"})
    assert failure.value.path == "frame"


@pytest.mark.parametrize(
    ("status", "asked", "expected"),
    [
        (400, 1, "cancel_requested"),
        (450, 1, "cancel_requested"),
        (400, 2, "to_ship"),
        (400, None, "to_ship"),
        (500, 1, "shipped"),
        (700, 1, "completed"),
        (10, 1, "cancelled"),
    ],
)
def test_a_wish_to_cancel_counts_while_nothing_is_on_its_way(status, asked, expected):
    payload = single()
    payload["order"] |= {"order_status": status, "cancel_request_info": {"reason": "Salah", "status": asked}}
    order = map_order(payload)
    assert (order.status.value, order.raw_status) == (expected, str(status))


def test_a_wish_to_cancel_says_why():
    payload = single()
    payload["order"]["cancel_request_info"] = {"create_time": "x", "reason": "Ingin ganti warna", "status": 1}
    assert map_order(payload).cancel_reason == "Ingin ganti warna"


def test_a_cancelled_order_says_why_and_by_whom():
    payload = single()
    payload["order"]["order_status"] = 10
    step = {"action_by": "seller", "hist_status_code": 10, "comment": "Stok habis"}
    payload["order"]["order_info"]["order_history"].insert(0, step)
    order = map_order(payload)
    assert (order.status, order.cancelled_by, order.cancel_reason) == (
        OrderStatus.CANCELLED,
        "seller",
        "Stok habis",
    )


def test_a_cancelled_order_has_nothing_to_deliver_and_earns_nothing():
    for payload in (single(), listed()):
        payload["order"]["order_status"] = 10
        order = map_order(payload)
        assert [line.active_quantity for line in order.lines] == [0] * len(order.lines)
        assert (order.revenue_total, order.shipping_revenue) == (D(0), D(0))
    assert order.buyer_total == D(254000)


def test_an_order_that_ended_after_it_was_sent_came_back_instead():
    payload = single()
    payload["order"] |= {"order_status": 0, "shipping_date": "2024-11-25T03:00:00Z"}
    order = map_order(payload)
    assert [(line.cancelled_quantity, line.returned_quantity) for line in order.lines] == [(0, 2), (1, 1)]
    assert (order.revenue_total, order.ladder.totals["after_returns"]) == (D(208000), D(0))


def test_a_history_tells_that_an_order_was_sent():
    payload = single()
    payload["order"]["order_status"] = 0
    payload["order"]["order_info"]["order_history"].insert(0, {"hist_status_code": 600})
    assert [line.cancelled_quantity for line in map_order(payload).lines] == [0, 1]


@pytest.mark.parametrize("status", ORDER_STATUSES)
def test_every_documented_status_has_a_neutral_word(status):
    assert order_status(status) is not OrderStatus.UNKNOWN


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (0, "cancelled"),
        (6, "cancelled"),
        (15, "cancelled"),
        (100, "unpaid"),
        (103, "unpaid"),
        (220, "to_ship"),
        (221, "on_hold"),
        (400, "to_ship"),
        (450, "arranged"),
        (500, "shipped"),
        (501, "arranged"),
        (550, "shipped"),
        (600, "delivered"),
        (601, "delivered"),
        (690, "on_hold"),
        (700, "completed"),
        (401, "unknown"),
        (800, "unknown"),
        (-1, "unknown"),
    ],
)
def test_statuses_are_told_in_neutral_words(raw, status):
    assert order_status(raw).value == status


def test_an_unknown_status_is_kept_raw():
    payload = single()
    payload["order"]["order_status"] = 800
    order = map_order(payload)
    assert (order.status, order.raw_status) == (OrderStatus.UNKNOWN, "800")


def test_pre_orders_replacements_and_cash_on_delivery_are_marked():
    payload = single()
    payload["order"]["preorder"]["preorder_process_time"] = 7
    payload["order"]["order_info"]["is_replacement"] = True
    payload["order"]["payment_info"]["gateway_name"] = "Bayar di Tempat"
    order = map_order(payload)
    assert (order.is_replacement, order.is_cod, [line.is_preorder for line in order.lines]) == (
        True,
        True,
        [True, True],
    )


def test_what_costs_nothing_but_has_a_list_price_is_a_gift():
    payload = single()
    payload["order"]["order_info"]["order_detail"][0] |= {"product_price": 0, "subtotal_price": 0}
    payload["order"] |= {"item_price": 116000, "open_amt": 133600}
    gift, hat = map_order(payload).lines
    assert (gift.is_gift, gift.list_amount, gift.revenue, hat.is_gift) == (True, D(180000), D(0), False)


def test_a_stored_payload_maps_to_the_same_order():
    payload = single()
    assert map_order(load_payload(dump_payload(payload))) == map_order(payload) == map_order(single())
