"""Reads parameters of a call, refusing wrong ones as the platform does."""

from typing import Any

from .errors import bad_param
from .gate import Call


def text(call: Call, name: str, default: str | None = None) -> str:
    """Return query parameter `name`; without `default` it is required."""
    value = call.request.get(name)
    if value is None:
        if default is None:
            raise bad_param(f"{name} is required")
        return default
    return value


def number(call: Call, name: str, default: int | None = None) -> int:
    """Return query parameter `name` as an integer; without `default` it is required."""
    value = text(call, name, None if default is None else str(default))
    if not value.lstrip("-").isdigit():
        raise bad_param(f"{name} must be an integer")
    return int(value)


def within(call: Call, name: str, low: int, high: int, default: int | None = None) -> int:
    """Return query parameter `name` as an integer between `low` and `high`."""
    value = number(call, name, default)
    if not low <= value <= high:
        raise bad_param(f"{name} should be between {low} and {high}")
    return value


def flag(call: Call, name: str) -> bool:
    """Return query parameter `name` as a boolean, false if absent."""
    value = (call.request.get(name) or "false").lower()
    if value not in ("true", "t", "1", "false", "f", "0"):
        raise bad_param(f"{name} must be a boolean")
    return value in ("true", "t", "1")


def comma_list(call: Call, name: str) -> list[str]:
    """Return the entries of a parameter typed string with commas; callers repeat it, or use brackets, too."""
    return [
        entry.strip()
        for value in call.request.query.get(name, [])
        for entry in value.strip("[] ").split(",")
        if entry.strip()
    ]


def id_list(call: Call, name: str) -> list[int]:
    """Return the ids of a parameter typed int64[], written as :func:`comma_list` tells."""
    entries = comma_list(call, name)
    if not all(entry.isdigit() for entry in entries):
        raise bad_param(f"{name} must hold integers")
    return [int(entry) for entry in entries]


def form_number(call: Call, name: str) -> int:
    """Return field `name` of a form, or of the body, as an integer."""
    value = str(call.body.get(name, ""))
    if not value.isdigit():
        raise bad_param(f"{name} must be an integer")
    return int(value)


def body_number(call: Call, name: str) -> int:
    """Return field `name` of the body as an integer, 0 if absent; text is refused."""
    value: Any = call.body.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, int):
        raise bad_param(f"{name} must be an integer")
    return value


def body_text(call: Call, name: str) -> str:
    """Return the required field `name` of the body as text."""
    value = call.body.get(name)
    if not isinstance(value, str) or not value:
        raise bad_param(f"{name} is required")
    return value


def body_list(call: Call, name: str, kind: type) -> list[Any]:
    """Return field `name` of the body as a list of `kind`, empty if absent."""
    value = call.body.get(name) or []
    if not isinstance(value, list) or not all(type(entry) is kind for entry in value):
        raise bad_param(f"{name} must be a list of {kind.__name__}")
    return value
