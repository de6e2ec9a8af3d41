"""Shopee's items and their variants in canonical form."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib import schema
from odoo.addons.ocean_marketplace_base.lib.fields import load

from .mapping_content import NO_GTIN, Locks, chosen, content_of, options_of
from .mapping_parts import NO_VARIANT, PLATFORM
from .payloads_item import (
    Item,
    ItemPromotion,
    Model,
    ModelList,
    PriceInfo,
    Promotions,
    Stock,
    ViolationDetail,
    Violations,
)
from .status import listing_status

_SITES: Final[Mapping[str, str]] = {
    "ID": "shopee.co.id",
    "SG": "shopee.sg",
    "MY": "shopee.com.my",
    "TH": "shopee.co.th",
    "TW": "shopee.tw",
    "PH": "shopee.ph",
    "VN": "shopee.vn",
    "BR": "shopee.com.br",
    "MX": "shopee.com.mx",
    "CO": "shopee.com.co",
    "CL": "shopee.cl",
    "PL": "shopee.pl",
}
# Kinds of Shopee v2 get_item_promotion (data definition "PromotionType") that leave the item's own price
# alone: they give something to buyers of several units or of other items, or a price to some buyers only.
# Of every other kind, also one that is new, the reference says that it locks the price (update_price).
_FREE: Final = frozenset(
    {
        "whole sale",
        "bundle deal",
        "add-on discount",
        "gift with purchase",
        "welcome package",
        "exclusive price",
    }
)
_OVER: Final = frozenset({"expired", "ended"})


def map_listing(
    item: dict[str, Any],
    models: dict[str, Any] | None,
    currency: str,
    *,
    promotions: Mapping[str, Any] | None = None,
    violations: Mapping[str, Any] | None = None,
    region: str = "",
    shop_id: str = "",
) -> schema.Listing:
    """Return a listing with its content.

    :param item: one element of ``item_list`` of Shopee v2 get_item_base_info
    :param models: ``response`` of Shopee v2 get_model_list; prices and stock of an item with variants are
        only there. Without it such an item has neither skus nor content.
    :param currency: the shop's, used where the item names none
    :param promotions: row of Shopee v2 get_item_promotion, ``None`` when it was not asked
    :param violations: row of Shopee v2 get_item_violation_info, ``None`` when it was not asked
    :param region, shop_id: for the address of the item's page
    :raise ContractChanged: with the path of the field that is not as promised
    """
    data = load(Item, item, "item")
    variants = load(ModelList, models, "models") if models is not None else None
    if variants is not None and not variants.model:
        variants = None
    partial = data.has_model and variants is None
    locks = locks_of(promotions)
    prices = variants.model[0].price_info if variants else data.price_info
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
        skus=() if partial else skus_of(data, variants),
        content=None if partial else content_of(data, variants, locks),
        notes=notes_of(violations),
        url=page_url(region, shop_id, data.item_id),
    )


def outline(row: Mapping[str, Any], updated_at: datetime | None) -> schema.Listing:
    """Return what a row of Shopee v2 get_item_list tells: id, status and time, but not even the name."""
    raw = str(row.get("item_status") or "")
    return schema.Listing(
        platform=PLATFORM,
        external_id=str(row.get("item_id")),
        name="",
        status=listing_status(raw),
        raw_status=raw,
        updated_at=updated_at,
    )


def locks_of(promotions: Mapping[str, Any] | None) -> Locks:
    """Return which prices campaigns hold, now or soon, and until when, by ``model_id`` (``0``: all)."""
    return _ends(row for row in running(promotions) if row.promotion_type.lower() not in _FREE)


def stock_locks_of(promotions: Mapping[str, Any] | None) -> Locks:
    """Return for which variants campaigns have set stock apart, and until when, by ``model_id``."""
    stocks = ((row, row.promotion_stock_info_v2) for row in running(promotions))
    return _ends(row for row, stock in stocks if stock and stock.reserved)


def running(promotions: Mapping[str, Any] | None) -> list[ItemPromotion]:
    """Return the promotions of an item that run or will run."""
    rows = load(Promotions, dict(promotions or {}), "promotions").promotion
    return [row for row in rows if row.promotion_staging.lower() not in _OVER]


def _ends(rows: Any) -> Locks:
    ends: dict[str, datetime | None] = {}
    for row in rows:
        mark = row.model_id or NO_VARIANT
        known = [end for end in (ends.get(mark), row.end_time) if end is not None]
        ends[mark] = max(known, default=None)
    return ends


def notes_of(violations: Mapping[str, Any] | None) -> tuple[schema.ReviewNote, ...]:
    """Return why an item is banned or shown less, in the platform's words."""
    if not violations or violations.get("fail_error"):
        return ()
    data = load(Violations, dict(violations), "violations")
    return tuple(map(_note, (*data.item_status_details, *data.deboost_details)))


def _note(detail: ViolationDetail) -> schema.ReviewNote:
    return schema.ReviewNote(
        text=detail.violation_reason or detail.violation_type,
        code=detail.violation_type,
        advice=detail.suggestion,
    )


def page_url(region: str, shop_id: str, item_id: str) -> str:
    """Return the address of the item's page for buyers, nothing where the market's site is not known."""
    site = _SITES.get(region.upper())
    return f"https://{site}/product/{shop_id}/{item_id}" if site and shop_id else ""


def skus_of(item: Item, variants: ModelList | None) -> tuple[schema.ListingSku, ...]:
    """Return the variants as they are sold now; an item without has one."""
    if variants is None:
        return (_single(item),)
    return tuple(_variant(model, variants) for model in variants.model)


def _single(item: Item) -> schema.ListingSku:
    return schema.ListingSku(
        sku_id=NO_VARIANT,
        seller_sku=item.item_sku,
        barcode="" if item.gtin_code == NO_GTIN else item.gtin_code,
        quantity=_quantity(item.stock_info_v2),
        **_price(item.price_info),
    )


def _variant(model: Model, variants: ModelList) -> schema.ListingSku:
    # Shopee writes the chosen options in orders like this: ``Merah,XL``.
    texts = chosen(model, options_of(variants))
    return schema.ListingSku(
        sku_id=model.model_id,
        seller_sku=model.model_sku,
        name=model.model_name or ",".join(text for text in texts if text),
        barcode="" if model.gtin_code == NO_GTIN else model.gtin_code,
        quantity=_quantity(model.stock_info_v2),
        **_price(model.price_info),
    )


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
