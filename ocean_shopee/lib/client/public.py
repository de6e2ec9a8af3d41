"""What an app may ask about itself, without any shop."""

from collections.abc import Iterator
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member, objects_at
from odoo.addons.ocean_marketplace_base.lib.arguments import check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from ..const import SHOPS_PAGE
from .arguments import check_text, query
from .base import Resource
from .paging import all_by_number


class PublicApi(Resource):
    """``/api/v2/public`` and other calls that are signed by the app alone.

    Where a method names no code, refusals carry the codes that hold for all methods (README).
    """

    @endpoint("GET", "/api/v2/public/get_shops_by_partner")
    def get_shops_by_partner(self, *, page_no: int = 1, page_size: int = SHOPS_PAGE) -> dict[str, Any]:
        """Return one page of shops that authorised the app: ``{"authed_shop_list", "more"}``.

        ``GET /api/v2/public/get_shops_by_partner``; rows
        ``{"shop_id", "region", "auth_time", "expire_time"}``, beside the envelope's fields.

        :param page_no: from 1.
        :param page_size: 1 to 100.
        """
        return self._page("get_shops_by_partner", "authed_shop_list", page_no, page_size)

    def iter_shops_by_partner(self) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_shops_by_partner`."""
        return all_by_number(lambda page: self.get_shops_by_partner(page_no=page), "authed_shop_list", 1)

    @endpoint("GET", "/api/v2/public/get_merchants_by_partner")
    def get_merchants_by_partner(self, *, page_no: int = 1, page_size: int = SHOPS_PAGE) -> dict[str, Any]:
        """Return one page of merchants that authorised the app: ``{"authed_merchant_list", "more"}``.

        ``GET /api/v2/public/get_merchants_by_partner``; pages as :meth:`get_shops_by_partner`.
        """
        return self._page("get_merchants_by_partner", "authed_merchant_list", page_no, page_size)

    def iter_merchants_by_partner(self) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_merchants_by_partner`."""
        return all_by_number(
            lambda page: self.get_merchants_by_partner(page_no=page), "authed_merchant_list", 1
        )

    @endpoint("GET", "/api/v2/public/get_shopee_ip_ranges")
    def get_shopee_ip_ranges(self) -> list[Any]:
        """Return the networks (CIDR) that pushes come from. ``GET /api/v2/public/get_shopee_ip_ranges``."""
        envelope = self._gateway.get("/api/v2/public/get_shopee_ip_ranges")
        at = "ip_list" if "ip_list" in envelope else "response.ip_list"
        return member(envelope, at, list)

    @endpoint("POST", "/api/v2/public/get_token_by_resend_code")
    def get_token_by_resend_code(self, resend_code: str) -> dict[str, Any]:
        """Return lost tokens again: ``{"access_token", "refresh_token", "expire_in", "shop_id_list"}``.

        ``POST /api/v2/public/get_token_by_resend_code``; not in the sandbox.

        :param resend_code: from the console's authorization management, valid for 10 minutes.
        :raise Rejected: ``error_param`` for a missing or wrong value
        """
        values = {"resend_code": check_text("resend_code", resend_code, 512)}
        envelope = self._gateway.post("/api/v2/public/get_token_by_resend_code", values)
        member(envelope, "refresh_token", str)
        return envelope

    @endpoint("GET", "/api/v2/payment/get_payment_method_list")
    def get_payment_method_list(self) -> list[dict[str, Any]]:
        """Return ``{"region", "payment_method"}`` of all markets.

        ``GET /api/v2/payment/get_payment_method_list``; ``response`` is a list.
        """
        return objects_at(self._gateway.get("/api/v2/payment/get_payment_method_list"), "response")

    def _page(self, name: str, rows: str, page_no: int, page_size: int) -> dict[str, Any]:
        params = query(
            page_size=check_int("page_size", page_size, 1, SHOPS_PAGE),
            page_no=check_int("page_no", page_no, 1, 2**31 - 1),
        )
        envelope = self._gateway.get(f"/api/v2/public/{name}", params)
        objects_at(envelope, rows)
        member(envelope, "more", bool)
        return envelope
