"""Categories, what they want, and brands against the simulator."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected
from odoo.addons.ocean_tiktok_shop.lib.catalogue import TikTokCatalogue
from odoo.addons.ocean_tiktok_shop.lib.const import TIKTOK_SHOP, TOKOPEDIA

from .shelf import TOPS, linen

CARE, BAGS, SANDALS = "601450", "605196", "601352"


def test_the_tree_comes_parents_first(catalogue):
    seen = set()
    for category in catalogue.categories():
        assert category.parent_id == "" or category.parent_id in seen
        seen.add(category.external_id)
    assert TOPS in seen


def test_a_category_is_usable_where_all_storefronts_have_it_open(client, sandbox):
    sandbox.switch(closed_categories=BAGS)
    both = TikTokCatalogue(client, listing_platforms=(TIKTOK_SHOP, TOKOPEDIA))
    usable = {one.external_id: one.usable for one in both.categories()}
    assert (usable[TOPS], usable[BAGS], usable["603015"]) == (True, False, False)
    alone = TikTokCatalogue(client, listing_platforms=(TIKTOK_SHOP,))
    assert {one.external_id: one.usable for one in alone.categories()}["603015"]


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_whichever_tree_the_shop_uses_is_found(catalogue, sandbox, images, version):
    sandbox.switch(category_version=version)
    assert list(catalogue.categories())
    assert catalogue.version == "v2"
    assert catalogue.category_rules(TOPS).attributes
    assert list(catalogue.brands(TOPS))
    assert catalogue.create(linen(images), key="k-1").external_id


def test_a_category_says_what_it_wants(catalogue):
    care = catalogue.category_rules(CARE)
    assert {one.name: one.required for one in care.attributes} == {
        "Bahan": False,
        "Warna": False,
        "Nomor BPOM": True,
    }
    cloth, colour, number = care.attributes
    assert (cloth.kind, cloth.many, cloth.own_values, cloth.is_option) == ("choice", True, True, False)
    assert [(one.external_id, one.name) for one in cloth.choices] == [
        ("1001000", "Katun"),
        ("1001001", "Linen"),
    ]
    assert (colour.is_option, number.kind, number.own_values) == (True, "text", True)
    assert (care.limits.dimensions_required, care.limits.days_to_ship, care.wants) == (False, (3, 30), ())
    assert catalogue.category_rules(BAGS).limits.dimensions_required
    assert catalogue.category_rules(SANDALS).wants == ("a size chart",)


@pytest.mark.parametrize(("category", "code"), [(CARE, "12052104"), (SANDALS, "12052673")])
def test_what_a_category_wants_is_wanted(catalogue, images, category, code):
    with pytest.raises(Rejected) as refusal:
        catalogue.create(linen(images, category_id=category), key="k-1")
    assert refusal.value.code == code


def test_a_category_without_permission_is_refused_with_its_reason(catalogue, images, sandbox):
    sandbox.switch(closed_categories=TOPS)
    with pytest.raises(Rejected, match="Qualification Center") as refusal:
        catalogue.create(linen(images), key="k-1")
    assert refusal.value.code == "12052223"
    sandbox.switch(prohibited_categories=TOPS)
    assert "prohibited" in catalogue.category_rules(TOPS).forbidden_reason


def test_brands_are_listed_and_looked_for(catalogue):
    names = [brand.name for brand in catalogue.brands(TOPS)]
    assert {"Ombak Wear", "Rumah Senja"} <= set(names)
    assert [brand.name for brand in catalogue.brands(TOPS, "senja")] == ["Rumah Senja"]


def test_categories_are_recommended_for_each_storefront(client, image):
    both = TikTokCatalogue(client, listing_platforms=(TIKTOK_SHOP, TOKOPEDIA))
    assert both.recommend("Oli Mesin Motor 1 liter")[0] == "603015"
    assert len(both.recommend("Oli Mesin Motor 1 liter")) == 2
    assert TikTokCatalogue(client).recommend("Hijab voal", description="Hijab\nadem") == ("601302",)


def test_unknown_categories_are_refused(catalogue):
    with pytest.raises(Rejected) as refusal:
        catalogue.category_rules("1")
    assert refusal.value.code == "12052023"


def test_a_product_for_both_storefronts_has_a_channel_for_each(client, images, later):
    both = TikTokCatalogue(client, listing_platforms=(TIKTOK_SHOP, TOKOPEDIA))
    number = both.create(linen(images), key="k-1").external_id
    later(10)
    assert both.read([number])[number].channels == (TIKTOK_SHOP, TOKOPEDIA)
    TikTokCatalogue(client).update(number, linen(images, category_id="601302"), frozenset({"category"}))
    later(10)
    assert both.read([number])[number].channels == (TIKTOK_SHOP, TOKOPEDIA)
    assert both.deactivate([number]) == {number: None}
    assert both.read([number])[number].raw_status == "SELLER_DEACTIVATED"
