"""Numbers of orders as people paste them, and windows of time as platforms want them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

# Letters, digits, dash and underscore: all that any platform has in the number of an order.
_NUMBER: Final = re.compile(r"[A-Za-z0-9_-]{6,64}")
_SEPARATORS: Final = re.compile(r"[\s,;|]+")
# Spreadsheets keep 15 digits of a number and show long ones as 5.76E+17; the rest is lost.
_ROUNDED: Final = re.compile(r"[0-9][.,][0-9]+E\+?[0-9]+", re.IGNORECASE)
_QUOTES: Final = "\"'`#“”‘’\ufeff\u200b"


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """What a text holds: each number once, in the order of the text, and what cannot be one."""

    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


def is_number(text: str) -> bool:
    """Say whether `text` can be the number of an order."""
    return bool(_NUMBER.fullmatch(text)) and any(char.isdigit() for char in text)


def is_rounded(text: str) -> bool:
    """Say whether `text` is a number that a spreadsheet program has rounded (``5.76E+17``)."""
    return bool(_ROUNDED.fullmatch(text))


def tidy(text: str) -> str:
    """Return `text` without blanks, quotes and invisible characters around it."""
    return text.strip().strip(_QUOTES).strip()


def split_numbers(text: str) -> Numbers:
    """Return the numbers in `text`, separated by blanks, line ends, commas, semicolons or bars."""
    words = dict.fromkeys(word for part in _SEPARATORS.split(text) if (word := tidy(part)))
    good = tuple(word for word in words if is_number(word))
    return Numbers(good=good, bad=tuple(word for word in words if not is_number(word)))


def split_window(since: datetime, until: datetime, longest: timedelta) -> Iterator[tuple[datetime, datetime]]:
    """Yield (since, until) of windows of at most `longest` that cover ``since <= t <= until``.

    Each begins where the one before ends: both ends of a window belong to it, so nothing is between two.

    :raise ValueError: when `longest` is not longer than zero
    """
    if longest <= timedelta(0):
        raise ValueError("a window is longer than zero")
    start = since
    while start < until:
        end = min(start + longest, until)
        yield start, end
        start = end
