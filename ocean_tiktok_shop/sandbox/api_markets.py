"""Endpoints ``fulfillment/*`` of single markets: first mile of cross-border sellers, invoices of Brazil,
tracking of the United States. Elsewhere they answer 21008106, as calls of other markets do."""

import base64
import binascii
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.pdf import A6, text_pdf

from .errors import ApiError, invalid, row
from .gate import Call
from .model import Record
from .places import CARRIERS, OWN_CARRIERS
from .pushes import Pushes
from .store import Document, Store

ELSEWHERE = 21008106


class MarketApi:
    """What one market has and others have not."""

    def __init__(self, store: Store, pushes: Pushes) -> None:
        self._store = store
        self._pushes = pushes

    # first mile

    def bundle(self, call: Call) -> dict[str, Any]:
        """POST /fulfillment/202407/bundles: orders of any shop of the seller; errors has those left out."""
        if not self._store.switches.cross_border:
            raise ApiError(ELSEWHERE)
        provider = call.body.get("shipping_provider_id")
        if provider and provider not in CARRIERS and provider not in OWN_CARRIERS:
            raise ApiError(21011022)
        wanted = list(dict.fromkeys(call.body["order_ids"]))
        if not wanted:
            raise invalid("body", "order_ids", "no entries")
        problems = {number: self._problem(call, number) for number in wanted}
        taken = [number for number, code in problems.items() if not code]
        errors = [row(code, order_id=number) for number, code in problems.items() if code]
        return {**(self._bundled(call, taken) if taken else {}), "errors": errors}

    def _problem(self, call: Call, number: str) -> int:
        """Return the code of what keeps an order out of a bundle, 0 for nothing."""
        order = self._store.orders.get(number)
        if order is None or self._store.shops[order.shop_id].open_id != call.open_id:
            return 21008111
        if order.status == "CANCELLED":
            return 21011041
        if order.status != "AWAITING_COLLECTION":
            return 21011043 if not order.collection_time else 21011040
        bundles = self._store.records.get("first_mile_bundle", {}).values()
        return 21001001 if any(number in bundle.data["order_ids"] for bundle in bundles) else 0

    def _bundled(self, call: Call, order_ids: list[str]) -> dict[str, Any]:
        shop_id, number = self._store.orders[order_ids[0]].shop_id, self._store.new_id("bundle")
        data = {**call.body, "order_ids": order_ids, "create_time": self._store.now}
        self._store.keep("first_mile_bundle", Record(number, shop_id, data))
        lines = [f"First mile bundle {number}", data["handover_method"], *order_ids]
        paper = Document("application/pdf", text_pdf(lines, A6, bars=number))
        path = self._store.publish(f"{self._store.world.token('bundle', number)}.pdf", paper)
        return {"first_mile_bundle_id": number, "url": call.request.base_url + path}

    # invoices

    def invoices(self, call: Call) -> dict[str, Any]:
        """POST /fulfillment/202502/invoice/upload: XML in Base64, one per package; orders tell of it then."""
        if call.shop.region != "BR":
            raise ApiError(ELSEWHERE)
        errors = []
        for entry in call.body.get("invoices") or []:
            about = {"package_id": entry["package_id"], "order_ids": entry["order_ids"]}
            if code := self._invoice_problem(call, entry):
                errors.append(row(code, **about))
                continue
            self._store.keep("invoice", Record(entry["package_id"], call.shop.id, dict(entry)))
            # Which statuses the webhook knows is not documented; this one is an order's.
            news = {**about, "invoice_status": "INVOICE_UPLOADED", "invalid_reason": ""}
            self._pushes.tell(call.shop.id, 36, news, entry["order_ids"][0])
        return {"errors": errors}

    def _invoice_problem(self, call: Call, entry: dict[str, Any]) -> int:
        package = self._store.packages.get(entry["package_id"])
        if package is None or package.shop_id != call.shop.id:
            return 21011028
        if not entry["order_ids"] or not set(entry["order_ids"]) <= set(package.order_ids):
            return 21011031
        if package.status == "CANCELLED":
            return 21011041
        return 0 if _is_xml(entry["file"]) else 21001001

    # tracking numbers

    def tracking(self, call: Call) -> dict[str, Any]:
        """GET /fulfillment/202508/tts_tracking_validation: whether the platform ships and collects it."""
        if call.shop.region != "US":
            raise ApiError(ELSEWHERE)
        number = call.text("tracking_number")
        orders = [
            self._store.orders[package.order_ids[0]]
            for package in self._store.packages.values()
            if package.tracking_number == number
        ]
        shipping = any(order.shipping_type == "TIKTOK" for order in orders)
        collected = any(order.shipping_type == "TIKTOK" and order.collection_time for order in orders)
        return {"is_tiktok_shipping": shipping, "is_tiktok_collection": collected}


def _is_xml(text: str) -> bool:
    try:
        return base64.b64decode(text, validate=True).lstrip().startswith(b"<")
    except binascii.Error:
        return False
