"""The money ladder of an order, from "Get Order Detail": stages A (checkout) and B (seller's revenue).

The order itself says who pays which discount, so that its ladder is complete as soon as it is placed. What
the seller is paid in the end (stage C) is in the statements, which are read elsewhere.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.ladder import Ladder
from odoo.addons.ocean_marketplace_base.lib.ladder_builder import LadderBuilder
from odoo.addons.ocean_marketplace_base.lib.ladder_codes import REVENUE

from .ladder_tiktok_checkout import agreed, checkout, remark
from .ladder_tiktok_fields import PAYMENT
from .ladder_tiktok_lines import Fold, folded, given_away, sum_of, units_of
from .payloads import OrderDetail
from .status import is_cancelled

_ZERO: Final = Decimal(0)


def order_ladder(detail: OrderDetail, order: dict[str, Any]) -> tuple[Ladder, list[Fold]]:
    """Return the ladder of an order and its lines.

    :param order: what `detail` was read from; amounts are taken from it by name
    :raise ContractChanged: for an amount that is none
    """
    builder = LadderBuilder(detail.payment.currency)
    payment = order["payment"]
    units = units_of(builder, detail.line_items, order_cancelled=is_cancelled(detail.status))
    if _is_given_away(detail) and any(unit.net for unit in units):
        worth = sum_of(units, "net")
        remark(builder, "given_away", _ZERO, worth, f"{PAYMENT}.total_amount")
        units = given_away(units)
    else:
        units = agreed(builder, units, payment)
    lines = folded(units)
    checkout(builder, lines, payment, order["line_items"])
    _revenue(builder, lines)
    return builder.build("checkout"), lines


def _is_given_away(detail: OrderDetail) -> bool:
    """Samples for creators, replacements and exchanges earn nothing if the buyer pays nothing for them.

    Nobody pays the platform's discount of a sample to the seller.
    """
    free = detail.is_sample_order or detail.is_replacement_order or detail.is_exchange_order
    return free and detail.payment.total_amount == 0


def _revenue(builder: LadderBuilder, lines: Sequence[Fold]) -> None:
    """Add stage B: what the seller earns with the goods, then what cancelled units take off it."""
    for line in lines:
        units = [unit for unit in line.units if unit.counted]
        source = [f"{unit.path}.{name}" for unit in units for name in ("original_price", "seller_discount")]
        builder.add(REVENUE, "rev.items", sum_of(units, "net"), *source, line_key=line.key)
    builder.bridge_revenue(f"{PAYMENT}.seller_discount")
    builder.basis = "current"
    for line in lines:
        gone = [unit for unit in line.units if unit.counted and unit.cancelled]
        source = [f"{unit.path}.display_status" for unit in gone]
        builder.add(REVENUE, "rev.cancelled", -sum_of(gone, "net"), *source, line_key=line.key)
