"""What only single markets have, and what sellers do who ship themselves, against the simulator."""

import base64
import json
import urllib.request

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError
from odoo.addons.ocean_tiktok_shop.lib.client import TikTokShopClient
from odoo.addons.ocean_tiktok_shop.lib.signing import App

from .pictures import picture

XML = base64.b64encode(b"<?xml version='1.0'?><nfeProc/>").decode()


@pytest.fixture
def abroad(sandbox, transport):
    """A function that opens a shop in a market and places an order; it returns a client and the order."""

    def open_shop(region, currency, **options):
        (made,) = sandbox.control("/shops", {"region": region, "currency": currency})["shops"]
        client = TikTokShopClient(
            App(made["app_key"], made["app_secret"], service_id=made["service_id"]),
            transport,
            sandbox.info["tiktok_shop"]["base_url"],
            shop_cipher=made["shop_cipher"],
            access_token=made["access_token"],
        )
        (order_id,) = sandbox.control("/orders", {"shop": made["shop_id"], **options})["orders"]
        (order,) = client.order.get_order_detail([order_id])
        return client, order

    return open_shop


def code_of(call):
    with pytest.raises(MarketplaceError) as caught:
        call()
    return caught.value.code


def results(rows):
    return [(row.key[0], None if row.ok else row.error.code) for row in rows]


def test_calls_of_other_markets_are_refused_by_code(client, numbers):
    invoice = {"package_id": "1152", "order_ids": ["5764"], "file_type": "XML", "file": XML}
    calls = (
        lambda: client.fulfillment.create_first_mile_bundle(numbers["AWAITING_COLLECTION"], "PICKUP"),
        lambda: client.fulfillment.upload_invoices([invoice]),
        lambda: client.fulfillment.validate_tracking("JX1"),
    )
    assert {code_of(call) for call in calls} == {"21008106"}


def test_a_first_mile_bundle_takes_what_is_ready_and_tells_what_is_not(client, sandbox, state, numbers):
    sandbox.switch(cross_border=True)
    ready, waiting = numbers["AWAITING_COLLECTION"][0], numbers["AWAITING_SHIPMENT"][0]
    wanted = [ready, waiting, "5760000000000000"]
    made = client.fulfillment.create_first_mile_bundle(wanted, "DROP_OFF", phone_tail_number="0001")
    codes = {row["detail"]["order_id"]: row["code"] for row in made["errors"]}
    assert codes == {waiting: 21011043, "5760000000000000": 21008111}
    assert client.fulfillment.download_shipping_document(made["url"]).startswith(b"%PDF")
    (kept,) = state()["records"]["first_mile_bundle"]
    assert (kept["id"], kept["data"]["order_ids"]) == (made["first_mile_bundle_id"], [ready])
    assert (kept["data"]["handover_method"], kept["data"]["phone_tail_number"]) == ("DROP_OFF", "0001")
    assert {row["seller_type"] for row in client.authorization.get_authorized_shops()} == {"CROSS_BORDER"}


def test_an_order_is_bundled_once_and_by_a_carrier_there_is(client, sandbox, numbers):
    sandbox.switch(cross_border=True)
    bundle = client.fulfillment.create_first_mile_bundle
    orders = numbers["AWAITING_COLLECTION"][:1]
    assert code_of(lambda: bundle(orders, "PICKUP", shipping_provider_id="66")) == "21011022"
    assert bundle(orders, "PICKUP")["errors"] == []
    again = bundle(orders, "PICKUP")
    assert [row["code"] for row in again["errors"]] == [21001001]
    assert "first_mile_bundle_id" not in again


def test_an_invoice_is_handed_in_and_the_order_tells_of_it(abroad, sandbox, receiver):
    url, arrived = receiver
    client, order = abroad("BR", "BRL")
    sandbox.control("/config", {"callback_url": url})
    assert order["need_upload_invoice"] == "NEED_INVOICE"
    package = order["packages"][0]["id"]
    good = {"package_id": package, "order_ids": [order["id"]], "file_type": "XML", "file": XML}
    assert results(client.fulfillment.upload_invoices([good])) == [(package, None)]
    (order,) = client.order.get_order_detail([order["id"]])
    assert order["need_upload_invoice"] == "INVOICE_UPLOADED"
    pushed = json.loads(arrived.get(timeout=10)[1])
    assert (pushed["type"], pushed["data"]["package_id"]) == (36, package)


def test_invoices_that_make_no_sense_are_refused_one_by_one(abroad):
    client, order = abroad("BR", "BRL")
    package = order["packages"][0]["id"]
    good = {"package_id": package, "order_ids": [order["id"]], "file_type": "XML", "file": XML}
    for code, wrong in (
        ("21011028", {"package_id": "1152"}),
        ("21011031", {"order_ids": ["5764"]}),
        ("21001001", {"file": "no base64!"}),
        ("21001001", {"file": base64.b64encode(b"plain").decode()}),
    ):
        (row,) = client.fulfillment.upload_invoices([good | wrong])
        assert row.error.code == code
    (order,) = client.order.get_order_detail([order["id"]])
    assert order["need_upload_invoice"] == "NEED_INVOICE"


def test_a_tracking_number_of_the_platform_is_told_from_others(abroad, later):
    client, order = abroad("US", "USD")
    client.fulfillment.ship_package(order["packages"][0]["id"])
    later(10)
    number = client.fulfillment.get_package_detail(order["packages"][0]["id"])["tracking_number"]
    assert client.fulfillment.validate_tracking(number) == {
        "is_tiktok_shipping": True,
        "is_tiktok_collection": False,
    }
    assert client.fulfillment.validate_tracking("XX1")["is_tiktok_shipping"] is False


def test_a_seller_corrects_the_number_of_an_order_once(client, sandbox):
    (order_id,) = sandbox.control("/orders", {"own_courier": True})["orders"]
    (order,) = client.order.get_order_detail([order_id])
    (provider, *_others) = client.logistics.get_shipping_providers(order["delivery_option_id"])
    correct = client.fulfillment.update_shipping_info
    assert code_of(lambda: correct(order_id, "OWN2", provider["id"])) == "21011043"
    carrier = {"tracking_number": "OWN1", "shipping_provider_id": provider["id"]}
    client.fulfillment.ship_package(order["packages"][0]["id"], self_shipment=carrier)
    correct(order_id, "OWN2", provider["id"])
    assert client.fulfillment.get_package_detail(order["packages"][0]["id"])["tracking_number"] == "OWN2"
    assert code_of(lambda: correct(order_id, "OWN3", provider["id"])) == "21011051"
    assert code_of(lambda: correct("5760000000000000", "OWN3", provider["id"])) == "21008111"


def test_a_photo_of_a_delivery_is_kept(client):
    content = picture(40)
    photo = client.fulfillment.upload_delivery_image(content)
    assert (photo["width"], photo["height"]) == (40, 40)
    with urllib.request.urlopen(photo["url"], timeout=10) as answer:
        assert answer.read() == content
