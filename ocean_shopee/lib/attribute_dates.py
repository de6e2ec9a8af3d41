"""Dates in attributes: Shopee writes them as unix seconds in text, everybody else as ISO dates.

What an item says of an attribute does not tell its kind (Shopee v2 get_item_base_info), so a text counts
as a date when it is a whole hour between 1990 and 2100: midnight somewhere. The day is that of the nearest
midnight in UTC, since the seconds may mean midnight where the shop is.
"""

import re
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

_SECONDS: Final = re.compile(r"[0-9]{9,10}")
_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOUR: Final = 3600
_EARLIEST: Final = datetime(1990, 1, 1, tzinfo=timezone.utc).timestamp()
_LATEST: Final = datetime(2100, 1, 1, tzinfo=timezone.utc).timestamp()
_HALF_A_DAY: Final = timedelta(hours=12)


def as_date(text: str) -> str:
    """Return the ISO date that `text` stands for, other texts as they are."""
    if not _SECONDS.fullmatch(text):
        return text
    seconds = int(text)
    if seconds % _HOUR or not _EARLIEST <= seconds < _LATEST:
        return text
    return (datetime.fromtimestamp(seconds, timezone.utc) + _HALF_A_DAY).date().isoformat()


def as_seconds(text: str) -> str:
    """Return an ISO date as Shopee wants it, other texts as they are."""
    if not _ISO.fullmatch(text):
        return text
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return str(int(datetime.combine(day, time(), timezone.utc).timestamp()))
