"""Pages of search results behind opaque tokens that belong to one filter and expire."""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from .errors import ApiError, invalid
from .gate import Call
from .store import Store

T = TypeVar("T")
NOT_FILTERS = frozenset({"sign", "timestamp", "page_token", "page_size", "access_token"})


def paged(
    store: Store,
    call: Call,
    rows: Sequence[T],
    place: Callable[[T], tuple[int, str]],
    *,
    size: tuple[int, int, int] = (20, 1, 100),
    order: str = "ASC",
    in_body: bool = False,
) -> tuple[list[T], dict[str, Any]]:
    """Return the page that `call` asks for, and ``next_page_token`` and ``total_count`` to show with it.

    :param place: what rows are sorted by, ending in a unique id
    :param size: default, lowest and highest ``page_size``
    :param order: default ``sort_order``
    :param in_body: paging parameters are in the body, as a few endpoints have them
    :raise ApiError: if page size or page token is wrong
    """
    given = call.body if in_body else {name: call.request.get(name) for name in ("page_size", "page_token")}
    count = _size(given.get("page_size"), size)
    backwards = call.text("sort_order", order).upper() == "DESC"
    ordered = sorted(rows, key=place, reverse=backwards)
    after = _read(store, call, str(given.get("page_token") or ""))
    if after is not None:
        ordered = [row for row in ordered if (place(row) < after if backwards else place(row) > after)]
    page = ordered[:count]
    token = _write(store, call, place(page[-1])) if len(ordered) > count else ""
    return page, {"next_page_token": token, "total_count": len(rows)}


def _size(value: object, limits: tuple[int, int, int]) -> int:
    default, low, high = limits
    if value in (None, ""):
        return default
    text = str(value)
    if not text.lstrip("-").isdigit() or not low <= int(text) <= high:
        raise invalid("query", "page_size", f"not between {low} and {high}")
    return int(text)


def _filter(call: Call) -> str:
    query = {name: values for name, values in call.request.query.items() if name not in NOT_FILTERS}
    body = {name: value for name, value in call.body.items() if name not in NOT_FILTERS}
    text = json.dumps([call.endpoint.key, query, body], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _write(store: Store, call: Call, place: tuple[int, str]) -> str:
    end = store.now + store.switches.page_token_life
    return base64.urlsafe_b64encode(json.dumps([_filter(call), end, *place]).encode()).decode()


def _read(store: Store, call: Call, token: str) -> tuple[int, str] | None:
    if not token:
        return None
    try:
        known, end, at, row_id = json.loads(base64.b64decode(token.encode(), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        raise invalid("query", "page_token") from None
    if known != _filter(call) or end <= store.now:
        raise invalid("query", "page_token", "it belongs to another search or has expired")
    return int(at), str(row_id)


def in_window(store: Store, filters: dict[str, Any], name: str, at: int, end: str = "lt") -> bool:
    """Return whether `at` lies in the window of ``<name>_ge`` and ``<name>_<end>``.

    :raise ApiError: if the window ends before it starts or is too long
    """
    low, high = filters.get(f"{name}_ge"), filters.get(f"{name}_{end}")
    if low is not None and high is not None:
        longest = store.switches.max_window
        if low > high or (longest and high - low > longest):
            raise invalid("body", f"{name}_{end}", "the window ends before it starts or is too long")
    if low is not None and at < low:
        return False
    return high is None or at < high + (end == "le")


def check_window(store: Store, filters: dict[str, Any], *names: str, end: str = "lt") -> None:
    """Refuse windows that end before they start, also if there is nothing to filter.

    :raise ApiError: as :func:`in_window`
    """
    for name in names:
        in_window(store, filters, name, 0, end)


def refuse_size(code: int, value: str | None, low: int, high: int) -> None:
    """Refuse a page size outside `low` and `high` with an endpoint's own `code`."""
    if value and not (value.lstrip("-").isdigit() and low <= int(value) <= high):
        raise ApiError(code)
