"""Returns and what they do to orders and money."""

import pytest

EVIDENCE = [{"module_index": 1, "requirement": "label", "image_url": ["https://x/1"]}]


def detail(shop, sn):
    return shop.get("returns/get_return_detail", return_sn=sn).response


def listed(shop, **more):
    return shop.get("returns/get_return_list", page_no=0, page_size=100, **more)


def escrow(shop, number):
    return shop.get("payment/get_escrow_detail", order_sn=number).response


def opened(shop, status="TO_CONFIRM_RECEIVE", **wanted):
    """Return an order and the number of the return that its buyer asked for."""
    number = shop.place(skus=["TAS-KANVAS"], quantities=[2], status=status, seller_voucher=5_000)
    shop.edit(number, **{"return": {"reason": "WRONG_ITEM", **wanted}})
    rows = listed(shop).response["return"]
    return number, next(row["return_sn"] for row in rows if row["order_sn"] == number)


@pytest.fixture
def case(shop):
    return opened(shop)


def act(shop, name, sn, **more):
    return shop.post(f"returns/{name}", {"return_sn": sn, **more})


def test_the_page_number_is_missed_in_a_misleading_way(shop, raw):
    refused = shop.get("returns/get_return_list", page_size=10)
    assert (refused.error, refused.json["message"]) == ("error_data", "Inner error, please try later. [5]")
    assert listed(shop, create_time_from=1, create_time_to=1 + 16 * 86_400).error == "error_param"
    early = listed(
        shop, create_time_from=2_000, create_time_to=9_000, update_time_from=1_000, update_time_to=9_000
    )
    assert early.error == "error_param"
    assert shop.get("returns/get_return_list", page_no=0, page_size=101).error == "error_param"
    raw.switch(return_first_page=1)
    assert listed(shop).error == "error_param"


def test_a_return_is_shown_with_its_order(shop, case):
    number, sn = case
    assert shop.one(number)["order_status"] == "TO_RETURN"
    found = detail(shop, sn)
    assert (found["status"], found["reason"], found["order_sn"]) == ("REQUESTED", "WRONG_ITEM", number)
    assert (found["return_refund_type"], found["item"][0]["amount"]) == ("RRBOC", 2)
    assert sum(row["refund_amount"] for row in found["item"]) == found["refund_amount"]
    rows = listed(shop, status="REQUESTED").response["return"]
    assert sn in {row["return_sn"] for row in rows}
    assert listed(shop, status="JUDGING").response["return"] == []
    assert escrow(shop, number)["return_order_sn_list"] == [sn]


def test_a_confirmed_return_pays_the_buyer_and_ends_the_order(shop, case, told):
    number, sn = case
    before = escrow(shop, number)["order_income"]
    assert act(shop, "confirm", sn).response == {"return_sn": sn}
    assert detail(shop, sn)["status"] == "ACCEPTED"
    order = shop.one(number)
    assert (order["order_status"], order["item_list"][0]["returned_qty"]) == ("COMPLETED", 2)
    after = escrow(shop, number)["order_income"]
    assert after["seller_return_refund"] == -before["cost_of_goods_sold"]
    assert after["escrow_amount"] < before["escrow_amount"]
    assert act(shop, "confirm", sn).error == "error_validation"
    changes = [row["update_field"] for push in told(29) for row in push["updated_values"]]
    assert "return_status" in changes


def test_a_return_after_completion_takes_money_back_from_the_wallet(shop, told):
    number, sn = opened(shop, status="COMPLETED", quantity=1)
    assert detail(shop, sn)["return_refund_type"] == "RRAOC"
    paid = escrow(shop, number)["order_income"]
    assert "order_adjustment" not in paid
    assert act(shop, "confirm", sn).error == ""
    income = escrow(shop, number)["order_income"]
    assert income["escrow_amount"] == paid["escrow_amount"]
    assert income["total_adjustment_amount"] == sum(row["amount"] for row in income["order_adjustment"]) < 0
    assert (
        income["escrow_amount_after_adjustment"]
        == income["escrow_amount"] + income["total_adjustment_amount"]
    )
    row = shop.get("payment/get_wallet_transaction_list", page_no=0, page_size=1).response[
        "transaction_list"
    ][0]
    assert (row["refund_sn"], row["amount"]) == (sn, income["total_adjustment_amount"])
    assert shop.one(number)["order_status"] == "COMPLETED"
    assert told(3)[-1]["completed_scenario"] == "RRAOC"


def test_offers_go_back_and_forth_within_their_limits(shop, case):
    number, sn = case
    limits = shop.get("returns/get_available_solutions", return_sn=sn).response["offer_refund"]
    assert limits["eligibility"] is True
    offer = {"proposed_solution": "REFUND"}
    over = limits["max_refund_amount"] + 1
    assert act(shop, "offer", sn, **offer, proposed_adjusted_refund_amount=over).error == "err_data"
    assert act(shop, "offer", sn, proposed_solution="GIFT").error == "err_data"
    assert act(shop, "accept_offer", sn).error == "error_no_buyer_offer"
    half = limits["max_refund_amount"] // 2
    assert act(shop, "offer", sn, **offer, proposed_adjusted_refund_amount=half).error == ""
    assert detail(shop, sn)["negotiation"]["latest_offer_amount"] == half
    assert act(shop, "offer", sn, **offer).error == "error_negotiation_status"
    shop.edit(number, return_step="counter")
    assert detail(shop, sn)["negotiation_status"] == "PENDING_RESPOND"
    assert act(shop, "accept_offer", sn).error == ""
    found = detail(shop, sn)
    assert (found["status"], found["refund_amount"]) == ("ACCEPTED", limits["max_refund_amount"] // 2)
    income = escrow(shop, number)["order_income"]
    assert income["total_adjustment_amount"] == -found["refund_amount"]
    assert act(shop, "offer", sn, **offer).error == "error_return_status"


def test_a_dispute_needs_reason_and_evidence_and_stops_offers(shop, case):
    number, sn = case
    reason = shop.get("returns/get_return_dispute_reason", return_sn=sn).response["dispute_reason_list"][0]
    good = {"email": "a@example.com", "dispute_reason_id": reason["dispute_reason"], "image_list": EVIDENCE}
    wrong = "dispute.request.param.error"
    assert act(shop, "dispute", sn, **{**good, "dispute_reason_id": 999}).error == wrong
    assert act(shop, "dispute", sn, **{**good, "image_list": []}).error == wrong
    assert act(shop, "dispute", "none", **good).error == "returnsn.illegal"
    assert act(shop, "dispute", sn, **good).error == ""
    assert detail(shop, sn)["status"] == "SELLER_DISPUTE"
    assert act(shop, "offer", sn, proposed_solution="REFUND").error == "error_ongoing_dispute"
    assert act(shop, "dispute", sn, **good).error == "error_return_status"
    assert act(shop, "cancel_dispute", sn, email="a@example.com").error == "dispute.cancel.ineligible"
    shop.edit(number, return_step="JUDGING")
    shop.edit(number, return_step="CLOSED")
    assert detail(shop, sn)["status"] == "CLOSED"
    order = shop.one(number)
    assert (order["order_status"], order["item_list"][0]["returned_qty"]) == ("COMPLETED", 0)
    assert order["item_list"][0]["return_requested_qty"] == 0


def test_a_granted_return_may_ask_for_compensation_and_withdraw(shop, case):
    _number, sn = case
    act(shop, "confirm", sn)
    dispute = {"email": "a@example.com", "dispute_reason_id": 50, "image_list": EVIDENCE}
    assert act(shop, "dispute", sn, **dispute).error == ""
    assert detail(shop, sn)["seller_compensation_status"] == "COMPENSATION_REQUESTED"
    assert act(shop, "dispute", sn, **dispute).error == "dispute.rr.not.allow"
    assert act(shop, "cancel_dispute", sn, email="a@example.com").error == ""
    assert detail(shop, sn)["seller_compensation_status"] == "COMPENSATION_CANCELLED"


def test_the_goods_come_back_step_by_step(shop, case):
    number, sn = case
    track = lambda: shop.get("returns/get_reverse_tracking_info", return_sn=sn).response  # noqa: E731
    assert track()["reverse_logistics_status"] == "LOGISTICS_NOT_STARTED"
    for status in ("READY", "REQUEST_CREATED", "PICKUP_DONE", "DELIVERY_DONE"):
        shop.edit(number, return_step="ship_back")
        assert track()["reverse_logistics_status"] == f"LOGISTICS_{status}"
    assert detail(shop, sn)["status"] == "PROCESSING"
    assert track()["tracking_number"].startswith("RNS")
    assert shop.get("returns/get_reverse_tracking_info", return_sn="1").error == "returns.return_not_found"
    assert shop.get("returns/get_reverse_tracking_info").error == "returns.missing_return_sn"


def test_a_refund_without_goods_has_no_way_back(shop):
    _number, sn = opened(shop, solution="REFUND")
    assert detail(shop, sn)["return_solution"] == 1
    refused = shop.get("returns/get_reverse_tracking_info", return_sn=sn)
    assert refused.error == "returns.error_reverse_logistics"


def test_proofs_are_pictures_in_time(shop, case, pictures):
    _number, sn = case
    convert = "returns/convert_image"
    assert (
        shop.form(convert, [("upload_image", "a.txt", b"text")], [("return_sn", sn)])["error"]
        == "format.unsupport"
    )
    assert shop.form(convert, [], [("return_sn", sn)])["error"] == "image.upload.fail"
    picture = shop.form(convert, [("upload_image", "a.png", pictures["png"])], [("return_sn", sn)])[
        "response"
    ]
    assert shop.get("returns/query_proof", return_sn=sn).error == "no.proof"
    assert act(shop, "upload_proof", sn).error == "no.proof"
    assert act(shop, "upload_proof", sn, photo=[picture] * 10).error == "number.error"
    assert act(shop, "upload_proof", sn, photo=[picture], description="x").error == ""
    assert shop.get("returns/query_proof", return_sn=sn).response["image"] == [picture]
    assert detail(shop, sn)["seller_proof"]["seller_proof_status"] == "UPLOADED"
    shop.wait(4 * 86_400)
    assert act(shop, "upload_proof", sn, photo=[picture]).error == "proof.overdue"


def test_a_shipping_proof_names_carrier_and_number(shop, case, raw):
    _number, sn = case
    proof = {"reverse_logistics_carrier_id": 1, "tracking_number": "RT1"}
    path = "upload_shipping_proof"
    assert (
        act(shop, path, sn, **{**proof, "reverse_logistics_carrier_id": 9}).error
        == "returns.invalid_carrier_id"
    )
    assert (
        act(shop, path, sn, **{**proof, "tracking_number": "R-1"}).error
        == "returns.error_tracking_no_alphanumeric"
    )
    assert act(shop, path, sn, tracking_number="RT1").error == "returns.missing_carrier_id"
    assert act(shop, path, sn, **proof, image_id_list=[{"image_id": "x"}]).error == "returns.invalid_image_id"
    assert act(shop, path, sn, **proof).error == ""
    assert (
        shop.get("returns/get_shipping_carrier", return_sn=sn).response["has_uploaded_seller_arrange_proof"]
        is True
    )
    raw.switch(everywhere=False)
    assert act(shop, path, sn, **proof).error == "returns.new_seller_arrange_flow_disabled"


def test_an_order_that_goes_on_ends_its_return(shop, case, told, raw):
    number, sn = case
    raw.control("POST", f"/orders/{number}/advance", to="COMPLETED", refund=True)
    assert detail(shop, sn)["status"] == "ACCEPTED"
    changes = [row for push in told(29) for row in push["updated_values"]]
    assert (changes[-1]["old_value"], changes[-1]["new_value"]) == ("REQUESTED", "ACCEPTED")
