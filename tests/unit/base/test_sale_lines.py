"""How a line total becomes one or two sales order lines."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib.sale_lines import split_line

ONE = Decimal(1)


def test_three_units_sharing_a_hundred_become_two_lines_with_whole_prices():
    parts = split_line(Decimal(3), Decimal(100), ONE)
    assert parts == [(Decimal(2), Decimal(66)), (Decimal(1), Decimal(34))]


def test_a_total_that_divides_stays_one_line():
    assert split_line(Decimal(4), Decimal(100), ONE) == [(Decimal(4), Decimal(100))]


def test_a_gift_stays_one_line_at_zero():
    assert split_line(Decimal(2), Decimal(0), ONE) == [(Decimal(2), Decimal(0))]


def test_a_fraction_of_the_quantum_is_left_alone():
    assert split_line(Decimal(3), Decimal("100.5"), ONE) == [(Decimal(3), Decimal("100.5"))]


QUANTA = st.sampled_from(["1", "0.01", "100"])


@given(quantity=st.integers(1, 500), units=st.integers(0, 10**9), quantum=QUANTA)
def test_parts_add_up_and_have_whole_unit_prices(quantity, units, quantum):
    step = Decimal(quantum)
    parts = split_line(Decimal(quantity), units * step, step)
    assert len(parts) <= 2
    assert sum(part for part, _total in parts) == quantity
    assert sum(total for _part, total in parts) == units * step
    assert all(total / part % step == 0 for part, total in parts)
