"""Changes to a rendered payload by dotted paths, for faults and for orders that are wrong on purpose."""

from typing import Any

DELETE = {"$delete": True}


def patch(payload: Any, changes: dict[str, Any]) -> Any:
    """Apply `changes` to `payload` in place and return it.

    :param changes: value by path, e.g. ``{"item_list.0.model_quantity_purchased": -1}``; the value
        ``{"$delete": true}`` removes the field. Paths that lead nowhere are ignored.
    """
    for path, value in changes.items():
        _set(payload, path.split("."), value)
    return payload


def _set(payload: Any, steps: list[str], value: Any) -> None:
    *parents, last = steps
    for step in parents:
        payload = _child(payload, step)
    if isinstance(payload, list):
        if last.isdigit() and int(last) < len(payload):
            payload[int(last)] = value
    elif isinstance(payload, dict):
        if value == DELETE:
            payload.pop(last, None)
        else:
            payload[last] = value


def _child(payload: Any, step: str) -> Any:
    if isinstance(payload, dict):
        return payload.get(step)
    if isinstance(payload, list) and step.isdigit() and int(step) < len(payload):
        return payload[int(step)]
    return None
