"""Building blocks of shapes."""

import re
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, with_config

_AMOUNT: Final = re.compile(r"-?\d+(\.\d+)?")

wire: Final = with_config(ConfigDict(extra="allow"))
"""Marks an object of a request body: further members go through unchecked."""
filters: Final = with_config(ConfigDict(extra="forbid"))
"""Marks keyword arguments: a name that is not documented is a mistake."""


def upto(length: int, least: int = 0) -> Any:
    """Return the constraint "`least` to `length` characters or items"."""
    return Field(min_length=least, max_length=length)


def between(low: int, high: int) -> Any:
    """Return the constraint "an integer from `low` to `high`"."""
    return Field(ge=low, le=high)


def _seconds(moment: datetime | int) -> int:
    if isinstance(moment, int):
        return moment
    if moment.utcoffset() is None:
        raise ValueError("an aware datetime is needed")
    return int(moment.timestamp() // 1)


def _decimal_text(amount: str | Decimal) -> str:
    text = format(amount, "f") if isinstance(amount, Decimal) else amount
    if not _AMOUNT.fullmatch(text):
        raise ValueError("a decimal number is needed")
    return text


def _measure_text(value: str | Decimal) -> str:
    return format(value, "f") if isinstance(value, Decimal) else value


Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:=+-]{1,128}$")]
"""An id of the platform."""
Name = Annotated[str, StringConstraints(min_length=1, max_length=999)]
"""A word of the platform, or an id of ours."""
Ids = Annotated[list[Id], Field(min_length=1)]
Moment = Annotated[datetime, AfterValidator(_seconds)]
"""An aware time; goes out as unix seconds."""
Seconds = Annotated[int | datetime, AfterValidator(_seconds)]
"""Unix seconds, or an aware time."""
Amount = Annotated[str | Decimal, AfterValidator(_decimal_text)]
"""Money in units of the currency, as ``Decimal`` or decimal text; goes out as text."""
Measure = Annotated[str | Decimal, AfterValidator(_measure_text)]
"""A number that the platform wants as text."""
