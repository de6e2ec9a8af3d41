"""Reads of orders."""

from datetime import date
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.http import Response, html_response

from . import params
from .damage import Damage
from .errors import ApiError, not_found
from .gate import Call, Gate
from .label import label_page
from .machine import STATUSES
from .model import Order, Shop, Ticket
from .money import buyer_total, total
from .sealing import Seal
from .show_detail import detail, detail_personal, fulfillment
from .show_list import known_awb, list_personal, list_row
from .store import Store

WINDOW = 3 * 86_400
FULFILLMENT_PAGE = 10
BOOKED_FROM = 400


class OrderApi:
    """Answers the reads of orders."""

    def __init__(self, store: Store, gate: Gate, damage: Damage) -> None:
        self._store = store
        self._gate = gate
        self._damage = damage

    def order_list(self, call: Call) -> list[dict[str, Any]] | None:
        """GET /v2/order/list: orders that were paid, newest first, of a window of less than 3 days."""
        start, end = self._window(call)
        size = params.within(call, "per_page", self._store.switches.list_page, "ORD_DLV_016")
        first = (params.within(call, "page", 10**9, "ORD_DLV_014") - 1) * size
        status = params.number(call, "status", "ORD_DLV_018", "ORD_DLV_018", -1)
        if status not in (-1, *STATUSES):
            raise ApiError("ORD_DLV_018", "Invalid Status")
        rows = [
            order
            for order in self._asked_for(call)
            if order.pay_time and start <= self._place(order) <= end and status in (-1, order.status)
        ]
        rows.sort(key=lambda order: (-self._place(order), order.id))
        page = rows[first : first + size]
        if not page:
            return None if self._store.switches.empty_page == "null" else []
        seal = Seal(self._store, call.app)
        return [self._row(call, order, seal) for order in page]

    def _row(self, call: Call, order: Order, seal: Seal) -> dict[str, Any]:
        shown = seal.apply(list_row(self._store, order), list_personal(order))
        return self._damage.apply(call.request.path, order, "list", shown)

    def _place(self, order: Order) -> int:
        by_payment = self._store.switches.list_by == "payment"
        return self._store.epoch(order.pay_time if by_payment else order.create_time)

    def _window(self, call: Call) -> tuple[int, int]:
        start = params.number(call, "from_date", "ORD_DLV_009", "ORD_DLV_011")
        end = params.number(call, "to_date", "ORD_DLV_010", "ORD_DLV_012")
        longest = WINDOW - 1 if self._store.switches.window_exclusive else WINDOW
        if not 0 < end - start <= longest:
            raise ApiError("ORD_DLV_013", "Date Range must be less than 3 days")
        return start, end

    def _asked_for(self, call: Call) -> list[Order]:
        """Return the orders of the shop, the warehouse, or of all shops of the app."""
        shop_id, warehouse_id = call.request.get("shop_id"), call.request.get("warehouse_id")
        if shop_id and warehouse_id:
            raise ApiError("ORD_DLV_008", "shop_id and warehouse_id cannot be filled together")
        if shop_id:
            return self._store.orders_of(self._gate.shop(call, shop_id, "ORD_DLV_006").id)
        own = [order for shop in sorted(call.app.shops) for order in self._store.orders_of(shop)]
        if not warehouse_id:
            return own
        number = params.number(call, "warehouse_id", "ORD_DLV_007", "ORD_DLV_007")
        known = [row.id for shop in call.app.shops for row in self._store.shops[shop].warehouses]
        if number not in known:
            raise self._gate.forbidden()
        return [order for order in own if order.warehouse_id == number]

    def order(self, call: Call) -> dict[str, Any]:
        """GET /v2/fs/{fs_id}/order: by id or by invoice."""
        number, invoice = call.request.get("order_id"), call.request.get("invoice_num")
        if not number and not invoice:
            raise ApiError("ORD_DLV_003", "order_id or invoice_num is required")
        if number and invoice:
            raise ApiError("ORD_DLV_004", "order_id and invoice_num cannot be filled together")
        if invoice:
            found = next((order for order in self._store.orders.values() if order.invoice == invoice), None)
            if found is None:
                raise not_found()
            number = str(found.id)
        order = self._gate.order(call, number)
        shown = Seal(self._store, call.app).apply(detail(self._store, order), detail_personal(order))
        return self._damage.apply(call.request.path, order, "detail", shown)

    def fulfillment_order(self, call: Call) -> dict[str, Any]:
        """GET /v1/fs/{fs_id}/fulfillment_order: booking code and cash on delivery."""
        if number := call.request.get("order_id"):
            page = [self._gate.order(call, number)]
        else:
            page = self._fulfillment_page(call)
        return {
            "order_data": [self._fulfillment(order) for order in page],
            "next_order_id": page[-1].id if page else 0,
            "first_order_id": page[0].id if page else 0,
        }

    def _fulfillment_page(self, call: Call) -> list[Order]:
        size = params.within(call, "per_page", FULFILLMENT_PAGE, "ORD_DLV_016", FULFILLMENT_PAGE)
        after = params.number(call, "next_order_id", "ORD_DLV_025", "ORD_DLV_025", 0)
        rows = [order for order in self._asked_for(call) if order.pay_time]
        rows.sort(key=lambda order: -order.id)
        return [order for order in rows if not after or order.id < after][:size]

    def _fulfillment(self, order: Order) -> dict[str, Any]:
        booked = order.status >= BOOKED_FROM and bool(order.booking_code)
        return {
            "order": {
                "order_id": order.id,
                "buyer_id": order.buyer_id,
                "seller_id": order.shop_id,
                "payment_id": order.payment_id,
                "order_status": order.status,
                "invoice_number": order.invoice,
                "invoice_pdf_link": "pdf",
                "open_amt": total(order),
                "payment_amt_cod": buyer_total(order) if order.cod else 0,
            },
            "order_history": [
                {
                    "order_hist_id": order.id * 100 + len(order.history) - place,
                    "status": step.status,
                    "shipping_date": None,
                    "create_by": 0,
                }
                for place, step in enumerate(order.history)
            ],
            "order_detail": [
                {
                    "order_detail_id": line.detail_id,
                    "product_id": line.product_id,
                    "product_name": line.name,
                    "quantity": line.quantity,
                    "product_price": line.price,
                    "insurance_price": 0,
                }
                for line in order.lines
            ],
            "drop_shipper": {"order_id": 0, "dropship_name": "", "dropship_telp": ""},
            "type_meta": {"kelontong": {}, "cod": {}, "sampai": {}, "now": {}, "ppp": {}, "trade_in": {}},
            "order_shipment_fulfillment": fulfillment(self._store, order),
            "booking_data": {
                "order_id": order.id,
                "booking_code": order.booking_code if booked else "",
                "booking_status": 200 if booked else 0,
            },
        }

    def label(self, call: Call) -> Response:
        """GET /v1/order/{order_id}/fs/{fs_id}/shipping-label: a page of HTML, from 400 on."""
        order = self._gate.order(call, call.parts["order_id"])
        if order.status < BOOKED_FROM:
            raise ApiError("ORD_API_008", "Data Not Found", 500)
        order.printed = order.printed or call.request.get("printed") != "0"
        shop = self._store.shops[order.shop_id]
        return html_response(label_page(order, shop, known_awb(self._store, order)))

    def tickets(self, call: Call) -> dict[str, Any]:
        """GET /resolution/v1/fs/{fs_id}/ticket: complaints opened between two days."""
        shop = self._gate.query_shop(call, "ORD_DLV_022")
        start, end = (params.day(call, name, "ORD_DLV_011") for name in ("from_date", "to_date"))
        rows = [self._ticket(ticket) for ticket in self._between(shop, start, end)]
        shops = [{"shop_id": shop.id, "shop_name": shop.name, "ticket": rows}] if rows else []
        return {
            "is_success": True,
            "startdate": start.isoformat(),
            "enddate": end.isoformat(),
            "shops": shops,
        }

    def _between(self, shop: Shop, start: date, end: date) -> list[Ticket]:
        return [
            ticket
            for ticket in self._store.tickets.values()
            if self._store.orders[ticket.order_id].shop_id == shop.id
            and start.isoformat() <= self._store.local(ticket.opened, "%Y-%m-%d") <= end.isoformat()
        ]

    def _ticket(self, ticket: Ticket) -> dict[str, Any]:
        order = self._store.orders[ticket.order_id]
        line = order.lines[0]
        complaint = {
            "id": line.product_id,
            "name": line.name,
            "qty": line.quantity,
            "price": line.price,
            "final_price": 0,
            "image": "",
        }
        return {
            "id": ticket.id,
            "problem_type": ticket.problem,
            "status": ticket.status,
            "open_date": self._store.local(ticket.opened, "%Y-%m-%d"),
            "sla_date": self._store.local(ticket.opened + 4 * 86_400, "%Y-%m-%d"),
            "close_date": self._store.local(ticket.closed, "%Y-%m-%d") if ticket.closed else "",
            "invoice_number": order.invoice,
            "solution": ticket.solution,
            "complaint_product": [complaint],
            "fault": ticket.fault,
            "shipping_amt": 0,
            "total_issued_funds": ticket.refund,
        }
