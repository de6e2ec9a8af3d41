"""What every call must pass before an endpoint sees it: app, timestamp, signature, token and shop."""

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.http import Request

from .errors import ApiError, bad_param
from .model import App, Shop
from .store import Store
from .uploads import Upload, is_form, read_form

TIMESTAMP_TOLERANCE = 300


@dataclass(frozen=True)
class Call:
    """A call that passed: who calls, for which shop (``None`` at public and merchant level), with what.
    ``body`` holds the texts of a form, ``files`` its files by field."""

    request: Request
    app: App
    shop: Shop | None
    body: dict[str, Any]
    files: dict[str, list[Upload]] = field(default_factory=dict)
    merchant_id: int = 0

    @property
    def shop_id(self) -> int:
        """Id of the shop called for."""
        assert self.shop is not None, "a public endpoint has no shop"
        return self.shop.id


def signature(key: str, *parts: object) -> str:
    """Return HMAC-SHA256 with `key` over `parts` put together, in hex."""
    return hmac.new(key.encode(), "".join(map(str, parts)).encode(), hashlib.sha256).hexdigest()


class Gate:
    """Lets calls in or refuses them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._recent: dict[int, list[float]] = {}

    def public(self, request: Request) -> Call:
        """Return the call if it is a well-signed public one.

        :raise ApiError: as the platform refuses it
        """
        app, timestamp, sign = self._caller(request)
        self._check_sign(
            sign, app, request.path, timestamp, *self._more_signed(request, app, sign, timestamp)
        )
        self._check_rate(app)
        return Call(request, app, None, *self._content(request))

    def _more_signed(self, request: Request, app: App, sign: str, timestamp: int) -> tuple[str, ...]:
        """Return token and shop if a public call is signed with them too, as some live clients do."""
        more = (request.get("access_token") or "", request.get("shop_id") or "")
        tolerant = self._store.switches.public_sign_either and "/auth/" not in request.path
        if not tolerant or not all(more):
            return ()
        bare = signature(app.partner_key, app.partner_id, request.path, timestamp)
        return () if sign == bare else more

    def for_shop(self, request: Request) -> Call:
        """Return the call if it is well signed and its token opens its shop.

        :raise ApiError: as the platform refuses it
        """
        app, timestamp, sign = self._caller(request)
        token = _required(request, "access_token")
        shop_id = _number(request, "shop_id")
        self._check_sign(sign, app, request.path, timestamp, token, shop_id)
        self._check_token(app, token, shop_id)
        self._check_rate(app)
        return Call(request, app, self._store.shops[shop_id], *self._content(request))

    def for_merchant(self, request: Request) -> Call:
        """Return the call if it is well signed and its token opens its merchant.

        :raise ApiError: as the platform refuses it
        """
        app, timestamp, sign = self._caller(request)
        token = _required(request, "access_token")
        merchant_id = _number(request, "merchant_id")
        self._check_sign(sign, app, request.path, timestamp, token, merchant_id)
        if self._store.grants.link(app.partner_id, merchant_id) is None:
            raise ApiError("merchant_no_linked", "The merchant is not linked to this partner.", gateway=True)
        if not self._store.grants.opens(token, app.partner_id, merchant_id):
            raise self.bad_token()
        self._check_rate(app)
        return Call(request, app, None, *self._content(request), merchant_id=merchant_id)

    def _caller(self, request: Request) -> tuple[App, int, str]:
        partner_id = _number(request, "partner_id")
        timestamp = _number(request, "timestamp")
        sign = _required(request, "sign")
        app = self._store.apps.get(partner_id)
        if app is None:
            raise ApiError("invalid_partner_id", "Invalid partner_id, please have a check.", gateway=True)
        if abs(self._store.now - timestamp) > TIMESTAMP_TOLERANCE:
            raise ApiError("error_param", "Timestamp is expired.", gateway=True)
        return app, timestamp, sign

    def _check_sign(self, sign: str, app: App, path: str, *parts: object) -> None:
        if not hmac.compare_digest(
            sign.encode(), signature(app.partner_key, app.partner_id, path, *parts).encode()
        ):
            raise ApiError("error_sign", "Wrong sign.", gateway=True)

    def _check_token(self, app: App, token: str, shop_id: int) -> None:
        link = self._store.grants.link(app.partner_id, shop_id)
        if shop_id not in self._store.shops or link is None:
            raise ApiError("shop_no_linked", "The shop is not linked to this partner.", gateway=True)
        if link.expire_time <= self._store.now:
            raise ApiError("shop_no_linked", "The authorization of the shop has expired.", gateway=True)
        if self._store.shops[shop_id].status == "BANNED":
            raise ApiError("shop_banned", "The shop is banned.", gateway=True)
        if not self._store.grants.opens(token, app.partner_id, shop_id):
            raise self.bad_token()

    def bad_token(self) -> ApiError:
        """Return the refusal of an access token."""
        message = "Invalid access_token, please have a check."
        return ApiError(self._store.switches.bad_token_code, message, gateway=True)

    def _check_rate(self, app: App) -> None:
        limit = self._store.switches.calls_per_second
        if not limit:
            return
        now = self._store.world.clock.time()
        recent = [at for at in self._recent.get(app.partner_id, []) if at > now - 1]
        self._recent[app.partner_id] = recent
        if len(recent) >= limit:
            raise rate_limited()
        recent.append(now)

    def _content(self, request: Request) -> tuple[dict[str, Any], dict[str, list[Upload]]]:
        if request.method == "GET":
            return {}, {}
        return read_form(request) if is_form(request) else (self._body(request), {})

    def _body(self, request: Request) -> dict[str, Any]:
        try:
            body = request.json()
        except ValueError:
            raise bad_param("the body is not JSON") from None
        if body == [] and self._store.switches.php_objects:
            return {}
        if not isinstance(body, dict):
            raise bad_param("the body is not an object")
        return body


def rate_limited() -> ApiError:
    """Return the refusal of a call too many."""
    message = "Too many requests. You have reached the rate limit. Please try again later."
    return ApiError("error_rate_limit", message, gateway=True)


def _required(request: Request, name: str) -> str:
    value = request.get(name)
    if not value:
        raise ApiError("error_param", f"There is no {name} in query.", gateway=True)
    return value


def _number(request: Request, name: str) -> int:
    text = _required(request, name)
    if not (text.isascii() and text.isdigit() and int(text) < 2**63):
        raise ApiError("error_param", f"Invalid {name}.", gateway=True)
    return int(text)
