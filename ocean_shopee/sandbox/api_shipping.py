"""Endpoints ``logistics/*`` that arrange shipments (Shopee v2 logistics)."""

from typing import Any

from . import handing, params
from .errors import ApiError
from .gate import Call
from .machine import Machine
from .model import Order, Parcel
from .route import Route, get, post
from .show_package import LOCATION
from .store import Store

_PICKUP = "pickup{address_id:int, pickup_time_id:str, tracking_number:str}"
_DROPOFF = "dropoff{branch_id:int, sender_real_name:str, tracking_number:str, slug:str}"
_WAYS = f"{_PICKUP}, {_DROPOFF}, non_integrated{{tracking_number:str}}"
_PACKAGES = "logistics_channel_id:int, product_location_id:str, package_list*[]<1..50>{package_number*:str}"
MOST_ORDERS = 50
BATCH_CHANNEL = 90_003


class ShippingApi:
    """Hands parcels over."""

    def __init__(self, store: Store, machine: Machine) -> None:
        self._store = store
        self._machine = machine

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "logistics/get_shipping_parameter": get(self.parameter),
            "logistics/ship_order": post(self.ship, f"order_sn*:str, package_number:str, {_WAYS}"),
            "logistics/get_mass_shipping_parameter": post(self.mass_parameter, _PACKAGES, writes=False),
            "logistics/mass_ship_order": post(
                self.mass_ship,
                f"{_PACKAGES}, {_PICKUP}, {_DROPOFF}, "
                "non_integrated{tracking_number[]{package_number*:str, tracking_number*:str}}",
            ),
            "logistics/batch_ship_order": post(
                self.batch_ship,
                f"order_list*[]<1..{MOST_ORDERS}>{{order_sn*:str, package_number:str}}, {_WAYS}",
            ),
            "logistics/update_shipping_order": post(
                self.update,
                "order_sn*:str, package_number:str, pickup*{address_id*:int, pickup_time_id*:str}",
            ),
        }

    def parameter(self, call: Call) -> dict[str, Any]:
        """GET get_shipping_parameter: the ways allowed and what each needs."""
        number = params.text(call, "order_sn")
        package = call.request.get("package_number")
        order, parcel = handing.find(self._store, call.shop_id, number, package, "error_not_found")
        if not handing.is_ready(order, parcel):
            raise ApiError(
                "logistics.no_valid_shipping_parameters", "The order has no shipping parameters now."
            )
        return {"response": handing.parameters(self._store, order)}

    def ship(self, call: Call) -> dict[str, Any]:
        """POST ship_order: envelope only."""
        way, fields = handing.chosen_way(call.body)
        order, parcel = handing.find_to_ship(self._store, call.shop_id, call.body)
        self._hand_over(order, parcel, way, fields)
        return {}

    def _hand_over(self, order: Order, parcel: Parcel, way: str, fields: dict[str, Any]) -> None:
        handing.check_handing(self._store, order, parcel, way, fields)
        parcel.way, parcel.address_id = way, fields.get("address_id") or 0
        parcel.slot = fields.get("pickup_time_id") or ""
        self._machine.ship(order, parcel, fields.get("tracking_number") or "")

    def mass_parameter(self, call: Call) -> dict[str, Any]:
        """POST get_mass_shipping_parameter: of the first package that can be shipped; others may not fit."""
        good, failed = self._group(call)
        if not good:
            raise ApiError("logistics.no_valid_shipping_parameters", "No package can be shipped.")
        done = [{"package_number": parcel.number} for _order, parcel in good]
        shared = handing.parameters(self._store, good[0][0])
        return {"response": shared | {"success_list": done, "fail_list": failed}}

    def _group(self, call: Call) -> tuple[list[tuple[Order, Parcel]], list[dict[str, str]]]:
        """Return the packages of one channel and place that are ready, and rows for the rest."""
        good: list[tuple[Order, Parcel]] = []
        failed: list[dict[str, str]] = []
        channel = call.body.get("logistics_channel_id")
        for row in call.body["package_list"]:
            number = row["package_number"]
            found = self._store.own_parcel(call.shop_id, number)
            if found is None:
                failed.append({"package_number": number, "fail_reason": "The package does not exist."})
                continue
            channel = channel or found[0].channel.id
            if found[0].channel.id != channel or call.body.get("product_location_id", LOCATION) != LOCATION:
                reason = "The package is of another channel or product location."
                failed.append({"package_number": number, "fail_reason": reason})
            elif not handing.is_ready(*found):
                failed.append({"package_number": number, "fail_reason": "The package is not ready to ship."})
            else:
                good.append(found)
        return good, failed

    def mass_ship(self, call: Call) -> dict[str, Any]:
        """POST mass_ship_order: the lists stand under ``response`` as in the sample, see ``mass_lists``."""
        way, fields = handing.chosen_way(call.body)
        good, failed = self._group(call)
        numbers: dict[str, str] = {}
        if way == "non_integrated":
            rows = fields.get("tracking_number") or []
            numbers = {row["package_number"]: row["tracking_number"] for row in rows}
        done: list[dict[str, str]] = []
        for order, parcel in good:
            own = {"tracking_number": numbers.get(parcel.number)} if way == "non_integrated" else fields
            try:
                self._hand_over(order, parcel, way, own)
                done.append({"package_number": parcel.number})
            except ApiError as refusal:
                failed.append({"package_number": parcel.number, "fail_reason": refusal.message})
        lists = {"success_list": done, "fail_list": failed}
        return lists if self._store.switches.mass_lists == "top" else {"response": lists}

    def batch_ship(self, call: Call) -> dict[str, Any]:
        """POST batch_ship_order: for channel 90003 in BR, elsewhere only by the switch ``batch_anywhere``."""
        anywhere = self._store.switches.batch_anywhere
        if not anywhere and self._store.shops[call.shop_id].region != "BR":
            raise ApiError("logistics.error_channel_exist", "The shop does not have the channel.")
        way, fields = handing.chosen_way(call.body)
        rows = [self._batch_one(call, row, way, fields) for row in call.body["order_list"]]
        return batch_answer(rows)

    def _batch_one(self, call: Call, row: dict[str, Any], way: str, fields: dict[str, Any]) -> dict[str, Any]:
        names = {name: row[name] for name in ("order_sn", "package_number") if name in row}
        try:
            order, parcel = handing.find_to_ship(self._store, call.shop_id, row)
            if not self._store.switches.batch_anywhere and order.channel.id != BATCH_CHANNEL:
                raise ApiError(
                    "logistics.error_channel_exist", "The channel does not support batch shipping."
                )
            self._hand_over(order, parcel, way, fields)
        except ApiError as refusal:
            return names | {"fail_error": refusal.code, "fail_message": refusal.message}
        return names

    def update(self, call: Call) -> dict[str, Any]:
        """POST update_shipping_order: another pickup after a failed one; envelope only."""
        order, parcel = handing.find_to_ship(self._store, call.shop_id, call.body)
        fields = call.body["pickup"]
        if parcel.status != "LOGISTICS_PICKUP_RETRY":
            raise ApiError("logistics.order_not_ready_to_update", "The order is not ready to update.")
        if not order.channel.integrated:
            raise ApiError("logistics.ship_order_unsupport_pickup", "The channel does not support pickup.")
        handing.check_fields(self._store, order, fields)
        if (parcel.address_id, parcel.slot) == (fields["address_id"], fields["pickup_time_id"]):
            raise ApiError("logistics.update_shipping_order_no_param_change", "Nothing would change.")
        self._hand_over(order, parcel, "pickup", fields)
        return {}


def batch_answer(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return ``result_list`` with ``warning`` naming what failed; an error if everything did.

    :raise ApiError: ``common.batch_api_all_failed``, with the rows
    """
    failed = [
        {name: row[name] for name in ("order_sn", "package_number") if name in row}
        for row in rows
        if "fail_error" in row
    ]
    answer = {"response": {"result_list": rows}, "warning": failed or None}
    if len(failed) == len(rows):
        raise ApiError("common.batch_api_all_failed", "All operation failed.", **answer)
    return answer
