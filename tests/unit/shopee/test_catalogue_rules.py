"""What Shopee says of its categories and quantities, in canonical form."""

from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.catalogue import Category, Choice
from odoo.addons.ocean_marketplace_base.lib.errors import Rejected
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult
from odoo.addons.ocean_marketplace_base.lib.stock_keeper import StockChange, StockLevel
from odoo.addons.ocean_shopee.lib import catalogue_rules as rules
from odoo.addons.ocean_shopee.lib.mapping_stock import levels_of, seller_quantity
from odoo.addons.ocean_shopee.lib.payloads_item import Item, ModelList, Stock
from odoo.addons.ocean_shopee.lib.stock_keeper import stock_result

CHANGE = StockChange(item_id="1", sku_id="5", quantity=3, warehouse_id="W2")


def attribute(kind, validation=0, **more):
    info = {"input_type": kind, "input_validation_type": validation, **more}
    node = {"attribute_id": 1, "name": "A", "mandatory": True, "attribute_info": info}
    (found,) = rules.attributes_of({"attribute_tree": [node]})
    return found


def test_parents_come_first_and_orphans_are_roots():
    rows = [
        {"category_id": 3, "parent_category_id": 2, "original_category_name": "Mugs", "has_children": False},
        {"category_id": 2, "parent_category_id": 0, "display_category_name": "Dapur", "has_children": True},
        {"category_id": 9, "parent_category_id": 8, "original_category_name": "Lost", "has_children": False},
    ]
    assert list(rules.categories_of(rows)) == [
        Category(external_id="2", name="Dapur", is_leaf=False),
        Category(external_id="3", name="Mugs", parent_id="2"),
        Category(external_id="9", name="Lost"),
    ]


@pytest.mark.parametrize(
    ("kind", "validation", "expected"),
    [
        (1, 0, ("choice", False, False)),
        (2, 0, ("choice", False, True)),
        (3, 2, ("text", False, True)),
        (3, 1, ("number", False, True)),
        (3, 3, ("number", False, True)),
        (3, 4, ("date", False, True)),
        (4, 0, ("choice", True, False)),
        (5, 0, ("choice", True, True)),
    ],
)
def test_kinds_of_input_are_told_apart(kind, validation, expected):
    found = attribute(kind, validation)
    assert (found.kind, found.many, found.own_values) == expected


def test_an_attribute_with_several_values_may_have_a_most():
    assert attribute(4, max_value_count=5).max_values == 5
    assert attribute(4, max_value_count=0).max_values is None
    assert attribute(1, max_value_count=5).max_values == 1


def test_units_belong_to_an_attribute():
    assert attribute(3, 3, attribute_unit_list=["ml", "l"]).units == ("ml", "l")


def test_what_depends_on_a_value_is_told_but_not_required():
    child = {"attribute_id": 2, "name": "Garansi", "mandatory": True, "attribute_value_list": []}
    value = {"value_id": 11, "name": "Ya", "child_attribute_list": [child]}
    tree = [{"attribute_id": 1, "name": "Resmi", "mandatory": True, "attribute_value_list": [value]}]
    parent, dependent = rules.attributes_of({"attribute_tree": tree})
    assert (parent.required, parent.choices) == (True, (Choice(external_id="11", name="Ya"),))
    assert (dependent.external_id, dependent.required) == ("2", False)


def test_values_are_searched_only_where_the_tree_has_none():
    info = {"input_type": 1, "support_search_value": True}
    tree = {
        "attribute_tree": [
            {"attribute_id": 1, "attribute_info": info},
            {
                "attribute_id": 2,
                "attribute_info": info,
                "attribute_value_list": [{"value_id": 1, "name": "x"}],
            },
            {"attribute_id": 3, "attribute_info": info | {"support_search_value": False}},
        ]
    }
    assert [rules.is_searched(tree, number) for number in ("1", "2", "3")] == [True, False, False]
    found = rules.with_choices(rules.attributes_of(tree)[0], [{"value_id": 4, "value_name": "Katun"}])
    assert found.choices == (Choice(external_id="4", name="Katun"),)


def test_limits_fall_back_on_the_reference():
    empty = rules.limits_of({}, "SG")
    assert empty == rules.base_limits("SG")
    assert (empty.price_digits, rules.base_limits("ID").price_digits) == (2, 0)


def test_limits_of_a_category_are_read():
    limits = rules.limits_of(
        {
            "price_limit": {"min_limit": 5.5, "max_limit": 1000},
            "stock_limit": {"min_limit": 0, "max_limit": 999},
            "item_name_length_limit": {"min_limit": 20, "max_limit": 120},
            "item_description_length_limit": {"min_limit": 30, "max_limit": 3000},
            "item_image_count_limit": {"min_limit": 2, "max_limit": 8},
            "tier_variation_name_length_limit": {"min_limit": 0, "max_limit": 14},
            "tier_variation_option_length_limit": {"min_limit": 0, "max_limit": 20},
            "dts_limit": {"days_to_ship_limit": {"min_limit": 7, "max_limit": 15}},
            "weight_limit": {"weight_mandatory": False},
            "dimension_limit": {"dimension_mandatory": True},
        },
        "ID",
    )
    assert (limits.price_min, limits.price_max, limits.quantity_max) == (D("5.5"), D(1000), 999)
    assert (limits.name_min, limits.name_max) == (20, 120)
    assert (limits.description_min, limits.description_max) == (30, 3000)
    assert (limits.images_min, limits.images_max, limits.days_to_ship) == (2, 8, (7, 15))
    assert (limits.option_name_max, limits.option_value_max) == (14, 20)
    assert (limits.weight_required, limits.dimensions_required) == (False, True)


def test_a_size_chart_and_a_gtin_may_be_wanted():
    wanted = {
        "size_chart_limit": {"size_chart_mandatory": True},
        "gtin_limit": {"gtin_validation_rule": "Mandatory"},
    }
    assert rules.wants_of(wanted) == ("size chart", "barcode (GTIN)")
    assert rules.wants_of({"gtin_limit": {"gtin_validation_rule": "Optional"}}) == ()


# --- quantities ---


def test_the_platforms_own_stock_is_kept_apart():
    models = {
        "model": [
            {
                "model_id": 5,
                "stock_info_v2": {
                    "summary_info": {"total_available_stock": 9, "total_reserved_stock": 2},
                    "seller_stock": [{"location_id": "W1", "stock": 3}, {"location_id": "W2", "stock": 4}],
                    "shopee_stock": [{"location_id": "S", "stock": "2"}],
                },
            },
            {"model_id": 6},
        ]
    }
    item = Item(item_id="1", item_name="X", item_status="NORMAL", has_model=True)
    assert levels_of(item, ModelList.model_validate(models), {"5": None}) == [
        StockLevel(
            item_id="1",
            sku_id="5",
            quantity=7,
            by_warehouse={"W1": 3, "W2": 4},
            campaign=2,
            platform_held=2,
            locked=True,
        ),
        StockLevel(item_id="1", sku_id="6", quantity=None),
    ]


def test_older_answers_have_only_the_sum():
    stock = Stock.model_validate({"summary_info": {"total_available_stock": 4}})
    assert seller_quantity(stock) == 4
    assert seller_quantity(None) is None


def row(key="5", error=None, **data):
    return RowResult(key=(key,), data=data, error=error)


def test_a_change_is_confirmed_by_the_row_of_its_place():
    rows = [row(location_id="W1", stock=8), row(location_id="W2", stock=3)]
    assert stock_result(CHANGE, rows).confirmed == 3
    assert stock_result(CHANGE, [row(stock=3)]).confirmed == 3
    assert stock_result(CHANGE, [row()]).confirmed is None


def test_a_row_that_failed_or_is_missing_is_an_error():
    refused = stock_result(CHANGE, [row(location_id="W1", stock=8), row(error=Rejected("no"))])
    assert isinstance(refused.error, Rejected)
    assert stock_result(CHANGE, [row("6")]).error is not None


@pytest.mark.parametrize(
    ("error", "locked"),
    [
        (Rejected("Can't edit stock when item is under promotion"), True),
        (Rejected("", code="error_promotion_cantnot_update_stock"), True),
        (Rejected("The stock is out of range."), False),
    ],
)
def test_a_campaign_that_holds_a_number_is_recognised(error, locked):
    assert stock_result(CHANGE, [row(error=error)]).locked is locked
