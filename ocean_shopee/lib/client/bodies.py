"""Shapes of larger request bodies, checked before they are sent.

Callers pass plain mappings; :func:`body` refuses what the documentation does not know. Ids may be numbers or
strings of digits, amounts are ``Decimal`` or ``int``, times aware ``datetime``.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from odoo.addons.ocean_marketplace_base.lib.arguments import check_moment
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from .arguments import check_amount, check_id


def _ident(value: object) -> int:
    return check_id("id", str(value) if isinstance(value, int) and not isinstance(value, bool) else value)


def _amount(value: object) -> Decimal:
    return check_amount("amount", value)


def _moment(value: object) -> int:
    return check_moment("time", value)


def _mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError("a mapping is needed")
    return dict(value)


class Body(BaseModel):
    """A JSON object that is sent. Unknown names and other types are refused."""

    model_config = ConfigDict(strict=True, extra="forbid", protected_namespaces=())


Ident = Annotated[int, BeforeValidator(_ident)]
Amount = Annotated[Decimal, BeforeValidator(_amount)]
Moment = Annotated[int, BeforeValidator(_moment)]
Count = Annotated[int, Field(ge=0, le=2**31 - 1)]
Open = Annotated[dict[str, Any], BeforeValidator(_mapping)]
"""An object whose fields differ by market; it is passed on as it is."""


def body(kind: type[Body], values: object, name: str) -> dict[str, Any]:
    """Return `values` as the JSON object `kind` describes, without the fields that are not given.

    :param str name: what the message calls `values`
    :raise InvalidRequest: with the place of everything that is wrong
    """
    if not isinstance(values, Mapping):
        raise InvalidRequest(f"{name}: a mapping is needed")
    try:
        return kind.model_validate(dict(values)).model_dump(exclude_unset=True)
    except ValidationError as error:
        raise InvalidRequest("; ".join(_complaint(name, found) for found in error.errors())) from None


def bodies(kind: type[Body], values: list[Any], name: str) -> list[dict[str, Any]]:
    """Return :func:`body` of each element."""
    return [body(kind, value, f"{name}[{index}]") for index, value in enumerate(values)]


def _complaint(name: str, found: Any) -> str:
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in found["loc"])
    return f"{name}{place}: {found['msg']}"
