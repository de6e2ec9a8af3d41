"""Returns and refunds: agreeing, offering, disputing, proving."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import Field

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.http import FilePart

from ..const import IMAGE_BYTES, IMAGE_TYPES, PROOF_MAX
from .arguments import (
    check_amount,
    check_email,
    check_file,
    check_id,
    check_list,
    check_number,
    check_text,
    given,
)
from .bodies import Body, Count, bodies
from .returns_read import ReturnReadMethods

SOLUTIONS: Final = frozenset({"RETURN_REFUND", "REFUND"})
_TEXT_MAX: Final = 1000


class Evidence(Body):
    """Pictures for one point of a dispute reason, addresses from :meth:`ReturnsApi.convert_image`."""

    module_index: Count
    requirement: str
    image_url: Annotated[list[str], Field(min_length=1)]


class Photo(Body):
    """A picture, addresses from :meth:`ReturnsApi.convert_image`."""

    url: str
    thumbnail: str


class ReturnsApi(ReturnReadMethods):
    """``/api/v2/returns``. The sandbox does not offer it."""

    @endpoint("POST", "/api/v2/returns/confirm")
    def confirm(self, return_sn: str) -> dict[str, Any]:
        """Agree to the refund asked for; **moves money**. ``POST /api/v2/returns/confirm``.

        Returns ``{"return_sn"}``.

        :raise Rejected: ``error_validation``, ``rraoc_refund_not_allowed``, ``error_return_request_type``
        """
        return self._write("/api/v2/returns/confirm", _number(return_sn))

    @endpoint("POST", "/api/v2/returns/offer")
    def offer(
        self, return_sn: str, proposed_solution: str, *, refund_amount: Decimal | None = None
    ) -> dict[str, Any]:
        """Offer the buyer something else. ``POST /api/v2/returns/offer``; returns ``{"return_sn"}``.

        :param proposed_solution: RETURN_REFUND or REFUND.
        :param refund_amount: in the currency of the return, between the limits that
            :meth:`get_available_solutions` tells; all of it when left out.
        :raise Rejected: ``error_ongoing_dispute``, ``error_negotiation_status``, ``error_return_status``
        """
        values: dict[str, Any] = _number(return_sn)
        values["proposed_solution"] = check_choice("proposed_solution", proposed_solution, SOLUTIONS)
        if refund_amount is not None:
            values["proposed_adjusted_refund_amount"] = check_amount("refund_amount", refund_amount)
        return self._write("/api/v2/returns/offer", values)

    @endpoint("POST", "/api/v2/returns/accept_offer")
    def accept_offer(self, return_sn: str) -> dict[str, Any]:
        """Accept what the buyer offers; **moves money**. ``POST /api/v2/returns/accept_offer``.

        :raise Rejected: ``error_no_buyer_offer``, ``error_negotiation_status``, ``error_return_status``
        """
        return self._write("/api/v2/returns/accept_offer", _number(return_sn))

    @endpoint("POST", "/api/v2/returns/dispute")
    def dispute(
        self,
        return_sn: str,
        *,
        email: str,
        dispute_reason_id: int,
        evidence: Iterable[Mapping[str, Any]] = (),
        text: str = "",
    ) -> dict[str, Any]:
        """Have the platform decide; return ``{"return_sn", "msg"}``. ``POST /api/v2/returns/dispute``.

        :param dispute_reason_id, evidence: as :meth:`get_return_dispute_reason` asks; :class:`Evidence`.
        :param text: at most 1000 characters.
        :raise Rejected: ``dispute.rr.not.allow``, ``return.status.illegal``, ``returns.dispute_is_dry_run``
        """
        values: dict[str, Any] = _number(return_sn) | {
            "email": check_email("email", email),
            "dispute_reason_id": check_int("dispute_reason_id", dispute_reason_id, 0, 2**31 - 1),
        }
        if evidence != ():
            values["image_list"] = bodies(Evidence, check_list("evidence", evidence), "evidence")
        if given(text):
            values["dispute_text_reason"] = check_text("text", text, _TEXT_MAX)
        return self._write("/api/v2/returns/dispute", values)

    @endpoint("POST", "/api/v2/returns/cancel_dispute")
    def cancel_dispute(self, return_sn: str, *, email: str) -> dict[str, Any]:
        """Withdraw a dispute about compensation. ``POST /api/v2/returns/cancel_dispute``.

        :raise Rejected: ``dispute.cancel.ineligible``
        """
        values = _number(return_sn) | {"email": check_email("email", email)}
        return self._write("/api/v2/returns/cancel_dispute", values)

    @endpoint("POST", "/api/v2/returns/convert_image")
    def convert_image(self, return_sn: str, image: FilePart) -> dict[str, Any]:
        """Upload a picture for a dispute or proof; return ``{"url", "thumbnail"}``.

        ``POST /api/v2/returns/convert_image``, multipart.

        :param image: (file name, content, media type): JPEG or PNG of at most 10 MB.
        :raise Rejected: ``format.unsupport``, ``image.upload.fail``, ``returnsn.illegal``
        """
        files = {"upload_image": check_file("image", image, IMAGE_BYTES, IMAGE_TYPES)}
        envelope = self._gateway.upload("/api/v2/returns/convert_image", files, _number(return_sn))
        return member(envelope, "response", dict)

    @endpoint("POST", "/api/v2/returns/upload_proof")
    def upload_proof(
        self, return_sn: str, photos: Iterable[Mapping[str, Any]], *, description: str = ""
    ) -> None:
        """Hand in proofs, pictures only. ``POST /api/v2/returns/upload_proof``.

        :param photos: of :class:`Photo`.
        :param description: at most 1000 characters.
        :raise Rejected: ``proof.overdue``, ``number.error``, ``returnsn.illegal``
        """
        values: dict[str, Any] = _number(return_sn)
        values["photo"] = bodies(Photo, check_list("photos", photos, PROOF_MAX), "photos")
        if given(description):
            values["description"] = check_text("description", description, _TEXT_MAX)
        self._gateway.post("/api/v2/returns/upload_proof", values)

    @endpoint("POST", "/api/v2/returns/upload_shipping_proof")
    def upload_shipping_proof(
        self,
        return_sn: str,
        carrier_id: str,
        *,
        carrier_name: str = "",
        tracking_number: str = "",
        image_ids: Iterable[str] = (),
        remarks: str = "",
    ) -> None:
        """Prove that the shop has the parcel fetched (``is_seller_arrange``); TW and BR.

        ``POST /api/v2/returns/upload_shipping_proof``.

        :param carrier_id: ``reverse_logistics_carrier_id`` of :meth:`get_shipping_carrier`.
        :param image_ids: of pictures uploaded with ``media.upload_business_image``, at most 3.
        :raise Rejected: ``returns.invalid_carrier_id``, ``returns.invalid_tracking_no`` and others
        """
        words = {
            "reverse_logistics_carrier_name": carrier_name,
            "tracking_number": tracking_number,
            "remarks": remarks,
        }
        values: dict[str, Any] = _number(return_sn)
        values["reverse_logistics_carrier_id"] = check_id("carrier_id", carrier_id)
        values |= {name: check_text(name, word, _TEXT_MAX) for name, word in words.items() if given(word)}
        if image_ids != ():
            ids = check_list("image_ids", image_ids, 3)
            values["image_id_list"] = [{"image_id": check_text("image_ids", name, 256)} for name in ids]
        self._gateway.post("/api/v2/returns/upload_shipping_proof", values)


def _number(return_sn: object) -> dict[str, str]:
    return {"return_sn": check_number("return_sn", return_sn)}
