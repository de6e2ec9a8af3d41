"""The shop's balance (guides "balance history" and "export-balance-history")."""

from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.http import Response

from . import params
from .errors import ApiError
from .gate import Call, Gate
from .model import Movement, Shop
from .store import Store

PAGE = 500
DAYS = 31
EXPORT_DAYS = 7
FIRST_EXPORT = 123


class FinanceApi:
    """Answers ``saldo-history``."""

    def __init__(self, store: Store, gate: Gate) -> None:
        self._store = store
        self._gate = gate

    def history(self, call: Call) -> dict[str, Any] | Response:
        """GET /v1/fs/{fs_id}/shop/{shop_id}/saldo-history: newest first, or a table with ``export=1``."""
        shop = self._gate.shop(call, call.parts["shop_id"])
        rows = self._rows(call, shop, DAYS)
        part = params.page(call, PAGE, "SLD_DLV_002", 10)
        if call.request.get("export") == "1":
            return _table(rows)
        return {"have_next_page": len(rows) > part.stop, "saldo_history": rows[part]}

    def _rows(self, call: Call, shop: Shop, most: int) -> list[dict[str, Any]]:
        start, end = (params.day(call, name, "SLD_DLV_001") for name in ("from_date", "to_date"))
        if not 0 <= (end - start).days <= most:
            raise ApiError("SLD_DLV_001", f"Date Range must not be more than {most} days")
        balance, shown = 0, []
        own = [row for row in self._store.movements if row.shop_id == shop.id]
        for movement in sorted(own, key=lambda row: (row.at, row.id)):
            balance += movement.amount
            if start.isoformat() <= self._store.local(movement.at, "%Y-%m-%d") <= end.isoformat():
                shown.append(self._row(movement, balance))
        return shown[::-1]

    def _row(self, movement: Movement, balance: int) -> dict[str, Any]:
        return {
            "deposit_id": movement.id,
            "type_description": movement.description,
            "type": movement.kind,
            "class": movement.group,
            "amount": movement.amount,
            "note": movement.note,
            "create_time": self._store.local(movement.at),
            "withdrawal_date": "",
            "withdrawal_status": 0,
            "saldo": balance,
            "image": "https://images.tokopedia.net/img/saldo/transaction.png",
        }

    def request_export(self, call: Call) -> str:
        """GET /v2/fs/{fs_id}/shop/{shop_id}/saldo-history: a key to ask about."""
        shop = self._gate.shop(call, call.parts["shop_id"])
        if params.number(call, "saldo_type", "SLD_DLV_003", "SLD_DLV_003") not in (0, 1, 2):
            raise ApiError("SLD_DLV_003", "Invalid saldo_type")
        self._rows(call, shop, EXPORT_DAYS)
        key = f"SHD-{self._store.next_id('export', FIRST_EXPORT)}"
        self._store.exports.append(key)
        return key

    def export_status(self, call: Call) -> dict[str, Any]:
        """GET /v2/fs/{fs_id}/shop/{shop_id}/saldo-history/status; its fields are unconfirmed."""
        self._gate.shop(call, call.parts["shop_id"])
        key = call.request.get("request_key")
        if key not in self._store.exports:
            raise ApiError("SLD_USC_001", "Request key not found")
        return {"request_key": key, "status": "DONE"}


def _table(rows: list[dict[str, Any]]) -> Response:
    """Return the movements as the table that office programs open under the name ``.xls``."""
    names = ("deposit_id", "create_time", "type_description", "amount", "saldo", "note")
    lines = ["\t".join(names)] + ["\t".join(str(row[name]) for name in names) for row in rows]
    headers = {
        "Content-Type": "application/vnd.ms-excel",
        "Content-Disposition": 'attachment; filename="saldo.xls"',
    }
    return Response(200, ("\r\n".join(lines) + "\r\n").encode(), headers)
