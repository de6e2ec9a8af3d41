"""Where a product is shown: Indonesia's shops may sell on Tokopedia, too."""

import pytest

from odoo.addons.ocean_tiktok_shop.lib.mapping_listing import map_listing

PRODUCT = {"id": "1729500000000000001", "title": "Kaos Ombak", "status": "ACTIVATE", "skus": []}
BOTH = [{"platform": "TOKOPEDIA", "status": "ACTIVATE"}]


def channels(**values):
    return map_listing(PRODUCT | values).channels


@pytest.mark.parametrize(
    "absent", [{}, {"integrated_platform_statuses": []}, {"integrated_platform_statuses": None}]
)
def test_a_shop_of_one_platform_tells_of_none(absent):
    assert channels(**absent) == ()


def test_a_product_on_both_names_both():
    assert channels(integrated_platform_statuses=BOTH) == ("TIKTOK_SHOP", "TOKOPEDIA")


@pytest.mark.parametrize("status", ["DRAFT", "SELLER_DEACTIVATED", "FREEZE"])
def test_a_product_that_is_hidden_there_still_belongs_there(status):
    shown = channels(integrated_platform_statuses=[{"platform": "TOKOPEDIA", "status": status}])
    assert shown == ("TIKTOK_SHOP", "TOKOPEDIA")


def test_a_product_that_was_deleted_there_does_not():
    assert channels(integrated_platform_statuses=[{"platform": "TOKOPEDIA", "status": "DELETED"}]) == ()


def test_pre_owned_goods_are_on_tokopedia_only():
    assert channels(integrated_platform_statuses=BOTH, is_pre_owned=True) == ("TOKOPEDIA",)
