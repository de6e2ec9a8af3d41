"""Checking payloads field by field: what the payload models of the platforms are made of.

Strict about what matters (a required field is missing, a type is wrong, a quantity is negative, text is
broken), tolerant about what platforms are careless with: numbers as text, text as numbers, placeholders for
nothing, absent optional fields, unknown fields. Every failure is a :class:`ContractChanged` with the path of
the field and without its value, which may be buyer data.

Types that mean the same on every platform are here; those that depend on what a platform writes for nothing
are made from its :class:`Blanks`.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from decimal import Decimal
from typing import Annotated, Any, Final, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from .errors import ContractChanged
from .money import to_decimal
from .texts import check_text
from .times import MILLISECONDS_FROM

_INT32: Final = 2**31 - 1
_LAST_SECOND: Final = 253402300799  # 9999-12-31


@dataclass(frozen=True)
class Blanks:
    """How a platform writes "nothing", and how to read what may be nothing.

    :param words: what stands for nothing beside ``null``, e.g. ``""`` and ``"-"``.
    :param id_quotes: characters around ids that do not belong to them.
    """

    words: frozenset[str]
    id_quotes: str = ""

    def is_blank(self, value: Any) -> bool:
        """Say whether `value` stands for nothing."""
        return value is None or (isinstance(value, str) and value.strip() in self.words)

    def text(self, value: Any) -> str:
        """Return a text without blanks around it, ``""`` for nothing."""
        if isinstance(value, str):
            text = value.strip()
            return "" if text in self.words else text
        if value is None:
            return ""
        raise ValueError("a text is expected")

    def ident(self, value: Any) -> str:
        """Return an id, phone or postal code, numbers or text of them; 0 and blanks mean there is none."""
        if self.is_blank(value):
            return ""
        if isinstance(value, bool) or not isinstance(value, (int, str)):
            raise ValueError("an id is expected")
        text = str(value).strip().strip(self.id_quotes)
        return "" if text == "0" else text

    def flag(self, value: Any) -> bool:
        """Return true or false, from numbers and texts of them as well; nothing is false."""
        if self.is_blank(value):
            return False
        if isinstance(value, bool):
            return value
        word = str(value).strip().lower()
        if word not in ("true", "false", "0", "1"):
            raise ValueError("true or false is expected")
        return word in ("true", "1")

    def records(self, value: Any) -> Any:
        """Read a placeholder for a list as an empty one."""
        return [] if self.is_blank(value) else value

    def part(self, value: Any) -> Any:
        """Read a placeholder for an optional object as none."""
        return None if self.is_blank(value) else value


def number(value: Any) -> int | None:
    """Return a whole number, ``None`` for nothing."""
    amount = to_decimal(value)
    if amount is None:
        return None
    if amount != int(amount):
        raise ValueError("a whole number is expected")
    return int(amount)


def present(value: Any) -> Any:
    """Return `value`, which is not nothing."""
    if value is None or value == "":
        raise ValueError("a value is required")
    return value


def _count(value: Any) -> int | None:
    quantity = number(value)
    if quantity is not None and not 0 <= quantity <= _INT32:
        raise ValueError("a quantity from 0 to 2147483647 is expected")
    return quantity


def _moment(value: Any) -> datetime | None:
    stamp = number(value)
    if not stamp:
        return None
    if stamp >= MILLISECONDS_FROM:
        stamp //= 1000
    if not 0 < stamp <= _LAST_SECOND:
        raise ValueError("seconds since 1970 are expected")
    return datetime.fromtimestamp(stamp, timezone.utc)


def _not_negative(value: Decimal | None) -> Decimal | None:
    if value is not None and value < 0:
        raise ValueError("an amount of at least 0 is expected")
    return value


Count = Annotated[int | None, BeforeValidator(_count)]
NeededCount = Annotated[int, BeforeValidator(_count)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]
NeededMoment = Annotated[datetime, BeforeValidator(_moment)]
Money = Annotated[Decimal | None, BeforeValidator(to_decimal)]
Price = Annotated[Decimal, BeforeValidator(to_decimal), AfterValidator(_not_negative)]
OptionalPrice = Annotated[Decimal | None, BeforeValidator(to_decimal), AfterValidator(_not_negative)]


class Shape(BaseModel):
    """Base of all payload models: unknown fields are ignored, ``model_…`` is a name like any other."""

    model_config = ConfigDict(extra="ignore", frozen=True, protected_namespaces=())


AnyShape = TypeVar("AnyShape", bound=Shape)


def load(shape: type[AnyShape], raw: Any, path: str, context: Mapping[str, Any] | None = None) -> AnyShape:
    """Return `raw` as a `shape`; `path` is the name of `raw` in messages, e.g. ``order``.

    :param context: what the validators of the platform need to know besides the value
    :raise ContractChanged: for the first field that is not as promised
    """
    check_text(raw, path)
    try:
        return shape.model_validate(raw, context=context)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise ContractChanged(_reason(first["type"], first["msg"]), path=_join(path, first["loc"])) from None


def _reason(kind: str, message: str) -> str:
    if kind == "missing":
        return "a required field is missing"
    return message.removeprefix("Value error, ")


def _join(path: str, steps: tuple[int | str, ...]) -> str:
    return path + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


def amount_of(raw: Mapping[str, Any], name: str, path: str) -> Decimal | None:
    """Return the amount `name` of `raw`, ``None`` if it was not delivered.

    :raise ContractChanged: if it is no amount
    """
    try:
        return to_decimal(raw.get(name))
    except ValueError as error:
        raise ContractChanged(str(error), path=f"{path}.{name}") from None


def magnitude_of(raw: Mapping[str, Any], name: str, path: str) -> Decimal | None:
    """Return :func:`amount_of` for amounts without sign: whether they are subtracted is known by their name.

    :raise ContractChanged: if it is no amount or a negative one
    """
    try:
        return _not_negative(amount_of(raw, name, path))
    except ValueError as error:
        raise ContractChanged(str(error), path=f"{path}.{name}") from None


def amounts_besides(
    raw: Mapping[str, Any],
    known: Collection[str],
    is_amount: Callable[[str], object],
    *,
    in_text: bool = False,
) -> list[tuple[str, Decimal]]:
    """Return the non-zero amounts of `raw` that are not `known`, with their names.

    :param is_amount: says of a name whether what it names may be an amount, and no id, time or rate
    :param in_text: whether the platform writes amounts as text; otherwise only numbers are amounts
    """
    found = []
    for name, value in raw.items():
        if name in known or not (in_text or isinstance(value, (int, float, Decimal))):
            continue
        try:
            amount = to_decimal(value) if is_amount(name) else None
        except ValueError:
            continue  # neither known nor an amount
        if amount:
            found.append((name, amount))
    return found
