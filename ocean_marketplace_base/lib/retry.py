"""Repeat reads that failed for a passing reason. Writes are never repeated here."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from .clock import Clock
from .errors import Throttled, Transient

Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class RetryPolicy:
    """How often and how long to try.

    ``base`` and ``cap`` bound the wait before the n-th repetition, drawn evenly from zero to
    ``min(cap, base * 2 ** (n - 1))`` seconds (exponential backoff with full jitter); a server's hint is a
    lower bound of it. ``budget`` is the most seconds to spend in all: a wait that does not fit is not begun.
    """

    tries: int = 4
    base: float = 0.5
    cap: float = 8.0
    budget: float = 30.0

    def delay(self, attempt: int, hint: float | None, rng: random.Random) -> float:
        """Return seconds to wait after the failure of `attempt` (1 = the first)."""
        jitter = rng.uniform(0, min(self.cap, self.base * 2 ** (attempt - 1)))
        return jitter if hint is None else hint + jitter


NO_RETRY: Final = RetryPolicy(tries=1)
# Jitter spreads load, it guards nothing.
_RNG: Final = random.Random()


def call_with_retry(
    function: Callable[[], Result], policy: RetryPolicy, clock: Clock, rng: random.Random = _RNG
) -> Result:
    """Return what `function` returns, repeating it after `Throttled` and `Transient` as `policy` allows.

    The last failure is raised unchanged. A failure with ``effect_unknown`` is never repeated.
    """
    deadline = clock.monotonic() + policy.budget
    for attempt in range(1, policy.tries + 1):
        try:
            return function()
        except (Throttled, Transient) as error:
            wait = policy.delay(attempt, getattr(error, "retry_after", None), rng)
            if attempt == policy.tries or not _may_repeat(error) or clock.monotonic() + wait > deadline:
                raise
        clock.sleep(wait)
    raise ValueError("a retry policy needs at least one try")


def _may_repeat(error: Throttled | Transient) -> bool:
    return isinstance(error, Throttled) or not error.effect_unknown
