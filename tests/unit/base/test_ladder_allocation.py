"""Sharing amounts among lines."""

from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib.ladder import CannotAllocate, allocate

WEIGHTS = st.lists(st.integers(0, 10**7).map(D), min_size=1, max_size=12)
TOTALS = st.integers(0, 10**8).map(D)


@given(TOTALS, WEIGHTS)
def test_the_shares_sum_to_the_total(total, weights):
    assert sum(allocate(total, weights)) == total


@given(TOTALS, WEIGHTS)
def test_each_share_is_within_one_quantum_of_the_exact_share(total, weights):
    assume(sum(weights))
    whole = Fraction(sum(weights))
    for share, weight in zip(allocate(total, weights), weights, strict=True):
        assert abs(Fraction(share) - Fraction(total) * Fraction(weight) / whole) < 1


@given(TOTALS, WEIGHTS, st.randoms())
def test_the_order_of_lines_with_distinct_fractions_does_not_matter(total, weights, random):
    assume(sum(weights))
    fractions = [Fraction(total) * Fraction(weight) / Fraction(sum(weights)) % 1 for weight in weights]
    assume(len(set(fractions)) == len(fractions))
    order = list(range(len(weights)))
    random.shuffle(order)
    shuffled = allocate(total, [weights[index] for index in order])
    assert [shuffled[order.index(index)] for index in range(len(weights))] == list(allocate(total, weights))


@given(TOTALS, st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**7)), min_size=1, max_size=10))
def test_no_share_is_negative_or_above_its_cap(total, lines):
    weights, caps = [D(weight) for weight, _cap in lines], [D(cap) for _weight, cap in lines]
    if sum(caps) < total:
        with pytest.raises(CannotAllocate) as failure:
            allocate(total, weights, caps)
        assert failure.value.rest == total - sum(caps)
    else:
        shares = allocate(total, weights, caps)
        assert sum(shares) == total
        assert all(0 <= share <= cap for share, cap in zip(shares, caps, strict=True))


@given(TOTALS, WEIGHTS)
def test_a_negative_total_is_shared_like_its_magnitude(total, weights):
    assert allocate(-total, weights) == tuple(-share for share in allocate(total, weights))


def test_a_tie_goes_to_the_later_line():
    assert allocate(D("0.67"), [D("3.99"), D("3.99")], quantum=D("0.01")) == (D("0.33"), D("0.34"))


def test_a_voucher_over_three_lines_goes_by_largest_remainder():
    assert allocate(D(30000), [D(240000), D(125000), D(89000)]) == (D(15859), D(8260), D(5881))


def test_a_total_finer_than_the_quantum_is_shared_to_its_last_digit():
    assert allocate(D("10.5"), [D(1), D(1)]) == (D("5.2"), D("5.3"))


def test_a_line_of_weight_zero_gets_nothing():
    assert allocate(D(7), [D(0), D(3), D(0)]) == (D(0), D(7), D(0))


def test_lines_are_equal_when_all_weights_are_zero():
    assert allocate(D(3), [D(0), D(0)]) == (D(1), D(2))


def test_what_a_full_line_cannot_take_goes_to_the_others():
    assert allocate(D(100), [D(90), D(5), D(5)], [D(10), D(60), D(60)]) == (D(10), D(45), D(45))


@pytest.mark.parametrize(("weights", "caps"), [([D(-1)], None), ([D(1)], [D(-1)]), ([], None)])
def test_senseless_arguments_are_refused(weights, caps):
    with pytest.raises(ValueError, match=r"."):
        allocate(D(1), weights, caps)


def test_nothing_over_no_lines_is_nothing():
    assert allocate(D(0), []) == ()
