"""The table of statuses: total, and the same whatever the way."""

import itertools

import pytest

from odoo.addons.ocean_marketplace_base.lib.lifecycle import STAGES, Effects, Policy, effects
from odoo.addons.ocean_marketplace_base.lib.schema import OrderStatus

MILESTONES = ("paid", "shipped", "delivered", "completed", "never")
ALONG = [
    OrderStatus.UNPAID,
    OrderStatus.ON_HOLD,
    OrderStatus.TO_SHIP,
    OrderStatus.ARRANGED,
    OrderStatus.SHIPPED,
    OrderStatus.DELIVERED,
    OrderStatus.COMPLETED,
]
POLICIES = [
    Policy(quote_unpaid=quote, confirm_at=confirm, invoice_at=invoice, lock_at=lock)
    for quote, confirm, invoice, lock in itertools.product(
        (True, False), MILESTONES, MILESTONES, ("completed", "never")
    )
]


def test_every_status_has_a_row():
    assert set(STAGES) == set(OrderStatus)


@pytest.mark.parametrize("policy", POLICIES)
def test_what_is_there_stays_on_the_way(policy):
    rows = [effects(status, policy) for status in ALONG]
    for name in ("sale", "confirm", "invoice", "lock"):
        values = [getattr(row, name) for row in rows]
        assert values == sorted(values), name


def test_unpaid_orders_wait_or_become_quotations():
    assert effects(OrderStatus.UNPAID, Policy()) == Effects()
    assert effects(OrderStatus.ON_HOLD, Policy(quote_unpaid=True)) == Effects(sale=True)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (OrderStatus.TO_SHIP, Effects(sale=True, confirm=True)),
        (OrderStatus.CANCEL_REQUESTED, Effects(sale=True, confirm=True)),
        (OrderStatus.SHIPPED, Effects(sale=True, confirm=True)),
        (OrderStatus.DELIVERED, Effects(sale=True, confirm=True, invoice=True)),
        (OrderStatus.COMPLETED, Effects(sale=True, confirm=True, invoice=True, lock=True)),
    ],
)
def test_milestones_are_reached_in_turn(status, expected):
    assert effects(status, Policy(invoice_at="delivered", lock_at="completed")) == expected


@pytest.mark.parametrize("policy", POLICIES)
def test_a_cancelled_order_is_cancelled_under_every_policy(policy):
    assert effects(OrderStatus.CANCELLED, policy) == Effects(cancel=True)


@pytest.mark.parametrize("policy", POLICIES)
def test_an_unknown_status_is_not_guessed(policy):
    assert effects(OrderStatus.UNKNOWN, policy) == Effects()


def test_only_wishes_to_cancel_and_cancellations_stop_a_parcel():
    stopping = {status for status, stage in STAGES.items() if stage.stops}
    assert stopping == {OrderStatus.CANCEL_REQUESTED, OrderStatus.CANCELLED}
