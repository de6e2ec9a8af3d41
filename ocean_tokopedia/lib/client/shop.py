"""The shop itself, and its showcases."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_flag
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest, Rejected

from ..const import SHOP_PAGE
from .arguments import check_page, check_text
from .base import Resource, rows_of

_NOTE = 200


class ShopApi(Resource):
    """``/v1|v2/shop``."""

    @endpoint("GET", "/v1/shop/fs/{fs_id}/shop-info")
    def get_info(self) -> dict[str, Any]:
        """Return name, status, domain and warehouses of the shop.

        ``GET /v1/shop/fs/{fs_id}/shop-info?shop_id=``. ``is_open`` and ``status`` are numbers; the kind of a
        warehouse is spelt ``warehose_type`` in the documentation and ``wh_type`` live.

        :raise Rejected: ``not_found`` when the answer does not hold the shop
        """
        envelope = self._gateway.get("/v1/shop/fs/{fs_id}/shop-info", [self._gateway.shop_param])
        for shop in rows_of(envelope, "data"):
            if str(shop.get("shop_id")) == self._gateway.shop_id:
                return shop
        raise Rejected("the app knows no such shop", code="not_found")

    @endpoint("GET", "/v1/shop/fs/{fs_id}/shop-info")
    def list_shops(self, *, page: int = 1, per_page: int = SHOP_PAGE) -> list[dict[str, Any]]:
        """Return one page of all shops that are connected to the app, as :meth:`get_info` does.

        ``GET /v1/shop/fs/{fs_id}/shop-info``.

        :raise Rejected: ``http_400`` (the older envelope has no codes), ``SHP_DLV_…`` for the request
        """
        envelope = self._gateway.get("/v1/shop/fs/{fs_id}/shop-info", check_page(page, per_page, SHOP_PAGE))
        return rows_of(envelope, "data")

    def iter_shops(self) -> Iterator[dict[str, Any]]:
        """Yield all shops that are connected to the app, once each, page after page."""
        seen: set[str] = set()
        page = 1
        while rows := self.list_shops(page=page):
            fresh = [row for row in rows if str(row.get("shop_id")) not in seen]
            if not fresh:  # an answer that knows no pages
                return
            seen.update(str(row.get("shop_id")) for row in fresh)
            yield from fresh
            page += 1

    @endpoint("POST", "/v2/shop/fs/{fs_id}/shop-status")
    def open_shop(
        self, start: date | None = None, end: date | None = None, note: str = "", *, now: bool = False
    ) -> str:
        """Open the shop for buyers and return the platform's sentence.

        ``POST /v2/shop/fs/{fs_id}/shop-status`` with ``action`` ``open``. The sample repeats what the shop
        was closed with; without `start` nothing of it is sent.

        :raise Rejected: ``http_400`` with the platform's sentence, ``SHP_DLV_…`` for the request
        """
        if start is None and (end is not None or note != "" or now is not False):
            raise InvalidRequest("end, note, now: only with start")
        closing = {} if start is None else _closing(start, end, note, now)
        return self._set_status({"action": "open"} | closing)

    @endpoint("POST", "/v2/shop/fs/{fs_id}/shop-status")
    def close_shop(self, start: date, end: date, note: str, *, now: bool = False) -> str:
        """Close the shop from `start` to `end` and return the platform's sentence.

        ``POST /v2/shop/fs/{fs_id}/shop-status`` with ``action`` ``close``. The dates are sent as
        ``YYYYMMDD``, as in the sample; the table beside it says unix time.

        :param note: for buyers.
        :param now: at once, whatever `start` is.
        :raise Rejected: ``http_400`` with the platform's sentence, e.g. when `start` has passed,
            ``SHP_DLV_…`` for the request
        """
        return self._set_status({"action": "close"} | _closing(start, end, note, now))

    def _set_status(self, change: dict[str, Any]) -> str:
        body = {"shop_id": int(self._gateway.shop_id), **change}
        envelope = self._gateway.send("POST", "/v2/shop/fs/{fs_id}/shop-status", body)
        # The answer stands in an envelope within the envelope.
        return member(envelope, "data.data", str)


def _closing(start: object, end: object, note: str, now: bool) -> dict[str, Any]:
    days = [day for day in (start, end) if isinstance(day, date) and not isinstance(day, datetime)]
    if len(days) < 2 or days[0] > days[1]:
        raise InvalidRequest("start, end: two dates in this order are needed")
    return {
        "start_date": days[0].strftime("%Y%m%d"),
        "end_date": days[1].strftime("%Y%m%d"),
        "close_note": check_text("note", note, _NOTE),
        "close_now": check_flag("now", now),
    }
