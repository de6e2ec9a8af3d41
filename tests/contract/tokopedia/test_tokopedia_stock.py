"""Quantities over real sockets."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import AuthRevoked, InvalidRequest, Rejected, Transient
from odoo.addons.ocean_marketplace_base.lib.stock_keeper import StockChange
from odoo.addons.ocean_tokopedia.lib.stock_keeper import TokopediaStockKeeper


@pytest.fixture
def keeper(client):
    return TokopediaStockKeeper(client)


def change(product, quantity, warehouse=""):
    return StockChange(
        item_id=str(product.parent_id or product.id),
        sku_id=str(product.id),
        quantity=quantity,
        warehouse_id=str(warehouse),
    )


def updates(sandbox):
    return [call for call in sandbox.calls() if call["path"].endswith("/stock/update")]


def test_the_warehouses_of_a_shop(keeper, world):
    own = world.own_shop.warehouses
    found = keeper.warehouses()
    assert [(place.external_id, place.name) for place in found] == [(str(one.id), one.name) for one in own]
    assert [place.is_default for place in found] == [True] + [False] * (len(own) - 1)


def test_numbers_of_many_variants_go_in_one_call(keeper, world, sandbox):
    changes = [change(row, 10 + place) for place, row in enumerate(world.sellable)]
    assert len(changes) > 20
    assert [result.error for result in keeper.push(changes)] == [None] * len(changes)
    assert [row.total_stock for row in world.sellable] == [one.quantity for one in changes]
    assert len(updates(sandbox)) == 1


def test_half_of_a_batch_is_accepted(keeper, world):
    unknown = StockChange(item_id="5", sku_id="5", quantity=3)
    much = change(world.child, 1_000_001)
    results = {
        result.change.sku_id: result for result in keeper.push([change(world.single, 6), unknown, much])
    }
    assert results[str(world.single.id)].error is None
    assert isinstance(results["5"].error, Rejected)
    assert isinstance(results[str(world.child.id)].error, InvalidRequest)
    assert (world.single.total_stock, world.child.total_stock != 1_000_001) == (6, True)


def test_zero_is_shown_as_zero_and_hides_nothing(keeper, world):
    (result,) = keeper.push([change(world.single, 0)])
    assert (result.error, world.single.total_stock, world.single.status) == (None, 0, 1)
    world.on_platform(world.single.id, status="inactive")
    keeper.push([change(world.single, 4)])
    assert (world.single.total_stock, world.single.status) == (4, 3)


def test_each_warehouse_has_a_number_of_its_own(keeper, world):
    first, second = world.own_shop.warehouses[:2]
    keeper.push([change(world.single, 3, first.id), change(world.single, 8, second.id)])
    (level,) = keeper.read([str(world.single.id)])
    assert level.by_warehouse == {str(first.id): 3, str(second.id): 8}
    assert level.quantity == 11


def test_a_warehouse_that_is_gone_refuses_its_numbers_alone(keeper, world):
    results = {
        result.change.warehouse_id: result
        for result in keeper.push([change(world.single, 5), change(world.single, 5, 999)])
    }
    assert results[""].error is None
    assert (results["999"].error.code, results["999"].locked) == ("PRD_USC_008", False)


def test_a_flash_sale_holds_the_number_and_says_until_when(keeper, world):
    product = world.single
    before = product.total_stock
    world.on_platform(product.id, flash_sale={"price": 5_000, "reserve": 2, "seconds": 600})
    (level,) = keeper.read([str(product.id)])
    assert (level.quantity, level.campaign, level.locked) == (before - 2, 2, True)
    results = {
        result.change.sku_id: result for result in keeper.push([change(product, 1), change(world.child, 1)])
    }
    held = results[str(product.id)]
    assert (held.locked, held.locked_until, type(held.error)) == (True, level.locked_until, Rejected)
    assert held.locked_until.timestamp() == world.store.slash_price_of(product.id).end
    assert (results[str(world.child.id)].error, results[str(world.child.id)].locked) == (None, False)
    world.advance_clock(601)
    (level,) = keeper.read([str(product.id)])
    assert (level.quantity, level.campaign, level.locked) == (before, None, False)
    assert keeper.push([change(product, 1)])[0].error is None


def test_a_flash_sale_that_does_not_hold_the_number_takes_it(keeper, world):
    world.switch(flash_sale_locks=False)
    product = world.single
    world.on_platform(product.id, flash_sale={"price": 5_000, "reserve": 2, "seconds": 600})
    assert keeper.push([change(product, 9)])[0].error is None
    (level,) = keeper.read([str(product.id)])
    assert (level.quantity, level.campaign) == (9, 2)


def test_the_numbers_of_all_variants_are_read_in_two_calls(keeper, world, sandbox):
    items = {str(row.parent_id or row.id) for row in world.sellable}
    sandbox.control("/calls/clear", {})
    levels = keeper.read([*items, "5"])
    assert {level.sku_id: level.quantity for level in levels} == {
        str(row.id): row.total_stock for row in world.sellable
    }
    assert len(sandbox.calls("*/product/info")) == 2


def test_a_lost_answer_is_told_and_the_same_numbers_can_be_sent_again(keeper, world, sandbox):
    sandbox.fault("drop", when="after", path="*/stock/update", count=1)
    (result,) = keeper.push([change(world.single, 6)])
    assert isinstance(result.error, Transient)
    assert keeper.push([change(world.single, 6)])[0].error is None
    assert world.single.total_stock == 6


def test_a_shop_that_is_no_longer_connected_is_raised(keeper, world):
    world.configure(shop=world.shop["shop_id"], revoke=True)
    with pytest.raises(AuthRevoked):
        keeper.push([change(world.single, 6)])
