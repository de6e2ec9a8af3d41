"""Quantities of Shopee's items in canonical form."""

from collections.abc import Mapping, Sequence

from odoo.addons.ocean_marketplace_base.lib.stock_keeper import StockLevel

from .mapping_content import Locks
from .mapping_parts import NO_VARIANT
from .payloads_item import Item, ModelList, Stock, StockPlace


def levels_of(item: Item, variants: ModelList | None, locks: Locks) -> list[StockLevel]:
    """Return the numbers of all variants of an item.

    :param variants: ``None`` for an item without variants
    :param locks: by ``model_id``, stock that campaigns have set apart, and until when
    """
    if variants is None:
        return [_level(item.item_id, NO_VARIANT, item.stock_info_v2, locks)]
    return [_level(item.item_id, model.model_id, model.stock_info_v2, locks) for model in variants.model]


def _level(item_id: str, sku_id: str, stock: Stock | None, locks: Locks) -> StockLevel:
    mark = sku_id if sku_id in locks else NO_VARIANT
    summary = stock.summary_info if stock else None
    return StockLevel(
        item_id=item_id,
        sku_id=sku_id,
        quantity=seller_quantity(stock),
        by_warehouse=_places(stock.seller_stock if stock else ()),
        campaign=summary.total_reserved_stock if summary else None,
        platform_held=_sum(stock.shopee_stock) if stock else None,
        locked=mark in locks,
        locked_until=locks.get(mark),
    )


def _places(rows: Sequence[StockPlace]) -> Mapping[str, int]:
    return {row.location_id: row.stock for row in rows if row.location_id and row.stock is not None}


def seller_quantity(stock: Stock | None) -> int | None:
    """Return what buyers can order of the seller's own stock, ``None`` where the platform does not tell."""
    if stock is None:
        return None
    if (own := _sum(stock.seller_stock)) is not None:
        return own
    return stock.summary_info.total_available_stock if stock.summary_info else None


def _sum(rows: Sequence[StockPlace]) -> int | None:
    known = [row.stock for row in rows if row.stock is not None]
    return sum(known) if known else None
