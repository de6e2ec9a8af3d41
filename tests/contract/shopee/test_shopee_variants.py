"""Whatever an item's variants were, an update makes them what they shall be."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib.content import KEYS, Option, Variant

NAMES = ("Warna", "Ukuran")
VALUES = (("Biru", "Merah", "Hijau"), ("S", "M", "L"))
WHOLE = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def sku(options):
    return "-".join(("P", *options))


def described(places, prices):
    """Return options and variants; the values of an option are those that are used, in this order."""
    depth = len(places[0])
    options = tuple(
        Option(name=NAMES[level], values=tuple(dict.fromkeys(place[level] for place in places)))
        for level in range(depth)
    )
    variants = tuple(
        Variant(options=place, seller_sku=sku(place), price=Decimal(price), quantity=3)
        for place, price in zip(places, prices, strict=False)
    )
    return {"options": options, "variants": variants}


@st.composite
def shapes(draw):
    """An item without variants, or with some in one or two options."""
    depth = draw(st.integers(0, 2))
    place = st.tuples(*(st.sampled_from(VALUES[level]) for level in range(depth)))
    places = draw(st.lists(place, min_size=1, max_size=1 if not depth else 6, unique=True))
    prices = draw(st.lists(st.integers(50, 90), min_size=len(places), max_size=len(places)))
    return described(places, [price * 1000 for price in prices])


def essence(content):
    options = [(option.name, option.values) for option in content.options]
    return options, {one.options: (one.seller_sku, one.price) for one in content.variants}


@WHOLE
@given(steps=st.lists(shapes(), min_size=2, max_size=4))
def test_any_variants_become_any_others_and_then_nothing_is_sent(catalogue, hat, writes, sandbox, steps):
    number = catalogue.create(replace(hat, **steps[0]), key="k").external_id
    for step in steps[1:]:
        wanted = replace(hat, **step)
        done = catalogue.update(number, wanted, KEYS)
        there = catalogue.read([number])[number].content
        assert done.refused == {}
        assert essence(there) == essence(wanted)
        assert dict(done.sku_ids) == {one.options: one.sku_id for one in there.variants}
        writes()
        catalogue.update(number, wanted, KEYS)
        assert writes() == []


@WHOLE
@given(before=shapes(), after=shapes())
def test_a_variant_that_stays_keeps_its_id_and_its_stock(catalogue, hat, before, after):
    number = catalogue.create(replace(hat, **before), key="k").external_id
    old = {sku.seller_sku: sku for sku in catalogue.read([number])[number].skus}
    catalogue.update(number, replace(hat, **after), frozenset({"variants"}))
    new = {sku.seller_sku: sku for sku in catalogue.read([number])[number].skus}
    common = set(old) & set(new)
    if len(before["options"]) == len(after["options"]):
        assert {sku: old[sku].sku_id for sku in common} == {sku: new[sku].sku_id for sku in common}
    assert all(new[sku].quantity == 3 for sku in common)
