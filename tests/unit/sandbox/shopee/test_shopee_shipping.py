"""Orders on their way: parameters, shipping, splitting, tracking, labels."""

import pytest


def ready_with_two_lines(shop):
    for number in shop.orders("READY_TO_SHIP"):
        lines = shop.one(number)["item_list"]
        kinds = {line["promotion_type"] for line in lines}
        if len({line["item_id"] for line in lines}) == 2 and not kinds & {"bundle_deal", "add_on_deal_main"}:
            return number, lines
    raise AssertionError("no such order")


def split(shop, number, lines):
    parts = [{"item_list": [{"item_id": one["item_id"], "model_id": one["model_id"]}]} for one in lines]
    return shop.post("order/split_order", {"order_sn": number, "package_list": parts})


def info(shop, number, **more):
    return shop.get("order/get_package_detail", package_number_list=number, **more).response["package_list"][
        0
    ]


@pytest.fixture
def number(shop):
    return shop.place(skus=["TAS-KANVAS"])


def ship(shop, number, **more):
    return shop.post("logistics/ship_order", {"order_sn": number, **more}).error


def test_an_order_goes_from_parameter_to_tracking_number(shop, number):
    pickup = shop.pickup(number)
    assert ship(shop, number, pickup=pickup) == ""
    assert shop.one(number)["order_status"] == "PROCESSED"
    early = shop.get("logistics/get_tracking_number", order_sn=number).response
    assert early["tracking_number"] == ""
    shop.wait(30)
    wanted = "last_mile_tracking_number,first_mile_tracking_number"
    late = shop.get(
        "logistics/get_tracking_number", order_sn=number, response_optional_fields=wanted
    ).response
    assert late["tracking_number"] == late["last_mile_tracking_number"] != ""
    row = info(shop, shop.package(number))
    assert row["tracking_number"] == late["tracking_number"]
    assert (row["fulfillment_status"], row["is_shipment_arranged"]) == ("LOGISTICS_REQUEST_CREATED", True)
    events = shop.get("logistics/get_tracking_info", order_sn=number).response["tracking_info"]
    assert events[0]["logistics_status"] == "ORDER_CREATED"


def test_another_reading_shows_the_order_as_ready_until_the_number_is_there(shop, number, raw):
    raw.switch(arranged_shown_as="READY_TO_SHIP")
    assert ship(shop, number, pickup=shop.pickup(number)) == ""
    row = info(shop, shop.package(number))
    assert (row["fulfillment_status"], row["is_shipment_arranged"]) == ("LOGISTICS_READY", True)
    assert shop.one(number)["order_status"] == "READY_TO_SHIP"
    shop.wait(30)
    assert shop.one(number)["order_status"] == "PROCESSED"


def test_what_does_not_fit_is_refused_with_the_exact_code(shop, number):
    good = shop.pickup(number)
    code = "logistics.ship_order_"
    assert ship(shop, number) == code + "only_support_one_type"
    assert ship(shop, number, pickup=good, dropoff={}) == code + "only_support_one_type"
    assert ship(shop, "2411240000AAAA", pickup=good) == "logistics.error_order_not_found"
    package = shop.package(number)
    assert ship(shop, number, package_number=package, pickup=good) == code + "not_need_pacakge_number"
    assert ship(shop, number, package_number="", pickup=good) == code + "not_need_pacakge_number"
    assert ship(shop, number, pickup={}) == code + "need_address_pickup_time"
    assert ship(shop, number, pickup={**good, "pickup_time_id": "1"}) == code + "pickup_time_invalid"
    assert ship(shop, number, pickup={**good, "address_id": 5}) == "logistics.address_not_found"
    assert ship(shop, number, non_integrated={}) == code + "unsupport_non_integrated"
    assert ship(shop, number, pickup=good) == ""
    assert ship(shop, number, pickup=good) == "logistics.package_already_shipped"
    for status in ("UNPAID", "IN_CANCEL", "COMPLETED"):
        assert ship(shop, shop.orders(status)[0], pickup=good) == code + "not_ready_to_ship", status


def test_each_way_asks_for_its_fields(shop):
    seen = {}
    for number in shop.orders("READY_TO_SHIP"):
        needed = shop.get("logistics/get_shipping_parameter", order_sn=number).response["info_needed"]
        for way, names in needed.items():
            seen.setdefault((way, *names), number)
    codes = {
        ("dropoff", "branch_id"): "logistics.ship_order_need_branch_id",
        ("dropoff", "sender_real_name"): "logistics.ship_order_need_sender_real_name",
        ("non_integrated", "tracking_number"): "logistics.ship_order_need_tracking_number",
        ("dropoff",): "",
    }
    assert set(codes) <= set(seen)
    for key, code in codes.items():
        assert ship(shop, seen[key], **{key[0]: {}}) == code


def test_the_sellers_own_courier_has_the_parcel_at_once(shop, told):
    number = shop.place(skus=["TAS-KANVAS"], own_courier=True)
    parameter = shop.get("logistics/get_shipping_parameter", order_sn=number).response
    assert parameter["info_needed"] == {"non_integrated": ["tracking_number"]}
    assert ship(shop, number, non_integrated={"tracking_number": "KURIR-7"}) == ""
    assert shop.one(number)["order_status"] == "SHIPPED"
    assert shop.get("logistics/get_tracking_number", order_sn=number).response["tracking_number"] == "KURIR-7"
    body = {"order_sn": number, "logistics_status": "LOGISTICS_DELIVERY_DONE"}
    assert shop.post("logistics/update_tracking_status", body).response == {"update_result": "success"}
    assert shop.one(number)["order_status"] == "TO_CONFIRM_RECEIVE"
    assert [row["fulfillment_status"] for row in told(30)][:1] == ["LOGISTICS_PICKUP_DONE"]


def test_shipping_is_pushed(shop, told, number):
    assert ship(shop, number, pickup=shop.pickup(number)) == ""
    assert [row["status"] for row in told(3)][-1] == "PROCESSED"
    shop.wait(30)
    (tracking,), (package,) = told(4), told(30)
    assert (
        tracking["tracking_no"]
        == shop.get("logistics/get_tracking_number", order_sn=number).response["tracking_number"]
    )
    assert package["fulfillment_status"] == "LOGISTICS_REQUEST_CREATED"


def test_a_split_order_is_shipped_package_by_package(shop):
    number, lines = ready_with_two_lines(shop)
    parts = split(shop, number, lines).response["package_list"]
    assert len({part["package_number"] for part in parts}) == 2
    assert shop.one(number)["split_up"] is True
    first, second = (part["package_number"] for part in parts)
    need = "logistics.ship_order_need_pacakge_number"
    assert ship(shop, number, dropoff={}) == need
    assert ship(shop, number, package_number="OFG1", dropoff={}) == "logistics.package_not_exist"
    missing = shop.get("logistics/get_shipping_parameter", order_sn=number)
    assert missing.error == "logistics.package_number_not_exist"
    pickup = shop.pickup(number, package_number=first)
    assert ship(shop, number, package_number=first, pickup=pickup) == ""
    assert shop.one(number)["order_status"] == "READY_TO_SHIP"
    assert shop.post("order/unsplit_order", {"order_sn": number}).error == "order.order_cannot_undo_split"
    assert ship(shop, number, package_number=second, pickup=pickup) == ""
    assert shop.one(number)["order_status"] == "PROCESSED"
    shop.wait(30)
    numbers = {
        shop.get("logistics/get_tracking_number", order_sn=number, package_number=one).response[
            "tracking_number"
        ]
        for one in (first, second)
    }
    assert len(numbers) == 2


def test_splits_that_do_not_cover_the_order_are_refused(shop):
    number, lines = ready_with_two_lines(shop)
    item = [{"item_list": [{"item_id": one["item_id"], "model_id": one["model_id"]}]} for one in lines]
    both = [{"item_list": [row["item_list"][0] for row in item]}]
    strange = [item[0], {"item_list": [{"item_id": 5, "model_id": 0}]}]

    def code(parts):
        return shop.post("order/split_order", {"order_sn": number, "package_list": parts}).error

    assert code(both) == "order.order_split_failed"
    assert code(strange) == "order.order_split_item_not_exist"
    assert code([item[0], item[0]]) == "order.order_split_duplicate_item"
    assert code([*item, item[1]]) == "order.order_split_duplicate_item"
    wrong = [item[0], {"item_list": [{**item[1]["item_list"][0], "model_quantity": 99}]}]
    assert code(wrong) == "order.order_split_wrong_item_quantity"
    assert split(shop, number, lines).error == ""
    assert split(shop, number, lines).error == "order.order_has_been_split"
    assert shop.post("order/unsplit_order", {"order_sn": number}).error == ""
    assert shop.one(number)["split_up"] is False
    assert split(shop, shop.orders("SHIPPED")[0], lines).error == "order.order_cannot_split"
    assert split(shop, "none", lines).error == "error_not_found"


def test_a_bundle_stays_in_one_package(shop):
    number = shop.place(skus=["TAS-KANVAS", "KAOS-POLOS-M"], bundle_off=10_000)
    answer = split(shop, number, shop.one(number)["item_list"])
    assert answer.error == "order.order_split_wrong_item_position"


def test_packages_are_searched_by_status_and_paged(shop):
    def search(size=100, cursor="", **chosen):
        body = {"pagination": {"page_size": size, "cursor": cursor}, "filter": chosen}
        return shop.post("order/search_package_list", body).response

    ready = search()
    assert ready["pagination"]["total_count"] == len(ready["packages_list"])
    processed = search(package_status=3)["packages_list"]
    assert {row["order_sn"] for row in processed} == set(shop.orders("PROCESSED"))
    assert search(package_status=0)["pagination"]["total_count"] > ready["pagination"]["total_count"]
    assert search(fulfillment_type=1)["packages_list"] == []
    rows, cursor, more = [], "", True
    while more:
        page = search(7, cursor)
        rows += page["packages_list"]
        cursor, more = page["pagination"]["next_cursor"], page["pagination"]["more"]
    assert [row["package_number"] for row in rows] == [
        row["package_number"] for row in ready["packages_list"]
    ]
    listed = shop.get("order/get_shipment_list", page_size=100).response["order_list"]
    assert {row["order_sn"] for row in listed} == {row["order_sn"] for row in rows}


def test_many_packages_are_shipped_together_row_by_row(shop, raw):
    orders = [shop.place(skus=["TAS-KANVAS"]) for _number in range(8)]
    packages = {one: shop.one(one)["package_list"][0] for one in orders}
    channel = packages[orders[0]]["logistics_channel_id"]
    mine = [row["package_number"] for row in packages.values() if row["logistics_channel_id"] == channel]
    numbers = [row["package_number"] for row in packages.values()] + ["OFG1"]
    rows = [{"package_number": one} for one in numbers]
    body = {"package_list": rows, "logistics_channel_id": channel}
    shared = shop.post("logistics/get_mass_shipping_parameter", body).response
    assert [row["package_number"] for row in shared["success_list"]] == mine
    pickup = shop.pickup(orders[0])
    done = shop.post("logistics/mass_ship_order", {**body, "pickup": pickup}).response
    assert [row["package_number"] for row in done["success_list"]] == mine
    assert len(done["fail_list"]) == len(numbers) - len(mine)
    shop.wait(30)
    tracked = shop.post("logistics/get_mass_tracking_number", {"package_list": rows}).response
    assert sum(bool(row["tracking_number"]) for row in tracked["success_list"]) == len(mine)
    assert [row["package_number"] for row in tracked["fail_list"]] == ["OFG1"]
    too_many = {"package_list": [{"package_number": str(one)} for one in range(51)], "pickup": pickup}
    assert shop.post("logistics/mass_ship_order", too_many).error == "error_param"
    raw.switch(mass_lists="top")
    assert "fail_list" in shop.post("logistics/mass_ship_order", {**body, "pickup": pickup}).json


def test_batch_shipping_is_for_another_market(shop, raw, number):
    body = {"order_list": [{"order_sn": number}, {"order_sn": "none"}], "pickup": shop.pickup(number)}
    assert shop.post("logistics/batch_ship_order", body).error == "logistics.error_channel_exist"
    raw.switch(batch_anywhere=True)
    answer = shop.post("logistics/batch_ship_order", body)
    assert "fail_error" not in answer.response["result_list"][0]
    assert answer.json["warning"] == [{"order_sn": "none"}]
    again = shop.post("logistics/batch_ship_order", body)
    assert again.error == "common.batch_api_all_failed"
    assert len(again.json["response"]["result_list"]) == 2


def test_a_failed_pickup_is_arranged_anew(shop, number, raw):
    pickup = shop.pickup(number)
    update = {"order_sn": number, "pickup": pickup}
    assert ship(shop, number, pickup=pickup) == ""
    assert shop.post("logistics/update_shipping_order", update).error == "logistics.order_not_ready_to_update"
    shop.advance(number, "RETRY_SHIP")
    same = shop.post("logistics/update_shipping_order", update)
    assert same.error == "logistics.update_shipping_order_no_param_change"
    slots = shop.get("logistics/get_shipping_parameter", order_sn=number).response["pickup"]["address_list"][
        0
    ]
    other = {**pickup, "pickup_time_id": slots["time_slot_list"][-1]["pickup_time_id"]}
    assert shop.post("logistics/update_shipping_order", {**update, "pickup": other}).error == ""
    assert shop.one(number)["order_status"] == "PROCESSED"


def test_a_label_is_made_and_is_a_pdf(shop, number, told, read_pdf):
    def rows(name, **more):
        body = {"order_list": [{"order_sn": number, **more}]}
        answer = shop.post(f"logistics/{name}", body)
        return answer.json["response"]["result_list"][0]

    assert rows("create_shipping_document")["fail_error"] == "logistics.package_can_not_print"
    assert ship(shop, number, pickup=shop.pickup(number)) == ""
    assert rows("create_shipping_document")["fail_error"] == "logistics.tracking_number_invalid"
    shop.wait(30)
    kinds = rows("get_shipping_document_parameter")["selectable_shipping_document_type"]
    kind = {"shipping_document_type": kinds[0]}
    first = "logistics.shipping_document_should_print_first"
    assert rows("get_shipping_document_result", **kind)["fail_error"] == first
    wrong = {"tracking_number": "SPX-0", **kind}
    assert rows("create_shipping_document", **wrong)["fail_error"] == "logistics.tracking_number_invalid"
    bad = rows("create_shipping_document", shipping_document_type="A4")
    assert bad["fail_error"] == "logistics.shipping_document_type_invalid"
    assert "fail_error" not in rows("create_shipping_document", **kind)
    assert rows("get_shipping_document_result", **kind)["status"] == "PROCESSING"
    body = {"order_list": [{"order_sn": number}], **kind}
    download = "logistics/download_shipping_document"
    assert shop.post(download, body).error == "logistics.download_later"
    shop.wait(30)
    assert rows("get_shipping_document_result", **kind)["status"] == "READY"
    file = shop.post(download, body)
    assert file.headers["Content-Type"] == "application/pdf"
    (page,) = read_pdf(file.body)
    tracking = shop.get("logistics/get_tracking_number", order_sn=number).response["tracking_number"]
    assert tracking.encode() in page[0]
    assert f"Order {number}".encode() in page
    assert [row["status"] for row in told(15)] == ["READY"]
    shop.advance(number, "SHIPPED")
    assert shop.post(download, body).error == "logistics.package_print_failed"


def test_some_labels_fail_in_the_warning_and_all_of_them_as_an_error(shop, number):
    shop.ship(number)
    body = {"order_list": [{"order_sn": number}, {"order_sn": "none"}]}
    some = shop.post("logistics/create_shipping_document", body)
    assert some.error == ""
    assert some.json["warning"] == [{"order_sn": "none"}]
    assert some.response["result_list"][1]["fail_error"] == "logistics.order_not_exist"
    all_of_them = shop.post("logistics/create_shipping_document", {"order_list": body["order_list"][1:]})
    assert all_of_them.error == "common.batch_api_all_failed"
    many = {"order_list": [{"order_sn": str(one)} for one in range(51)]}
    assert shop.post("logistics/create_shipping_document", many).error == "error_param"


def test_a_switch_makes_labels_need_their_tracking_number(shop, number, raw):
    raw.switch(label_needs_tracking=True)
    tracking = shop.ship(number)
    row = {"order_sn": number}
    bare = shop.post("logistics/create_shipping_document", {"order_list": [row]})
    assert bare.json["response"]["result_list"][0]["fail_error"] == "logistics.tracking_number_invalid"
    full = {"order_list": [{**row, "tracking_number": tracking}]}
    assert shop.post("logistics/create_shipping_document", full).error == ""


def test_jobs_put_many_labels_into_one_file(shop, read_pdf):
    orders = [shop.place(skus=["TAS-KANVAS"]) for _number in range(6)]
    channels = {}
    for one in orders:
        shop.ship(one)
        row = shop.one(one)["package_list"][0]
        channels.setdefault(row["logistics_channel_id"], []).append(row["package_number"])
    mixed = [numbers[0] for numbers in channels.values()]
    body = {"shipping_document_type": "NORMAL_JOB_AIR_WAYBILL", "package_list": mixed}
    assert (
        shop.post("logistics/create_shipping_document_job", body).error
        == "logistics.different_shipping_channels"
    )
    mine = max(channels.values(), key=len)
    job = shop.post(
        "logistics/create_shipping_document_job", {**body, "package_list": [*mine, "OFG1"]}
    ).response
    assert (job["success_id_list"], job["fail_list"][0]["id"]) == (mine, "OFG1")
    one = {"job_id": job["job_id"]}
    assert shop.post("logistics/download_shipping_document_job", one).error == "logistics.download_later"
    shop.wait(30)
    status = shop.post("logistics/get_shipping_document_job_status", one).response["job_status"]
    assert status == "READY"
    assert len(read_pdf(shop.post("logistics/download_shipping_document_job", one).body)) == len(mine)
    shop.wait(2 * 86_400)
    assert shop.post("logistics/download_shipping_document_job", one).error == "logistics.sd_file_expired"


def test_carriers_and_addresses_of_the_shop_are_set(shop):
    rows = shop.get("logistics/get_channel_list").response["logistics_channel_list"]
    ours = [
        row["logistics_channel_id"] for row in rows if not row["logistics_capability"]["seller_logistics"]
    ]
    for channel in ours[:-1]:
        off = {"logistics_channel_id": channel, "enabled": False}
        assert shop.post("logistics/update_channel", off).response["enabled"] is False
    last = {"logistics_channel_id": ours[-1], "enabled": False}
    assert shop.post("logistics/update_channel", last).error == "logistics.minimum_activation_rule"
    addresses = shop.get("logistics/get_address_list").response["address_list"]
    pick_up, returns, spare = addresses
    assert "PICK_UP_ADDRESS" in pick_up["address_type"]
    used = {"address_id": pick_up["address_id"]}
    assert shop.post("logistics/delete_address", used).error == "logistics.cannot_delete_address"
    moved = {"address_type_config": {"address_id": spare["address_id"], "address_type": ["PICKUP_ADDRESS"]}}
    assert shop.post("logistics/set_address_config", moved).error == ""
    edit = {"address_id": spare["address_id"], "address": "Jl. Baru 1"}
    assert shop.post("logistics/update_address", edit).error == ""
    abroad = {**edit, "region": "SG"}
    assert shop.post("logistics/update_address", abroad).error == "NOT_ALLOW_TO_EDIT_ADDRESS_REGION"
    again = {
        row["address_id"]: row for row in shop.get("logistics/get_address_list").response["address_list"]
    }
    assert again[spare["address_id"]]["address_type"] == ["PICK_UP_ADDRESS"]
    assert again[spare["address_id"]]["address"] == "Jl. Baru 1"
    assert "PICK_UP_ADDRESS" not in again[pick_up["address_id"]]["address_type"]
    assert shop.post("logistics/delete_address", {"address_id": 5}).error == "logistics.address_not_found"


def test_a_new_ship_by_date_is_pushed(shop, told, number, raw):
    until = raw.now() + 5 * 86_400
    shop.edit(number, ship_by=until)
    (data,) = told(47)
    assert data["changed_fields"] == ["ship_by_date"]
    assert data["new"]["ship_by_date"] == until
    assert shop.one(number)["ship_by_date"] == until
