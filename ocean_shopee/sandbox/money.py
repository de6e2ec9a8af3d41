"""Money of an order, computed once here and shown by order detail, escrow detail and the summary.

The composition of the amounts follows the platform's escrow formula (Shopee v2 payment.get_escrow_detail,
text of ``escrow_amount``). Rates are those of Indonesian local shops as seen in late 2025.
"""

from dataclasses import dataclass
from fractions import Fraction

from .model import Line, Order

COMMISSION = Fraction(8, 100)
SERVICE = Fraction(45, 1000)
PROCESSING_FEE = 1250
SETTLED = ("TO_CONFIRM_RECEIVE", "TO_RETURN", "COMPLETED")


def allocate(total: int, weights: list[int]) -> list[int]:
    """Return `total` split by `weights`, exactly: largest remainder, ties to the later line."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    exact = [Fraction(total * weight, whole) for weight in weights]
    shares = [int(value) for value in exact]
    by_rest = sorted(range(len(weights)), key=lambda i: (exact[i] - shares[i], i), reverse=True)
    for index in by_rest[: total - sum(shares)]:
        shares[index] += 1
    return shares


def part(amount: int, units: int, of: int) -> int:
    """Return the share of `amount` for `units` of `of` units, rounded half up."""
    return int(Fraction(amount * units, of) + Fraction(1, 2)) if of else 0


def rate(amount: int, percent: Fraction) -> int:
    """Return `percent` of `amount`, rounded half up to whole units."""
    return int(amount * percent + Fraction(1, 2))


@dataclass(frozen=True)
class LineMoney:
    """Amounts of one line: shares of vouchers and coins at checkout and now, and the price of units gone."""

    line: Line
    seller_voucher: int
    platform_voucher: int
    coins: int
    seller_voucher_now: int
    platform_voucher_now: int
    coins_now: int
    refund: int

    @property
    def discounted_now(self) -> int:
        """Price of the units that are neither cancelled nor returned."""
        return self.line.discounted - self.refund

    @property
    def shown_selling(self) -> int:
        """Price after the item's promotion as escrow shows it: 0 once the whole line is returned."""
        return 0 if self._all_returned else self.line.selling

    @property
    def shown_discounted(self) -> int:
        """Price after the bundle deal too, as escrow shows it: 0 once the whole line is returned."""
        return 0 if self._all_returned else self.line.discounted

    @property
    def _all_returned(self) -> bool:
        return 0 < self.line.quantity == self.line.returned

    @property
    def revenue(self) -> int:
        """What the seller earns with the units still sold: list price less own discounts and voucher."""
        return self.discounted_now - self.seller_voucher_now


def line_money(order: Order) -> list[LineMoney]:
    """Return the amounts of each line of `order`."""
    weights = [line.discounted for line in order.lines]
    shares = zip(
        order.lines,
        allocate(order.seller_voucher, weights),
        allocate(order.platform_voucher, weights),
        allocate(order.coins, weights),
        strict=True,
    )
    return [_line(line, seller, platform, coins) for line, seller, platform, coins in shares]


def _line(line: Line, seller: int, platform: int, coins: int) -> LineMoney:
    gone = line.cancelled + line.returned
    left = [amount - part(amount, gone, line.quantity) for amount in (seller, platform, coins)]
    return LineMoney(line, seller, platform, coins, *left, refund=part(line.discounted, gone, line.quantity))


def subtotal(order: Order) -> int:
    """Return the price of all lines at checkout, before vouchers."""
    return sum(line.discounted for line in order.lines)


def shipping_paid(order: Order) -> int:
    """Return what the buyer paid for shipping."""
    return order.shipping_list - order.shipping_rebate


def buyer_total(order: Order) -> int:
    """Return what the buyer paid at checkout."""
    off = order.seller_voucher + order.platform_voucher + order.coins
    fees = order.service_fee + order.cod_fee + order.insurance
    return subtotal(order) - off + shipping_paid(order) + fees


def is_alive(order: Order) -> bool:
    """Return whether any unit is not cancelled."""
    return any(line.active for line in order.lines)


def shipping_revenue(order: Order) -> int:
    """Return what the seller earns with shipping: something only if the seller ships."""
    return order.shipping_list if is_alive(order) and not order.channel.integrated else 0


def seller_revenue(order: Order) -> int:
    """Return what the seller earns with `order` as it stands, fees not deducted."""
    return sum(money.revenue for money in line_money(order)) + shipping_revenue(order)


def checkout_revenue(order: Order) -> int:
    """Return what the seller would have earned had nothing been cancelled or returned."""
    shipping = 0 if order.channel.integrated else order.shipping_list
    return subtotal(order) - order.seller_voucher + shipping
