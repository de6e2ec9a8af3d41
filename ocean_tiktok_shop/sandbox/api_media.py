"""Endpoints ``analytics/*`` about videos, lives and bestsellers."""

from typing import Any

from .errors import ApiError, umbrella
from .figures import DAY, by, day_text, midnight, moment_text, money, period, sold
from .gate import Call
from .model import Record
from .paging import paged
from .store import Store

SPANS = {"1D": 1, "7D": 7, "30D": 30}


def _days(time_slot: str) -> int:
    if time_slot not in SPANS:
        raise umbrella(f"time_slot must be one of {', '.join(SPANS)}.")
    return SPANS[time_slot]


MINUTE = 60


class MediaApi:
    """Figures of videos and lives, and lists of what sells best."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def _latest(self) -> dict[str, str]:
        return {"latest_available_date": day_text(self._store.now - DAY)}

    def _old(self, call: Call) -> bool:
        return call.version < "202509"

    def _rows(self, call: Call, kind: str) -> tuple[list[Record], dict[str, Any]]:
        rows = self._store.of_shop(kind, call.shop.id)
        return paged(self._store, call, rows, lambda record: (0, record.id), size=(10, 1, 100), order="DESC")

    def _own(self, call: Call, kind: str, number: str) -> dict[str, Any]:
        record = self._store.records.get(kind, {}).get(number)
        if record is None or record.shop_id != call.shop.id:
            raise ApiError(28001007)
        return record.data

    def _product(self, data: dict[str, Any]) -> dict[str, str]:
        return {"id": data["product_id"], "name": self._store.products[data["product_id"]].title}

    # videos

    def videos(self, call: Call) -> dict[str, Any]:
        """GET /analytics/*/shop_videos/performance."""
        period(call)
        page, more = self._rows(call, "video")
        return {**more, **self._latest(), "videos": [self._video(call, record) for record in page]}

    def _video(self, call: Call, record: Record) -> dict[str, Any]:
        data = record.data
        shown = {
            "id": record.id,
            "title": data["title"],
            "username": data["username"],
            "gmv": money(call.shop, call, data["gmv"]),
            "sku_orders": data["orders"],
            "views": data["views"],
            "click_through_rate": f"{data['clicks'] / data['views']:.4f}",
            "products": [self._product(data)],
            "video_post_time": moment_text(data["posted"]),
        }
        if call.version < "202500":
            return shown | {"units_sold": data["units"]}
        more = {name: data[name] for name in ("likes", "comments", "shares")}
        return shown | {"items_sold": data["units"], "product_clicks": data["clicks"], **more}

    def video(self, call: Call) -> dict[str, Any]:
        """GET /analytics/*/shop_videos/{video_id}/performance."""
        start, end = period(call)
        data = self._own(call, "video", call.path["video_id"])
        dates = {"start_date": day_text(start), "end_date": day_text(end)}
        gmv = money(call.shop, call, data["gmv"])
        if self._old(call):
            figures = {"gmv": gmv, "views": data["views"], "daily_avg_buyers": str(data["customers"])}
            return {"performance": {"intervals": [{**dates, **figures}]}, **self._latest()}
        sales = {"gmv": gmv, "customers": data["customers"], "items_sold": data["units"]}
        traffic = {name: data[name] for name in ("views", "shares", "comments", "likes")}
        return {
            "performance": {"intervals": [{**dates, "sales": {"overall": sales}, "traffic": traffic}]},
            **self._latest(),
        }

    def video_products(self, call: Call) -> dict[str, Any]:
        """GET /analytics/*/shop_videos/{video_id}/products/performance."""
        period(call)
        data = self._own(call, "video", call.path["video_id"])
        row = {**self._product(data), "gmv": money(call.shop, call, data["gmv"]), "units_sold": data["units"]}
        return {"products": [row], "total_count": 1, "next_page_token": "", **self._latest()}

    def videos_overview(self, call: Call) -> dict[str, Any]:
        """GET /analytics/*/shop_videos/overview_performance."""
        own = [record.data for record in self._store.of_shop("video", call.shop.id)]
        figures = {
            "video_gmv": money(call.shop, call, sum(row["gmv"] for row in own)),
            "video_attributed_sku_orders": sum(row["orders"] for row in own),
            "video_views": sum(row["views"] for row in own),
        }
        return self._overview(call, figures)

    def _overview(self, call: Call, figures: dict[str, Any]) -> dict[str, Any]:
        start, end = period(call)
        interval = {"start_date": day_text(start), "end_date": day_text(end), **figures}
        return {"performance": {"intervals": [interval]}, **self._latest()}

    # lives

    def lives(self, call: Call) -> dict[str, Any]:
        """GET /analytics/*/shop_lives/performance."""
        period(call)
        page, more = self._rows(call, "live")
        return {**more, **self._latest(), "live_stream_sessions": [self._live(call, row) for row in page]}

    def _live(self, call: Call, record: Record) -> dict[str, Any]:
        data = record.data
        shown = {
            "id": record.id,
            "title": data["title"],
            "start_time": str(data["start"]),
            "end_time": str(data["end"]),
        }
        gmv, chat = (
            money(call.shop, call, data["gmv"]),
            {name: data[name] for name in ("likes", "comments", "shares")},
        )
        if self._old(call):
            sales = {
                "gmv": gmv,
                "sku_orders": data["orders"],
                "unit_sold": data["units"],
                "customers": data["customers"],
            }
            seen = {"viewers": data["viewers"], "views": data["views"], "product_clicks": data["clicks"]}
            return shown | {
                "username": data["username"],
                "sales_performance": sales,
                "interaction_performance": chat | seen,
            }
        sales = {
            "live_gmv": gmv,
            "live_attributed_gmv": gmv,
            "live_attributed_sku_orders": data["orders"],
            "live_attributed_items_sold": data["units"],
            "attributed_customers": data["customers"],
        }
        return shown | {
            "creator": {"user_name": data["username"]},
            "sales_performance": sales,
            "interaction_performance": chat,
            "traffic": {"viewers": data["viewers"], "views": data["views"], "product_clicks": data["clicks"]},
        }

    def lives_overview(self, call: Call) -> dict[str, Any]:
        """GET /analytics/*/shop_lives/overview_performance."""
        own = [record.data for record in self._store.of_shop("live", call.shop.id)]
        figures = {
            "live_gmv": money(call.shop, call, sum(row["gmv"] for row in own)),
            "live_attributed_sku_orders": sum(row["orders"] for row in own),
            "live_attributed_items_sold": sum(row["units"] for row in own),
            "views": sum(row["views"] for row in own),
        }
        return self._overview(call, figures)

    def live_minutes(self, call: Call) -> dict[str, Any]:
        """GET /analytics/202510/shop_lives/{live_id}/performance_per_minutes."""
        data = self._own(call, "live", call.path["live_id"])
        start, end = data["start"], data["end"]
        page, more = paged(
            self._store, call, list(range(start, end, MINUTE)), lambda at: (at, str(at)), size=(100, 1, 100)
        )
        nothing = {"gmv": money(call.shop, call, 0), "items_sold": 0, "customers": 0, "sku_orders": 0}
        intervals = [
            {
                "start_time": at,
                "end_time": at + MINUTE,
                "sales": nothing,
                "traffic": {"viewers": data["viewers"], "product_clicks": 0},
            }
            for at in page
        ]
        overall = {
            "live_title": data["title"],
            "start_time": start,
            "end_time": end,
            "duration": end - start,
            "gmv": money(call.shop, call, data["gmv"]),
            "items_sold": data["units"],
        }
        return {**more, "performance": {"overall": overall, "intervals": intervals}}

    def live_products(self, call: Call) -> dict[str, Any]:
        """GET /analytics/202512/shop/{live_id}/products_performance."""
        data = self._own(call, "live", call.path["live_id"])
        sales = {
            "direct_gmv": money(call.shop, call, data["gmv"]),
            "items_sold": data["units"],
            "customers": data["customers"],
            "sku_orders": data["orders"],
        }
        return {"products": [{**self._product(data), "sales": sales}]}

    # bestsellers

    def best_products(self, call: Call) -> dict[str, Any]:
        """GET /analytics/202511/products/bestselling: those of the shop itself here."""
        end = midnight(call.text("date")) + DAY
        orders = sold(self._store, call.shop, end - _days(call.text("time_slot")) * DAY, end)
        found = sorted(by(orders, "product_id").items(), key=lambda row: (-row[1].gmv, row[0]))
        rows = []
        for rank, (number, figures) in enumerate(found, 1):
            shop = {"shop_id": call.shop.id, "shop_name": call.shop.name}
            span = f"{call.shop.currency} 0-{figures.gmv}"
            rows.append(
                {"rank": rank, "id": number, "name": figures.units[0].product_name, "gmv_range": span, **shop}
            )
        return {"products": rows}

    def best_videos(self, call: Call) -> dict[str, Any]:
        """GET /analytics/202511/videos/bestselling."""
        return {
            "videos": [
                {
                    "rank": rank,
                    "id": row.id,
                    "nick_name": row.data["username"],
                    "gmv_range": f"{call.shop.currency} 0-{row.data['gmv']}",
                    "views": row.data["views"],
                    "likes": row.data["likes"],
                    "comments": row.data["comments"],
                    "shares": row.data["shares"],
                    "publish_time": row.data["posted"],
                }
                for rank, row in enumerate(self._store.of_shop("video", call.shop.id), 1)
            ]
        }

    def best_lives(self, call: Call) -> dict[str, Any]:
        """GET /analytics/202511/lives/bestselling."""
        return {
            "lives": [
                {
                    "rank": rank,
                    "id": row.id,
                    "title": row.data["title"],
                    "gmv_range": f"{call.shop.currency} 0-{row.data['gmv']}",
                    "start_time": row.data["start"],
                    "duration": row.data["end"] - row.data["start"],
                    "creator_name": row.data["username"],
                }
                for rank, row in enumerate(self._store.of_shop("live", call.shop.id), 1)
            ]
        }

    def best_creators(self, call: Call) -> dict[str, Any]:
        """GET /analytics/202511/creators/bestselling."""
        creators = self._store.records.get("creator", {}).values()
        ordered = sorted(creators, key=lambda row: -row.data["follower_count"])
        return {
            "creators": [
                {
                    "rank": rank,
                    "open_id": row.id,
                    "user_name": row.data["username"],
                    "nick_name": row.data["nickname"],
                    "followers_count": row.data["follower_count"],
                }
                for rank, row in enumerate(ordered, 1)
            ]
        }
