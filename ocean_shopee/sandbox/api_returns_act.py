"""Endpoints ``returns/*`` by which the seller acts (Shopee v2 returns)."""

from typing import Any

from . import api_media
from .api_returns import CARRIERS, DISPUTES
from .case_machine import CaseMachine, solution_of
from .cases import DAY, OPEN, Case
from .errors import ApiError
from .gate import Call
from .route import Route, post
from .show_item import picture_url
from .store import Store

MOST_PHOTOS = 9
MOST_PROOFS = 3
_SN = "return_sn*:str"


class ReturnsActApi:
    """Grants, offers, disputes and proves."""

    def __init__(self, store: Store, cases: CaseMachine) -> None:
        self._store = store
        self._cases = cases

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "returns/confirm": post(self.confirm, _SN),
            "returns/offer": post(
                self.offer, f"{_SN}, proposed_solution*:str, proposed_adjusted_refund_amount:num"
            ),
            "returns/accept_offer": post(self.accept_offer, _SN),
            "returns/dispute": post(
                self.dispute,
                f"{_SN}, email*:str, dispute_reason_id*:int, dispute_text_reason:str, "
                "image_list[]{module_index*:int, requirement*:str, image_url*:str[]}",
            ),
            "returns/cancel_dispute": post(self.cancel_dispute, f"{_SN}, email*:str"),
            "returns/convert_image": post(self.convert_image),
            "returns/upload_proof": post(
                self.upload_proof, f"{_SN}, photo[]{{url*:str, thumbnail*:str}}, description:str"
            ),
            "returns/upload_shipping_proof": post(
                self.upload_shipping_proof,
                "return_sn:str, reverse_logistics_carrier_id:int, reverse_logistics_carrier_name:str, "
                "tracking_number:str, image_id_list[]{image_id:str}, remarks:str",
            ),
        }

    def _case(self, call: Call, code: str) -> Case:
        case = self._store.cases.get(str(call.body.get("return_sn") or ""))
        if case is None or case.shop_id != call.shop_id:
            raise ApiError(code, "The return is not found.")
        return case

    def confirm(self, call: Call) -> dict[str, Any]:
        """POST confirm: agree to what the buyer asks for; only to a full refund."""
        case = self._case(call, "error_not_exists")
        if case.status not in ("REQUESTED", "PROCESSING") or case.refund != case.full_refund:
            raise ApiError("error_validation", "The return cannot be confirmed.")
        self._cases.accept(case)
        return {"response": {"return_sn": case.sn}}

    def offer(self, call: Call) -> dict[str, Any]:
        """POST offer: another solution or amount, for the buyer to answer."""
        case = self._case(call, "err_data")
        if case.status in ("SELLER_DISPUTE", "JUDGING"):
            raise ApiError("error_ongoing_dispute", "A dispute is running.")
        if case.status != "REQUESTED":
            raise ApiError("error_return_status", "The status of the return does not allow it.")
        if case.negotiation != "PENDING_RESPOND" or not case.offers_left:
            raise ApiError("error_negotiation_status", "It is not the seller's turn.")
        solution, amount = call.body["proposed_solution"], call.body.get("proposed_adjusted_refund_amount")
        amount = case.full_refund if amount is None else amount
        if solution not in ("RETURN_REFUND", "REFUND"):
            raise ApiError("err_data", "proposed_solution should be RETURN_REFUND or REFUND.")
        if solution_of(solution) < case.solution or not case.full_refund // 10 <= amount <= case.full_refund:
            raise ApiError("err_data", "The solution or the amount is not available.")
        offer = {"solution": solution, "amount": amount, "creator": "SELLER"}
        left = case.offers_left - 1
        self._cases.change(case, offer=offer, negotiation="PENDING_BUYER_RESPOND", offers_left=left)
        return {"response": {"return_sn": case.sn}}

    def accept_offer(self, call: Call) -> dict[str, Any]:
        """POST accept_offer: agree to what the buyer offered."""
        case = self._case(call, "err_data")
        if case.status not in OPEN:
            raise ApiError("error_return_status", "The status of the return does not allow it.")
        if case.offer.get("creator") != "BUYER":
            raise ApiError("error_no_buyer_offer", "There is no offer of the buyer.")
        if case.negotiation != "PENDING_RESPOND":
            raise ApiError("error_negotiation_status", "It is not the seller's turn.")
        self._cases.accept(case, case.offer["amount"])
        return {"response": {"return_sn": case.sn}}

    def dispute(self, call: Call) -> dict[str, Any]:
        """POST dispute: a granted return asks for compensation, another goes to the platform."""
        case = self._case(call, "returnsn.illegal")
        if case.status not in ("REQUESTED", "PROCESSING", "ACCEPTED"):
            raise ApiError("error_return_status", "The status of the return does not allow it.")
        if case.status == "ACCEPTED" and case.compensation == "COMPENSATION_REQUESTED":
            raise ApiError("dispute.rr.not.allow", "The dispute is not allowed.")
        given = {row["module_index"] for row in call.body.get("image_list") or [] if row["image_url"]}
        number = call.body["dispute_reason_id"]
        if number not in DISPUTES or 1 not in given or "@" not in call.body["email"]:
            raise ApiError("dispute.request.param.error", "Reason, e-mail or evidence is wrong.")
        text = call.body.get("dispute_text_reason", "")
        case.disputes.append({"id": number, "text": text, "email": call.body["email"]})
        if case.status == "ACCEPTED":
            self._cases.change(case, compensation="COMPENSATION_REQUESTED")
        else:
            self._cases.change(case, status="SELLER_DISPUTE")
        return {"response": {"return_sn": case.sn, "msg": ""}}

    def cancel_dispute(self, call: Call) -> dict[str, Any]:
        """POST cancel_dispute: disputes about compensation only."""
        case = self._case(call, "dispute.cancel.ineligible")
        if (case.status, case.compensation) != ("ACCEPTED", "COMPENSATION_REQUESTED"):
            raise ApiError("dispute.cancel.ineligible", "The dispute cannot be cancelled.")
        self._cases.change(case, compensation="COMPENSATION_CANCELLED")
        return {"response": {"return_sn": case.sn, "message": ""}}

    def convert_image(self, call: Call) -> dict[str, Any]:
        """POST convert_image: multipart, one picture of at most 10 MB."""
        self._case(call, "returnsn.illegal")
        files = call.files.get("upload_image", [])
        if len(files) != 1 or len(files[0].content) > api_media.LARGEST:
            raise ApiError("image.upload.fail", "One image of at most 10 MB is needed.")
        if files[0].picture not in ("jpg", "png"):
            raise ApiError("format.unsupport", "The format is not supported.")
        url = picture_url(api_media.keep(self._store, files[0]).id)
        return {"response": {"url": url, "thumbnail": f"{url}_tn"}}

    def upload_proof(self, call: Call) -> dict[str, Any]:
        """POST upload_proof: pictures from convert_image."""
        case = self._case(call, "returnsn.illegal")
        photos = call.body.get("photo") or []
        if not photos and not call.body.get("description"):
            raise ApiError("no.proof", "There is no proof.")
        if len(photos) > MOST_PHOTOS:
            raise ApiError("number.error", "There are too many images.")
        if self._store.now > case.create_time + 3 * DAY:
            raise ApiError("proof.overdue", "The proof is overdue.")
        case.proof_text = call.body.get("description", "")
        self._cases.change(case, photos=photos, proof="UPLOADED")
        return {"response": {}}

    def upload_shipping_proof(self, call: Call) -> dict[str, Any]:
        """POST upload_shipping_proof: for returns whose transport the seller arranges (TW and BR)."""
        body = call.body
        for name, code in (
            ("return_sn", "returns.missing_return_sn"),
            ("reverse_logistics_carrier_id", "returns.missing_carrier_id"),
            ("tracking_number", "returns.missing_tracking_no"),
        ):
            if body.get(name) in (None, ""):
                raise ApiError(code, f"{name} is missing.")
        case = self._case(call, "returns.return_not_found")
        if not case.seller_arranges and not self._store.switches.everywhere:
            code = "returns.new_seller_arrange_flow_disabled"
            raise ApiError(code, "The seller does not arrange this return.")
        self._check_proof(body)
        case.carrier = {
            "id": body["reverse_logistics_carrier_id"],
            "tracking": body["tracking_number"],
            "images": [row["image_id"] for row in body.get("image_id_list") or []],
        }
        self._cases.change(case, reverse_tracking=body["tracking_number"])
        return {"response": {}}

    def _check_proof(self, body: dict[str, Any]) -> None:
        images = [row.get("image_id") for row in body.get("image_id_list") or []]
        if body["reverse_logistics_carrier_id"] not in dict(CARRIERS):
            raise ApiError("returns.invalid_carrier_id", "The carrier is invalid.")
        if not body["tracking_number"].isalnum():
            code = "returns.error_tracking_no_alphanumeric"
            raise ApiError(code, "tracking_number should be letters and digits.")
        if len(images) > MOST_PROOFS:
            raise ApiError("returns.error_filenumber", "There are too many images.")
        if any(image not in self._store.images for image in images):
            raise ApiError("returns.invalid_image_id", "An image is unknown.")
