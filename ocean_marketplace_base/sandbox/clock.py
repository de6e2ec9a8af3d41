"""The simulator's clock: real time plus an offset that tests and the demo may move."""

import time
from collections.abc import Callable


class Clock:
    """Runs like `source`, shifted.

    :param start: unix seconds at which the clock starts, ``None`` for the real time.
    :param source: real time in unix seconds.
    """

    def __init__(self, start: float | None = None, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._offset = 0.0 if start is None else start - source()

    def time(self) -> float:
        """Return the simulated time in unix seconds."""
        return self._source() + self._offset

    def now(self) -> int:
        """Return the simulated time in whole unix seconds."""
        return int(self.time())

    def advance(self, seconds: float) -> None:
        """Move the clock by `seconds`, which may be negative."""
        self._offset += seconds
