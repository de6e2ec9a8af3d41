"""All state of the simulated platform."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from odoo.addons.ocean_marketplace_base.sandbox.pictures import inward
from odoo.addons.ocean_marketplace_base.sandbox.platform import UnknownThing
from odoo.addons.ocean_marketplace_base.sandbox.world import World

from .model import (
    DELETED,
    App,
    Bundle,
    Conversation,
    Movement,
    Order,
    Product,
    Question,
    Shop,
    SlashPrice,
    Ticket,
    Upload,
)
from .switches import Switches

JAKARTA = timezone(timedelta(hours=7))
WALL_SHIFT = 7 * 3600
PICTURES = "https://images.tokopedia.net"
FIRST_PICTURE = 21_393_975
NEVER = "0001-01-01T00:00:00Z"


@dataclass
class Store:
    """Everything by its id, and the clock as the platform shows it."""

    world: World
    switches: Switches = field(default_factory=Switches)
    apps: dict[int, App] = field(default_factory=dict)
    shops: dict[int, Shop] = field(default_factory=dict)
    products: dict[int, Product] = field(default_factory=dict)
    orders: dict[int, Order] = field(default_factory=dict)
    tickets: dict[int, Ticket] = field(default_factory=dict)
    conversations: dict[int, Conversation] = field(default_factory=dict)
    questions: dict[int, Question] = field(default_factory=dict)
    movements: list[Movement] = field(default_factory=list)
    slash_prices: dict[int, SlashPrice] = field(default_factory=dict)
    bundles: dict[int, Bundle] = field(default_factory=dict)
    uploads: dict[int, Upload] = field(default_factory=dict)
    request_ids: set[str] = field(default_factory=set)
    exports: list[str] = field(default_factory=list)
    pictures: dict[str, int] = field(default_factory=dict)
    last_ids: dict[str, int] = field(default_factory=dict)

    @property
    def now(self) -> int:
        """Simulated time in unix seconds."""
        return self.world.clock.now()

    def next_id(self, kind: str, first: int) -> int:
        """Return an id of a `kind` that was not given out before, the lowest being `first`."""
        self.last_ids[kind] = self.last_ids.get(kind, first - 1) + 1
        return self.last_ids[kind]

    def picture_id(self, url: str) -> int:
        """Return the platform's id of the picture that it keeps at `url`."""
        if url not in self.pictures:
            self.pictures[url] = self.next_id("picture", FIRST_PICTURE)
        return self.pictures[url]

    def keep_picture(self, shop_id: int, url: str) -> str:
        """Copy the picture at `url`, unless it is a copy already, and return the address of the copy."""
        if inward(url).startswith(PICTURES):
            return inward(url)
        number = self.next_id("picture copy", 1)
        return f"{PICTURES}/img/cache/700/product-1/{shop_id}/{shop_id}_{number:012d}.jpg"

    def shop(self, shop_id: object) -> Shop:
        """Return the shop with id `shop_id`.

        :raise UnknownThing: if there is none
        """
        found = next((shop for shop in self.shops.values() if str(shop.id) == str(shop_id)), None)
        if found is None:
            raise UnknownThing(f"no shop {shop_id!r}")
        return found

    def order(self, order_id: object) -> Order:
        """Return the order with id `order_id`.

        :raise UnknownThing: if there is none
        """
        text = str(order_id)
        found = self.orders.get(int(text)) if text.isascii() and text.isdigit() else None
        if found is None:
            raise UnknownThing(f"no order {order_id!r}")
        return found

    def orders_of(self, shop_id: int) -> list[Order]:
        """Return the orders of a shop."""
        return [order for order in self.orders.values() if order.shop_id == shop_id]

    def products_of(self, shop_id: int) -> Iterator[Product]:
        """Yield products and variants of a shop that are not deleted."""
        return (
            product
            for product in self.products.values()
            if product.shop_id == shop_id and product.status != DELETED
        )

    def sellable(self, shop_id: int) -> Iterator[Product]:
        """Yield what of a shop can be ordered: products without variants, and variants."""
        return (product for product in self.products_of(shop_id) if not product.children)

    def apps_of(self, shop_id: int) -> Iterator[App]:
        """Yield the apps that a shop is connected to."""
        return (app for app in self.apps.values() if shop_id in app.shops)

    def slash_price_of(self, product_id: int) -> SlashPrice | None:
        """Return the discount that a product has now."""
        for found in self.slash_prices.values():
            if found.product_id == product_id and not found.cancelled and found.start <= self.now < found.end:
                return found
        return None

    def sells_at(self, product: Product) -> int:
        """Return what buyers pay for `product` now."""
        running = self.slash_price_of(product.id)
        return running.price if running else product.price

    # the clock as the platform shows it

    def epoch(self, at: int) -> int:
        """Return unix time `at` as orders count it."""
        return at + WALL_SHIFT if self.switches.wall_clock and at else at

    def zulu(self, at: int) -> str:
        """Return unix time `at` as texts with a "Z" show it, the year 1 for 0."""
        moment = datetime.fromtimestamp(self.epoch(at), timezone.utc)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if at else NEVER

    @staticmethod
    def local(at: int, pattern: str = "%Y-%m-%d %H:%M:%S") -> str:
        """Return unix time `at` as Jakarta's wall clock."""
        return datetime.fromtimestamp(at, JAKARTA).strftime(pattern)
