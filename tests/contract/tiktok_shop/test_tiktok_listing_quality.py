"""Advice on listings, better pictures, guesses and settings, against the simulator."""

import urllib.request

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected

STRANGE = "1729000000000000000"


@pytest.fixture
def foreign(sandbox, connect):
    """A product of another seller."""
    (other,) = sandbox.control("/shops", {"platform": "tiktok_shop"})["shops"]
    stranger = connect(shop_cipher=other["shop_cipher"], access_token=other["access_token"])
    return stranger.product.search_products(page_size=1)["products"][0]["id"]


def refusal(call, *args, **options):
    with pytest.raises(Rejected) as caught:
        call(*args, **options)
    return caught.value.code


def load(url):
    with urllib.request.urlopen(url, timeout=10) as response:
        return response.read()


def improve(client, listing, image, later):
    """Make everything of a listing as good as can be."""
    uris = [listing["main_images"][0]["uri"], image["uri"]]
    uris += [row["optimized_uri"] for row in client.product.optimize_images([image["uri"]])]
    (attribute,) = (
        row
        for row in client.product.get_attributes(listing["category_chains"][-1]["id"])
        if row["type"] == "PRODUCT_PROPERTY"
    )
    better = {
        "title": f"{listing['title']} untuk dipakai setiap hari di rumah",
        "description": f"<p>{'Bahan adem dan nyaman. ' * 10}</p>",
        "main_images": [{"uri": uri} for uri in uris],
        "product_attributes": [{"id": attribute["id"], "values": [{"id": attribute["values"][0]["id"]}]}],
    }
    client.product.partial_edit_product(listing["id"], better)
    later(10)


def test_a_diagnosis_says_what_to_make_better_and_ends_when_it_was_done(client, listing, image, later):
    (found,) = client.product.get_product_diagnoses([listing["id"]])
    parts = {row["field"]: row for row in found["diagnoses"]}
    assert {"DESCRIPTION", "IMAGE", "ATTRIBUTE"} <= set(parts)
    assert found["listing_quality"]["remaining_recommendations"] == len(parts)
    assert parts["IMAGE"]["diagnosis_results"][0]["how_to_solve"]
    assert parts["IMAGE"]["suggestion"]["images"][0]["uri"] == listing["main_images"][0]["uri"]
    before = found["listing_quality"]["current_tier"]
    assert before in ("POOR", "FAIR")
    assert listing["id"] in [
        row["id"] for row in client.product.iter_products(listing_quality_tiers=[before])
    ]
    improve(client, listing, image, later)
    (found,) = client.product.get_product_diagnoses([listing["id"]])
    assert found["diagnoses"] == []
    assert found["listing_quality"] == {"current_tier": "GOOD", "remaining_recommendations": 0}
    (row,) = client.product.iter_products(listing_quality_tiers=["GOOD"])
    assert (row["id"], row["listing_quality_tier"]) == (listing["id"], "GOOD")


def test_words_and_texts_are_suggested_for_each_product(client, listing):
    (words,) = client.product.get_products_seo_words([listing["id"]])
    assert listing["title"].split()[0].lower() in [row["text"] for row in words["seo_words"]]
    (texts,) = client.product.get_recommended_titles([listing["id"]])
    title, description = texts["suggestions"]
    assert (title["field"], description["field"]) == ("TITLE", "DESCRIPTION")
    assert title["items"][0]["text"].startswith(listing["title"])
    assert listing["description"] in description["items"][0]["text"]


@pytest.mark.parametrize("ask", ["get_product_diagnoses", "get_products_seo_words", "get_recommended_titles"])
def test_there_is_no_advice_on_products_of_others(ask, client, listing, foreign):
    call = getattr(client.product, ask)
    assert refusal(call, [listing["id"], STRANGE]) == "12052260"
    assert refusal(call, [foreign]) == "12009014"


def test_more_products_than_the_platform_takes_are_too_many(client, sandbox):
    ids = [row["id"] for row in client.product.iter_products(status="ACTIVATE")][:3]
    sandbox.switch(diagnosis_limit=2)
    assert refusal(client.product.get_product_diagnoses, ids) == "12019120"
    sandbox.switch(diagnosis_limit=0)
    assert [row["id"] for row in client.product.get_product_diagnoses(ids)] == ids


def test_a_draft_is_diagnosed_and_only_what_is_wanted_is_suggested(client, listing, image):
    body = {
        "category_id": listing["category_chains"][-1]["id"],
        "title": "Kopi",
        "main_images": [{"uri": image["uri"]}],
    }
    plain = client.product.diagnose_and_optimize_product(body)
    assert plain["listing_quality"] == {"current_tier": "POOR", "remaining_recommendations": 4}
    assert [row["suggestion"] for row in plain["diagnoses"]] == [{}] * 4
    helped = client.product.diagnose_and_optimize_product(body | {"optimization_fields": ["TITLE"]})
    suggested = {row["field"]: row["suggestion"] for row in helped["diagnoses"]}
    assert suggested["TITLE"]["smart_texts"][0]["text"].startswith("Kopi")
    assert suggested["IMAGE"] == {}
    known = client.product.diagnose_and_optimize_product({**body, "product_id": listing["id"]})
    assert known["listing_quality"]["remaining_recommendations"] <= 4
    assert refusal(client.product.diagnose_and_optimize_product, body | {"category_id": "1"}) == "12052023"
    assert refusal(client.product.diagnose_and_optimize_product, body | {"product_id": STRANGE}) == "12052260"
    wrong = body | {"main_images": [{"uri": "none"}]}
    assert refusal(client.product.diagnose_and_optimize_product, wrong) == "12052722"


def test_the_check_of_a_listing_says_what_could_be_better_if_it_is_asked(client, listing, image):
    place = listing["skus"][0]["inventory"]
    draft = {
        "title": "Kopi Gayo arabika giling halus",
        "description": "<p>Kopi</p>",
        "category_id": listing["category_chains"][-1]["id"],
        "main_images": [{"uri": image["uri"]}],
        "package_weight": {"value": "0.25", "unit": "KILOGRAM"},
        "skus": [{"price": {"amount": "50000", "currency": "IDR"}, "inventory": place}],
    }
    checked = client.product.check_product_listing(draft)
    assert (checked["check_result"], checked["listing_quality"]["current_tier"]) == ("PASS", "POOR")
    assert [row["field"] for row in checked["diagnoses"]] == ["TITLE", "DESCRIPTION", "IMAGE", "ATTRIBUTE"]
    plain = client.product.check_product_listing(draft, is_diagnosis_required=False)
    assert (plain["check_result"], plain["diagnoses"]) == ("PASS", [])


def test_a_better_picture_can_be_fetched_and_listed_with(client, listing, image):
    (row,) = client.product.optimize_images([image["uri"]])
    assert (row["optimize_status"], row["original_uri"], row["width"]) == ("SUCCESS", image["uri"], 600)
    assert row["optimized_uri"] != image["uri"]
    assert load(row["optimized_url"]).startswith(b"\x89PNG")
    client.product.partial_edit_product(listing["id"], {"main_images": [{"uri": row["optimized_uri"]}]})
    product = client.product.get_product(listing["id"], return_under_review_version=True)
    assert [entry["uri"] for entry in product["main_images"]] == [row["optimized_uri"]]


def test_unknown_pictures_are_not_made_better(client, image):
    assert refusal(client.product.optimize_images, ["elsewhere/1"]) == "12019065"
    missing = image["uri"][:-4] + "0000"
    assert refusal(client.product.optimize_images, [image["uri"], missing]) == "12052722"


def test_words_in_a_picture_are_translated_after_a_while(client, image, later):
    tasks = client.product.create_image_translation_tasks([image["uri"]], ["en-GB", "de-DE"])
    assert {row["target_language"] for row in tasks} == {"en-GB", "de-DE"}
    ids = [row["id"] for row in tasks]
    rows = client.product.get_image_translation_tasks(ids)
    assert [row["status"] for row in rows] == ["PROCESSING"] * 2
    later(10)
    rows = client.product.get_image_translation_tasks(ids)
    assert [row["status"] for row in rows] == ["COMPLETED"] * 2
    made = [row["translated_image"] for row in rows]
    assert len({picture["uri"] for picture in made} | {image["uri"]}) == 3
    assert load(made[0]["url"]) == load(rows[0]["original_image"]["url"])
    assert client.product.get_image_translation_tasks(ids) == rows


def test_a_translation_can_fail_and_a_day_has_a_limit(client, image, sandbox, later):
    sandbox.switch(translation_result="fail")
    (task,) = client.product.create_image_translation_tasks([image["uri"]], ["fr-FR"])
    later(10)
    (row,) = client.product.get_image_translation_tasks([task["id"]])
    assert row["status"] == "FAILED"
    assert row["fail_reason"]
    languages = ["cs-CZ", "da-DK", "de-AT", "de-BE", "de-DE", "el-GR", "en-GB", "en-IE", "es-ES", "fi-FI"]
    whole = [image["uri"]] * 50
    assert refusal(client.product.create_image_translation_tasks, whole, languages) == "12038012"
    later(86_400)
    fresh = client.product.create_image_translation_tasks(whole, languages)
    assert len(fresh) == 500


def test_wrong_translations_are_refused(client, image):
    create, get = client.product.create_image_translation_tasks, client.product.get_image_translation_tasks
    assert refusal(create, ["elsewhere/1"], ["en-GB"]) == "12038008"
    assert refusal(create, [image["uri"]], ["id-ID"]) == "12038009"
    assert refusal(get, ["1"]) == "12038011"


def test_brands_and_properties_are_guessed_from_the_title(client, listing):
    number = client.product.create_custom_brand("Gayo Coffee")
    answer = client.product.suggest_brands("Kopi Gayo asli", category_id=listing["category_chains"][-1]["id"])
    assert answer["brands"] == [{"id": number, "name": "Gayo Coffee", "is_authorized": False}]
    assert client.product.suggest_brands("Teh")["brands"] == []
    leaf = listing["category_chains"][-1]["id"]
    (row,) = client.product.recommend_properties(leaf, "Kemeja linen panjang")
    assert [value["name"] for value in row["values"]] == ["Linen"]
    assert client.product.recommend_properties(leaf, "Kemeja", target_property_ids=["1"]) == []
    assert refusal(client.product.suggest_brands, "Kopi", category_id="1") == "12052023"
    assert refusal(client.product.recommend_properties, "1", "Kopi") == "12052023"


def test_a_package_that_looks_wrong_is_found_by_what_is_usual(client, listing, foreign, later):
    leaf = listing["category_chains"][-1]["id"]
    usual = client.product.predict_package(leaf)
    assert usual["package_weight"]["unit"] == "GRAM"
    assert usual["package_dimensions"] == {"length": 20, "width": 15, "height": 5, "unit": "CENTIMETER"}
    assert client.product.get_package_recommendations([listing["id"]])["products"] == []
    heavy = {"package_weight": {"value": "90", "unit": "KILOGRAM"}}
    client.product.partial_edit_product(listing["id"], heavy)
    later(10)
    page = client.product.get_package_recommendations()
    (row,) = (row for row in page["products"] if row["product_id"] == listing["id"])
    assert row["abnormality_types"] == ["WEIGHT_TOO_HIGH"]
    limits = row["weight_recommendation"]["weight"]
    assert int(limits["min_value"]) < int(usual["package_weight"]["value"]) < int(limits["max_value"])
    (alone,) = client.product.get_package_recommendations([listing["id"]])["products"]
    assert alone == row
    assert refusal(client.product.get_package_recommendations, [STRANGE]) == "12052260"
    assert refusal(client.product.get_package_recommendations, [foreign]) == "12052048"
    assert refusal(client.product.predict_package, "1") == "12052023"


def proof(sku, **changes):
    paid = {"amount": "120000", "currency": "IDR", "transaction_time": "2026-11-02T10:00:00Z"}
    return {
        "id": sku["id"],
        "external_sku_id": f"e-{sku['id']}",
        "external_retail_price": {"amount": "150000", "currency": "IDR"},
        "external_transaction_price": paid | changes,
    }


def test_prices_elsewhere_are_proved_sku_by_sku(client, listing, image, state):
    first, second, third, *_more = listing["skus"]
    proofs = [
        proof(first, image={"uri": image["uri"]}),
        proof(second, currency="USD"),
        proof(third, transaction_time="yesterday"),
        proof({"id": "1"}),
    ]
    rows = client.product.submit_strikethrough_price(listing["id"], "ext-1", proofs)
    assert [None if row.ok else row.error.code for row in rows] == [None, "12052084", "12052910", "12052556"]
    (kept,) = state()["records"]["strikethrough"]
    assert (kept["id"], kept["data"]["external_product_id"]) == (first["id"], "ext-1")
    (row,) = client.product.submit_strikethrough_price(
        listing["id"], "ext-1", [proof(first, image={"uri": "none"})]
    )
    assert row.error.code == "12052722"
    submit = client.product.submit_strikethrough_price
    assert refusal(submit, STRANGE, "ext-1", [proof(first)]) == "12052260"


@pytest.mark.parametrize("restocks", [True, False])
def test_cancelled_units_come_back_only_if_restocking_is_on(restocks, client, listing, sandbox, shop, state):
    sku = listing["skus"][0]
    rows = client.inventory.update_stock_operation_settings(
        shop["shop_id"], [sku["id"], "1"], enable_auto_restock=restocks
    )
    assert [(row.key, row.ok) for row in rows] == [((sku["id"],), True), (("1",), False)]

    def count():
        (found,) = client.inventory.search_inventory(sku_ids=[sku["id"]])
        return found["skus"][0]["total_available_quantity"]

    before = count()
    options = {
        "platform": "tiktok_shop",
        "shop": shop["shop_id"],
        "skus": [sku["seller_sku"]],
        "quantities": [2],
    }
    (order,) = sandbox.control("/orders", options)["orders"]
    assert count() == before - 2
    sandbox.control(f"/orders/{order}/cancel", {"by": "seller"})
    assert count() == (before if restocks else before - 2)


def test_stock_settings_are_those_of_the_shops_own_seller(client, listing):
    call = client.inventory.update_stock_operation_settings
    assert refusal(call, "1", [listing["skus"][0]["id"]], enable_auto_restock=True) == "12052910"
