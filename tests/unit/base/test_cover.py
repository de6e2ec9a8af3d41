"""Days of cover, thresholds and what to order."""

from decimal import Decimal

import pytest

from odoo.addons.ocean_marketplace_base.lib.cover import (
    LOW,
    OUT,
    Supply,
    Threshold,
    days_of_cover,
    sold_per_day,
    state,
    to_reorder,
    worst,
)

WEEK = Threshold(days=7)


def supply(sellable, per_day=0, incoming=0):
    return Supply(sellable=Decimal(sellable), per_day=Decimal(per_day), incoming=Decimal(incoming))


def test_what_was_sold_is_spread_over_the_days():
    assert sold_per_day(Decimal(45), 30) == Decimal("1.5")
    assert sold_per_day(Decimal(45), 0) == 45


def test_more_cancelled_than_sold_is_no_sale():
    assert sold_per_day(Decimal(-3), 30) == 0


@pytest.mark.parametrize(
    ("stock", "per_day", "days"), [(14, 2, 7), (-3, 2, 0), (5, 0, None), (1, Decimal("0.1"), 10)]
)
def test_stock_lasts_as_long_as_it_is_sold(stock, per_day, days):
    assert days_of_cover(supply(stock, per_day)) == days


@pytest.mark.parametrize(("stock", "expected"), [(13, LOW), (14, ""), (15, "")])
def test_less_than_the_days_is_low_and_exactly_so_many_is_not(stock, expected):
    assert state(supply(stock, 2), WEEK, shown=stock, live=True) == expected


@pytest.mark.parametrize(("stock", "expected"), [(4, LOW), (5, "")])
def test_less_than_the_units_is_low(stock, expected):
    assert state(supply(stock), Threshold(units=5), shown=stock, live=True) == expected


def test_either_threshold_is_enough():
    both = Threshold(units=5, days=7)
    assert state(supply(4), both, shown=4, live=True) == LOW
    assert state(supply(6, 1), both, shown=6, live=True) == LOW
    assert state(supply(8, 1), both, shown=8, live=True) == ""


def test_what_is_not_sold_is_not_low_by_days():
    assert state(supply(1), WEEK, shown=1, live=True) == ""


def test_nothing_shown_while_live_is_out_and_hidden_it_is_only_low():
    assert state(supply(0, 1), WEEK, shown=0, live=True) == OUT
    assert state(supply(3, 9), WEEK, shown=0, live=True) == OUT
    assert state(supply(0, 1), WEEK, shown=0, live=False) == LOW


def test_without_threshold_nothing_is_watched():
    assert state(supply(-5, 9), Threshold(), shown=0, live=True) == ""


def test_so_much_is_ordered_that_it_lasts():
    assert to_reorder(supply(4, "1.1"), WEEK, 30) == 29
    assert to_reorder(supply(4, "1.1", incoming=20), WEEK, 30) == 9
    assert to_reorder(supply(400, "1.1"), WEEK, 30) == 0


def test_what_is_promised_already_is_ordered_too():
    assert to_reorder(supply(-3), Threshold(units=5), 30) == 8


def test_the_worst_state_counts():
    assert worst(["", LOW, OUT]) == OUT
    assert worst(["", LOW]) == LOW
    assert worst([""]) == worst([]) == ""
