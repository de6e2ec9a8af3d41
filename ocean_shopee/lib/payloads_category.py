"""The shapes of what Shopee says of its categories; :func:`~.fields.load` fills them."""

from typing import Annotated

from pydantic import BeforeValidator

from odoo.addons.ocean_marketplace_base.lib.fields import Count, Money, Shape

from .fields import Flag, Ident, NeededIdent, Text, part, records


class CategoryRow(Shape):
    """A row of Shopee v2 get_category; a root has parent 0."""

    category_id: NeededIdent
    parent_category_id: Ident = ""
    original_category_name: Text = ""
    display_category_name: Text = ""
    has_children: Flag = False


class AttributeInfo(Shape):
    """``attribute_info``.

    ``input_type``: 1 one of a list, 2 one of a list or an own text, 3 free text, 4 several of a list,
    5 several of a list or own texts. ``input_validation_type``: 0 none, 1 whole number, 2 text, 3 number,
    4 date.
    """

    input_type: Count = None
    input_validation_type: Count = None
    attribute_unit_list: Annotated[list[Text], BeforeValidator(records)] = []
    max_value_count: Count = None
    support_search_value: Flag = False


class AttributeChoice(Shape):
    """A value of an attribute; some ask for more attributes when they are chosen."""

    value_id: Ident = ""
    name: Text = ""
    child_attribute_list: Annotated[list["AttributeNode"], BeforeValidator(records)] = []


class AttributeNode(Shape):
    """An element of ``attribute_tree`` (Shopee v2 get_attribute_tree)."""

    attribute_id: NeededIdent
    mandatory: Flag = False
    name: Text = ""
    attribute_value_list: Annotated[list[AttributeChoice], BeforeValidator(records)] = []
    attribute_info: Annotated[AttributeInfo | None, BeforeValidator(part)] = None


class AttributeTree(Shape):
    """A row of Shopee v2 get_attribute_tree."""

    attribute_tree: Annotated[list[AttributeNode], BeforeValidator(records)] = []


class Span(Shape):
    """Least and most."""

    min_limit: Money = None
    max_limit: Money = None


class DaysLimit(Shape):
    """``dts_limit``: days to ship of pre-orders, and those of all other items."""

    days_to_ship_limit: Annotated[Span | None, BeforeValidator(part)] = None
    non_pre_order_days_to_ship: Count = None


class WeightLimit(Shape):
    """``weight_limit``."""

    weight_mandatory: Flag = False


class DimensionLimit(Shape):
    """``dimension_limit``."""

    dimension_mandatory: Flag = False


class SizeChartLimit(Shape):
    """``size_chart_limit``."""

    size_chart_mandatory: Flag = False


class GtinLimit(Shape):
    """``gtin_limit``: ``Mandatory``, ``Flexible`` or ``Optional``."""

    gtin_validation_rule: Text = ""


class ItemLimit(Shape):
    """``response`` of Shopee v2 get_item_limit."""

    price_limit: Annotated[Span | None, BeforeValidator(part)] = None
    stock_limit: Annotated[Span | None, BeforeValidator(part)] = None
    item_name_length_limit: Annotated[Span | None, BeforeValidator(part)] = None
    item_image_count_limit: Annotated[Span | None, BeforeValidator(part)] = None
    item_description_length_limit: Annotated[Span | None, BeforeValidator(part)] = None
    tier_variation_name_length_limit: Annotated[Span | None, BeforeValidator(part)] = None
    tier_variation_option_length_limit: Annotated[Span | None, BeforeValidator(part)] = None
    dts_limit: Annotated[DaysLimit | None, BeforeValidator(part)] = None
    weight_limit: Annotated[WeightLimit | None, BeforeValidator(part)] = None
    dimension_limit: Annotated[DimensionLimit | None, BeforeValidator(part)] = None
    size_chart_limit: Annotated[SizeChartLimit | None, BeforeValidator(part)] = None
    gtin_limit: Annotated[GtinLimit | None, BeforeValidator(part)] = None


class StandardChoice(Shape):
    """An option of a standard variation."""

    variation_option_id: Ident = ""
    variation_option_name: Text = ""


class StandardGroup(Shape):
    """A group of options, such as international sizes."""

    variation_option_list: Annotated[list[StandardChoice], BeforeValidator(records)] = []


class StandardVariation(Shape):
    """An element of ``standardise_variation_list`` (Shopee v2 get_variation_tree)."""

    variation_id: NeededIdent
    variation_name: Text = ""
    variation_group_list: Annotated[list[StandardGroup], BeforeValidator(records)] = []
