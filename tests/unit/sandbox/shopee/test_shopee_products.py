"""Products made, changed and limited, with what is refused."""

import pytest

TIER = [{"name": "Warna", "option_list": [{"option": "Merah"}, {"option": "Biru"}]}]
STANDARD = [
    {
        "variation_id": 0,
        "variation_name": "Ukuran",
        "variation_option_list": [{"variation_option_name": "S"}, {"variation_option_name": "M"}],
    }
]


def models_of(*prices):
    return [
        {
            "tier_index": [index],
            "original_price": price,
            "model_sku": f"G-{index}",
            "seller_stock": [{"stock": 4}],
        }
        for index, price in enumerate(prices)
    ]


def origin(value_id):
    return [{"attribute_id": 100_037, "attribute_value_list": [{"value_id": value_id}]}]


def statuses(shop, status):
    page = shop.get("product/get_item_list", offset=0, page_size=100, item_status=status).response
    return [row["item_id"] for row in page["item"]]


@pytest.fixture
def item_id(shop):
    return shop.new_item().response["item_id"]


def test_a_new_item_is_reviewed_and_then_listed(shop, item_id):
    assert item_id in statuses(shop, "REVIEWING")
    assert item_id not in statuses(shop, "NORMAL")
    shop.wait(30)
    assert item_id in statuses(shop, "NORMAL")
    item = shop.item(item_id)
    assert (item["item_name"], item["item_sku"]) == ("Gelas Tanah Liat", "GELAS-1")
    assert item["price_info"][0]["original_price"] == 45_000
    assert item["stock_info_v2"]["summary_info"]["total_available_stock"] == 12
    assert item["weight"] == "0.3"


def test_the_end_of_the_review_counts_as_a_change(shop, item_id):
    made = shop.item(item_id)["update_time"]
    shop.wait(30)
    assert shop.item(item_id)["update_time"] > made


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"category_id": 100_047}, "error_invalid_category"),
        ({"category_id": 7}, "error_invalid_category"),
        ({"item_name": " "}, "error_item_name_empty"),
        ({"item_name": "x" * 256}, "error_title_exceeds_max_length"),
        ({"description": ""}, "error_desc_length_min_limit"),
        ({"original_price": 50}, "error_price_exceed_min_limitt"),
        ({"original_price": 10**10}, "error_price_exceed_max_limitt"),
        ({"original_price": 45_000.5}, "error_invalid_price"),
        ({"image": {"image_id_list": []}}, "error_image_num_min"),
        ({"image": {"image_id_list": ["never uploaded"]}}, "error_image_unavailable"),
        ({"logistic_info": [{"logistic_id": 9, "enabled": True}]}, "error_invalid_logistic_info"),
        ({"logistic_info": [{"logistic_id": 8003, "enabled": False}]}, "error_invalid_logistic_info"),
        ({"category_id": 100_245}, "error_less_required_attribute"),
        ({"attribute_list": [{"attribute_id": 1}]}, "error_invalid_category_attribute"),
        ({"brand": {"brand_id": 77, "original_brand_name": "?"}}, "error_invalid_brand"),
        ({"pre_order": {"is_pre_order": True, "days_to_ship": 2}}, "error_invalid_days_to_ship"),
        ({"seller_stock": [{"stock": 1, "location_id": "X"}]}, "error.param"),
        ({"original_price": "45000"}, "error_param"),
        ({"item_name": None}, "error_param"),
        ({"weight": 0}, "error_param_validate"),
    ],
)
def test_a_new_item_that_breaks_a_rule_is_refused(shop, changes, code):
    assert shop.new_item(**changes).error == code


@pytest.mark.parametrize(
    ("attributes", "brand", "code"),
    [
        (origin(1_401), 1_120_019, ""),
        (origin(1_401), 0, "error_less_required_brand"),
        (origin(5), 1_120_019, "error_invalid_attribute_value"),
        (origin(0), 1_120_019, "error_value_name_required"),
        ([], 1_120_019, "error_less_required_attribute"),
    ],
)
def test_attributes_and_brands_follow_the_category(shop, attributes, brand, code):
    brand = {"brand_id": brand, "original_brand_name": "Dapur Jati"}
    answer = shop.new_item(category_id=100_716, attribute_list=attributes, brand=brand)
    assert answer.error == code


def test_the_tree_tells_what_the_rules_ask_for(shop):
    tree = shop.get("product/get_attribute_tree", category_id_list="100716").response["list"][0]
    needed = [row["attribute_id"] for row in tree["attribute_tree"] if row["mandatory"]]
    assert needed == [100_037]
    brands = shop.get("product/get_brand_list", offset=0, page_size=2, category_id=100_716, status=1).response
    assert (brands["is_mandatory"], brands["has_next_page"], brands["next_offset"]) == (True, True, 2)
    limits = shop.get("product/get_item_limit", category_id=100_716).response
    assert limits["price_limit"] == {"min_limit": 99, "max_limit": 500_000_000}


def test_price_and_stock_are_set_and_read_back(shop, item_id):
    body = {"item_id": item_id, "price_list": [{"model_id": 0, "original_price": 51_000}]}
    assert shop.post("product/update_price", body).response["success_list"] == body["price_list"]
    body = {"item_id": item_id, "stock_list": [{"model_id": 0, "seller_stock": [{"stock": 7}]}]}
    assert shop.post("product/update_stock", body).response["success_list"][0]["stock"] == 7
    item = shop.item(item_id)
    assert item["price_info"][0]["original_price"] == 51_000
    assert item["stock_info_v2"]["summary_info"]["total_available_stock"] == 7


def test_rows_fail_one_by_one_and_all_failed_is_an_error(shop):
    item_id = shop.by_sku("KAOS-OMBAK")
    good = shop.models(item_id)[0]["model_id"]
    rows = [{"model_id": number, "original_price": 99_000} for number in (good, 5)]
    answer = shop.post("product/update_price", {"item_id": item_id, "price_list": rows}).response
    assert [row["model_id"] for row in answer["success_list"]] == [good]
    assert [row["model_id"] for row in answer["failure_list"]] == [5]
    refused = shop.post("product/update_price", {"item_id": item_id, "price_list": rows[1:]})
    assert refused.error == "error_update_price_fail"
    stock = {"item_id": item_id, "stock_list": [{"model_id": 5, "seller_stock": [{"stock": 1}]}]}
    assert shop.post("product/update_stock", stock).error == "error_busi_update_stock_failed"


def test_variants_need_their_id_and_lie_close_in_price(shop):
    item_id = shop.by_sku("KAOS-OMBAK")
    whole = {"item_id": item_id, "price_list": [{"original_price": 99_000}]}
    assert shop.post("product/update_price", whole).error == "error_edit_item_price_for_item_has_model"
    stock = {"item_id": item_id, "stock_list": [{"seller_stock": [{"stock": 1}]}]}
    assert shop.post("product/update_stock", stock).error == "error_edit_item_stock_for_item_has_model"
    model = shop.models(item_id)[0]["model_id"]
    far = {"item_id": item_id, "price_list": [{"model_id": model, "original_price": 95_000 * 8}]}
    assert shop.post("product/update_price", far).error == "error_price_out_of_range"


def test_items_of_other_shops_and_unknown_ones_are_refused(shop, raw):
    other = next(
        row
        for row in raw.control("GET", "/state")["platforms"]["shopee"]["items"]
        if row["shop_id"] != 301177001
    )
    body = {"item_id": other["item_id"], "price_list": [{"original_price": 1000}]}
    assert shop.post("product/update_price", body).error == "error_item_not_belong_shop"
    assert shop.post("product/update_price", {**body, "item_id": 5}).error == "error_item_not_found"
    assert shop.post("product/delete_item", {"item_id": other["item_id"]}).error == "error_item_not_found"
    many = [{"model_id": number, "original_price": 1000} for number in range(51)]
    assert shop.post("product/update_price", {"item_id": 5, "price_list": many}).error == "error_param"


def test_stock_limits_new_orders_and_cancelling_gives_it_back(shop, raw):
    item_id = shop.by_sku("TAS-KANVAS")
    body = {"item_id": item_id, "stock_list": [{"model_id": 0, "seller_stock": [{"stock": 3}]}]}
    assert shop.post("product/update_stock", body).error == ""
    number = shop.place(skus=["TAS-KANVAS"], quantities=[2])
    left = lambda: shop.item(item_id)["stock_info_v2"]["summary_info"]["total_available_stock"]  # noqa: E731
    assert left() == 1
    refused = raw.visit("POST", "/_sandbox/orders", {"skus": ["TAS-KANVAS"], "quantities": [2]})
    assert refused.status == 400
    assert "too little stock of TAS-KANVAS" in refused.json["error"]
    raw.control("POST", f"/orders/{number}/cancel", by="buyer")
    assert left() == 3


def test_a_price_change_reaches_new_orders(shop):
    item_id = shop.new_item(item_sku="BARU-1").response["item_id"]
    shop.post("product/update_price", {"item_id": item_id, "price_list": [{"original_price": 61_000}]})
    (line,) = shop.one(shop.place(skus=["BARU-1"]))["item_list"]
    assert (line["item_id"], line["model_original_price"]) == (item_id, 61_000)
    assert line["model_discounted_price"] == 61_000


@pytest.mark.parametrize("tiers", [{"tier_variation": TIER}, {"standardise_tier_variation": STANDARD}])
def test_variants_in_both_notations_replace_those_before(shop, item_id, tiers):
    body = {"item_id": item_id, "model": models_of(50_000, 52_000), **tiers}
    first = shop.post("product/init_tier_variation", body).response
    assert [row["tier_index"] for row in first["model"]] == [[0], [1]]
    shown = shop.item(item_id)
    assert shown["has_model"] is True
    assert not {"price_info", "stock_info_v2"} & set(shown)
    second = shop.post("product/init_tier_variation", body).response
    assert not {row["model_id"] for row in first["model"]} & {row["model_id"] for row in second["model"]}
    assert [row["model_sku"] for row in shop.models(item_id)] == ["G-0", "G-1"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"model": models_of(50_000, 50_000, 50_000)}, "error_model_tier_index_bound"),
        ({"model": [*models_of(50_000), *models_of(50_000)]}, "error_model_duplicate_tier_variation_index"),
        (
            {"model": [{**models_of(50_000)[0], "tier_index": []}]},
            "error_model_nonempty_itemtier_empty_index",
        ),
        ({"tier_variation": []}, "error_model_empty_tier_index_nonempty"),
        ({"tier_variation": TIER * 3}, "error_tier_var_too_many"),
        ({"tier_variation": [{**TIER[0], "name": "x" * 15}]}, "error_tier_var_name_too_long"),
        (
            {"tier_variation": [{"name": "W", "option_list": [{"option": "x" * 21}]}]},
            "error_tier_opt_val_too_long",
        ),
        (
            {"tier_variation": [{"name": "W", "option_list": [{"option": "x"}] * 2}]},
            "error_model_duplicate_name",
        ),
    ],
)
def test_variants_that_do_not_fit_their_tiers_are_refused(shop, item_id, change, code):
    body = {"item_id": item_id, "model": models_of(50_000, 52_000), "tier_variation": TIER, **change}
    assert shop.post("product/init_tier_variation", body).error == code


def test_variants_are_added_changed_moved_and_deleted(shop, item_id):
    body = {"item_id": item_id, "model": models_of(50_000), "tier_variation": TIER}
    (first,) = shop.post("product/init_tier_variation", body).response["model"]
    more = {"item_id": item_id, "model_list": [{**models_of(1, 51_000)[1]}]}
    (second,) = shop.post("product/add_model", more).response["model"]
    new = {"item_id": item_id, "model": [{"model_id": second["model_id"], "model_sku": "G-X", "weight": 0.4}]}
    assert shop.post("product/update_model", new).error == ""
    swapped = [{"name": "Warna", "option_list": [{"option": "Biru"}, {"option": "Merah"}]}]
    places = [
        {"model_id": first["model_id"], "tier_index": [1]},
        {"model_id": second["model_id"], "tier_index": [0]},
    ]
    moved = {"item_id": item_id, "tier_variation": swapped, "model_list": places}
    assert shop.post("product/update_tier_variation", moved).error == ""
    rows = {row["model_id"]: row for row in shop.models(item_id)}
    assert rows[second["model_id"]]["tier_index"] == [0]
    assert (rows[second["model_id"]]["model_sku"], rows[second["model_id"]]["weight"]) == ("G-X", "0.4")
    one = {"item_id": item_id, "model_id": second["model_id"]}
    assert shop.post("product/delete_model", one).error == ""
    assert shop.post("product/delete_model", one).error == "error_model_invalid_model_id"
    last = {"item_id": item_id, "model_id": first["model_id"]}
    assert shop.post("product/delete_model", last).error == "error_busi_cannot_delete_default_model"
    shop.raw.switch(last_model="allow")
    assert shop.post("product/delete_model", last).error == ""
    assert shop.item(item_id)["has_model"] is False


def test_items_are_unlisted_row_by_row_and_deleted_ones_stay_readable(shop, item_id):
    body = {"item_list": [{"item_id": number, "unlist": True} for number in (item_id, 5)]}
    refused = shop.post("product/unlist_item", body)
    assert refused.error == "error_unlist_item_all_failed"
    shop.wait(30)
    answer = shop.post("product/unlist_item", body).response
    assert answer["success_list"] == [{"item_id": item_id, "unlist": True}]
    assert [row["item_id"] for row in answer["failure_list"]] == [5]
    assert shop.item(item_id)["item_status"] == "UNLIST"
    assert shop.post("product/delete_item", {"item_id": item_id}).error == ""
    assert item_id in statuses(shop, "SELLER_DELETE")
    assert shop.post("product/delete_item", {"item_id": item_id}).error == "error_item_not_found"


def test_an_update_leaves_price_and_stock_alone(shop, item_id):
    body = {
        "item_id": item_id,
        "item_name": "Gelas Besar",
        "weight": 0.5,
        "original_price": 1,
        "seller_stock": [],
    }
    assert shop.post("product/update_item", body).response["item_name"] == "Gelas Besar"
    item = shop.item(item_id)
    assert (item["item_name"], item["weight"]) == ("Gelas Besar", "0.5")
    assert item["price_info"][0]["original_price"] == 45_000


def test_five_items_at_most_are_boosted_and_cool_down(shop):
    ids = [number for number in shop.listed() if shop.item(number)["item_status"] == "NORMAL"][:6]
    first = shop.post("product/boost_item", {"item_id_list": ids[:5]}).response
    assert first["success_list"]["item_id_list"] == ids[:5]
    assert shop.post("product/boost_item", {"item_id_list": ids[5:]}).error == "error_boost_item_all_failed"
    assert shop.post("product/boost_item", {"item_id_list": ids}).error == "error_param"
    rows = shop.get("product/get_boosted_list").response["item_list"]
    assert {row["item_id"] for row in rows} == set(ids[:5])
    assert all(0 < row["cool_down_second"] <= 4 * 3600 for row in rows)
    shop.wait(4 * 3600)
    assert shop.get("product/get_boosted_list").response["item_list"] == []


def test_comments_are_paged_and_answered_once(shop):
    first = shop.get("product/get_comment", page_size=2, cursor="").response
    assert first["more"] is True
    second = shop.get("product/get_comment", page_size=100, cursor=first["next_cursor"]).response
    rows = first["item_comment_list"] + second["item_comment_list"]
    open_ones = [row["comment_id"] for row in rows if "comment_reply" not in row]
    wanted = [{"comment_id": number, "comment": "Terima kasih"} for number in (open_ones[0], 5)]
    done, failed = shop.post("product/reply_comment", {"comment_list": wanted}).response["result_list"]
    assert done == {"comment_id": open_ones[0]}
    assert failed["fail_error"] == "product.error_not_exist"
    (again,) = shop.post("product/reply_comment", {"comment_list": wanted[:1]}).response["result_list"]
    assert again["fail_error"] == "product.duplicate_request"
    (row,) = shop.get("product/get_comment", page_size=1, comment_id=open_ones[0]).response[
        "item_comment_list"
    ]
    assert row["comment_reply"]["reply"] == "Terima kasih"


def test_shops_with_several_warehouses_set_stock_by_place(shop, item_id, raw):
    assert shop.get("shop/get_warehouse_detail").error == "warehouse.error_not_in_whitelist"
    raw.switch(multi_warehouse=True)
    places = [row["location_id"] for row in shop.get("shop/get_warehouse_detail").response]
    rows = [{"location_id": place, "stock": 3} for place in places]
    body = {"item_id": item_id, "stock_list": [{"seller_stock": rows}]}
    assert shop.post("product/update_stock", body).error == ""
    shown = shop.item(item_id)["stock_info_v2"]
    assert shown["summary_info"]["total_available_stock"] == 6
    assert {row["location_id"]: row["stock"] for row in shown["seller_stock"]} == dict.fromkeys(places, 3)
    bare = {"item_id": item_id, "stock_list": [{"seller_stock": [{"stock": 3}]}]}
    assert shop.post("product/update_stock", bare).error == "error_busi_update_stock_failed"


def test_pictures_are_checked(shop, pictures, is_picture):
    upload = "media_space/upload_image"
    one = shop.form(upload, [("image", "a.jpg", pictures["jpg"])], level="public")
    assert is_picture(one["response"]["image_info"]["image_url_list"][0]["image_url"])
    mixed = [("image", "a.png", pictures["png"]), ("image", "b.txt", b"no picture")]
    rows = shop.form(upload, mixed, level="public")["response"]["image_info_list"]
    assert [bool(row["error"]) for row in rows] == [False, True]
    assert shop.form(upload, [("image", "b.txt", b"text")], level="public")["error"] == "error_param"
    assert shop.form(upload, [], level="public")["error"] == "error_param"
    large = [("image", "a.png", pictures["png"] + b"x" * 10 * 2**20)]
    assert shop.form(upload, large, level="public")["error"] == "error_param"


def test_a_price_change_and_a_ban_are_pushed(shop, told, raw):
    item_id = shop.by_sku("TAS-KANVAS")
    shop.post("product/update_price", {"item_id": item_id, "price_list": [{"original_price": 91_000}]})
    (price,) = told(22)
    assert (price["item_id"], price["old_value"], price["new_value"]) == (item_id, 85_000, 91_000)
    raw.control("POST", "/config", shop=301_177_001, ban_item=item_id, penalty=2)
    (violation,) = told(16)
    assert (violation["item_id"], violation["item_status"]) == (item_id, "BANNED")
    (penalty,) = told(28)
    assert penalty["points_issued_data"]["issued_points"] == "2"
    assert shop.item(item_id)["item_status"] == "BANNED"
    (row,) = shop.get("product/get_item_violation_info", item_id_list=item_id).response["item_list"]
    assert row["item_status_details"][0]["violation_reason"] == "Counterfeit"
