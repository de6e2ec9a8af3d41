"""What every call must pass before an endpoint sees it: path, app, timestamp, signature, content type, token,
scope, shop and the documented shape (TikTok Shop guides "Sign your API request" and "Common errors")."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.parser import BytesParser
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.http import Request

from .contract import Directory, Endpoint, Spec, check_body, check_query
from .errors import ApiError, no_path, no_version, umbrella
from .model import App, Shop
from .store import Store

OLDEST = 300
NEWEST = 30
JSON_TYPE = "application/json"
FORM_TYPE = "multipart/form-data"
EMPTY = (b"", b"{}", b"[]")
"""Bodies that say nothing; PHP clients write an object without fields as an empty list."""


@dataclass(frozen=True)
class Call:
    """A call that passed: who calls, for which shop (``None`` at seller level), with what."""

    request: Request
    endpoint: Endpoint
    app: App
    open_id: str
    path: dict[str, str]
    body: dict[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)
    for_shop: Shop | None = None

    @property
    def shop(self) -> Shop:
        """The shop called for."""
        assert self.for_shop is not None, "an endpoint without shop_cipher has no shop"
        return self.for_shop

    @property
    def version(self) -> str:
        """Version of the endpoint, as in its path."""
        return self.endpoint.version

    def text(self, name: str, default: str = "") -> str:
        """Return query parameter `name`."""
        return self.request.get(name) or default

    def number(self, name: str, default: int) -> int:
        """Return query parameter `name` as an integer; the shape was checked before."""
        value = self.request.get(name)
        return int(value) if value else default

    def flag(self, name: str) -> bool:
        """Return query parameter `name` as a boolean, false if it is not there."""
        return (self.request.get(name) or "").lower() == "true"

    def entries(self, name: str) -> list[str]:
        """Return the entries of query parameter `name`, joined by commas or given one by one."""
        return [entry for text in self.request.query.get(name, []) for entry in text.split(",") if entry]


def signature(secret: str, path: str, query: dict[str, list[str]], body: bytes) -> str:
    """Return the signature of a call over its decoded parameters and the bytes of its body."""
    names = sorted(name for name in query if name not in ("sign", "access_token"))
    pairs = "".join(name + value for name in names for value in query[name])
    base = secret.encode() + (path + pairs).encode() + body + secret.encode()
    return hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class Gate:
    """Lets calls in or refuses them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.directory = Directory()
        self._recent: dict[str, list[float]] = {}

    def enter(self, request: Request) -> Call:
        """Return the call if everything about it is right.

        :raise ApiError: as the platform refuses it
        """
        endpoint, path = self._endpoint(request)
        app = self._app(request)
        self._check_timestamp(request.get("timestamp") or "")
        self._check_sign(request, app)
        body, files = self._read(request, endpoint)
        open_id = self._principal(request, app, endpoint)
        shop = self._shop(request, endpoint, open_id)
        self._check_rate(app, shop, request.path)
        request = replace(request, query=spelled_query(request.query, endpoint.query))
        body = without_empty_lists(body, endpoint.body)
        check_query(endpoint, request.query, self._store.switches.repeated_lists)
        if not endpoint.multipart:
            check_body(endpoint, body)
        body = without_nulls(body)
        return Call(request, endpoint, app, open_id, path, body, files, shop)

    def _endpoint(self, request: Request) -> tuple[Endpoint, dict[str, str]]:
        found = self.directory.matches(request.path)
        for endpoint, values in found:
            if endpoint.method == request.method:
                return endpoint, values
        if found:
            raise ApiError(
                36009010, "Invalid method. The HTTP method used is not supported by this endpoint."
            )
        if self.directory.matches(request.path, any_version=True):
            raise no_version(self._store.switches.version_code)
        raise no_path()

    def _app(self, request: Request) -> App:
        app = self._store.apps.get(request.get("app_key") or "")
        if app is None:
            raise umbrella("Invalid credentials. Invalid `app_key` query parameter.")
        return app

    def _check_timestamp(self, text: str) -> None:
        start = "Invalid timestamp. The value of the `timestamp` query parameter must not "
        if not text.lstrip("-").isdigit() or int(text) < 0:
            raise umbrella(f"{start}be lesser than 0.")
        if int(text) < self._store.now - OLDEST:
            raise umbrella(f"{start}be earlier than 5 minutes before the current time.")
        if int(text) > self._store.now + NEWEST:
            raise umbrella(f"{start}exceed the current time by more than 30 seconds.")

    def _check_sign(self, request: Request, app: App) -> None:
        given = request.get("sign")
        if not given:
            raise umbrella(
                "Missing credentials. The request does not include a required signature in the query."
            )
        if not any(
            hmac.compare_digest(given.encode(), signature(app.secret, request.path, query, body).encode())
            for query in self._signed_queries(request.query)
            for body in self._signed_bodies(request)
        ):
            raise ApiError(106001, "Invalid credentials. The `sign` query parameter is invalid.")

    def _signed_queries(self, query: dict[str, list[str]]) -> list[dict[str, list[str]]]:
        """Return what may have been signed: nothing says how parameters that come several times are."""
        if not self._store.switches.repeated_lists or all(len(values) == 1 for values in query.values()):
            return [query]
        joined = {name: [",".join(values)] for name, values in query.items()}
        return [query, joined, {name: values[:1] for name, values in query.items()}]

    def _signed_bodies(self, request: Request) -> list[bytes]:
        if _type(request) == FORM_TYPE:
            return [b""]
        if request.body.strip() in EMPTY:
            # The platform's own Node.js sample leaves an object without fields out of what it signs.
            return [request.body, b""]
        if request.method != "GET":
            return [request.body]
        both = {"either": [request.body, b""], "yes": [request.body], "no": [b""]}
        return both[self._store.switches.sign_get_body]

    def _read(self, request: Request, endpoint: Endpoint) -> tuple[dict[str, Any], dict[str, bytes]]:
        kind = _type(request)
        if endpoint.multipart:
            if kind != FORM_TYPE:
                message = "The value of the `content-type` header must be `multipart/form-data`."
                raise ApiError(36009023, f"Invalid request format. {message}")
            return {}, read_form(request)
        if not request.body.strip():
            return {}, {}
        try:
            body = json.loads(request.body) if kind == JSON_TYPE else None
        except ValueError:
            body = None
        if body == []:
            return {}, {}
        if not isinstance(body, dict):
            message = (
                "must be `application/json` for structured data or `multipart/form-data` for binary files."
            )
            raise ApiError(36009022, f"Invalid request format. The request body format {message}")
        return body, {}

    def _principal(self, request: Request, app: App, endpoint: Endpoint) -> str:
        token = self._store.grants.access.get(request.headers.get("x-tts-access-token") or "")
        if token is None or token.app_key != app.key:
            raise umbrella("Invalid credentials. The `x-tts-access-token` header is invalid.")
        if token.expire_time <= self._store.now:
            raise self.expired()
        if self._store.accounts[token.open_id].user_type != endpoint.user_type:
            raise self._mismatch(101000)
        if endpoint.scopes and not set(endpoint.scopes) & set(token.scopes) & set(app.scopes):
            raise ApiError(105005, SCOPE_DENIED)
        return token.open_id

    def expired(self) -> ApiError:
        """Return the refusal of an access token that is too old."""
        return ApiError(
            105002, "Expired credentials. The `access_token` or `x-tts-access-token` header has expired."
        )

    def _mismatch(self, code: int) -> ApiError:
        what = "`category_asset_cipher` query parameter or `x-tts-access-token` header"
        if code == 106011:
            return ApiError(code, "Invalid identifier. The `shop_cipher` query parameter is invalid.")
        return ApiError(code, f"Invalid query or header. The {what} is invalid.")

    def _shop(self, request: Request, endpoint: Endpoint, open_id: str) -> Shop | None:
        cipher = request.get("shop_cipher")
        for name in ("shop_cipher", "category_asset_cipher"):
            if request.get(name) and (not endpoint.needs_cipher or name == "category_asset_cipher"):
                raise umbrella(
                    f"Unexpected identifier. The `{name}` query parameter is not required for this request."
                )
        shop_id = request.get("shop_id")
        if shop_id and shop_id not in self._store.shops:
            raise umbrella("Invalid identifier. The `shop_id` query parameter is invalid.")
        if not endpoint.needs_cipher:
            return None
        if not cipher:
            what = "The `shop_cipher` query parameter is required to identify the target shop."
            raise ApiError(106013, f"Missing identifier. {what}")
        shop = next((shop for shop in self._store.shops_of(open_id) if shop.cipher == cipher), None)
        if shop is None:
            raise self._mismatch(self._store.switches.foreign_cipher_code)
        if not shop.active:
            raise ApiError(36009043, "The shop is inactive.")
        return shop

    def _check_rate(self, app: App, shop: Shop | None, path: str) -> None:
        switches, whose = self._store.switches, f"{app.key}:{shop.id if shop else ''}"
        self._count(f"{whose}:{path}", switches.calls_per_second, 1, too_many())
        message = "The hourly call quota of the sandbox shop is exceeded."
        self._count(whose, switches.calls_per_hour, 3600, ApiError(36009037, message))

    def _count(self, name: str, limit: int, span: int, refusal: ApiError) -> None:
        if not limit:
            return
        now = self._store.world.clock.time()
        recent = [at for at in self._recent.get(name, []) if at > now - span]
        self._recent[name] = recent
        if len(recent) >= limit:
            raise refusal
        recent.append(now)


SCOPE_DENIED = (
    "Access denied. The app is not authorized to access the endpoint because the access scopes granted for "
    "the app or the access token do not contain the required access scope for the endpoint."
)


def too_many() -> ApiError:
    """Return the refusal of a call too many."""
    return ApiError(36009002, "Too many requests. You've made too many requests in a short period of time.")


def spelled_query(query: Mapping[str, list[str]], specs: Mapping[str, Spec]) -> dict[str, list[str]]:
    """Return `query` as the reference spells it; PHP clients write 1 and 0 for booleans, 0 for no choice."""
    plain: dict[str, list[str]] = {}
    for name, values in query.items():
        spec = specs.get(name, {})
        if values == ["0"] and not spec.get("r") and "0" not in spec.get("e", "0"):
            continue
        words = {"1": "true", "0": "false"} if spec.get("t") == "b" else {}
        plain[name] = [words.get(value, value) for value in values]
    return plain


def without_nulls(value: Any) -> Any:
    """Return `value` without the members of objects that are ``null``: they say nothing."""
    if isinstance(value, dict):
        return {name: without_nulls(member) for name, member in value.items() if member is not None}
    if isinstance(value, list):
        return [without_nulls(member) for member in value]
    return value


def without_empty_lists(body: Mapping[str, Any], specs: Mapping[str, Spec]) -> dict[str, Any]:
    """Return `body` without the empty lists where an object belongs, which PHP clients write for objects."""
    kept = {name: value for name, value in body.items() if value != [] or specs.get(name, {}).get("t") != "o"}
    for name, value in kept.items():
        if isinstance(value, dict):
            kept[name] = without_empty_lists(value, specs.get(name, {}).get("f", {}))
    return kept


def _type(request: Request) -> str:
    return (request.headers.get("content-type") or "").split(";")[0].strip().lower()


def read_form(request: Request) -> dict[str, bytes]:
    """Return the parts of a ``multipart/form-data`` body by name."""
    head = f"Content-Type: {request.headers.get('content-type')}\r\n\r\n".encode()
    message = BytesParser().parsebytes(head + request.body)
    parts: dict[str, bytes] = {}
    for part in message.get_payload() if message.is_multipart() else ():
        name = part.get_param("name", header="content-disposition")
        if isinstance(name, str):
            parts[name] = part.get_payload(decode=True) or b""
    return parts
