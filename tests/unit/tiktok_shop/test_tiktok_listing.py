"""Products in canonical form."""

from datetime import datetime, timezone
from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.schema import ListingSku, ListingStatus
from odoo.addons.ocean_tiktok_shop.lib.mapping import map_listing
from odoo.addons.ocean_tiktok_shop.lib.status import listing_status

from tests.unit.tiktok_shop.samples import load


@pytest.fixture
def shirt():
    return load("listing_detail")["data"]


@pytest.fixture
def hat():
    return load("listing_search")["data"]["products"][1]


def test_a_product_has_a_sku_for_each_variant(shirt):
    listing = map_listing(shirt)
    assert (listing.external_id, listing.name, listing.seller_sku) == (
        "1729000000000000101",
        "Kaus polos",
        "",
    )
    assert (listing.status, listing.raw_status, listing.currency) == (ListingStatus.LIVE, "ACTIVATE", "IDR")
    assert listing.updated_at == datetime(2025, 11, 24, 16, 0, tzinfo=timezone.utc)
    assert listing.image_url == "https://images.example/kaus.jpg"
    assert listing.skus == (
        ListingSku(
            sku_id="1729000000000000111",
            seller_sku="KAOS/M",
            name="Hitam, M",
            barcode="8990000000017",
            price=D(75000),
            quantity=12,
        ),
        ListingSku(
            sku_id="1729000000000000112", seller_sku="KAOS/XL", name="Putih, XL", price=D(92000), quantity=5
        ),
    )


def test_a_product_of_a_search_has_neither_names_of_variants_nor_a_picture(hat):
    listing = map_listing(hat)
    assert (listing.status, listing.seller_sku, listing.image_url) == (ListingStatus.HIDDEN, "TOPI", "")
    assert listing.skus == (
        ListingSku(sku_id="1729000000000000211", seller_sku="TOPI", price=D(55000), quantity=7),
    )


def test_a_product_without_price_and_stock_knows_neither(hat):
    del hat["skus"][0]["price"], hat["skus"][0]["inventory"]
    listing = map_listing(hat, "MYR")
    assert (listing.currency, listing.skus[0].price, listing.skus[0].quantity) == ("MYR", None, None)


def test_no_stock_is_a_number_too(hat):
    hat["skus"][0]["inventory"] = [{"warehouse_id": "1", "quantity": 0}]
    assert map_listing(hat).skus[0].quantity == 0


def test_a_shop_without_prices_for_buyers_shows_the_other_one(hat):
    hat["skus"][0]["price"] = {"currency": "IDR", "tax_exclusive_price": "54000", "sale_price": ""}
    assert map_listing(hat).skus[0].price == D(54000)


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("DRAFT", "draft"),
        ("PENDING", "checking"),
        ("FAILED", "blocked"),
        ("SCHEDULED", "hidden"),
        ("ACTIVATE", "live"),
        ("SELLER_DEACTIVATED", "hidden"),
        ("PLATFORM_DEACTIVATED", "blocked"),
        ("FREEZE", "blocked"),
        ("DELETED", "deleted"),
        ("NEW_WORD", "unknown"),
    ],
)
def test_every_status_of_a_product_has_a_neutral_word(raw, status):
    assert listing_status(raw).value == status
