"""The balance of the seller."""

from datetime import timedelta

import pytest


def saldo_days(world):
    return (world.now - timedelta(days=25)).date(), (world.now + timedelta(days=1)).date()


@pytest.mark.calls("finance.list_saldo")
def test_the_balance_adds_up(client, world):
    whole = client.finance.list_saldo(*saldo_days(world))["saldo_history"]
    income = [row for row in whole if row["class"] == "Transaction"]
    assert len(income) == len(world.orders("700"))
    balance = 0
    for row in reversed(whole):
        balance += row["amount"]
        assert row["saldo"] == balance
    assert list(client.finance.iter_saldo(*saldo_days(world), per_page=2)) == whole


@pytest.mark.calls("finance.download_saldo")
def test_the_balance_is_a_table_too(client, world):
    lines = client.finance.download_saldo(*saldo_days(world)).decode().splitlines()
    assert lines[0].startswith("deposit_id\t")
    assert len(lines) > 2


@pytest.mark.calls("finance.request_export")
def test_an_export_is_named_by_a_key(client, world):
    day = world.now.date()
    assert client.finance.request_export(day - timedelta(days=7), day).startswith("SHD-")


@pytest.mark.calls("finance.get_export")
def test_an_export_gets_done(client, world):
    day = world.now.date()
    key = client.finance.request_export(day, day, saldo_type=1)
    assert client.finance.get_export(key)["status"] == "DONE"
