"""What a product says, in canonical form.

The API tells neither brands nor which attributes ("annotations") were chosen: both stay empty. Wholesale
prices and showcases are not content; they stay as they are because edits do not name them.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Final

from odoo.addons.ocean_marketplace_base.lib.content import (
    NEW,
    USED,
    Content,
    Dimensions,
    Image,
    Option,
    Variant,
)

from .family import (
    Family,
    campaign_ends,
    child_normal_price,
    child_on_campaign,
    normal_price,
    on_campaign,
    quantity_of,
)
from .payloads_product import DAY, KILOGRAM, Child, Preorder, Product, Selection, Volume, Weight
from .payloads_product import USED as USED_CODE

_GRAMS: Final = 1000


def content_of(family: Family) -> Content:
    """Return everything that a product says; without its variants where they were not read."""
    product = family.product
    selections = family.variants.variant if family.variants else []
    main = [one.OriginalURL for one in product.pictures]
    return Content(
        name=product.basic.name,
        description=product.basic.shortDesc,
        category_id=product.basic.childCategoryID,
        images=tuple(
            Image(external_id=one.picID, url=one.OriginalURL or one.ThumbnailURL) for one in product.pictures
        ),
        weight=_grams(product.weight),
        dimensions=_dimensions(product.volume),
        condition=USED if product.basic.condition == USED_CODE else NEW,
        days_to_ship=_days(product.preorder),
        options=tuple(
            _option(selection, _option_images(selection, family.children, main) if not place else ())
            for place, selection in enumerate(selections)
        ),
        variants=_variants(family, selections),
    )


def _grams(weight: Weight | None) -> int | None:
    if weight is None or not weight.value:
        return None
    return int(weight.value * (_GRAMS if weight.unit == KILOGRAM else 1))


def _dimensions(volume: Volume | None) -> Dimensions | None:
    sides = (volume.length, volume.width, volume.height) if volume else ()
    if not sides or not all(sides):
        return None
    length, width, height = (side or Decimal(0) for side in sides)
    return Dimensions(length=length, width=width, height=height)


def _days(preorder: Preorder | None) -> int | None:
    """Return the days of a preorder; without one the platform's usual time to ship holds."""
    if preorder is None:
        return None
    return preorder.day or (preorder.duration if preorder.unit == DAY else None) or None


def _option(selection: Selection, images: tuple[Image, ...]) -> Option:
    return Option(
        name=selection.name or selection.identifier,
        values=tuple(option.value for option in selection.option),
        external_id=selection.identifier,
        images=images,
    )


def _option_images(
    selection: Selection, children: tuple[Child, ...], main: Collection[str]
) -> tuple[Image, ...]:
    """Return one picture per value, of the first variant with it; none unless every value has one.

    A variant without a picture of its own shows one of the product's, `main`.
    """
    urls = []
    for option in selection.option:
        mine = (child.picture for child in children if option.id in child.option_ids and child.picture)
        urls.append(next((picture.original for picture in mine if picture.original), ""))
    return () if not all(urls) or set(urls) <= set(main) else tuple(Image(url=url) for url in urls)


def _variants(family: Family, selections: list[Selection]) -> tuple[Variant, ...]:
    if family.children:
        values = [{option.id: option.value for option in selection.option} for selection in selections]
        return tuple(
            _variant(child, family.members.get(child.product_id), values) for child in family.children
        )
    return () if family.has_variants else (_single(family.product),)


def _single(product: Product) -> Variant:
    return Variant(
        sku_id=product.basic.productID,
        seller_sku=product.other.sku if product.other else "",
        price=normal_price(product),
        quantity=quantity_of(product),
        price_locked=on_campaign(product),
        price_locked_until=campaign_ends(product),
    )


def _variant(child: Child, member: Product | None, values: list[Mapping[str, str]]) -> Variant:
    return Variant(
        sku_id=child.product_id,
        options=tuple(
            next((names[number] for number in child.option_ids if number in names), "") for names in values
        ),
        seller_sku=child.sku,
        price=child_normal_price(child, member),
        quantity=None if child.always_available else child.stock,
        price_locked=child_on_campaign(child, member),
        price_locked_until=campaign_ends(member) if member else None,
    )
