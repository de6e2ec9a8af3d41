"""Unix times as the platform writes them."""

from datetime import datetime, timezone
from typing import Final

# Fields named `*_millis` count milliseconds; as seconds these numbers lie after the year 5000.
_MILLISECONDS_FROM: Final = 10**11


def moment_of(value: object) -> datetime | None:
    """Return the aware UTC time of `value` (seconds or milliseconds, as number or text).

    ``None`` for nothing, for zero, which stands for "not set", and for what is no time at all.
    """
    try:
        number = int(str(value))
        seconds = number / 1000 if number >= _MILLISECONDS_FROM else number
        return datetime.fromtimestamp(seconds, tz=timezone.utc) if number > 0 else None
    except (ValueError, OverflowError, OSError):
        return None
