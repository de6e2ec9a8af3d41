"""Checks of what callers pass; everything wrong is refused before it reaches the network."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final, TypeVar

from odoo.addons.ocean_marketplace_base.lib.arguments import check_aware, check_int
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..signing import require_id
from ..times import Frame, epoch_of

Item = TypeVar("Item")

MOST_PAGES: Final = 2**31 - 1
_CURSOR: Final = re.compile(r"[\x20-\x7e]{0,1024}")
_URL: Final = re.compile(r"https?://[^\s\"<>\\]{1,2000}")


def given(value: object) -> bool:
    """Return whether `value` is given; only ``None`` and ``""`` stand for a parameter left out."""
    return value is not None and value != ""


def check_id(name: str, value: object) -> int:
    """Return `value`, an id of digits in a string, as the platform's number; zero is nobody's."""
    number = int(require_id(name, value))
    if not number:
        raise InvalidRequest(f"{name} must not be zero")
    return number


def check_ids(name: str, values: Iterable[str]) -> list[int]:
    """Return `values`, ids of digits, as numbers without repetitions, in their order; at least one."""
    return list(dict.fromkeys(check_id(name, value) for value in check_list(name, values)))


def check_list(name: str, values: Iterable[Item]) -> list[Item]:
    """Return `values` as a list of at least one; a text or a mapping is none."""
    if isinstance(values, (str, bytes, Mapping)) or not isinstance(values, Iterable):
        raise InvalidRequest(f"{name}: a list is needed")
    found = list(values)
    if not found:
        raise InvalidRequest(f"{name}: the list is empty")
    return found


def check_rows(name: str, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return `rows`, objects in the platform's own shape; at least one."""
    found = check_list(name, rows)
    for row in found:
        if not isinstance(row, Mapping) or not row or not all(isinstance(key, str) for key in row):
            raise InvalidRequest(f"{name}: each entry is an object")
    return [dict(row) for row in found]


def check_text(name: str, value: object, most: int, least: int = 1) -> str:
    """Return `value`, a text of `least` to `most` characters."""
    if not isinstance(value, str) or not least <= len(value) <= most:
        raise InvalidRequest(f"{name}: a text of {least} to {most} characters is needed")
    if "\x00" in value:
        raise InvalidRequest(f"{name}: a text without NUL is needed")
    return value


def check_choice(name: str, value: object, choices: Iterable[Item]) -> Item:
    """Return `value`, one of `choices`."""
    choices = list(choices)
    if isinstance(value, bool) or value not in choices:
        raise InvalidRequest(f"{name}: {value!r:.80} is none of {', '.join(map(str, choices))}")
    return value  # type: ignore[return-value]


def check_page(page: object, per_page: object, most: int) -> list[tuple[str, str]]:
    """Return the parameters ``page`` (from 1) and ``per_page`` (1 to `most`)."""
    return [
        ("page", str(check_int("page", page, 1, MOST_PAGES))),
        ("per_page", str(check_int("per_page", per_page, 1, most))),
    ]


def check_cursor(name: str, value: object) -> str:
    """Return `value`, the cursor of an earlier answer or ``""``."""
    if not (isinstance(value, str) and _CURSOR.fullmatch(value)):
        raise InvalidRequest(f"{name}: not a cursor of an earlier answer")
    return value


def check_url(name: str, value: object) -> str:
    """Return `value`, an address that begins with http:// or https://."""
    if not (isinstance(value, str) and _URL.fullmatch(value)):
        raise InvalidRequest(f"{name}: an http(s) address is needed")
    return value


def check_moment(name: str, value: object, frame: Frame = Frame.UTC) -> int:
    """Return `value`, an aware ``datetime``, as the platform's epoch in whole seconds."""
    return epoch_of(check_aware(name, value), frame)


def check_days(start: object, end: object, most: int) -> tuple[date, date]:
    """Return two dates, at most `most` days apart."""
    for name, value in (("from_date", start), ("to_date", end)):
        if not isinstance(value, date) or isinstance(value, datetime):
            raise InvalidRequest(f"{name}: a date is needed")
    assert isinstance(start, date), "checked above"
    assert isinstance(end, date), "checked above"
    if not 0 <= (end - start).days <= most:
        raise InvalidRequest(f"from_date, to_date: in this order and at most {most} days apart")
    return start, end
