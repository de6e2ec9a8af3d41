"""What the platform writes in its own way: amounts as text, without sign."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator

from odoo.addons.ocean_marketplace_base.lib.fields import Blanks, amounts_besides, present

_BLANKS: Final = Blanks(frozenset({"", "null"}))

part = _BLANKS.part
records = _BLANKS.records

Text = Annotated[str, BeforeValidator(_BLANKS.text)]
Ident = Annotated[str, BeforeValidator(_BLANKS.ident)]
Flag = Annotated[bool, BeforeValidator(_BLANKS.flag)]
NeededText = Annotated[Text, AfterValidator(present)]
NeededIdent = Annotated[Ident, AfterValidator(present)]


def unknown_amounts(
    raw: Mapping[str, Any], known: Collection[str], endings: tuple[str, ...] = ("",)
) -> list[tuple[str, Decimal]]:
    """Return the non-zero amounts of `raw` that are not in `known`.

    :param endings: of the names that amounts have where ids and the like, numbers in text as well, lie
        beside them
    """
    return amounts_besides(raw, known, lambda name: name.endswith(endings), in_text=True)
