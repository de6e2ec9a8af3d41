"""Stages C and D of a Shopee order: what the seller is paid, from ``order_income``."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.fields import amount_of
from odoo.addons.ocean_marketplace_base.lib.ladder_builder import LadderBuilder, Term, Variant
from odoo.addons.ocean_marketplace_base.lib.ladder_codes import (
    ADJUSTMENT,
    CHECKOUT,
    GOODS_CODES,
    SETTLED_SHIPPING_CODES,
    SETTLEMENT,
)

from .fields import records, unknown_amounts
from .ladder_shopee_fields import (
    ADJUSTMENT_WORDS,
    EARNED,
    INCOME,
    INCOME_DERIVED,
    ITEM_KNOWN,
    ITEMS,
    SPENT,
    UNPLACED,
)

_ZERO = Decimal(0)
_ADS = "ads_escrow_top_up_fee_or_technical_support_fee"
_TREATED = frozenset({_ADS, "withholding_tax", "original_shopee_discount", "shopee_discount"})
_CORE = ("escrow_amount", "voucher_from_seller", "commission_fee", "service_fee", "actual_shipping_fee")


@dataclass(frozen=True, kw_only=True)
class Settled:
    """`goods`: what is paid for goods after vouchers and refunds, if known. `adjusted`: stage D exists."""

    goods: Decimal | None
    adjusted: bool


def settle(builder: LadderBuilder, income: dict[str, Any], *, region: str, cross_border: bool) -> Settled:
    """Add stages C and D and close C on ``escrow_amount``. Until release all of it is Shopee's estimate.

    :raise ContractChanged: for an amount that is none
    """
    has_goods = _goods(builder, income)
    for sign, table in ((1, EARNED), (-1, SPENT)):
        for field, code in table.items():
            if field != "original_cost_of_goods_sold":
                amount = amount_of(income, field, INCOME)
                builder.add(SETTLEMENT, code, None if amount is None else sign * amount, f"{INCOME}.{field}")
    _regional(builder, income, region, cross_border)
    for field in _CORE:
        builder.expect(amount_of(income, field, INCOME), f"{INCOME}.{field}")
    _unknown(builder, income)
    total = amount_of(income, "escrow_amount", INCOME)
    if total is not None:
        _close(builder, income, total, has_goods)
    adjusted = _adjustments(builder, income, total)
    goods = builder.sum(SETTLEMENT, *(GOODS_CODES - {"set.packaging"})) if has_goods else None
    return Settled(goods=goods, adjusted=adjusted)


def _goods(builder: LadderBuilder, income: dict[str, Any]) -> bool:
    """Item price before vouchers, and Shopee's own item rebate, which is taken off and paid back."""
    goods = amount_of(income, "original_cost_of_goods_sold", INCOME)
    source = f"{INCOME}.original_cost_of_goods_sold"
    current = amount_of(income, "cost_of_goods_sold", INCOME)
    if goods is None and current is not None:  # older answers: what is left after refunds
        goods = current - (amount_of(income, "seller_return_refund", INCOME) or _ZERO)
        source = f"{INCOME}.cost_of_goods_sold"
    builder.expect(goods, source)
    builder.add(SETTLEMENT, "set.goods", goods, source)
    taken = amount_of(income, "original_shopee_discount", INCOME)
    if taken is not None:
        paid = amount_of(income, "shopee_discount", INCOME) or _ZERO
        sources = (f"{INCOME}.original_shopee_discount", f"{INCOME}.shopee_discount")
        builder.add(SETTLEMENT, "set.platform_rebate", paid - taken, *sources)
    return goods is not None


def _regional(builder: LadderBuilder, income: dict[str, Any], region: str, cross_border: bool) -> None:
    """Two fields mean different things by market: withholding tax, and ads top-up or technical support."""
    withheld = amount_of(income, "withholding_tax", INCOME) or _ZERO
    tax = "tax.pph22" if region == "ID" else "tax.withholding_other"
    builder.add(SETTLEMENT, tax, -withheld, f"{INCOME}.withholding_tax")
    ads = amount_of(income, _ADS, INCOME) or _ZERO
    builder.add(SETTLEMENT, "fee.service" if cross_border else "ads.topup", -ads, f"{INCOME}.{_ADS}")


def _close(builder: LadderBuilder, income: dict[str, Any], total: Decimal, has_goods: bool) -> None:
    builder.totals["settlement"] = total
    if amount_of(income, "escrow_amount_pri", INCOME):
        # An affiliate shop of a cross-border seller: the amount is converted from the primary currency.
        builder.expect(None, f"{INCOME}.escrow_amount_pri")
    elif has_goods:
        variants = [
            Variant(
                field,
                (Term(code, sign * (amount_of(income, field, INCOME) or _ZERO), (f"{INCOME}.{field}",)),),
            )
            for field, (code, sign) in UNPLACED.items()
        ]
        hint = "The escrow amount is not the sum of its parts."
        if not builder.close("SET_FORMULA", SETTLEMENT, total, variants, hint, f"{INCOME}.escrow_amount"):
            _suspects(builder, income)
    if total < 0:
        builder.gap(
            "SET_NEG", SETTLEMENT, _ZERO, total, "The settlement is negative.", f"{INCOME}.escrow_amount"
        )
    _shipping(builder, income)


def _suspects(builder: LadderBuilder, income: dict[str, Any]) -> None:
    for field in UNPLACED:
        amount = amount_of(income, field, INCOME)
        if amount:
            hint = f"“{field}” may belong to the open amount."
            builder.gap("SET_UNKNOWN_FEE", SETTLEMENT, _ZERO, amount, hint, f"{INCOME}.{field}")


def _shipping(builder: LadderBuilder, income: dict[str, Any]) -> None:
    net = builder.sum(SETTLEMENT, *SETTLED_SHIPPING_CODES)
    own = amount_of(income, "seller_shipping_discount", INCOME) or _ZERO
    if builder.sum(SETTLEMENT, "set.shipping_actual") and net + own < 0:
        hint = "The courier cost more than the buyer and Shopee paid for it."
        builder.gap("SET_SHIP_OVER", SETTLEMENT, _ZERO, net + own, hint, f"{INCOME}.actual_shipping_fee")


def _unknown(builder: LadderBuilder, income: dict[str, Any]) -> None:
    known = {*EARNED, *SPENT, *UNPLACED, *INCOME_DERIVED, *_TREATED}
    for field, amount in unknown_amounts(income, known):
        if not field.startswith("prorated_"):
            hint = f"Unknown amount “{field}”."
            builder.gap("SET_UNKNOWN_FEE", SETTLEMENT, _ZERO, amount, hint, f"{INCOME}.{field}")
    for index, item in enumerate(records(income.get("items"))):
        for field, amount in unknown_amounts(item, ITEM_KNOWN):
            path = f"{ITEMS}[{index}].{field}"
            builder.gap("CHK_FIELD_UNKNOWN", CHECKOUT, _ZERO, amount, f"Unknown amount “{field}”.", path)


def _adjustments(builder: LadderBuilder, income: dict[str, Any], total: Decimal | None) -> bool:
    """Stage D, one rung each. :return: whether there is any"""
    for index, row in enumerate(records(income.get("order_adjustment"))):
        path = f"{INCOME}.order_adjustment[{index}]"
        amount = amount_of(row, "amount", path)
        reason = str(row.get("adjustment_reason") or "").strip()
        code = _adjustment_code(reason)
        builder.add(ADJUSTMENT, code, amount, f"{path}.amount")
        if code == "adj.other" and amount:
            hint = f"Unknown kind of adjustment: “{reason}”."
            builder.gap("ADJ_UNKNOWN_TYPE", ADJUSTMENT, _ZERO, amount, hint, f"{path}.adjustment_reason")
    moved = builder.sum(ADJUSTMENT)
    after = amount_of(income, "escrow_amount_after_adjustment", INCOME)
    if total is not None and (moved or after is not None):
        builder.totals["after_adjustment"] = total + moved if after is None else after
    if total is not None and after is not None:
        hint = "The amount after adjustments is not the escrow amount and its adjustments."
        source = f"{INCOME}.escrow_amount_after_adjustment"
        builder.check("SET_FORMULA", ADJUSTMENT, after, total + moved, hint, source)
    return bool(moved)


def _adjustment_code(reason: str) -> str:
    text = reason.lower()
    return next((code for word, code in ADJUSTMENT_WORDS if word in text), "adj.other")
