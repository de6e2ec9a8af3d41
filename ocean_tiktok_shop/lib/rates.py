"""How many calls a second, by what a call costs the platform.

Source: official page "Rate limits" as of 2026: quotas are dynamic per app, shop and endpoint and are not
published; it suggests rates to start with. What the server says then (429, ``Retry-After``) goes before.
"""

from collections.abc import Hashable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from odoo.addons.ocean_marketplace_base.lib.ratelimit import RateLimiter

HEAVY: Final = "heavy"
WRITE: Final = "write"
READ: Final = "read"

# (calls per second, burst). Suggested: heavy and analytics 0.2 to 1, writes 1 to 3, reads 3 to 10.
RATES: Final[Mapping[str, tuple[float, int]]] = MappingProxyType(
    {HEAVY: (1.0, 2), WRITE: (3.0, 5), READ: (10.0, 10)}
)
_HEAVY_CATEGORIES: Final = frozenset({"analytics"})


def family_of(path: str, *, write: bool) -> str:
    """Return ``category/cost`` of a call, e.g. ``order/read``: what shares a quota."""
    category = path.split("/")[1]
    cost = WRITE if write else HEAVY if category in _HEAVY_CATEGORIES else READ
    return f"{category}/{cost}"


class FamilyLimiter(RateLimiter):
    """A `RateLimiter` with a rate for each cost; keys are (app key, owner, family)."""

    def __init__(self, limiters: Mapping[str, RateLimiter]):
        super().__init__()
        self._limiters = limiters

    def acquire(self, key: Hashable) -> float:
        """See :meth:`RateLimiter.acquire`."""
        return self._limiter(key).acquire(key)

    def penalise(self, key: Hashable, retry_after: float | None) -> None:
        """See :meth:`RateLimiter.penalise`."""
        self._limiter(key).penalise(key, retry_after)

    def _limiter(self, key: Hashable) -> RateLimiter:
        family = key[-1] if isinstance(key, tuple) and key else ""
        return self._limiters.get(str(family).rpartition("/")[2], self._limiters[READ])


@cache
def shared_limiter() -> FamilyLimiter:
    """Return this process's limiter: transports come and go, what they used up stays."""
    return FamilyLimiter({cost: RateLimiter(rate, burst) for cost, (rate, burst) in RATES.items()})
