"""Cancelling, answering buyers who want to, notes and invoices."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected

INVOICE = ("invoice.pdf", b"%PDF-1.4 invoice", "application/pdf")


def status(client, order_sn):
    return client.order.get_order_detail([order_sn])[0]["order_status"]


def lines(client, order_sn):
    return client.order.get_order_detail([order_sn])[0]["item_list"]


def test_an_order_is_cancelled_before_it_is_shipped(client, numbers):
    order_sn = numbers["READY_TO_SHIP"][0]
    missing = [{"item_id": line["item_id"], "model_id": line["model_id"]} for line in lines(client, order_sn)]
    assert client.order.cancel_order(order_sn, "OUT_OF_STOCK", items=missing)["update_time"] > 0
    detail = client.order.get_order_detail([order_sn])[0]
    assert (detail["order_status"], detail["cancel_by"]) == ("CANCELLED", "seller")


def test_a_shipped_order_is_not_cancelled(client, numbers):
    with pytest.raises(Rejected):
        client.order.cancel_order(numbers["SHIPPED"][0], "CUSTOMER_REQUEST")


def test_what_a_partial_cancellation_is_worth_is_told(client, numbers):
    order_sn = numbers["READY_TO_SHIP"][0]
    line = lines(client, order_sn)[0]
    part = [{"item_id": line["item_id"], "model_id": line["model_id"], "model_quantity": 1}]
    assert float(client.order.get_estimate_cancel_value(order_sn, part)) >= 0


@pytest.mark.parametrize(("accept", "expected"), [(True, "CANCELLED"), (False, "READY_TO_SHIP")])
def test_a_buyer_who_wants_to_cancel_is_answered(accept, expected, client, sandbox, numbers):
    order_sn = numbers["READY_TO_SHIP"][0]
    sandbox.control(f"/orders/{order_sn}/request_cancel", {})
    assert status(client, order_sn) == "IN_CANCEL"
    client.order.handle_buyer_cancellation(order_sn, accept=accept)
    assert status(client, order_sn) == expected
    with pytest.raises(Rejected):
        client.order.handle_buyer_cancellation(order_sn, accept=accept)


def test_a_seeded_buyer_waits_for_an_answer(client, numbers):
    client.order.handle_buyer_cancellation(numbers["IN_CANCEL"][0], accept=False)
    assert status(client, numbers["IN_CANCEL"][0]) != "IN_CANCEL"


def test_a_note_is_kept_and_removed(client, numbers):
    order_sn = numbers["READY_TO_SHIP"][0]
    for note in ("call before delivery", ""):
        client.order.set_note(order_sn, note)
        assert client.order.get_order_detail([order_sn])[0]["note"] == note


def test_buyers_say_whom_invoices_are_for(client, numbers):
    (row,) = client.order.get_buyer_invoice_info(numbers["READY_TO_SHIP"][:1])
    assert row["order_sn"] == numbers["READY_TO_SHIP"][0]


def test_an_invoice_is_handed_in_and_loaded(client, numbers):
    waiting = [row["order_sn"] for row in client.order.iter_pending_buyer_invoice_order_list(page_size=2)]
    order_sn = waiting[0] if waiting else numbers["READY_TO_SHIP"][0]
    client.order.upload_invoice_doc(order_sn, INVOICE)
    assert client.order.download_invoice_doc(order_sn).content == INVOICE[1]
    again = [row["order_sn"] for row in client.order.iter_pending_buyer_invoice_order_list()]
    assert order_sn not in again


def test_an_invoice_that_is_not_there_is_refused(client, numbers):
    with pytest.raises(Rejected):
        client.order.download_invoice_doc(numbers["UNPAID"][0])
