"""The seller behind the shops."""

from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from .answers import data_of, rows_of
from .base import Resource


class SellerApi(Resource):
    """``/seller``, without shop."""

    @endpoint("GET", "/seller/202309/shops")
    def get_active_shops(self) -> list[dict[str, Any]]:
        """Return ``{"id", "region"}`` of the seller's shops.

        ``GET /seller/202309/shops`` ("Get Active Shops").
        """
        return rows_of(self._gateway.get("/seller/202309/shops", shop=False), "shops")

    @endpoint("GET", "/seller/202309/permissions")
    def get_seller_permissions(self) -> list[str]:
        """Return what the seller may do beyond the usual, e.g. MANAGE_GLOBAL_PRODUCT.

        ``GET /seller/202309/permissions`` ("Get Seller Permissions").
        """
        envelope = self._gateway.get("/seller/202309/permissions", shop=False)
        if data_of(envelope).get("permissions") is None:
            return []
        return member(envelope, "data.permissions", list)

    @endpoint("GET", "/seller/202601/shop_groups", "third party")
    def get_shop_groups(self) -> dict[str, Any]:
        """Return ``{"shop_group", "shops"}``: which shops belong together.

        ``GET /seller/202601/shop_groups`` ("Get Shop Group And Related Shops").
        """
        envelope = self._gateway.get("/seller/202601/shop_groups", shop=False)
        return member(envelope, "data.shop_group_data", dict)
