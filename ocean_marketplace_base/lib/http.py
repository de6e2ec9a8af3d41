"""Requests, responses and call records as plain data, and JSON as we read and write it."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import Any

import simplejson

from .errors import ContractChanged, Throttled, Transient

Params = Sequence[tuple[str, str]]
FilePart = tuple[str, bytes, str]


@dataclass(frozen=True, kw_only=True)
class Request:
    """One call. At most one of ``json``, ``body`` and ``files`` is set.

    ``params`` are pairs, so that a name may come twice. ``files`` are multipart parts: name to (file name,
    content, media type); ``form`` are the plain fields beside them. ``idempotent`` says that repeating the
    call does no harm. ``rate_key`` names the bucket of the rate limiter, ``None`` for no limit.
    """

    method: str
    url: str = field(repr=False)
    params: Params = field(default=(), repr=False)
    json: Any = field(default=None, repr=False)
    body: bytes | None = field(default=None, repr=False)
    files: Mapping[str, FilePart] | None = field(default=None, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    idempotent: bool = False
    rate_key: Hashable = None


@dataclass(frozen=True, kw_only=True)
class Response:
    """An answer of any status. ``headers`` have lower-case names; ``body`` is complete and decompressed."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)

    def json(self) -> Any:
        """Return the body as JSON data, see :func:`parse_json`.

        :raise ContractChanged: when the body is not JSON
        """
        if self._parsed is None:
            raise ContractChanged(f"the answer (HTTP {self.status}) is not JSON", code=f"http_{self.status}")
        return self._parsed[0]

    @cached_property
    def _parsed(self) -> tuple[Any] | None:
        """The body in a tuple (``null`` is JSON too), ``None`` when it is none."""
        try:
            return (parse_json(self.body),)
        except (ValueError, RecursionError):
            return None

    @property
    def request_id(self) -> str:
        """The platform's id of the call, ``""`` when the answer names none."""
        payload = self._parsed[0] if self._parsed else None
        value = payload.get("request_id") if isinstance(payload, dict) else None
        return value if isinstance(value, str) and value.isascii() else ""

    def retry_after(self, now: datetime) -> float | None:
        """Return the seconds that ``Retry-After`` (a number or a date) asks to wait, ``None`` without it."""
        value = self.headers.get("retry-after", "").strip()
        if value.isascii() and value.isdigit():
            return float(value)
        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
        return max(0.0, (moment - now).total_seconds())

    def raise_for_status(self, request: Request, now: datetime) -> None:
        """Return for 2xx and 4xx, which carry an answer of the platform.

        :raise Throttled: for 429
        :raise Transient: for 5xx
        :raise ContractChanged: for 1xx and 3xx; redirects are not followed, they would carry secrets away
        """
        code, request_id = f"http_{self.status}", self.request_id
        if self.status == 429:
            raise Throttled(
                "too many calls (HTTP 429)",
                code=code,
                request_id=request_id,
                retry_after=self.retry_after(now),
            )
        if self.status >= 500:
            raise Transient(
                f"the server failed (HTTP {self.status})",
                code=code,
                request_id=request_id,
                effect_unknown=not request.idempotent,
            )
        if not (200 <= self.status < 300 or self.status >= 400):
            raise ContractChanged(f"unexpected HTTP {self.status}", code=code, request_id=request_id)


@dataclass(frozen=True, kw_only=True)
class CallRecord:
    """What may be remembered of a call. ``status`` is 0 and ``error`` a class name when no answer came."""

    method: str
    path: str
    status: int
    seconds: float
    request_id: str
    error: str
    rate_key: Hashable
    sent_bytes: int
    received_bytes: int


def parse_json(body: bytes) -> Any:
    """Return `body` as JSON data; numbers with a fraction are ``Decimal``.

    Broken UTF-8 becomes lone surrogates (``surrogateescape``) instead of an error, so that one broken text
    does not cost its 49 neighbours; whoever maps the data quarantines what holds such a character.

    :raise ValueError: when it is not JSON
    """
    text = body.decode("utf-8", errors="surrogateescape").removeprefix("\ufeff")
    return simplejson.loads(text, use_decimal=True)


def dump_json(payload: Any) -> bytes:
    """Return `payload` as compact ASCII JSON; ``Decimal`` keeps its digits."""
    text = simplejson.dumps(payload, use_decimal=True, separators=(",", ":"), allow_nan=False)
    return text.encode("ascii")
