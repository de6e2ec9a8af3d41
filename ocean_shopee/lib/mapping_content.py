"""Everything that a Shopee item says, in canonical form."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from odoo.addons.ocean_marketplace_base.lib import content

from .attribute_dates import as_date
from .mapping_parts import NO_VARIANT
from .payloads_item import Item, ItemAttribute, ItemImage, Model, ModelList, OptionImage, PreOrder

NO_BRAND: Final = "0"
"""``brand_id`` of "No Brand" (Shopee v2 get_brand_list)."""
NO_GTIN: Final = "00"
"""What stands for "has none" (Shopee v2 get_item_limit, gtin_limit)."""
EXTENDED: Final = "extended"
_USED: Final = "USED"

Locks = Mapping[str, datetime | None]
"""By ``model_id``, until when campaigns hold the price (``None``: nobody knows)."""


def content_of(item: Item, variants: ModelList | None, locks: Locks) -> content.Content:
    """Return the content of an item.

    :param variants: ``None`` for an item without variants
    :param locks: prices that campaigns hold
    """
    sides = item.sides
    return content.Content(
        name=item.item_name,
        description=description_of(item),
        category_id=item.category_id,
        brand_id=item.brand.brand_id if item.brand else "",
        brand_name=brand_name(item),
        attributes=tuple(_attribute(row) for row in item.attribute_list),
        images=_images(item.image),
        weight=item.grams,
        dimensions=content.Dimensions(**dict(zip(_SIDES, sides, strict=True))) if sides else None,
        condition=content.USED if item.condition.upper() == _USED else content.NEW,
        days_to_ship=_days(item.pre_order),
        options=options_of(variants) if variants else (),
        variants=variants_of(item, variants, locks),
    )


_SIDES: Final = ("length", "width", "height")


def description_of(item: Item) -> str:
    """Return the description as plain text; of an extended one the texts, without its pictures."""
    info = item.description_info
    if item.description_type != EXTENDED or info is None or info.extended_description is None:
        return item.description
    texts = [field.text for field in info.extended_description.field_list if field.text]
    return "\n".join(texts) or item.description


def brand_name(item: Item) -> str:
    """Return the brand's name, nothing for no brand."""
    return item.brand.original_brand_name if item.brand and item.brand.brand_id != NO_BRAND else ""


def _attribute(row: ItemAttribute) -> content.AttributeValue:
    """Values of the list come first, so that their names are in the order of their ids."""
    values = sorted(row.attribute_value_list, key=lambda value: not value.value_id)
    return content.AttributeValue(
        attribute_id=row.attribute_id,
        name=row.original_attribute_name,
        value_ids=tuple(value.value_id for value in values if value.value_id),
        texts=tuple(
            value.original_value_name if value.value_id else as_date(value.original_value_name)
            for value in values
        ),
        unit=next((value.value_unit for value in values if value.value_unit), ""),
    )


def _images(image: ItemImage | None) -> tuple[content.Image, ...]:
    if image is None:
        return ()
    ids, urls = image.image_id_list, image.image_url_list
    longest = max(len(ids), len(urls))
    pairs = zip(_padded(ids, longest), _padded(urls, longest), strict=True)
    return tuple(content.Image(external_id=number, url=url) for number, url in pairs if number or url)


def _padded(texts: Sequence[str], length: int) -> list[str]:
    return [*texts, *[""] * (length - len(texts))]


def _days(pre_order: PreOrder | None) -> int | None:
    return pre_order.days_to_ship if pre_order and pre_order.is_pre_order else None


def options_of(variants: ModelList) -> tuple[content.Option, ...]:
    """Return the buyer's choices; an answer may have them in one form only, or the new one without ids."""
    plain = [
        content.Option(
            name=tier.name,
            values=tuple(option.option for option in tier.option_list),
            images=_option_images([option.image for option in tier.option_list]),
        )
        for tier in variants.tier_variation
    ]
    standard = [
        content.Option(
            name=tier.variation_name,
            values=tuple(option.variation_option_name for option in tier.variation_option_list),
            external_id=tier.variation_id,
            images=_option_images(
                [OptionImage(image_id=o.image_id, image_url=o.image_url) for o in tier.variation_option_list]
            ),
        )
        for tier in variants.standardise_tier_variation
    ]
    if len(plain) != len(standard):
        return tuple(plain or standard)
    return tuple(_merged(one, other) for one, other in zip(plain, standard, strict=True))


def _merged(plain: content.Option, standard: content.Option) -> content.Option:
    return content.Option(
        name=plain.name or standard.name,
        values=plain.values or standard.values,
        external_id=standard.external_id,
        images=plain.images or standard.images,
    )


def _option_images(images: Sequence[OptionImage | None]) -> tuple[content.Image, ...]:
    found = [
        content.Image(external_id=image.image_id, url=image.image_url) if image else content.Image()
        for image in images
    ]
    return tuple(found) if any(image.external_id or image.url for image in found) else ()


def variants_of(item: Item, variants: ModelList | None, locks: Locks) -> tuple[content.Variant, ...]:
    """Return the variants; an item without has one."""
    if variants is None:
        return (_only(item, locks),)
    options = options_of(variants)
    return tuple(_variant(model, options, locks) for model in variants.model)


def _only(item: Item, locks: Locks) -> content.Variant:
    return content.Variant(
        sku_id=NO_VARIANT,
        seller_sku=item.item_sku,
        barcode=_barcode(item.gtin_code),
        price=next((info.original_price for info in item.price_info), None),
        price_locked=bool(locks),
        price_locked_until=next(iter(locks.values()), None),
    )


def _variant(model: Model, options: Sequence[content.Option], locks: Locks) -> content.Variant:
    # A promotion without a model is one of the whole item.
    mark = model.model_id if model.model_id in locks else NO_VARIANT
    return content.Variant(
        sku_id=model.model_id,
        options=chosen(model, options),
        seller_sku=model.model_sku,
        barcode=_barcode(model.gtin_code),
        price=next((info.original_price for info in model.price_info), None),
        price_locked=mark in locks,
        price_locked_until=locks.get(mark),
    )


def chosen(model: Model, options: Sequence[content.Option]) -> tuple[str, ...]:
    """Return the texts that a variant's ``tier_index`` points to; it may be longer or point past the end."""
    return tuple(
        option.values[index]
        for option, index in zip(options, model.tier_index, strict=False)
        if 0 <= index < len(option.values)
    )


def _barcode(gtin: str) -> str:
    return "" if gtin == NO_GTIN else gtin
