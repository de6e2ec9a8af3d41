"""Invoices: what buyers ask for, and the documents themselves."""

from collections.abc import Iterable, Iterator
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import objects_at
from odoo.addons.ocean_marketplace_base.lib.arguments import batches, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.http import FilePart

from ..const import INVOICE_BATCH, INVOICE_BYTES, INVOICE_TYPES, ORDER_PAGE
from .arguments import check_cursor, check_file, check_number, check_numbers, query
from .base import Resource
from .documents import Document
from .paging import all_by_cursor, cursor_page


class InvoiceMethods(Resource):
    """The part of ``/api/v2/order`` about invoices.

    Where a method names no code, refusals carry the codes that hold for all methods (README).
    """

    @endpoint("POST", "/api/v2/order/get_buyer_invoice_info")
    def get_buyer_invoice_info(self, order_sns: Iterable[str]) -> list[dict[str, Any]]:
        """Return whom invoices are for: ``{"order_sn", "invoice_type", "invoice_detail", "error"}``.

        ``POST /api/v2/order/get_buyer_invoice_info``, a read; VN, TH and PH. The rows stand beside the
        envelope's fields. Calls with 50 numbers each.

        :raise Rejected: ``error_order``
        """
        rows: list[dict[str, Any]] = []
        for batch in batches(check_numbers("order_sns", order_sns), INVOICE_BATCH):
            values = {"queries": [{"order_sn": number} for number in batch]}
            envelope = self._gateway.read_by_post("/api/v2/order/get_buyer_invoice_info", values)
            rows += objects_at(envelope, "invoice_info_list")
        return rows

    @endpoint("GET", "/api/v2/order/get_pending_buyer_invoice_order_list")
    def get_pending_buyer_invoice_order_list(
        self, *, cursor: str = "", page_size: int = ORDER_PAGE
    ) -> dict[str, Any]:
        """Return one page of orders without invoice: ``{"order_list": [{"order_sn"}], "more"}``; PH and BR.

        ``GET /api/v2/order/get_pending_buyer_invoice_order_list``.

        :param page_size: 1 to 100.
        """
        params = query(page_size=check_int("page_size", page_size, 1, ORDER_PAGE))
        params.append(("cursor", check_cursor(cursor)))
        envelope = self._gateway.get("/api/v2/order/get_pending_buyer_invoice_order_list", params)
        return cursor_page(envelope, "order_list", cursor)

    def iter_pending_buyer_invoice_order_list(
        self, *, page_size: int = ORDER_PAGE
    ) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_pending_buyer_invoice_order_list`."""
        return all_by_cursor(
            lambda cursor: self.get_pending_buyer_invoice_order_list(cursor=cursor, page_size=page_size),
            "order_list",
        )

    @endpoint("POST", "/api/v2/order/upload_invoice_doc")
    def upload_invoice_doc(self, order_sn: str, invoice: FilePart) -> None:
        """Hand in the invoice of an order; PH and BR, where orders wait for it.

        ``POST /api/v2/order/upload_invoice_doc``, multipart.

        :param invoice: (file name, content, media type): PDF, JPEG, PNG or XML of at most 1 MB.
        :raise Rejected: ``order.upload_invoice_error``
        """
        part = check_file("invoice", invoice, INVOICE_BYTES, INVOICE_TYPES)
        form = {
            "order_sn": check_number("order_sn", order_sn),
            "file_type": str(INVOICE_TYPES[part[2]]),
        }
        self._gateway.upload("/api/v2/order/upload_invoice_doc", {"file": part}, form)

    @endpoint("GET", "/api/v2/order/download_invoice_doc")
    def download_invoice_doc(self, order_sn: str) -> Document:
        """Return the invoice of an order. ``GET /api/v2/order/download_invoice_doc``.

        :raise Rejected: ``order.download_invoice_error``, ``error_order``
        """
        params = [("order_sn", check_number("order_sn", order_sn))]
        return self._gateway.download("/api/v2/order/download_invoice_doc", params=params)
