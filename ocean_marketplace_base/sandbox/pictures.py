"""Pictures of simulated listings, which nobody has: addresses that can be fetched, and something to look at.

Platforms show pictures at hosts of their own. There is nothing of a simulated shop there, so these addresses
leave the simulator with its own before them, and a picture is drawn for whoever fetches one.
"""

import hashlib
import math
import struct
import zlib
from collections.abc import Iterable
from dataclasses import replace

from .http import Response

PREFIX = "/_pictures/"
SIDE = 600
"""Pixels of each side; platforms want at least 300 or 500."""
RADIUS = 200


def outward(response: Response, base_url: str, hosts: Iterable[str]) -> Response:
    """Return `response` with addresses at `hosts`, e.g. ``img.example.com``, below `base_url`."""
    if not response.headers.get("Content-Type", "").startswith("application/json"):
        return response
    body = response.body
    for host in hosts:
        body = body.replace(f"https://{host}/".encode(), f"{base_url}{PREFIX}{host}/".encode())
    return replace(response, body=body)


def inward(url: str) -> str:
    """Return the platform's own address of a picture, also for one that :func:`outward` changed."""
    _before, found, rest = url.partition(PREFIX)
    return f"https://{rest}" if found else url


def answer(path: str) -> Response:
    """Return the picture at `path`, which begins with :data:`PREFIX`."""
    headers = {"Content-Type": "image/png", "Cache-Control": "max-age=86400"}
    return Response(200, draw(path), headers)


def draw(name: str) -> bytes:
    """Return a square PNG (ISO/IEC 15948): a disc on a lighter ground, in colours that follow from `name`."""
    seed = hashlib.sha256(name.encode()).digest()
    ground = bytes(200 + value % 56 for value in seed[:3])
    disc = bytes(40 + value % 140 for value in seed[3:6])
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 3, 0, 0, 0)  # 8 bits per pixel, from a palette
    rows = b"".join(b"\0" + _row(number) for number in range(SIDE))
    chunks = ((b"IHDR", header), (b"PLTE", ground + disc), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _row(number: int) -> bytes:
    reach = RADIUS**2 - (number - SIDE // 2) ** 2
    half = math.isqrt(max(reach, 0))
    beside = bytes(SIDE // 2 - half)
    return beside + b"\1" * (2 * half) + beside


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
