"""Numbers are corrected by orders we have not heard of, just before they are sent."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.stock_keeper import StockChange, StockLevel
from odoo.addons.ocean_marketplace_base.lib.unheard import correct

KEY = ("I1", "S1")


def change(quantity, sku="S1"):
    return StockChange(item_id="I1", sku_id=sku, quantity=quantity)


def level(quantity, sku="S1"):
    return StockLevel(item_id="I1", sku_id=sku, quantity=quantity)


@pytest.mark.parametrize(
    ("wanted", "shown", "now", "sent", "unheard"),
    [
        (9, 10, 10, 9, 0),
        (9, 10, 7, 6, 3),
        (12, 10, 7, 9, 3),
        (2, 10, 1, 0, 9),
        (9, 10, 14, 9, 0),
    ],
)
def test_what_was_sold_meanwhile_is_taken_off(wanted, shown, now, sent, unheard):
    corrected = correct([change(wanted)], [level(now)], {KEY: shown})
    assert corrected.changes == [change(sent)]
    assert corrected.unheard == {KEY: unheard}
    assert corrected.results == []


@pytest.mark.parametrize(("wanted", "shown"), [(7, 7), (9, 9)])
def test_a_number_that_is_there_already_is_not_sent(wanted, shown):
    corrected = correct([change(wanted)], [level(7)], {KEY: shown})
    assert corrected.changes == []
    [result] = corrected.results
    assert (result.change, result.confirmed, result.error) == (change(7), 7, None)


@pytest.mark.parametrize(
    ("levels", "shown"),
    [([], {KEY: 10}), ([level(None)], {KEY: 10}), ([level(4)], {}), ([level(4, "S2")], {KEY: 10})],
)
def test_what_is_not_known_is_sent_as_it_is(levels, shown):
    corrected = correct([change(9)], levels, shown)
    assert (corrected.changes, corrected.results, corrected.unheard) == ([change(9)], [], {})


def test_each_variant_has_its_own():
    changes = [change(5), change(6, "S2")]
    corrected = correct(changes, [level(4), level(8, "S2")], {KEY: 6, ("I1", "S2"): 8})
    assert corrected.changes == [change(3), change(6, "S2")]
