"""Endpoints ``logistics/*`` about shipping documents (Shopee v2 logistics), from parameter to download.

Labels exist from arranging the shipment until the carrier has the parcel.
"""

from collections.abc import Callable
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.http import Response

from . import handing
from .api_shipping import batch_answer
from .errors import ApiError
from .events import Events
from .gate import Call
from .labels import KINDS, SELECTABLE, SUGGESTED, labels_pdf
from .model import Order, Parcel
from .route import Route, post
from .store import Label, Store

Row = dict[str, Any]
UNKNOWN = "logistics.order_not_exist"
_ORDER = "order_sn*:str, package_number:str, shipping_document_type:str"


def pdf_response(content: bytes) -> Response:
    """Return a PDF as the body of an answer."""
    return Response(200, content, {"Content-Type": "application/pdf"})


class DocumentApi:
    """Makes labels."""

    def __init__(self, store: Store, pushes: Events) -> None:
        self._store = store
        self._pushes = pushes

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "logistics/get_shipping_document_parameter": post(
                self.parameter, "order_list*[]<1..50>{order_sn*:str, package_number:str}", writes=False
            ),
            "logistics/create_shipping_document": post(
                self.create, f"order_list*[]<1..50>{{{_ORDER}, tracking_number:str}}"
            ),
            "logistics/get_shipping_document_result": post(
                self.result, f"order_list*[]<1..50>{{{_ORDER}}}", writes=False
            ),
            "logistics/download_shipping_document": post(
                self.download,
                "shipping_document_type:str, order_list*[]<1..50>{order_sn*:str, package_number:str}",
                writes=False,
            ),
        }

    def _each(self, call: Call, one: Callable[[Row, Order, Parcel], Row]) -> dict[str, Any]:
        return batch_answer([self._row(call, row, one) for row in call.body["order_list"]])

    def _row(self, call: Call, row: Row, one: Callable[[Row, Order, Parcel], Row]) -> Row:
        names = {name: row[name] for name in ("order_sn", "package_number") if name in row}
        try:
            order, parcel = self._find(call, row)
            return names | {"package_number": parcel.number} | one(row, order, parcel)
        except ApiError as refusal:
            return names | {"fail_error": refusal.code, "fail_message": refusal.message}

    def _find(self, call: Call, row: Row) -> tuple[Order, Parcel]:
        package = row.get("package_number")
        return handing.find(self._store, call.shop_id, row["order_sn"], package, UNKNOWN)

    def parameter(self, call: Call) -> dict[str, Any]:
        """POST get_shipping_document_parameter: the kinds of document there are."""
        return self._each(call, self._parameter_one)

    def _parameter_one(self, _row: Row, order: Order, _parcel: Parcel) -> Row:
        _check_carrier(order)
        return {
            "suggest_shipping_document_type": SUGGESTED,
            "selectable_shipping_document_type": list(SELECTABLE),
        }

    def create(self, call: Call) -> dict[str, Any]:
        """POST create_shipping_document: it is ready some seconds later, and a push 15 says so."""
        return self._each(call, self._create_one)

    def _create_one(self, row: Row, order: Order, parcel: Parcel) -> Row:
        kind = _kind(row)
        check_printable(order, parcel)
        known, given = parcel.tracking_at(self._store.now), row.get("tracking_number")
        needed = self._store.switches.label_needs_tracking
        if not known or (given and given != known) or (needed and not given):
            raise ApiError(
                "logistics.tracking_number_invalid", "The tracking number is invalid or not ready."
            )
        delay = self._store.switches.label_delay
        self._store.labels[_key(parcel, kind)] = Label(parcel.number, kind, self._store.now + delay)
        self._pushes.document(order, parcel, delay)
        return {}

    def result(self, call: Call) -> dict[str, Any]:
        """POST get_shipping_document_result: PROCESSING or READY."""
        return self._each(call, self._result_one)

    def _result_one(self, row: Row, _order: Order, parcel: Parcel) -> Row:
        label = self._label(parcel, row)
        return {"status": "READY" if self._store.now >= label.ready_time else "PROCESSING"}

    def _label(self, parcel: Parcel, row: Row) -> Label:
        """Return the label of the kind that `row` names, of any kind if it names none."""
        own = [label for label in self._store.labels.values() if label.package_number == parcel.number]
        named = row.get("shipping_document_type")
        label = next((one for one in reversed(own) if named in (None, "", one.kind)), None)
        if label is None:
            raise ApiError(
                "logistics.shipping_document_should_print_first",
                "The package can not print now, please create shipping document first.",
            )
        return label

    def download(self, call: Call) -> Response:
        """POST download_shipping_document: one PDF with the labels, or a refusal as JSON."""
        _kind(call.body)
        found = [self._find(call, row) for row in call.body["order_list"]]
        if len({order.channel.id for order, _parcel in found}) > 1:
            raise ApiError(
                "logistics.packages_can_not_download_together", "The packages have several channels."
            )
        for order, parcel in found:
            label = self._label(parcel, call.body)
            if parcel.status != "LOGISTICS_REQUEST_CREATED" or order.status != "PROCESSED":
                raise ApiError("logistics.package_print_failed", "The package can not be printed any more.")
            if self._store.now < label.ready_time:
                raise ApiError("logistics.download_later", "The document is being made, download it later.")
        return pdf_response(labels_pdf(self._store, found, label.kind))


def _kind(row: Row) -> str:
    kind = row.get("shipping_document_type") or SUGGESTED
    if kind not in SELECTABLE:
        code = "logistics.shipping_document_type_invalid"
        raise ApiError(
            code, "The document type is not selectable." if kind in KINDS else "Unknown document type."
        )
    return str(kind)


def _key(parcel: Parcel, kind: str) -> str:
    return f"{parcel.number}:{kind}"


def _check_carrier(order: Order) -> None:
    if not order.channel.integrated:
        raise ApiError("logistics.package_can_not_print", "The channel has no shipping document.")


def check_printable(order: Order, parcel: Parcel) -> None:
    """Refuse packages that have no label now.

    :raise ApiError: ``logistics.package_can_not_print``
    """
    _check_carrier(order)
    if parcel.status != "LOGISTICS_REQUEST_CREATED" or order.status == "IN_CANCEL":
        raise ApiError("logistics.package_can_not_print", "The package can not be printed now.")
