"""Analytics."""

from .case import DAY, NEXT_DAY, Case, page, rows

CASES = {
    "analytics.get_shop_performance": Case(
        lambda c: c.analytics.get_shop_performance(DAY, NEXT_DAY, granularity="1D", currency="USD"),
        "GET /analytics/202609/shop/performance",
        query=[
            ("start_date_ge", "2026-05-01"),
            ("end_date_lt", "2026-05-02"),
            ("granularity", "1D"),
            ("currency", "USD"),
        ],
        answer={"performance": {}},
        gives={"performance": {}},
    ),
    "analytics.get_shop_performance_per_hour": Case(
        lambda c: c.analytics.get_shop_performance_per_hour(DAY),
        "GET /analytics/202510/shop/performance/2026-05-01/performance_per_hour",
        query=[("currency", "LOCAL")],
        answer={"performance": {}},
        gives={"performance": {}},
    ),
    "analytics.get_shop_product_performance_list": Case(
        lambda c: c.analytics.get_shop_product_performance_list(
            DAY, NEXT_DAY, page_size=7, sort_field="gmv", sort_order="DESC", product_status_filter="LIVE"
        ),
        "GET /analytics/202605/shop_products/performance",
        query=[
            ("start_date_ge", "2026-05-01"),
            ("end_date_lt", "2026-05-02"),
            ("page_size", "7"),
            ("sort_field", "gmv"),
            ("sort_order", "DESC"),
            ("product_status_filter", "LIVE"),
        ],
        answer=page("products"),
        gives=page("products"),
    ),
    "analytics.get_shop_product_performance": Case(
        lambda c: c.analytics.get_shop_product_performance("1729", DAY, NEXT_DAY),
        "GET /analytics/202509/shop_products/1729/performance",
        query=[("start_date_ge", "2026-05-01"), ("end_date_lt", "2026-05-02")],
        answer={"performance": {}},
        gives={"performance": {}},
    ),
    "analytics.get_shop_sku_performance_list": Case(
        lambda c: c.analytics.get_shop_sku_performance_list(
            DAY, NEXT_DAY, page_size=7, product_ids=["1729", "1730"]
        ),
        "GET /analytics/202509/shop_skus/performance",
        query=[
            ("start_date_ge", "2026-05-01"),
            ("end_date_lt", "2026-05-02"),
            ("page_size", "7"),
            ("product_ids", "1729,1730"),
        ],
        answer=page("skus"),
        gives=page("skus"),
    ),
    "analytics.get_shop_sku_performance": Case(
        lambda c: c.analytics.get_shop_sku_performance("11", DAY, NEXT_DAY),
        "GET /analytics/202509/shop_skus/11/performance",
        query=[("start_date_ge", "2026-05-01"), ("end_date_lt", "2026-05-02")],
        answer={"performance": {}},
        gives={"performance": {}},
    ),
    "analytics.get_bestselling_products": Case(
        lambda c: c.analytics.get_bestselling_products(DAY, "30D", category_id="600"),
        "GET /analytics/202511/products/bestselling",
        query=[("date", "2026-05-01"), ("time_slot", "30D"), ("category_id", "600")],
        answer=rows("products"),
        gives=[{"id": "1"}],
    ),
    "analytics.get_bestselling_videos": Case(
        lambda c: c.analytics.get_bestselling_videos(DAY),
        "GET /analytics/202511/videos/bestselling",
        query=[("date", "2026-05-01"), ("time_slot", "7D")],
        answer=rows("videos"),
        gives=[{"id": "1"}],
    ),
    "analytics.get_bestselling_lives": Case(
        lambda c: c.analytics.get_bestselling_lives(DAY),
        "GET /analytics/202511/lives/bestselling",
        query=[("date", "2026-05-01"), ("time_slot", "7D")],
        answer=rows("lives"),
        gives=[{"id": "1"}],
    ),
    "analytics.get_bestselling_creators": Case(
        lambda c: c.analytics.get_bestselling_creators(DAY, author_type="AFFILIATE"),
        "GET /analytics/202511/creators/bestselling",
        query=[("date", "2026-05-01"), ("time_slot", "7D"), ("author_type", "AFFILIATE")],
        answer=rows("creators"),
        gives=[{"id": "1"}],
    ),
    "analytics.get_shop_video_performance_list": Case(
        lambda c: c.analytics.get_shop_video_performance_list(DAY, NEXT_DAY, page_size=7, account_type="ALL"),
        "GET /analytics/202605/shop_videos/performance",
        query=[
            ("start_date_ge", "2026-05-01"),
            ("end_date_lt", "2026-05-02"),
            ("page_size", "7"),
            ("account_type", "ALL"),
        ],
        answer=page("videos"),
        gives=page("videos"),
    ),
    "analytics.get_shop_video_performance_overview": Case(
        lambda c: c.analytics.get_shop_video_performance_overview(DAY, NEXT_DAY, today=True),
        "GET /analytics/202609/shop_videos/overview_performance",
        query=[("start_date_ge", "2026-05-01"), ("end_date_lt", "2026-05-02"), ("today", "true")],
        answer={"performance": {}},
        gives={"performance": {}},
    ),
    "analytics.get_shop_video_performance_details": Case(
        lambda c: c.analytics.get_shop_video_performance_details("v-1", DAY, NEXT_DAY),
        "GET /analytics/202509/shop_videos/v-1/performance",
        query=[("start_date_ge", "2026-05-01"), ("end_date_lt", "2026-05-02")],
        answer={"performance": {}},
        gives={"performance": {}},
    ),
    "analytics.get_shop_video_product_performance_list": Case(
        lambda c: c.analytics.get_shop_video_product_performance_list("v-1", DAY, NEXT_DAY, page_size=7),
        "GET /analytics/202509/shop_videos/v-1/products/performance",
        query=[("start_date_ge", "2026-05-01"), ("end_date_lt", "2026-05-02"), ("page_size", "7")],
        answer=page("products"),
        gives=page("products"),
    ),
    "analytics.get_shop_live_performance_list": Case(
        lambda c: c.analytics.get_shop_live_performance_list(DAY, NEXT_DAY, page_size=7),
        "GET /analytics/202609/shop_lives/performance",
        query=[
            ("start_date_ge", "2026-05-01"),
            ("end_date_lt", "2026-05-02"),
            ("page_size", "7"),
            ("account_type", "OFFICIAL_ACCOUNTS"),
        ],
        answer=page("live_stream_sessions"),
        gives=page("live_stream_sessions"),
    ),
    "analytics.get_shop_live_performance_overview": Case(
        lambda c: c.analytics.get_shop_live_performance_overview(DAY, NEXT_DAY, account_type="ALL"),
        "GET /analytics/202609/shop_lives/overview_performance",
        query=[("start_date_ge", "2026-05-01"), ("end_date_lt", "2026-05-02"), ("account_type", "ALL")],
        answer={"performance": {}},
        gives={"performance": {}},
    ),
    "analytics.get_shop_live_minute_performance": Case(
        lambda c: c.analytics.get_shop_live_minute_performance("l-1", page_token="t1"),
        "GET /analytics/202510/shop_lives/l-1/performance_per_minutes",
        query=[("page_token", "t1"), ("currency", "LOCAL")],
        answer={"performance": {}},
        gives={"performance": {}},
    ),
    "analytics.get_shop_live_products_performance_list": Case(
        lambda c: c.analytics.get_shop_live_products_performance_list("l-1", sort_field="gmv"),
        "GET /analytics/202512/shop/l-1/products_performance",
        query=[("sort_field", "gmv")],
        answer=rows("products"),
        gives=[{"id": "1"}],
    ),
}
