"""Options and variants as Shopee's bodies want them (Shopee v2 init_tier_variation and kin)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.content import Content, Option, Variant
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from .catalogue_body import seller_stock
from .payloads_item import ModelList, StandardTier

Body = dict[str, Any]


def tiers(options: Sequence[Option], there: ModelList) -> list[Body]:
    """Return the tiers for `options`; ids and pictures that the item has for the same texts are kept.

    :param there: what the item has, empty for one without variants
    """
    known = {tier.variation_name: tier for tier in there.standardise_tier_variation}
    pictures = _pictures(there)
    return [
        _tier(option, known.get(option.name), pictures if not index else {})
        for index, option in enumerate(options)
    ]


def _tier(option: Option, known: StandardTier | None, pictures: Mapping[str, str]) -> Body:
    listed = known.variation_option_list if known else []
    ids = {row.variation_option_name: row.variation_option_id for row in listed}
    images = _images(option, pictures)
    rows = [
        {
            "variation_option_id": ids.get(value) or "0",
            "variation_option_name": value,
            **({"image_id": images[value]} if images else {}),
        }
        for value in option.values
    ]
    group = known.variation_group_id if known else ""
    return {
        "variation_id": (known.variation_id if known else "") or option.external_id or "0",
        "variation_name": option.name,
        **({"variation_group_id": group} if group else {}),
        "variation_option_list": rows,
    }


def _images(option: Option, pictures: Mapping[str, str]) -> Mapping[str, str]:
    """Return the picture of each value, none if one of them has none (``error_tier_img_partial``)."""
    if ids := picture_ids(option):
        return dict(zip(option.values, ids, strict=True))
    found = {value: pictures.get(value, "") for value in option.values}
    return found if all(found.values()) else {}


def _pictures(there: ModelList) -> dict[str, str]:
    plain = [row for tier in there.tier_variation[:1] for row in tier.option_list]
    standard = [row for tier in there.standardise_tier_variation[:1] for row in tier.variation_option_list]
    found = {row.variation_option_name: row.image_id for row in standard if row.image_id}
    return found | {row.option: row.image.image_id for row in plain if row.image and row.image.image_id}


def picture_ids(option: Option) -> tuple[str, ...]:
    """Return the ids of an option's pictures, nothing unless each of its values has one."""
    ids = tuple(image.external_id for image in option.images)
    return ids if len(ids) == len(option.values) and all(ids) else ()


def place(variant: Variant, options: Sequence[Option]) -> list[int]:
    """Return a variant's ``tier_index``.

    :raise InvalidRequest: if its options are not those of the item
    """
    if len(variant.options) != len(options):
        raise InvalidRequest(f"a variant has {len(variant.options)} of {len(options)} options")
    pairs = list(zip(variant.options, options, strict=True))
    for text, option in pairs:
        if text not in option.values:
            raise InvalidRequest(f"the option {option.name} has no value {text}")
    return [option.values.index(text) for text, option in pairs]


class Stand:
    """What an item has now, for variants that are made anew: prices and stock to begin with."""

    def __init__(self, now: Content, quantities: Mapping[str, int | None]):
        """:param quantities: the seller's stock by ``model_id``"""
        self._by_sku = {variant.seller_sku: variant for variant in now.variants if variant.seller_sku}
        self._prices = [variant.price for variant in now.variants if variant.price is not None]
        self._quantities = quantities

    def price(self, variant: Variant) -> Decimal:
        """Return the variant's price, else that of its seller SKU, else the item's lowest.

        :raise InvalidRequest: if nobody knows any
        """
        twin = self._by_sku.get(variant.seller_sku)
        for found in (variant.price, twin.price if twin else None, min(self._prices, default=None)):
            if found is not None:
                return found
        raise InvalidRequest("a new variant needs a price")

    def quantity(self, variant: Variant) -> int:
        """Return the variant's quantity, else the stock of its seller SKU, else none: nothing is oversold."""
        if variant.quantity is not None:
            return variant.quantity
        twin = self._by_sku.get(variant.seller_sku)
        return (self._quantities.get(twin.sku_id) if twin else None) or 0


def new_model(variant: Variant, tier_index: list[int], stand: Stand, location_id: str) -> Body:
    """Return a new variant."""
    return {
        "tier_index": tier_index,
        "original_price": stand.price(variant),
        "seller_stock": seller_stock(stand.quantity(variant), location_id),
        **({"model_sku": variant.seller_sku} if variant.seller_sku else {}),
        **({"gtin_code": variant.barcode} if variant.barcode else {}),
    }


def matched(wanted: Sequence[Variant], now: Sequence[Variant]) -> dict[int, Variant]:
    """Return, by position in `wanted`, the variants that are there already.

    They are the same by id, else by options, else by seller SKU; each is taken once.
    """
    left = {variant.sku_id: variant for variant in now}
    found: dict[int, Variant] = {}
    for mark in (lambda one: one.sku_id, lambda one: one.options, lambda one: one.seller_sku):
        marks = {mark(variant): variant for variant in left.values() if mark(variant)}
        for index, variant in enumerate(wanted):
            twin = marks.get(mark(variant)) if index not in found else None
            if twin is not None and left.pop(twin.sku_id, None) is not None:
                found[index] = twin
    return found
