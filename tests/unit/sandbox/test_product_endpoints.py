"""Listings."""

import pytest


def listed(raw, **params):
    return raw.get(
        "product/get_item_list", **{"offset": 0, "page_size": 100, "item_status": "NORMAL", **params}
    )


def ids(answer):
    return [row["item_id"] for row in answer.response["item"]]


def test_offsets_lead_to_the_end(raw):
    found, offset, more = [], 0, True
    while more:
        answer = listed(raw, offset=offset, page_size=5)
        found += ids(answer)
        more = answer.response["has_next_page"]
        offset = answer.response.get("next_offset")
    assert len(found) == len(set(found)) == listed(raw).response["total_count"] == 11
    assert offset is None


def test_statuses_are_repeated_not_joined(raw):
    assert len(ids(listed(raw, item_status=["NORMAL", "UNLIST"]))) == 12
    assert listed(raw, item_status="NORMAL,UNLIST").error == "error_param_item_status"
    assert listed(raw, item_status=None).error == "error_param_item_status"


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"page_size": 101}, "error_query_query_limit_too_large"),
        ({"page_size": 0}, "error_param"),
        ({"offset": None}, "error_param"),
        ({"offset": 10_001}, "error_param"),
        ({"update_time_from": 2, "update_time_to": 1}, "error_update_time_range"),
    ],
)
def test_wrong_parameters_of_the_list_are_refused(raw, params, code):
    assert listed(raw, **params).error == code


@pytest.mark.parametrize("form", ["{0},{1}", "[{0},{1}]", None])
def test_item_ids_come_in_three_forms(raw, form):
    two = ids(listed(raw))[:2]
    value = two if form is None else form.format(*two)
    items = raw.get("product/get_item_base_info", item_id_list=value).response["item_list"]
    assert [item["item_id"] for item in items] == two


def test_base_info_has_price_and_stock_only_without_variants(raw):
    items = raw.get("product/get_item_base_info", item_id_list=ids(listed(raw))).response["item_list"]
    by_sku = {item["item_sku"]: item for item in items}
    assert by_sku["TOPI-01"]["price_info"][0]["current_price"] == 59_000
    assert by_sku["TOPI-01"]["stock_info_v2"]["summary_info"]["total_available_stock"] > 0
    assert by_sku["KAOS-OMBAK"]["has_model"] is True
    assert "price_info" not in by_sku["KAOS-OMBAK"]
    assert isinstance(by_sku["KAOS-OMBAK"]["weight"], str)


def test_variants_are_in_the_model_list(raw):
    items = raw.get("product/get_item_base_info", item_id_list=ids(listed(raw))).response["item_list"]
    by_sku = {item["item_sku"]: item["item_id"] for item in items}
    models = raw.get("product/get_model_list", item_id=by_sku["KAOS-OMBAK"]).response
    assert [model["model_sku"] for model in models["model"]] == [
        f"KAOS-OMBAK-{s}" for s in ("S", "M", "L", "XL")
    ]
    assert models["tier_variation"][0]["name"] == "Ukuran"
    assert raw.get("product/get_model_list", item_id=by_sku["TOPI-01"]).response["model"] == []


def test_unknown_items_and_too_many_are_refused(raw):
    assert raw.get("product/get_item_base_info", item_id_list="1").error == "error_item_not_found"
    many = ",".join(map(str, range(51)))
    assert raw.get("product/get_item_base_info", item_id_list=many).error == "error_query_over_itemid_size"
    assert raw.get("product/get_item_base_info", item_id_list="a,b").error == "error_param"
    assert raw.get("product/get_item_base_info").error == "error_param"
    assert raw.get("product/get_model_list", item_id=1).error == "error_item_not_found"


def test_the_profile_is_wrapped_and_shop_info_is_not(raw):
    assert raw.get("shop/get_profile").response["shop_name"] == "Ombak Wear"
    assert raw.get("shop/get_shop_info").json["expire_time"] > raw.now()
