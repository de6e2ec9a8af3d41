"""Couriers of the shop."""

from collections.abc import Mapping
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_flag
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from .arguments import check_id
from .base import Resource, rows_of


class LogisticApi(Resource):
    """``/v1|v2/logistic``. In orders ``shipping_id`` is the courier and ``sp_id`` its service.

    Where a method names no code, refusals carry the codes that hold for all methods (README).
    """

    @endpoint("GET", "/v2/logistic/fs/{fs_id}/info")
    def list_couriers(self) -> list[dict[str, Any]]:
        """Return all couriers the shop may use: ``[{"shipper_id", "shipper_name", "logo", "services"}]``.

        ``GET /v2/logistic/fs/{fs_id}/info``.
        """
        return rows_of(self._gateway.get("/v2/logistic/fs/{fs_id}/info", [self._gateway.shop_param]), "data")

    @endpoint("GET", "/v1/logistic/fs/{fs_id}/active-info")
    def list_active_couriers(self) -> list[dict[str, Any]]:
        """Return the couriers the shop uses: ``[{"ShipmentID", "ShipmentName", "ShipmentPackages", …}]``.

        ``GET /v1/logistic/fs/{fs_id}/active-info``. ``ShipmentPackages[].ShippingProductID`` is what
        products name in ``custom_product_logistics``.
        """
        envelope = self._gateway.get("/v1/logistic/fs/{fs_id}/active-info", [self._gateway.shop_param])
        for shop in rows_of(envelope, "data.Shops"):
            if str(shop.get("ShopID")) == self._gateway.shop_id:
                return rows_of(shop, "ShipmentInfos")
        return []

    @endpoint("POST", "/v2/logistic/fs/{fs_id}/update")
    def update_couriers(self, services: Mapping[str, Mapping[str, bool]]) -> None:
        """Switch services of couriers on or off.

        ``POST /v2/logistic/fs/{fs_id}/update``.

        :param services: on or off by service id by courier id, e.g. ``{"1": {"6": False}}``.
        :raise Rejected: ``LGS_USC_012`` and others of logistics, ``LGS_…``
        """
        if not isinstance(services, Mapping) or not services:
            raise InvalidRequest("services: a mapping of courier ids is needed")
        body = {str(check_id("services", courier)): _states(states) for courier, states in services.items()}
        path = "/v2/logistic/fs/{fs_id}/update"
        envelope = self._gateway.send("POST", path, body, [self._gateway.shop_param])
        member(envelope, "data", dict)


def _states(states: Mapping[str, bool]) -> dict[str, int]:
    if not isinstance(states, Mapping) or not states:
        raise InvalidRequest("services: a mapping of service ids is needed for each courier")
    return {
        str(check_id("services", service)): int(check_flag("services", state))
        for service, state in states.items()
    }
