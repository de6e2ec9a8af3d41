"""Seller, webhooks, chat."""

from .case import DAY, END, NEXT_DAY, PNG, START, Case, page, rows

CASES = {
    "authorization.get_authorized_shops": Case(
        lambda c: c.authorization.get_authorized_shops(),
        "GET /authorization/202309/shops",
        shop=False,
        answer=rows("shops"),
        gives=[{"id": "1"}],
    ),
    "authorization.get_authorized_category_assets": Case(
        lambda c: c.authorization.get_authorized_category_assets(),
        "GET /authorization/202405/category_assets",
        shop=False,
        answer=rows("category_assets"),
        gives=[{"id": "1"}],
    ),
    "authorization.cancel_authorization": Case(
        lambda c: c.authorization.cancel_authorization(), "DELETE /authorization/202403/shops"
    ),
    "seller.get_active_shops": Case(
        lambda c: c.seller.get_active_shops(),
        "GET /seller/202309/shops",
        shop=False,
        answer=rows("shops"),
        gives=[{"id": "1"}],
    ),
    "seller.get_seller_permissions": Case(
        lambda c: c.seller.get_seller_permissions(),
        "GET /seller/202309/permissions",
        shop=False,
        answer={"permissions": ["MANAGE_GLOBAL_PRODUCT"]},
        gives=["MANAGE_GLOBAL_PRODUCT"],
    ),
    "seller.get_shop_groups": Case(
        lambda c: c.seller.get_shop_groups(),
        "GET /seller/202601/shop_groups",
        shop=False,
        answer={"shop_group_data": {"shops": []}},
        gives={"shops": []},
    ),
    "event.get_shop_webhooks": Case(
        lambda c: c.event.get_shop_webhooks(),
        "GET /event/202309/webhooks",
        answer=rows("webhooks"),
        gives=[{"id": "1"}],
    ),
    "event.update_shop_webhook": Case(
        lambda c: c.event.update_shop_webhook("ORDER_STATUS_CHANGE", "https://erp.example/push"),
        "PUT /event/202309/webhooks",
        body={"address": "https://erp.example/push", "event_type": "ORDER_STATUS_CHANGE"},
    ),
    "event.delete_shop_webhook": Case(
        lambda c: c.event.delete_shop_webhook("NEW_MESSAGE"),
        "DELETE /event/202309/webhooks",
        body={"event_type": "NEW_MESSAGE"},
    ),
    "customer_service.get_conversations": Case(
        lambda c: c.customer_service.get_conversations(page_size=7, locale="id-ID"),
        "GET /customer_service/202309/conversations",
        query=[("page_size", "7"), ("locale", "id-ID")],
        answer=page("conversations"),
        gives=page("conversations"),
    ),
    "customer_service.get_conversation": Case(
        lambda c: c.customer_service.get_conversation("75", need_session_info=True),
        "GET /customer_service/202601/conversations/75",
        query=[("need_session_info", "true")],
        answer={"conversation": {"id": "75"}},
        gives={"id": "75"},
    ),
    "customer_service.get_conversation_messages": Case(
        lambda c: c.customer_service.get_conversation_messages(
            "75", page_size=5, sort_field="index", sort_order="ASC"
        ),
        "GET /customer_service/202309/conversations/75/messages",
        query=[("page_size", "5"), ("sort_field", "index"), ("sort_order", "ASC")],
        answer=page("messages"),
        gives=page("messages"),
    ),
    "customer_service.send_message": Case(
        lambda c: c.customer_service.send_message("75", "TEXT", {"content": "Halo ☕"}),
        "POST /customer_service/202606/conversations/75/messages",
        body={"type": "TEXT", "content": '{"content": "Halo ☕"}'},
        answer={"message_id": "76"},
        gives="76",
    ),
    "customer_service.create_conversation": Case(
        lambda c: c.customer_service.create_conversation("74"),
        "POST /customer_service/202309/conversations",
        body={"buyer_user_id": "74"},
        answer={"conversation_id": "75"},
        gives="75",
    ),
    "customer_service.read_message": Case(
        lambda c: c.customer_service.read_message("75"),
        "POST /customer_service/202309/conversations/75/messages/read",
    ),
    "customer_service.upload_buyer_messages_image": Case(
        lambda c: c.customer_service.upload_buyer_messages_image(PNG),
        "POST /customer_service/202309/images/upload",
        body={},
        files=["data"],
        answer={"url": "https://img.example/e", "width": 1, "height": 1},
        gives={"url": "https://img.example/e", "width": 1, "height": 1},
    ),
    "customer_service.get_agent_settings": Case(
        lambda c: c.customer_service.get_agent_settings(),
        "GET /customer_service/202309/agents/settings",
        answer={"can_accept_chat": False},
        gives=False,
    ),
    "customer_service.update_agent_settings": Case(
        lambda c: c.customer_service.update_agent_settings(can_accept_chat=True),
        "PUT /customer_service/202309/agents/settings",
        body={"can_accept_chat": True},
    ),
    "customer_service.get_customer_service_performance": Case(
        lambda c: c.customer_service.get_customer_service_performance(DAY, NEXT_DAY),
        "GET /customer_service/202407/performance",
        query=[("support_date_ge", "2026-05-01"), ("support_date_lt", "2026-05-02")],
        answer={"performance": {"support_session_count": 1}},
        gives={"support_session_count": 1},
    ),
    "customer_service.search_sessions": Case(
        lambda c: c.customer_service.search_sessions(START, END, page_size=7),
        "POST /customer_service/202602/sessions/search",
        query=[("page_size", "7")],
        body={"begin_time_ge": 1777593600, "begin_time_lt": 1777680000},
        answer=page("sessions"),
        gives=page("sessions"),
    ),
    "customer_service.end_session": Case(
        lambda c: c.customer_service.end_session("75", "78"),
        "POST /customer_service/202605/conversations/75/sessions/78/end",
    ),
}
