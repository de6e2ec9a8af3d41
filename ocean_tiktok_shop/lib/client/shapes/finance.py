"""Filters of money lists; times are aware, ``ge <= time < lt``."""

from typing import Literal

from typing_extensions import TypedDict

from .types import Moment, filters


@filters
class StatementFilter(TypedDict, total=False):
    """Filters of "Get Statements"."""

    statement_time_ge: Moment
    statement_time_lt: Moment
    payment_status: Literal["PAID", "FAILED", "PROCESSING"]


@filters
class UnsettledFilter(TypedDict, total=False):
    """Filters of "Get Unsettled Transactions"; the time is that of the order's creation."""

    search_time_ge: Moment
    search_time_lt: Moment


@filters
class TimeFilter(TypedDict, total=False):
    """Filters of "Get Withdrawals" and "Get Payments"."""

    create_time_ge: Moment
    create_time_lt: Moment
