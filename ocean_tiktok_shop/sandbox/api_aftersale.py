"""Endpoints ``return_refund/*`` about cancellations and about what may be asked for."""

from typing import Any

from .cases import RETURNABLE, Cases
from .errors import ApiError
from .gate import Call
from .model import Cancellation, Order, Unit
from .paging import check_window, in_window, paged
from .reasons import (
    OFFLINE,
    REJECT_CANCEL,
    REJECT_PARCEL,
    REJECT_RETURN,
    SELLER_CANCEL,
    SELLER_RETURN,
    text_of,
)
from .store import Store

ANSWER_WITHIN = 48 * 3600
CANCELLABLE = ("ON_HOLD", "AWAITING_SHIPMENT")


class CancellationApi:
    """Cancellations, eligibility, refunds to expect, reasons."""

    def __init__(self, store: Store, cases: Cases) -> None:
        self._store = store
        self._cases = cases

    def search(self, call: Call) -> dict[str, Any]:
        """POST /return_refund/*/cancellations/search: page size up to 50."""
        check_window(self._store, call.body, "create_time", "update_time")
        rows = [
            case
            for case in self._store.cancellations.values()
            if case.shop_id == call.shop.id and self._wanted(call.body, case)
        ]
        by_update = call.text("sort_field") == "update_time"
        page, more = paged(
            self._store,
            call,
            rows,
            lambda case: (case.update_time if by_update else case.create_time, case.id),
            size=(10, 1, 50),
        )
        return {**more, "cancellations": [self._shown(call, case) for case in page]}

    def _wanted(self, filters: dict[str, Any], case: Cancellation) -> bool:
        given = {
            "cancel_ids": case.id,
            "order_ids": case.order_id,
            "buyer_user_ids": self._store.orders[case.order_id].buyer_id,
            "cancel_types": case.kind,
            "cancel_status": case.status,
        }
        if any(filters.get(name) and value not in filters[name] for name, value in given.items()):
            return False
        return in_window(self._store, filters, "create_time", case.create_time) and in_window(
            self._store, filters, "update_time", case.update_time
        )

    def _shown(self, call: Call, case: Cancellation) -> dict[str, Any]:
        order = self._store.orders[case.order_id]
        units = [unit for unit in order.units if unit.id in case.unit_ids]
        status = case.status
        if call.version == "202309" and status == "CANCELLATION_REQUEST_CANCEL":
            status = "CANCELLATION_REQUEST_CANCELLED"
        waits = case.status == "CANCELLATION_REQUEST_PENDING"
        deadline = {"action": "SELLER_RESPOND_BUYER_CANCEL", "deadline": case.create_time + ANSWER_WITHIN}
        return {
            "cancel_id": case.id,
            "order_id": case.order_id,
            "cancel_type": case.kind,
            "cancel_status": status,
            "role": case.role,
            "cancel_reason": case.reason,
            "cancel_reason_text": text_of(case.reason),
            "create_time": case.create_time,
            "update_time": case.update_time,
            "seller_next_action_response": [deadline] if waits else [],
            "refund_amount": self.amounts(order, units, whole=True),
            "cancel_line_items": [
                {
                    "cancel_line_item_id": f"40{unit.id[2:]}",
                    **line(unit),
                    "refund_amount": self.amounts(order, [unit]),
                }
                for unit in units
            ],
        }

    def amounts(self, order: Order, units: list[Unit], whole: bool = False) -> dict[str, str]:
        """Return what the buyer gets back for `units`; with `whole` shipping too."""
        money = self._cases.refund(order, units)
        if not whole:
            money |= {"refund_total": money["refund_subtotal"], "refund_shipping_fee": 0}
        return {"currency": order.currency} | {name: str(value) for name, value in money.items()}

    def _order(self, call: Call, number: str) -> Order:
        order = self._store.orders.get(number)
        if order is None:
            raise ApiError(25007006)
        if order.shop_id != call.shop.id:
            raise ApiError(25020005)
        return order

    def cancel(self, call: Call) -> dict[str, Any]:
        """POST /return_refund/*/cancellations: whole orders only; the reason must fit the status."""
        order = self._order(call, call.body["order_id"])
        self._check_cancel(call, order)
        case = self._cases.cancel(order, "SELLER", call.body["cancel_reason"])
        if self._store.switches.out_of_stock_zeroes and "out_of_stock" in case.reason:
            self._empty(order)
        return {"cancel_id": case.id, "cancel_status": case.status}

    def _check_cancel(self, call: Call, order: Order) -> None:
        reason = call.body["cancel_reason"]
        if reason in OFFLINE:
            raise ApiError(25001020)
        if reason not in SELLER_CANCEL:
            raise ApiError(25001014)
        if order.status in ("COMPLETED", "CANCELLED"):
            raise ApiError(25001051)
        if self._cases.running_cancellation(order):
            raise ApiError(25001011)
        if order.status not in ("UNPAID", *CANCELLABLE):
            raise ApiError(25001045)
        if order.status not in SELLER_CANCEL[reason][0]:
            raise ApiError(25001021)
        units = chosen(call.body, order)
        if {unit.id for unit in units} != {unit.id for unit in order.active}:
            raise ApiError(25005010)

    def _empty(self, order: Order) -> None:
        sold = {unit.sku_id for unit in order.units}
        for product in self._store.products_of(order.shop_id):
            for sku in product.skus:
                if sku.id in sold:
                    sku.stock = dict.fromkeys(sku.stock, 0)

    def _waiting(self, call: Call) -> Cancellation:
        case = self._store.cancellations.get(call.path["cancel_id"])
        if case is None:
            raise ApiError(25001001)
        if case.shop_id != call.shop.id:
            raise ApiError(25020005)
        return case

    def approve(self, call: Call) -> dict[str, Any]:
        """POST /return_refund/202309/cancellations/{cancel_id}/approve."""
        key = f"approve:{call.path['cancel_id']}:{call.text('idempotency_key')}"
        if call.text("idempotency_key") and key in self._store.answered:
            return {}
        case = self._waiting(call)
        if case.kind != "BUYER_CANCEL" or case.status != "CANCELLATION_REQUEST_PENDING":
            raise ApiError(25020009 if case.status == "CANCELLATION_REQUEST_CANCEL" else 25011012)
        self._cases.approve_cancel(case)
        self._store.answered[key] = True
        return {}

    def reject(self, call: Call) -> dict[str, Any]:
        """POST /return_refund/202309/cancellations/{cancel_id}/reject."""
        case = self._waiting(call)
        if call.body["reject_reason"] not in REJECT_CANCEL:
            raise ApiError(25001014)
        if case.kind != "BUYER_CANCEL" or case.status != "CANCELLATION_REQUEST_PENDING":
            raise ApiError(25011011 if case.status == "CANCELLATION_REQUEST_CANCEL" else 25020010)
        self._cases.reject_cancel(case)
        return {}

    def reject_reasons(self, call: Call) -> dict[str, Any]:
        """GET /return_refund/202309/reject_reasons: for the state the case is in."""
        return {"reasons": [{"name": name, "text": text} for name, text in self._reject_table(call).items()]}

    def _reject_table(self, call: Call) -> dict[str, str]:
        number = call.text("return_or_cancel_id")
        if number in self._store.cancellations:
            return dict(REJECT_CANCEL)
        case = self._store.returns.get(number)
        if case is None or case.shop_id != call.shop.id:
            raise ApiError(25001001)
        return dict(REJECT_PARCEL if case.status == "BUYER_SHIPPED_ITEM" else REJECT_RETURN)

    def eligibility(self, call: Call) -> dict[str, Any]:
        """GET /return_refund/*/orders/{order_id}/aftersale_eligibility: per SKU and kind of request."""
        order = self._order(call, call.path["order_id"])
        kinds = call.entries("request_types") or ["CANCEL", "REFUND", "RETURN_AND_REFUND"]
        buyer = call.text("initiate_aftersale_user") == "BUYER"
        groups: dict[str, list[str]] = {}
        for unit in order.active:
            groups.setdefault(unit.sku_id, []).append(unit.id)
        return {
            "sku_eligibility": [
                {
                    "sku_id": sku_id,
                    "line_item_eligibility": [self._eligible(order, kind, ids, buyer) for kind in kinds],
                }
                for sku_id, ids in groups.items()
            ]
        }

    def _eligible(self, order: Order, kind: str, ids: list[str], buyer: bool) -> dict[str, Any]:
        if kind == "CANCEL":
            fits, names = order.status in CANCELLABLE, [
                name for name, (statuses, _text) in SELLER_CANCEL.items() if order.status in statuses
            ]  # fmt: skip
        else:
            fits = order.status in (RETURNABLE if buyer else ("DELIVERED",))
            names = [name for name, (fit, _text) in SELLER_RETURN.items() if fit == kind]
        shown: dict[str, Any] = {"request_type": kind, "order_line_items_ids": ids, "eligible": fits}
        if fits:
            return shown | {"available_reason_names": names}
        return shown | {"ineligible_code": 25001003, "ineligible_reason": ApiError(25001003).message}

    def calculate(self, call: Call) -> dict[str, Any]:
        """POST /return_refund/*/refunds/calculate."""
        order = self._order(call, call.body["order_id"])
        return {"order_refund_amount": self.amounts(order, chosen(call.body, order), whole=True)}


def chosen(body: dict[str, Any], order: Order) -> list[Unit]:
    """Return the units that a request names by line, by SKU and quantity, or not at all (then all).

    :raise ApiError: if it names others, or more than there are
    """
    ids = body.get("order_line_item_ids") or [
        entry["order_line_item_id"] for entry in body.get("order_line_list") or []
    ]
    open_units = [unit for unit in order.active if not unit.returned]
    if ids:
        found = [unit for unit in open_units if unit.id in ids]
        if len(found) != len(set(ids)):
            raise ApiError(25005011)
        return found
    if not body.get("skus"):
        return open_units
    found = []
    for entry in body["skus"]:
        own = [unit for unit in open_units if unit.sku_id == entry["sku_id"]]
        if not 0 < entry["quantity"] <= len(own):
            raise ApiError(25005011)
        found += own[: entry["quantity"]]
    return found


def line(unit: Unit) -> dict[str, Any]:
    """Return what a cancellation or return shows of a unit."""
    url = f"https://p16-oec-sg.ibyteimg.com/{unit.sku_id}~tplv-origin-jpeg.jpeg"
    return {
        "order_line_item_id": unit.id,
        "sku_id": unit.sku_id,
        "sku_name": unit.sku_name,
        "product_name": unit.product_name,
        "seller_sku": unit.seller_sku,
        "product_image": {"url": url, "width": 200, "height": 200},
    }
