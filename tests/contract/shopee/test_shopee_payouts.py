"""Money that was released, the wallet, and income."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected
from odoo.addons.ocean_shopee.lib.client import ShopeePartnerClient

NOW = datetime.now(timezone.utc)
LONG_AGO = NOW - timedelta(days=90)
SOON = NOW + timedelta(hours=1)


def test_released_orders_add_up_with_their_escrow(client):
    rows = list(client.payment.iter_escrow_list(LONG_AGO, SOON, page_size=2))
    assert rows
    escrows = client.payment.get_escrow_detail_batch([row["order_sn"] for row in rows])
    paid = {row["order_sn"]: Decimal(row["payout_amount"]) for row in rows}
    assert paid == {row["order_sn"]: Decimal(row["order_income"]["escrow_amount"]) for row in escrows}


def test_the_wallet_adds_up(client):
    rows = list(client.payment.iter_wallet_transaction_list(NOW - timedelta(days=14), SOON, page_size=3))
    assert rows
    rows.sort(key=lambda row: row["create_time"])
    balances = [Decimal(row["current_balance"]) for row in rows]
    steps = [later - earlier for earlier, later in zip(balances, balances[1:], strict=False)]
    assert steps == [Decimal(row["amount"]) for row in rows[1:]]


def test_the_wallet_is_filtered(client):
    page = client.payment.get_wallet_transaction_list(
        NOW - timedelta(days=14), SOON, tab_type="wallet_withdrawals"
    )
    assert all("WITHDRAWAL" in row["transaction_type"] for row in page["transaction_list"])


def test_income_is_told_in_sum_and_by_order(client):
    assert "released_amount" in client.payment.get_income_overview(1)["total_income"]
    today = NOW.date()
    rows = list(client.payment.iter_income_detail(today - timedelta(days=14), today, 1, page_size=2))
    assert all(row["currency"] == "IDR" for row in rows)


@pytest.mark.parametrize("kind", ["report", "statement"])
def test_reports_are_made_and_loaded(kind, client, sandbox):
    if kind == "report":
        number = client.payment.generate_income_report(LONG_AGO, SOON)
        read = client.payment.get_income_report
    else:
        number = client.payment.generate_income_statement(LONG_AGO, SOON, 2)
        read = client.payment.get_income_statement
    sandbox.control("/clock", {"advance": 60})
    found = read(number)
    assert str(found["id"]) == number
    assert found["file_link"]
    with pytest.raises(Rejected):
        read("999999999")


def test_payment_methods_are_public(app, transport, shop):
    partner = ShopeePartnerClient(app, transport, shop["base_url"])
    assert "ID" in {row["region"] for row in partner.public.get_payment_method_list()}
