"""The shapes of products, as far as we use them; :func:`~.fields.load` fills them.

"Search Products" (202309 to 202502) and "Get Product" (202309) show a product alike, but the search knows
neither texts and pictures nor what its variants are called.
"""

from typing import Annotated

from pydantic import BeforeValidator

from odoo.addons.ocean_marketplace_base.lib.fields import Count, Moment, OptionalPrice, Shape

from .fields import Flag, Ident, NeededIdent, NeededText, Text, part, records


class SkuPrice(Shape):
    """``price`` of a variant. ``sale_price`` is what buyers see, taxes included; local shops may lack it."""

    currency: Text = ""
    sale_price: OptionalPrice = None
    tax_exclusive_price: OptionalPrice = None


class SkuStock(Shape):
    """An element of ``inventory``: units in one warehouse."""

    quantity: Count = None


class Image(Shape):
    """An element of ``main_images``, or a ``sku_img``; not in answers of a search."""

    uri: Text = ""
    urls: Annotated[list[Text], BeforeValidator(records)] = []


class SkuAttribute(Shape):
    """An element of ``sales_attributes``; not in answers of a search."""

    id: Ident = ""
    name: Text = ""
    value_id: Ident = ""
    value_name: Text = ""
    sku_img: Annotated[Image | None, BeforeValidator(part)] = None


class SkuCode(Shape):
    """``identifier_code``: a GTIN, EAN, UPC or ISBN."""

    code: Ident = ""


class Fulfillment(Shape):
    """``fulfillment_type`` of ``pre_sale``."""

    handling_duration_days: Count = None


class PreSale(Shape):
    """``pre_sale`` of a variant: how long the seller needs before it ships."""

    type: Text = ""
    fulfillment_type: Annotated[Fulfillment | None, BeforeValidator(part)] = None


class Sku(Shape):
    """An element of ``skus``; a product without variants has one, too."""

    id: NeededIdent
    seller_sku: Text = ""
    price: Annotated[SkuPrice | None, BeforeValidator(part)] = None
    inventory: Annotated[list[SkuStock], BeforeValidator(records)] = []
    sales_attributes: Annotated[list[SkuAttribute], BeforeValidator(records)] = []
    identifier_code: Annotated[SkuCode | None, BeforeValidator(part)] = None
    pre_sale: Annotated[PreSale | None, BeforeValidator(part)] = None


class PlatformStatus(Shape):
    """An element of ``integrated_platform_statuses``: the product on a platform beside TikTok Shop."""

    platform: Text = ""
    status: Text = ""


class Category(Shape):
    """An element of ``category_chains``, from the top of the tree to the leaf."""

    id: Ident = ""
    is_leaf: Flag = False


class Brand(Shape):
    """``brand``; empty without one."""

    id: Ident = ""
    name: Text = ""


class Module(Shape):
    """An element of ``metric_value_module_infos``: one figure of a measured value."""

    value: Text = ""
    unit_name: Text = ""


class Metric(Shape):
    """``metric_standard_info``: a value that is measured."""

    metric_value_module_infos: Annotated[list[Module], BeforeValidator(records)] = []


class PropertyValue(Shape):
    """An element of ``values`` of a property; values of the seller's own may lack the id."""

    id: Ident = ""
    name: Text = ""
    metric_standard_info: Annotated[Metric | None, BeforeValidator(part)] = None


class Property(Shape):
    """An element of ``product_attributes``."""

    id: Ident = ""
    name: Text = ""
    values: Annotated[list[PropertyValue], BeforeValidator(records)] = []


class Weight(Shape):
    """``package_weight``."""

    value: OptionalPrice = None
    unit: Text = ""


class Dimensions(Shape):
    """``package_dimensions``."""

    length: OptionalPrice = None
    width: OptionalPrice = None
    height: OptionalPrice = None
    unit: Text = ""


class AuditReason(Shape):
    """An element of ``audit_failed_reasons``."""

    position: Text = ""
    reasons: Annotated[list[Text], BeforeValidator(records)] = []
    suggestions: Annotated[list[Text], BeforeValidator(records)] = []
    listing_platform: Text = ""


class Audit(Shape):
    """``audit``: where the last edit stands, which is another thing than the status of the product."""

    status: Text = ""
    pre_approved_reasons: Annotated[list[Text], BeforeValidator(records)] = []
    not_submitted_reasons: Annotated[list[Text], BeforeValidator(records)] = []


class Product(Shape):
    """An element of ``products``, or ``data`` of "Get Product"."""

    id: NeededIdent
    title: NeededText
    status: NeededText
    update_time: Moment = None
    description: Text = ""
    category_chains: Annotated[list[Category], BeforeValidator(records)] = []
    brand: Annotated[Brand | None, BeforeValidator(part)] = None
    main_images: Annotated[list[Image], BeforeValidator(records)] = []
    product_attributes: Annotated[list[Property], BeforeValidator(records)] = []
    package_weight: Annotated[Weight | None, BeforeValidator(part)] = None
    package_dimensions: Annotated[Dimensions | None, BeforeValidator(part)] = None
    skus: Annotated[list[Sku], BeforeValidator(records)] = []
    audit: Annotated[Audit | None, BeforeValidator(part)] = None
    audit_failed_reasons: Annotated[list[AuditReason], BeforeValidator(records)] = []
    product_sync_fail_reasons: Annotated[list[Text], BeforeValidator(records)] = []
    integrated_platform_statuses: Annotated[list[PlatformStatus], BeforeValidator(records)] = []
    is_pre_owned: Flag = False
