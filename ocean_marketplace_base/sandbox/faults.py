"""Fault injection: what goes wrong, where and how often."""

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase
from typing import Any

CALL_KINDS = ("throttle", "server_error", "drop", "slow", "expired_token")
PAYLOAD_KINDS = ("unknown_fields", "broken_utf8", "missing_field", "wrong_type", "masked_buyer")
PUSH_KINDS = ("push_duplicate", "push_late", "push_lost", "push_reorder")
KINDS = CALL_KINDS + PAYLOAD_KINDS + PUSH_KINDS


@dataclass
class Fault:
    """One fault.

    ``path`` is a pattern (``*`` and ``?``) over the path of the call, or the kind of push; ``match`` is one
    over what the fault hits (an order id, say); ``count`` is how often it still strikes, ``None`` for ever.
    """

    kind: str
    path: str = "*"
    match: str = "*"
    count: int | None = None
    options: dict[str, Any] = field(default_factory=dict)
    id: int = 0

    def hits(self, kind: str, path: str, subject: str) -> bool:
        """Return whether the fault strikes now."""
        if self.kind != kind or self.count == 0:
            return False
        return fnmatchcase(path, self.path) and fnmatchcase(subject, self.match)


class Faults:
    """The faults that are set. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        self._ids = itertools.count(1)

    def add(
        self, kind: str, *, path: str = "*", match: str = "*", count: int | None = None, **options: Any
    ) -> Fault:
        """Set a fault and return it.

        :raise ValueError: if there is no such kind
        """
        if kind not in KINDS:
            raise ValueError(f"no fault of kind {kind!r}; there are {', '.join(KINDS)}")
        fault = Fault(kind, path, match, count, options, next(self._ids))
        with self._lock:
            self._faults.append(fault)
        return fault

    def clear(self, kind: str | None = None, fault_id: int | None = None) -> None:
        """Remove all faults, or those of `kind`, or the one with `fault_id`."""
        with self._lock:
            self._faults = [
                fault
                for fault in self._faults
                if (kind is not None and fault.kind != kind)
                or (fault_id is not None and fault.id != fault_id)
            ]

    def take(self, kind: str, path: str = "", subject: str = "") -> Fault | None:
        """Return the fault of `kind` that strikes now, counted down, or ``None``."""
        with self._lock:
            for fault in self._faults:
                if fault.hits(kind, path, subject):
                    if fault.count is not None:
                        fault.count -= 1
                    return fault
        return None

    def as_list(self) -> list[dict[str, Any]]:
        """Return all faults as plain data."""
        with self._lock:
            return [asdict(fault) for fault in self._faults]

    @contextmanager
    def during(self, kind: str, **options: Any) -> Iterator[Fault]:
        """Set a fault for the length of a ``with`` block; takes what :meth:`add` takes."""
        fault = self.add(kind, **options)
        try:
            yield fault
        finally:
            self.clear(fault_id=fault.id)
