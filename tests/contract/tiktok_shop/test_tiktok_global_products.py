"""Products of cross-border sellers, and copies of listings in other markets, against the simulator."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected

SELLER = "7010736057180325637"


@pytest.fixture
def abroad(sandbox):
    """Let the seller sell across borders."""
    sandbox.switch(cross_border=True)


@pytest.fixture
def open_shop(sandbox, connect):
    """Open one more shop of the seller; returns its id and a client of it."""

    def make(region, currency):
        options = {"platform": "tiktok_shop", "open_id": SELLER, "region": region, "currency": currency}
        (made,) = sandbox.control("/shops", options)["shops"]
        return made["shop_id"], connect(shop_cipher=made["shop_cipher"], access_token=made["access_token"])

    return make


@pytest.fixture
def site(client, abroad):
    (place,) = client.logistics.get_global_seller_warehouse()
    return place["id"]


@pytest.fixture
def goods(client, image, site, listing):
    """A product of two SKUs as it is sent."""

    def sku(name, price, count):
        return {
            "seller_sku": f"KOPI-{name}",
            "price": {"amount": price, "currency": "USD"},
            "sales_attributes": [{"name": "Roast", "value_name": name}],
            "inventory": [{"global_warehouse_id": site, "quantity": count}],
            "external_global_sku_id": f"E-{name}",
        }

    return {
        "title": "Gayo arabica coffee 250 g",
        "description": "<p>Coffee from the highlands of Gayo</p>",
        "category_id": listing["category_chains"][-1]["id"],
        "main_images": [{"uri": image["uri"]}],
        "package_weight": {"value": "0.25", "unit": "KILOGRAM"},
        "skus": [sku("LIGHT", "3.20", 40), sku("DARK", "4", 25)],
        "external_global_product_id": "P-1",
    }


@pytest.fixture
def made(client, goods):
    return client.product.create_global_product(goods)


def refusal(call, *args, **options):
    with pytest.raises(Rejected) as caught:
        call(*args, **options)
    return caught.value.code


def test_a_global_product_is_read_back_and_listed(client, goods, made):
    assert [row["seller_sku"] for row in made["global_skus"]] == ["KOPI-LIGHT", "KOPI-DARK"]
    product = client.product.get_global_product(made["global_product_id"])
    assert product["title"] == goods["title"]
    assert product["category"] == {"id": goods["category_id"]}
    assert product["main_images"] == [{"uri": goods["main_images"][0]["uri"], "width": 600, "height": 600}]
    assert [(row["price"], row["global_quantity"]) for row in product["skus"]] == [
        ({"amount": "3.20", "currency": "USD"}, 40),
        ({"amount": "4", "currency": "USD"}, 25),
    ]
    for version in ("202312", "202309"):
        (row,) = client.product.iter_global_products(version=version)
        assert (row["id"], row["status"]) == (made["global_product_id"], "UNPUBLISHED")


def test_the_list_of_global_products_is_paged_and_filtered(client, goods, made):
    client.product.create_global_product(goods | {"title": "Toraja", "skus": goods["skus"][:1]})
    assert len({row["id"] for row in client.product.iter_global_products(page_size=1)}) == 2
    (row,) = client.product.iter_global_products(seller_skus=["KOPI-DARK"])
    assert row["id"] == made["global_product_id"]
    assert not list(client.product.iter_global_products(status="PUBLISHED"))
    now = datetime.now(timezone.utc)
    assert not list(client.product.iter_global_products(create_time_le=now - timedelta(days=1)))
    window = {"create_time_ge": now, "create_time_le": now - timedelta(days=1)}
    assert refusal(client.product.search_global_products, **window) == "12019118"
    window = {"update_time_ge": now, "update_time_le": now - timedelta(days=1)}
    assert refusal(client.product.search_global_products, **window) == "12019119"
    assert refusal(client.product.search_global_products, page_token="made-up") == "12019108"


def test_a_published_product_goes_on_sale_in_the_shop_of_that_market(client, open_shop, made, later):
    shop_id, malaysia = open_shop("MY", "MYR")
    light, dark = (row["id"] for row in made["global_skus"])
    price = {"amount": "15", "currency": "MYR"}
    target = {
        "region": "MY",
        "skus": [
            {"related_global_sku_id": light, "price": price, "inventory": {"quantity": 7}},
            {"related_global_sku_id": dark},
        ],
    }
    answer = client.product.publish_global_product(made["global_product_id"], [target])
    assert answer["publish_result"] == [{"region": "MY", "status": "SUCCESS", "fail_reasons": []}]
    (copy,) = answer["products"]
    assert (copy["region"], copy["shop_id"]) == ("MY", shop_id)
    assert malaysia.product.get_product(copy["id"])["status"] == "PENDING"
    later(10)
    (row,) = malaysia.product.iter_products(status="ACTIVATE", seller_skus=["KOPI-LIGHT"])
    assert row["id"] == copy["id"]
    prices = {sku["seller_sku"]: sku["price"]["sale_price"] for sku in row["skus"]}
    assert prices == {"KOPI-LIGHT": "15", "KOPI-DARK": "18"}  # 4 USD at the simulator's rate
    (found,) = malaysia.inventory.search_inventory(product_ids=[copy["id"]])
    assert [sku["total_available_quantity"] for sku in found["skus"]] == [7, 25]
    (shown,) = client.product.get_global_product(made["global_product_id"])["products"]
    assert {pair["global_sku_id"]: pair["local_sku_id"] for pair in shown["sku_mappings"]} == {
        sku["related_global_sku_id"]: sku["id"] for sku in copy["skus"]
    }
    (row,) = client.product.iter_global_products(status="PUBLISHED")
    assert row["id"] == made["global_product_id"]
    assert refusal(client.product.publish_global_product, made["global_product_id"], [target]) == "12019212"


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("12052903", {"region": "TH"}),
        ("12052556", {"skus": [{"related_global_sku_id": "1"}]}),
        ("12052084", {"price": {"amount": "15", "currency": "IDR"}}),
        ("12052073", {"price": {"amount": "free", "currency": "MYR"}}),
        ("12052055", {"inventory": {"quantity": 0}}),
        ("12019016", {"inventory": {"warehouse_id": "1", "quantity": 1}}),
    ],
)
def test_a_refused_publication_leaves_no_market_changed(code, change, client, open_shop, made):
    open_shop("MY", "MYR")
    sku = {"related_global_sku_id": made["global_skus"][0]["id"]}
    wrong = {"region": "MY", "skus": [sku | change]} if "region" not in change else {"skus": [sku], **change}
    wrong |= {"skus": change["skus"]} if "skus" in change else {}
    targets = [{"region": "ID", "skus": [sku]}, wrong]
    assert refusal(client.product.publish_global_product, made["global_product_id"], targets) == code
    assert client.product.get_global_product(made["global_product_id"])["products"] == []


def test_in_europe_somebody_has_to_answer_for_a_product(client, open_shop, made):
    open_shop("DE", "EUR")
    target = {"region": "DE", "skus": [{"related_global_sku_id": made["global_skus"][0]["id"]}]}
    answer = client.product.publish_global_product(made["global_product_id"], [target])
    (result,) = answer["publish_result"]
    assert (result["status"], len(result["fail_reasons"]), answer["products"]) == ("FAILED", 2, [])
    phone = {"country_code": "+49", "local_number": "3012345"}
    party = {"name": "Ozean GmbH", "email": "halo@example.com", "phone_number": phone}
    maker = client.product.create_manufacturer(party | {"address": "Berlin"})["manufacturer_id"]
    place = {"street_address_line1": "Allee 1", "postal_code": "10115", "country": "DE"}
    person = client.product.create_responsible_person(party | {"address": place})["responsible_person_id"]
    target |= {"manufacturer_ids": [maker], "responsible_person_ids": [person]}
    answer = client.product.publish_global_product(made["global_product_id"], [target])
    assert [row["status"] for row in answer["publish_result"]] == ["SUCCESS"]


def test_an_edit_reaches_the_copies(client, goods, made, open_shop, later):
    _shop_id, malaysia = open_shop("MY", "MYR")
    light, dark = (row["id"] for row in made["global_skus"])
    target = {"region": "MY", "skus": [{"related_global_sku_id": light}]}
    (copy,) = client.product.publish_global_product(made["global_product_id"], [target])["products"]
    later(10)
    skus = [sku | {"id": row["id"]} for sku, row in zip(goods["skus"], made["global_skus"], strict=True)]
    skus[0] |= {"sale_prices": [{"region": "MY", "amount": "21"}]}
    whole = goods | {"title": "Gayo arabica coffee, ground", "skus": skus}
    answer = client.product.edit_global_product(made["global_product_id"], whole)
    assert [(row["region"], row["status"]) for row in answer["publish_results"]] == [("MY", "SUCCESS")]
    assert [row["id"] for row in answer["global_skus"]] == [light, dark]
    later(10)
    product = malaysia.product.get_product(copy["id"])
    assert product["title"] == "Gayo arabica coffee, ground"
    assert product["skus"][0]["price"]["sale_price"] == "21"
    malaysia.product.delete_products([copy["id"]])
    answer = client.product.partial_edit_global_product(made["global_product_id"], {"title": "Gayo"})
    assert [row["status"] for row in answer["publish_results"]] == ["FAILED"]
    assert client.product.get_global_product(made["global_product_id"])["title"] == "Gayo"


def test_a_partial_edit_changes_only_what_it_names(client, goods, made):
    identifier = made["global_product_id"]
    sku = {"id": made["global_skus"][1]["id"], "price": {"amount": "5", "currency": "EUR"}}
    client.product.partial_edit_global_product(identifier, {"skus": [sku]})
    product = client.product.get_global_product(identifier)
    assert product["description"] == goods["description"]
    prices = {row["seller_sku"]: row["price"]["amount"] for row in product["skus"]}
    assert prices == {"KOPI-LIGHT": "3.20", "KOPI-DARK": "5"}
    client.product.edit_global_product(identifier, goods | {"skus": goods["skus"][:1]})
    (row,) = client.product.get_global_product(identifier)["skus"]
    assert row["seller_sku"] == "KOPI-LIGHT"
    stranger = {"skus": [{"id": "1", "price": {"amount": "5", "currency": "USD"}}]}
    assert refusal(client.product.partial_edit_global_product, identifier, stranger) == "12052556"


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("12052261", {"title": " "}),
        ("12052262", {"title": "咖啡"}),
        ("12052015", {"description": ""}),
        ("12052023", {"category_id": "1"}),
        ("12052024", {"category_id": "601152"}),
        ("12052217", {"category_version": "v9"}),
        ("12052026", {"brand_id": "1"}),
        ("12052300", {"main_images": [{"uri": "tos-alisg-i-aphluv4xwc-sg/none"}]}),
        ("12019011", {"package_weight": {"value": "0", "unit": "KILOGRAM"}}),
        ("12052285", {"manufacturer_ids": ["1"]}),
        ("12052290", {"responsible_person_ids": ["1"]}),
        ("12052128", {"size_chart": {"template": {"id": "1"}}}),
        ("12052670", {"size_chart": {"image": {"uri": "none"}}}),
        ("12052012", {"skus": [{"price": {"amount": "1,5", "currency": "USD"}}]}),
        ("12052073", {"skus": [{"price": {"amount": "0", "currency": "USD"}}]}),
        ("12052084", {"skus": [{"price": {"amount": "1", "currency": "IDR"}}]}),
        ("12019117", {"skus": [{"price": {"amount": "1", "currency": "USD"}}] * 2}),
        ("12052050", {"skus": [{"price": {"amount": "1", "currency": "USD"}}] * 101}),
    ],
)
def test_a_wrong_global_product_is_refused_and_not_made(code, change, client, goods):
    assert refusal(client.product.create_global_product, goods | change) == code
    assert not list(client.product.iter_global_products())


def test_global_stock_is_set_for_all_skus_or_none(client, made, site):
    identifier = made["global_product_id"]
    light, dark = (row["id"] for row in made["global_skus"])

    def stock(count, place=site):
        return [{"global_warehouse_id": place, "quantity": count}]

    rows = [{"id": light, "inventory": stock(0)}, {"id": dark, "inventory": stock(9)}]
    client.product.update_global_inventory(identifier, rows)
    counts = [row["global_quantity"] for row in client.product.get_global_product(identifier)["skus"]]
    assert counts == [0, 9]
    for code, wrong in (
        ("12052556", {"id": "1", "inventory": stock(1)}),
        ("12052530", {"id": dark, "inventory": stock(1, "77")}),
        ("12052055", {"id": dark, "inventory": stock(100_000)}),
    ):
        changed = [{"id": light, "inventory": stock(3)}, wrong]
        assert refusal(client.product.update_global_inventory, identifier, changed) == code
    assert [row["global_quantity"] for row in client.product.get_global_product(identifier)["skus"]] == counts


def test_global_products_are_deleted_row_by_row(client, made):
    identifier = made["global_product_id"]
    good, bad = client.product.delete_global_products([identifier, "1"])
    assert (good.ok, bad.error.code) == (True, "12019150")
    assert [row["id"] for row in client.product.iter_global_products(status="DELETED")] == [identifier]
    assert not list(client.product.iter_global_products())
    assert refusal(client.product.get_global_product, identifier) == "12052901"
    assert refusal(client.product.get_global_product, "1") == "12052032"
    assert refusal(client.product.partial_edit_global_product, "1", {"title": "Gayo"}) == "12019150"


def test_a_seller_of_one_market_manages_no_global_products(client, sandbox, made):
    assert client.seller.get_seller_permissions() == ["MANAGE_GLOBAL_PRODUCT"]
    sandbox.switch(cross_border=False)
    assert client.seller.get_seller_permissions() == []
    assert client.logistics.get_global_seller_warehouse() == []
    assert refusal(client.product.search_global_products) == "12019114"
    assert refusal(client.product.get_global_product, made["global_product_id"]) == "12019114"
    assert refusal(client.product.delete_global_products, [made["global_product_id"]]) == "12019114"


def test_another_seller_does_not_see_a_global_product(client, connect, sandbox, made):
    (other,) = sandbox.control("/shops", {"platform": "tiktok_shop"})["shops"]
    stranger = connect(shop_cipher=other["shop_cipher"], access_token=other["access_token"])
    assert not list(stranger.product.iter_global_products())
    assert refusal(stranger.product.get_global_product, made["global_product_id"]) == "12052048"
    (row,) = stranger.product.delete_global_products([made["global_product_id"]])
    assert row.error.code == "12019114"


def test_global_categories_have_attributes_and_rules(client):
    rows = client.product.get_global_categories()
    leaf = next(row["id"] for row in rows if row["is_leaf"])
    (named,) = client.product.get_global_categories(keyword="hijab")
    assert named["local_name"] == "Hijab"
    attributes = client.product.get_global_attributes(leaf)
    assert {row["type"] for row in attributes} == {"PRODUCT_PROPERTY", "SALES_PROPERTY"}
    rules = client.product.get_global_category_rules(leaf)
    assert {"DE", "FR"} <= set(rules["responsible_person"]["required_regions"])
    guess = client.product.recommend_global_categories("Hijab segi empat")
    assert guess["categories"][-1]["name"] == "Hijab"
    parent = next(row["id"] for row in rows if not row["is_leaf"])
    assert refusal(client.product.get_global_attributes, parent) == "12052024"
    assert refusal(client.product.get_global_category_rules, "1") == "12052023"
    assert refusal(client.product.get_global_categories, category_version="v7") == "12052217"
    assert refusal(client.product.recommend_global_categories, " ") == "12052261"


def test_a_listing_is_copied_into_another_market(client, listing, open_shop, later):
    shop_id, malaysia = open_shop("MY", "MYR")
    first, *others = listing["skus"]
    (place,) = (
        row["id"] for row in malaysia.logistics.get_warehouse_list() if row["type"] == "SALES_WAREHOUSE"
    )
    sku = {
        "source_sku_id": first["id"],
        "price": {"sale_price": Decimal("33"), "currency": "MYR"},
        "inventory": [{"warehouse_id": place, "quantity": 4}],
        "seller_sku": "MY-1",
    }
    rows = client.product.replicate_product(listing["id"], [{"region": "MY", "skus": [sku]}])
    assert [(row.key, row.ok) for row in rows] == [(("MY",), True)]
    (copy,) = client.product.get_replicated_products(listing["id"])
    assert (copy["region"], copy["shop_id"], copy["product_status"]) == ("MY", shop_id, "PENDING")
    later(10)
    (row,) = malaysia.product.iter_products(seller_skus=["MY-1"])
    assert (row["id"], row["status"]) == (copy["product_id"], "ACTIVATE")
    assert row["skus"][0]["price"]["sale_price"] == "33"
    assert row["skus"][0]["inventory"] == [{"warehouse_id": place, "quantity": 4}]
    assert others


def test_markets_fail_alone_when_a_listing_is_copied(client, listing, open_shop):
    open_shop("MY", "MYR")
    open_shop("SG", "SGD")
    sku = listing["skus"][0]["id"]
    wrong = {"source_sku_id": sku, "price": {"sale_price": "3", "currency": "USD"}}
    targets = [{"region": "MY"}, {"region": "SG", "skus": [wrong]}, {"region": "TH"}]
    rows = client.product.replicate_product(listing["id"], targets)
    assert {row.key[0]: None if row.ok else row.error.code for row in rows} == {
        "MY": None,
        "SG": "12052084",
        "TH": "12052903",
    }
    (again,) = client.product.replicate_product(listing["id"], [{"region": "MY"}])
    assert again.error.code == "12019212"
    assert refusal(client.product.replicate_product, "1", [{"region": "MY"}]) == "12052260"
    assert refusal(client.product.get_replicated_products, "1") == "12052260"


def test_copies_that_share_stock_sell_from_the_same_units(client, listing, open_shop):
    _shop_id, malaysia = open_shop("MY", "MYR")
    client.product.replicate_product(listing["id"], [{"region": "MY"}], inventory_mode="SHARED")
    (copy,) = client.product.get_replicated_products(listing["id"])
    sku = listing["skus"][0]
    places = [{"warehouse_id": row["warehouse_id"], "quantity": 3} for row in sku["inventory"]]
    client.inventory.update_inventory(listing["id"], [{"id": sku["id"], "inventory": places}])
    (found,) = malaysia.inventory.search_inventory(product_ids=[copy["product_id"]])
    assert found["skus"][0]["total_available_quantity"] == 3 * len(places)


def test_the_ways_into_other_markets_follow_from_the_sellers_shops(client, sandbox, open_shop):
    assert client.product.get_global_listing_rules()["listing_methods"] == []
    open_shop("MY", "MYR")
    rules = client.product.get_global_listing_rules()
    assert rules["listing_methods"] == ["LOCAL_REPLICATION"]
    assert {row["region"] for rule in rules["inventory_rules"] for row in rule["associated_warehouses"]} == {
        "MY"
    }
    sandbox.switch(cross_border=True)
    methods = client.product.get_global_listing_rules()["listing_methods"]
    assert methods == ["GLOBAL_PUBLISHING", "LOCAL_REPLICATION"]
