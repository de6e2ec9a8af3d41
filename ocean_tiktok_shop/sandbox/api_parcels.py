"""Endpoints ``fulfillment/*`` that split orders and combine packages, and uploads of proofs."""

from typing import Any

from .api_upload import measure
from .errors import ApiError, invalid, row
from .gate import Call
from .machine import Machine
from .model import Order, Package
from .paging import paged
from .pushes import Pushes
from .store import Document, Store


class ParcelApi:
    """Splits and combines."""

    def __init__(self, store: Store, pushes: Pushes, machine: Machine) -> None:
        self._store = store
        self._pushes = pushes
        self._machine = machine

    # splitting

    def split_attributes(self, call: Call) -> dict[str, Any]:
        """GET /fulfillment/202309/orders/split_attributes."""
        shown = []
        for number in call.entries("order_ids"):
            order = self._store.orders.get(number)
            why = (
                "Order not found"
                if order is None or order.shop_id != call.shop.id
                else self._unsplittable(order)
            )
            entry = {"order_id": number, "can_split": not why, "must_split": False}
            shown.append(entry | ({"reason": why} if why else {}))
        return {"split_attributes": shown}

    def _unsplittable(self, order: Order) -> str:
        if order.status == "CANCELLED":
            return "Order has been canceled"
        if order.status != "AWAITING_SHIPMENT" or order.request_cancel_time:
            return "Order is not awaiting shipment"
        if order.tag:
            return "Order has been split or combined"
        skus = {unit.sku_id for unit in order.active}
        return "" if len(skus) > 1 else "Order has only one SKU"

    def split(self, call: Call) -> dict[str, Any]:
        """POST /fulfillment/202309/orders/{order_id}/split: all units of a SKU stay together."""
        order = self._store.orders.get(call.path["order_id"])
        if order is None or order.shop_id != call.shop.id or self._unsplittable(order):
            raise ApiError(21011035)
        groups = call.body["splittable_groups"]
        self._check_groups(order, groups)
        old = self._store.packages_of(order)[0]
        made = [self._part(order, old, group["order_line_item_ids"]) for group in groups]
        taken = {unit_id for package in made for unit_id in package.unit_ids}
        old.unit_ids = [unit_id for unit_id in old.unit_ids if unit_id not in taken]
        old.tag = "SPLIT"
        if not old.unit_ids:
            old.status = "CANCELLED"
        order.tag, order.update_time = "SPLIT", self._store.now
        self._pushes.package("SPLIT", made)
        return {
            "packages": [
                {"splittable_group_id": group["id"], "id": package.id}
                for group, package in zip(groups, made, strict=True)
            ]
        }

    def _check_groups(self, order: Order, groups: list[dict[str, Any]]) -> None:
        where: dict[str, str] = {}
        for group in groups:
            for unit_id in group["order_line_item_ids"]:
                if unit_id in where:
                    raise ApiError(21011005)
                where[unit_id] = group["id"]
        units = {unit.id: unit for unit in order.active}
        if not where or not set(where) <= set(units):
            raise ApiError(21011005)
        for sku_id in {unit.sku_id for unit in order.active}:
            if len({where.get(unit.id, "") for unit in order.active if unit.sku_id == sku_id}) > 1:
                raise ApiError(21011005)
        if len({where.get(unit_id, "") for unit_id in units}) < 2:
            raise ApiError(21011005)

    def _part(self, order: Order, old: Package, unit_ids: list[str]) -> Package:
        number = self._store.new_id("package", order.id)
        now = self._store.now
        package = Package(number, order.shop_id, [order.id], list(unit_ids), now, now, tag="SPLIT")
        self._store.packages[number] = package
        for unit in order.units:
            if unit.id in unit_ids:
                unit.package_id = number
        return package

    # combining

    def _combinable(self, shop_id: str) -> dict[str, list[Order]]:
        groups: dict[str, list[Order]] = {}
        for order in self._store.orders_of(shop_id):
            open_order = (
                order.status == "AWAITING_SHIPMENT" and not order.tag and not order.request_cancel_time
            )
            if open_order and order.buyer_id and order.fulfillment_type == "FULFILLMENT_BY_SELLER":
                street = order.address.get("street", "")
                key = f"{order.buyer_id}:{street}:{order.commerce_platform}:{order.delivery_option}"
                groups.setdefault(key, []).append(order)
        return {
            str(self._store.world.random("combinable", key).randrange(10**18, 2 * 10**18)): orders
            for key, orders in groups.items()
            if len(orders) > 1
        }

    def combinable(self, call: Call) -> dict[str, Any]:
        """GET /fulfillment/202309/combinable_packages/search: orders of one buyer to one address."""
        rows = list(self._combinable(call.shop.id).items())
        page, more = paged(self._store, call, rows, lambda entry: (0, entry[0]), size=(20, 1, 50))
        shown = [{"id": number, "order_ids": [order.id for order in orders]} for number, orders in page]
        return {**more, "combinable_packages": shown}

    def combine(self, call: Call) -> dict[str, Any]:
        """POST /fulfillment/202309/packages/combine."""
        known, made, errors = self._combinable(call.shop.id), [], []
        for entry in call.body["combinable_packages"]:
            orders = known.get(entry["id"], [])
            wanted = entry.get("order_ids") or [order.id for order in orders]
            chosen = [order for order in orders if order.id in wanted]
            if len(chosen) < 2:
                errors.append(row(21011028, package_id=entry["id"]))
            elif len(chosen) < len(wanted):
                errors.append(row(21011031, package_id=entry["id"]))
            else:
                made.append(self._join(chosen))
        if made:
            self._pushes.package("COMBINE", made)
        return {"packages": [{"id": new.id, "order_ids": new.order_ids} for new in made], "errors": errors}

    def _join(self, orders: list[Order]) -> Package:
        number, now = self._store.new_id("package", orders[0].id), self._store.now
        for order in orders:
            for old in self._store.packages_of(order):
                old.status, old.update_time = "CANCELLED", now
        units = [unit for order in orders for unit in order.active]
        for unit in units:
            unit.package_id = number
        package = Package(
            number, orders[0].shop_id, [order.id for order in orders], [unit.id for unit in units], now, now,
            tag="COMBINE",
        )  # fmt: skip
        self._store.packages[number] = package
        for order in orders:
            order.tag, order.update_time = "COMBINED", now
        return package

    def uncombine(self, call: Call) -> dict[str, Any]:
        """POST /fulfillment/202309/packages/{package_id}/uncombine: takes orders out of a package."""
        package = self._store.packages.get(call.path["package_id"])
        if package is None or package.shop_id != call.shop.id:
            raise ApiError(21011028)
        wanted = call.body.get("order_ids") or list(package.order_ids)
        if not set(wanted) <= set(package.order_ids):
            raise ApiError(21011029)
        if package.tag != "COMBINE" or package.status != "TO_FULFILL":
            raise ApiError(21011005)
        if len(package.order_ids) - len(wanted) < 2:
            wanted = list(package.order_ids)
        made = [self._alone(package, self._store.orders[order_id]) for order_id in wanted]
        if not package.order_ids:
            package.status = "CANCELLED"
        self._pushes.package("CANCEL_COMBINE", made)
        return {"packages": [{"id": new.id, "order_ids": new.order_ids} for new in made]}

    def _alone(self, package: Package, order: Order) -> Package:
        units = [unit for unit in order.active if unit.id in package.unit_ids]
        package.order_ids.remove(order.id)
        package.unit_ids = [unit_id for unit_id in package.unit_ids if unit_id not in {u.id for u in units}]
        new = self._part(order, package, [unit.id for unit in units])
        new.tag, order.tag, order.update_time = "DEFAULT", "", self._store.now
        return new

    # proofs

    def image(self, call: Call) -> dict[str, Any]:
        """POST /fulfillment/202309/images/upload: a picture of a delivery, at most 5 MB."""
        data = call.files.get("data", b"")
        _kind, width, height = measure(data)
        if len(data) > 5 * 2**20:
            raise ApiError(12038005)
        return {**self._file(call, data, "image/jpeg", "jpg"), "height": height, "width": width}

    def file(self, call: Call) -> dict[str, Any]:
        """POST /fulfillment/202309/files/upload: a PDF, at most 10 MB."""
        data = call.files.get("data", b"")
        if not data.startswith(b"%PDF-"):
            raise ApiError(12038004)
        if len(data) > 10 * 2**20:
            raise ApiError(12038005)
        if not call.files.get("name"):
            raise invalid("body", "name")
        return self._file(call, data, "application/pdf", "pdf") | {"name": call.files["name"].decode()}

    def _file(self, call: Call, data: bytes, media: str, ending: str) -> dict[str, Any]:
        name = f"{self._store.world.token('proof')}.{ending}"
        return {"url": call.request.base_url + self._store.publish(name, Document(media, data))}
