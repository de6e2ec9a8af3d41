"""Where parcels are."""

from collections.abc import Iterable
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..const import PACKAGE_BATCH, TRACKING_FIELDS
from .arguments import check_list, check_number, check_numbers, check_text, optional
from .base import Resource
from .parcels import Parcel, check_parcels, package_rows
from .rows import Row, RowRules, post_rows

_BY_PACKAGE: Final = RowRules(
    key=("package_number",),
    done=("response.success_list", "success_list"),
    failed=("response.fail_list", "fail_list"),
)
# v2.logistics.update_tracking_status, texts of logistics_status.
_STATUS_MAX: Final = 64


class TrackingMethods(Resource):
    """The part of ``/api/v2/logistics`` about tracking."""

    @endpoint("GET", "/api/v2/logistics/get_tracking_number")
    def get_tracking_number(
        self, parcel: Parcel, *, optional_fields: Iterable[str] = TRACKING_FIELDS
    ) -> dict[str, Any]:
        """Return ``{"tracking_number", "hint"}``; the number is ``""`` for minutes after shipping.

        ``GET /api/v2/logistics/get_tracking_number``. Ask no more often than every 5 minutes.

        :param optional_fields: of ``TRACKING_FIELDS``.
        :raise Rejected: ``logistics.package_number_not_exist``, ``logistics.package_not_exist``
        """
        (checked,) = check_parcels([parcel])
        params = checked.fields() | _asked(optional_fields)
        return self._read("/api/v2/logistics/get_tracking_number", params.items())

    @endpoint("POST", "/api/v2/logistics/get_mass_tracking_number")
    def get_mass_tracking_number(
        self, package_numbers: Iterable[str], *, optional_fields: Iterable[str] = TRACKING_FIELDS
    ) -> list[RowResult]:
        """Return the tracking numbers of packages; calls with 50 each. Keys: ``(package_number,)``.

        ``POST /api/v2/logistics/get_mass_tracking_number``, a read.

        :raise Rejected: ``logistics.error_param``, ``logistics.invalid_address_version``
        """
        asked = _asked(optional_fields)
        rows = package_rows(check_numbers("package_numbers", package_numbers))
        return post_rows(
            self._gateway,
            "/api/v2/logistics/get_mass_tracking_number",
            [Row((row["package_number"],), row) for row in rows],
            size=PACKAGE_BATCH,
            body=lambda found: {"package_list": found, **asked},
            rules=_BY_PACKAGE,
            write=False,
        )

    @endpoint("GET", "/api/v2/logistics/get_tracking_info")
    def get_tracking_info(self, parcel: Parcel) -> dict[str, Any]:
        """Return ``logistics_status`` and ``tracking_info``, the events of a parcel (unix seconds).

        ``GET /api/v2/logistics/get_tracking_info``.

        :raise Rejected: ``logistics.error_status_limit``, ``logistics.package_not_exist``
        """
        (checked,) = check_parcels([parcel])
        return self._read("/api/v2/logistics/get_tracking_info", checked.fields().items())

    @endpoint("POST", "/api/v2/logistics/update_tracking_status")
    def update_tracking_status(
        self,
        order_sn: str,
        logistics_status: str,
        *,
        tracking_number: str = "",
        tracking_url: str = "",
        failed_reason: str = "",
    ) -> str:
        """Tell where a parcel of the seller's own carrier is; BR, channels 90021, 90025 and 90026.

        ``POST /api/v2/logistics/update_tracking_status``. Returns ``update_result``.

        :raise Rejected: ``logistics.order_not_exist``, ``logistics.invalid_address_version``
        """
        words = {
            "tracking_number": tracking_number,
            "tracking_url": tracking_url,
            "failed_reason": failed_reason,
        }
        values = {
            "order_sn": check_number("order_sn", order_sn),
            "logistics_status": check_text("logistics_status", logistics_status, _STATUS_MAX),
            **optional(**{name: check_text(name, word, 500, empty=True) for name, word in words.items()}),
        }
        envelope = self._gateway.post("/api/v2/logistics/update_tracking_status", values)
        return member(envelope, "response.update_result", str)


def _asked(names: Iterable[str]) -> dict[str, str]:
    fields = check_list("optional_fields", names, least=0)
    asked = ",".join(check_choice("optional_fields", name, TRACKING_FIELDS) for name in fields)
    return {"response_optional_fields": asked} if asked else {}
