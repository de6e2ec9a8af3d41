"""Promotions."""

from .case import ACTIVITY, END, START, Case, D, page

CASES = {
    "promotion.create_activity": Case(
        lambda c: c.promotion.create_activity(ACTIVITY),
        "POST /promotion/202309/activities",
        body={
            "title": "11.11",
            "begin_time": 1777593600,
            "end_time": 1777680000,
            "activity_type": "FLASHSALE",
            "product_level": "VARIATION",
        },
        answer={"activity_id": "71"},
        gives={"activity_id": "71"},
    ),
    "promotion.update_activity": Case(
        lambda c: c.promotion.update_activity("71", {"title": "11.11", "begin_time": START, "end_time": END}),
        "PUT /promotion/202309/activities/71",
        body={"title": "11.11", "begin_time": 1777593600, "end_time": 1777680000},
        answer={"activity_id": "71"},
        gives={"activity_id": "71"},
    ),
    "promotion.update_activity_products": Case(
        lambda c: c.promotion.update_activity_products(
            "71",
            [
                {
                    "id": "1729",
                    "activity_price_amount": D("4.5"),
                    "quantity_limit": -1,
                    "quantity_per_user": -1,
                }
            ],
        ),
        "PUT /promotion/202309/activities/71/products",
        body={
            "products": [
                {"id": "1729", "activity_price_amount": "4.5", "quantity_limit": -1, "quantity_per_user": -1}
            ],
            "activity_id": "71",
        },
        answer={"total_count": 1},
        gives={"total_count": 1},
    ),
    "promotion.remove_activity_products": Case(
        lambda c: c.promotion.remove_activity_products("71", product_ids=["1729"]),
        "DELETE /promotion/202309/activities/71/products",
        body={"product_ids": ["1729"]},
        answer={"activity_id": "71"},
        gives={"activity_id": "71"},
    ),
    "promotion.search_activities": Case(
        lambda c: c.promotion.search_activities(page_size=7, page_token="21", status="ONGOING"),
        "POST /promotion/202309/activities/search",
        body={"page_size": 7, "page_token": "21", "status": "ONGOING"},
        answer=page("activities"),
        gives=page("activities"),
    ),
    "promotion.get_activity": Case(
        lambda c: c.promotion.get_activity("71"),
        "GET /promotion/202309/activities/71",
        answer={"activity_id": "71"},
        gives={"activity_id": "71"},
    ),
    "promotion.deactivate_activity": Case(
        lambda c: c.promotion.deactivate_activity("71"),
        "POST /promotion/202309/activities/71/deactivate",
        answer={"activity_id": "71", "status": "DEACTIVATED"},
        gives={"activity_id": "71", "status": "DEACTIVATED"},
    ),
    "promotion.republish_activity": Case(
        lambda c: c.promotion.republish_activity("71", START, END),
        "POST /promotion/202607/activities/71/republish",
        body={"begin_time": 1777593600, "end_time": 1777680000},
        answer={"activity_id": "72"},
        gives={"activity_id": "72"},
    ),
    "promotion.search_coupons": Case(
        lambda c: c.promotion.search_coupons(page_size=7, status=["ONGOING"], title_keyword="Kopi"),
        "POST /promotion/202406/coupons/search",
        query=[("page_size", "7")],
        body={"status": ["ONGOING"], "title_keyword": "Kopi"},
        answer=page("coupons"),
        gives=page("coupons"),
    ),
    "promotion.get_coupon": Case(
        lambda c: c.promotion.get_coupon("90"),
        "GET /promotion/202406/coupons/90",
        answer={"coupon": {"id": "90"}},
        gives={"id": "90"},
    ),
}
