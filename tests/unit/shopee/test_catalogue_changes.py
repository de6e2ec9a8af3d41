"""What of an item differs from what it shall say, and how that is sent."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.content import (
    KEYS,
    AttributeValue,
    Content,
    Dimensions,
    Image,
    Option,
    Variant,
)
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_shopee.lib import catalogue_body as bodies
from odoo.addons.ocean_shopee.lib.attribute_dates import as_date, as_seconds
from odoo.addons.ocean_shopee.lib.catalogue_changes import item_changes
from odoo.addons.ocean_shopee.lib.catalogue_tiers import Stand, matched, place, tiers
from odoo.addons.ocean_shopee.lib.payloads_item import Item, ModelList

ITEM = Item(item_id="1", item_name="Mug", item_status="NORMAL")
COLOUR = AttributeValue(attribute_id="1", name="Warna", value_ids=("11",), texts=("Biru",))
ORIGIN = AttributeValue(attribute_id="2", name="Asal", texts=("Bandung",))
NOW = Content(
    name="Mug",
    description="Mug.\nBuatan tangan.",
    category_id="715",
    brand_id="0",
    attributes=(COLOUR, ORIGIN),
    images=(Image(external_id="a"), Image(external_id="b")),
    weight=385,
    dimensions=Dimensions(length=D(12), width=D(10), height=D(9)),
    variants=(Variant(sku_id="0", seller_sku="MUG", price=D(48000)),),
)
CARRIER = {"logistics_channel_id": 8003, "enabled": True, "mask_channel_id": 0, "fee_type": "SIZE_INPUT"}


def changes(wanted, keys=KEYS, now=NOW, usual=2):
    return item_changes(ITEM, now, wanted, keys, lambda: usual)


@pytest.mark.parametrize(
    "wanted",
    [
        NOW,
        Content(name="Mug"),
        replace(NOW, name=" Mug ", description="Mug.  \r\nBuatan tangan.\n\n"),
        replace(NOW, brand_id=""),
        replace(NOW, attributes=(replace(COLOUR, name="", texts=()),)),
        replace(NOW, dimensions=Dimensions(length=D("11.2"), width=D(10), height=D("8.5"))),
        replace(NOW, days_to_ship=2),
    ],
    ids=["same", "nothing told", "blanks", "no brand", "names of values", "started cm", "usual days"],
)
def test_what_means_the_same_is_not_sent(wanted):
    assert changes(wanted) == {}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"name": "Mug besar"}, {"name": {"item_name": "Mug besar"}}),
        ({"description": "Lain"}, {"description": {"description": "Lain"}}),
        ({"weight": 400}, {"size": {"weight": D("0.4")}}),
        ({"condition": "used"}, {"condition": {"condition": "USED"}}),
        ({"images": NOW.images[::-1]}, {"images": {"image": {"image_id_list": ["b", "a"]}}}),
        ({"days_to_ship": 9}, {"lead_time": {"pre_order": {"is_pre_order": True, "days_to_ship": 9}}}),
        (
            {"variants": (Variant(seller_sku="MUG-2", barcode="899"),)},
            {"variants": {"item_sku": "MUG-2", "gtin_code": "899"}},
        ),
    ],
    ids=["name", "description", "size", "condition", "images", "lead time", "codes"],
)
def test_a_part_that_differs_is_sent_alone(values, expected):
    wanted = replace(NOW, **values)
    assert changes(wanted) == expected
    assert changes(wanted, KEYS - set(expected)) == {}


def test_a_parcel_is_measured_in_whole_centimetres():
    wanted = replace(NOW, dimensions=Dimensions(length=D("12.1"), width=D(10), height=D(9)))
    size = {"package_length": 13, "package_width": 10, "package_height": 9}
    assert changes(wanted) == {"size": {"dimension": size}}


def test_a_pre_order_ends_with_the_platforms_usual_days():
    body = {"is_pre_order": False, "days_to_ship": 2}
    assert changes(NOW, now=replace(NOW, days_to_ship=9)) == {"lead_time": {"pre_order": body}}
    with pytest.raises(InvalidRequest):
        changes(NOW, now=replace(NOW, days_to_ship=9), usual=None)


def test_attributes_that_are_not_told_stay():
    red = replace(COLOUR, value_ids=("12",), texts=("Merah",))
    body = changes(replace(NOW, attributes=(red,)))["category"]
    assert body == {
        "attribute_list": [
            {
                "attribute_id": "1",
                "attribute_value_list": [{"value_id": "12", "original_value_name": "Merah"}],
            },
            {
                "attribute_id": "2",
                "attribute_value_list": [{"value_id": "0", "original_value_name": "Bandung"}],
            },
        ]
    }


def test_another_category_takes_only_the_new_attributes_and_the_brand():
    wanted = replace(NOW, category_id="800", brand_id="55", brand_name="Senja", attributes=(ORIGIN,))
    assert changes(wanted)["category"] == {
        "category_id": "800",
        "brand": {"brand_id": "55", "original_brand_name": "Senja"},
        "attribute_list": [bodies.attribute(ORIGIN)],
    }


def test_a_unit_belongs_to_each_value():
    value = AttributeValue(attribute_id="3", texts=("300",), unit="ml")
    row = {"value_id": "0", "original_value_name": "300", "value_unit": "ml"}
    assert bodies.attribute(value) == {"attribute_id": "3", "attribute_value_list": [row]}


@pytest.mark.parametrize("hours", [-7, 0, 3, 8])
def test_a_date_is_sent_in_seconds_and_read_from_any_midnight(hours):
    value = AttributeValue(attribute_id="3", texts=("2026-11-24",))
    (row,) = bodies.attribute(value)["attribute_value_list"]
    midnight = datetime(2026, 11, 24, tzinfo=timezone.utc)
    assert row["original_value_name"] == str(int(midnight.timestamp()))
    assert as_date(str(int((midnight + timedelta(hours=hours)).timestamp()))) == "2026-11-24"


@pytest.mark.parametrize("text", ["", "300", "1764000001", "12345678901", "2026-13-45", "Bandung"])
def test_other_texts_are_no_dates(text):
    assert as_date(text) == as_seconds(text) == text


def test_pictures_keep_their_shape():
    upright = Item.model_validate(
        {"item_id": 1, "item_name": "Mug", "item_status": "NORMAL", "image": {"image_ratio": "3:4"}}
    )
    found = item_changes(upright, NOW, replace(NOW, images=NOW.images[:1]), KEYS, lambda: 2)
    assert found == {"images": {"image": {"image_id_list": ["a"], "image_ratio": "3:4"}}}


def test_an_image_that_was_not_uploaded_cannot_be_sent():
    with pytest.raises(InvalidRequest):
        changes(replace(NOW, images=(Image(checksum="c"),)))


@pytest.mark.parametrize(
    ("row", "taken"),
    [
        (CARRIER, True),
        (CARRIER | {"enabled": False}, False),
        (CARRIER | {"mask_channel_id": 4}, False),
        (CARRIER | {"fee_type": "SIZE_SELECTION"}, False),
        (CARRIER | {"fee_type": "CUSTOM_PRICE"}, False),
        (CARRIER | {"weight_limit": {"item_max_weight": 5}}, True),
        (CARRIER | {"weight_limit": {"item_max_weight": 0}}, True),
        (CARRIER | {"weight_limit": {"item_max_weight": 0.2}}, False),
    ],
)
def test_a_new_item_takes_the_carriers_that_fit(row, taken):
    if taken:
        assert bodies.logistics([row], 385) == [{"logistic_id": "8003", "enabled": True}]
    else:
        with pytest.raises(InvalidRequest):
            bodies.logistics([row], 385)


def test_a_new_item_needs_a_price():
    with pytest.raises(InvalidRequest):
        bodies.first_price([Variant()])
    assert bodies.first_price([Variant(), Variant(price=D(5))]) == 5


@pytest.mark.parametrize(
    "values",
    [
        {"options": (Option(name="A", values=("x",)),) * 3},
        {"images": (Image(external_id="a"),) * 10},
        {"options": (Option(name="A", values=("x",)),), "variants": (Variant(options=("x",)),) * 2},
        {"variants": (Variant(seller_sku="S"), Variant(seller_sku="S"))},
    ],
    ids=["options", "images", "same options", "same seller sku"],
)
def test_what_no_item_can_be_is_refused(values):
    with pytest.raises(InvalidRequest):
        bodies.check_size(replace(NOW, **values))


# --- variants ---


def test_variants_are_the_same_by_id_then_options_then_seller_sku():
    now = [
        Variant(sku_id="1", options=("S",), seller_sku="A"),
        Variant(sku_id="2", options=("M",), seller_sku="B"),
        Variant(sku_id="3", options=("L",), seller_sku="C"),
    ]
    wanted = [
        Variant(options=("XL",), seller_sku="C"),
        Variant(options=("M",), seller_sku="A"),
        Variant(sku_id="1", options=("L",)),
        Variant(options=("XXL",)),
    ]
    assert {index: one.sku_id for index, one in matched(wanted, now).items()} == {0: "3", 1: "2", 2: "1"}


def test_a_place_needs_options_that_are_there():
    options = (Option(name="A", values=("x", "y")), Option(name="B", values=("z",)))
    assert place(Variant(options=("y", "z")), options) == [1, 0]
    for wrong in (("y",), ("y", "n")):
        with pytest.raises(InvalidRequest):
            place(Variant(options=wrong), options)


def test_ids_and_pictures_of_the_same_texts_are_kept():
    there = ModelList.model_validate(
        {
            "standardise_tier_variation": [
                {
                    "variation_id": 31,
                    "variation_name": "Warna",
                    "variation_group_id": 4,
                    "variation_option_list": [
                        {"variation_option_id": 7, "variation_option_name": "Biru", "image_id": "p1"},
                        {"variation_option_id": 8, "variation_option_name": "Merah", "image_id": "p2"},
                    ],
                }
            ]
        }
    )
    (tier,) = tiers([Option(name="Warna", values=("Merah", "Biru"))], there)
    assert (tier["variation_id"], tier["variation_group_id"]) == ("31", "4")
    assert tier["variation_option_list"] == [
        {"variation_option_id": "8", "variation_option_name": "Merah", "image_id": "p2"},
        {"variation_option_id": "7", "variation_option_name": "Biru", "image_id": "p1"},
    ]
    # The platform takes pictures for all options or for none.
    (more,) = tiers([Option(name="Warna", values=("Merah", "Hijau"))], there)
    assert [row.get("image_id") for row in more["variation_option_list"]] == [None, None]
    own = Option(name="Warna", values=("Hijau",), images=(Image(external_id="p9"),))
    assert tiers([own], there)[0]["variation_option_list"][0]["image_id"] == "p9"


def test_a_new_variant_begins_with_what_its_seller_sku_had():
    now = replace(
        NOW, variants=(Variant(sku_id="5", seller_sku="A", price=D(9)), Variant(sku_id="6", price=D(7)))
    )
    stand = Stand(now, {"5": 12, "6": None})
    assert (stand.price(Variant(price=D(1))), stand.quantity(Variant(quantity=0, seller_sku="A"))) == (1, 0)
    assert (stand.price(Variant(seller_sku="A")), stand.quantity(Variant(seller_sku="A"))) == (9, 12)
    assert (stand.price(Variant(seller_sku="B")), stand.quantity(Variant(seller_sku="B"))) == (7, 0)
    with pytest.raises(InvalidRequest):
        Stand(Content(name="X"), {}).price(Variant())
