"""Weights and sizes of parcels: grams and centimetres here, many units there."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Final

from odoo.addons.ocean_marketplace_base.lib.content import Dimensions

# "Get Product", package_weight.unit; GRAM in requests.
_GRAMS: Final[Mapping[str, Decimal]] = MappingProxyType(
    {
        "GRAM": Decimal(1),
        "KILOGRAM": Decimal(1000),
        "OUNCE": Decimal("28.349523125"),
        "POUND": Decimal("453.59237"),
    }
)
# The pages write CENTIMETER for products and CM for packages.
_CENTIMETRES: Final[Mapping[str, Decimal]] = MappingProxyType(
    {"CENTIMETER": Decimal(1), "CM": Decimal(1), "INCH": Decimal("2.54")}
)
_HUNDREDTH: Final = Decimal("0.01")


def grams(value: Decimal | None, unit: str) -> int | None:
    """Return a weight in whole grams, ``None`` for none or in a unit that nobody knows."""
    factor = _GRAMS.get(unit.upper())
    if not value or factor is None:
        return None
    return max(1, int((value * factor).to_integral_value(ROUND_HALF_UP)))


def weight_in(unit: str, weight: int) -> dict[str, str]:
    """Return `weight` in grams as the platform writes it, in KILOGRAM or POUND."""
    amount = (Decimal(weight) / _GRAMS[unit]).quantize(Decimal("0.001"), ROUND_CEILING)
    return {"value": f"{amount.normalize():f}", "unit": unit}


def centimetres(
    length: Decimal | None, width: Decimal | None, height: Decimal | None, unit: str
) -> Dimensions | None:
    """Return the sides of a parcel in cm, ``None`` unless all three are known."""
    factor = _CENTIMETRES.get(unit.upper())
    if factor is None or not (length and width and height):
        return None
    return Dimensions(
        length=_rounded(length * factor), width=_rounded(width * factor), height=_rounded(height * factor)
    )


def sides_in(unit: str, sides: Dimensions) -> dict[str, str]:
    """Return `sides` as the platform writes them, in CENTIMETER or INCH: whole numbers, rounded up."""
    factor = _CENTIMETRES[unit]
    whole = {
        name: str(int((getattr(sides, name) / factor).to_integral_value(ROUND_CEILING)))
        for name in ("length", "width", "height")
    }
    return {**whole, "unit": unit}


def _rounded(value: Decimal) -> Decimal:
    """Return `value` with at most two decimals and no zeros after them."""
    text = f"{value.quantize(_HUNDREDTH, ROUND_HALF_UP):f}"
    return Decimal(text.rstrip("0").rstrip("."))
