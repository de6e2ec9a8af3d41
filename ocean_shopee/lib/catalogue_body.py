"""Parts of a listing's content as Shopee's bodies want them (Shopee v2 add_item, update_item)."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
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

from .attribute_dates import as_seconds
from .const import IMAGES_MAX, MODEL_BATCH, TIERS_MAX
from .mapping_content import NO_BRAND

Body = dict[str, Any]

_GRAMS: Final = Decimal(1000)


def check_size(content: Content) -> None:
    """Refuse what no item can be.

    :raise InvalidRequest: for too many variants, options or images, or options that do not fit the variants
    """
    if len(content.variants) > MODEL_BATCH:
        raise InvalidRequest(
            f"an item has at most {MODEL_BATCH} variants here, this one has {len(content.variants)}"
        )
    if len(content.options) > TIERS_MAX:
        raise InvalidRequest(f"an item has at most {TIERS_MAX} options here, not {len(content.options)}")
    if len(content.images) > IMAGES_MAX:
        raise InvalidRequest(f"an item has at most {IMAGES_MAX} images here, not {len(content.images)}")
    places = [variant.options for variant in content.variants]
    if content.options and len(set(places)) < len(places):
        raise InvalidRequest("two variants have the same options")
    skus = [variant.seller_sku for variant in content.variants if variant.seller_sku]
    if len(set(skus)) < len(skus):
        raise InvalidRequest("two variants have the same seller SKU")


def image_ids(images: Sequence[Image]) -> list[str]:
    """Return the platform's ids of `images`.

    :raise InvalidRequest: for an image that was not uploaded
    """
    ids = [image.external_id for image in images]
    if not all(ids):
        raise InvalidRequest("images: one of them was not uploaded")
    return ids


def kilograms(grams: int) -> Decimal:
    """Return a weight as the platform takes it."""
    return Decimal(grams) / _GRAMS


def dimension(sides: Dimensions) -> Body:
    """Return the size of a parcel in whole cm; a started one counts."""
    return {
        "package_length": _ceiling(sides.length),
        "package_width": _ceiling(sides.width),
        "package_height": _ceiling(sides.height),
    }


def _ceiling(value: Decimal) -> int:
    return int(value.to_integral_value(rounding=ROUND_CEILING))


def condition(word: str) -> str:
    """Return the platform's word for a condition."""
    return "USED" if word == USED else "NEW"


def brand(content: Content) -> Body:
    """Return the brand of a content that names one."""
    name = "NoBrand" if content.brand_id == NO_BRAND else content.brand_name
    return {"brand_id": content.brand_id, "original_brand_name": name}


def attribute(value: AttributeValue) -> Body:
    """Return an attribute: ids of the list with their names, then own texts with id 0."""
    named = dict(zip(value.value_ids, value.texts, strict=False))
    listed = [{"value_id": number, **_name(named.get(number, ""))} for number in value.value_ids]
    own = [{"value_id": "0", "original_value_name": as_seconds(text)} for text in own_texts(value)]
    rows = [row | ({"value_unit": value.unit} if value.unit else {}) for row in (*listed, *own)]
    return {"attribute_id": value.attribute_id, "attribute_value_list": rows}


def _name(text: str) -> Body:
    return {"original_value_name": text} if text else {}


def own_texts(value: AttributeValue) -> tuple[str, ...]:
    """Return the texts of an attribute that are not names of its listed values."""
    return value.texts[len(value.value_ids) :]


def pre_order(days: int | None, usual: int | None) -> Body:
    """Return the lead time; `usual` is that of items that are no pre-order.

    :raise InvalidRequest: if the usual one is wanted and nobody knows it
    """
    if days is not None and days != usual:
        return {"is_pre_order": True, "days_to_ship": days}
    if usual is None:
        raise InvalidRequest("the platform does not tell its usual days to ship")
    return {"is_pre_order": False, "days_to_ship": usual}


def logistics(rows: Sequence[Mapping[str, Any]], grams: int | None) -> list[Body]:
    """Return the shop's carriers for a new item: those that are on and take its weight.

    Fulfilment channels below a checkout channel are not chosen by items; a channel that wants a size or a fee
    of the seller's (``fee_type``) is left to the seller.

    :param rows: of Shopee v2 get_channel_list
    :raise InvalidRequest: if none is left
    """
    found = [
        {"logistic_id": str(row.get("logistics_channel_id")), "enabled": True}
        for row in rows
        if row.get("enabled")
        and not row.get("mask_channel_id")
        and row.get("fee_type") not in ("SIZE_SELECTION", "CUSTOM_PRICE")
        and _carries(row.get("weight_limit") or {}, grams)
    ]
    if not found:
        raise InvalidRequest("the shop has no carrier switched on that takes this item")
    return found


def _carries(limit: Mapping[str, Any], grams: int | None) -> bool:
    most = limit.get("item_max_weight")
    return not most or grams is None or kilograms(grams) <= Decimal(str(most))


def seller_stock(quantity: int, location_id: str) -> list[Body]:
    """Return the stock of something new; `location_id` only in shops with several warehouses."""
    return [{"stock": quantity} | ({"location_id": location_id} if location_id else {})]


def first_price(variants: Sequence[Variant]) -> Decimal:
    """Return the price that a new item begins with; those of its variants replace it.

    :raise InvalidRequest: if no variant has one
    """
    for variant in variants:
        if variant.price is not None:
            return variant.price
    raise InvalidRequest("a new item needs a price")
