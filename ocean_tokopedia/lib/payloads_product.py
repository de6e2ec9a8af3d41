"""The shapes of products (guide "get-product"), whose names are in three styles within one object."""

from typing import Annotated

from pydantic import BeforeValidator

from odoo.addons.ocean_marketplace_base.lib.fields import Count, OptionalPrice, Shape

from .fields import Code, Flag, Ident, Moment, NeededIdent, NeededText, Number, Text, part, records

IDR = 1
"""``price.currency`` of the rupiah."""


class Basic(Shape):
    """``basic``."""

    productID: NeededIdent
    name: NeededText
    status: Number
    updateTimeUnix: Moment = None


class ProductPrice(Shape):
    """``price``; ``idr`` is the amount in rupiah, whatever the product is priced in."""

    value: OptionalPrice = None
    currency: Count = None
    idr: OptionalPrice = None
    LastUpdateUnix: Moment = None


class ProductStock(Shape):
    """``stock``; ``value`` includes the reserve of campaigns. Without ``useStock`` there is no counting."""

    useStock: Flag = True
    value: Count = None


class Picture(Shape):
    """An element of ``pictures``."""

    OriginalURL: Text = ""
    ThumbnailURL: Text = ""


class Other(Shape):
    """``other``."""

    sku: Code = ""


class Product(Shape):
    """An element of ``data`` of product/info: a product, or a variant of one."""

    basic: Basic
    price: Annotated[ProductPrice | None, BeforeValidator(part)] = None
    stock: Annotated[ProductStock | None, BeforeValidator(part)] = None
    pictures: Annotated[list[Picture], BeforeValidator(records)] = []
    other: Annotated[Other | None, BeforeValidator(part)] = None


class Option(Shape):
    """A choice of a selection."""

    id: Ident = ""
    value: Text = ""


class Selection(Shape):
    """An element of ``variant`` of product/variant, e.g. the colours."""

    option: Annotated[list[Option], BeforeValidator(records)] = []


class Child(Shape):
    """An element of ``children``: one variant."""

    product_id: NeededIdent
    name: Text = ""
    price: OptionalPrice = None
    stock: Count = None
    sku: Code = ""
    option_ids: Annotated[list[Ident], BeforeValidator(records)] = []
    always_available: Flag = False


class Variants(Shape):
    """``data`` of product/variant."""

    parent_id: Ident = ""
    variant: Annotated[list[Selection], BeforeValidator(records)] = []
    children: Annotated[list[Child], BeforeValidator(records)] = []
