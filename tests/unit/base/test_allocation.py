from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from odoo.addons.ocean_marketplace_base.lib import allocation
from odoo.addons.ocean_marketplace_base.lib.allocation import Listing, Rule, allocate

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=timezone.utc)
KAOS, TAS = 7001, 7002
OFFICIAL, LIVE = 11, 12


def listing(storefront=OFFICIAL, **values):
    return Listing(**{"key": storefront, "storefront": storefront, "product": KAOS, **values})


def shown(sellable, *rules, at=NOW, **values):
    return allocate(Decimal(sellable), [listing(**values)], rules, at)[0]


def codes(answer):
    return [term.code for term in answer.terms]


def test_without_rules_everything_is_shown_everywhere():
    answers = allocate(Decimal(11), [listing(), listing(LIVE)], [], NOW)
    assert [answer.quantity for answer in answers] == [11, 11]
    assert answers[0].rule_id is None


def test_the_share_is_taken_after_the_buffer_and_rounded_down():
    answer = shown(11, Rule(rule_id=1, percent=Decimal(80), buffer=2))
    assert answer.quantity == 7
    assert codes(answer) == ["sellable", "buffer", "share", "published"]
    assert [term.after for term in answer.terms] == [11, 9, 7, 7]
    assert answer.rule_id == 1


@pytest.mark.parametrize(
    ("sellable", "rule", "expected"),
    [
        (11, {"takes": "fixed", "fixed": 4}, 4),
        (3, {"takes": "fixed", "fixed": 4}, 3),
        (100, {"cap": 50}, 50),
        (40, {"cap": 50}, 40),
        (100, {"cap": 0}, 0),
        (4, {"minimum": 5}, 0),
        (5, {"minimum": 5}, 5),
        (1, {"buffer": 2}, 0),
        (2, {"buffer": 2}, 0),
        (-3, {}, 0),
        (-3, {"takes": "fixed", "fixed": 4}, 0),
        (10, {"percent": Decimal(0)}, 0),
        (10, {"percent": Decimal("33.3")}, 3),
    ],
)
def test_a_rule_gives_the_number_it_says(sellable, rule, expected):
    assert shown(sellable, Rule(rule_id=1, **rule)).quantity == expected


def test_negative_stock_says_so():
    answer = shown(-3)
    assert (answer.quantity, codes(answer)) == (0, ["negative", "published"])


def test_a_fraction_of_a_unit_is_never_shown():
    assert shown("2.9").quantity == 2


def test_packs_are_counted_in_whole_packs_after_the_buffer():
    answer = shown(20, Rule(rule_id=1, buffer=1), pack=Decimal(6))
    assert answer.quantity == 3
    assert "pack" in codes(answer)
    assert shown(17, Rule(rule_id=1, buffer=1), pack=Decimal(6)).quantity == 2


def test_the_first_rule_that_fits_wins():
    first, second = Rule(rule_id=1, cap=5), Rule(rule_id=2, cap=3)
    assert shown(10, first, second).rule_id == 1
    assert shown(10, second, first).rule_id == 2


@pytest.mark.parametrize(
    ("narrow", "values", "fits"),
    [
        ({"storefronts": frozenset({LIVE})}, {}, False),
        ({"storefronts": frozenset({OFFICIAL})}, {}, True),
        ({"categories": frozenset({3})}, {"categories": frozenset({1, 3})}, True),
        ({"categories": frozenset({3})}, {"categories": frozenset({1})}, False),
        ({"products": frozenset({KAOS})}, {}, True),
        ({"products": frozenset({TAS})}, {}, False),
        ({"excluded": frozenset({KAOS})}, {}, False),
        ({"excluded": frozenset({TAS})}, {}, True),
        ({"start": NOW}, {}, True),
        ({"start": NOW + timedelta(seconds=1)}, {}, False),
        ({"end": NOW}, {}, False),
        ({"end": NOW + timedelta(seconds=1)}, {}, True),
    ],
)
def test_a_rule_is_about_what_it_names_while_it_lasts(narrow, values, fits):
    answer = shown(10, Rule(rule_id=1, cap=1, **narrow), **values)
    assert answer.quantity == (1 if fits else 10)


def test_the_last_units_go_to_one_storefront_only():
    rules = [
        Rule(rule_id=1, takes="next", last_units=5, last_to=OFFICIAL),
        Rule(rule_id=2, percent=Decimal(80)),
    ]
    for sellable, official, live in [(20, 16, 15), (6, 4, 1), (5, 4, 0), (1, 0, 0)]:
        answers = allocate(Decimal(sellable), [listing(), listing(LIVE)], rules, NOW)
        assert [answer.quantity for answer in answers] == [official, live], sellable
        assert {answer.rule_id for answer in answers} == {2}
        assert {answer.last_rule_id for answer in answers} == {1}


def test_a_listing_may_be_left_alone():
    answer = shown(10, Rule(rule_id=1, takes="leave"))
    assert (answer.quantity, answer.terms) == (None, ())


def test_what_nobody_counts_gets_a_fixed_number_or_none():
    assert shown(0, storable=False).quantity is None
    assert shown(0, Rule(rule_id=1, percent=Decimal(50)), storable=False).quantity is None
    assert shown(0, Rule(rule_id=1, takes="fixed", fixed=99, cap=20), storable=False).quantity == 20


def test_the_platforms_maximum_caps_the_number_and_says_so():
    answer = shown(120_000, most=99_999)
    assert answer.quantity == 99_999
    assert codes(answer) == ["sellable", "most", "published"]


def test_where_zero_is_refused_the_item_is_to_be_hidden():
    assert shown(0, least=1).hide
    assert not shown(1, least=1).hide
    assert not shown(0).hide


def test_partitioned_shares_never_add_up_to_more_than_the_pool():
    rule = Rule(rule_id=1, percent=Decimal(80), partitioned=True)
    answers = allocate(Decimal(10), [listing(), listing(LIVE)], [rule], NOW)
    assert [answer.quantity for answer in answers] == [8, 2]
    assert "split" in codes(answers[1])


def test_the_bound_of_overselling_is_what_is_shown_beyond_the_pool():
    listings = [listing(), listing(LIVE, pack=Decimal(2))]
    answers = allocate(Decimal(10), listings, [], NOW)
    assert allocation.oversell_bound(answers, listings, Decimal(10)) == 10
    assert allocation.oversell_bound(answers[:1], listings, Decimal(10)) == 0


def test_edges_are_where_schedules_begin_and_end():
    rules = [Rule(rule_id=1, start=NOW, end=NOW + timedelta(days=2)), Rule(rule_id=2)]
    found = allocation.edges(rules, NOW - timedelta(hours=1), NOW + timedelta(days=1))
    assert found == [NOW]
    assert allocation.edges(rules, NOW, NOW + timedelta(days=3)) == [NOW + timedelta(days=2)]
