"""The shapes of products (guide "get-product"), whose names are in three styles within one object."""

from typing import Annotated

from pydantic import BeforeValidator

from odoo.addons.ocean_marketplace_base.lib.fields import Count, OptionalPrice, Shape

from .fields import Code, Flag, Ident, Moment, NeededIdent, NeededText, Number, Text, part, records

IDR = 1
"""``price.currency`` of the rupiah."""
KILOGRAM = 2
"""``weight.unit``; 1 is gram."""
USED = 2
"""``basic.condition``; 1 is new."""
DAY = 1
"""``preorder.unit``. Requests know days only; what other numbers mean in answers is unconfirmed."""


class Basic(Shape):
    """``basic``. ``childCategoryID`` is the leaf; some parts are told by live answers only."""

    productID: NeededIdent
    shopID: Ident = ""
    name: NeededText
    status: Number
    condition: Count = None
    childCategoryID: Ident = ""
    shortDesc: Text = ""
    mustInsurance: bool | None = None
    updateTimeUnix: Moment = None


class ProductPrice(Shape):
    """``price``; ``idr`` is the amount in rupiah, whatever the product is priced in."""

    value: OptionalPrice = None
    currency: Count = None
    idr: OptionalPrice = None
    LastUpdateUnix: Moment = None


class Weight(Shape):
    """``weight``."""

    value: OptionalPrice = None
    unit: Count = None


class Volume(Shape):
    """``volume``: of the parcel, in cm; 0 is not told."""

    length: OptionalPrice = None
    width: OptionalPrice = None
    height: OptionalPrice = None


class ProductStock(Shape):
    """``stock``; ``value`` includes the reserve of campaigns. Without ``useStock`` there is no counting."""

    useStock: Flag = True
    value: Count = None


class Preorder(Shape):
    """``preorder``."""

    duration: Count = None
    unit: Count = None
    day: Count = None


class Picture(Shape):
    """An element of ``pictures``."""

    picID: Ident = ""
    OriginalURL: Text = ""
    ThumbnailURL: Text = ""


class Other(Shape):
    """``other``."""

    sku: Code = ""
    url: Text = ""


class Campaign(Shape):
    """``campaign``; all but the dates is told by live answers only."""

    IsActive: Flag = False
    OriginalPrice: OptionalPrice = None
    DiscountPrice: OptionalPrice = None
    EndDate: Moment = None


class Extra(Shape):
    """``extraAttribute``."""

    isOnCampaign: Flag = False


class Sales(Shape):
    """``GMStats``."""

    transactionSuccess: Count = None
    countSold: Count = None


class VariantOf(Shape):
    """``variant`` of product/info: whether a product has variants, and their ids where they are told."""

    isParent: Flag = False
    isVariant: Flag = False
    childrenID: Annotated[list[Ident], BeforeValidator(records)] = []


class InWarehouse(Shape):
    """An element of ``warehouses``."""

    warehouseID: Ident = ""
    stock: Annotated[ProductStock | None, BeforeValidator(part)] = None


class Product(Shape):
    """An element of ``data`` of product/info: a product, or a variant of one."""

    basic: Basic
    price: Annotated[ProductPrice | None, BeforeValidator(part)] = None
    weight: Annotated[Weight | None, BeforeValidator(part)] = None
    volume: Annotated[Volume | None, BeforeValidator(part)] = None
    stock: Annotated[ProductStock | None, BeforeValidator(part)] = None
    main_stock: Count = None
    reserve_stock: Count = None
    preorder: Annotated[Preorder | None, BeforeValidator(part)] = None
    pictures: Annotated[list[Picture], BeforeValidator(records)] = []
    variant: Annotated[VariantOf | None, BeforeValidator(part)] = None
    extraAttribute: Annotated[Extra | None, BeforeValidator(part)] = None
    campaign: Annotated[Campaign | None, BeforeValidator(part)] = None
    GMStats: Annotated[Sales | None, BeforeValidator(part)] = None
    warehouses: Annotated[list[InWarehouse], BeforeValidator(records)] = []
    other: Annotated[Other | None, BeforeValidator(part)] = None


class Option(Shape):
    """A choice of a selection."""

    id: Ident = ""
    value: Text = ""


class Selection(Shape):
    """An element of ``variant`` of product/variant, e.g. the colours; ``identifier`` is ``colour`` there."""

    name: Text = ""
    identifier: Text = ""
    option: Annotated[list[Option], BeforeValidator(records)] = []


class ChildPicture(Shape):
    """``picture`` of a variant."""

    original: Text = ""


class ChildCampaign(Shape):
    """``campaign`` of a variant."""

    is_active: Flag = False
    discounted_price: OptionalPrice = None


class Child(Shape):
    """An element of ``children``: one variant. ``stock`` includes the reserve of campaigns."""

    product_id: NeededIdent
    name: Text = ""
    price: OptionalPrice = None
    stock: Count = None
    main_stock: Count = None
    reserve_stock: Count = None
    sku: Code = ""
    option_ids: Annotated[list[Ident], BeforeValidator(records)] = []
    picture: Annotated[ChildPicture | None, BeforeValidator(part)] = None
    campaign: Annotated[ChildCampaign | None, BeforeValidator(part)] = None
    always_available: Flag = False


class Variants(Shape):
    """``data`` of product/variant; ``sizechart`` is the address of a picture."""

    parent_id: Ident = ""
    sizechart: Text = ""
    variant: Annotated[list[Selection], BeforeValidator(records)] = []
    children: Annotated[list[Child], BeforeValidator(records)] = []
