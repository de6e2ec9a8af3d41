"""Listings through the catalogue: created, reviewed, edited on the platform, read, changed, deleted."""

from dataclasses import replace
from decimal import Decimal

import pytest

from odoo.addons.ocean_marketplace_base.lib.catalogue import Catalogue
from odoo.addons.ocean_marketplace_base.lib.content import KEYS, Image, Option, Variant
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest, Rejected, Transient
from odoo.addons.ocean_marketplace_base.lib.schema import ListingStatus
from odoo.addons.ocean_shopee.lib.catalogue import ShopeeCatalogue

from .conftest import HATS, SHIRTS, png

UNKNOWN = "999999999999"
GONE = "error_item_not_found"


@pytest.fixture
def made(catalogue, shirt, sandbox, writes):
    """A shirt that is live, and its content."""
    content = shirt()
    written = catalogue.create(content, key="k1")
    sandbox.control("/clock", {"advance": 30})
    writes()
    return written, content


def read(catalogue, number):
    return catalogue.read([number])[number]


def edit(sandbox, shop, number, **values):
    sandbox.control("/config", {"shop": shop["shop_id"], "edit_item": {"item": int(number), **values}})


def known(content):
    """`content` less what only the platform knows: ids, addresses, names of values, quantities."""
    return replace(
        content,
        attributes=tuple(replace(value, name="", texts=()) for value in content.attributes),
        images=tuple(image.external_id for image in content.images),
        dimensions=None,
        options=tuple(
            (option.name, option.values, tuple(i.external_id for i in option.images))
            for option in content.options
        ),
        variants=tuple(replace(variant, sku_id="", quantity=None) for variant in content.variants),
    )


def test_the_catalogue_keeps_the_contract():

    missing = [
        name for name in vars(Catalogue) if not name.startswith("_") and not hasattr(ShopeeCatalogue, name)
    ]
    assert not missing


# --- the round trip ---


def test_a_shirt_makes_the_round_trip(catalogue, shirt, sandbox, shop, writes):
    content = shirt()
    written = catalogue.create(content, key="k1")
    number = written.external_id
    assert (written.status, written.refused) == (ListingStatus.CHECKING, {})
    assert set(written.sku_ids) == {variant.options for variant in content.variants}
    assert read(catalogue, number).status is ListingStatus.CHECKING

    sandbox.control("/clock", {"advance": 30})
    listing = read(catalogue, number)
    assert listing.status is ListingStatus.LIVE
    assert known(listing.content) == known(content)
    assert listing.url == f"https://shopee.co.id/product/{shop['shop_id']}/{number}"
    assert {sku.sku_id: sku.quantity for sku in listing.skus} == {
        written.sku_ids[variant.options]: variant.quantity for variant in content.variants
    }

    pictures = [image.external_id for image in content.images]
    edit(sandbox, shop, number, name="Kemeja Linen Baru", images=[*pictures[1:], pictures[0]])
    there = read(catalogue, number).content
    assert there.name == "Kemeja Linen Baru"
    assert there.images[-1].external_id == pictures[0]

    writes()
    cheaper = tuple(replace(one, price=one.price - 1000) for one in content.variants)
    done = catalogue.update(number, replace(content, variants=cheaper), KEYS)
    assert (done.refused, writes()) == ({}, ["update_item", "update_price"])
    assert known(read(catalogue, number).content) == known(replace(content, variants=cheaper))

    assert catalogue.deactivate([number]) == {number: None}
    assert read(catalogue, number).status is ListingStatus.HIDDEN
    assert catalogue.activate([number]) == {number: None}
    assert read(catalogue, number).status is ListingStatus.LIVE
    assert catalogue.delete([number]) == {number: None}
    assert read(catalogue, number).status is ListingStatus.DELETED
    assert catalogue.delete([number]) == {number: None}
    (refusal,) = catalogue.recover([number]).values()
    assert isinstance(refusal, Rejected)


def test_a_hat_makes_the_round_trip(catalogue, hat, sandbox):
    written = catalogue.create(replace(hat, days_to_ship=10), key="k1")
    assert written.sku_ids == {(): "0"}
    sandbox.control("/clock", {"advance": 30})
    listing = read(catalogue, written.external_id)
    assert known(listing.content) == known(replace(hat, days_to_ship=10, brand_id="0"))
    assert listing.skus[0].quantity == 9
    catalogue.update(written.external_id, replace(hat, days_to_ship=None, weight=175), KEYS)
    there = read(catalogue, written.external_id).content
    assert (there.days_to_ship, there.weight) == (None, 175)


def test_an_unchanged_listing_is_not_written(catalogue, made, writes):
    written, content = made
    done = catalogue.update(written.external_id, content, KEYS)
    assert writes() == []
    assert done.sku_ids == written.sku_ids
    assert done.status is ListingStatus.LIVE


def test_only_the_parts_asked_for_are_read_and_written(catalogue, made, writes, sandbox):
    written, content = made
    other = replace(content, name="Nama Lain", description="Lain", weight=999)
    catalogue.update(written.external_id, other, frozenset({"name"}))
    assert not sandbox.calls("*/get_model_list")
    assert writes() == ["update_item"]
    there = read(catalogue, written.external_id).content
    assert (there.name, there.description, there.weight) == ("Nama Lain", content.description, 320)


def test_an_update_keeps_what_content_has_no_word_for(catalogue, client, made):
    written, content = made
    number = written.external_id
    client.product.update_item(
        number,
        {
            "wholesale": [{"min_count": 5, "max_count": 10, "unit_price": 140_000}],
            "pre_order": {"is_pre_order": True, "days_to_ship": 9},
            "size_chart_info": {"size_chart_id": 7},
        },
    )
    before = client.product.get_item_base_info([number])[0]
    catalogue.update(number, replace(content, name="Kemeja Linen Musim Panas"), frozenset({"name", "images"}))
    after = client.product.get_item_base_info([number])[0]
    for field in ("wholesales", "pre_order", "size_chart_info", "logistic_info"):
        assert after[field] == before[field]


def test_pictures_of_an_extended_description_stay(catalogue, client, made):
    written, content = made
    picture = content.images[0].external_id
    fields = [
        {"field_type": "text", "text": "Lama"},
        {"field_type": "image", "image_info": {"image_id": picture}},
        {"field_type": "text", "text": "Lagi"},
    ]
    info = {"extended_description": {"field_list": fields}}
    client.product.update_item(
        written.external_id, {"description_type": "extended", "description_info": info}
    )
    assert read(catalogue, written.external_id).content.description == "Lama\nLagi"
    catalogue.update(written.external_id, replace(content, description="Baru"), frozenset({"description"}))
    (row,) = client.product.get_item_base_info([written.external_id])
    assert row["description_info"]["extended_description"]["field_list"] == [
        {"field_type": "text", "text": "Baru"},
        fields[1],
    ]
    assert read(catalogue, written.external_id).content.description == "Baru"


# --- the platform's judgement ---


def test_a_forbidden_word_ends_in_a_ban_with_its_reason(catalogue, hat, sandbox, reader):
    written = catalogue.create(replace(hat, name="Topi Rimba Replika"), key="k1")
    sandbox.control("/clock", {"advance": 30})
    listing = read(catalogue, written.external_id)
    assert listing.status is ListingStatus.BLOCKED
    (note,) = listing.notes
    assert "replika" in note.text
    assert note.advice
    assert {one.external_id: one.notes for one in reader.listings()}[written.external_id] == listing.notes
    catalogue.update(written.external_id, hat, frozenset({"name"}))
    assert read(catalogue, written.external_id).status is ListingStatus.CHECKING
    sandbox.control("/clock", {"advance": 30})
    mended = read(catalogue, written.external_id)
    assert (mended.status, mended.notes) == (ListingStatus.LIVE, ())


def test_a_review_ends_as_the_platform_decides(catalogue, hat, sandbox, shop):
    sandbox.switch(review_delay=86_400)
    number = catalogue.create(hat, key="k1").external_id
    assert read(catalogue, number).status is ListingStatus.CHECKING
    verdict = {
        "item": int(number),
        "verdict": "ban",
        "reason": "Foto tidak jelas",
        "suggestion": "Ganti foto",
    }
    sandbox.control("/config", {"shop": shop["shop_id"], "review_item": verdict})
    listing = read(catalogue, number)
    assert listing.status is ListingStatus.BLOCKED
    assert [(note.text, note.advice) for note in listing.notes] == [("Foto tidak jelas", "Ganti foto")]


def test_hiding_what_is_reviewed_is_refused_for_that_item_alone(catalogue, made, hat):
    number = catalogue.create(hat, key="k2").external_id
    outcome = catalogue.deactivate([made[0].external_id, number])
    assert outcome[made[0].external_id] is None
    assert isinstance(outcome[number], Rejected)


def test_an_item_deleted_on_the_platform_is_a_refusal(catalogue, made, sandbox, shop):
    written, content = made
    act = {"item": int(written.external_id), "by": "platform"}
    sandbox.control("/config", {"shop": shop["shop_id"], "delete_item": act})
    with pytest.raises(Rejected) as caught:
        catalogue.update(written.external_id, replace(content, name="Lain"), KEYS)
    assert caught.value.code == GONE
    assert read(catalogue, written.external_id).status is ListingStatus.DELETED


def test_a_category_that_lost_its_permission_says_so(catalogue, hat, sandbox):
    sandbox.switch(blocked_categories=HATS)
    assert catalogue.category_rules(HATS).forbidden_reason
    with pytest.raises(Rejected) as caught:
        catalogue.create(hat, key="k1")
    assert caught.value.code == "error_category_is_block"


@pytest.mark.parametrize("data", [b"GIF89a", b"\x89PNG\r\n\x1a\n broken", b""])
def test_a_broken_picture_is_refused(catalogue, data):
    with pytest.raises((InvalidRequest, Rejected)):
        catalogue.upload_image(data)


def test_a_picture_that_is_too_small_is_refused(catalogue, sandbox):
    sandbox.switch(image_side_min=100)
    with pytest.raises(Rejected):
        catalogue.upload_image(png(1))
    assert catalogue.upload_image(png(1, 100, 100)).external_id


# --- refusals in parts ---


def test_the_part_that_is_refused_is_named_and_the_others_are_written(catalogue, made):
    written, content = made
    wrong = replace(content, name="x" * 300, description="Deskripsi baru", weight=400)
    done = catalogue.update(written.external_id, wrong, KEYS)
    assert set(done.refused) == {"name"}
    there = read(catalogue, written.external_id).content
    assert (there.name, there.description, there.weight) == (content.name, "Deskripsi baru", 400)


def test_a_single_part_that_is_refused_is_an_error(catalogue, made):
    written, content = made
    with pytest.raises(Rejected):
        catalogue.update(written.external_id, replace(content, name="x" * 300), frozenset({"name"}))


def with_prices(content, *prices):
    """`content` with other prices of its first variants."""
    changed = [
        replace(one, price=Decimal(price)) for one, price in zip(content.variants, prices, strict=False)
    ]
    return replace(content, variants=(*changed, *content.variants[len(prices) :]))


def test_one_price_may_be_refused_while_the_others_are_taken(catalogue, client, made):
    written, content = made
    number = written.external_id
    wholesale = {"min_count": 5, "max_count": 10, "unit_price": 140_000}
    client.product.update_item(number, {"wholesale": [wholesale]})
    done = catalogue.update(number, with_prices(content, 155_500, 139_000), frozenset({"price"}))
    first, second = (written.sku_ids[one.options] for one in content.variants[:2])
    assert set(done.refused) == {f"price:{second}"}
    there = {one.sku_id: one.price for one in read(catalogue, number).content.variants}
    assert (there[first], there[second]) == (155_500, content.variants[1].price)


def test_prices_refused_together_are_one_part(catalogue, made):
    written, content = made
    wanted = replace(with_prices(content, 1_000), name="Kemeja Linen Hemat")
    done = catalogue.update(written.external_id, wanted, frozenset({"price", "name"}))
    assert set(done.refused) == {"price"}
    assert done.refused["price"].code == "error_price_out_of_range"
    assert read(catalogue, written.external_id).content.name == "Kemeja Linen Hemat"
    with pytest.raises(Rejected):
        catalogue.update(written.external_id, wanted, frozenset({"price"}))


def test_a_price_that_a_campaign_holds_is_not_sent(catalogue, client, made, writes, reader):
    from .test_shopee_promotions import LATER, SOON

    written, content = made
    number = written.external_id
    held = written.sku_ids[content.variants[0].options]
    discount = str(client.discount.add_discount("Juni", SOON, LATER)["discount_id"])
    model = {"model_id": int(held), "model_promotion_price": 120_000}
    client.discount.add_discount_item(
        discount, [{"item_id": int(number), "purchase_limit": 0, "model_list": [model]}]
    )
    writes()
    variants = tuple(replace(one, price=one.price + 500) for one in content.variants)
    done = catalogue.update(number, replace(content, variants=variants), frozenset({"price"}))
    assert set(done.refused) == {f"price:{held}"}
    assert writes() == ["update_price"]
    there = {one.sku_id: one for one in read(catalogue, number).content.variants}
    assert there[held].price_locked
    assert there[held].price_locked_until == LATER
    assert there[held].price == content.variants[0].price
    assert sum(one.price_locked for one in there.values()) == 1


# --- variants ---


def test_variants_are_added_removed_and_renamed_and_the_others_keep_their_ids(catalogue, made, writes):
    written, content = made
    sizes = ("M", "L", "XL")
    options = (content.options[0], Option(name="Size", values=sizes))
    variants = tuple(
        replace(one, seller_sku=f"{one.seller_sku}-2") if one.options[1] == "M" else one
        for one in content.variants
        if one.options[1] != "S"
    )
    extra = Variant(options=("Biru", "XL"), seller_sku="KMJ-B-XL", price=Decimal(170_000), quantity=2)
    wanted = replace(content, options=options, variants=(*variants, extra))
    done = catalogue.update(written.external_id, wanted, frozenset({"variants"}))
    assert done.refused == {}
    assert set(writes()) == {"update_tier_variation", "add_model", "update_model"}
    assert {one: done.sku_ids[one] for one in done.sku_ids if one[1] != "XL"} == {
        one: written.sku_ids[one] for one in written.sku_ids if one[1] != "S"
    }
    there = read(catalogue, written.external_id)
    assert [option.values for option in there.content.options] == [("Biru", "Merah"), sizes]
    assert {one.seller_sku for one in there.content.variants} == {one.seller_sku for one in wanted.variants}
    catalogue.update(written.external_id, wanted, KEYS)
    assert writes() == []


def test_a_variant_is_removed_without_touching_the_options(catalogue, made, writes):
    written, content = made
    catalogue.update(
        written.external_id, replace(content, variants=content.variants[:-1]), frozenset({"variants"})
    )
    assert writes() == ["delete_model"]
    assert len(read(catalogue, written.external_id).skus) == 5


def test_an_item_gets_variants_and_loses_them_again(catalogue, hat, sandbox, writes):
    number = catalogue.create(hat, key="k1").external_id
    sandbox.control("/clock", {"advance": 30})
    sizes = ("S", "M")
    variants = (
        Variant(options=("S",), seller_sku="TR-1", price=Decimal(60_000)),
        Variant(options=("M",), seller_sku="TR-2", price=Decimal(65_000), quantity=3),
    )
    sized = replace(hat, options=(Option(name="Ukuran", values=sizes),), variants=variants)
    done = catalogue.update(number, sized, KEYS)
    assert set(done.sku_ids) == {("S",), ("M",)}
    # The variant with the item's seller SKU takes over its stock.
    assert {sku.seller_sku: sku.quantity for sku in read(catalogue, number).skus} == {"TR-1": 9, "TR-2": 3}
    back = catalogue.update(number, hat, KEYS)
    assert back.sku_ids == {(): "0"}
    (sku,) = read(catalogue, number).skus
    assert (sku.seller_sku, sku.quantity, sku.price) == ("TR-1", 9, 60_000)
    writes()
    catalogue.update(number, hat, KEYS)
    assert writes() == []


def test_another_number_of_options_makes_all_variants_anew(catalogue, made, writes):
    written, content = made
    colours = tuple(
        Variant(options=(name,), seller_sku=f"KMJ-{name}", price=Decimal(150_000))
        for name in ("Biru", "Merah")
    )
    wanted = replace(content, options=content.options[:1], variants=colours)
    done = catalogue.update(written.external_id, wanted, frozenset({"variants"}))
    assert writes() == ["init_tier_variation"]
    assert not set(done.sku_ids.values()) & set(written.sku_ids.values())


def test_variants_may_swap_their_places(catalogue, made):
    written, content = made
    first, second = (replace(one, sku_id=written.sku_ids[one.options]) for one in content.variants[:2])
    swapped = (replace(first, options=second.options), replace(second, options=first.options))
    wanted = replace(content, variants=(*swapped, *content.variants[2:]))
    done = catalogue.update(written.external_id, wanted, frozenset({"variants"}))
    assert done.sku_ids[second.options] == first.sku_id
    assert done.sku_ids[first.options] == second.sku_id


def test_variants_that_are_not_told_stay(catalogue, made, writes):
    written, content = made
    catalogue.update(written.external_id, replace(content, options=(), variants=()), KEYS)
    assert writes() == []


@pytest.mark.parametrize("count", [51, 300])
def test_too_many_variants_are_refused_before_anything_is_sent(catalogue, made, count, writes):
    written, content = made
    values = tuple(f"U{number}" for number in range(count))
    variants = tuple(Variant(options=(value,), price=Decimal(1000)) for value in values)
    wanted = replace(content, options=(Option(name="Ukuran", values=values),), variants=variants)
    with pytest.raises(InvalidRequest, match=f"at most 50 variants here, this one has {count}"):
        catalogue.create(wanted, key="k2")
    with pytest.raises(InvalidRequest):
        catalogue.update(written.external_id, wanted, KEYS)
    assert writes() == []


def test_fifty_variants_are_taken(catalogue, hat):
    values = tuple(f"U{number}" for number in range(50))
    variants = tuple(Variant(options=(value,), price=Decimal(1000), quantity=1) for value in values)
    wanted = replace(hat, options=(Option(name="Ukuran", values=values),), variants=variants)
    assert len(catalogue.create(wanted, key="k1").sku_ids) == 50


def test_variants_with_the_same_seller_sku_are_refused(catalogue, shirt):
    content = shirt()
    twice = replace(content.variants[1], seller_sku=content.variants[0].seller_sku)
    with pytest.raises(InvalidRequest):
        catalogue.create(replace(content, variants=(content.variants[0], twice)), key="k1")


def test_an_image_that_was_not_uploaded_is_refused(catalogue, hat):
    with pytest.raises(InvalidRequest):
        catalogue.create(replace(hat, images=(Image(url="https://elsewhere.example/a.jpg"),)), key="k1")


# --- lost answers ---


@pytest.mark.parametrize("searched", [True, False])
def test_an_item_whose_making_was_not_answered_is_found_and_finished(catalogue, shirt, sandbox, searched):
    sandbox.switch(search_model_skus=searched)
    content = shirt()
    skus = [variant.seller_sku for variant in content.variants]
    assert catalogue.find(skus) == {}
    sandbox.fault("drop", when="after", path="/api/v2/product/add_item", count=1)
    with pytest.raises(Transient):
        catalogue.create(content, key="k1")
    ((sku, number),) = catalogue.find(skus).items()
    assert sku == skus[0]
    done = catalogue.update(number, content, KEYS)
    assert (done.refused, len(done.sku_ids)) == ({}, 6)
    assert skus[0] in catalogue.find(skus[:1])


def test_an_item_whose_variants_were_refused_is_there_and_finished_later(catalogue, shirt, sandbox):
    content = shirt()
    sandbox.fault("server_error", path="/api/v2/product/init_tier_variation", count=1)
    written = catalogue.create(content, key="k1")
    assert set(written.refused) == {"variants"}
    done = catalogue.update(written.external_id, content, KEYS)
    assert len(done.sku_ids) == 6
    sandbox.control("/clock", {"advance": 30})
    assert known(read(catalogue, written.external_id).content) == known(content)


def test_of_two_items_with_the_same_seller_sku_the_older_is_found(catalogue, hat):
    first = catalogue.create(hat, key="k1").external_id
    catalogue.create(hat, key="k2")
    assert catalogue.find(["TR-1", "NO-SUCH"]) == {"TR-1": first}


def test_all_seller_skus_of_an_item_take_one_search(catalogue, made, sandbox):
    written, content = made
    skus = [variant.seller_sku for variant in content.variants]
    assert catalogue.find([*skus, skus[0]]) == dict.fromkeys(skus, written.external_id)
    assert len(sandbox.calls("*/search_item")) == 1


def test_what_does_not_exist_is_left_out(catalogue, made):
    assert set(catalogue.read([UNKNOWN, made[0].external_id])) == {made[0].external_id}
    assert catalogue.read([]) == {}
    assert catalogue.delete([UNKNOWN]) == {UNKNOWN: None}


# --- categories ---


def test_parents_come_before_their_children(catalogue):
    seen = set()
    for category in catalogue.categories():
        assert not category.parent_id or category.parent_id in seen
        seen.add(category.external_id)
    assert SHIRTS in seen


def test_the_rules_of_a_category_are_complete(catalogue):
    rules = catalogue.category_rules(SHIRTS)
    needed = [attribute.external_id for attribute in rules.attributes if attribute.required]
    assert needed == ["100134"]
    material = rules.attributes[0]
    assert (material.kind, material.many, material.max_values, material.own_values) == (
        "choice",
        True,
        3,
        True,
    )
    assert len(material.choices) == 4
    assert any(attribute.is_option for attribute in rules.attributes)
    limits = rules.limits
    assert (limits.variants_max, limits.options_max, limits.images_max) == (50, 2, 9)
    assert (limits.price_digits, limits.price_min, limits.days_to_ship) == (0, 99, (7, 30))
    assert rules.brand_required is False
    assert catalogue.category_rules("100716").brand_required is True
    assert catalogue.category_rules("100715").attributes[0].units == ("ml", "l")


def test_a_category_that_does_not_exist_is_refused(catalogue):
    with pytest.raises(Rejected):
        catalogue.category_rules(UNKNOWN)


def test_brands_are_narrowed_by_name(catalogue):
    everything = list(catalogue.brands(SHIRTS))
    assert everything[0].is_none
    assert [brand.name for brand in catalogue.brands(SHIRTS, "senja")] == ["Senja Wear"]


def test_categories_are_recommended_by_name(catalogue):
    assert catalogue.recommend("Kemeja batik lengan panjang")[0] == SHIRTS
