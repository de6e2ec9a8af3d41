"""Endpoints ``product/*`` about categories: attributes, brands and limits (Shopee v2 product)."""

from typing import Any

from . import params
from .errors import ApiError, bad_param
from .gate import Call
from .route import Route, get, post
from .store import Brand, Store
from .taxonomy import (
    BY_ID,
    CATEGORIES,
    DAYS_TO_SHIP,
    DESCRIPTION,
    IMAGES,
    NAME,
    OPTION_NAME,
    PARENTS,
    PRE_ORDER_DAYS,
    PRICE,
    STOCK,
    TIER_NAME,
    Attribute,
    attribute_by_id,
    attributes_of,
    brands_of,
    is_leaf,
    needs_brand,
)

ATTRIBUTE_CATEGORIES = 20
LANGUAGES = ("en", "id", "zh-hans", "zh-hant", "ms", "th", "vi", "pt-br")


class CategoryApi:
    """Answers about the tree of categories, which is the same for all shops."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "product/get_category": get(self.categories),
            "product/get_attribute_tree": get(self.attribute_tree),
            "product/search_attribute_value_list": post(
                self.attribute_values,
                "attribute_id*:int, value_name:str, cursor*:int, limit*<1..100>:int",
                writes=False,
            ),
            "product/get_recommend_attribute": get(self.recommended_attributes),
            "product/category_recommend": get(self.recommended_categories),
            "product/get_brand_list": get(self.brands),
            "product/register_brand": post(
                self.register_brand,
                "original_brand_name*<1..254>:str, category_list*<1..50>:int[], brand_region*:str, "
                "product_image*{image_id_list*<1..9>:str[]}",
            ),
            "product/get_item_limit": get(self.limits),
            "product/get_variation_tree": get(self.variation_tree),
        }

    def categories(self, call: Call) -> dict[str, Any]:
        """GET get_category: the whole tree at once."""
        language = params.text(call, "language", "id")
        if language.lower() not in LANGUAGES:
            raise ApiError("error_invalid_language", "Invalid language.")
        rows = [
            {
                "category_id": category.id,
                "parent_category_id": category.parent,
                "original_category_name": category.name,
                "display_category_name": category.name if language == "en" else category.shown,
                "has_children": category.id in PARENTS,
            }
            for category in CATEGORIES
        ]
        return {"warning": "", "response": {"category_list": rows}}

    def attribute_tree(self, call: Call) -> dict[str, Any]:
        """GET get_attribute_tree: the table names ``category_id_list``, the printed call ``category_ids``."""
        ids = params.id_list(call, "category_id_list") or params.id_list(call, "category_ids")
        if not 1 <= len(ids) <= ATTRIBUTE_CATEGORIES:
            raise bad_param(f"category_id_list should hold 1 to {ATTRIBUTE_CATEGORIES} entries")
        if not all(is_leaf(category_id) for category_id in ids):
            raise ApiError("error_invalid_category", "Invalid category id.")
        trees = [
            {"category_id": category_id, "attribute_tree": _tree(category_id), "warning": ""}
            for category_id in ids
        ]
        return {"warning": "", "response": {"list": trees}}

    def attribute_values(self, call: Call) -> dict[str, Any]:
        """POST search_attribute_value_list: pages of values of one attribute."""
        attribute = attribute_by_id(call.body["attribute_id"])
        if attribute is None:
            raise bad_param("attribute_id is unknown")
        wanted = str(call.body.get("value_name") or "").lower()
        found = [value for value in attribute.values if wanted in value[1].lower()]
        start, size = call.body["cursor"], call.body["limit"]
        page = [{"value_id": number, "value_name": name} for number, name in found[start : start + size]]
        info = {"cursor": start + len(page), "has_next": len(found) > start + size}
        return {"warning": "", "response": {"value_list": page, "page_info": info}}

    def recommended_attributes(self, call: Call) -> dict[str, Any]:
        """GET get_recommend_attribute: the first value of each attribute with values."""
        params.text(call, "item_name")
        category_id = _leaf(params.number(call, "category_id"))
        rows = [
            {"attribute_id": attribute.id, "attribute_value_list": [{"value_id": attribute.values[0][0]}]}
            for attribute, _mandatory in attributes_of(category_id)
            if attribute.values
        ]
        return {"warning": "", "response": {"attribute_list": rows}}

    def recommended_categories(self, call: Call) -> dict[str, Any]:
        """GET category_recommend: leaves whose name is in the item's name, else the first leaf."""
        name = params.text(call, "item_name").lower()
        leaves = [category for category in CATEGORIES if is_leaf(category.id)]
        fitting = [leaf.id for leaf in leaves if leaf.shown.lower() in name or leaf.name.lower() in name]
        return {"warning": "", "response": {"category_id": fitting or [leaves[0].id]}}

    def brands(self, call: Call) -> dict[str, Any]:
        """GET get_brand_list: status 1 are brands in use, 2 those being checked."""
        offset, size = params.number(call, "offset"), params.within(call, "page_size", 1, 100)
        status = params.within(call, "status", 1, 2)
        category_id = _leaf(params.number(call, "category_id"))
        if str(category_id) in self._store.switches.listed("blocked_categories"):
            raise ApiError("error_category_is_block", "Your shop is not allowed to list in this category.")
        waiting = [
            (brand.id, brand.name) for brand in self._store.brands.values() if category_id in brand.categories
        ]
        found = list(brands_of(category_id)) if status == 1 else waiting
        rows = [
            {"brand_id": number, "original_brand_name": name, "display_brand_name": name}
            for number, name in found[offset : offset + size]
        ]
        more = len(found) > offset + size
        page = {
            "brand_list": rows,
            "has_next_page": more,
            "next_offset": offset + size if more else 0,
            "is_mandatory": needs_brand(category_id),
            "input_type": "DROP_DOWN",
        }
        return {"warning": "", "response": page}

    def register_brand(self, call: Call) -> dict[str, Any]:
        """POST register_brand: the brand waits for a check."""
        name, categories = call.body["original_brand_name"], call.body["category_list"]
        if not all(is_leaf(category_id) for category_id in categories):
            raise ApiError("error_invalid_category", "Invalid category id.")
        if any(name.lower() == brand.name.lower() for brand in self._store.brands.values()):
            raise ApiError("error_busi_pending_qc", "The brand is being checked already.")
        known = (listed for category_id in categories for _id, listed in brands_of(category_id))
        if name.lower() in (listed.lower() for listed in known):
            raise ApiError("error_busi_duplicated", "The brand exists already.")
        brand = Brand(self._store.number("brand", 1_190_001), name, categories)
        self._store.brands[brand.id] = brand
        return {"response": {"brand_id": brand.id, "original_brand_name": name}}

    def limits(self, call: Call) -> dict[str, Any]:
        """GET get_item_limit: ``gtin_limit`` stands inside ``response``, as the sample has it."""
        category_id = params.number(call, "category_id", 0)
        if category_id and category_id not in BY_ID:
            raise ApiError("error_item_not_found", "Category not found.")
        return {"warning": "", "response": _limits()}

    def variation_tree(self, call: Call) -> dict[str, Any]:
        """GET get_variation_tree: the result stands under ``data``."""
        _leaf(params.number(call, "category_id"))
        sizes = [
            {"variation_option_id": number, "variation_option_name": name}
            for number, name in enumerate(("S", "M", "L", "XL"), 4_001)
        ]
        group = {
            "variation_group_id": 301,
            "variation_group_name": "Internasional",
            "variation_option_list": sizes,
        }
        tree = [{"variation_id": 31, "variation_name": "Ukuran", "variation_group_list": [group]}]
        return {"warning": "", "data": {"standardise_variation_list": tree}}


def _leaf(category_id: int) -> int:
    if not is_leaf(category_id):
        raise ApiError("error_invalid_category", "Invalid category id.")
    return category_id


def _tree(category_id: int) -> list[dict[str, Any]]:
    return [_node(attribute, mandatory) for attribute, mandatory in attributes_of(category_id)]


def _node(attribute: Attribute, mandatory: bool) -> dict[str, Any]:
    values = [
        {
            "value_id": number,
            "name": name,
            "value_unit": "",
            "child_attribute_list": [],
            "multi_lang": [{"language": "id", "value": name}],
        }
        for number, name in attribute.values
    ]
    info = {
        "input_type": attribute.input,
        "input_validation_type": 3 if attribute.units else 0,
        "format_type": 2 if attribute.units else 1,
        "date_format_type": 0,
        "attribute_unit_list": list(attribute.units),
        "max_value_count": attribute.most,
        "introduction": "",
        "is_oem": False,
        "support_search_value": bool(attribute.values),
    }
    return {
        "attribute_id": attribute.id,
        "mandatory": mandatory,
        "name": attribute.name,
        "attribute_value_list": values,
        "attribute_info": info,
        "multi_lang": [{"language": "id", "value": attribute.name}],
    }


def _span(limits: tuple[int, int]) -> dict[str, int]:
    return {"min_limit": limits[0], "max_limit": limits[1]}


def _limits() -> dict[str, Any]:
    return {
        "price_limit": _span(PRICE),
        "wholesale_price_threshold_percentage": _span((30, 100)),
        "stock_limit": _span(STOCK),
        "item_name_length_limit": _span(NAME),
        "item_image_count_limit": _span(IMAGES),
        "item_description_length_limit": _span(DESCRIPTION),
        "tier_variation_name_length_limit": _span((1, TIER_NAME)),
        "tier_variation_option_length_limit": _span((1, OPTION_NAME)),
        "item_count_limit": {"max_limit": 10_000},
        "dts_limit": {
            "days_to_ship_limit": _span(PRE_ORDER_DAYS),
            "non_pre_order_days_to_ship": DAYS_TO_SHIP,
        },
        "weight_limit": {"weight_mandatory": True},
        "dimension_limit": {"dimension_mandatory": False},
        "size_chart_limit": {
            "size_chart_mandatory": False,
            "support_image_size_chart": True,
            "support_template_size_chart": False,
        },
        "gtin_limit": {"gtin_validation_rule": "Optional"},
    }
