"""Shopee's categories, their attributes and their limits in canonical form."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib import catalogue, content
from odoo.addons.ocean_marketplace_base.lib.fields import load

from .const import CENT_REGIONS, IMAGE_BYTES, IMAGES_MAX, MODEL_BATCH, MODEL_SKU_MAX, STOCK_MAX, TIERS_MAX
from .payloads_category import (
    AttributeInfo,
    AttributeNode,
    AttributeTree,
    CategoryRow,
    ItemLimit,
    Span,
    StandardVariation,
)

_FREE_TEXT: Final = 3
_OWN: Final = frozenset({2, 3, 5})
_MANY: Final = frozenset({4, 5})
_NUMBERS: Final = frozenset({1, 3})
_DATE: Final = 4
_MANDATORY: Final = "mandatory"


def base_limits(region: str) -> catalogue.Limits:
    """Return what holds in every category of a market: the numbers that the reference prints."""
    return catalogue.Limits(
        images_max=IMAGES_MAX,
        image_bytes=IMAGE_BYTES,
        options_max=TIERS_MAX,
        variants_max=MODEL_BATCH,
        seller_sku_max=MODEL_SKU_MAX,
        price_digits=2 if region.upper() in CENT_REGIONS else 0,
        quantity_max=STOCK_MAX,
        conditions=frozenset({content.NEW, content.USED}),
    )


def limits_of(raw: Mapping[str, Any], region: str) -> catalogue.Limits:
    """Return the limits that `raw`, the answer of Shopee v2 get_item_limit, sets for a category."""
    data = load(ItemLimit, dict(raw), "limits")
    base = base_limits(region)
    days = data.dts_limit.days_to_ship_limit if data.dts_limit else None
    return catalogue.Limits(
        **_texts(data),
        images_min=_least(data.item_image_count_limit) or base.images_min,
        images_max=_most(data.item_image_count_limit) or base.images_max,
        image_bytes=base.image_bytes,
        options_max=base.options_max,
        variants_max=base.variants_max,
        seller_sku_max=base.seller_sku_max,
        price_min=data.price_limit.min_limit if data.price_limit else None,
        price_max=data.price_limit.max_limit if data.price_limit else None,
        price_digits=base.price_digits,
        quantity_max=_most(data.stock_limit) or base.quantity_max,
        weight_required=data.weight_limit is None or data.weight_limit.weight_mandatory,
        dimensions_required=bool(data.dimension_limit and data.dimension_limit.dimension_mandatory),
        days_to_ship=_pair(days),
        conditions=base.conditions,
    )


def _texts(data: ItemLimit) -> dict[str, Any]:
    return {
        "name_min": max(_least(data.item_name_length_limit) or 1, 1),
        "name_max": _most(data.item_name_length_limit),
        "description_min": _least(data.item_description_length_limit) or 0,
        "description_max": _most(data.item_description_length_limit),
        "option_name_max": _most(data.tier_variation_name_length_limit),
        "option_value_max": _most(data.tier_variation_option_length_limit),
    }


def _least(span: Span | None) -> int | None:
    return _whole(span.min_limit) if span else None


def _most(span: Span | None) -> int | None:
    return _whole(span.max_limit) if span else None


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def _pair(span: Span | None) -> tuple[int, int] | None:
    least, most = _least(span), _most(span)
    return (least, most) if least is not None and most else None


def wants_of(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a category wants that is not part of a listing's content here."""
    data = load(ItemLimit, dict(raw), "limits")
    wants = []
    if data.size_chart_limit and data.size_chart_limit.size_chart_mandatory:
        wants.append("size chart")
    if data.gtin_limit and data.gtin_limit.gtin_validation_rule.lower() == _MANDATORY:
        wants.append("barcode (GTIN)")
    return tuple(wants)


def categories_of(rows: Iterable[Mapping[str, Any]]) -> Iterator[catalogue.Category]:
    """Yield the nodes of Shopee v2 get_category, parents before children.

    The list does not tell where the shop may not sell; see the rules of a category for that.
    """
    nodes = [load(CategoryRow, dict(row), f"category_list[{index}]") for index, row in enumerate(rows)]
    known = {node.category_id for node in nodes}
    children: dict[str, list[CategoryRow]] = defaultdict(list)
    for node in nodes:
        children[node.parent_category_id if node.parent_category_id in known else ""].append(node)
    waiting = children[""][::-1]
    while waiting:
        node = waiting.pop()
        yield catalogue.Category(
            external_id=node.category_id,
            name=node.display_category_name or node.original_category_name,
            parent_id=node.parent_category_id if node.parent_category_id in known else "",
            is_leaf=not node.has_children,
        )
        waiting += children[node.category_id][::-1]


def attributes_of(raw: Mapping[str, Any]) -> tuple[catalogue.Attribute, ...]:
    """Return the attributes of a row of Shopee v2 get_attribute_tree.

    What is asked only after the choice of a certain value comes last and is never required.
    """
    tree = load(AttributeTree, dict(raw), "attribute_tree")
    found = {node.attribute_id: _attribute(node) for node in tree.attribute_tree}
    for node in tree.attribute_tree:
        for child in _descendants(node):
            found.setdefault(child.attribute_id, _attribute(child, required=False))
    return tuple(found.values())


def _descendants(node: AttributeNode) -> Iterator[AttributeNode]:
    for choice in node.attribute_value_list:
        for child in choice.child_attribute_list:
            yield child
            yield from _descendants(child)


def _attribute(node: AttributeNode, *, required: bool | None = None) -> catalogue.Attribute:
    info = node.attribute_info or AttributeInfo()
    many = info.input_type in _MANY
    return catalogue.Attribute(
        external_id=node.attribute_id,
        name=node.name,
        kind=_kind(info),
        required=node.mandatory if required is None else required,
        many=many,
        max_values=info.max_value_count or None if many else 1,
        own_values=info.input_type in _OWN,
        choices=tuple(
            catalogue.Choice(external_id=choice.value_id, name=choice.name)
            for choice in node.attribute_value_list
            if choice.value_id
        ),
        units=tuple(unit for unit in info.attribute_unit_list if unit),
    )


def _kind(info: AttributeInfo) -> str:
    if info.input_type != _FREE_TEXT:
        return "choice"
    if info.input_validation_type in _NUMBERS:
        return "number"
    return "date" if info.input_validation_type == _DATE else "text"


def is_searched(raw: Mapping[str, Any], attribute_id: str) -> bool:
    """Return whether the values of an attribute have to be asked for, since the tree has none of them."""
    tree = load(AttributeTree, dict(raw), "attribute_tree")
    return any(
        node.attribute_id == attribute_id
        and node.attribute_info is not None
        and node.attribute_info.support_search_value
        and not node.attribute_value_list
        for node in tree.attribute_tree
    )


def variations_of(rows: Iterable[Mapping[str, Any]]) -> Iterator[catalogue.Attribute]:
    """Yield the standard choices of the buyer from Shopee v2 get_variation_tree; own ones are taken too."""
    for index, row in enumerate(rows):
        data = load(StandardVariation, dict(row), f"standardise_variation_list[{index}]")
        options = [option for group in data.variation_group_list for option in group.variation_option_list]
        yield catalogue.Attribute(
            external_id=data.variation_id,
            name=data.variation_name,
            own_values=True,
            is_option=True,
            choices=tuple(
                catalogue.Choice(external_id=option.variation_option_id, name=option.variation_option_name)
                for option in options
            ),
        )


def with_choices(attribute: catalogue.Attribute, rows: Iterable[Mapping[str, Any]]) -> catalogue.Attribute:
    """Return `attribute` with the values of Shopee v2 search_attribute_value_list."""
    choices = tuple(
        catalogue.Choice(external_id=str(row.get("value_id")), name=str(row.get("value_name") or ""))
        for row in rows
    )
    return replace(attribute, choices=choices)
