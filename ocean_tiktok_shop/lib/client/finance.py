"""Statements, their transactions, payments and withdrawals."""

from collections.abc import Iterable, Iterator
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from ..const import FINANCE_PAGE
from .answers import data_of, iterate, page_of
from .arguments import as_params, check_choices, check_id, check_shape, paging, sorting
from .base import Resource
from .shapes.finance import StatementFilter, TimeFilter, UnsettledFilter

_WITHDRAWAL_TYPES = ("WITHDRAW", "SETTLE", "TRANSFER", "REVERSE", "PAYMENT", "REFUND")
_PAYMENT_VERSIONS = ("202605", "202309")


class FinanceApi(Resource):
    """``/finance``.

    There is one statement per seller and day, cut at 00:00 UTC. A statement has one transaction per order or
    adjustment, an order one per SKU. Amounts are decimal text and may be negative; fees grow by the month, so
    unknown fields are to be expected.
    """

    @endpoint("GET", "/finance/202309/statements")
    def get_statements(
        self,
        *,
        page_size: int = FINANCE_PAGE,
        page_token: str = "",
        sort_order: str = "ASC",
        **filters: Unpack[StatementFilter],
    ) -> dict[str, Any]:
        """Return one page of ``statements``: ``{"id", "statement_time", "settlement_amount"…}``.

        ``GET /finance/202309/statements`` ("Get Statements"); data since 2023-07-01.

        :param page_size: 1 to 100.
        :param filters: times are aware, ``ge <= time < lt``.
        """
        params = paging(page_size, page_token, FINANCE_PAGE) + _sorting("statement_time", sort_order)
        params += as_params(check_shape(StatementFilter, "", filters))
        return page_of(self._gateway.get("/finance/202309/statements", params), "statements", page_token)

    def iter_statements(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_statements`, page after page; `options` are its keyword arguments."""
        return iterate(self.get_statements, "statements", **options)

    @endpoint("GET", "/finance/202501/statements/{statement_id}/statement_transactions")
    def get_transactions_by_statement(
        self,
        statement_id: str,
        *,
        page_size: int = FINANCE_PAGE,
        page_token: str = "",
        sort_order: str = "ASC",
    ) -> dict[str, Any]:
        """Return one page of a statement: its totals, and one of ``transactions`` per order or adjustment.

        ``GET /finance/202501/statements/{statement_id}/statement_transactions`` ("Get Transactions by
        Statement"). Version 202309 was switched off at the end of 2025.
        """
        params = paging(page_size, page_token, FINANCE_PAGE) + _sorting("order_create_time", sort_order)
        path = f"/finance/202501/statements/{check_id('statement_id', statement_id)}/statement_transactions"
        return page_of(self._gateway.get(path, params), "transactions", page_token)

    def iter_transactions_by_statement(self, statement_id: str, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all ``transactions`` of :meth:`get_transactions_by_statement`, page after page."""
        options["statement_id"] = statement_id
        return iterate(self.get_transactions_by_statement, "transactions", **options)

    @endpoint("GET", "/finance/202501/orders/{order_id}/statement_transactions")
    def get_transactions_by_order(self, order_id: str) -> dict[str, Any]:
        """Return what an order has settled: totals, and one of ``sku_transactions`` per SKU and statement.

        ``GET /finance/202501/orders/{order_id}/statement_transactions`` ("Get Transactions by Order").
        """
        path = f"/finance/202501/orders/{check_id('order_id', order_id)}/statement_transactions"
        return data_of(self._gateway.get(path))

    @endpoint("GET", "/finance/202507/orders/unsettled")
    def get_unsettled_transactions(
        self,
        *,
        page_size: int = FINANCE_PAGE,
        page_token: str = "",
        sort_order: str = "ASC",
        **filters: Unpack[UnsettledFilter],
    ) -> dict[str, Any]:
        """Return one page of estimates: totals, and one of ``transactions`` per order not settled yet.

        ``GET /finance/202507/orders/unsettled`` ("Get Unsettled Transactions"); orders since 2025-01-01.
        """
        params = paging(page_size, page_token, FINANCE_PAGE) + _sorting("order_create_time", sort_order)
        params += as_params(check_shape(UnsettledFilter, "", filters))
        return page_of(
            self._gateway.get("/finance/202507/orders/unsettled", params), "transactions", page_token
        )

    def iter_unsettled_transactions(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all ``transactions`` of :meth:`get_unsettled_transactions`, page after page."""
        return iterate(self.get_unsettled_transactions, "transactions", **options)

    @endpoint("GET", "/finance/202309/withdrawals")
    def get_withdrawals(
        self,
        types: Iterable[str] = _WITHDRAWAL_TYPES,
        *,
        page_size: int = FINANCE_PAGE,
        page_token: str = "",
        **filters: Unpack[TimeFilter],
    ) -> dict[str, Any]:
        """Return one page of ``withdrawals``, movements of the balance: ``{"id", "type", "amount", …}``.

        ``GET /finance/202309/withdrawals`` ("Get Withdrawals").

        :param types: WITHDRAW, SETTLE, TRANSFER, REVERSE, PAYMENT, REFUND.
        :raise Rejected: ``22005007`` the merchant does not exist
        """
        chosen = check_choices("types", types, _WITHDRAWAL_TYPES, 1)
        params = [("types", ",".join(chosen)), *paging(page_size, page_token, FINANCE_PAGE)]
        params += as_params(check_shape(TimeFilter, "", filters))
        return page_of(self._gateway.get("/finance/202309/withdrawals", params), "withdrawals", page_token)

    def iter_withdrawals(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_withdrawals`, page after page; `options` are its keyword arguments."""
        return iterate(self.get_withdrawals, "withdrawals", **options)

    @endpoint("GET", "/finance/202605/payments", "third party")
    @endpoint("GET", "/finance/202309/payments")
    def get_payments(
        self,
        *,
        page_size: int = FINANCE_PAGE,
        page_token: str = "",
        sort_order: str = "ASC",
        version: str = _PAYMENT_VERSIONS[0],
        **filters: Unpack[TimeFilter],
    ) -> dict[str, Any]:
        """Return one page of payouts: ``{"payments": [{"id", "status", "amount", "paid_time"}]}``.

        ``GET /finance/202605/payments`` ("Get Payments"). Not for South East Asia: use statements and
        withdrawals there.
        """
        params = paging(page_size, page_token, FINANCE_PAGE) + _sorting("create_time", sort_order)
        params += as_params(check_shape(TimeFilter, "", filters))
        path = f"/finance/{check_choice('version', version, _PAYMENT_VERSIONS)}/payments"
        return page_of(self._gateway.get(path, params), "payments", page_token)

    def iter_payments(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_payments`, page after page; `options` are its keyword arguments."""
        return iterate(self.get_payments, "payments", **options)


def _sorting(field: str, sort_order: str) -> list[tuple[str, str]]:
    """Return the sorting; the platform insists on the field although there is one only."""
    return sorting(field, sort_order, (field,))
