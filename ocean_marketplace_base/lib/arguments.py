"""Checks of what callers pass, the same for every platform; what is wrong is refused before it is sent."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from .errors import InvalidRequest

Item = TypeVar("Item")


def check_int(name: str, value: object, low: int, high: int) -> int:
    """Return `value`, an integer in ``low <= value <= high``."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise InvalidRequest(f"{name}: {value!r:.80} is not an integer from {low} to {high}")
    return value


def check_flag(name: str, value: object) -> bool:
    """Return `value`, ``True`` or ``False``."""
    if not isinstance(value, bool):
        raise InvalidRequest(f"{name}: True or False is needed")
    return value


def check_choice(name: str, value: object, choices: Iterable[str]) -> str:
    """Return `value`, one of `choices`."""
    if not isinstance(value, str) or value not in choices:
        raise InvalidRequest(f"{name}: {value!r:.80} is none of {', '.join(sorted(choices))}")
    return value


def check_aware(name: str, value: object) -> datetime:
    """Return `value`, an aware ``datetime``."""
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise InvalidRequest(f"{name}: an aware datetime is needed")
    return value


def check_moment(name: str, value: object) -> int:
    """Return `value`, an aware ``datetime``, in whole unix seconds."""
    return int(check_aware(name, value).timestamp() // 1)


def batches(values: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Yield `values` in pieces of at most `size`."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
