"""The life of orders and packages: which status follows which, and what comes with it."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from odoo.addons.ocean_marketplace_base.sandbox.platform import BadOption

from .factory import OrderFactory
from .model import Order, Package, Sku, Unit
from .places import CARRIERS
from .pushes import Pushes
from .shelf import restocks
from .store import Store

DAY = 86_400

NEXT: Final = MappingProxyType(
    {
        "UNPAID": ("ON_HOLD", "AWAITING_SHIPMENT", "CANCELLED"),
        "ON_HOLD": ("AWAITING_SHIPMENT", "CANCELLED"),
        "AWAITING_SHIPMENT": ("AWAITING_COLLECTION", "CANCELLED"),
        "PARTIALLY_SHIPPING": ("AWAITING_COLLECTION", "CANCELLED"),
        "AWAITING_COLLECTION": ("IN_TRANSIT", "CANCELLED", "COMPLETED"),
        "IN_TRANSIT": ("DELIVERED", "CANCELLED", "COMPLETED"),
        "DELIVERED": ("COMPLETED",),
        "COMPLETED": (),
        "CANCELLED": (),
    }
)
"""Statuses that may follow each status, the usual one first."""

STATUSES: Final = tuple(NEXT)
OPEN: Final = ("ON_HOLD", "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING")
"""Paid and not wholly shipped."""
SHIPPED: Final = ("AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED")


class Machine:
    """Moves orders and packages on and pushes what happened."""

    def __init__(self, store: Store, pushes: Pushes, factory: OrderFactory) -> None:
        self._store = store
        self._pushes = pushes
        self._factory = factory

    # orders

    def advance(self, order: Order, to: str = "", force: bool = False) -> None:
        """Move `order` to its usual next status, or to status `to`; with `force` from anywhere.

        :raise BadOption: if it cannot go there
        """
        allowed = STATUSES if force else NEXT[order.status]
        target = to or (allowed[0] if allowed else "")
        if target not in allowed or target == "PARTIALLY_SHIPPING":
            raise BadOption(f"order {order.id} cannot go from {order.status} to {target or 'anywhere'}")
        self.enter(order, target, self._store.now)
        self._pushes.order_status(order)

    def enter(self, order: Order, status: str, at: int) -> None:
        """Put `order` into `status` at unix time `at`, with its packages and stock."""
        before, order.status = order.status, status
        order.update_time = max(at, order.update_time)
        if status in ("ON_HOLD", "AWAITING_SHIPMENT"):
            self._pay(order, at)
        elif status == "CANCELLED":
            self._cancel(order, before, at)
        elif status in SHIPPED:
            self._pay(order, at)
            for package in self._store.packages_of(order):
                self._move(package, status, at)
            self._stamp(order, status, at)

    def _pay(self, order: Order, at: int) -> None:
        if not order.cod:
            order.paid_time = order.paid_time or at
        if not self._store.packages_of(order):
            self._factory.pack(order)

    def _stamp(self, order: Order, status: str, at: int) -> None:
        order.rts_time = order.rts_time or at
        if status != "AWAITING_COLLECTION":
            order.collection_time = order.collection_time or at
        if status in ("DELIVERED", "COMPLETED"):
            order.delivery_time = order.delivery_time or at
        if status == "COMPLETED":
            order.complete_time = at
            order.paid_time = order.paid_time or at
            self.post(order, at, [unit for unit in order.units if unit.returned])

    def post(self, order: Order, at: int, units: Iterable[Unit] = ()) -> None:
        """Let `order` enter the statement of the day of `at`: a sale first, later the refund of `units`."""
        kind = "refund" if order.settled else "sale"
        entry = {
            "at": at,
            "kind": kind,
            "units": [unit.id for unit in units],
            "partial": order.partial_refund,
        }
        order.settled.append(entry)
        order.partial_refund = 0

    def _cancel(self, order: Order, before: str, at: int) -> None:
        order.cancel_time = at
        order.cancel_by = order.cancel_by or "SYSTEM"
        order.cancel_reason = order.cancel_reason or "Order cancelled by system"
        for package in self._store.packages_of(order):
            if package.order_ids == [order.id]:
                self._touch(package, "CANCELLED", at)
        for unit in order.active:
            self._release(unit, before not in SHIPPED)
            unit.cancelled, unit.cancel_user, unit.cancel_reason = True, order.cancel_by, order.cancel_reason

    def _release(self, unit: Unit, back: bool) -> None:
        sku = self.sku_of(unit)
        if sku is None or not sku.committed.get(unit.warehouse_id):
            return
        sku.committed[unit.warehouse_id] -= 1
        if back and restocks(self._store, sku):
            sku.stock[unit.warehouse_id] = sku.stock.get(unit.warehouse_id, 0) + 1

    def sku_of(self, unit: Unit) -> Sku | None:
        """Return the listed variant that `unit` was sold from, if it still exists."""
        product = self._store.products.get(unit.product_id)
        return next((sku for sku in product.skus if sku.id == unit.sku_id), None) if product else None

    # packages

    def ship(self, package: Package, provider_id: str = "", provider: str = "", tracking: str = "") -> None:
        """Ship `package`; without `tracking` the platform gives a number after a while."""
        now = self._store.now
        self._arrange(package, now)
        if tracking:
            package.tracking_number, package.tracking_due = tracking, now
            package.provider_id, package.provider_name = provider_id, provider
        for order_id in package.order_ids:
            order = self._store.orders[order_id]
            left = [other for other in self._store.packages_of(order) if other.status == "TO_FULFILL"]
            before, order.status = order.status, "PARTIALLY_SHIPPING" if left else "AWAITING_COLLECTION"
            order.rts_time, order.update_time = order.rts_time or now, max(now, order.update_time)
            if order.status != before:
                self._pushes.order_status(order)

    def _arrange(self, package: Package, at: int) -> None:
        rng = self._store.world.random("tracking", package.id)
        package.tracking_number = package.tracking_number or f"JX{rng.randrange(10**9, 10**10)}"
        package.provider_id = package.provider_id or rng.choice(sorted(CARRIERS))
        package.provider_name = package.provider_name or CARRIERS.get(package.provider_id, "")
        package.tracking_due = at + self._store.switches.tracking_delay
        package.label_due = at + self._store.switches.label_delay
        package.ship_time = at
        self._touch(package, "PROCESSING", at)
        for unit in self.units_of(package):
            self._release(unit, back=False)

    def _move(self, package: Package, status: str, at: int) -> None:
        if package.status in ("TO_FULFILL", "CANCELLED"):
            self._arrange(package, at)
        if status != "AWAITING_COLLECTION":
            package.pickup_time = package.pickup_time or at
            self._touch(package, "FULFILLING", at)
        if status in ("DELIVERED", "COMPLETED"):
            package.delivery_time = package.delivery_time or at
            self._touch(package, "COMPLETED", at)

    def _touch(self, package: Package, status: str, at: int) -> None:
        package.status, package.update_time = status, max(at, package.update_time)

    def units_of(self, package: Package) -> list[Unit]:
        """Return the units in `package`."""
        orders = (self._store.orders[order_id] for order_id in package.order_ids)
        return [unit for order in orders for unit in order.units if unit.id in package.unit_ids]

    # seeding and time

    def settle(self, order: Order, at: int) -> None:
        """Give a seeded order what its status implies, as if it got there at unix time `at`."""
        target, order.status = order.status, "UNPAID"
        if target in SHIPPED:
            self.enter(order, "AWAITING_COLLECTION", order.create_time + (at - order.create_time) // 4)
        if target in ("DELIVERED", "COMPLETED"):
            self.enter(order, "DELIVERED", at - min(DAY, (at - order.create_time) // 3))
        self.enter(order, target, at)

    def release_held(self) -> None:
        """End the hour of orders on hold that is over."""
        for order in self._store.orders.values():
            due = (order.paid_time or order.create_time) + self._store.switches.hold_time
            if order.status == "ON_HOLD" and due <= self._store.now and not order.request_cancel_time:
                self.enter(order, "AWAITING_SHIPMENT", due)
                self._pushes.order_status(order)
