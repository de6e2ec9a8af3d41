"""The simulator's clock: real time plus an offset that tests and the demo may move."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Clock:
    """Runs like `source`, shifted.

    :param start: unix seconds at which the clock starts, ``None`` for the real time.
    :param source: real time in unix seconds.
    """

    def __init__(self, start: float | None = None, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._real = start is None
        self._offset = 0.0 if start is None else start - source()
        self._stands_at: float | None = None

    def time(self) -> float:
        """Return the simulated time in unix seconds."""
        return self._source() + self._offset if self._stands_at is None else self._stands_at

    def now(self) -> int:
        """Return the simulated time in whole unix seconds."""
        return int(self.time())

    def advance(self, seconds: float) -> None:
        """Move the clock by `seconds`, which may be negative."""
        self._offset += seconds

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Stop the clock for a ``with`` block, so that nothing depends on how long it takes.

        A clock that was given a start goes on from where it stood, another one is the real time again.
        """
        self._stands_at = stood = self.time()
        try:
            yield
        finally:
            self._stands_at = None
            if not self._real:
                self._offset = stood - self._source()
