"""The simulated platform: its endpoints behind one `serve`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.faults import Fault
from odoo.addons.ocean_marketplace_base.sandbox.http import Request, Response, json_response
from odoo.addons.ocean_marketplace_base.sandbox.world import World

from .api_auth import AuthApi
from .api_order import OrderApi
from .api_payment import PaymentApi
from .api_product import ProductApi
from .api_push import PushApi
from .api_shop import ShopApi
from .consent import Consent
from .damage import Damage
from .errors import ApiError, offline
from .gate import Call, Gate, rate_limited
from .grants import Grants
from .machine import Machine
from .operate import Operator
from .pushes import Pushes
from .stage import SHOP_IDS, fill
from .store import Store

API = "/api/v2/"


@dataclass(frozen=True)
class Route:
    """An endpoint. ``level`` is public, shop or page (no signature); with ``locked`` false it takes the
    world's lock itself; ``writes`` tells whether it changes anything."""

    method: str
    level: str
    handler: Callable[[Any], Any]
    writes: bool = False
    locked: bool = True


class ShopeeSimulator(Operator):
    """Answers Shopee Open Platform v2 calls; the control API is in :class:`~.operate.Operator`."""

    key = "shopee"

    def __init__(self, world: World) -> None:
        store = Store(world, Grants(world))
        pushes = Pushes(store)
        super().__init__(store, pushes, Machine(store, pushes))
        self._gate = Gate(store)
        self._routes = self._make_routes(Damage(world.faults))

    def _make_routes(self, damage: Damage) -> dict[str, Route]:
        return (
            self._consent_routes()
            | self._partner_routes()
            | self._order_routes(damage)
            | self._product_routes()
        )

    def _consent_routes(self) -> dict[str, Route]:
        consent = Consent(self.store, self.pushes)
        return {
            API + "shop/auth_partner": Route("GET", "public", consent.signed_link, writes=True),
            API + "shop/cancel_auth_partner": Route("GET", "public", consent.signed_cancel_link, writes=True),
            "/auth": Route("GET", "page", consent.portal_link, writes=True),
            "/cancel_auth": Route("GET", "page", consent.portal_cancel_link, writes=True),
            "/auth/answer": Route("GET", "page", consent.answer, writes=True),
        }

    def _partner_routes(self) -> dict[str, Route]:
        auth, push = AuthApi(self.store), PushApi(self.store)
        return {
            API + "auth/token/get": Route("POST", "public", auth.token_get, writes=True),
            API + "auth/access_token/get": Route("POST", "public", auth.access_token_get, writes=True),
            API + "public/get_shops_by_partner": Route("GET", "public", auth.shops_by_partner),
            API + "push/set_app_push_config": Route(
                "POST", "public", push.set_config, writes=True, locked=False
            ),
            API + "push/get_app_push_config": Route("GET", "public", push.get_config),
            API + "push/get_lost_push_message": Route("GET", "public", push.lost),
            API + "push/confirm_consumed_lost_push_message": Route(
                "POST", "public", push.confirm, writes=True
            ),
        }

    def _order_routes(self, damage: Damage) -> dict[str, Route]:
        order, payment = OrderApi(self.store, damage), PaymentApi(self.store, damage)
        return {
            API + "order/get_order_list": Route("GET", "shop", order.order_list),
            API + "order/get_order_detail": Route("GET", "shop", order.order_detail),
            API + "payment/get_escrow_detail": Route("GET", "shop", payment.escrow_detail),
            API + "payment/get_escrow_detail_batch": Route("POST", "shop", payment.escrow_detail_batch),
        }

    def _product_routes(self) -> dict[str, Route]:
        shop, product = ShopApi(self.store), ProductApi(self.store)
        return {
            API + "shop/get_shop_info": Route("GET", "shop", shop.info),
            API + "shop/get_profile": Route("GET", "shop", shop.profile),
            API + "product/get_item_list": Route("GET", "shop", product.item_list),
            API + "product/get_item_base_info": Route("GET", "shop", product.base_info),
            API + "product/get_model_list": Route("GET", "shop", product.model_list),
        }

    def seed(self, orders: int) -> None:
        """Fill the platform and connect the first shop."""
        fill(self.store, self.machine, orders)
        app = next(iter(self.store.apps.values()))
        self.store.grants.authorize(app.partner_id, [SHOP_IDS[0]], 0, kills=False)
        self._tokens = self.store.grants.issue(app.partner_id, [SHOP_IDS[0]])

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
        return self._gate.for_shop(request) if route.level == "shop" else self._gate.public(request)

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
