"""Checks of what callers pass; everything wrong is refused before it reaches the network."""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice, check_moment
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_marketplace_base.lib.http import FilePart

from ..signing import require_id

# An order number is 14 characters today; the older and the booking numbers are longer.
_NUMBER: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_EMAIL: Final = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}")
_CURSOR: Final = re.compile(r"[\x20-\x7e]{0,1024}")


def check_number(name: str, value: object) -> str:
    """Return `value`, a number of an order or package: letters and digits."""
    if not (isinstance(value, str) and _NUMBER.fullmatch(value)):
        raise InvalidRequest(f"{name}: {value!r:.80} is not a number of the platform")
    return value


def check_numbers(name: str, values: Iterable[str]) -> list[str]:
    """Return `values` without repetitions, in their order; at least one."""
    return list(dict.fromkeys(check_number(name, value) for value in check_list(name, values)))


def check_cursor(value: object) -> str:
    """Return `value`, the cursor of an earlier answer or ``""``."""
    if not (isinstance(value, str) and _CURSOR.fullmatch(value)):
        raise InvalidRequest("cursor: not a cursor of an earlier answer")
    return value


def check_text(name: str, value: object, longest: int, *, empty: bool = False) -> str:
    """Return `value`, a text of at most `longest` characters, of at least one unless `empty`."""
    if not isinstance(value, str) or not (empty or value.strip()) or len(value) > longest:
        raise InvalidRequest(f"{name}: a text of at most {longest} characters is needed")
    return value


def check_email(name: str, value: object) -> str:
    """Return `value`, roughly an e-mail address; the platform knows better."""
    if not (isinstance(value, str) and _EMAIL.fullmatch(value)):
        raise InvalidRequest(f"{name}: not an e-mail address")
    return value


def check_url(name: str, value: object) -> str:
    """Return `value`, an ``https`` address (or ``http``, of a test server)."""
    text = check_text(name, value, 2048)
    if not text.isascii() or not text.startswith(("https://", "http://")) or any(map(str.isspace, text)):
        raise InvalidRequest(f"{name}: not an address")
    return text


def check_amount(name: str, value: object) -> Decimal:
    """Return `value`, an amount of money of at least zero; floats are refused, they are not exact."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite() or value < 0:
        raise InvalidRequest(f"{name}: a Decimal of at least 0 is needed")
    return value


def check_id(name: str, value: object) -> int:
    """Return `value`, an id of digits in a string, as the number that bodies carry."""
    return int(require_id(name, value))


def check_ids(name: str, values: object, most: int | None = None) -> list[int]:
    """Return `values`, ids of digits in strings, as numbers without repetitions; see :func:`check_list`."""
    return list(dict.fromkeys(check_id(name, value) for value in check_list(name, values, most)))


def check_list(name: str, values: object, most: int | None = None, *, least: int = 1) -> list[Any]:
    """Return `values` as a list of `least` to `most` elements; ``None`` is for lists that are split."""
    if isinstance(values, (str, bytes, Mapping)) or not isinstance(values, Iterable):
        raise InvalidRequest(f"{name}: a list is needed")
    found = list(values)
    if len(found) < least or (most is not None and len(found) > most):
        raise InvalidRequest(f"{name}: {len(found)} elements, allowed are {least} to {most or 'any number'}")
    return found


def check_window(start: object, end: object, longest: timedelta | None, names: str) -> tuple[int, int]:
    """Return `start` and `end`, aware, in unix seconds.

    :param longest: ``None`` where the platform names no limit.
    :param names: what the message calls `start` and `end`.
    """
    first, last = check_moment(names, start), check_moment(names, end)
    if not first < last:
        raise InvalidRequest(f"{names}: the window is longer than zero")
    if longest is not None and last - first > longest.total_seconds():
        raise InvalidRequest(f"{names}: the window is at most {longest.days} days")
    return first, last


def check_file(name: str, value: object, largest: int, media_types: Iterable[str]) -> FilePart:
    """Return `value`, a file as (file name, content, media type) of at most `largest` bytes."""
    if not (isinstance(value, tuple) and len(value) == 3):
        raise InvalidRequest(f"{name}: (file name, content, media type) is needed")
    file_name, content, media_type = value
    check_text(f"{name}[0]", file_name, 255)
    if not isinstance(content, bytes) or not 0 < len(content) <= largest:
        raise InvalidRequest(f"{name}: the content is 1 to {largest} bytes")
    check_choice(f"{name}[2]", media_type, media_types)
    return value


def given(value: object) -> bool:
    """Return whether `value` is given; only ``None`` and ``""`` stand for a parameter left out."""
    return value is not None and value != ""


def optional(**values: Any) -> dict[str, Any]:
    """Return what of `values` is given; ``None`` and ``""`` stand for parameters left out."""
    return {name: value for name, value in values.items() if given(value)}


def query(**values: Any) -> list[tuple[str, str]]:
    """Return :func:`optional` as query parameters: booleans as ``true`` and ``false``."""
    return [
        (name, str(value).lower() if isinstance(value, bool) else str(value))
        for name, value in optional(**values).items()
    ]
