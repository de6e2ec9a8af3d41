"""Reads a shop in the terms of the base: pages of order numbers, batches of orders, listings."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.arguments import batches
from odoo.addons.ocean_marketplace_base.lib.errors import (
    ContractChanged,
    MarketplaceError,
    Rejected,
)
from odoo.addons.ocean_marketplace_base.lib.halving import read_by_halves
from odoo.addons.ocean_marketplace_base.lib.platform import OVERLAP, OrderPage, RawOrder
from odoo.addons.ocean_marketplace_base.lib.schema import Listing, ShopInfo
from odoo.addons.ocean_marketplace_base.lib.times import moment_of
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from .client.shopee_client import ShopeeClient
from .const import ESCROW_BATCH, ORDER_BATCH, ORDER_WINDOW, REGION_CURRENCY
from .errors import NOT_FOUND_CODES
from .listing_reader import ListingErrorHandler, ListingReader
from .signing import App

_logger = logging.getLogger(__name__)

_SECOND: Final = timedelta(seconds=1)
# Nobody has paid for these, so nothing is held in escrow.
_NEVER_PAID: Final = frozenset({"UNPAID"})
_MAYBE_PAID: Final = frozenset({"CANCELLED", "INVALID"})


class ShopeeReader:
    """The `platform.Reader` of one Shopee shop.

    An order's payload is ``{"order": row of get_order_detail, "escrow": get_escrow_detail or None}``.
    """

    order_window: timedelta = ORDER_WINDOW
    overlap: timedelta = OVERLAP
    order_batch: int = ORDER_BATCH

    def __init__(self, client: ShopeeClient):
        self._client = client

    @classmethod
    def connect(
        cls, app: App, transport: Transport, base_url: str, *, shop_id: str, access_token: str
    ) -> "ShopeeReader":
        """Return the reader of a shop; nothing goes over the network yet."""
        return cls(ShopeeClient(app, transport, base_url, shop_id=shop_id, access_token=access_token))

    def changed_orders(self, since: datetime, until: datetime, cursor: str = "") -> OrderPage:
        """Return one page of numbers of orders updated in ``since <= t <= until`` (at most 15 days).

        Statuses that the list cannot filter on are included, since it is read without a filter.
        """
        if isinstance(since, datetime) and since == until:
            since -= _SECOND  # the platform wants a window that is longer than zero
        page = self._client.order.get_order_list(since, until, cursor=cursor)
        numbers = [row.get("order_sn") for row in page["order_list"]]
        if not all(_is_number(number) for number in numbers):
            raise ContractChanged("an order without number", path="response.order_list")
        following = page["next_cursor"] if page["more"] else ""
        return OrderPage(external_ids=tuple(dict.fromkeys(numbers)), cursor=following)

    def read_orders(self, external_ids: Iterable[str]) -> list[RawOrder]:
        """Return one `RawOrder` per id: details by 50, escrow by 20.

        What goes wrong with some orders is an ``error`` of these orders; only failures that concern the whole
        shop (token, permission, host) are raised.
        """
        results: list[RawOrder] = []
        for batch in batches(list(dict.fromkeys(external_ids)), ORDER_BATCH):
            results += self._read_batch(batch)
        return results

    def listings(
        self,
        on_error: ListingErrorHandler | None = None,
        known: Mapping[str, datetime] | None = None,
    ) -> Iterator[Listing]:
        """Yield all listings of the shop, in every status.

        :param on_error: called with the item id and the failure for an item that cannot be mapped, which is
            then left out; without it such a failure is raised
        :param known: when each item changed last, as we know it; those that did not change since, and deleted
            ones, are yielded with what the list tells of them: id, status and time, ``name`` empty
        """
        info = self.shop_info()
        return ListingReader(self._client, info.currency, info.region).listings(on_error, known or {})

    def shop_info(self) -> ShopInfo:
        """Return the shop as the platform sees it, with the end of the authorization."""
        info = self._client.shop.get_shop_info()
        return ShopInfo(
            external_shop_id=self._client.shop_id,
            name=str(info.get("shop_name") or ""),
            region=info["region"],
            currency=REGION_CURRENCY.get(info["region"], ""),
            authorized_until=moment_of(info.get("expire_time")),
            status=str(info.get("status") or ""),
        )

    def _read_batch(self, numbers: list[str]) -> list[RawOrder]:
        details, errors = self._details(numbers)
        escrows, escrow_errors = self._escrows(
            [sn for sn, order in details.items() if may_have_escrow(order)]
        )
        errors |= escrow_errors
        return [_raw_order(sn, details.get(sn), escrows.get(sn), errors.get(sn)) for sn in numbers]

    def _details(self, numbers: list[str]) -> tuple[dict[str, dict], dict[str, MarketplaceError]]:
        found, errors = read_by_halves(numbers, self._client.order.get_order_detail, NOT_FOUND_CODES)
        return _by_number(found, numbers), errors

    def _escrows(self, numbers: list[str]) -> tuple[dict[str, dict], dict[str, MarketplaceError]]:
        """Return what there is of escrow. None yet is normal; the order is read without it."""
        found: list[Any] = []
        errors: dict[str, MarketplaceError] = {}
        for batch in batches(numbers, ESCROW_BATCH):
            try:
                rows, batch_errors = read_by_halves(
                    list(batch), self._client.payment.get_escrow_detail_batch, NOT_FOUND_CODES
                )
            except Rejected as error:
                # Sandboxes and some kinds of apps have no payment API at all.
                _logger.warning("shop %s: orders are read without escrow: %s", self._client.shop_id, error)
                continue
            found += rows
            errors |= {sn: error for sn, error in batch_errors.items() if not isinstance(error, Rejected)}
        return _by_number(found, numbers), errors


def may_have_escrow(order: Mapping[str, Any]) -> bool:
    """Say whether money of `order` (a row of get_order_detail) was or will be held by the platform."""
    status = order.get("order_status")
    if status in _NEVER_PAID:
        return False
    return status not in _MAYBE_PAID or bool(order.get("pay_time") or order.get("cod"))


def _by_number(rows: list[Any], numbers: list[str]) -> dict[str, dict]:
    """Return the rows by order number, without those that nobody asked for."""
    wanted = set(numbers)
    named = [(row.get("order_sn"), row) for row in rows if isinstance(row, dict)]
    return {number: row for number, row in named if _is_number(number) and number in wanted}


def _raw_order(
    number: str, order: dict | None, escrow: dict | None, error: MarketplaceError | None
) -> RawOrder:
    if error is None and order is None:
        error = Rejected("the platform does not know this order", code="error_not_found")
    if error is not None:
        return RawOrder(external_id=number, error=error)
    return RawOrder(external_id=number, payload={"order": order, "escrow": escrow})


def _is_number(value: object) -> bool:
    return isinstance(value, str) and bool(value)
