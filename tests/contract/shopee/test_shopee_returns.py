"""Returns: read, agreed on, negotiated, disputed."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected

PICTURE = ("proof.jpg", b"\xff\xd8\xff\xe0 proof", "image/jpeg")


@pytest.fixture
def return_sn(client):
    """A return that waits for the shop."""
    rows = list(client.returns.iter_return_list())
    return next(row["return_sn"] for row in rows if row["status"] == "REQUESTED")


def status(client, return_sn):
    return client.returns.get_return_detail(return_sn)["status"]


def test_pages_of_returns_hold_each_once(client, return_sn):
    rows = [row["return_sn"] for row in client.returns.iter_return_list(page_size=1)]
    assert return_sn in rows
    assert len(rows) == len(set(rows))


def test_returns_are_listed_by_time_and_status(client, return_sn):
    end = datetime.now(timezone.utc) + timedelta(hours=1)
    window = {"updated_from": end - timedelta(days=15), "updated_to": end}
    rows = client.returns.get_return_list(status="REQUESTED", **window)["return"]
    assert return_sn in {row["return_sn"] for row in rows}


def test_a_return_belongs_to_an_order(client, return_sn):
    row = client.returns.get_return_detail(return_sn)
    (order,) = client.order.get_order_detail([row["order_sn"]])
    assert {item["item_id"] for item in row["item"]} <= {item["item_id"] for item in order["item_list"]}


def test_an_unknown_return_is_refused(client):
    with pytest.raises(Rejected):
        client.returns.get_return_detail("000000000000000")


def test_a_return_is_agreed_on(client, return_sn):
    assert client.returns.confirm(return_sn)["return_sn"] == return_sn
    assert status(client, return_sn) == "ACCEPTED"
    with pytest.raises(Rejected):
        client.returns.confirm(return_sn)


def test_something_else_is_offered_within_the_limits(client, return_sn):
    limits = client.returns.get_available_solutions(return_sn)["offer_refund"]
    with pytest.raises(Rejected):
        client.returns.offer(return_sn, "REFUND", refund_amount=Decimal(limits["max_refund_amount"]) + 1)
    answer = client.returns.offer(return_sn, "REFUND", refund_amount=Decimal(limits["min_refund_amount"]))
    assert answer["return_sn"] == return_sn
    negotiation = client.returns.get_return_detail(return_sn)["negotiation"]
    assert negotiation["negotiation_status"] == "PENDING_BUYER_RESPOND"


def test_an_offer_nobody_made_is_not_accepted(client, return_sn):
    with pytest.raises(Rejected):
        client.returns.accept_offer(return_sn)


def test_a_return_is_disputed_with_evidence(client, return_sn):
    reason = client.returns.get_return_dispute_reason(return_sn)[0]
    picture = client.returns.convert_image(return_sn, PICTURE)
    evidence = [
        {
            "module_index": module["module_index"],
            "requirement": module["requirement"],
            "image_url": [picture["url"]],
        }
        for module in reason.get("evidence_module_list") or []
        if module["is_required"]
    ]
    number = int(reason.get("dispute_reason_id") or str(reason["dispute_reason"]).split()[0])
    client.returns.dispute(
        return_sn, email="shop@example.com", dispute_reason_id=number, evidence=evidence, text="complete"
    )
    assert status(client, return_sn) in ("SELLER_DISPUTE", "JUDGING")


def test_a_dispute_about_nothing_is_not_withdrawn(client, return_sn):
    with pytest.raises(Rejected):
        client.returns.cancel_dispute(return_sn, email="shop@example.com")


def test_proofs_are_handed_in_and_read_back(client, return_sn):
    picture = client.returns.convert_image(return_sn, PICTURE)
    photo = {"url": picture["url"], "thumbnail": picture["thumbnail"]}
    client.returns.upload_proof(return_sn, [photo], description="as sent")
    proof = client.returns.query_proof(return_sn)
    assert (proof["image"], proof["description"]) == ([photo], "as sent")


def test_the_way_back_is_told(client, return_sn):
    assert client.returns.get_reverse_tracking_info(return_sn)["return_sn"] == return_sn


def test_carriers_are_told_and_a_wrong_one_refused(client, return_sn):
    assert "reverse_logistics_carrier_list" in client.returns.get_shipping_carrier(return_sn)
    with pytest.raises(Rejected):
        client.returns.upload_shipping_proof(return_sn, "999999", tracking_number="T1")
