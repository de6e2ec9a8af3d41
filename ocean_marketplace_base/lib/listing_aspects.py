"""The parts of a listing that can differ, as plain values that compare well.

A part is named like the attribute of `content.Content`, parts of one variant ``price:<sku id>`` and so on.
A part that a side does not tell has no value: absent is not empty.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from . import content as keys
from .content import AttributeValue, Content, Image, Option, Variant

PRICE: Final = "price"
SELLER_SKU: Final = "seller_sku"
BARCODE: Final = "barcode"
SENT_AS: Final[Mapping[str, str]] = {
    "name": keys.NAME,
    "description": keys.DESCRIPTION,
    "category_id": keys.CATEGORY,
    "brand": keys.CATEGORY,
    "attributes": keys.CATEGORY,
    "images": keys.IMAGES,
    "weight": keys.SIZE,
    "dimensions": keys.SIZE,
    "condition": keys.CONDITION,
    "days_to_ship": keys.LEAD_TIME,
    "variants": keys.VARIANTS,
    "option_images": keys.VARIANTS,
    SELLER_SKU: keys.VARIANTS,
    BARCODE: keys.VARIANTS,
    PRICE: keys.PRICE,
}
"""By part, or by what stands before the colon, the key of `content.KEYS` with which it is sent."""


def sent_as(part: str) -> str:
    """Return the key of `content.KEYS` with which `part` is sent."""
    return SENT_AS[part.partition(":")[0]]


def parts_of(wanted: Iterable[str], parts: Iterable[str]) -> set[str]:
    """Return those of `parts` that are sent with one of the keys `wanted`."""
    chosen = set(wanted)
    return {part for part in parts if sent_as(part) in chosen}


def values(content: Content) -> dict[str, Any]:
    """Return the parts that `content` tells, as plain JSON data.

    Texts come as lists of lines, so that upper and lower case count; prices as decimal strings.
    """
    found = {
        "name": [" ".join(content.name.split())],
        "description": _lines(content.description),
        "category_id": content.category_id,
        "brand": content.brand_id or content.brand_name,
        "attributes": {item.attribute_id: _attribute(item) for item in content.attributes},
        "images": [image_key(image) for image in content.images],
        "weight": content.weight,
        "dimensions": _dimensions(content),
        "condition": content.condition,
        "days_to_ship": content.days_to_ship,
        "variants": _structure(content),
        "option_images": [image_key(image) for option in content.options for image in option.images],
    }
    for variant in content.variants:
        found.update(_variant(variant))
    return {part: value for part, value in found.items() if value not in (None, "", [], {})}


def image_key(image: Image) -> str:
    """Return what tells a picture from others: the platform's id, else its checksum, else its address."""
    return image.external_id or (f"new:{image.checksum}" if image.checksum else image.url)


def price(amount: Decimal) -> str:
    """Return a price as it is compared: 10, 10.0 and 10.00 are the same."""
    return format(amount.normalize(), "f")


def merged(part: str, ours: Any, theirs: Any) -> Any:
    """Return what `part` would be after ours was sent: attributes that we do not tell stay."""
    if part == "attributes" and theirs:
        return {**theirs, **ours}
    return ours


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def _attribute(item: AttributeValue) -> list[Any]:
    named = len(item.texts) >= len(item.value_ids)
    own = item.texts[len(item.value_ids) :] if named else item.texts
    return [sorted(item.value_ids), list(own), item.unit]


def _dimensions(content: Content) -> list[float] | None:
    size = content.dimensions
    return [float(size.length), float(size.width), float(size.height)] if size else None


def _structure(content: Content) -> dict[str, Any]:
    return {
        "options": [_option(option) for option in content.options],
        "variants": sorted(list(variant.options) for variant in content.variants),
    }


def _option(option: Option) -> list[Any]:
    return [option.name, list(option.values)]


def _variant(variant: Variant) -> dict[str, Any]:
    if not variant.sku_id:
        return {}
    return {
        f"{PRICE}:{variant.sku_id}": None if variant.price is None else price(variant.price),
        f"{SELLER_SKU}:{variant.sku_id}": variant.seller_sku,
        f"{BARCODE}:{variant.sku_id}": variant.barcode,
    }
