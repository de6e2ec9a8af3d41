"""The shop itself."""

from typing import Any

from .base import Resource, member


class ShopApi(Resource):
    """``/api/v2/shop``."""

    def get_shop_info(self) -> dict[str, Any]:
        """Return name, region, status and the period of the authorization (``auth_time``, ``expire_time``).

        ``GET /api/v2/shop/get_shop_info``; the fields stand beside the envelope's, not in ``response``.
        """
        envelope = self._gateway.get("/api/v2/shop/get_shop_info")
        member(envelope, "region", str)
        return envelope

    def get_profile(self) -> dict[str, Any]:
        """Return logo, description and name. ``GET /api/v2/shop/get_profile``."""
        return member(self._gateway.get("/api/v2/shop/get_profile"), "response", dict)
