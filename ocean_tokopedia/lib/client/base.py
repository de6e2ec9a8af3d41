"""One authorised call and the judgement of its answer; every resource builds on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.answers import member, objects_at
from odoo.addons.ocean_marketplace_base.lib.errors import AuthExpired, ContractChanged, Throttled
from odoo.addons.ocean_marketplace_base.lib.failures import Failure
from odoo.addons.ocean_marketplace_base.lib.http import FilePart, Request, Response
from odoo.addons.ocean_marketplace_base.lib.redact import scrub
from odoo.addons.ocean_marketplace_base.lib.retry import RetryPolicy, call_with_retry
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from ..errors import failure_of, to_error
from ..signing import App
from .auth import AuthApi

Params = Iterable[tuple[str, str]]

_RESET: Final = "x-ratelimit-reset-after"
_FULL_RESET: Final = "x-ratelimit-full-reset-after"


@dataclass(frozen=True, kw_only=True)
class Call:
    """One API call without its token.

    ``path`` is a template whose parts in braces are filled from ``ids``; ``{fs_id}`` is filled by the
    gateway. ``body`` is sent as JSON. ``repeatable`` says that the call changes nothing, so that it may be
    repeated after a failure.
    """

    method: str
    path: str
    ids: Mapping[str, int | str] = field(default_factory=dict)
    params: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: Any = field(default=None, repr=False)
    files: Mapping[str, FilePart] | None = field(default=None, repr=False)
    repeatable: bool = False


class Gateway:
    """Authorises, sends and judges the calls of one app for one shop.

    :param base_url: scheme and host of the API, e.g. ``https://fs.tokopedia.net``.
    :param shop_id: digits.
    """

    def __init__(
        self, app: App, transport: Transport, base_url: str, auth: AuthApi, shop_id: str, retry: RetryPolicy
    ):
        self.app = app
        self.transport = transport
        self.base_url = base_url.rstrip("/")
        self.shop_id = shop_id
        self.retry = retry
        self._auth = auth

    @property
    def shop_param(self) -> tuple[str, str]:
        """The query parameter that names the shop."""
        return ("shop_id", self.shop_id)

    def get(self, path: str, params: Params = (), **ids: int | str) -> dict[str, Any]:
        """Return the whole envelope of a read, repeated after passing failures."""
        call = Call(method="GET", path=path, ids=ids, params=tuple(params), repeatable=True)
        return self._envelope(self._run(call))

    def fetch(self, path: str, params: Params = (), **ids: int | str) -> Response:
        """Return the answer to a read whose success is no JSON: a label or a table."""
        call = Call(method="GET", path=path, ids=ids, params=tuple(params), repeatable=True)
        return self._run(call)

    def send(
        self, method: str, path: str, body: Any = None, params: Params = (), **ids: int | str
    ) -> dict[str, Any]:
        """Return the whole envelope of a write, sent once."""
        return self._envelope(self.write(method, path, body, params, **ids))

    def write(
        self, method: str, path: str, body: Any = None, params: Params = (), **ids: int | str
    ) -> Response:
        """Return the answer to a write, sent once."""
        return self._run(Call(method=method, path=path, ids=ids, params=tuple(params), body=body))

    def upload(self, path: str, params: Params, files: Mapping[str, FilePart]) -> dict[str, Any]:
        """Return the whole envelope of a write that sends a file, sent once."""
        return self._envelope(self._run(Call(method="POST", path=path, params=tuple(params), files=files)))

    def _run(self, call: Call) -> Response:
        if not call.repeatable:
            return self._authorised(call)
        return call_with_retry(lambda: self._authorised(call), self.retry, self.transport.clock)

    def _authorised(self, call: Call) -> Response:
        """Send a call; a token that is not accepted is replaced once. Such a call did nothing, writes too."""
        token = self._auth.access_token()
        try:
            return self._send(call, token)
        except AuthExpired:
            return self._send(call, self._auth.replace(token))

    def _send(self, call: Call, token: str) -> Response:
        request = self._request(call, token)
        response = self.transport.exchange(request)
        try:
            self._judge(request, response, token)
        except Throttled as error:
            self.transport.penalise(request, error.retry_after)
            raise
        return response

    def _request(self, call: Call, token: str) -> Request:
        return Request(
            method=call.method,
            url=self.base_url + call.path.format(fs_id=self.app.fs_id, **call.ids),
            params=call.params,
            json=call.body,
            files=call.files,
            headers={"Authorization": f"Bearer {token}"},
            idempotent=call.repeatable,
            rate_key=(self.app.fs_id, self.shop_id, call.path),
        )

    def _judge(self, request: Request, response: Response, token: str) -> None:
        """Return for a success. The body is read first: it knows more than the status."""
        failure = self._failure(request, response, token)
        if failure:
            raise to_error(failure)
        response.raise_for_status(request, self.transport.clock.now())

    def _failure(self, request: Request, response: Response, token: str) -> Failure | None:
        try:
            envelope = response.json()
        except ContractChanged:
            envelope = None
        found = failure_of(envelope, response.status)
        if found is None and (response.status in (401, 429) or 400 <= response.status < 500):
            found = (f"http_{response.status}", f"HTTP {response.status}", "")
        if found is None:
            return None
        code, message, request_id = found
        return Failure(
            code=code[:200],
            message=scrub(message[:1000], (self.app.client_secret, token)),
            request_id=request_id,
            status=response.status,
            hint=wait_of(response, self.transport),
            write=not request.idempotent,
        )

    @staticmethod
    def _envelope(response: Response) -> dict[str, Any]:
        envelope = response.json()
        if not isinstance(envelope, dict):
            raise ContractChanged(f"no envelope in the answer (HTTP {response.status})")
        return envelope


class Resource:
    """A group of methods that share a gateway."""

    def __init__(self, gateway: Gateway):
        self._gateway = gateway


def wait_of(response: Response, transport: Transport, *, full: bool = False) -> float | None:
    """Return the seconds the server asks to wait, ``None`` without a hint.

    The platform's own header counts before ``Retry-After``. It prints ``-0.000000`` when nothing is to wait
    for.

    :param full: until the limit is unused again, not only until one more call.
    """
    text = response.headers.get(_FULL_RESET if full else _RESET, "")
    try:
        seconds = abs(float(text))
    except ValueError:
        return response.retry_after(transport.clock.now())
    return seconds if seconds < float("inf") else None


def rows_of(envelope: Mapping[str, Any], path: str) -> list[dict[str, Any]]:
    """Return the list of objects at the dotted `path` of an answer; ``null`` is an empty one.

    :raise ContractChanged: when it is missing or holds something else
    """
    *way, name = path.split(".")
    owner = member(envelope, ".".join(way), dict) if way else envelope
    if name in owner and owner[name] is None:
        return []
    return objects_at(envelope, path)
