"""What holds for all stock, rules and listings."""

from datetime import datetime, timezone
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib.allocation import (
    Listing,
    Rule,
    allocate,
    choose,
    most_shown,
    oversell_bound,
)

NOW = datetime(2026, 11, 24, tzinfo=timezone.utc)
SHOPS = (1, 2, 3)

units = st.decimals(-50, 500, places=2)
small = st.integers(0, 20)
rules = st.builds(
    Rule,
    rule_id=st.integers(1, 99),
    takes=st.sampled_from(["percent", "fixed", "next", "leave"]),
    percent=st.decimals(0, 100, places=1),
    fixed=st.integers(0, 60),
    buffer=small,
    minimum=small,
    cap=st.none() | st.integers(0, 60),
    last_units=small,
    last_to=st.sampled_from(SHOPS),
    partitioned=st.booleans(),
    storefronts=st.frozensets(st.sampled_from(SHOPS)),
)
packs = st.sampled_from([Decimal(1), Decimal(2), Decimal(12), Decimal("0.5")])


@st.composite
def shelves(draw):
    return [
        Listing(
            key=shop,
            storefront=shop,
            product=5,
            pack=draw(packs),
            most=draw(st.none() | st.integers(1, 99)),
            least=draw(st.integers(0, 1)),
        )
        for shop in draw(st.lists(st.sampled_from(SHOPS), unique=True))
    ]


@given(units, shelves(), st.lists(rules, max_size=4))
def test_a_number_is_never_negative_nor_more_than_there_is(sellable, listings, given_rules):
    for answer, listing in zip(allocate(sellable, listings, given_rules, NOW), listings, strict=True):
        shown = answer.quantity or 0
        assert shown >= 0
        assert shown * listing.pack <= max(sellable, 0)
        assert listing.most is None or shown <= listing.most


@given(units, shelves(), st.lists(rules, max_size=4))
def test_a_number_never_exceeds_its_rule(sellable, listings, given_rules):
    for answer, listing in zip(allocate(sellable, listings, given_rules, NOW), listings, strict=True):
        choice = choose(given_rules, listing, NOW)
        rule, shown = choice.share, answer.quantity or 0
        assert shown <= most_shown(sellable, listing, choice)
        assert rule.cap is None or shown <= rule.cap
        assert shown == 0 or shown >= min(rule.minimum, listing.most or rule.minimum)
        assert shown * listing.pack <= max(sellable - rule.buffer, 0)
        if rule.takes == "percent":
            assert shown * listing.pack * 100 <= max(sellable - rule.buffer, 0) * rule.percent
        elif rule.takes == "fixed":
            assert shown <= rule.fixed


@given(units, shelves(), st.lists(rules, max_size=4))
def test_what_is_kept_for_one_storefront_is_not_shown_by_another(sellable, listings, given_rules):
    for answer, listing in zip(allocate(sellable, listings, given_rules, NOW), listings, strict=True):
        last = choose(given_rules, listing, NOW).last
        if last and last.last_to != listing.storefront:
            assert (answer.quantity or 0) * listing.pack <= max(sellable - last.last_units, 0)


@given(units, shelves(), rules)
def test_partitioned_shares_never_exceed_the_pool(sellable, listings, rule):
    takes = "percent" if rule.takes == "next" else rule.takes
    everyone = [Rule(**{**vars(rule), "takes": takes, "partitioned": True, "storefronts": frozenset()})]
    answers = allocate(sellable, listings, everyone, NOW)
    shown = sum(
        (answer.quantity or 0) * listing.pack for answer, listing in zip(answers, listings, strict=True)
    )
    assert shown <= max(sellable, 0)
    assert oversell_bound(answers, listings, sellable) == 0


@given(units, units, shelves(), st.lists(rules, max_size=4))
def test_more_stock_never_shows_less(one, other, listings, given_rules):
    shared = [Rule(**{**vars(rule), "partitioned": False}) for rule in given_rules]
    fewer = allocate(min(one, other), listings, shared, NOW)
    more = allocate(max(one, other), listings, shared, NOW)
    for low, high in zip(fewer, more, strict=True):
        assert (low.quantity or 0) <= (high.quantity or 0)


@given(units, shelves(), st.lists(rules, max_size=4))
def test_the_terms_lead_to_the_number(sellable, listings, given_rules):
    for answer in allocate(sellable, listings, given_rules, NOW):
        if answer.quantity is not None:
            after = [term.after for term in answer.terms if term.after is not None]
            assert after == sorted(after, reverse=True)
            assert answer.terms[-1].code == "published"
            assert after[-1] == answer.quantity


@given(units, shelves(), st.lists(rules, max_size=4))
def test_asking_twice_gives_the_same_answer(sellable, listings, given_rules):
    assert allocate(sellable, listings, given_rules, NOW) == allocate(sellable, listings, given_rules, NOW)
