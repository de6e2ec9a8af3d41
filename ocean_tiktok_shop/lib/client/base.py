"""One signed call and the judgement of its answer; every resource builds on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, InvalidRequest, Throttled
from odoo.addons.ocean_marketplace_base.lib.failures import Failure
from odoo.addons.ocean_marketplace_base.lib.http import FilePart, Request, Response, dump_json
from odoo.addons.ocean_marketplace_base.lib.redact import scrub
from odoo.addons.ocean_marketplace_base.lib.retry import RetryPolicy, call_with_retry
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from ..errors import clean_code, to_error
from ..rates import family_of
from ..signing import App, Credentials, sign

_DEFAULT_RETRY: Final = RetryPolicy()
_SECRET_PARAMS: Final = frozenset({"app_secret", "auth_code", "refresh_token"})

Params = Iterable[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Call:
    """One API call without its signature. At most one of ``body`` (JSON) and ``files`` is set.

    ``shop`` says that the call is about one shop and names it by its cipher; the platform refuses a cipher
    where none belongs. ``repeatable`` says that the call changes nothing, so that it may be repeated.
    """

    method: str
    path: str
    params: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: Mapping[str, Any] | None = field(default=None, repr=False)
    files: Mapping[str, FilePart] | None = field(default=None, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    shop: bool = True
    repeatable: bool = False


class Gateway:
    """Signs, sends and judges the calls of one app, on behalf of one shop or of a seller.

    :param base_url: scheme and host of the API, e.g. ``https://open-api.tiktokglobalshop.com``.
    :param credentials: the token and the shop, ``None`` where nothing is signed (token host).
    """

    def __init__(
        self,
        app: App,
        transport: Transport,
        base_url: str,
        credentials: Credentials | None = None,
        retry: RetryPolicy = _DEFAULT_RETRY,
    ):
        self.app = app
        self.transport = transport
        self.base_url = base_url.rstrip("/")
        self.credentials = credentials
        self._retry = retry

    def get(self, path: str, params: Params = (), *, shop: bool = True) -> dict[str, Any]:
        """Return the envelope of a read, repeated after passing failures."""
        return self._run(Call(method="GET", path=path, params=tuple(params), shop=shop, repeatable=True))

    def get_once(self, path: str, params: Params) -> dict[str, Any]:
        """Return the envelope of a ``GET`` that uses something up, such as a code; sent once."""
        return self._run(Call(method="GET", path=path, params=tuple(params), shop=False))

    def search(
        self, path: str, params: Params = (), body: Mapping[str, Any] | None = None, *, shop: bool = True
    ) -> dict[str, Any]:
        """Return the envelope of a read that the platform wants as ``POST``."""
        call = Call(method="POST", path=path, params=tuple(params), body=body, shop=shop, repeatable=True)
        return self._run(call)

    def write(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        params: Params = (),
        *,
        shop: bool = True,
    ) -> dict[str, Any]:
        """Return the envelope of a ``POST``, ``PUT`` or ``DELETE`` that changes something; sent once."""
        return self._run(Call(method=method, path=path, params=tuple(params), body=body, shop=shop))

    def upload(
        self,
        path: str,
        files: Mapping[str, FilePart],
        form: Mapping[str, str] | None = None,
        params: Params = (),
        *,
        shop: bool = True,
    ) -> dict[str, Any]:
        """Return the envelope of a ``multipart/form-data`` upload, sent once."""
        call = Call(method="POST", path=path, params=tuple(params), files=files, form=form, shop=shop)
        return self._run(call)

    def download(self, url: str) -> bytes:
        """Return the file at `url`, an address from an answer; nothing of ours is sent along.

        :raise HostNotAllowed: where the transport may not go there
        :raise Rejected: if the address is not (or no longer) valid
        """
        request = Request(method="GET", url=url, idempotent=True)
        return call_with_retry(lambda: self._fetch(request), self._retry, self.transport.clock)

    def _fetch(self, request: Request) -> bytes:
        response = self.transport.send(request)
        if response.status >= 400:
            raise to_error(Failure(code=f"http_{response.status}", message="the file is not there"))
        if not response.body:
            raise ContractChanged("the file is empty")
        return response.body

    def _run(self, call: Call) -> dict[str, Any]:
        if not call.repeatable:
            return self._send(call)
        return call_with_retry(lambda: self._send(call), self._retry, self.transport.clock)

    def _send(self, call: Call) -> dict[str, Any]:
        # Signed anew for each attempt: the timestamp is part of the signature and soon too old.
        request = self._request(call)
        response = self.transport.exchange(request)
        try:
            return self._judge(request, response)
        except Throttled as error:
            self.transport.penalise(request, error.retry_after)
            raise

    def _request(self, call: Call) -> Request:
        # Written once: the signature is over these very bytes. An empty object is not sent at all, because
        # working clients do not agree whether one is signed.
        body = _dump(call.body) if call.body else None
        headers = {} if call.files is not None else {"Content-Type": "application/json"}
        params = call.params
        if self.credentials is not None:
            params = self._signed_params(call, self.credentials, body or b"")
            headers["x-tts-access-token"] = self.credentials.access_token
        owner = self.credentials.shop_cipher if self.credentials and call.shop else ""
        return Request(
            method=call.method,
            url=self.base_url + call.path,
            params=params,
            body=body,
            files=call.files,
            form=call.form,
            headers=headers,
            idempotent=call.repeatable,
            rate_key=(self.app.app_key, owner, family_of(call.path, write=not call.repeatable)),
        )

    def _signed_params(
        self, call: Call, credentials: Credentials, body: bytes
    ) -> tuple[tuple[str, str], ...]:
        timestamp = int(self.transport.clock.now().timestamp())
        params = (("app_key", self.app.app_key), ("timestamp", str(timestamp)), *call.params)
        if call.shop:
            if not credentials.shop_cipher:
                raise InvalidRequest("this call is about one shop, but the client has no shop cipher")
            params = (*params, ("shop_cipher", credentials.shop_cipher))
        return *params, ("sign", sign(self.app.app_secret, call.path, params, body))

    def _judge(self, request: Request, response: Response) -> dict[str, Any]:
        """Return the envelope of a success. The body is read first: it knows more than the status."""
        failure = self._failure(request, response)
        if failure:
            raise to_error(failure)
        response.raise_for_status(request, self.transport.clock.now())
        envelope = response.json()
        if response.status >= 400 or not isinstance(envelope, dict) or "code" not in envelope:
            raise ContractChanged(
                f"no envelope in the answer (HTTP {response.status})", request_id=response.request_id
            )
        return envelope

    def _failure(self, request: Request, response: Response) -> Failure | None:
        try:
            envelope = response.json()
        except ContractChanged:
            return None
        code = clean_code(envelope.get("code")) if isinstance(envelope, dict) else ""
        if not code:
            return None
        return Failure(
            code=code[:200],
            message=scrub(str(envelope.get("message") or "").strip()[:1000], self._secrets(request)),
            request_id=response.request_id,
            status=response.status,
            hint=response.retry_after(self.transport.clock.now()),
            write=not request.idempotent,
        )

    def _secrets(self, request: Request) -> list[str]:
        """Return what the platform must not get into our logs by repeating it."""
        sent = [value for name, value in request.params if name in _SECRET_PARAMS]
        token = [self.credentials.access_token] if self.credentials else []
        return [self.app.app_secret, *token, *sent]


class Resource:
    """A group of methods that share a gateway.

    What the platform documents for one call stands at its method. Besides, every method raises for the
    general codes (official page "Common errors"). Where the first calls of a batch have gone through, the
    failure of a later one is not raised but the ``error`` of its rows.

    :raise Rejected: ``105005`` scope missing, ``106013`` cipher missing, ``101000`` token and cipher do not
        fit, ``36009004`` malformed request, ``36009009`` path and ``36009014`` version not (or no longer)
        known
    :raise AuthExpired: ``105002`` access token expired, ``36009004`` if its message is about the token
    :raise AuthRevoked: ``36009043`` shop inactive, ``36009044`` seller inactive
    :raise Throttled: ``36009002`` too many calls, ``36009037`` hourly quota of a development shop used up
    :raise Transient: ``36009003`` internal error, ``36009007`` timeout
    """

    def __init__(self, gateway: Gateway):
        self._gateway = gateway


def _dump(body: Mapping[str, Any]) -> bytes:
    try:
        return dump_json(body)
    except (TypeError, ValueError):
        raise InvalidRequest("the body holds something that is not JSON") from None
