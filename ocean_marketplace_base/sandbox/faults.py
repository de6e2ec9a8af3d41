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

_FIELD = {"field": (str,)}
OPTIONS: dict[str, dict[str, tuple[type, ...]]] = {
    "throttle": {"retry_after": (int, float), "status": (int,)},
    "server_error": {"status": (int,), "when": (str,)},
    "drop": {"when": (str,)},
    "slow": {"seconds": (int, float)},
    "missing_field": {**_FIELD, "value": (object,)},
    "wrong_type": {**_FIELD, "value": (object,)},
    "broken_utf8": {**_FIELD, "value": (object,)},
    "push_duplicate": {"times": (int,)},
    "push_late": {"seconds": (int, float)},
}
"""Options of the kinds that have some, with their types."""


@dataclass
class Fault:
    """One fault.

    ``path`` is a pattern (``*`` and ``?``) over the path of the call, or the kind of push; ``match`` is one
    over what the fault hits (an order id, say), ``platform`` one over the platform's key; ``count`` is how
    often it still strikes, ``None`` for ever.
    """

    kind: str
    path: str = "*"
    match: str = "*"
    platform: str = "*"
    count: int | None = None
    options: dict[str, Any] = field(default_factory=dict)
    id: int = 0

    def check(self) -> None:
        """Refuse what the control API could not honour.

        :raise ValueError: for an unknown kind or option, or a value of another type
        """
        if self.kind not in KINDS:
            raise ValueError(f"no fault of kind {self.kind!r}; there are {', '.join(KINDS)}")
        if not all(isinstance(pattern, str) for pattern in (self.path, self.match, self.platform)):
            raise ValueError("path, match and platform of a fault are texts")
        if self.count is not None and (type(self.count) is not int or self.count < 0):
            raise ValueError("count of a fault is a whole number from 0 on")
        known = OPTIONS.get(self.kind, {})
        for name, value in self.options.items():
            if name not in known:
                there_are = ", ".join(["path", "match", "platform", "count", *known])
                raise ValueError(f"no option {name} of {self.kind}; there are {there_are}")
            _check_option(name, value, known[name])

    def hits(self, kind: str, path: str, subject: str, platform: str) -> bool:
        """Return whether the fault strikes now."""
        if self.kind != kind or self.count == 0:
            return False
        return all(
            fnmatchcase(text, pattern)
            for text, pattern in ((path, self.path), (subject, self.match), (platform, self.platform))
        )


def _check_option(name: str, value: Any, types: tuple[type, ...]) -> None:
    if not isinstance(value, types) or (isinstance(value, bool) and object not in types):
        raise ValueError(f"{name} of a fault is of another type than {value!r}")
    if name == "when" and value not in ("before", "after"):
        raise ValueError("when of a fault is before or after")
    if name in ("seconds", "times", "retry_after") and value < 0:
        raise ValueError(f"{name} of a fault is not negative")


class Faults:
    """The faults that are set. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        self._ids = itertools.count(1)

    def add(self, kind: str, *, count: int | None = None, **options: Any) -> Fault:
        """Set a fault and return it; `options` are patterns of :class:`Fault` and those of its kind.

        :raise ValueError: if there is no such kind or option
        """
        patterns = {name: options.pop(name) for name in ("path", "match", "platform") if name in options}
        fault = Fault(kind, **patterns, count=count, options=options, id=next(self._ids))
        fault.check()
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

    def take(self, kind: str, path: str = "", subject: str = "", *, platform: str) -> Fault | None:
        """Return the fault of `kind` that strikes `platform` now, counted down, or ``None``."""
        with self._lock:
            for fault in self._faults:
                if fault.hits(kind, path, subject, platform):
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
