"""The simulated platform: two shops behind one key."""

import json
import re
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.faults import Fault
from odoo.addons.ocean_marketplace_base.sandbox.http import Request, Response, json_response
from odoo.addons.ocean_marketplace_base.sandbox.platform import BadOption, UnknownThing
from odoo.addons.ocean_marketplace_base.sandbox.push import Push
from odoo.addons.ocean_marketplace_base.sandbox.world import World

from ..lib.push import sign

SHOPS = {"41": "Warung Empat", "42": "Toko Empat"}
ITEMS = {"KOPI-250": ("Kopi bubuk 250 g", 42_000), "TEH-100": ("Teh melati 100 g", 18_500)}
STEPS = {"open": "paid", "paid": "sent"}
PAGE = 2


class FourthSimulator:
    """Answers the platform's calls and the kernel's control API."""

    key = "fourth"
    picture_hosts = ()

    def __init__(self, world: World) -> None:
        self.world = world
        self.secret = world.token("fourth", "key")
        self.callback_url = ""
        self.placed: dict[str, dict[str, Any]] = {}

    def seed(self, orders: int) -> None:
        """Place `orders` orders."""
        self.place_orders({"count": orders})

    def info(self, base_url: str) -> dict[str, Any]:
        """Return what a client needs."""
        return {"base_url": base_url, "key": self.secret, "shop_id": "41"}

    def claims(self, path: str) -> int:
        """Return 2 for paths of the platform."""
        return 2 if path.startswith("/fourth/") else 0

    def writes(self, request: Request) -> bool:
        """Return whether the call changes something: none does."""
        return False

    def serve(self, request: Request) -> Response:
        """Answer a call."""
        if request.headers.get("X-Key") != self.secret:
            return json_response({"error": "key"}, 401, error="key")
        with self.world.lock:
            answer = self._answer(request)
        return json_response({"error": "unknown"}, 404) if answer is None else json_response(answer)

    def _answer(self, request: Request) -> dict[str, Any] | None:
        if request.path == "/fourth/shops":
            return {"shops": [{"id": number, "name": name} for number, name in SHOPS.items()]}
        if request.path == "/fourth/items":
            return {"items": [{"sku": sku, "title": title} for sku, (title, _price) in ITEMS.items()]}
        if request.path == "/fourth/orders":
            return self._list(request)
        found = re.fullmatch(r"/fourth/orders/(\w+)", request.path)
        order = self.placed.get(found[1]) if found else None
        return {"order": order} if order else None

    def _list(self, request: Request) -> dict[str, Any]:
        since, until = int(request.get("since") or 0), int(request.get("until") or 0)
        numbers = sorted(
            number
            for number, order in self.placed.items()
            if order["shop"] == request.get("shop") and since <= order["changed"] <= until
        )
        left = [number for number in numbers if number > (request.get("after") or "")]
        return {"numbers": left[:PAGE], "next": left[PAGE - 1] if len(left) > PAGE else ""}

    def fault_response(self, fault: Fault) -> Response:
        """Return the refusal of a call too many, or of the key."""
        return json_response({"error": fault.kind}, 401 if fault.kind == "expired_token" else 429)

    def state(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return {"orders": self.placed}

    def summary(self) -> list[dict[str, Any]]:
        """Return the orders per shop by status with their money."""
        return [
            {"shop_id": shop, "name": name, "currency": "IDR", "statuses": self._statuses(shop)}
            for shop, name in SHOPS.items()
        ]

    def _statuses(self, shop: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for order in self.placed.values():
            if order["shop"] == shop:
                row = found.setdefault(order["status"], {"orders": 0, "buyer_total": 0, "seller_revenue": 0})
                row["orders"] += 1
                row["buyer_total"] += float(order["total"])
                row["seller_revenue"] += 0 if order["status"] == "gone" else float(order["total"])
        return found

    def orders(self) -> list[dict[str, Any]]:
        """Return all orders, shortened."""
        return [self._brief(order) for order in self.placed.values()]

    def _brief(self, order: dict[str, Any]) -> dict[str, Any]:
        return {"platform": self.key, "id": order["number"], "shop_id": order["shop"], **order}

    def place_orders(self, options: dict[str, Any]) -> list[str]:
        """Place orders and return their numbers."""
        shop = str(options.get("shop", "41"))
        if shop not in SHOPS:
            raise UnknownThing(f"no shop {shop}")
        return [self._place(shop, options) for _number in range(options.get("count", 1))]

    def _place(self, shop: str, options: dict[str, Any]) -> str:
        number = f"F{len(self.placed) + 1:06d}"
        lines = [
            {"sku": sku, "title": ITEMS[sku][0], "count": 2, "price": f"{ITEMS[sku][1]}.00"}
            for sku in options.get("skus", list(ITEMS))
        ]
        now = int(self.world.clock.now())
        self.placed[number] = {
            "number": number,
            "shop": shop,
            "status": options.get("status", "paid"),
            "made": now,
            "changed": now,
            "currency": "IDR",
            "total": f"{sum(2 * ITEMS[line['sku']][1] for line in lines)}.00",
            "buyer": str(self.world.number(1, 9_999, "buyer", number)),
            "city": "Bandung",
            "lines": lines,
        }
        return number

    def change_order(self, order_id: str, action: str, options: dict[str, Any]) -> dict[str, Any]:
        """Advance or cancel an order."""
        order = self.placed[order_id]
        step = "gone" if action == "cancel" else STEPS.get(order["status"], "")
        if not step:
            raise BadOption(f"{order['status']} is an end")
        order.update(status=step, changed=int(self.world.clock.now()))
        self.send_push({"order": order_id})
        return self._brief(order)

    def has_order(self, order_id: str) -> bool:
        """Return whether this is an order here."""
        return order_id in self.placed

    def send_push(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        """Tell of an order."""
        url = options.get("url") or self.callback_url
        order = self.placed[options["order"]]
        body = json.dumps({name: order[name] for name in ("number", "shop", "changed")}).encode()
        headers = {"X-Signature": sign(self.secret, body)}
        push = Push(self.key, "order", order["number"], url, body, headers)
        if url:
            self.world.pushes.enqueue(push)
        return [push.as_dict()]

    def add_shops(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        """Return how to connect: there are the two shops and no more."""
        raise BadOption("there are two shops")

    def configure(self, options: dict[str, Any]) -> dict[str, Any]:
        """Change where pushes go."""
        self.callback_url = options.get("callback_url", self.callback_url)
        return {"callback_url": self.callback_url}


SIMULATOR = FourthSimulator
