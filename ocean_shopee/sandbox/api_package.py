"""Endpoints ``order/*`` about packages: lists, detail, split and unsplit (Shopee v2 order)."""

from collections import Counter
from types import MappingProxyType
from typing import Any, Final

from . import pages, params
from .errors import ApiError, bad_param, not_found
from .gate import Call
from .item_rules import WAREHOUSES
from .model import Order, Parcel
from .route import Route, get, post
from .show_package import LOCATION, is_arranged, package_detail, shown_status
from .store import Store

READY: Final = ("LOGISTICS_READY", "LOGISTICS_PICKUP_RETRY")
SEARCHED: Final = MappingProxyType(
    {
        0: ("LOGISTICS_NOT_START", *READY, "LOGISTICS_REQUEST_CREATED"),
        1: ("LOGISTICS_NOT_START",),
        2: READY,
        3: ("LOGISTICS_REQUEST_CREATED",),
    }
)
"""Fulfilment statuses by ``package_status`` of search_package_list."""
MOST_PARCELS = 5
MOST_PARCELS_TW = 30
_ITEMS = "[]{item_id*:int, model_id*:int, order_item_id:int, promotion_group_id:int, model_quantity:int}"


class PackageApi:
    """Answers about packages."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "order/get_shipment_list": get(self.shipment_list),
            "order/search_package_list": post(
                self.search,
                "pagination*{page_size*<1..100>:int, cursor:str}, filter{package_status<0..3>:int, "
                "product_location_ids:str[], logistics_channel_ids:int[], fulfillment_type<0..2>:int, "
                "invoice_pending:bool, sorting_group:int, order_type<0..2>:int}, "
                "sort{sort_type<1..3>:int, ascending:bool}",
                writes=False,
            ),
            "order/get_package_detail": get(self.detail),
            "order/split_order": post(self.split, f"order_sn*:str, package_list*[]{{item_list*{_ITEMS}}}"),
            "order/unsplit_order": post(self.unsplit, "order_sn*:str"),
            "order/get_warehouse_filter_config": get(self.warehouses),
        }

    def _parcels(self, call: Call) -> list[tuple[Order, Parcel]]:
        orders = sorted(self._store.orders_of(call.shop_id), key=lambda order: (order.ship_by, order.sn))
        return [(order, parcel) for order in orders for parcel in order.parcels]

    def shipment_list(self, call: Call) -> dict[str, Any]:
        """GET get_shipment_list: packages of orders READY_TO_SHIP or RETRY_SHIP."""
        size = params.within(call, "page_size", 1, 100, default=20)
        rows = [
            {"order_sn": order.sn, "package_number": parcel.number}
            for order, parcel in self._parcels(call)
            if order.status in ("READY_TO_SHIP", "RETRY_SHIP") and parcel.status in READY
        ]
        page, more, cursor = pages.by_cursor(rows, params.text(call, "cursor", ""), size)
        return {"response": {"order_list": page, "more": more, "next_cursor": cursor}}

    def search(self, call: Call) -> dict[str, Any]:
        """POST search_package_list: by default packages to process, ordered by their ship-by date."""
        chosen, paging, sort = (call.body.get(name) or {} for name in ("filter", "pagination", "sort"))
        found = [pair for pair in self._parcels(call) if self._fits(*pair, chosen)]
        kind, rising = sort.get("sort_type", 1), sort.get("ascending", False)
        found.sort(key=lambda pair: _sort_key(pair[0], kind), reverse=not rising)
        page, more, cursor = pages.by_cursor(found, paging.get("cursor") or "", paging["page_size"])
        response = {
            "packages_list": [_search_row(order, parcel) for order, parcel in page],
            "pagination": {"total_count": len(found), "next_cursor": cursor, "more": more},
            "sort": {"sort_type": kind, "is_asc": rising},
        }
        return {"response": response}

    def _fits(self, order: Order, parcel: Parcel, chosen: dict[str, Any]) -> bool:
        channels, places = chosen.get("logistics_channel_ids"), chosen.get("product_location_ids")
        return (
            shown_status(self._store, parcel) in SEARCHED[chosen.get("package_status", 2)]
            and order.status not in ("IN_CANCEL", "CANCELLED")
            and chosen.get("fulfillment_type", 2) != 1
            and chosen.get("order_type", 0) != 2
            and not chosen.get("invoice_pending")
            and (not channels or order.channel.id in channels)
            and (not places or LOCATION in places)
        )

    def detail(self, call: Call) -> dict[str, Any]:
        """GET get_package_detail: 1 to 50 packages; those not found are named in ``warning``."""
        numbers = params.comma_list(call, "package_number_list")
        if not 1 <= len(numbers) <= 50:
            raise bad_param("package_number_list should hold 1 to 50 entries")
        found = {number: self._store.own_parcel(call.shop_id, number) for number in numbers}
        rows = [package_detail(self._store, *pair) for pair in found.values() if pair]
        if not rows:
            raise not_found("package")
        missing = ",".join(number for number, pair in found.items() if pair is None)
        return {"response": {"package_list": rows}} | ({"warning": missing} if missing else {})

    def split(self, call: Call) -> dict[str, Any]:
        """POST split_order: every item in exactly one of at least two packages."""
        order = self._own(call)
        rows = [package["item_list"] for package in call.body["package_list"]]
        if order.is_split:
            raise ApiError("order.order_has_been_split", "The order has been split already.")
        if order.status != "READY_TO_SHIP" or not order.channel.integrated:
            raise ApiError("order.order_cannot_split", "The order cannot be split.")
        most = MOST_PARCELS_TW if order.region == "TW" else MOST_PARCELS
        if not 2 <= len(rows) <= most or not all(rows):
            raise ApiError("order.order_split_failed", f"An order is split into 2 to {most} packages.")
        units = [self._units(order, row) for row in rows]
        _check_split(order, units, self._store.switches.split_quantities)
        order.parcels = [
            Parcel(f"{order.parcels[0].number}{number}", part, status="LOGISTICS_READY")
            for number, part in enumerate(units, 1)
        ]
        shown = [
            {"package_number": parcel.number, "item_list": row}
            for parcel, row in zip(order.parcels, rows, strict=True)
        ]
        return {"response": {"order_sn": order.sn, "package_list": shown}}

    def _units(self, order: Order, rows: list[dict[str, Any]]) -> dict[int, int]:
        units: dict[int, int] = {}
        for row in rows:
            lines = [
                line
                for line in order.lines
                if line.active and (line.item_id, line.model_id) == (row["item_id"], row["model_id"])
            ]
            if not lines:
                raise ApiError("order.order_split_item_not_exist", "The item is not in the order.")
            line = next((line for line in lines if line.key not in units), None)
            if line is None:
                raise ApiError("order.order_split_duplicate_item", "An item is listed twice.")
            units[line.key] = row.get("model_quantity", line.active)
        return units

    def unsplit(self, call: Call) -> dict[str, Any]:
        """POST unsplit_order: while nothing is shipped."""
        order = self._own(call)
        arranged = any(is_arranged(parcel) for parcel in order.parcels)
        if not order.is_split or order.status != "READY_TO_SHIP" or arranged:
            raise ApiError("order.order_cannot_undo_split", "The split cannot be undone.")
        whole = Counter({line.key: line.active for line in order.lines if line.active})
        number = order.parcels[0].number[:-1]
        order.parcels = [Parcel(number, dict(whole), status="LOGISTICS_READY")]
        return {}

    def _own(self, call: Call) -> Order:
        order = self._store.own_order(call.shop_id, call.body["order_sn"])
        if order is None:
            raise not_found("order")
        return order

    def warehouses(self, call: Call) -> dict[str, Any]:
        """GET get_warehouse_filter_config: empty for shops with one warehouse."""
        several = WAREHOUSES if self._store.switches.multi_warehouse else ()
        address = next((one for one in self._store.addresses.values() if one.shop_id == call.shop_id), None)
        rows = [
            {
                "warehouse_name": f"Gudang {number}",
                "warehouse_type": 1,
                "product_location_id": place,
                "address_id": address.id if address else 0,
                "address": address.place["address"] if address else "",
            }
            for number, place in enumerate(several, 1)
        ]
        return {"response": {"warehouse_filters": rows}}


def _sort_key(order: Order, kind: int) -> tuple[int, str]:
    return ({1: order.ship_by, 2: order.create_time, 3: order.pay_time}[kind], order.sn)


def _search_row(order: Order, parcel: Parcel) -> dict[str, Any]:
    return {
        "order_sn": order.sn,
        "package_number": parcel.number,
        "logistics_channel_id": order.channel.id,
        "product_location_id": LOCATION,
        "sorting_group": "",
        "is_shipment_arranged": is_arranged(parcel),
    }


def _check_split(order: Order, parts: list[dict[int, int]], quantities: bool) -> None:
    total: Counter[int] = Counter()
    for part in parts:
        if not quantities and any(total[key] for key in part):
            raise ApiError("order.order_split_duplicate_item", "The units of an item cannot be split.")
        if any(count < 1 for count in part.values()):
            raise ApiError("order.order_split_wrong_item_quantity", "A quantity is wrong.")
        total.update(part)
    wanted = {line.key: line.active for line in order.lines if line.active}
    if set(wanted) - set(total):
        raise ApiError("order.order_split_package_missing_item", "An item is in no package.")
    if any(total[key] != count for key, count in wanted.items()):
        raise ApiError("order.order_split_wrong_item_quantity", "A quantity is wrong.")
    for deal in {line.promotion_id for line in order.lines if line.promotion[:6] in ("bundle", "add_on")}:
        together = {line.key for line in order.lines if line.promotion_id == deal}
        if not any(together <= set(part) for part in parts):
            raise ApiError("order.order_split_wrong_item_position", "Items of one deal must stay together.")
