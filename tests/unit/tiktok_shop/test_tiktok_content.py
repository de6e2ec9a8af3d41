"""What a product says, in canonical form."""

from datetime import datetime, timezone
from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib import content as parts
from odoo.addons.ocean_marketplace_base.lib.content import AttributeValue, Image, Option, content_from_plain
from odoo.addons.ocean_marketplace_base.lib.schema import to_plain
from odoo.addons.ocean_tiktok_shop.lib.mapping import map_listing
from odoo.addons.ocean_tiktok_shop.lib.price_locks import PriceLocks

from tests.unit.tiktok_shop.samples import load

FIRST = "1729000000000000111"
END = datetime(2026, 5, 9, tzinfo=timezone.utc)


@pytest.fixture
def shirt():
    return load("listing_detail")["data"]


def picture(uri):
    return {"uri": uri, "urls": [f"https://images.example/{uri}.jpg"]}


def test_a_detail_without_more_has_content(shirt):
    content = map_listing(shirt).content
    assert (content.name, content.description, content.images[0].external_id) == (
        "Kaus polos",
        "Kaus",
        "tos/1",
    )
    assert (content.category_id, content.brand_id, content.weight, content.dimensions) == ("", "", None, None)
    assert (content.condition, content.days_to_ship) == (parts.NEW, None)
    assert [(one.options, one.seller_sku, one.barcode, one.price) for one in content.variants] == [
        (("Hitam", "M"), "KAOS/M", "8990000000017", D(75000)),
        (("Putih", "XL"), "KAOS/XL", "", D(92000)),
    ]


def test_the_option_with_pictures_comes_first(shirt):
    for sku in shirt["skus"]:
        sku["sales_attributes"].reverse()
    for sku, uri in zip(shirt["skus"], ("tos/black", ""), strict=True):
        sku["sales_attributes"][1]["sku_img"] = picture(uri) if uri else {}
    listing = map_listing(shirt)
    assert [(one.name, one.values) for one in listing.content.options] == [
        ("Warna", ("Hitam", "Putih")),
        ("Ukuran", ("M", "XL")),
    ]
    assert [image.external_id for image in listing.content.options[0].images] == ["tos/black", ""]
    assert listing.content.options[1].images == ()
    assert [one.options for one in listing.content.variants] == [("Hitam", "M"), ("Putih", "XL")]
    assert [sku.name for sku in listing.skus] == ["Hitam, M", "Putih, XL"]


def test_everything_else_a_product_says(shirt):
    shirt |= {
        "category_chains": [
            {"id": "601152", "is_leaf": False},
            {"id": "601226", "parent_id": "601152", "is_leaf": True},
        ],
        "brand": {"id": "708", "name": "Ombak Wear"},
        "package_weight": {"value": "0.25", "unit": "KILOGRAM"},
        "package_dimensions": {"length": "10", "width": "5.5", "height": "2", "unit": "INCH"},
        "is_pre_owned": True,
        "product_attributes": [
            {"id": "1", "name": "Bahan", "values": [{"id": "11", "name": "Katun"}, {"name": "Rami"}]},
            {
                "id": "2",
                "name": "Panjang",
                "values": [
                    {
                        "id": "21",
                        "name": "70 cm",
                        "metric_standard_info": {
                            "id": "9",
                            "metric_value_module_infos": [{"value": "70", "unit_id": "5", "unit_name": "cm"}],
                        },
                    }
                ],
            },
            {"id": "3", "name": "Tanpa nama", "values": [{"id": "31"}]},
        ],
    }
    shirt["skus"][0]["pre_sale"] = {"type": "PRE_ORDER", "fulfillment_type": {"handling_duration_days": 9}}
    content = map_listing(shirt).content
    assert (content.category_id, content.brand_name, content.weight) == ("601226", "Ombak Wear", 250)
    assert (content.dimensions.length, content.dimensions.width) == (D("25.4"), D("13.97"))
    assert (content.condition, content.days_to_ship) == (parts.USED, 9)
    assert content.attributes == (
        AttributeValue(attribute_id="1", name="Bahan", value_ids=("11",), texts=("Katun", "Rami")),
        AttributeValue(attribute_id="2", name="Panjang", value_ids=("21",), texts=("70",), unit="cm"),
        AttributeValue(attribute_id="3", name="Tanpa nama", value_ids=("31",)),
    )


def test_an_item_without_variants_has_one_and_no_options(shirt):
    shirt["skus"] = shirt["skus"][:1]
    shirt["skus"][0]["sales_attributes"] = []
    content = map_listing(shirt).content
    assert (content.options, content.variants[0].options) == ((), ())


def test_held_prices_are_marked(shirt):
    by_sku = map_listing(shirt, locks=PriceLocks(skus={FIRST: END})).content.variants
    assert [(one.price_locked, one.price_locked_until) for one in by_sku] == [(True, END), (False, None)]
    whole = map_listing(shirt, locks=PriceLocks(products={shirt["id"]: None})).content.variants
    assert [(one.price_locked, one.price_locked_until) for one in whole] == [(True, None), (True, None)]


def test_notes_say_where_why_and_what_to_do(shirt):
    shirt["audit"] = {
        "status": "FAILED",
        "pre_approved_reasons": ["KYC_PENDING"],
        "not_submitted_reasons": ["SHOP_INACTIVE"],
    }
    shirt["audit_failed_reasons"] = [
        {
            "position": "Product images",
            "reasons": ["Blurred", "Text in it"],
            "suggestions": ["Use another", "or two"],
            "listing_platform": "TOKOPEDIA",
        },
        {"position": "Deskripsi produk", "reasons": ["Salah"], "suggestions": None},
        {"position": "Somewhere", "reasons": []},
    ]
    notes = map_listing(shirt).notes
    assert [(note.text, note.key, note.code, note.advice) for note in notes] == [
        ("Blurred", parts.IMAGES, "TOKOPEDIA", "Use another or two"),
        ("Text in it", parts.IMAGES, "TOKOPEDIA", "Use another or two"),
        ("Salah", parts.DESCRIPTION, "", ""),
        ("Somewhere", "", "", ""),
        ("Kyc pending", "", "KYC_PENDING", ""),
        ("Shop inactive", "", "SHOP_INACTIVE", ""),
    ]


def test_an_outline_has_no_content(shirt):
    assert map_listing(shirt, whole=False).content is None
    del shirt["description"]
    assert map_listing(shirt).content is None


def test_content_survives_being_stored(shirt):
    shirt["package_weight"] = {"value": "0.25", "unit": "KILOGRAM"}
    content = map_listing(shirt, locks=PriceLocks(skus={FIRST: END})).content
    assert content_from_plain(to_plain(content)) == content
    assert content.options[0] == Option(name="Warna", values=("Hitam", "Putih"), external_id="100000")
    assert content.images == (Image(external_id="tos/1", url="https://images.example/kaus.jpg"),)
