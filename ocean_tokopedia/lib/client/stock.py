"""Prices and stock."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_flag, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest, MarketplaceError, Throttled

from ..const import CHANGE_BATCH, PRICE_RANGE, REQUEST_ID_LENGTH, SKU_LENGTH, STOCK_RANGE, SYNC_BATCH
from .arguments import check_id, check_list, check_text
from .base import Resource, rows_of, wait_of
from .batch import BatchResult, Piece, Row, RowFailure, key_of, row_error, run_batches, unmatched

_REQUEST_ID: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_PAUSE_WITHOUT_HINT: Final = 1.0


@dataclass(frozen=True, kw_only=True)
class Change:
    """A new price or quantity of one product or variant: named by its id or by its SKU, never by both.

    Of a product with variants the variants are meant, never the product itself.
    """

    value: int
    product_id: str = ""
    sku: str = ""


class StockApi(Resource):
    """``/inventory/v1|v2/fs/{fs_id}/price|stock``. Each row counts against the limit of calls.

    Rows beyond it are sent again for as long as the retry policy's budget lasts and reported as `Throttled`
    after that. All methods return what became of each row, and raise only if no call got through at all.
    """

    @endpoint("POST", "/inventory/v1/fs/{fs_id}/price/update")
    def update_prices(self, changes: Iterable[Change], *, warehouse_id: str = "") -> BatchResult:
        """Set prices, 100 to 100,000,000 rupiah; calls with 100 rows each.

        ``POST /inventory/v1/fs/{fs_id}/price/update``.

        :param warehouse_id: the shop's main one without it.
        :raise Rejected: ``PRD_DLV_018`` for too many rows, ``PRD_DLV_019`` and others for a bad warehouse,
            ``PRD_USC_008`` and others for the rules of warehouses. A row that is refused alone is in
            ``failed``
        """
        rows = _rows(changes, "new_price", PRICE_RANGE)
        return self._run("/inventory/v1/fs/{fs_id}/price/update", rows, self._params(warehouse_id))

    @endpoint("POST", "/inventory/v1/fs/{fs_id}/stock/update")
    def update_stock(
        self, changes: Iterable[Change], *, warehouse_id: str = "", keep_status: bool = False
    ) -> BatchResult:
        """Set quantities; calls with 100 rows each.

        ``POST /inventory/v1/fs/{fs_id}/stock/update``.

        :param keep_status: a product set to 0 stays active, instead of going to the warehouse (how the
            platform treats ``bypass_update_product_status`` in all cases is unconfirmed).
        :raise Rejected: ``PRD_DLV_018`` for too many rows, ``PRD_DLV_019`` and others for a bad warehouse,
            ``PRD_USC_008`` and others for the rules of warehouses. A row that is refused alone is in
            ``failed``
        """
        params = self._params(warehouse_id)
        if check_flag("keep_status", keep_status):
            params.append(("bypass_update_product_status", "true"))
        rows = _rows(changes, "new_stock", STOCK_RANGE)
        return self._run("/inventory/v1/fs/{fs_id}/stock/update", rows, params)

    @endpoint("POST", "/inventory/v2/fs/{fs_id}/stock/increment", "third party")
    def increment_stock(
        self, changes: Iterable[Change], *, warehouse_id: str = "", request_id: str = ""
    ) -> BatchResult:
        """Add to quantities; calls with 100 rows each. Not to be repeated blindly.

        ``POST /inventory/v2/fs/{fs_id}/stock/increment``.

        :param request_id: lets the platform notice a repetition: 1 to 20 letters, digits, ``_`` and ``-``.
            With it there is one call of at most 100 rows, and rows beyond the limit of calls are not sent
            again.
        :raise Rejected: ``PRD_DLV_018`` for too many rows, ``PRD_DLV_019`` and others for a bad warehouse,
            ``PRD_USC_008`` and others for the rules of warehouses. A row that is refused alone is in
            ``failed``
        """
        return self._move("/inventory/v2/fs/{fs_id}/stock/increment", changes, warehouse_id, request_id)

    @endpoint("POST", "/inventory/v2/fs/{fs_id}/stock/decrement", "third party")
    def decrement_stock(
        self, changes: Iterable[Change], *, warehouse_id: str = "", request_id: str = ""
    ) -> BatchResult:
        """Take from quantities; otherwise like :meth:`increment_stock`.

        ``POST /inventory/v2/fs/{fs_id}/stock/decrement``.

        :raise Rejected: ``PRD_DLV_018`` for too many rows, ``PRD_DLV_019`` and others for a bad warehouse,
            ``PRD_USC_008`` and others for the rules of warehouses. A row that is refused alone is in
            ``failed``
        """
        return self._move("/inventory/v2/fs/{fs_id}/stock/decrement", changes, warehouse_id, request_id)

    @endpoint("POST", "/inventory/v1/fs/{fs_id}/stock/sync")
    def sync_warehouse_stock(self, changes: Iterable[Change], *, warehouse_id: str) -> BatchResult:
        """Set quantities in a warehouse of the platform's own (Tokocabang); calls with 20 rows each.

        ``POST /inventory/v1/fs/{fs_id}/stock/sync``; for partners who run such warehouses.

        :raise Rejected: ``ICR_VLD_002`` (Tokocabang), ``PRD_DLV_018`` for too many rows, ``PRD_USC_008`` and
            others for the rules of warehouses. A row that is refused alone is in ``failed``
        """
        rows = _rows(changes, "new_stock", STOCK_RANGE)
        params = self._params(str(check_id("warehouse_id", warehouse_id)))
        return self._run("/inventory/v1/fs/{fs_id}/stock/sync", rows, params, SYNC_BATCH)

    def _move(self, path: str, changes: Iterable[Change], warehouse_id: str, request_id: str) -> BatchResult:
        rows = _rows(changes, "stock_value", (1, STOCK_RANGE[1]))
        params = self._params(warehouse_id)
        if not request_id:
            return self._run(path, rows, params)
        if not set(check_text("request_id", request_id, REQUEST_ID_LENGTH)) <= _REQUEST_ID:
            raise InvalidRequest("request_id: letters, digits, _ and - are allowed")
        if len(rows) > CHANGE_BATCH:
            raise InvalidRequest(f"changes: with a request_id at most {CHANGE_BATCH}")
        params.append(("request_id", request_id))
        return run_batches(rows, CHANGE_BATCH, lambda piece: self._once(path, piece, params))

    def _params(self, warehouse_id: str) -> list[tuple[str, str]]:
        params = [self._gateway.shop_param]
        if warehouse_id:
            params.append(("warehouse_id", str(check_id("warehouse_id", warehouse_id))))
        return params

    def _run(
        self, path: str, rows: list[Row], params: list[tuple[str, str]], size: int = CHANGE_BATCH
    ) -> BatchResult:
        return run_batches(rows, size, lambda piece: self._patiently(path, piece, params))

    def _patiently(self, path: str, rows: list[Row], params: list[tuple[str, str]]) -> Piece:
        """Send `rows`, and those beyond the limit of calls again after a pause, within the retry budget."""
        clock, budget = self._gateway.transport.clock, self._gateway.retry
        deadline = clock.monotonic() + budget.budget
        piece = self._once(path, rows, params)
        failed = [failure for failure in piece.failed if not isinstance(failure.error, Throttled)]
        waiting = [failure for failure in piece.failed if isinstance(failure.error, Throttled)]
        reported = list(piece.reported)
        while waiting and budget.tries > 1:
            wait = _PAUSE_WITHOUT_HINT if piece.wait is None else piece.wait
            if clock.monotonic() + wait > deadline:
                break
            clock.sleep(wait)
            piece = self._again(path, [failure.row for failure in waiting], params)
            failed += [failure for failure in piece.failed if not isinstance(failure.error, Throttled)]
            waiting = [failure for failure in piece.failed if isinstance(failure.error, Throttled)]
            reported += piece.reported
        return Piece(failed=(*failed, *waiting), reported=tuple(reported))

    def _again(self, path: str, rows: list[Row], params: list[tuple[str, str]]) -> Piece:
        """Send `rows`; a failure of the call is theirs alone, for others of the same piece went through."""
        try:
            return self._once(path, rows, params)
        except MarketplaceError as error:
            return Piece(failed=tuple(RowFailure(key=key_of(row), error=error, row=row) for row in rows))

    def _once(self, path: str, rows: list[Row], params: list[tuple[str, str]]) -> Piece:
        # The body is a bare list.
        response = self._gateway.write("POST", path, rows, params)
        envelope = response.json()
        failed = _failures(rows, rows_of(envelope, "data.failed_rows_data"))
        failed += unmatched(rows, failed, member(envelope, "data.failed_rows", int))
        data = envelope["data"]
        reported = rows_of(envelope, "data.succeed_rows_data") if "succeed_rows_data" in data else []
        return Piece(
            failed=tuple(failed),
            reported=tuple(reported),
            wait=wait_of(response, self._gateway.transport, full=True),
        )


def _rows(changes: Iterable[Change], field: str, allowed: tuple[int, int]) -> list[Row]:
    return [_row(change, field, allowed) for change in check_list("changes", changes)]


def _row(change: Change, field: str, allowed: tuple[int, int]) -> Row:
    if not isinstance(change, Change) or bool(change.product_id) == bool(change.sku):
        raise InvalidRequest("changes: each names a product_id or a sku, and not both")
    value = check_int("value", change.value, *allowed)
    if change.sku:
        return {"sku": check_text("sku", change.sku, SKU_LENGTH), field: value}
    return {"product_id": check_id("product_id", change.product_id), field: value}


def _failures(rows: list[Row], told: list[dict[str, Any]]) -> list[RowFailure]:
    """Return the failures that the answer names; a row is named by what it was sent with."""
    open_rows = list(rows)
    failures = []
    for report in told:
        row = next((row for row in open_rows if _is_about(report, row)), None)
        if row is None:
            continue
        open_rows.remove(row)
        error = row_error(str(report.get("message") or report.get("error") or ""))
        failures.append(RowFailure(key=key_of(row), error=error, row=row))
    return failures


def _is_about(report: dict[str, Any], row: Row) -> bool:
    name = "sku" if "sku" in row else "product_id"
    return str(report.get(name)) == str(row[name])
