"""Addresses as one line."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.addresses import address_line, tells_less


def test_the_parts_that_are_there_make_a_line():
    levels = {
        "name": "Siti  Aminah",
        "street": "Jl. Melati 3",
        "city": "KOTA BANDUNG",
        "zip": "40111",
        "full": "x",
    }
    assert address_line(levels) == "Siti Aminah, Jl. Melati 3, KOTA BANDUNG, 40111"


def test_without_a_street_the_whole_text_stands_for_it():
    assert address_line({"full": "Jl. Kenanga 8, Bandung", "street": ""}) == "Jl. Kenanga 8, Bandung"
    assert address_line({}) == ""


@pytest.mark.parametrize(
    ("new", "old", "less"),
    [
        ("S***i, Jl. M***", "Siti, Jl. Melati 3", True),
        ("", "Siti, Jl. Melati 3", True),
        ("Siti, Jl. Melati 3", "S***i, Jl. M***", False),
        ("S***i, Jl. K***", "S***i, Jl. M***", False),
        ("Siti, Jl. Kenanga 8", "Siti, Jl. Melati 3", False),
    ],
)
def test_masks_and_nothing_tell_less(new, old, less):
    assert tells_less(new, old) is less
