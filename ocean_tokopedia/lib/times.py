"""Times as the platform writes them: epochs of four sizes, and texts whose zone is not what they say."""

import re
from datetime import datetime, timedelta, timezone
from enum import Enum
from typing import Final

from .const import JAKARTA

_SIZES: Final = ((10**17, 10**9), (10**14, 10**6), (10**11, 10**3))
_TEXT: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?"
    r"\s*(?:(Z|[+-]\d\d:?\d\d)(?: ([A-Z]{3,5}))?)?"
)


class Frame(str, Enum):
    """How times are to be understood: nobody ever confirmed it, so it is a setting.

    Samples, and connectors in production, show Jakarta's wall clock labelled as UTC (``WALL_CLOCK``); others
    worked with real UTC. Ask for a window with 7 hours of overlap and neither loses an order.
    """

    UTC = "utc"
    WALL_CLOCK = "wall_clock"

    @property
    def shift(self) -> timedelta:
        """How far the platform's numbers run ahead of UTC."""
        return timedelta(0) if self is Frame.UTC else timedelta(hours=7)


def moment_of(value: object, frame: Frame = Frame.UTC) -> datetime | None:
    """Return the aware UTC time of an epoch in seconds, milli-, micro- or nanoseconds.

    Orders count seconds, chats milliseconds, product changes nanoseconds. ``None`` for nothing, for zero,
    which stands for "not set", and for what is no time at all.
    """
    try:
        number = int(str(value))
        size = next((size for least, size in _SIZES if number >= least), 1)
        moment = datetime.fromtimestamp(number // size, tz=timezone.utc) if number > 0 else None
    except (ValueError, OverflowError, OSError):
        return None
    if moment is None:
        return None
    return moment + timedelta(seconds=number % size / size) - frame.shift


def moment_of_text(value: object, frame: Frame = Frame.UTC) -> datetime | None:
    """Return the aware UTC time of a text such as ``2020-06-16T13:55:00Z`` or ``2020-12-08 13:33:56``.

    Deadlines in pushes about new orders look like ``2020-06-16 13:55:00 +0000 UTC``, as Go prints times.
    A "Z" or "UTC" is read as `frame` says, another written offset is believed, and a text without any is
    Jakarta's wall clock. ``None`` for blanks, for the year 1, which stands for "not set", and for what is no
    time at all.
    """
    found = _TEXT.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None or found[1] == "0001":
        return None
    year, month, day, hour, minute, second, fraction, zone, name = found.groups(default="")
    try:
        moment = datetime(
            *map(int, (year, month, day, hour or 0, minute or 0, second or 0)),
            int(fraction.ljust(9, "0")[:6] or 0),
            tzinfo=_zone(zone),
        )
    except ValueError:
        return None
    moment = moment.astimezone(timezone.utc)
    return moment - frame.shift if "UTC" in (name, zone.replace("Z", "UTC")) else moment


def epoch_of(moment: datetime, frame: Frame = Frame.UTC) -> int:
    """Return `moment` (aware) as the platform's epoch in whole seconds."""
    return int((moment + frame.shift).timestamp() // 1)


def _zone(text: str) -> timezone:
    if text in ("", "Z"):
        return timezone.utc if text else JAKARTA
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))
