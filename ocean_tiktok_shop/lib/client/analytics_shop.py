"""Figures of the shop, its products, SKUs, videos and live sessions."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from ..const import ANALYTICS_PAGE
from .analytics_periods import check_currency, check_days, list_params
from .answers import data_of, iterate, page_of, rows_of
from .arguments import as_params, check_day, check_id, check_shape
from .base import Resource
from .shapes.analytics import Figures, Listing, Ranking

_SHOP = ("202609", "202509", "202405")
_PRODUCT_LIST = ("202605", "202509", "202405")
_PRODUCT = ("202509", "202405")
_SKU = ("202509", "202406")
_SLOTS = ("1D", "7D", "30D")
_AUTHORS = ("ALL", "AFFILIATE", "CHANNEL", "OFFICIAL")


class ShopAnalyticsMethods(Resource):
    """``/analytics``.

    Days are days of the shop, ``start_date_ge <= day < end_date_lt``; yesterday is the latest one there is
    (``latest_available_date``). Money is in the currency of the shop (LOCAL) or in USD. The versions since
    202509 count as the Data Compass does; the older ones have other fields and are being removed. Wrong days
    are refused with ``28001022``, unknown products with ``28001007``. Go slowly: 0.2 to 1 call a second.
    """

    @endpoint("GET", "/analytics/202609/shop/performance", "third party")
    @endpoint("GET", "/analytics/202509/shop/performance", "third party")
    @endpoint("GET", "/analytics/202405/shop/performance")
    def get_shop_performance(
        self, start_date_ge: date, end_date_lt: date, *, version: str = _SHOP[0], **options: Unpack[Figures]
    ) -> dict[str, Any]:
        """Return ``{"performance": {"intervals": [{"sales", "traffic"…}]}, "latest_available_date"}``.

        ``GET /analytics/202609/shop/performance`` ("Get Shop Performance").

        :raise Rejected: ``28001022`` start or end is not valid
        """
        params = check_days(start_date_ge, end_date_lt) + as_params(check_shape(Figures, "", options))
        path = f"/analytics/{check_choice('version', version, _SHOP)}/shop/performance"
        return data_of(self._gateway.get(path, params))

    @endpoint("GET", "/analytics/202510/shop/performance/{date}/performance_per_hour", "third party")
    def get_shop_performance_per_hour(self, day: date, *, currency: str = "LOCAL") -> dict[str, Any]:
        """Return the figures of one day by hour.

        ``GET /analytics/202510/shop/performance/{date}/performance_per_hour`` ("Get Shop Performance Per
        Hour").
        """
        path = f"/analytics/202510/shop/performance/{check_day('day', day)}/performance_per_hour"
        return data_of(self._gateway.get(path, check_currency(currency)))

    @endpoint("GET", "/analytics/202605/shop_products/performance", "third party")
    @endpoint("GET", "/analytics/202509/shop_products/performance", "third party")
    @endpoint("GET", "/analytics/202405/shop_products/performance")
    def get_shop_product_performance_list(
        self,
        start_date_ge: date,
        end_date_lt: date,
        *,
        page_size: int = ANALYTICS_PAGE,
        page_token: str = "",
        version: str = _PRODUCT_LIST[0],
        **options: Unpack[Listing],
    ) -> dict[str, Any]:
        """Return one page of ``products`` with their figures.

        ``GET /analytics/202605/shop_products/performance`` ("Get Shop Product Performance List"), page size
        1 to 100; sorts by gmv, items_sold or orders.

        :raise Rejected: ``28001022`` start or end is not valid
        """
        params = list_params(start_date_ge, end_date_lt, page_size, page_token, options)
        path = f"/analytics/{check_choice('version', version, _PRODUCT_LIST)}/shop_products/performance"
        return page_of(self._gateway.get(path, params), "products", page_token)

    def iter_shop_product_performance(
        self, start_date_ge: date, end_date_lt: date, **options: Any
    ) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_shop_product_performance_list`, page after page."""
        options |= {"start_date_ge": start_date_ge, "end_date_lt": end_date_lt}
        return iterate(self.get_shop_product_performance_list, "products", **options)

    @endpoint("GET", "/analytics/202509/shop_products/{product_id}/performance", "third party")
    @endpoint("GET", "/analytics/202405/shop_products/{product_id}/performance")
    def get_shop_product_performance(
        self,
        product_id: str,
        start_date_ge: date,
        end_date_lt: date,
        *,
        version: str = _PRODUCT[0],
        **options: Unpack[Figures],
    ) -> dict[str, Any]:
        """Return the figures of one product.

        ``GET /analytics/202509/shop_products/{product_id}/performance`` ("Get Shop Product Performance").

        :raise Rejected: ``28001007`` the product is not of this shop, ``28001022`` start or end is not valid
        """
        params = check_days(start_date_ge, end_date_lt) + as_params(check_shape(Figures, "", options))
        path = f"/analytics/{check_choice('version', version, _PRODUCT)}/shop_products"
        path = f"{path}/{check_id('product_id', product_id)}/performance"
        return data_of(self._gateway.get(path, params))

    @endpoint("GET", "/analytics/202509/shop_skus/performance", "third party")
    @endpoint("GET", "/analytics/202406/shop_skus/performance")
    def get_shop_sku_performance_list(
        self,
        start_date_ge: date,
        end_date_lt: date,
        *,
        page_size: int = ANALYTICS_PAGE,
        page_token: str = "",
        version: str = _SKU[0],
        **options: Unpack[Listing],
    ) -> dict[str, Any]:
        """Return one page of ``skus`` with their figures; their ids are numbers.

        ``GET /analytics/202509/shop_skus/performance`` ("Get Shop SKU Performance List"), page size 1 to
        100; sorts by gmv, sku_orders or units_sold.
        """
        params = list_params(start_date_ge, end_date_lt, page_size, page_token, options)
        path = f"/analytics/{check_choice('version', version, _SKU)}/shop_skus/performance"
        return page_of(self._gateway.get(path, params), "skus", page_token)

    def iter_shop_sku_performance(
        self, start_date_ge: date, end_date_lt: date, **options: Any
    ) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_shop_sku_performance_list`, page after page."""
        options |= {"start_date_ge": start_date_ge, "end_date_lt": end_date_lt}
        return iterate(self.get_shop_sku_performance_list, "skus", **options)

    @endpoint("GET", "/analytics/202509/shop_skus/{sku_id}/performance", "third party")
    @endpoint("GET", "/analytics/202406/shop_skus/{sku_id}/performance")
    def get_shop_sku_performance(
        self,
        sku_id: str,
        start_date_ge: date,
        end_date_lt: date,
        *,
        version: str = _SKU[0],
        **options: Unpack[Figures],
    ) -> dict[str, Any]:
        """Return the figures of one SKU.

        ``GET /analytics/202509/shop_skus/{sku_id}/performance`` ("Get Shop SKU Performance").

        :raise Rejected: ``28001007`` the product is not of this shop, ``28001022`` start or end is not valid
        """
        params = check_days(start_date_ge, end_date_lt) + as_params(check_shape(Figures, "", options))
        path = f"/analytics/{check_choice('version', version, _SKU)}/shop_skus"
        return data_of(self._gateway.get(f"{path}/{check_id('sku_id', sku_id)}/performance", params))

    @endpoint("GET", "/analytics/202511/products/bestselling", "third party")
    def get_bestselling_products(
        self, day: date, time_slot: str = "7D", **options: Unpack[Ranking]
    ) -> list[dict[str, Any]]:
        """Return the best selling products of the market.

        ``GET /analytics/202511/products/bestselling`` ("Get Bestselling Products").

        :param time_slot: 1D, 7D or 30D before `day`.
        """
        return self._bestselling("products", day, time_slot, options)

    @endpoint("GET", "/analytics/202511/videos/bestselling", "third party")
    def get_bestselling_videos(
        self, day: date, time_slot: str = "7D", **options: Unpack[Ranking]
    ) -> list[dict[str, Any]]:
        """Return the best selling videos.

        ``GET /analytics/202511/videos/bestselling`` ("Get Bestselling Videos").
        """
        return self._bestselling("videos", day, time_slot, options)

    @endpoint("GET", "/analytics/202511/lives/bestselling", "third party")
    def get_bestselling_lives(
        self, day: date, time_slot: str = "7D", **options: Unpack[Ranking]
    ) -> list[dict[str, Any]]:
        """Return the best selling sessions.

        ``GET /analytics/202511/lives/bestselling`` ("Get Bestselling LIVE Sessions").
        """
        return self._bestselling("lives", day, time_slot, options)

    @endpoint("GET", "/analytics/202511/creators/bestselling", "third party")
    def get_bestselling_creators(
        self, day: date, time_slot: str = "7D", *, author_type: str = "ALL", **options: Unpack[Ranking]
    ) -> list[dict[str, Any]]:
        """Return the best selling creators.

        ``GET /analytics/202511/creators/bestselling`` ("Get Bestselling Creators").

        :param author_type: ALL, AFFILIATE, CHANNEL or OFFICIAL.
        """
        author = [("author_type", check_choice("author_type", author_type, _AUTHORS))]
        return self._bestselling("creators", day, time_slot, options, author)

    def _bestselling(
        self, name: str, day: date, time_slot: str, options: Any, more: list[tuple[str, str]] | None = None
    ) -> list[dict[str, Any]]:
        params = [
            ("date", check_day("day", day)),
            ("time_slot", check_choice("time_slot", time_slot, _SLOTS)),
            *(more or []),
            *as_params(check_shape(Ranking, "", options)),
        ]
        return rows_of(self._gateway.get(f"/analytics/202511/{name}/bestselling", params), name)
