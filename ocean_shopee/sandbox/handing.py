"""Handing a parcel over: what is asked for, and what is refused (Shopee v2 logistics.ship_order)."""

from datetime import datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any, Final

from .channels import BRANCHES, WAYS
from .errors import ApiError
from .model import Order, Parcel
from .store import Address, Store

DAY = 86_400
LOCAL = timezone(timedelta(hours=7))
READY: Final = ("LOGISTICS_READY", "LOGISTICS_PICKUP_RETRY")
LONGEST_NAME, LONGEST_TRACKING = 60, 64
MISSING: Final = MappingProxyType(
    {
        "address_id": "logistics.ship_order_need_address_pickup_time",
        "pickup_time_id": "logistics.ship_order_need_address_pickup_time",
        "branch_id": "logistics.ship_order_need_branch_id",
        "sender_real_name": "logistics.ship_order_need_sender_real_name",
        "tracking_number": "logistics.ship_order_need_tracking_number",
    }
)
"""Code of the refusal if a field is missing that the carrier needs."""
KINDS: Final = MappingProxyType(
    {
        "DEFAULT_ADDRESS": "default_address",
        "PICK_UP_ADDRESS": "pickup_address",
        "RETURN_ADDRESS": "return_address",
    }
)


def find(store: Store, shop_id: int, number: str, package: str | None, unknown: str) -> tuple[Order, Parcel]:
    """Return an order and the package meant; `package` is empty or ``None`` where the call names none.

    :param unknown: code of the refusal of an unknown order
    :raise ApiError: for a split order without number, or a number that is none of its packages
    """
    order = store.own_order(shop_id, number)
    if order is None:
        raise ApiError(unknown, f"The order_sn {number} you provided is not exist. Please check")
    if not package and not order.is_split:
        return order, order.parcels[0]
    parcel = order.parcel(package or "")
    if parcel is None:
        raise ApiError("logistics.package_number_not_exist", "The package number does not exist.")
    return order, parcel


def find_to_ship(store: Store, shop_id: int, body: dict[str, Any]) -> tuple[Order, Parcel]:
    """Return what a shipping call means: a package number for split orders, and for those only.

    :raise ApiError: with the codes of ship_order, their spelling included
    """
    order = store.own_order(shop_id, body["order_sn"])
    if order is None:
        raise ApiError("logistics.error_order_not_found", "The order is not found.")
    if not order.is_split:
        if "package_number" in body:
            raise ApiError("logistics.ship_order_not_need_pacakge_number", "No package_number is needed.")
        return order, order.parcels[0]
    if not body.get("package_number"):
        raise ApiError("logistics.ship_order_need_pacakge_number", "package_number is needed.")
    parcel = order.parcel(body["package_number"])
    if parcel is None:
        raise ApiError("logistics.package_not_exist", "The package does not exist.")
    return order, parcel


def is_ready(order: Order, parcel: Parcel) -> bool:
    """Return whether the shipment of a package can be arranged."""
    return parcel.status in READY and order.status in ("READY_TO_SHIP", "RETRY_SHIP")


def chosen_way(body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the one way that `body` names, with its fields.

    :raise ApiError: if it names none or several
    """
    given = [(way, body[way]) for way in ("pickup", "dropoff", "non_integrated") if body.get(way) is not None]
    if len(given) != 1:
        raise ApiError(
            "logistics.ship_order_only_support_one_type", "Give one of pickup, dropoff, non_integrated."
        )
    return given[0]


def check_handing(store: Store, order: Order, parcel: Parcel, way: str, fields: dict[str, Any]) -> None:
    """Refuse a hand-over that the carrier of `order` does not take.

    :raise ApiError: with the codes of ship_order
    """
    if not is_ready(order, parcel):
        if parcel.tracking_number and order.status in ("PROCESSED", "READY_TO_SHIP", "SHIPPED"):
            raise ApiError("logistics.package_already_shipped", "The package is shipped already.")
        raise ApiError("logistics.ship_order_not_ready_to_ship", "The order is not ready to ship.")
    needed = WAYS[order.channel.id].get(way)
    if needed is None:
        raise ApiError(f"logistics.ship_order_unsupport_{way}", f"The channel does not support {way}.")
    for name in needed:
        if not fields.get(name):
            raise ApiError(MISSING[name], f"{name} is needed.")
    check_fields(store, order, fields)


def check_fields(store: Store, order: Order, fields: dict[str, Any]) -> None:
    """Refuse addresses, times, branches and texts that cannot be."""
    if address_id := fields.get("address_id"):
        address = store.addresses.get(address_id)
        if address is None or address.shop_id != order.shop_id:
            raise ApiError("logistics.address_not_found", "The address is not found.")
    if (slot := fields.get("pickup_time_id")) and slot not in {
        one["pickup_time_id"] for one in slots(store.now)
    }:
        raise ApiError("logistics.ship_order_pickup_time_invalid", "The pickup time is invalid.")
    branch = fields.get("branch_id")
    if branch and branch not in {known["branch_id"] for known in BRANCHES}:
        raise ApiError("logistics.ship_order_need_branch_id", "The branch does not exist.")
    if len(fields.get("sender_real_name") or "") > LONGEST_NAME:
        raise ApiError("logistics.ship_order_long_sender_real_name", "sender_real_name is too long.")
    if len(str(fields.get("tracking_number") or "")) > LONGEST_TRACKING:
        raise ApiError("logistics.ship_order_long_tracking_number", "tracking_number is too long.")


def slots(now: int) -> list[dict[str, Any]]:
    """Return the pickup times that can be chosen: two a day on the next three days."""
    today = datetime.fromtimestamp(now, LOCAL).replace(hour=0, minute=0, second=0, microsecond=0)
    found = []
    for day in range(1, 4):
        date = int((today + timedelta(days=day)).timestamp())
        for number, text in enumerate(("09:00 - 12:00", "13:00 - 17:00"), 1):
            flags = ["recommended"] if (day, number) == (1, 1) else []
            row = {"date": date, "time_text": text, "pickup_time_id": f"{date}_{number}", "flags": flags}
            found.append(row)
    return found


def parameters(store: Store, order: Order) -> dict[str, Any]:
    """Return ``info_needed``, ``pickup`` and ``dropoff`` for the carrier of `order`."""
    ways = WAYS[order.channel.id]
    info = {way: list(fields) for way, fields in ways.items()}
    branches = list(BRANCHES) if ways.get("dropoff") and "branch_id" in ways["dropoff"] else None
    pickup = {"address_list": _pickup_places(store, order.shop_id)} if "pickup" in ways else None
    dropoff = {"branch_list": branches} if "dropoff" in ways else None
    return {"info_needed": info, "pickup": pickup, "dropoff": dropoff}


def _pickup_places(store: Store, shop_id: int) -> list[dict[str, Any]]:
    own = [address for address in store.addresses.values() if address.shop_id == shop_id]
    return [_pickup_place(store, address) for address in own]


def _pickup_place(store: Store, address: Address) -> dict[str, Any]:
    place = {name: value for name, value in address.place.items() if name not in ("name", "phone")}
    return {
        "address_id": address.id,
        **place,
        "address_flag": [KINDS[kind] for kind in address.kinds if kind in KINDS],
        "time_slot_list": slots(store.now) if "PICK_UP_ADDRESS" in address.kinds else None,
    }
