"""Pages of lists: what every page must hold, and how to walk through all of them.

Only the platform's own flag ends a list; earlier pages may be short or empty. A list that could never end is
a changed contract.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member, objects_at
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged

Page = dict[str, Any]
Rows = Iterator[dict[str, Any]]


def cursor_page(envelope: Mapping[str, Any], rows: str, cursor: str, at: str = "response") -> Page:
    """Return the page of a list continued by ``next_cursor`` while ``more``; `rows` names its list."""
    page = member(envelope, at, dict)
    objects_at(envelope, f"{at}.{rows}")
    if member(envelope, f"{at}.more", bool):
        following = member(envelope, f"{at}.next_cursor", str)
        if following in ("", cursor):
            raise ContractChanged("the list goes on without a new cursor", path=f"{at}.next_cursor")
    return page


def offset_page(envelope: Mapping[str, Any], rows: str, offset: int) -> Page:
    """Return the page of a list continued by ``next_offset`` while ``has_next_page``.

    A list without entries may be absent.
    """
    page = member(envelope, "response", dict)
    page.setdefault(rows, [])
    objects_at(envelope, f"response.{rows}")
    if member(envelope, "response.has_next_page", bool):
        following = member(envelope, "response.next_offset", int)
        if following <= offset:
            raise ContractChanged("the list goes on without a new offset", path="response.next_offset")
    return page


def numbered_page(envelope: Mapping[str, Any], rows: str) -> Page:
    """Return the page of a list whose pages are numbered, with ``more``."""
    page = member(envelope, "response", dict)
    objects_at(envelope, f"response.{rows}")
    member(envelope, "response.more", bool)
    return page


def all_by_cursor(fetch: Callable[[str], Page], rows: str, cursor: str = "") -> Rows:
    """Yield the rows of all pages that `fetch` returns for a cursor."""
    more = True
    while more:
        page = fetch(cursor)
        yield from page[rows]
        more, cursor = page["more"], page.get("next_cursor") or ""


def all_by_offset(fetch: Callable[[int], Page], rows: str, offset: int = 0) -> Rows:
    """Yield the rows of all pages that `fetch` returns for an offset."""
    more = True
    while more:
        page = fetch(offset)
        yield from page[rows]
        more, offset = page["has_next_page"], page.get("next_offset") or 0


def all_by_number(fetch: Callable[[int], Page], rows: str, first: int) -> Rows:
    """Yield the rows of all pages that `fetch` returns for a number, from `first` on.

    An empty page that claims to have more would be asked for for ever, so it ends the list.
    """
    more, number = True, first
    while more:
        page = fetch(number)
        yield from page[rows]
        more, number = page["more"] and bool(page[rows]), number + 1
