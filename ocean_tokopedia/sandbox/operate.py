"""What the control API can do on this platform."""

from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.platform import BadOption, UnknownThing

from .api_chat import ChatApi
from .catalogue_data import FASHION, HOUSEHOLD
from .factory import OrderFactory, Spec
from .machine import DEAD, STATUSES, WAY, Machine
from .model import App, Order, Shop
from .money import buyer_total, checkout_revenue, goods_revenue, seller_revenue, shipping_revenue
from .platform_side import PlatformSide
from .pushes import KINDS, Pushes
from .show_list import known_awb
from .stage import add_app, add_shop
from .stockroom import Stockroom
from .store import Store

SPEC_OPTIONS = frozenset(item.name for item in fields(Spec)) - {"shop"}
SUMS: dict[str, Callable[[Order], int]] = {
    "orders": lambda _order: 1,
    "buyer_total": buyer_total,
    "goods_revenue": goods_revenue,
    "shipping_revenue": shipping_revenue,
    "seller_revenue": seller_revenue,
    "checkout_revenue": checkout_revenue,
}
"""What the summary adds up per shop and status."""
ORDER_PUSHES = ("order_notification", "order_status", "order_cancellation", "order_request_cancellation")
CANCELLED_BY = {"seller": 10, "system": 0}


class Operator:
    """Places and moves orders, sends pushes, makes shops, and shows it all."""

    def __init__(
        self,
        store: Store,
        pushes: Pushes,
        machine: Machine,
        stockroom: Stockroom,
        chat: ChatApi,
        side: PlatformSide,
    ) -> None:
        self.store = store
        self.world = store.world
        self.pushes = pushes
        self.machine = machine
        self.chat = chat
        self.side = side
        self._stockroom = stockroom
        self._factory = OrderFactory(store)

    # reading

    def state(self) -> dict[str, Any]:
        """Return everything kept, as plain data."""
        store = self.store
        return {
            "switches": asdict(store.switches),
            "apps": [asdict(app) | {"shops": sorted(app.shops)} for app in store.apps.values()],
            "shops": [asdict(shop) | {"services": sorted(shop.services)} for shop in store.shops.values()],
            "products": [asdict(row) for row in store.products.values()],
            "orders": [asdict(row) for row in store.orders.values()],
            "tickets": [asdict(row) for row in store.tickets.values()],
            "conversations": [asdict(row) for row in store.conversations.values()],
            "questions": [asdict(row) for row in store.questions.values()],
            "movements": [asdict(row) for row in store.movements],
            "slash_prices": [asdict(row) for row in store.slash_prices.values()],
            "bundles": [asdict(row) for row in store.bundles.values()],
            "uploads": [asdict(row) for row in store.uploads.values()],
            "request_ids": sorted(store.request_ids),
            "exports": list(store.exports),
        }

    def summary(self) -> list[dict[str, Any]]:
        """Return orders and money per shop and status, see the README of the kernel."""
        return [self._shop_summary(shop) for shop in self.store.shops.values()]

    def _shop_summary(self, shop: Shop) -> dict[str, Any]:
        statuses: dict[int, dict[str, int]] = {}
        for order in self.store.orders_of(shop.id):
            row = statuses.setdefault(order.status, dict.fromkeys(SUMS, 0))
            for name, measure in SUMS.items():
                row[name] += measure(order)
        ordered = {str(status): statuses[status] for status in STATUSES if status in statuses}
        return {"shop_id": str(shop.id), "name": shop.name, "currency": "IDR", "statuses": ordered}

    def orders(self) -> list[dict[str, Any]]:
        """Return all orders, shortened."""
        return [self.brief(order) for order in self.store.orders.values()]

    def brief(self, order: Order) -> dict[str, Any]:
        """Return `order`, shortened."""
        return {
            "id": str(order.id),
            "shop_id": str(order.shop_id),
            "status": str(order.status),
            "update_time": order.update_time,
            "skus": [line.sku for line in order.lines],
            "quantities": [line.active for line in order.lines],
            "buyer_total": buyer_total(order),
            "seller_revenue": seller_revenue(order),
            "shipping_revenue": shipping_revenue(order),
            "tracking_number": known_awb(self.store, order),
        }

    def has_order(self, order_id: str) -> bool:
        """Return whether there is an order `order_id`."""
        return order_id.isascii() and order_id.isdigit() and int(order_id) in self.store.orders

    # orders

    def place_orders(self, options: dict[str, Any]) -> list[str]:
        """Place ``count`` orders; other options are the fields of :class:`~.factory.Spec` and ``lines``."""
        count, lines = int(options.pop("count", 1)), int(options.pop("lines", 0))
        shop = self._shop(options.pop("shop", None))
        if unknown := set(options) - SPEC_OPTIONS:
            raise BadOption(
                f"no option {', '.join(sorted(unknown))}; there are {', '.join(sorted(SPEC_OPTIONS))}"
            )
        options["status"] = int(options.get("status", 220))
        if options["status"] not in STATUSES:
            raise BadOption(f"no status {options['status']}; for an unknown one override order_status")
        return [str(self._place(shop, dict(options), max(lines, 1)).id) for _number in range(count)]

    def _shop(self, shop_id: object) -> Shop:
        return self.store.shop(shop_id) if shop_id else next(iter(self.store.shops.values()))

    def _place(self, shop: Shop, options: dict[str, Any], lines: int) -> Order:
        options.setdefault("skus", self._some_skus(shop, lines, max(options.get("quantities") or [1])))
        if not options["skus"]:
            raise BadOption("an order needs at least one SKU that is in stock")
        spec = Spec(shop=shop, **options)
        order = self._factory.make(spec)
        if not spec.oversell and WAY[spec.status][:1] == (220,) and not self._stockroom.available(order):
            del self.store.orders[order.id]
            raise BadOption("there is not enough stock; oversell places the order all the same")
        for status in WAY[spec.status]:
            quiet = status not in (220, spec.status)
            self.machine.enter(order, status, self.store.now, quiet=quiet)
        return order

    def _some_skus(self, shop: Shop, count: int, units: int) -> list[str]:
        listed = [
            product.sku
            for product in self.store.sellable(shop.id)
            if product.status == 1 and product.stock[shop.main_warehouse] >= units
        ]
        rng = self.world.random("placed", len(self.store.orders))
        first = rng.randrange(max(1, len(listed)))
        return [listed[(first + number) % len(listed)] for number in range(min(count, len(listed)))]

    def change_order(self, order_id: str, action: str, options: dict[str, Any]) -> dict[str, Any]:
        """Advance, cancel, edit or let the buyer ask to cancel; return the order, shortened."""
        order = self.store.order(order_id)
        if action == "advance":
            self._advance(order, options)
        elif action == "cancel":
            self._cancel(order, options)
        elif action == "request_cancel":
            self.machine.request_cancel(order, str(options.get("reason", "Ingin mengubah pesanan")))
        else:
            self._edit(order, options)
        return self.brief(order)

    def _advance(self, order: Order, options: dict[str, Any]) -> None:
        if options.get("refund"):
            self.machine.refund(order)
            return
        target = None if options.get("to") in (None, "") else int(options["to"])
        for _step in range(int(options.get("steps", 1))):
            self.machine.advance(order, target, force=bool(options.get("force")))

    def _cancel(self, order: Order, options: dict[str, Any]) -> None:
        by, reason = options.get("by", "buyer"), str(options.get("reason", "Pembatalan"))
        if by not in ("buyer", *CANCELLED_BY):
            raise BadOption("by must be buyer, seller or system")
        if order.status in DEAD or order.status >= 500:
            raise BadOption(f"order {order.id} cannot be cancelled in status {order.status}")
        at_once = 15 if order.status <= 220 else 10
        self.machine.advance(order, CANCELLED_BY.get(by, at_once), force=True, comment=reason)

    def _edit(self, order: Order, options: dict[str, Any]) -> None:
        allowed = {"overrides", "address", "buyer", "buyer_note"}
        if unknown := set(options) - allowed:
            raise BadOption(f"cannot edit {', '.join(sorted(unknown))}; only {', '.join(sorted(allowed))}")
        order.overrides = options.get("overrides", order.overrides)
        order.street = (options.get("address") or {}).get("street", order.street)
        order.buyer |= options.get("buyer") or {}
        order.lines[0].note = options.get("buyer_note", order.lines[0].note)
        order.update_time = max(self.store.now, order.update_time + 1)
        self.pushes.order_status(order)

    # pushes, shops, configuration

    def send_push(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        """Send a push of a ``kind`` (or ``code``) about an ``order``, or with ``data`` or ``envelope``."""
        app = self._app(options)
        kind = str(options.get("kind") or options.get("code") or "order_status")
        if kind not in KINDS:
            raise BadOption(f"no kind {kind!r}; there are {', '.join(KINDS)}")
        envelope = options.get("envelope") or self._envelope(app, kind, options)
        known = ("url", "delay", "repeat", "forge", "raw", "dry")
        chosen = {name: options[name] for name in known if name in options}
        pushes = self.pushes.send(app, kind, envelope, subject=options.get("order", ""), **chosen)
        if not pushes:
            raise BadOption("no address: give url, or set callback_url by /config")
        return [push.as_dict() for push in pushes]

    def _envelope(self, app: App, kind: str, options: dict[str, Any]) -> dict[str, Any]:
        data = dict(options.get("data") or {})
        if "order" in options:
            if kind not in ORDER_PUSHES:
                raise BadOption(f"a push {kind} is not about an order: give data")
            return self.pushes.order_payload(app, kind, self.store.order(options["order"])) | data
        return {"fs_id": app.fs_id, "shop_id": self._shop(options.get("shop")).id} | data

    def _app(self, options: dict[str, Any]) -> App:
        fs_id = options.pop("fs_id", None)
        if fs_id is None:
            return next(iter(self.store.apps.values()))
        found = next((app for app in self.store.apps.values() if str(app.fs_id) == str(fs_id)), None)
        if found is None:
            raise UnknownThing(f"no app {fs_id!r}")
        return found

    def connection(self, app: App, shop_id: int) -> dict[str, Any]:
        """Return what a client needs beside the addresses."""
        return {
            "fs_id": app.fs_id,
            "client_id": app.client_id,
            "client_secret": app.client_secret,
            "shop_id": shop_id,
        }

    def add_shops(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        """Make ``count`` shops with listings, of the first app or, with ``new_app``, of a new one each."""
        made = []
        for _number in range(int(options.get("count", 1))):
            app = add_app(self.store) if options.get("new_app") else self._app({})
            number = max(self.store.shops) + 1
            samples = FASHION if number % 2 else HOUSEHOLD
            add_shop(self.store, app, number, str(options.get("name", f"Toko {number}")), samples)
            made.append(self.connection(app, number))
        return made

    def configure(self, options: dict[str, Any]) -> dict[str, Any]:
        """Set an app's webhooks and ``switches``, connect or ``revoke`` a ``shop``, or let a buyer write.

        ``callback_url`` is the address of all kinds of pushes, ``urls`` by name of single ones;
        ``webhook_secret`` signs them. ``buyer_says`` is a text to the ``shop``, by the buyer of ``order``.
        ``products`` are changes on the platform's side by id or SKU, see `PlatformSide.change`.
        """
        app = self._app(options)
        for name, value in (options.get("switches") or {}).items():
            self.store.switches.change(name, value)
        if "callback_url" in options:
            app.urls = {
                name: str(options["callback_url"]) for name in KINDS.values() if options["callback_url"]
            }
        app.urls |= {name: str(url) for name, url in (options.get("urls") or {}).items()}
        app.webhook_secret = str(options.get("webhook_secret", app.webhook_secret))
        shop = self._shop(options.get("shop"))
        products = options.get("products") or {}
        changed = [self.side.change(shop, str(name), row) for name, row in products.items()]
        if "shop" in options and not products:
            shop_id = shop.id
            (app.shops.discard if options.get("revoke") else app.shops.add)(shop_id)
        if "buyer_says" in options:
            order = self.store.order(options.get("order"))
            found = self.chat.conversation_with(order.shop_id, order.buyer_id, order.buyer["name"])
            self.chat.buyer_says(found, str(options["buyer_says"]))
        return {
            "fs_id": app.fs_id,
            "urls": dict(app.urls),
            "shops": sorted(app.shops),
            "switches": asdict(self.store.switches),
            "products": changed,
        }
