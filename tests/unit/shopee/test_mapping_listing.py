"""Shopee items in canonical form."""

from datetime import datetime, timezone
from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.schema import ListingSku, ListingStatus
from odoo.addons.ocean_shopee.lib.mapping import map_listing
from odoo.addons.ocean_shopee.lib.status import listing_status


@pytest.fixture
def hat(load_fixture):
    return load_fixture("listing_single")["response"]["item_list"][0]


@pytest.fixture
def shirt(load_fixture):
    return load_fixture("listing_variants")["response"]["item_list"][0]


def test_an_item_without_variants_has_one_sku(hat):
    listing = map_listing(hat, None, "IDR")
    assert (listing.external_id, listing.name, listing.seller_sku) == ("5100000002", "Topi rimba", "TOPI")
    assert (listing.status, listing.raw_status, listing.currency) == (ListingStatus.HIDDEN, "UNLIST", "IDR")
    assert listing.updated_at == datetime(2025, 11, 24, 16, 0, tzinfo=timezone.utc)
    assert listing.image_url == "https://images.example/topi.jpg"
    assert listing.skus == (
        ListingSku(sku_id="0", seller_sku="TOPI", barcode="8990000000017", price=D(55000), quantity=7),
    )


def test_an_item_with_variants_has_a_sku_for_each(shirt, load_fixture):
    listing = map_listing(shirt, load_fixture("listing_models")["response"], "XXX")
    assert (listing.status, listing.currency) == (ListingStatus.LIVE, "IDR")
    assert listing.skus == (
        ListingSku(sku_id="7200000001", seller_sku="KAOS/M", name="Hitam,M", price=D(75000), quantity=12),
        ListingSku(sku_id="7200000009", seller_sku="KAOS/P-XL", name="Putih,XL", price=D(92000), quantity=5),
    )


def test_an_item_whose_variants_are_not_read_has_no_skus(shirt):
    assert map_listing(shirt, None, "IDR").skus == ()


def test_an_item_without_price_and_stock_knows_neither(hat):
    del hat["price_info"], hat["stock_info_v2"]
    listing = map_listing(hat, None, "MYR")
    assert (listing.currency, listing.skus[0].price, listing.skus[0].quantity) == ("MYR", None, None)


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("NORMAL", "live"),
        ("UNLIST", "hidden"),
        ("REVIEWING", "checking"),
        ("BANNED", "blocked"),
        ("SELLER_DELETE", "deleted"),
        ("SHOPEE_DELETE", "deleted"),
        ("NEW_WORD", "unknown"),
    ],
)
def test_every_item_status_has_a_neutral_word(raw, status):
    assert listing_status(raw).value == status
