"""Categories, what they want, and brands, in canonical form ("Get Categories", "Get Attributes", …)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.catalogue import (
    Attribute,
    Brand,
    Category,
    CategoryRules,
    Choice,
    Limits,
)

from .fields import records
from .markets import PRE_ORDER_DAYS

_CLOSED: Final = frozenset({"INVITE_ONLY", "NON_MAIN_CATEGORY", "PROHIBITED"})
_ROOT: Final = "0"
_NUMBERS: Final = frozenset({"POSITIVE_INT_OR_DECIMAL", "INT", "DECIMAL", "NUMBER"})
_PARTIES: Final = (
    ("size_chart", "a size chart"),
    ("epr", "a registration for packaging (EPR)"),
    ("manufacturer", "the manufacturer"),
    ("responsible_person", "a responsible person in the EU"),
)

Row = Mapping[str, Any]


def categories_of(lists: Iterable[Iterable[Row]]) -> Iterator[Category]:
    """Yield the categories, parents first.

    :param lists: one list of ``categories`` per storefront; only what all have open can be used on all
    """
    known: dict[str, Row] = {}
    open_in: dict[str, int] = {}
    count = 0
    for rows in lists:
        count += 1
        for row in rows:
            number = str(row.get("id"))
            known.setdefault(number, row)
            open_in[number] = open_in.get(number, 0) + (
                not _CLOSED & set(row.get("permission_statuses") or ())
            )
    for number in _parents_first(known):
        row = known[number]
        parent = _parent(row)
        yield Category(
            external_id=number,
            name=str(row.get("local_name") or ""),
            parent_id=parent if parent in known else "",
            is_leaf=bool(row.get("is_leaf")),
            usable=open_in[number] == count,
        )


def rules_of(category_id: str, limits: Limits, rules: Row, attributes: Iterable[Row]) -> CategoryRules:
    """Return what a category wants.

    :param limits: those of every category
    :param rules: ``data`` of "Get Category Rules"
    :param attributes: of "Get Attributes"
    """
    early = "PRE_ORDER" in (rules.get("allowed_special_product_types") or ())
    return CategoryRules(
        category_id=category_id,
        limits=replace(
            limits,
            dimensions_required=_needs(rules.get("package_dimension")),
            days_to_ship=PRE_ORDER_DAYS if early else None,
        ),
        attributes=tuple(_attribute(row) for row in attributes if row.get("id")),
        wants=tuple(_wants(rules)),
    )


def brands_of(rows: Iterable[Row]) -> Iterator[Brand]:
    """Yield the brands that can be used; goods without brand simply name none."""
    for row in rows:
        if row.get("id") and row.get("brand_status") != "UNAVAILABLE":
            yield Brand(external_id=str(row["id"]), name=str(row.get("name") or ""))


def _parents_first(known: Mapping[str, Row]) -> list[str]:
    """Return the ids so that each follows its parent; what hangs on itself comes last."""
    children: dict[str, list[str]] = {}
    for number, row in known.items():
        parent = _parent(row)
        children.setdefault(parent if parent in known else "", []).append(number)
    done: dict[str, None] = {}
    level = children.get("", [])
    while level:
        done.update(dict.fromkeys(level))
        level = [child for number in level for child in children.get(number, ()) if child not in done]
    return [*done, *(number for number in known if number not in done)]


def _parent(row: Row) -> str:
    parent = str(row.get("parent_id") or "")
    return "" if parent == _ROOT else parent


def _attribute(row: Row) -> Attribute:
    choices = tuple(
        Choice(external_id=str(one["id"]), name=str(one.get("name") or ""))
        for one in records(row.get("values"))
        if one.get("id")
    )
    return Attribute(
        external_id=str(row["id"]),
        name=str(row.get("name") or ""),
        kind=_kind(row, bool(choices)),
        # Spelled so on the wire.
        required=bool(row.get("is_requried") or row.get("is_required")),
        many=bool(row.get("is_multiple_selection")),
        own_values=bool(row.get("is_customizable")) or not choices,
        is_option=row.get("type") == "SALES_PROPERTY",
        choices=choices,
        units=tuple(dict.fromkeys(_units(row))),
    )


def _kind(row: Row, has_choices: bool) -> str:
    if has_choices:
        return "choice"
    return "number" if row.get("value_data_format") in _NUMBERS else "text"


def _units(row: Row) -> Iterator[str]:
    for standard in records(row.get("metric_standards")):
        for module in records(standard.get("metric_value_modules")):
            yield from (str(unit["name"]) for unit in records(module.get("units")) if unit.get("name"))


def _wants(rules: Row) -> Iterator[str]:
    for paper in records(rules.get("product_certifications")):
        # With conditions it depends on an attribute whether the paper is needed.
        if paper.get("is_required") and not paper.get("requirement_conditions"):
            yield f"a certificate: {paper.get('name')}"
    for name, words in _PARTIES:
        if _needs(rules.get(name)):
            yield words
    for fee in records(rules.get("fees")):
        if fee.get("is_required"):
            yield f"a fee: {fee.get('type')}"


def _needs(rule: Any) -> bool:
    return isinstance(rule, Mapping) and bool(rule.get("is_required"))
