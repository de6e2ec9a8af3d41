"""Content as the platform takes it ("Create Product", "Edit Product")."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.content import (
    USED,
    AttributeValue,
    Content,
    Dimensions,
    Image,
    Variant,
)
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from .html_text import html_of
from .markets import Market
from .measures import sides_in, weight_in
from .product_keep import present

# identifier_code.type by the number of characters; 13 digits may be an ISBN as well, which is an EAN, too.
_CODE_TYPES: Final[Mapping[int, str]] = {8: "EAN", 10: "ISBN", 12: "UPC", 13: "EAN", 14: "GTIN"}

_CODE: Final = re.compile(r"\d{8}|\d{9}[\dX]|\d{12,14}", re.ASCII)

Known = Mapping[tuple[str, str], Mapping[str, Any]]
"""Choices that the product has, by the names of option and value, as elements of ``sales_attributes``."""


def new_product(content: Content, market: Market, warehouse_id: str) -> dict[str, Any]:
    """Return the body of a "Create Product".

    :param warehouse_id: where the first units are
    :raise InvalidRequest: for an image that was not uploaded, or a variant without price
    """
    body = {
        "title": content.name,
        "description": html_of(content.description),
        "category_id": content.category_id,
        "brand_id": content.brand_id,
        "main_images": uris_of(content.images),
        "product_attributes": properties_of(content.attributes),
        "package_weight": {} if content.weight is None else weight_in(market.weight_unit, content.weight),
        "package_dimensions": sides_of(market, content.dimensions),
        "is_pre_owned": content.condition == USED or None,
        "listing_platforms": list(market.storefronts),
    }
    later = {} if content.days_to_ship is None else {"pre_sale": pre_order(content.days_to_ship)}
    skus = [new_sku(content, variant, market, warehouse_id, {}) for variant in content.variants]
    return present(body) | {"skus": [sku | later for sku in skus]}


def new_sku(
    content: Content, variant: Variant, market: Market, warehouse_id: str, known: Known
) -> dict[str, Any]:
    """Return the element of ``skus`` of a variant that the platform does not have yet.

    :raise InvalidRequest: if it has no price, or no place for its stock
    """
    if not warehouse_id:
        raise InvalidRequest("the shop has no warehouse to sell from")
    if variant.price is None:
        raise InvalidRequest(f"the variant {' / '.join(variant.options) or content.name!r} has no price")
    row = {
        "sales_attributes": choices_of(content, variant, known),
        "seller_sku": variant.seller_sku,
        "identifier_code": code_of(variant.barcode),
        "price": price_of(variant.price, market.currency),
        "inventory": [{"warehouse_id": warehouse_id, "quantity": variant.quantity or 0}],
    }
    return present(row)


def choices_of(content: Content, variant: Variant, known: Known) -> list[dict[str, Any]]:
    """Return the ``sales_attributes`` of a variant; what the product has already keeps ids and pictures.

    :raise InvalidRequest: if the variant does not have one value for each option
    """
    if len(variant.options) != len(content.options):
        raise InvalidRequest(f"the variant {variant.options} has not one value for each option")
    rows = []
    for option, value in zip(content.options, variant.options, strict=True):
        old = dict(known.get((option.name, value)) or {})
        own = {"name": option.name, "value_name": value, "id": old.get("id") or option.external_id}
        picture = _picture(option.values, option.images, value)
        rows.append(present({**old, **own, **({"sku_img": {"uri": picture}} if picture else {})}))
    return rows


def _picture(values: Sequence[str], images: Sequence[Image], value: str) -> str:
    by_value = dict(zip(values, images, strict=False))
    image = by_value.get(value)
    return "" if image is None else image.external_id


def uris_of(images: Sequence[Image]) -> list[dict[str, str]]:
    """Return uploaded images as ``main_images``.

    :raise InvalidRequest: for one that was not uploaded
    """
    if not all(image.external_id for image in images):
        raise InvalidRequest("an image was not uploaded")
    return [{"uri": image.external_id} for image in images]


def properties_of(attributes: Sequence[AttributeValue]) -> list[dict[str, Any]]:
    """Return ``product_attributes``."""
    rows = [{"id": one.attribute_id, "values": values_of(one)} for one in attributes]
    return [row for row in rows if row["values"]]


def values_of(attribute: AttributeValue) -> list[dict[str, str]]:
    """Return ``values`` of an attribute: those of the platform's list by id, own ones by name."""
    named, own = split_texts(attribute)
    listed = [
        present({"id": number, "name": name})
        for number, name in zip(attribute.value_ids, named or [""] * len(attribute.value_ids), strict=True)
    ]
    return [*listed, *({"name": " ".join(filter(None, (text, attribute.unit)))} for text in own)]


def split_texts(attribute: AttributeValue) -> tuple[list[str], list[str]]:
    """Return the names of the values of the list, if they are known, and the own texts."""
    count = len(attribute.value_ids)
    if len(attribute.texts) < count:
        return [], list(attribute.texts)
    return list(attribute.texts[:count]), list(attribute.texts[count:])


def sides_of(market: Market, dimensions: Dimensions | None) -> dict[str, str]:
    """Return ``package_dimensions``, empty for none."""
    return {} if dimensions is None else sides_in(market.side_unit, dimensions)


def price_of(amount: Decimal, currency: str, shown: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return ``price``.

    :param amount: tax included
    :param shown: the present ``price``; where it shows another amount without tax, only the one with tax is
        ours to say
    """
    shown = shown or {}
    taxed = shown.get("sale_price") and shown.get("tax_exclusive_price") not in (
        None,
        "",
        shown["sale_price"],
    )
    return {"sale_price" if taxed else "amount": amount, "currency": currency}


def code_of(barcode: str) -> dict[str, str]:
    """Return ``identifier_code``, empty for what is no GTIN, EAN, UPC or ISBN."""
    kind = _CODE_TYPES.get(len(barcode)) if _CODE.fullmatch(barcode) else None
    return {"code": barcode, "type": kind} if kind else {}


def pre_order(days: int) -> dict[str, Any]:
    """Return ``pre_sale`` for a lead time in days."""
    return {"type": "PRE_ORDER", "fulfillment_type": {"handling_duration_days": days}}
