"""Endpoints ``return_refund/*`` about returns."""

from types import MappingProxyType
from typing import Any, Final

from .api_aftersale import CancellationApi, chosen, line
from .cases import (
    ANSWER_WITHIN,
    PENDING,
    REJECTED,
    REPLACE_WITHIN,
    REPLACEMENT_PENDING,
    SUCCESS,
    Cases,
)
from .errors import ApiError, missing
from .gate import Call
from .model import Order, Return
from .money import total_of
from .paging import check_window, in_window, paged
from .places import CARRIERS, OWN_CARRIERS
from .reasons import BUYER_RETURN, REJECT_PARCEL, REJECT_RETURN, SELLER_RETURN, text_of
from .store import Store

SHIPPED_BACK = "BUYER_SHIPPED_ITEM"
APPROVALS: Final = MappingProxyType(
    {
        ("APPROVE_REFUND", "REFUND", PENDING): SUCCESS,
        ("APPROVE_REFUND", "RETURN_AND_REFUND", PENDING): SUCCESS,
        ("DIRECT_REFUND", "RETURN_AND_REFUND", PENDING): SUCCESS,
        ("APPROVE_RETURN", "RETURN_AND_REFUND", PENDING): "AWAITING_BUYER_SHIP",
        ("APPROVE_RECEIVED_PACKAGE", "RETURN_AND_REFUND", SHIPPED_BACK): SUCCESS,
        ("APPROVE_REPLACEMENT", "REPLACEMENT", REPLACEMENT_PENDING): REPLACEMENT_PENDING,
        (
            "ISSUE_REPLACEMENT_REFUND",
            "REPLACEMENT",
            REPLACEMENT_PENDING,
        ): "REPLACEMENT_REQUEST_REFUND_SUCCESS",
        ("OFFER_PARTIAL_REFUND", "REFUND", PENDING): "AWAITING_BUYER_RESPONSE",
        ("OFFER_PARTIAL_REFUND", "RETURN_AND_REFUND", PENDING): "AWAITING_BUYER_RESPONSE",
    }
)
"""Status after an approval, by decision, kind of return and its status."""
REJECTIONS: Final = MappingProxyType(
    {
        ("REJECT_REFUND", "REFUND", PENDING): REJECTED,
        ("REJECT_RETURN", "RETURN_AND_REFUND", PENDING): REJECTED,
        ("REJECT_RECEIVED_PACKAGE", "RETURN_AND_REFUND", SHIPPED_BACK): "REJECT_RECEIVE_PACKAGE",
        ("REJECT_REPLACEMENT", "REPLACEMENT", REPLACEMENT_PENDING): "REPLACEMENT_REQUEST_REJECT",
        (
            "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG",
            "RETURN_AND_REFUND",
            SHIPPED_BACK,
        ): "AWAITING_BUYER_RESPONSE",
    }
)
ACTIONS: Final = MappingProxyType(
    {
        ("REFUND", PENDING): "SELLER_RESPOND_REFUND",
        ("RETURN_AND_REFUND", PENDING): "SELLER_RESPOND_RETURN",
        ("RETURN_AND_REFUND", SHIPPED_BACK): "SELLER_RESPOND_RECEIVE_PACKAGE",
        ("REPLACEMENT", REPLACEMENT_PENDING): "SELLER_RESPOND_REPLACEMENT",
    }
)


CANCEL_DECISIONS: Final = frozenset({"APPROVE_REQUEST_CANCEL", "REJECT_REQUEST_CANCEL"})


class ReturnApi:
    """Returns, their answers and records."""

    def __init__(self, store: Store, cases: Cases, cancellations: CancellationApi) -> None:
        self._store = store
        self._cases = cases
        self._cancellations = cancellations

    def search(self, call: Call) -> dict[str, Any]:
        """POST /return_refund/*/returns/search: page size 10 to 50, oldest first by default."""
        check_window(self._store, call.body, "create_time", "update_time")
        rows = [
            case
            for case in self._store.returns.values()
            if case.shop_id == call.shop.id and self._wanted(call.body, case)
        ]
        by_update = call.text("sort_field") == "update_time"
        page, more = paged(
            self._store,
            call,
            rows,
            lambda case: (case.update_time if by_update else case.create_time, case.id),
            size=(10, 10, 50),
        )
        return {**more, "return_orders": [self.shown(case) for case in page]}

    def _wanted(self, filters: dict[str, Any], case: Return) -> bool:
        given = {
            "return_ids": case.id,
            "order_ids": case.order_id,
            "buyer_user_ids": self._store.orders[case.order_id].buyer_id,
            "return_types": case.kind,
            "return_status": case.status,
            "seller_proposed_return_type": "PARTIAL_REFUND" if case.partial_refund else "",
            "arbitration_status": case.arbitration,
        }
        if any(filters.get(name) and value not in filters[name] for name, value in given.items()):
            return False
        return in_window(self._store, filters, "create_time", case.create_time) and in_window(
            self._store, filters, "update_time", case.update_time
        )

    def shown(self, case: Return) -> dict[str, Any]:
        """Return what Search Returns shows of a return."""
        order = self._store.orders[case.order_id]
        provider = case.provider_id or (next(iter(CARRIERS)) if case.tracking_number else "")
        shown = {
            "return_id": case.id,
            "order_id": case.order_id,
            "return_type": case.kind,
            "return_status": case.status,
            "role": case.role,
            "return_reason": case.reason,
            "return_reason_text": text_of(case.reason),
            "shipment_type": case.shipment_type,
            "handover_method": case.handover_method,
            "return_tracking_number": case.tracking_number,
            "return_provider_name": CARRIERS.get(provider) or OWN_CARRIERS.get(provider, ""),
            "return_provider_id": provider,
            "can_buyer_keep_item": case.buyer_keeps,
            "create_time": case.create_time,
            "update_time": case.update_time,
            "seller_next_action_response": self._next(case),
            "is_combined_return": False,
            "combined_return_id": "",
            "buyer_rejected_partial_refund": False,
            "is_quick_refund": False,
            **self._money(case, order),
        }
        if case.document_type:
            shown["return_shipping_document_type"] = case.document_type
        if case.arbitration:
            shown["arbitration_status"] = case.arbitration
        if case.partial_refund:
            offer = {"currency": order.currency, "amount": str(case.partial_refund)}
            shown |= {"seller_proposed_return_type": "PARTIAL_REFUND", "partial_refund": offer}
        return shown

    def _money(self, case: Return, order: Order) -> dict[str, Any]:
        units, own = self._cases.units_of(case), order.charges
        amounts = self._cancellations.amounts(order, units, whole=True)
        place = self._store.warehouses_of(order.shop_id, "RETURN_WAREHOUSE")
        return {
            "refund_amount": amounts | {"refund_total": str(case.refund_total)},
            "discount_amount": [
                {
                    "currency": order.currency,
                    "product_seller_discount": str(total_of(units, "seller_discount")),
                    "product_platform_discount": str(total_of(units, "platform_discount")),
                    "shipping_fee_seller_discount": str(own.shipping_seller),
                    "shipping_fee_platform_discount": str(own.shipping_platform),
                }
            ],
            "shipping_fee_amount": [_nothing_paid(order.currency)],
            "return_warehouse_address": {"full_address": ", ".join(place[0].place) if place else ""},
            "return_line_items": [
                {
                    "return_line_item_id": f"41{unit.id[2:]}",
                    **line(unit),
                    "refund_amount": self._cancellations.amounts(order, [unit]),
                }
                for unit in units
            ],
        }

    def _next(self, case: Return) -> list[dict[str, Any]]:
        action = ACTIONS.get((case.kind, case.status))
        if action is None or case.refund_due:
            return []
        within = REPLACE_WITHIN if case.kind == "REPLACEMENT" else ANSWER_WITHIN
        return [{"action": action, "deadline": case.update_time + within}]

    def _own(self, call: Call) -> Return:
        case = self._store.returns.get(call.path["return_id"])
        if case is None:
            raise ApiError(25001001)
        if case.shop_id != call.shop.id:
            raise ApiError(25020005)
        return case

    def create(self, call: Call) -> dict[str, Any]:
        """POST /return_refund/*/returns: a seller opens one on a delivered order; it is approved by that."""
        order = self._store.orders.get(call.body["order_id"])
        if order is None:
            raise ApiError(25001001)
        if order.shop_id != call.shop.id:
            raise ApiError(25020005)
        kind, reason = call.body["return_type"], call.body["return_reason"]
        self._check_reason(kind, reason)
        if order.status in ("COMPLETED", "CANCELLED"):
            raise ApiError(25001051)
        if order.status != "DELIVERED":
            raise ApiError(25001021)
        units = chosen(call.body, order)
        asked = str(call.body.get("refund_total") or 0)
        if not asked.isdigit():
            raise ApiError(25001001)
        total, most = int(asked), self._cases.refund(order, units)["refund_total"]
        if total > most:
            raise ApiError(25005005)
        if any(self._running(unit_id) for unit_id in (unit.id for unit in units)):
            raise ApiError(25001011)
        case = self._cases.open_return(order, kind, reason, units, "SELLER", self._store.now, total)
        after = SUCCESS if kind == "REFUND" else "AWAITING_BUYER_SHIP"
        self._cases.move(case, after, "SELLER", "Seller opened the request")
        return {"return_id": case.id, "return_status": case.status}

    def _check_reason(self, kind: str, reason: str) -> None:
        if reason in BUYER_RETURN:
            raise ApiError(25001015)
        if reason not in SELLER_RETURN:
            raise ApiError(25001014)
        if SELLER_RETURN[reason][0] != kind:
            raise ApiError(25001021)

    def _running(self, unit_id: str) -> bool:
        return any(
            unit_id in case.unit_ids and not case.status.endswith(("COMPLETE", "CANCEL"))
            for case in self._store.returns.values()
        )

    def approve(self, call: Call) -> dict[str, Any]:
        """POST /return_refund/202309/returns/{return_id}/approve: the decision must fit type and status."""
        case, decision = self._own(call), call.body["decision"]
        key = f"approve:{case.id}:{call.text('idempotency_key')}"
        if call.text("idempotency_key") and key in self._store.answered:
            return {}
        after = APPROVALS.get((decision, case.kind, case.status))
        if after is None or case.refund_due:
            known = {kind for what, kind, _status in APPROVALS if what == decision}
            raise ApiError(25020004 if case.kind not in known else 25011012)
        if decision == "OFFER_PARTIAL_REFUND":
            case.partial_refund = self._offer(call.body.get("partial_refund") or {}, "amount", case)
        if decision == "APPROVE_REPLACEMENT":
            case.refund_due = self._store.now + self._store.switches.refund_delay
        case.buyer_keeps = bool(call.body.get("buyer_keep_item"))
        self._cases.move(case, after, "SELLER", f"Seller decided: {decision}")
        self._store.answered[key] = True
        return {}

    def _offer(self, offer: dict[str, Any], name: str, case: Return) -> int:
        text = str(offer.get(name) or "")
        if not text:
            raise missing("body", f"partial_refund.{name}")
        if not text.isdigit() or not 0 < int(text) < case.refund_total:
            raise ApiError(25011032)
        return int(text)

    def reject(self, call: Call) -> dict[str, Any]:
        """POST /return_refund/*/returns/{return_id}/reject."""
        case, decision = self._own(call), call.body["decision"]
        parcel = decision in ("REJECT_RECEIVED_PACKAGE", "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG")
        if call.body["reject_reason"] not in (REJECT_PARCEL if parcel else REJECT_RETURN):
            raise ApiError(25001014)
        after = REJECTIONS.get((decision, case.kind, case.status))
        if after is None or case.refund_due:
            known = {kind for what, kind, _status in REJECTIONS if what == decision}
            if case.status in (SUCCESS, "RETURN_OR_REFUND_REQUEST_COMPLETE"):
                raise ApiError(25020010)
            raise ApiError(25020004 if case.kind not in known else 25001003)
        if decision.startswith("OFFER"):
            case.partial_refund = self._offer(
                call.body.get("partial_refund_amount") or {}, "partial_refund_total", case
            )
        self._cases.move(case, after, "SELLER", f"Seller decided: {decision}")
        return {}

    def records(self, call: Call) -> dict[str, Any]:
        """GET /return_refund/202309/returns/{return_id}/records."""
        return {"records": self._own(call).records}

    def decisions(self, call: Call) -> dict[str, Any]:
        """GET /return_refund/202601/decision_eligibility: for a return or a buyer's cancellation."""
        number = call.text("return_or_cancel_id")
        case, cancel = self._store.returns.get(number), self._store.cancellations.get(number)
        if case is not None and case.shop_id == call.shop.id:
            fits = {
                what
                for what, kind, status in (*APPROVALS, *REJECTIONS)
                if (kind, status) == (case.kind, case.status)
            }
        elif cancel is not None and cancel.shop_id == call.shop.id:
            waits = cancel.status == "CANCELLATION_REQUEST_PENDING"
            fits = set(CANCEL_DECISIONS) if waits else set()
        else:
            raise ApiError(25001001)
        every = {what for what, _kind, _status in (*APPROVALS, *REJECTIONS) if not what.startswith("OFFER")}
        asked = call.entries("check_decisions") or sorted(every | CANCEL_DECISIONS)
        reasons = self._cancellations.reject_reasons(call)["reasons"]
        return {"decisions": [_decision(name, name in fits, reasons) for name in asked]}


def _decision(name: str, fits: bool, reasons: list[dict[str, str]]) -> dict[str, Any]:
    shown: dict[str, Any] = {"decision": name, "eligible": fits}
    if not fits:
        return shown | {"ineligible_code": 25020003, "ineligible_reason": ApiError(25020003).message}
    return shown | ({"available_reject_reasons": reasons} if name.startswith("REJECT") else {})


def _nothing_paid(currency: str) -> dict[str, str]:
    return {
        "currency": currency,
        "seller_paid_return_shipping_fee": "0",
        "platform_paid_return_shipping_fee": "0",
        "buyer_paid_return_shipping_fee": "0",
    }
