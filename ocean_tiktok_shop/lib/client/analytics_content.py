"""Figures of videos and live sessions."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from ..const import ANALYTICS_PAGE
from .analytics_periods import check_currency, check_days, list_params
from .answers import data_of, iterate, page_of, rows_of
from .arguments import as_params, check_id, check_shape, paging
from .base import Resource
from .shapes.analytics import Figures, Listing, Overview

_VIDEO_LIST = ("202605", "202509", "202409")
_VIDEO_OVERVIEW = ("202609", "202509", "202409")
_VIDEO = ("202509", "202409")
_LIVE = ("202609", "202509", "202508")


class ContentAnalyticsMethods(Resource):
    """``/analytics`` of videos and live sessions; days and versions as in `ShopAnalyticsMethods`."""

    @endpoint("GET", "/analytics/202605/shop_videos/performance", "third party")
    @endpoint("GET", "/analytics/202509/shop_videos/performance", "third party")
    @endpoint("GET", "/analytics/202409/shop_videos/performance")
    def get_shop_video_performance_list(
        self,
        start_date_ge: date,
        end_date_lt: date,
        *,
        page_size: int = ANALYTICS_PAGE,
        page_token: str = "",
        version: str = _VIDEO_LIST[0],
        **options: Unpack[Listing],
    ) -> dict[str, Any]:
        """Return one page of ``videos`` with their figures.

        ``GET /analytics/202605/shop_videos/performance`` ("Get Shop Video Performance List"), page size 1 to
        100; ``account_type`` ALL, AFFILIATE_ACCOUNTS, MARKETING_ACCOUNTS or OFFICIAL_ACCOUNTS.

        :raise Rejected: ``28001022`` start or end is not valid
        """
        params = list_params(start_date_ge, end_date_lt, page_size, page_token, options)
        path = f"/analytics/{check_choice('version', version, _VIDEO_LIST)}/shop_videos/performance"
        return page_of(self._gateway.get(path, params), "videos", page_token)

    def iter_shop_video_performance(
        self, start_date_ge: date, end_date_lt: date, **options: Any
    ) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_shop_video_performance_list`, page after page."""
        options |= {"start_date_ge": start_date_ge, "end_date_lt": end_date_lt}
        return iterate(self.get_shop_video_performance_list, "videos", **options)

    @endpoint("GET", "/analytics/202609/shop_videos/overview_performance", "third party")
    @endpoint("GET", "/analytics/202509/shop_videos/overview_performance", "third party")
    @endpoint("GET", "/analytics/202409/shop_videos/overview_performance")
    def get_shop_video_performance_overview(
        self,
        start_date_ge: date,
        end_date_lt: date,
        *,
        version: str = _VIDEO_OVERVIEW[0],
        **options: Unpack[Overview],
    ) -> dict[str, Any]:
        """Return the figures of all videos together.

        ``GET /analytics/202609/shop_videos/overview_performance`` ("Get Shop Video Performance Overview").
        """
        params = check_days(start_date_ge, end_date_lt) + as_params(check_shape(Overview, "", options))
        path = f"/analytics/{check_choice('version', version, _VIDEO_OVERVIEW)}/shop_videos"
        return data_of(self._gateway.get(f"{path}/overview_performance", params))

    @endpoint("GET", "/analytics/202509/shop_videos/{video_id}/performance", "third party")
    @endpoint("GET", "/analytics/202409/shop_videos/{video_id}/performance")
    def get_shop_video_performance_details(
        self,
        video_id: str,
        start_date_ge: date,
        end_date_lt: date,
        *,
        version: str = _VIDEO[0],
        **options: Unpack[Figures],
    ) -> dict[str, Any]:
        """Return the figures of one video.

        ``GET /analytics/202509/shop_videos/{video_id}/performance`` ("Get Shop Video Performance Details").

        :raise Rejected: ``28001022`` start or end is not valid
        """
        params = check_days(start_date_ge, end_date_lt) + as_params(check_shape(Figures, "", options))
        path = f"/analytics/{check_choice('version', version, _VIDEO)}/shop_videos"
        return data_of(self._gateway.get(f"{path}/{check_id('video_id', video_id)}/performance", params))

    @endpoint("GET", "/analytics/202509/shop_videos/{video_id}/products/performance", "third party")
    @endpoint("GET", "/analytics/202409/shop_videos/{video_id}/products/performance")
    def get_shop_video_product_performance_list(
        self,
        video_id: str,
        start_date_ge: date,
        end_date_lt: date,
        *,
        page_size: int = ANALYTICS_PAGE,
        page_token: str = "",
        version: str = _VIDEO[0],
        **options: Unpack[Listing],
    ) -> dict[str, Any]:
        """Return one page of the ``products`` that a video sold.

        ``GET /analytics/202509/shop_videos/{video_id}/products/performance`` ("Get Shop Video Product
        Performance List"), page size 1 to 100.

        :raise Rejected: ``28001022`` start or end is not valid
        """
        params = list_params(start_date_ge, end_date_lt, page_size, page_token, options)
        path = f"/analytics/{check_choice('version', version, _VIDEO)}/shop_videos"
        path = f"{path}/{check_id('video_id', video_id)}/products/performance"
        return page_of(self._gateway.get(path, params), "products", page_token)

    @endpoint("GET", "/analytics/202609/shop_lives/performance", "third party")
    @endpoint("GET", "/analytics/202509/shop_lives/performance", "third party")
    @endpoint("GET", "/analytics/202508/shop_lives/performance")
    def get_shop_live_performance_list(
        self,
        start_date_ge: date,
        end_date_lt: date,
        *,
        account_type: str = "OFFICIAL_ACCOUNTS",
        page_size: int = ANALYTICS_PAGE,
        page_token: str = "",
        version: str = _LIVE[0],
        **options: Unpack[Listing],
    ) -> dict[str, Any]:
        """Return one page of ``live_stream_sessions`` with their figures.

        ``GET /analytics/202609/shop_lives/performance`` ("Get Shop LIVE Performance List"), page size 1 to
        100.

        :param account_type: needed since 202609: OFFICIAL_ACCOUNTS, MARKETING_ACCOUNTS or AFFILIATE_ACCOUNTS.
        """
        options["account_type"] = account_type
        params = list_params(start_date_ge, end_date_lt, page_size, page_token, options)
        path = f"/analytics/{check_choice('version', version, _LIVE)}/shop_lives/performance"
        return page_of(self._gateway.get(path, params), "live_stream_sessions", page_token)

    def iter_shop_live_performance(
        self, start_date_ge: date, end_date_lt: date, **options: Any
    ) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_shop_live_performance_list`, page after page."""
        options |= {"start_date_ge": start_date_ge, "end_date_lt": end_date_lt}
        return iterate(self.get_shop_live_performance_list, "live_stream_sessions", **options)

    @endpoint("GET", "/analytics/202609/shop_lives/overview_performance", "third party")
    @endpoint("GET", "/analytics/202509/shop_lives/overview_performance", "third party")
    @endpoint("GET", "/analytics/202508/shop_lives/overview_performance")
    def get_shop_live_performance_overview(
        self, start_date_ge: date, end_date_lt: date, *, version: str = _LIVE[0], **options: Unpack[Overview]
    ) -> dict[str, Any]:
        """Return the figures of all live sessions together.

        ``GET /analytics/202609/shop_lives/overview_performance`` ("Get Shop LIVE Performance Overview").
        """
        params = check_days(start_date_ge, end_date_lt) + as_params(check_shape(Overview, "", options))
        path = f"/analytics/{check_choice('version', version, _LIVE)}/shop_lives/overview_performance"
        return data_of(self._gateway.get(path, params))

    @endpoint("GET", "/analytics/202510/shop_lives/{live_id}/performance_per_minutes", "third party")
    def get_shop_live_minute_performance(
        self, live_id: str, *, page_token: str = "", currency: str = "LOCAL"
    ) -> dict[str, Any]:
        """Return one page of the figures of a session by minute: ``{"performance", "next_page_token"}``.

        ``GET /analytics/202510/shop_lives/{live_id}/performance_per_minutes`` ("Get Shop LIVE Minute
        Performance"), without a page size.
        """
        token = [pair for pair in paging(1, page_token, 1) if pair[0] == "page_token"]
        path = f"/analytics/202510/shop_lives/{check_id('live_id', live_id)}/performance_per_minutes"
        return data_of(self._gateway.get(path, token + check_currency(currency)))

    @endpoint("GET", "/analytics/202512/shop/{live_id}/products_performance", "third party")
    def get_shop_live_products_performance_list(
        self, live_id: str, **options: Unpack[Listing]
    ) -> list[dict[str, Any]]:
        """Return the ``products`` that a live session sold, with their figures.

        ``GET /analytics/202512/shop/{live_id}/products_performance`` ("Get Shop LIVE Products Performance
        List").
        """
        params = as_params(check_shape(Listing, "", options))
        path = f"/analytics/202512/shop/{check_id('live_id', live_id)}/products_performance"
        return rows_of(self._gateway.get(path, params), "products")
