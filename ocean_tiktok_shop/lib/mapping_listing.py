"""The shop's products and their variants in canonical form."""

from typing import Any

from odoo.addons.ocean_marketplace_base.lib import schema
from odoo.addons.ocean_marketplace_base.lib.fields import load

from .const import PLATFORM, TIKTOK_SHOP
from .mapping_content import content_of, ordered, price_of
from .mapping_notes import notes_of
from .payloads_product import Product, Sku
from .price_locks import PriceLocks
from .status import listing_status


def map_listing(
    product: dict[str, Any], currency: str = "", *, whole: bool | None = None, locks: PriceLocks | None = None
) -> schema.Listing:
    """Return a listing.

    :param product: ``data`` of "Get Product", or one element of ``products`` of "Search Products", which
        knows neither texts and pictures nor the names of variants and their barcodes
    :param currency: the shop's, used where no variant names one
    :param whole: whether `product` is a detail, so that the listing has ``content``; ``None`` to tell it by
        its description, which answers of a search do not have
    :param locks: the prices that promotions hold now
    :raise ContractChanged: with the path of the field that is not as promised
    """
    data = load(Product, product, "product")
    detailed = "description" in product if whole is None else whole
    currencies = (sku.price.currency for sku in data.skus if sku.price)
    return schema.Listing(
        platform=PLATFORM,
        external_id=data.id,
        name=data.title,
        status=listing_status(data.status),
        raw_status=data.status,
        seller_sku=data.skus[0].seller_sku if len(data.skus) == 1 else "",
        currency=next(filter(None, currencies), currency),
        updated_at=data.update_time,
        image_url=next((url for image in data.main_images for url in image.urls if url), ""),
        channels=_channels(data),
        channel_statuses={
            one.platform: (listing_status(one.status), one.status)
            for one in data.integrated_platform_statuses
            if one.platform
        },
        skus=tuple(_sku(data, sku) for sku in data.skus),
        content=content_of(data, locks or PriceLocks()) if detailed else None,
        notes=notes_of(data),
    )


def _channels(product: Product) -> tuple[str, ...]:
    """Return where a product is shown; empty outside Indonesia, where TikTok Shop is the only place.

    ``status`` is TikTok Shop's ("Get Product"). Pre-owned goods are for Tokopedia only ("Create Product").
    """
    others = tuple(
        one.platform
        for one in product.integrated_platform_statuses
        if one.platform and listing_status(one.status) is not schema.ListingStatus.DELETED
    )
    return others if product.is_pre_owned or not others else (TIKTOK_SHOP, *others)


def _sku(product: Product, sku: Sku) -> schema.ListingSku:
    values = [choice.value_name for choice in ordered(product, sku)]
    return schema.ListingSku(
        sku_id=sku.id,
        seller_sku=sku.seller_sku,
        name=", ".join(value for value in values if value),
        barcode=sku.identifier_code.code if sku.identifier_code else "",
        price=price_of(sku.price),
        quantity=_quantity(sku),
    )


def _quantity(sku: Sku) -> int | None:
    """Units in all warehouses; ``None`` if the platform told of none."""
    known = [place.quantity for place in sku.inventory if place.quantity is not None]
    return sum(known) if known else None
