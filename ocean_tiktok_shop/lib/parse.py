"""Files with the platform's payloads to plain data, for ``./ocean parse tiktok_shop KIND FILE…``.

Every function takes the contents of one or more files and returns plain JSON data: the canonical objects, one
alone or several as a list. Files may hold a whole answer, its ``data``, one object or a list of objects, and
orders as they are stored, ``{"order": …}``.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.payload_files import plain_result, read_file

from .errors import clean_code
from .mapping import map_listing, map_order
from .push import parse

_LISTS: Final = ("orders", "products")
_OWN_MARKS: Final = frozenset({"line_items", "skus", "title", "status"})


def parse_order(files: list[bytes]) -> Any:
    """Return the orders of "Get Order List" and "Get Order Detail", in any version, or stored ones.

    :raise ContractChanged: if a file is no JSON, holds no order, or a field is not as promised
    """
    return plain_result([map_order({"order": found}) for found in _objects(files)], "order")


def parse_listing(files: list[bytes]) -> Any:
    """Return the listings of "Search Products" and "Get Product", in any version.

    :raise ContractChanged: as above
    """
    return plain_result([map_listing(found) for found in _objects(files)], "product")


def parse_event(files: list[bytes]) -> Any:
    """Return the events of pushes, as the receiver would read them (without their signatures).

    :raise ContractChanged: if a body is not a push
    """
    return plain_result([event for body in files for event in parse(body)], "event")


KINDS: dict[str, Callable[[list[bytes]], Any]] = {
    "order": parse_order,
    "listing": parse_listing,
    "event": parse_event,
}
"""What can be parsed, by the name of the kind."""


def _objects(files: list[bytes]) -> Iterator[dict[str, Any]]:
    for body in files:
        yield from _unwrap(read_file(body))


def _unwrap(data: Any) -> Iterator[dict[str, Any]]:
    """Peel envelopes and lists off until the objects themselves appear."""
    if isinstance(data, list):
        for element in data:
            yield from _unwrap(element)
        return
    if not isinstance(data, dict):
        raise ContractChanged("an object is expected", path="$")
    if _OWN_MARKS & data.keys():
        yield data
        return
    if clean_code(data.get("code")):
        raise ContractChanged(_complaint(data), path="code")
    inner = _inner(data)
    if inner is None:
        yield data
    else:
        yield from _unwrap(inner)


def _inner(data: dict[str, Any]) -> Any:
    names = ("data", *_LISTS, "order")
    return next((data[name] for name in names if data.get(name) is not None), None)


def _complaint(data: dict[str, Any]) -> str:
    return f"TikTok Shop answered: {clean_code(data.get('code'))}: {data.get('message') or ''}"
