"""Endpoints ``logistics/*``: data for labels of one's own, and jobs for many labels (Shopee v2 logistics)."""

import base64
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.http import Response

from . import handing
from .api_document import check_printable, pdf_response
from .errors import ApiError, bad_param
from .gate import Call
from .labels import KINDS, labels_pdf, picture
from .route import Route, post
from .store import LabelJob, Store

JOB_LIFE = 86_400
MOST_LABELS = 600


class DocumentMoreApi:
    """Draws single fields, and many labels at once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "logistics/get_shipping_document_data_info": post(
                self.data_info,
                "order_sn*:str, package_number:str, recipient_address_info[]{key*:str}",
                writes=False,
            ),
            "logistics/create_shipping_document_job": post(
                self.create_job, f"shipping_document_type*:str, package_list*<1..{MOST_LABELS}>:str[]"
            ),
            "logistics/get_shipping_document_job_status": post(self.job_status, "job_id*:str", writes=False),
            "logistics/download_shipping_document_job": post(self.download_job, "job_id*:str", writes=False),
        }

    def data_info(self, call: Call) -> dict[str, Any]:
        """POST get_shipping_document_data_info: fields of the recipient come as pictures."""
        body = call.body
        package, unknown = body.get("package_number"), "logistics.package_not_exist"
        order, parcel = handing.find(self._store, call.shop_id, body["order_sn"], package, unknown)
        if not parcel.tracking_at(self._store.now):
            raise ApiError("logistics.error_status_limit", "There is no tracking number yet.")
        images = []
        for row in body.get("recipient_address_info") or []:
            if row["key"] not in order.address:
                raise ApiError("logistics.error_param", "A key of recipient_address_info is invalid.")
            drawn = base64.b64encode(picture(order.address[row["key"]])).decode()
            images.append({"key": row["key"], "image": drawn})
        info = {
            "cod": order.cod,
            "cod_amount": "",
            "order_weight": int(sum(line.weight * line.active for line in order.lines) * 1000),
            "logistics_channel_id": order.channel.id,
            "shipping_carrier": order.channel.name,
            "service_code": "",
            "goods_to_declare": False,
            "recipient_sort_code": {"first_recipient_sort_code": order.address["zipcode"][:3]},
            "tracking_number": parcel.tracking_number,
            "last_mile_tracking_number": parcel.tracking_number,
        }
        return {"response": {"recipient_address_info": images, "shipping_document_info": info}}

    def create_job(self, call: Call) -> dict[str, Any]:
        """POST create_shipping_document_job: packages of one channel; others are rows of ``fail_list``."""
        kind = call.body["shipping_document_type"]
        if kind not in KINDS:
            raise bad_param("shipping_document_type is invalid")
        good: list[str] = []
        failed: list[dict[str, str]] = []
        channels = set()
        for number in call.body["package_list"]:
            try:
                channels.add(self._check_package(call, number))
                good.append(number)
            except ApiError as refusal:
                failed.append({"id": number, "fail_error": refusal.code, "fail_message": refusal.message})
        if len(channels) > 1:
            raise ApiError("logistics.different_shipping_channels", "The packages have several channels.")
        ready = self._store.now + self._store.switches.label_delay
        job = LabelJob(str(self._store.number("label job", 7_001)), call.shop_id, kind, good, ready)
        self._store.label_jobs[job.id] = job
        return {"response": {"job_id": job.id, "success_id_list": good, "fail_list": failed}}

    def _check_package(self, call: Call, number: str) -> int:
        found = self._store.own_parcel(call.shop_id, number)
        if found is None:
            raise ApiError("logistics.package_not_exist", "The package does not exist.")
        check_printable(*found)
        if not found[1].tracking_at(self._store.now):
            raise ApiError("logistics.tracking_number_invalid", "The tracking number is not ready.")
        return found[0].channel.id

    def _job(self, call: Call) -> tuple[LabelJob, str]:
        job = self._store.label_jobs.get(call.body["job_id"])
        if job is None or job.shop_id != call.shop_id:
            raise bad_param("job_id is unknown")
        if not job.packages:
            return job, "FAILED"
        if self._store.now < job.ready_time:
            return job, "PROCESSING"
        return job, "EXPIRED" if self._store.now > job.ready_time + JOB_LIFE else "READY"

    def job_status(self, call: Call) -> dict[str, Any]:
        """POST get_shipping_document_job_status."""
        job, status = self._job(call)
        return {"response": {"job_id": job.id, "job_name": f"label_{job.id}.pdf", "job_status": status}}

    def download_job(self, call: Call) -> Response:
        """POST download_shipping_document_job: one PDF."""
        job, status = self._job(call)
        refusals = {
            "PROCESSING": ("logistics.download_later", "Download it later."),
            "EXPIRED": ("logistics.sd_file_expired", "The file has expired."),
            "FAILED": ("logistics.sd_job_print_failed", "The job failed."),
        }
        if status in refusals:
            raise ApiError(*refusals[status])
        found = [self._store.own_parcel(call.shop_id, number) for number in job.packages]
        return pdf_response(labels_pdf(self._store, [pair for pair in found if pair], job.kind))
