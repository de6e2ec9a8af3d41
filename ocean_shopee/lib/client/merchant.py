"""Merchants: owners of several cross-border shops."""

from collections.abc import Iterator
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member, objects_at
from odoo.addons.ocean_marketplace_base.lib.arguments import check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from ..const import SHOPS_PAGE
from .arguments import query
from .base import Resource
from .paging import all_by_number


class MerchantApi(Resource):
    """``/api/v2/merchant``, on behalf of a merchant. Its tokens open no shop."""

    @endpoint("GET", "/api/v2/merchant/get_merchant_info")
    def get_merchant_info(self) -> dict[str, Any]:
        """Return name, region, currency and the period of the authorization.

        ``GET /api/v2/merchant/get_merchant_info``; the fields stand beside the envelope's.

        :raise Rejected: ``ERROR_MERCHANT_UNSET_CURRENCY_INFO``, ``partner_frozen``
        """
        envelope = self._gateway.get("/api/v2/merchant/get_merchant_info")
        member(envelope, "merchant_region", str)
        return envelope

    @endpoint("GET", "/api/v2/merchant/get_shop_list_by_merchant")
    def get_shop_list_by_merchant(self, *, page_no: int = 1, page_size: int = SHOPS_PAGE) -> dict[str, Any]:
        """Return one page of shops: ``{"shop_list": [{"shop_id"}], "more"}``, beside the envelope's fields.

        ``GET /api/v2/merchant/get_shop_list_by_merchant``.

        :param page_no: from 1.
        :param page_size: 1 to 100.
        :raise Rejected: ``partner_frozen``
        """
        params = query(
            page_no=check_int("page_no", page_no, 1, 2**31 - 1),
            page_size=check_int("page_size", page_size, 1, SHOPS_PAGE),
        )
        envelope = self._gateway.get("/api/v2/merchant/get_shop_list_by_merchant", params)
        objects_at(envelope, "shop_list")
        member(envelope, "more", bool)
        return envelope

    def iter_shop_list_by_merchant(self, *, page_size: int = SHOPS_PAGE) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_shop_list_by_merchant`."""
        return all_by_number(
            lambda page: self.get_shop_list_by_merchant(page_no=page, page_size=page_size), "shop_list", 1
        )
