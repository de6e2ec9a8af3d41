"""What the platform would like to see offered, and scores of products, against the simulator."""

from datetime import datetime, timedelta, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected


def refusal(call, *args, **options):
    with pytest.raises(Rejected) as caught:
        call(*args, **options)
    return caught.value.code


@pytest.fixture
def wish(client):
    """An opportunity that products can be offered for."""
    return client.product.list_opportunities("PRODUCT")["opportunities"][0]


@pytest.mark.parametrize("wrapped", [True, False])
def test_opportunities_are_listed_by_kind_page_after_page(wrapped, client, sandbox):
    sandbox.switch(opportunities_wrapped=wrapped)
    first = client.product.list_opportunities("PRODUCT", page_size=1)
    second = client.product.list_opportunities("PRODUCT", page_size=1, page_token=first["next_page_token"])
    assert (first["total_count"], second["next_page_token"]) == (2, "")
    rows = first["opportunities"] + second["opportunities"]
    assert len({row["id"] for row in rows}) == 2
    assert {row["opportunity_type"] for row in rows} == {"PRODUCT"}
    assert rows[0]["create_time"] > rows[1]["create_time"]


def test_opportunities_are_filtered(client, wish):
    search = client.product.list_opportunities
    made = datetime.fromtimestamp(wish["create_time"], timezone.utc)
    later, tags = made + timedelta(seconds=1), wish["tag_codes"]
    found = search("PRODUCT", create_time_ge=made, create_time_lt=later, tag_codes=tags)["opportunities"]
    assert [row["id"] for row in found] == [wish["id"]]
    assert search("PRODUCT", create_time_ge=later)["opportunities"] == []
    (row,) = search("PRODUCT", category_ids=[wish["category_id_level_2"]])["opportunities"]
    assert row["id"] == wish["id"]
    assert search("KEYWORD", tag_codes=["NEW"])["opportunities"] == []
    assert refusal(search, "PRODUCT", create_time_ge=later, create_time_lt=made) == "36009004"
    assert refusal(search, "PRODUCT", page_token="made-up") == "36009004"


def test_an_opportunity_is_shown_with_its_market(client, wish):
    shown = client.product.get_opportunity_detail(wish["id"])
    assert shown["id"] == wish["id"]
    assert shown["basic_info"]["title"] == wish["title"]
    assert shown["basic_info"]["status"] == "ACTIVE"
    assert shown["market_data"]["search_volume"] == wish["search_volume"]
    assert shown["action_type"] == "LIST_SAME"
    assert refusal(client.product.get_opportunity_detail, "1") == "12052910"


@pytest.mark.parametrize(("result", "status"), [("approve", "APPROVED"), ("fail", "REJECTED")])
def test_a_product_is_offered_and_reviewed(result, status, client, sandbox, listing, wish, later):
    sandbox.switch(audit_result=result)
    made = client.product.submit_product(wish["id"], listing["id"])
    assert (made["status"], made["product_id"]) == ("UNDER_REVIEW", listing["id"])
    later(10)
    (row,) = client.product.get_submission_records()["submissions"]
    assert (row["id"], row["status"], row["opportunity_title"]) == (made["id"], status, wish["title"])
    assert bool(row["rejection_reason"]) == (status == "REJECTED")
    assert row["review_time"] > row["submit_time"]


@pytest.mark.parametrize("wrapped", [True, False])
def test_submissions_are_filtered_and_paged(wrapped, client, sandbox, listing, wish):
    sandbox.switch(opportunities_wrapped=wrapped)
    other = client.product.list_opportunities("KEYWORD")["opportunities"][0]
    ids = {client.product.submit_product(number, listing["id"])["id"] for number in (wish["id"], other["id"])}
    search = client.product.get_submission_records
    first = search(page_size=1)
    second = search(page_size=1, page_token=first["next_page_token"])
    assert {row["id"] for page in (first, second) for row in page["submissions"]} == ids
    assert len(search(opportunity_id=wish["id"], product_id=listing["id"])["submissions"]) == 1
    assert search(status="APPROVED")["submissions"] == []
    assert search(product_id="1")["submissions"] == []
    now = datetime.now(timezone.utc)
    assert search(submit_time_lt=now - timedelta(days=1))["submissions"] == []
    assert len(search(submit_time_ge=now - timedelta(days=1))["submissions"]) == 2


def test_only_own_products_on_sale_are_taken_in_time(client, connect, sandbox, listing, wish, later):
    submit = client.product.submit_product
    assert refusal(submit, "1", listing["id"]) == "12052910"
    assert refusal(submit, wish["id"], "1") == "12052260"
    (other,) = sandbox.control("/shops", {"platform": "tiktok_shop"})["shops"]
    stranger = connect(shop_cipher=other["shop_cipher"], access_token=other["access_token"])
    assert refusal(stranger.product.submit_product, wish["id"], listing["id"]) == "12052048"
    client.product.deactivate_products([listing["id"]])
    assert refusal(submit, wish["id"], listing["id"]) == "12052901"
    later(86_400)
    expired = "7520000000000000002"
    assert client.product.get_opportunity_detail(expired)["basic_info"]["status"] == "EXPIRED"
    live = next(row["id"] for row in client.product.iter_products(status="ACTIVATE"))
    assert refusal(submit, expired, live) == "12052910"


def test_products_have_scores_from_tasks(client, listing):
    rows = client.product.list_product_scores()
    assert {row["product_id"] for row in rows} == {
        row["id"] for row in client.product.iter_products(status="ACTIVATE")
    }
    detail = client.product.get_product_score(listing["id"], locale="id-ID")
    (row,) = client.product.list_product_scores(product_ids=[listing["id"]])
    assert (row["total_score"], row["skpp_status"]) == (detail["total_score"], detail["skpp_status"])
    passed = [task for task in detail["task_details"] if task["passed"]]
    missing = sum(
        step["score_increase"] for task in detail["task_details"] for step in task["action_suggestions"]
    )
    assert 0 < len(passed) < len(detail["task_details"])
    assert detail["total_score"] + missing == 100
    assert refusal(client.product.get_product_score, "1") == "12052260"
    assert refusal(client.product.get_product_score, listing["id"], locale="xx-XX") == "36009004"


def test_a_score_follows_from_stock(client, listing):
    before = client.product.get_product_score(listing["id"])["total_score"]
    rows = [
        {
            "id": sku["id"],
            "inventory": [{"warehouse_id": row["warehouse_id"], "quantity": 0} for row in sku["inventory"]],
        }
        for sku in listing["skus"]
    ]
    client.inventory.update_inventory(listing["id"], rows)
    after = client.product.get_product_score(listing["id"])
    assert after["total_score"] < before
    (task,) = (task for task in after["task_details"] if task["category"] == "STOCK")
    assert (task["passed"], task["current_value"]) == (False, "0")


def test_scores_are_numbered_pages_and_add_up(client):
    whole = client.product.list_product_scores()
    pages = [client.product.list_product_scores(page_size=4, page_no=number) for number in (1, 2, 3, 4)]
    assert [row["product_id"] for page in pages for row in page] == [row["product_id"] for row in whole]
    by_status = client.product.list_product_scores(skpp_status="QUALIFIED")
    shop = client.product.get_shop_score()
    assert shop["eligible_products_count"] == len(whole)
    assert shop["qualified_products_count"] == len(by_status)
    assert shop["earned_ad_credit"] == str(len(by_status) * 50_000)
