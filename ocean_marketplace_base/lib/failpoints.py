"""Named places right around commits where a test can stop the work, as if the process had died there.

Code calls :func:`hit` with a registered name and pays one lookup for it. Tests arm a name, either with
:func:`armed` (an exception is raised there) or, for a real death, with the environment variable
``OCEAN_FAILPOINT=name`` or ``name:count`` (``os._exit`` at the count-th passage, nothing is cleaned up).
"""

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

ENV: Final = "OCEAN_FAILPOINT"
EXIT_CODE: Final = 86
FAILPOINTS: frozenset[str] = frozenset()
"""All registered names; grows while the addons are imported, so read it as ``failpoints.FAILPOINTS``."""

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_lock: Final = threading.Lock()
_armed: Final[dict[str, int]] = {}
_passages: Final[dict[str, int]] = {}


class FailpointHit(Exception):
    """Raised where an armed failpoint is passed; ``name`` says which."""

    def __init__(self, name: str):
        super().__init__(f"failpoint {name}")
        self.name = name


def register(*names: str) -> tuple[str, ...]:
    """Add `names` (``subject.event``, lower case) to `FAILPOINTS` and return them; repeating is harmless."""
    global FAILPOINTS  # noqa: PLW0603 - the registry is a constant to everybody else
    for name in names:
        if not _NAME.fullmatch(name):
            raise ValueError(f"not a failpoint name: {name!r}")
    FAILPOINTS |= frozenset(names)
    return names


def hit(name: str) -> None:
    """Pass the place `name`: nothing happens unless it is armed.

    :raise FailpointHit: when a test armed it in this process
    """
    if _armed and _is_due(name):
        raise FailpointHit(name)
    order = os.environ.get(ENV)
    if order:
        _die_if_due(name, order)


@contextmanager
def armed(name: str, count: int = 1) -> Iterator[None]:
    """Let the `count`-th passage of `name` inside the ``with`` raise `FailpointHit`; later ones pass.

    :raise ValueError: when nobody registered `name`, so that a test of a removed place fails
    """
    if name not in FAILPOINTS:
        raise ValueError(f"no such failpoint: {name!r}")
    with _lock:
        _armed[name] = count
    try:
        yield
    finally:
        with _lock:
            _armed.pop(name, None)


def _is_due(name: str) -> bool:
    """Count down the passages of an armed name; true on the last one, which disarms it."""
    with _lock:
        if name not in _armed:
            return False
        _armed[name] -= 1
        if _armed[name] > 0:
            return False
        del _armed[name]
        return True


def _die_if_due(name: str, order: str) -> None:
    wanted, _, count = order.partition(":")
    if wanted != name:
        return
    with _lock:
        _passages[name] = _passages.get(name, 0) + 1
    if _passages[name] >= int(count or 1):
        os._exit(EXIT_CODE)
