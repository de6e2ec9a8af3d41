"""Looks at pictures as the platform does once it has fetched them from their public addresses.

The API documents "a public URL" and no more; formats and sizes are those of the seller centre's form.
"""

import http.client
import struct
from typing import Final
from urllib.parse import urlsplit

WITHIN: Final = 5.0
BYTES: Final = 10_000_000
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8"
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG that stand before its size."""


def is_address(value: object) -> bool:
    """Return whether `value` may be the address of a picture."""
    if not isinstance(value, str):
        return False
    parts = urlsplit(value)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def problem(url: str, least_side: int) -> str:
    """Return what is wrong with the picture at `url`, ``""`` for a good one."""
    try:
        body = _fetch(url)
    except (OSError, http.client.HTTPException):
        body = b""
    if not body:
        return "picture cannot be fetched"
    size = size_of(body)
    if len(body) > BYTES or size is None:
        return "picture must be a JPG or PNG of at most 10 MB"
    return "" if min(size) >= least_side else f"picture must have at least {least_side} x {least_side} pixels"


def size_of(body: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG or JPEG, ``None`` for anything else."""
    if body.startswith(_PNG) and len(body) >= 24:
        return struct.unpack(">II", body[16:24])
    return _jpeg_size(body) if body.startswith(_JPEG) else None


def _jpeg_size(body: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(body) and body[place] == 0xFF:
        marker = body[place + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", body[place + 5 : place + 9])
            return width, height
        place += 2 + struct.unpack(">H", body[place + 2 : place + 4])[0]
    return None


def _fetch(url: str) -> bytes:
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=WITHIN)
    try:
        connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
        answer = connection.getresponse()
        return answer.read(BYTES + 1) if answer.status == 200 else b""
    finally:
        connection.close()
