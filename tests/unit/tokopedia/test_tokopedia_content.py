"""What products say, in canonical form."""

from datetime import datetime, timezone
from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.content import (
    NEW,
    USED,
    Content,
    Dimensions,
    Image,
    Option,
    Variant,
    content_from_plain,
)
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.schema import to_plain
from odoo.addons.ocean_tokopedia.lib.mapping import map_listing
from odoo.addons.ocean_tokopedia.lib.times import Frame

from tests.unit.tokopedia import samples


@pytest.fixture
def hat():
    return samples.answer("products")["data"][0]


@pytest.fixture
def shirt():
    return samples.answer("products")["data"][1]


@pytest.fixture
def member():
    return samples.answer("products")["data"][2]


@pytest.fixture
def sizes():
    return samples.answer("product_variants")["data"]


def test_a_product_without_variants_says_this(hat):
    assert map_listing(hat).content == Content(
        name="Topi rimba",
        description="Topi rimba",
        category_id="1769",
        images=(Image(external_id="1", url="https://images.example/11200002.jpg"),),
        weight=200,
        variants=(Variant(sku_id="11200002", seller_sku="TOPI", price=D(58000), quantity=7),),
    )


def test_variants_say_their_options_in_order(shirt, sizes):
    content = map_listing(shirt, sizes).content
    assert content.options == (
        Option(name="warna", values=("Hitam",), external_id="colour"),
        Option(name="ukuran", values=("M", "XL"), external_id="size"),
    )
    assert content.variants == (
        Variant(sku_id="11200001", options=("Hitam", "M"), seller_sku="KAUS-M", price=D(75000), quantity=12),
        Variant(sku_id="11200009", options=("Hitam", "XL"), seller_sku="KAUS-XL", price=D(82000), quantity=5),
    )


def test_options_are_found_whatever_the_order_of_their_ids(shirt, sizes):
    sizes["children"][0]["option_ids"].reverse()
    assert map_listing(shirt, sizes).content.variants[0].options == ("Hitam", "M")


def test_without_its_variants_a_product_says_nothing_of_them(shirt):
    assert map_listing(shirt).content.variants == ()


def test_the_plain_form_holds_everything(shirt, sizes):
    content = map_listing(shirt, sizes).content
    assert content_from_plain(to_plain(content)) == content


@pytest.mark.parametrize(
    ("weight", "grams"),
    [
        ({"value": 1, "unit": 2}, 1000),
        ({"value": D("1.25"), "unit": 2}, 1250),
        ({"value": 90, "unit": 1}, 90),
        ({"value": 0, "unit": 1}, None),
        (None, None),
    ],
)
def test_weights_are_grams(hat, weight, grams):
    hat["weight"] = weight
    assert map_listing(hat).content.weight == grams


@pytest.mark.parametrize(
    ("volume", "dimensions"),
    [
        ({"length": 30, "width": 20, "height": 5}, Dimensions(length=D(30), width=D(20), height=D(5))),
        ({"length": 30, "width": 0, "height": 5}, None),
        ([], None),
    ],
)
def test_a_parcel_has_three_sides_or_none(hat, volume, dimensions):
    hat["volume"] = volume
    assert map_listing(hat).content.dimensions == dimensions


@pytest.mark.parametrize(
    ("preorder", "days"),
    [
        ({"duration": 2, "unit": 2, "day": 14}, 14),
        ({"duration": 5, "unit": 1}, 5),
        ({"duration": 2, "unit": 2}, None),
        ({"duration": 0, "unit": 0, "day": 0}, None),
        ([], None),
        (None, None),
    ],
)
def test_a_preorder_is_a_lead_time(hat, preorder, days):
    hat["preorder"] = preorder
    assert map_listing(hat).content.days_to_ship == days


@pytest.mark.parametrize(("code", "condition"), [(1, NEW), (2, USED), (None, NEW)])
def test_conditions(hat, code, condition):
    hat["basic"]["condition"] = code
    assert map_listing(hat).content.condition == condition


def test_a_discount_leaves_the_normal_price_and_holds_it(hat):
    hat["campaign"] = {
        "StartDate": "2025-05-01T00:00:00Z",
        "EndDate": "2025-05-09T17:00:00Z",
        "IsActive": True,
        "OriginalPrice": 58000,
        "DiscountPrice": 49000,
    }
    listing = map_listing(hat, frame=Frame.WALL_CLOCK)
    (variant,) = listing.content.variants
    assert (listing.skus[0].price, variant.price, variant.price_locked) == (D(49000), D(58000), True)
    assert variant.price_locked_until == datetime(2025, 5, 9, 10, tzinfo=timezone.utc)


def test_a_discount_that_only_says_that_it_runs_holds_the_price(hat):
    hat["extraAttribute"]["isOnCampaign"] = True
    (variant,) = map_listing(hat).content.variants
    assert (variant.price, variant.price_locked, variant.price_locked_until) == (D(58000), True, None)


def test_a_discounted_variant_that_hides_its_normal_price_has_none(shirt, sizes, member):
    sizes["children"][0] |= {"campaign": {"is_active": True, "discounted_price": 75000}}
    listing = map_listing(shirt, sizes)
    assert (listing.skus[0].price, listing.content.variants[0].price) == (D(75000), None)
    assert listing.content.variants[0].price_locked
    member["campaign"] |= {"IsActive": True, "OriginalPrice": 90000, "DiscountPrice": 75000}
    listing = map_listing(shirt, sizes, [member])
    assert (listing.skus[0].price, listing.content.variants[0].price) == (D(75000), D(90000))


def test_the_last_change_of_a_variant_is_one_of_its_product(shirt, sizes, member):
    member["basic"]["updateTimeUnix"] = 1732417999
    changed = map_listing(shirt, sizes, [member]).updated_at
    assert changed == datetime.fromtimestamp(1732417999, timezone.utc)


@pytest.mark.parametrize(
    ("pictures", "expected"),
    [
        (("https://i.example/h.jpg", "https://i.example/p.jpg"), ("https://i.example/h.jpg",)),
        (("", ""), ()),
        (("https://images.example/11200000.jpg", "https://images.example/11200000.jpg"), ()),
    ],
)
def test_values_have_pictures_unless_they_show_those_of_the_product(shirt, sizes, pictures, expected):
    for child, url in zip(sizes["children"], pictures, strict=True):
        child["picture"] = {"original": url, "thumbnail": url}
    first, second = map_listing(shirt, sizes).content.options
    assert tuple(image.url for image in first.images) == expected
    assert second.images == ()


def test_members_of_a_family_stand_in_for_variants_that_were_not_read(shirt, member):
    listing = map_listing(shirt, None, [member])
    assert [(sku.sku_id, sku.seller_sku, sku.quantity) for sku in listing.skus] == [
        ("11200001", "KAUS-M", 12)
    ]


def test_a_broken_field_of_a_variant_is_named_by_its_path(shirt, sizes, member):
    member["basic"]["status"] = "laku"
    with pytest.raises(ContractChanged) as failure:
        map_listing(shirt, sizes, [member])
    assert failure.value.path == "children[0].basic.status"
