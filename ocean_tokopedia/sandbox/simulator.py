"""The simulated platform: its endpoints behind one `serve`."""

import re
from dataclasses import replace
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.faults import Fault
from odoo.addons.ocean_marketplace_base.sandbox.http import Request, Response, json_response
from odoo.addons.ocean_marketplace_base.sandbox.world import World

from .api_app import AppApi
from .api_auth import AuthApi
from .api_bundle import BundleApi
from .api_campaign import CampaignApi
from .api_chat import ChatApi
from .api_finance import FinanceApi
from .api_order import OrderApi
from .api_order_action import OrderActionApi
from .api_product import ProductApi
from .api_product_edit import ProductEditApi
from .api_shop import ShopApi
from .damage import Damage
from .envelopes import refusal, success
from .errors import ApiError, TokenError
from .gate import Gate, Limited
from .machine import Machine
from .operate import Operator
from .platform_side import PlatformSide
from .pushes import Pushes
from .routes import (
    Route,
    app_routes,
    edit_routes,
    market_routes,
    order_routes,
    product_routes,
    shop_routes,
)
from .stage import SHOP_IDS, fill
from .stockroom import Stockroom
from .store import Store

TOKEN = "/token"  # noqa: S105 - a path
_OURS = re.compile(r"(/(v\d|inventory/v\d|resolution/v\d)/(\w[\w/-]*/)?fs/.*|/v2/order/list)")


class TokopediaSimulator(Operator):
    """Answers Tokopedia Open API calls; the control API is in :class:`~.operate.Operator`."""

    key = "tokopedia"
    picture_hosts = ("images.tokopedia.net",)

    def __init__(self, world: World) -> None:
        store = Store(world)
        pushes = Pushes(store)
        stockroom = Stockroom(store, pushes)
        gate = Gate(store)
        chat = ChatApi(store, gate, pushes)
        side = PlatformSide(store, stockroom, pushes)
        super().__init__(store, pushes, Machine(store, pushes, stockroom), stockroom, chat, side)
        self._gate = gate
        self._auth = AuthApi(store)
        self._routes = self._make_routes(stockroom)

    def _make_routes(self, stockroom: Stockroom) -> list[Route]:
        store, gate, pushes = self.store, self._gate, self.pushes
        return [
            *app_routes(AppApi(store, gate, pushes)),
            *order_routes(
                OrderApi(store, gate, Damage(self.world.faults)),
                OrderActionApi(store, gate, self.machine, stockroom),
            ),
            *product_routes(ProductApi(store, gate)),
            *edit_routes(ProductEditApi(store, gate, stockroom, pushes, self.side)),
            *shop_routes(ShopApi(store, gate)),
            *market_routes(
                self.chat,
                CampaignApi(store, gate, pushes),
                BundleApi(store, gate),
                FinanceApi(store, gate),
            ),
        ]

    def seed(self, orders: int) -> None:
        """Fill the platform."""
        fill(self.store, self.machine, self.chat, orders)

    def info(self, base_url: str) -> dict[str, Any]:
        """Return what a client needs for the first shop."""
        app = next(iter(self.store.apps.values()))
        addresses = {"base_url": base_url, "accounts_url": base_url}
        return addresses | self.connection(app, SHOP_IDS[0])

    def claims(self, path: str) -> int:
        """Return 2 for an endpoint, 1 for another path of the API, else 0."""
        if path == TOKEN or any(route.pattern.fullmatch(path) for route in self._routes):
            return 2
        return int(bool(_OURS.fullmatch(path)))

    def writes(self, request: Request) -> bool:
        """Return whether the call can change something."""
        route = self._route(request)
        return route is not None and route.writes

    def _route(self, request: Request) -> Route | None:
        fitting = (route for route in self._routes if route.pattern.fullmatch(request.path))
        return next((route for route in fitting if request.method in route.verbs), None)

    def serve(self, request: Request) -> Response:
        """Answer a call in the envelope of its endpoint."""
        if request.path == TOKEN:
            return self._serve_token(request)
        route = self._route(request)
        style = route.style if route else "plain"
        try:
            answer = self._dispatch(route, request)
        except ApiError as error:
            return refusal(style, error)
        except Limited as limit:
            return _too_many(limit.limit, limit.left)
        return answer if isinstance(answer, Response) else success(style, answer)

    def _dispatch(self, route: Route | None, request: Request) -> Any:
        if route is None:
            known = any(found.pattern.fullmatch(request.path) for found in self._routes)
            raise ApiError("", "Method Not Allowed" if known else "Not Found", 405 if known else 404)
        found = route.pattern.fullmatch(request.path)
        assert found is not None, "the route was found by its path"
        with self.world.lock:
            self.side.settle()
            return route.handler(self._gate.enter(request, found.groupdict(), route.path))

    def _serve_token(self, request: Request) -> Response:
        try:
            if request.method != "POST":
                raise TokenError("invalid_request", "POST is needed", 405)
            with self.world.lock:
                return json_response(self._auth.token(request))
        except TokenError as error:
            return json_response(error.body(), error.status, error=error.code)

    def fault_response(self, fault: Fault) -> Response:
        """Return the refusal of a call too many, or of a token; the tokens given out end with it."""
        if fault.kind == "expired_token":
            with self.world.lock:
                self._auth.end_tokens()
            return refusal("plain", self._gate.bad_token())
        wait = fault.options.get("retry_after")
        answer = _too_many(5, 0.2 if wait is None else float(wait))
        return replace(answer, status=fault.options.get("status", 429))


def _too_many(limit: int, left: float) -> Response:
    """Return the refusal of a call too many, with the platform's own hints."""
    body = {
        "header": {"process_time": 0, "messages": "Too many requests", "reason": "", "error_code": ""},
        "data": None,
    }
    hints = {
        "X-Ratelimit-Limit": f"{limit} req/s (burst {limit})",
        "X-Ratelimit-Remaining": "0",
        "X-Ratelimit-Reset-After": f"{max(left, 0):f}",
        "X-Ratelimit-Full-Reset-After": "1.000000",
    }
    answer = json_response(body, 429, error="too many requests")
    return replace(answer, headers={**answer.headers, **hints})


SIMULATOR = TokopediaSimulator
