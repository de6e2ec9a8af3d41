"""Reading amounts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib.money import quantum_of, to_decimal


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        ("-0", "0"),
        (Decimal("-0.00"), "0"),
        (125000, "125000"),
        (125000.0, "125000"),
        ("125000.00", "125000"),
        (Decimal("1E+5"), "100000"),
        ("0 ", "0"),
        (" 12.50 ", "12.5"),
        (0.1 + 0.2, "0.3"),
        (-33900, "-33900"),
    ],
)
def test_equal_amounts_are_read_as_the_same_decimal(value, text):
    assert format(to_decimal(value), "f") == text


@pytest.mark.parametrize("value", [None, "", "  ", "-", "N/A", "null"])
def test_a_placeholder_is_absent_and_not_zero(value):
    assert to_decimal(value) is None


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        "NaN",
        "inf",
        float("nan"),
        float("inf"),
        "12,5",
        "Rp 5",
        "1_000",
        [],
        {},
        b"1",
        10**16,
        "1e400",
    ],
)
def test_what_is_no_amount_is_refused(value):
    with pytest.raises(ValueError, match=r"amount"):
        to_decimal(value)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_reading_an_amount_never_changes_it(amount):
    assert to_decimal(amount) == amount
    assert to_decimal(str(amount)) == amount


@pytest.mark.parametrize(
    ("currency", "unit"),
    [("IDR", "1"), ("VND", "1"), ("idr", "1"), ("SGD", "0.01"), ("MYR", "0.01"), ("", "0.01")],
)
def test_the_quantum_is_what_the_platform_quotes(currency, unit):
    assert quantum_of(currency) == Decimal(unit)
