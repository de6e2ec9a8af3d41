"""Shipping documents: parameter, create, result, download.

A label exists between arranging the shipment and the carrier's pickup; there is no limit on printing it again
(guide "Shipping documents").
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..const import DOCUMENT_BATCH, DOCUMENT_JOB_MAX, DOCUMENT_TYPES
from .arguments import check_list, check_number, check_numbers, check_text
from .base import Resource
from .bodies import bodies
from .bodies_logistics import RecipientField
from .documents import Document
from .parcels import Parcel, check_parcels
from .rows import Row, RowRules, post_rows, read_rows

_BY_PARCEL: Final = RowRules(key=("order_sn", "package_number"), done=("response.result_list",))
_BY_ID: Final = RowRules(key=("id",), done=("response.success_list",), failed=("response.fail_list",))


class DocumentMethods(Resource):
    """The part of ``/api/v2/logistics`` about labels. Keys of rows: ``(order_sn, package_number)``."""

    @endpoint("POST", "/api/v2/logistics/get_shipping_document_parameter")
    def get_shipping_document_parameter(self, parcels: Iterable[Parcel]) -> list[RowResult]:
        """Return ``suggest_`` and ``selectable_shipping_document_type`` of parcels; calls with 50 each.

        ``POST /api/v2/logistics/get_shipping_document_parameter``, a read.

        :raise Rejected: ``logistics.package_number_not_found``, ``logistics.can_not_print_jit_order``,
            ``error_not_found`` for an unknown order
        """
        rows = [Row(parcel.key, parcel.fields()) for parcel in check_parcels(parcels)]
        return self._document_rows("get_shipping_document_parameter", rows, write=False)

    @endpoint("POST", "/api/v2/logistics/create_shipping_document")
    def create_shipping_document(
        self, parcels: Iterable[Parcel], *, document_type: str = ""
    ) -> list[RowResult]:
        """Have labels made; calls with 50 parcels each. Doing it again does no harm.

        ``POST /api/v2/logistics/create_shipping_document``.

        :param parcels: with their ``tracking_number``, unless the channel prints before shipping.
        :param document_type: of ``DOCUMENT_TYPES``, the suggested one when left out.
        :raise Rejected: ``logistics.tracking_number_invalid``, ``logistics.package_can_not_print`` and others
        """
        rows = [
            Row(parcel.key, parcel.fields() | _tracking(parcel) | _type(document_type))
            for parcel in check_parcels(parcels)
        ]
        return self._document_rows("create_shipping_document", rows, write=True)

    @endpoint("POST", "/api/v2/logistics/get_shipping_document_result")
    def get_shipping_document_result(
        self, parcels: Iterable[Parcel], *, document_type: str = ""
    ) -> list[RowResult]:
        """Return ``status`` PROCESSING, READY or FAILED of labels; calls with 50 parcels each.

        ``POST /api/v2/logistics/get_shipping_document_result``, a read.

        :raise Rejected: ``logistics.shipping_document_should_print_first``
        """
        rows = [Row(parcel.key, parcel.fields() | _type(document_type)) for parcel in check_parcels(parcels)]
        return self._document_rows("get_shipping_document_result", rows, write=False)

    @endpoint("POST", "/api/v2/logistics/download_shipping_document")
    def download_shipping_document(self, parcels: Iterable[Parcel], *, document_type: str = "") -> Document:
        """Return one file with the labels of 1 to 50 parcels: a PDF, HTML in TW, a ZIP for thermal printers.

        ``POST /api/v2/logistics/download_shipping_document``.

        :raise Rejected: ``logistics.packages_can_not_download_together``,
            ``logistics.shipping_document_should_print_first`` and others
        :raise Transient: ``logistics.download_later``
        """
        found = check_parcels(parcels)
        if len(found) > DOCUMENT_BATCH:
            raise InvalidRequest(f"parcels: at most {DOCUMENT_BATCH} labels come in one file")
        values = _type(document_type) | {"order_list": [parcel.fields() for parcel in found]}
        return self._gateway.download("/api/v2/logistics/download_shipping_document", body=values)

    @endpoint("POST", "/api/v2/logistics/get_shipping_document_data_info")
    def get_shipping_document_data_info(
        self, parcel: Parcel, *, recipient_fields: Iterable[Mapping[str, Any]] = ()
    ) -> dict[str, Any]:
        """Return what is printed on a label, for drawing one's own.

        ``POST /api/v2/logistics/get_shipping_document_data_info``, a read.

        :param recipient_fields: fields of :class:`~.bodies_logistics.RecipientField`: parts of the masked
            address that come as pictures.
        :raise Rejected: ``logistics.error_status_limit``, ``logistics.package_not_exist``,
            ``logistics.can_not_print_combine_order``, ``error_channel_unsupport``
        """
        (checked,) = check_parcels([parcel])
        values: dict[str, Any] = checked.fields()
        if recipient_fields != ():
            fields = check_list("recipient_fields", recipient_fields)
            values["recipient_address_info"] = bodies(RecipientField, fields, "recipient_fields")
        envelope = self._gateway.read_by_post("/api/v2/logistics/get_shipping_document_data_info", values)
        return member(envelope, "response", dict)

    @endpoint("POST", "/api/v2/logistics/create_shipping_document_job")
    def create_shipping_document_job(
        self, package_numbers: Iterable[str], document_type: str
    ) -> tuple[str, list[RowResult]]:
        """Have up to 600 labels made as one file; return the job's id and what became of each package.

        ``POST /api/v2/logistics/create_shipping_document_job``. Keys: ``(package_number,)``.

        :raise Rejected: ``logistics.different_shipping_channels``, ``logistics.different_c2c_status``
        """
        numbers = check_numbers(
            "package_numbers", check_list("package_numbers", package_numbers, DOCUMENT_JOB_MAX)
        )
        values = {
            "shipping_document_type": check_choice("document_type", document_type, DOCUMENT_TYPES),
            "package_list": numbers,
        }
        envelope = self._gateway.post("/api/v2/logistics/create_shipping_document_job", values)
        response = member(envelope, "response", dict)
        done = [{"id": number} for number in response.get("success_id_list") or ()]
        told = {**envelope, "response": {**response, "success_list": done}}
        keys = [(number,) for number in numbers]
        rows = read_rows(told, keys, _BY_ID, self._gateway.transport.clock.now(), write=True)
        return member(envelope, "response.job_id", str), rows

    @endpoint("POST", "/api/v2/logistics/get_shipping_document_job_status")
    def get_shipping_document_job_status(self, job_id: str) -> str:
        """Return PROCESSING, READY, EXPIRED or FAILED.

        ``POST /api/v2/logistics/get_shipping_document_job_status``, a read.

        :raise Rejected: ``logistics.invalid_address_version``
        """
        values = {"job_id": check_number("job_id", job_id)}
        envelope = self._gateway.read_by_post("/api/v2/logistics/get_shipping_document_job_status", values)
        return member(envelope, "response.job_status", str)

    @endpoint("POST", "/api/v2/logistics/download_shipping_document_job")
    def download_shipping_document_job(self, job_id: str) -> Document:
        """Return the file of a job. ``POST /api/v2/logistics/download_shipping_document_job``.

        :raise Rejected: ``logistics.sd_file_expired``, ``logistics.sd_job_print_failed``
        :raise Transient: ``logistics.download_later``
        """
        values = {"job_id": check_number("job_id", job_id)}
        return self._gateway.download("/api/v2/logistics/download_shipping_document_job", body=values)

    def _document_rows(self, name: str, rows: list[Row], *, write: bool) -> list[RowResult]:
        return post_rows(
            self._gateway,
            f"/api/v2/logistics/{name}",
            rows,
            size=DOCUMENT_BATCH,
            body=lambda found: {"order_list": found},
            rules=_BY_PARCEL,
            write=write,
        )


def _type(document_type: str) -> dict[str, str]:
    if document_type == "":
        return {}
    return {"shipping_document_type": check_choice("document_type", document_type, DOCUMENT_TYPES)}


def _tracking(parcel: Parcel) -> dict[str, str]:
    if parcel.tracking_number == "":
        return {}
    return {"tracking_number": check_text("tracking_number", parcel.tracking_number, 128)}
