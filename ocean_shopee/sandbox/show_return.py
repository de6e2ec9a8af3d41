"""Returns as Shopee v2 returns shows them."""

from typing import Any

from .cases import DAY, REFUND, Case, lines_of
from .model import Line, Order
from .names import mask
from .show_item import picture_url
from .store import Store


def row(store: Store, case: Case) -> dict[str, Any]:
    """Return the entry of get_return_list."""
    order = store.orders[case.order_sn]
    shown = _case(case) | _people(order, case) | _ways(case)
    units = [_item(line, count) for line, count in lines_of(order, case)]
    return shown | {"item": units, "currency": order.currency}


def detail(store: Store, case: Case) -> dict[str, Any]:
    """Return the answer of get_return_detail."""
    order = store.orders[case.order_sn]
    units = lines_of(order, case)
    shown = row(store, case)
    shown["item"] = [
        _item(line, count) | {"refund_amount": _share(case, units, index)}
        for index, (line, count) in enumerate(units)
    ]
    return shown | {
        "buyer_videos": [],
        "activity": [],
        "seller_proof": {
            "seller_proof_status": case.proof,
            "seller_evidence_deadline": case.create_time + 3 * DAY,
        },
        "seller_compensation": {
            "seller_compensation_status": case.compensation,
            "seller_compensation_due_date": 0,
            "compensation_amount": 0,
        },
        "negotiation": _negotiation(case),
        "logistics_status": "",
        "reverse_logistics_status": case.reverse_status,
        "return_pickup_address": dict(order.address),
        "virtual_contact_number": "",
        "package_query_number": "",
        "return_address": {"whs_id": ""},
        "has_uploaded_shipping_proof": bool(case.carrier),
        "is_reverse_logistics_channel_integrated": not case.seller_arranges,
        "reverse_logistics_channel_name": "SPX Standard",
    }


def _case(case: Case) -> dict[str, Any]:
    return {
        "return_sn": case.sn,
        "order_sn": case.order_sn,
        "reason": case.reason,
        "text_reason": case.text,
        "reassessed_request_reason": "",
        "refund_amount": case.refund,
        "amount_before_discount": case.full_refund,
        "create_time": case.create_time,
        "update_time": case.update_time,
        "status": case.status,
        "due_date": case.due,
        "return_ship_due_date": case.create_time + 5 * DAY,
        "return_seller_due_date": case.due,
        "negotiation_status": case.negotiation,
        "seller_proof_status": case.proof,
        "seller_compensation_status": case.compensation,
        "dispute_reason": [str(dispute["id"]) for dispute in case.disputes],
        "dispute_text_reason": [dispute["text"] for dispute in case.disputes],
    }


def _people(order: Order, case: Case) -> dict[str, Any]:
    name = mask(order.buyer_name) if order.masked else order.buyer_name
    return {
        "user": {"username": name, "email": "***@***", "portrait": ""},
        "image": [picture_url(f"return_{case.sn}")],
    }


def _ways(case: Case) -> dict[str, Any]:
    return {
        "tracking_number": case.reverse_tracking,
        "needs_logistics": case.solution != REFUND,
        "return_refund_type": "RRAOC" if case.after_complete else "RRBOC",
        "return_solution": case.solution,
        "is_seller_arrange": case.seller_arranges,
        "is_shipping_proof_mandatory": case.seller_arranges,
        "return_refund_request_type": 0,
        "validation_type": "seller_validation",
        "is_arrived_at_warehouse": 0,
        "follow_up_action_list": [],
    }


def _item(line: Line, count: int) -> dict[str, Any]:
    return {
        "item_id": line.item_id,
        "model_id": line.model_id,
        "name": line.item_name,
        "images": [picture_url(str(line.item_id))],
        "amount": count,
        "item_price": line.price,
        "is_add_on_deal": line.promotion.startswith("add_on_deal"),
        "is_main_item": line.promotion == "add_on_deal_main",
        "add_on_deal_id": line.promotion_id if line.promotion.startswith("add_on_deal") else 0,
        "item_sku": line.item_sku,
        "variation_sku": line.model_sku,
    }


def _share(case: Case, units: list[tuple[Line, int]], index: int) -> int:
    """Return the part of the refund for one line; the last line has what rounding leaves."""
    whole = sum(line.discounted * count for line, count in units) or 1
    shares = [case.refund * line.discounted * count // whole for line, count in units]
    shares[-1] += case.refund - sum(shares)
    return shares[index]


def _negotiation(case: Case) -> dict[str, Any]:
    return {
        "negotiation_status": case.negotiation,
        "latest_solution": case.offer.get("solution", ""),
        "latest_offer_amount": case.offer.get("amount", 0),
        "latest_offer_creator": case.offer.get("creator", ""),
        "counter_limit": case.offers_left,
        "offer_due_date": case.due,
    }
