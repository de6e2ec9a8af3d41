"""Money of an order, computed once here and shown by list, detail, saldo and the summary.

``ttl_amount`` is before what the platform takes off, as live orders show it: products, shipping and
insurance.
"""

from fractions import Fraction

from .model import Order

COMMISSION = Fraction(5, 100)
ALIVE_FROM = 100


def subtotal(order: Order) -> int:
    """Return the price of all lines at checkout."""
    return sum(line.total for line in order.lines)


def total(order: Order) -> int:
    """Return ``ttl_amount`` and ``open_amt``: before promotions, vouchers and points."""
    return subtotal(order) + order.shipping_cost + order.insurance


def discount(order: Order) -> int:
    """Return what the platform takes off."""
    return order.promo_product + order.promo_shipping


def buyer_total(order: Order) -> int:
    """Return what the buyer paid at checkout (the formula is unconfirmed)."""
    return total(order) - discount(order) - order.voucher - order.points


def is_alive(order: Order) -> bool:
    """Return whether the order was neither refused nor cancelled."""
    return order.status >= ALIVE_FROM


def goods_revenue(order: Order) -> int:
    """Return what the seller earns with the units still sold, fees not deducted."""
    return sum(line.price * line.active for line in order.lines) if is_alive(order) else 0


def shipping_revenue(order: Order) -> int:
    """Return what the seller earns with shipping: something only if the seller ships."""
    return order.shipping_cost if is_alive(order) and order.courier.own else 0


def seller_revenue(order: Order) -> int:
    """Return what the seller earns with `order` as it stands, fees not deducted."""
    return goods_revenue(order) + shipping_revenue(order)


def checkout_revenue(order: Order) -> int:
    """Return what the seller would have earned had nothing been refused or cancelled."""
    return subtotal(order) + (order.shipping_cost if order.courier.own else 0)


def settlement(order: Order) -> int:
    """Return what is paid to the seller's balance once the order is finished: revenue less commission."""
    fee = int(goods_revenue(order) * COMMISSION + Fraction(1, 2))
    return seller_revenue(order) - fee
