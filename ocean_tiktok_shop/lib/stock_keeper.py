"""Quantities of one shop in the terms of the base (`stock_keeper.StockKeeper`)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.arguments import batches
from odoo.addons.ocean_marketplace_base.lib.errors import (
    InvalidRequest,
    MarketplaceError,
    Rejected,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.halving import read_by_halves
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult
from odoo.addons.ocean_marketplace_base.lib.stock_keeper import (
    StockChange,
    StockLevel,
    StockLimits,
    StockResult,
    Warehouse,
)

from . import refusals
from .client.tiktok_shop_client import TikTokShopClient
from .const import INVENTORY_PRODUCTS, PRODUCT_SKUS
from .fields import records
from .markets import STOCK_MOST
from .places import warehouses_of

# "wrong product id", "a SKU without valid warehouse": about one product, but the whole call is refused.
_SPOILED_READ: Final = frozenset({"12019008", "12019022", *refusals.NOT_THERE})
_NOT_SENT: Final = "not sent after the failure of an earlier call"

Counts = Mapping[str, Mapping[str, int]]
"""Units by SKU id and warehouse id."""


class TikTokStockKeeper:
    """Quantity side of one shop; see `stock_keeper.StockKeeper`.

    What is set is the number of units that can be sold, those that promotions have set apart included; fewer
    than these are refused. Bundles (combined products) have no quantity of their own.
    """

    limits: StockLimits = StockLimits(most=STOCK_MOST, least=0, items_per_call=1, skus_per_item=PRODUCT_SKUS)

    def __init__(self, client: TikTokShopClient):
        self._client = client

    def warehouses(self) -> tuple[Warehouse, ...]:
        """See `stock_keeper.StockKeeper`. Places for returns alone are left out."""
        return self._places

    @cached_property
    def _places(self) -> tuple[Warehouse, ...]:
        return warehouses_of(self._client.logistics.get_warehouse_list())

    def push(self, changes: Sequence[StockChange]) -> list[StockResult]:
        """See `stock_keeper.StockKeeper`. One call for each product.

        The platform wants all warehouses of a SKU named. If it misses some, they are read, and named with
        what they have.
        """
        good = [change for change in changes if 0 <= change.quantity <= self.limits.most]
        wrong = InvalidRequest(f"a quantity from 0 to {self.limits.most} is needed")
        results = [StockResult(change=one, error=wrong) for one in changes if one not in good]
        items: dict[str, list[StockChange]] = {}
        for change in good:
            items.setdefault(change.item_id, []).append(change)
        for sent, (number, own) in enumerate(items.items()):
            try:
                results += self._push_item(number, own)
            except Rejected as error:
                if not _is_of_item(error):
                    return self._given_up(results, items, sent, error)
                results += _failed(own, error)
            except MarketplaceError as error:
                return self._given_up(results, items, sent, error)
        return results

    def _given_up(
        self,
        results: list[StockResult],
        items: Mapping[str, list[StockChange]],
        sent: int,
        error: MarketplaceError,
    ) -> list[StockResult]:
        """Return the results with those of what was not sent; a lost answer is about one product alone.

        :raise MarketplaceError: `error`, if nothing was sent before it
        """
        if sent == 0 and not isinstance(error, Transient):
            raise error
        rest = list(items.values())[sent:]
        later = Transient(_NOT_SENT) if isinstance(error, Transient) else error
        results += _failed(rest[0], error)
        return results + [one for own in rest[1:] for one in _failed(own, later)]

    def _push_item(self, number: str, changes: Sequence[StockChange]) -> list[StockResult]:
        counts = _counts(changes)
        rows = self._send(number, counts)
        missing = [row.key[0] for row in rows if _code(row) in refusals.WAREHOUSES_MISSING]
        if missing:
            again = self._completed(number, {sku: counts[sku] for sku in missing if sku in counts})
            if again:
                rows = [row for row in rows if row.key[0] not in again] + self._send(number, again)
        by_sku = {row.key[0]: row for row in rows if row.error}
        # A row that names no SKU may be about any of them.
        stranger = by_sku.get("")
        return [_result(change, by_sku.get(change.sku_id, stranger)) for change in changes]

    def _send(self, number: str, counts: Counts) -> list[RowResult]:
        body: list[Any] = [{"id": sku, "inventory": _places_of(places)} for sku, places in counts.items()]
        return self._client.inventory.update_inventory(number, body)

    def _completed(self, number: str, counts: Counts) -> Counts:
        """Return `counts` with the other own warehouses of each SKU, as they are; only what gets more."""
        own = {place.external_id for place in self._places}
        found: dict[str, Mapping[str, int]] = {}
        for row in self._client.inventory.search_inventory(product_ids=[number]):
            for sku in records(row.get("skus")):
                wanted = counts.get(str(sku.get("id")))
                held = {place: count for place, count in _available(sku).items() if place in own}
                if wanted and "" not in wanted and held.keys() - wanted.keys():
                    found[str(sku["id"])] = {**held, **wanted}
        return found

    def read(self, item_ids: Iterable[str]) -> list[StockLevel]:
        """See `stock_keeper.StockKeeper`. A call for each 100 products."""
        levels: list[StockLevel] = []
        own = {place.external_id for place in self._places}
        for batch in batches(list(dict.fromkeys(item_ids)), INVENTORY_PRODUCTS):
            rows, errors = read_by_halves(
                list(batch),
                lambda ids: self._client.inventory.search_inventory(product_ids=ids),
                _SPOILED_READ,
            )
            for error in errors.values():
                if not isinstance(error, Rejected):
                    raise error
            for row in rows:
                levels += [_level(str(row.get("product_id")), sku, own) for sku in records(row.get("skus"))]
        return levels


def _counts(changes: Sequence[StockChange]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for change in changes:
        counts.setdefault(change.sku_id, {})[change.warehouse_id] = change.quantity
    return counts


def _places_of(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        {"quantity": count, **({"warehouse_id": place} if place else {})} for place, count in counts.items()
    ]


def _code(row: RowResult) -> str:
    error = refusals.reason_of(row)
    return error.code if error else ""


def _is_of_item(error: Rejected) -> bool:
    """Return whether a refusal is about the product: codes of products are 12…; others are of the gateway."""
    return error.code.startswith("12") and error.code not in refusals.SHOP_CLOSED


def _failed(changes: Iterable[StockChange], error: MarketplaceError) -> list[StockResult]:
    locked = error.code == refusals.STOCK_LOCKED
    return [
        StockResult(change=change, error=error, locked=locked, request_id=error.request_id)
        for change in changes
    ]


def _result(change: StockChange, row: RowResult | None) -> StockResult:
    """Return what became of a change; `row` is its error row, if there is one."""
    error = refusals.reason_of(row) if row else None
    return StockResult(change=change) if error is None else _failed([change], error)[0]


def _available(sku: Mapping[str, Any]) -> dict[str, int]:
    return {
        str(place["warehouse_id"]): int(place.get("available_quantity") or 0)
        for place in records(sku.get("warehouse_inventory"))
        if place.get("warehouse_id")
    }


def _level(item_id: str, sku: Mapping[str, Any], own: Collection[str]) -> StockLevel:
    """Return what the platform has of a SKU; what is in none of the shop's warehouses is the platform's."""
    places = _available(sku)
    mine = {place: count for place, count in places.items() if place in own}
    held = sum(count for place, count in places.items() if place not in own)
    total = sku.get("total_available_quantity")
    spread = sku.get("total_available_inventory_distribution") or {}
    apart = [*records(spread.get("campaign_inventory")), *records(spread.get("creator_inventory"))]
    reserved = sku.get("total_committed_quantity")
    return StockLevel(
        item_id=item_id,
        sku_id=str(sku.get("id")),
        quantity=sum(mine.values()) if places else None if total is None else int(total),
        by_warehouse=mine,
        campaign=sum(int(one.get("quantity") or 0) for one in apart),
        reserved=None if reserved is None else int(reserved),
        platform_held=held if places else None,
    )
