"""What Shopee writes in its own way: ``"-"`` for nothing, quotes around ids, numbers that are no amounts."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator

from odoo.addons.ocean_marketplace_base.lib.fields import Blanks, amounts_besides, present

_BLANKS: Final = Blanks(frozenset({"", "-", "null"}), id_quotes='"')
_NO_AMOUNT: Final = ("_id", "_time", "_date", "_weight", "_rate", "_qty", "_pri")

records = _BLANKS.records
part = _BLANKS.part
ident = _BLANKS.ident


def _place(value: Any) -> str:
    """``product_location_id``: text by Shopee's table, a list of texts in its sample."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return _BLANKS.text(value)


Text = Annotated[str, BeforeValidator(_BLANKS.text)]
Ident = Annotated[str, BeforeValidator(_BLANKS.ident)]
Flag = Annotated[bool, BeforeValidator(_BLANKS.flag)]
Place = Annotated[str, BeforeValidator(_place)]
NeededText = Annotated[Text, AfterValidator(present)]
NeededIdent = Annotated[Ident, AfterValidator(present)]


def unknown_amounts(raw: Mapping[str, Any], known: Collection[str]) -> list[tuple[str, Decimal]]:
    """Return the non-zero numbers of `raw` not in `known`, save for ids, times, rates and the like."""
    return amounts_besides(raw, known, lambda name: not name.endswith(_NO_AMOUNT))
