"""Money of an order, computed once here and shown by order, price detail, statements and the summary.

How the amounts make up totals follows the formulas of the order reference (Get Order List) and of the finance
guide. Rates are those of Indonesian shops as published by Tokopedia & Shop for 2026.
"""

from collections.abc import Iterable
from fractions import Fraction

from .model import Order, Unit
from .switches import Switches


def allocate(total: int, weights: list[int]) -> list[int]:
    """Return `total` split by `weights`, exactly: largest remainder, ties to the earlier one."""
    whole = sum(weights)
    if not whole:
        return [total, *[0] * (len(weights) - 1)] if weights else []
    exact = [Fraction(total * weight, whole) for weight in weights]
    shares = [value.numerator // value.denominator for value in exact]
    by_rest = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    for index in by_rest[: total - sum(shares)]:
        shares[index] += 1
    return shares


def rate(amount: int, percent: Fraction) -> int:
    """Return `percent` of `amount`, rounded half up to whole units."""
    return int((amount * percent + Fraction(1, 2)) // 1)


def total_of(units: Iterable[Unit], name: str) -> int:
    """Return the sum of an amount of `units`."""
    return sum(getattr(unit, name) for unit in units)


def shipping_fee(order: Order, switches: Switches) -> int:
    """Return what the buyer pays for shipping."""
    own = order.charges
    cofunded = own.shipping_cofunded if switches.cofunded_lowers_fee else 0
    return own.shipping_list - own.shipping_seller - own.shipping_platform - cofunded


def buyer_total(order: Order, switches: Switches) -> int:
    """Return what the buyer paid at checkout."""
    own = order.charges
    distance = {"fee": own.distance_fee, "shipping": own.distance_shipping, "none": 0}
    fees = own.handling_fee + own.shipping_insurance + own.item_insurance
    goods = total_of(order.units, "sale_price") + total_of(order.units, "buyer_service_fee")
    return (
        goods
        + shipping_fee(order, switches)
        + fees
        - own.payment_promo
        + distance[switches.distance_in_total]
    )


def seller_ships(order: Order) -> bool:
    """Return whether the seller ships and is paid the shipping fee."""
    return order.shipping_type == "SELLER"


def own_shipping(order: Order) -> int:
    """Return what the seller earns with shipping at checkout."""
    if not seller_ships(order):
        return 0
    return order.charges.shipping_list - order.charges.shipping_seller


def goods_revenue(order: Order) -> int:
    """Return what the seller earns with the units not cancelled, fees and returns not deducted."""
    return sum(unit.revenue for unit in order.active)


def shipping_revenue(order: Order) -> int:
    """Return what the seller earns with shipping as the order stands."""
    return own_shipping(order) if order.active else 0


def checkout_revenue(order: Order) -> int:
    """Return what the seller would have earned had nothing been cancelled."""
    return total_of(order.units, "revenue") + own_shipping(order)
