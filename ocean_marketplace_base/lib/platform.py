"""What the base asks of a platform addon's pure code.

A *reader* does the HTTP of one storefront. It is built by the adapter from plain data, holds no record and no
cursor, and may be used from several threads at once. The adapter (`ocean.platform.*`) is the thin Odoo side.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import simplejson

from .errors import MarketplaceError
from .schema import Listing, Order, ShopInfo


@dataclass(frozen=True, kw_only=True)
class OrderPage:
    """One page of a change list. ``cursor`` continues after it, ``""`` on the last page.

    ``raw_statuses`` is only for platforms whose list cannot tell what changed: the status of each order, as
    its `schema.Order.raw_status` will say. An order that we know in this status is not read again.
    """

    external_ids: tuple[str, ...]
    cursor: str
    raw_statuses: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RawOrder:
    """What the platform said of one order: exactly one of ``payload`` and ``error`` is set.

    ``payload`` is the platform's data as parsed JSON (numbers as ``Decimal``), in the shape that the
    platform's ``map_order`` takes. Dump it with :func:`dump_payload` to store it.
    """

    external_id: str
    payload: dict | None = None
    error: MarketplaceError | None = None


OVERLAP = timedelta(minutes=5)
"""A change may show in a platform's list a little late."""


class Reader(Protocol):
    """Read side of one storefront."""

    order_window: timedelta
    """Longest window the platform lets one ask for changed orders."""
    overlap: timedelta
    """How far before the end of the last window the next one begins; mostly `OVERLAP`."""
    order_batch: int
    """Most orders in one detail call."""

    def changed_orders(self, since: datetime, until: datetime, cursor: str = "") -> OrderPage:
        """Return one page of ids of orders changed in ``since <= t <= until``."""

    def read_orders(self, external_ids: Iterable[str]) -> list[RawOrder]:
        """Return one `RawOrder` per id, in any order; an unknown id has a `Rejected` error."""

    def listings(
        self,
        on_error: Callable[[str, MarketplaceError], None] | None = None,
        known: Mapping[str, datetime] | None = None,
    ) -> Iterator[Listing]:
        """Yield all listings of the shop.

        :param on_error: called with item id and failure of an item that cannot be mapped, which is then left
            out; without it the failure is raised
        :param known: when the platform last changed each item whose content we have, as it told us. Where its
            list tells times, items that did not change since are yielded with ``content`` ``None``, and
            without ``skus`` where these would cost a call of their own.
        """

    def shop_info(self) -> ShopInfo:
        """Return the shop as the platform sees it."""


class OrderMapper(Protocol):
    """Pure function from a payload to an order."""

    def __call__(self, payload: dict) -> Order:
        """:raise ContractChanged: with the path of the field that is not as promised"""


def dump_payload(payload: dict) -> str:
    """Return `payload` as canonical JSON: ASCII only (broken UTF-8 survives), sorted keys, exact decimals."""
    return simplejson.dumps(
        payload, use_decimal=True, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def load_payload(text: str) -> dict:
    """Inverse of :func:`dump_payload`; numbers with a fraction come back as ``Decimal``."""
    return simplejson.loads(text, use_decimal=True)
