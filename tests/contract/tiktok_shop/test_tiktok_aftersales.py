"""Cancellations, returns and money against the simulator."""

from datetime import timedelta
from decimal import Decimal

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected


@pytest.fixture
def asked(sandbox, numbers):
    """An order whose buyer has just asked to cancel."""
    order_id = numbers["AWAITING_SHIPMENT"][0]
    sandbox.control(f"/orders/{order_id}/request_cancel", {})
    return order_id


@pytest.fixture
def delivered(numbers):
    return numbers["DELIVERED"][0]


@pytest.fixture
def returned(sandbox, delivered):
    """A function that has the buyer of a delivered order ask for something; it returns the id of the case."""

    def ask(client, **options):
        sandbox.control(f"/orders/{delivered}/edit", {"return": options})
        (case, *_others) = client.return_refund.iter_returns(
            order_ids=[delivered], sort_field="create_time", sort_order="DESC"
        )
        return case["return_id"]

    return ask


def cancellation(client, order_id):
    (case,) = client.return_refund.iter_cancellations(order_ids=[order_id])
    return case


def test_a_cancellation_is_granted_in_the_end(client, asked, later):
    case = cancellation(client, asked)
    assert case["cancel_status"] == "CANCELLATION_REQUEST_PENDING"
    client.return_refund.approve_cancellation(case["cancel_id"], idempotency_key="k-1")
    later(60)
    assert cancellation(client, asked)["cancel_status"] == "CANCELLATION_REQUEST_COMPLETE"
    (order,) = client.order.get_order_detail([asked])
    assert order["status"] == "CANCELLED"


def test_a_cancellation_is_refused_with_a_reason_of_today(client, asked):
    case = cancellation(client, asked)
    reasons = client.return_refund.get_reject_reasons(case["cancel_id"], locale="en-US")
    client.return_refund.reject_cancellation(case["cancel_id"], reasons[0]["name"], comment="packed")
    assert cancellation(client, asked)["cancel_status"] == "CANCELLATION_REQUEST_CANCEL"


@pytest.mark.parametrize("version", ["202602", "202309"])
def test_a_seller_cancels_an_order(version, client, numbers):
    order_id = numbers["AWAITING_SHIPMENT"][1]
    eligible = client.return_refund.get_aftersale_eligibility(order_id, version=version)
    assert eligible
    reason = "seller_cancel_reason_out_of_stock"
    refund = client.return_refund.calculate_refund(order_id, "CANCEL", reason, version=version)
    assert Decimal(refund["refund_total"]) > 0
    case = client.return_refund.cancel_order(order_id, reason, version=version)
    assert case["cancel_status"].startswith("CANCELLATION_REQUEST_")
    (order,) = client.order.get_order_detail([order_id])
    assert order["status"] == "CANCELLED"


def test_a_reason_that_does_not_fit_is_refused(client, numbers):
    with pytest.raises(Rejected):
        client.return_refund.cancel_order(numbers["AWAITING_SHIPMENT"][1], "no such reason")


@pytest.mark.parametrize("version", ["202602", "202309"])
def test_returns_are_listed_in_both_versions(version, client):
    rows = list(client.return_refund.iter_returns(page_size=10, version=version))
    assert len({row["return_id"] for row in rows}) == len(rows) > 0


def test_a_refund_is_granted_and_completes(client, returned, delivered, later):
    return_id = returned(client, type="REFUND")
    decisions = client.return_refund.get_decision_eligibility(return_id)
    assert "APPROVE_REFUND" in [row["decision"] for row in decisions if row["eligible"]]
    client.return_refund.approve_return(return_id, "APPROVE_REFUND", idempotency_key="k-2")
    later(60)
    (case,) = client.return_refund.iter_returns(return_ids=[return_id])
    assert case["return_status"] == "RETURN_OR_REFUND_REQUEST_COMPLETE"
    assert client.return_refund.get_return_records(return_id)


@pytest.mark.parametrize("version", ["202606", "202309"])
def test_a_return_is_refused(version, client, returned):
    return_id = returned(client, type="RETURN_AND_REFUND")
    reason = client.return_refund.get_reject_reasons(return_id)[0]["name"]
    client.return_refund.reject_return(return_id, "REJECT_RETURN", reason, comment="worn", version=version)
    (case,) = client.return_refund.iter_returns(return_ids=[return_id])
    assert case["return_status"] == "REFUND_OR_RETURN_REQUEST_REJECT"


def test_a_seller_opens_a_return_for_the_buyer(client, sandbox):
    (delivered,) = sandbox.control("/orders", {"status": "DELIVERED"})["orders"]
    rows = client.return_refund.get_aftersale_eligibility(delivered, request_types=["REFUND"])
    (line,) = rows[0]["line_item_eligibility"]
    (order,) = client.order.get_order_detail([delivered])
    made = client.return_refund.create_return(
        delivered,
        "REFUND",
        line["available_reason_names"][0],
        order_line_item_ids=[order["line_items"][0]["id"]],
    )
    (case,) = client.return_refund.iter_returns(return_ids=[made["return_id"]])
    assert case["order_id"] == delivered


def test_statements_add_up_with_their_transactions(client):
    statements = list(client.finance.iter_statements(page_size=2))
    times = [row["statement_time"] for row in statements]
    assert times == sorted(times)
    paid = [row for row in statements if row["payment_status"] == "PAID"]
    assert paid
    for statement in paid:
        rows = list(client.finance.iter_transactions_by_statement(statement["id"], page_size=2))
        total = sum(Decimal(row["settlement_amount"]) for row in rows)
        assert total == Decimal(statement["settlement_amount"])


def test_an_order_shows_what_it_settled_by_sku(client):
    statement = next(row for row in client.finance.iter_statements() if row["payment_status"] == "PAID")
    rows = client.finance.iter_transactions_by_statement(statement["id"])
    order = next(row for row in rows if row["type"] == "ORDER")
    detail = client.finance.get_transactions_by_order(order["order_id"])
    assert Decimal(detail["settlement_amount"]) == sum(
        Decimal(row["settlement_amount"]) for row in detail["sku_transactions"]
    )


def test_estimates_are_paged_with_their_totals(client):
    page = client.finance.get_unsettled_transactions(page_size=1)
    assert page["total_count"] == len(list(client.finance.iter_unsettled_transactions(page_size=3)))
    assert page["sum_est_settlement_amount"]


def test_withdrawals_are_those_asked_for(client, clock):
    since = clock.now() - timedelta(days=30)
    rows = list(client.finance.iter_withdrawals(types=["SETTLE"], create_time_ge=since))
    assert {row["type"] for row in rows} == {"SETTLE"}


@pytest.mark.parametrize("version", ["202605", "202309"])
def test_payments_are_not_for_this_market_unless_the_platform_thinks_so(version, client, sandbox):
    with pytest.raises(Rejected):
        client.finance.get_payments(version=version)
    sandbox.switch(payments_refused=False)
    assert list(client.finance.iter_payments(version=version))
