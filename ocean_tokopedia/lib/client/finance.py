"""The shop's balance ("saldo")."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, InvalidRequest

from ..const import EXPORT_WINDOW, SALDO_PAGE, SALDO_WINDOW
from .arguments import check_choice, check_days, check_page, check_text
from .base import Resource, rows_of

REFUND = 0
INCOME = 1
BOTH = 2


class FinanceApi(Resource):
    """``/v1|v2/fs/{fs_id}/shop/{shop_id}/saldo-history``.

    Refusals carry the codes that hold for all methods (README).
    """

    @endpoint("GET", "/v1/fs/{fs_id}/shop/{shop_id}/saldo-history")
    def list_saldo(
        self, from_date: date, to_date: date, *, page: int = 1, per_page: int = SALDO_PAGE
    ) -> dict[str, Any]:
        """Return one page of movements: ``{"have_next_page", "saldo_history": [...]}``.

        ``GET /v1/fs/{fs_id}/shop/{shop_id}/saldo-history``. A movement has ``amount`` in rupiah, no fees
        beside it, and the number of its invoice within ``note`` only; ``create_time`` is Jakarta's wall
        clock.

        :param from_date, to_date: days, both included, at most 31 days apart.
        :param per_page: 1 to 500.
        """
        params = [*_days(from_date, to_date, SALDO_WINDOW), *check_page(page, per_page, SALDO_PAGE)]
        envelope = self._gateway.get(
            "/v1/fs/{fs_id}/shop/{shop_id}/saldo-history", params, shop_id=self._gateway.shop_id
        )
        rows_of(envelope, "data.saldo_history")
        return member(envelope, "data", dict)

    def iter_saldo(
        self, from_date: date, to_date: date, *, per_page: int = SALDO_PAGE
    ) -> Iterator[dict[str, Any]]:
        """Yield all movements between two days, once each, in windows of 31 days, page after page."""
        check_days(from_date, to_date, 3660)
        seen: set[str] = set()
        start = from_date
        while start <= to_date:
            end = min(start + SALDO_WINDOW, to_date)
            for row in self._iter_window(start, end, per_page):
                number = str(row.get("deposit_id"))
                if number not in seen:
                    seen.add(number)
                    yield row
            start = end + timedelta(days=1)

    def _iter_window(self, start: date, end: date, per_page: int) -> Iterator[dict[str, Any]]:
        page, more = 1, True
        while more:
            data = self.list_saldo(start, end, page=page, per_page=per_page)
            rows = data.get("saldo_history") or []
            yield from rows
            # An empty page that claims to have more would be asked for for ever.
            more = member(data, "have_next_page", bool) and bool(rows)
            page += 1

    @endpoint("GET", "/v1/fs/{fs_id}/shop/{shop_id}/saldo-history")
    def download_saldo(self, from_date: date, to_date: date) -> bytes:
        """Return the movements between two days, at most 31 days apart, as the platform's ``.xls``.

        ``GET /v1/fs/{fs_id}/shop/{shop_id}/saldo-history?export=1``.
        """
        params = [
            *_days(from_date, to_date, SALDO_WINDOW),
            *check_page(1, SALDO_PAGE, SALDO_PAGE),
            ("export", "1"),
        ]
        response = self._gateway.fetch(
            "/v1/fs/{fs_id}/shop/{shop_id}/saldo-history", params, shop_id=self._gateway.shop_id
        )
        if not response.body or "json" in response.headers.get("content-type", ""):
            raise ContractChanged("a table is expected")
        return response.body

    @endpoint("GET", "/v2/fs/{fs_id}/shop/{shop_id}/saldo-history")
    def request_export(self, from_date: date, to_date: date, *, saldo_type: int = BOTH) -> str:
        """Ask for an export of at most 7 days and return the key to ask about it.

        ``GET /v2/fs/{fs_id}/shop/{shop_id}/saldo-history``. Where the file is to be had is unconfirmed.

        :param saldo_type: ``REFUND``, ``INCOME`` or ``BOTH``.
        """
        kind = check_choice("saldo_type", saldo_type, (REFUND, INCOME, BOTH))
        params = [*_days(from_date, to_date, EXPORT_WINDOW), ("saldo_type", str(kind))]
        envelope = self._gateway.get(
            "/v2/fs/{fs_id}/shop/{shop_id}/saldo-history", params, shop_id=self._gateway.shop_id
        )
        key = envelope.get("data")
        if isinstance(key, dict):
            key = key.get("request_key") or key.get("request_id")
        if not isinstance(key, str) or not key:
            raise ContractChanged("a request key is expected", path="data")
        return key

    @endpoint("GET", "/v2/fs/{fs_id}/shop/{shop_id}/saldo-history/status", "unconfirmed")
    def get_export(self, request_key: str) -> dict[str, Any]:
        """Return how far an export is.

        ``GET /v2/fs/{fs_id}/shop/{shop_id}/saldo-history/status``. The fields of the answer are not
        documented.
        """
        if not request_key:
            raise InvalidRequest("request_key is missing")
        params = [("request_key", check_text("request_key", request_key, 100))]
        envelope = self._gateway.get(
            "/v2/fs/{fs_id}/shop/{shop_id}/saldo-history/status", params, shop_id=self._gateway.shop_id
        )
        return member(envelope, "data", dict)


def _days(from_date: date, to_date: date, most: timedelta) -> list[tuple[str, str]]:
    """Return the days as ``YYYY-MM-DD``, as in the sample; the table beside it says unix time."""
    start, end = check_days(from_date, to_date, most.days)
    return [("from_date", start.isoformat()), ("to_date", end.isoformat())]
