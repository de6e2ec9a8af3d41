"""Orders: reading them, and what the seller does with them."""

from datetime import timedelta

import pytest

from odoo.addons.ocean_tokopedia.lib.const import REJECT_STOCK


@pytest.mark.calls("auth.fetch_token")
def test_a_token_of_the_app_lasts_for_a_month(client, world):
    token = client.auth.fetch_token()
    assert token.access_token.startswith("c:")
    assert token.access_expires_at > world.now + timedelta(days=29)


@pytest.mark.calls("order.get_list")
def test_the_list_of_orders_can_be_filtered_by_status(client, world):
    rows = client.order.get_list(*world.window(), status=220)
    assert {str(row["order_id"]) for row in rows} == set(world.orders("220"))
    assert all(row["amt"]["ttl_amount"] > 0 for row in rows)


@pytest.mark.calls("order.get_order")
def test_the_amounts_of_an_order_add_up(client, world):
    (number, *_others) = world.orders("400")
    order = client.order.get_order(number)
    assert (str(order["order_id"]), order["order_status"]) == (number, 400)
    lines = order["order_info"]["order_detail"]
    assert sum(line["subtotal_price"] for line in lines) == order["item_price"]
    shipping = order["order_info"]["shipping_info"]
    assert order["open_amt"] == order["item_price"] + shipping["shipping_price"] + shipping["insurance_price"]


@pytest.mark.calls("order.get_order_by_invoice")
def test_an_order_is_found_by_its_invoice(client, world):
    number = world.orders("700")[0]
    invoice = client.order.get_order(number)["invoice_number"]
    assert str(client.order.get_order_by_invoice(invoice)["order_id"]) == number


@pytest.mark.calls("order.get_fulfillment")
def test_an_accepted_order_has_a_booking_code(client, world):
    booked = client.order.get_fulfillment(world.orders("400")[0])["booking_data"]
    assert booked["booking_code"].isdigit()
    assert client.order.get_fulfillment(world.orders("220")[0])["booking_data"]["booking_code"] == ""


@pytest.mark.calls("order.list_fulfillment")
def test_all_paid_orders_are_listed_with_their_fulfillment(client, world):
    page = client.order.list_fulfillment(per_page=3)
    assert len(page["order_data"]) == 3
    paid = set(world.orders()) - set(world.orders("100", "103", "15"))
    assert len(list(client.order.iter_fulfillment())) == len(paid)


@pytest.mark.calls("order.get_label")
def test_a_label_is_a_page_with_the_invoice_and_a_barcode(client, world):
    number = world.orders("450")[0]
    label = client.order.get_label(number)
    assert label.media_type == "text/html"
    assert world.store.order(number).invoice.encode() in label.content
    assert b"<svg" in label.content
    assert world.store.order(number).printed


@pytest.mark.calls("order.list_tickets")
def test_tickets_of_the_resolution_centre_are_listed(client, world):
    rows = client.order.list_tickets(
        (world.now - timedelta(days=20)).date(), world.now.date() + timedelta(days=1)
    )
    assert {row["status"] for row in rows} == {"Waiting for seller", "Finished"}


@pytest.mark.calls("order_action.accept")
def test_an_accepted_order_is_in_process(client, world):
    number = world.orders("220")[0]
    client.order_action.accept(number)
    assert client.order.get_order(number)["order_status"] == 400


@pytest.mark.calls("order_action.reject")
def test_an_order_rejected_for_want_of_stock_empties_the_product(client, world):
    number = world.orders("220")[0]
    line = world.store.order(number).lines[0]
    client.order_action.reject(number, REJECT_STOCK, "Stok habis", empty_products=[str(line.product_id)])
    order = client.order.get_order(number)
    assert order["order_status"] == 10
    assert order["order_info"]["order_history"][0]["comment"] == "Stok habis"
    assert client.product.get_by_id([str(line.product_id)])[0]["stock"]["value"] == 0


@pytest.mark.calls("order_action.accept_cancel")
def test_a_buyers_wish_to_cancel_can_be_granted(client, world):
    number = world.place(status=400)
    world.change(number, "request_cancel", reason="Salah ukuran")
    asked = client.order.get_order(number)
    assert (asked["order_status"], asked["cancel_request_info"]["status"]) == (400, 1)
    client.order_action.accept_cancel(number, "Baik kak")
    assert client.order.get_order(number)["order_status"] == 10


@pytest.mark.calls("order_action.refuse_cancel")
def test_a_buyers_wish_to_cancel_can_be_refused(client, world):
    number = world.place(status=400)
    world.change(number, "request_cancel")
    client.order_action.refuse_cancel(number)
    order = client.order.get_order(number)
    assert (order["order_status"], order["cancel_request_info"]["status"]) == (400, 2)


@pytest.mark.calls("order_action.confirm_shipping")
def test_a_tracking_number_of_ones_own_courier_ships_the_order(client, world):
    number = world.place(status=400, own_courier=True)
    client.order_action.confirm_shipping(number, "JX0001")
    order = client.order.get_order(number)
    assert (order["order_status"], order["order_info"]["shipping_info"]["awb"]) == (500, "JX0001")


@pytest.mark.calls("order_action.request_pickup")
def test_a_pickup_brings_a_tracking_number(client, world):
    number = world.place(status=220)
    client.order_action.accept(number)
    world.advance_clock(6)
    assert client.order_action.request_pickup(number)["order_id"] == int(number)
    world.advance_clock(6)
    order = client.order.get_order(number)
    assert order["order_status"] == 450
    assert order["order_info"]["shipping_info"]["awb"].startswith("TKP")


@pytest.mark.calls("order_action.request_partial_fulfillment")
def test_the_buyer_is_asked_to_take_a_part(client, world):
    number = world.place(skus=[world.single.sku], quantities=[3])
    detail = world.store.order(number).lines[0].detail_id
    client.order_action.request_partial_fulfillment(number, {str(detail): 1})
    asked = client.order.get_order(number)["pof_info"]["pof_detail_info"]
    assert [row["quantity_request"] for row in asked] == [1]
