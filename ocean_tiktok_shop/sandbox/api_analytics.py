"""Endpoints ``analytics/*``; shapes up to 2024 differ from those of 2025 and later."""

from typing import Any

from .errors import ApiError
from .figures import DAY, HOUR, Figures, by, day_text, empty_rates, midnight, money, period, sold, whole
from .gate import Call
from .paging import paged
from .store import Store

SIZE = (10, 1, 100)


class AnalyticsApi:
    """Figures of shop, products and SKUs."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def _old(self, call: Call) -> bool:
        return call.version < "202500"

    def _latest(self) -> dict[str, str]:
        return {"latest_available_date": day_text(self._store.now - DAY)}

    def shop(self, call: Call) -> dict[str, Any]:
        """GET /analytics/*/shop/performance: one interval, or one a day."""
        start, end = period(call)
        step = DAY if call.text("granularity") == "1D" else end - start
        intervals = []
        for first in range(start, end, step):
            last = min(first + step, end)
            figures = whole(sold(self._store, call.shop, first, last))
            dates = {"start_date": day_text(first), "end_date": day_text(last)}
            intervals.append(dates | (self._old_shop if self._old(call) else self._new_shop)(call, figures))
        shown: dict[str, Any] = {"intervals": intervals}
        if self._old(call) and call.flag("with_comparison"):
            shown["comparison_intervals"] = []
        return {"performance": shown, **self._latest()}

    def _old_shop(self, call: Call, figures: Figures) -> dict[str, Any]:
        return {
            "gmv": money(call.shop, call, figures.gmv),
            "gmv_breakdowns": [{**money(call.shop, call, figures.gmv), "type": "PRODUCT_CARD"}],
            "sku_orders": figures.sku_orders,
            "orders": len(figures.orders),
            "avg_order_value": money(call.shop, call, figures.average()),
            "units_sold": len(figures.units),
            "buyers": figures.customers,
            "buyer_breakdowns": [{"amount": figures.customers, "type": "PRODUCT_CARD"}],
            "product_impressions": 200 * len(figures.orders),
            "product_page_views": 30 * len(figures.orders),
            "avg_product_page_visitors": 20 * len(figures.orders),
            "refunds": money(call.shop, call, figures.refunds),
            "cancellations_and_returns": figures.lost,
        }

    def _new_shop(self, call: Call, figures: Figures) -> dict[str, Any]:
        nothing, gmv = money(call.shop, call, 0), money(call.shop, call, figures.gmv)
        names = ("live_gmv", "video_gmv", "seller_live_gmv", "seller_video_gmv", "shipping_fees", "tax")
        return {
            "sales": {
                "gmv": gmv,
                "gmv_with_tax": gmv,
                "avg_order_value": money(call.shop, call, figures.average()),
                "orders_count": len(figures.orders),
                "sku_orders_count": figures.sku_orders,
                "items_sold": len(figures.units),
                "customers_count": figures.customers,
                "refunds": money(call.shop, call, figures.refunds),
                "cancellations_and_returns": figures.lost,
                "product_card_attributed_gmv": gmv,
                **dict.fromkeys(names, nothing),
            },
            "traffic": {
                "avg_conversation_rate": "3.20",
                "avg_page_views": 30 * len(figures.orders),
                "avg_visitors": 20 * len(figures.orders),
                "product_clicks": 30 * len(figures.orders),
                "product_impressions": 200 * len(figures.orders),
            },
            "breakdowns": {"seller_product_card_gmv": gmv, "content_breakdown": []},
        }

    def products(self, call: Call) -> dict[str, Any]:
        """GET /analytics/*/shop_products/performance."""
        found = by(sold(self._store, call.shop, *period(call)), "product_id")
        page, more = self._page(call, found)
        return {**more, **self._latest(), "products": [self._product(call, key, found[key]) for key in page]}

    def _page(self, call: Call, found: dict[str, Figures]) -> tuple[list[str], dict[str, Any]]:
        measures = {"orders": lambda one: len(one.orders), "sku_orders": lambda one: one.sku_orders}
        measures |= dict.fromkeys(("items_sold", "units_sold"), lambda one: len(one.units))
        measure = measures.get(call.text("sort_field"), lambda one: one.gmv)
        return paged(
            self._store, call, list(found), lambda key: (measure(found[key]), key), size=SIZE, order="DESC"
        )

    def _product(self, call: Call, number: str, figures: Figures) -> dict[str, Any]:
        gmv = money(call.shop, call, figures.gmv)
        if self._old(call):
            return {
                "id": int(number),
                "gmv": gmv,
                "orders": len(figures.orders),
                "units_sold": len(figures.units),
                "click_through_rate": "0.1500",
            }
        total = {
            "gmv": gmv,
            "orders": len(figures.orders),
            "sku_orders": figures.sku_orders,
            "items_sold": len(figures.units),
            "estimated_customers": figures.customers,
            "aov": money(call.shop, call, figures.average()),
            "product_impressions": 200 * len(figures.orders),
            "product_clicks": 30 * len(figures.orders),
            "refunds": money(call.shop, call, figures.refunds),
            "refunded_items": sum(unit.returned for unit in figures.units),
            **empty_rates("ctr", "add_cart_rate", "click_order_rate"),
        }
        return {"id": number, "total_performance": total}

    def product(self, call: Call) -> dict[str, Any]:
        """GET /analytics/*/shop_products/{product_id}/performance."""
        number = call.path["product_id"]
        item = self._store.products.get(number)
        if item is None or item.shop_id != call.shop.id:
            raise ApiError(28001007)
        dates, figures = self._one(call, "product_id", number)
        gmv = money(call.shop, call, figures.gmv)
        if self._old(call):
            shown = {"gmv": gmv, "orders": len(figures.orders), "units_sold": len(figures.units)}
            return {"performance": {"intervals": [dates | shown]}, **self._latest()}
        back = {
            "returned": sum(unit.returned for unit in figures.units),
            "canceled": sum(unit.cancelled for unit in figures.units),
        }
        sales = {"gmv": gmv, "orders": len(figures.orders), "items_sold": len(figures.units)}
        interval = dates | {"sales": sales, "cancel_and_refunds": back}
        return {"performance": {"intervals": [interval]}, **self._latest()}

    def sku(self, call: Call) -> dict[str, Any]:
        """GET /analytics/*/shop_skus/{sku_id}/performance."""
        number = call.path["sku_id"]
        item = next(
            (
                item
                for item in self._store.products_of(call.shop.id)
                if any(sku.id == number for sku in item.skus)
            ),
            None,
        )
        if item is None:
            raise ApiError(28001007)
        dates, figures = self._one(call, "sku_id", number)
        count = "units_sold" if self._old(call) else "items_sold"
        shown = {"gmv": money(call.shop, call, figures.gmv), "sku_orders": figures.sku_orders}
        interval = dates | shown | {count: len(figures.units)}
        named = {"product_id": int(item.id)} | ({} if self._old(call) else {"sku_id": number})
        return {"performance": named | {"intervals": [interval]}, **self._latest()}

    def _one(self, call: Call, name: str, number: str) -> tuple[dict[str, str], Figures]:
        start, end = period(call)
        figures = by(sold(self._store, call.shop, start, end), name).get(number, Figures())
        return {"start_date": day_text(start), "end_date": day_text(end)}, figures

    def skus(self, call: Call) -> dict[str, Any]:
        """GET /analytics/*/shop_skus/performance."""
        found = by(sold(self._store, call.shop, *period(call)), "sku_id")
        wanted = call.entries("product_ids") or call.entries("product_id")
        if wanted:
            found = {key: one for key, one in found.items() if one.units[0].product_id in wanted}
        page, more = self._page(call, found)
        rows = [
            {
                "id": int(key),
                "product_id": int(found[key].units[0].product_id),
                "gmv": money(call.shop, call, found[key].gmv),
                "sku_orders": found[key].sku_orders,
                "units_sold": len(found[key].units),
            }
            for key in page
        ]
        return {**more, **self._latest(), "skus": rows}

    def hours(self, call: Call) -> dict[str, Any]:
        """GET /analytics/202510/shop/performance/{date}/performance_per_hour: 24 intervals."""
        start = midnight(call.path["date"])
        rows = []
        for index in range(24):
            first = start + index * HOUR
            rows.append(
                {"index": index} | self._hour(call, whole(sold(self._store, call.shop, first, first + HOUR)))
            )
        overall = self._hour(call, whole(sold(self._store, call.shop, start, start + DAY)))
        return {
            "performance": {
                "intervals": rows,
                "overall": overall,
                "latest_available_timestamp": self._store.now - self._store.now % HOUR,
            }
        }

    def _hour(self, call: Call, figures: Figures) -> dict[str, Any]:
        return {
            "gmv": money(call.shop, call, figures.gmv),
            "orders_count": len(figures.orders),
            "sku_orders_count": figures.sku_orders,
            "items_sold": len(figures.units),
            "customers_count": figures.customers,
            "avg_order_value": money(call.shop, call, figures.average()),
        }
