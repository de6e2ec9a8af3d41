"""Checking the platform's payloads field by field.

Strict about what matters (a required field is missing, a type is wrong, an amount is negative, text is
broken), tolerant about what the platform itself is careless with: numbers as text and text as numbers, blanks
around amounts (``"0 "``), ``""`` and ``null`` for nothing, absent optional fields, unknown fields. Every
failure is a :class:`ContractChanged` with the path of the field and without its value, which may be buyer
data.
"""

import re
from collections.abc import Collection, Mapping
from datetime import datetime, timezone
from decimal import Decimal
from typing import Annotated, Any, Final, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.money import to_decimal

_BROKEN: Final = re.compile("[\x00\ud800-\udfff]")
_PLACEHOLDERS: Final = frozenset({"", "null"})
_INT32: Final = 2**31 - 1
_MILLISECONDS: Final = 10**11  # fields named `*_millis`; as seconds these lie after the year 5000
_LAST_SECOND: Final = 253402300799  # 9999-12-31


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value.strip() in _PLACEHOLDERS)


def _text(value: Any) -> str:
    if _is_blank(value):
        return ""
    if not isinstance(value, str):
        raise ValueError("a text is expected")
    return value.strip()


def _ident(value: Any) -> str:
    """Ids, phone and postal codes: text, in a few places numbers; 0 and blanks mean that there is none."""
    if _is_blank(value):
        return ""
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise ValueError("an id is expected")
    text = str(value).strip()
    return "" if text == "0" else text


def _number(value: Any) -> int | None:
    amount = to_decimal(value)
    if amount is None:
        return None
    if amount != int(amount):
        raise ValueError("a whole number is expected")
    return int(amount)


def _count(value: Any) -> int | None:
    number = _number(value)
    if number is not None and not 0 <= number <= _INT32:
        raise ValueError("a quantity from 0 to 2147483647 is expected")
    return number


def _flag(value: Any) -> bool:
    if _is_blank(value):
        return False
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word not in ("true", "false", "0", "1"):
        raise ValueError("true or false is expected")
    return word in ("true", "1")


def _moment(value: Any) -> datetime | None:
    stamp = _number(value)
    if not stamp:
        return None
    if stamp > _MILLISECONDS:
        stamp //= 1000
    if not 0 < stamp <= _LAST_SECOND:
        raise ValueError("seconds since 1970 are expected")
    return datetime.fromtimestamp(stamp, timezone.utc)


def _present(value: Any) -> Any:
    if value is None or value == "":
        raise ValueError("a value is required")
    return value


def _not_negative(value: Decimal | None) -> Decimal | None:
    if value is not None and value < 0:
        raise ValueError("an amount of at least 0 is expected")
    return value


def records(value: Any) -> Any:
    """Read a placeholder for a list as an empty one."""
    return [] if _is_blank(value) else value


Text = Annotated[str, BeforeValidator(_text)]
Ident = Annotated[str, BeforeValidator(_ident)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Count = Annotated[int | None, BeforeValidator(_count)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]
NeededText = Annotated[str, BeforeValidator(_text), AfterValidator(_present)]
NeededIdent = Annotated[str, BeforeValidator(_ident), AfterValidator(_present)]
NeededMoment = Annotated[datetime, BeforeValidator(_moment)]
Price = Annotated[Decimal, BeforeValidator(to_decimal), AfterValidator(_not_negative)]
OptionalPrice = Annotated[Decimal | None, BeforeValidator(to_decimal), AfterValidator(_not_negative)]


class Shape(BaseModel):
    """Base of all payload models: unknown fields are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True, protected_namespaces=())


AnyShape = TypeVar("AnyShape", bound=Shape)


def load(shape: type[AnyShape], raw: Any, path: str) -> AnyShape:
    """Return `raw` as a `shape`; `path` is the name of `raw` in messages, e.g. ``order``.

    :raise ContractChanged: for the first field that is not as promised
    """
    check_text(raw, path)
    try:
        return shape.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise ContractChanged(_reason(first["type"], first["msg"]), path=_join(path, first["loc"])) from None


def _reason(kind: str, message: str) -> str:
    if kind == "missing":
        return "a required field is missing"
    return message.removeprefix("Value error, ")


def _join(path: str, steps: tuple[int | str, ...]) -> str:
    return path + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


def check_text(raw: Any, path: str) -> None:
    """Refuse text that no database can hold: lone surrogates, which is what broken UTF-8 becomes, and NUL.

    :raise ContractChanged: with the path of the first such text
    """
    pending: list[tuple[Any, str]] = [(raw, path)]
    while pending:
        value, place = pending.pop()
        if isinstance(value, str):
            if _BROKEN.search(value):
                raise ContractChanged("the text is broken (not valid UTF-8)", path=place)
        elif isinstance(value, dict):
            pending += [(item, f"{place}.{_safe_key(key, place)}") for key, item in value.items()]
        elif isinstance(value, list):
            pending += [(item, f"{place}[{index}]") for index, item in enumerate(value)]


def _safe_key(key: Any, place: str) -> str:
    if _BROKEN.search(str(key)):
        raise ContractChanged("the name of a field is broken (not valid UTF-8)", path=place)
    return str(key)


def amount_of(raw: Mapping[str, Any], name: str, path: str) -> Decimal | None:
    """Return the amount `name` of `raw`, ``None`` if it was not delivered.

    The platform's amounts are magnitudes; which of them are subtracted is in its formulas.

    :raise ContractChanged: if it is no amount or a negative one
    """
    try:
        return _not_negative(to_decimal(raw.get(name)))
    except ValueError as error:
        raise ContractChanged(str(error), path=f"{path}.{name}") from None


def unknown_amounts(
    raw: Mapping[str, Any], known: Collection[str], endings: tuple[str, ...] = ("",)
) -> list[tuple[str, Decimal]]:
    """Return the non-zero amounts of `raw` that are not in `known`.

    :param endings: of the names that amounts have where ids and the like, numbers in text as well, lie
        beside them
    """
    found = []
    for name, value in raw.items():
        if name in known or not name.endswith(endings):
            continue
        try:
            amount = to_decimal(value)
        except ValueError:
            continue  # neither known nor an amount
        if amount:
            found.append((name, amount))
    return found
