"""What keeps a listing from being published."""

from dataclasses import replace
from datetime import datetime, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib import completeness
from odoo.addons.ocean_marketplace_base.lib.catalogue import Attribute, Category, CategoryRules, Limits
from odoo.addons.ocean_marketplace_base.lib.content import (
    AttributeValue,
    Content,
    Dimensions,
    Image,
    Option,
    Variant,
)
from odoo.addons.ocean_marketplace_base.lib.image_facts import ImageFacts

LIMITS = Limits(
    name_min=5,
    name_max=20,
    description_min=10,
    description_max=50,
    images_min=1,
    images_max=3,
    image_bytes=1000,
    image_side_min=100,
    image_side_max=2000,
    image_ratio=(Decimal("0.5"), Decimal(2)),
    options_max=2,
    option_name_max=10,
    option_value_max=8,
    option_values_max=3,
    variants_max=6,
    seller_sku_max=12,
    price_min=Decimal(100),
    price_max=Decimal(1_000_000),
    price_digits=0,
    quantity_max=99,
    weight_max=30_000,
    dimensions_required=True,
    side_max=100,
    days_to_ship=(2, 10),
)
MATERIAL = Attribute(external_id="71", name="Bahan", required=True, own_values=False)
LENGTH = Attribute(external_id="72", name="Panjang", kind="number", units=("cm", "mm"))
MADE = Attribute(external_id="73", name="Dibuat", kind="date")
STYLES = Attribute(external_id="74", name="Gaya", many=True, max_values=2, own_values=True)
COLOUR = Attribute(external_id="75", name="Warna", required=True, is_option=True)
RULES = CategoryRules(
    category_id="900", limits=LIMITS, attributes=(MATERIAL, LENGTH, MADE, STYLES, COLOUR), brand_required=True
)
LEAF = Category(external_id="900", name="Pakaian / Kaos")
COTTON = AttributeValue(attribute_id="71", name="Bahan", value_ids=("5",), texts=("Katun",))
FACTS = {"aa": ImageFacts(width=500, height=500, size=900, format="jpeg")}
READY = Content(
    name="Kaos Ombak",
    description="Kaos katun yang nyaman.",
    category_id="900",
    brand_id="31",
    attributes=(COTTON,),
    images=(Image(checksum="aa"),),
    weight=200,
    dimensions=Dimensions(length=Decimal(30), width=Decimal(20), height=Decimal(2)),
    days_to_ship=3,
    options=(Option(name="Warna", values=("Biru", "Merah")),),
    variants=(
        Variant(options=("Biru",), seller_sku="KAOS-B", price=Decimal(125_000), quantity=7),
        Variant(options=("Merah",), seller_sku="KAOS-M", price=Decimal(125_000), quantity=7),
    ),
)


def found(content=READY, rules=RULES, category=LEAF, facts=FACTS, limits=LIMITS):
    problems = completeness.problems(content, limits, rules, facts, category=category)
    assert {problem.code for problem in problems} <= completeness.CODES
    return problems


def codes(**options):
    return [problem.code for problem in found(**options)]


def variants(count, **values):
    names = [f"{number}" for number in range(count)]
    return {
        "options": (Option(name="Ukuran", values=tuple(names)),),
        "variants": tuple(
            Variant(options=(name,), seller_sku=f"S-{name}", price=Decimal(500), **values) for name in names
        ),
    }


def changed(**values):
    return replace(READY, **values)


def with_variant(**values):
    return changed(variants=(replace(READY.variants[0], **values), READY.variants[1]))


def with_attribute(**values):
    return changed(attributes=(COTTON, AttributeValue(**values)))


def with_facts(**values):
    return {"aa": replace(FACTS["aa"], **values)}


def test_a_complete_listing_has_no_problem():
    assert found() == []


@pytest.mark.parametrize(
    ("content", "code", "values"),
    [
        (changed(name="Kaos"), "name_short", {"length": 4, "least": 5}),
        (changed(name="   "), "name_short", {"length": 0, "least": 5}),
        (changed(name="Kaos Ombak Biru Pantai"), "name_long", {"length": 22, "most": 20}),
        (changed(description="Kaos."), "description_short", {"length": 5, "least": 10}),
        (changed(description="Kaos " * 20), "description_long", {"length": 99, "most": 50}),
        (changed(brand_id=""), "brand_missing", {}),
        (changed(attributes=()), "attribute_missing", {"name": "Bahan"}),
        (
            changed(attributes=(replace(COTTON, value_ids=("5", "6"), texts=("Katun", "Linen")),)),
            "attribute_many",
            {"name": "Bahan", "count": 2, "most": 1},
        ),
        (
            changed(attributes=(replace(COTTON, value_ids=(), texts=("Wol domba",)),)),
            "attribute_own",
            {"name": "Bahan", "value": "Wol domba"},
        ),
        (
            with_attribute(attribute_id="72", texts=("panjang",), unit="cm"),
            "attribute_number",
            {"name": "Panjang", "value": "panjang"},
        ),
        (
            with_attribute(attribute_id="72", texts=("12.5",), unit="inci"),
            "attribute_unit",
            {"name": "Panjang", "units": "cm, mm"},
        ),
        (
            with_attribute(attribute_id="73", texts=("kemarin",)),
            "attribute_date",
            {"name": "Dibuat", "value": "kemarin"},
        ),
        (
            with_attribute(attribute_id="74", texts=("Kasual", "Santai", "Formal")),
            "attribute_many",
            {"name": "Gaya", "count": 3, "most": 2},
        ),
        (changed(images=()), "images_few", {"count": 0, "least": 1}),
        (changed(images=READY.images * 4), "images_many", {"count": 4, "most": 3}),
        (changed(weight=None), "weight_missing", {}),
        (changed(weight=30_001), "weight_heavy", {"weight": 30_001, "most": 30_000}),
        (changed(dimensions=None), "dimensions_missing", {}),
        (
            changed(dimensions=Dimensions(length=Decimal("100.50"), width=Decimal(1), height=Decimal(1))),
            "side_long",
            {"side": "100.5", "most": 100},
        ),
        (changed(condition="used"), "condition_not_taken", {"condition": "used"}),
        (changed(days_to_ship=11), "lead_time_range", {"days": 11, "least": 2, "most": 10}),
        (changed(options=(), variants=()), "variants_none", {}),
        (with_variant(price=None), "price_missing", {"variants": "Biru"}),
        (with_variant(price=Decimal(0)), "price_missing", {"variants": "Biru"}),
        (with_variant(price=Decimal(99)), "price_low", {"variants": "Biru", "least": Decimal(100)}),
        (
            with_variant(price=Decimal(1_000_001)),
            "price_high",
            {"variants": "Biru", "most": Decimal(1_000_000)},
        ),
        (with_variant(price=Decimal("125.50")), "price_digits", {"variants": "Biru", "digits": 0}),
        (with_variant(seller_sku="KAOS-M"), "seller_sku_double", {"skus": "KAOS-M"}),
        (
            with_variant(seller_sku="KAOS-PANJANG-B"),
            "seller_sku_long",
            {"skus": "KAOS-PANJANG-B", "most": 12},
        ),
        (with_variant(seller_sku=""), "seller_sku_missing", {"variants": "Biru"}),
        (with_variant(quantity=100), "quantity_high", {"variants": "Biru", "most": 99}),
        (with_variant(options=("Merah",)), "variants_double", {"variants": "Merah"}),
        (with_variant(options=("Hijau",)), "variants_odd", {"variants": "Hijau"}),
        (with_variant(options=()), "variants_odd", {"variants": "KAOS-B"}),
    ],
)
def test_each_thing_that_is_not_taken_is_named_with_its_numbers(content, code, values):
    problems = found(content=content)
    assert [(problem.code, problem.values) for problem in problems] == [(code, values)]


@pytest.mark.parametrize(
    ("option", "code", "values"),
    [
        ({"name": ""}, "option_nameless", {}),
        (
            {"name": "Warna kaos ini"},
            "option_name_long",
            {"option": "Warna kaos ini", "length": 14, "most": 10},
        ),
        (
            {"values": ("Biru", "Merah", "Hijau", "Ungu")},
            "option_values_many",
            {"option": "Warna", "count": 4, "most": 3},
        ),
        (
            {"values": ("Biru", "Merah", "Hijau tua sekali")},
            "option_value_long",
            {"option": "Warna", "values": "Hijau tua sekali", "most": 8},
        ),
        (
            {"values": ("Biru", "Merah", "merah ")},
            "option_value_double",
            {"option": "Warna", "values": "merah"},
        ),
    ],
)
def test_options_that_a_platform_does_not_take_are_named(option, code, values):
    content = changed(options=(replace(READY.options[0], **option),))
    assert [(one.code, one.values) for one in found(content=content)] == [(code, values)]


def test_more_options_than_allowed_are_counted():
    options = tuple(Option(name=name, values=("a",)) for name in ("Satu", "Dua", "Tiga"))
    content = changed(options=options, variants=(replace(READY.variants[0], options=("a", "a", "a")),))
    assert codes(content=content) == ["options_many"]


def test_an_option_that_the_category_does_not_offer_to_buyers_is_named():
    rules, content = replace(RULES, own_options=False), changed(options=(Option(name="Rasa", values=("a",)),))
    [problem] = [one for one in found(content=content, rules=rules) if one.code == "option_unknown"]
    assert problem.values == {"option": "Rasa", "known": "Warna"}
    assert problem.blocking


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (ImageFacts(size=40), "image_broken"),
        (with_facts(format="gif")["aa"], "image_format"),
        (with_facts(size=1001)["aa"], "image_heavy"),
        (with_facts(width=99, height=99)["aa"], "image_small"),
        (with_facts(width=2001, height=2001)["aa"], "image_large"),
        (with_facts(width=900, height=300)["aa"], "image_ratio"),
    ],
)
def test_a_picture_that_is_not_taken_is_named_by_its_place(facts, code):
    content = changed(images=(Image(external_id="already-there"), Image(checksum="aa")))
    [problem] = found(content=content, facts={"aa": facts})
    assert (problem.code, problem.values["image"], problem.part) == (code, "2", completeness.IMAGES)


def test_a_picture_of_a_value_is_named_by_the_value():
    option = replace(READY.options[0], images=(Image(external_id="x"), Image(checksum="bb")))
    [problem] = found(
        content=changed(options=(option,)),
        facts={**FACTS, "bb": ImageFacts(width=50, height=50, format="png")},
    )
    assert (problem.key, problem.code, problem.values["image"]) == ("variants", "image_small", "Merah")


@pytest.mark.parametrize(
    ("category", "rules", "code"),
    [
        (None, None, "category_unknown"),
        (replace(LEAF, is_leaf=False), RULES, "category_not_leaf"),
        (replace(LEAF, usable=False), RULES, "category_not_usable"),
        (LEAF, None, "category_unread"),
        (LEAF, replace(RULES, forbidden_reason="butuh izin"), "category_forbidden"),
        (LEAF, replace(RULES, wants=("tabel ukuran",)), "category_wants"),
    ],
)
def test_a_category_that_cannot_be_used_is_told(category, rules, code):
    assert codes(category=category, rules=rules) == [code]


def test_without_category_nothing_is_asked_that_follows_from_it():
    assert codes(content=changed(category_id="", brand_id="", attributes=()), rules=None) == [
        "category_missing"
    ]


def test_the_limits_of_the_category_win():
    rules = replace(RULES, limits=replace(LIMITS, name_min=15))
    assert codes(rules=rules) == ["name_short"]


def test_three_hundred_variants_are_one_clear_row():
    content = changed(**variants(300))
    limits = replace(LIMITS, option_values_max=None, variants_max=100)
    [problem] = found(content=content, rules=replace(RULES, limits=limits))
    assert (problem.code, problem.values) == ("variants_many", {"count": 300, "most": 100})


def test_many_variants_without_price_are_one_row_that_names_the_first():
    content = changed(**variants(6))
    content = replace(content, variants=tuple(replace(one, price=None) for one in content.variants))
    [problem] = found(content=content, rules=replace(RULES, limits=replace(LIMITS, option_values_max=None)))
    assert problem.values == {"variants": "0, 1, 2 (+3)"}


def test_a_price_that_a_campaign_holds_is_not_checked():
    until = datetime(2026, 11, 30, tzinfo=timezone.utc)
    locked = with_variant(price=Decimal(1), price_locked=True, price_locked_until=until)
    assert codes(content=locked) == []


def test_only_warnings_keep_nothing_from_being_sent():
    problems = found(content=with_variant(seller_sku="", quantity=100), rules=replace(RULES, wants=("SNI",)))
    assert {problem.code: problem.blocking for problem in problems} == {
        "category_wants": False,
        "seller_sku_missing": False,
        "quantity_high": False,
    }


def test_progress_counts_the_parts_that_the_category_wants():
    progress = completeness.progress(found(content=changed(brand_id="")), RULES)
    assert (progress.done, progress.total, progress.missing, progress.percent) == (8, 9, ("brand",), 88)


def test_progress_counts_brand_and_attributes_only_where_they_are_wanted():
    rules = replace(RULES, brand_required=False, attributes=(COLOUR,))
    progress = completeness.progress(found(rules=rules), rules)
    assert (progress.done, progress.total, progress.percent) == (7, 7, 100)


# === PROPERTIES === #


@given(st.text(max_size=40), st.integers(1, 20), st.integers(0, 20))
def test_a_name_is_refused_exactly_when_its_length_is_outside(name, least, more):
    limits = replace(LIMITS, name_min=least, name_max=least + more)
    outside = not least <= len(name.strip()) <= least + more
    problems = codes(content=changed(name=name), rules=replace(RULES, limits=limits))
    assert bool({"name_short", "name_long"} & set(problems)) is outside


@given(st.decimals("0.01", "2000000", places=2), st.integers(0, 2))
def test_a_price_is_refused_exactly_when_it_is_outside_or_too_fine(price, digits):
    limits = replace(LIMITS, price_digits=digits)
    wrong = not LIMITS.price_min <= price <= LIMITS.price_max or price != round(price, digits)
    problems = codes(content=with_variant(price=price), rules=replace(RULES, limits=limits))
    assert bool(problems) is wrong


@given(st.lists(st.sampled_from(["A", "B", "C", ""]), min_size=1, max_size=6))
def test_seller_skus_are_double_exactly_when_two_variants_share_one(skus):
    names = [str(number) for number in range(len(skus))]
    content = changed(
        options=(Option(name="Ukuran", values=tuple(names)),),
        variants=tuple(
            Variant(options=(name,), seller_sku=sku, price=Decimal(500))
            for name, sku in zip(names, skus, strict=True)
        ),
    )
    used = [sku for sku in skus if sku]
    double = len(set(used)) < len(used)
    limits = replace(LIMITS, option_values_max=None)
    assert ("seller_sku_double" in codes(content=content, rules=replace(RULES, limits=limits))) is double


@given(
    st.builds(
        Content,
        name=st.text(max_size=30),
        description=st.text(max_size=60),
        category_id=st.sampled_from(["", "900"]),
        brand_id=st.sampled_from(["", "31"]),
        weight=st.none() | st.integers(0, 40_000),
        condition=st.sampled_from(["new", "used"]),
        days_to_ship=st.none() | st.integers(0, 20),
        variants=st.lists(
            st.builds(
                Variant, seller_sku=st.text(max_size=15), price=st.none() | st.decimals("-5", "2000000")
            ),
            max_size=4,
        ).map(tuple),
    )
)
def test_progress_is_whole_exactly_when_nothing_blocks(content):
    problems = found(content=content)
    progress = completeness.progress(problems, RULES)
    assert 0 <= progress.done <= progress.total <= len(completeness.PARTS)
    assert (progress.percent == 100) is not any(problem.blocking for problem in problems)
    assert set(progress.missing) == {problem.part for problem in problems if problem.blocking}
