"""Calls about many things at once, of which each may fail alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import MarketplaceError


@dataclass(frozen=True, kw_only=True)
class RowResult:
    """What became of one row.

    ``key`` are the ids that name it, as strings in the order the method states, ``""`` for one not given.
    ``data`` is what the platform says of it, which may be nothing. ``error`` is ``None`` for a success.
    """

    key: tuple[str, ...]
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)
    error: MarketplaceError | None = None

    @property
    def ok(self) -> bool:
        """Whether the row succeeded."""
        return self.error is None
