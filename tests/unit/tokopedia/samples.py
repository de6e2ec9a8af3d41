"""Payloads in the platform's shapes with our own values, a fresh copy every time."""

from pathlib import Path
from typing import Any

import simplejson

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "tokopedia"
DELETE = object()


def fixture_bytes(name: str) -> bytes:
    """Return the file `name`."""
    return (FIXTURES / f"{name}.json").read_bytes()


def answer(name: str) -> Any:
    """Return the whole answer in file `name`."""
    return simplejson.loads(fixture_bytes(name), use_decimal=True)


def single() -> dict[str, Any]:
    """Return the payload of a single order: two lines, one unit refused, promotions of two payers."""
    return {"order": answer("order_single")["data"]}


def listed() -> dict[str, Any]:
    """Return the payload of a row of the list: a bundle, a gift of shipping, the seller's own courier."""
    return {"order": answer("order_list")["data"][0]}


def notified() -> dict[str, Any]:
    """Return the payload of the push about a new order, the buyer still encrypted."""
    return {"order": answer("order_notification")}


def put(data: Any, path: tuple, value: Any) -> None:
    """Set, or with `DELETE` remove, the value at `path`, given as keys and indexes."""
    *way, last = path
    for step in way:
        data = data[step]
    if value is DELETE:
        del data[last]
    else:
        data[last] = value
