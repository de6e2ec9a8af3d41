"""Reads parameters of a call, refusing wrong ones as the platform does."""

from datetime import date
from typing import Any

from .errors import ApiError
from .gate import Call


def number(call: Call, name: str, missing: str, wrong: str, default: int | None = None) -> int:
    """Return query parameter `name` as an integer; without `default` it is required.

    :param missing: error code if it is not there.
    :param wrong: error code if it is no integer.
    """
    value = call.request.get(name)
    if value is None or value == "":
        if default is None:
            raise ApiError(missing, f"{name} is required")
        return default
    if not value.removeprefix("-").isdigit():
        raise ApiError(wrong, f"Invalid field [{name}] format, value [{value}] should be int")
    return int(value)


def within(call: Call, name: str, most: int, code: str, default: int | None = None) -> int:
    """Return query parameter `name` as an integer from 1 to `most`."""
    value = number(call, name, code, code, default)
    if not 1 <= value <= most:
        raise ApiError(code, f"{name} must be between 1 and {most}")
    return value


def page(call: Call, most: int, code: str, default: int | None = None) -> slice:
    """Return the part of a list that ``page`` and ``per_page`` (at most `most`) ask for."""
    size = within(call, "per_page", most, code, default)
    first = (within(call, "page", 10**9, code, 1 if default else None) - 1) * size
    return slice(first, first + size)


def day(call: Call, name: str, code: str) -> date:
    """Return query parameter `name`, written ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(call.request.get(name) or "")
    except ValueError:
        raise ApiError(code, f"Invalid field [{name}] format, should be YYYY-MM-DD") from None


def whole(value: Any) -> int | None:
    """Return an integer of a body, which some callers write as text; ``None`` for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else None
