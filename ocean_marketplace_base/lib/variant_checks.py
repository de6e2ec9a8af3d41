"""Checks of what a buyer can choose: options, variants, their prices and seller SKUs."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from . import content as keys
from .catalogue import Limits
from .content import Content, Option, Variant

SHOWN: Final = 3
"""Variants named in one sentence."""

Finding = tuple[str, str, Mapping[str, Any]]
"""Key, code and values of a problem."""


def variant_problems(content: Content, limits: Limits) -> Iterator[Finding]:
    """Yield what is wrong with the options and variants of `content`; one finding for all variants alike."""
    yield from _options(content, limits)
    yield from _counts(content, limits)
    yield from _combinations(content)
    yield from _prices(content.variants, limits)
    yield from _seller_skus(content.variants, limits)


def variant_name(variant: Variant) -> str:
    """Return what a person calls a variant: its options, else its seller SKU."""
    return " / ".join(variant.options) or variant.seller_sku or "–"


def _options(content: Content, limits: Limits) -> Iterator[Finding]:
    count = len(content.options)
    if limits.options_max is not None and count > limits.options_max:
        yield keys.VARIANTS, "options_many", {"count": count, "most": limits.options_max}
    for option in content.options:
        yield from _option(option, limits)


def _option(option: Option, limits: Limits) -> Iterator[Finding]:
    name = {"option": option.name}
    length, count = len(option.name), len(option.values)
    if not option.name.strip():
        yield keys.VARIANTS, "option_nameless", {}
    if limits.option_name_max is not None and length > limits.option_name_max:
        yield (
            keys.VARIANTS,
            "option_name_long",
            {**name, "length": length, "most": limits.option_name_max},
        )
    if limits.option_values_max is not None and count > limits.option_values_max:
        yield (
            keys.VARIANTS,
            "option_values_many",
            {**name, "count": count, "most": limits.option_values_max},
        )
    yield from _values(option, limits)


def _values(option: Option, limits: Limits) -> Iterator[Finding]:
    most = limits.option_value_max
    long = [value for value in option.values if most is not None and len(value) > most]
    if long:
        yield (
            keys.VARIANTS,
            "option_value_long",
            {"option": option.name, "values": shown(long), "most": most},
        )
    twice = _twice(value.strip().casefold() for value in option.values)
    if twice:
        yield keys.VARIANTS, "option_value_double", {"option": option.name, "values": shown(twice)}


def _counts(content: Content, limits: Limits) -> Iterator[Finding]:
    count = len(content.variants)
    if not count:
        yield keys.VARIANTS, "variants_none", {}
    if limits.variants_max is not None and count > limits.variants_max:
        yield keys.VARIANTS, "variants_many", {"count": count, "most": limits.variants_max}


def _combinations(content: Content) -> Iterator[Finding]:
    values = [set(option.values) for option in content.options]
    odd = [
        variant_name(variant)
        for variant in content.variants
        if len(variant.options) != len(values)
        or any(value not in allowed for value, allowed in zip(variant.options, values, strict=False))
    ]
    if odd:
        yield keys.VARIANTS, "variants_odd", {"variants": shown(odd)}
    twice = [" / ".join(options) for options in _twice(variant.options for variant in content.variants)]
    if twice:
        yield keys.VARIANTS, "variants_double", {"variants": shown([name or "–" for name in twice])}


def _prices(variants: Iterable[Variant], limits: Limits) -> Iterator[Finding]:
    """Prices that a campaign holds are not sent, so they are not checked."""
    free = [variant for variant in variants if not variant.price_locked]
    unpriced = _named(free, lambda variant: not variant.price or variant.price <= 0)
    if unpriced:
        yield keys.PRICE, "price_missing", {"variants": unpriced}
    priced = [variant for variant in free if variant.price and variant.price > 0]
    least, most, digits = limits.price_min, limits.price_max, limits.price_digits
    bounds: tuple[tuple[str, str, Any, Callable[[Decimal], bool]], ...] = (
        ("price_low", "least", least, lambda price: least is not None and price < least),
        ("price_high", "most", most, lambda price: most is not None and price > most),
        ("price_digits", "digits", digits, lambda price: _digits(price) > digits),
    )
    for code, name, bound, is_bad in bounds:
        bad = _named(priced, lambda variant, test=is_bad: test(variant.price))
        if bad:
            yield keys.PRICE, code, {"variants": bad, name: bound}


def _digits(price: Decimal) -> int:
    """Return how many decimal places a price needs."""
    return max(0, -int(price.normalize().as_tuple().exponent))


def _seller_skus(variants: Iterable[Variant], limits: Limits) -> Iterator[Finding]:
    variants = list(variants)
    codes = [variant.seller_sku for variant in variants if variant.seller_sku]
    twice = _twice(codes)
    if twice:
        yield keys.VARIANTS, "seller_sku_double", {"skus": shown(twice)}
    most = limits.seller_sku_max
    long = [code for code in codes if most is not None and len(code) > most]
    if long:
        yield keys.VARIANTS, "seller_sku_long", {"skus": shown(long), "most": most}
    without = _named(variants, lambda variant: not variant.seller_sku)
    if without:
        yield keys.VARIANTS, "seller_sku_missing", {"variants": without}
    cap = limits.quantity_max
    full = _named(variants, lambda variant: cap is not None and (variant.quantity or 0) > cap)
    if full:
        yield keys.VARIANTS, "quantity_high", {"variants": full, "most": cap}


def _named(variants: Iterable[Variant], is_bad: Callable[[Variant], bool]) -> str:
    return shown([variant_name(variant) for variant in variants if is_bad(variant)])


def _twice(values: Iterable[Any]) -> list[Any]:
    """Return what occurs more than once, in order of appearance."""
    return [value for value, count in Counter(values).items() if count > 1]


def shown(names: list[str]) -> str:
    """Return the first names as a list in words, ``""`` of none, with the number of the others."""
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" (+{more})" if more > 0 else "")
