"""Order list and detail."""

import base64

import pytest

DAY = 86_400
EVERY_STATUS = {
    "UNPAID", "PENDING", "READY_TO_SHIP", "PROCESSED", "RETRY_SHIP", "SHIPPED", "TO_CONFIRM_RECEIVE",
    "TO_RETURN", "COMPLETED", "IN_CANCEL", "CANCELLED",
}  # fmt: skip
FIRST = 301_177_001


def known(raw, **wanted):
    query = "&".join(f"{name}={value}" for name, value in {"shop_id": FIRST, **wanted}.items())
    return raw.control("GET", f"/orders?{query}")["orders"]


def test_paging_to_the_end_finds_every_order_once(raw):
    rows = raw.all_orders(page_size=7)
    numbers = [row["order_sn"] for row in rows]
    assert sorted(numbers) == sorted(order["id"] for order in known(raw))
    assert len(numbers) == len(set(numbers)) > 80


def test_a_page_may_be_short_while_more_follows(raw):
    page = raw.orders(page_size=10).response
    assert page["more"] is True
    assert len(page["order_list"]) == 9
    raw.switch(short_pages=False)
    assert len(raw.orders(page_size=10).response["order_list"]) == 10


def test_rows_carry_the_status_only_if_asked(raw):
    assert "order_status" not in raw.orders().response["order_list"][0]
    rows = raw.all_orders(response_optional_fields="order_status", request_order_status_pending="true")
    assert {row["order_status"] for row in rows} == EVERY_STATUS


def test_pending_orders_look_ready_to_callers_that_do_not_ask(raw):
    pending = known(raw, status="PENDING")[0]["id"]
    assert raw.one(pending)["order_status"] == "READY_TO_SHIP"
    asked = raw.one(pending, request_order_status_pending="true")
    assert (asked["order_status"], asked["pending_terms"]) == ("PENDING", ["SYSTEM_PENDING"])


def test_a_window_of_fifteen_days_passes_and_a_longer_one_does_not(raw):
    now = raw.now()
    assert raw.orders(time_from=now - 15 * DAY, time_to=now).error == ""
    assert raw.orders(time_from=now - 15 * DAY - 1, time_to=now).error == "order.order_list_invalid_time"
    assert raw.orders(time_from=now, time_to=now).error == "order.order_list_invalid_time"


@pytest.mark.parametrize("status", ["RETRY_SHIP", "TO_CONFIRM_RECEIVE", "TO_RETURN", "PENDING", "WHATEVER"])
def test_some_statuses_cannot_be_filtered(raw, status):
    assert raw.orders(order_status=status).error == "error_param"


def test_the_list_can_be_filtered_by_status_and_by_time_of_creation(raw):
    rows = raw.all_orders(order_status="SHIPPED")
    assert {row["order_sn"] for row in rows} == {order["id"] for order in known(raw, status="SHIPPED")}
    placed = raw.place(status="SHIPPED", created=raw.now() - 10 * DAY)[0]
    window = {"time_from": raw.now() - 60, "time_to": raw.now() + 5}
    assert placed in {row["order_sn"] for row in raw.all_orders(**window)}
    by_creation = raw.all_orders(time_range_field="create_time", **window)
    assert placed not in {row["order_sn"] for row in by_creation}


@pytest.mark.parametrize(
    "params",
    [
        {"page_size": 0},
        {"page_size": 101},
        {"page_size": None},
        {"page_size": "ten"},
        {"time_from": None},
        {"time_to": None},
        {"time_range_field": "pay_time"},
        {"time_range_field": None},
        {"cursor": "%%%"},
        {"cursor": base64.b64encode(b"nothing").decode()},
        {"request_order_status_pending": "yes"},
    ],
)
def test_wrong_parameters_of_the_list_are_refused(raw, params):
    assert raw.orders(**params).error == "error_param"


def test_detail_shows_optional_fields_only_if_named(raw):
    number = raw.place()[0]
    bare = raw.one(number, fields="")
    assert "item_list" not in bare
    assert "total_amount" not in bare
    assert "buyer_username" not in bare
    assert bare["currency"] == "IDR"
    assert bare["days_to_ship"] == 2
    named = raw.one(number, fields="total_amount,edt,nonsense")
    assert set(named) - set(bare) == {"total_amount", "edt_from", "edt_to"}


def test_amounts_are_json_integers_in_rupiah(raw):
    number = raw.place(skus=["KAOS-OMBAK-M"], quantities=[2])[0]
    line = raw.one(number)["item_list"][0]
    assert (line["model_original_price"], line["model_discounted_price"]) == (95_000, 79_000)
    assert type(line["model_discounted_price"]) is int
    assert line["model_sku"] == "KAOS-OMBAK-M"
    assert line["model_quantity_purchased"] == line["active_qty"] == 2


def test_detail_takes_one_to_fifty_numbers(raw):
    number = raw.place()[0]
    assert raw.detail(*[number] * 50).error == ""
    assert raw.detail(*[number] * 51).error == "error_param"
    assert raw.detail("").error == "error_param"


def test_unknown_numbers_are_named_in_the_warning_or_refused(raw):
    number = raw.place()[0]
    some = raw.detail(number, "2611240000NONE")
    assert some.json["warning"] == ["2611240000NONE"]
    assert [order["order_sn"] for order in some.response["order_list"]] == [number]
    assert raw.detail("2611240000NONE").error == "error_not_found"


def test_orders_of_another_shop_are_not_found(raw):
    other = raw.place(shop="301177002")[0]
    assert raw.detail(other).error == "error_not_found"


def test_a_bundle_line_reports_price_zero(raw):
    number = raw.place(skus=["TAS-KANVAS", "KAOS-POLOS-L"], bundle_off=10_000)[0]
    lines = raw.one(number)["item_list"]
    assert [line["model_discounted_price"] for line in lines] == [0, 0]
    assert {line["promotion_type"] for line in lines} == {"bundle_deal"}


def test_buyers_are_masked_unless_asked_otherwise(raw):
    fields = "buyer_username,buyer_user_id,recipient_address"
    masked = raw.one(raw.place(buyer=3)[0], fields=fields)
    plain = raw.one(raw.place(buyer=3, masked=False)[0], fields=fields)
    assert masked["buyer_username"][1:6] == "*****"
    assert "*" not in str(plain)
    assert masked["buyer_user_id"] == plain["buyer_user_id"]
    assert masked["recipient_address"]["city"] == plain["recipient_address"]["city"]
    assert masked["recipient_address"]["phone"].startswith("******")


def test_unusual_buyers_can_be_ordered(raw):
    fields = "buyer_username,recipient_address"
    nobody = raw.one(raw.place(no_buyer=True)[0], fields=fields)
    assert nobody["buyer_username"] == nobody["recipient_address"]["full_address"] == ""
    abroad = raw.one(raw.place(country="SG")[0], fields=fields)
    assert abroad["recipient_address"]["region"] == "SG"


def test_an_order_can_have_more_than_five_hundred_lines(raw):
    lines = raw.one(raw.place(lines=501)[0])["item_list"]
    assert len(lines) == len({line["line_item_id"] for line in lines}) == 501


def test_the_seed_holds_ready_orders_with_two_products(raw):
    ready = known(raw, status="READY_TO_SHIP")
    assert len(ready) >= 6
    assert sum(len(set(order["skus"])) == 2 for order in ready) >= 2
    assert sum("TOPI-01" in order["skus"] for order in known(raw)) >= 10


def test_order_numbers_start_with_the_local_day(raw):
    number = raw.place(created=1_795_510_800)[0]  # 2026-11-24 17:00 UTC is the 25th in Jakarta
    assert number.startswith("261124") or number.startswith("261125")
    assert len(number) == 14
