"""Stay below the platforms' limits: one token bucket per storefront and API family."""

import threading
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from typing import Final

from .clock import Clock, SystemClock
from .errors import Throttled

_PENALTY_WITHOUT_HINT: Final = 1.0


@dataclass
class _Bucket:
    """``tokens`` at the time ``at``; negative tokens are calls that are already waiting."""

    tokens: float
    at: float
    blocked_until: float = 0.0


class RateLimiter:
    """Token buckets by key, safe in threads.

    :param float rate: calls per second each key may make in the long run.
    :param int burst: calls a key that was idle may make at once.
    :param float max_wait: a call that would have to wait longer (seconds) is refused instead.
    """

    def __init__(
        self, rate: float = 10.0, burst: int = 10, *, max_wait: float = 10.0, clock: Clock | None = None
    ):
        self._rate = rate
        self._burst = burst
        self._max_wait = max_wait
        self._clock = clock or SystemClock()
        self._lock = threading.Lock()
        self._buckets: dict[Hashable, _Bucket] = {}

    def acquire(self, key: Hashable) -> float:
        """Wait until `key` may make one call and return the seconds waited.

        :raise Throttled: when the wait would be longer than ``max_wait``; no call is counted then
        """
        with self._lock:
            wait = self._reserve(key)
        # Outside the lock: others may go on meanwhile; this call's turn is already booked.
        self._clock.sleep(wait)
        return wait

    def penalise(self, key: Hashable, retry_after: float | None) -> None:
        """Let nobody call for `key` during the next `retry_after` seconds (one second without a hint)."""
        pause = _PENALTY_WITHOUT_HINT if retry_after is None else retry_after
        with self._lock:
            bucket = self._bucket(key)
            bucket.tokens = min(bucket.tokens, 1.0)
            bucket.blocked_until = max(bucket.blocked_until, self._clock.monotonic() + pause)

    def _reserve(self, key: Hashable) -> float:
        bucket = self._bucket(key)
        blocked = max(0.0, bucket.blocked_until - bucket.at)
        wait = blocked + max(0.0, (1.0 - bucket.tokens) / self._rate)
        if wait > self._max_wait:
            raise Throttled("the call limit of this shop is used up", retry_after=wait)
        bucket.tokens -= 1.0
        return wait

    def _bucket(self, key: Hashable) -> _Bucket:
        """Return the bucket of `key`, filled up to now."""
        now = self._clock.monotonic()
        bucket = self._buckets.setdefault(key, _Bucket(tokens=float(self._burst), at=now))
        # While the platform blocks the key nothing is gained, or all callers would start at once after it.
        filled_from = min(now, max(bucket.at, bucket.blocked_until))
        bucket.tokens = min(float(self._burst), bucket.tokens + (now - filled_from) * self._rate)
        bucket.at = now
        return bucket


@cache
def shared_limiter(rate: float = 10.0, burst: int = 10) -> RateLimiter:
    """Return this process's limiter with these numbers: transports come and go, what they used up stays."""
    return RateLimiter(rate, burst)
