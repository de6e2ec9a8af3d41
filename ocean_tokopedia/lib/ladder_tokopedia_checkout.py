"""Stage A of a Tokopedia order: what the buyer pays.

``ttl_amount`` (list) and ``open_amt`` (single order) are products, shipping and insurance, before everything
the platform takes off; so live lists and all samples have it. What the buyer pays in the end is in no field.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from odoo.addons.ocean_marketplace_base.lib.ladder_builder import LadderBuilder, Term, Variant
from odoo.addons.ocean_marketplace_base.lib.ladder_codes import CHECKOUT

from .facts import Figure, Item, Money
from .fields import unknown_amounts
from .ladder_tokopedia_promo import promo_terms

_ZERO: Final = Decimal(0)
_NET_TOTAL: Final = "net_total"


def checkout(builder: LadderBuilder, items: Sequence[Item], money: Money) -> None:
    """Add stage A and note what contradicts itself."""
    for item in items:
        _add_item(builder, item)
    _check_goods(builder, items, money.goods)
    builder.add(CHECKOUT, "shipping.list", money.shipping.amount, money.shipping.path)
    builder.add(CHECKOUT, "insurance.shipping", money.insurance.amount, money.insurance.path)
    for figure in (money.goods, money.shipping, money.insurance, money.total, money.points):
        builder.expect(figure.amount, figure.path)
    terms = promo_terms(builder, money.promo) + _own_terms(builder, money)
    _close(builder, money, terms)
    if _NET_TOTAL not in (builder.closing_variant or ""):
        for term in terms:
            builder.add(CHECKOUT, term.code, term.amount, *term.source)
    builder.totals["buyer"] = builder.sum(CHECKOUT)
    _note_unknown(builder, money)


def _add_item(builder: LadderBuilder, item: Item) -> None:
    """The price before and after the seller's discounts; between them lies a bundle or another discount."""
    whole = item.price * item.quantity
    hint = "Unit price times quantity is not the price of the line."
    builder.check("CHK_ITEMS", CHECKOUT, whole, item.total, hint, item.total_path)
    builder.add(CHECKOUT, "items.list", item.list_amount, item.total_path, line_key=item.key)
    code = "items.bundle_discount" if item.bundled else "items.seller_discount"
    builder.add(CHECKOUT, code, -item.discount, item.list_path, line_key=item.key)


def _check_goods(builder: LadderBuilder, items: Sequence[Item], goods: Figure) -> None:
    shown = sum((item.total for item in items), _ZERO)
    if goods.amount is not None:
        hint = "The lines do not add up to the price of all products."
        builder.check("CHK_ITEMS", CHECKOUT, goods.amount, shown, hint, goods.path)
    builder.totals["goods"] = shown if goods.amount is None else goods.amount


def _own_terms(builder: LadderBuilder, money: Money) -> list[Term]:
    """Points, which the platform pays, and a voucher, of which nothing tells who pays it."""
    terms = [Term("points.redeemed", -money.points.value, (money.points.path,))] if money.points.value else []
    if voucher := money.voucher.value:
        hint = "Nothing says who pays this voucher; it is taken to be the seller's own."
        builder.gap("CHK_PAYER_UNKNOWN", CHECKOUT, _ZERO, voucher, hint, money.voucher.path)
        terms.append(Term("voucher.seller", -voucher, (money.voucher.path,)))
    return terms


def _close(builder: LadderBuilder, money: Money, terms: Sequence[Term]) -> None:
    """Close on the order's total: it is gross, unless only another reading of it adds up."""
    if money.total.amount is None:
        return
    variants = [Variant(_NET_TOTAL, tuple(terms))]
    for code, figure in money.unplaced:
        variants.append(Variant(figure.path, (Term(code, figure.value, (figure.path,)),)))
    hint = "Products, shipping and insurance do not add up to the order's total."
    builder.close("CHK_TOTAL", CHECKOUT, money.total.amount, variants, hint, money.total.path)


def _note_unknown(builder: LadderBuilder, money: Money) -> None:
    taken = {path for rung in builder.rungs for path in rung.source}
    for path, raw, known in money.raws:
        for field, amount in unknown_amounts(raw, known):
            if f"{path}.{field}" not in taken:
                hint = f"Unknown amount “{field}”."
                builder.gap("CHK_FIELD_UNKNOWN", CHECKOUT, _ZERO, amount, hint, f"{path}.{field}")
