"""Vouchers, discounts, bundle deals and flash sales."""

import pytest

HOUR, DAY = 3600, 86_400


@pytest.fixture
def item_id(shop):
    made = shop.new_item(item_sku="PROMO-1").response["item_id"]
    shop.wait(30)
    return made


@pytest.fixture
def soon(raw):
    return {"start_time": raw.now() + 2 * HOUR, "end_time": raw.now() + 3 * DAY}


# vouchers


@pytest.fixture
def voucher(soon):
    return {
        "voucher_name": "Promo",
        "voucher_code": "AB12",
        "voucher_type": 1,
        "reward_type": 1,
        "usage_quantity": 10,
        "min_basket_price": 50_000,
        "discount_amount": 5_000,
        **soon,
    }


def test_a_voucher_goes_from_upcoming_to_ended(shop, voucher, soon):
    number = shop.post("voucher/add_voucher", voucher).response["voucher_id"]
    one = {"voucher_id": number}
    detail = shop.get("voucher/get_voucher", **one).response
    assert (detail["voucher_code"], detail["discount_amount"]) == ("TOKOAB12", 5_000)
    assert shop.post("voucher/end_voucher", one).error == "voucher.end_voucher_status_error"
    assert shop.post("voucher/add_voucher", voucher).error == "voucher.voucher_code_duplicate_error"
    shop.wait(3 * HOUR)
    listed = shop.get("voucher/get_voucher_list", status="ongoing").response["voucher_list"]
    assert [row["voucher_id"] for row in listed] == [number]
    assert (
        shop.post("voucher/update_voucher", {**one, "usage_quantity": 5}).error
        == "voucher.voucher_quantity_reduce_error"
    )
    assert (
        shop.post("voucher/update_voucher", {**one, "min_basket_price": 1}).error
        == "voucher.voucher_ongoing_param_error"
    )
    assert shop.post("voucher/update_voucher", {**one, "usage_quantity": 50}).error == ""
    assert shop.post("voucher/delete_voucher", one).error == "voucher.delete_voucher_error"
    assert shop.post("voucher/end_voucher", one).error == ""
    assert shop.get("voucher/get_voucher_list", status="expired").response["voucher_list"] != []
    assert shop.get("voucher/get_voucher", voucher_id=5).error == "common.error_not_found"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"voucher_code": "TOOLONG"}, "voucher_code_error"),
        ({"start_time": 1}, "voucher_start_time_error"),
        ({"end_time": 1}, "voucher_end_time_error"),
        ({"end_time": 2**31}, "voucher_time_period_error"),
        ({"discount_amount": 0}, "fix_amount_low_qualtiy_errorr"),
        ({"discount_amount": 60_000}, "voucher_min_price_error"),
        ({"reward_type": 2, "percentage": 100}, "percentage_low_quality_error"),
        ({"display_channel_list": [9]}, "voucher_display_channel_error"),
        ({"voucher_type": 2}, "voucher_item_count_limit_error"),
        ({"voucher_type": 2, "item_id_list": [5]}, "voucher_item_not_exist"),
        ({"voucher_type": 2, "item_id_list": [5, 5]}, "voucher_item_duplication_error"),
    ],
)
def test_a_voucher_that_breaks_a_rule_is_refused(shop, voucher, change, code):
    assert shop.post("voucher/add_voucher", {**voucher, **change}).error == f"voucher.{code}"


# discounts


def discount_of(shop, soon):
    return shop.post("discount/add_discount", {"discount_name": "Diskon", **soon}).response["discount_id"]


def test_a_discount_lowers_the_price_while_it_runs_and_locks_it(shop, item_id, soon):
    number = discount_of(shop, soon)
    row = {"item_id": item_id, "item_promotion_price": 40_000, "item_promotion_stock": 5, "purchase_limit": 0}
    added = shop.post("discount/add_discount_item", {"discount_id": number, "item_list": [row]}).response
    assert (added["count"], added["error_list"]) == (1, [])
    current = lambda: shop.item(item_id)["price_info"][0]["current_price"]  # noqa: E731
    assert current() == 45_000
    promotions = shop.get("product/get_item_promotion", item_id_list=item_id).response["success_list"][0]
    assert [one["promotion_staging"] for one in promotions["promotion"]] == ["upcoming"]
    shop.wait(3 * HOUR)
    assert current() == 40_000
    (line,) = shop.one(shop.place(skus=["PROMO-1"]))["item_list"]
    assert (line["model_discounted_price"], line["promotion_id"]) == (40_000, number)
    price = {"item_id": item_id, "price_list": [{"original_price": 50_000}]}
    assert shop.post("product/update_price", price).error == "error_update_price_fail"
    stock = {"item_id": item_id, "stock_list": [{"seller_stock": [{"stock": 4}]}]}
    assert shop.post("product/update_stock", stock).error == "error_busi_update_stock_failed"
    unlist = {"item_list": [{"item_id": item_id, "unlist": True}]}
    assert shop.post("product/unlist_item", unlist).error == "error_unlist_item_all_failed"
    assert shop.post("product/delete_item", {"item_id": item_id}).error == "error_cannt_delete_in_promotion"
    assert (
        shop.post("discount/delete_discount", {"discount_id": number}).error == "discount.discount_is_ongoing"
    )
    assert shop.post("discount/end_discount", {"discount_id": number}).error == ""
    assert current() == 45_000
    assert shop.post("product/update_price", price).error == ""


def test_items_of_a_discount_fail_row_by_row(shop, item_id, soon):
    number = discount_of(shop, soon)
    shirt = shop.by_sku("KAOS-OMBAK")

    def add(*rows):
        body = {"discount_id": number, "item_list": [{"purchase_limit": 0, **row} for row in rows]}
        answer = shop.post("discount/add_discount_item", body).response
        return [row["fail_error"] for row in answer["error_list"]]

    assert add({"item_id": 5}) == ["discount.item_id_not_exist"]
    assert add({"item_id": shirt}) == ["discount.item_need_model_id"]
    assert add({"item_id": item_id, "item_promotion_price": 45_000}) == ["discount.promotoin_price_too_high"]
    assert add({"item_id": item_id}) == ["discount.discount_need_promotion_price"]
    good = {"item_id": item_id, "item_promotion_price": 40_000}
    assert add({**good, "item_promotion_stock": 99}) == ["discount.error_item_not_enough_stock"]
    assert add(good, good) == ["discount.item_id_repeated"]
    assert add(good) == ["discount.model_in_promotion"]
    many = {"discount_id": number, "item_list": [{"item_id": one, "purchase_limit": 0} for one in range(51)]}
    assert shop.post("discount/add_discount_item", many).error == "discount.exceed_discount_item_batch_size"
    change = {"discount_id": number, "item_list": [{"item_id": item_id, "item_promotion_price": 39_000}]}
    assert shop.post("discount/update_discount_item", change).response["count"] == 1
    page = shop.get("discount/get_discount", discount_id=number, page_no=1, page_size=10).response
    assert [row["item_promotion_price"] for row in page["item_list"]] == [39_000]
    gone = {"discount_id": number, "item_id": item_id}
    assert shop.post("discount/delete_discount_item", gone).response["error_list"] == []
    (again,) = shop.post("discount/delete_discount_item", gone).response["error_list"]
    assert again["fail_error"] == "discount.discount_item_not_exist"


def test_periods_of_discounts_are_limited(shop, raw, soon):
    def add(start, end):
        body = {"discount_name": "D", "start_time": raw.now() + start, "end_time": raw.now() + end}
        return shop.post("discount/add_discount", body).error

    assert add(60, DAY) == "discount.discount_start_time_smaller_than_now"
    assert add(2 * HOUR, 2 * HOUR + 60) == "discount.discount_period_too_short"
    assert add(2 * HOUR, HOUR) == "discount.discount_end_time_smaller_than_start_time"
    assert add(2 * HOUR, 181 * DAY) == "discount.discount_period_too_long"
    number = discount_of(shop, soon)
    shop.wait(3 * HOUR)
    one = {"discount_id": number}
    longer = {**one, "end_time": soon["end_time"] + DAY}
    assert shop.post("discount/update_discount", longer).error == "discount.extend_discount_end_time_error"
    assert shop.post("discount/update_discount", {**one, "end_time": soon["end_time"] - DAY}).error == ""
    listed = shop.get(
        "discount/get_discount_list", discount_status="ongoing", page_no=1, page_size=100
    ).response
    assert number in {row["discount_id"] for row in listed["discount_list"]}
    window = {"update_time_from": 1, "update_time_to": 31 * DAY + 2}
    assert shop.get("discount/get_discount_list", discount_status="all", **window).error == "error_param"


# bundle deals


def bundle(soon, **changes):
    return {
        "rule_type": 2,
        "discount_percentage": 10,
        "min_amount": 2,
        "name": "Paket",
        "purchase_limit": 5,
        **soon,
        **changes,
    }


def test_a_bundle_deal_holds_items_of_the_shop(shop, item_id, soon):
    number = shop.post("bundle_deal/add_bundle_deal", bundle(soon)).response["bundle_deal_id"]
    one = {"bundle_deal_id": number}
    rows = [{"item_id": item_id, "status": 1}, {"item_id": 5, "status": 1}]
    answer = shop.post("bundle_deal/add_bundle_deal_item", {**one, "item_list": rows}).response
    assert answer["success_list"] == [item_id]
    assert answer["failed_list"][0]["fail_error"] == "bundle.product_not_exist"
    other = shop.post("bundle_deal/add_bundle_deal", bundle(soon)).response["bundle_deal_id"]
    twice = {"bundle_deal_id": other, "item_list": rows[:1]}
    failed = shop.post("bundle_deal/add_bundle_deal_item", twice).response["failed_list"]
    assert failed[0]["fail_error"] == "bundle.bundle_deal_overlap_error"
    off = {**one, "item_list": [{"item_id": item_id, "status": 2}]}
    assert shop.post("bundle_deal/update_bundle_deal_item", off).response["success_list"] == [item_id]
    shown = shop.get("bundle_deal/get_bundle_deal_item", **one).response
    assert shown == {"item_list": [{"item_id": item_id, "status": 2}], "total_count": 1}
    assert (
        shop.get("bundle_deal/get_bundle_deal", **one).response["bundle_deal_rule"]["discount_percentage"]
        == 10
    )
    assert shop.post("bundle_deal/end_bundle_deal", one).error == "bundle.bundle_deal_stop_failed"
    shop.wait(3 * HOUR)
    locked = {**one, "min_amount": 3}
    assert (
        shop.post("bundle_deal/update_bundle_deal", locked).error
        == "bundle.bundle_deal_ongoing_promotion_info_lock"
    )
    assert (
        shop.post("bundle_deal/update_bundle_deal", {**one, "name": "Paket 2"}).response["name"] == "Paket 2"
    )
    assert shop.post("bundle_deal/delete_bundle_deal", one).error == "bundle.bundle_deal_delete_failed"
    ongoing = shop.get("bundle_deal/get_bundle_deal_list", time_status=3).response["bundle_deal_list"]
    assert {row["bundle_deal_id"] for row in ongoing} == {number, other}
    assert shop.post("bundle_deal/end_bundle_deal", one).error == ""
    gone = {**one, "item_list": [{"item_id": item_id}]}
    assert shop.post("bundle_deal/delete_bundle_deal_item", gone).error == "bundle.bundle_expired"
    assert shop.get("bundle_deal/get_bundle_deal", bundle_deal_id=5).error == "bundle.bundle_deal_not_exists"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "x" * 26}, "bundle_deal_name_length"),
        ({"min_amount": 1}, "bundle_deal_under_min_amount"),
        ({"discount_percentage": 0}, "bundle_deal_invaild_discount_percentage"),
        ({"rule_type": 1}, "bundle_deal_fix_price_invalid_range"),
        ({"rule_type": 3}, "bundle_deal_discount_value_invalid_range"),
        ({"start_time": 1}, "bundle_deal_start_time_error"),
        ({"additional_tiers": [{"min_amount": 2, "discount_percentage": 20}]}, "bundle_deal_tier_invalid"),
        ({"additional_tiers": [{"min_amount": 3, "discount_percentage": 20}] * 3}, "bundle_deal_over_tier"),
    ],
)
def test_a_bundle_deal_that_breaks_a_rule_is_refused(shop, soon, change, code):
    assert shop.post("bundle_deal/add_bundle_deal", bundle(soon, **change)).error == f"bundle.{code}"


# flash sales


def test_a_flash_sale_takes_a_slot_and_sets_stock_aside(shop, item_id, raw):
    period = {"start_time": raw.now(), "end_time": raw.now() + 3 * DAY}
    slot = shop.get("shop_flash_sale/get_time_slot_id", **period).response[-1]
    path = "shop_flash_sale/create_shop_flash_sale"
    number = shop.post(path, {"timeslot_id": slot["timeslot_id"]}).response["flash_sale_id"]
    assert shop.post(path, {"timeslot_id": slot["timeslot_id"]}).error == "shop_flash_sale_already_exist"
    assert shop.post(path, {"timeslot_id": 5}).error == "shop_flash_sale_param_error"
    one = {"flash_sale_id": number}
    row = {"item_id": item_id, "purchase_limit": 1, "item_input_promo_price": 30_000, "item_stock": 6}
    add = "shop_flash_sale/add_shop_flash_sale_items"
    assert (
        shop.post(add, {**one, "items": [{**row, "item_input_promo_price": 44_000}]}).response["failed_items"]
        != []
    )
    rows = [row, {"item_id": 5, "purchase_limit": 1}]
    (failed,) = shop.post(add, {**one, "items": rows}).response["failed_items"]
    assert failed["item_id"] == 5
    shown = shop.get("shop_flash_sale/get_shop_flash_sale_items", **one, offset=0, limit=10).response
    assert shown["item_info"][0]["campaign_stock"] == 6
    assert shop.item(item_id)["stock_info_v2"]["summary_info"]["total_reserved_stock"] == 6
    stock = {"item_id": item_id, "stock_list": [{"seller_stock": [{"stock": 5}]}]}
    assert shop.post("product/update_stock", stock).error == "error_busi_update_stock_failed"
    shop.wait(slot["start_time"] - raw.now() + 60)
    assert shop.item(item_id)["price_info"][0]["current_price"] == 30_000
    assert shop.get("shop_flash_sale/get_shop_flash_sale", **one).response["type"] == 2
    late = {**one, "items": [row]}
    assert shop.post(add, late).error == "shop_flash_sale_is_not_enabled_or_upcoming"
    assert shop.post("shop_flash_sale/delete_shop_flash_sale", one).error == "shop_flash_sale_param_error"
    assert shop.post("shop_flash_sale/update_shop_flash_sale", {**one, "status": 2}).response["status"] == 2
    assert shop.item(item_id)["price_info"][0]["current_price"] == 45_000


def test_flash_sales_are_listed_in_both_shapes_and_deleted(shop, raw):
    period = {"start_time": raw.now(), "end_time": raw.now() + 2 * DAY}
    slot = shop.get("shop_flash_sale/get_time_slot_id", **period).response[-1]["timeslot_id"]
    number = shop.post("shop_flash_sale/create_shop_flash_sale", {"timeslot_id": slot}).response[
        "flash_sale_id"
    ]
    path, page = "shop_flash_sale/get_shop_flash_sale_list", {"type": 1, "offset": 0, "limit": 10}
    assert [row["flash_sale_id"] for row in shop.get(path, **page).response["flash_sale_list"]] == [number]
    raw.switch(flash_list="top")
    assert [row["flash_sale_id"] for row in shop.get(path, **page).json["flash_sale_list"]] == [number]
    assert shop.get(path, type=0, offset=1001, limit=10).error == "error_param"
    assert (
        shop.post("shop_flash_sale/delete_shop_flash_sale", {"flash_sale_id": number}).response["status"] == 0
    )
    gone = shop.get("shop_flash_sale/get_shop_flash_sale", flash_sale_id=number)
    assert gone.error == "shop_flash_sale_not_exist"
