"""The newer family of returns: requests of buyers and authorizations to send goods back (RMA)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.arguments import batches, check_choice
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..const import RETURN_PAGE
from .answers import data_of, iterate, page_of, rows_of
from .arguments import (
    as_params,
    check_choices,
    check_id,
    check_ids,
    check_shape,
    check_shapes,
    check_text,
    given,
    paging,
)
from .base import Resource
from .rows import result_of, run_batches
from .shapes.return_refund import CaseFilter, RequestDecision
from .uploads import MESSAGE_IMAGES, PDF, file_part

_DECISIONS = (
    "APPROVE_REQUEST_CANCEL",
    "APPROVE_REFUND",
    "APPROVE_RETURN",
    "APPROVE_RECEIVED_PACKAGE",
    "APPROVE_REPLACEMENT",
    "ISSUE_REPLACEMENT_REFUND",
    "ISSUE_EXCHANGE_REFUND",
    "DIRECT_REFUND",
    "REJECT_REQUEST_CANCEL",
    "REJECT_REFUND",
    "REJECT_RETURN",
    "REJECT_RECEIVED_PACKAGE",
    "REJECT_REPLACEMENT",
)
# Named always: it is not known whether a search that names none shows all or none.
_PARTS = ("LINE_ITEMS", "SKU_RETURN_REQUESTS")
_SORT = {"sort_field": "UPDATE_TIME", "sort_order": "ASC"}
_ID_TYPES = ("RMA", "SKU_RETURN_ORDER")
_LABEL_BATCH = 50
_LABEL_BYTES = 5 * 1024 * 1024


class AftersalesMethods(Resource):
    """``/return_refund`` of 2026: rolled out market by market, so an answer of 36009009 is to be expected."""

    @endpoint("POST", "/return_refund/202603/aftersales/search", "third party")
    def search_aftersales_requests(
        self, *, page_size: int = RETURN_PAGE, page_token: str = "", **filters: Unpack[CaseFilter]
    ) -> dict[str, Any]:
        """Return one page of requests: ``{"aftersales_requests": […], "next_page_token"}``.

        ``POST /return_refund/202603/aftersales/search`` ("Search Aftersales Requests"). Here the page stands
        in the body.

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        body = _case_query(page_size, page_token, check_shape(CaseFilter, "", filters))
        body["whitelisted_data_fields"] = [*_PARTS, "RETURN_MERCHANDISE_AUTHORIZATIONS"]
        envelope = self._gateway.search("/return_refund/202603/aftersales/search", (), body)
        return page_of(envelope, "aftersales_requests", page_token)

    def iter_aftersales_requests(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_aftersales_requests`; `options` are its keyword arguments."""
        return iterate(self.search_aftersales_requests, "aftersales_requests", **options)

    @endpoint("POST", "/return_refund/202609/aftersales/review", "third party")
    def review_aftersales_requests(self, decisions: Iterable[RequestDecision]) -> list[RowResult]:
        """Decide on requests; return one result for each.

        ``POST /return_refund/202609/aftersales/review`` ("Review Aftersales Requests"); one call for each,
        because ``errors`` does not say which request a row is about.

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        shaped = check_shapes(RequestDecision, "decisions", decisions)
        rows = {row["request_id"]: row for row in shaped}
        if len(rows) < len(shaped):
            raise InvalidRequest("decisions: a request stands there twice")

        def call(batch: Iterable[str]) -> list[RowResult]:
            (name,) = batch
            body = {"aftersales_request_decisions": [rows[name]]}
            return [
                result_of(self._gateway.write("POST", "/return_refund/202609/aftersales/review", body), name)
            ]

        return run_batches(list(rows), 1, call)

    @endpoint("POST", "/return_refund/202604/rma/search", "third party")
    def search_return_merchandise_authorizations(
        self, *, page_size: int = RETURN_PAGE, page_token: str = "", **filters: Unpack[CaseFilter]
    ) -> dict[str, Any]:
        """Return one page of parcels to come back: ``{"return_merchandise_authorizations": […]}``.

        ``POST /return_refund/202604/rma/search`` ("Search Return Merchandise Authorizations"). Here the page
        stands in the body.

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        body = _case_query(page_size, page_token, check_shape(CaseFilter, "", filters))
        body["whitelisted_data_fields"] = list(_PARTS)
        envelope = self._gateway.search("/return_refund/202604/rma/search", (), body)
        return page_of(envelope, "return_merchandise_authorizations", page_token)

    @endpoint("GET", "/return_refund/202601/decision_eligibility", "third party")
    def get_decision_eligibility(
        self, return_or_cancel_id: str, *, check_decisions: Iterable[str] = (), locale: str = ""
    ) -> list[dict[str, Any]]:
        """Return ``{"decision", "eligible", "available_reject_reasons"}`` for a return or cancellation.

        ``GET /return_refund/202601/decision_eligibility`` ("Get Decision Eligibility").

        :param check_decisions: e.g. APPROVE_RETURN; all when none are named.
        """
        params = given(
            return_or_cancel_id=check_id("return_or_cancel_id", return_or_cancel_id),
            check_decisions=check_choices("check_decisions", check_decisions, _DECISIONS) or None,
            locale=check_text("locale", locale, 16, 0) or None,
        )
        envelope = self._gateway.get("/return_refund/202601/decision_eligibility", as_params(params))
        return rows_of(envelope, "decisions")

    @endpoint("GET", "/return_refund/202606/review_decision", "third party")
    def get_available_review_decisions(self, seller_id: str, return_or_cancel_id: str) -> dict[str, Any]:
        """Return ``{"line_items", "errors"}``: what may be decided on each line.

        ``GET /return_refund/202606/review_decision`` ("Get Available Review Decisions").
        """
        params = [
            ("seller_id", check_id("seller_id", seller_id)),
            ("return_or_cancel_id", check_id("return_or_cancel_id", return_or_cancel_id)),
        ]
        return data_of(self._gateway.get("/return_refund/202606/review_decision", params))

    @endpoint("POST", "/return_refund/202405/returns/shipping_documents", "third party")
    def upload_return_shipping_information(
        self,
        return_ids: Iterable[str],
        tracking_number: str,
        return_provider_id: str,
        *,
        return_shipping_label: bytes | None = None,
        return_id_type: str = "",
    ) -> None:
        """Give the buyer a label to send goods back with; calls with 50 ids each.

        ``POST /return_refund/202405/returns/shipping_documents`` ("Upload Return Shipping Information"),
        ``multipart/form-data``.

        :param return_shipping_label: PDF or picture.
        :param return_id_type: RMA or SKU_RETURN_ORDER.
        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        form = {
            "tracking_number": check_text("tracking_number", tracking_number, 128),
            "return_provider_id": check_id("return_provider_id", return_provider_id),
        }
        files = {}
        if return_shipping_label is not None:
            part = file_part(return_shipping_label, (*PDF, *MESSAGE_IMAGES), _LABEL_BYTES)
            files["return_shipping_label"] = part
        kind = []
        if return_id_type != "":
            kind.append(("return_id_type", check_choice("return_id_type", return_id_type, _ID_TYPES)))
        for batch in batches(check_ids("return_ids", return_ids), _LABEL_BATCH):
            params = [("return_ids", ",".join(batch)), *kind]
            self._gateway.upload("/return_refund/202405/returns/shipping_documents", files, form, params)


def _case_query(page_size: int, page_token: str, chosen: Mapping[str, Any]) -> dict[str, Any]:
    page = dict(paging(page_size, page_token, RETURN_PAGE))
    pagination: dict[str, Any] = {**page, "page_size": page_size}
    filters = {name: value for name, value in chosen.items() if not name.endswith(("_ge", "_lt"))}
    times = {field: bounds for field in ("create_time", "update_time") if (bounds := _bounds(chosen, field))}
    if times:
        filters["time"] = times
    return given(filters=filters or None, sort=_SORT, pagination=pagination)


def _bounds(chosen: Mapping[str, Any], field: str) -> dict[str, int]:
    return given(
        min_unix_time_inclusive=chosen.get(f"{field}_ge"), max_unix_time_exclusive=chosen.get(f"{field}_lt")
    )
