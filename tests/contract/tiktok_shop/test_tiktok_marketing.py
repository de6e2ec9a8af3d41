"""Promotions, chat, creators and figures against the simulator."""

from datetime import timedelta
from decimal import Decimal

import pytest

from .pictures import picture

LIMITS = {"quantity_limit": -1, "quantity_per_user": -1}


@pytest.fixture
def conversation(client):
    return client.customer_service.get_conversations()["conversations"][0]


@pytest.fixture
def creators(client):
    return client.affiliate.search_marketplace_creators()["creators"]


@pytest.fixture
def days(clock):
    until = clock.now().date()
    return until - timedelta(days=14), until


def test_an_activity_is_made_filled_searched_and_ended(client, clock, listing):
    begin = clock.now() + timedelta(hours=1)
    activity = {
        "title": "Hari kopi",
        "activity_type": "DIRECT_DISCOUNT",
        "product_level": "PRODUCT",
        "begin_time": begin,
        "end_time": begin + timedelta(days=2),
    }
    activity_id = client.promotion.create_activity(activity)["activity_id"]
    client.promotion.update_activity(
        activity_id, {"title": "Hari teh", "begin_time": begin, "end_time": begin + timedelta(days=3)}
    )
    filled = client.promotion.update_activity_products(
        activity_id, [{"id": listing["id"], "discount": Decimal("10"), **LIMITS}]
    )
    assert filled["total_count"] == 1
    shown = client.promotion.get_activity(activity_id)
    assert (shown["title"], [row["id"] for row in shown["products"]]) == ("Hari teh", [listing["id"]])
    assert activity_id in [row["id"] for row in client.promotion.iter_activities(page_size=1)]
    client.promotion.remove_activity_products(activity_id, product_ids=[listing["id"]])
    assert not client.promotion.get_activity(activity_id).get("products")
    assert client.promotion.deactivate_activity(activity_id)["status"] == "DEACTIVATED"
    again = clock.now() + timedelta(hours=2)
    client.promotion.republish_activity(activity_id, again, again + timedelta(days=1))


def test_coupons_are_read(client):
    (coupon, *_others) = client.promotion.iter_coupons(status=["ONGOING"])
    assert client.promotion.get_coupon(coupon["id"])["id"] == coupon["id"]


@pytest.mark.parametrize("version", ["202606", "202309"])
def test_a_buyer_gets_an_answer(version, client, conversation):
    message_id = client.customer_service.send_message(
        conversation["id"], "TEXT", {"content": "Halo kak ☕"}, version=version
    )
    messages = list(client.customer_service.iter_conversation_messages(conversation["id"], page_size=2))
    found = next(row for row in messages if row["id"] == message_id)
    assert "Halo kak ☕" in found["content"]
    client.customer_service.read_message(conversation["id"])
    assert [row["unread_count"] for row in client.customer_service.iter_conversations()] == [0]


def test_a_buyer_gets_a_picture_and_an_order(client, conversation):
    image = client.customer_service.upload_buyer_messages_image(picture(40))
    content = {name: image[name] for name in ("url", "width", "height")}
    assert client.customer_service.send_message(conversation["id"], "IMAGE", content)


def test_a_buyer_of_late_can_be_written_to(client, numbers):
    (order,) = client.order.get_order_detail(numbers["AWAITING_SHIPMENT"][:1])
    conversation_id = client.customer_service.create_conversation(order["user_id"])
    assert client.customer_service.create_conversation(order["user_id"]) == conversation_id


def test_agents_accept_conversations_or_not(client, days):
    client.customer_service.update_agent_settings(can_accept_chat=False)
    assert client.customer_service.get_agent_settings() is False
    assert client.customer_service.get_customer_service_performance(*days)["support_session_count"] >= 0


def test_products_are_opened_to_creators(client, listing):
    assert client.affiliate.search_open_collaboration_products(sort_field="commission")["products"]
    opened = list(client.affiliate.iter_open_collaborations(page_size=10))
    assert opened
    free = next(
        row["id"]
        for row in client.product.iter_products(status="ACTIVATE")
        if row["id"] not in [one["product"]["id"] for one in opened]
    )
    assert client.affiliate.create_open_collaboration(free, 1500)
    assert client.affiliate.generate_promotion_link(free)
    client.affiliate.edit_open_collaboration_settings(enable=True, commission_rate=1200)
    settings = client.affiliate.get_open_collaboration_settings()
    assert settings["auto_add_product"] == {"enable": True, "commission_rate": 1200}
    client.affiliate.edit_open_collaboration_sample_rule(
        free, {"sample_quota": 3, "is_sample_time_unlimited": True, "activate_status": "ACTIVE"}
    )
    assert client.affiliate.get_open_collaboration_sample_rules([free])
    assert client.affiliate.remove_open_collaboration(free)["terminated_effective_time"]


def test_creators_are_found_invited_and_uninvited(client, creators, listing, clock):
    name = creators[0]["creator_open_id"]
    for version in ("202608", "202508"):
        assert client.affiliate.get_marketplace_creator_performance(name, version=version)
    conflicts = client.affiliate.check_target_collaboration_conflicts([name], [listing["id"]])
    assert conflicts["has_conflict"] is False
    target = {
        "name": "Kopi bersama",
        "end_time": str(int((clock.now() + timedelta(days=30)).timestamp())),
        "products": [{"id": listing["id"], "target_commission_rate": 1500}],
        "creator_user_open_ids": [name],
        "seller_contact_info": {"email": "a@example.com"},
        "free_sample_rule": {"has_free_sample": True, "is_sample_approval_exempt": False},
    }
    target_id = client.affiliate.create_target_collaboration(target)["target_collaboration"]["id"]
    assert client.affiliate.generate_target_collaboration_link(target_id)
    changed = target | {"products": [{"id": listing["id"], "commission_rate": 1600}]}
    client.affiliate.update_target_collaboration(target_id, changed)
    assert client.affiliate.get_target_collaboration(target_id)
    assert target_id in [row["id"] for row in client.affiliate.iter_target_collaborations()]
    client.affiliate.remove_target_collaboration(target_id)


def test_samples_are_granted(client):
    (sample, *_others) = client.affiliate.iter_sample_applications(status="PENDING")
    assert client.affiliate.search_sample_fulfillments(sample["id"]) == []
    client.affiliate.review_sample_application(sample["id"], approve=True)
    assert list(client.affiliate.iter_sample_applications(status="PENDING")) == []


def test_creators_are_written_to(client, creators):
    talk = client.affiliate.create_conversation(creators[0]["creator_open_id"])["conversation_id"]
    assert client.affiliate.send_message(talk, "TEXT", '{"content": "Halo"}')
    assert client.affiliate.get_conversation_messages(talk)["messages"]
    assert client.affiliate.get_conversations()["conversations"]
    assert client.affiliate.mark_conversations_read([talk]) == []
    assert client.affiliate.upload_message_image(picture(40))["url"]


def test_orders_of_creators_have_commissions(client):
    rows = list(client.affiliate.iter_affiliate_orders(page_size=2))
    assert rows
    assert all(row["skus"] for row in rows)


FIGURES = {
    "shop": lambda c, days, x: c.analytics.get_shop_performance(*days, granularity="1D"),
    "shop 202405": lambda c, days, x: c.analytics.get_shop_performance(*days, version="202405"),
    "shop by hour": lambda c, days, x: c.analytics.get_shop_performance_per_hour(days[0]),
    "products": lambda c, days, x: list(c.analytics.iter_shop_product_performance(*days, page_size=2)),
    "product": lambda c, days, x: c.analytics.get_shop_product_performance(x["id"], *days),
    "skus": lambda c, days, x: list(c.analytics.iter_shop_sku_performance(*days, page_size=2)),
    "sku": lambda c, days, x: c.analytics.get_shop_sku_performance(x["skus"][0]["id"], *days),
    "video overview": lambda c, days, x: c.analytics.get_shop_video_performance_overview(*days),
    "live overview": lambda c, days, x: c.analytics.get_shop_live_performance_overview(*days),
    "best products": lambda c, days, x: c.analytics.get_bestselling_products(days[1] - timedelta(days=1)),
    "best videos": lambda c, days, x: c.analytics.get_bestselling_videos(days[0]),
    "best lives": lambda c, days, x: c.analytics.get_bestselling_lives(days[0]),
    "best creators": lambda c, days, x: c.analytics.get_bestselling_creators(days[0]),
}


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_there(name, client, days, listing):
    assert FIGURES[name](client, days, listing)


def test_videos_and_sessions_have_figures_of_their_own(client, days):
    for version in ("202605", "202509", "202409"):
        (video, *_others) = client.analytics.iter_shop_video_performance(*days, version=version)
    assert client.analytics.get_shop_video_performance_details(video["id"], *days)
    assert "products" in client.analytics.get_shop_video_product_performance_list(video["id"], *days)
    (live, *_others) = client.analytics.iter_shop_live_performance(*days)
    assert client.analytics.get_shop_live_minute_performance(live["id"])
    assert isinstance(client.analytics.get_shop_live_products_performance_list(live["id"]), list)


def test_a_creator_sees_his_side(connect, creator_token, listing):
    creator = connect(shop_cipher="", access_token=creator_token).creator
    assert creator.get_creator_profile()["username"]
    assert creator.search_open_collaboration_products()["products"]
    creator.search_creator_affiliate_orders()
    creator.search_sample_applications()
    creator.add_showcase_products(product_ids=[listing["id"]])
    shown = creator.get_showcase_products("SHOWCASE")["products"]
    assert listing["id"] in [row["id"] for row in shown]
    creator.top_showcase_products([listing["id"]])
    creator.remove_showcase_products([listing["id"]])
    assert creator.map_tokopedia_products(["12345678901234567"]) == []
