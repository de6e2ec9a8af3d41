"""Weights and sides of parcels."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib.content import Dimensions
from odoo.addons.ocean_tiktok_shop.lib.measures import centimetres, grams, sides_in, weight_in


@pytest.mark.parametrize(
    ("value", "unit", "weight"),
    [
        (D("1.32"), "KILOGRAM", 1320),
        (D(250), "GRAM", 250),
        (D(1), "POUND", 454),
        (D(2), "OUNCE", 57),
        (D("0.0001"), "KILOGRAM", 1),
        (None, "KILOGRAM", None),
        (D(0), "KILOGRAM", None),
        (D(1), "STONE", None),
    ],
)
def test_weights_are_grams(value, unit, weight):
    assert grams(value, unit) == weight


@given(st.integers(1, 2_000_000))
def test_grams_go_as_kilograms_and_come_back(weight):
    sent = weight_in("KILOGRAM", weight)
    assert grams(D(sent["value"]), sent["unit"]) == weight


@pytest.mark.parametrize(
    ("unit", "length"), [("CENTIMETER", D(10)), ("CM", D(10)), ("INCH", D("25.4")), ("MILE", None)]
)
def test_sides_are_centimetres(unit, length):
    sides = centimetres(D(10), D("2.5"), D(3), unit)
    assert (sides and sides.length) == length


def test_a_parcel_with_a_missing_side_has_no_size():
    assert centimetres(D(10), None, D(3), "CM") is None


def test_sides_are_sent_as_whole_numbers_that_are_large_enough():
    sides = Dimensions(length=D("10.1"), width=D(3), height=D("0.2"))
    assert sides_in("CENTIMETER", sides) == {
        "length": "11",
        "width": "3",
        "height": "1",
        "unit": "CENTIMETER",
    }
    assert sides_in("INCH", sides)["length"] == "4"
