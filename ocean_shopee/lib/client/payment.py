"""Money of orders, and when it is released."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import batches, check_choice, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import THIRD_PARTY, UNCONFIRMED, endpoint

from ..const import ESCROW_BATCH, PAYMENT_PAGE, WALLET_TABS, WALLET_WINDOW
from .arguments import check_number, check_numbers, check_text, check_window, given, query
from .paging import all_by_number, numbered_page
from .payment_income import IncomeMethods


class PaymentApi(IncomeMethods):
    """``/api/v2/payment``. The sandbox does not offer it."""

    @endpoint("GET", "/api/v2/payment/get_escrow_detail")
    def get_escrow_detail(self, order_sn: str) -> dict[str, Any]:
        """Return who pays what of one order, in the currency of the order.

        ``GET /api/v2/payment/get_escrow_detail``. An estimate that changes until the order is COMPLETED.

        :raise Rejected: ``order_not_found`` or ``error_not_found`` while there is no escrow
        """
        params = [("order_sn", check_number("order_sn", order_sn))]
        return self._read("/api/v2/payment/get_escrow_detail", params)

    @endpoint("POST", "/api/v2/payment/get_escrow_detail_batch", THIRD_PARTY)
    def get_escrow_detail_batch(self, order_sns: Iterable[str]) -> list[dict[str, Any]]:
        """Return the escrow details there are of `order_sns`; calls with 20 numbers each.

        ``POST /api/v2/payment/get_escrow_detail_batch``: the documentation's table says GET, its change log
        and every working client POST. Orders without escrow are missing from the answer.

        :raise Rejected: ``exceed_max_limit``, ``common.error_not_found``
        """
        numbers = check_numbers("order_sns", order_sns)
        details: list[dict[str, Any]] = []
        for batch in batches(numbers, ESCROW_BATCH):
            body = {"order_sn_list": list(batch)}
            envelope = self._gateway.read_by_post("/api/v2/payment/get_escrow_detail_batch", body)
            rows = member(envelope, "response", list)
            details += [
                row["escrow_detail"] for row in rows if isinstance(row, dict) and "escrow_detail" in row
            ]
        return details

    @endpoint("GET", "/api/v2/payment/get_escrow_list", UNCONFIRMED)
    def get_escrow_list(
        self,
        released_from: datetime,
        released_to: datetime,
        *,
        page_no: int = 1,
        page_size: int = PAYMENT_PAGE,
    ) -> dict[str, Any]:
        """Return one page of paid out orders: ``{"escrow_list": [{"order_sn", "payout_amount"}], "more"}``.

        ``GET /api/v2/payment/get_escrow_list``. Amounts in the shop's currency. No largest window is
        documented.

        :param released_from, released_to: aware.
        :param page_no: from 1.
        :param page_size: 1 to 100.
        :raise Rejected: ``income_not_found``, ``shopid_invalid``
        """
        first, last = check_window(released_from, released_to, None, "released_from, released_to")
        params = query(
            release_time_from=first,
            release_time_to=last,
            page_no=check_int("page_no", page_no, 1, 2**31 - 1),
            page_size=check_int("page_size", page_size, 1, PAYMENT_PAGE),
        )
        return numbered_page(self._gateway.get("/api/v2/payment/get_escrow_list", params), "escrow_list")

    def iter_escrow_list(
        self, released_from: datetime, released_to: datetime, *, page_size: int = PAYMENT_PAGE
    ) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_escrow_list`."""
        return all_by_number(
            lambda page: self.get_escrow_list(released_from, released_to, page_no=page, page_size=page_size),
            "escrow_list",
            1,
        )

    @endpoint("GET", "/api/v2/payment/get_wallet_transaction_list")
    def get_wallet_transaction_list(
        self,
        created_from: datetime,
        created_to: datetime,
        *,
        page_no: int = 0,
        page_size: int = PAYMENT_PAGE,
        tab_type: str = "",
        transaction_type: str = "",
        wallet_type: str = "",
        money_flow: str = "",
    ) -> dict[str, Any]:
        """Return one page of the wallet's movements: ``{"transaction_list", "more"}``; local shops only.

        ``GET /api/v2/payment/get_wallet_transaction_list``. Amounts in the shop's currency.

        :param created_from, created_to: aware; at most 15 days apart.
        :param page_no: from 0.
        :param page_size: 1 to 100.
        :param tab_type: one of ``WALLET_TABS``.
        :param transaction_type: a code, e.g. ``101``; the answers carry names.
        :raise Rejected: ``time_period_too_large``, ``time_invalid``
        """
        first, last = check_window(created_from, created_to, WALLET_WINDOW, "created_from, created_to")
        words = {
            "transaction_type": transaction_type,
            "wallet_type": wallet_type,
            "money_flow": money_flow,
        }
        params = query(
            page_no=check_int("page_no", page_no, 0, 2**31 - 1),
            page_size=check_int("page_size", page_size, 1, PAYMENT_PAGE),
            create_time_from=first,
            create_time_to=last,
            transaction_tab_type=check_choice("tab_type", tab_type, WALLET_TABS) if given(tab_type) else "",
            **{name: check_text(name, word, 64, empty=True) for name, word in words.items()},
        )
        envelope = self._gateway.get("/api/v2/payment/get_wallet_transaction_list", params)
        return numbered_page(envelope, "transaction_list")

    def iter_wallet_transaction_list(
        self, created_from: datetime, created_to: datetime, **options: Any
    ) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_wallet_transaction_list`; `options` are its keyword arguments."""
        first = options.pop("page_no", 0)
        return all_by_number(
            lambda page: self.get_wallet_transaction_list(created_from, created_to, page_no=page, **options),
            "transaction_list",
            first,
        )
