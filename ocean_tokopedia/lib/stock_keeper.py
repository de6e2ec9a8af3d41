"""The quantities of a shop of the Open API in the terms of the base."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.errors import (
    InvalidRequest,
    MarketplaceError,
    Rejected,
)
from odoo.addons.ocean_marketplace_base.lib.stock_keeper import (
    StockChange,
    StockLevel,
    StockLimits,
    StockResult,
    Warehouse,
)

from .client.stock import Change
from .client.tokopedia_client import TokopediaClient
from .errors import concerns_the_shop
from .family import Family, campaign_ends, family_of, on_campaign
from .limits import STOCK_LIMITS
from .listings import ListingReader
from .payloads_product import Product
from .times import Frame

_OPEN: Final = 1
"""``status`` of a warehouse in use (guide "get-shop-info")."""


class TokopediaStockKeeper:
    """The `stock_keeper.StockKeeper` of one shop.

    Quantities are set so that the status of items stays (``bypass_update_product_status``): 0 does not hide
    them, and more than 0 does not show what is hidden. What campaigns have set apart is told beside them.
    """

    limits: StockLimits = STOCK_LIMITS

    def __init__(self, client: TokopediaClient, frame: Frame = Frame.UTC):
        self._client = client
        self._frame = frame
        self._listings = ListingReader(client, frame)

    def warehouses(self) -> tuple[Warehouse, ...]:
        """Return the warehouses of the shop that are in use."""
        rows = self._client.shop.get_info().get("warehouses") or []
        return tuple(_warehouse(row) for row in rows if row.get("status", _OPEN) == _OPEN)

    def push(self, changes: Sequence[StockChange]) -> list[StockResult]:
        """Send numbers, 100 per call and warehouse; see `StockKeeper.push`."""
        results = [
            StockResult(change=change, error=InvalidRequest(f"quantity: {change.quantity} is out of range"))
            for change in changes
            if not self.limits.least <= change.quantity <= self.limits.most
        ]
        wrong = {id(result.change) for result in results}
        places: dict[str, list[StockChange]] = {}
        for change in changes:
            if id(change) not in wrong:
                places.setdefault(change.warehouse_id, []).append(change)
        for place, (warehouse_id, rows) in enumerate(places.items()):
            results += self._push(warehouse_id, rows, first=not place)
        return self._with_locks(results)

    def read(self, item_ids: Iterable[str]) -> list[StockLevel]:
        """Return the numbers of all variants of items; items that do not exist are left out."""
        items = [family_of(row, frame=self._frame) for row in self._listings.rows(item_ids).values()]
        numbers = [number for item in items for number in item.child_ids]
        children = self._products(numbers) if numbers else {}
        return [level for item in items for level in self._levels(item, children)]

    def _push(self, warehouse_id: str, changes: list[StockChange], *, first: bool) -> list[StockResult]:
        rows = [Change(value=change.quantity, product_id=change.sku_id) for change in changes]
        try:
            result = self._client.stock.update_stock(rows, warehouse_id=warehouse_id, keep_status=True)
        except MarketplaceError as error:
            if first and concerns_the_shop(error):
                raise
            return [StockResult(change=change, error=error) for change in changes]
        errors = {failure.key: failure.error for failure in result.failed}
        return [StockResult(change=change, error=errors.get(change.sku_id)) for change in changes]

    def _with_locks(self, results: list[StockResult]) -> list[StockResult]:
        """Find out of refused numbers whether a campaign holds them: refusals say it in words only."""
        refused = [result.change.sku_id for result in results if isinstance(result.error, Rejected)]
        if not refused:
            return results
        try:
            products = self._products(refused)
        except MarketplaceError:
            return results  # why is not known; that it was refused is
        return [_locked(result, products.get(result.change.sku_id)) for result in results]

    def _products(self, numbers: Sequence[str]) -> dict[str, Product]:
        rows: Mapping[str, dict[str, Any]] = self._listings.rows(numbers)
        return {number: family_of(row, frame=self._frame).product for number, row in rows.items()}

    def _levels(self, item: Family, children: Mapping[str, Product]) -> list[StockLevel]:
        number = item.product.basic.productID
        if not item.has_variants:
            return [_level(number, item.product)]
        numbers = item.child_ids or self._untold_children(number)
        missing = [child for child in numbers if child not in children]
        found = dict(children) | (self._products(missing) if missing else {})
        return [_level(number, found[child]) for child in numbers if child in found]

    def _untold_children(self, number: str) -> tuple[str, ...]:
        """Some answers leave the ids of variants out."""
        children = self._client.product.get_variants(number)["children"] or []
        return tuple(str(row.get("product_id")) for row in children)


def _warehouse(row: Mapping[str, Any]) -> Warehouse:
    # Spelt "warehose_type" in the documentation and "wh_type" live.
    kind = row.get("wh_type") or row.get("warehose_type") or row.get("warehouse_type")
    return Warehouse(
        external_id=str(row.get("warehouse_id") or ""),
        name=str(row.get("warehouse_name") or ""),
        kind=str(kind or ""),
        is_default=bool(row.get("is_default")),
        address=str(row.get("address_detail") or ""),
    )


def _level(item_id: str, product: Product) -> StockLevel:
    reserve = product.reserve_stock
    return StockLevel(
        item_id=item_id,
        sku_id=product.basic.productID,
        quantity=_own_quantity(product),
        by_warehouse={
            place.warehouseID: place.stock.value
            for place in product.warehouses
            if place.stock and place.stock.useStock and place.stock.value is not None
        },
        campaign=reserve,
        locked=bool(reserve),
        locked_until=campaign_ends(product) if reserve else None,
    )


def _own_quantity(product: Product) -> int | None:
    """Return what is for sale outside of campaigns; ``stock.value`` counts their reserve, too."""
    stock = product.stock
    if stock is None or not stock.useStock:
        return None
    if product.main_stock is not None:
        return product.main_stock
    return None if stock.value is None else max(0, stock.value - (product.reserve_stock or 0))


def _locked(result: StockResult, product: Product | None) -> StockResult:
    held = product is not None and (product.reserve_stock or on_campaign(product))
    if product is None or not held or not isinstance(result.error, Rejected):
        return result
    return StockResult(
        change=result.change,
        error=result.error,
        locked=True,
        locked_until=campaign_ends(product),
        request_id=result.request_id,
    )
