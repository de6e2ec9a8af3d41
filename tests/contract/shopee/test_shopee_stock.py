"""Quantities through the stock keeper: sent item by item, confirmed, half refused, held by campaigns."""

from dataclasses import replace

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import AuthExpired, Rejected, Throttled, Transient
from odoo.addons.ocean_marketplace_base.lib.stock_keeper import StockChange, StockKeeper
from odoo.addons.ocean_shopee.lib.stock_keeper import ShopeeStockKeeper

from .test_shopee_promotions import LATER, SOON

UNKNOWN = "999999999999"


@pytest.fixture
def number(catalogue, shirt, sandbox, writes):
    """A live shirt with six variants."""
    made = catalogue.create(shirt(), key="k1").external_id
    sandbox.control("/clock", {"advance": 30})
    writes()
    return made


@pytest.fixture
def skus(catalogue, number):
    return [sku.sku_id for sku in catalogue.read([number])[number].skus]


def change(number, sku, quantity, warehouse=""):
    return StockChange(item_id=number, sku_id=sku, quantity=quantity, warehouse_id=warehouse)


def quantities(keeper, number):
    return {level.sku_id: level.quantity for level in keeper.read([number])}


def test_the_keeper_keeps_the_contract():
    names = [name for name in vars(StockKeeper) if not name.startswith("_")]
    assert len(names) >= 3
    assert not [name for name in names if not hasattr(ShopeeStockKeeper, name)]


def test_all_variants_of_an_item_are_one_call(keeper, number, skus, writes):
    results = keeper.push([change(number, sku, 10 + index) for index, sku in enumerate(skus)])
    assert writes() == ["update_stock"]
    assert [(result.error, result.confirmed) for result in results] == [(None, 10 + i) for i in range(6)]
    assert quantities(keeper, number) == {sku: 10 + index for index, sku in enumerate(skus)}


def test_zero_is_a_quantity(keeper, number, skus):
    (result,) = keeper.push([change(number, skus[0], 0)])
    assert (result.error, result.confirmed) == (None, 0)
    assert quantities(keeper, number)[skus[0]] == 0
    assert keeper.limits.least == 0


def test_an_item_without_variants_has_one_number(keeper, catalogue, hat):
    made = catalogue.create(hat, key="k1").external_id
    (result,) = keeper.push([change(made, "0", 3)])
    assert (result.error, result.confirmed) == (None, 3)
    assert quantities(keeper, made) == {"0": 3}


def test_half_of_a_batch_may_be_taken(keeper, number, skus):
    changes = [change(number, skus[0], 5), change(number, UNKNOWN, 5), change(UNKNOWN, skus[0], 5)]
    results = {result.change: result for result in keeper.push(changes)}
    assert [results[one].error is None for one in changes] == [True, False, False]
    assert all(isinstance(results[one].error, Rejected) for one in changes[1:])
    assert quantities(keeper, number)[skus[0]] == 5


def test_a_number_above_the_platforms_most_is_refused_alone(keeper, number, skus):
    large = change(number, skus[0], keeper.limits.most + 1)
    good, bad = sorted(keeper.push([large, change(number, skus[1], 4)]), key=lambda r: r.error is not None)
    assert (good.confirmed, bad.change) == (4, large)
    assert bad.locked is False


def test_pushing_the_same_numbers_again_is_harmless(keeper, number, skus):
    for _time in range(2):
        (result,) = keeper.push([change(number, skus[0], 7)])
        assert result.confirmed == 7


def test_a_lost_answer_is_transient_and_the_number_may_be_sent_again(keeper, number, skus, sandbox):
    sandbox.fault("drop", when="after", path="*/update_stock", count=1)
    (result,) = keeper.push([change(number, skus[0], 7)])
    assert isinstance(result.error, Transient)
    assert keeper.push([change(number, skus[0], 7)])[0].error is None


def test_what_concerns_the_shop_is_raised(keeper, number, skus, sandbox):
    sandbox.fault("expired_token", path="*/update_stock", count=1)
    with pytest.raises(AuthExpired):
        keeper.push([change(number, skus[0], 7)])


def test_what_was_done_before_the_shop_was_throttled_is_told(keeper, number, skus, catalogue, hat, client):
    other = catalogue.create(replace(hat), key="k2").external_id
    sent = client.product.update_stock

    def throttled_for_the_second(item_id, levels):
        if item_id == other:
            raise Throttled("later")
        return sent(item_id, levels)

    client.product.update_stock = throttled_for_the_second
    done, failed = keeper.push([change(number, skus[0], 7), change(other, "0", 7)])
    assert done.error is None
    assert isinstance(failed.error, Throttled)


def test_stock_that_a_campaign_has_set_apart_is_a_floor(keeper, number, skus, client):
    discount = str(client.discount.add_discount("Juni", SOON, LATER)["discount_id"])
    model = {"model_id": int(skus[0]), "model_promotion_price": 120_000, "model_promotion_stock": 3}
    row = {"item_id": int(number), "purchase_limit": 0, "model_list": [model]}
    client.discount.add_discount_item(discount, [row])
    held, free = keeper.push([change(number, skus[0], 2), change(number, skus[1], 2)])
    assert (held.locked, held.locked_until) == (True, LATER)
    assert isinstance(held.error, Rejected)
    assert (free.error, free.locked) == (None, False)
    level = {level.sku_id: level for level in keeper.read([number])}
    assert (level[skus[0]].campaign, level[skus[0]].locked, level[skus[0]].locked_until) == (3, True, LATER)
    assert (level[skus[1]].campaign, level[skus[1]].locked) == (0, False)
    assert keeper.push([change(number, skus[0], 3)])[0].error is None


def test_a_shop_with_one_warehouse_has_one_without_a_name(keeper):
    (only,) = keeper.warehouses()
    assert (only.external_id, only.is_default) == ("", True)


def test_a_shop_with_several_warehouses_keeps_them_apart(keeper, number, skus, sandbox):
    sandbox.switch(multi_warehouse=True)
    first, second = keeper.warehouses()
    assert (first.is_default, second.is_default) == (True, False)
    assert first.name
    assert first.address
    changes = [change(number, skus[0], 4, first.external_id), change(number, skus[0], 6, second.external_id)]
    results = keeper.push(changes)
    assert {result.change.warehouse_id: result.confirmed for result in results} == {
        first.external_id: 4,
        second.external_id: 6,
    }
    level = next(level for level in keeper.read([number]) if level.sku_id == skus[0])
    assert (level.quantity, level.by_warehouse) == (10, {first.external_id: 4, second.external_id: 6})
    (refused,) = keeper.push([change(number, skus[0], 4)])
    assert isinstance(refused.error, Rejected)


def test_a_new_item_of_a_shop_with_several_warehouses_lies_in_the_first(keeper, catalogue, hat, sandbox):
    sandbox.switch(multi_warehouse=True)
    made = catalogue.create(hat, key="k1").external_id
    (level,) = keeper.read([made])
    assert level.by_warehouse == {keeper.warehouses()[0].external_id: 9}


def test_what_is_deleted_or_unknown_is_left_out(keeper, number, catalogue):
    catalogue.delete([number])
    assert keeper.read([number, UNKNOWN]) == []


def test_numbers_of_banned_items_are_refused(keeper, number, skus, sandbox, shop):
    sandbox.control("/config", {"shop": shop["shop_id"], "ban_item": int(number)})
    (result,) = keeper.push([change(number, skus[0], 7)])
    assert isinstance(result.error, Rejected)
    assert result.error.code == "error_item_uneditable"
