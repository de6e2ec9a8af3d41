"""Vouchers of the shop."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..const import MARKETING_PAGE, VOUCHER_LIFE
from .arguments import check_id, query
from .base import Resource
from .bodies import body
from .bodies_marketing import ChangedVoucher, NewVoucher
from .paging import all_by_number, numbered_page

STATUSES: Final = frozenset({"all", "upcoming", "ongoing", "expired"})
_LAST_PAGE: Final = 5000


class VoucherApi(Resource):
    """``/api/v2/voucher``. Amounts in the shop's currency."""

    @endpoint("POST", "/api/v2/voucher/add_voucher")
    def add_voucher(self, voucher: Mapping[str, Any]) -> dict[str, Any]:
        """Create a voucher; return ``{"voucher_id"}``. ``POST /api/v2/voucher/add_voucher``.

        :param voucher: fields of :class:`~.bodies_marketing.NewVoucher`; times aware, at most three months
            apart; a code of at most 5 letters and digits, which the platform puts a prefix to.
        :raise Rejected: ``voucher.voucher_code_duplicate_error``, ``voucher.voucher_time_period_error`` and
            others
        """
        values = body(NewVoucher, voucher, "voucher")
        if not 0 < values["end_time"] - values["start_time"] <= VOUCHER_LIFE.total_seconds():
            raise InvalidRequest("voucher: it ends after it starts, at most three months later")
        return self._write("/api/v2/voucher/add_voucher", values)

    @endpoint("POST", "/api/v2/voucher/update_voucher")
    def update_voucher(self, voucher_id: str, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Change a voucher; return ``{"voucher_id"}``. ``POST /api/v2/voucher/update_voucher``.

        :param changes: fields of :class:`~.bodies_marketing.ChangedVoucher`
        :raise Rejected: ``voucher.voucher_ongoing_param_error``, ``voucher.voucher_quantity_reduce_error``
        """
        values = _id(voucher_id) | body(ChangedVoucher, changes, "changes")
        return self._write("/api/v2/voucher/update_voucher", values)

    @endpoint("POST", "/api/v2/voucher/delete_voucher")
    def delete_voucher(self, voucher_id: str) -> dict[str, Any]:
        """Delete a voucher that has not begun; return ``{"voucher_id"}``.

        ``POST /api/v2/voucher/delete_voucher``.

        :raise Rejected: ``voucher.delete_voucher_error``
        """
        return self._write("/api/v2/voucher/delete_voucher", _id(voucher_id))

    @endpoint("POST", "/api/v2/voucher/end_voucher")
    def end_voucher(self, voucher_id: str) -> dict[str, Any]:
        """End a running voucher now; return ``{"voucher_id"}``. ``POST /api/v2/voucher/end_voucher``.

        :raise Rejected: ``voucher.end_voucher_status_error``
        """
        return self._write("/api/v2/voucher/end_voucher", _id(voucher_id))

    @endpoint("GET", "/api/v2/voucher/get_voucher")
    def get_voucher(self, voucher_id: str) -> dict[str, Any]:
        """Return one voucher. ``GET /api/v2/voucher/get_voucher``.

        :raise Rejected: ``common.error_not_found``
        """
        return self._read("/api/v2/voucher/get_voucher", query(**_id(voucher_id)))

    @endpoint("GET", "/api/v2/voucher/get_voucher_list")
    def get_voucher_list(
        self, status: str = "all", *, page_no: int = 1, page_size: int = MARKETING_PAGE
    ) -> dict[str, Any]:
        """Return one page of vouchers: ``{"voucher_list", "more"}``.

        ``GET /api/v2/voucher/get_voucher_list``.

        :param status: ``all``, ``upcoming``, ``ongoing`` or ``expired``.
        :param page_no: 1 to 5000.
        :param page_size: 1 to 100.
        :raise Rejected: ``common.error_shop``
        """
        params = query(
            status=check_choice("status", status, STATUSES),
            page_no=check_int("page_no", page_no, 1, _LAST_PAGE),
            page_size=check_int("page_size", page_size, 1, MARKETING_PAGE),
        )
        return numbered_page(self._gateway.get("/api/v2/voucher/get_voucher_list", params), "voucher_list")

    def iter_voucher_list(
        self, status: str = "all", *, page_size: int = MARKETING_PAGE
    ) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_voucher_list`."""
        return all_by_number(
            lambda page: self.get_voucher_list(status, page_no=page, page_size=page_size), "voucher_list", 1
        )


def _id(voucher_id: object) -> dict[str, int]:
    return {"voucher_id": check_id("voucher_id", voucher_id)}
