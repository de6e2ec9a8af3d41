"""TikTok Shop's samples of products as listings, and as edits that leave them as they are."""

from decimal import Decimal as D
from pathlib import Path

import pytest
import simplejson

from odoo.addons.ocean_marketplace_base.lib.schema import ListingStatus
from odoo.addons.ocean_tiktok_shop.lib.category_rules import brands_of, categories_of, rules_of
from odoo.addons.ocean_tiktok_shop.lib.mapping import map_listing
from odoo.addons.ocean_tiktok_shop.lib.markets import Market
from odoo.addons.ocean_tiktok_shop.lib.places import warehouses_of
from odoo.addons.ocean_tiktok_shop.lib.product_keep import kept_product

ROOT = Path(__file__).resolve().parents[3] / "shared" / "payloads" / "tiktok"
NOT_KEPT = ("save_mode", "category_version", "listing_platforms", "replicated_products", "idempotency_key",
            "primary_combined_product_id")  # fmt: skip


def load(name):
    return simplejson.loads((ROOT / name).read_bytes(), use_decimal=True)


def data(name):
    return load(name)["data"]


def shown(request):
    """A request as Get Product would show what it made: there is no sample of that answer."""
    detail = {name: value for name, value in request.items() if name not in NOT_KEPT}
    offer = detail.pop("subscribe_info_edit", None)
    return {
        **detail,
        "id": "1729592969712207008",
        "status": "ACTIVATE",
        "category_chains": [{"id": "600000"}, {"id": detail.pop("category_id", "600001"), "is_leaf": True}],
        "brand": {"id": detail.pop("brand_id"), "name": "Teas"},
        "delivery_options": [{"id": one} for one in detail.pop("delivery_option_ids", [])],
        "skus": [{"id": "1729592969712207012", **sku} for sku in detail["skus"]],
        "subscribe_info": offer
        and {
            "subscribe_status": offer["subscribe_status"],
            "subscribe_discount_details": offer["discount_details"],
        },
    }


def test_the_sample_of_a_search_is_an_outline():
    listing = map_listing(data("product_search.json")["products"][0])
    assert (listing.status, listing.content, listing.skus[0].price) == (ListingStatus.LIVE, None, D("121.11"))
    assert [note.text for note in listing.notes] == ["Kyc pending", "The required qualification is missed."]


@pytest.mark.parametrize(
    "sample", ["product_create", "product_edit", "product_partial_edit", "product_listing_check"]
)
def test_what_the_samples_write_is_read_as_content(sample):
    request = load(f"{sample}.request.json")
    content = map_listing(shown(request)).content
    assert content.name == request["title"].strip()
    assert (content.category_id, content.brand_id) == ("600001", "7082427311584347905")
    assert content.weight == 1320
    assert content.dimensions.length == 10
    assert [image.external_id for image in content.images] == [one["uri"] for one in request["main_images"]]
    assert [(one.attribute_id, one.texts) for one in content.attributes] == [("100392", ("Birthday",))]
    (option,) = content.options
    assert option.images[0].external_id == request["main_images"][0]["uri"]
    (variant,) = content.variants
    assert variant.options == option.values
    assert variant.barcode == request["skus"][0]["identifier_code"]["code"]
    term = request["skus"][0]["pre_sale"]["fulfillment_type"]
    assert content.days_to_ship == term["handling_duration_days"]


@pytest.mark.parametrize("sample", ["product_create", "product_edit"])
def test_descriptions_become_plain_lines(sample):
    text = map_listing(shown(load(f"{sample}.request.json"))).content.description
    assert text.splitlines()[1:] == ["- M-Size", "- XL-Size"]


@pytest.mark.parametrize("sample", ["product_create", "product_edit", "product_listing_check"])
def test_an_edit_that_changes_nothing_names_everything_that_the_samples_do(sample):
    request = load(f"{sample}.request.json")
    wanted = {name: value for name, value in request.items() if name not in NOT_KEPT}
    wanted["skus"] = [
        {"id": "1729592969712207012"}
        | {name: value for name, value in sku.items() if name not in ("price", "inventory")}
        for sku in request["skus"]
    ]
    assert kept_product(shown(request)) == wanted


def test_the_samples_of_categories_and_their_wants_are_read():
    (category,) = categories_of([data("category_list.json")["categories"]])
    assert (category.name, category.usable, category.parent_id) == ("Home Supplies", False, "")
    limits = Market(region="ID", currency="IDR").limits
    attributes = data("category_attributes.json")["attributes"]
    rules = rules_of("600001", limits, data("category_rules.json"), attributes)
    assert rules.limits.dimensions_required
    assert rules.limits.days_to_ship == (3, 30)
    assert rules.wants == ("a size chart", "a fee: PFAND")
    (occasion,) = rules.attributes
    assert (occasion.name, occasion.kind, occasion.many, occasion.choices[0].name) == (
        "Occasion",
        "choice",
        True,
        "Birthday",
    )
    (brand,) = brands_of(data("brand_list.json")["brands"])
    assert (brand.external_id, brand.name, brand.is_none) == ("7082427311584347905", "Teas", False)


def test_the_sample_of_warehouses_is_read():
    (place,) = warehouses_of(data("warehouse_list.json")["warehouses"])
    assert (place.external_id, place.name, place.is_default) == ("7000714532876273410", "Guangzhou", True)
    assert "HuaDu" in place.address
