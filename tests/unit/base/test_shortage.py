"""Whose order goes without, and which receipt helps."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib.shortage import (
    Claim,
    Receipt,
    missing,
    newest_first,
    receipt_for,
    short_before,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)


def claim(key, units, minutes=0):
    return Claim(key=key, since=NOON + timedelta(minutes=minutes), units=Decimal(units))


def receipt(key, units, days):
    return Receipt(key=key, when=NOON + timedelta(days=days), units=Decimal(units))


def lacks(claims, available):
    return [(row.key, units) for row, units in missing(claims, Decimal(available))]


def test_the_newest_comes_first_and_goes_without_first():
    claims = [claim(1, 3, 0), claim(2, 3, 5), claim(3, 2, 9)]
    assert lacks(claims, 5) == [(3, 2), (2, 1), (1, 0)]


def test_of_one_moment_the_last_written_is_the_newest():
    assert [row.key for row in newest_first([claim(4, 1), claim(9, 1), claim(7, 1)])] == [9, 7, 4]


def test_stock_below_zero_gives_nobody_anything():
    assert lacks([claim(1, 2)], -3) == [(1, 2)]


def test_without_claims_nobody_goes_without():
    assert lacks([], -3) == []


def test_the_receipt_with_which_all_is_there_is_named():
    rows = [receipt(2, 10, 9), receipt(1, 2, 3)]
    assert receipt_for(rows, Decimal(2)).key == 1
    assert receipt_for(rows, Decimal(3)).key == 2
    assert receipt_for(rows, Decimal(13)) is None


def test_older_orders_are_served_by_a_receipt_first():
    rows = missing([claim(1, 3, 0), claim(2, 3, 5), claim(3, 2, 9)], Decimal(5))
    assert [short_before(rows, key) for key in (1, 2, 3)] == [0, 1, 3]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 20)), max_size=12), st.integers(-5, 60))
def test_what_is_missing_is_what_is_promised_less_what_is_there(rows, available):
    claims = [claim(key, units, minutes) for key, (minutes, units) in enumerate(rows)]
    total = sum(row.units for row in claims)
    found = missing(claims, Decimal(available))
    assert sum(units for _row, units in found) == max(Decimal(0), total - max(0, available))
    assert all(0 <= units <= row.units for row, units in found)
