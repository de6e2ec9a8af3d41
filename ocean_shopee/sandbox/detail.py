"""Order detail as Shopee v2 order.get_order_detail shows it: unit prices, no split of discounts."""

from collections.abc import Callable
from typing import Any, Final

from .escrow import promotions
from .model import Line, Order, Parcel
from .money import SETTLED, buyer_total
from .names import mask, masked_address
from .show_package import in_order

ALWAYS: Final = frozenset(
    [
        "order_sn",
        "region",
        "currency",
        "cod",
        "order_status",
        "message_to_seller",
        "create_time",
        "update_time",
        "days_to_ship",
        "ship_by_date",
        "booking_sn",
        "advance_package",
    ]
)
OPTIONAL: Final = frozenset(
    [
        "buyer_user_id",
        "buyer_username",
        "estimated_shipping_fee",
        "recipient_address",
        "actual_shipping_fee",
        "goods_to_declare",
        "note",
        "note_update_time",
        "item_list",
        "pay_time",
        "dropshipper",
        "dropshipper_phone",
        "split_up",
        "buyer_cancel_reason",
        "cancel_by",
        "cancel_reason",
        "actual_shipping_fee_confirmed",
        "buyer_cpf_id",
        "fulfillment_flag",
        "pickup_done_time",
        "package_list",
        "shipping_carrier",
        "payment_method",
        "total_amount",
        "invoice_data",
        "order_chargeable_weight_gram",
        "return_request_due_date",
        "edt",
        "payment_info",
        "international_label",
    ]
)
TOGETHER: Final = {
    "edt": ("edt_from", "edt_to"),
    "shipping_carrier": ("shipping_carrier", "checkout_shipping_carrier"),
}
"""Fields that come with a name of their own in ``response_optional_fields``."""


def order_detail(
    order: Order, wanted: set[str], shown_status: str, pending: bool, shown: Callable[[Parcel], str]
) -> dict[str, Any]:
    """Return `order` with the fields that always come and those `wanted`.

    :param shown_status: ``order_status`` to show
    :param shown: tells the ``logistics_status`` to show of a package
    :param pending: whether the caller asked for PENDING and its terms
    """
    everything = _basics(order, shown_status) | _people(order) | _amounts(order) | _course(order, shown)
    names = set(ALWAYS)
    for name in wanted & OPTIONAL:
        names.update(TOGETHER.get(name, (name,)))
    chosen = {name: value for name, value in everything.items() if name in names}
    if pending:
        chosen |= {"pending_terms": order.pending_terms, "pending_description": []}
    return chosen


def _basics(order: Order, shown_status: str) -> dict[str, Any]:
    return {
        "order_sn": order.sn,
        "region": order.region,
        "currency": order.currency,
        "cod": order.cod,
        "order_status": shown_status,
        "message_to_seller": order.buyer_note,
        "create_time": order.create_time,
        "update_time": order.update_time,
        "days_to_ship": order.days_to_ship,
        "ship_by_date": order.ship_by,
        "booking_sn": "",
        "advance_package": False,
    }


def _people(order: Order) -> dict[str, Any]:
    address = masked_address(order.address) if order.masked and order.address["name"] else order.address
    return {
        "buyer_user_id": order.buyer_id,
        "buyer_username": mask(order.buyer_name) if order.masked else order.buyer_name,
        "recipient_address": dict(address),
        "note": order.seller_note,
        "note_update_time": order.note_time,
        "dropshipper": None,
        "dropshipper_phone": None,
        "buyer_cpf_id": None,
    }


def _amounts(order: Order) -> dict[str, Any]:
    confirmed = order.status in SETTLED
    return {
        "total_amount": buyer_total(order),
        "estimated_shipping_fee": order.shipping_list,
        "actual_shipping_fee": order.shipping_list if confirmed and order.channel.integrated else 0,
        "actual_shipping_fee_confirmed": confirmed,
        "payment_method": order.payment_method,
        "payment_info": [],
        "invoice_data": None,
        "order_chargeable_weight_gram": 0,
        "item_list": [_line(order, line) for line in order.lines],
    }


def _course(order: Order, shown: Callable[[Parcel], str]) -> dict[str, Any]:
    packages = [in_order(order, parcel) | {"logistics_status": shown(parcel)} for parcel in order.parcels]
    return {
        "pay_time": order.pay_time or None,
        "split_up": order.is_split,
        "goods_to_declare": False,
        "buyer_cancel_reason": order.buyer_cancel_reason,
        "cancel_by": order.cancel_by,
        "cancel_reason": order.cancel_reason,
        "fulfillment_flag": "fulfilled_by_local_seller",
        "pickup_done_time": order.parcels[0].pickup_time,
        "shipping_carrier": order.channel.name,
        "checkout_shipping_carrier": order.channel.name,
        "return_request_due_date": 0,
        "edt_from": order.create_time + 3 * 86_400,
        "edt_to": order.create_time + 6 * 86_400,
        "package_list": [] if order.status == "UNPAID" else packages,
    }


def _line(order: Order, line: Line) -> dict[str, Any]:
    in_bundle = line.promotion == "bundle_deal"
    return {
        "item_id": line.item_id,
        "item_name": line.item_name,
        "item_sku": line.item_sku,
        "model_id": line.model_id,
        "model_name": line.model_name,
        "model_sku": line.model_sku,
        "model_quantity_purchased": line.quantity,
        "model_original_price": line.list_price,
        "model_discounted_price": 0 if in_bundle else line.price,
        "wholesale": False,
        "weight": line.weight,
        "add_on_deal": line.promotion.startswith("add_on_deal"),
        "main_item": line.promotion == "add_on_deal_main",
        "add_on_deal_id": line.promotion_id if line.promotion.startswith("add_on_deal") else 0,
        "promotion_type": line.promotion,
        "promotion_id": line.promotion_id,
        "order_item_id": line.item_id,
        "line_item_id": line.key,
        "promotion_group_id": line.group,
        "image_info": {"image_url": f"https://cf.shopee.co.id/file/{line.item_id}_tn"},
        "product_location_id": ["IDZ"],
        "is_prescription_item": False,
        "is_b2c_owned_item": False,
        "promotion_list": promotions(line.promotion, line.promotion_id),
        "hot_listing_item": False,
        **_quantities(order, line),
    }


def _quantities(order: Order, line: Line) -> dict[str, int]:
    return {
        "active_qty": line.active,
        "cancel_requested_qty": line.active if order.status == "IN_CANCEL" else 0,
        "cancelled_qty": line.cancelled,
        "return_requested_qty": line.return_requested,
        "returned_qty": line.returned,
    }
