"""Payouts, the wallet and income reports add up with the orders."""

from datetime import datetime, timedelta, timezone

import pytest

DAY = 86_400
LOCAL = timezone(timedelta(hours=7))
EVER = {"release_time_from": 1, "release_time_to": 2**31}


def wallet(shop, **more):
    rows, page = [], 0
    while True:
        answer = shop.get("payment/get_wallet_transaction_list", page_no=page, page_size=7, **more).response
        rows += answer["transaction_list"]
        if not answer["more"]:
            return rows
        page += 1


def payouts(shop):
    rows, page = [], 1
    while True:
        answer = shop.get("payment/get_escrow_list", page_no=page, page_size=10, **EVER).response
        rows += answer["escrow_list"]
        if not answer["more"]:
            return {row["order_sn"]: row for row in rows}
        page += 1


def test_the_running_balance_adds_up_from_nothing(shop):
    balance = 0
    for row in reversed(wallet(shop)):
        balance += row["amount"]
        assert row["current_balance"] == balance
    assert balance > 0
    assert {row["transaction_type"] for row in wallet(shop)} >= {
        "ESCROW_VERIFIED_ADD",
        "WITHDRAWAL_CREATED",
        "ADJUSTMENT_ADD",
    }


def test_every_completed_order_is_paid_out_once_with_its_escrow(shop):
    found = payouts(shop)
    assert set(found) == set(shop.orders("COMPLETED"))
    rows = {row["order_sn"]: row for row in wallet(shop, transaction_type="101")}
    assert set(rows) == set(found)
    for number, row in found.items():
        income = shop.get("payment/get_escrow_detail", order_sn=number).response["order_income"]
        assert row["payout_amount"] == income["escrow_amount_after_adjustment"] == rows[number]["amount"]


def test_an_order_that_is_completed_is_paid_out(shop):
    number = shop.place(skus=["TAS-KANVAS"], status="TO_CONFIRM_RECEIVE")
    assert number not in payouts(shop)
    shop.advance(number, "COMPLETED")
    assert payouts(shop)[number]["payout_amount"] > 0
    assert wallet(shop)[0]["order_sn"] == number


def test_the_wallet_is_filtered_and_its_window_limited(shop, raw):
    path, now = "payment/get_wallet_transaction_list", raw.now()
    pages = {"page_no": 0, "page_size": 10}
    long = shop.get(path, **pages, create_time_from=now - 16 * DAY, create_time_to=now)
    assert long.error == "time_period_too_large"
    assert shop.get(path, **pages, create_time_from=now, create_time_to=now - 1).error == "time_invalid"
    assert shop.get(path, page_no=0, page_size=101).error == "error_param"
    assert shop.get(path, **pages, transaction_tab_type="nonsense").error == "error_param"
    out = wallet(shop, money_flow="MONEY_OUT")
    assert {row["transaction_type"] for row in out} == {"WITHDRAWAL_CREATED"}
    assert all(row["amount"] < 0 for row in out)
    tab = wallet(shop, transaction_tab_type="wallet_order_income")
    assert {row["transaction_type"] for row in tab} == {"ESCROW_VERIFIED_ADD"}


def day(raw, back):
    return (datetime.fromtimestamp(raw.now(), LOCAL) - timedelta(days=back)).strftime("%Y-%m-%d")


def income(shop, status, start, end, **more):
    return shop.get("payment/get_income_detail", date_from=start, date_to=end, income_status=status, **more)


def test_income_tells_released_and_pending_money_in_both_shapes(shop, raw):
    total = shop.get("payment/get_income_overview", income_status=1).json["total_income"]
    assert total["released_amount"] == sum(row["payout_amount"] for row in payouts(shop).values())
    rows = income(shop, 1, day(raw, 14), day(raw, 0), page_size=100).json["income_detail_list"]["list"]
    assert sum(row["released_amount"] for row in rows) == total["released_amount"]
    raw.switch(income_shape="table")
    shown = income(shop, 2, day(raw, 14), day(raw, 0), page_size=100).json["income_detail_list"]
    pending = sum(row["estimated_escrow_amount"] for row in shown["income_detail_list_item"])
    wrapped = shop.get("payment/get_income_overview").response["total_income"]
    assert wrapped["pending_amount"] == pending > 0
    assert (
        income(shop, 0, day(raw, 1), day(raw, 0), page_size=10).json["income_detail_list"][
            "income_detail_list_item"
        ]
        == []
    )


def test_income_is_asked_by_days_and_paged_by_cursor(shop, raw):
    assert income(shop, 1, day(raw, 15), day(raw, 0), page_size=10).error == "error_param"
    assert income(shop, 1, "24/11/2026", day(raw, 0), page_size=10).error == "error_param"
    numbers, cursor = [], ""
    while True:
        page = income(shop, 1, day(raw, 14), day(raw, 0), page_size=3, cursor=cursor).json[
            "income_detail_list"
        ]
        numbers += [row["order_sn"] for row in page["list"]]
        cursor = page["next_page"]["cursor"]
        if not cursor:
            break
    assert sorted(numbers) == sorted(payouts(shop))


@pytest.mark.parametrize(("kind", "more"), [("report", {}), ("statement", {"statement_type": 1})])
def test_a_report_is_made_in_the_background_and_read_by_its_link(shop, raw, kind, more):
    made = shop.get(f"payment/generate_income_{kind}", **EVER, **more).response["id"]
    name = {f"income_{kind}_id": made}
    assert shop.get(f"payment/get_income_{kind}", **name).response["file_link"] == ""
    shop.wait(30)
    ready = shop.get(f"payment/get_income_{kind}", **name).response
    link = ready["file_link"].removeprefix(raw.app["base_url"])
    lines = raw.visit("GET", link).body.decode().splitlines()
    assert len(lines) == 1 + len(payouts(shop))
    assert shop.get(f"payment/get_income_{kind}", **{f"income_{kind}_id": 5}).error == "error_param"


def test_payment_methods_are_public(raw):
    rows = raw.public("GET", "/api/v2/payment/get_payment_method_list").response
    assert "ShopeePay" in rows[0]["payment_method"]
