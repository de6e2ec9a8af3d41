"""Amounts as platforms write them: numbers, numeric strings, blanks and minus zero."""

from decimal import Decimal, InvalidOperation
from typing import Any

_WHOLE = Decimal(1)
_CENT = Decimal("0.01")
_WHOLE_CURRENCIES = frozenset({"IDR", "VND", "KRW", "JPY", "CLP", "COP", "TWD"})
_MAX_EXPONENT = 15  # a thousand billion: what is larger is no amount but a broken payload
_LARGE = 10**_MAX_EXPONENT
_MIN_EXPONENT = -10
_BLANK = frozenset({"", "-", "null", "none", "n/a"})


def quantum_of(currency: str) -> Decimal:
    """Return the smallest unit a platform uses in `currency` (``IDR`` 1, ``SGD`` 0.01).

    This is not Odoo's rounding: platforms never quote sen of a rupiah, Odoo's rupiah has them.
    An unknown or empty currency has cents.
    """
    return _WHOLE if currency.upper() in _WHOLE_CURRENCIES else _CENT


def to_decimal(value: Any) -> Decimal | None:
    """Return an amount, or ``None`` when there is none (``None``, blanks, ``"-"``, ``"N/A"``).

    Accepts ``int``, ``float``, ``Decimal`` and strings of them with blanks around. Minus zero becomes zero
    and trailing zeros go, so that ``"100.00"`` and ``100`` are the same amount and print the same.

    :raise ValueError: for booleans, NaN, infinity, absurd sizes and anything else
    """
    if type(value) is int and -_LARGE < value < _LARGE:  # nearly all amounts: no text in between
        return Decimal(value)
    if value is None or (isinstance(value, str) and value.strip().lower() in _BLANK):
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, str)):
        raise ValueError("an amount is expected")
    return _canonical(_read(value))


def _read(value: int | float | Decimal | str) -> Decimal:
    text = value.strip() if isinstance(value, str) else str(value)
    if "_" in text:  # Decimal("1_000") is Python's notation, no platform's
        raise ValueError("an amount is expected")
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError("an amount is expected") from None


def _canonical(amount: Decimal) -> Decimal:
    if not amount.is_finite():
        raise ValueError("a finite amount is expected")
    if not amount:
        return Decimal(0)
    if amount.adjusted() >= _MAX_EXPONENT:
        raise ValueError("the amount is too large")
    if int(amount.as_tuple().exponent) < _MIN_EXPONENT:  # a float's tail, e.g. 0.1 + 0.2
        amount = round(amount, -_MIN_EXPONENT)
    amount = amount.normalize()
    return amount.quantize(_WHOLE) if int(amount.as_tuple().exponent) > 0 else amount + 0
