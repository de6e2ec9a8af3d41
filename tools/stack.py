"""Simulator and Odoo running together, and what a user does to connect and import shops."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tools import database
from tools.errors import OceanError
from tools.odoo_run import Runtime
from tools.progress import step
from tools.serve import Server, served
from tools.simulator import Simulator, simulated
from tools.webclient import WebClient

LOGIN = PASSWORD = "admin"  # noqa: S105, a throwaway database on this machine
LIMIT = 180.0  # seconds for an import
# The names a platform's simulator gives to what an account of Odoo needs.
KEYS = {
    "shopee": ("Shopee", "partner_id", "partner_key", "push_key"),
    "tiktok_shop": ("TikTok Shop", "app_key", "app_secret", "app_secret"),
    "tokopedia": ("Tokopedia Open API", "fs_id", "client_secret", ""),  # Odoo makes the push key
}
# Fields of the account that only this platform has, by the name the simulator gives them.
MORE_KEYS = {
    "tiktok_shop": {"tiktok_service_id": "service_id", "tiktok_auth_url": "auth_base_url"},
    "tokopedia": {"tokopedia_client_id": "client_id", "tokopedia_accounts_url": "accounts_url"},
}
# Its shops are connected by the app's keys; beside them a shop of TikTok Shop has a linked storefront.
BY_KEYS = {"tokopedia": {"tokopedia_connection": "open_api"}}
# The platform's list of orders holds paid ones only: whoever never paid does not arrive.
UNLISTED = {"tokopedia": {"100", "103", "15"}}
# Listed by the simulator's first shop; without a product its orders show how waiting looks.
UNMATCHED_SKU = "TOPI-01"
# The simulated shops' own courier: what the buyer pays for it is the seller's.
OWN_COURIER = "Kurir Toko"


@dataclass
class Stack:
    """A running simulator and Odoo, with an administrator logged in."""

    runtime: Runtime
    database: str
    simulator: Simulator
    server: Server
    client: WebClient

    def connect(self) -> None:
        """Set up an account for every simulated platform and connect its shops."""
        for platform, info in self.installed().items():
            account = self.create_account(platform, info)
            how = "its keys" if platform in BY_KEYS else "its consent page"
            step(f"connecting {KEYS[platform][0]} by {how}")
            action = self.client.call("ocean.account", "action_connect", [account])
            if platform in BY_KEYS:
                final = self._connect_by_keys(account, action["res_id"], info)
            else:
                final = self.client.consent(action["url"])
            found = self.client.call("ocean.storefront", "search_count", [("account_id", "=", account)])
            if not found:
                raise OceanError(f"connecting {platform} ended on {final} without a storefront")

    def _connect_by_keys(self, account: int, wizard: int, info: dict[str, Any]) -> str:
        """Make the key that opens buyers and go through the wizard's last steps; where it ended."""
        self.client.call("ocean.account", "action_tokopedia_create_key", [account])
        model = "ocean.storefront.connect"
        self.client.call(model, "action_continue", [wizard])
        self.client.call(model, "write", [wizard], {"shop_numbers": str(info["shop_id"])})
        for _step in ("approve", "start"):
            self.client.call(model, "action_next", [wizard])
        [read] = self.client.call(model, "read", [wizard], ["step"])
        return f"step {read['step']}"

    def installed(self) -> dict[str, dict[str, Any]]:
        """The simulated platforms whose addon is part of the suite."""
        addons = set(database.addons())
        return {name: info for name, info in self.simulator.platforms.items() if f"ocean_{name}" in addons}

    def create_account(self, platform: str, info: dict[str, Any]) -> int:
        """Make the account of `platform` and tell the simulator where to push to; its id."""
        name, key, secret, push_key = KEYS[platform]
        values = {
            "name": f"{name} (simulator)",
            "platform": platform,
            "environment": "simulator",
            "simulator_url": info["base_url"],
            "app_key": str(info[key]),
            "app_secret_input": info[secret],
            **({"push_secret_input": info[push_key]} if push_key else {}),
            **{field: info[name] for field, name in MORE_KEYS.get(platform, {}).items()},
            **BY_KEYS.get(platform, {}),
        }
        [account] = self.client.call("ocean.account", "create", [values])
        if platform in BY_KEYS:  # registers its addresses itself
            return account
        [read] = self.client.call("ocean.account", "read", [account], ["push_url", "redirect_url"])
        addresses = {"callback_url": read["push_url"], "redirect_url": read["redirect_url"]}
        self.simulator.control("/config", {"platform": platform, **addresses})
        return account

    def import_all(self) -> None:
        """Wait until the lanes have brought every listing and order; create the products."""
        step("importing listings and orders")
        self.wait("listings", self._listings_are_here)
        self.wait("orders", self._orders_are_here)
        self.create_products()
        self.wait("orders", self._orders_are_here)
        self.map_own_courier()
        self.wait("orders", self._orders_are_here)

    def create_products(self) -> None:
        """Make a product for each listed variant that has none, but for one SKU."""
        domain = [("product_id", "=", False), ("seller_sku", "!=", UNMATCHED_SKU)]
        variants = self.client.call("ocean.listing.sku", "search", domain)
        step(f"creating {len(variants)} products from listings")
        if variants:
            self.client.call("ocean.listing.sku", "action_create_product", variants)

    def map_own_courier(self) -> None:
        """Say in the carrier mapping which courier is the seller's own, as no order tells it."""
        carriers = self.client.call("ocean.carrier", "search", [("name", "=", OWN_COURIER)])
        if carriers:
            self.client.call("ocean.carrier", "write", carriers, {"seller_ships": True})

    def _listings_are_here(self) -> bool:
        lanes = self.client.call(
            "ocean.lane", "search_read", [("lane", "=", "catalogue")], ["last_success", "storefront_id"]
        )
        return bool(lanes) and all(lane["last_success"] for lane in lanes)

    def _orders_are_here(self) -> bool:
        if self.client.call("ocean.order", "search_count", []) < len(self.expected_orders()):
            return False
        unread = ["|", ("needs_fetch", "=", True), ("needs_apply", "=", True)]
        return not self.client.call("ocean.order", "search_count", unread)

    def platform_orders(self) -> list[dict[str, Any]]:
        """Every order of the simulator, shortened, with its platform."""
        rows = self.simulator.control("/orders")["orders"]
        return [row for row in rows if row["platform"] in self.installed()]

    def expected_orders(self) -> list[dict[str, Any]]:
        """The orders that connected shops show, each with its ``storefront``: id and name."""
        fields = ["name", "external_shop_id", "platform", "parent_id", "channel"]
        shops = self.client.call("ocean.storefront", "search_read", [], fields)
        roots = {(row["platform"], row["external_shop_id"]): row for row in shops if not row["parent_id"]}
        linked = {(row["parent_id"][0], row["channel"]): row for row in shops if row["parent_id"]}
        expected = []
        for order in self.platform_orders():
            root = roots.get((order["platform"], order["shop_id"]))
            if root and order["status"] not in UNLISTED.get(order["platform"], ()):
                shop = linked.get((root["id"], order.get("commerce_platform")), root)
                expected.append({**order, "storefront": (shop["id"], shop["name"])})
        return expected

    def wait(self, what: str, ready: Callable[[], bool], limit: float = LIMIT) -> None:
        """Wait until `ready()`; `OceanError` after `limit` seconds or when Odoo ended."""
        end = time.monotonic() + limit
        while not ready():
            self.server.check()
            if time.monotonic() > end:
                raise OceanError(
                    f"the {what} are not all here after {limit:.0f} s{self._trouble()}",
                    f"see {self.server.log}",
                )
            time.sleep(0.3)

    def _trouble(self) -> str:
        """What the lanes say went wrong, to be added to a sentence."""
        domain = [("last_error", "!=", False)]
        lanes = self.client.call("ocean.lane", "search_read", domain, ["lane", "last_error"])
        told = sorted({f"{lane['lane']}: {lane['last_error']}" for lane in lanes})
        return f" ({'; '.join(told)})" if told else ""


@contextmanager
def stack(
    runtime: Runtime, name: str, port: int, seed: int, crons: bool = True, orders: int | None = None
) -> Iterator[Stack]:
    """A `Stack` on a fresh copy of the suite's template; `name` is the database's last part.

    :param orders: how many orders each simulated platform begins with
    """
    copy = database.clone(runtime, database.suite(runtime), f"{database.prefix()}_{name}")
    step("starting the simulator and Odoo")
    seeded = () if orders is None else ("--orders", str(orders))
    with simulated(0, seed, *seeded) as simulator:
        url = f"http://127.0.0.1:{port}"
        database.set_address(runtime, copy, url)
        with served(runtime, copy, port, crons) as server:
            client = WebClient(url)
            client.log_in(copy, LOGIN, PASSWORD)
            yield Stack(runtime, copy, simulator, server, client)
