"""Warehouses and carriers."""

from typing import Any

from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from .answers import data_of, rows_of
from .arguments import as_params, check_id, check_text, given
from .base import Resource

_SCOPES = ("WAREHOUSE", "PRODUCT")


class LogisticsApi(Resource):
    """``/logistics``: warehouses, their delivery options, and the carriers of each option."""

    @endpoint("GET", "/logistics/202309/warehouses")
    def get_warehouse_list(self) -> list[dict[str, Any]]:
        """Return all warehouses: ``{"id", "entity_id", "name", "type", "effect_status", "address"…}``.

        ``GET /logistics/202309/warehouses`` ("Get Warehouse List"). A site for sales and returns comes
        twice, with one ``entity_id``. The district is spelled ``distict``.
        """
        return rows_of(self._gateway.get("/logistics/202309/warehouses"), "warehouses")

    @endpoint("GET", "/logistics/202309/warehouses/{warehouse_id}/delivery_options")
    def get_warehouse_delivery_options(self, warehouse_id: str, *, scope: str = "") -> list[dict[str, Any]]:
        """Return ``{"id", "name", "type", "weight_limit", "dimension_limit", "platform"}`` of each option.

        ``GET /logistics/202309/warehouses/{warehouse_id}/delivery_options`` ("Get Warehouse Delivery
        Options").

        :param scope: WAREHOUSE or PRODUCT.
        """
        params = [("scope", check_choice("scope", scope, _SCOPES))] if scope != "" else []
        path = f"/logistics/202309/warehouses/{check_id('warehouse_id', warehouse_id)}/delivery_options"
        return rows_of(self._gateway.get(path, params), "delivery_options")

    @endpoint("GET", "/logistics/202309/delivery_options/{delivery_option_id}/shipping_providers")
    def get_shipping_providers(
        self, delivery_option_id: str, *, warehouse_region: str = "", buyer_region: str = ""
    ) -> list[dict[str, Any]]:
        """Return ``{"id", "name"}`` of the carriers of a delivery option.

        ``GET /logistics/202309/delivery_options/{delivery_option_id}/shipping_providers`` ("Get Shipping
        Providers").

        :param warehouse_region, buyer_region: two letters.
        :raise Rejected: ``21008116`` the option is not subscribed to, ``21008117`` the platform ships and
            names no carriers
        """
        params = given(
            warehouse_region=check_text("warehouse_region", warehouse_region, 8, 0) or None,
            buyer_region=check_text("buyer_region", buyer_region, 8, 0) or None,
        )
        option = check_id("delivery_option_id", delivery_option_id)
        path = f"/logistics/202309/delivery_options/{option}/shipping_providers"
        return rows_of(self._gateway.get(path, as_params(params)), "shipping_providers")

    @endpoint("GET", "/logistics/202309/global_warehouses")
    def get_global_seller_warehouse(self) -> list[dict[str, Any]]:
        """Return ``{"id", "name", "ownership"}`` of the warehouses of a cross-border seller.

        ``GET /logistics/202309/global_warehouses`` ("Get Global Seller Warehouse"), without shop.
        """
        envelope = self._gateway.get("/logistics/202309/global_warehouses", shop=False)
        return rows_of(envelope, "global_warehouses")

    @endpoint("GET", "/logistics/202604/orders/{order_id}/tracking", "third party")
    def get_logistics_tracking(self, order_id: str) -> dict[str, Any]:
        """Return ``{"logistics_details": [{"newest_tracking_no", "carrier_name", …}]}`` of an order.

        ``GET /logistics/202604/orders/{order_id}/tracking`` ("Get Logistics Tracking"), the first mile
        included; times in milliseconds.
        """
        return data_of(
            self._gateway.get(f"/logistics/202604/orders/{check_id('order_id', order_id)}/tracking")
        )
