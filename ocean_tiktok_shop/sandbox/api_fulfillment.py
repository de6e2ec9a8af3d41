"""Endpoints ``fulfillment/*``: packages, shipping, documents, tracking."""

from typing import Any

from .detail import recipient, tracking
from .errors import ApiError, invalid, row
from .gate import Call
from .labels import label
from .machine import Machine
from .model import Order, Package
from .paging import check_window, in_window, paged
from .places import CARRIERS, OPTIONS, OWN_CARRIERS
from .store import Document, Store

DAY = 86_400
DOCUMENT_LIFE = DAY
CORRECTION = 72 * 3600
PLATFORM_ONLY = ("FULFILLMENT_BY_TIKTOK", "FULFILLMENT_BY_DILAYANI_TOKOPEDIA")
SOUTH_EAST_ASIA = ("ID", "MY", "PH", "SG", "TH", "VN")
UNPICKED = ("PROCESSING",)
ORDER_ONLY = ("district_info", "first_name", "last_name")
"""Fields of an address that packages do not show."""


class FulfillmentApi:
    """Reads and ships packages."""

    def __init__(self, store: Store, machine: Machine) -> None:
        self._store = store
        self._machine = machine

    # reading

    def search(self, call: Call) -> dict[str, Any]:
        """POST /fulfillment/202309/packages/search."""
        check_window(self._store, call.body, "create_time", "update_time")
        status = call.body.get("package_status")
        rows = [
            package
            for package in self._store.packages.values()
            if package.shop_id == call.shop.id
            and status in (None, package.status)
            and in_window(self._store, call.body, "create_time", package.create_time)
            and in_window(self._store, call.body, "update_time", package.update_time)
        ]
        by_update = call.text("sort_field") == "update_time"
        page, more = paged(
            self._store,
            call,
            rows,
            lambda package: (package.update_time if by_update else package.create_time, package.id),
            size=(20, 1, 50),
            order="DESC",
        )
        return {**more, "packages": [self._row(package) for package in page]}

    def _row(self, package: Package) -> dict[str, Any]:
        return {
            "id": package.id,
            "orders": self._orders(package),
            "create_time": package.create_time,
            "update_time": package.update_time,
            "status": package.status,
            "tracking_number": tracking(self._store, package),
            "shipping_provider_name": package.provider_name if package.ship_time else "",
            "shipping_provider_id": package.provider_id if package.ship_time else "",
            "order_line_item_ids": list(package.unit_ids),
        }

    def _orders(self, package: Package) -> list[dict[str, Any]]:
        shown = []
        for order_id in package.order_ids:
            units = [unit for unit in self._store.orders[order_id].units if unit.id in package.unit_ids]
            skus = {
                unit.sku_id: {
                    "id": unit.sku_id,
                    "name": unit.sku_name,
                    "image_url": f"https://p16-oec-sg.ibyteimg.com/{unit.sku_id}~tplv-origin-jpeg.jpeg",
                    "quantity": sum(other.sku_id == unit.sku_id for other in units),
                }
                for unit in units
            }
            shown.append({"id": order_id, "skus": list(skus.values())})
        return shown

    def detail(self, call: Call) -> dict[str, Any]:
        """GET /fulfillment/202309/packages/{package_id}."""
        package = self._own(call, call.path["package_id"], 10006402)
        order = self._store.orders[package.order_ids[0]]
        shown = self._row(package)
        shown["package_id"], shown["package_status"] = shown.pop("id"), shown.pop("status")
        return shown | {
            "split_and_combine_tag": package.tag,
            "has_multi_skus": len({unit.sku_id for unit in self._machine.units_of(package)}) > 1,
            "note_tag": "BUYER_NOTED" if order.buyer_message else "BUYER_UNNOTED",
            "shipping_type": order.shipping_type,
            "delivery_option_id": order.delivery_option,
            "delivery_option_name": OPTIONS[order.delivery_option]["name"],
            "last_mile_tracking_number": "",
            "pickup_slot": package.pickup_slot,
            "handover_method": package.handover_method or "PICKUP",
            "recipient_address": {
                name: value for name, value in recipient(order).items() if name not in ORDER_ONLY
            },
            "sender_address": self._sender(package),
            "weight": {"value": "500", "unit": "GRAM"},
            "dimension": {"length": "20", "width": "15", "height": "5", "unit": "CM"},
        }

    def _sender(self, package: Package) -> dict[str, str]:
        place = self._store.warehouses_of(package.shop_id)[0]
        province, city, district, village, postal = place.place
        parts = (place.name, village, district, city, province, postal)
        return {
            "full_address": ", ".join(parts),
            "name": self._store.shops[package.shop_id].name,
            "phone_number": "(+62)81200000001",
            "postal_code": postal,
            "region_code": self._store.shops[package.shop_id].region,
        }

    def slots(self, call: Call) -> dict[str, Any]:
        """GET /fulfillment/202309/packages/{package_id}/handover_time_slots: `avaliable` is spelt so."""
        self._own(call, call.path["package_id"], 21001001)
        start = self._store.now - self._store.now % DAY + DAY + 2 * 3600
        return {
            "can_pickup": True,
            "can_drop_off": True,
            "can_van_collection": False,
            "drop_off_point_url": "",
            "pickup_slots": [
                {
                    "start_time": start + day * DAY,
                    "end_time": start + day * DAY + 4 * 3600,
                    "avaliable": day != 1,
                }
                for day in range(3)
            ],
        }

    # shipping

    def ship(self, call: Call) -> dict[str, Any]:
        """POST /fulfillment/202309/packages/{package_id}/ship."""
        self._ship(call, {**call.body, "id": call.path["package_id"]})
        return {}

    def ship_batch(self, call: Call) -> dict[str, Any]:
        """POST /fulfillment/202309/packages/ship: what fails comes back in ``errors``."""
        limit = self._store.switches.batch_ship_limit
        if limit and len(call.body["packages"]) > limit:
            raise invalid("body", "packages", "too many entries")
        errors = []
        for entry in call.body["packages"]:
            try:
                self._ship(call, entry)
            except ApiError as refusal:
                errors.append(row(refusal.code, package_id=entry["id"]))
        return {"errors": errors}

    def _ship(self, call: Call, entry: dict[str, Any]) -> None:
        package = self._own(call, entry["id"])
        for order_id in package.order_ids:
            self._check_order(self._store.orders[order_id])
        if package.status == "CANCELLED":
            raise ApiError(21011041)
        if package.status != "TO_FULFILL":
            raise ApiError(21011027 if package.status == "COMPLETED" else 21011040)
        number, provider = "", ""
        if self._store.orders[package.order_ids[0]].shipping_type == "SELLER":
            own = entry.get("self_shipment") or {}
            number, provider = own.get("tracking_number", ""), own.get("shipping_provider_id", "")
            self._check_tracking(package, number, provider)
        package.handover_method = entry.get("handover_method", "")
        package.pickup_slot = entry.get("pickup_slot") or {}
        self._machine.ship(package, provider, OWN_CARRIERS.get(provider, ""), number)

    def _check_order(self, order: Order) -> None:
        if order.fulfillment_type in PLATFORM_ONLY:
            raise ApiError(21008025)
        if order.status == "CANCELLED":
            raise ApiError(21011041)
        if order.status in ("ON_HOLD", "UNPAID"):
            raise ApiError(21011044)
        if order.request_cancel_time:
            raise ApiError(21011007)

    def _check_tracking(self, package: Package, number: str, provider: str) -> None:
        if not number or provider not in OWN_CARRIERS:
            raise ApiError(21011022)
        for other in self._store.packages.values():
            if other is not package and other.tracking_number == number and other.provider_id == provider:
                raise ApiError(21011025)

    def _own(self, call: Call, package_id: str, code: int = 21011028) -> Package:
        package = self._store.packages.get(package_id)
        if package is None or package.shop_id != call.shop.id:
            raise ApiError(code)
        return package

    def update_package(self, call: Call) -> dict[str, Any]:
        """POST /fulfillment/*/packages/{package_id}/shipping_info/update: once, within 72 hours."""
        self._correct(self._own(call, call.path["package_id"]), call.body)
        return {}

    def update_order(self, call: Call) -> dict[str, Any]:
        """POST /fulfillment/202309/orders/{order_id}/shipping_info/update."""
        for package in self._store.packages_of(self._order(call)):
            self._correct(package, call.body)
        return {}

    def _correct(self, package: Package, body: dict[str, Any]) -> None:
        info = (body.get("shipping_info_list") or [body])[0]
        number, provider = info.get("tracking_number", ""), info.get("shipping_provider_id", "")
        code = 0
        if package.status == "CANCELLED":
            code = 21011042
        elif self._store.orders[package.order_ids[0]].shipping_type != "SELLER":
            code = 21011004
        elif not package.ship_time:
            code = 21011043
        elif package.delivery_time:
            code = 21011030
        elif package.corrected:
            code = 21011051
        elif self._store.now > package.ship_time + CORRECTION:
            code = 21011050
        if code:
            raise ApiError(code)
        self._check_tracking(package, number, provider)
        package.tracking_number, package.provider_id = number, provider
        package.provider_name, package.corrected = OWN_CARRIERS[provider], True
        package.update_time = self._store.now

    def _order(self, call: Call) -> Order:
        order = self._store.orders.get(call.path["order_id"])
        if order is None or order.shop_id != call.shop.id:
            raise ApiError(21008111)
        return order

    def western(self, call: Call) -> dict[str, Any]:
        """Mark Package As Shipped, Create Packages, Get Eligible Shipping Service: not in South-East Asia."""
        raise ApiError(21008106 if call.shop.region in SOUTH_EAST_ASIA else 21004010)

    def deliver(self, call: Call) -> dict[str, Any]:
        """POST /fulfillment/202309/packages/deliver: the seller's own fleet reports."""
        errors = []
        for entry in call.body["packages"]:
            package = self._store.packages.get(entry["id"])
            if package is None or package.shop_id != call.shop.id:
                errors.append(row(21011028, package_id=entry["id"]))
                continue
            order = self._store.orders[package.order_ids[0]]
            if order.shipping_type != "SELLER" or not package.ship_time:
                errors.append(row(21001011, package_id=entry["id"]))
            elif entry["delivery_type"] == "DELIVERY_SUCCESS" and not package.delivery_time:
                self._machine.advance(order, "DELIVERED", force=True)
        return {"errors": errors}

    def certified(self, call: Call) -> dict[str, Any]:
        """POST /supply_chain/202309/packages/sync: certified warehouses confirm what they shipped."""
        if not self._store.switches.certified_warehouse:
            raise ApiError(39003015)
        done, errors = [], []
        for entry in call.body["packages"]:
            package = self._store.packages.get(entry["id"])
            if package is None or package.status != "TO_FULFILL":
                errors.append({**row(21011028, package_id=entry["id"]), "code": "21011028"})
                continue
            number, provider = entry["tracking_number"], entry["shipping_provider_id"]
            self._machine.ship(package, provider, entry["shipping_provider_name"], number)
            done.append(package.id)
        return {"success_packages": done, "errors": errors}

    # documents and tracking

    def document(self, call: Call) -> dict[str, Any]:
        """GET /fulfillment/202309/packages/{package_id}/shipping_documents: from shipping until pickup."""
        package = self._own(call, call.path["package_id"])
        self._check_document(package)
        kind, size = call.text("document_type"), call.text("document_size", "A6")
        if call.text("document_format") == "ZPL" and call.shop.region != "BR":
            raise ApiError(21001001)
        body = label(self._store, self._machine, package, kind, size)
        media = "image/png" if kind == "SHIPPING_LABEL_PICTURE" else "application/pdf"
        name = f"{self._store.world.token('document', package.id)}.{media[-3:]}"
        path = self._store.publish(name, Document(media, body, self._store.now + DOCUMENT_LIFE))
        return {"doc_url": call.request.base_url + path, "tracking_number": tracking(self._store, package)}

    def _check_document(self, package: Package) -> None:
        order = self._store.orders[package.order_ids[0]]
        code = 0
        if order.fulfillment_type in PLATFORM_ONLY:
            code = 21008043
        elif order.shipping_type == "SELLER":
            code = 21008017
        elif package.status == "CANCELLED":
            code = 21023059
        elif order.request_cancel_time and order.status != "CANCELLED":
            code = 21021010
        elif package.status == "TO_FULFILL":
            code = 21042104
        elif package.status not in UNPICKED:
            code = 21042102
        elif package.label_due > self._store.now:
            code = 11034037
        if code:
            raise ApiError(code)

    def tracking(self, call: Call) -> dict[str, Any]:
        """GET /fulfillment/202309/orders/{order_id}/tracking: newest first."""
        return {
            "tracking": [
                {"description": text, "update_time_millis": at * 1000, "action_code": code}
                for package in self._store.packages_of(self._order(call))
                for code, _name, text, at in _track(package)
            ]
        }

    def logistics_tracking(self, call: Call) -> dict[str, Any]:
        """GET /logistics/202604/orders/{order_id}/tracking: per package, with action codes."""
        order = self._order(call)
        return {
            "order_id": order.id,
            "logistics_details": [
                {
                    "newest_tracking_no": tracking(self._store, package),
                    "carrier_name": package.provider_name,
                    "track_list": [
                        {
                            "description": text,
                            "tracking_no": package.tracking_number,
                            "update_time_millis": at * 1000,
                            "action_code": code,
                            "action_code_name": name,
                        }
                        for code, name, text, at in _track(package)
                    ],
                }
                for package in self._store.packages_of(order)
                if package.ship_time
            ],
        }


def _track(package: Package) -> list[tuple[int, str, str, int]]:
    carrier = package.provider_name or next(iter(CARRIERS.values()))
    steps = [
        (101, "ORDER_CREATED", "Penjual sedang menyiapkan paketmu.", package.ship_time),
        (301, "PICKED_UP", f"Paket telah diambil oleh {carrier}.", package.pickup_time),
        (601, "DELIVERED", "Paket telah diterima.", package.delivery_time),
    ]
    return [step for step in reversed(steps) if step[3]]
