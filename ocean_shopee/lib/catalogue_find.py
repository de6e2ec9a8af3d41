"""Finds items by seller SKU."""

from collections.abc import Iterable, Mapping
from typing import Any

from .client.product import ProductApi
from .listing_reader import ListingReader

Row = dict[str, Any]


class ItemFinder:
    """Looks for items of one shop that are not deleted.

    Whether the search compares the seller SKUs of variants too is not documented, and it may find parts of
    words; so every hit is read and compared. What was read is not searched for again: all seller SKUs of one
    item take one search.
    """

    def __init__(self, product: ProductApi, reader: ListingReader):
        self._product = product
        self._reader = reader
        self._skus: dict[str, frozenset[str]] = {}

    def find(self, seller_skus: Iterable[str]) -> dict[str, str]:
        """Return {seller SKU: item id}; of several items with the same seller SKU the oldest one read."""
        found: dict[str, str] = {}
        for sku in dict.fromkeys(sku for sku in seller_skus if sku):
            owners = self._owners(sku) or self._search(sku)
            if owners:
                found[sku] = min(owners, key=int)
        return found

    def _owners(self, sku: str) -> list[str]:
        return [number for number, skus in self._skus.items() if sku in skus]

    def _search(self, sku: str) -> list[str]:
        hits = set(self._product.iter_search_item(item_sku=sku)) - set(self._skus)
        rows = self._reader.base_info(sorted(hits))
        self._skus |= {str(row.get("item_id")): self._skus_of(row) for row in rows}
        return self._owners(sku)

    def _skus_of(self, item: Row) -> frozenset[str]:
        if str(item.get("item_status") or "").endswith("DELETE"):
            return frozenset()
        models = self._reader.models(item) or {}
        rows: Iterable[Mapping[str, Any]] = models.get("model") or ()
        own = (str(row.get("model_sku") or "").strip() for row in rows)
        return frozenset({str(item.get("item_sku") or "").strip(), *own} - {""})
