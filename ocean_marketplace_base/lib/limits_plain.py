"""Limits and rules of categories from plain JSON: the inverse of `schema.to_plain`, for what is cached."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from .catalogue import Attribute, CategoryRules, Choice, Limits


def limits_from_plain(plain: Mapping[str, Any]) -> Limits:
    """Return the limits that `schema.to_plain` made `plain` of; unknown keys are left out."""
    return Limits(
        **{
            name: _limit(name, value)
            for name, value in plain.items()
            if name in Limits.__dataclass_fields__ and value is not None
        }
    )


def rules_from_plain(plain: Mapping[str, Any]) -> CategoryRules:
    """Return the rules that `schema.to_plain` made `plain` of; choices may have been left out."""
    known = {name: value for name, value in plain.items() if name in CategoryRules.__dataclass_fields__}
    return CategoryRules(
        **{
            **known,
            "limits": limits_from_plain(plain.get("limits") or {}),
            "attributes": tuple(_attribute(row) for row in plain.get("attributes") or ()),
            "wants": tuple(plain.get("wants") or ()),
        }
    )


def _limit(name: str, value: Any) -> Any:
    if name in ("price_min", "price_max"):
        return Decimal(str(value))
    if name == "image_ratio":
        return tuple(Decimal(str(bound)) for bound in value)
    if name == "days_to_ship":
        return tuple(value)
    return frozenset(value) if name in ("image_formats", "conditions") else value


def _attribute(plain: Mapping[str, Any]) -> Attribute:
    known = {name: value for name, value in plain.items() if name in Attribute.__dataclass_fields__}
    return Attribute(
        **{
            **known,
            "choices": tuple(Choice(**row) for row in plain.get("choices") or ()),
            "units": tuple(plain.get("units") or ()),
        }
    )
