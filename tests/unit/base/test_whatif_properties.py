"""What holds for every past and every rule."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib.allocation import NEXT, PERCENT, Listing, Rule
from odoo.addons.ocean_marketplace_base.lib.whatif import Move, Order, Shelf, compare, rules_from_plain
from odoo.addons.ocean_marketplace_base.lib.whatif import rules_to_plain as to_plain

SINCE = datetime(2026, 11, 8, tzinfo=timezone.utc)
UNTIL = SINCE + timedelta(hours=1)
SHOPS = (1, 2, 3)
LISTINGS = [Listing(key=shop, storefront=shop, product=5) for shop in SHOPS]

moments = st.integers(0, 3600).map(lambda seconds: SINCE + timedelta(seconds=seconds))
small = st.integers(0, 12)
rules = st.lists(
    st.builds(
        Rule,
        rule_id=st.integers(1, 99),
        takes=st.sampled_from(["percent", "fixed", "next", "leave"]),
        percent=st.decimals(0, 100, places=1),
        fixed=small,
        buffer=small,
        minimum=small,
        cap=st.none() | small,
        last_units=small,
        last_to=st.sampled_from(SHOPS),
        partitioned=st.booleans(),
        storefronts=st.frozensets(st.sampled_from(SHOPS)),
    ),
    max_size=3,
)
delays = st.integers(0, 120).map(lambda seconds: timedelta(seconds=seconds))


@st.composite
def orders(draw):
    items = draw(st.integers(1, 5))
    return Order(
        at=draw(moments),
        product=5,
        items=items,
        listing=draw(st.sampled_from(SHOPS)),
        cancelled=draw(st.integers(0, items)),
        cancelled_at=draw(moments),
    )


moves = st.builds(Move, at=moments, product=st.just(5), units=st.integers(-9, 9).map(Decimal))
levels = st.integers(-5, 40).map(lambda units: {5: Decimal(units)})
shelves = st.builds(
    Shelf,
    levels=levels,
    listings=st.just(LISTINGS),
    orders=st.lists(orders(), max_size=12),
    moves=st.lists(moves, max_size=4),
)
sold_only = st.builds(
    Shelf, levels=levels, listings=st.just(LISTINGS), orders=st.lists(orders(), max_size=12)
)


@given(shelves, rules, delays)
def test_the_same_rules_give_the_same_figures(shelf, same, delay):
    for outcome in compare(shelf, same, same, SINCE, UNTIL, delay):
        assert outcome.before == outcome.after
        assert not outcome.touched


@given(shelves, rules, rules, delays)
def test_two_runs_give_the_same_figures(shelf, today, tried, delay):
    first = compare(shelf, today, tried, SINCE, UNTIL, delay)
    kept = [rules_from_plain(to_plain(given_rules)) for given_rules in (today, tried)]
    assert compare(shelf, *kept, SINCE, UNTIL, delay) == first


@given(shelves, rules)
def test_nothing_is_oversold_without_delay(shelf, tried):
    """Numbers are never more than there is, and each order sees the newest; what is left alone aside."""
    counted = [Rule(**{**vars(rule), "takes": PERCENT}) for rule in tried if rule.takes != "leave"]
    for outcome in compare(shelf, [], counted, SINCE, UNTIL, timedelta(0)):
        assert outcome.before.oversold == outcome.after.oversold == 0


@given(sold_only, rules, delays)
def test_nothing_is_oversold_where_each_unit_is_given_once(shelf, tried, delay):
    """However late numbers arrive: together they never exceed the pool, and only orders draw from it."""
    parts = [
        Rule(**{**vars(rule), "takes": PERCENT, "partitioned": True}) for rule in tried if rule.takes != NEXT
    ]
    parts.append(Rule(rule_id=98, partitioned=True))
    for outcome in compare(shelf, [], parts, SINCE, UNTIL, delay):
        assert outcome.after.oversold == 0
        assert outcome.after.bound == 0


@given(shelves, rules, delays)
def test_figures_are_within_what_was_asked_for(shelf, tried, delay):
    for outcome in compare(shelf, [], tried, SINCE, UNTIL, delay):
        mine = [order for order in shelf.orders if order.listing == outcome.listing.key]
        asked = sum(order.items for order in mine)
        for figures in (outcome.before, outcome.after):
            assert 0 <= figures.lost + figures.oversold <= asked
            assert 0 <= figures.shared <= figures.stocked + 1e-6
            assert all((number or 0) >= 0 for _moment, number in figures.trail)
        assert outcome.orders == len(mine)
