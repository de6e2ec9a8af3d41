"""Quantities against the simulator."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import AuthExpired, InvalidRequest, Rejected, Transient
from odoo.addons.ocean_marketplace_base.lib.stock_keeper import StockChange
from odoo.addons.ocean_tiktok_shop.lib.stock_keeper import TikTokStockKeeper

UPDATES = "*/inventory/update"


@pytest.fixture
def keeper(client):
    return TikTokStockKeeper(client)


@pytest.fixture
def products(client):
    """The products with their SKUs, those with most variants first."""
    rows = [client.product.get_product(row["id"]) for row in client.product.iter_products(status="ACTIVATE")]
    return sorted(rows, key=lambda row: -len(row["skus"]))


@pytest.fixture
def two_places(sandbox, connect):
    """The keeper of the shop with two warehouses, and its SKU that is in both."""
    client = connect()
    shop = next(row for row in client.authorization.get_authorized_shops() if row["name"] == "Rumah Senja")
    client = connect(shop_cipher=shop["cipher"])
    row = next(row for row in client.product.iter_products() if len(row["skus"][0]["inventory"]) == 2)
    return TikTokStockKeeper(client), row


def levels(keeper, *items):
    return {level.sku_id: level for level in keeper.read(items)}


def change(product, place=0, quantity=7, **more):
    return StockChange(item_id=product["id"], sku_id=product["skus"][place]["id"], quantity=quantity, **more)


def test_only_places_to_sell_from_are_told(two_places):
    places = two_places[0].warehouses()
    assert [(place.name, place.is_default) for place in places] == [
        ("Gudang Jakarta", True),
        ("Gudang Surabaya", False),
    ]
    assert "Jakarta Barat" in places[0].address
    assert places[0].kind == "DOMESTIC_WAREHOUSE"


def test_all_variants_of_an_item_go_in_one_call(keeper, products, sandbox):
    first, second = products[:2]
    sandbox.control("/calls/clear", {})
    changes = [change(first, place, place) for place in range(4)] + [change(second, quantity=99_999)]
    results = keeper.push(changes)
    assert [(one.error, one.locked) for one in results] == [(None, False)] * 5
    assert {one.change for one in results} == set(changes)
    assert len(sandbox.calls(UPDATES)) == 2
    there = levels(keeper, first["id"], second["id"], "1729000000000000000")
    assert [there[sku["id"]].quantity for sku in first["skus"]] == [0, 1, 2, 3]
    assert there[second["skus"][0]["id"]].quantity == 99_999


def test_what_orders_hold_is_told_apart(keeper, products, sandbox):
    product = products[0]
    keeper.push([change(product, quantity=9)])
    order = {"platform": "tiktok_shop", "skus": [product["skus"][0]["seller_sku"]], "quantities": [2]}
    before = levels(keeper, product["id"])[product["skus"][0]["id"]].reserved
    sandbox.control("/orders", order)
    level = levels(keeper, product["id"])[product["skus"][0]["id"]]
    assert (level.quantity, level.reserved) == (7, before + 2)


def test_a_refused_variant_does_not_stop_the_others(keeper, products):
    product = products[0]
    wrong = StockChange(item_id=product["id"], sku_id="1729000000000000009", quantity=3)
    gone = StockChange(item_id="1729000000000000000", sku_id="1729000000000000009", quantity=3)
    found = {one.change: one for one in keeper.push([change(product), wrong, gone, change(products[1])])}
    assert [found[one].error and found[one].error.code for one in (wrong, gone)] == ["12052556", "12052032"]
    assert [found[one].error for one in (change(product), change(products[1]))] == [None, None]


@pytest.mark.parametrize("quantity", [-1, 100_000])
def test_numbers_out_of_range_are_not_sent_and_the_others_are(keeper, products, quantity, sandbox):
    sandbox.control("/calls/clear", {})
    bad = change(products[0], 0, quantity)
    found = {one.change: one.error for one in keeper.push([bad, change(products[0], 1)])}
    assert isinstance(found[bad], InvalidRequest)
    assert found[change(products[0], 1)] is None
    assert len(sandbox.calls(UPDATES)) == 1


def test_a_platform_that_refuses_zero_says_so(keeper, products, sandbox):
    sandbox.switch(zero_stock=False)
    zero, some = change(products[0], 0, 0), change(products[0], 1, 1)
    found = {one.change: one.error for one in keeper.push([zero, some])}
    assert (found[zero].code, found[some]) == ("12052055", None)


def test_every_warehouse_of_a_variant_is_named(two_places):
    keeper, row = two_places
    first, second = (place.external_id for place in keeper.warehouses())
    both = [change(row, 0, 3, warehouse_id=first), change(row, 0, 4, warehouse_id=second)]
    assert [one.error for one in keeper.push(both)] == [None, None]
    level = levels(keeper, row["id"])[row["skus"][0]["id"]]
    assert (level.quantity, level.by_warehouse) == (7, {first: 3, second: 4})


def test_a_warehouse_that_is_left_out_keeps_what_it_has(two_places, sandbox):
    keeper, row = two_places
    first, second = (place.external_id for place in keeper.warehouses())
    kept = levels(keeper, row["id"])[row["skus"][0]["id"]].by_warehouse[second]
    sandbox.control("/calls/clear", {})
    (done,) = keeper.push([change(row, 0, 3, warehouse_id=first)])
    assert done.error is None
    assert len(sandbox.calls(UPDATES)) == 2
    level = levels(keeper, row["id"])[row["skus"][0]["id"]]
    assert level.by_warehouse == {first: 3, second: kept}


def test_a_warehouse_that_does_not_exist_any_more_is_an_error_of_its_change(keeper, products):
    (done,) = keeper.push([change(products[0], warehouse_id="7000000000000000001")])
    assert done.error.code == "12052097"


def test_without_a_warehouse_a_variant_in_two_of_them_is_not_guessed_at(two_places):
    keeper, row = two_places
    (done,) = keeper.push([change(row, 0, 3)])
    assert done.error.code == "12019028"


def test_what_lies_with_the_platform_is_kept_apart(keeper, products, in_seller_center):
    product = products[0]
    sku = product["skus"][0]["id"]
    in_seller_center(product["id"], skus={sku: {"held": 40}})
    assert keeper.push([change(product, 0, 6)])[0].error is None
    level = levels(keeper, product["id"])[sku]
    assert (level.quantity, level.platform_held) == (6, 40)


def test_a_campaign_locks_what_it_has_set_apart(keeper, client, products, later):
    product = products[-1]
    sku = product["skus"][0]["id"]
    keeper.push([change(product, 0, 20)])
    start = int(client.clock.now().timestamp())
    made = client.promotion.create_activity(
        {
            "title": "Kilat",
            "activity_type": "FLASHSALE",
            "product_level": "VARIATION",
            "begin_time": start + 1,
            "end_time": start + 7200,
        }
    )
    offer = {"id": sku, "activity_price_amount": "10000", "quantity_limit": 8, "quantity_per_user": -1}
    product_offer = {"id": product["id"], "quantity_limit": -1, "quantity_per_user": -1, "skus": [offer]}
    client.promotion.update_activity_products(made["activity_id"], [product_offer])
    later(5)
    assert levels(keeper, product["id"])[sku].campaign == 8
    (few,) = keeper.push([change(product, 0, 7)])
    assert (few.locked, few.error.code) == (True, "12052393")
    (enough,) = keeper.push([change(product, 0, 8)])
    assert (enough.locked, enough.error) == (False, None)


def test_a_bundle_has_no_quantity_of_its_own(keeper, products, in_seller_center):
    product = products[0]
    parts = [{"product_id": "1", "sku_id": "2", "sku_count": 2}]
    in_seller_center(product["id"], skus={product["skus"][0]["id"]: {"combined_skus": parts}})
    assert keeper.push([change(product)])[0].error.code == "12052850"


def test_a_lost_answer_can_be_sent_again_and_the_rest_waits(keeper, products, sandbox):
    sandbox.fault("drop", path=UPDATES, count=1, when="after")
    changes = [change(products[0]), change(products[1])]
    lost, waiting = keeper.push(changes)
    assert isinstance(lost.error, Transient)
    assert isinstance(waiting.error, Transient)
    assert [one.error for one in keeper.push(changes)] == [None, None]


def test_what_concerns_the_whole_shop_is_raised(keeper, products, sandbox):
    sandbox.fault("expired_token")
    with pytest.raises(AuthExpired):
        keeper.push([change(products[0])])


def test_a_failure_of_the_shop_in_the_middle_is_an_error_of_what_was_not_sent(keeper, products, sandbox):
    sandbox.fault("throttle", path=f"/product/202309/products/{products[1]['id']}/inventory/update")
    done, *failed = keeper.push([change(products[0]), change(products[1]), change(products[2])])
    assert done.error is None
    assert len({id(one.error) for one in failed}) == 1
    assert not isinstance(failed[0].error, Rejected)


def test_nothing_to_do_calls_nothing(keeper, sandbox):
    sandbox.control("/calls/clear", {})
    assert (keeper.push([]), sandbox.calls()) == ([], [])
