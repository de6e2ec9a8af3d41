"""Orders: search, detail, what adds up, what is hidden."""

from collections import Counter

import pytest

SEARCH = "/order/202309/orders/search"
STATUSES = {
    "UNPAID",
    "ON_HOLD",
    "AWAITING_SHIPMENT",
    "AWAITING_COLLECTION",
    "IN_TRANSIT",
    "DELIVERED",
    "COMPLETED",
    "CANCELLED",
}


def both_shops(tts):
    rows = []
    for shop in tts.get("/authorization/202309/shops", cipher=False).data["shops"]:
        rows += tts.all_pages("POST", SEARCH, "orders", {}, page_size=100, cipher=shop["cipher"])
    return rows


def test_the_seed_holds_every_status_two_storefronts_and_orders_ready_to_ship(tts):
    rows = both_shops(tts)
    assert len(rows) >= 120
    assert {row["status"] for row in rows} == STATUSES
    assert {row["commerce_platform"] for row in tts.orders()} == {"TIKTOK_SHOP", "TOKOPEDIA"}
    ready = [row for row in tts.orders() if row["status"] == "AWAITING_SHIPMENT"]
    assert len(ready) >= 6
    assert sum(len({line["sku_id"] for line in row["line_items"]}) == 2 for row in ready) >= 2
    assert any(row["is_sample_order"] for row in rows)
    assert any(row["is_replacement_order"] and row["replaced_order_id"] for row in rows)
    assert any(row["is_buyer_request_cancel"] for row in rows)


def test_units_are_rows_of_their_own(tts):
    number = tts.place(skus=["KAOS-OMBAK-M", "TAS-KANVAS"], quantities=[3, 1])[0]
    lines = tts.one(number)["line_items"]
    assert Counter(line["seller_sku"] for line in lines) == {"KAOS-OMBAK-M": 3, "TAS-KANVAS": 1}
    assert len({line["id"] for line in lines}) == 4


def test_amounts_add_up_in_every_order(tts):
    for row in both_shops(tts):
        pay = {name: int(value) for name, value in row["payment"].items() if name != "currency"}
        goods = pay["original_total_product_price"] - pay["seller_discount"] - pay["platform_discount"]
        assert pay["sub_total"] == goods
        off = pay["shipping_fee_seller_discount"] + pay["shipping_fee_platform_discount"]
        assert (
            pay["shipping_fee"] == pay["original_shipping_fee"] - off - pay["shipping_fee_cofunded_discount"]
        )
        fees = sum(
            pay[name]
            for name in (
                "buyer_service_fee",
                "handling_fee",
                "shipping_insurance_fee",
                "item_insurance_fee",
                "tax",
            )
        )
        rest = pay.get("distance_fee", 0) - pay.get("payment_platform_discount", 0)
        assert pay["total_amount"] == pay["sub_total"] + pay["shipping_fee"] + fees + rest
        for name, whole in (
            ("original_price", "original_total_product_price"),
            ("seller_discount", "seller_discount"),
            ("platform_discount", "platform_discount"),
            ("sale_price", "sub_total"),
            ("buyer_service_fee", "buyer_service_fee"),
        ):
            assert sum(int(line[name]) for line in row["line_items"]) == pay[whole], (row["id"], name)
        assert all(int(value) >= 0 for value in pay.values())


def test_a_voucher_that_does_not_divide_is_spread_to_the_rupiah(tts):
    number = tts.place(skus=["TAS-KANVAS"], quantities=[3], seller_voucher=100)[0]
    lines = tts.one(number)["line_items"]
    assert sorted(int(line["seller_discount"]) for line in lines) == [15_533, 15_533, 15_534]


def test_search_pages_to_the_end_in_both_orders(tts):
    newest = [row["id"] for row in tts.orders(page_size=7)]
    assert len(newest) == len(set(newest)) == tts.post(SEARCH, page_size=1).data["total_count"]
    oldest = tts.all_pages(
        "POST", SEARCH, "orders", {}, page_size=50, sort_field="update_time", sort_order="ASC"
    )
    times = [row["update_time"] for row in oldest]
    assert times == sorted(times)
    assert {row["id"] for row in oldest} == set(newest)


def test_windows_are_half_open(tts):
    at = tts.orders()[5]["update_time"]
    inside = tts.orders(update_time_ge=at, update_time_lt=at + 1)
    assert inside
    assert {row["update_time"] for row in inside} == {at}
    assert not tts.orders(update_time_ge=at, update_time_lt=at)
    assert tts.post(SEARCH, {"update_time_ge": at, "update_time_lt": at - 1}, page_size=5).code == 36009004


def test_too_long_a_window_is_refused_where_the_switch_says_so(tts):
    tts.switch(max_window=86_400)
    window = {"update_time_ge": tts.now() - 2 * 86_400, "update_time_lt": tts.now()}
    assert tts.post(SEARCH, window, page_size=5).code == 36009004


def test_addresses_are_masked_when_the_platform_ships_and_empty_before_payment(tts):
    own = tts.one(tts.place(own_courier=True)[0])["recipient_address"]
    assert "*" not in own["full_address"]
    assert own["phone_number"].startswith("(+62)8")
    assert [row["address_level"] for row in own["district_info"]] == ["L0", "L1", "L2", "L3", "L4"]
    masked = tts.one(tts.place()[0])["recipient_address"]
    assert "*" in masked["name"]
    assert "*" in masked["phone_number"]
    for status in ("UNPAID", "ON_HOLD"):
        place = tts.one(tts.place(status=status)[0])["recipient_address"]
        assert place["full_address"] == ""
        assert "district_info" not in place


def test_an_order_on_hold_is_released_after_its_hour(tts):
    number = tts.place(status="ON_HOLD")[0]
    assert tts.one(number)["is_on_hold_order"] is True
    tts.wait(3601)
    order = tts.one(number)
    assert (order["status"], order["is_on_hold_order"]) == ("AWAITING_SHIPMENT", False)
    assert order["packages"]


def test_unknown_ids_are_left_out_or_refused_by_switch(tts):
    known = tts.orders()[0]["id"]
    found = tts.get("/order/202309/orders", ids=f"{known},576400000000000001").data["orders"]
    assert [row["id"] for row in found] == [known]
    tts.switch(unknown_orders="refuse")
    assert tts.get("/order/202507/orders", ids="576400000000000001").code == 21008111


def test_a_far_order_names_the_distance_fee_and_its_right(tts):
    order = tts.one(tts.place(skus=["TAS-KANVAS"], quantities=[2], distance=12_000, tokopedia=True)[0])
    assert order["order_rights"] == [2]
    assert order["payment"]["distance_fee"] == "12000"
    assert order["payment"]["distance_shipping_fee"] == "10500"
    assert sum(int(line["distance_fee"]) for line in order["line_items"]) == 12_000


def test_prices_by_order_fit_the_order(tts):
    order = next(row for row in tts.orders() if row["status"] == "COMPLETED")
    detail = tts.get(f"/order/202407/orders/{order['id']}/price_detail").data
    assert detail["sku_list_price"] == order["payment"]["original_total_product_price"]
    assert int(detail["sku_sale_price"]) + int(detail["shipping_sale_price"]) == int(detail["payment"])
    assert len(detail["line_items"]) == len(order["line_items"])


def test_external_references_are_kept_and_found(tts):
    order = tts.orders()[0]
    lines = [{"id": order["line_items"][0]["id"], "origin_id": "SOL-1"}]
    other = {"id": "SO-7", "platform": "ERP_SYSTEM", "line_items": lines}
    rows = [{"id": order["id"], "external_order": other}, {"id": "1", "external_order": other}]
    errors = tts.post("/order/202406/orders/external_orders", {"orders": rows}).data["errors"]
    assert [row["detail"]["order_id"] for row in errors] == ["1"]
    path = f"/order/202406/orders/{order['id']}/external_orders"
    assert tts.get(path, platform="ERP_SYSTEM").data["external_orders"] == [other]
    found = tts.post(
        "/order/202406/orders/external_order_search", platform="ERP_SYSTEM", external_order_id="SO-7"
    )
    assert [row["id"] for row in found.data["orders"]] == [order["id"]]


def test_stock_limits_orders(tts):
    refused = tts.send("POST", "/_sandbox/orders", b'{"platform": "tiktok_shop", "skus": ["TAS-KANVAS"], '
                       b'"quantities": [5000]}')  # fmt: skip
    assert refused.status == 400
    assert b"in stock" in refused.body


def test_the_summary_agrees_with_the_orders(tts):
    shop = tts.control("GET", "/summary")["tiktok_shop"][0]
    rows = tts.orders()
    for status, figures in shop["statuses"].items():
        own = [row for row in rows if row["status"] == status]
        assert figures["orders"] == len(own)
        assert figures["buyer_total"] == sum(int(row["payment"]["total_amount"]) for row in own)
        goods = sum(
            int(line["original_price"]) - int(line["seller_discount"])
            for row in own
            for line in row["line_items"]
            if line["display_status"] != "CANCELLED"
        )
        assert figures["goods_revenue"] == goods


@pytest.mark.parametrize("part", ["state", "summary"])
def test_the_same_seed_makes_the_same_world(make_sandbox, make_raw, part):
    worlds = []
    for _time in range(2):
        with make_sandbox(seed=7, start=1_790_000_000) as running:
            worlds.append(make_raw(running).control("GET", f"/{part}"))
    assert worlds[0] == worlds[1]
    with make_sandbox(seed=8, start=1_790_000_000) as running:
        assert make_raw(running).control("GET", f"/{part}") != worlds[0]
