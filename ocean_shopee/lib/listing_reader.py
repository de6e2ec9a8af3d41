"""Reads the items of a shop with everything they say, in as few calls as the platform allows.

One call tells 100 items of the list or 50 in detail. Only an item with variants costs a call of its own, and
promotions and violations are asked only of items that have some, 50 per call.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.arguments import batches
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, MarketplaceError, Rejected
from odoo.addons.ocean_marketplace_base.lib.halving import read_by_halves
from odoo.addons.ocean_marketplace_base.lib.schema import Listing, ListingStatus
from odoo.addons.ocean_marketplace_base.lib.times import moment_of

from .client.shopee_client import ShopeeClient
from .const import ITEM_BATCH
from .item_list import item_rows
from .mapping_listing import map_listing, outline

_logger = logging.getLogger(__name__)

ListingErrorHandler = Callable[[str, MarketplaceError], None]
Row = dict[str, Any]

UNKNOWN_ITEM: Final = frozenset({"error_item_not_found", "error_not_found", "common.error_not_found"})
_BANNED: Final = "BANNED"


class ListingReader:
    """Items of one shop.

    :param currency: the shop's, used where an item names none
    :param region: the shop's, for the addresses of the items' pages
    """

    def __init__(self, client: ShopeeClient, currency: str, region: str = ""):
        self._client = client
        self._currency = currency
        self._region = region

    def listings(
        self, on_error: ListingErrorHandler | None, known: Mapping[str, datetime]
    ) -> Iterator[Listing]:
        """Yield all items of the shop; see `platform.Reader.listings`."""
        changed: list[str] = []
        banned: list[str] = []
        for row in item_rows(self._client.product, self._client.clock.now()):
            listing = outline(row, moment_of(row.get("update_time")))
            if listing.raw_status == _BANNED:
                banned.append(listing.external_id)  # a ban need not count as a change of the item
            elif listing.status is ListingStatus.DELETED or _is_known(listing, known):
                yield listing
            else:
                changed.append(listing.external_id)
        # Banned ones together, so that few calls tell why.
        for batch in batches([*banned, *changed], ITEM_BATCH):
            yield from self._batch(batch, on_error)

    def read(self, external_ids: Iterable[str]) -> dict[str, Listing]:
        """Return the items that exist, by id."""
        found: dict[str, Listing] = {}
        for batch in batches(list(dict.fromkeys(external_ids)), ITEM_BATCH):
            found |= {listing.external_id: listing for listing in self._batch(batch, None)}
        return found

    def base_info(self, external_ids: Iterable[str]) -> list[Row]:
        """Return the rows of Shopee v2 get_item_base_info; ids that do not exist are left out."""
        ids = list(dict.fromkeys(external_ids))
        if not ids:
            return []
        rows, errors = read_by_halves(ids, self._client.product.get_item_base_info, UNKNOWN_ITEM)
        for error in errors.values():
            if error.code not in UNKNOWN_ITEM:
                raise error
        return rows

    def models(self, item: Mapping[str, Any]) -> Row | None:
        """Return the variants of an item, ``None`` for one without or one that is deleted."""
        if not item.get("has_model") or str(item.get("item_status") or "").endswith("DELETE"):
            return None
        return self._client.product.get_model_list(str(item.get("item_id")))

    def promotions(self, item_ids: Iterable[str]) -> dict[str, Row]:
        """Return the rows of Shopee v2 get_item_promotion by item id, as far as the platform tells them."""
        ids = list(item_ids)
        if not ids:
            return {}
        try:
            results = self._client.product.get_item_promotion(ids)
        except Rejected as error:
            _logger.warning("shop %s: promotions are not told: %s", self._client.shop_id, error)
            return {}
        return {result.key[0]: dict(result.data) for result in results if result.ok}

    def _batch(self, ids: Iterable[str], on_error: ListingErrorHandler | None) -> Iterator[Listing]:
        items = self.base_info(ids)
        promotions = self.promotions(_ids(items, lambda item: item.get("has_promotion")))
        violations = self._violations(_ids(items, _is_blamed))
        for item in items:
            number = str(item.get("item_id"))
            try:
                yield self._listing(item, promotions.get(number), violations.get(number))
            except (ContractChanged, Rejected) as error:
                if on_error is None:
                    raise
                on_error(number, error)

    def _violations(self, item_ids: list[str]) -> dict[str, Row]:
        if not item_ids:
            return {}
        try:
            rows = self._client.product.get_item_violation_info(item_ids)
        except Rejected as error:
            _logger.warning("shop %s: violations are not told: %s", self._client.shop_id, error)
            return {}
        return {str(row.get("item_id")): row for row in rows}

    def _listing(self, item: Row, promotions: Row | None, violations: Row | None) -> Listing:
        return map_listing(
            item,
            self.models(item),
            self._currency,
            promotions=promotions,
            violations=violations,
            region=self._region,
            shop_id=self._client.shop_id,
        )


def _is_known(listing: Listing, known: Mapping[str, datetime]) -> bool:
    seen = known.get(listing.external_id)
    return seen is not None and listing.updated_at is not None and listing.updated_at <= seen


def _is_blamed(item: Row) -> bool:
    return item.get("item_status") == _BANNED or bool(item.get("deboost"))


def _ids(items: Iterable[Row], wanted: Callable[[Row], Any]) -> list[str]:
    return [str(item.get("item_id")) for item in items if wanted(item)]
