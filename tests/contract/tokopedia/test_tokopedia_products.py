"""Products: reading them, their variants and categories."""

import pytest


@pytest.mark.calls("product.get_by_id")
def test_a_parent_knows_its_variants(client, world):
    parent = world.parent
    (row,) = client.product.get_by_id([str(parent.id)])
    assert row["variant"]["childrenID"] == parent.children
    (child,) = client.product.get_by_id([str(parent.children[0])])
    assert "isParent" not in child["variant"]


@pytest.mark.calls("product.get_by_sku")
def test_a_product_is_found_by_its_sku(client, world):
    (row,) = client.product.get_by_sku(world.single.sku)
    assert row["basic"]["productID"] == world.single.id


@pytest.mark.calls("product.get_by_url")
def test_a_product_is_found_by_its_address(client, world):
    (row,) = client.product.get_by_sku(world.single.sku)
    (found,) = client.product.get_by_url(row["other"]["url"])
    assert found == row


@pytest.mark.calls("product.get_by_shop")
def test_the_products_of_a_shop_can_be_sorted_by_price(client, world):
    prices = [row["price"]["value"] for row in client.product.get_by_shop(sort="price_asc")]
    assert prices == sorted(prices)
    assert len(list(client.product.iter_by_shop(per_page=3))) == len(prices)


@pytest.mark.calls("product.search")
def test_a_keyword_finds_products(client, world):
    found = client.product.search(keyword="topi")
    assert [row["sku"] for row in found["products"]] == ["TOPI-01"]


@pytest.mark.calls("product.get_variants")
def test_variants_name_options_that_exist(client, world):
    data = client.product.get_variants(str(world.parent.id))
    known = {option["id"] for variant in data["variant"] for option in variant["option"]}
    assert {row["product_id"] for row in data["children"]} == set(world.parent.children)
    assert all(set(row["option_ids"]) <= known for row in data["children"])


@pytest.mark.calls("product.get_category_variants")
def test_a_category_says_which_variants_it_allows(client, world):
    details = client.product.get_category_variants("1769")["variant_details"]
    assert {row["identifier"] for row in details} == {"colour", "size"}


@pytest.mark.calls("product.get_category_variants_v1")
def test_the_older_call_says_the_same_of_a_category(client, world):
    rows = client.product.get_category_variants_v1("1769")
    assert rows[1]["units"][0]["values"][0]["value_id"] == 23


@pytest.mark.calls("product.get_annotations")
def test_a_category_has_attributes_with_values(client, world):
    assert client.product.get_annotations("1769")[0]["values"][0]["id"] == 84


@pytest.mark.calls("product.get_discussion")
def test_questions_about_a_product_come_in_pages(client, world):
    product_id = str(next(iter(world.store.questions.values())).product_id)
    data = client.product.get_discussion(product_id, per_page=1)
    assert (data["HasNext"], data["TotalQuestion"]) == (True, 2)
    assert len(list(client.product.iter_discussion(product_id))) == 2


@pytest.mark.calls("category.get_tree")
def test_categories_have_three_levels(client, world):
    tree = client.category.get_tree()
    assert all("child" not in leaf for top in tree for middle in top["child"] for leaf in middle["child"])


@pytest.mark.calls("category.recommend")
def test_a_name_of_a_product_suggests_categories(client, world):
    assert [row["id"] for row in client.category.recommend("Topi pria keren")] == ["1803", "1812"]
