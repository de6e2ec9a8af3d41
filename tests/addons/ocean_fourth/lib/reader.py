"""Reads a shop of the invented platform in the terms of the base."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected
from odoo.addons.ocean_marketplace_base.lib.platform import OVERLAP, OrderPage, RawOrder
from odoo.addons.ocean_marketplace_base.lib.schema import Listing, ListingSku, ListingStatus, ShopInfo

from .client import FourthClient
from .mapping import PLATFORM


class FourthReader:
    """The `platform.Reader` of one shop."""

    order_window = timedelta(days=30)
    overlap = OVERLAP
    order_batch = 20

    def __init__(self, client: FourthClient):
        self._client = client

    def changed_orders(self, since: datetime, until: datetime, cursor: str = "") -> OrderPage:
        """Return one page of numbers of orders changed in ``since <= t <= until``."""
        page = self._client.get(
            "orders",
            shop=self._client.shop_id,
            since=int(since.timestamp()),
            until=int(until.timestamp()),
            after=cursor,
        )
        return OrderPage(external_ids=tuple(page["numbers"]), cursor=page["next"])

    def read_orders(self, external_ids: list[str]) -> list[RawOrder]:
        """Return one `RawOrder` per number."""
        return [self._read(number) for number in external_ids]

    def _read(self, number: str) -> RawOrder:
        try:
            return RawOrder(external_id=number, payload=self._client.get(f"orders/{number}"))
        except Rejected as error:
            return RawOrder(external_id=number, error=error)

    def listings(self, on_error: object = None, known: Mapping[str, datetime] | None = None) -> list[Listing]:
        """Return what the shop sells, in outline: the platform tells no more, and no times."""
        rows = self._client.get("items", shop=self._client.shop_id)["items"]
        return [
            Listing(
                platform=PLATFORM,
                external_id=row["sku"],
                name=row["title"],
                status=ListingStatus.LIVE,
                raw_status="live",
                seller_sku=row["sku"],
                skus=(ListingSku(sku_id="", seller_sku=row["sku"], name=row["title"]),),
            )
            for row in rows
        ]

    def shop_info(self) -> ShopInfo:
        """Return the shop as the platform sees it."""
        grant = self._client.grant()
        return ShopInfo(
            external_shop_id=grant.external_shop_id, name=grant.name, region=grant.region, currency="IDR"
        )
