"""Which platform endpoint a client method calls, as data: for tables, tests and the curious."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])

OFFICIAL: Final = "official"
MEASURED: Final = "measured"
THIRD_PARTY: Final = "third party"
UNCONFIRMED: Final = "unconfirmed"
CONFIDENCES: Final = (OFFICIAL, MEASURED, THIRD_PARTY, UNCONFIRMED)
"""How sure we are of path, verb and fields, surest first: the platform's documentation, observed on the live
system, other people's working code, none of these."""


@dataclass(frozen=True)
class Endpoint:
    """One endpoint. ``path`` is a template: variable parts in braces, no host and no query."""

    verb: str
    path: str
    confidence: str = OFFICIAL


def endpoint(verb: str, path: str, confidence: str = OFFICIAL) -> Callable[[Function], Function]:
    """Mark a client method with the endpoint it calls; a method that calls several is marked several times.

    :raise ValueError: for a verb or confidence that is none
    """
    if verb not in ("GET", "POST", "PUT", "PATCH", "DELETE") or confidence not in CONFIDENCES:
        raise ValueError(f"not an endpoint: {verb} {path} ({confidence})")

    def mark(function: Function) -> Function:
        function.endpoints = (Endpoint(verb, path, confidence), *getattr(function, "endpoints", ()))  # type: ignore[attr-defined]
        return function

    return mark


def endpoints_of(resource: type) -> Iterator[tuple[str, Endpoint]]:
    """Yield (method name, endpoint) of the public methods of a resource class, in the order of the source."""
    for name, function in vars(resource).items():
        if not name.startswith("_"):
            for found in getattr(function, "endpoints", ()):
                yield name, found
