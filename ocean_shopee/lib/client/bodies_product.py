"""Bodies of items and variants: Shopee v2 add_item, update_item, init_tier_variation, add_model and kin."""

from typing import Annotated

from pydantic import Field

from ..const import IMAGES_MAX, MODEL_SKU_MAX
from .bodies import Amount, Body, Count, Ident, Moment, Open

Sku = Annotated[str, Field(max_length=MODEL_SKU_MAX)]


class Dimension(Body):
    """Of the parcel, in cm."""

    package_height: Count
    package_length: Count
    package_width: Count


class PreOrder(Body):
    """``days_to_ship`` within the limits of get_item_limit."""

    is_pre_order: bool
    days_to_ship: Count | None = None


class SellerStock(Body):
    """``location_id`` only in shops with several warehouses."""

    stock: Count
    location_id: str | None = None


class AttributeValue(Body):
    """A value of one's own has ``value_id`` 0 and its text in ``original_value_name``."""

    value_id: Ident
    original_value_name: str | None = None
    value_unit: str | None = None


class Attribute(Body):
    """An attribute of the category."""

    attribute_id: Ident
    attribute_value_list: list[AttributeValue] | None = None


class Images(Body):
    """Ids from upload_image, the first is the cover."""

    image_id_list: Annotated[list[str], Field(min_length=1, max_length=IMAGES_MAX)]
    image_ratio: str | None = None


class Logistic(Body):
    """A shipping channel of the item; fee and size as its ``fee_type`` wants."""

    logistic_id: Ident
    enabled: bool
    size_id: Ident | None = None
    shipping_fee: Amount | None = None
    is_free: bool | None = None


class Wholesale(Body):
    """A price for ``min_count`` to ``max_count`` units."""

    min_count: Count
    max_count: Count
    unit_price: Amount


class Brand(Body):
    """``brand_id`` 0 is "No Brand"."""

    brand_id: Ident
    original_brand_name: str | None = None


class ItemFields(Body):
    """What new and changed items have in common."""

    attribute_list: list[Attribute] | None = None
    authorised_brand_id: Ident | None = None
    brand: Brand | None = None
    category_id: Ident | None = None
    certification_info: Open | None = None
    compatibility_info: Open | None = None
    complaint_policy: Open | None = None
    condition: str | None = None
    description: str | None = None
    description_info: Open | None = None
    description_type: str | None = None
    dimension: Dimension | None = None
    ds_cat_rcmd_id: str | None = None
    gtin_code: str | None = None
    image: Images | None = None
    item_dangerous: Count | None = None
    item_name: str | None = None
    item_sku: Sku | None = None
    item_status: str | None = None
    logistic_info: list[Logistic] | None = None
    medicine_id: Ident | None = None
    pre_order: PreOrder | None = None
    promotion_images: Open | None = None
    purchase_limit_info: Open | None = None
    scheduled_publish_time: Moment | None = None
    size_chart_info: Open | None = None
    tax_info: Open | None = None
    video_upload_id: list[str] | None = None
    weight: Amount | None = None
    wholesale: list[Wholesale] | None = None


class NewItem(ItemFields):
    """``weight`` in kg, ``original_price`` in the shop's currency; see :class:`ItemFields` for the rest."""

    original_price: Amount
    description: str
    weight: Amount
    item_name: Annotated[str, Field(min_length=1)]
    logistic_info: Annotated[list[Logistic], Field(min_length=1)]
    category_id: Ident
    image: Images
    seller_stock: list[SellerStock] | None = None


class ChangedItem(ItemFields):
    """Only what changes. Price and stock are not changed here."""


class NewModel(Body):
    """A variant; ``tier_index`` are the positions of its options, one per tier."""

    tier_index: Annotated[list[Count], Field(max_length=2)]
    original_price: Amount
    seller_stock: list[SellerStock]
    model_sku: Sku | None = None
    gtin_code: str | None = None
    weight: Amount | None = None
    dimension: Dimension | None = None
    pre_order: PreOrder | None = None


class ChangedModel(Body):
    """Only what changes of a variant, but its SKU always."""

    model_id: Ident
    model_sku: Sku
    gtin_code: str | None = None
    model_status: str | None = None
    weight: Amount | None = None
    dimension: Dimension | None = None
    pre_order: PreOrder | None = None


class ModelPlace(Body):
    """Where a variant stands in changed tiers."""

    model_id: Ident
    tier_index: Annotated[list[Count], Field(min_length=1, max_length=2)]


class Option(Body):
    """An option of a tier; ids as get_variation_tree has them, 0 or none for one's own."""

    variation_option_id: Ident | None = None
    variation_option_name: str | None = None
    image_id: str | None = None


class Tier(Body):
    """A tier in the form used since 2025."""

    variation_id: Ident
    variation_option_list: Annotated[list[Option], Field(min_length=1)]
    variation_name: str | None = None
    variation_group_id: Ident | None = None


class PlainImage(Body):
    """The picture of an option."""

    image_id: str


class PlainOption(Body):
    """An option of a tier in the older form."""

    option: str
    image: PlainImage | None = None


class PlainTier(Body):
    """A tier in the older form, which the guides still show."""

    name: str
    option_list: Annotated[list[PlainOption], Field(min_length=1)]


class ProductImage(Body):
    """Pictures of a brand's product."""

    image_id_list: Annotated[list[str], Field(min_length=1, max_length=9)]


class Licence(Body):
    """A document that proves a brand."""

    file_name: str
    file_hash: str


class NewBrand(Body):
    """A brand to be checked by the platform."""

    original_brand_name: Annotated[str, Field(min_length=1, max_length=254)]
    category_list: Annotated[list[Ident], Field(min_length=1, max_length=50)]
    product_image: ProductImage
    brand_region: str
    app_logo_image_id: str | None = None
    pc_logo_image_id: str | None = None
    brand_website: Annotated[str, Field(max_length=254)] | None = None
    brand_description: Annotated[str, Field(max_length=254)] | None = None
    additional_information: Annotated[str, Field(max_length=254)] | None = None
    licenses: list[Licence] | None = None
    brand_registration_website: str | None = None
