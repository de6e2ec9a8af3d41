"""Returns, refunds and cancellations."""

from typing import Annotated, Any, Literal

from typing_extensions import NotRequired, Required, TypedDict

from .types import Amount, Id, Ids, Moment, Name, filters, upto, wire

Reason = Annotated[str, upto(255, 1)]
"""The name of a reason, whatever signs it holds; ask the platform for those of today."""


@filters
class ReturnFilter(TypedDict, total=False):
    """Filters of "Search Returns"; ``ge <= time < lt``."""

    return_ids: Ids
    order_ids: Ids
    buyer_user_ids: Ids
    return_types: list[Literal["REFUND", "RETURN_AND_REFUND", "REPLACEMENT", "EXCHANGE"]]
    return_status: list[Name]
    seller_proposed_return_type: list[Name]
    arbitration_status: list[Literal["IN_PROGRESS", "SUPPORT_BUYER", "SUPPORT_SELLER", "CLOSED"]]
    create_time_ge: Moment
    create_time_lt: Moment
    update_time_ge: Moment
    update_time_lt: Moment
    locale: Name


@filters
class CancellationFilter(TypedDict, total=False):
    """Filters of "Search Cancellations"; ``ge <= time < lt``."""

    cancel_ids: Ids
    order_ids: Ids
    buyer_user_ids: Ids
    cancel_types: list[Literal["CANCEL", "BUYER_CANCEL"]]
    cancel_status: list[Name]
    create_time_ge: Moment
    create_time_lt: Moment
    update_time_ge: Moment
    update_time_lt: Moment
    locale: Name


@wire
class SkuCount(TypedDict):
    """Units of a SKU of an order."""

    sku_id: Id
    quantity: int


@wire
class ReturnLineRef(TypedDict):
    """A line of an order, or a part of a bundle in it."""

    order_line_item_id: Id
    sub_order_line_item_id: NotRequired[Id]


@filters
class Lines(TypedDict, total=False):
    """What of an order is meant; all of it when nothing is named. ``order_line_list`` is new in 202602."""

    skus: list[SkuCount]
    order_line_item_ids: Ids
    order_line_list: list[ReturnLineRef]


@filters
class ReturnLines(Lines, total=False):
    """The same, and how a return travels."""

    shipment_type: Literal["PLATFORM", "BUYER_ARRANGE"]
    handover_method: Literal["DROP_OFF", "PICKUP"]


@filters
class NewReturn(ReturnLines, total=False):
    """What "Create Return" may know beside order, type and reason."""

    refund_total: Amount
    currency: Name


@wire
class PartialRefund(TypedDict):
    """An offer to the buyer."""

    currency: Name
    amount: Amount


@wire
class PartialRefundTotal(TypedDict):
    """An offer to the buyer after the parcel came back (202606)."""

    partial_refund_total: Amount
    currency: Name


@wire
class Evidence(TypedDict, total=False):
    """A picture that was uploaded before."""

    image_id: Required[Name]
    mime_type: Name
    height: int
    width: int


@filters
class CaseFilter(TypedDict, total=False):
    """Filters of "Search Aftersales Requests" and "Search Return Merchandise Authorizations"."""

    aftersales_request_ids: Ids
    aftersales_request_statuses: list[Name]
    rma_ids: Ids
    package_ids: Ids
    statuses: list[Name]
    return_types: list[Name]
    main_order_ids: Ids
    buyer_ids: Ids
    create_time_ge: Moment
    create_time_lt: Moment
    update_time_ge: Moment
    update_time_lt: Moment


@wire
class LineDecision(TypedDict, total=False):
    """What the seller decides on lines of a request."""

    line_items: Required[list[dict[str, Any]]]
    action: Required[
        Literal[
            "APPROVE_REQUEST",
            "APPROVE_RETURN_PACKAGE",
            "OFFER_PARTIAL_REFUND",
            "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG",
            "REFUND_INSTEAD",
            "REJECT_REQUEST",
            "REJECT_RETURN_PACKAGE",
        ]
    ]
    alternative_solution_details: dict[str, Any]
    reason: dict[str, Any]


@wire
class RequestDecision(TypedDict, total=False):
    """What the seller decides on a request."""

    request_id: Required[Id]
    line_item_decisions: Required[Annotated[list[LineDecision], upto(100, 1)]]
    request_id_type: Literal["AFTERSALES", "RMA"]
    action_unix_time: int
    idempotency_key: Annotated[str, upto(255)]
