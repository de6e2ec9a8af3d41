"""Endpoints ``payment/*`` about the wallet and income (Shopee v2 payment)."""

import csv
import io
from datetime import datetime, timedelta, timezone
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.http import Request, Response

from . import pages, params
from .api_payment import has_escrow
from .errors import ApiError, bad_param
from .escrow import escrow_detail
from .gate import Call
from .ledger import TABS, TYPES, Entry, with_balances
from .model import Order
from .route import Route, get
from .store import Report, Store

LOCAL = timezone(timedelta(hours=7))
DAY = 86_400
WALLET_WINDOW = 15 * DAY
INCOME_DAYS = 14
TO_RELEASE, RELEASED, PENDING = 0, 1, 2
DONE, RUNNING = 2, 1
STATUS_TEXT = {RELEASED: "Dana telah dilepaskan", PENDING: "Dana dalam proses"}


class IncomeApi:
    """Shows money that came and comes."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints; those that generate something are called by GET all the same."""
        return {
            "payment/get_wallet_transaction_list": get(self.wallet),
            "payment/get_income_overview": get(self.overview),
            "payment/get_income_detail": get(self.detail),
            "payment/generate_income_report": get(self.make_report, writes=True),
            "payment/get_income_report": get(self.report),
            "payment/generate_income_statement": get(self.make_statement, writes=True),
            "payment/get_income_statement": get(self.statement),
        }

    def wallet(self, call: Call) -> dict[str, Any]:
        """GET get_wallet_transaction_list: newest first, pages from 0; balances add up."""
        start, end = params.number(call, "create_time_from", 0), params.number(call, "create_time_to", 0)
        if end and start > end:
            raise ApiError("time_invalid", "create_time_from is later than create_time_to.")
        if start and (end or self._store.now) - start > WALLET_WINDOW:
            raise ApiError("time_period_too_large", "The period is longer than 15 days.")
        found = [
            (entry, balance)
            for entry, balance in reversed(with_balances(self._store, call.shop_id))
            if start <= entry.time <= (end or self._store.now) and _fits(call, entry)
        ]
        page, more = pages.numbered(call, found, 0)
        rows = [self._wallet_row(entry, balance) for entry, balance in page]
        return {"response": {"transaction_list": rows, "more": more}}

    def _wallet_row(self, entry: Entry, balance: int) -> dict[str, Any]:
        return {
            "status": "COMPLETED",
            "transaction_type": TYPES[entry.code],
            "txn_title": TYPES[entry.code].replace("_", " ").title(),
            "amount": entry.amount,
            "current_balance": balance,
            "create_time": entry.time,
            "order_sn": entry.order_sn,
            "refund_sn": entry.refund_sn,
            "withdrawal_type": "MANUAL" if entry.code == 201 else "",
            "transaction_fee": 0,
            "description": entry.description,
            "buyer_name": entry.buyer_name,
            "pay_order_list": [],
            "shop_name": self._store.shops[entry.shop_id].name,
            "withdrawal_id": entry.id if entry.code == 201 else 0,
            "reason": "",
            "root_withdrawal_id": 0,
            "transaction_tab_type": TABS[entry.code],
            "money_flow": "MONEY_OUT" if entry.amount < 0 else "MONEY_IN",
        }

    def _pending(self, shop_id: int) -> list[tuple[Order, int]]:
        """Return the orders on their way to a payout, each with its expected escrow."""
        return [
            (order, escrow_detail(order)["order_income"]["escrow_amount"])
            for order in self._store.orders_of(shop_id)
            if has_escrow(order) and not order.complete_time and order.status != "CANCELLED"
        ]

    def _released(self, shop_id: int, start: int, end: int) -> list[tuple[Order, int]]:
        return [
            (order, escrow_detail(order)["order_income"]["escrow_amount_after_adjustment"])
            for order in self._store.orders_of(shop_id)
            if order.complete_time and start <= order.complete_time <= end
        ]

    def overview(self, call: Call) -> dict[str, Any]:
        """GET get_income_overview: at top level as in the sample or in ``response``, see ``income_shape``."""
        params.within(call, "income_status", 0, 2, default=PENDING)
        released = sum(amount for _order, amount in self._released(call.shop_id, 0, self._store.now))
        pending = sum(amount for _order, amount in self._pending(call.shop_id))
        total = {"pending_amount": pending, "released_amount": released}
        if self._store.switches.income_shape == "sample":
            return {"total_income": total}
        return {"response": {"latest_payout_date": "", "total_income": total | {"to_release_amount": 0}}}

    def detail(self, call: Call) -> dict[str, Any]:
        """GET get_income_detail: days as texts, at most 14; status 0 is for cross-border shops only."""
        status = params.within(call, "income_status", 0, 2)
        size = params.within(call, "page_size", 1, 100)
        start, last = _day(call, "date_from"), _day(call, "date_to")
        if not start <= last <= start + INCOME_DAYS * DAY:
            raise bad_param(f"date_from and date_to should be at most {INCOME_DAYS} days apart")
        end = last + DAY - 1
        rows = self._income_rows(call.shop_id, status, start, end)
        page, _more, cursor = pages.by_cursor(rows, params.text(call, "cursor", ""), size)
        name = "list" if self._store.switches.income_shape == "sample" else "income_detail_list_item"
        return {"income_detail_list": {"next_page": {"cursor": cursor, "page_size": size}, name: page}}

    def _income_rows(self, shop_id: int, status: int, start: int, end: int) -> list[dict[str, Any]]:
        if status == RELEASED:
            return [
                _income_row(order, status)
                | {"released_amount": amount, "actual_payout_time": order.complete_time}
                for order, amount in self._released(shop_id, start, min(end, self._store.now))
            ]
        if status == TO_RELEASE:
            return []
        return [
            _income_row(order, status)
            | {
                "estimated_escrow_amount": amount,
                "estimated_payout_time": order.create_time + 14 * DAY,
                "creation_date": order.create_time,
            }
            for order, amount in self._pending(shop_id)
            if start <= order.create_time <= end
        ]

    def make_report(self, call: Call) -> dict[str, Any]:
        """GET generate_income_report: starts a job."""
        return {"response": {"id": self._make(call, "report")}, "msg": ""}

    def make_statement(self, call: Call) -> dict[str, Any]:
        """GET generate_income_statement: 1 weekly, 2 monthly."""
        params.within(call, "statement_type", 1, 2)
        return {"response": {"id": self._make(call, "statement")}}

    def _make(self, call: Call, kind: str) -> int:
        start, end = params.number(call, "release_time_from"), params.number(call, "release_time_to")
        if start >= end:
            raise bad_param("release_time_from is later than release_time_to")
        number = self._store.number("report", 510_001)
        ready = self._store.now + self._store.switches.report_delay
        self._store.reports[number] = Report(number, call.shop_id, kind, start, end, ready)
        return number

    def report(self, call: Call) -> dict[str, Any]:
        """GET get_income_report: with a link once it is made."""
        return {"response": self._show(call, "report", "income_report_id"), "msg": ""}

    def statement(self, call: Call) -> dict[str, Any]:
        """GET get_income_statement: with a link once it is made."""
        return {"response": self._show(call, "statement", "income_statement_id")}

    def _show(self, call: Call, kind: str, name: str) -> dict[str, Any]:
        found = self._store.reports.get(params.number(call, name))
        if found is None or (found.shop_id, found.kind) != (call.shop_id, kind):
            raise bad_param(f"{name} is unknown")
        ready = self._store.now >= found.ready_time
        return {
            "id": found.id,
            "file_name": f"income_{kind}_{found.id}.csv",
            "status": DONE if ready else RUNNING,
            "generated_time": found.ready_time if ready else 0,
            "file_link": f"{call.request.base_url}/seller_income?id={found.id}" if ready else "",
        }

    def file(self, request: Request) -> Response:
        """GET /seller_income: the file behind the link of a report, without any signature."""
        number = request.get("id") or ""
        found = self._store.reports.get(int(number)) if number.isdigit() else None
        if found is None or self._store.now < found.ready_time:
            raise bad_param("there is no such file")
        text = io.StringIO()
        table = csv.writer(text)
        table.writerow(["order_sn", "payment_method", "released_amount", "payout_time"])
        for order, amount in self._released(found.shop_id, found.start, found.end):
            table.writerow([order.sn, order.payment_method, amount, order.complete_time])
        return Response(200, text.getvalue().encode(), {"Content-Type": "text/csv"})


def _fits(call: Call, entry: Entry) -> bool:
    tab = params.text(call, "transaction_tab_type", "") or "default"
    flow = params.text(call, "money_flow", "")
    kinds = params.comma_list(call, "transaction_type")
    if tab not in ("default", *TABS.values()) and not tab.startswith(
        ("wallet_", "fast_", "seller_", "corporate_")
    ):
        raise bad_param("transaction_tab_type is invalid")
    return (
        tab in ("default", TABS[entry.code])
        and (not kinds or str(entry.code) in kinds)
        and (not flow or flow == ("MONEY_OUT" if entry.amount < 0 else "MONEY_IN"))
    )


def _income_row(order: Order, status: int) -> dict[str, Any]:
    return {
        "order_sn": order.sn,
        "payment_method": order.payment_method,
        "currency": order.currency,
        "description": "Order Income",
        "status": STATUS_TEXT[status],
    }


def _day(call: Call, name: str) -> int:
    try:
        day = datetime.strptime(params.text(call, name), "%Y-%m-%d").replace(tzinfo=LOCAL)
    except ValueError:
        raise bad_param(f"{name} should be YYYY-MM-DD") from None
    return int(day.timestamp())
