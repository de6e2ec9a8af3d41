"""Progress lines on standard error, with the time since the start."""

import sys
import time

_START = time.monotonic()


def elapsed() -> float:
    """Seconds since the command started."""
    return time.monotonic() - _START


def step(text: str) -> None:
    """Print one progress line, such as `[  12 s] installing Odoo`."""
    print(f"[{elapsed():4.0f} s] {text}", file=sys.stderr, flush=True)
