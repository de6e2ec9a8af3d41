"""Packages: shipping, labels, tracking, splitting, combining."""

import zlib

import pytest

WAY = "/fulfillment/202309"
STANDARD, OWN = "7091146663229654785", "7091146663229654790"


@pytest.fixture
def placed(tts):
    def place(**options):
        number = tts.place(**options)[0]
        return number, tts.one(number)["packages"][0]["id"]

    return place


def ship(tts, package, **body):
    return tts.post(f"{WAY}/packages/{package}/ship", body)


def document(tts, package, **query):
    return tts.get(
        f"{WAY}/packages/{package}/shipping_documents", **{"document_type": "SHIPPING_LABEL", **query}
    )


def test_shipping_gives_a_tracking_number_and_a_label(tts, placed):
    number, package = placed()
    assert document(tts, package).code == 21042104
    assert tts.one(number)["tracking_number"] == ""
    assert ship(tts, package).data == {}
    assert tts.one(number)["status"] == "AWAITING_COLLECTION"
    assert document(tts, package).code == 11034037, "the label takes a moment"
    tts.wait(4)
    order = tts.one(number)
    assert order["tracking_number"].startswith("JX")
    assert order["line_items"][0]["package_status"] == "PROCESSING"
    answer = document(tts, package).data
    assert answer["tracking_number"] == order["tracking_number"]
    label = tts.send("GET", answer["doc_url"].removeprefix(tts.app["base_url"]))
    assert label.headers["Content-Type"] == "application/pdf"
    assert label.body.startswith(b"%PDF-1.4")
    assert label.body.rstrip().endswith(b"%%EOF")
    assert order["tracking_number"].encode() in label.body
    start = int(label.body.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert label.body[start : start + 4] == b"xref"


def test_label_links_end_after_a_day(tts, placed):
    _number, package = placed()
    ship(tts, package)
    tts.wait(4)
    path = document(tts, package).data["doc_url"].removeprefix(tts.app["base_url"])
    assert tts.send("GET", path).status == 200
    tts.wait(86_401)
    assert tts.send("GET", path).status == 403


def test_documents_end_with_the_pickup_and_come_as_pictures_too(tts, placed):
    number, package = placed(skus=["KAOS-OMBAK-M"], quantities=[2])
    ship(tts, package)
    tts.wait(4)
    url = document(tts, package, document_type="SHIPPING_LABEL_PICTURE").data["doc_url"]
    picture = tts.send("GET", url.removeprefix(tts.app["base_url"])).body
    assert picture.startswith(b"\x89PNG")
    assert zlib.decompress(picture.split(b"IDAT")[1].split(b"IEND")[0][:-8])
    slip = document(tts, package, document_type="PACKING_SLIP", document_size="A5").data["doc_url"]
    assert b"2 x KAOS-OMBAK-M" in tts.send("GET", slip.removeprefix(tts.app["base_url"])).body
    assert document(tts, package, document_format="ZPL").code == 21001001
    assert document(tts, package, document_type="LABEL").code == 36009004
    tts.change(number, "advance")
    assert document(tts, package).code == 21042102


def test_what_cannot_be_shipped_is_refused_with_its_code(tts, placed):
    _number, package = placed()
    ship(tts, package)
    assert ship(tts, package).code == 21011040
    assert ship(tts, "1152000000000000001").code == 21011028
    held = tts.place(status="ON_HOLD")[0]
    assert ship(tts, tts.one(held)["packages"][0]["id"]).code == 21011044
    asked, package = placed()
    tts.change(asked, "request_cancel")
    assert ship(tts, package).code == 21011007
    gone, package = placed()
    tts.change(gone, "cancel")
    assert ship(tts, package).code == 21011041
    _number, package = placed(fulfillment_type="FULFILLMENT_BY_DILAYANI_TOKOPEDIA", tokopedia=True)
    assert ship(tts, package).code == 21008025
    assert document(tts, package).code == 21008043


def test_sellers_who_ship_name_carrier_and_number(tts, placed):
    number, package = placed(own_courier=True)
    assert tts.get(f"/logistics/202309/delivery_options/{STANDARD}/shipping_providers").code == 21008117
    carriers = tts.get(f"/logistics/202309/delivery_options/{OWN}/shipping_providers").data[
        "shipping_providers"
    ]
    assert ship(tts, package).code == 21011022
    own = {"tracking_number": "LLM-1", "shipping_provider_id": carriers[1]["id"]}
    assert ship(tts, package, self_shipment={**own, "shipping_provider_id": "1"}).code == 21011022
    assert ship(tts, package, self_shipment=own).code == 0
    assert tts.one(number)["tracking_number"] == "LLM-1"
    _other, second = placed(own_courier=True)
    assert ship(tts, second, self_shipment=own).code == 21011025
    assert document(tts, package).code == 21008017
    path = f"{WAY}/packages/{package}/shipping_info/update"
    new = {"tracking_number": "LLM-2", "shipping_provider_id": carriers[1]["id"]}
    assert tts.post(path, new).code == 0
    assert tts.post(path, {**new, "tracking_number": "LLM-3"}).code == 21011051
    newer = path.replace("202309", "202610")
    assert tts.post(newer, {"shipping_info_list": [new]}).code == 21011051
    row = {"id": package, "delivery_type": "DELIVERY_SUCCESS"}
    assert tts.post(f"{WAY}/packages/deliver", {"packages": [row]}).data["errors"] == []
    assert tts.one(number)["status"] == "DELIVERED"


def test_numbers_of_the_platform_cannot_be_changed(tts, placed):
    number, package = placed()
    body = {"tracking_number": "X", "shipping_provider_id": "6617675021119438849"}
    assert tts.post(f"{WAY}/packages/{package}/shipping_info/update", body).code == 21011004
    assert tts.post(f"{WAY}/orders/{number}/shipping_info/update", body).code == 21011004


def test_a_batch_reports_what_failed_and_ships_the_rest(tts, placed):
    (first, one), (_second, two) = placed(), placed()
    ship(tts, two)
    rows = [{"id": one}, {"id": two}, {"id": "1"}]
    errors = tts.post(f"{WAY}/packages/ship", {"packages": rows}).data["errors"]
    assert [(row["code"], row["detail"]["package_id"]) for row in errors] == [
        (21011040, two),
        (21011028, "1"),
    ]
    assert tts.one(first)["status"] == "AWAITING_COLLECTION"


def test_western_ways_of_shipping_are_refused_here(tts, placed):
    number, _package = placed()
    body = {"tracking_number": "X", "shipping_provider_id": "1"}
    assert tts.post(f"{WAY}/orders/{number}/packages", body).code == 21008106
    weight = {"weight": {"value": "1", "unit": "GRAM"}}
    size = {"dimension": {"length": "1", "width": "1", "height": "1", "unit": "CM"}}
    assert tts.post(f"{WAY}/packages", {"order_id": number, **weight, **size}).code == 21008106
    assert tts.post(f"{WAY}/orders/{number}/shipping_services/query", weight).code == 21008106


def test_packages_are_searched_and_read(tts, placed):
    number, package = placed(skus=["KAOS-OMBAK-M", "TAS-KANVAS"], quantities=[2, 1])
    rows = tts.all_pages(
        "POST", f"{WAY}/packages/search", "packages", {"package_status": "TO_FULFILL"}, page_size=50
    )
    row = next(row for row in rows if row["id"] == package)
    assert {sku["quantity"] for sku in row["orders"][0]["skus"]} == {1, 2}
    assert len(row["order_line_item_ids"]) == 3
    detail = tts.get(f"{WAY}/packages/{package}").data
    assert (detail["package_status"], detail["has_multi_skus"]) == ("TO_FULFILL", True)
    assert detail["orders"][0]["id"] == number
    assert tts.post(f"{WAY}/packages/search", page_size=51).code == 36009004
    slots = tts.get(f"{WAY}/packages/{package}/handover_time_slots").data["pickup_slots"]
    assert {slot["avaliable"] for slot in slots} == {True, False}


def test_tracking_grows_with_the_journey(tts, placed):
    number, package = placed()
    assert tts.get(f"{WAY}/orders/{number}/tracking").data["tracking"] == []
    ship(tts, package)
    for status in ("IN_TRANSIT", "DELIVERED"):
        tts.change(number, "advance", to=status)
    rows = tts.get(f"{WAY}/orders/{number}/tracking").data["tracking"]
    assert [row["action_code"] for row in rows] == [601, 301, 101]
    assert rows[0]["update_time_millis"] > 10**12
    details = tts.get(f"/logistics/202604/orders/{number}/tracking").data["logistics_details"]
    assert details[0]["newest_tracking_no"].startswith("JX")


def test_an_order_is_split_by_sku_and_shipped_in_parts(tts, placed):
    number, _package = placed(skus=["KAOS-OMBAK-M", "TAS-KANVAS"], quantities=[2, 1])
    lines = tts.one(number)["line_items"]
    shirts = [line["id"] for line in lines if line["seller_sku"] == "KAOS-OMBAK-M"]
    bags = [line["id"] for line in lines if line["seller_sku"] == "TAS-KANVAS"]
    asked = tts.get(f"{WAY}/orders/split_attributes", order_ids=f"{number},1").data["split_attributes"]
    assert [row["can_split"] for row in asked] == [True, False]
    path = f"{WAY}/orders/{number}/split"
    torn = [{"id": "1", "order_line_item_ids": shirts[:1]}, {"id": "2", "order_line_item_ids": bags}]
    assert tts.post(path, {"splittable_groups": torn}).code == 21011005
    whole = [{"id": "1", "order_line_item_ids": shirts}, {"id": "2", "order_line_item_ids": bags}]
    made = tts.post(path, {"splittable_groups": whole}).data["packages"]
    order = tts.one(number)
    assert order["split_or_combine_tag"] == "SPLIT"
    assert {row["id"] for row in order["packages"]} == {row["id"] for row in made}
    assert tts.post(path, {"splittable_groups": whole}).code == 21011035
    ship(tts, made[0]["id"])
    order = tts.one(number)
    assert order["status"] == "PARTIALLY_SHIPPING"
    assert {line["display_status"] for line in order["line_items"]} == {
        "AWAITING_COLLECTION",
        "AWAITING_SHIPMENT",
    }
    ship(tts, made[1]["id"])
    assert tts.one(number)["status"] == "AWAITING_COLLECTION"


def test_orders_of_one_buyer_are_combined_and_taken_apart(tts):
    found = tts.get(f"{WAY}/combinable_packages/search", page_size=50).data["combinable_packages"]
    twins = next(row for row in found if len(row["order_ids"]) == 2)
    made = tts.post(f"{WAY}/packages/combine", {"combinable_packages": [twins, {"id": "1"}]}).data
    assert [row["detail"]["package_id"] for row in made["errors"]] == ["1"]
    package = made["packages"][0]["id"]
    orders = [tts.one(number) for number in twins["order_ids"]]
    assert {row["packages"][0]["id"] for row in orders} == {package}
    assert {row["split_or_combine_tag"] for row in orders} == {"COMBINED"}
    detail = tts.get(f"{WAY}/packages/{package}").data
    assert (detail["split_and_combine_tag"], len(detail["orders"])) == ("COMBINE", 2)
    apart = tts.post(f"{WAY}/packages/{package}/uncombine", {"order_ids": twins["order_ids"][:1]}).data[
        "packages"
    ]
    assert len(apart) == 2
    again = tts.post(f"{WAY}/packages/combine", {"combinable_packages": [twins]}).data["packages"][0]["id"]
    assert ship(tts, again).code == 0
    assert {tts.one(number)["status"] for number in twins["order_ids"]} == {"AWAITING_COLLECTION"}
    assert tts.post(f"{WAY}/packages/{again}/uncombine", {}).code == 21011005


def test_warehouses_have_options_and_two_faces(tts):
    places = tts.get("/logistics/202309/warehouses").data["warehouses"]
    assert {place["type"] for place in places} == {"SALES_WAREHOUSE", "RETURN_WAREHOUSE"}
    assert len({place["entity_id"] for place in places}) == 1
    assert "distict" in places[0]["address"]
    path = f"/logistics/202309/warehouses/{places[0]['id']}/delivery_options"
    options = tts.get(path).data["delivery_options"]
    assert {option["type"] for option in options} >= {"STANDARD", "SEND_BY_SELLER"}
    assert options[0]["platform"] == ["TIKTOK_SHOP", "TOKOPEDIA"]
    assert tts.get("/logistics/202309/global_warehouses", cipher=False).data == {"global_warehouses": []}


def test_shipments_of_certified_warehouses_are_for_those(tts, placed):
    _number, package = placed()
    row = {
        "id": package, "wms_order_id": "W1", "time_zone": "Asia/Jakarta", "ship_time_millis": 1,
        "create_time_millis": 1, "handover_time_millis": 1, "shipping_provider_id": "6841743441349706241",
        "shipping_provider_name": "J&T Express", "tracking_number": "JT1", "dimension": {"length": 1},
        "skus": [{"id": "1", "quantity": 1}],
    }  # fmt: skip
    body = {"warehouse_provider_id": "1", "packages": [row]}
    path = "/supply_chain/202309/packages/sync"
    assert tts.post(path, body, cipher=False).code == 39003015
    tts.switch(certified_warehouse=True)
    assert tts.post(path, body, cipher=False).data["success_packages"] == [package]
