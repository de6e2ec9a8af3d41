"""Parts of a listing compare as people would: untold is no difference, and neither is spelling of numbers."""

from decimal import Decimal

import pytest

from odoo.addons.ocean_marketplace_base.lib import listing_aspects
from odoo.addons.ocean_marketplace_base.lib.content import (
    KEYS,
    AttributeValue,
    Content,
    Dimensions,
    Image,
    Option,
    Variant,
)
from odoo.addons.ocean_marketplace_base.lib.listing_aspects import (
    image_key,
    merged,
    parts_of,
    price,
    sent_as,
    values,
)

FULL = Content(
    name="Kaos  Ombak",
    description="Katun tebal. \nDicuci dingin.\n",
    category_id="100352",
    brand_id="7",
    attributes=(
        AttributeValue(attribute_id="a1", value_ids=("v2", "v1"), texts=("Katun", "Linen", "lainnya")),
        AttributeValue(attribute_id="a2", texts=("30",), unit="cm"),
    ),
    images=(Image(external_id="img1", url="https://x/1"), Image(checksum="ab"), Image(url="https://x/3")),
    weight=250,
    dimensions=Dimensions(length=Decimal("10.0"), width=Decimal(20), height=Decimal("2.5")),
    days_to_ship=3,
    options=(Option(name="Warna", values=("Biru", "Merah"), images=(Image(external_id="o1"),)),),
    variants=(
        Variant(sku_id="2", options=("Merah",), seller_sku="K-M", price=Decimal("99000.00")),
        Variant(sku_id="1", options=("Biru",), seller_sku="K-B", barcode="899", price=Decimal(99000)),
        Variant(options=("Hijau",), seller_sku="K-H", price=Decimal(1)),
    ),
)


def test_all_that_is_told_has_a_value_and_a_key_to_be_sent_with():
    found = values(FULL)
    assert {part.partition(":")[0] for part in found} == set(listing_aspects.SENT_AS)
    assert {sent_as(part) for part in found} == set(KEYS)


def test_what_is_not_told_has_no_value():
    assert set(values(Content(name="Topi"))) == {"name", "condition", "variants"}


def test_spaces_around_lines_do_not_count_but_capitals_do():
    one = Content(name=" Kaos Ombak", description="Katun tebal.\nDicuci dingin.")
    assert values(FULL)["name"] == values(one)["name"]
    assert values(FULL)["description"] == values(one)["description"]
    assert values(FULL)["name"] != values(Content(name="KAOS OMBAK"))["name"]


@pytest.mark.parametrize("text", ["99000", "99000.0", "99000.00", "9.9E+4"])
def test_prices_are_compared_as_numbers(text):
    assert price(Decimal(text)) == "99000"


def test_a_variant_that_the_platform_does_not_have_yet_has_no_parts_of_its_own():
    assert {part for part in values(FULL) if ":" in part} == {
        "price:1",
        "price:2",
        "seller_sku:1",
        "seller_sku:2",
        "barcode:1",
    }
    assert ["Hijau"] in values(FULL)["variants"]["variants"]


def test_the_order_of_variants_does_not_count_but_that_of_values_does():
    turned = Content(name="x", options=FULL.options, variants=FULL.variants[::-1])
    assert values(turned)["variants"] == values(FULL)["variants"]
    options = (Option(name="Warna", values=("Merah", "Biru")),)
    assert (
        values(Content(name="x", options=options, variants=FULL.variants))["variants"]
        != values(FULL)["variants"]
    )


def test_values_of_a_list_are_compared_by_their_ids_and_own_texts_as_they_are():
    assert values(FULL)["attributes"] == {"a1": [["v1", "v2"], ["lainnya"], ""], "a2": [[], ["30"], "cm"]}
    unnamed = AttributeValue(attribute_id="a1", value_ids=("v1", "v2"), texts=("lainnya",))
    assert values(Content(name="x", attributes=(unnamed,)))["attributes"]["a1"] == [
        ["v1", "v2"],
        ["lainnya"],
        "",
    ]


def test_a_picture_is_known_by_the_platforms_id_else_by_its_bytes_else_by_its_address():
    assert [image_key(image) for image in FULL.images] == ["img1", "new:ab", "https://x/3"]


def test_attributes_that_we_do_not_tell_stay():
    assert merged("attributes", {"a": 1}, {"a": 2, "b": 3}) == {"a": 1, "b": 3}
    assert merged("images", ["a"], ["b"]) == ["a"]


def test_parts_are_found_by_the_keys_they_are_sent_with():
    assert parts_of({"size", "price"}, values(FULL)) == {"weight", "dimensions", "price:1", "price:2"}
