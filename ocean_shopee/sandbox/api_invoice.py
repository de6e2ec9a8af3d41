"""Endpoints ``order/*`` about invoices (Shopee v2 order). Which markets have them: switch ``everywhere``."""

import base64
from types import MappingProxyType
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.sandbox.http import Response

from . import pages, params
from .errors import ApiError, bad_param, not_found
from .gate import Call
from .model import Order
from .names import mask, masked_address
from .route import Route, get, post
from .store import Invoice, Store
from .uploads import MEGABYTE

WANTING: Final = ("VN", "TH", "PH")
UPLOADING: Final = ("PH", "BR")
KINDS: Final = MappingProxyType({1: "application/pdf", 2: "image/jpeg", 3: "image/png", 4: "application/xml"})
PAID: Final = ("READY_TO_SHIP", "PROCESSED", "RETRY_SHIP", "SHIPPED")


class InvoiceApi:
    """Shows what buyers want on invoices and takes the documents."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "order/get_buyer_invoice_info": post(self.info, "queries*[]<1..50>{order_sn*:str}", writes=False),
            "order/get_pending_buyer_invoice_order_list": get(self.pending),
            "order/upload_invoice_doc": post(self.upload),
            "order/download_invoice_doc": get(self.download),
        }

    def _check_market(self, call: Call, markets: tuple[str, ...]) -> None:
        region = self._store.shops[call.shop_id].region
        if not self._store.switches.everywhere and region not in markets:
            raise ApiError("error_permission", f"This API is for shops in {', '.join(markets)} only.")

    def info(self, call: Call) -> dict[str, Any]:
        """POST get_buyer_invoice_info: a read; the rows stand at top level."""
        self._check_market(call, WANTING)
        rows = [self._row(call, query["order_sn"]) for query in call.body["queries"]]
        return {"invoice_info_list": rows}

    def _row(self, call: Call, number: str) -> dict[str, Any]:
        order = self._store.own_order(call.shop_id, number)
        if order is None:
            return {"order_sn": number, "error": "error_order", "is_requested": False}
        wanted = _is_wanted(order)
        detail = _detail(order) if wanted else {}
        kind = "personal" if wanted else ""
        return {
            "order_sn": number,
            "invoice_type": kind,
            "invoice_detail": detail,
            "is_requested": wanted,
            "error": "",
        }

    def pending(self, call: Call) -> dict[str, Any]:
        """GET get_pending_buyer_invoice_order_list: orders whose buyer wants an invoice that is not there."""
        self._check_market(call, UPLOADING)
        size = params.within(call, "page_size", 1, 100, default=20)
        rows = [
            {"order_sn": order.sn}
            for order in self._store.orders_of(call.shop_id)
            if order.status in PAID and _is_wanted(order) and order.sn not in self._store.invoices
        ]
        page, more, cursor = pages.by_cursor(rows, params.text(call, "cursor", ""), size)
        return {"response": {"order_list": page, "more": more, "next_cursor": cursor}}

    def upload(self, call: Call) -> dict[str, Any]:
        """POST upload_invoice_doc: multipart, at most 1 MB; envelope only."""
        self._check_market(call, UPLOADING)
        number, kind = params.body_text(call, "order_sn"), params.form_number(call, "file_type")
        files = call.files.get("file", [])
        if kind not in KINDS or len(files) != 1:
            raise bad_param("file_type should be 1 to 4 and file one file")
        if self._store.own_order(call.shop_id, number) is None:
            raise not_found("order")
        if not 0 < len(files[0].content) <= MEGABYTE:
            raise ApiError("order.upload_invoice_error", "The file must have at most 1 MB.")
        content = base64.b64encode(files[0].content).decode()
        self._store.invoices[number] = Invoice(number, kind, content)
        return {}

    def download(self, call: Call) -> Response:
        """GET download_invoice_doc: the file itself."""
        number = params.text(call, "order_sn")
        invoice = self._store.invoices.get(number)
        if self._store.own_order(call.shop_id, number) is None:
            raise ApiError("error_order", "The order is not found.")
        if invoice is None:
            raise ApiError("order.download_invoice_error", "There is no invoice of this order.")
        return Response(200, base64.b64decode(invoice.content), {"Content-Type": KINDS[invoice.file_type]})


def _is_wanted(order: Order) -> bool:
    return order.buyer_id % 5 == 0


def _detail(order: Order) -> dict[str, Any]:
    address = masked_address(order.address) if order.masked else order.address
    return {
        "name": mask(order.address["name"]) if order.masked else order.address["name"],
        "email": "",
        "phone_number": address["phone"],
        "tax_id": "",
        "address": address["full_address"],
        "address_breakdown": {
            "region": address["region"],
            "state": address["state"],
            "city": address["city"],
            "town": address["town"],
            "postcode": address["zipcode"],
            "detailed_address": address["full_address"],
            "additional_info": "",
            "full_address": address["full_address"],
        },
    }
