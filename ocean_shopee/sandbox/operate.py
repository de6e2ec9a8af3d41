"""What the control API can do on this platform."""

from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.platform import BadOption, UnknownThing

from .acts import Acts
from .catalogue import open_shop
from .catalogue_data import FASHION, HOUSEHOLD
from .events import Events
from .factory import OrderFactory, Spec
from .machine import STATUSES, Machine
from .model import App, Order, Shop
from .money import buyer_total, checkout_revenue, seller_revenue, shipping_revenue
from .pushes import VERIFY
from .stage import LONELY_SKU, add_app
from .stage_more import MERCHANT_ID, add_addresses
from .stock import reserve, shortage
from .store import Store

SPEC_OPTIONS = frozenset(item.name for item in fields(Spec)) - {"shop"}
SUMS: dict[str, Callable[[Order], int]] = {
    "orders": lambda _order: 1,
    "buyer_total": buyer_total,
    "goods_revenue": lambda order: seller_revenue(order) - shipping_revenue(order),
    "shipping_revenue": shipping_revenue,
    "seller_revenue": seller_revenue,
    "checkout_revenue": checkout_revenue,
}
"""What the summary adds up per shop and status."""
MORE_STATE = (
    "merchants",
    "cases",
    "reviews",
    "talks",
    "vouchers",
    "discounts",
    "bundles",
    "flash_sales",
    "addresses",
    "images",
    "labels",
    "label_jobs",
    "reports",
    "invoices",
    "brands",
)
CONFIG = ("callback_url", "redirect_domain")


class Operator:
    """Places and moves orders, sends pushes, makes shops, and shows it all."""

    def __init__(self, store: Store, pushes: Events, machine: Machine) -> None:
        self.store = store
        self.world = store.world
        self.pushes = pushes
        self.machine = machine
        self.acts = Acts(store, pushes, machine)
        self._factory = OrderFactory(store)
        self._tokens = ("", "")
        self.merchant_tokens = ("", "")

    # reading

    def state(self) -> dict[str, Any]:
        """Return everything kept, as plain data."""
        store, grants = self.store, self.store.grants
        return {
            "switches": asdict(store.switches),
            "apps": [
                asdict(app)
                | {"pushes_off": sorted(app.pushes_off), "blocked_shops": sorted(app.blocked_shops)}
                for app in store.apps.values()
            ],
            "shops": [asdict(shop) for shop in store.shops.values()],
            "items": [asdict(item) for item in store.items.values()],
            "orders": [asdict(order) for order in store.orders.values()],
            "links": [asdict(link) for link in grants.links.values()],
            "access_tokens": {token: asdict(kept) for token, kept in grants.access.items()},
            "refresh_tokens": {token: asdict(kept) for token, kept in grants.refresh.items()},
            "lost_pushes": [asdict(push) for push in store.lost],
            **{name: [asdict(one) for one in getattr(store, name).values()] for name in MORE_STATE},
            "wallet": [asdict(entry) for entry in store.entries],
        }

    def summary(self) -> list[dict[str, Any]]:
        """Return orders and money per shop and status, see the README of the kernel."""
        return [self._shop_summary(shop) for shop in self.store.shops.values()]

    def _shop_summary(self, shop: Shop) -> dict[str, Any]:
        statuses: dict[str, dict[str, int]] = {}
        for order in self.store.orders_of(shop.id):
            row = statuses.setdefault(
                order.status,
                dict.fromkeys(SUMS, 0),
            )
            for name, measure in SUMS.items():
                row[name] += measure(order)
        ordered = {status: statuses[status] for status in STATUSES if status in statuses}
        return {"shop_id": str(shop.id), "name": shop.name, "currency": shop.currency, "statuses": ordered}

    def orders(self) -> list[dict[str, Any]]:
        """Return all orders, shortened."""
        return [self.brief(order) for order in self.store.orders.values()]

    def brief(self, order: Order) -> dict[str, Any]:
        """Return `order`, shortened."""
        return {
            "id": order.sn,
            "shop_id": str(order.shop_id),
            "status": order.status,
            "update_time": order.update_time,
            "skus": [line.model_sku or line.item_sku for line in order.lines],
            "quantities": [line.active for line in order.lines],
            "buyer_total": buyer_total(order),
            "seller_revenue": seller_revenue(order),
            "shipping_revenue": shipping_revenue(order),
            "tracking_number": order.parcels[0].tracking_number,
        }

    def has_order(self, order_id: str) -> bool:
        """Return whether there is an order `order_id`."""
        return order_id in self.store.orders

    # orders

    def place_orders(self, options: dict[str, Any]) -> list[str]:
        """Place ``count`` orders; other options are the fields of :class:`~.factory.Spec` and ``lines``."""
        count, lines = int(options.pop("count", 1)), int(options.pop("lines", 0))
        shop = self._shop(options.pop("shop", None))
        if unknown := set(options) - SPEC_OPTIONS:
            raise BadOption(
                f"no option {', '.join(sorted(unknown))}; there are {', '.join(sorted(SPEC_OPTIONS))}"
            )
        if options.get("status", "READY_TO_SHIP") not in STATUSES:
            raise BadOption(
                f"no status {options['status']!r}; for an unknown one override detail.order_status"
            )
        return [self._place(shop, dict(options), lines).sn for _number in range(count)]

    def _shop(self, shop_id: object) -> Shop:
        return self.store.shop(shop_id) if shop_id else next(iter(self.store.shops.values()))

    def _place(self, shop: Shop, options: dict[str, Any], lines: int) -> Order:
        options.setdefault("skus", self._some_skus(shop, max(lines, 1)))
        if not options["skus"]:
            raise BadOption("an order needs at least one SKU")
        order = self._factory.make(Spec(shop=shop, **options))
        if sku := shortage(self.store, order):
            del self.store.orders[order.sn]
            raise BadOption(f"there is too little stock of {sku}")
        reserve(self.store, order)
        if order.status not in ("UNPAID", "READY_TO_SHIP"):
            self.machine.settle(order, self.store.now)
        self.pushes.order_status(order)
        return order

    def _some_skus(self, shop: Shop, count: int) -> list[str]:
        listed = [
            variant.sku
            for item in self.store.items_of(shop.id)
            if item.status_at(self.store.now) == "NORMAL" and item.sku != LONELY_SKU
            for variant in item.variants
            if variant.stock > 0
        ]
        if not listed:
            raise BadOption("nothing is left to sell")
        rng = self.world.random("placed", len(self.store.orders))
        first = rng.randrange(len(listed))
        return [listed[(first + number) % len(listed)] for number in range(count)]

    def change_order(self, order_id: str, action: str, options: dict[str, Any]) -> dict[str, Any]:
        """Advance, cancel, edit or let the buyer ask to cancel; return the order, shortened."""
        order = self.store.order(order_id)
        if action == "advance":
            for _step in range(int(options.get("steps", 1))):
                self.machine.advance(
                    order, options.get("to", ""), bool(options.get("force")), bool(options.get("refund"))
                )
        elif action == "cancel":
            self.machine.cancel(
                order, options.get("by", "buyer"), options.get("reason", "Change of mind / others")
            )
        elif action == "request_cancel":
            self.machine.request_cancel(order, options.get("reason", "Change of mind / others"))
        else:
            self._edit(order, options)
        return self.brief(order)

    def _edit(self, order: Order, options: dict[str, Any]) -> None:
        self.acts.edit(order, options)
        allowed = {"overrides", "masked", "address", "buyer_note", "seller_note"}
        if unknown := set(options) - allowed:
            raise BadOption(f"cannot edit {', '.join(sorted(unknown))}; only {', '.join(sorted(allowed))}")
        if not options:
            return
        if "address" in options:
            options["address"] = order.address | options["address"]
        for name, value in options.items():
            setattr(order, name, value)
        order.update_time = max(self.store.now, order.update_time + 1)
        self.pushes.order_status(order)

    # pushes, shops, configuration

    def send_push(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        """Send a push about an order (``code`` 3 or 4) or one with ``code`` and ``data`` as given."""
        app = self._app(options)
        envelope = options.get("envelope") or self._envelope(app, options)
        known = ("url", "delay", "repeat", "forge", "raw", "dry")
        chosen = {name: options[name] for name in known if name in options}
        pushes = self.pushes.send(app, envelope, subject=options.get("order", ""), **chosen)
        if not pushes:
            raise BadOption("no address: give url, or set callback_url by /config")
        return [push.as_dict() for push in pushes]

    def _envelope(self, app: App, options: dict[str, Any]) -> dict[str, Any]:
        code = int(options.get("code", 3))
        timestamp = options.get("timestamp", self.store.now)
        data = dict(options.get("data") or {})
        if "order" in options:
            order = self.store.order(options["order"])
            shop_id, data = order.shop_id, _order_data(order, code) | data
        else:
            shop_id = self._shop(options.get("shop")).id
        if code == 0:
            return {"code": 0, "data": {**VERIFY, **data}}
        if code in (1, 2, 12):
            data = self.pushes.consent_data(app, code, shop_id) | data
            return {"data": data, "partner_id": app.partner_id, "code": code, "timestamp": timestamp}
        return {"data": data, "shop_id": shop_id, "code": code, "timestamp": timestamp}

    def _app(self, options: dict[str, Any]) -> App:
        partner_id = options.pop("partner_id", None)
        if partner_id is None:
            return next(iter(self.store.apps.values()))
        if partner_id not in self.store.apps:
            raise UnknownThing(f"no app {partner_id!r}")
        return self.store.apps[partner_id]

    def add_shops(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        """Make ``count`` shops with listings, of the first app or, with ``new_app``, of a new one each."""
        made = []
        for _number in range(int(options.get("count", 1))):
            app = add_app(self.store) if options.get("new_app") else self._app({})
            made.append(self._add_shop(app, options))
        return made

    def _add_shop(self, app: App, options: dict[str, Any]) -> dict[str, Any]:
        number = max(self.store.shops) + 1
        shop = Shop(
            id=number,
            name=options.get("name", f"Toko {number}"),
            region=options.get("region", "ID"),
            currency=options.get("currency", "IDR"),
            main_account_id=int(options.get("main_account_id", 0)),
        )
        self.store.shops[number] = shop
        open_shop(self.store, shop, FASHION if number % 2 else HOUSEHOLD)
        add_addresses(self.store, shop)
        self.store.grants.authorize(app.partner_id, [number], 0, kills=False)
        access, refresh = self.store.grants.issue(app.partner_id, [number])
        return {
            "partner_id": app.partner_id,
            "partner_key": app.partner_key,
            "push_key": app.push_key,
            "shop_id": number,
            "access_token": access,
            "refresh_token": refresh,
        }

    def configure(self, options: dict[str, Any]) -> dict[str, Any]:
        """Set an app's addresses, ``switches``, and for a ``shop`` its status, consent and its end."""
        app = self._app(options)
        for name, value in (options.get("switches") or {}).items():
            self.store.switches.change(name, value)
        for name in CONFIG:
            if name in options:
                setattr(app, name, str(options[name]))
        if "shop" in options:
            self._configure_shop(app, self.store.shop(options["shop"]), options)
        settings = {name: getattr(app, name) for name in CONFIG}
        names = ("merchant_id", "access_token", "refresh_token")
        merchant = dict(zip(names, (MERCHANT_ID, *self.merchant_tokens), strict=True))
        switches = asdict(self.store.switches)
        return {"partner_id": app.partner_id, **settings, "switches": switches, "merchant": merchant}

    def _configure_shop(self, app: App, shop: Shop, options: dict[str, Any]) -> None:
        shop.status = options.get("shop_status", shop.status)
        self.acts.configure(shop.id, options)
        if options.get("revoke"):
            self.store.grants.revoke(app.partner_id, shop.id)
            self.pushes.deauthorized(app, shop.id)
        link = self.store.grants.link(app.partner_id, shop.id)
        if "authorized_for" in options and link is not None:
            link.expire_time = self.store.now + int(options["authorized_for"])


def _order_data(order: Order, code: int) -> dict[str, Any]:
    if code == 4:
        return {
            "ordersn": order.sn,
            "forder_id": "",
            "package_number": order.parcels[0].number,
            "tracking_no": order.parcels[0].tracking_number,
        }
    return {
        "items": [],
        "ordersn": order.sn,
        "status": order.status,
        "completed_scenario": "",
        "update_time": order.update_time,
    }
