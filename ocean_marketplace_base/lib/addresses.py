"""Delivery addresses as one line of text, to compare and to show."""

from collections.abc import Mapping
from typing import Any, Final

from .places_text import is_masked

_LEVELS: Final = ("village", "district", "city", "state", "zip")


def address_line(levels: Mapping[str, Any]) -> str:
    """Return the parts of a ``schema.Address`` (as plain data) that are there, from name to postcode.

    Without a street the address as one text stands for it.
    """
    street = levels.get("street") or levels.get("full")
    parts = [levels.get("name"), levels.get("phone"), street, *(levels.get(name) for name in _LEVELS)]
    return ", ".join(" ".join(str(part).split()) for part in parts if part)


def tells_less(new: str, old: str) -> bool:
    """Return whether `new` hides what `old` shows, or is empty: platforms mask addresses after a while."""
    return not new or (is_masked(new) and not is_masked(old))
