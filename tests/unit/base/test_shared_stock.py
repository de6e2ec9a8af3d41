"""Where rules give each unit once, everybody can be served at once, however places and kits overlap."""

from datetime import datetime, timezone
from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib.allocation import Listing, Rule, allocate
from odoo.addons.ocean_marketplace_base.lib.shared_stock import Need, SharedStock, Source

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=timezone.utc)
RACKS = (1, 2, 3)
CUP, SPOON = 501, 502
ONCE = [Rule(rule_id=1, partitioned=True)]
# What is listed, and how many units of which product one of it takes.
LISTED = {CUP: {CUP: 1}, SPOON: {SPOON: 1}, 601: {CUP: 1, SPOON: 2}, 602: {CUP: 3}}

stocks = st.fixed_dictionaries(
    {product: st.fixed_dictionaries({rack: st.integers(0, 30) for rack in RACKS}) for product in (CUP, SPOON)}
)
places = st.sets(st.sampled_from(RACKS), min_size=1).map(frozenset)
shops = st.lists(st.tuples(st.sampled_from(sorted(LISTED)), places, st.integers(1, 3)), max_size=6)


def source(stock, product, where, shared):
    needs = tuple(
        Need(
            product=part, per_unit=Decimal(units), sellable=Decimal(sum(stock[part][rack] for rack in where))
        )
        for part, units in LISTED[product].items()
    )
    return Source(needs=needs, places=where, shared=shared)


def shown(stock, shop, shared, rules=ONCE):
    product, where, pack = shop
    found = source(stock, product, where, shared)
    listing = Listing(key=1, storefront=1, product=product, pack=Decimal(pack))
    quantity = allocate(_whole(found), [listing], rules, NOW, found)[0].quantity
    return quantity * pack


def _whole(found):
    """Return the whole units that a source with nobody else could give."""
    return min(need.sellable // need.per_unit for need in found.needs)


@given(stocks, shops)
def test_all_that_is_shown_can_be_delivered_together(stock, shops):
    shared = SharedStock()
    taken = [(shop, shown(stock, shop, shared)) for shop in shops]
    for part in (CUP, SPOON):
        for size in range(1, len(RACKS) + 1):
            for racks in combinations(RACKS, size):
                # Who can only be served from these racks takes no more than lies in them.
                needed = sum(
                    units * LISTED[product].get(part, 0)
                    for (product, where, _pack), units in taken
                    if where <= set(racks)
                )
                assert needed <= sum(stock[part][rack] for rack in racks)


@given(stocks, places)
def test_who_is_alone_is_given_everything(stock, where):
    everything = sum(stock[CUP][rack] for rack in where)
    assert shown(stock, (CUP, where, 1), SharedStock()) == everything


def test_places_that_have_nothing_in_common_do_not_count_against_each_other():
    stock, shared = {CUP: {1: 5, 2: 7, 3: 0}, SPOON: dict.fromkeys(RACKS, 0)}, SharedStock()
    assert shown(stock, (CUP, frozenset({1}), 1), shared) == 5
    assert shown(stock, (CUP, frozenset({2}), 1), shared) == 7
    assert shown(stock, (CUP, frozenset({2, 3}), 1), shared) == 0


def test_what_a_kit_is_given_is_not_given_to_its_component():
    stock, shared = {CUP: {1: 10}, SPOON: {1: 8}}, SharedStock()
    one = frozenset({1})
    assert shown(stock, (601, one, 1), shared) == 4
    assert shown(stock, (SPOON, one, 1), shared) == 0
    assert shown(stock, (CUP, one, 1), shared) == 6


def test_a_buffer_is_kept_by_all_together():
    stock, shared = {CUP: {1: 10}, SPOON: {1: 0}}, SharedStock()
    rules = [Rule(rule_id=1, percent=Decimal(50), buffer=2, partitioned=True)]
    one = (CUP, frozenset({1}), 1)
    assert [shown(stock, one, shared, rules) for _shop in range(3)] == [4, 4, 0]
