"""Larger requests are split, and each row of a batch has its own result."""

from datetime import datetime, timedelta, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import (
    InvalidRequest,
    Rejected,
    Transient,
)

END = datetime(2026, 5, 1, tzinfo=timezone.utc)
START = END - timedelta(days=15)


def wrapped(data, **more):
    return {"code": 0, "message": "Success", "request_id": "r-1", "data": data} | more


def refusal(code, message="no"):
    return {"code": code, "message": message, "request_id": "r-2", "data": None}


def test_details_are_split_by_50(server, client):
    server.respond(
        lambda seen: wrapped({"orders": [{"id": number} for number in seen.params["ids"].split(",")]})
    )
    numbers = [f"57{n:04}" for n in range(120)]
    rows = client.order.get_order_detail([*numbers, numbers[0]])
    assert [row["id"] for row in rows] == numbers
    assert [len(seen.params["ids"].split(",")) for seen in server.seen] == [50, 50, 20]


def test_inventory_is_split_by_600_skus_or_100_products(server, client):
    server.say(wrapped({"inventory": [{}]}))
    assert len(client.inventory.search_inventory(sku_ids=map(str, range(1300)))) == 3
    assert [len(seen.json["sku_ids"]) for seen in server.seen] == [600, 600, 100]
    assert len(client.inventory.search_inventory(product_ids=map(str, range(101)))) == 2
    with pytest.raises(InvalidRequest):
        client.inventory.search_inventory()
    with pytest.raises(InvalidRequest):
        client.inventory.search_inventory(sku_ids=["1"], product_ids=map(str, range(101)))


def test_offers_are_split_by_300_products_or_skus(server, client):
    server.say(wrapped({"status": "DRAFT"}))
    limits = {"quantity_limit": -1, "quantity_per_user": -1}
    skus = [{"id": str(n), **limits} for n in range(100)]
    offers = [{"id": str(n), **limits, "skus": skus} for n in range(4)]
    offers += [{"id": str(n), **limits} for n in range(10, 411)]
    assert client.promotion.update_activity_products("71", offers) == {"status": "DRAFT"}
    assert [len(seen.json["products"]) for seen in server.seen] == [3, 300, 102]
    assert {seen.json["activity_id"] for seen in server.seen} == {"71"}


def test_products_and_skus_leave_an_activity_in_calls_of_300(server, client):
    server.say(wrapped({"status": "DRAFT"}))
    client.promotion.remove_activity_products("71", product_ids=map(str, range(301)), sku_ids=["9"])
    assert [{name: len(ids) for name, ids in seen.json.items()} for seen in server.seen] == [
        {"product_ids": 300},
        {"product_ids": 1},
        {"sku_ids": 1},
    ]
    with pytest.raises(InvalidRequest):
        client.promotion.remove_activity_products("71")


def results(rows):
    return {row.key[0]: "" if row.ok else type(row.error).__name__ for row in rows}


def test_batches_of_20_are_answered_row_by_row(server, client):
    def half(seen):
        first = seen.json["product_ids"][0]
        error = {"code": 12052048, "message": "why", "detail": {"product_id": first, "extra_errors": []}}
        return wrapped({"errors": [error]})

    server.respond(half)
    rows = client.product.delete_products(map(str, range(25)))
    assert [seen.method for seen in server.seen] == ["DELETE", "DELETE"]
    assert [len(seen.json["product_ids"]) for seen in server.seen] == [20, 5]
    failed = {row.key: row for row in rows if not row.ok}
    assert len(rows) == 25
    assert set(failed) == {("0",), ("20",)}
    assert (failed["0",].error.code, failed["0",].error.request_id) == ("12052048", "r-1")
    assert failed["0",].data["detail"]["product_id"] == "0"


def test_a_row_that_fails_without_name_is_not_lost(server, client):
    server.say(wrapped({"errors": [{"code": 36009003, "message": "oops"}]}))
    done, stranger = client.product.recover_products(["5"])
    assert done.ok
    assert (stranger.key, type(stranger.error)) == (("",), Transient)
    assert stranger.error.effect_unknown


@pytest.mark.parametrize(
    ("second", "expected", "calls"),
    [(refusal(12019114), ["Rejected", ""], 3), (refusal(105002), ["AuthExpired", "Transient"], 2)],
)
def test_a_later_call_that_fails_does_not_hide_what_earlier_ones_did(second, expected, calls, server, client):
    server.say(wrapped({}), second, wrapped({}))
    rows = results(client.product.activate_products(map(str, range(50))))
    assert [rows["0"], rows["20"], rows["40"]] == ["", *expected]
    assert len(server.seen) == calls


def test_a_first_call_that_fails_is_raised(server, client):
    server.say(refusal(105005))
    with pytest.raises(Rejected):
        client.product.activate_products(map(str, range(50)))
    assert len(server.seen) == 1


def request_decision(request_id):
    lines = [{"return_line_item_id": "1"}]
    return {
        "request_id": request_id,
        "line_item_decisions": [{"line_items": lines, "action": "APPROVE_REQUEST"}],
    }


def test_requests_are_decided_on_one_by_one_because_errors_do_not_name_them(server, client):
    def answer(seen):
        (row,) = seen.json["aftersales_request_decisions"]
        failed = [{"code": "25020003", "message": "no"}] if row["request_id"] == "51" else []
        return wrapped({"errors": failed})

    server.respond(answer)
    review = client.return_refund.review_aftersales_requests
    rows = review(map(request_decision, ("50", "51", "52")))
    assert results(rows) == {"50": "", "51": "Rejected", "52": ""}
    assert len(server.seen) == 3
    with pytest.raises(InvalidRequest):
        review(map(request_decision, ("50", "50")))
    assert len(server.seen) == 3
