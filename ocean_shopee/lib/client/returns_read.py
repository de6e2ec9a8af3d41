"""Returns and refunds: lists and details."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import objects_at
from odoo.addons.ocean_marketplace_base.lib.arguments import check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import MEASURED, endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..const import RETURN_FIRST_PAGE, RETURN_PAGE, RETURN_WINDOW
from .arguments import check_number, check_text, check_window, query
from .base import Resource
from .paging import all_by_number, numbered_page

_WORD_MAX = 64


class ReturnReadMethods(Resource):
    """The part of ``/api/v2/returns`` that reads.

    Where a method names no code, refusals carry the codes that hold for all methods (README).
    """

    @endpoint("GET", "/api/v2/returns/get_return_list", MEASURED)
    def get_return_list(
        self,
        *,
        page_no: int = RETURN_FIRST_PAGE,
        page_size: int = RETURN_PAGE,
        created_from: datetime | None = None,
        created_to: datetime | None = None,
        updated_from: datetime | None = None,
        updated_to: datetime | None = None,
        status: str = "",
        negotiation_status: str = "",
        seller_proof_status: str = "",
        seller_compensation_status: str = "",
    ) -> dict[str, Any]:
        """Return one page of returns: ``{"return": [...], "more"}``. ``item[].amount`` is a quantity.

        ``GET /api/v2/returns/get_return_list``. The page number is always sent: without it the platform
        answers ``error_data``. Live clients count from 0, the documentation's sample from 1.

        :param page_size: 1 to 100.
        :param created_from, created_to, updated_from, updated_to: aware, in pairs, each at most 15 days
            apart.
        :param status, negotiation_status, seller_proof_status, seller_compensation_status: only these.
        :raise Rejected: ``error_not_exists``, ``error_param_format``, ``error_permission`` and others
        """
        words = {
            "status": status,
            "negotiation_status": negotiation_status,
            "seller_proof_status": seller_proof_status,
            "seller_compensation_status": seller_compensation_status,
        }
        params = query(
            page_no=check_int("page_no", page_no, 0, 2**31 - 1),
            page_size=check_int("page_size", page_size, 1, RETURN_PAGE),
            **_window("create_time", created_from, created_to),
            **_window("update_time", updated_from, updated_to),
            **{name: check_text(name, word, _WORD_MAX, empty=True) for name, word in words.items()},
        )
        if created_from and updated_from and updated_from < created_from:
            raise InvalidRequest("updated_from: not before created_from")
        return numbered_page(self._gateway.get("/api/v2/returns/get_return_list", params), "return")

    def iter_return_list(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_return_list`, each return once; `options` are its keyword arguments.

        Where the platform counts from 1, page 0 and page 1 are the same.
        """
        first, seen = options.pop("page_no", RETURN_FIRST_PAGE), set()
        for row in all_by_number(lambda page: self.get_return_list(page_no=page, **options), "return", first):
            number = row.get("return_sn")
            if number not in seen:
                yield row
            seen.add(number)

    @endpoint("GET", "/api/v2/returns/get_return_detail")
    def get_return_detail(self, return_sn: str) -> dict[str, Any]:
        """Return one return with its negotiation, proofs and logistics.

        ``GET /api/v2/returns/get_return_detail``. Amounts in ``currency``; ``return_solution`` 0 return and
        refund, 1 refund only.

        :raise Rejected: ``error_not_exists``
        """
        return self._read("/api/v2/returns/get_return_detail", _number(return_sn))

    @endpoint("GET", "/api/v2/returns/get_available_solutions")
    def get_available_solutions(self, return_sn: str) -> dict[str, Any]:
        """Return what the shop may offer, with smallest and largest refunds.

        ``GET /api/v2/returns/get_available_solutions``.
        """
        return self._read("/api/v2/returns/get_available_solutions", _number(return_sn))

    @endpoint("GET", "/api/v2/returns/get_return_dispute_reason")
    def get_return_dispute_reason(self, return_sn: str) -> list[dict[str, Any]]:
        """Return the reasons a return may be disputed with, and the evidence each needs.

        ``GET /api/v2/returns/get_return_dispute_reason``.

        :raise Rejected: ``dispute.request.param.error``
        """
        envelope = self._gateway.get("/api/v2/returns/get_return_dispute_reason", _number(return_sn))
        return objects_at(envelope, "response.dispute_reason_list")

    @endpoint("GET", "/api/v2/returns/query_proof")
    def query_proof(self, return_sn: str) -> dict[str, Any]:
        """Return the proofs handed in: ``{"image", "video", "description"}``.

        ``GET /api/v2/returns/query_proof``.

        :raise Rejected: ``no.proof``, ``returnsn.illegal``
        """
        return self._read("/api/v2/returns/query_proof", _number(return_sn))

    @endpoint("GET", "/api/v2/returns/get_reverse_tracking_info")
    def get_reverse_tracking_info(self, return_sn: str) -> dict[str, Any]:
        """Return where the parcel is on its way back. ``GET /api/v2/returns/get_reverse_tracking_info``.

        :raise Rejected: ``returns.return_not_found``
        """
        return self._read("/api/v2/returns/get_reverse_tracking_info", _number(return_sn))

    @endpoint("GET", "/api/v2/returns/get_shipping_carrier")
    def get_shipping_carrier(self, return_sn: str) -> dict[str, Any]:
        """Return the carriers for a return the shop arranges, and the proof each needs; TW and BR.

        ``GET /api/v2/returns/get_shipping_carrier``.

        :raise Rejected: ``returns.return_not_found``
        """
        return self._read("/api/v2/returns/get_shipping_carrier", _number(return_sn))


def _number(return_sn: object) -> list[tuple[str, str]]:
    return [("return_sn", check_number("return_sn", return_sn))]


def _window(name: str, start: datetime | None, end: datetime | None) -> dict[str, int]:
    if start is None and end is None:
        return {}
    first, last = check_window(start, end, RETURN_WINDOW, name)
    return {f"{name}_from": first, f"{name}_to": last}
