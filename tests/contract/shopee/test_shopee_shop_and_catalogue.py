"""Shop and products of the client against the simulator."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected
from odoo.addons.ocean_shopee.lib.client import ShopeeClient, iter_shops_by_partner
from odoo.addons.ocean_shopee.lib.signing import App


def test_the_shop_describes_itself(reader, shop):
    info = reader.shop_info()
    assert (info.external_shop_id, info.region, info.currency) == (str(shop["shop_id"]), "ID", "IDR")
    assert info.name
    assert info.authorized_until is not None


def test_the_profile_is_read(client, reader):
    assert client.shop.get_profile()["shop_name"] == reader.shop_info().name


def test_all_listings_come_with_their_variants(reader, sandbox, shop):
    items = [
        item
        for item in sandbox.control("/state")["platforms"]["shopee"]["items"]
        if item["shop_id"] == shop["shop_id"]
    ]
    listings = list(reader.listings())
    assert {listing.external_id for listing in listings} == {str(item["item_id"]) for item in items}
    assert all(listing.currency == "IDR" and listing.skus for listing in listings)
    assert any(len(listing.skus) > 1 for listing in listings)


def test_small_pages_give_the_same_items(client):
    large = [row["item_id"] for row in client.product.iter_item_list()]
    small = [row["item_id"] for row in client.product.iter_item_list(page_size=3)]
    assert small == large


def test_variants_belong_to_their_item(client):
    row = next(iter(client.product.iter_item_list()))
    (item,) = client.product.get_item_base_info([str(row["item_id"])])
    assert item["item_id"] == row["item_id"]
    assert "model" in client.product.get_model_list(str(row["item_id"]))


def test_a_wrong_key_is_a_refusal_that_names_no_key(transport, shop):
    wrong = App(str(shop["partner_id"]), "not-the-key")
    client = ShopeeClient(
        wrong, transport, shop["base_url"], shop_id=str(shop["shop_id"]), access_token=shop["access_token"]
    )
    with pytest.raises(Rejected) as caught:
        client.shop.get_profile()
    assert caught.value.code == "error_sign"
    assert caught.value.request_id


def test_the_shops_of_the_app_are_listed(app, transport, shop):
    rows = list(iter_shops_by_partner(app, transport, shop["base_url"]))
    assert shop["shop_id"] in [row["shop_id"] for row in rows]
