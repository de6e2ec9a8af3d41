"""Parts of a pool stay where they are while orders come, and no unit is shown twice."""

from dataclasses import dataclass, field
from datetime import datetime, timezone
from decimal import Decimal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from odoo.addons.ocean_marketplace_base.lib import parts
from odoo.addons.ocean_marketplace_base.lib.allocation import Listing, Rule
from odoo.addons.ocean_marketplace_base.lib.shared_stock import Source

NOW = datetime(2026, 11, 24, tzinfo=timezone.utc)
SHOPS = (1, 2, 3)
LISTINGS = [Listing(key=shop, storefront=shop, product=5) for shop in SHOPS]
THIRDS = Rule(rule_id=1, percent=Decimal(33), partitioned=True)


def numbers(sellable, shown, calm=True, rule=THIRDS, listings=LISTINGS):
    sellable = Decimal(sellable)
    answers = parts.allot(sellable, listings, [rule], NOW, Source.alone(sellable), shown, calm)
    return {answer.key: answer.quantity for answer in answers}


def terms(sellable, shown, key, calm=True):
    sellable = Decimal(sellable)
    answers = parts.allot(sellable, LISTINGS, [THIRDS], NOW, Source.alone(sellable), shown, calm)
    [answer] = [answer for answer in answers if answer.key == key]
    return [(term.code, term.amount, term.after) for term in answer.terms]


def test_an_order_moves_no_other_part():
    assert numbers(59, {1: 19, 2: 20, 3: 20}) == {1: 19, 2: 20, 3: 20}


def test_parts_are_made_new_when_one_has_sold_most_of_its_own():
    assert numbers(42, {1: 2, 2: 20, 3: 20}) == {1: 2, 2: 13, 3: 13}
    assert terms(42, {1: 2, 2: 20, 3: 20}, 1)[-2:] == [("waits", 13, 2), ("published", 2, 2)]


def test_a_part_rises_when_the_others_were_lowered():
    assert numbers(42, {1: 2, 2: 13, 3: 20}) == {1: 9, 2: 13, 3: 13}
    assert numbers(42, {1: 2, 2: 13, 3: 13}) == {1: 13, 2: 13, 3: 13}


def test_the_last_units_stay_where_they_are():
    assert numbers(9, {1: 0, 2: 4, 3: 5}) == {1: 0, 2: 4, 3: 5}
    assert terms(9, {1: 0, 2: 4, 3: 5}, 2)[-2:] == [("kept", 2, 4), ("published", 4, 4)]


def test_more_than_there_is_is_lowered_at_once():
    assert numbers(40, {1: 20, 2: 20, 3: 20}) == {1: 13, 2: 13, 3: 13}


def test_what_is_no_order_makes_the_parts_new():
    assert numbers(60, {1: 10, 2: 12, 3: 14}, calm=False) == {1: 19, 2: 19, 3: 19}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"cap": 15}, {1: 15, 2: 15, 3: 15}),
        ({"buffer": 12}, {1: 15, 2: 15, 3: 15}),
        ({"takes": "fixed", "fixed": 20}, {1: 19, 2: 20, 3: 20}),
    ],
)
def test_the_rest_of_the_rule_holds_for_kept_parts(change, expected):
    rule = Rule(**{"rule_id": 1, "percent": Decimal(33), "partitioned": True, **change})
    assert numbers(59, {1: 19, 2: 20, 3: 20}, rule=rule) == expected


def test_a_number_below_the_minimum_is_not_kept():
    rule = Rule(rule_id=1, percent=Decimal(33), partitioned=True, minimum=5)
    assert numbers(11, {1: 4, 2: 3, 3: 4}, rule=rule) == {1: 0, 2: 0, 3: 0}


def test_who_is_not_sent_numbers_gets_its_part_at_once():
    assert numbers(42, {1: 2, 2: 20}) == {1: 9, 2: 13, 3: 13}


def test_packs_are_counted_in_units():
    packs = [Listing(key=1, storefront=1, product=5, pack=Decimal(6)), LISTINGS[1], LISTINGS[2]]
    assert numbers(60, {1: 0, 2: 19, 3: 30}, calm=False, listings=packs) == {1: 1, 2: 19, 3: 19}


def test_a_rule_that_leaves_listings_alone_has_no_parts():
    rule = Rule(rule_id=1, takes="leave", partitioned=True)
    assert numbers(60, {1: 20, 2: 20, 3: 20}, rule=rule) == {1: None, 2: None, 3: None}


@dataclass
class Shop:
    """What a platform shows, and what we confirmed less what we heard was sold there since.

    ``lost`` is a number of ours without answer; ``unheard`` are its orders that we do not know yet.
    """

    shown: int = 0
    confirmed: int = 0
    lost: int = 0
    wanted: int = 0
    unheard: list[int] = field(default_factory=list)

    @property
    def most(self):
        """The most it may show as far as we know: a number whose answer was lost may have been taken."""
        return max(self.confirmed, self.lost)


class Sale(RuleBasedStateMachine):
    """Orders are heard of late and in any order; answers to our numbers are lost.

    As the stock lane does: a number is corrected by what the platform shows just before it is written.
    """

    @initialize(
        units=st.integers(0, 60), buffer=st.integers(0, 3), percent=st.sampled_from([20, 33, 50, 100])
    )
    def begin(self, units, buffer, percent):
        self.units, self.sold, self.known, self.calm = units, 0, units, False
        self.rule = Rule(rule_id=1, percent=Decimal(percent), partitioned=True, buffer=buffer)
        self.shops = {shop: Shop() for shop in SHOPS}

    @rule(shop=st.sampled_from(SHOPS), units=st.integers(1, 6))
    def buy(self, shop, units):
        here = self.shops[shop]
        if units <= here.shown:
            here.shown -= units
            here.unheard.append(units)
            self.sold += units

    @precondition(lambda self: any(shop.unheard for shop in self.shops.values()))
    @rule(data=st.data())
    def hear(self, data):
        here = data.draw(st.sampled_from([shop for shop in self.shops.values() if shop.unheard]))
        units = here.unheard.pop(data.draw(st.integers(0, len(here.unheard) - 1)))
        self.known -= units
        here.confirmed -= units
        here.lost = max(0, here.lost - units)

    @rule(units=st.integers(1, 20))
    def receive(self, units):
        self.units += units
        self.known += units
        self.calm = False

    def settle(self):
        shown = {key: shop.most for key, shop in self.shops.items()}
        answers = numbers(self.known, shown, calm=self.calm, rule=self.rule)
        self.calm = True
        for key, number in answers.items():
            self.shops[key].wanted = number

    @rule(key=st.sampled_from(SHOPS), taken=st.booleans(), answered=st.booleans())
    def turn(self, key, taken, answered):
        """All numbers are worked out, and one shop's is sent."""
        self.settle()
        here = self.shops[key]
        unseen = max(0, here.most - here.shown)
        number = max(0, here.wanted - unseen)
        here.shown = number if taken else here.shown
        if taken and answered:
            here.confirmed, here.lost = number + unseen, 0
        else:
            here.lost = max(here.lost, number + unseen)

    @precondition(lambda self: not any(shop.unheard for shop in self.shops.values()))
    @rule()
    def check(self):
        """In a quiet moment all numbers are read back."""
        for shop in self.shops.values():
            shop.confirmed, shop.lost = shop.shown, 0

    @invariant()
    def nothing_is_sold_twice(self):
        shown = sum(shop.shown for shop in self.shops.values())
        assert min(shop.shown for shop in self.shops.values()) >= 0
        assert self.sold + shown <= self.units


Sale.TestCase.settings = settings(max_examples=300, stateful_step_count=40, deadline=None)
TestAnySale = Sale.TestCase
