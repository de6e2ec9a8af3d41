"""Orders, packages and warehouses against the simulator."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError, Rejected


@pytest.fixture
def ready(client, numbers):
    """An order that is ready to ship, as the platform shows it."""
    return client.order.get_order_detail(numbers["AWAITING_SHIPMENT"])[0]


@pytest.fixture
def package(ready):
    return ready["packages"][0]["id"]


@pytest.fixture
def ships_itself(sandbox, client):
    (order_id,) = sandbox.control("/orders", {"own_courier": True})["orders"]
    return client.order.get_order_detail([order_id])[0]


def code_of(call):
    with pytest.raises(MarketplaceError) as caught:
        call()
    return caught.value.code


def test_the_list_finds_every_order_once_over_small_pages(client, numbers, window):
    rows = client.order.iter_order_list(page_size=5, **window("update_time"))
    found = [row["id"] for row in rows]
    assert sorted(found) == sorted(number for group in numbers.values() for number in group)


def test_the_list_filters_by_status_and_sorts_by_update(client, numbers):
    rows = list(client.order.iter_order_list(order_status="AWAITING_SHIPMENT"))
    assert {row["id"] for row in rows} == set(numbers["AWAITING_SHIPMENT"])
    assert [row["update_time"] for row in rows] == sorted(row["update_time"] for row in rows)


def test_detail_returns_the_known_ones_in_both_versions(client, numbers):
    wanted = [*numbers["COMPLETED"], "5760000000000000"]
    for version in ("202507", "202309"):
        rows = client.order.get_order_detail(wanted, version=version)
        assert {row["id"] for row in rows} == set(numbers["COMPLETED"])


def test_a_platform_that_refuses_unknown_ids_is_understood(client, numbers, sandbox):
    sandbox.switch(unknown_orders="refuse")
    with pytest.raises(Rejected):
        client.order.get_order_detail([*numbers["COMPLETED"], "5760000000000000"])


def test_a_price_detail_adds_up_with_the_order(client, ready):
    detail = client.order.get_price_detail(ready["id"])
    assert detail["currency"] == "IDR"
    assert len(detail["line_items"]) == len(ready["line_items"])


def test_an_order_gets_a_name_of_ours(client, ready):
    lines = [{"id": ready["line_items"][0]["id"], "origin_id": "1"}]
    own = {"id": "S00042", "platform": "ERP_SYSTEM", "line_items": lines}
    done, unknown = client.order.add_external_order_references(
        [{"id": ready["id"], "external_order": own}, {"id": "5760000000000000", "external_order": own}]
    )
    assert (done.key, done.ok) == ((ready["id"],), True)
    assert (unknown.key, unknown.ok) == (("5760000000000000",), False)
    (reference,) = client.order.get_external_order_references(ready["id"])
    assert reference["id"] == "S00042"
    (found,) = client.order.search_order_by_external_reference("S00042")
    assert found["id"] == ready["id"]


def test_a_package_is_shipped_and_gets_its_number_and_label(client, ready, package, later):
    assert code_of(lambda: client.fulfillment.get_package_shipping_document(package)) == "21042104"
    slots = client.fulfillment.get_package_handover_time_slots(package)
    assert slots["pickup_slots"]
    client.fulfillment.ship_package(package)
    later(10)
    detail = client.fulfillment.get_package_detail(package)
    assert detail["tracking_number"]
    document = client.fulfillment.get_package_shipping_document(package, document_size="A5")
    assert document["tracking_number"] == detail["tracking_number"]
    assert client.fulfillment.download_shipping_document(document["doc_url"]).startswith(b"%PDF")
    assert client.fulfillment.get_tracking(ready["id"])
    assert client.logistics.get_logistics_tracking(ready["id"])["logistics_details"]
    (order,) = client.order.get_order_detail([ready["id"]])
    assert order["status"] == "AWAITING_COLLECTION"


def test_a_document_is_there_for_a_day_only(client, package, later):
    client.fulfillment.ship_package(package)
    later(10)
    url = client.fulfillment.get_package_shipping_document(package)["doc_url"]
    later(25 * 3600)
    with pytest.raises(Rejected):
        client.fulfillment.download_shipping_document(url)


def test_a_batch_is_shipped_row_by_row(client, numbers):
    orders = client.order.get_order_detail(numbers["AWAITING_SHIPMENT"][:2])
    ids = [order["packages"][0]["id"] for order in orders]
    rows = client.fulfillment.batch_ship_packages([{"id": name} for name in [*ids, "1152000000000000000"]])
    assert [row.key[0] for row in rows[:2]] == ids
    assert [row.ok for row in rows] == [True, True, False]


def test_an_order_on_hold_cannot_be_shipped(client, numbers):
    (order,) = client.order.get_order_detail(numbers["ON_HOLD"][:1])
    assert code_of(lambda: client.fulfillment.ship_package(order["packages"][0]["id"])) == "21011044"


def test_packages_are_searched(client, package):
    rows = list(client.fulfillment.iter_packages(package_status="TO_FULFILL", page_size=3))
    assert package in [row["id"] for row in rows]


def test_combinable_packages_are_combined_and_taken_apart(client):
    (first, *_others) = client.fulfillment.iter_combinable_packages()
    combined = client.fulfillment.combine_packages([{"id": first["id"], "order_ids": first["order_ids"]}])
    assert combined["errors"] == []
    (package,) = combined["packages"]
    assert set(package["order_ids"]) == set(first["order_ids"])
    apart = client.fulfillment.uncombine_package(package["id"], first["order_ids"][:1])
    assert len(apart) >= 1


def test_an_order_of_several_skus_is_split(client, sandbox):
    (order_id,) = sandbox.control("/orders", {"lines": 2})["orders"]
    (attributes,) = client.fulfillment.get_order_split_attributes([order_id])
    assert attributes["can_split"]
    (order,) = client.order.get_order_detail([order_id])
    by_sku = {}
    for line in order["line_items"]:
        by_sku.setdefault(line["sku_id"], []).append(line["id"])
    groups = [
        {"id": str(number), "order_line_item_ids": lines} for number, lines in enumerate(by_sku.values(), 1)
    ]
    packages = client.fulfillment.split_order(order_id, groups)
    assert [row["splittable_group_id"] for row in packages] == ["1", "2"]


def test_calls_of_other_markets_are_refused_by_code(client, ready, package):
    calls = (
        lambda: client.fulfillment.mark_package_as_shipped(ready["id"], "JX1", "66"),
        lambda: client.fulfillment.create_packages(ready["id"], ship_type="X"),
        lambda: client.fulfillment.get_eligible_shipping_service(ready["id"]),
    )
    assert {code_of(call) for call in calls} == {"21008106"}


def test_a_seller_who_ships_himself_tells_the_number_and_corrects_it(client, ships_itself):
    package = ships_itself["packages"][0]["id"]
    (provider, *_others) = client.logistics.get_shipping_providers(ships_itself["delivery_option_id"])
    carrier = {"tracking_number": "OWN123456", "shipping_provider_id": provider["id"]}
    client.fulfillment.ship_package(package, self_shipment=carrier)
    assert client.fulfillment.get_package_detail(package)["tracking_number"] == "OWN123456"
    client.fulfillment.update_package_shipping_info(package, "OWN123457", provider["id"])
    assert client.fulfillment.get_package_detail(package)["tracking_number"] == "OWN123457"


def test_a_proof_of_delivery_is_uploaded_and_told(client, package):
    proof = client.fulfillment.upload_delivery_file(b"%PDF-1.4 signed", "proof.pdf")
    assert proof["url"]
    (row,) = client.fulfillment.update_package_delivery_status(
        [{"id": package, "delivery_type": "DELIVERY_SUCCESS", "file_type": "PDF", "file_url": proof["url"]}]
    )
    assert row.key == (package,)


def test_warehouses_have_delivery_options_and_those_have_carriers(client):
    warehouses = client.logistics.get_warehouse_list()
    assert {row["type"] for row in warehouses} == {"SALES_WAREHOUSE", "RETURN_WAREHOUSE"}
    options = {
        row["type"]: row["id"] for row in client.logistics.get_warehouse_delivery_options(warehouses[0]["id"])
    }
    assert client.logistics.get_shipping_providers(options["SEND_BY_SELLER"])
    assert code_of(lambda: client.logistics.get_shipping_providers(options["STANDARD"])) == "21008117"
    assert client.logistics.get_global_seller_warehouse() == []


def test_confirming_shipments_is_for_certified_warehouses(client, sandbox, package, ready):
    parcel = {
        "id": package,
        "wms_order_id": "w-1",
        "time_zone": "UTC+7",
        "ship_time_millis": 1777593600000,
        "create_time_millis": 1777593600000,
        "handover_time_millis": 1777593600000,
        "shipping_provider_id": "66",
        "shipping_provider_name": "JNE",
        "tracking_number": "JX1",
        "dimension": {"length": 1, "width": 1, "height": 1, "unit": "CENTIMETER"},
        "skus": [{"id": ready["line_items"][0]["sku_id"], "quantity": 1}],
    }
    assert code_of(lambda: client.supply_chain.confirm_package_shipment("7342", [parcel])) == "39003015"
    sandbox.switch(certified_warehouse=True)
    (row,) = client.supply_chain.confirm_package_shipment("7342", [parcel])
    assert row.key == (package,)
