"""What the platform writes in its own way: times, codes, and objects without content as PHP writes them."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from odoo.addons.ocean_marketplace_base.lib import fields as base
from odoo.addons.ocean_marketplace_base.lib.fields import AnyShape, Blanks, amounts_besides, number, present

from .times import Frame, moment_of, moment_of_text

_BLANKS: Final = Blanks(frozenset({"", "null"}))
_DIGITS: Final = re.compile(r"\d+")
_NEVER: Final = "0001-"
_AMOUNT: Final = re.compile(r"(^|_)(amt|amount|price|cost|fee|discount|insurance|tax)(_|$)")

records = _BLANKS.records


def part(value: Any) -> Any:
    """Read a placeholder for an optional object as none; an empty list is one in PHP's JSON."""
    return None if value == [] else _BLANKS.part(value)


def _code(value: Any) -> str:
    """What sellers and couriers number as they like: text, or a number that was taken for one."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _BLANKS.text(value)


def _moment(value: Any, info: ValidationInfo) -> datetime | None:
    """An epoch in the list, a text with "Z" in the single order; 0 and the year 1 stand for "not set"."""
    if _BLANKS.is_blank(value) or value == 0 or str(value).startswith(_NEVER):
        return None
    frame = (info.context or {}).get("frame", Frame.UTC)
    is_text = isinstance(value, str) and not _DIGITS.fullmatch(value.strip())
    moment = moment_of_text(value, frame) if is_text else moment_of(number(value), frame)
    if moment is None:
        raise ValueError("a time is expected")
    return moment


Text = Annotated[str, BeforeValidator(_BLANKS.text)]
Code = Annotated[str, BeforeValidator(_code)]
Ident = Annotated[str, BeforeValidator(_BLANKS.ident)]
Flag = Annotated[bool, BeforeValidator(_BLANKS.flag)]
Number = Annotated[int, BeforeValidator(number)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]
NeededText = Annotated[Text, AfterValidator(present)]
NeededIdent = Annotated[Ident, AfterValidator(present)]
NeededMoment = Annotated[datetime, BeforeValidator(_moment)]


def load(shape: type[AnyShape], raw: Any, path: str, frame: Frame = Frame.UTC) -> AnyShape:
    """Return `raw` as a `shape`; see the function of the same name in the base.

    :param frame: how the times in `raw` are to be understood
    :raise ContractChanged: for the first field that is not as promised
    """
    return base.load(shape, raw, path, {"frame": frame})


def unknown_amounts(raw: Any, known: Collection[str]) -> list[tuple[str, Decimal]]:
    """Return the non-zero numbers of `raw` that are called like amounts and not in `known`."""
    return amounts_besides(raw if isinstance(raw, Mapping) else {}, known, _AMOUNT.search)
