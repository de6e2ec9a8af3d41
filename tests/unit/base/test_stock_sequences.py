"""Storefronts that sell from one pool, through any sequence of orders, cancellations, receipts and delays."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from odoo.addons.ocean_marketplace_base.lib.allocation import (
    Listing,
    Rule,
    allocate,
    choose,
    most_shown,
    oversell_bound,
)

NOW = datetime(2026, 11, 24, tzinfo=timezone.utc)
SHOPS = (1, 2, 3, 4)
LISTINGS = [Listing(key=shop, storefront=shop, product=5) for shop in SHOPS]

shops = st.sampled_from(SHOPS)
few = st.integers(1, 6)
rules = st.builds(
    Rule,
    rule_id=st.integers(1, 9),
    takes=st.sampled_from(["percent", "fixed", "next"]),
    percent=st.integers(0, 100).map(Decimal),
    fixed=st.integers(0, 30),
    buffer=st.integers(0, 5),
    minimum=st.integers(0, 4),
    cap=st.none() | st.integers(0, 20),
    last_units=st.integers(0, 8),
    last_to=shops,
    partitioned=st.booleans(),
    storefronts=st.frozensets(shops, max_size=2),
)


PLACED, CANCELLED = 1, 2


@dataclass
class Order:
    """An order on a platform: its newest ``version``, and the one that we ``heard`` of last, 0 for none."""

    shop: int
    units: int
    version: int = PLACED
    heard: int = 0


@dataclass
class Pool:
    """What we know of one product: goods, and what orders that we heard of hold or have delivered later."""

    on_hand: int
    holds: dict[int, int] = field(default_factory=dict)
    demand: dict[int, int] = field(default_factory=dict)

    @property
    def sellable(self) -> Decimal:
        return Decimal(self.on_hand - sum(self.holds.values()) - sum(self.demand.values()))

    def hear(self, number: int, order: Order) -> None:
        """Take over the order as it stands; a notice of something older or known changes nothing."""
        if order.heard == order.version:
            return
        order.heard = order.version
        if order.version == CANCELLED:
            self.holds.pop(number, None)
            self.demand.pop(number, None)
        else:
            self.holds[number] = order.units

    def confirm(self, number: int) -> None:
        """The hold becomes the demand of a delivery."""
        self.demand[number] = self.holds.pop(number)


class Sequences(RuleBasedStateMachine):
    """Four storefronts. Notices of their orders come late, twice and in any order; so do our numbers."""

    @initialize(on_hand=st.integers(0, 60), given_rules=st.lists(rules, max_size=3))
    def begin(self, on_hand, given_rules):
        self.pool, self.rules, self.received = Pool(on_hand), given_rules, 0
        self.orders: list[Order] = []
        self.shown = dict.fromkeys(SHOPS, 0)
        self.start = on_hand, self.numbers()

    def numbers(self):
        return {
            answer.key: answer.quantity for answer in allocate(self.pool.sellable, LISTINGS, self.rules, NOW)
        }

    @rule(shop=shops, units=few)
    def place(self, shop, units):
        if units <= self.shown[shop]:
            self.shown[shop] -= units
            self.orders.append(Order(shop, units))

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def hear(self, data):
        number = data.draw(st.integers(0, len(self.orders) - 1))
        self.pool.hear(number, self.orders[number])

    @precondition(lambda self: self.pool.holds)
    @rule(data=st.data())
    def confirm(self, data):
        self.pool.confirm(data.draw(st.sampled_from(sorted(self.pool.holds))))

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def cancel(self, data):
        self.cancelled(data.draw(st.integers(0, len(self.orders) - 1)))

    def cancelled(self, number):
        order = self.orders[number]
        if order.version == PLACED:
            order.version = CANCELLED
            self.shown[order.shop] += order.units

    @rule(units=st.integers(-10, 20))
    def receive_or_adjust(self, units):
        self.pool.on_hand += units
        self.received += units

    @rule(shop=shops)
    def write(self, shop):
        """Our number reaches one platform; the others may get theirs any time later."""
        number = self.numbers()[shop]
        if number is not None:
            self.shown[shop] = number

    @invariant()
    def nothing_is_negative(self):
        assert all(units > 0 for units in (*self.pool.holds.values(), *self.pool.demand.values()))
        assert min(self.shown.values()) >= 0

    @invariant()
    def an_order_is_counted_once(self):
        assert not self.pool.holds.keys() & self.pool.demand.keys()
        counted = sum(order.units for order in self.orders if order.heard == PLACED)
        assert self.pool.on_hand - self.pool.sellable == counted

    @invariant()
    def no_number_exceeds_its_rule(self):
        for listing in LISTINGS:
            choice, number = choose(self.rules, listing, NOW), self.numbers()[listing.key] or 0
            assert 0 <= number <= most_shown(self.pool.sellable, listing, choice)
            assert number <= max(self.pool.sellable, 0)

    def teardown(self):
        """When all is cancelled and heard of, and goods are as they were, so is everything else."""
        for number, order in enumerate(self.orders):
            self.cancelled(number)
            self.pool.hear(number, order)
            self.pool.hear(number, order)
        self.pool.on_hand -= self.received
        assert (self.pool.on_hand, self.numbers()) == self.start
        assert not self.pool.holds
        assert not self.pool.demand
        assert self.pool.sellable == self.start[0]


Sequences.TestCase.settings = settings(max_examples=80, stateful_step_count=30, deadline=None)
TestAnySequenceOfEvents = Sequences.TestCase

rounds = st.lists(st.fixed_dictionaries(dict.fromkeys(SHOPS, st.integers(0, 15))), max_size=12)


def sell_out(on_hand, given_rules, sales, most=None):
    """Sell in rounds, each ending with all heard and all numbers written.

    Yields (numbers at the start of a round, sellable then, units sold in it); `most` units in one round.
    """
    pool = Pool(on_hand)
    for number, wanted in enumerate(sales):
        answers, before = allocate(pool.sellable, LISTINGS, given_rules, NOW), pool.sellable
        left, sold = most, 0
        for answer in answers:
            units = min(wanted[answer.key], answer.quantity or 0, *(() if left is None else (left,)))
            left = None if left is None else left - units
            sold += units
        pool.demand[number] = sold
        yield answers, before, sold


@given(st.integers(0, 80), rules, rounds)
def test_partitioned_shares_never_oversell(on_hand, given_rule, sales):
    takes = "percent" if given_rule.takes == "next" else given_rule.takes
    everyone = [replace(given_rule, takes=takes, partitioned=True, storefronts=frozenset())]
    sold = sum(units for _answers, _before, units in sell_out(on_hand, everyone, sales))
    assert sold <= on_hand


@given(st.integers(0, 80), st.integers(1, 12), shops, rounds)
def test_last_units_for_one_never_oversell_when_no_round_sells_more(on_hand, last_units, last_to, sales):
    kept = [Rule(rule_id=1, takes="next", last_units=last_units, last_to=last_to)]
    sold = sum(units for _answers, _before, units in sell_out(on_hand, kept, sales, most=last_units))
    assert sold <= on_hand


@given(st.integers(0, 80), st.lists(rules, max_size=3), rounds)
def test_a_shared_pool_oversells_no_more_than_its_bound(on_hand, given_rules, sales):
    for answers, before, sold in sell_out(on_hand, given_rules, sales):
        over = max(Decimal(0), sold - max(before, Decimal(0)))
        assert over <= oversell_bound(answers, LISTINGS, before)
