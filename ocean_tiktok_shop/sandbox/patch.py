"""Changes to a rendered payload by dotted paths, for faults and for orders that are wrong on purpose."""

from typing import Any

DELETE = {"$delete": True}


def patch(payload: Any, changes: dict[str, Any]) -> Any:
    """Apply `changes` to `payload` in place and return it.

    :param changes: value by path, e.g. ``{"line_items.0.sale_price": "-1"}``; the value ``{"$delete": true}``
        removes the field. Paths that lead nowhere are ignored.
    """
    for path, value in changes.items():
        *parents, last = path.split(".")
        place = payload
        for step in parents:
            place = _child(place, step)
        _put(place, last, value)
    return payload


def _put(place: Any, name: str, value: Any) -> None:
    if isinstance(place, list) and name.isdigit() and int(name) < len(place):
        place[int(name)] = value
    elif isinstance(place, dict) and value == DELETE:
        place.pop(name, None)
    elif isinstance(place, dict):
        place[name] = value


def _child(place: Any, step: str) -> Any:
    if isinstance(place, dict):
        return place.get(step)
    if isinstance(place, list) and step.isdigit() and int(step) < len(place):
        return place[int(step)]
    return None
