"""All state of the simulated platform."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from odoo.addons.ocean_marketplace_base.sandbox.platform import UnknownThing
from odoo.addons.ocean_marketplace_base.sandbox.world import World

from .deals import Bundle, Discount, FlashSale, Voucher
from .grants import Grants
from .listing import Item
from .model import App, Merchant, Order, Parcel, Shop
from .switches import Switches
from .talk import Conversation, Review

if TYPE_CHECKING:
    from .cases import Case
    from .ledger import Entry


@dataclass
class LostPush:
    """A push that no try delivered, kept for push.get_lost_push_message."""

    id: int
    partner_id: int
    lost_at: int
    envelope: dict[str, Any]


@dataclass
class Address:
    """An address of a shop; ``place`` are its fields as the API shows them, ``kinds`` what it serves for."""

    id: int
    shop_id: int
    place: dict[str, str]
    kinds: list[str] = field(default_factory=list)


@dataclass
class Picture:
    """An uploaded picture: its kind and size; the content itself is not kept."""

    id: str
    kind: str
    size: int


@dataclass
class Label:
    """A shipping document that was asked for; it can be had from ``ready_time``, unix seconds."""

    package_number: str
    kind: str
    ready_time: int


@dataclass
class LabelJob:
    """Many shipping documents in one file."""

    id: str
    shop_id: int
    kind: str
    packages: list[str]
    ready_time: int


@dataclass
class Report:
    """An income report or statement over a period of unix times."""

    id: int
    shop_id: int
    kind: str
    start: int
    end: int
    ready_time: int


@dataclass
class Invoice:
    """A document that the seller uploaded for an order."""

    order_sn: str
    file_type: int
    content: str


@dataclass
class Brand:
    """A brand that the platform is still checking."""

    id: int
    name: str
    categories: list[int]


@dataclass
class Store:
    """Apps, shops, listings, orders and grants, by their ids."""

    world: World
    grants: Grants
    switches: Switches = field(default_factory=Switches)
    apps: dict[int, App] = field(default_factory=dict)
    shops: dict[int, Shop] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    lost: list[LostPush] = field(default_factory=list)
    merchants: dict[int, Merchant] = field(default_factory=dict)
    cases: dict[str, "Case"] = field(default_factory=dict)
    entries: list["Entry"] = field(default_factory=list)
    reviews: dict[int, Review] = field(default_factory=dict)
    talks: dict[int, Conversation] = field(default_factory=dict)
    vouchers: dict[int, Voucher] = field(default_factory=dict)
    discounts: dict[int, Discount] = field(default_factory=dict)
    bundles: dict[int, Bundle] = field(default_factory=dict)
    flash_sales: dict[int, FlashSale] = field(default_factory=dict)
    addresses: dict[int, Address] = field(default_factory=dict)
    images: dict[str, Picture] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)
    label_jobs: dict[str, LabelJob] = field(default_factory=dict)
    reports: dict[int, Report] = field(default_factory=dict)
    invoices: dict[str, Invoice] = field(default_factory=dict)
    brands: dict[int, Brand] = field(default_factory=dict)
    _issued: dict[str, int] = field(default_factory=dict)

    @property
    def now(self) -> int:
        """Simulated time in unix seconds."""
        return self.world.clock.now()

    def shop(self, shop_id: object) -> Shop:
        """Return the shop with id `shop_id`.

        :raise UnknownThing: if there is none
        """
        found = next((shop for shop in self.shops.values() if str(shop.id) == str(shop_id)), None)
        if found is None:
            raise UnknownThing(f"no shop {shop_id!r}")
        return found

    def order(self, sn: str) -> Order:
        """Return the order `sn`.

        :raise UnknownThing: if there is none
        """
        if sn not in self.orders:
            raise UnknownThing(f"no order {sn!r}")
        return self.orders[sn]

    def items_of(self, shop_id: int) -> Iterator[Item]:
        """Yield the listings of a shop."""
        return (item for item in self.items.values() if item.shop_id == shop_id)

    def orders_of(self, shop_id: int) -> list[Order]:
        """Return the orders of a shop."""
        return [order for order in self.orders.values() if order.shop_id == shop_id]

    def apps_of(self, shop_id: int) -> Iterator[App]:
        """Yield the apps that a shop is connected to."""
        for link in self.grants.links.values():
            if link.shop_id == shop_id and link.expire_time > self.now:
                yield self.apps[link.partner_id]

    def number(self, name: str, first: int) -> int:
        """Return the next number of a series called `name` that begins with `first`."""
        self._issued[name] = self._issued.get(name, first - 1) + 1
        return self._issued[name]

    def own_item(self, shop_id: int, item_id: int) -> Item | None:
        """Return a listing of a shop that is not deleted."""
        item = self.items.get(item_id)
        if item is None or item.shop_id != shop_id or item.status.endswith("DELETE"):
            return None
        return item

    def own_order(self, shop_id: int, sn: str) -> Order | None:
        """Return an order of a shop."""
        order = self.orders.get(sn)
        return order if order is not None and order.shop_id == shop_id else None

    def own_parcel(self, shop_id: int, number: str) -> tuple[Order, Parcel] | None:
        """Return a package of a shop with its order."""
        for order in self.orders_of(shop_id):
            if (parcel := order.parcel(number)) is not None:
                return order, parcel
        return None

    def cases_of(self, order_sn: str) -> list["Case"]:
        """Return the returns of an order."""
        return [case for case in self.cases.values() if case.order_sn == order_sn]
