"""Stage A of an order: what the buyer pays, from ``payment`` and the units."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.fields import magnitude_of
from odoo.addons.ocean_marketplace_base.lib.ladder_builder import LadderBuilder, Term, Variant
from odoo.addons.ocean_marketplace_base.lib.ladder_codes import CHECKOUT

from .fields import unknown_amounts
from .ladder_tiktok_fields import (
    CHARGES,
    ITEM_TOTALS,
    LINES,
    PAYMENT,
    PAYMENT_KNOWN,
    PROMOTIONS,
    SHIPPING_DISCOUNTS,
    TAX_PARTS,
    UNIT_ENDINGS,
    UNIT_KNOWN,
)
from .ladder_tiktok_lines import Fold, Unit, sum_of, topped_up, without_cancelled

_ZERO: Final = Decimal(0)
_Payment = dict[str, Any]


def agreed(builder: LadderBuilder, units: list[Unit], payment: _Payment) -> list[Unit]:
    """Return `units` as far as ``payment`` agrees with them; where it does not is a gap.

    Two differences are harmless: sums that miss by rounding, and a ``payment`` that was lowered when units
    were cancelled (whether the platform does that is unconfirmed).
    """
    units = _as_paid(builder, units, payment)
    for name in ("seller_discount", "platform_discount"):
        units = _without_rounding(builder, units, name, payment)
    counted = [unit for unit in units if unit.counted]
    for name, attribute in ITEM_TOTALS.items():
        total = magnitude_of(payment, name, PAYMENT)
        builder.expect(total, f"{PAYMENT}.{name}")
        if total is not None:
            hint = "The units do not add up to the amount of the order."
            builder.check("CHK_ITEMS", CHECKOUT, total, sum_of(counted, attribute), hint, f"{PAYMENT}.{name}")
    return units


def _as_paid(builder: LadderBuilder, units: list[Unit], payment: _Payment) -> list[Unit]:
    total = magnitude_of(payment, "sub_total", PAYMENT)
    kept = [unit for unit in units if not unit.cancelled]
    everything = sum_of(units, "price")
    if total in (None, everything) or len(kept) == len(units) or sum_of(kept, "price") != total:
        return units
    remark(
        builder, "payment_of_active_units", total or _ZERO, everything, f"{PAYMENT}.sub_total", f"{LINES}[]"
    )
    return without_cancelled(units)


def _without_rounding(builder: LadderBuilder, units: list[Unit], name: str, payment: _Payment) -> list[Unit]:
    """Take over the odd cents of an order's discount that the units leave out, at most one for each."""
    total = magnitude_of(payment, name, PAYMENT)
    given = [getattr(unit, name) if unit.counted else _ZERO for unit in units]
    miss = _ZERO if total is None else total - sum(given, _ZERO)
    if total is None or not miss or not any(given) or abs(miss) > builder.quantum * len(units):
        return units
    prices = [unit.price + getattr(unit, name) if unit.counted else _ZERO for unit in units]
    shares = builder.share(total, given, given, prices, f"{PAYMENT}.{name}", f"{LINES}[].{name}")
    return [
        one if one.counted else other
        for one, other in zip(topped_up(units, name, shares), units, strict=True)
    ]


def remark(builder: LadderBuilder, name: str, expected: Decimal, actual: Decimal, *source: str) -> None:
    """Note that the amounts agree only under the unconfirmed hypothesis `name`."""
    builder.closing_variant = ",".join(filter(None, (builder.closing_variant, name)))
    hint = f"Closes only with the unconfirmed reading “{name}”."
    builder.gap("CHK_TOTAL_VARIANT", CHECKOUT, expected, actual, hint, *source)


def checkout(builder: LadderBuilder, lines: Sequence[Fold], payment: _Payment, raw_lines: list[Any]) -> None:
    """Add stage A: what the buyer pays and who pays which discount; close it on the buyer's total.

    :param payment: ``payment`` of the order
    :param raw_lines: ``line_items`` of the order
    """
    builder.basis = "checkout"
    _shipping(builder, payment)
    for line in lines:
        _items(builder, line)
    goods = magnitude_of(payment, "sub_total", PAYMENT)
    if goods is not None:
        builder.totals["goods"] = goods
    for field, code in CHARGES.items():
        builder.add(CHECKOUT, code, magnitude_of(payment, field, PAYMENT), f"{PAYMENT}.{field}")
    for field, code in PROMOTIONS.items():
        builder.add(CHECKOUT, code, -(magnitude_of(payment, field, PAYMENT) or _ZERO), f"{PAYMENT}.{field}")
    _service_fee_of_units(builder, lines, payment)
    _taxes(builder, payment)
    _close(builder, lines, payment)
    _unknown(builder, payment, raw_lines)


def _shipping(builder: LadderBuilder, payment: _Payment) -> None:
    """Add shipping and close it on what the buyer pays for it; the stage is still empty otherwise.

    Whether the co-funded discount lowers ``shipping_fee``, too, is unconfirmed: the official formula leaves
    it out, yet says that the seller's discount is 0 where it is given.
    """
    paid = magnitude_of(payment, "shipping_fee", PAYMENT)
    builder.expect(paid, f"{PAYMENT}.shipping_fee")
    off = {field: magnitude_of(payment, field, PAYMENT) or _ZERO for field in SHIPPING_DISCOUNTS}
    listed = magnitude_of(payment, "original_shipping_fee", PAYMENT)
    builder.expect(listed, f"{PAYMENT}.original_shipping_fee")
    if listed is None:
        listed = (paid or _ZERO) + sum(off.values(), _ZERO)
    builder.add(CHECKOUT, "shipping.list", listed, f"{PAYMENT}.original_shipping_fee")
    for field, code in SHIPPING_DISCOUNTS.items():
        builder.add(CHECKOUT, code, -off[field], f"{PAYMENT}.{field}")
    if paid is not None:
        hint = "What the buyer pays for shipping is not its price less discounts."
        variants = [Variant("cofunded_shipping", (_cofunded(payment),))]
        builder.close("CHK_TOTAL", CHECKOUT, paid, variants, hint, f"{PAYMENT}.shipping_fee")


def _cofunded(payment: _Payment) -> Term:
    return _term(payment, "shipping.discount_cofunded", "shipping_fee_cofunded_discount", -1)


def _term(payment: _Payment, code: str, field: str, sign: int = 1) -> Term:
    return Term(code, sign * (magnitude_of(payment, field, PAYMENT) or _ZERO), (f"{PAYMENT}.{field}",))


def _items(builder: LadderBuilder, line: Fold) -> None:
    units = [unit for unit in line.units if unit.counted]
    for code, field, name, sign in (
        ("items.list", "original_price", "list_price", 1),
        ("items.seller_discount", "seller_discount", "seller_discount", -1),
        ("items.platform_discount", "platform_discount", "platform_discount", -1),
    ):
        source = [f"{unit.path}.{field}" for unit in units]
        builder.add(CHECKOUT, code, sign * sum_of(units, name), *source, line_key=line.key)


def _service_fee_of_units(builder: LadderBuilder, lines: Sequence[Fold], payment: _Payment) -> None:
    """The units repeat the order's service fee; it is taken from them only if the order has none."""
    total = magnitude_of(payment, "buyer_service_fee", PAYMENT)
    parts = [unit.item.buyer_service_fee for line in lines for unit in line.units if unit.counted]
    known = sum((part for part in parts if part is not None), _ZERO)
    path = f"{LINES}[].buyer_service_fee"
    if total is None:
        builder.add(CHECKOUT, "fee.buyer_service", known, path)
    elif all(part is not None for part in parts):
        hint = "The service fees of the units are not that of the order, which is taken."
        builder.check("CHK_ALLOC", CHECKOUT, total, known, hint, f"{PAYMENT}.buyer_service_fee", path)


def _taxes(builder: LadderBuilder, payment: _Payment) -> None:
    """Add ``tax``, by its parts where these make it up."""
    total = magnitude_of(payment, "tax", PAYMENT)
    parts = {field: magnitude_of(payment, field, PAYMENT) or _ZERO for field in TAX_PARTS}
    if total is None or total == sum(parts.values(), _ZERO):
        for field, code in TAX_PARTS.items():
            builder.add(CHECKOUT, code, parts[field], f"{PAYMENT}.{field}")
    else:
        builder.add(CHECKOUT, "tax.buyer_item", total, f"{PAYMENT}.tax")


def _close(builder: LadderBuilder, lines: Sequence[Fold], payment: _Payment) -> None:
    total = magnitude_of(payment, "total_amount", PAYMENT)
    builder.expect(total, f"{PAYMENT}.total_amount")
    if total is None:
        return
    builder.totals["buyer"] = total
    hint = "What the buyer pays is not the sum of its parts."
    variants = [*_combined(_hypotheses(lines, payment)), _without_fees(payment)]
    builder.close("CHK_TOTAL", CHECKOUT, total, variants, hint, f"{PAYMENT}.total_amount")


def _hypotheses(lines: Sequence[Fold], payment: _Payment) -> list[list[Variant]]:
    """Terms whose place in the buyer's total no source confirms; of each group at most one is in it."""
    distance = _term(payment, "distance.fee", "distance_fee")
    carrier = _term(payment, "distance.fee", "distance_shipping_fee")
    groups = [
        [Variant("distance_fee", (distance,))],
        [
            Variant(
                "payment_service_fee", (_term(payment, "fee.buyer_service", "payment_discount_service_fee"),)
            )
        ],
        [Variant("deposit", (_deposit(lines),))],
    ]
    if carrier.amount != distance.amount:  # else nobody can tell them apart, and nothing depends on it
        groups[0].append(Variant("distance_shipping_fee", (carrier,)))
    if magnitude_of(payment, "shipping_fee", PAYMENT) is None:
        groups.append([Variant("cofunded_shipping", (_cofunded(payment),))])
    return groups


def _deposit(lines: Sequence[Fold]) -> Term:
    fees = [unit.item.pfand_fee or _ZERO for line in lines for unit in line.units if unit.counted]
    return Term("deposit.container", sum(fees, _ZERO), (f"{LINES}[].pfand_fee",))


def _combined(groups: list[list[Variant]]) -> Iterator[Variant]:
    """Yield every choice of at most one possible variant of each group, joined to one."""
    nothing = Variant("", ())
    possible = [[nothing, *(one for one in group if one.possible)] for group in groups]
    for choice in product(*possible):
        terms = tuple(term for one in choice for term in one.terms)
        if terms:
            yield Variant("+".join(one.name for one in choice if one.name), terms)


def _without_fees(payment: _Payment) -> Variant:
    """The official formula of the total names goods, shipping and taxes only."""
    terms = (_term(payment, code, field, -1) for field, code in CHARGES.items())
    return Variant("without_buyer_fees", tuple(term for term in terms if term.amount))


def _unknown(builder: LadderBuilder, payment: _Payment, raw_lines: list[Any]) -> None:
    found = [(f"{PAYMENT}.{name}", amount) for name, amount in unknown_amounts(payment, PAYMENT_KNOWN)]
    for index, line in enumerate(raw_lines):
        amounts = unknown_amounts(line, UNIT_KNOWN, UNIT_ENDINGS)
        found += [(f"{LINES}[{index}].{name}", amount) for name, amount in amounts]
    for path, amount in found:
        hint = f"Unknown amount “{path.rsplit('.', 1)[1]}”."
        builder.gap("CHK_FIELD_UNKNOWN", CHECKOUT, _ZERO, amount, hint, path)
