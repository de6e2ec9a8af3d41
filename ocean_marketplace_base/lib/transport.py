"""The only door to the network."""

import logging
import queue
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import NewConnectionError

from .clock import Clock, SystemClock
from .errors import ContractChanged, InvalidRequest, MarketplaceError, Throttled, Transient
from .hosts import HostPolicy, is_loopback
from .http import CallRecord, FilePart, Request, Response, dump_json
from .ratelimit import RateLimiter
from .redact import NoQueries, path_of

_logger = logging.getLogger(__name__)

# Logs whole URLs at level DEBUG, and some platforms want tokens and secrets in them.
logging.getLogger("urllib3.connectionpool").addFilter(NoQueries("ocean"))

Observer = Callable[[CallRecord], None]

MAX_BYTES: Final = 16 * 1024 * 1024
_CHUNK: Final = 64 * 1024
# A server that trickles its answer never runs into the timeout of a single read.
_ANSWER_TIMEOUTS: Final = 6
_METHODS: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})


class Transport:
    """Sends requests over kept-alive connections; may be used from many threads at once.

    Each call borrows a ``requests.Session`` that no other thread uses meanwhile, so that nothing depends on
    whether sessions are thread safe. Cookies are never sent, redirects never followed, ``.netrc`` never read.

    :param HostPolicy policy: hosts that may be reached; the default policy allows none.
    :param float timeout: seconds to wait for the connection and for each piece of the answer.
    :param RateLimiter limiter: shared by all transports of this process, ``None`` for no limit.
    :param int max_bytes: largest answer, decompressed.
    :param int pool_size: sessions kept for reuse; more calls at once open further ones.
    :param observer: called with a `CallRecord` after every call, in the calling thread.
    """

    def __init__(
        self,
        policy: HostPolicy,
        *,
        timeout: float = 10.0,
        clock: Clock | None = None,
        limiter: RateLimiter | None = None,
        max_bytes: int = MAX_BYTES,
        pool_size: int = 8,
        observer: Observer | None = None,
    ):
        if isinstance(timeout, bool) or not isinstance(timeout, (int, float)) or timeout <= 0:
            raise InvalidRequest("a timeout is one positive number of seconds")
        self.clock: Clock = clock or SystemClock()
        self._policy = policy
        self._timeout = timeout
        self._limiter = limiter
        self._max_bytes = max_bytes
        self._observer = observer
        self._idle: queue.LifoQueue[requests.Session] = queue.LifoQueue(maxsize=pool_size)

    def __enter__(self) -> "Transport":
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def close(self) -> None:
        """Close idle connections. The transport stays usable."""
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                return

    def send(self, request: Request) -> Response:
        """Return the answer of a call that the server understood (2xx and 4xx).

        :raise InvalidRequest: before the network, for a request that makes no sense
        :raise HostNotAllowed: before the network, when the policy forbids the host
        :raise Throttled: for HTTP 429, or before the network when the limiter's queue is too long
        :raise Transient: for timeouts, broken connections and HTTP 5xx
        :raise ContractChanged: for redirects and for answers over the size limit
        """
        response = self.exchange(request)
        try:
            response.raise_for_status(request, self.clock.now())
        except Throttled as error:
            self.penalise(request, error.retry_after)
            raise
        return response

    def exchange(self, request: Request) -> Response:
        """Return the answer whatever its status is, for callers whose platform explains itself in the body.

        Raises like :meth:`send`, but never for a status.
        """
        _check(request)
        self._policy.check(request.url)
        prepared = _prepare(request)
        if self._limiter and request.rate_key is not None:
            self._limiter.acquire(request.rate_key)
        started = self.clock.monotonic()
        response, error = None, ""
        try:
            response = self._perform(request, prepared)
        except MarketplaceError as failure:
            error = type(failure).__name__
            raise
        finally:
            seconds = self.clock.monotonic() - started
            self._record(request, response, error, seconds, len(prepared.body or b""))
        return response

    def penalise(self, request: Request, retry_after: float | None) -> None:
        """Hold back further calls with the same ``rate_key`` for `retry_after` seconds."""
        if self._limiter and request.rate_key is not None:
            self._limiter.penalise(request.rate_key, retry_after)

    def _perform(self, request: Request, prepared: requests.PreparedRequest) -> Response:
        where = f"{request.method} {path_of(request.url)}"
        # `from None`: the messages of requests hold whole URLs, and those hold tokens and signatures.
        try:
            with self._session() as session:
                settings = _settings(session, prepared)
                raw = session.send(prepared, timeout=self._timeout, allow_redirects=False, **settings)
                with raw:
                    body = self._read(raw)
        except requests.RequestException as error:
            may_have_arrived = not request.idempotent and not _never_sent(error)
            reason = "timeout" if isinstance(error, requests.Timeout) else type(error).__name__
            raise Transient(f"{where}: {reason}", effect_unknown=may_have_arrived) from None
        headers = {name.lower(): value for name, value in raw.headers.items()}
        return Response(status=raw.status_code, headers=headers, body=body)

    @contextmanager
    def _session(self) -> Iterator[requests.Session]:
        try:
            session = self._idle.get_nowait()
        except queue.Empty:
            session = requests.Session()
        try:
            yield session
        finally:
            session.cookies.clear()
            try:
                self._idle.put_nowait(session)
            except queue.Full:
                session.close()

    def _read(self, raw: requests.Response) -> bytes:
        deadline = self.clock.monotonic() + self._timeout * _ANSWER_TIMEOUTS
        body = bytearray()
        for chunk in raw.iter_content(_CHUNK):
            body += chunk
            if len(body) > self._max_bytes:
                raise ContractChanged(f"the answer is larger than {self._max_bytes} bytes")
            if self.clock.monotonic() > deadline:
                raise requests.Timeout
        return bytes(body)

    def _record(
        self, request: Request, response: Response | None, error: str, seconds: float, sent_bytes: int
    ) -> None:
        record = CallRecord(
            method=request.method,
            path=path_of(request.url),
            status=response.status if response else 0,
            seconds=seconds,
            request_id=response.request_id if response else "",
            error=error,
            rate_key=request.rate_key,
            sent_bytes=sent_bytes,
            received_bytes=len(response.body) if response else 0,
        )
        _logger.info(
            "%s %s %s %.0f ms %s",
            record.method,
            record.path,
            error or record.status,
            seconds * 1000,
            record.request_id,
        )
        if self._observer:
            self._observer(record)


def _check(request: Request) -> None:
    """Refuse requests that would be sent differently from what the caller meant."""
    if request.method not in _METHODS:
        raise InvalidRequest(f"unknown method {request.method!r}")
    if sum(content is not None for content in (request.json, request.body, request.files)) > 1:
        raise InvalidRequest("a request has one kind of body")
    for pair in request.params:
        if not (isinstance(pair, tuple) and len(pair) == 2 and all(isinstance(part, str) for part in pair)):
            raise InvalidRequest("query parameters are pairs of strings")


def _prepare(request: Request) -> requests.PreparedRequest:
    headers = dict(request.headers)
    data: Any = request.body
    if request.json is not None:
        data = dump_json(request.json)
        headers.setdefault("Content-Type", "application/json")
    files: Any = request.files
    if request.files is not None:
        data, files = _form(request.files, request.form or {})
    headers.setdefault("User-Agent", "Ocean")
    headers.setdefault("Accept-Encoding", "gzip, deflate")
    try:
        # Not `session.prepare_request`, which adds cookies and credentials from `.netrc`.
        return requests.Request(
            request.method,
            request.url,
            params=list(request.params),
            data=data,
            files=files,
            headers=headers,
        ).prepare()
    except (requests.RequestException, ValueError):
        raise InvalidRequest(f"{request.method} {path_of(request.url)} cannot be sent") from None


def _form(files: Mapping[str, FilePart], fields: Mapping[str, str]) -> tuple[dict[str, str], Any]:
    """Return plain fields and parts of a multipart form. Without files the fields are the parts: a form of
    plain fields alone would be of another kind."""
    return (dict(fields), files) if files else ({}, {name: (None, text) for name, text in fields.items()})


def _settings(session: requests.Session, prepared: requests.PreparedRequest) -> dict[str, Any]:
    """Return proxies and certificates of the environment; a simulator on this computer needs none."""
    url = prepared.url or ""
    if is_loopback(urlsplit(url).hostname or ""):
        return {"proxies": {}, "stream": True, "verify": True, "cert": None}
    return dict(session.merge_environment_settings(url, {}, True, None, None))


def _never_sent(error: requests.RequestException) -> bool:
    """Say whether the request surely did not reach the server."""
    if isinstance(
        error, (requests.ConnectTimeout, requests.exceptions.SSLError, requests.exceptions.ProxyError)
    ):
        return True
    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", None), NewConnectionError)
