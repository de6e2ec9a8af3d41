"""The quantity side of one Shopee shop."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    AuthRevoked,
    ContractChanged,
    HostNotAllowed,
    MarketplaceError,
    Throttled,
)
from odoo.addons.ocean_marketplace_base.lib.fields import load
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult
from odoo.addons.ocean_marketplace_base.lib.stock_keeper import (
    StockChange,
    StockLevel,
    StockLimits,
    StockResult,
    Warehouse,
)
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from .client.product_stock import StockLevel as NewLevel
from .client.shopee_client import ShopeeClient
from .const import MODEL_BATCH, STOCK_MAX
from .listing_reader import ListingReader
from .mapping_content import Locks
from .mapping_listing import stock_locks_of
from .mapping_parts import NO_VARIANT
from .mapping_stock import levels_of
from .payloads_item import Item, ModelList
from .signing import App
from .warehouses import Places

# Nothing was sent after one of these, and the items that would follow end the same way.
_OF_THE_SHOP: Final = (AuthExpired, AuthRevoked, HostNotAllowed, Throttled)
_PROMOTION: Final = "promotion"
"""In the code and in the text of every refusal of a number that a campaign holds (Shopee v2 update_stock)."""
_ONLY: Final = Warehouse(external_id="", name="", is_default=True)


class ShopeeStockKeeper:
    """The `stock_keeper.StockKeeper` of one Shopee shop.

    One call sets all variants of one item, at most 50; the numbers are absolute. In a shop with several
    places the numbers of all places of a variant belong into one push.
    """

    limits: StockLimits = StockLimits(most=STOCK_MAX, skus_per_item=MODEL_BATCH)

    def __init__(self, client: ShopeeClient):
        self._client = client
        self._reader = ListingReader(client, "")

    @classmethod
    def connect(
        cls, app: App, transport: Transport, base_url: str, *, shop_id: str, access_token: str
    ) -> "ShopeeStockKeeper":
        """Return the keeper of a shop; nothing goes over the network yet."""
        return cls(ShopeeClient(app, transport, base_url, shop_id=shop_id, access_token=access_token))

    @cached_property
    def _places(self) -> Places:
        return Places(self._client.shop)

    def warehouses(self) -> tuple[Warehouse, ...]:
        """Return the shop's places; one without id and name where it has no several."""
        return self._places.all or (_ONLY,)

    def push(self, changes: Sequence[StockChange]) -> list[StockResult]:
        """Send numbers, one call per item and 50 variants; see `StockKeeper.push`."""
        by_item: dict[str, list[StockChange]] = {}
        for change in changes:
            by_item.setdefault(change.item_id, []).append(change)
        results: list[StockResult] = []
        failure: MarketplaceError | None = None
        for item_id, mine in by_item.items():
            if failure is None:
                try:
                    results += self._push_item(item_id, mine)
                    continue
                except _OF_THE_SHOP as error:
                    if not results:
                        raise
                    failure = error
                except MarketplaceError as error:
                    results += [_failed(change, error) for change in mine]
                    continue
            results += [_failed(change, failure) for change in mine]
        return self._with_ends(results)

    def _push_item(self, item_id: str, changes: Sequence[StockChange]) -> list[StockResult]:
        levels = [
            NewLevel(model_id=change.sku_id, stock=change.quantity, location_id=change.warehouse_id)
            for change in changes
        ]
        rows = self._client.product.update_stock(item_id, levels)
        return [stock_result(change, rows) for change in changes]

    def _with_ends(self, results: list[StockResult]) -> list[StockResult]:
        """Add until when campaigns hold the numbers that they hold; one call for 50 items."""
        held = dict.fromkeys(result.change.item_id for result in results if result.locked)
        if not held:
            return results
        ends = {number: stock_locks_of(row) for number, row in self._promotions(held).items()}
        return [_ending(result, ends.get(result.change.item_id, {})) for result in results]

    def _promotions(self, item_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        try:
            return self._reader.promotions(item_ids)
        except MarketplaceError:
            return {}  # the numbers are sent; when they can be sent again is only good to know

    def read(self, item_ids: Iterable[str]) -> list[StockLevel]:
        """Return the numbers of all variants: 50 items per call, and one more per item with variants.

        ``locked`` says that a campaign has set stock apart, below which the number cannot go.
        """
        items = self._reader.base_info(item_ids)
        promoted = [str(item.get("item_id")) for item in items if item.get("has_promotion")]
        promotions = self._reader.promotions(promoted)
        levels: list[StockLevel] = []
        for item in items:
            if str(item.get("item_status") or "").endswith("DELETE"):
                continue
            raw = self._reader.models(item)
            variants = load(ModelList, raw, "models") if raw is not None else None
            locks = stock_locks_of(promotions.get(str(item.get("item_id"))))
            levels += levels_of(load(Item, item, "item"), variants, locks)
        return levels


def stock_result(change: StockChange, rows: Sequence[RowResult]) -> StockResult:
    """Return what `rows` say of a change; with several places each may have a row of its own."""
    mine = [row for row in rows if row.key == (change.sku_id,)]
    exact = [row for row in mine if str(row.data.get("location_id") or "") == change.warehouse_id]
    failed = [row for row in mine if not row.ok]
    row = next(iter(failed or exact or mine), None)
    if row is None:
        return _failed(change, ContractChanged("the answer does not mention the variant"))
    if row.error is not None:
        return _failed(change, row.error)
    stock = row.data.get("stock")
    return StockResult(change=change, confirmed=stock if isinstance(stock, int) else None)


def _failed(change: StockChange, error: MarketplaceError) -> StockResult:
    locked = _PROMOTION in f"{error.code} {error.message}".lower()
    return StockResult(change=change, error=error, locked=locked, request_id=error.request_id)


def _ending(result: StockResult, ends: Locks) -> StockResult:
    if not result.locked:
        return result
    until = ends.get(result.change.sku_id) or ends.get(NO_VARIANT)
    return StockResult(
        change=result.change,
        error=result.error,
        locked=True,
        locked_until=until,
        request_id=result.request_id,
    )
