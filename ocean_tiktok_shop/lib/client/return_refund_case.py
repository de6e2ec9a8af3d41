"""Returns, refunds and cancellations."""

from collections.abc import Iterable, Iterator
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice, check_flag
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from ..const import IDEMPOTENCY_LENGTH, RETURN_PAGE
from .answers import data_of, iterate, page_of, rows_of
from .arguments import (
    as_params,
    check_choices,
    check_id,
    check_shape,
    check_shapes,
    check_text,
    given,
    paging,
    sorting,
)
from .base import Resource
from .shapes.return_refund import (
    CancellationFilter,
    Evidence,
    Lines,
    NewReturn,
    PartialRefund,
    PartialRefundTotal,
    ReturnFilter,
    ReturnLines,
)

_VERSIONS = ("202602", "202309")
_ELIGIBILITY_VERSIONS = ("202602", "202512", "202309")
_REJECT_VERSIONS = ("202606", "202309")
_SORT_FIELDS = ("create_time", "update_time")
_RETURN_TYPES = ("REFUND", "RETURN_AND_REFUND")
_REQUEST_TYPES = ("CANCEL", "REFUND", "RETURN_AND_REFUND")
_APPROVALS = (
    "APPROVE_REFUND",
    "APPROVE_RETURN",
    "APPROVE_RECEIVED_PACKAGE",
    "APPROVE_REPLACEMENT",
    "ISSUE_REPLACEMENT_REFUND",
    "OFFER_PARTIAL_REFUND",
    "DIRECT_REFUND",
)
_REJECTIONS = (
    "REJECT_REFUND",
    "REJECT_RETURN",
    "REJECT_RECEIVED_PACKAGE",
    "REJECT_REPLACEMENT",
    "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG",
)
_LONGEST_TEXT = 2000
_LONGEST_NAME = 255


class CaseMethods(Resource):
    """``/return_refund``.

    The seller has 48 hours to answer (24 for a replacement), then the request is granted. Reasons differ by
    market and status: ask for them. The newer versions know parts of bundles and exchanges.
    """

    @endpoint("POST", "/return_refund/202602/returns/search", "third party")
    @endpoint("POST", "/return_refund/202309/returns/search")
    def search_returns(
        self,
        *,
        page_size: int = RETURN_PAGE,
        page_token: str = "",
        sort_field: str = "update_time",
        sort_order: str = "ASC",
        version: str = _VERSIONS[0],
        **filters: Unpack[ReturnFilter],
    ) -> dict[str, Any]:
        """Return one page of returns: ``{"return_orders": […], "next_page_token"}``.

        ``POST /return_refund/202602/returns/search`` ("Search Returns").

        :param page_size: 10 to 50.
        :param filters: times are aware, ``ge <= time < lt``.
        :raise Rejected: ``25001001`` wrong parameter, ``25020005`` no permission
        """
        params = paging(page_size, page_token, RETURN_PAGE, 10) + sorting(
            sort_field, sort_order, _SORT_FIELDS
        )
        path = f"/return_refund/{check_choice('version', version, _VERSIONS)}/returns/search"
        envelope = self._gateway.search(path, params, check_shape(ReturnFilter, "", filters))
        return page_of(envelope, "return_orders", page_token)

    def iter_returns(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_returns`, page after page; `options` are its keyword arguments."""
        return iterate(self.search_returns, "return_orders", **options)

    @endpoint("POST", "/return_refund/202602/cancellations/search", "third party")
    @endpoint("POST", "/return_refund/202309/cancellations/search")
    def search_cancellations(
        self,
        *,
        page_size: int = RETURN_PAGE,
        page_token: str = "",
        sort_field: str = "update_time",
        sort_order: str = "ASC",
        version: str = _VERSIONS[0],
        **filters: Unpack[CancellationFilter],
    ) -> dict[str, Any]:
        """Return one page of cancellations: ``{"cancellations": […], "next_page_token"}``.

        ``POST /return_refund/202602/cancellations/search`` ("Search Cancellations").

        :param page_size: 1 to 50.
        :raise Rejected: ``25001001`` wrong parameter, ``25020005`` no permission
        """
        params = paging(page_size, page_token, RETURN_PAGE) + sorting(sort_field, sort_order, _SORT_FIELDS)
        path = f"/return_refund/{check_choice('version', version, _VERSIONS)}/cancellations/search"
        envelope = self._gateway.search(path, params, check_shape(CancellationFilter, "", filters))
        return page_of(envelope, "cancellations", page_token)

    def iter_cancellations(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_cancellations`; `options` are its keyword arguments."""
        return iterate(self.search_cancellations, "cancellations", **options)

    @endpoint("POST", "/return_refund/202602/cancellations", "third party")
    @endpoint("POST", "/return_refund/202309/cancellations")
    def cancel_order(
        self, order_id: str, cancel_reason: str, *, version: str = _VERSIONS[0], **lines: Unpack[Lines]
    ) -> dict[str, Any]:
        """Cancel an order; return ``{"cancel_id", "cancel_status"}``.

        ``POST /return_refund/202602/cancellations`` ("Cancel Order"). Single lines only in US and UK. "Out of
        stock" as a reason sets the stock of the product to 0.

        :raise Rejected: ``25001021`` reason and status do not fit, ``25001020`` reason no longer in use
        """
        head = {
            "order_id": check_id("order_id", order_id),
            "cancel_reason": check_text("cancel_reason", cancel_reason, _LONGEST_NAME),
        }
        path = f"/return_refund/{check_choice('version', version, _VERSIONS)}/cancellations"
        envelope = self._gateway.write("POST", path, head | check_shape(Lines, "", lines))
        member(envelope, "data.cancel_id", str)
        return data_of(envelope)

    @endpoint("POST", "/return_refund/202309/cancellations/{cancel_id}/approve")
    def approve_cancellation(self, cancel_id: str, *, idempotency_key: str = "") -> None:
        """Grant a buyer's cancellation.

        ``POST /return_refund/202309/cancellations/{cancel_id}/approve`` ("Approve Cancellation").

        :raise Rejected: ``25011012`` not in this status, ``25001045`` shipped and the carrier cannot be
            stopped, ``25020009`` cancelled already, ``25020004`` not a cancellation, ``25020005`` no
            permission
        """
        path = f"/return_refund/202309/cancellations/{check_id('cancel_id', cancel_id)}/approve"
        self._gateway.write("POST", path, None, _idempotency(idempotency_key))

    @endpoint("POST", "/return_refund/202309/cancellations/{cancel_id}/reject")
    def reject_cancellation(
        self,
        cancel_id: str,
        reject_reason: str,
        *,
        comment: str = "",
        images: Iterable[Evidence] = (),
        idempotency_key: str = "",
    ) -> None:
        """Refuse a buyer's cancellation.

        ``POST /return_refund/202309/cancellations/{cancel_id}/reject`` ("Reject Cancellation").

        :param reject_reason: a ``name`` of :meth:`get_reject_reasons`.
        :raise Rejected: ``25011011`` not in this status, ``25020010`` approved already, ``25001014`` unknown
            reason, ``25001020`` reason no longer in use, ``25020005`` no permission
        """
        path = f"/return_refund/202309/cancellations/{check_id('cancel_id', cancel_id)}/reject"
        body = _refusal(reject_reason, comment, images)
        self._gateway.write("POST", path, body, _idempotency(idempotency_key))

    @endpoint("GET", "/return_refund/202309/reject_reasons")
    def get_reject_reasons(self, return_or_cancel_id: str, *, locale: str = "") -> list[dict[str, Any]]:
        """Return ``{"name", "text"}`` of the reasons that a return or cancellation may be refused with today.

        ``GET /return_refund/202309/reject_reasons`` ("Get Reject Reasons").
        """
        params = given(
            return_or_cancel_id=check_id("return_or_cancel_id", return_or_cancel_id),
            locale=check_text("locale", locale, 16, 0) or None,
        )
        return rows_of(
            self._gateway.get("/return_refund/202309/reject_reasons", as_params(params)), "reasons"
        )

    @endpoint("POST", "/return_refund/202309/returns/{return_id}/approve")
    def approve_return(
        self,
        return_id: str,
        decision: str,
        *,
        buyer_keep_item: bool | None = None,
        partial_refund: PartialRefund | None = None,
        idempotency_key: str = "",
    ) -> None:
        """Grant a return, a refund or a replacement, or offer a partial refund.

        ``POST /return_refund/202309/returns/{return_id}/approve`` ("Approve Return").

        :param decision: APPROVE_REFUND, APPROVE_RETURN, APPROVE_RECEIVED_PACKAGE, APPROVE_REPLACEMENT,
            ISSUE_REPLACEMENT_REFUND, OFFER_PARTIAL_REFUND or DIRECT_REFUND.
        :raise Rejected: ``25011012`` not in this status, ``25020004`` decision and kind do not fit,
            ``25020009`` cancelled already, ``25011010`` the platform decides now, ``25020005`` no permission
        """
        body: dict[str, Any] = {"decision": check_choice("decision", decision, _APPROVALS)}
        if buyer_keep_item is not None:
            body["buyer_keep_item"] = check_flag("buyer_keep_item", buyer_keep_item)
        if partial_refund is not None:
            body["partial_refund"] = check_shape(PartialRefund, "partial_refund", partial_refund)
        path = f"/return_refund/202309/returns/{check_id('return_id', return_id)}/approve"
        self._gateway.write("POST", path, body, _idempotency(idempotency_key))

    @endpoint("POST", "/return_refund/202606/returns/{return_id}/reject", "third party")
    @endpoint("POST", "/return_refund/202309/returns/{return_id}/reject")
    def reject_return(
        self,
        return_id: str,
        decision: str,
        reject_reason: str,
        *,
        comment: str = "",
        images: Iterable[Evidence] = (),
        partial_refund_amount: PartialRefundTotal | None = None,
        idempotency_key: str = "",
        version: str = _REJECT_VERSIONS[0],
    ) -> None:
        """Refuse a return, a refund, a replacement or the parcel that came back.

        ``POST /return_refund/202606/returns/{return_id}/reject`` ("Reject Return").

        :param decision: REJECT_REFUND, REJECT_RETURN, REJECT_RECEIVED_PACKAGE, REJECT_REPLACEMENT or, with a
            `partial_refund_amount` (202606), OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG.
        :raise Rejected: ``25020010`` approved already, ``25020004`` decision and kind do not fit,
            ``25001014`` unknown reason, ``25011010`` the platform decides now, ``25020012`` the parcel cannot
            be refused now
        """
        body = {"decision": check_choice("decision", decision, _REJECTIONS)}
        body |= _refusal(reject_reason, comment, images)
        if partial_refund_amount is not None:
            refund = check_shape(PartialRefundTotal, "partial_refund_amount", partial_refund_amount)
            body["partial_refund_amount"] = refund
        path = f"/return_refund/{check_choice('version', version, _REJECT_VERSIONS)}/returns"
        path = f"{path}/{check_id('return_id', return_id)}/reject"
        self._gateway.write("POST", path, body, _idempotency(idempotency_key))

    @endpoint("POST", "/return_refund/202602/returns", "third party")
    @endpoint("POST", "/return_refund/202309/returns")
    def create_return(
        self,
        order_id: str,
        return_type: str,
        return_reason: str,
        *,
        idempotency_key: str = "",
        version: str = _VERSIONS[0],
        **details: Unpack[NewReturn],
    ) -> dict[str, Any]:
        """Open a return or refund for the buyer; return ``{"return_id", "return_status"}``.

        ``POST /return_refund/202602/returns`` ("Create Return").

        :param return_type: REFUND or RETURN_AND_REFUND.
        :raise Rejected: ``25001011`` a return is open or the order is cancelled, ``25001051`` order completed
            or cancelled, ``25001015`` not a reason for sellers, ``25005005`` more than can be refunded,
            ``25001021`` reason and status do not fit
        """
        head = {
            "order_id": check_id("order_id", order_id),
            "return_type": check_choice("return_type", return_type, _RETURN_TYPES),
            "return_reason": check_text("return_reason", return_reason, _LONGEST_NAME),
        }
        path = f"/return_refund/{check_choice('version', version, _VERSIONS)}/returns"
        body = head | check_shape(NewReturn, "", details)
        envelope = self._gateway.write("POST", path, body, _idempotency(idempotency_key))
        member(envelope, "data.return_id", str)
        return data_of(envelope)

    @endpoint("GET", "/return_refund/202309/returns/{return_id}/records")
    def get_return_records(self, return_id: str, *, locale: str = "") -> list[dict[str, Any]]:
        """Return what happened in a return: ``{"event", "role", "description", "note", "create_time"}``.

        ``GET /return_refund/202309/returns/{return_id}/records`` ("Get Return Records").
        """
        params = given(locale=check_text("locale", locale, 16, 0) or None)
        path = f"/return_refund/202309/returns/{check_id('return_id', return_id)}/records"
        return rows_of(self._gateway.get(path, as_params(params)), "records")

    @endpoint("GET", "/return_refund/202602/orders/{order_id}/aftersale_eligibility", "third party")
    @endpoint("GET", "/return_refund/202512/orders/{order_id}/aftersale_eligibility", "third party")
    @endpoint("GET", "/return_refund/202309/orders/{order_id}/aftersale_eligibility")
    def get_aftersale_eligibility(
        self,
        order_id: str,
        *,
        initiate_aftersale_user: str = "SELLER",
        request_types: Iterable[str] = (),
        version: str = _ELIGIBILITY_VERSIONS[0],
    ) -> list[dict[str, Any]]:
        """Return ``{"sku_id", "line_item_eligibility"}``: what may be asked for, with reasons since 202512.

        ``GET /return_refund/202602/orders/{order_id}/aftersale_eligibility`` ("Get Aftersale Eligibility").

        :param request_types: CANCEL, REFUND, RETURN_AND_REFUND; not known to version 202309.
        """
        user = check_choice("initiate_aftersale_user", initiate_aftersale_user, ("SELLER", "BUYER"))
        types = check_choices("request_types", request_types, _REQUEST_TYPES)
        params = as_params(given(initiate_aftersale_user=user, request_types=types or None))
        path = f"/return_refund/{check_choice('version', version, _ELIGIBILITY_VERSIONS)}/orders"
        path = f"{path}/{check_id('order_id', order_id)}/aftersale_eligibility"
        return rows_of(self._gateway.get(path, params), "sku_eligibility")

    @endpoint("POST", "/return_refund/202602/refunds/calculate", "third party")
    @endpoint("POST", "/return_refund/202309/refunds/calculate")
    def calculate_refund(
        self,
        order_id: str,
        request_type: str,
        reason_name: str,
        *,
        version: str = _VERSIONS[0],
        **lines: Unpack[ReturnLines],
    ) -> dict[str, Any]:
        """Return what a cancellation or return would pay back: ``{"currency", "refund_total", …}``.

        ``POST /return_refund/202602/refunds/calculate`` ("Calculate Refund"); nothing is done.

        :raise Rejected: ``25001001`` wrong parameter, ``25007006`` no such order
        """
        head = {
            "order_id": check_id("order_id", order_id),
            "request_type": check_choice("request_type", request_type, _REQUEST_TYPES),
            "reason_name": check_text("reason_name", reason_name, _LONGEST_NAME),
        }
        path = f"/return_refund/{check_choice('version', version, _VERSIONS)}/refunds/calculate"
        envelope = self._gateway.search(path, (), head | check_shape(ReturnLines, "", lines))
        return member(envelope, "data.order_refund_amount", dict)


def _idempotency(key: str) -> list[tuple[str, str]]:
    """Return the query parameter that keeps a repeated call from having a second effect."""
    return [("idempotency_key", check_text("idempotency_key", key, IDEMPOTENCY_LENGTH))] if key != "" else []


def _refusal(reject_reason: str, comment: str, images: Iterable[Evidence]) -> dict[str, Any]:
    body: dict[str, Any] = {"reject_reason": check_text("reject_reason", reject_reason, _LONGEST_NAME)}
    if comment != "":
        body["comment"] = check_text("comment", comment, _LONGEST_TEXT)
    if images != ():
        body["images"] = check_shapes(Evidence, "images", images)
    return body
