"""Endpoints ``return_refund/*`` of 2026 that read: requests of buyers and parcels to come back (RMA)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from .aftersales import (
    Request,
    cases_of_shop,
    in_bounds,
    line_id,
    request_id,
    requests_of,
    rma_id,
    rma_status,
)
from .api_returns import ReturnApi
from .errors import no_path
from .gate import Call
from .model import Return
from .paging import paged
from .store import Store

RENAMED = {"can_buyer_keep_item": "buyer_keep_item", "discount_amount": "discount"}
"""Names of Search Returns and those of the newer family."""


class Dated(Protocol):
    """What has an id and was made and changed some time."""

    @property
    def id(self) -> str:
        """Id of the row."""

    @property
    def create_time(self) -> int:
        """When it was made, in unix seconds."""

    @property
    def update_time(self) -> int:
        """When it changed last, in unix seconds."""


T = TypeVar("T", bound=Dated)


class RequestApi:
    """Searches for requests and for parcels."""

    def __init__(self, store: Store, returns: ReturnApi) -> None:
        self._store = store
        self._returns = returns

    def search(self, call: Call) -> dict[str, Any]:
        """POST /return_refund/202603/aftersales/search: filters, sort and page are parts of the body."""
        self._check_offered()
        filters = call.body.get("filters") or {}
        in_bounds(filters, 0, 0)
        rows = [
            row for row in requests_of(cases_of_shop(self._store, call.shop)) if self._wanted(filters, row)
        ]
        page, more = self._paged(call, rows)
        shown = self._shown_fields(
            call, "LINE_ITEMS", "SKU_RETURN_REQUESTS", "RETURN_MERCHANDISE_AUTHORIZATIONS"
        )
        return {**more, "aftersales_requests": [self._request(row, shown) for row in page]}

    def parcels(self, call: Call) -> dict[str, Any]:
        """POST /return_refund/202604/rma/search: one parcel for each return with goods to send back."""
        self._check_offered()
        filters = call.body.get("filters") or {}
        in_bounds(filters, 0, 0)
        rows = [
            case
            for case in cases_of_shop(self._store, call.shop)
            if case.tracking_number and self._parcel_wanted(filters, case)
        ]
        page, more = self._paged(call, rows)
        shown = self._shown_fields(call, "LINE_ITEMS", "SKU_RETURN_REQUESTS")
        return {**more, "return_merchandise_authorizations": [self._parcel(case, shown) for case in page]}

    def _check_offered(self) -> None:
        if not self._store.switches.aftersales_requests:
            raise no_path()

    def _shown_fields(self, call: Call, *names: str) -> list[str]:
        named: list[str] | None = call.body.get("whitelisted_data_fields")
        if named is None:
            return list(names) if self._store.switches.unnamed_case_fields else []
        return named

    def _wanted(self, filters: dict[str, Any], row: Request) -> bool:
        orders = [self._store.orders[case.order_id] for case in row.cases]
        return _matches(
            filters,
            aftersales_request_ids={row.id},
            aftersales_request_statuses={row.status},
            return_types={case.kind for case in row.cases},
            main_order_ids={order.id for order in orders},
            buyer_ids={order.buyer_id for order in orders},
        ) and in_bounds(filters, row.create_time, row.update_time)

    def _parcel_wanted(self, filters: dict[str, Any], case: Return) -> bool:
        return _matches(
            filters,
            rma_ids={rma_id(case)},
            package_ids={_package_id(case)},
            statuses={rma_status(self._store, case)},
            aftersales_request_ids={request_id(case)},
            main_order_ids={case.order_id},
        ) and in_bounds(filters, case.create_time, case.update_time)

    def _paged(self, call: Call, rows: Sequence[T]) -> tuple[list[T], dict[str, Any]]:
        sort = call.body.get("sort") or {}
        flat = {name: value for name, value in call.body.items() if name != "pagination"}
        flat |= call.body.get("pagination") or {}
        by_update = sort.get("sort_field") == "UPDATE_TIME"
        return paged(
            self._store,
            replace(call, body=flat),
            rows,
            lambda row: (row.update_time if by_update else row.create_time, row.id),
            order=sort.get("sort_order", "ASC"),
            in_body=True,
        )

    def _request(self, row: Request, fields: list[str]) -> dict[str, Any]:
        shown: dict[str, Any] = {"id": row.id, "status": row.status}
        if "LINE_ITEMS" in fields:
            shown["line_items"] = [line for case in row.cases for line in self._lines(case)]
        if "SKU_RETURN_REQUESTS" in fields:
            shown["sku_return_requests"] = [self._sku_return(case) for case in row.cases]
        if "RETURN_MERCHANDISE_AUTHORIZATIONS" in fields:
            shown["return_merchandise_authorizations"] = [
                self._parcel(case, ["LINE_ITEMS"]) for case in row.cases if case.tracking_number
            ]
        return shown

    def _parcel(self, case: Return, fields: list[str]) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "id": rma_id(case),
            "package_id": _package_id(case),
            "aftersales_request_id": request_id(case),
            "status": rma_status(self._store, case),
        }
        if "LINE_ITEMS" in fields:
            shown["line_items"] = self._lines(case)
        if "SKU_RETURN_REQUESTS" in fields:
            shown["sku_return_requests"] = [self._sku_return(case)]
        return shown

    def _lines(self, case: Return) -> list[dict[str, Any]]:
        units = [unit for unit in self._store.orders[case.order_id].units if unit.id in case.unit_ids]
        return [
            {
                "return_line_item_id": line_id(unit.id),
                "sku_id": unit.sku_id,
                "main_order_id": case.order_id,
                "sku_return_request_id": case.id,
            }
            for unit in units
        ]

    def _sku_return(self, case: Return) -> dict[str, Any]:
        """Return a return as Search Returns shows it, with what the newer family names otherwise."""
        shown = {RENAMED.get(name, name): value for name, value in self._returns.shown(case).items()}
        (fees,), (discount,) = shown.pop("shipping_fee_amount"), shown["discount"]
        shown["shipping_fee"] = {f"{name}_amount": fee for name, fee in fees.items() if name != "currency"}
        shown["discount"] = {name: value for name, value in discount.items() if name != "currency"}
        if offer := shown.pop("partial_refund", None):
            total, currency = offer["amount"], offer["currency"]
            shown["partial_refund_amount"] = {"partial_refund_total": total, "currency": currency}
        return shown


def _package_id(case: Return) -> str:
    return f"61{case.id[2:]}"


def _matches(filters: dict[str, Any], **values: set[str]) -> bool:
    return all(not filters.get(name) or values[name] & set(filters[name]) for name in values)
