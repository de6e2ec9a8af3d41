"""Who pays for what the buyer does not: ``promo_order_detail`` as terms of the checkout.

Source: guide "get-all-order", ``budget_type``: 1 the platform, 2 a partner, 3 a brand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from odoo.addons.ocean_marketplace_base.lib.ladder_builder import LadderBuilder, Term
from odoo.addons.ocean_marketplace_base.lib.ladder_codes import CHECKOUT

from .payloads import Budget, Discount, Promo

PROMO: Final = "order.promo_order_detail"
_ZERO: Final = Decimal(0)
_PLATFORM: Final = 1
_OTHERS: Final = frozenset({2, 3})
_PARTNER_CODE: Final = "voucher.partner"


@dataclass(frozen=True)
class Kind:
    """A sort of discount: its name in ``type``, the field of its total, the rung where the platform pays."""

    name: str
    total: str
    code: str

    @property
    def path(self) -> str:
        """Where the total stands."""
        return f"{PROMO}.{self.total}"


_KINDS: Final = (
    Kind("discount_product", "total_discount_product", "items.platform_discount"),
    Kind("discount_shipping", "total_discount_shipping", "shipping.discount_platform"),
)
_BUDGET_FIELDS: Final = ("benefit_amount", "actual_benefit_amount")  # which of them adds up is not documented


def promo_terms(builder: LadderBuilder, promo: Promo | None) -> list[Term]:
    """Return what others pay of the order as negative terms, and note contradictions and guesses.

    A part without a budget that adds up is taken to be the platform's, as ``TKP_PAYER_ASSUMED``.
    """
    if promo is None:
        builder.expect(None, PROMO)
        return []
    terms = [term for kind in _KINDS for term in _kind_terms(builder, promo, kind)]
    _check_total(builder, promo, terms)
    return terms


def _kind_terms(builder: LadderBuilder, promo: Promo, kind: Kind) -> list[Term]:
    total = getattr(promo, kind.total) or _ZERO
    rows = [row for one in promo.summary_promo for row in one.discount_details if row.type == kind.name]
    _check_parts(builder, total, rows, kind)
    _check_parts(builder, total, [row for row in promo.total_discount_details if row.type == kind.name], kind)
    if not total:
        return []
    shares = _shares([budget for row in rows for budget in row.budget_details], total)
    if shares is None:
        hint = "Nobody says who pays this discount; it is taken to be the platform."
        builder.gap("TKP_PAYER_ASSUMED", CHECKOUT, total, total, hint, kind.path)
        return [Term(kind.code, -total, (kind.path,))]
    _check_payers(builder, shares, kind)
    partner = sum((amount for payer, amount in shares.items() if payer in _OTHERS), _ZERO)
    parts = ((kind.code, total - partner), (_PARTNER_CODE, partner))
    return [Term(code, -amount, (kind.path,)) for code, amount in parts if amount]


def _shares(budgets: Sequence[Budget], total: Decimal) -> dict[int | None, Decimal] | None:
    """Return who pays how much, by budget type; ``None`` if the budgets do not add up to `total`."""
    for field in _BUDGET_FIELDS:
        shares: dict[int | None, Decimal] = {}
        for budget in budgets:
            payer = budget.budget_type
            shares[payer] = shares.get(payer, _ZERO) + (getattr(budget, field) or _ZERO)
        if sum(shares.values(), _ZERO) == total:
            return shares
    return None


def _check_payers(builder: LadderBuilder, shares: Mapping[int | None, Decimal], kind: Kind) -> None:
    for payer, amount in shares.items():
        if amount and payer != _PLATFORM and payer not in _OTHERS:
            hint = f"Nobody documents who pays a discount of budget type {payer}."
            builder.gap("CHK_PAYER_UNKNOWN", CHECKOUT, _ZERO, amount, hint, kind.path)


def _check_parts(builder: LadderBuilder, total: Decimal, rows: Sequence[Discount], kind: Kind) -> None:
    """The order's own figure counts; parts that do not add up to it are remarked."""
    if rows:
        hint = "The parts of the discount do not add up to it; the order's figure was used."
        parts = sum((row.amount or _ZERO for row in rows), _ZERO)
        builder.check("CHK_ALLOC", CHECKOUT, total, parts, hint, kind.path)


def _check_total(builder: LadderBuilder, promo: Promo, terms: Sequence[Term]) -> None:
    path = f"{PROMO}.total_discount"
    builder.expect(promo.total_discount, path)
    if promo.total_discount is not None:
        parts = -sum((term.amount for term in terms), _ZERO)
        hint = "The discounts on products and shipping do not add up to the whole discount."
        builder.check("CHK_TOTAL", CHECKOUT, promo.total_discount, parts, hint, path)
