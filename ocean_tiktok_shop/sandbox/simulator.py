"""The simulated platform: gateway, token host, consent page and documents behind one `serve`."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.faults import Fault
from odoo.addons.ocean_marketplace_base.sandbox.http import Request, Response, json_response
from odoo.addons.ocean_marketplace_base.sandbox.world import World

from .consent import Consent
from .errors import STATUS, ApiError
from .gate import Gate, too_many
from .grants import Grants
from .operate import Operator
from .pushes import Pushes
from .routes import handlers
from .stage import SELLER, SHOP_IDS, fill
from .store import Store

DOCUMENTS = "/_tiktok_documents/"
READING = ("search", "query", "calculate", "recommend", "listing_check", "check", "external_order_search",
           "diagnose_optimize", "predict", "suggest")  # fmt: skip
"""Last steps of the paths of POST calls that change nothing."""


class TiktokShopSimulator(Operator):
    """Answers TikTok Shop Partner API calls; the control API is in :class:`~.operate.Operator`."""

    key = "tiktok_shop"
    picture_hosts = ("p16-oec-sg.ibyteimg.com",)

    def __init__(self, world: World) -> None:
        store = Store(world, Grants(world))
        super().__init__(store, Pushes(store))
        self._gate = Gate(store)
        self._handlers = handlers(self)
        consent = Consent(store, self.pushes)
        self._pages: dict[str, Callable[[Request], Response]] = {
            "/open/authorize": consent.seller_link,
            "/oauth/authorize": consent.older_link,
            "/alliance/creator/auth": consent.creator_link,
            "/open/authorize/answer": consent.answer,
        }
        self._token_host = {
            "/api/v2/token/get": consent.token_get,
            "/api/v2/token/refresh": consent.token_refresh,
        }

    def seed(self, orders: int) -> None:
        """Fill the platform and connect the seller of the first shop."""
        fill(self.store, self.machine, self.cases, self.chat, self.factory, orders)
        app = next(iter(self.store.apps.values()))
        self.store.grants.authorize(app.key, SELLER)
        self._tokens = self.store.grants.issue(app.key, SELLER, app.scopes)

    def info(self, base_url: str) -> dict[str, Any]:
        """Return what a client needs for the first shop."""
        app, shop = next(iter(self.store.apps.values())), self.store.shops[SHOP_IDS[0]]
        return {"base_url": base_url, "auth_base_url": base_url, **self._connection(app, shop, *self._tokens)}

    def claims(self, path: str) -> int:
        """Return 2 for an endpoint, 1 for another path below a category of the API, else 0."""
        if path in self._pages or path in self._token_host or path.startswith(DOCUMENTS):
            return 2
        if self._gate.directory.matches(path):
            return 2
        steps = path.split("/")
        return int(len(steps) > 2 and steps[1] in self._gate.directory.categories)

    def writes(self, request: Request) -> bool:
        """Return whether the call can change something."""
        if request.path in self._pages or request.path in self._token_host:
            return True
        if request.method == "GET" or request.path.startswith(DOCUMENTS):
            return False
        return request.method != "POST" or request.path.rsplit("/", 1)[-1] not in READING

    def serve(self, request: Request) -> Response:
        """Answer a call in the platform's envelope."""
        with self.world.lock:
            if page := self._pages.get(request.path):
                return page(request)
            if request.path.startswith(DOCUMENTS):
                return self._document(request.path.removeprefix(DOCUMENTS))
            return self._call(request)

    def _call(self, request: Request) -> Response:
        request_id = self.world.token("request")
        try:
            data = self._data(request)
        except ApiError as refusal:
            return self._refuse(refusal, request_id)
        message = "success" if request.path in self._token_host else "Success"
        return json_response({"code": 0, "message": message, "request_id": request_id, "data": data})

    def _data(self, request: Request) -> dict[str, Any]:
        if token_call := self._token_host.get(request.path):
            if request.method != "GET":
                raise ApiError(
                    36009010, "Invalid method. The HTTP method used is not supported by this endpoint."
                )
            return token_call(request)
        self.pass_time()
        call = self._gate.enter(request)
        return self._handlers[call.endpoint.key](call)

    def _document(self, name: str) -> Response:
        found = self.store.documents.get(name)
        if found is None or (found.expire_time and found.expire_time <= self.store.now):
            return Response(403, b"the link has expired", {"Content-Type": "text/plain"})
        return Response(200, found.body, {"Content-Type": found.kind})

    def _refuse(self, refusal: ApiError, request_id: str) -> Response:
        status = STATUS.get(refusal.code, 200) if self.store.switches.error_status == "mixed" else 200
        body = {"code": refusal.code, "message": refusal.message, "request_id": request_id, "data": None}
        return json_response(body, status, error=str(refusal.code))

    def fault_response(self, fault: Fault) -> Response:
        """Return the refusal of a call too many (429 unless told otherwise), or of an expired token."""
        if fault.kind == "expired_token":
            return self._refuse(self._gate.expired(), self.world.token("request"))
        answer = self._refuse(too_many(), self.world.token("request"))
        wait = fault.options.get("retry_after")
        hint = {} if wait is None else {"Retry-After": str(wait)}
        status = fault.options.get("status", 429)
        return replace(answer, status=status, headers={**answer.headers, **hint})


SIMULATOR = TiktokShopSimulator
