"""The shop itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from odoo.addons.ocean_marketplace_base.lib.answers import member, objects_at
from odoo.addons.ocean_marketplace_base.lib.arguments import check_flag, check_int, check_moment
from odoo.addons.ocean_marketplace_base.lib.endpoints import UNCONFIRMED, endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest, Rejected

from ..const import NOTIFICATION_PAGE
from ..errors import NO_WAREHOUSES
from .arguments import check_text, given, query
from .base import Resource
from .bodies import Body, body

_TEXT_MAX = 1000


class Profile(Body):
    """What changes of the profile; ``shop_logo`` is the address of an uploaded picture."""

    shop_name: Annotated[str, Field(min_length=1)] | None = None
    shop_logo: str | None = None
    description: str | None = None


class ShopApi(Resource):
    """``/api/v2/shop``.

    Where a method names no code, refusals carry the codes that hold for all methods (README).
    """

    @endpoint("GET", "/api/v2/shop/get_shop_info")
    def get_shop_info(self) -> dict[str, Any]:
        """Return name, region, status and the period of the authorization (``auth_time``, ``expire_time``).

        ``GET /api/v2/shop/get_shop_info``; the fields stand beside the envelope's, not in ``response``.

        :raise Rejected: ``error_not_exists``
        """
        envelope = self._gateway.get("/api/v2/shop/get_shop_info")
        member(envelope, "region", str)
        return envelope

    @endpoint("GET", "/api/v2/shop/get_profile")
    def get_profile(self) -> dict[str, Any]:
        """Return logo, description and name. ``GET /api/v2/shop/get_profile``.

        :raise Rejected: ``common.error_not_found``, ``common.error_permission``
        """
        return self._read("/api/v2/shop/get_profile")

    @endpoint("POST", "/api/v2/shop/update_profile")
    def update_profile(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Change name, logo or description and return them. ``POST /api/v2/shop/update_profile``.

        :param changes: fields of :class:`Profile`, at least one.
        :raise Rejected: ``error_data_check``
        """
        values = body(Profile, changes, "changes")
        if not values:
            raise InvalidRequest("changes: nothing changes")
        return self._write("/api/v2/shop/update_profile", values)

    @endpoint("GET", "/api/v2/shop/get_warehouse_detail")
    def get_warehouse_detail(self, warehouse_type: int | None = None) -> list[dict[str, Any]]:
        """Return the shop's warehouses with their ``location_id``; none for an ordinary shop.

        ``GET /api/v2/shop/get_warehouse_detail``. A shop with one warehouse is told it "is not in the
        whitelist", which is no failure.

        :param warehouse_type: 1 pickup, 2 return; the platform's default when left out.
        :raise Rejected: ``warehouse.error_can_not_find_warehouse``, ``warehouse.error_region_not_valid``
        """
        kind = None if warehouse_type is None else check_int("warehouse_type", warehouse_type, 1, 2)
        try:
            envelope = self._gateway.get("/api/v2/shop/get_warehouse_detail", query(warehouse_type=kind))
        except Rejected as error:
            if error.code != NO_WAREHOUSES:
                raise
            return []
        return objects_at(envelope, "response")

    @endpoint("GET", "/api/v2/shop/get_shop_notification", UNCONFIRMED)
    def get_shop_notification(self, *, cursor: int = 0, page_size: int = NOTIFICATION_PAGE) -> dict[str, Any]:
        """Return notes of the platform: ``{"cursor", "data"}``; ``cursor`` continues with older ones.

        ``GET /api/v2/shop/get_shop_notification``; the fields stand beside the envelope's. ``data`` is one
        object by the documentation's table.

        :param page_size: 1 to 50.
        """
        params = query(
            cursor=check_int("cursor", cursor, 0, 2**63 - 1) or None,
            page_size=check_int("page_size", page_size, 1, NOTIFICATION_PAGE),
        )
        envelope = self._gateway.get("/api/v2/shop/get_shop_notification", params)
        member(envelope, "cursor", int)
        return envelope

    @endpoint("GET", "/api/v2/shop/get_shop_holiday_mode")
    def get_shop_holiday_mode(self) -> dict[str, Any]:
        """Return whether and until when the shop is closed. ``GET /api/v2/shop/get_shop_holiday_mode``.

        :raise Rejected: ``10002``, ``10011``
        """
        return self._read("/api/v2/shop/get_shop_holiday_mode")

    @endpoint("POST", "/api/v2/shop/set_shop_holiday_mode")
    def set_shop_holiday_mode(
        self,
        on: bool,
        *,
        mode: int | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        description: str = "",
    ) -> None:
        """Close the shop for a time, or open it. ``POST /api/v2/shop/set_shop_holiday_mode``.

        :param mode: 0 closed, 1 open with a later ship-by date.
        :param start, end: aware; a full hour, and one second before one.
        :param description: what buyers read.
        :raise Rejected: ``10002``, ``10011``
        """
        values: dict[str, Any] = {"holiday_mode_on": check_flag("on", on)}
        if mode is not None:
            values["holiday_mode_type"] = check_int("mode", mode, 0, 1)
        for name, moment in (("start", start), ("end", end)):
            if moment is not None:
                values[f"holiday_mode_{name}_time"] = check_moment(name, moment)
        if given(description):
            values["holiday_mode_description"] = check_text("description", description, _TEXT_MAX)
        self._gateway.post("/api/v2/shop/set_shop_holiday_mode", values)
