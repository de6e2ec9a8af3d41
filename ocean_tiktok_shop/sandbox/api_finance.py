"""Endpoints ``finance/*``."""

from typing import Any

from .damage import Damage
from .errors import ApiError
from .gate import Call
from .model import Shop
from .paging import in_window, paged
from .settle import (
    DAY,
    Money,
    Row,
    Statement,
    breakdowns,
    estimated_breakdowns,
    estimates,
    order_rows,
    statement_id,
    statements,
)
from .store import Store

SOUTH_EAST_ASIA = ("ID", "MY", "PH", "SG", "TH", "VN")


class FinanceApi:
    """Statements, their rows, estimates, withdrawals and payments."""

    def __init__(self, store: Store, damage: Damage) -> None:
        self._store = store
        self._damage = damage

    def statements(self, call: Call) -> dict[str, Any]:
        """GET /finance/202309/statements: one per day, cut at 00:00 UTC."""
        window = self._window(call, "statement_time")
        rows = [
            statement
            for statement in statements(self._store, call.shop)
            if in_window(self._store, window, "statement_time", statement.time)
            and call.text("payment_status") in ("", self._paid(statement))
        ]
        page, more = paged(self._store, call, rows, lambda row: (row.time, row.id))
        del more["total_count"]
        return {**more, "statements": [self._statement(call.shop, row) for row in page]}

    def _window(self, call: Call, name: str) -> dict[str, int]:
        bounds = (f"{name}_ge", f"{name}_lt")
        return {bound: call.number(bound, 0) for bound in bounds if call.text(bound)}

    def _paid(self, statement: Statement) -> str:
        return "PROCESSING" if statement.time + DAY > self._store.now else "PAID"

    def _statement(self, shop: Shop, statement: Statement) -> dict[str, Any]:
        paid = self._paid(statement)
        shown = {
            "id": statement.id,
            "statement_time": statement.time,
            "currency": shop.currency,
            "settlement_amount": str(statement.settlement),
            "revenue_amount": str(statement.total("revenue_total")),
            "fee_amount": str(statement.total("fee_total") + statement.total("shipping_total")),
            "adjustment_amount": str(statement.adjustments),
            "payment_status": paid,
        }
        if paid == "PAID":
            shown |= {"payment_id": f"34{statement.id[2:]}", "payment_time": statement.time + DAY}
        return shown

    def by_statement(self, call: Call) -> dict[str, Any]:
        """GET /finance/202501/statements/{statement_id}/statement_transactions: rows at order level."""
        wanted = call.path["statement_id"]
        found = next((row for row in statements(self._store, call.shop) if row.id == wanted), None)
        if found is None:
            raise ApiError(36009004, "Invalid params. The statement does not exist.")
        page, more = paged(self._store, call, found.rows, lambda row: (row.at, row.id))
        settlement = str(found.settlement)
        return {
            **more,
            "id": found.id,
            "create_time": found.time,
            "status": "SETTLED" if self._paid(found) == "PAID" else "PROCESSING",
            "currency": call.shop.currency,
            "payable_amount": settlement,
            "total_reserve_amount": "0",
            "total_settlement_amount": settlement,
            "total_settlement_breakdown": {
                "total_revenue_amount": str(found.total("revenue_total")),
                "total_shipping_cost_amount": str(found.total("shipping_total")),
                "total_fee_tax_amount": str(found.total("fee_total")),
                "total_adjustment_amount": str(found.adjustments),
            },
            "transactions": [self._transaction(row) for row in page],
        }

    def _transaction(self, row: Row) -> dict[str, Any]:
        if row.adjustment is not None:
            return {
                "id": row.id,
                "type": row.adjustment.kind,
                "adjustment_id": row.id,
                "adjustment_order_id": row.adjustment.order_id,
                "adjustment_amount": str(row.amount),
                "settlement_amount": str(row.amount),
            }
        assert row.order is not None, "a row is an order or an adjustment"
        return {
            "id": row.id,
            "type": "ORDER",
            "order_id": row.order.id,
            "order_create_time": row.order.create_time,
            "adjustment_amount": "0",
            **_totals(row.money),
            **breakdowns(row.money),
        }

    def by_order(self, call: Call) -> dict[str, Any]:
        """GET /finance/202501/orders/{order_id}/statement_transactions: rows at SKU level."""
        order = self._store.orders.get(call.path["order_id"])
        if order is None or order.shop_id != call.shop.id:
            raise ApiError(21008111)
        whole, shown = Money(), []
        for row in order_rows(self._store, order):
            number = statement_id(self._store, call.shop, row.statement_time)
            whole.add(row.money)
            for sku_id, money in row.skus.items():
                unit = next(unit for unit in order.units if unit.sku_id == sku_id)
                names = {"sku_id": sku_id, "sku_name": unit.sku_name, "product_name": unit.product_name}
                shown.append(
                    {**names, "statement_id": number, "quantity": str(money.quantity), **_totals(money)}
                    | breakdowns(money)
                )
        answer = {
            "order_id": order.id,
            "order_create_time": order.create_time,
            "currency": order.currency,
            "revenue_amount": str(whole.revenue_total),
            "shipping_cost_amount": str(whole.shipping_total),
            self._store.switches.fee_field_by_order: str(whole.fee_total),
            "settlement_amount": str(whole.settlement),
            "total_count": len(shown),
            "sku_transactions": shown,
        }
        return self._damage.apply(call.request.path, order, "statement", answer)

    def unsettled(self, call: Call) -> dict[str, Any]:
        """GET /finance/202507/orders/unsettled: estimates of orders that are in no statement yet."""
        window = self._window(call, "search_time")
        rows = [
            (order, money)
            for order, money in estimates(self._store, call.shop)
            if in_window(self._store, window, "search_time", order.create_time)
        ]
        page, more = paged(self._store, call, rows, lambda row: (row[0].create_time, row[0].id))
        return {
            **more,
            "sum_est_settlement_amount": str(sum(money.settlement for _order, money in rows)),
            "sum_est_revenue_amount": str(sum(money.revenue_total for _order, money in rows)),
            "sum_est_adjustment_amount": "0",
            "sum_est_fee_amount": str(sum(money.fee_total + money.shipping_total for _order, money in rows)),
            "transactions": [
                {
                    "type": "ORDER",
                    "id": f"16{order.id[2:]}",
                    "status": "UNSETTLED",
                    "currency": order.currency,
                    "order_id": order.id,
                    "order_create_time": order.create_time,
                    "order_delivery_time": order.delivery_time,
                    "estimated_settlement": "Delivered + 7 days",
                    "unsettled_reason": "WAITING_FOR_PACKAGE_DELIVERY",
                    "est_settlement_amount": str(money.settlement),
                    "est_revenue_amount": str(money.revenue_total),
                    "est_shipping_cost_amount": str(money.shipping_total),
                    "est_fee_tax_amount": str(money.fee_total),
                    "est_adjustment_amount": "0",
                    **estimated_breakdowns(money),
                }
                for order, money in page
            ],
        }

    def withdrawals(self, call: Call) -> dict[str, Any]:
        """GET /finance/202309/withdrawals: statements paid into the balance, and the balance paid out."""
        kinds, window = call.entries("types"), self._window(call, "create_time")
        rows = [
            row
            for row in self._movements(call.shop)
            if row["type"] in kinds and in_window(self._store, window, "create_time", row["create_time"])
        ]
        page, more = paged(self._store, call, rows, lambda row: (row["create_time"], row["id"]))
        return {**more, "withdrawals": page}

    def _movements(self, shop: Shop) -> list[dict[str, Any]]:
        rows, balance = [], 0
        for statement in statements(self._store, shop):
            at = statement.time + DAY
            if at > self._store.now:
                continue
            rows.append(_movement(shop, f"71{statement.id[2:]}", "SETTLE", statement.settlement, at))
            balance += statement.settlement
            if (at // DAY) % 3 == 0 and balance > 0:
                rows.append(_movement(shop, f"72{statement.id[2:]}", "WITHDRAW", -balance, at + 7200))
                balance = 0
        return [row for row in rows if row["create_time"] <= self._store.now]

    def payments(self, call: Call) -> dict[str, Any]:
        """GET /finance/*/payments: not available in South-East Asia."""
        if call.shop.region in SOUTH_EAST_ASIA and self._store.switches.payments_refused:
            raise ApiError(21008106)
        window = self._window(call, "create_time")
        rows = [
            row
            for row in statements(self._store, call.shop)
            if self._paid(row) == "PAID" and in_window(self._store, window, "create_time", row.time)
        ]
        page, more = paged(self._store, call, rows, lambda row: (row.time, row.id))
        del more["total_count"]
        return {**more, "payments": [self._payment(call, row) for row in page]}

    def _payment(self, call: Call, statement: Statement) -> dict[str, Any]:
        money = {"value": str(statement.settlement), "currency": call.shop.currency}
        shown: dict[str, Any] = {
            "id": f"34{statement.id[2:]}",
            "create_time": statement.time,
            "paid_time": statement.time + DAY,
            "status": "PAID",
            "amount": money,
            "settlement_amount": money,
            "payment_amount_before_exchange": money,
            "exchange_rate": "1",
            "bank_account": "****1234",
        }
        if call.version == "202309":
            shown["reserve_amount"] = {"value": "0", "currency": call.shop.currency}
        return shown


def _totals(money: Money) -> dict[str, str]:
    return {
        "settlement_amount": str(money.settlement),
        "revenue_amount": str(money.revenue_total),
        "shipping_cost_amount": str(money.shipping_total),
        "fee_tax_amount": str(money.fee_total),
    }


def _movement(shop: Shop, number: str, kind: str, amount: int, at: int) -> dict[str, Any]:
    return {
        "id": number,
        "type": kind,
        "amount": str(amount),
        "currency": shop.currency,
        "status": "SUCCESS",
        "create_time": at,
    }
