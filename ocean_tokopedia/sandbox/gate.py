"""What every call must pass before an endpoint sees it: token, fs_id, limits, and later its shop."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.http import Request

from .errors import ApiError, not_found, not_linked
from .model import App, Order, Shop
from .store import Store


@dataclass(frozen=True)
class Call:
    """A call that passed: what was asked, by which app, with the parts of its path."""

    request: Request
    app: App
    parts: Mapping[str, str]

    def json(self, kind: type = dict, code: str = "ORD_DLV_019") -> Any:
        """Return the body, JSON of type `kind`; an empty one is an empty object.

        :raise ApiError: for anything else
        """
        try:
            body = self.request.json()
        except ValueError:
            raise ApiError(code, "Error Parse Request Body") from None
        if not isinstance(body, kind):
            raise ApiError(code, "Error Parse Request Body")
        return body


class Limited(Exception):
    """A call too many; ``left`` seconds until the next is let in."""

    def __init__(self, limit: int, left: float) -> None:
        super().__init__(f"more than {limit} calls in a second")
        self.limit = limit
        self.left = left


class Gate:
    """Lets calls in or refuses them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._recent: dict[tuple[int, str], list[float]] = {}

    def enter(self, request: Request, parts: Mapping[str, str], endpoint: str) -> Call:
        """Return the call if its token is an app's and its fs_id is that app's.

        :raise ApiError: as the platform refuses it
        """
        app = self._app(request)
        self._check_fs_id(app, parts.get("fs_id") or request.get("fs_id"))
        self._check_rate(app, endpoint)
        return Call(request, app, parts)

    def bad_token(self) -> ApiError:
        """Return the refusal of a token; its words are unconfirmed."""
        return ApiError("", "Unauthorized", self._store.switches.bad_token_status)

    def _app(self, request: Request) -> App:
        scheme, _blank, token = request.headers.get("Authorization", "").partition(" ")
        for app in self._store.apps.values():
            if scheme == "Bearer" and token and token == app.token:
                if app.token_ends > self._store.now:
                    return app
                break
        raise self.bad_token()

    def _check_fs_id(self, app: App, fs_id: str | None) -> None:
        if not fs_id:
            raise ApiError("ORD_DLV_001", "fs_id is required")
        if not (fs_id.isascii() and fs_id.isdigit()):
            raise ApiError("ORD_DLV_002", "Invalid FS ID Format")
        if int(fs_id) != app.fs_id:
            raise self.forbidden()

    def forbidden(self) -> ApiError:
        """Return the refusal of another app's or shop's things."""
        refusal = not_linked()
        refusal.status = self._store.switches.rbac_status
        return refusal

    def _check_rate(self, app: App, endpoint: str) -> None:
        limit = self._store.switches.calls_per_second
        if limit and not self._allow(limit, app.fs_id, endpoint, 1):
            oldest = self._recent[app.fs_id, endpoint][0]
            raise Limited(limit, oldest + 1 - self._store.world.clock.time())

    def allow_rows(self, app: App, endpoint: str, count: int) -> int:
        """Return how many of `count` rows of a bulk call are carried out now."""
        limit = self._store.switches.rows_per_second
        if not limit:
            return count
        return sum(self._allow(limit, app.fs_id, "rows of " + endpoint, 1) for _row in range(count))

    def _allow(self, limit: int, fs_id: int, endpoint: str, count: int) -> bool:
        now = self._store.world.clock.time()
        recent = [at for at in self._recent.get((fs_id, endpoint), []) if at > now - 1]
        self._recent[fs_id, endpoint] = recent
        if len(recent) + count > limit:
            return False
        recent += [now] * count
        return True

    # shops and orders of a call

    def shop(self, call: Call, value: object, code: str = "PRD_DLV_016") -> Shop:
        """Return the shop with id `value`, connected to the app of `call`.

        :raise ApiError: as the platform refuses it
        """
        text = str(value if value is not None else "")
        if not (text.isascii() and text.isdigit()):
            raise ApiError(code, f"Invalid field [shop_id] format, value [{text}] should be int")
        if int(text) not in call.app.shops or int(text) not in self._store.shops:
            raise self.forbidden()
        return self._store.shops[int(text)]

    def query_shop(self, call: Call, code: str = "PRD_DLV_016") -> Shop:
        """Return the shop that query parameter ``shop_id`` names."""
        return self.shop(call, call.request.get("shop_id"), code)

    def order(self, call: Call, value: object) -> Order:
        """Return the order with id `value`, of a shop that is connected to the app of `call`.

        :raise ApiError: as the platform refuses it
        """
        text = str(value)
        if not (text.isascii() and text.isdigit()):
            raise ApiError("ORD_DLV_005", "Invalid Order ID Format")
        found = self._store.orders.get(int(text))
        if found is None:
            raise not_found()
        if found.shop_id not in call.app.shops:
            raise self.forbidden()
        return found
