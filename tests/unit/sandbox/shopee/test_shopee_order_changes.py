"""Cancelling, notes and invoices."""

import pytest


@pytest.fixture
def number(shop):
    return shop.place(skus=["TAS-KANVAS"], quantities=[3])


def cancel(shop, number, reason="CUSTOMER_REQUEST", **more):
    return shop.post("order/cancel_order", {"order_sn": number, "cancel_reason": reason, **more})


def test_a_seller_cancels_until_there_is_a_tracking_number(shop, number, told):
    other = shop.place(skus=["TAS-KANVAS"])
    body = {"order_sn": other, "pickup": shop.pickup(other)}
    assert shop.post("logistics/ship_order", body).error == ""
    assert shop.get("logistics/get_tracking_number", order_sn=other).response["tracking_number"] == ""
    assert cancel(shop, number).response["update_time"] > 0
    order = shop.one(number)
    assert (order["order_status"], order["cancel_by"]) == ("CANCELLED", "seller")
    assert order["package_list"][0]["logistics_status"] == "LOGISTICS_INVALID"
    shop.wait(30)
    refused = cancel(shop, other)
    assert refused.error == "order. error_permission"
    assert refused.json["message"] == "Can not cancel this order."
    assert cancel(shop, number).error == "order. error_permission"
    assert [row["status"] for row in told(3)][-1] == "CANCELLED"


def test_reasons_must_fit_the_order(shop, number):
    wrong = "order. error_param"
    assert cancel(shop, number, "BORED").error == wrong
    assert cancel(shop, number, "UNDELIVERABLE_AREA").error == wrong
    assert cancel(shop, number, "COD_NOT_SUPPORTED").error == wrong
    assert cancel(shop, number, "OUT_OF_STOCK").error == wrong
    line = shop.one(number)["item_list"][0]
    items = [{"item_id": line["item_id"], "model_id": line["model_id"]}]
    assert cancel(shop, number, "OUT_OF_STOCK", item_list=[{"item_id": 5, "model_id": 0}]).error == wrong
    assert cancel(shop, number, "OUT_OF_STOCK", item_list=items).error == ""
    assert shop.one(number)["cancel_reason"] == "Out of Stock"
    assert cancel(shop, "none").error == "error_not_found"


def test_some_units_are_cancelled_and_come_back_to_stock(shop, number):
    line = shop.one(number)["item_list"][0]
    stock = lambda: shop.item(line["item_id"])["stock_info_v2"]["summary_info"]["total_available_stock"]  # noqa: E731
    before = stock()
    part = [{"item_id": line["item_id"], "model_id": line["model_id"], "model_quantity": 2}]
    value = shop.post(
        "order/get_estimate_cancel_value", {"order_sn": number, "partial_cancel_item_list": part}
    )
    assert value.json["cancel_value_price"] == str(2 * line["model_discounted_price"])
    assert cancel(shop, number, partial_cancel_item_list=part).error == ""
    line = shop.one(number)["item_list"][0]
    assert (line["active_qty"], line["cancelled_qty"]) == (1, 2)
    assert stock() == before + 2
    part[0]["model_quantity"] = 5
    assert cancel(shop, number, partial_cancel_item_list=part).error == "order. error_param"


@pytest.mark.parametrize(("operation", "status"), [("ACCEPT", "CANCELLED"), ("REJECT", "READY_TO_SHIP")])
def test_a_buyers_cancellation_is_answered(shop, number, raw, operation, status):
    body = {"order_sn": number, "operation": operation}
    path = "order/handle_buyer_cancellation"
    assert shop.post(path, body).error == "order.cancel_order_invalid_status"
    raw.control("POST", f"/orders/{number}/request_cancel")
    assert shop.post(path, {**body, "operation": "MAYBE"}).error == "error_param"
    assert shop.post(path, body).error == ""
    assert shop.one(number)["order_status"] == status


def test_a_note_is_kept(shop, number):
    answer = shop.post("order/set_note", {"order_sn": number, "note": "kirim besok"})
    assert set(answer.json) == {"error", "message", "request_id"}
    assert shop.one(number)["note"] == "kirim besok"
    assert shop.post("order/set_note", {"order_sn": number}).error == "error_param"


def test_invoices_are_asked_for_uploaded_and_downloaded(shop, raw):
    pending = shop.get("order/get_pending_buyer_invoice_order_list", page_size=100).response["order_list"]
    number = pending[0]["order_sn"]
    query = {"queries": [{"order_sn": number}, {"order_sn": "none"}]}
    wanted, unknown = shop.post("order/get_buyer_invoice_info", query).json["invoice_info_list"]
    assert (wanted["is_requested"], unknown["error"]) == (True, "error_order")
    assert shop.get("order/download_invoice_doc", order_sn=number).error == "order.download_invoice_error"
    fields = [("order_sn", number), ("file_type", 1)]
    upload = "order/upload_invoice_doc"
    large = [("file", "a.pdf", b"%PDF-1.4" + b"x" * 2**20)]
    assert shop.form(upload, large, fields)["error"] == "order.upload_invoice_error"
    assert shop.form(upload, [("file", "a.pdf", b"%PDF-1.4")], fields[:1])["error"] == "error_param"
    assert shop.form(upload, [("file", "a.pdf", b"%PDF-1.4")], fields)["error"] == ""
    file = shop.get("order/download_invoice_doc", order_sn=number)
    assert (file.body, file.headers["Content-Type"]) == (b"%PDF-1.4", "application/pdf")
    left = shop.get("order/get_pending_buyer_invoice_order_list", page_size=100).response["order_list"]
    assert number not in {row["order_sn"] for row in left}
    raw.switch(everywhere=False)
    assert shop.post("order/get_buyer_invoice_info", query).error == "error_permission"
