"""What the control API can do on this platform."""

from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.platform import BadOption, UnknownThing

from .api_promotion import PromotionApi
from .cases import OVER, Cases
from .chat import Chat
from .factory import OrderFactory, Spec
from .machine import STATUSES, Machine
from .model import App, Order, Return, Shop
from .money import buyer_total, checkout_revenue, goods_revenue, shipping_revenue
from .pushes import Pushes
from .seller_center import SellerCenter
from .shelf import finish_audits
from .stage import LONELY_SKU, add_app, add_shop
from .store import Store

SPEC_OPTIONS = frozenset(item.name for item in fields(Spec)) - {"shop"}
EDITABLE = frozenset(
    {"overrides", "masked", "address", "buyer_note", "seller_note", "return", "return_step", "message"}
)
CONFIG = ("callback_url", "redirect_url")
FIRST_STEPS = ("UNPAID", "AWAITING_SHIPMENT")


class Operator:
    """Places and moves orders, sends pushes, makes shops, and shows it all."""

    def __init__(self, store: Store, pushes: Pushes) -> None:
        self.store = store
        self.world = store.world
        self.pushes = pushes
        self.factory = OrderFactory(store)
        self.machine = Machine(store, pushes, self.factory)
        self.cases = Cases(store, pushes, self.machine, self.factory)
        self.chat = Chat(store, pushes)
        self.promotion = PromotionApi(store)
        self.seller_center = SellerCenter(store, pushes)
        self._tokens = ("", "")

    def pass_time(self) -> None:
        """Let everything happen that is due."""
        self.machine.release_held()
        self.cases.pass_time()
        finish_audits(self.store)
        self.promotion.refresh()

    # reading

    def state(self) -> dict[str, Any]:
        """Return everything kept, as plain data."""
        self.pass_time()
        store, grants = self.store, self.store.grants
        kinds = ("apps", "accounts", "shops", "warehouses", "products", "global_products", "orders",
                 "packages", "cancellations", "returns", "adjustments", "conversations")  # fmt: skip
        return {
            "switches": asdict(store.switches),
            **{kind: [asdict(thing) for thing in getattr(store, kind).values()] for kind in kinds},
            "webhooks": [asdict(hook) for hook in store.hooks],
            "records": {kind: [asdict(row) for row in rows.values()] for kind, rows in store.records.items()},
            "links": [asdict(link) for link in grants.links.values()],
            "access_tokens": {token: asdict(kept) for token, kept in grants.access.items()},
            "refresh_tokens": {token: asdict(kept) for token, kept in grants.refresh.items()},
        }

    def summary(self) -> list[dict[str, Any]]:
        """Return orders and money per shop and status, see the README of the kernel."""
        self.pass_time()
        return [self._shop_summary(shop) for shop in self.store.shops.values()]

    def _shop_summary(self, shop: Shop) -> dict[str, Any]:
        sums: dict[str, Callable[[Order], int]] = {
            "orders": lambda _order: 1,
            "buyer_total": lambda order: buyer_total(order, self.store.switches),
            "goods_revenue": goods_revenue,
            "shipping_revenue": shipping_revenue,
            "seller_revenue": lambda order: goods_revenue(order) + shipping_revenue(order),
            "checkout_revenue": checkout_revenue,
        }
        statuses: dict[str, dict[str, int]] = {}
        for order in self.store.orders_of(shop.id):
            row = statuses.setdefault(order.status, dict.fromkeys(sums, 0))
            for name, measure in sums.items():
                row[name] += measure(order)
        ordered = {status: statuses[status] for status in STATUSES if status in statuses}
        return {"shop_id": shop.id, "name": shop.name, "currency": shop.currency, "statuses": ordered}

    def orders(self) -> list[dict[str, Any]]:
        """Return all orders, shortened."""
        self.pass_time()
        return [self.brief(order) for order in self.store.orders.values()]

    def brief(self, order: Order) -> dict[str, Any]:
        """Return `order`, shortened."""
        counts: dict[str, int] = {}
        for unit in order.units:
            counts[unit.seller_sku] = counts.get(unit.seller_sku, 0) + (not unit.cancelled)
        packages = self.store.packages_of(order)
        return {
            "id": order.id,
            "shop_id": order.shop_id,
            "status": order.status,
            "update_time": order.update_time,
            "skus": list(counts),
            "quantities": list(counts.values()),
            "buyer_total": buyer_total(order, self.store.switches),
            "seller_revenue": goods_revenue(order) + shipping_revenue(order),
            "shipping_revenue": shipping_revenue(order),
            "tracking_number": packages[0].tracking_number if packages else "",
            "commerce_platform": order.commerce_platform,
            "packages": [package.id for package in packages],
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
        if options.get("status", "AWAITING_SHIPMENT") not in STATUSES:
            raise BadOption(f"no status {options['status']!r}; for an unknown one override detail.status")
        return [self._place(shop, dict(options), lines).id for _number in range(count)]

    def _shop(self, shop_id: object) -> Shop:
        return self.store.shop(shop_id) if shop_id else next(iter(self.store.shops.values()))

    def _place(self, shop: Shop, options: dict[str, Any], lines: int) -> Order:
        options.setdefault("skus", self._some_skus(shop, max(lines, 1)))
        if not options["skus"]:
            raise BadOption("an order needs at least one SKU")
        order = self.factory.make(Spec(shop=shop, **options))
        if order.status not in FIRST_STEPS:
            self.machine.settle(order, self.store.now)
        self.pushes.order_status(order)
        return order

    def _some_skus(self, shop: Shop, count: int) -> list[str]:
        listed = [
            sku.seller_sku
            for product in self.store.products_of(shop.id)
            if product.status == "ACTIVATE"
            for sku in product.skus
            if sku.seller_sku != LONELY_SKU
        ]
        first = self.world.random("placed", len(self.store.orders)).randrange(len(listed))
        return [listed[(first + number) % len(listed)] for number in range(count)]

    def change_order(self, order_id: str, action: str, options: dict[str, Any]) -> dict[str, Any]:
        """Advance, cancel, edit or let the buyer ask to cancel; return the order, shortened."""
        self.pass_time()
        order = self.store.order(order_id)
        if action == "advance":
            self._advance(order, options)
        elif action == "cancel":
            if order.status in ("CANCELLED", "COMPLETED", "DELIVERED"):
                raise BadOption(f"order {order.id} is {order.status}, it cannot be cancelled")
            by = str(options.get("by", "buyer")).upper()
            self.cases.cancel(order, by, options.get("reason", "package_cancel"))
        elif action == "request_cancel":
            default = "ecom_order_to_ship_canceled_reason_created_by_mistakes"
            self.cases.ask_cancel(order, options.get("reason", default))
        else:
            self._edit(order, options)
        return self.brief(order)

    def _advance(self, order: Order, options: dict[str, Any]) -> None:
        if options.get("refund"):
            case = self._running_return(order)
            self.cases.move(case, "RETURN_OR_REFUND_REQUEST_SUCCESS", "OPERATOR", "Granted by the platform")
            return
        for _step in range(int(options.get("steps", 1))):
            self.machine.advance(order, options.get("to", ""), bool(options.get("force")))

    def _running_return(self, order: Order) -> Return:
        running = [
            case
            for case in self.store.returns.values()
            if case.order_id == order.id and case.status not in OVER
        ]
        if not running:
            raise BadOption(f"order {order.id} has no running return")
        return running[-1]

    def _edit(self, order: Order, options: dict[str, Any]) -> None:
        if unknown := set(options) - EDITABLE:
            raise BadOption(f"cannot edit {', '.join(sorted(unknown))}; only {', '.join(sorted(EDITABLE))}")
        if "return" in options:
            self._ask_return(order, options["return"])
        if "return_step" in options:
            self.cases.buyer_step(self._running_return(order), str(options["return_step"]))
        if "message" in options:
            self.chat.say(self.chat.open(order), "BUYER", str(options["message"]))
        names = {"buyer_note": "buyer_message"}
        changes = {names.get(key, key): value for key, value in options.items()}
        for name in ("overrides", "masked", "buyer_message", "seller_note"):
            if name in changes:
                setattr(order, name, changes[name])
        order.update_time = max(self.store.now, order.update_time + 1)
        if "address" in options:
            order.address = order.address | options["address"]
            order.address_updated = True
            self.pushes.address(order)
        else:
            self.pushes.order_status(order)

    def _ask_return(self, order: Order, options: dict[str, Any]) -> None:
        kind = options.get("type", "RETURN_AND_REFUND")
        if kind not in ("REFUND", "RETURN_AND_REFUND", "REPLACEMENT"):
            raise BadOption(f"no type of return {kind!r}")
        default = "ecom_order_delivered_refund_and_return_reason_damaged"
        units = [unit for unit in order.active if not unit.returned][: int(options.get("units", 1))]
        self.cases.ask_return(order, kind, options.get("reason", default), units)

    # pushes, shops, configuration

    def send_push(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        """Send the webhook of type ``code``, about an order or with ``data`` as given."""
        app = self._app(options)
        envelope = options.get("envelope") or self._envelope(app, options)
        known = ("url", "delay", "repeat", "forge", "raw", "dry")
        chosen = {name: options[name] for name in known if name in options}
        pushes = self.pushes.send(app, envelope, subject=options.get("order", ""), **chosen)
        if not pushes:
            raise BadOption("no address: give url, set callback_url by /config, or register one")
        return [push.as_dict() for push in pushes]

    def _envelope(self, app: App, options: dict[str, Any]) -> dict[str, Any]:
        kind = int(options.get("code", 1))
        data = dict(options.get("data") or {})
        if "order" in options:
            order = self.store.order(options["order"])
            shop_id, data = order.shop_id, self._about(order, kind) | data
        else:
            shop_id = self._shop(options.get("shop")).id
        if kind == 7:
            data = self.pushes.expiring(app, shop_id) | data
        if kind == 6:
            data = {"message": f"Shop_id {shop_id} is deauthorized from your APP by merchant."} | data
        return self.pushes.envelope(kind, shop_id, data, int(options.get("timestamp", 0)))

    def _about(self, order: Order, kind: int) -> dict[str, Any]:
        """Return the data of a webhook about `order`."""
        store, found = self.store, {"order_id": order.id, "update_time": order.update_time}
        if kind == 1:
            return self.pushes.order_data(order)
        if kind == 4:
            return self.pushes.package_data("COMBINE", store.packages_of(order), "ROLE_SELLER")
        cancel = next((case for case in store.cancellations.values() if case.order_id == order.id), None)
        if kind == 11 and cancel is not None:
            return self.pushes.cancellation_data(cancel)
        case = next((case for case in store.returns.values() if case.order_id == order.id), None)
        return self.pushes.return_data(case) if kind == 12 and case is not None else found

    def _app(self, options: dict[str, Any]) -> App:
        key = options.pop("partner_id", None) or options.pop("app_key", None)
        if key is None:
            return next(iter(self.store.apps.values()))
        if key not in self.store.apps:
            raise UnknownThing(f"no app {key!r}")
        return self.store.apps[key]

    def add_shops(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        """Make ``count`` shops with listings, each of a seller of its own unless ``open_id`` names one."""
        made = []
        for _number in range(int(options.get("count", 1))):
            app = add_app(self.store) if options.get("new_app") else self._app({})
            shop = add_shop(self.store, options)
            self.store.grants.authorize(app.key, shop.open_id)
            made.append(
                self._connection(app, shop, *self.store.grants.issue(app.key, shop.open_id, app.scopes))
            )
        return made

    def _connection(self, app: App, shop: Shop, access: str, refresh: str) -> dict[str, Any]:
        return {
            "app_key": app.key,
            "app_secret": app.secret,
            "service_id": app.service_id,
            "shop_id": shop.id,
            "shop_cipher": shop.cipher,
            "access_token": access,
            "refresh_token": refresh,
        }

    def configure(self, options: dict[str, Any]) -> dict[str, Any]:
        """Set an app's addresses and scopes, ``switches``, and for a ``shop`` its status and consent.

        With ``product`` the other options change this listing, see :class:`~.seller_center.SellerCenter`.
        """
        if "product" in options:
            self.pass_time()
            return self.seller_center.change(str(options.pop("product")), options)
        app = self._app(options)
        for name, value in (options.get("switches") or {}).items():
            self.store.switches.change(name, value)
        for name in CONFIG:
            if name in options:
                setattr(app, name, str(options[name]))
        if "scopes" in options:
            app.scopes = [str(scope) for scope in options["scopes"]]
        if "shop" in options:
            self._configure_shop(app, self.store.shop(options["shop"]), options)
        settings = {name: getattr(app, name) for name in CONFIG}
        return {"app_key": app.key, **settings, "scopes": app.scopes, "switches": asdict(self.store.switches)}

    def _configure_shop(self, app: App, shop: Shop, options: dict[str, Any]) -> None:
        shop.active = options.get("shop_status", "ACTIVE" if shop.active else "INACTIVE") == "ACTIVE"
        link = self.store.grants.link(app.key, shop.open_id)
        if "authorized_for" in options and link is not None:
            link.expire_time = self.store.now + int(options["authorized_for"])
        if options.get("revoke"):
            for other in self.store.shops_of(shop.open_id):
                self.pushes.deauthorized(app, other.id)
            self.store.grants.revoke(app.key, shop.open_id)
