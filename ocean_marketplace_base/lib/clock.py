"""Time as an argument: whoever needs the time or has to wait is given a clock."""

import threading
import time
from datetime import datetime, timedelta, timezone
from typing import Protocol


class Clock(Protocol):
    """What the code that waits and stamps needs of a clock."""

    def now(self) -> datetime:
        """Return the current time, aware, UTC."""

    def monotonic(self) -> float:
        """Return seconds that never go back, from an arbitrary start."""

    def sleep(self, seconds: float) -> None:
        """Wait `seconds`; nothing happens for zero or less."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the current time, aware, UTC."""
        return datetime.now(timezone.utc)

    def monotonic(self) -> float:
        """Return seconds that never go back, from an arbitrary start."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait `seconds`; nothing happens for zero or less."""
        if seconds > 0:
            time.sleep(seconds)


class ManualClock:
    """A clock that only moves when told to: `sleep` moves it at once and returns. Safe in threads.

    ``sleeps`` lists the seconds of every wait, so that tests can look at them.
    """

    def __init__(self, start: datetime = datetime(2026, 1, 1, tzinfo=timezone.utc)):
        self._start = start
        self._elapsed = 0.0
        self._lock = threading.Lock()
        self.sleeps: list[float] = []

    def now(self) -> datetime:
        """Return the current time, aware, UTC."""
        return self._start + timedelta(seconds=self._elapsed)

    def monotonic(self) -> float:
        """Return seconds since the clock was made."""
        return self._elapsed

    def sleep(self, seconds: float) -> None:
        """Move the clock by `seconds` without waiting; nothing happens for zero or less."""
        if seconds > 0:
            with self._lock:
                self.sleeps.append(seconds)
            self.advance(seconds)

    def advance(self, seconds: float) -> None:
        """Move the clock forward by `seconds`."""
        with self._lock:
            self._elapsed += seconds
