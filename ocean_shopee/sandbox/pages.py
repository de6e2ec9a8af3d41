"""Cuts lists into pages, in the ways the platform does."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from . import params
from .errors import bad_param
from .gate import Call

Row = TypeVar("Row")

FIRST = frozenset({"", '""'})
"""Cursors of the first page. The request examples of the API pages write two quotation marks."""


def numbered(call: Call, rows: Sequence[Row], first: int, default: int = 40) -> tuple[Sequence[Row], bool]:
    """Return the page that ``page_no`` (from `first`) and ``page_size`` name, and whether more follows."""
    size = params.within(call, "page_size", 1, 100, default=default)
    start = (params.within(call, "page_no", first, 5000, default=first) - first) * size
    return rows[start : start + size], len(rows) > start + size


def by_cursor(rows: Sequence[Row], cursor: str, size: int) -> tuple[Sequence[Row], bool, str]:
    """Return the page behind an opaque `cursor` (empty for the first), whether more follows, its cursor."""
    start = _read(cursor)
    more = len(rows) > start + size
    return rows[start : start + size], more, _write(start + size) if more else ""


def _write(place: int) -> str:
    return base64.urlsafe_b64encode(f"@{place}".encode()).decode()


def _read(cursor: str) -> int:
    if cursor in FIRST:
        return 0
    try:
        text = base64.b64decode(cursor.encode(), altchars=b"-_", validate=True).decode()
        if not text.startswith("@"):
            raise ValueError(text)
        return int(text[1:])
    except (binascii.Error, ValueError):
        raise bad_param("cursor is invalid") from None
