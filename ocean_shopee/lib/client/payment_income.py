"""Income of the shop: overview, detail, reports and statements."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member, objects_at
from odoo.addons.ocean_marketplace_base.lib.arguments import check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import UNCONFIRMED, endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, InvalidRequest

from ..const import INCOME_WINDOW, PAYMENT_PAGE
from .arguments import check_cursor, check_id, check_window, query
from .base import Resource


class IncomeMethods(Resource):
    """The part of ``/api/v2/payment`` about income.

    Where a method names no code, refusals carry the codes that hold for all methods (README).
    """

    @endpoint("GET", "/api/v2/payment/get_income_overview", UNCONFIRMED)
    def get_income_overview(self, income_status: int | None = None) -> dict[str, Any]:
        """Return ``{"total_income": {"pending_amount", "to_release_amount", "released_amount"}}``.

        ``GET /api/v2/payment/get_income_overview``; in the shop's currency. The documentation's table has it
        in ``response``, its sample beside it; both are read.

        :param income_status: 0 to release, 1 released, 2 pending; all when left out.
        """
        status = None if income_status is None else check_int("income_status", income_status, 0, 2)
        envelope = self._gateway.get("/api/v2/payment/get_income_overview", query(income_status=status))
        at = "total_income" if "total_income" in envelope else "response.total_income"
        total = member(envelope, at, dict)
        inner = envelope.get("response")
        return (inner if isinstance(inner, dict) else {}) | {"total_income": total}

    @endpoint("GET", "/api/v2/payment/get_income_detail", UNCONFIRMED)
    def get_income_detail(
        self,
        date_from: date,
        date_to: date,
        income_status: int,
        *,
        cursor: str = "",
        page_size: int = PAYMENT_PAGE,
    ) -> dict[str, Any]:
        """Return one page of income by order: ``{"list": [...], "next_cursor"}``, ``""`` on the last page.

        ``GET /api/v2/payment/get_income_detail``. Table and sample of the documentation disagree about the
        place and names of the rows; both are read.

        :param date_from, date_to: days of the shop, at most 14 apart.
        :param income_status: 0 to release (cross-border shops only), 1 released, 2 pending.
        :param page_size: 1 to 100.
        """
        params = query(
            date_from=_day("date_from", date_from),
            date_to=_day("date_to", date_to),
            income_status=check_int("income_status", income_status, 0, 2),
            cursor=check_cursor(cursor),
            page_size=check_int("page_size", page_size, 1, PAYMENT_PAGE),
        )
        if not 0 <= (date_to - date_from).days <= INCOME_WINDOW.days:
            raise InvalidRequest(f"date_from, date_to: at most {INCOME_WINDOW.days} days apart")
        return _income_page(self._gateway.get("/api/v2/payment/get_income_detail", params), cursor)

    def iter_income_detail(
        self, date_from: date, date_to: date, income_status: int, *, page_size: int = PAYMENT_PAGE
    ) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_income_detail`."""
        cursor, more = "", True
        while more:
            page = self.get_income_detail(
                date_from, date_to, income_status, cursor=cursor, page_size=page_size
            )
            yield from page["list"]
            cursor = page["next_cursor"]
            more = bool(cursor) and bool(page["list"])

    @endpoint("GET", "/api/v2/payment/generate_income_report")
    def generate_income_report(self, released_from: datetime, released_to: datetime) -> str:
        """Have a report made and return its id for :meth:`get_income_report`.

        ``GET /api/v2/payment/generate_income_report``, although it starts a job; sent once.

        :raise Rejected: ``error_param`` for a missing or wrong value
        """
        return self._generate("generate_income_report", query(**_released(released_from, released_to)))

    @endpoint("GET", "/api/v2/payment/get_income_report")
    def get_income_report(self, report_id: str) -> dict[str, Any]:
        """Return ``{"status", "file_name", "file_link"}``. ``GET /api/v2/payment/get_income_report``."""
        params = query(income_report_id=check_id("report_id", report_id))
        return self._read("/api/v2/payment/get_income_report", params)

    @endpoint("GET", "/api/v2/payment/generate_income_statement")
    def generate_income_statement(
        self, released_from: datetime, released_to: datetime, statement_type: int
    ) -> str:
        """Have a statement made and return its id for :meth:`get_income_statement`.

        ``GET /api/v2/payment/generate_income_statement``, although it starts a job; sent once.

        :param statement_type: 1 a week (Monday to Sunday in the market), 2 a month.
        :raise Rejected: ``error_param`` for a missing or wrong value
        """
        kind = check_int("statement_type", statement_type, 1, 2)
        params = query(**_released(released_from, released_to), statement_type=kind)
        return self._generate("generate_income_statement", params)

    @endpoint("GET", "/api/v2/payment/get_income_statement")
    def get_income_statement(self, statement_id: str) -> dict[str, Any]:
        """Return ``{"status", "file_name", "file_link"}``. ``GET /api/v2/payment/get_income_statement``."""
        params = query(income_statement_id=check_id("statement_id", statement_id))
        return self._read("/api/v2/payment/get_income_statement", params)

    def _generate(self, name: str, params: list[tuple[str, str]]) -> str:
        return str(member(self._gateway.start(f"/api/v2/payment/{name}", params), "response.id", int))


def _released(start: datetime, end: datetime) -> dict[str, int]:
    first, last = check_window(start, end, None, "released_from, released_to")
    return {"release_time_from": first, "release_time_to": last}


def _day(name: str, value: object) -> str:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise InvalidRequest(f"{name}: a date is needed")
    return value.isoformat()


def _income_page(envelope: Mapping[str, Any], cursor: str) -> dict[str, Any]:
    inner = envelope.get("response")
    at = "response.income_detail_list" if isinstance(inner, dict) else "income_detail_list"
    page = member(envelope, at, dict)
    name = "list" if "list" in page else "income_detail_list_item"
    following = page.get("next_page")
    value = following.get("cursor") if isinstance(following, dict) else None
    next_cursor = "" if value in (None, "-") else str(value)
    if next_cursor and next_cursor == cursor:
        raise ContractChanged("the list goes on without a new cursor", path=f"{at}.next_page.cursor")
    return {"list": objects_at(envelope, f"{at}.{name}"), "next_cursor": next_cursor}
