"""Which stored versions of an order count, when they are mapped again in the order they came."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .errors import ContractChanged
from .schema import Order


@dataclass(frozen=True, kw_only=True)
class Version:
    """One stored version: the platform's data as parsed JSON, and whether a person edited it."""

    payload: dict
    edited: bool = False


def accepted(versions: Iterable[Version], map_order: Callable[[dict], Order]) -> list[Order]:
    """Return the orders of those `versions` that an import would have taken over, oldest first.

    A version that cannot be mapped changes nothing, nor does one that is older than what was taken over
    before. What a person edited has no time of the platform, so whatever the platform says afterwards wins.
    """
    kept: list[Order] = []
    newest = None
    for version in versions:
        try:
            order = map_order(version.payload)
        except ContractChanged:
            continue
        if version.edited:
            kept.append(order)
        elif not (order.updated_at and newest and order.updated_at < newest):
            kept.append(order)
            newest = order.updated_at or newest
    return kept
