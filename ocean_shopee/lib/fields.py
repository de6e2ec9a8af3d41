"""Checking Shopee's payloads field by field.

Strict about what matters (a required field is missing, a type is wrong, a quantity is negative, text is
broken), tolerant about what Shopee itself is careless with: numbers as strings, ``"-"`` and ``null`` as
placeholders, absent optional fields, unknown fields. Every failure is a :class:`ContractChanged` with the
path of the field and without its value, which may be buyer data.
"""

import re
from collections.abc import Collection
from datetime import datetime, timezone
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.money import to_decimal

_BROKEN = re.compile("[\x00\ud800-\udfff]")
_PLACEHOLDERS = frozenset({"", "-", "null"})
_INT32 = 2**31 - 1
_MILLISECONDS = 10**11  # Shopee stamps seconds; a few fields are in milliseconds (prescriptions, push 28)
_NO_AMOUNT = ("_id", "_time", "_date", "_weight", "_rate", "_qty", "_pri")
_LAST_SECOND = 253402300799  # 9999-12-31


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value.strip() in _PLACEHOLDERS)


def _text(value: Any) -> str:
    if _is_blank(value):
        return ""
    if not isinstance(value, str):
        raise ValueError("a text is expected")
    return value.strip()


def _ident(value: Any) -> str:
    """Ids, phone and postal codes: numbers or text of them; 0 and blanks mean that there is none."""
    if _is_blank(value):
        return ""
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise ValueError("an id is expected")
    text = str(value).strip().strip('"')
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


def _not_negative(value: Decimal) -> Decimal:
    if value is not None and value < 0:
        raise ValueError("an amount of at least 0 is expected")
    return value


def records(value: Any) -> Any:
    """Read a placeholder for a list as an empty one."""
    return [] if _is_blank(value) else value


def part(value: Any) -> Any:
    """Read a placeholder for an optional object as none."""
    return None if _is_blank(value) else value


def _places(value: Any) -> str:
    """``product_location_id``: text by Shopee's table, a list of texts in its sample."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return _text(value)


Text = Annotated[str, BeforeValidator(_text)]
Ident = Annotated[str, BeforeValidator(_ident)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Place = Annotated[str, BeforeValidator(_places)]
Count = Annotated[int | None, BeforeValidator(_count)]
Money = Annotated[Decimal | None, BeforeValidator(to_decimal)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]
NeededText = Annotated[str, BeforeValidator(_text), AfterValidator(_present)]
NeededIdent = Annotated[str, BeforeValidator(_ident), AfterValidator(_present)]
NeededCount = Annotated[int, BeforeValidator(_count)]
NeededMoment = Annotated[datetime, BeforeValidator(_moment)]
Price = Annotated[Decimal, BeforeValidator(to_decimal), AfterValidator(_not_negative)]
OptionalPrice = Annotated[Decimal | None, BeforeValidator(to_decimal), AfterValidator(_not_negative)]


class Shape(BaseModel):
    """Base of all payload models: unknown fields are ignored, ``model_…`` is a name like any other."""

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
    if _is_sound(raw):
        return
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


def _is_sound(raw: Any) -> bool:
    """Look for broken text without keeping track of where; nearly every payload ends here."""
    pending = [raw]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            if (not value.isascii() or "\x00" in value) and _BROKEN.search(value):
                return False
        elif isinstance(value, dict):
            pending += value
            pending += value.values()
        elif isinstance(value, list):
            pending += value
    return True


def _safe_key(key: Any, place: str) -> str:
    if _BROKEN.search(str(key)):
        raise ContractChanged("the name of a field is broken (not valid UTF-8)", path=place)
    return str(key)


def amount_of(raw: dict[str, Any], name: str, path: str) -> Decimal | None:
    """Return the amount `name` of `raw`, ``None`` if it was not delivered.

    :raise ContractChanged: if it is no amount
    """
    try:
        return to_decimal(raw.get(name))
    except ValueError as error:
        raise ContractChanged(str(error), path=f"{path}.{name}") from None


def unknown_amounts(raw: dict[str, Any], known: Collection[str]) -> list[tuple[str, Decimal]]:
    """Return the non-zero numbers of `raw` not in `known`, save for ids, times, rates and the like."""
    found = []
    for name, value in raw.items():
        number = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
        if number and value and name not in known and not name.endswith(_NO_AMOUNT):
            try:
                found.append((name, to_decimal(value) or Decimal(0)))
            except ValueError:
                continue  # neither known nor an amount
    return found
