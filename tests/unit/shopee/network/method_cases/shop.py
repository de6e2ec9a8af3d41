"""Methods about the shop, the app, the merchant, pushes and chat."""

from datetime import timedelta

from .case import FROM, PICTURE, START, Case

TALK = {"conversation_id": "709122092476686867"}

SHOP = {
    "shop.get_shop_info": Case(
        lambda c: c.shop.get_shop_info()["region"], [], {"region": "ID", "shop_name": "A"}, "ID", whole=True
    ),
    "shop.get_profile": Case(lambda c: c.shop.get_profile(), [], {"shop_name": "A"}),
    "shop.update_profile": Case(
        lambda c: c.shop.update_profile({"shop_name": "B"}), {"shop_name": "B"}, {"shop_name": "B"}
    ),
    "shop.get_warehouse_detail": Case(
        lambda c: c.shop.get_warehouse_detail(1), [("warehouse_type", "1")], [{"location_id": "IDZ"}]
    ),
    "shop.get_shop_notification": Case(
        lambda c: c.shop.get_shop_notification(cursor=7, page_size=5)["data"],
        [("cursor", "7"), ("page_size", "5")],
        {"cursor": 6, "data": {"title": "t"}},
        {"title": "t"},
        whole=True,
    ),
    "shop.get_shop_holiday_mode": Case(
        lambda c: c.shop.get_shop_holiday_mode(), [], {"holiday_mode_on": False}
    ),
    "shop.set_shop_holiday_mode": Case(
        lambda c: c.shop.set_shop_holiday_mode(
            True, mode=1, start=START, end=START + timedelta(seconds=3599), description="feast"
        ),
        {
            "holiday_mode_on": True,
            "holiday_mode_type": 1,
            "holiday_mode_start_time": FROM,
            "holiday_mode_end_time": FROM + 3599,
            "holiday_mode_description": "feast",
        },
        {"debug_msg": ""},
        None,
    ),
}
PARTNER = {
    "merchant.get_merchant_info": Case(
        lambda c: c.merchant.get_merchant_info()["merchant_region"],
        [],
        {"merchant_region": "CN"},
        "CN",
        whole=True,
    ),
    "merchant.get_shop_list_by_merchant": Case(
        lambda c: c.merchant.get_shop_list_by_merchant(page_no=2)["shop_list"],
        [("page_no", "2"), ("page_size", "100")],
        {"shop_list": [{"shop_id": 600000}], "more": False},
        [{"shop_id": 600000}],
        whole=True,
    ),
    "public.get_shops_by_partner": Case(
        lambda c: c.public.get_shops_by_partner(page_no=3)["authed_shop_list"],
        [("page_size", "100"), ("page_no", "3")],
        {"authed_shop_list": [{"shop_id": 1}], "more": False},
        [{"shop_id": 1}],
        whole=True,
    ),
    "public.get_merchants_by_partner": Case(
        lambda c: c.public.get_merchants_by_partner()["authed_merchant_list"],
        [("page_size", "100"), ("page_no", "1")],
        {"authed_merchant_list": [{"merchant_id": 1}], "more": False},
        [{"merchant_id": 1}],
        whole=True,
    ),
    "public.get_shopee_ip_ranges": Case(
        lambda c: c.public.get_shopee_ip_ranges(),
        [],
        {"ip_list": ["203.0.113.0/24"]},
        ["203.0.113.0/24"],
        whole=True,
    ),
    "public.get_token_by_resend_code": Case(
        lambda c: c.public.get_token_by_resend_code("code-1")["shop_id_list"],
        {"resend_code": "code-1"},
        {"refresh_token": "r", "access_token": "a", "shop_id_list": [5]},
        [5],
        whole=True,
    ),
    "public.get_payment_method_list": Case(
        lambda c: c.public.get_payment_method_list(), [], [{"region": "ID", "payment_method": ["COD"]}]
    ),
    "push.get_app_push_config": Case(
        lambda c: c.push.get_app_push_config(), [], {"callback_url": "https://a/", "push_config_on_list": [3]}
    ),
    "push.set_app_push_config": Case(
        lambda c: c.push.set_app_push_config(
            callback_url="https://erp.example.com/push", on=[3, 4], off=[5], blocked_shop_ids=["10010"]
        ),
        {
            "callback_url": "https://erp.example.com/push",
            "set_push_config_on": [3, 4],
            "set_push_config_off": [5],
            "blocked_shop_id_list": [10010],
        },
        {"result": "success"},
        None,
    ),
    "push.get_lost_push_message": Case(
        lambda c: c.push.get_lost_push_message(),
        [],
        {"push_message_list": [{"code": 3}], "has_next_page": False, "last_message_id": 176610},
    ),
    "push.confirm_consumed_lost_push_message": Case(
        lambda c: c.push.confirm_consumed_lost_push_message(176610), {"last_message_id": 176610}, None, None
    ),
}
CHAT = {
    "chat.get_conversation_list": Case(
        lambda c: c.chat.get_conversation_list(kind="unread", next_timestamp_nano="1731035100123456789"),
        [
            ("direction", "older"),
            ("type", "unread"),
            ("next_timestamp_nano", "1731035100123456789"),
            ("page_size", "25"),
        ],
        {"conversations": [TALK], "page_result": {"more": False}},
    ),
    "chat.get_one_conversation": Case(
        lambda c: c.chat.get_one_conversation("709122092476686867", business_type=11),
        [*TALK.items(), ("business_type", "11")],
        TALK,
    ),
    "chat.get_message": Case(
        lambda c: c.chat.get_message("709122092476686867", offset="5", page_size=10, message_ids=["6", "7"]),
        [
            *TALK.items(),
            ("offset", "5"),
            ("page_size", "10"),
            ("business_type", "0"),
            ("message_id_list", "6,7"),
        ],
        {"messages": [{"message_id": "6"}], "page_result": {"next_offset": "6"}},
    ),
    "chat.send_message": Case(
        lambda c: c.chat.send_message("165105353", "item", {"item_id": "23620853561"}, business_type=0),
        {
            "to_id": 165105353,
            "message_type": "item",
            "content": {"item_id": 23620853561},
            "business_type": 0,
        },
        {"message_id": "2302748948493124001", "conversation_id": 709122092476686867},
    ),
    "chat.send_autoreply_message": Case(
        lambda c: c.chat.send_autoreply_message("165105353", "Back soon"),
        {"to_id": 165105353, "content": {"text": "Back soon"}},
        {"message_id": "1"},
    ),
    "chat.read_conversation": Case(
        lambda c: c.chat.read_conversation("709122092476686867", "2302748948493123953"),
        TALK | {"last_read_message_id": "2302748948493123953"},
        {},
        None,
    ),
    "chat.delete_message": Case(
        lambda c: c.chat.delete_message("2302748948493123953", "text"),
        {"message_id": "2302748948493123953", "message_type": "text"},
        {},
        None,
    ),
    "chat.get_unread_conversation_count": Case(
        lambda c: c.chat.get_unread_conversation_count(), [], {"total_unread_count": 4}, 4
    ),
    "chat.get_offer_toggle_status": Case(
        lambda c: c.chat.get_offer_toggle_status(), [], {"make_offer_status": "enabled"}, "enabled"
    ),
    "chat.set_offer_toggle_status": Case(
        lambda c: c.chat.set_offer_toggle_status(False), {"make_offer_status": "disabled"}, {}, None
    ),
    "chat.upload_image": Case(
        lambda c: c.chat.upload_image(PICTURE), {}, {"url": "https://f/1.jpg", "thumbnail": ""}
    ),
    **{
        f"chat.{name}_conversation": Case(
            lambda c, name=name: getattr(c.chat, f"{name}_conversation")("709122092476686867"), TALK, {}, None
        )
        for name in ("unread", "pin", "unpin", "mute", "unmute", "delete")
    },
}
CASES = SHOP | PARTNER | CHAT
