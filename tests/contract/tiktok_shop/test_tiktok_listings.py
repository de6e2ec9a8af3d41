"""Listings against the simulator: created, audited, edited on both sides, shown, hidden, deleted."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.content import (
    CATEGORY,
    DESCRIPTION,
    IMAGES,
    KEYS,
    LEAD_TIME,
    NAME,
    PRICE,
    SIZE,
    VARIANTS,
    Image,
    Variant,
)
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest, Rejected, Transient
from odoo.addons.ocean_marketplace_base.lib.schema import ListingStatus
from odoo.addons.ocean_tiktok_shop.lib.catalogue import TikTokCatalogue

from .pictures import picture
from .shelf import linen, variants

EVERYTHING = frozenset(KEYS)


@pytest.fixture
def shirt(images):
    return linen(images)


@pytest.fixture
def live(catalogue, shirt, later):
    """The shirt on sale: its id, and what the platform made of it."""
    number = catalogue.create(shirt, key="k-1").external_id
    later(10)
    return number


def content_of(catalogue, number):
    return catalogue.read([number])[number].content


def test_a_product_goes_there_and_comes_back_whole(catalogue, shirt, later):
    made = catalogue.create(shirt, key="k-1")
    assert made.status is ListingStatus.CHECKING
    assert set(made.sku_ids) == {variant.options for variant in shirt.variants}
    assert catalogue.read([made.external_id])[made.external_id].status is ListingStatus.CHECKING
    later(10)
    listing = catalogue.read([made.external_id])[made.external_id]
    assert (listing.status, listing.currency, listing.notes) == (ListingStatus.LIVE, "IDR", ())
    there = listing.content
    for name in ("name", "description", "category_id", "brand_id", "weight", "dimensions", "condition"):
        assert getattr(there, name) == getattr(shirt, name), name
    assert [image.external_id for image in there.images] == [image.external_id for image in shirt.images]
    assert [(one.attribute_id, one.name, one.value_ids, one.texts) for one in there.attributes] == [
        ("100397", "Bahan", ("1001001",), ("Linen",))
    ]
    assert [(one.name, one.values) for one in there.options] == [
        (one.name, one.values) for one in shirt.options
    ]
    assert [image.external_id for image in there.options[0].images] == [
        image.external_id for image in shirt.images[:2]
    ]
    assert [(one.options, one.seller_sku, one.price) for one in there.variants] == [
        (one.options, one.seller_sku, one.price) for one in shirt.variants
    ]
    assert {one.options: one.sku_id for one in there.variants} == made.sku_ids
    assert [sku.quantity for sku in listing.skus] == [5, 6, 7, 8, 9, 10]


def test_the_same_key_makes_one_product(catalogue, shirt):
    first, again = (catalogue.create(shirt, key="k-1") for _time in range(2))
    assert first == again
    assert catalogue.create(shirt, key="x" * 300).external_id != first.external_id


def test_a_lost_answer_is_found_by_seller_sku(catalogue, shirt, sandbox):
    sandbox.fault("drop", path="/product/202309/products", count=1, when="after")
    with pytest.raises(Transient) as lost:
        catalogue.create(shirt, key="k-1")
    assert lost.value.effect_unknown
    found = catalogue.find(variant.seller_sku for variant in shirt.variants)
    assert set(found) == {variant.seller_sku for variant in shirt.variants}
    (number,) = set(found.values())
    assert catalogue.create(shirt, key="k-1").external_id == number


def test_the_same_again_writes_nothing(catalogue, shirt, live, written):
    written()
    again = catalogue.update(live, shirt, EVERYTHING)
    assert written() == []
    assert again.status is ListingStatus.LIVE
    assert set(again.sku_ids) == {variant.options for variant in shirt.variants}


def test_an_edit_under_audit_is_not_sent_again(catalogue, shirt, live, written, sandbox):
    sandbox.switch(audit_result="wait")
    new = replace(shirt, name="Kemeja Linen Lengan Panjang Pria Wanita Baru", weight=350)
    catalogue.update(live, new, EVERYTHING)
    written()
    catalogue.update(live, new, EVERYTHING)
    assert written() == []
    listing = catalogue.read([live])[live]
    assert (listing.name, listing.content.name, listing.content.weight) == (shirt.name, new.name, 350)


def test_a_failed_audit_says_why_and_where(catalogue, images, later):
    fake = linen(images, name="Kemeja Linen Replika Merek Terkenal Asli")
    number = catalogue.create(fake, key="k-1").external_id
    later(10)
    listing = catalogue.read([number])[number]
    assert (listing.status, listing.raw_status) == (ListingStatus.BLOCKED, "FAILED")
    (note,) = listing.notes
    assert (note.key, note.code, "replika" in note.text, bool(note.advice)) == (
        NAME,
        "TIKTOK_SHOP",
        True,
        True,
    )
    better = replace(fake, name="Kemeja Linen Lengan Panjang Pria Wanita")
    assert catalogue.update(number, better, frozenset({NAME})).status is ListingStatus.CHECKING
    later(10)
    listing = catalogue.read([number])[number]
    assert (listing.status, listing.notes) == (ListingStatus.LIVE, ())


def test_a_refused_edit_leaves_the_live_version_with_a_note(catalogue, shirt, live, later):
    catalogue.update(live, replace(shirt, description="Replika terbaik"), frozenset({DESCRIPTION}))
    later(10)
    listing = catalogue.read([live])[live]
    assert (listing.status, listing.content.description) == (ListingStatus.LIVE, shirt.description)
    assert [note.key for note in listing.notes] == [DESCRIPTION]


def test_a_person_decides_audits_that_wait(catalogue, shirt, sandbox, in_seller_center):
    sandbox.switch(audit_result="wait")
    number = catalogue.create(shirt, key="k-1").external_id
    assert catalogue.read([number])[number].status is ListingStatus.CHECKING
    in_seller_center(number, audit="fail", reasons=["The brand is not authorised."])
    assert [note.text for note in catalogue.read([number])[number].notes] == ["The brand is not authorised."]


def test_each_part_is_changed_alone(catalogue, shirt, live, images, later, written):
    new = replace(
        shirt,
        name="Kemeja Linen Lengan Pendek Pria Wanita",
        description="Baru.\nDua baris.",
        images=shirt.images[::-1],
        weight=410,
        variants=tuple(replace(one, seller_sku=one.seller_sku + "-B") for one in shirt.variants),
    )
    for key, name in ((NAME, "name"), (DESCRIPTION, "description"), (SIZE, "weight")):
        written()
        catalogue.update(live, new, frozenset({key}))
        assert written() == [f"POST /product/202509/products/{live}/partial_edit"]
        later(10)
        assert getattr(content_of(catalogue, live), name) == getattr(new, name)
    catalogue.update(live, new, frozenset({IMAGES, VARIANTS}))
    later(10)
    there = content_of(catalogue, live)
    assert [one.external_id for one in there.images] == [one.external_id for one in new.images]
    assert {one.seller_sku for one in there.variants} == {one.seller_sku for one in new.variants}
    assert catalogue.read([live])[live].skus[0].quantity == 5


def test_prices_of_live_products_are_set_at_once_and_only_those_that_differ(
    catalogue, shirt, live, written, sandbox
):
    first, *others = shirt.variants
    new = replace(
        shirt, variants=(replace(first, price=D(99000)), replace(others[0], price=None), *others[1:])
    )
    written()
    assert catalogue.update(live, new, frozenset({PRICE})).refused == {}
    assert written() == [f"POST /product/202309/products/{live}/prices/update"]
    there = {one.options: one.price for one in content_of(catalogue, live).variants}
    assert there[first.options] == D(99000)
    assert there[others[0].options] == others[0].price


def test_prices_of_hidden_products_are_set_by_an_edit_and_they_stay_hidden(catalogue, shirt, live, later):
    catalogue.deactivate([live])
    new = replace(shirt, variants=variants(price=D(150000)))
    assert catalogue.update(live, new, frozenset({PRICE, NAME})).status is ListingStatus.HIDDEN
    later(10)
    listing = catalogue.read([live])[live]
    assert listing.status is ListingStatus.HIDDEN
    assert listing.content.variants[0].price == D(150000)


def promote(client, number, skus=()):
    """Let a promotion of a product, or of some of its SKUs, begin."""
    start = client.clock.now()
    made = client.promotion.create_activity(
        {
            "title": "Diskon akhir bulan",
            "activity_type": "DIRECT_DISCOUNT",
            "product_level": "VARIATION" if skus else "PRODUCT",
            "begin_time": int(start.timestamp()) + 1,
            "end_time": int(start.timestamp()) + 86_400,
        }
    )
    limits = {"quantity_limit": 4, "quantity_per_user": -1, "discount": "10"}
    rows = [{"id": sku, **limits} for sku in skus]
    offer = {
        "id": number,
        "quantity_limit": -1,
        "quantity_per_user": -1,
        **({"skus": rows} if rows else limits),
    }
    client.promotion.update_activity_products(made["activity_id"], [offer])
    return made["activity_id"]


def test_prices_that_a_promotion_holds_are_told_and_not_sent(catalogue, client, shirt, live, later, written):
    promote(client, live)
    later(5)
    there = content_of(catalogue, live)
    assert {one.price_locked for one in there.variants} == {True}
    assert {one.price_locked_until is None for one in there.variants} == {False}
    written()
    done = catalogue.update(live, replace(shirt, variants=variants(price=D(90000))), frozenset({PRICE}))
    assert written() == []
    assert {error.code for error in done.refused.values()} == {"12052038"}
    assert set(done.refused) == {f"price:{number}" for number in done.sku_ids.values()}


def test_one_held_variant_does_not_stop_the_rest_of_the_update(catalogue, client, shirt, live, later):
    skus = content_of(catalogue, live).variants
    promote(client, live, [skus[0].sku_id])
    later(5)
    new = replace(shirt, name="Kemeja Linen Lengan Pendek Pria Wanita", variants=variants(price=D(90000)))
    done = TikTokCatalogue(client).update(live, new, frozenset({PRICE, NAME}))
    assert f"price:{skus[0].sku_id}" in done.refused
    assert NAME not in done.refused
    later(10)
    assert content_of(catalogue, live).name == new.name


def test_a_refused_part_does_not_stop_prices(catalogue, shirt, live):
    new = replace(shirt, name="Pendek", variants=variants(price=D(90000)))
    done = catalogue.update(live, new, frozenset({PRICE, NAME}))
    assert {key: error.code for key, error in done.refused.items()} == {NAME: "12052051"}
    assert content_of(catalogue, live).variants[0].price == D(90000)
    with pytest.raises(Rejected) as refusal:
        catalogue.update(live, replace(shirt, name="Pendek"), frozenset({NAME}))
    assert refusal.value.code == "12052051"


def test_another_category_keeps_what_content_has_no_word_for(
    catalogue, client, shirt, live, later, in_seller_center
):
    there = content_of(catalogue, live).variants[0]
    extras = {
        "external_sku_id": "ERP-7",
        "sku_unit_count": "2.00",
        "extra_identifier_codes": ["9780596520687"],
    }
    in_seller_center(
        live,
        video={"id": "v09e40f40000cfu0"},
        size_chart={"template": {"id": "7267563252536723205"}},
        certifications=[
            {"id": "7182427311584347905", "images": [{"uri": "tos/1"}], "expiration_date": 1900000000}
        ],
        skus={there.sku_id: extras},
    )
    catalogue.update(live, replace(shirt, category_id="601302"), EVERYTHING)
    later(10)
    raw = client.product.get_product(live)
    assert raw["category_chains"][-1]["id"] == "601302"
    assert raw["video"] == {"id": "v09e40f40000cfu0"}
    assert raw["size_chart"] == {"template": {"id": "7267563252536723205"}}
    assert raw["certifications"][0]["expiration_date"] == 1900000000
    (sku,) = (row for row in raw["skus"] if row["id"] == there.sku_id)
    assert {name: sku[name] for name in extras} == extras
    assert sum(place["quantity"] for place in sku["inventory"]) == 5


def test_pictures_in_a_description_stay_when_its_text_changes(
    catalogue, client, shirt, live, later, in_seller_center
):
    in_seller_center(live, description='<p>Lama</p><img src="https://p16.example/1.jpeg" width="100" />')
    catalogue.update(live, shirt, frozenset({DESCRIPTION}))
    later(10)
    markup = client.product.get_product(live)["description"]
    assert '<img src="https://p16.example/1.jpeg" />' in markup
    assert content_of(catalogue, live).description == shirt.description


@pytest.mark.parametrize("removes", [False, True])
def test_variants_come_and_go_and_the_others_stay_the_same(catalogue, shirt, live, later, sandbox, removes):
    sandbox.switch(partial_removes_skus=removes)
    before = {one.options: one.sku_id for one in content_of(catalogue, live).variants}
    more = variants(sizes=("S", "M", "L", "XL"))
    sizes = replace(shirt.options[1], values=("S", "M", "L", "XL"))
    wide = replace(shirt, options=(shirt.options[0], sizes), variants=more)
    done = catalogue.update(live, wide, frozenset({VARIANTS}))
    later(10)
    there = {one.options: one for one in content_of(catalogue, live).variants}
    assert {options: one.sku_id for options, one in there.items()} == done.sku_ids
    assert len(there) == 8
    assert all(there[options].sku_id == number for options, number in before.items())
    assert there["Merah", "XL"].price == D(123000)
    narrow = replace(shirt, variants=shirt.variants[:4])
    catalogue.update(live, narrow, frozenset({VARIANTS}))
    later(10)
    there = {one.options: one.sku_id for one in content_of(catalogue, live).variants}
    assert there == {one.options: before[one.options] for one in shirt.variants[:4]}


def test_a_simple_item_becomes_one_with_variants_and_back(catalogue, shirt, later):
    plain = replace(shirt, options=(), variants=(Variant(seller_sku="LINEN", price=D(100000), quantity=3),))
    number = catalogue.create(plain, key="k-1").external_id
    later(10)
    assert [one.options for one in content_of(catalogue, number).variants] == [()]
    catalogue.update(number, shirt, frozenset({VARIANTS}))
    later(10)
    assert len(content_of(catalogue, number).variants) == 6
    done = catalogue.update(number, plain, frozenset({VARIANTS}))
    later(10)
    there = content_of(catalogue, number)
    assert [(one.options, one.seller_sku) for one in there.variants] == [((), "LINEN")]
    assert done.sku_ids == {(): there.variants[0].sku_id}


def test_a_lead_time_comes_and_goes(catalogue, shirt, live, later, written):
    slow = replace(shirt, days_to_ship=7)
    catalogue.update(live, slow, frozenset({LEAD_TIME}))
    later(10)
    assert content_of(catalogue, live).days_to_ship == 7
    written()
    catalogue.update(live, slow, frozenset({LEAD_TIME}))
    assert written() == []
    catalogue.update(live, shirt, frozenset({LEAD_TIME}))
    later(10)
    assert content_of(catalogue, live).days_to_ship is None


def big(images, count):
    many = tuple(
        Variant(options=("Merah", f"{place}"), seller_sku=f"B-{place}", price=D(100000), quantity=1)
        for place in range(count)
    )
    whole = linen(images)
    sizes = replace(whole.options[1], values=tuple(f"{place}" for place in range(count)))
    return replace(
        whole, options=(replace(whole.options[0], values=("Merah",), images=()), sizes), variants=many
    )


def test_300_variants_are_too_many_in_indonesia_and_possible_elsewhere(catalogue, images, sandbox, connect):
    with pytest.raises(Rejected) as refusal:
        catalogue.create(big(images, 300), key="k-1")
    assert (refusal.value.code, catalogue.limits.variants_max) == ("12052050", 100)
    (other,) = sandbox.control("/shops", {"platform": "tiktok_shop", "region": "GB", "currency": "GBP"})[
        "shops"
    ]
    client = connect(shop_cipher=other["shop_cipher"], access_token=other["access_token"])
    british = TikTokCatalogue(client, region="GB", currency="GBP")
    made = british.create(big(images, 300), key="k-2")
    assert (len(made.sku_ids), british.limits.variants_max) == (300, 300)


def test_two_variants_with_one_seller_sku_are_told_apart(catalogue, shirt, later):
    twins = replace(shirt, variants=tuple(replace(one, seller_sku="SAMA") for one in shirt.variants))
    made = catalogue.create(twins, key="k-1")
    assert len(set(made.sku_ids.values())) == 6
    later(10)
    assert catalogue.find(["SAMA", "TIDAK-ADA"]) == {"SAMA": made.external_id}


def test_of_two_products_with_one_seller_sku_the_live_one_is_found(catalogue, shirt, live):
    catalogue.create(shirt, key="k-2", draft=True)
    assert set(catalogue.find([shirt.variants[0].seller_sku]).values()) == {live}


def test_a_draft_stays_a_draft_until_it_is_shown(catalogue, shirt, later):
    made = catalogue.create(shirt, key="k-1", draft=True)
    assert made.status is ListingStatus.DRAFT
    new = replace(shirt, name="Kemeja Linen Lengan Pendek Pria Wanita")
    assert catalogue.update(made.external_id, new, frozenset({NAME})).status is ListingStatus.DRAFT
    later(10)
    listing = catalogue.read([made.external_id])[made.external_id]
    assert (listing.status, listing.name) == (ListingStatus.DRAFT, new.name)
    assert catalogue.activate([made.external_id]) == {made.external_id: None}
    later(10)
    assert catalogue.read([made.external_id])[made.external_id].status is ListingStatus.LIVE


def test_an_edit_in_seller_center_is_read_and_overwritten_where_asked(
    catalogue, shirt, live, later, in_seller_center
):
    in_seller_center(
        live, title="Judul Baru Dari Seller Center Toko", package_weight={"value": "1", "unit": "KILOGRAM"}
    )
    there = content_of(catalogue, live)
    assert (there.name, there.weight) == ("Judul Baru Dari Seller Center Toko", 1000)
    catalogue.update(live, shirt, frozenset({NAME}))
    later(10)
    there = content_of(catalogue, live)
    assert (there.name, there.weight) == (shirt.name, 1000)


def test_products_are_hidden_shown_deleted_and_recovered_one_by_one(catalogue, shirt, live, later):
    def status():
        return catalogue.read([live])[live].status

    unknown = "1729000000000000000"
    done = catalogue.deactivate([live, unknown])
    assert (done[live], done[unknown].code) == (None, "12052032")
    assert status() is ListingStatus.HIDDEN
    assert catalogue.activate([live]) == {live: None}
    later(10)
    assert status() is ListingStatus.LIVE
    assert catalogue.delete([live, unknown]) == {live: None, unknown: None}
    assert status() is ListingStatus.DELETED
    assert catalogue.delete([live]) == {live: None}
    with pytest.raises(Rejected, match="deleted on the platform"):
        catalogue.update(live, shirt, frozenset({NAME}))
    assert catalogue.find([shirt.variants[0].seller_sku]) == {}
    assert catalogue.recover([live]) == {live: None}
    assert catalogue.recover([live]) == {live: None}
    assert status() is ListingStatus.HIDDEN
    assert catalogue.activate([]) == {}


def test_a_frozen_product_is_neither_edited_nor_deleted(catalogue, shirt, live, in_seller_center):
    in_seller_center(live, status="FREEZE")
    assert catalogue.read([live])[live].status is ListingStatus.BLOCKED
    with pytest.raises(Rejected) as refusal:
        catalogue.update(live, replace(shirt, weight=900), frozenset({SIZE}))
    assert refusal.value.code == "12052901"
    assert catalogue.delete([live])[live].code == "12052901"
    assert catalogue.activate([live])[live].code == "12052901"


def test_what_is_gone_is_left_out_of_what_is_read(catalogue, shirt, live, in_seller_center):
    in_seller_center(live, vanish=True)
    assert catalogue.read([live, "1729000000000000000"]) == {}
    assert catalogue.delete([live]) == {live: None}


@pytest.mark.parametrize(("size", "code"), [(200, "12052301"), (4200, "12052302")])
def test_pictures_of_the_wrong_size_are_refused(catalogue, images, size, code):
    odd = catalogue.upload_image(picture(size))
    with pytest.raises(Rejected) as refusal:
        catalogue.create(linen([*images[:2], odd]), key="k-1")
    assert refusal.value.code == code


def test_what_is_no_picture_or_was_not_uploaded_is_not_sent(catalogue, images, written):
    with pytest.raises(InvalidRequest):
        catalogue.upload_image(b"not a picture")
    written()
    with pytest.raises(InvalidRequest, match="was not uploaded"):
        catalogue.create(replace(linen(images), images=(Image(checksum="00"),)), key="k-1")
    with pytest.raises(InvalidRequest, match="no price"):
        catalogue.create(linen(images, variants=(Variant(options=("Biru", "S")),)), key="k-1")
    assert written() == []


def test_a_variant_picture_may_be_small(catalogue):
    small = catalogue.upload_image(picture(150), use="variant")
    assert (bool(small.external_id), small.url.startswith("http")) == (True, True)


def test_attributes_change_and_own_values_do_not_come_back_as_new_ones(
    catalogue, shirt, live, later, written, sandbox
):
    for own_ids in (True, False):
        sandbox.switch(own_value_ids=own_ids)
        own = replace(shirt.attributes[0], value_ids=("1001000",), texts=("Katun", f"Rami {own_ids}"))
        new = replace(shirt, attributes=(own,))
        catalogue.update(live, new, frozenset({CATEGORY}))
        later(10)
        (there,) = content_of(catalogue, live).attributes
        assert there.texts == own.texts
        written()
        catalogue.update(live, new, frozenset({CATEGORY}))
        assert written() == []


def test_a_weight_that_the_platform_rounds_is_not_sent_again(catalogue, images, later, written, sandbox):
    sandbox.switch(measures_rounded=True)
    light = linen(images, weight=333)
    number = catalogue.create(light, key="k-1").external_id
    later(10)
    assert content_of(catalogue, number).weight == 330
    written()
    catalogue.update(number, light, EVERYTHING)
    assert written() == []
