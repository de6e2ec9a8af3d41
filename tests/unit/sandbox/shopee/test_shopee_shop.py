"""The shop's own pages, its merchant, and what needs no consent."""

import hashlib
import hmac

HOUR = 3600


def merchant_call(raw, path, merchant, token=None):
    at, token, path = raw.now(), token or merchant["access_token"], f"/api/v2/{path}"
    base = f"{raw.app['partner_id']}{path}{at}{token}{merchant['merchant_id']}"
    sign = hmac.new(raw.app["partner_key"].encode(), base.encode(), hashlib.sha256).hexdigest()
    query = f"partner_id={raw.app['partner_id']}&timestamp={at}&access_token={token}&sign={sign}"
    return raw.visit("GET", f"{path}?{query}&merchant_id={merchant['merchant_id']}&page_no=1&page_size=10")


def test_the_profile_is_changed_and_read_back(shop):
    answer = shop.post("shop/update_profile", {"shop_name": "Ombak Baru", "description": "Toko"}).response
    assert answer["shop_name"] == "Ombak Baru"
    assert shop.get("shop/get_profile").response["description"] == "Toko"
    assert shop.get("shop/get_shop_info").json["shop_name"] == "Ombak Baru"
    assert shop.post("shop/update_profile", {"shop_name": "x" * 31}).error == "error_data_check"
    nothing = {"shop_name": None, "description": None, "shop_logo": None}
    assert shop.post("shop/update_profile", nothing).response == answer


def test_notifications_are_paged_without_a_wrapper(shop):
    first = shop.get("shop/get_shop_notification", page_size=2).json
    second = shop.get("shop/get_shop_notification", page_size=2, cursor=first["cursor"]).json
    assert (len(first["data"]), len(second["data"])) == (2, 1)
    assert shop.get("shop/get_shop_notification", page_size=51).error == "error_param"


def test_holiday_mode_keeps_hours_and_stops_new_items(shop, raw):
    start = raw.now() // HOUR * HOUR
    body = {
        "holiday_mode_on": True,
        "holiday_mode_start_time": start,
        "holiday_mode_end_time": start + HOUR - 1,
    }
    path = "shop/set_shop_holiday_mode"
    assert shop.post(path, {**body, "holiday_mode_start_time": start + 1}).error == "error_param"
    assert shop.post(path, {**body, "holiday_mode_end_time": start + HOUR}).error == "error_param"
    raw.switch(holiday_switch=60)
    assert shop.post(path, body).error == ""
    assert shop.get("shop/get_shop_holiday_mode").response["holiday_mode_on"] is True
    assert shop.new_item().error == "error_holiday_on_add_item"
    stock = {"item_id": shop.by_sku("TAS-KANVAS"), "stock_list": [{"seller_stock": [{"stock": 4}]}]}
    assert shop.post("product/update_stock", stock).error == "error_holiday_mode_change_stock"
    shop.wait(120)
    assert shop.post("product/update_stock", stock).error == ""


def test_a_merchant_has_tokens_of_its_own(raw):
    merchant = raw.control("POST", "/config", switches={})["merchant"]
    assert merchant_call(raw, "merchant/get_merchant_info", merchant).json["merchant_currency"] == "IDR"
    shops = merchant_call(raw, "merchant/get_shop_list_by_merchant", merchant).json["shop_list"]
    assert [row["shop_id"] for row in shops] == [301_177_001, 301_177_002]
    listed = raw.public("GET", "/api/v2/public/get_merchants_by_partner").json["authed_merchant_list"]
    assert [row["merchant_id"] for row in listed] == [merchant["merchant_id"]]
    wrong = raw.get("shop/get_shop_info", token=merchant["access_token"])
    assert wrong.error == "invalid_acceess_token"
    other = merchant_call(raw, "merchant/get_merchant_info", merchant, token=raw.app["access_token"])
    assert other.error == "invalid_acceess_token"


def test_a_merchants_token_is_refreshed_by_its_id(raw):
    merchant = raw.control("POST", "/config", switches={})["merchant"]
    renew = {"shop_id": 0, "merchant_id": merchant["merchant_id"]}
    pair = raw.refresh(merchant["refresh_token"], **renew).json
    assert pair["merchant_id"] == merchant["merchant_id"]
    assert merchant_call(raw, "merchant/get_merchant_info", merchant, pair["access_token"]).error == ""
    assert raw.refresh(pair["refresh_token"], shop_id=0, merchant_id=5).error == "merchant_no_linked"
    assert raw.refresh(pair["refresh_token"]).error == "error_shop_refresh_token"


def test_a_main_account_may_let_its_merchant_in_too(raw, landing):
    raw.switch(consent="approve", consent_account=68_272, consent_merchant=True)
    link = raw.public("GET", "/api/v2/shop/auth_partner", redirect="https://erp.example.com/")
    grant = raw.exchange(code=landing(link)["code"], main_account_id=68_272).json
    assert grant["shop_id_list"] == [301_177_001, 301_177_002]
    assert len(grant["merchant_id_list"]) == 1


def test_public_endpoints_need_no_shop(raw):
    assert "127.0.0.1/32" in raw.public("GET", "/api/v2/public/get_shopee_ip_ranges").json["ip_list"]
    path = "/api/v2/public/get_token_by_resend_code"
    pair = raw.public("POST", path, {"resend_code": f"resend-{raw.app['shop_id']}"}).json
    assert raw.get("shop/get_shop_info", token=pair["access_token"]).error == ""
    assert raw.public("POST", path, {"resend_code": "resend-5"}).error == "invalid_code"
