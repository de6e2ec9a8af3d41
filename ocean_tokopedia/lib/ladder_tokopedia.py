"""The money ladder of a Tokopedia order: what the buyer pays (A) and what the seller earns (B).

The payload has the whole split, so the ladder is never provisional. Fees and payouts are in the balance of
the shop and not here.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from odoo.addons.ocean_marketplace_base.lib.ladder import Ladder
from odoo.addons.ocean_marketplace_base.lib.ladder_builder import LadderBuilder
from odoo.addons.ocean_marketplace_base.lib.ladder_codes import REVENUE

from .facts import Facts, Item
from .ladder_tokopedia_checkout import checkout

_ZERO: Final = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class LineRevenue:
    """What a line earns: `seller_voucher` of all units, `revenue` of those not cancelled before shipment."""

    seller_voucher: Decimal
    revenue: Decimal


@dataclass(frozen=True, kw_only=True)
class Units:
    """What became of a line's units, and the field that says so."""

    cancelled: int = 0
    returned: int = 0
    path: str


def units_of(facts: Facts, item: Item) -> Units:
    """Return which units of a line are gone.

    An order that ended before it was sent lost them all; one that ended later got them back.
    """
    if not facts.is_over:
        return Units(cancelled=item.rejected, path=item.rejected_path)
    if facts.was_sent:
        left = item.quantity - item.rejected
        return Units(cancelled=item.rejected, returned=left, path="order.order_status")
    return Units(cancelled=item.quantity, path="order.order_status")


def ladder_of(facts: Facts, *, seller_ships: bool) -> tuple[Ladder, list[LineRevenue]]:
    """Return the ladder of an order and what each line earns.

    :param seller_ships: then the gross shipping price is revenue, whoever pays parts of it for the buyer
    """
    builder = LadderBuilder(facts.currency, basis="checkout")
    checkout(builder, facts.items, facts.money)
    shares = _shares(builder, facts)
    revenues = [
        _line(builder, item, units_of(facts, item), share)
        for item, share in zip(facts.items, shares, strict=True)
    ]
    if seller_ships and (facts.was_sent or not facts.is_over):
        shipping = facts.money.shipping
        builder.add(REVENUE, "rev.shipping", shipping.amount, shipping.path, basis="checkout")
    return builder.build("checkout"), revenues


def _shares(builder: LadderBuilder, facts: Facts) -> tuple[Decimal, ...]:
    """Add what each line earns as of the checkout. :return: each line's share of the seller's voucher"""
    voucher, prices = facts.money.voucher, [item.total for item in facts.items]
    shares = builder.share(voucher.value, [None] * len(prices), prices, prices, voucher.path)
    for item, share in zip(facts.items, shares, strict=True):
        builder.add(REVENUE, "rev.items", item.total - share, item.total_path, line_key=item.key)
    builder.bridge_revenue(voucher.path or facts.money.goods.path)
    builder.basis = "current"
    return shares


def _line(builder: LadderBuilder, item: Item, units: Units, share: Decimal) -> LineRevenue:
    full = item.total - share
    gone = _part(builder, full, units.cancelled, item.quantity)
    back = _part(builder, full - gone, units.returned, item.quantity - units.cancelled)
    builder.add(REVENUE, "rev.cancelled", -gone, units.path, line_key=item.key)
    builder.add(REVENUE, "rev.returned", -back, units.path, line_key=item.key)
    return LineRevenue(seller_voucher=share, revenue=full - gone)


def _part(builder: LadderBuilder, amount: Decimal, gone: int, quantity: int) -> Decimal:
    if not gone:
        return _ZERO
    if gone >= quantity:
        return amount
    return (amount * gone / quantity).quantize(builder.quantum, ROUND_HALF_UP)
