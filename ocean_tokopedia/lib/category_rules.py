"""Categories and what they ask for, in canonical form."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.catalogue import Attribute, Category, Choice
from odoo.addons.ocean_marketplace_base.lib.content import Option
from odoo.addons.ocean_marketplace_base.lib.errors import Rejected

OWN_VALUE: Final = 0
"""``unit_value_id`` of a value that the category's list does not have."""
Row = Mapping[str, Any]


def categories_of(rows: Iterable[Row], parent_id: str = "") -> Iterator[Category]:
    """Yield the categories of a tree (guide "get-all-categories"), parents before children."""
    for row in rows:
        children = row.get("child") or []
        number = str(row.get("id") or "")
        yield Category(
            external_id=number, name=str(row.get("name") or ""), parent_id=parent_id, is_leaf=not children
        )
        yield from categories_of(children, number)


def attributes_of(annotations: Iterable[Row], variants: Row) -> tuple[Attribute, ...]:
    """Return what a category wants to know: its annotations, none of which is required, and its options.

    :param annotations: ``data`` of product/annotation; they have no ids, so their names stand for them
    :param variants: ``data`` of category/get_variant (v2)
    """
    return (*map(_annotation, annotations), *map(_option, _details(variants)))


def selections_of(variants: Row, options: Sequence[Option]) -> list[dict[str, Any]]:
    """Return ``variant.selection`` of a product (guide "create-product") for the options of a listing.

    :param variants: ``data`` of category/get_variant (v2) of its category
    :raise Rejected: ``unknown_option`` when the category has no such choice for buyers, or not together
    """
    details = [_detail_for(variants, option) for option in options]
    numbers = [detail["variant_id"] for detail in details]
    together = [sorted(group) for group in variants.get("variant_id_combinations") or []]
    if len(set(numbers)) < len(numbers) or (together and sorted(numbers) not in together):
        names = ", ".join(option.name for option in options)
        raise Rejected(f"the category does not take these choices together: {names}", code="unknown_option")
    return [_selection(detail, option) for detail, option in zip(details, options, strict=True)]


def _annotation(row: Row) -> Attribute:
    name = str(row.get("variant") or "")
    return Attribute(external_id=name, name=name, choices=_choices(row.get("values"), "id", "name"))


def _option(detail: Row) -> Attribute:
    units = detail.get("units") or []
    values = [value for unit in units for value in unit.get("unit_values") or []]
    return Attribute(
        external_id=_identifier(detail),
        name=str(detail.get("name") or ""),
        is_option=True,
        own_values=True,
        choices=_choices(values, "variant_unit_value_id", "value"),
        units=tuple(name for unit in units if (name := str(unit.get("unit_name") or ""))),
    )


def _choices(rows: Any, number: str, name: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(external_id=str(row.get(number)), name=str(row.get(name) or "")) for row in rows or []
    )


def _details(variants: Row) -> list[Row]:
    return [detail for detail in variants.get("variant_details") or [] if detail.get("variant_id")]


def _identifier(detail: Row) -> str:
    """Products tell their options by this word, never by the number (product/variant)."""
    return str(detail.get("identifier") or detail.get("variant_id"))


def _detail_for(variants: Row, option: Option) -> Row:
    details = _details(variants)
    for detail in details:
        if option.external_id and option.external_id == _identifier(detail):
            return detail
    for detail in details:
        if option.name.casefold() in (str(detail.get("name")).casefold(), _identifier(detail).casefold()):
            return detail
    names = ", ".join(str(detail.get("name")) for detail in details) or "none"
    raise Rejected(
        f"the category has no choice “{option.name}” for buyers; it has {names}", code="unknown_option"
    )


def _selection(detail: Row, option: Option) -> dict[str, Any]:
    """Values go by the unit, such as a country's sizes, that knows most of them."""
    units = [(unit, _by_word(unit)) for unit in detail.get("units") or []] or [({}, {})]
    words = [value.casefold() for value in option.values]
    unit, known = max(units, key=lambda pair: len(pair[1].keys() & set(words)))
    return {
        "id": detail["variant_id"],
        "unit_id": unit.get("variant_unit_id") or 0,
        "options": [_value(value, known.get(word)) for value, word in zip(option.values, words, strict=True)],
    }


def _by_word(unit: Row) -> dict[str, Row]:
    return {str(row.get("value")).casefold(): row for row in unit.get("unit_values") or []}


def _value(value: str, row: Row | None) -> dict[str, Any]:
    number = row.get("variant_unit_value_id") if row else OWN_VALUE
    return {"unit_value_id": number, "value": value, "hex_code": str(row.get("hex") or "") if row else ""}
