"""Reading a whole shop: in the fewest calls, and only what changed since."""

from copy import deepcopy

import pytest

from odoo.addons.ocean_marketplace_base.lib.schema import ListingStatus
from odoo.addons.ocean_shopee.lib.item_list import item_rows

PLAIN, SIZED, BANNED = 1_960, 40, 30


@pytest.fixture
def counted(sandbox):
    """Return a function that tells how often each endpoint was called since it was called last."""

    def since():
        found = {}
        for call in sandbox.calls("/api/v2/*"):
            name = call["path"].rsplit("/", 1)[1]
            found[name] = found.get(name, 0) + 1
        sandbox.control("/calls/clear", {})
        return found

    return since


@pytest.fixture
def large(sandbox, shop):
    """Give the shop 2,000 items, of which 40 have variants and 30 are banned; none is in a promotion."""
    store = sandbox.server.platforms["shopee"].store
    own = [item for item in store.items.values() if item.shop_id == shop["shop_id"]]
    plain = next(item for item in own if not item.has_model)
    sized = next(item for item in own if item.has_model)
    for item in own:
        del store.items[item.item_id]
    for number in range(PLAIN + SIZED):
        item = deepcopy(plain if number < PLAIN else sized)
        item.item_id = 31_000_000_000 + number
        item.status = "BANNED" if number < BANNED else "NORMAL"
        store.items[item.item_id] = item
    return store


def test_two_thousand_items_take_the_fewest_calls(reader, large, counted):
    counted()
    listings = list(reader.listings())
    assert len(listings) == PLAIN + SIZED
    assert all(listing.content for listing in listings)
    assert counted() == {
        "get_shop_info": 1,
        "get_item_list": 20,
        "get_item_base_info": 40,
        "get_model_list": SIZED,
        "get_item_violation_info": 1,
    }


def test_items_that_did_not_change_cost_no_call_of_their_own(reader, large, counted):
    known = {listing.external_id: listing.updated_at for listing in reader.listings()}
    changed = str(31_000_000_000 + PLAIN)
    large.items[int(changed)].update_time += 60
    counted()
    listings = {listing.external_id: listing for listing in reader.listings(known=known)}
    assert set(listings) == set(known)
    # Banned ones are read every time: a ban need not count as a change.
    assert {number for number, listing in listings.items() if listing.content} == {
        changed,
        *(number for number, listing in listings.items() if listing.status is ListingStatus.BLOCKED),
    }
    assert counted() == {
        "get_shop_info": 1,
        "get_item_list": 20,
        "get_item_base_info": 1,
        "get_model_list": 1,
        "get_item_violation_info": 1,
    }


def test_a_shop_with_more_items_than_the_list_counts_is_read_by_time(client, large, monkeypatch):
    monkeypatch.setattr("odoo.addons.ocean_shopee.sandbox.api_product.DEEPEST_OFFSET", 500)
    for number, item in enumerate(large.items.values()):
        item.update_time -= number * 3600
    numbers = [row["item_id"] for row in item_rows(client.product, client.clock.now())]
    assert len(numbers) == len(set(numbers))
    assert {number for number, item in large.items.items() if item.shop_id == 301_177_001} == set(numbers)


def test_a_deleted_item_is_told_without_reading_it(reader, large, counted):
    item = next(item for item in large.items.values() if item.item_id == 31_000_000_100)
    item.status = "SELLER_DELETE"
    gone = next(listing for listing in reader.listings() if listing.external_id == "31000000100")
    assert (gone.status, gone.content, gone.skus, gone.name) == (ListingStatus.DELETED, None, (), "")


def test_promotions_are_asked_only_of_items_that_have_some(reader, counted):
    counted()
    listings = list(reader.listings())
    calls = counted()
    assert calls["get_item_promotion"] == 1
    # The discount of the seeded shops lowers prices without locking them.
    lowered = [sku for listing in listings for sku in listing.skus if sku.price]
    assert lowered
    assert not any(variant.price_locked for listing in listings for variant in listing.content.variants)
    assert any(
        variant.price > sku.price
        for listing in listings
        for variant, sku in zip(listing.content.variants, listing.skus, strict=True)
    )
