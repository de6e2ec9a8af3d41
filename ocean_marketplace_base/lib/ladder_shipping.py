"""Orders whose transport is run by the seller: then shipping is revenue."""

from dataclasses import replace

from .ladder import Rung, stage_sum
from .ladder_codes import CHECKOUT, PAYERS, REVENUE, SELLER_SHIPPING_CODES
from .schema import Order


def with_seller_shipping(order: Order) -> Order:
    """Return `order` as one the seller ships himself: what the buyer's shipping is worth becomes revenue.

    The amount is the gross shipping price of the checkout less what the seller pays of it; subsidies of the
    platform reach the seller. Without a ladder, or before the platform told the split, it is 0 and stays so
    until the split arrives. Calling it again changes nothing.
    """
    if order.seller_ships or order.ladder is None:
        return replace(order, seller_ships=True)
    ladder = order.ladder
    amount = stage_sum(ladder.rungs, CHECKOUT, SELLER_SHIPPING_CODES)
    rungs = ladder.rungs
    if amount:
        used = tuple(r for r in rungs if r.stage == CHECKOUT and r.code in SELLER_SHIPPING_CODES)
        source = tuple(dict.fromkeys(path for rung in used for path in rung.source))
        payer = PAYERS[REVENUE, "rev.shipping"]
        rungs += (Rung("rev.shipping", REVENUE, amount, payer, "order", None, used[0].basis, source),)
    totals = {
        name: total + amount if name in ("revenue", "after_returns") else total
        for name, total in ladder.totals.items()
    }
    return replace(
        order,
        seller_ships=True,
        shipping_revenue=amount,
        revenue_total=None if order.revenue_total is None else order.revenue_total + amount,
        ladder=replace(ladder, rungs=rungs, totals=totals),
    )
