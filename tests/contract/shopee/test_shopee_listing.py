"""Products: written through the client, read back, and what the platform refuses."""

from decimal import Decimal

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected
from odoo.addons.ocean_shopee.lib.client.product_stock import StockLevel

UNKNOWN = "999999999999"
# The parts of a picture that say how large it is and that it is whole: 640 by 480 pixels.
JPEG = b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x0b\x08\x01\xe0\x02\x80\x01\x01\x11\0\xff\xd9"
PICTURE = ("cup.jpg", JPEG, "image/jpeg")


@pytest.fixture
def leaf(client):
    """A category that items may be in."""
    return next(row for row in client.product.get_category() if not row["has_children"])


@pytest.fixture
def values(client, leaf):
    """What a new item needs."""
    channel = next(row for row in client.logistics.get_channel_list() if row["enabled"])
    image = client.media.upload_image(PICTURE)
    return {
        "original_price": 125000,
        "description": "A cup of stoneware, dishwasher safe, made by hand.",
        "weight": Decimal("0.4"),
        "item_name": "Stoneware cup",
        "item_sku": "CUP-1",
        "logistic_info": [{"logistic_id": channel["logistics_channel_id"], "enabled": True}],
        "category_id": leaf["category_id"],
        "image": {"image_id_list": [image["image_id"]]},
        "seller_stock": [{"stock": 20}],
        "brand": {"brand_id": 0, "original_brand_name": "No Brand"},
    }


@pytest.fixture
def item_id(client, values, sandbox):
    """A new item, after the platform has reviewed it."""
    made = str(client.product.add_item(values)["item_id"])
    sandbox.control("/clock", {"advance": 30})
    return made


@pytest.fixture
def seeded(client):
    """Base information of all seeded items."""
    ids = [str(row["item_id"]) for row in client.product.iter_item_list()]
    return client.product.get_item_base_info(ids)


def with_variants(client, item_id):
    tier = {
        "variation_id": 0,
        "variation_name": "Colour",
        "variation_option_list": [{"variation_option_name": "Red"}, {"variation_option_name": "Blue"}],
    }
    models = [
        {
            "tier_index": [index],
            "original_price": 130000,
            "model_sku": f"CUP-{index}",
            "seller_stock": [{"stock": 7}],
        }
        for index in (0, 1)
    ]
    answer = client.product.init_tier_variation(item_id, [tier], models)
    return [str(row["model_id"]) for row in answer["model"]]


def base(client, item_id):
    return client.product.get_item_base_info([item_id])[0]


def models(client, item_id):
    return {str(row["model_id"]): row for row in client.product.get_model_list(item_id)["model"]}


def test_categories_form_one_tree(client):
    rows = client.product.get_category(language="en")
    ids = {row["category_id"] for row in rows}
    assert all(row["parent_category_id"] in ids | {0} for row in rows)
    parents = {row["parent_category_id"] for row in rows}
    assert all((row["category_id"] in parents) is row["has_children"] for row in rows)


def test_attributes_are_told_by_category(client, leaf):
    (row,) = client.product.get_attribute_tree([str(leaf["category_id"])])
    assert row["category_id"] == leaf["category_id"]
    assert isinstance(row["attribute_tree"], list)


def test_attributes_of_an_unknown_category_are_refused(client):
    with pytest.raises(Rejected):
        client.product.get_attribute_tree([UNKNOWN])


def test_values_of_an_attribute_are_searched(client, leaf):
    (row,) = client.product.get_attribute_tree([str(leaf["category_id"])])
    attribute = row["attribute_tree"][0]
    page = client.product.search_attribute_value_list(str(attribute["attribute_id"]), limit=1)
    assert len(page["value_list"]) <= 1
    assert isinstance(page["page_info"]["has_next"], bool)


def test_attributes_and_categories_are_recommended(client, leaf):
    category = str(leaf["category_id"])
    assert isinstance(client.product.get_recommend_attribute("Stoneware cup", category), list)
    assert client.product.category_recommend("Stoneware cup")


def test_brands_are_paged(client, leaf):
    category = str(leaf["category_id"])
    whole = [row["brand_id"] for row in client.product.iter_brand_list(category)]
    assert whole == [row["brand_id"] for row in client.product.iter_brand_list(category, page_size=1)]


def test_a_brand_is_registered(client, leaf):
    image = client.media.upload_image(PICTURE)["image_id"]
    brand = {
        "original_brand_name": "Ocean Pottery",
        "category_list": [leaf["category_id"]],
        "product_image": {"image_id_list": [image]},
        "brand_region": "ID",
    }
    assert client.product.register_brand(brand)["original_brand_name"] == "Ocean Pottery"


def test_limits_and_variation_trees_are_told(client, leaf):
    category = str(leaf["category_id"])
    assert client.product.get_item_limit(category)["price_limit"]["max_limit"] > 0
    assert isinstance(client.product.get_variation_tree(category), list)


def test_a_new_item_is_listed_as_it_was_given(client, item_id):
    row = base(client, item_id)
    assert (row["item_name"], row["item_sku"], row["has_model"]) == ("Stoneware cup", "CUP-1", False)
    assert row["price_info"][0]["original_price"] == 125000
    assert row["stock_info_v2"]["summary_info"]["total_available_stock"] == 20
    assert item_id in {str(found["item_id"]) for found in client.product.iter_item_list(["NORMAL"])}


def test_an_item_with_an_unknown_category_is_refused(client, values):
    with pytest.raises(Rejected):
        client.product.add_item(values | {"category_id": UNKNOWN})


def test_an_item_is_changed(client, item_id):
    client.product.update_item(item_id, {"item_name": "Big cup", "item_sku": "CUP-2"})
    row = base(client, item_id)
    assert (row["item_name"], row["item_sku"]) == ("Big cup", "CUP-2")
    assert row["price_info"][0]["original_price"] == 125000


def test_an_item_is_deleted(client, item_id):
    client.product.delete_item(item_id)
    gone = {str(row["item_id"]) for row in client.product.iter_item_list(["SELLER_DELETE"])}
    assert item_id in gone
    with pytest.raises(Rejected):
        client.product.delete_item(UNKNOWN)


def test_items_are_hidden_and_shown_again_row_by_row(client, item_id):
    done, failed = client.product.unlist_item([item_id, UNKNOWN])
    assert (done.ok, failed.ok) == (True, False)
    assert base(client, item_id)["item_status"] == "UNLIST"
    assert client.product.unlist_item([item_id], unlist=False)[0].ok
    assert base(client, item_id)["item_status"] == "NORMAL"


def test_hiding_only_unknown_items_fails_for_each(client):
    assert [row.ok for row in client.product.unlist_item([UNKNOWN, "999999999998"])] == [False, False]


def test_extra_information_and_violations_are_told(client, item_id):
    (extra,) = client.product.get_item_extra_info([item_id])
    assert {"sale", "views", "likes", "rating_star", "comment_count"} <= set(extra)
    (violations,) = client.product.get_item_violation_info([item_id])
    assert str(violations["item_id"]) == item_id


def test_items_are_found_by_name_and_sku(client, item_id):
    assert item_id in list(client.product.iter_search_item(item_name="Stoneware", page_size=1))
    assert list(client.product.iter_search_item(item_sku="CUP-1")) == [item_id]


def test_a_price_is_set_and_read_back(client, item_id):
    assert client.product.update_price(item_id, {"0": Decimal("99000")})[0].ok
    assert base(client, item_id)["price_info"][0]["original_price"] == 99000


def test_prices_of_variants_fail_row_by_row(client, item_id):
    first, _second = with_variants(client, item_id)
    done, failed = client.product.update_price(item_id, {first: Decimal(99000), UNKNOWN: Decimal(1000)})
    assert (done.key, done.ok, failed.key, failed.ok) == ((first,), True, (UNKNOWN,), False)
    assert models(client, item_id)[first]["price_info"][0]["original_price"] == 99000


def test_a_stock_is_set_absolutely_and_read_back(client, item_id):
    for stock in (5, 3, 0):
        assert client.product.update_stock(item_id, [StockLevel(stock=stock)])[0].ok
        summary = base(client, item_id)["stock_info_v2"]["summary_info"]
        assert summary["total_available_stock"] == stock


def test_stock_of_all_unknown_variants_fails_for_each(client, item_id):
    (row,) = client.product.update_stock(item_id, [StockLevel(model_id=UNKNOWN, stock=1)])
    assert not row.ok


def test_variants_are_made_and_destroy_those_before(client, item_id):
    first = with_variants(client, item_id)
    assert set(models(client, item_id)) == set(first)
    second = with_variants(client, item_id)
    assert not set(first) & set(second)
    assert set(models(client, item_id)) == set(second)


def test_options_are_changed_and_ids_kept(client, item_id):
    kept = with_variants(client, item_id)
    tier = {
        "variation_id": 0,
        "variation_name": "Colour",
        "variation_option_list": [{"variation_option_name": name} for name in ("Green", "Red", "Blue")],
    }
    places = [{"model_id": kept[0], "tier_index": [1]}, {"model_id": kept[1], "tier_index": [2]}]
    client.product.update_tier_variation(item_id, [tier], places)
    found = models(client, item_id)
    assert [found[model]["tier_index"] for model in kept] == [[1], [2]]
    (added,) = client.product.add_model(
        item_id,
        [{"tier_index": [0], "original_price": 1000, "model_sku": "G", "seller_stock": [{"stock": 1}]}],
    )
    assert set(models(client, item_id)) == {*kept, str(added["model_id"])}


def test_a_variant_is_changed_and_deleted(client, item_id):
    first, second = with_variants(client, item_id)
    client.product.update_model(item_id, [{"model_id": first, "model_sku": "NEW"}])
    assert models(client, item_id)[first]["model_sku"] == "NEW"
    client.product.delete_model(item_id, second)
    assert set(models(client, item_id)) == {first}


def test_an_item_gets_rid_of_its_variants(client, item_id):
    with_variants(client, item_id)
    client.product.remove_tier_variation(
        item_id, {"tier_index": [], "original_price": 5000, "seller_stock": [{"stock": 2}]}
    )
    assert base(client, item_id)["has_model"] is False


def test_promotions_are_told_row_by_row(client, item_id):
    known, unknown = client.product.get_item_promotion([item_id, UNKNOWN])
    assert (known.ok, unknown.ok) == (True, False)


def test_items_are_boosted(client, item_id):
    done, failed = client.product.boost_item([item_id, UNKNOWN])
    assert (done.ok, failed.ok) == (True, False)
    boosted = {str(row["item_id"]): row["cool_down_second"] for row in client.product.get_boosted_list()}
    assert boosted[item_id] > 0


def test_reviews_are_read_and_answered_once(client):
    rows = list(client.product.iter_comment(page_size=1))
    assert rows
    fresh = next(row for row in rows if not (row.get("comment_reply") or row.get("cmt_reply")))
    number = str(fresh["comment_id"])
    assert client.product.reply_comment({number: "Thank you"})[0].ok
    assert not client.product.reply_comment({number: "Thank you again"})[0].ok
    (again,) = client.product.get_comment(comment_id=number)["item_comment_list"]
    assert (again.get("comment_reply") or again.get("cmt_reply"))["reply"] == "Thank you"


def test_pictures_are_uploaded(client):
    assert client.media.upload_image(PICTURE, scene="desc", ratio="3:4")["image_url_list"]
    assert client.media.upload_business_image(PICTURE)["image_id"]
