"""From a paid order to its label, and what is refused on the way."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected
from odoo.addons.ocean_shopee.lib.client.parcels import Parcel

LABEL_SECONDS = 60  # longer than the default delays of tracking numbers and labels


@pytest.fixture
def ready(client, numbers):
    """Numbers of orders that can be shipped."""
    return numbers["READY_TO_SHIP"]


def detail(client, order_sn):
    return client.order.get_order_detail([order_sn])[0]


def packages(client, *order_sns):
    found = [package["package_number"] for sn in order_sns for package in detail(client, sn)["package_list"]]
    return {row["package_number"]: row for row in client.order.get_package_detail(found)}


def ship(client, parcel):
    """Ship `parcel` in the first way the platform allows; returns the way."""
    needed = client.logistics.get_shipping_parameter(parcel)
    way = next(iter(needed["info_needed"]))
    details = {}
    if way == "pickup" and needed["info_needed"]["pickup"]:
        address = needed["pickup"]["address_list"][0]
        details = {
            "address_id": address["address_id"],
            "pickup_time_id": address["time_slot_list"][0]["pickup_time_id"],
        }
    if way == "dropoff" and needed["info_needed"]["dropoff"]:
        details = {"branch_id": needed["dropoff"]["branch_list"][0]["branch_id"]}
    if way == "non_integrated" and needed["info_needed"]["non_integrated"]:
        details = {"tracking_number": "OWN-1"}
    client.logistics.ship_order(parcel, way, details)
    return way


def wait(sandbox, seconds=LABEL_SECONDS):
    sandbox.control("/clock", {"advance": seconds})


@pytest.fixture
def two_lines(sandbox):
    """An order of two products that may be shipped apart: no deal holds them together."""
    return sandbox.control("/orders", {"skus": ["TAS-KANVAS", "KAOS-POLOS-M"]})["orders"][0]


def split(client, order_sn):
    """Split an order into its lines; returns its packages."""
    lines = detail(client, order_sn)["item_list"]
    parts = [[{"item_id": line["item_id"], "model_id": line["model_id"]}] for line in lines]
    return client.order.split_order(order_sn, parts)


def test_packages_to_ship_are_found_in_both_ways(client, ready):
    listed = {row["order_sn"] for row in client.order.iter_shipment_list(page_size=3)}
    found = {row["order_sn"] for row in client.order.iter_package_list({"package_status": 2}, page_size=3)}
    assert set(ready) <= listed
    assert set(ready) <= found


def test_packages_describe_themselves(client, ready):
    (row,) = packages(client, ready[0]).values()
    assert (row["order_sn"], row["fulfillment_status"]) == (ready[0], "LOGISTICS_READY")
    assert row["is_shipment_arranged"] is False


def test_places_to_search_by_are_told(client):
    assert isinstance(client.order.get_warehouse_filter_config(), list)


def test_an_order_goes_from_parameter_to_label(client, sandbox, ready):
    parcel = Parcel(order_sn=ready[0])
    ship(client, parcel)
    assert detail(client, ready[0])["order_status"] == "PROCESSED"
    wait(sandbox)
    number = client.logistics.get_tracking_number(parcel)["tracking_number"]
    assert number
    tracked = Parcel(order_sn=ready[0], tracking_number=number)
    (parameter,) = client.logistics.get_shipping_document_parameter([parcel])
    kind = parameter.data["suggest_shipping_document_type"]
    (created,) = client.logistics.create_shipping_document([tracked], document_type=kind)
    assert created.ok
    wait(sandbox)
    (result,) = client.logistics.get_shipping_document_result([parcel], document_type=kind)
    assert result.data["status"] == "READY"
    label = client.logistics.download_shipping_document([parcel], document_type=kind)
    assert (label.media_type, label.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_tracking_number_is_empty_at_first(client, ready):
    ship(client, Parcel(order_sn=ready[0]))
    assert client.logistics.get_tracking_number(Parcel(order_sn=ready[0]))["tracking_number"] == ""


def test_where_a_parcel_is_can_be_followed(client, sandbox, ready):
    ship(client, Parcel(order_sn=ready[0]))
    wait(sandbox)
    info = client.logistics.get_tracking_info(Parcel(order_sn=ready[0]))
    assert info["logistics_status"] == "LOGISTICS_REQUEST_CREATED"
    assert info["tracking_info"]


def test_an_order_is_not_shipped_twice(client, ready):
    ship(client, Parcel(order_sn=ready[0]))
    with pytest.raises(Rejected):
        client.logistics.ship_order(Parcel(order_sn=ready[0]), "dropoff")


def test_an_unpaid_order_is_not_shipped(client, numbers):
    with pytest.raises(Rejected) as caught:
        client.logistics.ship_order(Parcel(order_sn=numbers["UNPAID"][0]), "dropoff")
    assert caught.value.code == "logistics.ship_order_not_ready_to_ship"


def test_a_package_number_is_refused_for_an_order_that_is_not_split(client, ready):
    (number,) = packages(client, ready[0])
    with pytest.raises(Rejected) as caught:
        client.logistics.ship_order(Parcel(order_sn=ready[0], package_number=number), "dropoff")
    assert caught.value.code == "logistics.ship_order_not_need_pacakge_number"


def test_a_split_order_is_shipped_package_by_package(client, two_lines):
    order_sn, parts = two_lines, split(client, two_lines)
    with pytest.raises(Rejected) as caught:
        client.logistics.ship_order(Parcel(order_sn=order_sn), "dropoff")
    assert caught.value.code == "logistics.ship_order_need_pacakge_number"
    for part in parts:
        ship(client, Parcel(order_sn=order_sn, package_number=part["package_number"]))
    found = packages(client, order_sn).values()
    assert all(row["is_shipment_arranged"] for row in found)


def test_a_split_is_undone_until_something_is_shipped(client, two_lines):
    order_sn, parts = two_lines, split(client, two_lines)
    assert len(packages(client, order_sn)) == len(parts)
    client.order.unsplit_order(order_sn)
    assert len(packages(client, order_sn)) == 1


def test_packages_are_shipped_together_row_by_row(client, sandbox, ready):
    found = packages(client, *ready)
    channel = next(iter(found.values()))["logistics_channel_id"]
    mine = [number for number, row in found.items() if row["logistics_channel_id"] == channel]
    options = {"channel_id": str(channel)}
    needed = client.logistics.get_mass_shipping_parameter(mine, **options)
    way = next(iter(needed["info_needed"]))
    details = {}
    if way == "pickup" and needed["info_needed"]["pickup"]:
        address = needed["pickup"]["address_list"][0]
        slot = address["time_slot_list"][0]["pickup_time_id"]
        details = {"address_id": address["address_id"], "pickup_time_id": slot}
    *done, unknown = client.logistics.mass_ship_order([*mine, "OFG000"], way, details, **options)
    assert all(row.ok for row in done)
    assert not unknown.ok
    wait(sandbox)
    rows = client.logistics.get_mass_tracking_number(mine)
    assert all(row.data["tracking_number"] for row in rows)


def test_batch_shipping_is_for_one_channel_in_one_market(client, ready):
    with pytest.raises(Rejected):
        client.logistics.batch_ship_order([Parcel(order_sn=ready[0])], "dropoff")


def test_a_failed_pickup_is_arranged_anew(client, sandbox, ready):
    parcel = Parcel(order_sn=ready[0])
    needed = client.logistics.get_shipping_parameter(parcel)
    address = needed["pickup"]["address_list"][0]
    slots = [slot["pickup_time_id"] for slot in address["time_slot_list"]]
    details = {"address_id": address["address_id"], "pickup_time_id": slots[0]}
    client.logistics.ship_order(parcel, "pickup", details)
    sandbox.control(f"/orders/{ready[0]}/advance", {"to": "RETRY_SHIP", "force": True})
    client.logistics.update_shipping_order(
        parcel, address_id=str(address["address_id"]), pickup_time_id=slots[-1]
    )
    assert detail(client, ready[0])["order_status"] == "PROCESSED"


def test_the_sellers_own_carrier_is_for_some_channels_only(client, ready):
    with pytest.raises(Rejected):
        client.logistics.update_tracking_status(ready[0], "LOGISTICS_DELIVERY_DONE")


def test_labels_fail_row_by_row(client, ready):
    known, unknown = client.logistics.get_shipping_document_parameter(
        [Parcel(order_sn=ready[0]), Parcel(order_sn="260101UNKNOWN0")]
    )
    assert (known.ok, unknown.ok) == (True, False)
    rows = client.logistics.get_shipping_document_result(
        [Parcel(order_sn=ready[0]), Parcel(order_sn=ready[1])]
    )
    assert not any(row.ok for row in rows)


def test_a_label_that_was_not_made_cannot_be_loaded(client, ready):
    with pytest.raises(Rejected) as caught:
        client.logistics.download_shipping_document([Parcel(order_sn=ready[0])])
    assert caught.value.code == "logistics.shipping_document_should_print_first"


def test_what_is_on_a_label_can_be_read(client, sandbox, ready):
    ship(client, Parcel(order_sn=ready[0]))
    wait(sandbox)
    info = client.logistics.get_shipping_document_data_info(
        Parcel(order_sn=ready[0]), recipient_fields=[{"key": "name"}]
    )
    assert info["shipping_document_info"]["tracking_number"]


def test_a_job_makes_one_file_of_many_labels(client, sandbox, ready):
    by_channel = {}
    for number, row in packages(client, *ready).items():
        by_channel.setdefault(row["logistics_channel_id"], []).append((row["order_sn"], number))
    (first, one), (second, two) = max(by_channel.values(), key=len)[:2]
    for order_sn in (first, second):
        ship(client, Parcel(order_sn=order_sn))
    wait(sandbox)
    job, rows = client.logistics.create_shipping_document_job([one, two, "OFG000"], "NORMAL_JOB_AIR_WAYBILL")
    assert [row.ok for row in rows] == [True, True, False]
    wait(sandbox)
    assert client.logistics.get_shipping_document_job_status(job) == "READY"
    assert client.logistics.download_shipping_document_job(job).content.startswith(b"%PDF-")


def test_channels_are_listed_and_switched(client):
    rows = client.logistics.get_channel_list()
    one = next(row for row in rows if row["enabled"] and not row.get("compulsory_channel"))
    number = str(one["logistics_channel_id"])
    client.logistics.update_channel(number, {"enabled": False})
    again = {row["logistics_channel_id"]: row for row in client.logistics.get_channel_list()}
    assert again[one["logistics_channel_id"]]["enabled"] is False


def test_addresses_are_listed_changed_configured_and_deleted(client):
    first = client.logistics.get_address_list()[0]
    number = str(first["address_id"])
    client.logistics.update_address(number, {"town": "Old town"})
    client.logistics.set_address_config(address_id=number, address_types=["RETURN_ADDRESS"])
    changed = next(
        row for row in client.logistics.get_address_list() if row["address_id"] == first["address_id"]
    )
    assert changed["town"] == "Old town"
    assert "RETURN_ADDRESS" in changed["address_type"]
    with pytest.raises(Rejected):
        client.logistics.delete_address("999999999999")
