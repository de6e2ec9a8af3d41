"""Methods of ``/api/v2/product`` and of pictures."""

from decimal import Decimal

from odoo.addons.ocean_shopee.lib.client.product_stock import StockLevel

from .case import FROM, PICTURE, START, Case, keys

NEW_ITEM = {
    "original_price": Decimal("123.30"),
    "description": "a cup",
    "weight": Decimal("0.4"),
    "item_name": "Cup",
    "logistic_info": [{"logistic_id": "80101", "enabled": True}],
    "category_id": 14695,
    "image": {"image_id_list": ["img-1"]},
    "seller_stock": [{"stock": 5}],
    "brand": {"brand_id": 0},
    "scheduled_publish_time": START,
    "tax_info": {"ncm": "0000"},
}
SENT_ITEM = {
    **NEW_ITEM,
    "logistic_info": [{"logistic_id": 80101, "enabled": True}],
    "scheduled_publish_time": FROM,
}
TIER = {
    "variation_id": 0,
    "variation_name": "Size",
    "variation_option_list": [{"variation_option_name": "S"}],
}
PLAIN_TIER = {"name": "Size", "option_list": [{"option": "S", "image": {"image_id": "i"}}]}
MODEL = {
    "tier_index": [0],
    "original_price": Decimal("38.3"),
    "model_sku": "S",
    "seller_stock": [{"stock": 1}],
}
CHANGED_MODEL = {"model_id": 7, "model_sku": "abc", "pre_order": {"is_pre_order": False, "days_to_ship": 3}}

READ = {
    "product.get_category": Case(
        lambda c: c.product.get_category(language="en"),
        [("language", "en")],
        {"category_list": [{"category_id": 1, "has_children": False}]},
        [{"category_id": 1, "has_children": False}],
    ),
    "product.get_attribute_tree": Case(
        lambda c: c.product.get_attribute_tree(["12", "13"], language="id"),
        [("category_id_list", "12,13"), ("language", "id")],
        {"list": [{"category_id": 12}]},
        [{"category_id": 12}],
    ),
    "product.search_attribute_value_list": Case(
        lambda c: c.product.search_attribute_value_list("9", value_name="Co", cursor=20, limit=50),
        {"attribute_id": 9, "value_name": "Co", "cursor": 20, "limit": 50},
        {"value_list": [{"value_id": 1}], "page_info": {"cursor": 70, "has_next": False}},
    ),
    "product.get_recommend_attribute": Case(
        lambda c: c.product.get_recommend_attribute("Cup", "14"),
        [("item_name", "Cup"), ("category_id", "14")],
        {"attribute_list": [{"attribute_id": 4}]},
        [{"attribute_id": 4}],
    ),
    "product.category_recommend": Case(
        lambda c: c.product.category_recommend("Cup", product_cover_image="i"),
        [("item_name", "Cup"), ("product_cover_image", "i")],
        {"category_id": [14, 15]},
        [14, 15],
    ),
    "product.get_brand_list": Case(
        lambda c: c.product.get_brand_list("14", status=2, page_size=10),
        [("offset", "0"), ("page_size", "10"), ("category_id", "14"), ("status", "2")],
        {"brand_list": [{"brand_id": 0}], "has_next_page": False, "next_offset": 0, "is_mandatory": False},
    ),
    "product.get_item_limit": Case(
        lambda c: c.product.get_item_limit("400055"),
        [("category_id", "400055")],
        {"response": {"price_limit": {}}, "gtin_limit": {"gtin_validation_rule": "Optional"}},
        {"price_limit": {}, "gtin_limit": {"gtin_validation_rule": "Optional"}},
        whole=True,
    ),
    "product.get_variation_tree": Case(
        lambda c: c.product.get_variation_tree("14"),
        [("category_id", "14")],
        {"data": {"standardise_variation_list": [{"variation_id": 1}]}},
        [{"variation_id": 1}],
        whole=True,
    ),
    "product.get_item_list": Case(
        lambda c: c.product.get_item_list(["NORMAL", "UNLIST"], offset=5, page_size=2, updated_from=START),
        [
            ("offset", "5"),
            ("page_size", "2"),
            ("item_status", "NORMAL"),
            ("item_status", "UNLIST"),
            ("update_time_from", str(FROM)),
        ],
        {"item": [{"item_id": 1}], "has_next_page": False},
    ),
    "product.get_item_base_info": Case(
        lambda c: c.product.get_item_base_info(["1", "2", "1"], tax_info=True),
        [("item_id_list", "1,2"), ("need_tax_info", "true")],
        {"item_list": [{"item_id": 1}]},
        [{"item_id": 1}],
    ),
    "product.get_item_extra_info": Case(
        lambda c: c.product.get_item_extra_info(["34001"]),
        [("item_id_list", "34001")],
        {"item_list": [{"item_id": 34001, "sale": 2}]},
        [{"item_id": 34001, "sale": 2}],
    ),
    "product.search_item": Case(
        lambda c: c.product.search_item(
            item_sku="sku", statuses=["NORMAL"], deboost_only=True, offset="10", page_size=10
        ),
        [
            ("page_size", "10"),
            ("deboost_only", "true"),
            ("item_sku", "sku"),
            ("offset", "10"),
            ("item_status", "NORMAL"),
        ],
        {"item_id_list": [5], "total_count": 1, "next_offset": ""},
    ),
    "product.get_item_violation_info": Case(
        lambda c: c.product.get_item_violation_info(["1"]),
        [("item_id_list", "1")],
        {"item_list": [{"item_id": 1, "deboost": True}]},
        [{"item_id": 1, "deboost": True}],
    ),
    "product.get_boosted_list": Case(
        lambda c: c.product.get_boosted_list(),
        [],
        {"item_list": [{"item_id": 1, "cool_down_second": 30}]},
        [{"item_id": 1, "cool_down_second": 30}],
    ),
    "product.get_model_list": Case(
        lambda c: c.product.get_model_list("1000"), [("item_id", "1000")], {"tier_variation": [], "model": []}
    ),
    "product.get_item_promotion": Case(
        lambda c: keys(c.product.get_item_promotion(["1", "2", "3"])),
        [("item_id_list", "1,2,3")],
        {
            "success_list": [{"item_id": 1, "promotion": []}],
            "failure_list": [{"item_id": 2, "failed_reason": "gone"}],
        },
        [(("1",), None), (("2",), ""), (("3",), "")],
    ),
    "product.get_comment": Case(
        lambda c: c.product.get_comment(item_id="16", comment_id="12", page_size=10),
        [("item_id", "16"), ("comment_id", "12"), ("page_size", "10"), ("cursor", "")],
        {"item_comment_list": [{"comment_id": 12}], "more": False, "next_cursor": ""},
    ),
}
WRITE = {
    "product.register_brand": Case(
        lambda c: c.product.register_brand(
            {
                "original_brand_name": "Nike",
                "category_list": ["16521"],
                "product_image": {"image_id_list": ["i"]},
                "brand_region": "US",
            }
        ),
        {
            "original_brand_name": "Nike",
            "category_list": [16521],
            "product_image": {"image_id_list": ["i"]},
            "brand_region": "US",
        },
        {"brand_id": 5, "original_brand_name": "Nike"},
    ),
    "product.add_item": Case(lambda c: c.product.add_item(NEW_ITEM), SENT_ITEM, {"item_id": 3000142341}),
    "product.update_item": Case(
        lambda c: c.product.update_item("28001430", {"item_name": "Cup", "item_status": "UNLIST"}),
        {"item_id": 28001430, "item_name": "Cup", "item_status": "UNLIST"},
        {"item_id": 28001430},
    ),
    "product.delete_item": Case(lambda c: c.product.delete_item("5"), {"item_id": 5}, None, None),
    "product.init_tier_variation": Case(
        lambda c: c.product.init_tier_variation("1000", [TIER], [MODEL]),
        {"item_id": 1000, "standardise_tier_variation": [TIER], "model": [MODEL]},
        {"item_id": 1000, "model": [{"model_id": 7}]},
    ),
    "product.remove_tier_variation": Case(
        lambda c: c.product.remove_tier_variation("1000", MODEL | {"tier_index": []}),
        {"item_id": 1000, "standardise_tier_variation": [], "model": [MODEL | {"tier_index": []}]},
        {"item_id": 1000},
    ),
    "product.update_tier_variation": Case(
        lambda c: c.product.update_tier_variation(
            "1000", [PLAIN_TIER], [{"model_id": "2000458803", "tier_index": [0]}]
        ),
        {
            "item_id": 1000,
            "tier_variation": [PLAIN_TIER],
            "model_list": [{"model_id": 2000458803, "tier_index": [0]}],
        },
        None,
        None,
    ),
    "product.add_model": Case(
        lambda c: c.product.add_model("1000", [MODEL]),
        {"item_id": 1000, "model_list": [MODEL]},
        {"model": [{"model_id": 8}]},
        [{"model_id": 8}],
    ),
    "product.update_model": Case(
        lambda c: c.product.update_model("1000", [CHANGED_MODEL]),
        {"item_id": 1000, "model": [CHANGED_MODEL]},
        None,
        None,
    ),
    "product.delete_model": Case(
        lambda c: c.product.delete_model("1000", "7"), {"item_id": 1000, "model_id": 7}, None, None
    ),
    "product.update_price": Case(
        lambda c: keys(c.product.update_price("1000", {"3456": Decimal("9.99"), "0": 11})),
        {
            "item_id": 1000,
            "price_list": [
                {"model_id": 3456, "original_price": Decimal("9.99")},
                {"model_id": 0, "original_price": 11},
            ],
        },
        {
            "failure_list": [{"model_id": 3456, "failed_reason": "fail"}],
            "success_list": [{"model_id": 0, "original_price": 11}],
        },
        [(("3456",), ""), (("0",), None)],
    ),
    "product.update_stock": Case(
        lambda c: keys(
            c.product.update_stock(
                "1000",
                [
                    StockLevel(model_id="7", stock=3, location_id="IDZ"),
                    StockLevel(model_id="8", stock=0),
                    StockLevel(model_id="7", stock=4, location_id="IDY"),
                ],
            )
        ),
        {
            "item_id": 1000,
            "stock_list": [
                {
                    "model_id": 7,
                    "seller_stock": [{"location_id": "IDZ", "stock": 3}, {"location_id": "IDY", "stock": 4}],
                },
                {"model_id": 8, "seller_stock": [{"stock": 0}]},
            ],
        },
        {
            "success_list": [
                {"model_id": 7, "location_id": "IDZ", "stock": 3},
                {"model_id": 7, "location_id": "IDY", "stock": 4},
            ],
            "failure_list": [{"model_id": 8, "failed_reason": "reserved"}],
        },
        [(("7",), None), (("7",), None), (("8",), "")],
    ),
    "product.unlist_item": Case(
        lambda c: keys(c.product.unlist_item(["5", "6"])),
        {"item_list": [{"item_id": 5, "unlist": True}, {"item_id": 6, "unlist": True}]},
        {
            "success_list": [{"item_id": 5, "unlist": True}],
            "failure_list": [{"item_id": 6, "failed_reason": "in a promotion"}],
        },
        [(("5",), None), (("6",), "")],
    ),
    "product.boost_item": Case(
        lambda c: keys(c.product.boost_item(["5", "6"])),
        {"item_id_list": [5, 6]},
        {
            "success_list": {"item_id_list": [5]},
            "failure_list": [{"item_id": 6, "failed_reason": "cooling down"}],
        },
        [(("5",), None), (("6",), "")],
    ),
    "product.reply_comment": Case(
        lambda c: keys(c.product.reply_comment({"120590834": "Thanks", "7": "Oh"})),
        {
            "comment_list": [
                {"comment_id": 120590834, "comment": "Thanks"},
                {"comment_id": 7, "comment": "Oh"},
            ]
        },
        {
            "result_list": [
                {"comment_id": 120590834},
                {"comment_id": 7, "fail_error": "product.duplicate_request", "fail_message": "twice"},
            ]
        },
        [(("120590834",), None), (("7",), "product.duplicate_request")],
    ),
    "media.upload_image": Case(
        lambda c: c.media.upload_image(PICTURE, scene="normal", ratio="1:1"),
        {"scene": "normal", "ratio": "1:1"},
        {"image_info": {"image_id": "i-1"}},
        {"image_id": "i-1"},
    ),
    "media.upload_business_image": Case(
        lambda c: c.media.upload_business_image(PICTURE),
        {"business": "2", "scene": "1"},
        {"image_list": [{"image_id": "i-2"}]},
        {"image_id": "i-2"},
    ),
}
CASES = READ | WRITE
