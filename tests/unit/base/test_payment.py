"""Whether an order is paid."""

import itertools

import pytest

from odoo.addons.ocean_marketplace_base.lib.payment import payment_state
from odoo.addons.ocean_marketplace_base.lib.schema import OrderStatus

STATES = {"unpaid", "paid", "cod", "refunded"}


@pytest.mark.parametrize(
    ("status", "paid", "is_cod", "expected"),
    [
        (OrderStatus.UNPAID, False, False, "unpaid"),
        (OrderStatus.ON_HOLD, True, False, "paid"),
        (OrderStatus.TO_SHIP, False, False, "paid"),
        (OrderStatus.TO_SHIP, False, True, "cod"),
        (OrderStatus.SHIPPED, True, True, "cod"),
        (OrderStatus.DELIVERED, False, True, "paid"),
        (OrderStatus.CANCELLED, True, False, "refunded"),
        (OrderStatus.CANCELLED, False, False, "unpaid"),
        (OrderStatus.CANCELLED, True, True, "unpaid"),
        (OrderStatus.UNKNOWN, False, False, "unpaid"),
    ],
)
def test_payment_follows_from_status_and_moment(status, paid, is_cod, expected):
    assert payment_state(status, paid=paid, is_cod=is_cod) == expected


def test_every_combination_has_an_answer():
    for status, paid, is_cod in itertools.product(OrderStatus, (True, False), (True, False)):
        assert payment_state(status, paid=paid, is_cod=is_cod) in STATES
