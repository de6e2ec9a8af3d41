"""One signed call and the judgement of its answer; every resource builds on it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, Throttled
from odoo.addons.ocean_marketplace_base.lib.failures import Failure
from odoo.addons.ocean_marketplace_base.lib.http import FilePart, Request, Response
from odoo.addons.ocean_marketplace_base.lib.redact import scrub
from odoo.addons.ocean_marketplace_base.lib.retry import RetryPolicy, call_with_retry
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from ..errors import ALL_ROWS_FAILED, clean_code, to_error
from ..signing import App, Credentials, signed_params
from .documents import Document, read_document

_DEFAULT_RETRY: Final = RetryPolicy()
_SECRET_FIELDS: Final = ("code", "refresh_token", "resend_code")

Params = Iterable[tuple[str, str]]
Answer = TypeVar("Answer")


@dataclass(frozen=True, kw_only=True)
class Call:
    """One API call without its signature.

    ``body`` is the JSON body of a ``POST``; ``files`` and ``form`` are the parts of an upload instead.
    ``repeatable`` says that the call changes nothing, so that it may be repeated after a failure. ``by_row``
    says that the answer tells row by row what became of the call, so that the codes for "all rows failed"
    are answers and no failures.
    """

    method: str
    path: str
    params: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: Mapping[str, Any] | None = field(default=None, repr=False)
    files: Mapping[str, FilePart] | None = field(default=None, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    repeatable: bool = False
    by_row: bool = False


class Gateway:
    """Signs, sends and judges the calls of one app, on behalf of one shop or of the app itself.

    :param base_url: scheme and host of the API, e.g. ``https://partner.shopeemobile.com``.
    :param credentials: the shop and its token, ``None`` for public calls.
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

    def get(self, path: str, params: Params = (), *, by_row: bool = False) -> dict[str, Any]:
        """Return the whole envelope of a read, repeated after passing failures."""
        call = Call(method="GET", path=path, params=tuple(params), repeatable=True, by_row=by_row)
        return self._run(call, self._judge)

    def read_by_post(self, path: str, body: Mapping[str, Any], *, by_row: bool = False) -> dict[str, Any]:
        """Return the whole envelope of a read that the platform wants as ``POST``."""
        call = Call(method="POST", path=path, body=body, repeatable=True, by_row=by_row)
        return self._run(call, self._judge)

    def post(self, path: str, body: Mapping[str, Any], *, by_row: bool = False) -> dict[str, Any]:
        """Return the whole envelope of a write, sent once."""
        return self._run(Call(method="POST", path=path, body=body, by_row=by_row), self._judge)

    def start(self, path: str, params: Params) -> dict[str, Any]:
        """Return the whole envelope of a write that the platform wants as ``GET``, sent once."""
        return self._run(Call(method="GET", path=path, params=tuple(params)), self._judge)

    def upload(
        self, path: str, files: Mapping[str, FilePart], form: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """Return the whole envelope of a multipart upload, sent once."""
        return self._run(Call(method="POST", path=path, files=files, form=form or {}), self._judge)

    def download(self, path: str, *, params: Params = (), body: Mapping[str, Any] | None = None) -> Document:
        """Return the file of a download, which is a ``POST`` where there is a `body`."""
        method = "GET" if body is None else "POST"
        call = Call(method=method, path=path, params=tuple(params), body=body, repeatable=True)
        return self._run(call, self._judge_file)

    def _run(self, call: Call, judge: Callable[[Call, Request, Response], Answer]) -> Answer:
        if not call.repeatable:
            return self._send(call, judge)
        return call_with_retry(lambda: self._send(call, judge), self._retry, self.transport.clock)

    def _send(self, call: Call, judge: Callable[[Call, Request, Response], Answer]) -> Answer:
        # Signed anew for each attempt: the timestamp is part of the signature and soon too old.
        request = self._request(call)
        response = self.transport.exchange(request)
        try:
            return judge(call, request, response)
        except Throttled as error:
            self.transport.penalise(request, error.retry_after)
            raise

    def _request(self, call: Call) -> Request:
        timestamp = int(self.transport.clock.now().timestamp())
        owner_id = self.credentials.owner_id if self.credentials else ""
        family = call.path.split("/")[3]
        return Request(
            method=call.method,
            url=self.base_url + call.path,
            params=signed_params(self.app, call.path, timestamp, self.credentials) + call.params,
            json=call.body,
            files=call.files,
            form=call.form,
            idempotent=call.repeatable,
            rate_key=(self.app.partner_id, owner_id, family),
        )

    def _judge(self, call: Call, request: Request, response: Response) -> dict[str, Any]:
        """Return the envelope of a success. The body is read first: it knows more than the status."""
        self._raise_failure(call, request, response)
        envelope = response.json()
        if response.status >= 400 or not isinstance(envelope, dict):
            raise ContractChanged(
                f"no envelope in the answer (HTTP {response.status})", request_id=response.request_id
            )
        return envelope

    def _judge_file(self, call: Call, request: Request, response: Response) -> Document:
        """Return the file. A refusal is JSON, a success never is."""
        self._raise_failure(call, request, response)
        return read_document(response)

    def _raise_failure(self, call: Call, request: Request, response: Response) -> None:
        now = self.transport.clock.now()
        failure = self._failure(request, response)
        if failure and not (call.by_row and failure.code in ALL_ROWS_FAILED):
            raise to_error(failure, now)
        response.raise_for_status(request, now)

    def _failure(self, request: Request, response: Response) -> Failure | None:
        try:
            envelope = response.json()
        except ContractChanged:
            return None
        code = clean_code(envelope.get("error")) if isinstance(envelope, dict) else ""
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
        body = request.json if isinstance(request.json, dict) else {}
        sent = [body[name] for name in _SECRET_FIELDS if isinstance(body.get(name), str)]
        token = [self.credentials.access_token] if self.credentials else []
        return [self.app.partner_key, *token, *sent]


class Resource:
    """A group of methods that share a gateway."""

    def __init__(self, gateway: Gateway):
        self._gateway = gateway

    def _read(self, path: str, params: Params = ()) -> dict[str, Any]:
        """Return the ``response`` object of a ``GET``."""
        return member(self._gateway.get(path, params), "response", dict)

    def _write(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return the ``response`` object of a ``POST`` that is sent once."""
        return member(self._gateway.post(path, body), "response", dict)
