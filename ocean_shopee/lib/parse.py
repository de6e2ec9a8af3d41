"""Files with Shopee payloads to plain data, for ``./ocean parse shopee KIND FILE…``.

Every function takes the contents of one or more files and returns plain JSON data: the canonical objects, one
alone or several as a list. Files may hold a whole answer, its ``response``, one object or a list of objects.
"""

from collections.abc import Callable, Iterator
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.payload_files import plain_result, read_file

from .mapping import map_escrow, map_listing, map_order

_BLANK_ERRORS = frozenset({"", "-"})


def parse_order(files: list[bytes]) -> Any:
    """Return the orders of Shopee v2 get_order_detail, with their money if a get_escrow_detail is there too.

    Answers of get_escrow_detail(_batch) are matched by ``order_sn``; one without its order gives what it has.
    Stored payloads ``{"order": …, "escrow": …}`` are accepted as well.

    :raise ContractChanged: if a file is no JSON, holds no order, or a field is not as promised
    """
    orders: list[tuple[dict, dict | None]] = []
    escrows: dict[str, dict] = {}
    for found in _objects(files):
        if "order_income" in found:
            escrows[str(found.get("order_sn"))] = found
        elif isinstance(found.get("order"), dict):
            orders.append((found["order"], found.get("escrow")))
        else:
            orders.append((found, None))
    mapped = []
    for order, own in orders:
        escrow = escrows.pop(str(order.get("order_sn")), None) if own is None else own
        mapped.append(map_order({"order": order, "escrow": escrow}))
    mapped += [map_escrow(escrow) for escrow in escrows.values()]
    return plain_result(mapped, "order")


def parse_listing(files: list[bytes]) -> Any:
    """Return the listings of Shopee v2 get_item_base_info, or of add_item with some names of its own.

    Answers of get_model_list and init_tier_variation name no item: they belong to the items with variants, in
    the same order, or to a single item.

    :raise ContractChanged: as above
    """
    items: list[tuple[dict, dict | None]] = []
    models: list[dict] = []
    for found in _objects(files):
        if "model" in found and "item_id" not in found:
            models.append(found)
        elif isinstance(found.get("item"), dict):
            items.append((found["item"], found.get("models")))
        else:
            items.append((found, None))
    mapped = []
    for item, own in items:
        takes = own is None and models and (item.get("has_model") or len(items) == 1)
        mapped.append(map_listing(item, models.pop(0) if takes else own, ""))
    return plain_result(mapped, "item")


def parse_event(files: list[bytes]) -> Any:
    """Return the events of pushes, as the receiver would read them (without their signatures).

    :raise ContractChanged: if a body is not a push
    """
    from .push import parse

    return plain_result([event for body in files for event in parse(body)], "event")


KINDS: dict[str, Callable[[list[bytes]], Any]] = {
    "order": parse_order,
    "listing": parse_listing,
    "event": parse_event,
}
"""What can be parsed, by the name of the kind."""


def _objects(files: list[bytes]) -> Iterator[dict]:
    for body in files:
        yield from _unwrap(read_file(body))


def _unwrap(data: Any) -> Iterator[dict]:
    """Peel envelopes and lists off until the objects themselves appear."""
    if isinstance(data, list):
        for element in data:
            yield from _unwrap(element)
        return
    if not isinstance(data, dict):
        raise ContractChanged("an object is expected", path="$")
    inner = _inner(data)
    if inner is not None:
        yield from _unwrap(inner)
    elif "error" in data and "order_sn" not in data and "item_id" not in data:
        raise ContractChanged(f"Shopee answered: {_complaint(data)}", path="response")
    else:
        yield data


def _inner(data: dict) -> Any:
    for name in ("response", "order_list", "item_list", "escrow_detail"):
        if name in data and not ("order_sn" in data or "item_id" in data) and data[name] not in (None, ""):
            return data[name]
    rows = data.get("item")
    return rows if isinstance(rows, list) else None


def _complaint(data: dict) -> str:
    error = str(data.get("error") or "").strip()
    return "nothing" if error in _BLANK_ERRORS else f"{error}: {data.get('message') or ''}"
