"""All state of the simulated platform."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.platform import UnknownThing
from odoo.addons.ocean_marketplace_base.sandbox.world import World

from .grants import Grants
from .model import App, Item, Order, Shop
from .switches import Switches


@dataclass
class LostPush:
    """A push that no try delivered, kept for push.get_lost_push_message."""

    id: int
    partner_id: int
    lost_at: int
    envelope: dict[str, Any]


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
