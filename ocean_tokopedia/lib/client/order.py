"""Orders as they are."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_flag
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, InvalidRequest

from ..const import FULFILLMENT_PAGE, ORDER_PAGE, ORDER_STATUSES, ORDER_WINDOW
from ..crypto import Decryptor, is_sealed
from ..times import Frame
from .arguments import check_choice, check_days, check_id, check_moment, check_page, check_text, given
from .base import Gateway, Resource, rows_of

_logger = logging.getLogger(__name__)

_MOST_DAYS: Final = 366
_SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, kw_only=True)
class Label:
    """A shipping label as the platform prints it: a page of HTML."""

    content: bytes = field(repr=False)
    media_type: str


class OrderApi(Resource):
    """Reads of orders.

    List and single order use different names for the same data (``invoice_ref_num`` and ``invoice_number``,
    ``buyer`` and ``buyer_info``, ``recipient`` and ``order_info.destination``, ``amt.ttl_amount`` and
    ``open_amt``).

    Where a method names no code, refusals carry the codes that hold for all methods (README).

    :param decryptor: puts the buyers' data, which come encrypted, into their places. An order that it cannot
        open keeps its ``encryption`` and blank fields; without it all do.
    :param frame: how the platform counts ``from_date`` and ``to_date``.
    """

    def __init__(self, gateway: Gateway, decryptor: Decryptor | None = None, frame: Frame = Frame.UTC):
        super().__init__(gateway)
        self._decryptor = decryptor
        self._frame = frame

    @endpoint("GET", "/v2/order/list")
    def get_list(
        self,
        from_date: datetime,
        to_date: datetime,
        *,
        page: int = 1,
        per_page: int = ORDER_PAGE,
        status: int | None = None,
        warehouse_id: str = "",
    ) -> list[dict[str, Any]]:
        """Return one page of orders that were paid, buyers decrypted; only an empty page ends the list.

        ``GET /v2/order/list``. Which time the window is about (creation or payment) is unconfirmed; a later
        change of status brings no order back into it.

        :param from_date, to_date: aware; less than 3 days apart.
        :param page: from 1.
        :param per_page: 1 to 50.
        :param status: one of ``ORDER_STATUSES``, all without it.
        :param warehouse_id: of this warehouse instead of the whole shop.
        :raise Rejected: ``ORD_DLV_013`` for a window that is too long, ``ORD_API_009`` for an answer too
            large: ask for less per page
        """
        first, last = self._window(from_date, to_date)
        # At most one of shop and warehouse may be named (ORD_DLV_008).
        owner = ("warehouse_id", str(check_id("warehouse_id", warehouse_id))) if given(warehouse_id) else None
        params = [
            ("fs_id", self._gateway.app.fs_id),
            ("from_date", str(first)),
            ("to_date", str(last)),
            *check_page(page, per_page, ORDER_PAGE),
            owner or self._gateway.shop_param,
        ]
        if status is not None:
            params.append(("status", str(check_choice("status", status, ORDER_STATUSES))))
        rows = rows_of(self._gateway.get("/v2/order/list", params), "data")
        for index, row in enumerate(rows):
            if not str(row.get("order_id") or ""):
                raise ContractChanged("an order id is expected", path=f"data[{index}].order_id")
        return [self._opened(row) for row in rows]

    def iter_list(
        self, from_date: datetime, to_date: datetime, *, per_page: int = ORDER_PAGE, status: int | None = None
    ) -> Iterator[dict[str, Any]]:
        """Yield all orders between two aware times of any distance, once each.

        Windows of less than 3 days are asked for one after the other, each page after page.

        :raise ContractChanged: when a list repeats itself instead of ending
        """
        check_moment("from_date", from_date)
        check_moment("to_date", to_date)
        seen: set[str] = set()
        start = from_date
        while start <= to_date:
            end = min(start + ORDER_WINDOW, to_date)
            # Both ends belong to a window, and one of no length is refused.
            yield from self._iter_window(start, max(end, start + _SECOND), seen, per_page, status)
            start = end + _SECOND

    def _iter_window(
        self, start: datetime, end: datetime, seen: set[str], per_page: int, status: int | None
    ) -> Iterator[dict[str, Any]]:
        page, before = 1, None
        while rows := self.get_list(start, end, page=page, per_page=per_page, status=status):
            numbers = [str(row["order_id"]) for row in rows]
            if numbers == before:
                raise ContractChanged("the list repeats itself", path="data")
            for row in rows:
                # Orders that are paid meanwhile push others onto the next page.
                if str(row["order_id"]) not in seen:
                    seen.add(str(row["order_id"]))
                    yield row
            page, before = page + 1, numbers

    @endpoint("GET", "/v2/fs/{fs_id}/order")
    def get_order(self, order_id: str) -> dict[str, Any]:
        """Return one order with history, deadlines and shipment, the buyer decrypted.

        ``GET /v2/fs/{fs_id}/order?order_id=``. ``cancel_request_info`` with status 1 is a buyer who asks to
        cancel; the order's own status does not tell.

        :raise Rejected: ``ORD_API_008`` for an unknown order
        """
        return self._one(("order_id", str(check_id("order_id", order_id))))

    @endpoint("GET", "/v2/fs/{fs_id}/order")
    def get_order_by_invoice(self, invoice_number: str) -> dict[str, Any]:
        """Return one order by its invoice (``INV/20200110/XX/I/502``), as :meth:`get_order` does.

        ``GET /v2/fs/{fs_id}/order?invoice_num=``.

        :raise Rejected: ``ORD_API_008`` for an unknown order
        """
        return self._one(("invoice_num", check_text("invoice_number", invoice_number, 64)))

    def _one(self, param: tuple[str, str]) -> dict[str, Any]:
        order = member(self._gateway.get("/v2/fs/{fs_id}/order", [param]), "data", dict)
        if not order.get("order_id"):
            raise ContractChanged("an order id is expected", path="data.order_id")
        return self._opened(order)

    @endpoint("GET", "/v1/fs/{fs_id}/fulfillment_order")
    def get_fulfillment(self, order_id: str) -> dict[str, Any]:
        """Return booking code and cash on delivery of one order.

        ``GET /v1/fs/{fs_id}/fulfillment_order?order_id=``: ``{"order", "order_detail", "booking_data", …}``.
        ``booking_data.booking_code`` is there once the order is accepted; ``order.payment_amt_cod`` is what
        the courier collects.

        :raise Rejected: ``ORD_DLV_005`` to ``007`` for a bad id
        :raise ContractChanged: when the answer is about another order
        """
        number = check_id("order_id", order_id)
        envelope = self._gateway.get("/v1/fs/{fs_id}/fulfillment_order", [("order_id", str(number))])
        for row in rows_of(envelope, "data.order_data"):
            if str(member(row, "order", dict).get("order_id")) == str(number):
                return row
        raise ContractChanged("the order asked for is missing", path="data.order_data")

    @endpoint("GET", "/v1/fs/{fs_id}/fulfillment_order")
    def list_fulfillment(
        self, *, next_order_id: str = "", per_page: int = FULFILLMENT_PAGE
    ) -> dict[str, Any]:
        """Return a page of what :meth:`get_fulfillment` returns: ``{"order_data", "next_order_id", …}``.

        ``GET /v1/fs/{fs_id}/fulfillment_order``.

        :param next_order_id: of the page before.
        :param per_page: 1 to 10.
        :raise Rejected: ``ORD_DLV_025`` for a bad `next_order_id`, ``ORD_DLV_014`` to ``017`` for the page
        """
        params = [self._gateway.shop_param, check_page(1, per_page, FULFILLMENT_PAGE)[1]]
        if given(next_order_id):
            params.append(("next_order_id", str(check_id("next_order_id", next_order_id))))
        envelope = self._gateway.get("/v1/fs/{fs_id}/fulfillment_order", params)
        rows_of(envelope, "data.order_data")
        return member(envelope, "data", dict)

    def iter_fulfillment(self, *, per_page: int = FULFILLMENT_PAGE) -> Iterator[dict[str, Any]]:
        """Yield what :meth:`get_fulfillment` returns of all the shop's orders, once each, page after page."""
        seen: set[str] = set()
        following = ""
        while True:
            page = self.list_fulfillment(next_order_id=following, per_page=per_page)
            rows = {str(member(row, "order", dict).get("order_id")): row for row in page["order_data"] or []}
            fresh = [number for number in rows if number not in seen]
            seen.update(fresh)
            yield from (rows[number] for number in fresh)
            following = str(page.get("next_order_id") or "")
            if not fresh or not following.strip("0"):
                return

    @endpoint("GET", "/v1/order/{order_id}/fs/{fs_id}/shipping-label")
    def get_label(self, order_id: str, *, mark_printed: bool = True) -> Label:
        """Return the shipping label of an accepted order, a page of HTML.

        ``GET /v1/order/{order_id}/fs/{fs_id}/shipping-label?printed=``.

        :param mark_printed: the platform shows the label as printed from now on.
        :raise Rejected: ``ORD_API_008`` before the order is accepted
        """
        printed = "1" if check_flag("mark_printed", mark_printed) else "0"
        response = self._gateway.fetch(
            "/v1/order/{order_id}/fs/{fs_id}/shipping-label",
            [("printed", printed)],
            order_id=check_id("order_id", order_id),
        )
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type not in ("text/html", "application/pdf") or not response.body:
            raise ContractChanged(f"a label is expected, got {media_type or 'nothing'}")
        return Label(content=response.body, media_type=media_type)

    @endpoint("GET", "/resolution/v1/fs/{fs_id}/ticket")
    def list_tickets(self, from_date: date, to_date: date) -> list[dict[str, Any]]:
        """Return the buyers' complaints opened between two days, with solution and refund.

        ``GET /resolution/v1/fs/{fs_id}/ticket``; read only. Rows name the order by ``invoice_number``;
        ``total_issued_funds`` is what the buyer gets back. No largest range is documented.
        """
        start, end = check_days(from_date, to_date, _MOST_DAYS)
        params = [
            self._gateway.shop_param,
            ("from_date", start.isoformat()),
            ("to_date", end.isoformat()),
        ]
        envelope = self._gateway.get("/resolution/v1/fs/{fs_id}/ticket", params)
        shops = rows_of(envelope, "data.shops")
        return [ticket for shop in shops for ticket in rows_of(shop, "ticket")]

    def _window(self, from_date: datetime, to_date: datetime) -> tuple[int, int]:
        first = check_moment("from_date", from_date, self._frame)
        last = check_moment("to_date", to_date, self._frame)
        if not 0 < last - first <= ORDER_WINDOW.total_seconds():
            raise InvalidRequest("from_date, to_date: the window is longer than zero and less than 3 days")
        return first, last

    def _opened(self, order: dict[str, Any]) -> dict[str, Any]:
        """Return `order` with its buyer; one that cannot be opened is no reason to lose the others."""
        if self._decryptor is None or not is_sealed(order):
            return order
        try:
            return self._decryptor.open_order(order)
        except ContractChanged as error:
            _logger.warning("the buyer of order %s stays encrypted: %s", order["order_id"], error)
            return order
