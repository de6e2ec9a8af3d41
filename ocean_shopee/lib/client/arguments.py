"""Checks of what callers pass; everything wrong is refused before it reaches the network."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final, TypeVar

from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

Item = TypeVar("Item")

# An order number is 14 characters today; the older and the booking numbers are longer.
_NUMBER: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_CURSOR: Final = re.compile(r"[\x20-\x7e]{0,1024}")


def check_number(name: str, value: object) -> str:
    """Return `value`, a number of an order or package: letters and digits."""
    if not (isinstance(value, str) and _NUMBER.fullmatch(value)):
        raise InvalidRequest(f"{name}: {value!r:.80} is not a number of the platform")
    return value


def check_numbers(name: str, values: Iterable[str]) -> list[str]:
    """Return `values` without repetitions, in their order; at least one."""
    if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
        raise InvalidRequest(f"{name}: a list of strings is needed")
    numbers = list(dict.fromkeys(check_number(name, value) for value in values))
    if not numbers:
        raise InvalidRequest(f"{name}: the list is empty")
    return numbers


def check_choice(name: str, value: object, choices: Iterable[str]) -> str:
    """Return `value`, one of `choices`."""
    if not isinstance(value, str) or value not in choices:
        raise InvalidRequest(f"{name}: {value!r:.80} is none of {', '.join(sorted(choices))}")
    return value


def check_int(name: str, value: object, low: int, high: int) -> int:
    """Return `value`, an integer in ``low <= value <= high``."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise InvalidRequest(f"{name}: {value!r:.80} is not an integer from {low} to {high}")
    return value


def check_cursor(value: object) -> str:
    """Return `value`, the cursor of an earlier answer or ``""``."""
    if not (isinstance(value, str) and _CURSOR.fullmatch(value)):
        raise InvalidRequest("cursor: not a cursor of an earlier answer")
    return value


def check_moment(name: str, value: object) -> int:
    """Return `value`, an aware ``datetime``, in whole unix seconds."""
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise InvalidRequest(f"{name}: an aware datetime is needed")
    return int(value.timestamp() // 1)


def batches(values: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Yield `values` in pieces of at most `size`."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
