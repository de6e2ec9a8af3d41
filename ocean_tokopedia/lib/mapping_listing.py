"""The platform's products and their variants in canonical form.

Variants are products with ids of their own, and orders name them without their parent. So a SKU is known by
its product id, which is also what prices and stock are sent for.
"""

from collections.abc import Sequence
from typing import Any

from odoo.addons.ocean_marketplace_base.lib import schema

from .const import PLATFORM
from .fields import load
from .payloads_product import IDR, Child, Product, Selection, Variants
from .status import listing_status


def map_listing(product: dict[str, Any], variants: dict[str, Any] | None = None) -> schema.Listing:
    """Return a listing.

    :param product: one element of ``data`` of product/info (guide "get-product")
    :param variants: ``data`` of product/variant of a product that has some; without it such a product has no
        skus
    :raise ContractChanged: with the path of the field that is not as promised
    """
    data = load(Product, product, "product")
    family = load(Variants, variants, "variants") if variants is not None else None
    if family and family.children:
        skus = tuple(_variant(child, family.variant) for child in family.children)
    else:
        skus = () if is_parent(product) else (_single(data),)
    price = data.price
    return schema.Listing(
        platform=PLATFORM,
        external_id=data.basic.productID,
        name=data.basic.name,
        status=listing_status(data.basic.status),
        raw_status=str(data.basic.status),
        seller_sku=data.other.sku if data.other else "",
        currency="IDR",
        updated_at=data.basic.updateTimeUnix or (price.LastUpdateUnix if price else None),
        image_url=next((url for one in data.pictures if (url := one.OriginalURL or one.ThumbnailURL)), ""),
        skus=skus,
    )


def is_parent(product: dict[str, Any]) -> bool:
    """Return whether an element of product/info has variants, which are what can be ordered."""
    variant = product.get("variant")
    return isinstance(variant, dict) and bool(variant.get("isParent"))


def is_variant(product: dict[str, Any]) -> bool:
    """Return whether an element of product/info is a variant of another product."""
    variant = product.get("variant")
    return isinstance(variant, dict) and bool(variant.get("isVariant")) and not variant.get("isParent")


def _single(product: Product) -> schema.ListingSku:
    price, stock = product.price, product.stock
    rupiah = price and (price.value if price.currency == IDR and price.idr is None else price.idr)
    return schema.ListingSku(
        sku_id=product.basic.productID,
        seller_sku=product.other.sku if product.other else "",
        price=rupiah,
        quantity=stock.value if stock and stock.useStock else None,
    )


def _variant(child: Child, selections: Sequence[Selection]) -> schema.ListingSku:
    return schema.ListingSku(
        sku_id=child.product_id,
        seller_sku=child.sku,
        name=_name(child, selections),
        price=child.price,
        quantity=None if child.always_available else child.stock,
    )


def _name(child: Child, selections: Sequence[Selection]) -> str:
    """The chosen options, ``Hijau, All Size``; where they cannot be found, the variant's whole name."""
    values = {option.id: option.value for selection in selections for option in selection.option}
    chosen = [values.get(number, "") for number in child.option_ids]
    return ", ".join(value for value in chosen if value) or child.name
