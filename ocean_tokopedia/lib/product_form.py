"""Products in the shape in which they are sent (guides "create-product", "edit-product")."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib import content as keys
from odoo.addons.ocean_marketplace_base.lib.content import AttributeValue, Content, Dimensions, Image, Variant
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from .const import NEW_STOCK_RANGE
from .family import Family
from .mapping_content import content_of

Row = dict[str, Any]
Options = tuple[str, ...]

LIMITED: Final = "LIMITED"
UNLIMITED: Final = "UNLIMITED"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What a variant that exists already keeps: SKU, price and stock, and the address of its picture."""

    sku: str
    price: int | None
    stock: int | None
    picture: str = ""


def new_product(content: Content, showcase_id: int, selections: Sequence[Row]) -> Row:
    """Return the product to create.

    :param selections: ``variant.selection`` for its options, empty without
    :raise InvalidRequest: when a price or the address of a picture is missing
    """
    variants = content.variants or (Variant(),)
    row: Row = {
        "name": content.name,
        "condition": _condition(content),
        "description": content.description,
        "sku": variants[0].seller_sku if not content.options else "",
        "price": min(_needed_price(variant) for variant in variants),
        "status": LIMITED,
        "stock": new_stock(variants[0].quantity),
        "min_order": 1,
        "category_id": _number("category", content.category_id),
        "price_currency": "IDR",
        "weight": content.weight,
        "weight_unit": "GR",
        "is_must_insurance": False,
        "etalase": {"id": showcase_id},
        "pictures": [picture(image) for image in content.images],
    }
    if content.dimensions:
        row["dimension"] = _dimension(content.dimensions)
    if content.attributes:
        row["annotations"] = annotations(content.attributes)
    if content.days_to_ship:
        row["preorder"] = _preorder(content.days_to_ship)
    if content.options:
        row["variant"] = variant_block(content, selections, {})
    return row


def edit_base(family: Family) -> Row:
    """Return what every edit has to name besides what it changes (guide "edit-product": id and status)."""
    product = family.product
    counted = not product.stock or product.stock.useStock
    row: Row = {"id": int(product.basic.productID), "status": LIMITED if counted else UNLIMITED}
    if product.other and product.other.sku:
        row["sku"] = product.other.sku
    if product.basic.mustInsurance is not None:
        row["is_must_insurance"] = product.basic.mustInsurance
    return row


def changes(family: Family, wanted: Content, asked: frozenset[str]) -> dict[str, Row]:
    """Return by key what to send so that a product says what `wanted` does, without variants and prices.

    What `wanted` does not tell stays. Which attributes were chosen is not shown anywhere: they are sent
    whenever the category is asked for.

    :param asked: of `content.KEYS`
    """
    current = content_of(family)
    found = {
        keys.NAME: {"name": wanted.name} if wanted.name != current.name else {},
        keys.DESCRIPTION: _description(current, wanted),
        keys.CATEGORY: _category(current, wanted),
        keys.IMAGES: _pictures(current, wanted),
        keys.SIZE: _size(current, wanted),
        keys.CONDITION: {"condition": _condition(wanted)} if wanted.condition != current.condition else {},
        keys.LEAD_TIME: _lead_time(current, wanted),
    }
    return {key: row for key, row in found.items() if row and key in asked}


def variant_block(
    content: Content, selections: Sequence[Row], kept: Mapping[Options, Kept], size_chart: str = ""
) -> Row:
    """Return ``variant`` of a product; variants that are in `kept` keep price and stock.

    Without options it is empty, which makes it a product without variants.

    :param size_chart: the address of the picture that the product has for that, to keep it
    :raise InvalidRequest: when a variant does not fit its options, or a new one has no price
    """
    if not content.options:
        return {}
    rows = [_variant(content, variant, kept.get(words(variant.options))) for variant in content.variants]
    rows[0]["is_primary"] = True
    charts: Row = {"sizecharts": [{"file_path": size_chart}]} if size_chart else {}
    return {"products": rows, "selection": list(selections), **charts}


def words(options: Sequence[str]) -> Options:
    """Return values of options as they are compared."""
    return tuple(value.strip().casefold() for value in options)


def rupiah(price: Decimal) -> int:
    """Return a price in whole rupiah."""
    return int(price.to_integral_value(ROUND_HALF_UP))


def new_stock(quantity: int | None) -> int:
    """Return the stock to write a product with: 0 would mean that it is always available."""
    least, most = NEW_STOCK_RANGE
    return min(max(quantity or 0, least), most)


def picture(image: Image) -> Row:
    """Return a picture by its address, from which the platform fetches it."""
    if not image.url:
        raise InvalidRequest("images: each needs the address it was published at")
    return {"file_path": image.url}


def annotations(attributes: Sequence[AttributeValue]) -> list[int]:
    """Return the ids of the chosen values."""
    return [_number("attributes", number) for value in attributes for number in value.value_ids]


def _variant(content: Content, variant: Variant, kept: Kept | None) -> Row:
    if len(variant.options) != len(content.options):
        raise InvalidRequest(f"variants: {variant.options} does not fit the options")
    counted = kept is None or kept.stock is not None
    row: Row = {
        "status": LIMITED if counted else UNLIMITED,
        "price": kept.price if kept and kept.price is not None else _needed_price(variant),
        "stock": new_stock(variant.quantity if kept is None else kept.stock),
        "sku": variant.seller_sku or (kept.sku if kept else ""),
        "combination": [
            _place(option.values, value)
            for option, value in zip(content.options, variant.options, strict=True)
        ],
    }
    address = _variant_picture(content, variant) or (kept.picture if kept else "")
    return row | ({"pictures": [{"file_path": address}]} if address else {})


def _place(values: Sequence[str], value: str) -> int:
    known = words(values)
    wanted = words((value,))[0]
    if wanted not in known:
        raise InvalidRequest(f"variants: “{value}” is none of the option's values")
    return known.index(wanted)


def _variant_picture(content: Content, variant: Variant) -> str:
    first = content.options[0]
    place = _place(first.values, variant.options[0])
    return first.images[place].url if place < len(first.images) else ""


def _needed_price(variant: Variant) -> int:
    if variant.price is None:
        raise InvalidRequest("price: every variant that is new needs one")
    return rupiah(variant.price)


def _number(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise InvalidRequest(f"{name}: “{text}” is not an id of this platform")
    return int(text)


def _condition(content: Content) -> str:
    return "USED" if content.condition == keys.USED else "NEW"


def _dimension(dimensions: Dimensions) -> dict[str, int]:
    """All three or none; whole centimetres, rounded up."""
    sides = ("height", "width", "length")
    return {side: int(getattr(dimensions, side).to_integral_value(ROUND_CEILING)) for side in sides}


def _preorder(days: int | None) -> Row:
    return {"is_active": bool(days), "duration": days or 0, "time_unit": "DAY"}


def _description(current: Content, wanted: Content) -> Row:
    text = wanted.description
    differs = "\n".join(text.split("\r\n")).strip() != "\n".join(current.description.split("\r\n")).strip()
    return {"description": text} if text and differs else {}


def _category(current: Content, wanted: Content) -> Row:
    row: Row = {}
    if wanted.category_id and wanted.category_id != current.category_id:
        row["category_id"] = _number("category", wanted.category_id)
    if wanted.attributes:
        row["annotations"] = annotations(wanted.attributes)
    return row


def _pictures(current: Content, wanted: Content) -> Row:
    """Pictures that are there are known by the platform's id or address, and sent by its address again."""
    there = {one.external_id: one for one in current.images} | {one.url: one for one in current.images}
    there.pop("", None)
    found = [there.get(one.external_id) or there.get(one.url) or one for one in wanted.images]
    if not found or found == list(current.images):
        return {}
    return {"pictures": [picture(one) for one in found]}


def _size(current: Content, wanted: Content) -> Row:
    row: Row = {}
    if wanted.weight is not None and wanted.weight != current.weight:
        row = {"weight": wanted.weight, "weight_unit": "GR"}
    if wanted.dimensions:
        sides = _dimension(wanted.dimensions)
        if current.dimensions is None or sides != _dimension(current.dimensions):
            row["dimension"] = sides
    return row


def _lead_time(current: Content, wanted: Content) -> Row:
    if (wanted.days_to_ship or None) == current.days_to_ship:
        return {}
    return {"preorder": _preorder(wanted.days_to_ship)}
