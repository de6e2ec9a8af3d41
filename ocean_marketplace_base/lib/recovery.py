"""Pushes that did not arrive and that the platform kept."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class LostPush:
    """A push as the platform would have sent it; ``mark`` is what confirms it and all before it."""

    body: bytes
    mark: str
