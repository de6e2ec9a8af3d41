"""Stage A of a Shopee order: what the buyer pays, from ``buyer_payment_info`` and the lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.fields import amount_of
from odoo.addons.ocean_marketplace_base.lib.ladder_builder import LadderBuilder, Term, Variant
from odoo.addons.ocean_marketplace_base.lib.ladder_codes import CHECKOUT

from .fields import part, unknown_amounts
from .ladder_shopee_fields import CHARGES, DISCOUNTS, INCOME, PAYMENT, PAYMENT_OTHER, TAXES
from .ladder_shopee_lines import LineSplit

_ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Head:
    """What the order says besides its lines.

    `total_amount` is what the buyer pays, if the order tells; `shrunk` whether something was cancelled or
    returned.
    """

    currency: str
    region: str = ""
    is_cancelled: bool = False
    shrunk: bool = False
    cod: bool = False
    cross_border: bool = False
    total_amount: Decimal | None = None


def payment_of(escrow: dict[str, Any]) -> dict[str, Any]:
    """Return the checkout snapshot; empty if it is absent (older answers) or was never filled (unpaid).

    :raise ContractChanged: if it is no object
    """
    payment = part(escrow.get("buyer_payment_info")) or {}
    if not isinstance(payment, dict):
        raise ContractChanged("an object is expected", path=PAYMENT)
    filled = any(amount_of(payment, name, PAYMENT) for name in ("merchant_subtotal", "buyer_total_amount"))
    return payment if filled else {}


def checkout(
    builder: LadderBuilder,
    head: Head,
    lines: Sequence[LineSplit],
    payment: dict[str, Any],
    income: dict[str, Any],
) -> None:
    """Add stage A: what the buyer pays and who pays which discount; close it on the buyer's total.

    :param payment: ``buyer_payment_info``; if empty the figures are taken from `income` and not insisted on
    :param income: ``order_income``
    """
    builder.basis = "checkout"
    for line in lines:
        path, key = line.path, line.units.key
        builder.add(CHECKOUT, "items.list", line.list_amount, f"{path}.original_price", line_key=key)
        for code, amount in (
            ("items.seller_discount", line.seller_discount),
            ("items.bundle_discount", line.bundle_discount),
            ("items.platform_discount", line.platform_discount),
        ):
            builder.add(CHECKOUT, code, -amount, f"{path}.{code.removeprefix('items.')}", line_key=key)
    if payment:
        _snapshot(builder, head, lines, payment, income)
    else:
        _reconstruct(builder, head, income)


def _snapshot(
    builder: LadderBuilder,
    head: Head,
    lines: Sequence[LineSplit],
    payment: dict[str, Any],
    income: dict[str, Any],
) -> None:
    goods = amount_of(payment, "merchant_subtotal", PAYMENT)
    if goods is not None:
        builder.totals["goods"] = goods
        shown = sum((line.discounted for line in lines), _ZERO)
        hint = "The lines do not add up to the subtotal of the checkout."
        builder.check("CHK_ITEMS", CHECKOUT, goods, shown, hint, f"{PAYMENT}.merchant_subtotal")
    for field, code in DISCOUNTS.items():
        amount = amount_of(payment, field, PAYMENT)
        builder.add(CHECKOUT, code, None if amount is None else -abs(amount), f"{PAYMENT}.{field}")
    handling = "fee.buyer_cod" if head.cod else "fee.buyer_handling"
    for field, code in {**CHARGES, **TAXES, "initial_buyer_txn_fee": handling}.items():
        builder.add(CHECKOUT, code, amount_of(payment, field, PAYMENT), f"{PAYMENT}.{field}")
    for field in (
        "merchant_subtotal",
        "seller_voucher",
        "shopee_voucher",
        "shopee_coins_redeemed",
        "shipping_fee",
    ):
        builder.expect(amount_of(payment, field, PAYMENT), f"{PAYMENT}.{field}")
    _shipping(builder, amount_of(payment, "shipping_fee", PAYMENT), f"{PAYMENT}.shipping_fee", income)
    total = _total(builder, head, lines, payment, income)
    _close_checkout(builder, total, payment, income)
    _unknown(builder, payment)


def _shipping(builder: LadderBuilder, paid: Decimal | None, path: str, income: dict[str, Any]) -> None:
    """The gross price of shipping is what the buyer paid plus what others paid for him."""
    platform = amount_of(income, "shopee_shipping_rebate", INCOME) or _ZERO
    carrier = amount_of(income, "shipping_fee_discount_from_3pl", INCOME) or _ZERO
    sources = (f"{INCOME}.shopee_shipping_rebate", f"{INCOME}.shipping_fee_discount_from_3pl")
    builder.add(CHECKOUT, "shipping.list", (paid or _ZERO) + platform + carrier, path, *sources)
    builder.add(CHECKOUT, "shipping.discount_platform", -platform, sources[0])
    builder.add(CHECKOUT, "shipping.discount_carrier", -carrier, sources[1])


def _total(
    builder: LadderBuilder,
    head: Head,
    lines: Sequence[LineSplit],
    payment: dict[str, Any],
    income: dict[str, Any],
) -> Decimal | None:
    """What the buyer pays. The payload says it up to three times, and must say the same."""
    reported = {
        f"{PAYMENT}.buyer_total_amount": amount_of(payment, "buyer_total_amount", PAYMENT),
        f"{INCOME}.buyer_total_amount": amount_of(income, "buyer_total_amount", INCOME),
    }
    if not head.shrunk:
        reported["order.total_amount"] = head.total_amount  # Shopee may lower it after a cancel
    known = {path: amount for path, amount in reported.items() if amount is not None}
    if not known:
        builder.expect(head.total_amount, f"{PAYMENT}.buyer_total_amount")
        return head.total_amount
    first, *others = known
    for path in others:
        hint = "The payload gives two different totals of the buyer."
        builder.check("CHK_TOTAL", CHECKOUT, known[first], known[path], hint, first, path)
    return known[first]


def _close_checkout(
    builder: LadderBuilder, total: Decimal | None, payment: dict[str, Any], income: dict[str, Any]
) -> None:
    if total is None:
        return
    builder.totals["buyer"] = total
    hint = "What the buyer pays is not the sum of its parts."
    variants = _checkout_variants(payment, income)
    builder.close("CHK_TOTAL", CHECKOUT, total, variants, hint, f"{PAYMENT}.buyer_total_amount")


def _checkout_variants(payment: dict[str, Any], income: dict[str, Any]) -> list[Variant]:
    """Terms whose place in the buyer's total no source confirms, each tried alone."""

    def term(code: str, raw: dict[str, Any], field: str, sign: int, path: str) -> Term:
        return Term(code, sign * (amount_of(raw, field, path) or _ZERO), (f"{path}.{field}",))

    other_taxes = [
        term(TAXES[name], payment, name, -1, PAYMENT) for name in TAXES if name != "buyer_tax_amount"
    ]
    extra = tuple(item for item in other_taxes if item.amount)
    return [
        Variant("vip_subtotal", (term("fee.buyer_service", payment, "shopeevip_subtotal", 1, PAYMENT),)),
        Variant("ads_voucher", (term("voucher.platform", payment, "ads_voucher_discount", -1, PAYMENT),)),
        Variant("deposit", (term("deposit.container", payment, "bcrs_deposit", 1, PAYMENT),)),
        Variant(
            "partner_voucher", (term("voucher.partner", income, "voucher_from_external_party", -1, INCOME),)
        ),
        Variant(
            "payment_promotion", (term("payment.promo_platform", income, "payment_promotion", -1, INCOME),)
        ),
        Variant("tax_is_total", extra),
    ]


def _reconstruct(builder: LadderBuilder, head: Head, income: dict[str, Any]) -> None:
    """Older answers have no ``buyer_payment_info``: take current figures and don't insist on the sum."""
    builder.basis = "current"
    for field, code in (
        ("voucher_from_seller", "voucher.seller"),
        ("voucher_from_shopee", "voucher.platform"),
        ("coins", "points.redeemed"),
    ):
        builder.add(CHECKOUT, code, -(amount_of(income, field, INCOME) or _ZERO), f"{INCOME}.{field}")
    handling = "fee.buyer_cod" if head.cod else "fee.buyer_handling"
    fee = amount_of(income, "buyer_transaction_fee", INCOME)
    builder.add(CHECKOUT, handling, fee, f"{INCOME}.buyer_transaction_fee")
    field = "buyer_paid_shipping_fee"
    _shipping(builder, amount_of(income, field, INCOME), f"{INCOME}.{field}", income)
    builder.missing.append(PAYMENT)
    total = amount_of(income, "buyer_total_amount", INCOME)
    total = total or head.total_amount  # nothing was paid for an order cancelled before payment
    if total is not None:
        builder.totals["buyer"] = total
        hint = "The escrow has no checkout snapshot; what the buyer paid for is known in part."
        actual = builder.sum(CHECKOUT)
        builder.check("CHK_NO_SPLIT", CHECKOUT, total, actual, hint, f"{INCOME}.buyer_total_amount")


def _unknown(builder: LadderBuilder, payment: dict[str, Any]) -> None:
    known = {*DISCOUNTS, *CHARGES, *TAXES, *PAYMENT_OTHER}
    for field, amount in unknown_amounts(payment, known):
        hint = f"Unknown amount “{field}”."
        builder.gap("CHK_FIELD_UNKNOWN", CHECKOUT, _ZERO, amount, hint, f"{PAYMENT}.{field}")
