"""Reads a shop in the terms of the base: pages of order ids, batches of orders, listings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.arguments import batches
from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthRevoked,
    ContractChanged,
    InvalidRequest,
    MarketplaceError,
    Rejected,
)
from odoo.addons.ocean_marketplace_base.lib.halving import read_by_halves
from odoo.addons.ocean_marketplace_base.lib.platform import OVERLAP, OrderPage, RawOrder
from odoo.addons.ocean_marketplace_base.lib.schema import Listing, ListingStatus, ShopInfo
from odoo.addons.ocean_marketplace_base.lib.times import moment_of
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from .client.tiktok_shop_client import TikTokShopClient
from .const import ORDER_BATCH, REGION_CURRENCY
from .mapping import map_listing
from .price_locks import PriceLocks, read_price_locks
from .product_list import all_products
from .product_read import read_product
from .signing import App

ListingErrorHandler = Callable[[str, MarketplaceError], None]

ORDER_WINDOW: Final = timedelta(days=15)
"""No limit is documented for "Get Order List"; a page token lives only so long, though."""

_SECOND: Final = timedelta(seconds=1)
# "The order or package does not belong to the current seller"; "invalid parameters", as for an id that is
# none: one of them spoils its whole batch.
_SPOILED_BATCH: Final = frozenset({"21008111", "21001001"})


class TikTokShopReader:
    """The `platform.Reader` of one shop, with its orders of Tokopedia where it sells there, too.

    An order's payload is ``{"order": element of orders of "Get Order Detail"}``.
    """

    order_window: timedelta = ORDER_WINDOW
    overlap: timedelta = OVERLAP
    order_batch: int = ORDER_BATCH

    def __init__(self, client: TikTokShopClient):
        self._client = client

    @classmethod
    def connect(
        cls, app: App, transport: Transport, base_url: str, *, shop_cipher: str, access_token: str
    ) -> "TikTokShopReader":
        """Return the reader of a shop; nothing goes over the network yet."""
        return cls(
            TikTokShopClient(app, transport, base_url, shop_cipher=shop_cipher, access_token=access_token)
        )

    def changed_orders(self, since: datetime, until: datetime, cursor: str = "") -> OrderPage:
        """Return one page of ids of orders updated in ``since <= t <= until``, oldest first.

        `cursor` carries the page token. How long a token lives is not documented; if the platform refuses it,
        the list is read again from the page that it followed.
        """
        place = _Place.read(cursor) if cursor else _Place(since=since, page_since=since)
        try:
            page = self._page(place, until)
        except Rejected:
            if not place.token:
                raise
            place = _Place(since=place.page_since, page_since=place.page_since)
            page = self._page(place, until)
        ids = [row.get("id") for row in page["orders"]]
        if not all(_is_id(number) for number in ids):
            raise ContractChanged("an order without id", path="data.orders")
        following = page["next_page_token"]
        return OrderPage(
            external_ids=tuple(dict.fromkeys(ids)),
            cursor=place.following(page["orders"], following).write() if following else "",
        )

    def read_orders(self, external_ids: Iterable[str]) -> list[RawOrder]:
        """Return one `RawOrder` per id, by 50.

        What goes wrong with some orders is an ``error`` of these orders; only failures that concern the whole
        shop (token, scope, cipher, host) are raised.
        """
        results: list[RawOrder] = []
        for batch in batches(list(dict.fromkeys(external_ids)), ORDER_BATCH):
            rows, errors = read_by_halves(list(batch), self._client.order.get_order_detail, _SPOILED_BATCH)
            found = {row["id"]: row for row in rows if _is_id(row.get("id"))}
            results += [_raw_order(number, found.get(number), errors.get(number)) for number in batch]
        return results

    def listings(
        self, on_error: ListingErrorHandler | None = None, known: Mapping[str, datetime] | None = None
    ) -> Iterator[Listing]:
        """Yield all listings of the shop, in every status.

        :param on_error: called with the product id and the failure for a product that cannot be read or
            mapped, which is then left out; without it such a failure is raised
        :param known: when each product was last updated that we know wholly, as the platform told. Products
            that were not updated since come as the search shows them: without ``content``, their variants
            without names and barcodes. While an edit is audited, ``content`` is that edit
        """
        locks = read_price_locks(self._client)
        seen: set[str] = set()
        for row in all_products(self._client):
            number = str(row.get("id"))
            if number in seen:
                continue
            seen.add(number)
            try:
                yield self._listing(row, locks, (known or {}).get(number))
            except (ContractChanged, Rejected, InvalidRequest) as error:
                if on_error is None:
                    raise
                on_error(number, error)

    def shop_info(self) -> ShopInfo:
        """Return the shop as the platform sees it.

        :raise AuthRevoked: when the token is not, or no longer, for this shop
        """
        for shop in self._client.authorization.get_authorized_shops():
            if shop.get("cipher") == self._client.shop_cipher:
                region = str(shop.get("region") or "").upper()
                return ShopInfo(
                    external_shop_id=str(shop.get("id") or ""),
                    name=str(shop.get("name") or ""),
                    region=region,
                    currency=REGION_CURRENCY.get(region, ""),
                )
        raise AuthRevoked("the seller's consent does not cover this shop: connect it again")

    def _page(self, place: "_Place", until: datetime) -> dict[str, Any]:
        # The platform's window is half-open, the caller's closed; times are whole seconds.
        return self._client.order.get_order_list(
            page_token=place.token, update_time_ge=place.since, update_time_lt=until + _SECOND
        )

    def _listing(self, row: dict[str, Any], locks: PriceLocks, known: datetime | None) -> Listing:
        """Everything but prices, stock and status is only in the detail; deleted products have none."""
        outline = map_listing(row, whole=False)
        if outline.status is ListingStatus.DELETED:
            return outline
        if known is not None and known == outline.updated_at and _is_settled(row):
            return outline
        return read_product(self._client, outline.external_id, locks)


@dataclass(frozen=True, kw_only=True)
class _Place:
    """A place in a list sorted by update: the page after `token` of the list since `since`.

    Everything before `page_since` was on the pages before.
    """

    since: datetime
    page_since: datetime
    token: str = ""

    @classmethod
    def read(cls, cursor: str) -> "_Place":
        """Inverse of :meth:`write`."""
        since, _, rest = cursor.partition(":")
        page_since, _, token = rest.partition(":")
        start, page_start = moment_of(since), moment_of(page_since)
        if start is None or page_start is None or not token:
            raise InvalidRequest("cursor: not one of an earlier page")
        return cls(since=start, page_since=page_start, token=token)

    def write(self) -> str:
        """Return the place as text."""
        return f"{int(self.since.timestamp())}:{int(self.page_since.timestamp())}:{self.token}"

    def following(self, rows: list[dict[str, Any]], token: str) -> "_Place":
        """Return the place behind a page of `rows`."""
        updates = [moment for row in rows if (moment := moment_of(row.get("update_time")))]
        first = min(updates, default=self.page_since)
        return _Place(since=self.since, page_since=max(first, self.page_since), token=token)


def _raw_order(number: str, order: dict[str, Any] | None, error: MarketplaceError | None) -> RawOrder:
    if error is None and order is None:
        error = Rejected("the platform does not know this order", code="not_found")
    if error is not None:
        return RawOrder(external_id=number, error=error)
    return RawOrder(external_id=number, payload={"order": order})


def _is_settled(row: dict[str, Any]) -> bool:
    """Return whether no audit of a product runs or has failed: its result is no update, as far as we know."""
    audit = row.get("audit")
    return not (isinstance(audit, dict) and audit.get("status") in ("AUDITING", "FAILED"))


def _is_id(value: object) -> bool:
    return isinstance(value, str) and bool(value)
