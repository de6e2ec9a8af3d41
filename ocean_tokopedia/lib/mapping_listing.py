"""The platform's products and their variants in canonical form."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from odoo.addons.ocean_marketplace_base.lib import schema

from .const import PLATFORM
from .family import Family, child_price_now, family_of, price_now, quantity_of
from .mapping_content import content_of
from .payloads_product import Child, Product, Selection
from .status import listing_status
from .times import Frame


def map_listing(
    product: Mapping[str, Any],
    variants: Mapping[str, Any] | None = None,
    members: Iterable[Mapping[str, Any]] = (),
    frame: Frame = Frame.UTC,
) -> schema.Listing:
    """Return a listing with its content.

    :param product: one element of ``data`` of product/info (guide "get-product")
    :param variants: ``data`` of product/variant of a product that has some; without it such a product has no
        variants in its content, and no skus unless `members` are given
    :param members: elements of product/info of its variants: they know their prices outside of campaigns
    :raise ContractChanged: with the path of the field that is not as promised
    """
    return listing_of(family_of(product, variants, members, frame))


def listing_of(family: Family, *, with_content: bool = True) -> schema.Listing:
    """Return the listing of a product and what was read with it; without content its outline."""
    product = family.product
    return schema.Listing(
        platform=PLATFORM,
        external_id=product.basic.productID,
        name=product.basic.name,
        status=listing_status(product.basic.status),
        raw_status=str(product.basic.status),
        seller_sku=product.other.sku if product.other else "",
        currency="IDR",
        updated_at=family.changed_at,
        image_url=next((url for one in product.pictures if (url := one.OriginalURL or one.ThumbnailURL)), ""),
        skus=_skus(family),
        content=content_of(family) if with_content else None,
        url=product.other.url if product.other else "",
    )


def _skus(family: Family) -> tuple[schema.ListingSku, ...]:
    if family.variants and family.children:
        return tuple(_variant(child, family.variants.variant) for child in family.children)
    if family.has_variants:
        return tuple(
            _single(family.members[number]) for number in family.child_ids if number in family.members
        )
    return (_single(family.product),)


def _single(product: Product) -> schema.ListingSku:
    is_child = bool(product.variant and product.variant.isVariant)
    return schema.ListingSku(
        sku_id=product.basic.productID,
        seller_sku=product.other.sku if product.other else "",
        name=product.basic.name if is_child else "",
        price=price_now(product),
        quantity=quantity_of(product),
    )


def _variant(child: Child, selections: Sequence[Selection]) -> schema.ListingSku:
    return schema.ListingSku(
        sku_id=child.product_id,
        seller_sku=child.sku,
        name=_name(child, selections),
        price=child_price_now(child),
        quantity=None if child.always_available else child.stock,
    )


def _name(child: Child, selections: Sequence[Selection]) -> str:
    """The chosen options, ``Hijau, All Size``; where they cannot be found, the variant's whole name."""
    values = {option.id: option.value for selection in selections for option in selection.option}
    chosen = [values.get(number, "") for number in child.option_ids]
    return ", ".join(value for value in chosen if value) or child.name
