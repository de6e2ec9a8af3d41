"""What happens to listings besides calls: edits in Seller Centre, reviews, bans, deletions."""

import pytest

from ..conftest import http_call
from .conftest import FIRST


@pytest.fixture
def act(raw):
    """Return a function that does an act of the control call ``/config``."""
    return lambda **options: raw.control("POST", "/config", shop=FIRST, **options)


def reasons(shop, item_id):
    (row,) = shop.get("product/get_item_violation_info", item_id_list=item_id).response["item_list"]
    return [detail["violation_reason"] for detail in row["item_status_details"]]


def test_an_edit_is_read_back_and_counts_as_a_change(shop, act, told):
    item_id = shop.by_sku("TAS-KANVAS")
    before = shop.item(item_id)
    act(edit_item={"item": item_id, "name": "Tas Baru", "price": 90_000, "stock": 5, "sku": "TAS-2"})
    after = shop.item(item_id)
    assert (after["item_name"], after["item_sku"]) == ("Tas Baru", "TAS-2")
    assert after["price_info"][0]["original_price"] == 90_000
    assert after["stock_info_v2"]["summary_info"]["total_available_stock"] == 5
    assert after["update_time"] > before["update_time"]
    (price,) = told(22)
    assert price["new_value"] == 90_000


def test_an_edit_of_one_variant_leaves_the_others(shop, act):
    item_id = shop.by_sku("KAOS-POLOS")
    first, *others = shop.get("product/get_model_list", item_id=item_id).response["model"]
    act(edit_item={"item": item_id, "model_id": first["model_id"], "price": 70_000})
    models = shop.get("product/get_model_list", item_id=item_id).response["model"]
    prices = [model["price_info"][0]["original_price"] for model in models]
    assert prices == [70_000, *(model["price_info"][0]["original_price"] for model in others)]


def test_a_forbidden_word_is_found_when_the_review_ends(shop, told):
    item_id = shop.new_item(item_name="Gelas KW Super").response["item_id"]
    assert shop.item(item_id)["item_status"] == "REVIEWING"
    assert reasons(shop, item_id) == []
    shop.wait(30)
    assert shop.item(item_id)["item_status"] == "BANNED"
    assert reasons(shop, item_id) == ["The listing contains a forbidden word: kw super"]
    shop.post("product/update_item", {"item_id": item_id, "item_name": "Gelas Tanah Liat"})
    assert shop.item(item_id)["item_status"] == "REVIEWING"
    shop.wait(30)
    assert shop.item(item_id)["item_status"] == "NORMAL"
    assert reasons(shop, item_id) == []


def test_a_banned_item_may_be_out_of_reach(shop, act, raw):
    item_id = shop.by_sku("TAS-KANVAS")
    act(ban_item=item_id)
    raw.control("POST", "/config", switches={"banned_editable": False})
    change = {"item_id": item_id, "item_name": "Tas"}
    assert shop.post("product/update_item", change).error == "error_item_uneditable"


def test_a_review_ends_at_once_when_told(shop, act):
    passed, failed = (shop.new_item(item_sku=sku).response["item_id"] for sku in ("A-1", "A-2"))
    act(review_item={"item": passed})
    act(review_item={"item": failed, "verdict": "ban", "type": "Image", "reason": "Blurred"})
    assert shop.item(passed)["item_status"] == "NORMAL"
    assert shop.item(failed)["item_status"] == "BANNED"
    assert reasons(shop, failed) == ["Blurred"]


@pytest.mark.parametrize(("by", "status"), [("seller", "SELLER_DELETE"), ("platform", "SHOPEE_DELETE")])
def test_items_are_deleted_by_either_side(shop, act, by, status):
    item_id = shop.by_sku("TAS-KANVAS")
    act(delete_item={"item": item_id, "by": by})
    assert shop.item(item_id)["item_status"] == status
    assert shop.post("product/update_item", {"item_id": item_id}).error == "error_item_not_found"


def test_a_blocked_category_takes_no_items(shop, raw):
    raw.control("POST", "/config", switches={"blocked_categories": "100715"})
    assert shop.new_item().error == "error_category_is_block"
    query = {"category_id": 100_715, "offset": 0, "page_size": 10, "status": 1}
    assert shop.get("product/get_brand_list", **query).error == "error_category_is_block"


def test_a_new_item_may_have_to_wait_for_its_variants(shop, raw):
    raw.control("POST", "/config", switches={"tier_wait": 5})
    item_id = shop.new_item().response["item_id"]
    tier = {
        "variation_id": 0,
        "variation_name": "Warna",
        "variation_option_list": [{"variation_option_name": "X"}],
    }
    model = {"tier_index": [0], "original_price": 9_000, "seller_stock": [{"stock": 1}]}
    body = {"item_id": item_id, "standardise_tier_variation": [tier], "model": [model]}
    assert shop.post("product/init_tier_variation", body).error == "product.error_busi"
    shop.wait(6)
    assert shop.post("product/init_tier_variation", body).error == ""


def test_pictures_are_for_all_options_or_for_none(shop, pictures):
    upload = shop.form("media_space/upload_image", [("image", "a.png", pictures["png"])], level="public")
    image = upload["response"]["image_info"]["image_id"]
    item_id = shop.new_item().response["item_id"]
    options = [{"variation_option_name": "X", "image_id": image}, {"variation_option_name": "Y"}]
    tier = {"variation_id": 0, "variation_name": "Warna", "variation_option_list": options}
    model = {"tier_index": [0], "original_price": 9_000, "seller_stock": [{"stock": 1}]}
    body = {"item_id": item_id, "standardise_tier_variation": [tier], "model": [model]}
    assert shop.post("product/init_tier_variation", body).error == "error_tier_img_partial"
    options[1]["image_id"] = image
    assert shop.post("product/init_tier_variation", body).error == ""
    models = shop.get("product/get_model_list", item_id=item_id).response
    shown = models["standardise_tier_variation"][0]["variation_option_list"]
    assert [option["image_id"] for option in shown] == [image, image]


@pytest.mark.parametrize(("rule", "first"), [("keep", 4), ("clear", None)])
def test_places_that_are_not_named_may_stay(shop, raw, rule, first):
    raw.control("POST", "/config", switches={"multi_warehouse": True, "stock_places": rule})
    item_id = shop.by_sku("TAS-KANVAS")
    for place, stock in (("IDJKT0001", 4), ("IDSUB0002", 6)):
        rows = [{"seller_stock": [{"location_id": place, "stock": stock}]}]
        shop.post("product/update_stock", {"item_id": item_id, "stock_list": rows})
    places = {row["location_id"]: row["stock"] for row in shop.item(item_id)["stock_info_v2"]["seller_stock"]}
    assert places == {"IDSUB0002": 6} | ({"IDJKT0001": first} if first else {})


def test_small_and_broken_pictures_are_refused(shop, raw, pictures):
    upload = "media_space/upload_image"
    broken = [("image", "a.png", pictures["png"][:20])]
    assert shop.form(upload, broken, level="public")["error"] == "error_param"
    raw.control("POST", "/config", switches={"image_side_min": 100})
    assert shop.form(upload, [("image", "a.png", pictures["png"])], level="public")["error"] == "error_param"
    assert shop.form(upload, [("image", "a.jpg", pictures["jpg"])], level="public")["error"] == ""


def test_acts_that_make_no_sense_are_refused(shop, raw):
    item_id = shop.by_sku("TAS-KANVAS")
    for options in (
        {"edit_item": {"item": 1, "name": "X"}},
        {"edit_item": {"item": item_id, "colour": "red"}},
        {"edit_item": {"item": item_id, "model_id": 77, "price": 5}},
        {"review_item": {"item": item_id, "verdict": "maybe"}},
        {"delete_item": {"item": item_id, "by": "nobody"}},
    ):
        body = {"shop": FIRST, **options}
        assert http_call(raw.app["base_url"], "POST", "/_sandbox/config", body).status == 400
