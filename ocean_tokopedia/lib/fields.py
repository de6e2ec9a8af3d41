"""Checking the platform's payloads field by field.

Strict about what matters (a required field is missing, a type is wrong, a quantity is negative, text is
broken), tolerant about what the platform itself is careless with: numbers as text, ``""``, ``0`` and the year
1 for nothing, ``null`` for empty lists, absent optional fields, unknown fields. Every failure is a
:class:`ContractChanged` with the path of the field and without its value, which may be buyer data.
"""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.money import to_decimal

from .times import Frame, moment_of, moment_of_text

_BROKEN: Final = re.compile("[\x00\ud800-\udfff]")
_DIGITS: Final = re.compile(r"\d+")
_INT32: Final = 2**31 - 1
_NEVER: Final = "0001-"
_AMOUNT: Final = re.compile(r"(^|_)(amt|amount|price|cost|fee|discount|insurance|tax)(_|$)")


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value.strip() in ("", "null"))


def _text(value: Any) -> str:
    if _is_blank(value):
        return ""
    if not isinstance(value, str):
        raise ValueError("a text is expected")
    return value.strip()


def _code(value: Any) -> str:
    """What sellers and couriers number as they like: text, or a number that was taken for one."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(value)


def _ident(value: Any) -> str:
    """Ids, phone and postal codes: numbers or text of them; 0 and blanks mean that there is none."""
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


def _moment(value: Any, info: ValidationInfo) -> datetime | None:
    """An epoch in the list, a text with "Z" in the single order; 0 and the year 1 stand for "not set"."""
    if _is_blank(value) or value == 0 or str(value).startswith(_NEVER):
        return None
    frame = (info.context or {}).get("frame", Frame.UTC)
    is_text = isinstance(value, str) and not _DIGITS.fullmatch(value.strip())
    moment = moment_of_text(value, frame) if is_text else moment_of(_number(value), frame)
    if moment is None:
        raise ValueError("a time is expected")
    return moment


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


def part(value: Any) -> Any:
    """Read a placeholder for an optional object as none; an empty list is one in PHP's JSON."""
    return None if _is_blank(value) or value == [] else value


Text = Annotated[str, BeforeValidator(_text)]
Code = Annotated[str, BeforeValidator(_code)]
Ident = Annotated[str, BeforeValidator(_ident)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Count = Annotated[int | None, BeforeValidator(_count)]
Number = Annotated[int, BeforeValidator(_number)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]
Amount = Annotated[Decimal | None, BeforeValidator(to_decimal), AfterValidator(_not_negative)]
NeededText = Annotated[str, BeforeValidator(_text), AfterValidator(_present)]
NeededIdent = Annotated[str, BeforeValidator(_ident), AfterValidator(_present)]
NeededCount = Annotated[int, BeforeValidator(_count)]
NeededMoment = Annotated[datetime, BeforeValidator(_moment)]
Price = Annotated[Decimal, BeforeValidator(to_decimal), AfterValidator(_not_negative)]


class Shape(BaseModel):
    """Base of all payload models: unknown fields are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)


AnyShape = TypeVar("AnyShape", bound=Shape)


def load(shape: type[AnyShape], raw: Any, path: str, frame: Frame = Frame.UTC) -> AnyShape:
    """Return `raw` as a `shape`; `path` is the name of `raw` in messages, e.g. ``order``.

    :param frame: how the times in `raw` are to be understood
    :raise ContractChanged: for the first field that is not as promised
    """
    check_text(raw, path)
    try:
        return shape.model_validate(raw, context={"frame": frame})
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


def unknown_amounts(raw: Any, known: Collection[str]) -> list[tuple[str, Decimal]]:
    """Return the non-zero numbers of `raw` that are called like amounts and not in `known`."""
    found = []
    for name, value in raw.items() if isinstance(raw, Mapping) else ():
        number = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
        if number and value and name not in known and _AMOUNT.search(name):
            try:
                found.append((name, to_decimal(value) or Decimal(0)))
            except ValueError:
                continue  # neither known nor an amount
    return found
