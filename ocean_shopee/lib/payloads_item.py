"""The shapes of Shopee's items and variants, as far as we use them; :func:`~.fields.load` fills them.

The answer of Shopee v2 add_item names some fields differently than get_item_base_info; both are read.
"""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AliasChoices, BeforeValidator, Field

from odoo.addons.ocean_marketplace_base.lib.fields import Count, Moment, Money, OptionalPrice, Shape

from .fields import Flag, Ident, NeededIdent, NeededText, Text, ident, part, records


def _several(value: Any) -> Any:
    return [value] if isinstance(value, dict) else records(value)


def _brand_id(value: Any) -> str:
    """Like an id, but 0 is one: that of no brand."""
    return "0" if str(value).strip() == "0" else ident(value)


class PriceInfo(Shape):
    """An element of ``price_info``: the normal price and, as ``current_price``, what buyers pay now."""

    currency: Text = ""
    current_price: OptionalPrice = None
    original_price: OptionalPrice = None


class StockPlace(Shape):
    """Stock in one place; Shopee's own stock is a number in text."""

    location_id: Text = ""
    stock: Count = None


class StockSummary(Shape):
    """``stock_info_v2.summary_info``; what is reserved is set apart for promotions."""

    total_available_stock: Count = None
    total_reserved_stock: Count = None


class Stock(Shape):
    """``stock_info_v2``."""

    summary_info: Annotated[StockSummary | None, BeforeValidator(part)] = None
    seller_stock: Annotated[list[StockPlace], BeforeValidator(records)] = []
    shopee_stock: Annotated[list[StockPlace], BeforeValidator(records)] = []


class ItemImage(Shape):
    """``image`` of an item: pictures by id and by address, in the same order, and their shape (``3:4``)."""

    image_id_list: Annotated[list[Text], BeforeValidator(records)] = []
    image_url_list: Annotated[list[Text], BeforeValidator(records)] = []
    image_ratio: Text = ""


class Size(Shape):
    """``dimension``, in cm."""

    package_length: Money = None
    package_width: Money = None
    package_height: Money = None


class PreOrder(Shape):
    """``pre_order``; without a pre-order the days are the platform's usual ones."""

    is_pre_order: Flag = False
    days_to_ship: Count = None


class Brand(Shape):
    """``brand``; id 0 stands for no brand."""

    brand_id: Annotated[str, BeforeValidator(_brand_id)] = ""
    original_brand_name: Text = ""


class ItemAttributeValue(Shape):
    """A value of an attribute; ``value_id`` 0 is the seller's own text."""

    value_id: Ident = ""
    original_value_name: Text = ""
    value_unit: Text = ""


class ItemAttribute(Shape):
    """An element of ``attribute_list``."""

    attribute_id: NeededIdent
    original_attribute_name: Text = ""
    attribute_value_list: Annotated[list[ItemAttributeValue], BeforeValidator(records)] = []


class FieldImage(Shape):
    """A picture in an extended description."""

    image_id: Text = ""


class DescriptionField(Shape):
    """A piece of an extended description: a text or a picture."""

    field_type: Text = ""
    text: Text = ""
    image_info: Annotated[FieldImage | None, BeforeValidator(part)] = None


class ExtendedDescription(Shape):
    """``description_info.extended_description``."""

    field_list: Annotated[list[DescriptionField], BeforeValidator(records)] = []


class DescriptionInfo(Shape):
    """``description_info``."""

    extended_description: Annotated[ExtendedDescription | None, BeforeValidator(part)] = None


class Item(Shape):
    """An element of ``item_list`` (Shopee v2 get_item_base_info). ``weight`` is in kg."""

    item_id: NeededIdent
    item_name: NeededText
    item_sku: Text = ""
    item_status: NeededText
    update_time: Moment = None
    has_model: Flag = False
    has_promotion: Flag = False
    deboost: Flag = False
    description: Text = ""
    description_type: Text = ""
    description_info: Annotated[DescriptionInfo | None, BeforeValidator(part)] = None
    category_id: Ident = ""
    brand: Annotated[Brand | None, BeforeValidator(part)] = None
    attribute_list: Annotated[
        list[ItemAttribute],
        BeforeValidator(records),
        Field(validation_alias=AliasChoices("attribute_list", "attributes", "attribute")),
    ] = []
    price_info: Annotated[list[PriceInfo], BeforeValidator(_several)] = []
    stock_info_v2: Annotated[Stock | None, BeforeValidator(part)] = None
    image: Annotated[
        ItemImage | None,
        BeforeValidator(part),
        Field(validation_alias=AliasChoices("image", "images")),
    ] = None
    weight: Money = None
    dimension: Annotated[Size | None, BeforeValidator(part)] = None
    pre_order: Annotated[PreOrder | None, BeforeValidator(part)] = None
    condition: Text = ""
    gtin_code: Text = ""

    @property
    def grams(self) -> int | None:
        """Return the weight in grams, ``None`` when it is not told."""
        return round(self.weight * 1000) if self.weight else None

    @property
    def sides(self) -> tuple[Decimal, Decimal, Decimal] | None:
        """Return length, width and height of the parcel in cm, ``None`` when they are not told."""
        size = self.dimension
        if size is None or not (size.package_length and size.package_width and size.package_height):
            return None
        return size.package_length, size.package_width, size.package_height


class OptionImage(Shape):
    """The picture of an option."""

    image_id: Text = ""
    image_url: Text = ""


class Option(Shape):
    """A choice of a variation."""

    option: Text = ""
    image: Annotated[OptionImage | None, BeforeValidator(part)] = None


class Tier(Shape):
    """An element of ``tier_variation``."""

    name: Text = ""
    option_list: Annotated[list[Option], BeforeValidator(records)] = []


class StandardOption(Shape):
    """A choice of a variation in the form used since 2025."""

    variation_option_id: Ident = ""
    variation_option_name: Text = ""
    image_id: Text = ""
    image_url: Text = ""


class StandardTier(Shape):
    """An element of ``standardise_tier_variation``; ids are 0 for names of one's own."""

    variation_id: Ident = ""
    variation_name: Text = ""
    variation_group_id: Ident = ""
    variation_option_list: Annotated[list[StandardOption], BeforeValidator(records)] = []


class Model(Shape):
    """An element of ``model`` (Shopee v2 get_model_list): one variant."""

    model_id: NeededIdent
    model_sku: Text = ""
    model_name: Text = ""
    tier_index: list[int] = []
    price_info: Annotated[list[PriceInfo], BeforeValidator(_several)] = []
    stock_info_v2: Annotated[Stock | None, BeforeValidator(part)] = None
    gtin_code: Text = ""


class ModelList(Shape):
    """``response`` of Shopee v2 get_model_list."""

    tier_variation: Annotated[list[Tier], BeforeValidator(records)] = []
    standardise_tier_variation: Annotated[list[StandardTier], BeforeValidator(records)] = []
    model: Annotated[list[Model], BeforeValidator(records)] = []


class PromotionStock(Shape):
    """``promotion_stock_info_v2``: its number stands in the summary in the sample, beside it in the table."""

    summary_info: Annotated[StockSummary | None, BeforeValidator(part)] = None
    total_reserved_stock: Count = None

    @property
    def reserved(self) -> int:
        """Return the units that the promotion has set apart."""
        inner = self.summary_info.total_reserved_stock if self.summary_info else None
        return inner or self.total_reserved_stock or 0


class ItemPromotion(Shape):
    """An element of ``promotion`` (Shopee v2 get_item_promotion)."""

    promotion_type: Text = ""
    model_id: Ident = ""
    end_time: Moment = None
    promotion_staging: Text = ""
    promotion_stock_info_v2: Annotated[PromotionStock | None, BeforeValidator(part)] = None


class Promotions(Shape):
    """A row of ``success_list`` (Shopee v2 get_item_promotion)."""

    promotion: Annotated[list[ItemPromotion], BeforeValidator(records)] = []


class ViolationDetail(Shape):
    """An element of ``item_status_details`` or ``deboost_details``."""

    violation_type: Text = ""
    violation_reason: Text = ""
    suggestion: Text = ""


class Violations(Shape):
    """A row of Shopee v2 get_item_violation_info."""

    item_id: NeededIdent
    item_status_details: Annotated[list[ViolationDetail], BeforeValidator(records)] = []
    deboost_details: Annotated[list[ViolationDetail], BeforeValidator(records)] = []
