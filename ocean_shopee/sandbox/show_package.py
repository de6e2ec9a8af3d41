"""Packages as Shopee v2 order shows them."""

from typing import Any

from .model import Line, Order, Parcel
from .names import mask, masked_address
from .store import Store

LOCATION = "IDZ"
NOT_ARRANGED = ("LOGISTICS_NOT_START", "LOGISTICS_READY", "LOGISTICS_PICKUP_RETRY")


def shown_status(store: Store, parcel: Parcel) -> str:
    """Return ``fulfillment_status`` of a package; see the switch ``arranged_shown_as``."""
    if is_waiting(store, parcel):
        return "LOGISTICS_READY"
    return parcel.status


def is_waiting(store: Store, parcel: Parcel) -> bool:
    """Return whether a package is arranged but shown as ready until its tracking number is there."""
    hidden = store.switches.arranged_shown_as == "READY_TO_SHIP"
    created = parcel.status == "LOGISTICS_REQUEST_CREATED"
    return hidden and created and not parcel.tracking_at(store.now)


def is_arranged(parcel: Parcel) -> bool:
    """Return whether the shipment of a package was arranged."""
    return parcel.status not in NOT_ARRANGED


def contents(order: Order, parcel: Parcel) -> list[tuple[Line, int]]:
    """Return the lines of a package, each with its units."""
    return [(line, parcel.units[line.key]) for line in order.lines if line.key in parcel.units]


def package_detail(store: Store, order: Order, parcel: Parcel) -> dict[str, Any]:
    """Return the entry of get_package_detail."""
    address = masked_address(order.address) if order.masked and order.address["name"] else order.address
    whole = order.status == "READY_TO_SHIP"
    return {
        "order_sn": order.sn,
        "package_number": parcel.number,
        "fulfillment_status": shown_status(store, parcel),
        "update_time": order.update_time,
        "logistics_channel_id": order.channel.id,
        "shipping_carrier": order.channel.name,
        "allow_self_design_awb": True,
        "days_to_ship": order.days_to_ship,
        "ship_by_date": order.ship_by,
        "pending_terms": order.pending_terms,
        "pending_description": [],
        "tracking_number": parcel.tracking_at(store.now),
        "tracking_number_expiration_date": 0,
        "pickup_done_time": parcel.pickup_time,
        "is_split_up": order.is_split,
        "item_list": [_item(line, units) for line, units in contents(order, parcel)],
        "recipient_address": dict(address),
        "parcel_chargeable_weight_gram": 0,
        "group_shipment_id": 0,
        "virtual_contact_number": "",
        "package_query_number": "",
        "sorting_group": "",
        "is_shipment_arranged": is_arranged(parcel),
        "status_info_tag": {"tag_id": 2 if whole else 0, "timestamp": order.ship_by if whole else 0},
        "can_split_order": whole and not order.is_split and len(order.lines) > 1,
        "can_unsplit_order": whole and order.is_split,
        "is_pre_order": False,
        "can_full_cancel_order": order.status in ("READY_TO_SHIP", "RETRY_SHIP"),
        "can_partial_cancel_order": whole and sum(line.active for line in order.lines) > 1,
        "buyer_preference_for_partial_cancellation": 0,
    }


def _item(line: Line, units: int) -> dict[str, Any]:
    return {
        "item_id": line.item_id,
        "model_id": line.model_id,
        "item_sku": line.item_sku,
        "model_sku": line.model_sku,
        "model_quantity": units,
        "order_item_id": line.item_id,
        "promotion_group_id": line.group,
        "product_location_id": LOCATION,
        "is_prescription_item": False,
    }


def in_order(order: Order, parcel: Parcel) -> dict[str, Any]:
    """Return the entry of ``package_list`` in get_order_detail, without its ``logistics_status``."""
    return {
        "package_number": parcel.number,
        "logistics_channel_id": order.channel.id,
        "shipping_carrier": order.channel.name,
        "allow_self_design_awb": True,
        "item_list": [
            {
                "item_id": line.item_id,
                "model_id": line.model_id,
                "model_quantity": line.quantity if not order.is_split else parcel.units[line.key],
                "order_item_id": line.item_id,
                "promotion_group_id": line.group,
                "product_location_id": LOCATION,
            }
            for line in order.lines
            if not order.is_split or line.key in parcel.units
        ],
        "parcel_chargeable_weight_gram": 0,
        "group_shipment_id": None,
        "virtual_contact_number": "",
        "package_query_number": "",
        "sorting_group": "",
    }


def buyer_name(order: Order) -> str:
    """Return the buyer's name as the seller sees it."""
    return mask(order.buyer_name) if order.masked else order.buyer_name
