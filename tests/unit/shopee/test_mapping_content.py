"""Everything that a Shopee item says, in canonical form."""

from datetime import datetime, timezone
from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.content import (
    AttributeValue,
    Content,
    Dimensions,
    Image,
    Option,
    Variant,
    content_from_plain,
)
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.schema import ReviewNote, to_plain
from odoo.addons.ocean_shopee.lib.mapping_listing import map_listing, outline, page_url

MAY = datetime(2026, 5, 1, tzinfo=timezone.utc)
JUNE = datetime(2026, 6, 1, tzinfo=timezone.utc)


@pytest.fixture
def mug():
    """A row of get_item_base_info with every field that is read."""
    return {
        "item_id": 5100000077,
        "item_name": "Mug gerabah",
        "item_sku": "MUG",
        "item_status": "NORMAL",
        "update_time": 1764000000,
        "has_model": False,
        "category_id": 100715,
        "description": "Mug.\nBuatan tangan.",
        "brand": {"brand_id": 1120011, "original_brand_name": "Rumah Senja"},
        "attribute_list": [
            {
                "attribute_id": 100148,
                "original_attribute_name": "Volume",
                "attribute_value_list": [
                    {"value_id": 0, "original_value_name": "300", "value_unit": "ml"},
                ],
            },
            {
                "attribute_id": 100134,
                "original_attribute_name": "Bahan",
                "attribute_value_list": [
                    {"value_id": 0, "original_value_name": "Gerabah"},
                    {"value_id": 1202, "original_value_name": "Keramik"},
                ],
            },
        ],
        "image": {
            "image_id_list": ["a", "b"],
            "image_url_list": ["https://images.example/a", "https://images.example/b"],
        },
        "weight": "0.385",
        "dimension": {"package_length": 12, "package_width": 10, "package_height": 9},
        "pre_order": {"is_pre_order": True, "days_to_ship": 12},
        "condition": "USED",
        "gtin_code": "8990000000024",
        "price_info": [{"currency": "IDR", "original_price": 48000, "current_price": 39000}],
    }


@pytest.fixture
def models():
    return {
        "tier_variation": [
            {
                "name": "Warna",
                "option_list": [
                    {"option": "Biru", "image": {"image_id": "p1", "image_url": "https://images.example/p1"}},
                    {"option": "Merah"},
                ],
            }
        ],
        "standardise_tier_variation": [
            {
                "variation_id": 31,
                "variation_name": "Warna",
                "variation_option_list": [
                    {"variation_option_id": 7, "variation_option_name": "Biru"},
                    {"variation_option_id": 0, "variation_option_name": "Merah"},
                ],
            }
        ],
        "model": [
            {
                "model_id": 1,
                "tier_index": [0],
                "model_sku": "MUG-B",
                "price_info": [{"original_price": 50000}],
                "gtin_code": "00",
            },
            {"model_id": 2, "tier_index": [1], "price_info": [{"original_price": 51000}]},
        ],
    }


def promotion(kind="Discount Promotions", staging="ongoing", model=0, end=JUNE, **more):
    return {
        "promotion_type": kind,
        "promotion_staging": staging,
        "model_id": model,
        "end_time": int(end.timestamp()),
        **more,
    }


def content(item, models=None, **more):
    return map_listing(item, models, "IDR", **more).content


def test_an_item_without_variants_says_everything(mug):
    assert content(mug) == Content(
        name="Mug gerabah",
        description="Mug.\nBuatan tangan.",
        category_id="100715",
        brand_id="1120011",
        brand_name="Rumah Senja",
        attributes=(
            AttributeValue(attribute_id="100148", name="Volume", texts=("300",), unit="ml"),
            AttributeValue(
                attribute_id="100134", name="Bahan", value_ids=("1202",), texts=("Keramik", "Gerabah")
            ),
        ),
        images=(
            Image(external_id="a", url="https://images.example/a"),
            Image(external_id="b", url="https://images.example/b"),
        ),
        weight=385,
        dimensions=Dimensions(length=D(12), width=D(10), height=D(9)),
        condition="used",
        days_to_ship=12,
        variants=(Variant(sku_id="0", seller_sku="MUG", barcode="8990000000024", price=D(48000)),),
    )


def test_the_normal_price_is_told_beside_what_buyers_pay(mug):
    listing = map_listing(mug, None, "IDR")
    assert (listing.content.variants[0].price, listing.skus[0].price) == (48000, 39000)


def test_options_have_the_pictures_and_ids_of_both_forms(mug, models):
    there = content(mug | {"has_model": True}, models)
    assert there.options == (
        Option(
            name="Warna",
            values=("Biru", "Merah"),
            external_id="31",
            images=(Image(external_id="p1", url="https://images.example/p1"), Image()),
        ),
    )
    assert there.variants == (
        Variant(sku_id="1", options=("Biru",), seller_sku="MUG-B", price=D(50000)),
        Variant(sku_id="2", options=("Merah",), price=D(51000)),
    )


@pytest.mark.parametrize("form", ["tier_variation", "standardise_tier_variation"])
def test_either_form_of_the_options_is_enough(mug, models, form):
    del models[form]
    there = content(mug | {"has_model": True}, models)
    assert [option.values for option in there.options] == [("Biru", "Merah")]
    assert [variant.options for variant in there.variants] == [("Biru",), ("Merah",)]


def test_what_is_not_told_is_not_made_up():
    there = content({"item_id": 1, "item_name": "X", "item_status": "NORMAL"})
    assert there == Content(name="X", variants=(Variant(sku_id="0"),))


@pytest.mark.parametrize("brand", [{"brand_id": 0, "original_brand_name": "NoBrand"}, {"brand_id": "0"}])
def test_no_brand_is_a_brand_without_a_name(mug, brand):
    there = content(mug | {"brand": brand})
    assert (there.brand_id, there.brand_name) == ("0", "")


def test_the_platforms_usual_days_are_no_lead_time(mug):
    assert content(mug | {"pre_order": {"is_pre_order": False, "days_to_ship": 2}}).days_to_ship is None


def test_an_empty_parcel_has_no_size(mug):
    size = {"package_length": 0, "package_width": 0, "package_height": 0}
    there = content(mug | {"dimension": size, "weight": "0"})
    assert (there.dimensions, there.weight) == (None, None)


def test_an_extended_description_becomes_plain_text(mug):
    fields = [
        {"field_type": "text", "text": "Satu"},
        {"field_type": "image", "image_info": {"image_id": "x"}},
        {"field_type": "text", "text": "Dua"},
    ]
    info = {"extended_description": {"field_list": fields}}
    extended = mug | {"description_type": "extended", "description_info": info, "description": ""}
    assert content(extended).description == "Satu\nDua"
    assert content(extended | {"description_type": "normal", "description": "Tiga"}).description == "Tiga"


def test_an_item_whose_variants_were_not_read_has_no_content(mug):
    assert content(mug | {"has_model": True}) is None


def test_a_campaign_locks_the_prices_of_its_variants_until_it_ends(mug, models):
    rows = [
        promotion(model=1, end=MAY),
        promotion(model=1, staging="upcoming"),
        promotion("Flash Sale", "expired", 2),
    ]
    there = content(mug | {"has_model": True}, models, promotions={"promotion": rows})
    assert [(one.price_locked, one.price_locked_until) for one in there.variants] == [
        (True, JUNE),
        (False, None),
    ]


def test_a_campaign_without_a_variant_locks_all(mug, models):
    promotions = {"promotion": [promotion()]}
    there = content(mug | {"has_model": True}, models, promotions=promotions)
    assert all(one.price_locked_until == JUNE for one in there.variants)
    assert content(mug, promotions=promotions).variants[0].price_locked


@pytest.mark.parametrize("kind", ["Bundle Deal", "Add-on Discount", "Whole Sale", "Gift with purchase"])
def test_what_gives_buyers_something_besides_leaves_the_price_free(mug, kind):
    assert not content(mug, promotions={"promotion": [promotion(kind)]}).variants[0].price_locked


def test_an_unknown_kind_of_campaign_locks(mug):
    assert content(mug, promotions={"promotion": [promotion("Mega Day")]}).variants[0].price_locked


def test_violations_become_notes(mug):
    violations = {
        "item_id": 5100000077,
        "item_status_details": [
            {"violation_type": "Prohibited", "violation_reason": "Counterfeit", "suggestion": "Remove it"}
        ],
        "deboost_details": [{"violation_type": "Spam"}],
    }
    assert map_listing(mug, None, "IDR", violations=violations).notes == (
        ReviewNote(text="Counterfeit", code="Prohibited", advice="Remove it"),
        ReviewNote(text="Spam", code="Spam"),
    )
    assert map_listing(mug, None, "IDR", violations={"item_id": 1, "fail_error": "x"}).notes == ()


def test_content_survives_its_plain_form(mug, models):
    there = content(mug | {"has_model": True}, models, promotions={"promotion": [promotion(model=2)]})
    assert content_from_plain(to_plain(there)) == there


def test_the_page_of_an_item_is_known_by_market():
    assert page_url("ID", "77", "5") == "https://shopee.co.id/product/77/5"
    assert page_url("", "77", "5") == page_url("XX", "77", "5") == ""


def test_an_outline_has_no_more_than_the_list_tells():
    there = outline({"item_id": 5, "item_status": "UNLIST"}, MAY)
    assert (there.external_id, there.status.value, there.updated_at, there.content) == (
        "5",
        "hidden",
        MAY,
        None,
    )


@pytest.mark.parametrize(
    ("field", "value", "path"),
    [
        ("weight", "heavy", "item.weight"),
        ("attribute_list", [{"attribute_value_list": []}], "item.attribute_list[0].attribute_id"),
        ("pre_order", {"days_to_ship": -1}, "item.pre_order.days_to_ship"),
    ],
)
def test_a_broken_field_is_named(mug, field, value, path):
    with pytest.raises(ContractChanged) as caught:
        content(mug | {field: value})
    assert caught.value.path == path
