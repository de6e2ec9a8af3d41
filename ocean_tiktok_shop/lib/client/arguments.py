"""Checks of what callers pass; everything wrong is refused before it reaches the network."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice, check_int
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

# Ids are digits, those of creators and live sessions have letters and signs; none may change the path.
_ID: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.:=+-]{0,127}")
_TOKEN: Final = re.compile(r"[\x20-\x7e]{0,4096}")
_SORT_ORDERS: Final = ("ASC", "DESC")


def check_id(name: str, value: object) -> str:
    """Return `value`, an id of the platform in a string."""
    if not (isinstance(value, str) and _ID.fullmatch(value)):
        raise InvalidRequest(f"{name}: {value!r:.80} is not an id of the platform")
    return value


def check_ids(name: str, values: Iterable[str], most: int | None = None) -> list[str]:
    """Return `values` without repetitions, in their order; at least one, at most `most`."""
    if isinstance(values, (str, bytes, Mapping)) or not isinstance(values, Iterable):
        raise InvalidRequest(f"{name}: a list of strings is needed")
    ids = list(dict.fromkeys(check_id(name, value) for value in values))
    if not ids:
        raise InvalidRequest(f"{name}: the list is empty")
    if most is not None and len(ids) > most:
        raise InvalidRequest(f"{name}: {len(ids)} are too many, at most {most}")
    return ids


def check_text(name: str, value: object, most: int, least: int = 1) -> str:
    """Return `value`, a text of `least` to `most` characters."""
    if not isinstance(value, str) or not least <= len(value) <= most:
        raise InvalidRequest(f"{name}: a text of {least} to {most} characters is needed")
    return value


def check_choices(name: str, values: object, choices: Iterable[str], least: int = 0) -> list[str]:
    """Return `values` without repetitions, each one of `choices`; at least `least`."""
    if isinstance(values, (str, bytes, Mapping)) or not isinstance(values, Iterable):
        raise InvalidRequest(f"{name}: a list of strings is needed")
    chosen = list(dict.fromkeys(check_choice(name, value, choices) for value in values))
    if len(chosen) < least:
        raise InvalidRequest(f"{name}: the list is empty")
    return chosen


def check_day(name: str, value: object) -> str:
    """Return `value`, a ``date`` (in the time zone of the shop), as ``YYYY-MM-DD``."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise InvalidRequest(f"{name}: a date is needed")
    return value.isoformat()


def check_shape(shape: type, name: str, value: object) -> dict[str, Any]:
    """Return `value` as a plain JSON object if it has the `shape` (a ``TypedDict``) of the documentation.

    :param name: what the caller knows it as, ``""`` where the members are keyword arguments.
    :raise InvalidRequest: with the place of the first member that is wrong
    """
    try:
        return _adapter(shape).validate_python(value, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise InvalidRequest(f"{_place(name, first['loc'])}: {first['msg']}") from None


def check_shapes(shape: type, name: str, values: object, most: int | None = None) -> list[dict[str, Any]]:
    """Return the objects in the list `values`, each of which has `shape`; at least one, at most `most`."""
    if isinstance(values, (str, bytes, Mapping)) or not isinstance(values, Iterable):
        raise InvalidRequest(f"{name}: a list of objects is needed")
    rows = [check_shape(shape, f"{name}[{index}]", value) for index, value in enumerate(values)]
    if not rows or (most is not None and len(rows) > most):
        raise InvalidRequest(f"{name}: 1 to {most or 'any number of'} objects are needed, not {len(rows)}")
    return rows


def paging(page_size: object, page_token: object, most: int, least: int = 1) -> list[tuple[str, str]]:
    """Return the parameters that name a page; they stand in the query even of a ``POST``.

    :param page_token: ``next_page_token`` of the page before, ``""`` for the first one.
    """
    if not (isinstance(page_token, str) and _TOKEN.fullmatch(page_token)):
        raise InvalidRequest("page_token: not a token of an earlier answer")
    size = ("page_size", str(check_int("page_size", page_size, least, most)))
    return [size, ("page_token", page_token)] if page_token else [size]


def sorting(sort_field: object, sort_order: object, fields: Iterable[str]) -> list[tuple[str, str]]:
    """Return the parameters that sort a list; ``""`` leaves either to the platform."""
    params = []
    if sort_field != "":
        params.append(("sort_field", check_choice("sort_field", sort_field, fields)))
    if sort_order != "":
        params.append(("sort_order", check_choice("sort_order", sort_order, _SORT_ORDERS)))
    return params


def as_params(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return checked `values` as query parameters; lists are joined by commas."""
    return [(name, _param(value)) for name, value in values.items()]


def given(**values: Any) -> dict[str, Any]:
    """Return the `values` that are not ``None``."""
    return {name: value for name, value in values.items() if value is not None}


@cache
def _adapter(shape: type) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _param(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _place(name: str, location: tuple[int | str, ...]) -> str:
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in location]
    return (name + "".join(parts)).lstrip(".") or name
