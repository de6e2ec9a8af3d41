"""Products, stock and categories against the simulator."""

from decimal import Decimal

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected

from .pictures import picture


@pytest.fixture
def draft(listing, warehouse, image):
    """A product that could be created."""
    return {
        "title": "Kopi Gayo arabika 250 gram giling halus",
        "description": "<p>Kopi dari dataran tinggi Gayo</p>",
        "category_id": listing["category_chains"][-1]["id"],
        "category_version": "v2",
        "main_images": [{"uri": image["uri"]}],
        "package_weight": {"value": "0.25", "unit": "KILOGRAM"},
        "skus": [
            {
                "seller_sku": "KOPI-250",
                "price": {"amount": Decimal("50000"), "currency": "IDR"},
                "inventory": [{"warehouse_id": warehouse, "quantity": 12}],
            }
        ],
    }


def required(client, category_id):
    """What a category asks of every product in it, with the first answer that it knows."""
    return [
        {"id": row["id"], "values": [{"id": row["values"][0]["id"]}]}
        for row in client.product.get_attributes(category_id, category_version="v2")
        if row["type"] == "PRODUCT_PROPERTY" and row.get("is_requried") and row.get("values")
    ]


def test_pictures_and_papers_are_uploaded(client, image):
    assert (image["width"], image["height"]) == (600, 600)
    colour = client.product.upload_product_image(picture(300), use_case="ATTRIBUTE_IMAGE")
    assert (colour["width"], colour["use_case"]) == (300, "ATTRIBUTE_IMAGE")
    paper = client.product.upload_product_file(b"%PDF-1.4 halal", "halal.pdf")
    assert (paper["name"], bool(paper["id"])) == ("halal.pdf", True)


def test_a_product_is_created_audited_listed_edited_and_deleted(client, draft, later):
    draft["product_attributes"] = required(client, draft["category_id"])
    checked = client.product.check_product_listing(draft)
    assert checked["check_result"] == "PASS", checked
    made = client.product.create_product(draft | {"idempotency_key": "k-1"})
    product_id = made["product_id"]
    assert client.product.create_product(draft | {"idempotency_key": "k-1"})["product_id"] == product_id
    assert client.product.get_product(product_id)["status"] == "PENDING"
    later(10)
    product = client.product.get_product(product_id)
    assert (product["status"], product["skus"][0]["seller_sku"]) == ("ACTIVATE", "KOPI-250")
    assert product_id in [row["id"] for row in client.product.iter_products(seller_skus=["KOPI-250"])]
    sku = draft["skus"][0] | {"id": product["skus"][0]["id"]}
    client.product.edit_product(product_id, draft | {"title": draft["title"] + " dan kasar", "skus": [sku]})
    client.product.partial_edit_product(product_id, {"description": "<p>Baru</p>"})
    later(10)
    product = client.product.get_product(product_id)
    assert product["title"].endswith("kasar")
    assert product["description"] == "<p>Baru</p>"
    (row,) = client.product.delete_products([product_id])
    assert row.ok
    assert client.product.get_product(product_id)["status"] == "DELETED"
    (row,) = client.product.recover_products([product_id])
    assert row.ok
    assert client.product.get_product(product_id)["status"] == "SELLER_DEACTIVATED"


def test_the_list_is_paged_and_filtered_in_all_its_versions(client):
    for version in ("202502", "202312", "202309"):
        rows = list(client.product.iter_products(page_size=3, version=version))
        assert len({row["id"] for row in rows}) == len(rows) > 3
    assert {row["status"] for row in client.product.iter_products(status="ACTIVATE")} == {"ACTIVATE"}


def test_products_are_hidden_and_shown_row_by_row(client, listing):
    rows = client.product.deactivate_products([listing["id"], "1729000000000000000"])
    assert [row.ok for row in rows] == [True, False]
    assert client.product.get_product(listing["id"])["status"] == "SELLER_DEACTIVATED"
    (row,) = client.product.activate_products([listing["id"]])
    assert row.ok


def test_a_price_is_set_and_read_back(client, listing):
    sku = listing["skus"][0]
    price = {"amount": Decimal("81000"), "currency": "IDR"}
    rows = client.product.update_price(listing["id"], [{"id": sku["id"], "price": price}])
    assert [(row.key, row.ok) for row in rows] == [((sku["id"],), True)]
    found = client.product.get_product(listing["id"])["skus"][0]["price"]
    assert "81000" in found.values()


@pytest.mark.parametrize("quantity", [0, 41])
def test_stock_is_set_and_read_back(quantity, client, listing):
    sku = listing["skus"][0]
    places = [{"warehouse_id": row["warehouse_id"], "quantity": quantity} for row in sku["inventory"]]
    rows = client.inventory.update_inventory(listing["id"], [{"id": sku["id"], "inventory": places}])
    assert [(row.key, row.ok) for row in rows] == [((sku["id"],), True)]
    (found,) = client.inventory.search_inventory(sku_ids=[sku["id"]])
    (shown,) = (row for row in found["skus"] if row["id"] == sku["id"])
    assert shown["total_available_quantity"] == quantity * len(places)


def test_a_platform_without_zero_stock_is_understood(client, listing, sandbox):
    sandbox.switch(zero_stock=False)
    sku = listing["skus"][0]
    places = [{"warehouse_id": row["warehouse_id"], "quantity": 0} for row in sku["inventory"]]
    try:
        rows = client.inventory.update_inventory(listing["id"], [{"id": sku["id"], "inventory": places}])
        refusals = [row.error for row in rows]
    except Rejected as error:
        refusals = [error]
    assert [type(error) for error in refusals] == [Rejected]


def test_categories_have_attributes_rules_and_brands(client, listing):
    categories = client.product.get_categories(category_version="v2", locale="id-ID")
    leaf = next(row["id"] for row in categories if row["is_leaf"])
    assert client.product.get_attributes(leaf, category_version="v2")
    assert "cod" in client.product.get_category_rules(leaf, category_version="v2")
    guess = client.product.recommend_category("Kaos katun", category_version="v2")
    assert guess["leaf_category_id"]
    assert list(client.product.iter_brands(page_size=1))
    assert client.product.create_custom_brand("Ocean Kopi")


def test_a_shop_that_may_list_has_no_failed_prerequisites(client):
    for version in ("202312", "202309"):
        rows = client.product.check_listing_prerequisites(version=version)
        assert rows
        assert not any(row["is_failed"] for row in rows)
