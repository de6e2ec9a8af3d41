"""Tokopedia samples about products: what they say, and that what we send looks like them."""

from decimal import Decimal as D
from pathlib import Path

import simplejson

from odoo.addons.ocean_marketplace_base.lib.content import NEW, Content, Dimensions, Image, Option, Variant
from odoo.addons.ocean_tokopedia.lib.category_rules import attributes_of, categories_of, selections_of
from odoo.addons.ocean_tokopedia.lib.mapping import map_listing
from odoo.addons.ocean_tokopedia.lib.product_form import new_product, variant_block

ROOT = Path(__file__).resolve().parents[3] / "shared" / "payloads" / "tokopedia"


def data(name):
    return simplejson.loads((ROOT / name).read_text(), use_decimal=True)["data"]


def product_of(name):
    return simplejson.loads((ROOT / name).read_text(), use_decimal=True)["products"][0]


def test_products_of_a_page_say_everything():
    first, _second = (map_listing(row) for row in data("product_info_docs_shop_page.json"))
    content = first.content
    assert (content.name, content.category_id) == ("Apple Ceri Bulk 3 Kg 3 kg Sayurbox", "1166")
    assert content.description.startswith("Apple Ceri Bulk 3 kg")
    assert (content.weight, content.condition, content.days_to_ship) == (1000, NEW, None)
    assert [image.external_id for image in content.images] == ["21356770"]
    assert content.variants == (
        Variant(sku_id="15330470", seller_sku="1000407", price=D(180000), quantity=1),
    )
    assert first.url.startswith("https://")


def test_a_product_with_variants_and_wholesale_prices_says_what_it_can():
    (product,) = data("product_info_docs_wholesale.json")
    alone = map_listing(product)
    assert (alone.skus, alone.content.variants, alone.content.weight) == ((), (), 200)
    listing = map_listing(product, data("product_variant_by_product_docs.json"))
    assert listing.content.options == (
        Option(
            name="warna",
            values=("Hijau", "Merah"),
            external_id="colour",
            images=listing.content.options[0].images,
        ),
        Option(name="ukuran", values=("XL", "All Size"), external_id="size"),
    )
    assert len(listing.content.options[0].images) == 2
    first = listing.content.variants[0]
    assert (first.options, first.seller_sku) == (("Hijau", "All Size"), "ijo-all")
    assert (first.price, first.quantity) == (D(100), 29)
    assert len(listing.content.variants) == len(listing.skus) == 4


def test_the_categories_and_their_rules_are_read():
    tree = list(categories_of(data("categories_docs.json")["categories"]))
    assert len({category.external_id for category in tree}) == len(tree)
    assert {category.is_leaf for category in tree} == {True, False}
    variants = data("product_variant_by_category_v2_docs.json")
    attributes = attributes_of(data("product_annotation_docs.json"), variants)
    assert {one.is_option for one in attributes} == {True, False}
    assert all(one.external_id and one.name and one.choices for one in attributes)
    option = next(one for one in attributes if one.is_option)
    wanted = Option(name=option.name, values=tuple(choice.name for choice in option.choices[:2]))
    (selection,) = selections_of(variants, [wanted])
    assert 0 not in [row["unit_value_id"] for row in selection["options"]]


def test_what_is_sent_has_the_names_and_types_of_the_documented_requests():
    documented, changed = (product_of(f"product_{verb}_v2_request_docs.json") for verb in ("create", "edit"))
    options = (Option(name="Ukuran", values=("XS", "S"), images=(Image(url="https://x.example/s.png"),) * 2),)
    content = Content(
        name="Piyama",
        description="Lembut",
        category_id="1817",
        images=(Image(url="https://x.example/a.png"),),
        weight=200,
        dimensions=Dimensions(length=D(1), width=D(1), height=D(1)),
        days_to_ship=5,
        options=options,
        variants=tuple(
            Variant(options=(value,), seller_sku=value, price=D(10000), quantity=5) for value in ("XS", "S")
        ),
    )
    sent = new_product(content, 1402956, changed["variant"]["selection"])
    del sent["dimension"]  # neither of the samples has one
    compared = documented | {"variant": changed["variant"]}
    sent["variant"]["sizecharts"] = [{"file_path": "https://x.example/ukuran.png"}]
    assert (
        variant_block(content, changed["variant"]["selection"], {}, "https://x.example/ukuran.png")
        == (sent["variant"])
    )
    assert shape(sent) == shape({name: compared[name] for name in sent})


def shape(value):
    """Return names and types only."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items() if name != "is_primary"}
    return [shape(value[0])] if isinstance(value, list) and value else type(value)
