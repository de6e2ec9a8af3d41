"""Tokopedia products in canonical form."""

from datetime import datetime, timezone
from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.schema import ListingSku, ListingStatus
from odoo.addons.ocean_tokopedia.lib.mapping import map_listing
from odoo.addons.ocean_tokopedia.lib.status import listing_status

from tests.unit.tokopedia.samples import DELETE, answer, put


@pytest.fixture
def hat():
    return answer("products")["data"][0]


@pytest.fixture
def shirt():
    return answer("products")["data"][1]


@pytest.fixture
def sizes():
    return answer("product_variants")["data"]


def test_a_product_without_variants_has_one_sku_with_its_own_id(hat):
    listing = map_listing(hat)
    assert (listing.external_id, listing.name, listing.seller_sku) == ("11200002", "Topi rimba", "TOPI")
    assert (listing.status, listing.raw_status, listing.currency) == (ListingStatus.HIDDEN, "3", "IDR")
    assert listing.updated_at == datetime(2024, 11, 24, 3, 0, tzinfo=timezone.utc)
    assert listing.image_url == "https://images.example/11200002.jpg"
    assert listing.skus == (ListingSku(sku_id="11200002", seller_sku="TOPI", price=D(58000), quantity=7),)


def test_a_product_with_variants_has_a_sku_for_each(shirt, sizes):
    listing = map_listing(shirt, sizes)
    assert listing.skus == (
        ListingSku(sku_id="11200001", seller_sku="KAUS-M", name="Hitam, M", price=D(75000), quantity=12),
        ListingSku(sku_id="11200009", seller_sku="KAUS-XL", name="Hitam, XL", price=D(82000), quantity=5),
    )


def test_a_product_whose_variants_are_not_read_has_no_skus(shirt):
    assert map_listing(shirt).skus == ()


def test_a_variant_whose_options_are_missing_keeps_its_whole_name(shirt, sizes):
    sizes["variant"] = None
    assert map_listing(shirt, sizes).skus[0].name == "Kaus polos - Hitam, M"


def test_stock_that_is_not_counted_is_unknown(hat, shirt, sizes):
    hat["stock"]["useStock"] = False
    sizes["children"][1]["always_available"] = True
    assert map_listing(hat).skus[0].quantity is None
    assert [sku.quantity for sku in map_listing(shirt, sizes).skus] == [12, None]


def test_a_price_in_dollars_is_told_in_rupiah(hat):
    hat["price"] = {"value": 4, "currency": 2, "idr": 61000}
    assert map_listing(hat).skus[0].price == D(61000)
    del hat["price"]["idr"]
    assert map_listing(hat).skus[0].price is None


def test_a_product_without_price_stock_and_picture_knows_none(hat):
    del hat["price"], hat["stock"], hat["pictures"], hat["basic"]["updateTimeUnix"]
    listing = map_listing(hat)
    assert (listing.skus[0].price, listing.skus[0].quantity) == (None, None)
    assert (listing.image_url, listing.updated_at) == ("", None)


def test_older_answers_tell_the_last_change_with_the_price(hat):
    del hat["basic"]["updateTimeUnix"]
    assert map_listing(hat).updated_at == datetime(2024, 11, 23, 3, 0, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (-2, "blocked"),
        (-1, "checking"),
        (0, "deleted"),
        (1, "live"),
        (2, "live"),
        (3, "hidden"),
        (9, "unknown"),
    ],
)
def test_every_status_of_products_has_a_neutral_word(raw, status):
    assert listing_status(raw).value == status


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("basic",), DELETE, "product.basic"),
        (("basic", "productID"), 0, "product.basic.productID"),
        (("basic", "name"), "", "product.basic.name"),
        (("basic", "name"), "Topi \udcff", "product.basic.name"),
        (("basic", "status"), "laku", "product.basic.status"),
        (("price", "idr"), -1, "product.price.idr"),
        (("stock", "value"), -3, "product.stock.value"),
    ],
)
def test_a_broken_field_of_a_product_is_named_by_its_path(hat, path, value, where):
    put(hat, path, value)
    with pytest.raises(ContractChanged) as failure:
        map_listing(hat)
    assert failure.value.path == where


def test_a_variant_without_id_is_named_by_its_path(shirt, sizes):
    del sizes["children"][1]["product_id"]
    with pytest.raises(ContractChanged) as failure:
        map_listing(shirt, sizes)
    assert failure.value.path == "variants.children[1].product_id"
