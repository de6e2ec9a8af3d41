"""Orders: list and details."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import batches, check_choice, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from ..const import ORDER_BATCH, ORDER_DETAIL_FIELDS, ORDER_PAGE, ORDER_STATUS_FILTERS, ORDER_WINDOW
from .arguments import check_cursor, check_list, check_number, check_numbers, check_window, given
from .base import Resource
from .paging import all_by_cursor, cursor_page

_TIME_FIELDS = frozenset({"create_time", "update_time"})


class OrderMethods(Resource):
    """The part of ``/api/v2/order`` that reads orders."""

    @endpoint("GET", "/api/v2/order/get_order_list")
    def get_order_list(
        self,
        time_from: datetime,
        time_to: datetime,
        *,
        cursor: str = "",
        page_size: int = ORDER_PAGE,
        time_range_field: str = "update_time",
        order_status: str = "",
    ) -> dict[str, Any]:
        """Return one page of order numbers: ``{"order_list": [{"order_sn"}], "more", "next_cursor"}``.

        ``GET /api/v2/order/get_order_list``. Only ``more == False`` ends the list; earlier pages may
        be short.
        Orders that are paid but held are listed as PENDING.

        :param time_from, time_to: aware; at most 15 days apart.
        :param cursor: ``next_cursor`` of the page before.
        :param page_size: 1 to 100.
        :param order_status: one of ``ORDER_STATUS_FILTERS``; RETRY_SHIP, TO_CONFIRM_RECEIVE and TO_RETURN
            cannot be asked for, so synchronise without.
        :raise Rejected: ``order.order_list_invalid_time``
        """
        first, last = check_window(time_from, time_to, ORDER_WINDOW, "time_from, time_to")
        params = [
            ("time_range_field", check_choice("time_range_field", time_range_field, _TIME_FIELDS)),
            ("time_from", str(first)),
            ("time_to", str(last)),
            ("page_size", str(check_int("page_size", page_size, 1, ORDER_PAGE))),
            ("cursor", check_cursor(cursor)),
            ("request_order_status_pending", "true"),
        ]
        if given(order_status):
            params.append(("order_status", check_choice("order_status", order_status, ORDER_STATUS_FILTERS)))
        envelope = self._gateway.get("/api/v2/order/get_order_list", params)
        return cursor_page(envelope, "order_list", cursor)

    def iter_order_list(
        self, time_from: datetime, time_to: datetime, **options: Any
    ) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_order_list`, page after page; `options` are its keyword arguments."""
        first = options.pop("cursor", "")
        return all_by_cursor(
            lambda cursor: self.get_order_list(time_from, time_to, cursor=cursor, **options),
            "order_list",
            first,
        )

    @endpoint("GET", "/api/v2/order/get_order_detail")
    def get_order_detail(
        self, order_sns: Iterable[str], *, optional_fields: Iterable[str] = ORDER_DETAIL_FIELDS
    ) -> list[Any]:
        """Return the orders the shop knows of `order_sns`, in any order; calls with 50 numbers each.

        ``GET /api/v2/order/get_order_detail``. Rows are returned as they came. Unknown numbers are missing
        from the answer (listed in ``warning``) or refuse it as a whole (``error_not_found``).

        :param optional_fields: names of fields beside the few that always come.
        :raise Rejected: ``error_not_found`` for an order that does not exist or is another shop's;
            ``error_permission``
        """
        numbers = check_numbers("order_sns", order_sns)
        fields = check_list("optional_fields", optional_fields, least=0)
        names = ",".join(check_number("optional_fields", name) for name in fields)
        rows: list[Any] = []
        for batch in batches(numbers, ORDER_BATCH):
            params = [
                ("order_sn_list", ",".join(batch)),
                ("request_order_status_pending", "true"),
                ("response_optional_fields", names),
            ]
            envelope = self._gateway.get("/api/v2/order/get_order_detail", params)
            rows += member(envelope, "response.order_list", list)
        return rows
