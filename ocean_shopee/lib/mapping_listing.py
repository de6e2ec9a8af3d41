"""Shopee's items and their variants in canonical form."""

from collections.abc import Sequence
from typing import Any

from odoo.addons.ocean_marketplace_base.lib import schema
from odoo.addons.ocean_marketplace_base.lib.fields import load

from .mapping_parts import NO_VARIANT, PLATFORM
from .payloads import Item, Model, ModelList, PriceInfo, Stock, Tier
from .status import listing_status


def map_listing(item: dict[str, Any], models: dict[str, Any] | None, currency: str) -> schema.Listing:
    """Return a listing.

    :param item: one element of ``item_list`` of Shopee v2 get_item_base_info
    :param models: ``response`` of Shopee v2 get_model_list; prices and stock of an item with variants are
        only there. Without it such an item has no skus.
    :param currency: the shop's, used where the item names none
    :raise ContractChanged: with the path of the field that is not as promised
    """
    data = load(Item, item, "item")
    variants = load(ModelList, models, "models") if models is not None else None
    if variants and variants.model:
        skus = tuple(_variant(model, variants.tier_variation) for model in variants.model)
        prices = variants.model[0].price_info
    else:
        skus = () if data.has_model else (_single(data),)
        prices = data.price_info
    return schema.Listing(
        platform=PLATFORM,
        external_id=data.item_id,
        name=data.item_name,
        status=listing_status(data.item_status),
        raw_status=data.item_status,
        seller_sku=data.item_sku,
        currency=next((price.currency for price in prices if price.currency), currency),
        updated_at=data.update_time,
        image_url=next((url for url in data.image.image_url_list if url), "") if data.image else "",
        skus=skus,
    )


def _single(item: Item) -> schema.ListingSku:
    return schema.ListingSku(
        sku_id=NO_VARIANT,
        seller_sku=item.item_sku,
        barcode=item.gtin_code,
        quantity=_quantity(item.stock_info_v2),
        **_price(item.price_info),
    )


def _variant(model: Model, tiers: Sequence[Tier]) -> schema.ListingSku:
    return schema.ListingSku(
        sku_id=model.model_id,
        seller_sku=model.model_sku,
        name=model.model_name or _name(model, tiers),
        barcode=model.gtin_code,
        quantity=_quantity(model.stock_info_v2),
        **_price(model.price_info),
    )


def _name(model: Model, tiers: Sequence[Tier]) -> str:
    """The chosen options, as Shopee writes them in orders: ``Merah,XL``."""
    options = [
        tier.option_list[index].option
        for tier, index in zip(tiers, model.tier_index, strict=False)  # either may be longer
        if 0 <= index < len(tier.option_list)
    ]
    return ",".join(option for option in options if option)


def _price(prices: Sequence[PriceInfo]) -> dict[str, Any]:
    known = (info.current_price if info.current_price is not None else info.original_price for info in prices)
    return {"price": next((price for price in known if price is not None), None)}


def _quantity(stock: Stock | None) -> int | None:
    """The number the shop shows; older answers have only the places."""
    if stock is None:
        return None
    if stock.summary_info and stock.summary_info.total_available_stock is not None:
        return stock.summary_info.total_available_stock
    places = [place.stock for place in (*stock.seller_stock, *stock.shopee_stock) if place.stock is not None]
    return sum(places) if places else None
