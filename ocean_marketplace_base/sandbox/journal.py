"""The calls that the simulator received."""

import itertools
import threading
from collections import Counter, deque
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from typing import Any

KEPT_CALLS = 20_000


@dataclass(frozen=True)
class Call:
    """One received call. ``write`` is true if it could change something; ``at`` is unix seconds."""

    id: int
    at: float
    platform: str
    method: str
    path: str
    query: dict[str, list[str]]
    body: str
    status: int
    error: str
    write: bool


class Journal:
    """Keeps the last calls. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: deque[Call] = deque(maxlen=KEPT_CALLS)
        self._ids = itertools.count(1)

    def add(self, **values: Any) -> None:
        """Record a call; takes the fields of :class:`Call` but ``id``."""
        with self._lock:
            self._calls.append(Call(id=next(self._ids), **values))

    def clear(self) -> None:
        """Forget all calls."""
        with self._lock:
            self._calls.clear()

    def calls(self, path: str = "*", platform: str = "*", since: int = 0) -> list[Call]:
        """Return the calls after id `since` that fit the patterns, oldest first."""
        with self._lock:
            found = list(self._calls)
        return [
            call
            for call in found
            if call.id > since and fnmatchcase(call.path, path) and fnmatchcase(call.platform, platform)
        ]

    def report(self, path: str = "*", platform: str = "*", since: int = 0) -> dict[str, Any]:
        """Return calls and their counts as plain data."""
        calls = self.calls(path, platform, since)
        return {
            "count": len(calls),
            "writes": sum(call.write for call in calls),
            "by_verb": dict(Counter(call.method for call in calls)),
            "by_path": dict(Counter(f"{call.method} {call.path}" for call in calls)),
            "calls": [asdict(call) for call in calls],
        }
