"""Endpoints ``logistics/*`` about tracking (Shopee v2 logistics)."""

from types import MappingProxyType
from typing import Any, Final

from . import handing, params
from .errors import ApiError, bad_param
from .gate import Call
from .machine import Machine
from .model import Order, Parcel
from .route import Route, get, post
from .show_package import is_arranged, shown_status
from .store import Store

OPTIONAL: Final = ("plp_number", "first_mile_tracking_number", "last_mile_tracking_number")
OWN_COURIER: Final = MappingProxyType(
    {
        "LOGISTICS_PICKUP_DONE": "LOGISTICS_PICKUP_DONE",
        "LOGISTICS_DELIVERY_DONE": "LOGISTICS_DELIVERY_DONE",
        "LOGISTICS_DELIVERY_FAILED": "LOGISTICS_DELIVERY_FAILED",
    }
)
"""Statuses that update_tracking_status takes; the reference does not list them."""


class TrackingApi:
    """Tells where parcels are."""

    def __init__(self, store: Store, machine: Machine) -> None:
        self._store = store
        self._machine = machine

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "logistics/get_tracking_number": get(self.number),
            "logistics/get_mass_tracking_number": post(
                self.numbers,
                "package_list*[]<1..50>{package_number*:str}, response_optional_fields:str",
                writes=False,
            ),
            "logistics/get_tracking_info": get(self.info),
            "logistics/update_tracking_status": post(
                self.update,
                "order_sn*:str, tracking_number:str, tracking_url:str, logistics_status*:str, "
                "failed_reason:str",
            ),
        }

    def _find(self, call: Call) -> tuple[Order, Parcel]:
        number, package = params.text(call, "order_sn"), call.request.get("package_number")
        return handing.find(self._store, call.shop_id, number, package, "logistics.package_not_exist")

    def number(self, call: Call) -> dict[str, Any]:
        """GET get_tracking_number: empty until it is there, a few seconds after the shipment was arranged."""
        _order, parcel = self._find(call)
        return {"response": self._shown(parcel, params.comma_list(call, "response_optional_fields"))}

    def _shown(self, parcel: Parcel, wanted: list[str]) -> dict[str, Any]:
        if any(name not in OPTIONAL for name in wanted):
            raise bad_param("response_optional_fields is invalid")
        tracking = parcel.tracking_at(self._store.now)
        hint = "" if tracking else "The tracking number is not ready yet."
        shown = {"tracking_number": tracking, "hint": hint, "pickup_code": ""}
        mile = f"FM{tracking[-12:]}" if tracking else ""
        own = {"plp_number": "", "first_mile_tracking_number": mile, "last_mile_tracking_number": tracking}
        return shown | {name: own[name] for name in wanted}

    def numbers(self, call: Call) -> dict[str, Any]:
        """POST get_mass_tracking_number: 1 to 50 packages."""
        wanted = [name for name in (call.body.get("response_optional_fields") or "").split(",") if name]
        done: list[dict[str, Any]] = []
        failed: list[dict[str, Any]] = []
        for row in call.body["package_list"]:
            number = row["package_number"]
            found = self._store.own_parcel(call.shop_id, number)
            if found is None:
                failed.append({"package_number": number, "fail_reason": "The package does not exist."})
            else:
                done.append({"package_number": number, **self._shown(found[1], wanted)})
        return {"response": {"success_list": done, "fail_list": failed}}

    def info(self, call: Call) -> dict[str, Any]:
        """GET get_tracking_info: what happened to a parcel, newest first."""
        order, parcel = self._find(call)
        if not is_arranged(parcel):
            raise ApiError("logistics.error_status_limit", "The order has no tracking information yet.")
        response = {
            "order_sn": order.sn,
            "package_number": parcel.number,
            "logistics_status": shown_status(self._store, parcel),
            "tracking_info": _events(order, parcel),
        }
        return {"response": response}

    def update(self, call: Call) -> dict[str, Any]:
        """POST update_tracking_status: for couriers of the seller's own."""
        order, parcel = handing.find(
            self._store, call.shop_id, call.body["order_sn"], None, "logistics.order_not_exist"
        )
        if order.channel.integrated or parcel.status != "LOGISTICS_PICKUP_DONE":
            raise ApiError("error_param", "The channel or the status does not support this.")
        if call.body["logistics_status"] not in OWN_COURIER:
            raise bad_param("logistics_status is invalid")
        parcel.tracking_number = call.body.get("tracking_number") or parcel.tracking_number
        self._machine.deliver(order, parcel, call.body["logistics_status"])
        return {"warning": "", "response": {"update_result": "success"}}


def _events(order: Order, parcel: Parcel) -> list[dict[str, Any]]:
    arranged = parcel.tracking_time or order.update_time
    events = [(arranged, "ORDER_CREATED", "Pesanan dibuat oleh penjual")]
    if parcel.pickup_time:
        events.append((parcel.pickup_time, "PICKED_UP", "Paket telah diserahkan ke jasa kirim"))
    if parcel.delivery_time:
        events.append((parcel.delivery_time, "DELIVERED", "Paket telah diterima pembeli"))
    if parcel.status == "LOGISTICS_PICKUP_RETRY":
        events.append((order.update_time, "PICKUP_RETRY", "Penjemputan gagal, jadwalkan ulang"))
    if parcel.status == "LOGISTICS_REQUEST_CANCELED":
        events.append((order.update_time, "CANCELED", "Pengiriman dibatalkan"))
    rows = [{"update_time": at, "description": text, "logistics_status": name} for at, name, text in events]
    return sorted(rows, key=lambda row: row["update_time"], reverse=True)
