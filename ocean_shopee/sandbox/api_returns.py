"""Endpoints ``returns/*`` that read (Shopee v2 returns)."""

from typing import Any

from . import pages, params, show_return
from .cases import RETURN_REFUND, Case
from .errors import ApiError, bad_param
from .gate import Call
from .route import Route, get
from .store import Store

WINDOW = 15 * 86_400
FILTERS = {
    "status": "status",
    "negotiation_status": "negotiation",
    "seller_proof_status": "proof",
    "seller_compensation_status": "compensation",
}
"""Query parameters and the field of the return that each filters."""
DISPUTES = {
    50: "Kirim foto barang yang diterima kembali / Photos of the returned item",
    41: "Barang sesuai pesanan / The item is as described",
    53: "Barang belum diterima kembali / The item was not returned",
}
"""Reasons of a dispute and what the platform wants to see."""
CARRIERS = ((1, "SPX Standard"), (2, "JNE Reguler"))


class ReturnsApi:
    """Shows returns."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "returns/get_return_list": get(self.list),
            "returns/get_return_detail": get(self.detail),
            "returns/get_available_solutions": get(self.solutions),
            "returns/get_return_dispute_reason": get(self.dispute_reasons),
            "returns/query_proof": get(self.proof),
            "returns/get_reverse_tracking_info": get(self.reverse_tracking),
            "returns/get_shipping_carrier": get(self.carriers),
        }

    def list(self, call: Call) -> dict[str, Any]:
        """GET get_return_list: pages from 0 (live) or 1 (sample), see the switch ``return_first_page``."""
        if call.request.get("page_no") is None:
            raise ApiError("error_data", "Inner error, please try later. [5]")
        found = [case for case in self._store.cases.values() if self._fits(call, case)]
        found.sort(key=lambda case: (-case.update_time, case.sn))
        page, more = pages.numbered(call, found, self._store.switches.return_first_page)
        rows = [show_return.row(self._store, case) for case in page]
        return {"response": {"more": more, "return": rows}}

    def _fits(self, call: Call, case: Case) -> bool:
        created, updated = _window(call, "create_time"), _window(call, "update_time")
        if created[0] and updated[0] and updated[0] < created[0]:
            raise bad_param("update_time_from should not be earlier than create_time_from")
        asked = {field: call.request.get(name) for name, field in FILTERS.items() if call.request.get(name)}
        return (
            case.shop_id == call.shop_id
            and created[0] <= case.create_time <= created[1]
            and updated[0] <= case.update_time <= updated[1]
            and all(getattr(case, field) == value for field, value in asked.items())
        )

    def _case(self, call: Call, code: str) -> Case:
        case = self._store.cases.get(params.text(call, "return_sn"))
        if case is None or case.shop_id != call.shop_id:
            raise ApiError(code, "The return is not found.")
        return case

    def detail(self, call: Call) -> dict[str, Any]:
        """GET get_return_detail."""
        return {"response": show_return.detail(self._store, self._case(call, "error_not_exists"))}

    def solutions(self, call: Call) -> dict[str, Any]:
        """GET get_available_solutions: what may be offered while the return is open."""
        case = self._case(call, "error_not_exists")
        can = case.status == "REQUESTED"
        least = case.full_refund // 10
        amounts = {"refund_amount_adjustable": can, "max_refund_amount": case.full_refund}
        shown = amounts | {"min_refund_amount": least}
        both = case.solution == RETURN_REFUND
        response = {
            "return_sn": case.sn,
            "offer_return_refund": {"eligibility": can and both, **shown},
            "offer_refund": {"eligibility": can, **shown},
        }
        return {"response": response}

    def dispute_reasons(self, call: Call) -> dict[str, Any]:
        """GET get_return_dispute_reason: reasons with the evidence each needs."""
        self._case(call, "dispute.request.param.error")
        modules = [
            {
                "module_index": 1,
                "requirement": "Foto label pengiriman / Photo of the label",
                "is_required": True,
            },
            {"module_index": 2, "requirement": "Foto isi paket / Photo of the content", "is_required": False},
        ]
        rows = [
            {
                "dispute_reason": number,
                "dispute_requirement": text,
                "sample_evidence": [],
                "evidence_module_list": modules,
            }
            for number, text in DISPUTES.items()
        ]
        return {"response": {"dispute_reason_list": rows}}

    def proof(self, call: Call) -> dict[str, Any]:
        """GET query_proof: what the seller uploaded."""
        case = self._case(call, "returnsn.illegal")
        if not case.photos:
            raise ApiError("no.proof", "There is no proof.")
        return {"response": {"image": case.photos, "video": [], "description": case.proof_text}}

    def _known(self, call: Call) -> Case:
        if not call.request.get("return_sn"):
            raise ApiError("returns.missing_return_sn", "return_sn is missing.")
        return self._case(call, "returns.return_not_found")

    def reverse_tracking(self, call: Call) -> dict[str, Any]:
        """GET get_reverse_tracking_info: the goods on their way back."""
        case = self._known(call)
        if case.solution != RETURN_REFUND:
            raise ApiError("returns.error_reverse_logistics", "The return has no reverse logistics.")
        events = []
        if case.reverse_time:
            event = {"update_time": case.reverse_time, "tracking_description": "Paket retur dalam perjalanan"}
            events.append(event | {"epop_image_list": [], "epod_image_list": []})
        response = {
            "return_sn": case.sn,
            "return_refund_request_type": 0,
            "validation_type": "seller_validation",
            "reverse_logistics_status": case.reverse_status,
            "reverse_logistics_update_time": case.reverse_time,
            "tracking_number": case.reverse_tracking,
            "tracking_info": events,
        }
        return {"response": response}

    def carriers(self, call: Call) -> dict[str, Any]:
        """GET get_shipping_carrier: who can bring the goods back if the seller arranges it."""
        case = self._known(call)
        response = {
            "is_shipping_proof_mandatory": case.seller_arranges,
            "has_uploaded_seller_arrange_proof": bool(case.carrier),
            "shipping_proof_template": [
                {"is_tracking_number_required": True, "is_shipping_image_file_mandatory": False}
            ],
            "reverse_logistics_carrier_list": [
                {"reverse_logistics_carrier_id": number, "reverse_logistics_carrier_name": name}
                for number, name in CARRIERS
            ],
        }
        return {"response": response}


def _window(call: Call, name: str) -> tuple[int, int]:
    start, end = params.number(call, f"{name}_from", 0), params.number(call, f"{name}_to", 0)
    if start and end and not start <= end <= start + WINDOW:
        raise bad_param(f"{name}_from and {name}_to should be at most 15 days apart")
    return start, end or 2**40
