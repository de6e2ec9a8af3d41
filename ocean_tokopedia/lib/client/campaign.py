"""Discounts of products: what runs, and the shop's own slash prices.

A flash sale is the platform's: it has no write call and shows in :meth:`CampaignApi.get_campaigns`, in
``reserve_stock`` of products and in pushes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.arguments import check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..const import PRICE_RANGE, SLASH_PRICE_BATCH, SLASH_PRICE_PAGE, STOCK_RANGE
from .arguments import check_choice, check_id, check_list, check_moment, check_page, given
from .base import Resource, rows_of
from .batch import BatchResult, Piece, Row, run_batches
from .product_edit import told_by_text

_STATUSES = ("SCHEDULED", "ONGOING", "PAUSED")


@dataclass(frozen=True, kw_only=True)
class SlashPrice:
    """A discount of one product for a time: a price in rupiah or 1 to 99 percent off, not both.

    ``start`` (at least 5 minutes ahead) and ``end`` are aware; ``max_order`` is the most units of one order,
    0 for no limit. ``warehouse_id`` names one warehouse; without it all have the discount.
    """

    product_id: str
    start: datetime
    end: datetime
    discounted_price: int | None = None
    discount_percentage: int | None = None
    max_order: int = 0
    warehouse_id: str = ""


class CampaignApi(Resource):
    """``/v1/campaign`` and ``/v1|v2/slash-price``."""

    @endpoint("GET", "/v1/campaign/fs/{fs_id}/view")
    def get_campaigns(self, product_id: str) -> list[dict[str, Any]]:
        """Return the campaign a product is in, if any: ``[{"ID", "price", "campaign": {...}}]``.

        ``GET /v1/campaign/fs/{fs_id}/view``. In the sample plain and ``_fmt`` fields of prices are swapped:
        read whichever is a number. Times are Jakarta's wall clock without a zone.

        :raise Rejected: ``CMP_…``, the codes of campaigns
        """
        params = [self._gateway.shop_param, ("product_id", str(check_id("product_id", product_id)))]
        return rows_of(self._gateway.get("/v1/campaign/fs/{fs_id}/view", params), "data.products")

    @endpoint("GET", "/v2/slash-price/fs/{fs_id}/view")
    def list_slash_prices(
        self,
        *,
        page: int = 1,
        per_page: int = SLASH_PRICE_PAGE,
        product_id: str = "",
        warehouse_id: str = "",
        status: str = "",
    ) -> list[dict[str, Any]]:
        """Return one page of slash prices; an empty page ends the list.

        ``GET /v2/slash-price/fs/{fs_id}/view``. ``start_date`` and ``end_date`` have their offset (+07:00).

        :param status: ``SCHEDULED``, ``ONGOING`` or ``PAUSED``, all without it.
        :raise Rejected: ``SPE_…``, the codes of slash prices
        """
        params = [self._gateway.shop_param, *check_page(page, per_page, SLASH_PRICE_PAGE)]
        for name, value in (("product_id", product_id), ("warehouse_id", warehouse_id)):
            if given(value):
                params.append((name, str(check_id(name, value))))
        if given(status):
            params.append(("status", check_choice("status", status, _STATUSES)))
        return rows_of(self._gateway.get("/v2/slash-price/fs/{fs_id}/view", params), "data")

    def iter_slash_prices(self, *, status: str = "") -> Iterator[dict[str, Any]]:
        """Yield all slash prices, once each, page after page."""
        seen: set[str] = set()
        page = 1
        while rows := self.list_slash_prices(page=page, status=status):
            fresh = [row for row in rows if str(row.get("slash_price_product_id")) not in seen]
            if not fresh:  # an answer that knows no pages
                return
            seen.update(str(row.get("slash_price_product_id")) for row in fresh)
            yield from fresh
            page += 1

    @endpoint("GET", "/v1/slash-price/fs/{fs_id}/view")
    def list_slash_prices_v1(
        self, *, page: int = 1, per_page: int = SLASH_PRICE_PAGE
    ) -> list[dict[str, Any]]:
        """Return one page of slash prices with the names of the older call (``start_time_standard``, …).

        ``GET /v1/slash-price/fs/{fs_id}/view``.

        :raise Rejected: ``SPE_…``, the codes of slash prices
        """
        params = [self._gateway.shop_param, *check_page(page, per_page, SLASH_PRICE_PAGE)]
        return rows_of(self._gateway.get("/v1/slash-price/fs/{fs_id}/view", params), "data.products")

    @endpoint("POST", "/v1/slash-price/fs/{fs_id}/add")
    def add_slash_prices(self, discounts: Iterable[SlashPrice]) -> BatchResult:
        """Make slash prices and return what became of each.

        ``POST /v1/slash-price/fs/{fs_id}/add``, calls with 25 rows each.

        :raise Rejected: ``SPE_USC_004`` for a product whose variants are meant; ``SPE_DLV_…`` for the
            request. A row that is refused alone is in ``failed``
        """
        return self._write("/v1/slash-price/fs/{fs_id}/add", _rows(discounts))

    @endpoint("POST", "/v1/slash-price/fs/{fs_id}/update")
    def update_slash_prices(self, discounts: Iterable[SlashPrice]) -> BatchResult:
        """Change the slash prices of products and return what became of each.

        ``POST /v1/slash-price/fs/{fs_id}/update``, calls with 25 rows each.

        :raise Rejected: ``SPE_USC_004`` for a product whose variants are meant; ``SPE_DLV_…`` for the
            request. A row that is refused alone is in ``failed``
        """
        return self._write("/v1/slash-price/fs/{fs_id}/update", _rows(discounts))

    @endpoint("POST", "/v1/slash-price/fs/{fs_id}/cancel")
    def cancel_slash_prices(self, pairs: Iterable[tuple[str, str]]) -> BatchResult:
        """End slash prices and return what became of each.

        ``POST /v1/slash-price/fs/{fs_id}/cancel``, calls with 25 rows each.

        :param pairs: ``slash_price_product_id`` and ``product_id``.
        :raise Rejected: ``SPE_DLV_…`` for the request, ``SPE_USC_…`` for a rule. A row that is refused alone
            is in ``failed``
        """
        rows: list[Row] = []
        for pair in check_list("pairs", pairs):
            if not isinstance(pair, tuple) or len(pair) != 2:
                raise InvalidRequest("pairs: pairs of slash_price_product_id and product_id are needed")
            number, product_id = (check_id("pairs", value) for value in pair)
            rows.append({"slash_price_product_id": number, "product_id": product_id})
        return self._write("/v1/slash-price/fs/{fs_id}/cancel", rows)

    def _write(self, path: str, rows: list[Row]) -> BatchResult:
        def send(piece: list[Row]) -> Piece:
            # The body is a bare list.
            return told_by_text(piece, self._gateway.send("POST", path, piece, [self._gateway.shop_param]))

        return run_batches(rows, SLASH_PRICE_BATCH, send)


def _rows(discounts: Iterable[SlashPrice]) -> list[Row]:
    return [_row(discount) for discount in check_list("discounts", discounts)]


def _row(discount: SlashPrice) -> Row:
    if not isinstance(discount, SlashPrice):
        raise InvalidRequest("discounts: a list of SlashPrice is needed")
    start, end = check_moment("start", discount.start), check_moment("end", discount.end)
    if start >= end:
        raise InvalidRequest("start, end: the discount ends before it starts")
    row: Row = {
        "product_id": check_id("product_id", discount.product_id),
        "start_time_unix": start,
        "end_time_unix": end,
        "max_order": check_int("max_order", discount.max_order, 0, STOCK_RANGE[1]),
        "is_custom_warehouse": bool(discount.warehouse_id),
    }
    if (discount.discounted_price is None) == (discount.discount_percentage is None):
        raise InvalidRequest("discounted_price, discount_percentage: one of them is needed, and not both")
    if discount.discounted_price is not None:
        row["discounted_price"] = check_int("discounted_price", discount.discounted_price, *PRICE_RANGE)
    else:
        row["discount_percentage"] = check_int("discount_percentage", discount.discount_percentage, 1, 99)
    if discount.warehouse_id:
        row["warehouse_id"] = check_id("warehouse_id", discount.warehouse_id)
    return row
