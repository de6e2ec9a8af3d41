"""Cancellations and returns move through their states and refuse what does not fit."""

import pytest

WAY = "/return_refund/202309"
NEW = "/return_refund/202602"
OUT_OF_STOCK = "seller_cancel_reason_out_of_stock"
PACKED = "seller_reject_apply_product_has_been_packed"


@pytest.fixture
def asked(tts):
    def ask():
        number = tts.place()[0]
        assert tts.change(number, "request_cancel").status == 200
        rows = tts.post(f"{NEW}/cancellations/search", {"order_ids": [number]}).data["cancellations"]
        return number, rows[0]

    return ask


@pytest.fixture
def delivered(tts):
    def deliver(**options):
        return tts.place(**{"status": "DELIVERED", "skus": ["TAS-KANVAS"], **options})[0]

    return deliver


@pytest.fixture
def returned(tts, delivered):
    def ask(kind, **options):
        number = delivered(**options)
        answer = tts.change(number, "edit", **{"return": {"type": kind}})
        assert answer.status == 200, answer.body
        return number, case_of(tts, number)

    return ask


def case_of(tts, number):
    return tts.post(f"{NEW}/returns/search", {"order_ids": [number]}).data["return_orders"][-1]


def test_a_buyer_asks_and_the_seller_agrees(tts, asked):
    number, case = asked()
    assert (case["cancel_type"], case["cancel_status"]) == ("BUYER_CANCEL", "CANCELLATION_REQUEST_PENDING")
    assert case["seller_next_action_response"][0]["deadline"] == case["create_time"] + 48 * 3600
    assert tts.one(number)["is_buyer_request_cancel"] is True
    assert tts.post(f"{WAY}/cancellations/{case['cancel_id']}/approve", idempotency_key="a").data == {}
    assert tts.post(f"{WAY}/cancellations/{case['cancel_id']}/approve", idempotency_key="a").data == {}
    order = tts.one(number)
    assert (order["status"], order["cancellation_initiator"]) == ("CANCELLED", "BUYER")
    assert tts.post(f"{WAY}/cancellations/{case['cancel_id']}/approve").code == 25011012
    assert (
        tts.post(f"{WAY}/cancellations/{case['cancel_id']}/reject", {"reject_reason": PACKED}).code
        == 25020010
    )
    tts.wait(6)
    done = tts.post(f"{NEW}/cancellations/search", {"order_ids": [number]}).data["cancellations"][0]
    assert done["cancel_status"] == "CANCELLATION_REQUEST_COMPLETE"


def test_a_refused_request_lets_the_order_go_on(tts, asked):
    number, case = asked()
    path = f"{WAY}/cancellations/{case['cancel_id']}/reject"
    assert tts.post(path, {"reject_reason": "because"}).code == 25001014
    names = {
        row["name"]
        for row in tts.get(f"{WAY}/reject_reasons", return_or_cancel_id=case["cancel_id"]).data["reasons"]
    }
    assert PACKED in names
    assert tts.post(path, {"reject_reason": PACKED}).data == {}
    assert tts.one(number)["is_buyer_request_cancel"] is False
    for version, word in (("202602", "CANCEL"), ("202309", "CANCELLED")):
        rows = tts.post(f"/return_refund/{version}/cancellations/search", {"order_ids": [number]}).data
        assert rows["cancellations"][0]["cancel_status"] == f"CANCELLATION_REQUEST_{word}"
    package = tts.one(number)["packages"][0]["id"]
    assert tts.post(f"/fulfillment/202309/packages/{package}/ship").code == 0


def test_a_request_left_alone_is_approved_after_two_days(tts, asked):
    number, _case = asked()
    tts.wait(48 * 3600 - 60)
    refreshed = tts.token("refresh", refresh_token=tts.app["refresh_token"], grant_type="refresh_token").data
    tts.app["access_token"] = refreshed["access_token"]
    assert tts.one(number)["status"] == "AWAITING_SHIPMENT"
    tts.wait(120)
    assert tts.one(number)["status"] == "CANCELLED"


def test_a_seller_cancels_whole_orders_with_a_reason_that_fits(tts):
    number = tts.place(skus=["KAOS-OMBAK-M", "TAS-KANVAS"])[0]
    body = {"order_id": number, "cancel_reason": OUT_OF_STOCK}
    assert tts.post(f"{NEW}/cancellations", {**body, "cancel_reason": "x"}).code == 25001014
    offline = {**body, "cancel_reason": "seller_cancel_paid_reason_address_not_deliver"}
    assert tts.post(f"{NEW}/cancellations", offline).code == 25001020
    unpaid = {**body, "cancel_reason": "seller_cancel_unpaid_reason_out_of_stock"}
    assert tts.post(f"{NEW}/cancellations", unpaid).code == 25001021
    part = {**body, "order_line_item_ids": [tts.one(number)["line_items"][0]["id"]]}
    assert tts.post(f"{NEW}/cancellations", part).code == 25005010
    assert tts.post(f"{NEW}/cancellations", {**body, "order_id": "1"}).code == 25007006
    made = tts.post(f"{WAY}/cancellations", body).data
    assert made["cancel_status"] == "CANCELLATION_REQUEST_SUCCESS"
    order = tts.one(number)
    assert (order["status"], order["cancel_reason"]) == ("CANCELLED", "Out of stock")
    assert {line["cancel_user"] for line in order["line_items"]} == {"SELLER"}
    assert tts.post(f"{NEW}/cancellations", body).code == 25001051


def test_shipped_orders_cannot_be_cancelled_by_the_seller(tts):
    number = tts.place(status="IN_TRANSIT")[0]
    assert (
        tts.post(f"{NEW}/cancellations", {"order_id": number, "cancel_reason": OUT_OF_STOCK}).code == 25001045
    )


def test_out_of_stock_empties_the_stock_where_the_switch_says_so(tts):
    tts.switch(out_of_stock_zeroes=True)
    number = tts.place(skus=["TAS-KANVAS"])[0]
    tts.post(f"{NEW}/cancellations", {"order_id": number, "cancel_reason": OUT_OF_STOCK})
    found = tts.post("/product/202502/products/search", {"seller_skus": ["TAS-KANVAS"]}, page_size=1)
    assert found.data["products"][0]["skus"][0]["inventory"][0]["quantity"] == 0


def test_a_return_goes_from_request_to_refund(tts, returned):
    number, case = returned("RETURN_AND_REFUND")
    path = f"{WAY}/returns/{case['return_id']}/approve"
    assert case["return_status"] == "RETURN_OR_REFUND_REQUEST_PENDING"
    assert case["seller_next_action_response"][0]["action"] == "SELLER_RESPOND_RETURN"
    assert tts.post(path, {"decision": "APPROVE_RECEIVED_PACKAGE"}).code == 25011012
    assert tts.post(path, {"decision": "APPROVE_REPLACEMENT"}).code == 25020004
    assert tts.post(path, {"decision": "APPROVE_RETURN"}).data == {}
    case = case_of(tts, number)
    assert (case["return_status"], case["return_tracking_number"][:2]) == ("AWAITING_BUYER_SHIP", "JR")
    tts.change(number, "edit", return_step="ship")
    assert case_of(tts, number)["return_status"] == "BUYER_SHIPPED_ITEM"
    assert tts.post(path, {"decision": "APPROVE_RECEIVED_PACKAGE"}).data == {}
    assert case_of(tts, number)["return_status"] == "RETURN_OR_REFUND_REQUEST_SUCCESS"
    tts.wait(6)
    case = case_of(tts, number)
    assert case["return_status"] == "RETURN_OR_REFUND_REQUEST_COMPLETE"
    amounts = {name: int(value) for name, value in case["refund_amount"].items() if name != "currency"}
    parts = ("refund_subtotal", "refund_shipping_fee", "refund_tax")
    assert amounts["refund_total"] == sum(amounts[name] for name in parts)
    events = [row["event"] for row in tts.get(f"{WAY}/returns/{case['return_id']}/records").data["records"]]
    assert events[0] == "ORDER_RETURN"
    assert len(events) == 5


def test_a_parcel_that_is_wrong_is_refused_and_the_platform_decides(tts, returned):
    number, case = returned("RETURN_AND_REFUND")
    tts.post(f"{WAY}/returns/{case['return_id']}/approve", {"decision": "APPROVE_RETURN"})
    tts.change(number, "edit", return_step="ship")
    path = f"/return_refund/202606/returns/{case['return_id']}/reject"
    body = {"decision": "REJECT_RECEIVED_PACKAGE", "reject_reason": "reverse_reject_request_reason_1"}
    assert tts.post(path, body).code == 25001014
    assert tts.post(path, {**body, "reject_reason": "reverse_reject_return_parcel_reason_1"}).data == {}
    tts.change(number, "edit", return_step="arbitration")
    assert case_of(tts, number)["arbitration_status"] == "IN_PROGRESS"
    tts.change(number, "edit", return_step="support_seller")
    assert case_of(tts, number)["return_status"] == "RETURN_OR_REFUND_REQUEST_CANCEL"


def test_a_part_of_the_money_may_be_offered(tts, returned):
    number, case = returned("REFUND", quantities=[2])
    path = f"{WAY}/returns/{case['return_id']}/approve"
    offer = {"decision": "OFFER_PARTIAL_REFUND", "partial_refund": {"currency": "IDR", "amount": "20000"}}
    assert tts.post(path, {"decision": "OFFER_PARTIAL_REFUND"}).code == 36009004
    too_much = {**offer, "partial_refund": {"currency": "IDR", "amount": "9999999"}}
    assert tts.post(path, too_much).code == 25011032
    assert tts.post(path, offer).data == {}
    assert case_of(tts, number)["return_status"] == "AWAITING_BUYER_RESPONSE"
    tts.change(number, "edit", return_step="accept")
    tts.wait(6)
    case = case_of(tts, number)
    assert (case["return_status"], case["refund_amount"]["refund_total"]) == (
        "RETURN_OR_REFUND_REQUEST_COMPLETE",
        "20000",
    )


def test_a_replacement_makes_a_new_order(tts, returned):
    number, case = returned("REPLACEMENT")
    assert case["return_status"] == "REPLACEMENT_REQUEST_PENDING"
    assert (
        tts.post(f"{WAY}/returns/{case['return_id']}/approve", {"decision": "APPROVE_REPLACEMENT"}).code == 0
    )
    tts.wait(6)
    assert case_of(tts, number)["return_status"] == "REPLACEMENT_REQUEST_COMPLETE"
    new = next(row for row in tts.orders() if row.get("replaced_order_id") == number)
    assert new["is_replacement_order"] is True
    assert new["payment"]["sub_total"] == "0"


def test_a_seller_opens_a_refund_within_what_was_paid(tts, delivered):
    number = delivered(quantities=[2])
    reason = "ecom_order_delivered_refund_reason_missing_product_seller"
    body = {"order_id": number, "return_reason": reason, "return_type": "REFUND"}
    one = {**body, "skus": [{"sku_id": tts.one(number)["line_items"][0]["sku_id"], "quantity": 1}]}
    due = tts.post(
        f"{NEW}/refunds/calculate",
        {"order_id": number, "request_type": "REFUND", "reason_name": reason, "skus": one["skus"]},
    ).data["order_refund_amount"]
    assert due["refund_total"] == tts.one(number)["line_items"][0]["sale_price"]
    assert tts.post(f"{NEW}/returns", {**one, "refund_total": "999999"}).code == 25005005
    buyers = {**one, "return_reason": "ecom_order_delivered_refund_reason_not_received"}
    assert tts.post(f"{NEW}/returns", buyers).code == 25001015
    assert tts.post(f"{NEW}/returns", {**one, "return_type": "RETURN_AND_REFUND"}).code == 25001021
    many = {**one, "skus": [{**one["skus"][0], "quantity": 3}]}
    assert tts.post(f"{NEW}/returns", many).code == 25005011
    made = tts.post(f"{NEW}/returns", one).data
    assert made["return_status"] == "RETURN_OR_REFUND_REQUEST_SUCCESS"
    assert tts.post(f"{NEW}/returns", one).code in (0, 25001011)


def test_what_may_be_asked_for_depends_on_the_status(tts, delivered):
    ready, done = tts.place()[0], delivered()
    for number, allowed in ((ready, {"CANCEL"}), (done, {"REFUND", "RETURN_AND_REFUND"})):
        rows = tts.get(f"{NEW}/orders/{number}/aftersale_eligibility").data["sku_eligibility"]
        kinds = rows[0]["line_item_eligibility"]
        assert {row["request_type"] for row in kinds if row["eligible"]} == allowed
        assert all(row["ineligible_code"] for row in kinds if not row["eligible"])


def test_decisions_that_fit_are_told(tts, returned):
    _number, case = returned("RETURN_AND_REFUND")
    path = "/return_refund/202601/decision_eligibility"
    rows = tts.get(path, return_or_cancel_id=case["return_id"]).data["decisions"]
    fits = {row["decision"] for row in rows if row["eligible"]}
    assert {"APPROVE_RETURN", "REJECT_RETURN"} <= fits
    assert "APPROVE_RECEIVED_PACKAGE" not in fits
    assert tts.get(path, return_or_cancel_id="1").code == 25001001


def test_the_seed_holds_cases_in_several_states_and_pages_are_limited(tts):
    rows = []
    for shop in tts.get("/authorization/202309/shops", cipher=False).data["shops"]:
        answer = tts.post(f"{NEW}/returns/search", page_size=50, cipher=shop["cipher"]).data
        rows += answer["return_orders"]
    assert len({row["return_status"] for row in rows}) >= 4
    assert tts.post(f"{NEW}/returns/search", page_size=9).code == 36009004
    assert tts.post(f"{NEW}/cancellations/search", page_size=51).code == 36009004
    cancelled = tts.post(f"{NEW}/cancellations/search", {"cancel_types": ["CANCEL"]}, page_size=50).data
    assert cancelled["total_count"] >= 1
