"""What a rule would have done to orders of the past."""

import time
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from odoo.addons.ocean_marketplace_base.lib.allocation import NEXT, Listing, Rule
from odoo.addons.ocean_marketplace_base.lib.whatif import (
    Move,
    Order,
    Shelf,
    always,
    compare,
    opening,
    rules_from_plain,
    rules_to_plain,
)

SINCE = datetime(2026, 11, 8, tzinfo=timezone.utc)
UNTIL = SINCE + timedelta(days=14)
KAOS, TAS, SET = 5, 6, 7
ONE, TWO = Listing(key=1, storefront=11, product=KAOS), Listing(key=2, storefront=12, product=KAOS)
ALL = Rule(rule_id=1)


def at(seconds):
    return SINCE + timedelta(seconds=seconds)


def order(seconds, listing=1, items=1, **values):
    return Order(at=at(seconds), product=KAOS, items=items, listing=listing, **values)


def shelf(left, *orders, listings=(ONE, TWO), **values):
    """A shelf of one product with `left` units at the end."""
    return Shelf(levels={KAOS: Decimal(left)}, listings=listings, orders=orders, **values)


def tried(given, rule, today=ALL, **options):
    """Return {key: outcome} of `rule` instead of `today`."""
    outcomes = compare(given, [today], [rule], SINCE, UNTIL, **options)
    return {outcome.listing.key: outcome for outcome in outcomes}


def test_the_beginning_is_reckoned_back_through_all_that_happened():
    given = shelf(
        4,
        order(10, items=3),
        order(20, items=5, cancelled=2, cancelled_at=at(99)),
        moves=[Move(at=at(30), product=KAOS, units=Decimal(6))],
    )
    assert opening(given) == {KAOS: 4 + 3 + 3 - 6}


def test_what_a_kit_took_is_reckoned_back_in_components():
    given = Shelf(
        levels={KAOS: Decimal(0), TAS: Decimal(1)},
        listings=[],
        parts={SET: {KAOS: Decimal(2), TAS: Decimal(1)}},
        orders=[Order(at=at(1), product=SET, items=3)],
    )
    assert opening(given) == {KAOS: 6, TAS: 4}


def test_a_buffer_loses_the_sales_of_the_last_units():
    given = shelf(0, *(order(60 * n, listing=1 + n % 2) for n in range(6)))
    found = tried(given, Rule(rule_id=2, buffer=2))
    assert [found[1].before.lost, found[2].before.lost] == [0, 0]
    assert found[1].after.lost + found[2].after.lost == 2
    assert found[1].touched
    assert (found[1].orders, found[2].orders) == (3, 3)


def test_one_unit_sold_twice_within_the_delay_is_oversold_and_the_moment_is_named():
    given = shelf(-1, order(100), order(103, listing=2))
    found = tried(given, Rule(rule_id=2, percent=Decimal(50), partitioned=True))
    assert found[2].before.oversold == 1
    assert found[2].after.oversold == 0
    same = tried(given, ALL)
    risk = same[2].risk
    assert (risk.at, risk.count, risk.seconds) == (at(100), 2, 3)


def test_without_delay_the_second_order_is_refused():
    given = shelf(-1, order(100), order(100, listing=2))
    found = tried(given, ALL, delay=timedelta(0))
    assert (found[2].before.oversold, found[2].before.lost) == (0, 1)


def test_the_number_elsewhere_follows_after_the_delay():
    found = tried(shelf(3, order(100), order(104)), ALL)
    assert found[1].before.trail == ((SINCE, 5), (at(100), 4), (at(104), 3))
    assert found[2].before.trail == ((SINCE, 5), (at(110), 3))


def test_what_is_cancelled_can_be_sold_again():
    first = order(100, items=2, cancelled=2, cancelled_at=at(200))
    refused, again = order(150, listing=2), order(300, listing=2, items=2)
    found = tried(shelf(-1, first, refused, again), ALL)
    assert (found[2].before.lost, found[2].before.oversold) == (1, 0)
    assert found[1].before.lost == 0


def test_a_receipt_is_shown_after_the_delay():
    found = tried(shelf(5, moves=[Move(at=at(100), product=KAOS, units=Decimal(5))]), ALL)
    assert found[1].before.trail == ((SINCE, 0), (at(110), 5))


def test_an_order_that_no_listing_is_known_for_takes_stock_and_counts_nowhere():
    found = tried(shelf(0, order(100, listing=None, items=3)), ALL)
    assert found[1].before.trail == ((SINCE, 3), (at(110), 0))
    assert found[1].orders == 0


def test_last_units_are_kept_for_one_storefront():
    rule = Rule(rule_id=2, takes=NEXT, last_units=3, last_to=11)
    given = shelf(0, *(order(60 * n, listing=2) for n in range(4)), order(400, items=2))
    found = {outcome.listing.key: outcome for outcome in compare(given, [], [rule], SINCE, UNTIL)}
    assert (found[2].before.lost, found[2].after.lost) == (0, 1)
    assert found[1].after.lost == 0


def test_the_average_share_is_that_of_the_rule():
    found = tried(shelf(100), Rule(rule_id=2, percent=Decimal(40)))
    assert found[1].before.shared / found[1].before.stocked == 1
    assert found[1].after.shared / found[1].after.stocked == pytest.approx(0.4)
    assert found[1].before.bound == 100
    assert found[1].after.bound == 0


def test_packs_are_refused_whole_and_counted_in_units():
    pack = Listing(key=1, storefront=11, product=KAOS, pack=Decimal(6))
    given = shelf(-1, order(100, pack=Decimal(6)), listings=[pack])
    found = tried(given, ALL)
    assert found[1].before.lost == 6


def test_a_kit_and_its_component_share_the_stock():
    kit = Listing(key=3, storefront=11, product=SET)
    given = Shelf(
        levels={KAOS: Decimal(0), TAS: Decimal(8)},
        listings=[ONE, kit],
        parts={SET: {KAOS: Decimal(2), TAS: Decimal(1)}},
        orders=[
            Order(at=at(100), product=SET, items=1, listing=3),
            order(300, items=2),
        ],
    )
    found = tried(given, ALL)
    assert found[1].before.trail == ((SINCE, 4), (at(110), 2), (at(300), 0))
    assert found[3].before.trail == ((SINCE, 2), (at(100), 1), (at(310), 0))


def test_schedules_are_laid_aside():
    later = Rule(rule_id=3, start=UNTIL + timedelta(days=2), end=UNTIL + timedelta(days=3))
    over = Rule(rule_id=4, end=SINCE)
    assert always([later])[0].start is None
    assert [rule.rule_id for rule in always([later, over, ALL], UNTIL)] == [1]


def test_rules_are_kept_as_they_were():
    rules = [
        Rule(rule_id=2, percent=Decimal("12.5"), cap=3, storefronts=frozenset({1, 2}), start=SINCE),
        Rule(rule_id=0, buffer=2),
    ]
    assert rules_from_plain(rules_to_plain(rules)) == rules


def test_two_weeks_of_orders_take_seconds():
    """3,000 orders of 300 products on three storefronts."""
    shelves = []
    for product in range(300):
        listings = [Listing(key=shop, storefront=shop, product=product) for shop in (1, 2, 3)]
        orders = [
            Order(at=at(n * 9000 + product), product=product, items=1 + n % 2, listing=1 + n % 3)
            for n in range(10)
        ]
        shelves.append(Shelf(levels={product: Decimal(2)}, listings=listings, orders=orders))
    started = time.process_time()
    outcomes = [row for one in shelves for row in compare(one, [ALL], [Rule(rule_id=2)], SINCE, UNTIL)]
    assert time.process_time() - started < 5
    assert sum(row.orders for row in outcomes) == 3000
