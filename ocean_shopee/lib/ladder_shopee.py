"""The money ladder of a Shopee order, from Shopee v2 get_order_detail and get_escrow_detail."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.ladder import Ladder, allocate
from odoo.addons.ocean_marketplace_base.lib.ladder_builder import LadderBuilder
from odoo.addons.ocean_marketplace_base.lib.ladder_codes import CHECKOUT, REVENUE

from .ladder_shopee_checkout import Head, checkout, payment_of
from .ladder_shopee_fields import INCOME, PAYMENT
from .ladder_shopee_income import Settled, settle
from .ladder_shopee_lines import LineSplit, Units

_ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class LineRevenue:
    """What a line earns: `seller_voucher` of all units, `revenue` of those not cancelled before shipment."""

    seller_voucher: Decimal | None
    revenue: Decimal


def provisional_ladder(head: Head, lines: Sequence[Units]) -> tuple[Ladder, list[LineRevenue]]:
    """Return the ladder of an order whose escrow is not known yet: unit prices and a total, no split.

    What lies between them (vouchers, coins, shipping, fees) is the gap ``CHK_NO_SPLIT``.
    """
    builder = LadderBuilder(head.currency)
    for units in lines:
        source = f"{units.path}.model_discounted_price"
        builder.add(REVENUE, "rev.items", units.price * units.active, source, line_key=units.key)
        if units.is_bundle and not units.price:
            hint = "Shopee prints price 0 for units of a bundle; the price comes with the escrow."
            builder.gap("CHK_BUNDLE_ZERO", CHECKOUT, units.list_price * units.active, _ZERO, hint, source)
    shown = sum((units.price * units.quantity for units in lines), _ZERO)
    total = shown if head.total_amount is None else head.total_amount
    hint = "Vouchers, coins, shipping and fees of the buyer are not known before the escrow."
    builder.gap("CHK_NO_SPLIT", CHECKOUT, total, shown, hint, "order.total_amount")
    builder.expect(head.total_amount, "order.total_amount")
    builder.expect(None, INCOME)
    if head.total_amount is not None:
        builder.totals["buyer"] = head.total_amount
    revenues = [LineRevenue(seller_voucher=None, revenue=units.price * units.active) for units in lines]
    return builder.build("provisional"), revenues


def full_ladder(
    builder: LadderBuilder, head: Head, lines: Sequence[LineSplit], escrow: dict[str, Any]
) -> tuple[Ladder, list[LineRevenue]]:
    """Return the ladder of an order with its escrow, and what each line earns.

    :param builder: already holds the gaps found while the lines were split
    :param escrow: ``response`` of Shopee v2 get_escrow_detail, its text already checked
    :raise ContractChanged: for an amount that is none
    """
    payment, income = payment_of(escrow), escrow["order_income"]
    checkout(builder, head, lines, payment, income)
    shares = _revenue(builder, lines, snapshot=bool(payment), shrunk=head.shrunk)
    settled = settle(builder, income, region=head.region, cross_border=head.cross_border)
    earned = [
        line.discounted + line.platform_discount - share for line, share in zip(lines, shares, strict=True)
    ]
    goods = None if head.is_cancelled else settled.goods
    cancelled = _losses(builder, lines, earned, goods)
    if goods is not None:
        builder.bridge_goods(f"{INCOME}.original_cost_of_goods_sold")
    revenues = [
        LineRevenue(seller_voucher=share, revenue=full - gone)
        for share, full, gone in zip(shares, earned, cancelled, strict=True)
    ]
    return builder.build(_state(settled)), revenues


def _state(settled: Settled) -> str:
    if settled.adjusted:
        return "adjusted"
    return "checkout" if settled.goods is None else "estimated"


def _revenue(
    builder: LadderBuilder, lines: Sequence[LineSplit], *, snapshot: bool, shrunk: bool
) -> tuple[Decimal, ...]:
    """Stage B as of the checkout. :return: each line's share of the seller's voucher"""
    path = f"{PAYMENT}.seller_voucher" if snapshot else f"{INCOME}.voucher_from_seller"
    voucher = -builder.sum(CHECKOUT, "voucher.seller")
    prices = [max(line.discounted, _ZERO) for line in lines]
    given = [line.seller_voucher for line in lines]
    if shrunk and sum(filter(None, given), _ZERO) != voucher:
        given = [None] * len(lines)  # a cancelled or returned line gave its share back
    shares = builder.share(voucher, given, prices, prices, path)
    for line, share in zip(lines, shares, strict=True):
        amount = line.discounted + line.platform_discount - share
        builder.add(REVENUE, "rev.items", amount, line.path, path, line_key=line.units.key)
    packaging = builder.sum(CHECKOUT, "fee.packaging")
    builder.add(REVENUE, "rev.packaging", packaging, f"{PAYMENT}.buyer_paid_packaging_fee")
    builder.bridge_revenue(path)
    builder.basis = "current"
    return shares


def _losses(
    builder: LadderBuilder, lines: Sequence[LineSplit], earned: Sequence[Decimal], goods: Decimal | None
) -> list[Decimal]:
    """Add what cancelled and returned units take off the revenue.

    The settlement says how much it is in all (goods less the voucher that came back); per line it is shared
    by units. Whether Shopee shows a cancel as a refund or as a lower cost of goods makes no difference here.

    :param goods: what the settlement still pays for goods, ``None`` if that is not known
    :return: what cancelled units take off each line
    """
    cancelled = [line.units.cancelled for line in lines]
    returned = [line.units.returned for line in lines]
    fall = None if goods is None else sum(earned, _ZERO) - goods
    off = _spread(builder.quantum, lines, cancelled, earned, None if any(returned) else fall)
    left = [full - gone for full, gone in zip(earned, off, strict=True)]
    back = _spread(builder.quantum, lines, returned, left, None if fall is None else fall - sum(off, _ZERO))
    for line, gone, returning in zip(lines, off, back, strict=True):
        key, path = line.units.key, line.units.path
        builder.add(REVENUE, "rev.cancelled", -gone, f"{path}.cancelled_qty", line_key=key)
        builder.add(REVENUE, "rev.returned", -returning, f"{path}.returned_qty", line_key=key)
    return off


def _spread(
    quantum: Decimal,
    lines: Sequence[LineSplit],
    gone: Sequence[int],
    amounts: Sequence[Decimal],
    total: Decimal | None,
) -> list[Decimal]:
    """Share `total` over the lines that lost units; without a usable one each loses by its units."""
    expected = [
        _part(amount, units, line.units, quantum)
        for amount, units, line in zip(amounts, gone, lines, strict=True)
    ]
    partly = [index for index, line in enumerate(lines) if 0 < gone[index] < line.units.quantity]
    if total is None or not partly:
        return expected
    rest = total - sum((expected[index] for index in range(len(lines)) if index not in partly), _ZERO)
    caps = [max(amounts[index], _ZERO) for index in partly]
    if not 0 < rest <= sum(caps, _ZERO):
        return expected
    shares = allocate(rest, [max(expected[index], _ZERO) for index in partly], caps, quantum)
    for index, share in zip(partly, shares, strict=True):
        expected[index] = share
    return expected


def _part(amount: Decimal, gone: int, units: Units, quantum: Decimal) -> Decimal:
    if not gone:
        return _ZERO
    if gone >= units.quantity:
        return amount
    return (amount * gone / units.quantity).quantize(quantum, ROUND_HALF_UP)
