"""Endpoints ``return_refund/*`` of 2026 that decide on requests and parcels, and labels for returns."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from .aftersales import ARRIVED, MOVES, line_id, own, request_id, rma_id, rma_status
from .api_aftersale import CancellationApi
from .api_returns import CANCEL_DECISIONS
from .api_upload import measure
from .cases import Cases
from .errors import ApiError, missing, no_path
from .gate import Call
from .model import Cancellation, Return
from .money import total_of
from .places import CARRIERS, OWN_CARRIERS
from .reasons import REJECT_PARCEL, REJECT_RETURN
from .store import Store

PARCEL: Final = (
    "APPROVE_RETURN_PACKAGE",
    "REJECT_RETURN_PACKAGE",
    "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG",
)
"""Actions on goods that came back; the others are about what the buyer asks for."""
DECISIONS: Final = MappingProxyType(
    {
        ("APPROVE_REQUEST", "REFUND"): "APPROVE_REFUND",
        ("APPROVE_REQUEST", "RETURN_AND_REFUND"): "APPROVE_RETURN",
        ("APPROVE_REQUEST", "REPLACEMENT"): "APPROVE_REPLACEMENT",
        ("REFUND_INSTEAD", "RETURN_AND_REFUND"): "DIRECT_REFUND",
        ("REFUND_INSTEAD", "REPLACEMENT"): "ISSUE_REPLACEMENT_REFUND",
        ("OFFER_PARTIAL_REFUND", "REFUND"): "OFFER_PARTIAL_REFUND",
        ("OFFER_PARTIAL_REFUND", "RETURN_AND_REFUND"): "OFFER_PARTIAL_REFUND",
        ("REJECT_REQUEST", "REFUND"): "REJECT_REFUND",
        ("REJECT_REQUEST", "RETURN_AND_REFUND"): "REJECT_RETURN",
        ("REJECT_REQUEST", "REPLACEMENT"): "REJECT_REPLACEMENT",
        ("APPROVE_RETURN_PACKAGE", "RETURN_AND_REFUND"): "APPROVE_RECEIVED_PACKAGE",
        ("REJECT_RETURN_PACKAGE", "RETURN_AND_REFUND"): "REJECT_RECEIVED_PACKAGE",
        (
            "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG",
            "RETURN_AND_REFUND",
        ): "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG",
    }
)
"""Name of an action in Approve Return and Reject Return, by kind of return."""
EVERY: Final = tuple(sorted({"ISSUE_EXCHANGE_REFUND", *CANCEL_DECISIONS, *(name for name, *_rest in MOVES)}))
"""What Get Available Review Decisions knows."""


@dataclass(frozen=True)
class Step:
    """A decision that was found good: on which units of a return, and what follows from it."""

    case: Return
    unit_ids: list[str]
    decision: str
    offer: int

    @property
    def after(self) -> str:
        """Status after the decision."""
        return MOVES[self.decision, self.case.kind, self.case.status]


class DecisionApi:
    """Decides line by line."""

    def __init__(self, store: Store, cases: Cases, cancellations: CancellationApi) -> None:
        self._store = store
        self._cases = cases
        self._cancellations = cancellations

    def review(self, call: Call) -> dict[str, Any]:
        """POST /return_refund/202609/aftersales/review: refusals do not say which request they are about."""
        if not self._store.switches.aftersales_requests:
            raise no_path()
        errors = []
        for entry in call.body.get("aftersales_request_decisions") or []:
            try:
                self._review(call, entry)
            except ApiError as refusal:
                errors.append({"code": str(refusal.code), "message": refusal.message})
        return {"errors": errors}

    def _review(self, call: Call, entry: dict[str, Any]) -> None:
        used = f"review:{call.shop.id}:{entry['request_id']}:{entry.get('idempotency_key')}"
        if entry.get("idempotency_key") and used in self._store.answered:
            return
        parcel, cases = self._cases_of(call, entry)
        steps = [step for row in entry["line_item_decisions"] for step in self._steps(row, cases, parcel)]
        decided = [unit_id for step in steps for unit_id in step.unit_ids]
        if not decided or len(set(decided)) < len(decided):
            raise ApiError(25001001)
        for step in steps:
            self._take(step)
        self._store.answered[used] = True

    def _cases_of(self, call: Call, entry: dict[str, Any]) -> tuple[bool, list[Return]]:
        """Return whether the id is one of a parcel, and the returns behind it."""
        number, kind = entry["request_id"], entry.get("request_id_type")
        every = self._store.returns.values()
        parcels = [case for case in every if case.tracking_number and rma_id(case) == number]
        if parcels and kind != "AFTERSALES":
            return True, own(call.shop, parcels)
        wanted = [case for case in every if request_id(case) == number] if kind != "RMA" else []
        return False, own(call.shop, wanted)

    def _steps(self, row: dict[str, Any], cases: list[Return], parcel: bool) -> list[Step]:
        if (row["action"] in PARCEL) != parcel:
            raise ApiError(25020004)
        _check_reason(row, parcel)
        ids = [line["return_line_item_id"] for line in row["line_items"]]
        lines = {line_id(unit_id): (case, unit_id) for case in cases for unit_id in case.unit_ids}
        if not ids or len(set(ids)) < len(ids) or not set(ids) <= set(lines):
            raise ApiError(25001001)
        groups: dict[str, tuple[Return, list[str]]] = {}
        for number in ids:
            case, unit_id = lines[number]
            groups.setdefault(case.id, (case, []))[1].append(unit_id)
        if row["action"].startswith("OFFER") and len(groups) > 1:
            raise ApiError(25011032)
        return [self._step(row, case, unit_ids) for case, unit_ids in groups.values()]

    def _step(self, row: dict[str, Any], case: Return, unit_ids: list[str]) -> Step:
        decision = DECISIONS.get((row["action"], case.kind))
        if decision is None:
            raise ApiError(25020004)
        arrived = row["action"] not in PARCEL or rma_status(self._store, case) == ARRIVED
        if (decision, case.kind, case.status) not in MOVES or case.refund_due or not arrived:
            raise ApiError(25020003)
        offer = self._offer(row, case, unit_ids) if row["action"].startswith("OFFER") else 0
        return Step(case, unit_ids, decision, offer)

    def _offer(self, row: dict[str, Any], case: Return, unit_ids: list[str]) -> int:
        order, details = self._store.orders[case.order_id], row.get("alternative_solution_details") or {}
        text = details.get("partial_refund_amount") or ""
        whole = set(unit_ids) == set(case.unit_ids)
        part = total_of([unit for unit in order.units if unit.id in unit_ids], "sale_price")
        most = case.refund_total if whole else part
        right_money = details.get("currency", order.currency) == order.currency
        if not text.isdigit() or not 0 < int(text) < most or not right_money:
            raise ApiError(25011032)
        return int(text)

    def _take(self, step: Step) -> None:
        whole = set(step.unit_ids) == set(step.case.unit_ids)
        after, case = step.after, step.case if whole else self._cases.split(step.case, step.unit_ids)
        case.partial_refund = step.offer or case.partial_refund
        if step.decision == "APPROVE_REPLACEMENT":
            case.refund_due = self._store.now + self._store.switches.refund_delay
        self._cases.move(case, after, "SELLER", f"Seller decided: {step.decision}")

    def available(self, call: Call) -> dict[str, Any]:
        """GET /return_refund/202606/review_decision: for each line of a return or cancellation."""
        if not self._store.switches.aftersales_requests:
            raise no_path()
        if call.text("seller_id") != call.shop.open_id:
            raise ApiError(25020005)
        number = call.text("return_or_cancel_id")
        case, cancel = self._store.returns.get(number), self._store.cancellations.get(number)
        found = case or cancel
        if found is None:
            raise ApiError(25001001)
        if found.shop_id != call.shop.id:
            raise ApiError(25020005)
        fits = _fitting(case) if case is not None else _fitting_cancel(cancel)
        reasons = self._cancellations.reject_reasons(call)["reasons"]
        asked = call.entries("check_decisions") or EVERY
        decisions = [self._decision(name, name in fits, reasons, case) for name in asked]
        start = "41" if case is not None else "40"
        lines = [
            {"return_line_item_id": f"{start}{unit_id[2:]}", "decisions": decisions}
            for unit_id in found.unit_ids
        ]
        return {"line_items": lines, "request_log_id": self._store.world.token("review"), "errors": []}

    def _decision(
        self, name: str, fits: bool, reasons: list[dict[str, str]], case: Return | None
    ) -> dict[str, Any]:
        shown: dict[str, Any] = {"decision": name, "eligible": fits}
        if not fits:
            return shown | {"ineligible_code": 25020003, "ineligible_reason": ApiError(25020003).message}
        if name.startswith("REJECT"):
            shown["available_reject_reasons"] = reasons
        if name.startswith("OFFER") and case is not None:
            currency, most = self._store.orders[case.order_id].currency, str(case.refund_total - 1)
            shown["partial_refund_amount_range"] = {
                "min_amount": "1",
                "max_amount": most,
                "currency": currency,
            }
        return shown

    def label(self, call: Call) -> dict[str, Any]:
        """POST /return_refund/202405/returns/shipping_documents: for returns that the buyer is to ship."""
        number, provider = (
            call.files.get(name, b"").decode() for name in ("tracking_number", "return_provider_id")
        )
        for name, value in (("tracking_number", number), ("return_provider_id", provider)):
            if not value:
                raise missing("body", name)
        if provider not in CARRIERS and provider not in OWN_CARRIERS:
            raise ApiError(25001001)
        document_type = _document_type(call)
        cases = [self._labelled(call, wanted) for wanted in dict.fromkeys(call.entries("return_ids"))]
        for case in cases:
            case.tracking_number, case.provider_id, case.update_time = number, provider, self._store.now
            case.document_type = document_type or case.document_type
        return {}

    def _labelled(self, call: Call, number: str) -> Return:
        by_parcel = call.text("return_id_type") == "RMA"
        found = [
            case
            for case in self._store.returns.values()
            if number == (rma_id(case) if by_parcel else case.id) and (case.tracking_number or not by_parcel)
        ]
        (case,) = own(call.shop, found)
        if case.status != "AWAITING_BUYER_SHIP":
            raise ApiError(25020003)
        return case


def _fitting(case: Return) -> set[str]:
    if case.refund_due:
        return set()
    return {name for name, kind, status in MOVES if (kind, status) == (case.kind, case.status)}


def _fitting_cancel(cancel: Cancellation | None) -> set[str]:
    waits = cancel is not None and cancel.status == "CANCELLATION_REQUEST_PENDING"
    return set(CANCEL_DECISIONS) if waits else set()


def _check_reason(row: dict[str, Any], parcel: bool) -> None:
    reason = (row.get("reason") or {}).get("reason_id")
    known = REJECT_PARCEL if parcel else REJECT_RETURN
    if reason and row["action"].startswith("REJECT") and reason not in known:
        raise ApiError(25001014)


def _document_type(call: Call) -> str:
    """Return what came along, a label or a QR code, empty for none.

    :raise ApiError: for a file that is neither PDF nor picture
    """
    for name, kind in (("return_shipping_label", "SHIPPING_LABEL"), ("return_qr_code", "QR_CODE")):
        if data := call.files.get(name, b""):
            if not data.startswith(b"%PDF-"):
                measure(data)
            return kind
    return ""
