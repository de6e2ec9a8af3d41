"""Writes of orders."""

from datetime import datetime
from typing import Any

from .errors import ApiError
from .gate import Call, Gate
from .machine import Machine
from .model import Order
from .params import whole
from .stockroom import Stockroom
from .store import JAKARTA, Store

REASONS = (0, 1, 2, 3, 4, 5, 7, 8)
STOCK, CLOSED, BUYER = 1, 4, 8
SHIPPABLE = (400, 450, 500, 501, 520, 530)


class OrderActionApi:
    """Answers the writes of orders."""

    def __init__(self, store: Store, gate: Gate, machine: Machine, stockroom: Stockroom) -> None:
        self._store = store
        self._gate = gate
        self._machine = machine
        self._stockroom = stockroom

    def ack(self, call: Call) -> str:
        """POST /v1/order/{order_id}/fs/{fs_id}/ack: from 220 to 400."""
        order = self._gate.order(call, call.parts["order_id"])
        if order.status != 220:
            raise self._no_step(
                "ORD_USC_001", "Cannot Accept Order In This Status", "ORD_USC_007", "Accept Order"
            )
        self._machine.advance(order, 400)
        return "success"

    def nack(self, call: Call) -> str:
        """POST /v1/order/{order_id}/fs/{fs_id}/nack: to 10, for one of the reasons."""
        order = self._gate.order(call, call.parts["order_id"])
        body = call.json()
        code = whole(body.get("reason_code", 0))
        if code not in REASONS:
            raise ApiError("ORD_DLV_020", "Invalid Reason Code")
        if not str(body.get("reason") or "").strip():
            raise ApiError("ORD_USC_009", "Reason is required")
        self._check_rejectable(order, code)
        empty = self._empty_products(order, body.get("empty_products") or [])
        if code == CLOSED:
            self._close_shop(order, body)
        self._machine.advance(order, 10, force=True, comment=str(body["reason"])[:200])
        for number in empty if code == STOCK else ():
            product = self._store.products[number]
            self._stockroom.set_stock(product, order.warehouse_id, 0, "stock_overwrite")
        return "success"

    def _check_rejectable(self, order: Order, code: int) -> None:
        """New orders may be refused for any reason, accepted ones for shipping and by the buyer's wish."""
        if code == BUYER and not (order.cancel_request and order.cancel_request.status == 1):
            raise ApiError("ORD_USC_019", "Buyer Has Not Requested Cancellation")
        late = 400 <= order.status < 500 and code in (0, 7, BUYER)
        if order.status != 220 and not late:
            reason = "Cannot Reject Order In This Status"
            raise self._no_step("ORD_USC_008", reason, "ORD_USC_014", "Reject Order")

    def _empty_products(self, order: Order, numbers: Any) -> list[int]:
        own = {line.product_id for line in order.lines}
        if not isinstance(numbers, list) or any(whole(number) not in own for number in numbers):
            raise ApiError("ORD_USC_010", "Product is not in the order")
        found = [number for number in map(whole, numbers) if number in self._store.products]
        return [number for number in found if number is not None]

    def _close_shop(self, order: Order, body: dict[str, Any]) -> None:
        try:
            until = datetime.strptime(str(body.get("shop_close_end_date")), "%d/%m/%Y").replace(
                tzinfo=JAKARTA
            )
        except ValueError:
            raise ApiError("ORD_USC_012", "Shop Close End Date is required") from None
        if not body.get("shop_close_note"):
            raise ApiError("ORD_USC_013", "Shop Close Note is required")
        shop = self._store.shops[order.shop_id]
        shop.is_open, shop.close_note = False, str(body["shop_close_note"])
        shop.closed_until = until.strftime("%Y%m%d")

    def _no_step(self, code: str, reason: str, upstream: str, what: str) -> ApiError:
        if self._store.switches.upstream_refuses:
            return ApiError(upstream, f"Error When Request {what} To Ext Service")
        return ApiError(code, reason)

    def reject_cancel(self, call: Call) -> dict[str, Any]:
        """POST /v1/order/{order_id}/fs/{fs_id}/reject-cancel: the order goes on."""
        order = self._gate.order(call, call.parts["order_id"])
        if self._gate.query_shop(call, "ORD_DLV_022").id != order.shop_id:
            raise ApiError("ORD_USC_018", "Order is not of this shop")
        if not 400 <= order.status < 600:
            raise ApiError("ORD_USC_020", "Not Allowed In This Status")
        if not (order.cancel_request and order.cancel_request.status == 1):
            raise ApiError("ORD_API_016", "Not Allowed To Reject Cancel")
        order.cancel_request.status = 2
        order.update_time = self._store.now
        return {"success": True}

    def status(self, call: Call) -> str:
        """POST /v1/order/{order_id}/fs/{fs_id}/status: to 500 with a tracking number, or another number."""
        order = self._gate.order(call, call.parts["order_id"])
        body = call.json()
        if whole(body.get("order_status")) != 500:
            raise ApiError("ORD_DLV_023", "Unsupported Order Status")
        number = body.get("shipping_ref_num")
        if not isinstance(number, str) or not number.strip():
            raise ApiError("ORD_DLV_021", "Shipping Ref Num is required")
        if order.status not in SHIPPABLE:
            reason = "Not Allowed In This Status"
            raise self._no_step("ORD_USC_020", reason, "LGS_USC_006", "Confirm Shipping")
        order.awb, order.awb_time = number.strip(), self._store.now
        if order.status != 500:
            self._machine.advance(order, 500, force=True)
        return "Success"

    def pick_up(self, call: Call) -> dict[str, Any]:
        """POST /inventory/v1/fs/{fs_id}/pick-up: from 400 to 450, some seconds after accepting."""
        body = call.json()
        order = self._gate.order(call, body.get("order_id"))
        shop = self._gate.shop(call, body.get("shop_id"), "ORD_DLV_022")
        if shop.id != order.shop_id:
            raise ApiError("ORD_USC_018", "Order is not of this shop")
        if order.status != 400 or order.courier.own:
            raise ApiError("LGS_USC_012", "Order Cannot Be Picked Up")
        if self._store.now - order.accept_time < self._store.switches.pickup_wait:
            raise ApiError("LGS_USC_012", "Order Is Still Being Processed")
        self._machine.advance(order, 450)
        return {
            "order_id": order.id,
            "shop_id": shop.id,
            "request_time": self._store.local(self._store.now),
            "result": "Terima kasih telah melakukan pengiriman.",
        }

    def request_pof(self, call: Call) -> dict[str, Any]:
        """POST /v1/order/{order_id}/fs/{fs_id}/pof/request: ask the buyer to take fewer units."""
        order = self._gate.order(call, call.parts["order_id"])
        rows = call.json().get("pof_detail")
        if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
            raise ApiError("ORD_DLV_019", "Error Parse Request Body")
        if order.pof:
            raise ApiError("ORD_API_011", "POF Already Requested")
        if order.status != 220:
            raise ApiError("ORD_USC_020", "Not Allowed In This Status")
        order.pof = _quantities(order, rows)
        return {"success": True}


def _quantities(order: Order, rows: list[dict[str, Any]]) -> dict[int, int]:
    ordered = {line.detail_id: line.quantity for line in order.lines}
    asked: dict[int, int] = {}
    for row in rows:
        detail, units = whole(row.get("order_dtl_id")), whole(row.get("quantity_request"))
        if detail not in ordered or units is None:
            raise ApiError("ORD_DLV_019", "Error Parse Request Body")
        if units > ordered[detail]:
            raise ApiError("ORD_API_010", "Quantity Request Exceeds Quantity Order")
        asked[detail] = units
    if all(asked.get(detail, units) == units for detail, units in ordered.items()):
        raise ApiError("ORD_API_013", "No Quantity Changed")
    return asked
