"""Files with Tokopedia payloads to plain data, for ``./ocean parse tokopedia KIND FILE…``.

Every function takes the contents of one or more files and returns plain JSON data: the canonical objects, one
alone or several as a list. Files may hold a whole answer, its ``data``, one object or a list of objects.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import simplejson

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.payload_files import plain_result, read_file

from .errors import failure_of
from .mapping import map_listing, map_order

_STORED: Final = frozenset({"order", "frame"})


def parse_order(files: list[bytes]) -> Any:
    """Return the orders of get-all-order, of get-single-order, and of the push about a new order.

    Stored payloads ``{"order": …, "frame": …}`` are accepted as well; other times are taken as UTC.

    :raise ContractChanged: if a file is no JSON, holds no order, or a field is not as promised
    """
    payloads = [
        found if set(found) <= _STORED and "order" in found else {"order": found} for found in _objects(files)
    ]
    return plain_result([map_order(payload) for payload in payloads], "order")


def parse_listing(files: list[bytes]) -> Any:
    """Return the listings of get-product; answers of product/variant are matched by ``parent_id``.

    :raise ContractChanged: as above
    """
    products: list[dict[str, Any]] = []
    families: dict[str, dict[str, Any]] = {}
    for found in _objects(files):
        if "children" in found and "basic" not in found:
            families[str(found.get("parent_id"))] = found
        else:
            products.append(found)
    mapped = [map_listing(product, families.get(_product_id(product))) for product in products]
    return plain_result(mapped, "product")


def parse_event(files: list[bytes]) -> Any:
    """Return the events of pushes, as the receiver would read them (without their signatures).

    :raise ContractChanged: if a body is not a push
    """
    from .push import parse

    return plain_result([event for body in files for push in _pushes(body) for event in parse(push)], "event")


KINDS: Final[Mapping[str, Callable[[list[bytes]], Any]]] = {
    "order": parse_order,
    "listing": parse_listing,
    "event": parse_event,
}
"""What can be parsed, by the name of the kind."""


def _product_id(product: dict[str, Any]) -> str:
    basic = product.get("basic")
    return str(basic.get("productID")) if isinstance(basic, dict) else ""


def _objects(files: list[bytes]) -> Iterator[dict[str, Any]]:
    for body in files:
        yield from _unwrap(read_file(body))


def _unwrap(data: Any) -> Iterator[dict[str, Any]]:
    """Peel envelopes and lists off until the objects themselves appear."""
    if isinstance(data, list):
        for element in data:
            yield from _unwrap(element)
    elif not isinstance(data, dict):
        raise ContractChanged("an object is expected", path="$")
    elif not _is_envelope(data):
        yield data
    elif refusal := failure_of(data, 200):
        code, message, _request_id = refusal
        raise ContractChanged(f"the platform answered: {code}: {message}", path="data")
    elif data.get("data") is not None:
        yield from _unwrap(data["data"])


def _is_envelope(data: dict[str, Any]) -> bool:
    marked = "header" in data or isinstance(data.get("data"), (dict, list))  # answers of 2017 had no header
    return marked and not ("order_id" in data or "basic" in data)


def _pushes(body: bytes) -> Iterator[bytes]:
    """Yield the pushes of a file: one as it came, several in a list, or the answer to get-webhook-payload."""
    try:
        data = read_file(body)
    except ContractChanged:
        data = None  # the receiver says what is wrong
    if isinstance(data, list):
        yield from (_dump(push) for push in data)
    elif isinstance(data, dict) and isinstance(data.get("data"), dict) and "order_id" in data["data"]:
        yield _dump(data["data"])
    else:
        yield body


def _dump(push: Any) -> bytes:
    return simplejson.dumps(push, use_decimal=True, ensure_ascii=True).encode()
