"""Shopee's samples about items, categories and warehouses in canonical form."""

from decimal import Decimal as D
from pathlib import Path

import simplejson

from odoo.addons.ocean_marketplace_base.lib.catalogue import Category
from odoo.addons.ocean_shopee.lib.catalogue_body import logistics
from odoo.addons.ocean_shopee.lib.catalogue_rules import categories_of
from odoo.addons.ocean_shopee.lib.mapping_listing import locks_of, notes_of, outline, stock_locks_of
from odoo.addons.ocean_shopee.lib.parse import KINDS
from odoo.addons.ocean_shopee.lib.warehouses import Places

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "payloads" / "shopee"


def raw(name):
    return (SAMPLES / f"{name}.json").read_bytes()


def answer(name):
    return simplejson.loads(raw(name), use_decimal=True)["response"]


def test_the_answer_to_a_new_item_is_a_listing_with_content():
    listing = KINDS["listing"]([raw("add_item")])
    content = listing["content"]
    assert (listing["external_id"], listing["status"], listing["name"]) == (
        "3000142341",
        "live",
        "Hello Product",
    )
    assert (content["description"], content["category_id"], content["condition"]) == (
        "description",
        "14695",
        "new",
    )
    assert (content["weight"], content["days_to_ship"]) == (1000, 1)
    assert content["dimensions"] == {"length": "11", "width": "11", "height": "11"}
    (attribute,) = content["attributes"]
    assert (attribute["value_ids"], attribute["texts"], attribute["unit"]) == (
        ["32142"],
        ["Samsung ID"],
        "kg",
    )
    (variant,) = content["variants"]
    assert (variant["sku_id"], variant["price"]) == ("0", "148.02")
    assert content["images"] == []


def test_the_variants_of_a_new_item_belong_to_it():
    content = KINDS["listing"]([raw("add_item"), raw("init_tier_variation")])["content"]
    assert [(option["name"], option["values"]) for option in content["options"]] == [
        ("Color", ["Cream stripe", "Blue stripe", "Mint stripe"]),
        ("Size", ["S", "M", "L"]),
    ]
    assert [image["url"] for image in content["options"][0]["images"]] == [
        f"https://cf.shopee.sg/file/img-{name}" for name in ("cream", "blue", "mint")
    ]
    models = answer("init_tier_variation")["model"]
    assert [(one["sku_id"], one["seller_sku"], D(one["price"])) for one in content["variants"]] == [
        (str(model["model_id"]), model["model_sku"], model["price_info"][0]["original_price"])
        for model in models
    ]
    assert content["variants"][1]["options"] == ["Cream stripe", "M"]


def test_every_row_of_the_item_list_has_an_outline():
    rows = answer("item_list")["item"]
    assert [(one.external_id, one.raw_status) for one in (outline(row, None) for row in rows)] == [
        (str(row["item_id"]), row["item_status"]) for row in rows
    ]


def test_a_coming_discount_locks_prices_and_sets_stock_apart():
    (row,) = answer("item_promotion")["success_list"]
    assert set(locks_of(row)) == {"9184960", "9182545", "9182546"}
    assert {end.timestamp() for end in locks_of(row).values()} == {1650616200}
    assert set(stock_locks_of(row)) == {"9182545", "9182546"}


def test_a_pushed_violation_reads_as_one_that_was_asked_for():
    data = simplejson.loads(raw("push_16_violation_item"))["data"]
    (note,) = notes_of(data)
    assert (note.code, note.text) == ("Prohibited", "Counterfeit")


def test_a_category_without_its_parent_is_a_root():
    assert list(categories_of(answer("category")["category_list"])) == [
        Category(external_id="123", name="bbb")
    ]


def test_carriers_that_are_on_and_take_the_weight_are_chosen():
    rows = answer("channel_list")["logistics_channel_list"]
    on = [str(row["logistics_channel_id"]) for row in rows if row["enabled"] and not row["mask_channel_id"]]
    light = [row["logistic_id"] for row in logistics(rows, 100)]
    assert set(light) <= set(on)
    assert "40029" in light
    assert "40029" not in [row["logistic_id"] for row in logistics(rows, 6000)]


def test_a_warehouse_is_a_place():
    class Shop:
        def get_warehouse_detail(self):
            return answer("warehouse_detail")

    (place,) = Places(Shop()).all
    assert (place.external_id, place.name, place.kind, place.is_default) == ("IDZ", "warehouse1", "1", True)
    assert "KAB. ACEH UTARA" in place.address
