"""The shop's products and their variants in canonical form."""

from decimal import Decimal
from typing import Any

from odoo.addons.ocean_marketplace_base.lib import schema
from odoo.addons.ocean_marketplace_base.lib.fields import load

from .const import PLATFORM, TIKTOK_SHOP
from .payloads import Product, Sku, SkuPrice
from .status import listing_status


def map_listing(product: dict[str, Any], currency: str = "") -> schema.Listing:
    """Return a listing.

    :param product: ``data`` of "Get Product", or one element of ``products`` of "Search Products", which
        knows neither the names of variants nor pictures and barcodes
    :param currency: the shop's, used where no variant names one
    :raise ContractChanged: with the path of the field that is not as promised
    """
    data = load(Product, product, "product")
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
        skus=tuple(_sku(sku) for sku in data.skus),
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


def _sku(sku: Sku) -> schema.ListingSku:
    return schema.ListingSku(
        sku_id=sku.id,
        seller_sku=sku.seller_sku,
        name=", ".join(choice.value_name for choice in sku.sales_attributes if choice.value_name),
        barcode=sku.identifier_code.code if sku.identifier_code else "",
        price=_price(sku.price),
        quantity=_quantity(sku),
    )


def _price(price: SkuPrice | None) -> Decimal | None:
    """What buyers see; shops whose prices include tax may show only the other one."""
    if price is None:
        return None
    return price.tax_exclusive_price if price.sale_price is None else price.sale_price


def _quantity(sku: Sku) -> int | None:
    """Units in all warehouses; ``None`` if the platform told of none."""
    known = [place.quantity for place in sku.inventory if place.quantity is not None]
    return sum(known) if known else None
