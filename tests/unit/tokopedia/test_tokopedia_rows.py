"""Calls over many rows: split, and answered row by row."""

import pytest
import simplejson

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected, Throttled, Transient
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY
from odoo.addons.ocean_tokopedia.lib.client import Change


def rows(*failed, **more):
    return {"header": {}, "data": {"failed_rows": len(failed), "failed_rows_data": list(failed), **more}}


def refused(sku, message):
    return {"product_id": 0, "sku": sku, "message": message}


def changes(count):
    return [Change(value=number, sku=f"S{number}") for number in range(count)]


def skus(sent):
    return [row["sku"] for row in sent]


def test_the_body_is_a_bare_list_and_names_what_was_named(client, platform):
    platform.say(rows())
    client.stock.update_stock([Change(value=3, sku="A"), Change(value=0, product_id="77")], warehouse_id="9")
    assert platform.seen[0].json == [{"sku": "A", "new_stock": 3}, {"product_id": 77, "new_stock": 0}]
    assert platform.seen[0].params == {"shop_id": "479573", "warehouse_id": "9"}


def test_a_larger_request_is_split(client, platform):
    platform.say(rows())
    result = client.stock.update_stock(changes(250), keep_status=True)
    assert [len(seen.json) for seen in platform.seen] == [100, 100, 50]
    assert {seen.params["bypass_update_product_status"] for seen in platform.seen} == {"true"}
    assert (len(result.succeeded), result.failed) == (250, ())


def test_refused_rows_are_told_one_by_one(client, platform):
    platform.say(rows(refused("S1", "Invalid SKU.")))
    result = client.stock.update_stock(changes(3))
    assert skus(result.succeeded) == ["S0", "S2"]
    (failure,) = result.failed
    assert (failure.key, failure.row["new_stock"], failure.error.message) == ("S1", 1, "Invalid SKU.")
    assert type(failure.error) is Rejected


def test_rows_beyond_the_limit_are_sent_again_until_they_are_through(client, platform, clock, answer):
    first = simplejson.dumps(rows(refused("S1", "ERR_TOO_MANY_REQUEST"), refused("S2", "Invalid SKU.")))
    platform.say(answer(first.encode(), 200, {"X-Ratelimit-Full-Reset-After": "2.5"}), rows())
    result = client.stock.update_stock(changes(3))
    assert skus(platform.seen[1].json) == ["S1"]
    assert clock.sleeps == [2.5]
    assert skus(result.succeeded) == ["S0", "S1"]
    assert [failure.key for failure in result.failed] == ["S2"]


def test_rows_that_stay_beyond_the_limit_are_throttled_in_the_end(client, platform, clock):
    platform.say(rows(refused("S0", "ERR_TOO_MANY_REQUEST")))
    result = client.stock.update_stock(changes(1))
    assert type(result.failed[0].error) is Throttled
    assert sum(clock.sleeps) <= 30


def test_nothing_is_sent_again_without_retries(make_client, platform):
    platform.say(rows(refused("S0", "ERR_TOO_MANY_REQUEST")))
    make_client(retry=NO_RETRY).stock.update_stock(changes(1))
    assert len(platform.seen) == 1


def test_a_failure_while_sending_again_is_that_of_the_rows_sent_again(client, platform, answer):
    platform.say(rows(refused("S1", "ERR_TOO_MANY_REQUEST")), answer(b"", 503))
    result = client.stock.increment_stock([Change(value=1, sku="S0"), Change(value=1, sku="S1")])
    assert skus(result.succeeded) == ["S0"]
    assert result.failed[0].error.effect_unknown


def test_a_piece_that_fails_as_a_whole_does_not_hide_the_others(client, platform, answer):
    platform.say(rows(), answer(b"", 503), rows())
    result = client.stock.update_stock(changes(250))
    assert skus(result.succeeded) == [f"S{number}" for number in (*range(100), *range(200, 250))]
    assert {type(failure.error) for failure in result.failed} == {Transient}


def test_when_no_piece_gets_through_that_is_raised(client, platform, answer):
    platform.say(answer(b"", 503))
    with pytest.raises(Transient):
        client.stock.update_stock(changes(150))


def test_rows_that_are_refused_without_a_name_are_not_taken_for_done(client, platform):
    answer = rows(refused("S1", "Invalid SKU."))
    answer["data"]["failed_rows"] = 2
    platform.say(answer)
    result = client.stock.update_stock(changes(3))
    assert result.succeeded == ()
    assert len(result.failed) == 3


def test_increments_report_the_stock_they_lead_to(client, platform):
    platform.say(rows(succeed_rows_data=[{"productID": 5, "stock": 9}], total_data=1))
    result = client.stock.increment_stock([Change(value=4, product_id="5")], request_id="job-7")
    assert result.reported == ({"productID": 5, "stock": 9},)
    assert platform.seen[0].json == [{"product_id": 5, "stock_value": 4}]
    assert platform.seen[0].params["request_id"] == "job-7"


def test_a_null_list_of_failures_is_an_empty_one(client, platform):
    platform.say({"header": {}, "data": {"failed_rows": 0, "failed_rows_data": None}})
    assert client.stock.decrement_stock(changes(2)[1:]).failed == ()


def test_a_request_id_is_used_for_one_call_only(client, platform):
    platform.say(rows(refused("S1", "ERR_TOO_MANY_REQUEST")))
    result = client.stock.decrement_stock(changes(2)[1:], request_id="job-8")
    assert len(platform.seen) == 1
    assert type(result.failed[0].error) is Throttled


def test_sentences_about_products_are_matched_by_the_id_in_them(client, platform):
    sentence = "Error Product ID [12] : There are some problem when retrieve product info"
    platform.say({"header": {}, "data": {"failed_rows": 1, "failed_rows_data": [sentence]}})
    result = client.product_edit.activate(["1", "12", "123"])
    assert [row["product_id"] for row in result.succeeded] == [1, 123]
    assert [(failure.key, failure.error.message) for failure in result.failed] == [("12", sentence)]
    assert platform.seen[0].json == {"product_id": [1, 12, 123]}


def test_more_than_25_products_are_split(client, platform):
    platform.say({"header": {}, "data": {"failed_rows": 0, "failed_rows_data": None}})
    client.product_edit.delete([str(number) for number in range(1, 61)])
    assert [len(seen.json["product_id"]) for seen in platform.seen] == [25, 25, 10]


@pytest.mark.parametrize("name", ["success_rows_data", "success_row_data"])
def test_saved_products_report_their_ids_in_either_spelling(name, client, platform):
    failed = {"product_name": "B", "sku": "SB", "product_price": 1, "error": ["too cheap", "no picture"]}
    data = {
        "total_data": 2,
        "success_data": 1,
        "fail_data": 1,
        name: [{"product_id": 9}],
        "failed_rows_data": [failed],
    }
    platform.say({"header": {}, "data": data})
    result = client.product_edit.edit([{"id": 5, "price": 5000}, {"sku": "SB", "name": "B"}])
    assert result.reported == ({"product_id": 9},)
    assert [(failure.key, failure.error.message) for failure in result.failed] == [
        ("SB", "too cheap; no picture")
    ]
