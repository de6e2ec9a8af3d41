"""Which shops a token is for."""

from typing import Any

from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from .answers import rows_of
from .base import Resource


class AuthorizationApi(Resource):
    """``/authorization``; see `auth` for consent and tokens."""

    @endpoint("GET", "/authorization/202309/shops")
    def get_authorized_shops(self) -> list[dict[str, Any]]:
        """Return the shops of the token: ``{"id", "name", "region", "seller_type", "cipher", "code"}``.

        ``GET /authorization/202309/shops`` ("Get Authorized Shops"), without shop. ``cipher`` names the shop
        in the other calls.

        :raise Rejected: ``105005`` without the scope ``seller.authorization.info``
        """
        return rows_of(self._gateway.get("/authorization/202309/shops", shop=False), "shops")

    @endpoint("GET", "/authorization/202405/category_assets")
    def get_authorized_category_assets(self) -> list[dict[str, Any]]:
        """Return ``{"cipher", "target_market", "category"}`` of the token of an affiliate partner.

        ``GET /authorization/202405/category_assets`` ("Get Authorized Category Assets").
        """
        envelope = self._gateway.get("/authorization/202405/category_assets", shop=False)
        return rows_of(envelope, "category_assets")

    @endpoint("DELETE", "/authorization/202403/shops", "unconfirmed")
    def cancel_authorization(self) -> None:
        """Give up the authorization of the client's shop; the seller gets a mail.

        ``DELETE /authorization/202403/shops``: in one source only, whether it is offered is unconfirmed.

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        self._gateway.write("DELETE", "/authorization/202403/shops")
