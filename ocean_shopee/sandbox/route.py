"""Endpoints: how they are called and who answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .shape import Shape

API = "/api/v2/"


@dataclass(frozen=True)
class Route:
    """An endpoint. ``level`` is public, shop, merchant or page (no signature); with ``locked`` false it takes
    the world's lock itself; ``writes`` tells whether it changes anything; ``shape`` is that of the body."""

    method: str
    level: str
    handler: Callable[[Any], Any]
    writes: bool = False
    locked: bool = True
    shape: Shape | None = None


def get(handler: Callable[[Any], Any], level: str = "shop", *, writes: bool = False) -> Route:
    """Return an endpoint read by GET."""
    return Route("GET", level, handler, writes)


def post(
    handler: Callable[[Any], Any], shape: str = "", level: str = "shop", *, writes: bool = True
) -> Route:
    """Return an endpoint called by POST with a body of `shape`; with `writes` false it only reads."""
    return Route("POST", level, handler, writes, shape=Shape(shape) if shape else None)
