"""What sellers call an option and what a category calls it."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.catalogue import Attribute, CategoryRules, Limits
from odoo.addons.ocean_marketplace_base.lib.content import Option
from odoo.addons.ocean_marketplace_base.lib.option_names import option_of, unknown_options

ATTRIBUTES = (
    Attribute(external_id="colour", name="Warna", is_option=True),
    Attribute(external_id="size", name="Ukuran Pakaian", is_option=True),
    Attribute(external_id="shoe", name="Ukuran Sepatu", is_option=True),
    Attribute(external_id="scent", name="Aroma Parfum", is_option=True),
    Attribute(external_id="material", name="Bahan"),
)
LIST_ONLY = CategoryRules(category_id="1", limits=Limits(), attributes=ATTRIBUTES, own_options=False)
FREE = CategoryRules(category_id="1", limits=Limits(), attributes=ATTRIBUTES)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("warna ", "colour"),
        ("Ukuran Pakaian", "size"),
        ("Aroma", "scent"),
        ("Warna Kain", "colour"),
        ("Ukuran", None),  # of clothes or of shoes
        ("Bahan", None),  # nothing that buyers choose
        ("", None),
    ],
)
def test_an_option_is_found_by_the_words_of_its_name(name, expected):
    found = option_of(LIST_ONLY, name)
    assert (found and found.external_id) == expected


def test_where_options_are_free_only_the_same_name_is_the_same_option():
    assert option_of(FREE, "Warna").external_id == "colour"
    assert option_of(FREE, "Aroma") is None


def test_options_that_a_category_does_not_offer_are_named():
    options = (Option(name="Rasa", values=("Kopi",)), Option(name="Warna", values=("Hitam",)))
    assert list(unknown_options(LIST_ONLY, options)) == ["Rasa"]
    assert list(unknown_options(FREE, options)) == []


def test_an_option_that_the_platform_shows_already_is_known():
    assert not list(unknown_options(LIST_ONLY, [Option(name="Rasa", external_id="taste", values=("Kopi",))]))
