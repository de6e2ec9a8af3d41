"""The simulated platform: its endpoints behind one `serve`."""

from dataclasses import replace
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.faults import Fault
from odoo.addons.ocean_marketplace_base.sandbox.http import Request, Response, json_response
from odoo.addons.ocean_marketplace_base.sandbox.world import World

from .errors import ApiError, offline
from .events import Events
from .gate import Call, Gate, rate_limited
from .grants import Grants
from .machine import Machine
from .operate import Operator
from .route import API, Route
from .routes import all_routes
from .stage import SHOP_IDS, fill
from .stage_more import MERCHANT_ID
from .store import Store


class ShopeeSimulator(Operator):
    """Answers Shopee Open Platform v2 calls; the control API is in :class:`~.operate.Operator`."""

    key = "shopee"
    picture_hosts = ("cf.shopee.co.id",)

    def __init__(self, world: World) -> None:
        store = Store(world, Grants(world))
        events = Events(store)
        super().__init__(store, events, Machine(store, events))
        self._gate = Gate(store)
        self._routes = all_routes(store, events, self.machine, self.acts, world.faults)

    def endpoints(self) -> list[tuple[str, str, str]]:
        """Return method, path and level of every endpoint of the API, in the order of their paths."""
        found = ((route.method, path, route.level) for path, route in self._routes.items())
        return sorted((row for row in found if row[1].startswith(API)), key=lambda row: row[1])

    def seed(self, orders: int) -> None:
        """Fill the platform and connect the first shop and the merchant."""
        fill(self.store, self.machine, self.acts, orders)
        app = next(iter(self.store.apps.values()))
        self.store.grants.authorize(app.partner_id, [SHOP_IDS[0]], 0, kills=False)
        self._tokens = self.store.grants.issue(app.partner_id, [SHOP_IDS[0]])
        self.store.grants.authorize(app.partner_id, [MERCHANT_ID], 0, kills=False)
        self.merchant_tokens = self.store.grants.issue(app.partner_id, [MERCHANT_ID])

    def info(self, base_url: str) -> dict[str, Any]:
        """Return what a client needs for the first shop."""
        app = next(iter(self.store.apps.values()))
        access, refresh = self._tokens
        return {
            "base_url": base_url,
            "partner_id": app.partner_id,
            "partner_key": app.partner_key,
            "push_key": app.push_key,
            "shop_id": SHOP_IDS[0],
            "access_token": access,
            "refresh_token": refresh,
        }

    def claims(self, path: str) -> int:
        """Return 2 for an endpoint, 1 for another path of the API, else 0."""
        return 2 if path in self._routes else int(path.startswith(API))

    def writes(self, request: Request) -> bool:
        """Return whether the call can change something."""
        route = self._routes.get(request.path)
        return route is not None and route.writes

    def serve(self, request: Request) -> Response:
        """Answer a call in the platform's envelope."""
        request_id = self.world.token("request")
        try:
            answer = self._dispatch(request)
        except ApiError as refusal:
            return self._refuse(refusal, request_id)
        if isinstance(answer, Response):
            return answer
        success = {"error": self.store.switches.blank_error, "message": "", "request_id": request_id}
        return json_response(success | answer)

    def _dispatch(self, request: Request) -> Any:
        route = self._routes.get(request.path)
        if route is None or request.method != self._verb(route, request.path):
            raise offline()
        with self.world.lock:
            call = self._enter(route, request)
            if route.shape is not None and isinstance(call, Call):
                if self.store.switches.php_objects:
                    call = replace(call, body=route.shape.emptied(call.body))
                route.shape.check(call.body)
            if route.locked:
                return route.handler(call)
        return route.handler(call)

    def _verb(self, route: Route, path: str) -> str:
        if path.endswith("/get_escrow_detail_batch"):
            return self.store.switches.escrow_batch_verb
        return route.method

    def _enter(self, route: Route, request: Request) -> Call | Request:
        if route.level == "page":
            return request
        enter = {
            "shop": self._gate.for_shop,
            "merchant": self._gate.for_merchant,
            "public": self._gate.public,
        }
        return enter[route.level](request)

    def _refuse(self, refusal: ApiError, request_id: str) -> Response:
        status = self.store.switches.gateway_status if refusal.gateway else 200
        body = {"error": refusal.code, "message": refusal.message, "request_id": request_id, **refusal.extra}
        return json_response(body, status, error=refusal.code)

    def fault_response(self, fault: Fault) -> Response:
        """Return the refusal of a call too many (429 unless told otherwise), or of an expired token."""
        if fault.kind == "expired_token":
            return self._refuse(self._gate.bad_token(), self.world.token("request"))
        answer = self._refuse(rate_limited(), self.world.token("request"))
        wait = fault.options.get("retry_after")
        hint = {} if wait is None else {"Retry-After": str(wait)}
        status = fault.options.get("status", 429)
        return replace(answer, status=status, headers={**answer.headers, **hint})


SIMULATOR = ShopeeSimulator
