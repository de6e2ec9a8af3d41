"""Requests of buyers, parcels that come back (RMA) and what sellers decide, against the simulator."""

from datetime import timedelta

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError

PDF = b"%PDF-1.4 label"
PROVIDER = "6841743441349706243"

ALL_OF_A_REQUEST = {
    "id",
    "status",
    "line_items",
    "sku_return_requests",
    "return_merchandise_authorizations",
}


@pytest.fixture
def asked(sandbox):
    """A function that has the buyer of a new order of two units ask for something; it returns the id."""

    def ask(kind, units=2):
        options = {"status": "DELIVERED", "lines": 1, "quantities": [2]}
        (order_id,) = sandbox.control("/orders", options)["orders"]
        sandbox.control(f"/orders/{order_id}/edit", {"return": {"type": kind, "units": units}})
        return order_id

    return ask


def request_of(client, order_id):
    page = client.return_refund.search_aftersales_requests(main_order_ids=[order_id])
    (request,) = page["aftersales_requests"]
    return request


def parcel_of(client, order_id):
    page = client.return_refund.search_return_merchandise_authorizations(main_order_ids=[order_id])
    (parcel,) = page["return_merchandise_authorizations"]
    return parcel


def decision(thing, action, lines=None, **more):
    """A decision on `lines` of a request or parcel, on all by default."""
    rows = thing["line_items"] if lines is None else lines
    items = [{"return_line_item_id": row["return_line_item_id"]} for row in rows]
    return {
        "request_id": thing["id"],
        "line_item_decisions": [{"line_items": items, "action": action, **more}],
    }


def review(client, *decisions):
    return [
        None if row.ok else row.error.code
        for row in client.return_refund.review_aftersales_requests(decisions)
    ]


def code_of(call):
    with pytest.raises(MarketplaceError) as caught:
        call()
    return caught.value.code


def test_a_request_shows_its_lines_and_returns(client, asked):
    order_id = asked("REFUND")
    request = request_of(client, order_id)
    assert request["status"] == "PENDING_REQUEST_REVIEW"
    (case,) = request["sku_return_requests"]
    assert (case["order_id"], case["return_type"]) == (order_id, "REFUND")
    assert {row["sku_return_request_id"] for row in request["line_items"]} == {case["return_id"]}
    assert len(request["line_items"]) == 2
    assert case["shipping_fee"]["buyer_paid_return_shipping_fee_amount"] == "0"
    assert case["discount"].keys() == {
        "product_seller_discount",
        "product_platform_discount",
        "shipping_fee_seller_discount",
        "shipping_fee_platform_discount",
    }


def test_requests_are_found_by_everything_they_can_be_searched_by(client, asked, clock):
    request = request_of(client, asked("RETURN_AND_REFUND"))
    now = clock.now()
    searches = (
        {"aftersales_request_ids": [request["id"]]},
        {"aftersales_request_statuses": ["PENDING_REQUEST_REVIEW"], "return_types": ["RETURN_AND_REFUND"]},
        {"create_time_ge": now - timedelta(hours=1), "create_time_lt": now + timedelta(hours=1)},
    )
    for search in searches:
        found = list(client.return_refund.iter_aftersales_requests(page_size=1, **search))
        assert request["id"] in [row["id"] for row in found], search
    old = client.return_refund.search_aftersales_requests(update_time_lt=now - timedelta(days=90))
    assert old["aftersales_requests"] == []


def test_every_request_is_found_once_over_small_pages(client, asked):
    asked("REFUND")
    whole = client.return_refund.search_aftersales_requests(page_size=50)
    small = list(client.return_refund.iter_aftersales_requests(page_size=2))
    assert [row["id"] for row in small] == [row["id"] for row in whole["aftersales_requests"]]
    assert len(small) == whole["total_count"] > 2


def test_wrong_statuses_and_windows_are_refused(client, clock):
    search = client.return_refund.search_aftersales_requests
    assert code_of(lambda: search(aftersales_request_statuses=["OPEN"])) == "36009004"
    wrong = {"create_time_ge": clock.now(), "create_time_lt": clock.now() - timedelta(days=1)}
    assert code_of(lambda: search(**wrong)) == "36009004"


def test_a_refund_is_granted_and_the_review_is_over(client, asked, later):
    order_id = asked("REFUND")
    request = request_of(client, order_id)
    assert review(client, decision(request, "APPROVE_REQUEST")) == [None]
    later(60)
    request = request_of(client, order_id)
    assert request["status"] == "REQUEST_REVIEW_COMPLETED"
    assert request["sku_return_requests"][0]["return_status"] == "RETURN_OR_REFUND_REQUEST_COMPLETE"


def test_lines_are_decided_on_one_by_one(client, asked):
    order_id = asked("RETURN_AND_REFUND")
    request = request_of(client, order_id)
    first, second = request["line_items"]
    assert review(client, decision(request, "REFUND_INSTEAD", [first])) == [None]
    request = request_of(client, order_id)
    assert request["status"] == "PENDING_REQUEST_REVIEW"
    assert len(request["sku_return_requests"]) == 2
    reason = {"reason_id": "reverse_reject_request_reason_1"}
    assert review(client, decision(request, "REJECT_REQUEST", [second], reason=reason)) == [None]
    request = request_of(client, order_id)
    assert request["status"] == "REQUEST_REVIEW_COMPLETED"
    assert {case["return_status"] for case in request["sku_return_requests"]} == {
        "RETURN_OR_REFUND_REQUEST_SUCCESS",
        "REFUND_OR_RETURN_REQUEST_REJECT",
    }


def test_a_part_of_the_money_is_offered(client, asked):
    order_id = asked("REFUND")
    offers = ("5000", "999999999", None)
    codes = []
    for offer in offers[::-1]:
        more = {"alternative_solution_details": {"partial_refund_amount": offer}} if offer else {}
        codes += review(client, decision(request_of(client, order_id), "OFFER_PARTIAL_REFUND", **more))
    assert codes == ["25011032", "25011032", None]
    (case,) = request_of(client, order_id)["sku_return_requests"]
    assert case["return_status"] == "AWAITING_BUYER_RESPONSE"
    assert case["partial_refund_amount"] == {"partial_refund_total": "5000", "currency": "IDR"}


def test_decisions_that_do_not_fit_are_refused_and_change_nothing(client, asked):
    request = request_of(client, asked("REFUND"))
    stranger = {"return_line_item_id": "41000"}
    wrong_reason = {"reason": {"reason_id": "no such reason"}}
    refused = {
        "25020004": decision(request, "REFUND_INSTEAD"),
        "25001001": decision(request, "APPROVE_REQUEST", [stranger]),
        "25001014": decision(request, "REJECT_REQUEST", **wrong_reason),
    }
    for code, wrong in refused.items():
        assert review(client, wrong) == [code]
    assert review(client, decision(request, "APPROVE_RETURN_PACKAGE")) == ["25020004"]
    unknown = {**request, "id": "5000000000000000001"}
    assert review(client, decision(unknown, "APPROVE_REQUEST"), decision(request, "APPROVE_REQUEST")) == [
        "25001001",
        None,
    ]
    assert review(client, decision(request, "REJECT_REQUEST")) == ["25020003"]


def test_a_decision_counts_once_by_its_key(client, asked):
    order_id = asked("REPLACEMENT")
    wish = {**decision(request_of(client, order_id), "APPROVE_REQUEST"), "idempotency_key": "k-1"}
    assert review(client, wish) == [None]
    assert review(client, wish) == [None]
    assert review(client, {**wish, "idempotency_key": "k-2"}) == ["25020003"]


def test_a_parcel_comes_back_and_is_accepted(client, asked, sandbox, later):
    order_id = asked("RETURN_AND_REFUND")
    assert review(client, decision(request_of(client, order_id), "APPROVE_REQUEST")) == [None]
    parcel = parcel_of(client, order_id)
    assert parcel["status"] == "AWAITING_BUYER_RETURN"
    assert review(client, decision(parcel, "APPROVE_RETURN_PACKAGE")) == ["25020003"]
    sandbox.control(f"/orders/{order_id}/edit", {"return_step": "ship"})
    assert parcel_of(client, order_id)["status"] == "RETURN_IN_TRANSIT"
    assert review(client, decision(parcel, "APPROVE_RETURN_PACKAGE")) == ["25020003"]
    later(2 * 3600)
    assert parcel_of(client, order_id)["status"] == "PENDING_PACKAGE_REVIEW"
    accepted = {**decision(parcel, "APPROVE_RETURN_PACKAGE"), "request_id_type": "RMA"}
    assert review(client, accepted) == [None]
    parcel = parcel_of(client, order_id)
    assert parcel["status"] == "PACKAGE_REVIEW_COMPLETED"
    (request_parcel,) = request_of(client, order_id)["return_merchandise_authorizations"]
    assert request_parcel["id"] == parcel["id"]


def test_parcels_are_found_by_id_and_status(client, asked):
    order_id = asked("RETURN_AND_REFUND")
    request = request_of(client, order_id)
    search = client.return_refund.search_return_merchandise_authorizations
    assert search(aftersales_request_ids=[request["id"]])["return_merchandise_authorizations"] == []
    review(client, decision(request, "APPROVE_REQUEST"))
    parcel = parcel_of(client, order_id)
    assert parcel["aftersales_request_id"] == request["id"]
    for filters in (
        {"rma_ids": [parcel["id"]]},
        {"package_ids": [parcel["package_id"]]},
        {"statuses": ["AWAITING_BUYER_RETURN"], "aftersales_request_ids": [request["id"]]},
    ):
        assert search(**filters)["return_merchandise_authorizations"] == [parcel]
    assert code_of(lambda: search(statuses=["LOST"])) == "36009004"


def test_the_decisions_that_are_left_are_told_line_by_line(client, asked):
    (group,) = {row["seller_id"] for row in client.seller.get_shop_groups()["shops"]}
    (case,) = request_of(client, asked("REFUND"))["sku_return_requests"]
    decide = client.return_refund.get_available_review_decisions
    for line in decide(group, case["return_id"])["line_items"]:
        rows = {row["decision"]: row for row in line["decisions"]}
        assert {name for name, row in rows.items() if row["eligible"]} == {
            "APPROVE_REFUND",
            "OFFER_PARTIAL_REFUND",
            "REJECT_REFUND",
        }
        assert rows["REJECT_REFUND"]["available_reject_reasons"]
        assert rows["OFFER_PARTIAL_REFUND"]["partial_refund_amount_range"]["currency"] == "IDR"
        assert rows["APPROVE_RETURN"]["ineligible_code"] == 25020003
    assert code_of(lambda: decide(group, "1729000000000000000")) == "25001001"
    assert code_of(lambda: decide("7000000000000000001", case["return_id"])) == "25020005"


def test_a_cancellation_has_decisions_too(client, sandbox, numbers):
    order_id = numbers["AWAITING_SHIPMENT"][0]
    sandbox.control(f"/orders/{order_id}/request_cancel", {})
    (case,) = client.return_refund.iter_cancellations(order_ids=[order_id])
    group = client.seller.get_shop_groups()["shops"][0]["seller_id"]
    lines = client.return_refund.get_available_review_decisions(group, case["cancel_id"])["line_items"]
    assert [line["return_line_item_id"] for line in lines] == [
        row["cancel_line_item_id"] for row in case["cancel_line_items"]
    ]
    fitting = {row["decision"] for row in lines[0]["decisions"] if row["eligible"]}
    assert fitting == {"APPROVE_REQUEST_CANCEL", "REJECT_REQUEST_CANCEL"}


@pytest.mark.parametrize("kind", ["RMA", "SKU_RETURN_ORDER"])
def test_a_buyer_gets_a_label_to_send_goods_back_with(kind, client, asked):
    order_id = asked("RETURN_AND_REFUND")
    request = request_of(client, order_id)
    give = client.return_refund.upload_return_shipping_information
    (case,) = request["sku_return_requests"]
    assert code_of(lambda: give([case["return_id"]], "JX77", PROVIDER)) == "25020003"
    review(client, decision(request, "APPROVE_REQUEST"))
    number = parcel_of(client, order_id)["id"] if kind == "RMA" else case["return_id"]
    give([number], "JX77", PROVIDER, return_shipping_label=PDF, return_id_type=kind)
    (shown,) = client.return_refund.iter_returns(return_ids=[case["return_id"]])
    assert (shown["return_tracking_number"], shown["return_provider_id"]) == ("JX77", PROVIDER)
    assert (shown["return_provider_name"], shown["return_shipping_document_type"]) == (
        "JNE",
        "SHIPPING_LABEL",
    )
    assert code_of(lambda: give(["1729000000000000000"], "JX77", PROVIDER)) == "25001001"
    assert code_of(lambda: give([number], "JX77", "66", return_id_type=kind)) == "25001001"


def test_a_return_of_another_shop_is_not_ours_to_decide_on(client, connect, asked):
    request = request_of(client, asked("REFUND"))
    (other,) = (row for row in client.authorization.get_authorized_shops() if row["name"] == "Rumah Senja")
    neighbour = connect(shop_cipher=other["cipher"])
    assert review(neighbour, decision(request, "APPROVE_REQUEST")) == ["25020005"]
    assert request["id"] not in [row["id"] for row in neighbour.return_refund.iter_aftersales_requests()]


def test_a_market_without_the_newer_family_is_understood(client, sandbox):
    sandbox.switch(aftersales_requests=False)
    calls = (
        client.return_refund.search_aftersales_requests,
        client.return_refund.search_return_merchandise_authorizations,
        lambda: client.return_refund.get_available_review_decisions("7", "1"),
    )
    assert {code_of(call) for call in calls} == {"36009009"}


@pytest.mark.parametrize(("everything", "names"), [(False, {"id", "status"}), (True, ALL_OF_A_REQUEST)])
def test_a_search_that_names_no_parts_shows_none_or_all(everything, names, client, asked, sandbox):
    sandbox.switch(unnamed_case_fields=everything)
    asked("REFUND")
    answer = client.return_refund._gateway.search("/return_refund/202603/aftersales/search")
    assert answer["data"]["aftersales_requests"][0].keys() == names
