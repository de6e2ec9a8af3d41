"""All state of the simulated platform."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.platform import UnknownThing
from odoo.addons.ocean_marketplace_base.sandbox.world import World

from .grants import Grants
from .model import (
    Account,
    Adjustment,
    App,
    Cancellation,
    Conversation,
    Hook,
    Order,
    Package,
    Product,
    Record,
    Return,
    Shop,
    Sku,
    Warehouse,
)
from .model_global import GlobalProduct
from .switches import Switches


@dataclass
class Document:
    """A file behind a URL that works until ``expire_time``, 0 for ever."""

    kind: str
    body: bytes
    expire_time: int = 0


@dataclass
class Store:
    """Everything by its id. ``records`` are by kind, then by id; ``answered`` are idempotency keys used."""

    world: World
    grants: Grants
    switches: Switches = field(default_factory=Switches)
    apps: dict[str, App] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    shops: dict[str, Shop] = field(default_factory=dict)
    warehouses: dict[str, Warehouse] = field(default_factory=dict)
    hooks: list[Hook] = field(default_factory=list)
    products: dict[str, Product] = field(default_factory=dict)
    global_products: dict[str, GlobalProduct] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    packages: dict[str, Package] = field(default_factory=dict)
    cancellations: dict[str, Cancellation] = field(default_factory=dict)
    returns: dict[str, Return] = field(default_factory=dict)
    adjustments: dict[str, Adjustment] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    answered: dict[str, Any] = field(default_factory=dict)

    @property
    def now(self) -> int:
        """Simulated time in unix seconds."""
        return self.world.clock.now()

    def new_id(self, *names: object) -> str:
        """Return a new id of 19 digits, the same again in a world of the same seed."""
        return str(self.world.number(1_729_000_000_000_000_000, 1_730_000_000_000_000_000, *names))

    def shop(self, shop_id: object) -> Shop:
        """Return the shop with id `shop_id`.

        :raise UnknownThing: if there is none
        """
        if str(shop_id) not in self.shops:
            raise UnknownThing(f"no shop {shop_id!r}")
        return self.shops[str(shop_id)]

    def order(self, order_id: str) -> Order:
        """Return the order `order_id`.

        :raise UnknownThing: if there is none
        """
        if order_id not in self.orders:
            raise UnknownThing(f"no order {order_id!r}")
        return self.orders[order_id]

    def shops_of(self, open_id: str) -> list[Shop]:
        """Return the shops of a seller."""
        return [shop for shop in self.shops.values() if shop.open_id == open_id]

    def apps_of(self, shop_id: str) -> Iterator[App]:
        """Yield the apps that a shop is connected to."""
        for app in self.apps.values():
            if self.grants.link(app.key, self.shops[shop_id].open_id):
                yield app

    def products_of(self, shop_id: str) -> list[Product]:
        """Return the listings of a shop."""
        return [product for product in self.products.values() if product.shop_id == shop_id]

    def orders_of(self, shop_id: str) -> list[Order]:
        """Return the orders of a shop."""
        return [order for order in self.orders.values() if order.shop_id == shop_id]

    def packages_of(self, order: Order) -> list[Package]:
        """Return the packages of an order that were not replaced by others."""
        wanted = {unit.package_id for unit in order.units}
        return [package for package in self.packages.values() if package.id in wanted]

    def sku(self, shop_id: str, seller_sku: str) -> tuple[Product, Sku] | None:
        """Return the listed variant with `seller_sku`, if any."""
        for product in self.products_of(shop_id):
            for sku in product.skus:
                if sku.seller_sku == seller_sku and product.status != "DELETED":
                    return product, sku
        return None

    def warehouses_of(self, shop_id: str, kind: str = "SALES_WAREHOUSE") -> list[Warehouse]:
        """Return the warehouses of a shop, of one kind."""
        return [place for place in self.warehouses.values() if (place.shop_id, place.kind) == (shop_id, kind)]

    def of_shop(self, kind: str, shop_id: str) -> list[Record]:
        """Return the records of a kind that belong to a shop."""
        return [record for record in self.records.get(kind, {}).values() if record.shop_id == shop_id]

    def keep(self, kind: str, record: Record) -> Record:
        """Keep a record and return it."""
        self.records.setdefault(kind, {})[record.id] = record
        return record

    def publish(self, name: str, document: Document) -> str:
        """Keep a document under `name` and return the path of its URL."""
        self.documents[name] = document
        return f"/_tiktok_documents/{name}"
