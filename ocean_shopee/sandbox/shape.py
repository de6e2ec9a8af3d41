"""Checks the body of a call against a shape, written as the reference prints it.

``order_sn*:str, package_list*[]<1..50>{package_number*:str}`` reads: a required text, and a required list of
1 to 50 objects with a required text each. Types are ``int``, ``num``, ``str``, ``bool``, ``obj`` and ``any``,
with ``[]`` behind for a list of them. A range limits numbers, the length of texts and the number of entries.
Fields that a shape does not name are let pass, as the platform does.
"""

import re
from dataclasses import dataclass
from typing import Any

from .errors import bad_param

_HEAD = re.compile(
    r"\s*(?P<name>\w+)(?P<star>\*?)(?P<list>(\[\])?)(?P<range>(<[^>]*>)?)(?P<next>[:{])(?P<kind>\w*)(?P<many>(\[\])?)"
)
_KINDS: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "num": (int, float),
    "str": (str,),
    "bool": (bool,),
    "obj": (dict,),
    "any": (object,),
}


@dataclass(frozen=True)
class Field:
    """One field: its type, whether it must be there, whether it is a list, and its range."""

    name: str
    kind: str
    required: bool
    many: bool
    low: float | None = None
    high: float | None = None
    parts: tuple["Field", ...] = ()


class Shape:
    """A shape of bodies; see the module's documentation for how it is written."""

    def __init__(self, text: str) -> None:
        self._fields, rest = _fields(text)
        assert not rest.strip(), f"shape ends early: {rest!r}"

    def check(self, body: dict[str, Any]) -> None:
        """Refuse `body` if it is not of this shape.

        :raise ApiError: ``error_param``
        """
        _check_object(body, self._fields, "")

    def emptied(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return `body` without the empty lists that stand where an object belongs, as PHP writes those."""
        objects = {field.name for field in self._fields if field.kind == "obj" and not field.many}
        return {name: value for name, value in body.items() if not (value == [] and name in objects)}


def _fields(text: str) -> tuple[tuple[Field, ...], str]:
    found: list[Field] = []
    while (head := _HEAD.match(text)) is not None:
        text = text[head.end() :]
        low, high = _range(head["range"])
        many = bool(head["list"] or head["many"])
        parts: tuple[Field, ...] = ()
        kind = head["kind"]
        if head["next"] == "{":
            # The name after the brace was read as a kind; give it back.
            parts, text = _fields(kind + head["many"] + text)
            kind, many = "obj", bool(head["list"])
        found.append(Field(head["name"], kind, bool(head["star"]), many, low, high, parts))
        text = text.lstrip()
        if text[:1] == "}":
            return tuple(found), text[1:]
        text = text.removeprefix(",")
    return tuple(found), text


def _range(text: str) -> tuple[float | None, float | None]:
    if not text:
        return None, None
    low, _dots, high = text[1:-1].partition("..")
    return (float(low) if low else None), (float(high) if high else None)


def _check_object(value: dict[str, Any], fields: tuple[Field, ...], where: str) -> None:
    for field in fields:
        path = where + field.name
        found = value.get(field.name)
        if found is None:
            if field.required:
                raise bad_param(f"{path} is required")
        elif field.many:
            _check_list(found, field, path)
        else:
            _check_one(found, field, path)
            _check_range(found, field, path)


def _check_list(value: Any, field: Field, path: str) -> None:
    if not isinstance(value, list):
        raise bad_param(f"{path} must be a list")
    _check_range(value, field, path)
    for index, entry in enumerate(value):
        _check_one(entry, field, f"{path}[{index}]")


def _check_one(value: Any, field: Field, path: str) -> None:
    wrong = not isinstance(value, _KINDS[field.kind])
    if isinstance(value, bool) and field.kind in ("int", "num"):
        wrong = True
    if wrong:
        raise bad_param(f"{path} must be {field.kind}")
    if field.parts:
        _check_object(value, field.parts, path + ".")


def _check_range(value: Any, field: Field, path: str) -> None:
    size = value if isinstance(value, (int, float)) else len(value) if isinstance(value, (str, list)) else 0
    too_small = field.low is not None and size < field.low
    too_big = field.high is not None and size > field.high
    if too_small or too_big:
        raise bad_param(f"{path} should be between {field.low:g} and {field.high:g}")
