"""Promotions, customer service, affiliates, analytics."""

import json

import pytest

PROMO = "/promotion/202309/activities"
CHAT = "/customer_service/202309"
AFFILIATE = "/affiliate_seller"


@pytest.fixture
def product(tts):
    rows = tts.post("/product/202502/products/search", {"status": "ACTIVATE"}, page_size=100).data["products"]
    return rows[0]


def activity(tts, **changes):
    now = tts.now()
    whole = {
        "title": "Promo akhir tahun",
        "activity_type": "FIXED_PRICE",
        "product_level": "PRODUCT",
        "begin_time": now + 60,
        "end_time": now + 86_400,
    }
    return {**whole, **changes}


def test_an_activity_lives_from_creation_to_its_end(tts, product):
    made = tts.post(PROMO, activity(tts)).data
    number = made["activity_id"]
    assert made["status"] == "NOT_START"
    row = {"id": product["id"], "quantity_limit": -1, "quantity_per_user": -1}
    path = f"{PROMO}/{number}/products"
    assert tts.call("PUT", path, {"products": [row]}).code == 17029042
    assert tts.call("PUT", path, {"products": []}).code == 17029033
    assert tts.call("PUT", path, {"products": [{**row, "id": "1"}]}).code == 17029017
    priced = {**row, "activity_price_amount": "50000"}
    assert tts.call("PUT", path, {"products": [{**priced, "quantity_limit": 100}]}).code == 17029014
    assert tts.call("PUT", path, {"products": [priced]}).data["total_count"] == 1
    tts.wait(61)
    shown = tts.get(f"{PROMO}/{number}").data
    assert (shown["status"], shown["products"][0]["activity_price"]["amount"]) == ("ONGOING", "50000")
    body = {"skus": [{"id": product["skus"][0]["id"], "price": {"amount": "60000", "currency": "IDR"}}]}
    assert tts.post(f"/product/202309/products/{product['id']}/prices/update", body).code == 12052038
    assert tts.call("DELETE", path, {"product_ids": ["1"]}).code == 17029023
    assert tts.call("DELETE", path, {"product_ids": [product["id"]]}).code == 0
    assert tts.post(f"{PROMO}/{number}/deactivate").data["status"] == "DEACTIVATED"
    assert tts.post(f"{PROMO}/{number}/deactivate").code == 17029010
    assert tts.post(f"/promotion/202607/activities/{number}/republish").data["status"] == "ONGOING"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "Promo gajian"}, 17029004),
        ({"begin": -3600}, 17029005),
        ({"end": 120}, 17029006),
        ({"end": 400 * 86_400}, 17029007),
        ({"activity_type": "FLASHSALE", "end": 4 * 86_400}, 17029008),
        ({"activity_type": "LOTTERY"}, 36009004),
    ],
)
def test_wrong_activities_are_refused(tts, changes, code):
    shifts = {f"{name}_time": tts.now() + changes.pop(name) for name in ("begin", "end") if name in changes}
    assert tts.post(PROMO, activity(tts, **changes, **shifts)).code == code


def test_activities_are_searched_with_paging_in_the_body_and_coupons_are_read(tts):
    tts.post(PROMO, activity(tts))
    page = tts.post(f"{PROMO}/search", {"page_size": 1}).data
    rest = tts.post(f"{PROMO}/search", {"page_size": 1, "page_token": page["next_page_token"]}).data
    assert (page["total_count"], len(page["activities"]), len(rest["activities"])) == (2, 1, 1)
    coupon = tts.post("/promotion/202406/coupons/search", {"status": ["ONGOING"]}).data["coupons"][0]
    assert tts.get(f"/promotion/202406/coupons/{coupon['id']}").data["coupon"]["id"] == coupon["id"]
    assert tts.get("/promotion/202406/coupons/1").code == 17029001


def test_conversations_are_read_answered_and_marked_read(tts):
    number = tts.orders()[0]["id"]
    tts.change(number, "edit", message="Stok ada kak?")
    talk = tts.get(f"{CHAT}/conversations", page_size=20).data["conversations"][0]
    assert talk["unread_count"] == 1
    assert talk["participants"][0]["buyer_platform"] in ("TIKTOK_SHOP", "TOKOPEDIA")
    assert json.loads(talk["latest_message"]["content"]) == {"content": "Stok ada kak?"}
    path = f"{CHAT}/conversations/{talk['id']}/messages"
    assert tts.post(f"{path}/read").data == {}
    assert tts.get(f"{CHAT}/conversations", page_size=20).data["conversations"][0]["unread_count"] == 0
    content = json.dumps({"content": "Ada kak ☕"}, ensure_ascii=False)
    message = tts.post(path, {"type": "TEXT", "content": content}).data["message_id"]
    rows = tts.get(path, page_size=10).data["messages"]
    assert rows[0]["id"] == message
    assert rows[0]["sender"]["role"] == "SHOP"
    assert [row["index"] for row in rows] == sorted((row["index"] for row in rows), reverse=True)


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        ("TEXT", "plain text", 45101001),
        ("TEXT", '{"text": "x"}', 45101001),
        ("TEXT", '{"content": "hubungi whatsapp saya"}', 45101006),
        ("ORDER_CARD", '{"order_id": "1"}', 45101003),
        ("COUPON_CARD", '{"coupon_id": "1"}', 45111017),
        ("VIDEO", '{"vid": "1"}', 36009004),
    ],
)
def test_wrong_messages_are_refused(tts, kind, content, code):
    talk = tts.get(f"{CHAT}/conversations", page_size=20).data["conversations"][0]["id"]
    assert tts.post(f"{CHAT}/conversations/{talk}/messages", {"type": kind, "content": content}).code == code


def test_conversations_open_with_buyers_only_and_pages_are_small(tts, png):
    buyer = next(row["user_id"] for row in tts.orders() if row["status"] == "IN_TRANSIT")
    first, second = (
        tts.post(f"{CHAT}/conversations", {"buyer_user_id": buyer}).data["conversation_id"]
        for _time in range(2)
    )
    assert first == second
    assert tts.post(f"{CHAT}/conversations", {"buyer_user_id": "1"}).code == 45109003
    assert tts.get(f"{CHAT}/conversations", page_size=21).code == 36009004
    assert tts.get(f"{CHAT}/conversations/{first}/messages", page_size=11).code == 36009004
    assert tts.get(f"{CHAT}/conversations/1/messages", page_size=10).code == 45101003
    image = tts.call("POST", f"{CHAT}/images/upload", files={"data": ("a.png", png)}).data
    assert image["width"] == 800
    assert tts.call("PUT", f"{CHAT}/agents/settings", {"can_accept_chat": False}).data == {}
    assert tts.get(f"{CHAT}/agents/settings").data == {"can_accept_chat": False}


def test_open_and_target_collaborations(tts, product):
    path = f"{AFFILIATE}/202412/open_collaborations"
    rows = tts.post(f"{path}/search", page_size=20).data["open_collaborations"]
    taken = rows[0]["product"]["id"]
    assert tts.post(path, {"product_id": taken, "commission_rate": 1000}).code == 16003012
    other = product["id"] if product["id"] != taken else tts.orders()[0]["line_items"][0]["product_id"]
    assert tts.post(path, {"product_id": other, "commission_rate": 50}).code == 16003033
    assert tts.post(path, {"product_id": other, "commission_rate": 1200}).data["open_collaboration"]["id"]
    market = f"{AFFILIATE}/202405/open_collaborations/products/search"
    found = tts.post(market, {"commission_rate_range": {"rate_ge": 1100}}, page_size=20).data["products"]
    assert [row["id"] for row in found] == [other]
    assert tts.post(market, page_size=21).code == 36009004
    creator = tts.post(f"{AFFILIATE}/202508/marketplace_creators/search", page_size=12).data["creators"][0]
    target = {
        "name": "Undangan",
        "end_time": str(tts.now() + 86_400),
        "products": [{"id": other, "target_commission_rate": 1500}],
        "creator_user_open_ids": [creator["creator_open_id"]],
        "seller_contact_info": {"email": "a@b.example"},
        "free_sample_rule": {"has_free_sample": False, "is_sample_approval_exempt": False},
    }
    way = f"{AFFILIATE}/202508/target_collaborations"
    cheap = {**target, "products": [{"id": other, "target_commission_rate": 900}]}
    assert tts.post(way, cheap).code == 98001004
    made = tts.post(way, target).data["target_collaboration"]["id"]
    again = tts.post(way, target).data["target_collaboration_conflicts"]
    assert again[0]["product_id"] == other
    shown = tts.get(f"{way}/{made}").data["target_collaboration"]
    assert shown["creators"][0]["username"] == creator["username"]
    assert tts.call("DELETE", f"{AFFILIATE}/202409/target_collaborations/{made}").data == {}
    assert tts.get(f"{way}/1").code == 50001700


def test_samples_are_reviewed_once(tts):
    rows = tts.post(f"{AFFILIATE}/202508/sample_applications/search", {"status": "PENDING"}).data
    number = rows["sample_applications"][0]["id"]
    path = f"{AFFILIATE}/202507/sample_applications/{number}/review"
    assert tts.post(path, {"review_result": "MAYBE"}).code == 36009004
    assert tts.post(path, {"review_result": "APPROVE"}).data == {}
    assert tts.post(path, {"review_result": "APPROVE"}).code == 36009004
    assert (
        tts.post(f"{AFFILIATE}/202508/sample_applications/search", {"status": "PENDING"}).data["total_count"]
        == 0
    )


def test_affiliate_orders_carry_the_commission_of_the_statement(tts):
    number = tts.place(skus=["TAS-KANVAS"], quantities=[2], affiliate=True, status="COMPLETED")[0]
    rows = tts.all_pages("POST", f"{AFFILIATE}/202410/orders/search", "orders", {}, page_size=50)
    row = next(row for row in rows if row["id"] == number)
    assert row["skus"][0]["actual_paid_commission"]["amount"] == "13900"
    whole = tts.get(f"/finance/202501/orders/{number}/statement_transactions").data["sku_transactions"][0]
    assert whole["fee_tax_breakdown"]["fee"]["affiliate_commission_amount"] == "-13900"


def test_sellers_write_to_creators(tts):
    creator = tts.post(f"{AFFILIATE}/202608/marketplace_creators/search", page_size=12).data["creators"][0]
    body = {"creator_open_id": creator["creator_open_id"]}
    talk = tts.post(f"{AFFILIATE}/202508/conversations", body).data
    assert talk["is_new"] is True
    number = talk["conversation_id"]
    assert tts.post(f"{AFFILIATE}/202508/conversations", body).data["is_new"] is False
    text = {"msg_type": "TEXT", "content": json.dumps({"content": "Halo"})}
    sent = tts.post(f"{AFFILIATE}/202412/conversations/{number}/messages", text).data["message_id"]
    rows = tts.get(f"{AFFILIATE}/202412/conversation/{number}/messages", page_size=10).data["messages"]
    assert [row["message_body"]["id"] for row in rows] == [sent]
    read = tts.post(f"{AFFILIATE}/202412/conversatons/read", {"conversation_ids": [number, "1"]}).data
    assert read["failed_conversation_ids"] == ["1"]


def dates(tts, days=14):
    from datetime import datetime, timedelta, timezone

    today = datetime.fromtimestamp(tts.now(), timezone(timedelta(hours=7)))
    first = today - timedelta(days=days)
    return {"start_date_ge": f"{first:%Y-%m-%d}", "end_date_lt": f"{today:%Y-%m-%d}"}


def test_figures_are_counted_from_orders_and_agree_with_each_other(tts):
    span = dates(tts)
    old = tts.get("/analytics/202405/shop/performance", **span).data["performance"]["intervals"][0]
    new = tts.get("/analytics/202609/shop/performance", **span).data["performance"]["intervals"][0]["sales"]
    assert (old["gmv"], old["orders"]) == (new["gmv"], new["orders_count"])
    days = tts.get("/analytics/202509/shop/performance", granularity="1D", **span).data["performance"][
        "intervals"
    ]
    assert len(days) == 14
    assert sum(int(day["sales"]["gmv"]["amount"]) for day in days) == int(new["gmv"]["amount"])
    products = tts.all_pages(
        "GET", "/analytics/202605/shop_products/performance", "products", page_size=100, **span
    )
    assert sum(int(row["total_performance"]["gmv"]["amount"]) for row in products) == int(
        new["gmv"]["amount"]
    )
    skus = tts.all_pages("GET", "/analytics/202406/shop_skus/performance", "skus", page_size=100, **span)
    assert sum(row["units_sold"] for row in skus) == new["items_sold"]
    one = products[0]["id"]
    detail = tts.get(f"/analytics/202509/shop_products/{one}/performance", **span).data["performance"]
    assert detail["intervals"][0]["sales"]["gmv"] == products[0]["total_performance"]["gmv"]


def test_wrong_dates_and_unknown_products_are_refused(tts):
    span = dates(tts)
    assert tts.get("/analytics/202405/shop/performance", start_date_ge="x", end_date_lt="y").code == 28001022
    backwards = {"start_date_ge": span["end_date_lt"], "end_date_lt": span["start_date_ge"]}
    assert tts.get("/analytics/202609/shop/performance", **backwards).code == 28001022
    assert tts.get("/analytics/202509/shop_products/1/performance", **span).code == 28001007


def test_videos_and_lives_are_listed(tts):
    span = dates(tts)
    video = tts.get("/analytics/202605/shop_videos/performance", **span).data["videos"][0]
    assert tts.get(f"/analytics/202509/shop_videos/{video['id']}/performance", **span).code == 0
    path = f"/analytics/202509/shop_videos/{video['id']}/products/performance"
    products = tts.get(path, **span).data["products"]
    assert [row["id"] for row in products] == [row["id"] for row in video["products"]]
    lives = "/analytics/202609/shop_lives/performance"
    assert tts.get(lives, account_type="OFFICIAL_ACCOUNTS", **span).data["live_stream_sessions"]
    for kind in ("videos", "lives"):
        assert tts.get(f"/analytics/202509/shop_{kind}/overview_performance", **span).code == 0


def test_hours_minutes_and_bestsellers(tts):
    span = dates(tts)
    day = tts.get(f"/analytics/202510/shop/performance/{span['start_date_ge']}/performance_per_hour").data[
        "performance"
    ]
    assert len(day["intervals"]) == 24
    assert sum(row["orders_count"] for row in day["intervals"]) == day["overall"]["orders_count"]
    lives = tts.get("/analytics/202508/shop_lives/performance", **span).data["live_stream_sessions"]
    path = f"/analytics/202510/shop_lives/{lives[0]['id']}/performance_per_minutes"
    assert tts.get(path).data["total_count"] == 120
    sold = tts.get(f"/analytics/202512/shop/{lives[0]['id']}/products_performance").data["products"]
    assert sold[0]["sales"]["items_sold"] == 16
    best = tts.get("/analytics/202511/products/bestselling", date=span["end_date_lt"], time_slot="30D").data[
        "products"
    ]
    assert [row["rank"] for row in best] == list(range(1, len(best) + 1))
    for kind, more in (("videos", {}), ("lives", {}), ("creators", {"author_type": "ALL"})):
        query = {"date": span["end_date_lt"], "time_slot": "7D", **more}
        assert tts.get(f"/analytics/202511/{kind}/bestselling", **query).data[kind]


def test_links_and_sample_rules(tts, product):
    path = f"{AFFILIATE}/202405/products/{product['id']}/promotion_link/generate"
    assert product["id"] in tts.post(path).data["product_promotion_link"]
    rules = f"{AFFILIATE}/202410/open_collaborations/sample_rules"
    body = {"product_id": product["id"], "sample_rule": {"sample_quota": 5, "activate_status": "ACTIVE"}}
    assert tts.post(rules, body).data == {}
    rows = tts.get(rules, product_ids=product["id"]).data["sample_rules"]
    assert (rows[0]["sample_quota"], rows[0]["status"]) == (5, "ACTIVE")


def test_old_product_ids_are_mapped_for_creators(tts, landing):
    tts.control("POST", "/config", redirect_url="https://erp.example/back")
    tts.switch(consent="approve")
    code = landing(tts.send("GET", f"/alliance/creator/auth?app_key={tts.app['app_key']}"))["code"]
    token = tts.token("get", auth_code=code, grant_type="authorized_code").data["access_token"]
    known = next(iter(tts.control("GET", "/state")["platforms"]["tiktok_shop"]["records"]["toko_product"]))
    body = {"toko_pids": [int(known["id"]), 5]}
    found = tts.post("/affiliate_creator/202607/map_toko_product", body, cipher=False, token=token).data[
        "product"
    ]
    assert found == [{"toko_pid": int(known["id"]), "tts_pid": int(known["data"]["product_id"])}]
    older = tts.call("GET", "/affiliate_creator/202606/toko_product_mappers", body, cipher=False, token=token)
    assert older.data["product"] == found
