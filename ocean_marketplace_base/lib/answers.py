"""Taking answers apart: what is not where the platform promises it is a changed contract."""

from collections.abc import Mapping
from typing import Any

from .errors import ContractChanged


def member(envelope: Mapping[str, Any], path: str, kind: type) -> Any:
    """Return what stands at the dotted `path` of an answer, of type `kind`; a boolean is no ``int``.

    :raise ContractChanged: when it is missing or of another type
    """
    value: Any = envelope
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise unexpected(envelope, path, kind, value)
    return value


def objects_at(envelope: Mapping[str, Any], path: str) -> list[dict[str, Any]]:
    """Return the list of objects at the dotted `path` of an answer.

    :raise ContractChanged: when it is missing or holds something else
    """
    rows = member(envelope, path, list)
    for index, row in enumerate(rows):
        if not isinstance(row, dict):
            raise unexpected(envelope, f"{path}[{index}]", dict, row)
    return rows


def unexpected(envelope: Mapping[str, Any], path: str, kind: type, value: object) -> ContractChanged:
    """Return the failure that `value` stands at `path`, where something of type `kind` should."""
    return ContractChanged(
        f"{kind.__name__} expected, got {type(value).__name__}",
        path=path,
        request_id=str(envelope.get("request_id") or ""),
    )
