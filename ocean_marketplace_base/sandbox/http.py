"""What goes in and out of the simulator over HTTP, free of sockets."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

BROKEN = "\ue000"
"""Stands in a text for bytes that are not UTF-8; see :func:`json_bytes`."""


@dataclass(frozen=True)
class Request:
    """One call as received. ``base_url`` is scheme, host and port that the caller used."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: Mapping[str, str]
    body: bytes
    base_url: str

    def get(self, name: str) -> str | None:
        """Return the first value of query parameter `name`, ``None`` if it is not there."""
        return self.query.get(name, [None])[0]

    def json(self) -> Any:
        """Return the body as JSON, ``{}`` if it is empty.

        :raise ValueError: if it is not JSON
        """
        return json.loads(self.body) if self.body.strip() else {}


@dataclass(frozen=True)
class Response:
    """An answer. ``drop`` closes the connection without sending anything; ``error`` is for the journal."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False
    error: str = ""


def parse_query(text: str) -> dict[str, list[str]]:
    """Return the query string `text` as lists of values; empty values are kept."""
    return parse_qs(text, keep_blank_values=True)


def json_bytes(data: Any) -> bytes:
    """Return `data` as UTF-8 JSON; each :data:`BROKEN` becomes two bytes that are no UTF-8."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.encode().replace(BROKEN.encode(), b"\xc3\x28")


def json_response(data: Any, status: int = 200, error: str = "") -> Response:
    """Return an answer carrying `data` as JSON."""
    return Response(status, json_bytes(data), {"Content-Type": "application/json"}, error=error)


def html_response(text: str, status: int = 200) -> Response:
    """Return an answer carrying the HTML page `text`."""
    return Response(status, text.encode(), {"Content-Type": "text/html; charset=utf-8"})


def redirect(url: str) -> Response:
    """Return a 302 to `url`."""
    return Response(302, b"", {"Location": url})
