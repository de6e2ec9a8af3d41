"""Unix times as platforms write them: whole seconds or milliseconds, as number or text."""

from datetime import datetime, timezone
from typing import Final

MILLISECONDS_FROM: Final = 10**11
"""From here on a number counts milliseconds; as seconds it would lie after the year 5000."""


def moment_of(value: object) -> datetime | None:
    """Return the aware UTC time of `value` (seconds or milliseconds, as number or text).

    ``None`` for nothing, for zero, which stands for "not set", and for what is no time at all.
    """
    try:
        number = int(str(value))
        seconds = number / 1000 if number >= MILLISECONDS_FROM else number
        return datetime.fromtimestamp(seconds, tz=timezone.utc) if number > 0 else None
    except (ValueError, OverflowError, OSError):
        return None
