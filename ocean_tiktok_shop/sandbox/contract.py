"""The documented shape of every endpoint, and the refusal of calls that do not have it.

``contract.json`` maps ``METHOD path`` to what the API reference says of an endpoint: ``scope`` (any of them
is enough), ``cipher`` (whether shop_cipher is sent), ``type`` of token, ``multipart``, and the parameters of
``query`` and ``body``. A parameter has a type ``t``: ``s`` text, ``i`` integer, ``b`` boolean, ``n`` number,
``o`` object, ``any``, ``file``, with ``[]`` before it a list. It has ``r`` if required, ``e`` the values that
it may take, ``range`` of an integer, ``len`` of a text, ``items`` of a list, ``f`` the fields of an object.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from .errors import invalid, missing

CONTRACT = Path(__file__).with_name("contract.json")
KINDS: dict[str, tuple[type, ...]] = {
    "s": (str,),
    "i": (int,),
    "b": (bool,),
    "n": (int, float),
    "o": (dict,),
    "file": (bytes,),
}
USER_TYPES = {"seller": 0, "creator": 1, "partner": 3}
"""``user_type`` of a token, by its name in the table."""
PLACEHOLDER = re.compile(r"\{(\w+)\}")

Spec = Mapping[str, Any]


@dataclass(frozen=True)
class Endpoint:
    """One endpoint in one version. ``resource`` is its path with ``*`` for the version."""

    method: str
    path: str
    version: str
    resource: str
    needs_cipher: bool
    user_type: int
    scopes: tuple[str, ...] = ()
    multipart: bool = False
    query: Spec = field(default_factory=dict)
    body: Spec = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Method and resource: what a handler answers, in all versions."""
        return f"{self.method} {self.resource}"


@lru_cache(maxsize=1)
def endpoints() -> tuple[Endpoint, ...]:
    """Return every documented endpoint that the simulator answers."""
    raw: dict[str, dict[str, Any]] = json.loads(CONTRACT.read_text(encoding="utf-8"))
    return tuple(_endpoint(*name.split(" ", 1), entry) for name, entry in raw.items())


def _endpoint(method: str, path: str, entry: dict[str, Any]) -> Endpoint:
    _, category, version, rest = path.split("/", 3)
    return Endpoint(
        method=method,
        path=path,
        version=version,
        resource=f"/{category}/*/{rest}",
        needs_cipher=entry["cipher"],
        user_type=USER_TYPES[entry["type"]],
        scopes=tuple(entry["scope"]),
        multipart=entry.get("multipart", False),
        query=entry.get("query", {}),
        body=entry.get("body", {}),
    )


def check_query(endpoint: Endpoint, query: Mapping[str, list[str]], repeated: bool = False) -> None:
    """Refuse query parameters that are missing, no numbers, out of range or no documented value.

    :param repeated: lists may come as one parameter for each entry, instead of one joined by commas
    :raise ApiError: as the gateway refuses them
    """
    for name, spec in endpoint.query.items():
        values = query.get(name, [])
        if not values or values == [""]:
            if spec.get("r"):
                raise missing("query", name)
            continue
        if len(values) > 1 and not (repeated and spec["t"].startswith("[]")):
            raise invalid("query", name, "lists are joined by commas in one parameter")
        _check_text(name, ",".join(values), spec)


def _check_text(name: str, text: str, spec: Spec) -> None:
    kind = spec["t"]
    if kind.startswith("[]"):
        entries = text.split(",")
        if len(entries) > spec.get("items", spec.get("len", len(entries))):
            raise invalid("query", name, "too many entries")
        for entry in entries:
            _check_choice("query", name, entry, spec)
    elif kind == "i":
        if not text.lstrip("-").isdigit():
            raise invalid("query", name, "not an integer")
        _check_range("query", name, int(text), spec)
    elif kind == "b":
        if text.lower() not in ("true", "false"):
            raise invalid("query", name, "not a boolean")
    else:
        _check_choice("query", name, text, spec)


def check_body(endpoint: Endpoint, body: Mapping[str, Any]) -> None:
    """Refuse fields of the body that are missing, of another type, too long or no documented value.

    :raise ApiError: as the gateway refuses them
    """
    _check_fields("", body, endpoint.body)


def _check_fields(prefix: str, value: Mapping[str, Any], specs: Mapping[str, Spec]) -> None:
    for name, spec in specs.items():
        whole = prefix + name
        if value.get(name) is None:
            if spec.get("r"):
                raise missing("body", whole)
            continue
        _check_value(whole, value[name], spec)


def _check_value(name: str, value: Any, spec: Spec) -> None:
    kind = spec["t"]
    if kind == "any":
        return
    if kind.startswith("[]"):
        if not isinstance(value, list):
            raise invalid("body", name, "not a list")
        if len(value) > spec.get("items", len(value)):
            raise invalid("body", name, "too many entries")
        inner = {**spec, "t": kind[2:]}
        for entry in value:
            _check_value(name, entry, inner)
        return
    if not isinstance(value, KINDS[kind]) or (isinstance(value, bool) and kind != "b"):
        raise invalid("body", name, "wrong type")
    if kind == "i":
        _check_range("body", name, value, spec)
    elif kind == "s":
        _check_choice("body", name, value, spec)
    elif kind == "o":
        _check_fields(f"{name}.", value, spec.get("f", {}))


def _check_range(where: str, name: str, value: int, spec: Spec) -> None:
    low, high = spec.get("range", (value, value))
    if not low <= value <= high:
        raise invalid(where, name, f"not between {low} and {high}")


def _check_choice(where: str, name: str, text: str, spec: Spec) -> None:
    if "e" in spec and text not in spec["e"]:
        raise invalid(where, name, "unknown value")
    if len(text) > spec.get("len", len(text)) and not spec["t"].startswith("[]"):
        raise invalid(where, name, "too long")


class Directory:
    """Finds the endpoint of a path, or says what is wrong with it."""

    def __init__(self) -> None:
        self._by_length: dict[int, list[tuple[list[str], Endpoint]]] = {}
        for endpoint in endpoints():
            steps = endpoint.path.split("/")
            self._by_length.setdefault(len(steps), []).append((steps, endpoint))
        for found in self._by_length.values():
            found.sort(key=lambda item: item[1].path.count("{"))  # fixed names before parameters
        self.categories = {endpoint.path.split("/")[1] for endpoint in endpoints()}

    def matches(self, path: str, any_version: bool = False) -> list[tuple[Endpoint, dict[str, str]]]:
        """Return the endpoints with `path`, of all methods, with the values of their path parameters."""
        steps = path.split("/")
        found = []
        for pattern, endpoint in self._by_length.get(len(steps), []):
            values = _match(pattern, steps, any_version)
            if values is not None:
                found.append((endpoint, values))
        return found


def _match(pattern: list[str], steps: list[str], any_version: bool) -> dict[str, str] | None:
    values = {}
    for place, (wanted, given) in enumerate(zip(pattern, steps, strict=True)):
        if name := PLACEHOLDER.fullmatch(wanted):
            if not given:
                return None
            values[name[1]] = given
        elif wanted != given and not (any_version and place == 2 and given.isdigit() and len(given) == 6):
            return None
    return values
