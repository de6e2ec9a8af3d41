"""Calls that do several things: what became of each row."""

from datetime import datetime, timezone
from decimal import Decimal

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    ContractChanged,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_shopee.lib.client.parcels import Parcel
from odoo.addons.ocean_shopee.lib.client.product_stock import StockLevel
from odoo.addons.ocean_shopee.lib.client.rows import RowRules, read_rows
from odoo.addons.ocean_shopee.lib.errors import ALL_ROWS_FAILED

NOW = datetime(2026, 5, 4, tzinfo=timezone.utc)
RULES = RowRules(key=("a", "b"), done=("response.done",), failed=("response.failed", "failed"))


def wrapped(response, **more):
    return {"error": "", "message": "", "request_id": "r-1", "response": response} | more


def told(envelope, keys, rules=RULES, **more):
    return [(row.key, row.error) for row in read_rows(envelope, keys, rules, NOW, **more)]


def priced(seen):
    return wrapped({"success_list": seen.json["price_list"], "failure_list": []})


def test_rows_come_back_in_the_order_they_were_asked_for():
    envelope = wrapped({"done": [{"a": 2, "b": "x"}, {"a": 1, "b": "x"}]})
    assert told(envelope, [("1", "x"), ("2", "x")]) == [(("1", "x"), None), (("2", "x"), None)]


def test_an_id_that_one_side_leaves_out_is_not_compared_but_kept():
    assert told(wrapped({"done": [{"a": 1, "b": "P"}]}), [("1", "")]) == [(("1", "P"), None)]
    assert told(wrapped({"done": [{"a": 1}]}), [("1", "P")]) == [(("1", "P"), None)]


def test_one_failure_may_stand_for_several_rows():
    rows = told(wrapped({"failed": [{"a": 1, "fail_reason": "no"}]}), [("1", "x"), ("1", "y")])
    assert [(key, error.message) for key, error in rows] == [(("1", "x"), "no"), (("1", "y"), "no")]


def test_a_list_beside_the_response_counts_where_none_is_in_it():
    ((_key, error),) = told({"failed": [{"a": 1, "b": "x", "failed_reason": "no"}]}, [("1", "x")])
    assert isinstance(error, Rejected)


def test_rows_nobody_asked_for_are_told_too():
    assert told(wrapped({"done": [{"a": 9, "b": "z"}]}), []) == [(("9", "z"), None)]


def test_a_row_that_is_not_mentioned_is_no_success():
    ((_key, error),) = told(wrapped({"done": []}), [("1", "x")])
    assert isinstance(error, ContractChanged)
    assert error.request_id == "r-1"


def test_where_only_failures_are_listed_silence_is_success():
    silent = RowRules(key=("a",), failed=("response.failed",), silent=True)
    assert told(wrapped({}), [("1",)], silent) == [(("1",), None)]


@pytest.mark.parametrize("blank", ["", " ", "-", None])
def test_placeholders_are_no_failures(blank):
    envelope = wrapped({"done": [{"a": 1, "b": "x", "fail_error": blank, "fail_message": blank}]})
    assert told(envelope, [("1", "x")]) == [(("1", "x"), None)]


@pytest.mark.parametrize("write", [True, False])
def test_codes_of_rows_have_their_classes(write):
    rows = [{"a": 1, "b": "x", "fail_error": "logistics.error_timeout", "fail_message": "later"}]
    ((_key, error),) = told(wrapped({"done": rows}), [("1", "x")], write=write)
    assert (type(error), error.code, error.effect_unknown) == (Transient, "logistics.error_timeout", write)


def test_a_row_that_is_no_object_is_a_changed_contract():
    with pytest.raises(ContractChanged) as caught:
        told(wrapped({"done": ["1"]}), [("1", "x")])
    assert caught.value.path == "response.done"


@pytest.mark.parametrize("code", sorted(ALL_ROWS_FAILED))
def test_a_call_whose_rows_all_failed_tells_why_for_each(code, server, client):
    failures = [{"model_id": 7, "failed_reason": "reserved"}]
    server.say(wrapped({"failure_list": failures}, error=code, message="all failed"))
    listed, silent = client.product.update_stock(
        "5", [StockLevel(model_id="7", stock=1), StockLevel(stock=2)]
    )
    assert (listed.error.message, listed.error.code) == ("reserved", "")
    assert (silent.key, silent.error.code) == (("0",), code)


def test_a_call_whose_rows_all_failed_may_say_no_more():
    envelope = {"error": "common.batch_api_all_failed", "message": "all", "request_id": "r-1"}
    ((_key, error),) = told(envelope, [("1", "x")])
    assert (type(error), error.code) == (Rejected, "common.batch_api_all_failed")


def test_prices_are_split_by_50_and_keep_their_digits(server, client):
    server.respond(priced)
    results = client.product.update_price("5", {str(n): Decimal("1.10") for n in range(1, 121)})
    assert [row.key for row in results] == [(str(n),) for n in range(1, 121)]
    assert all(row.ok for row in results)
    assert [len(seen.json["price_list"]) for seen in server.seen] == [50, 50, 20]
    assert b'"original_price":1.10' in server.seen[0].body


def test_a_first_call_refused_as_a_whole_is_raised(server, client):
    server.say({"error": "error_item_not_found", "message": "", "request_id": "r"})
    with pytest.raises(Rejected):
        client.product.update_price("5", {str(n): 1 for n in range(60)})
    assert len(server.seen) == 1


def after_first(*answers):
    queue = [None, *answers]

    def answer(seen):
        found = queue.pop(0)
        return priced(seen) if found is None else found

    return answer


def test_a_later_refusal_is_the_error_of_its_rows_only(server, client):
    server.respond(after_first({"error": "error_item_uneditable"}, None))
    results = client.product.update_price("5", {str(n): 1 for n in range(1, 121)})
    assert [row.ok for row in results] == [True] * 50 + [False] * 50 + [True] * 20
    assert {row.error.code for row in results[50:100]} == {"error_item_uneditable"}


def test_what_ends_all_calls_ends_them_without_hiding_what_was_done(server, client):
    server.respond(after_first({"error": "invalid_acceess_token"}))
    results = client.product.update_price("5", {str(n): 1 for n in range(1, 121)})
    assert [row.ok for row in results] == [True] * 50 + [False] * 70
    assert {type(row.error) for row in results[50:]} == {AuthExpired}
    assert len(server.seen) == 2


def test_being_throttled_in_the_middle_leaves_the_rest_undone(server, client):
    server.respond(after_first({"error": "error_rate_limit"}))
    results = client.product.update_price("5", {str(n): 1 for n in range(1, 121)})
    assert {type(row.error) for row in results[50:]} == {Throttled}


def test_an_outage_in_the_middle_may_have_had_an_effect_on_its_rows(server, client, answer):
    server.respond(after_first(answer(b"", 502), None))
    results = client.product.update_price("5", {str(n): 1 for n in range(1, 121)})
    assert [row.ok for row in results] == [True] * 50 + [False] * 50 + [True] * 20
    assert all(row.error.effect_unknown for row in results[50:100])


def test_repeated_parcels_are_sent_once(server, client):
    server.say(wrapped({"result_list": [{"order_sn": "A", "status": "READY"}]}))
    results = client.logistics.get_shipping_document_result([Parcel(order_sn="A"), Parcel(order_sn="A")])
    assert [row.data["status"] for row in results] == ["READY"]
    assert server.seen[0].json == {"order_list": [{"order_sn": "A"}]}


def test_reading_rows_is_repeated_and_writing_them_is_not(server, client):
    inner = {"error": "error_inner", "message": "", "request_id": "r"}
    server.say(inner, wrapped({"result_list": [{"order_sn": "A"}]}))
    assert client.logistics.get_shipping_document_result([Parcel(order_sn="A")])[0].ok
    server.say(inner, wrapped({"result_list": [{"order_sn": "A"}]}))
    with pytest.raises(Transient) as caught:
        client.logistics.create_shipping_document([Parcel(order_sn="A")])
    assert caught.value.effect_unknown


def test_tracking_numbers_of_a_mass_shipment_go_with_their_packages(server, client):
    server.respond(lambda seen: wrapped({"success_list": seen.json["package_list"]}))
    numbers = [f"OFG{n}" for n in range(60)]
    rows = [{"package_number": number, "tracking_number": f"T-{number}"} for number in numbers]
    results = client.logistics.mass_ship_order(numbers, "non_integrated", {"tracking_number": rows})
    assert all(row.ok for row in results)
    sent = [seen.json["non_integrated"]["tracking_number"] for seen in server.seen]
    assert sent == [rows[:50], rows[50:]]
