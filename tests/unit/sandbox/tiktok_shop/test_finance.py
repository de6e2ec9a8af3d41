"""Statements add up: rows to their parts, SKUs to orders, rows to statements."""

import pytest

DAY = 86_400
WAY = "/finance/202501"
SORT = {"sort_field": "statement_time"}
BY_ORDER = {"sort_field": "order_create_time"}


def value(row, *path):
    for step in path:
        row = row[step]
    return int(row)


def check_row(row):
    """Assert that one row adds up and return what the seller gets."""
    revenue = sum(int(amount) for amount in row["revenue_breakdown"].values())
    shipping = sum(
        int(amount)
        for name, amount in row["shipping_cost_breakdown"].items()
        if name != "supplementary_component"
    )
    fees = row["fee_tax_breakdown"]["fee"]
    fee = sum(
        int(amount) for name, amount in fees.items() if name != "affiliate_commission_amount_before_pit"
    )
    tax = sum(int(amount) for amount in row["fee_tax_breakdown"]["tax"].values())
    assert value(row, "revenue_amount") == revenue
    assert value(row, "shipping_cost_amount") == shipping
    assert value(row, "fee_tax_amount") == fee + tax
    assert value(row, "settlement_amount") == revenue + shipping + fee + tax
    return value(row, "settlement_amount")


@pytest.fixture
def ciphers(tts):
    return [shop["cipher"] for shop in tts.get("/authorization/202309/shops", cipher=False).data["shops"]]


def statements(tts, cipher, **query):
    way = "/finance/202309/statements"
    return tts.all_pages("GET", way, "statements", page_size=100, cipher=cipher, **SORT, **query)


def rows_of(tts, cipher, number):
    path = f"{WAY}/statements/{number}/statement_transactions"
    return tts.all_pages("GET", path, "transactions", page_size=100, cipher=cipher, **BY_ORDER)


def test_every_statement_is_the_sum_of_its_rows(tts, ciphers):
    kinds = set()
    for cipher in ciphers:
        for statement in statements(tts, cipher):
            assert statement["statement_time"] % DAY == 0
            path = f"{WAY}/statements/{statement['id']}/statement_transactions"
            head = tts.get(path, cipher=cipher, **BY_ORDER).data
            rows = rows_of(tts, cipher, statement["id"])
            total = 0
            for row in rows:
                kinds.add(row["type"])
                total += check_row(row) if row["type"] == "ORDER" else value(row, "adjustment_amount")
            assert total == value(statement, "settlement_amount") == value(head, "payable_amount")
            parts = head["total_settlement_breakdown"].values()
            assert sum(int(part) for part in parts) == value(head, "total_settlement_amount")
            names = ("revenue_amount", "fee_amount", "adjustment_amount")
            assert value(statement, "settlement_amount") == sum(value(statement, name) for name in names)
    assert kinds >= {"ORDER", "LOGISTICS_REIMBURSEMENT", "PLATFORM_PENALTY"}


def test_skus_make_up_the_order_and_the_order_its_rows(tts, ciphers):
    seen = 0
    for cipher in ciphers:
        for statement in statements(tts, cipher):
            totals = {}
            for row in rows_of(tts, cipher, statement["id"]):
                if row["type"] == "ORDER":
                    totals[row["order_id"]] = totals.get(row["order_id"], 0) + value(row, "settlement_amount")
            for number, total in totals.items():
                whole = tts.get(f"{WAY}/orders/{number}/statement_transactions", cipher=cipher).data
                skus = whole["sku_transactions"]
                assert sum(check_row(sku) for sku in skus if sku["statement_id"] == statement["id"]) == total
                everything = sum(value(sku, "settlement_amount") for sku in skus)
                names = ("revenue_amount", "shipping_cost_amount", "fee_and_tax_amount")
                assert (
                    everything
                    == value(whole, "settlement_amount")
                    == sum(value(whole, name) for name in names)
                )
                seen += 1
    assert seen >= 25


def test_a_row_starts_from_the_order(tts):
    order = next(row for row in tts.orders() if row["status"] == "COMPLETED")
    whole = tts.get(f"{WAY}/orders/{order['id']}/statement_transactions").data
    goods = sum(
        value(row, "revenue_breakdown", "subtotal_before_discount_amount")
        for row in whole["sku_transactions"]
    )
    paid = sum(
        value(row, "shipping_cost_breakdown", "customer_paid_shipping_fee_amount")
        for row in whole["sku_transactions"]
    )
    assert goods == value(order, "payment", "original_total_product_price")
    assert paid == value(order, "payment", "shipping_fee")


def test_the_worked_case_of_shared_vouchers_comes_out(tts):
    number = tts.place(skus=["TAS-KANVAS"], quantities=[3], seller_voucher=100, platform_voucher=15_000,
                       affiliate=True)[0]  # fmt: skip
    tts.change(number, "advance", to="COMPLETED", force=True)
    row = tts.get(f"{WAY}/orders/{number}/statement_transactions").data["sku_transactions"][0]
    base = 3 * 69_500 - 100
    assert value(row, "revenue_amount") == base
    fee = row["fee_tax_breakdown"]["fee"]
    assert int(fee["platform_commission_amount"]) == -round(base * 0.08)
    assert int(fee["dynamic_commission_amount"]) == -round(base * 0.04)
    assert int(fee["affiliate_commission_amount"]) == -round((base - 15_000) * 0.1)
    assert int(fee["transaction_fee_amount"]) == -1250
    assert int(row["fee_tax_breakdown"]["tax"]["article_22_income_tax_withheld"]) == -round(
        base * 0.005 / 1.11
    )


def test_the_distance_fee_nets_to_nothing(tts):
    number = tts.place(skus=["TAS-KANVAS"], distance=12_000, tokopedia=True, status="COMPLETED")[0]
    row = tts.get(f"{WAY}/orders/{number}/statement_transactions").data["sku_transactions"][0]
    assert (
        value(row, "revenue_breakdown", "distant_item_fee_amount")
        + value(row, "shipping_cost_breakdown", "distant_shipping_fee_amount")
        + value(row, "fee_tax_breakdown", "fee", "platform_special_service_fee_amount")
    ) == 0


def test_a_completed_order_moves_from_unsettled_into_the_statement_of_its_day(tts):
    number = tts.place(status="DELIVERED")[0]
    path = "/finance/202507/orders/unsettled"

    def waiting():
        rows = tts.all_pages("GET", path, "transactions", page_size=100, **BY_ORDER)
        return {row["order_id"]: int(row["est_settlement_amount"]) for row in rows}

    expected = waiting()[number]
    assert tts.get(f"{WAY}/orders/{number}/statement_transactions").data["total_count"] == 0
    tts.change(number, "advance", to="COMPLETED")
    assert number not in waiting()
    whole = tts.get(f"{WAY}/orders/{number}/statement_transactions").data
    withheld = sum(
        value(row, "fee_tax_breakdown", "tax", "article_22_income_tax_withheld")
        for row in whole["sku_transactions"]
    )
    assert withheld < 0
    assert value(whole, "settlement_amount") - withheld == expected
    statement = statements(tts, True)[-1]
    assert statement["statement_time"] > tts.now() >= statement["statement_time"] - DAY
    assert statement["payment_status"] == "PROCESSING"
    assert number in {row.get("order_id") for row in rows_of(tts, True, statement["id"])}


def test_the_running_day_can_be_hidden_until_its_cut(tts):
    tts.switch(open_statement=False)
    tts.change(tts.place(status="DELIVERED")[0], "advance", to="COMPLETED")
    assert all(row["statement_time"] <= tts.now() for row in statements(tts, True))


def test_a_refund_after_settlement_is_a_row_of_a_later_day(tts):
    number = tts.place(skus=["TAS-KANVAS"], quantities=[2], status="COMPLETED")[0]
    tts.wait(2 * DAY)
    tts.change(number, "edit", **{"return": {"type": "REFUND", "units": 1}})
    tts.change(number, "advance", refund=True)
    tts.wait(6)
    whole = tts.get(f"{WAY}/orders/{number}/statement_transactions").data
    first, second = whole["sku_transactions"]
    assert first["statement_id"] != second["statement_id"]
    assert value(second, "revenue_breakdown", "refund_subtotal_before_discount_amount") == -85_000
    assert value(second, "revenue_breakdown", "seller_discount_refund_amount") == 15_500
    assert int(second["fee_tax_breakdown"]["fee"]["platform_commission_amount"]) == 5560
    assert check_row(second) < 0


def test_withdrawals_follow_statements_and_payments_are_not_for_this_region(tts):
    rows = tts.all_pages(
        "GET", "/finance/202309/withdrawals", "withdrawals", types="SETTLE,WITHDRAW", page_size=50
    )
    settled = sum(int(row["amount"]) for row in rows if row["type"] == "SETTLE")
    paid = sum(int(row["settlement_amount"]) for row in statements(tts, True, payment_status="PAID"))
    assert settled == paid
    assert {row["type"] for row in rows} == {"SETTLE", "WITHDRAW"}
    assert tts.get("/finance/202309/withdrawals").code == 36009004
    assert tts.get("/finance/202605/payments", sort_field="create_time").code == 21008106
    tts.switch(payments_refused=False)
    answer = tts.get("/finance/202309/payments", sort_field="create_time", page_size=100).data["payments"]
    assert answer[0]["reserve_amount"]["value"] == "0"


def test_windows_and_unknown_statements(tts):
    rows = statements(tts, True)
    at = rows[2]["statement_time"]
    found = statements(tts, True, statement_time_ge=at, statement_time_lt=at + 1)
    assert [row["id"] for row in found] == [rows[2]["id"]]
    assert tts.get(f"{WAY}/statements/1/statement_transactions", **BY_ORDER).code == 36009004
    assert tts.get("/finance/202309/statements").code == 36009004, "sort_field is required"


def test_the_processing_fee_may_have_no_field(tts):
    tts.switch(processing_fee_field="")
    number = tts.place(status="COMPLETED", skus=["TAS-KANVAS"])[0]
    row = tts.get(f"{WAY}/orders/{number}/statement_transactions").data["sku_transactions"][0]
    named = sum(
        int(amount)
        for name, amount in row["fee_tax_breakdown"]["fee"].items()
        if name != "affiliate_commission_amount_before_pit"
    ) + sum(int(amount) for amount in row["fee_tax_breakdown"]["tax"].values())
    assert value(row, "fee_tax_amount") - named == -1250
