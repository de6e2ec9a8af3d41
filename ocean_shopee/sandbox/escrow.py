"""Escrow detail of an order, as Shopee v2 payment.get_escrow_detail shows it.

Amounts of ``order_income`` are as they stand now, those of ``buyer_payment_info`` as at checkout.
"""

from typing import Any

from .model import Order
from .money import (
    COMMISSION,
    PROCESSING_FEE,
    SERVICE,
    SETTLED,
    LineMoney,
    buyer_total,
    is_alive,
    line_money,
    rate,
    shipping_paid,
    subtotal,
)
from .names import mask

ZERO_FIELDS = [
    "payment_promotion",
    "seller_lost_compensation",
    "escrow_tax",
    "cross_border_tax",
    "shipping_fee_sst",
    "shipping_fee_discount_from_3pl",
    "seller_shipping_discount",
    "final_return_to_seller_shipping_fee",
    "reverse_shipping_fee",
    "reverse_shipping_fee_sst",
    "seller_transaction_fee",
    "credit_card_promotion",
    "campaign_fee",
    "final_product_protection",
    "final_product_vat_tax",
    "final_shipping_vat_tax",
    "rsf_seller_protection_fee_claim_amount",
    "shipping_seller_protection_fee_amount",
    "final_escrow_product_gst",
    "final_escrow_shipping_gst",
    "delivery_seller_protection_fee_premium_amount",
    "sales_tax_on_lvg",
    "withholding_tax",
    "overseas_return_service_fee",
    "fsf_seller_protection_fee_claim_amount",
    "vat_on_imported_goods",
    "withholding_vat_tax",
    "withholding_pit_tax",
    "withholding_cit_tax",
    "buyer_paid_packaging_fee",
    "trade_in_bonus_by_seller",
    "fbs_fee",
    "ads_escrow_top_up_fee_or_technical_support_fee",
    "th_import_duty",
    "shopee_discount",
    "original_shopee_discount",
]


def escrow_detail(order: Order, returns: list[str] | None = None) -> dict[str, Any]:
    """Return the escrow detail of `order`, whose returns have the numbers `returns`."""
    lines = line_money(order)
    return {
        "order_sn": order.sn,
        "buyer_user_name": mask(order.buyer_name) if order.masked else order.buyer_name,
        "return_order_sn_list": returns or [],
        "order_income": _income(order, lines),
        "buyer_payment_info": _buyer_payment(order),
    }


def _income(order: Order, lines: list[LineMoney]) -> dict[str, Any]:
    income = dict.fromkeys(ZERO_FIELDS, 0)
    income |= _goods(lines) | _shipping(order) | _fees(order, lines)
    income |= {
        "buyer_total_amount": buyer_total(order),
        "buyer_payment_method": order.payment_method,
        "instalment_plan": "N/A",
        "seller_voucher_code": [order.voucher_code] if order.voucher_code else [],
        "seller_coin_cash_back": order.coin_cashback if is_alive(order) else 0,
        "drc_adjustable_refund": _refund_to_buyer(order, lines),
        "order_chargeable_weight": int(sum(line.weight * line.quantity for line in order.lines) * 1000),
        "items": [_item(order, money) for money in lines],
    }
    escrow = _escrow_amount(income)
    adjusted = sum(row["amount"] for row in order.adjustments)
    return (
        income
        | {
            "escrow_amount": escrow,
            "total_adjustment_amount": adjusted,
            "escrow_amount_after_adjustment": escrow + adjusted,
        }
        | ({"order_adjustment": order.adjustments} if order.adjustments else {})
    )


def _goods(lines: list[LineMoney]) -> dict[str, int]:
    listed = sum(money.line.listed for money in lines)
    discounted = sum(money.line.discounted for money in lines)
    shown = sum(money.shown_discounted for money in lines)
    sold = [money for money in lines if money.shown_discounted]
    now = sum(money.discounted_now for money in lines)
    listed_now = sum(_active_part(money, money.line.listed) for money in sold)
    return {
        "order_original_price": listed,
        "order_selling_price": sum(money.shown_selling for money in lines),
        "order_discounted_price": shown,
        "order_seller_discount": listed - shown,
        "original_price": listed_now,
        "seller_discount": listed_now - now,
        "original_cost_of_goods_sold": discounted,
        "cost_of_goods_sold": now,
        "seller_return_refund": now - discounted,
        "voucher_from_seller": sum(money.seller_voucher_now for money in lines),
        "voucher_from_shopee": sum(money.platform_voucher_now for money in lines),
        "coins": sum(money.coins_now for money in lines),
    }


def _active_part(money: LineMoney, amount: int) -> int:
    line = money.line
    return amount * (line.active - line.returned) // line.quantity


def _shipping(order: Order) -> dict[str, int]:
    known = order.channel.integrated and order.status in SETTLED
    actual = order.shipping_list if known else 0
    paid, rebate = (shipping_paid(order), order.shipping_rebate) if is_alive(order) else (0, 0)
    return {
        "buyer_paid_shipping_fee": paid,
        "shopee_shipping_rebate": rebate,
        "estimated_shipping_fee": paid + rebate,
        "actual_shipping_fee": actual,
        "final_shipping_fee": rebate - actual,
    }


def _fees(order: Order, lines: list[LineMoney]) -> dict[str, int]:
    base = sum(money.revenue for money in lines)
    transaction = order.cod_fee
    return {
        "commission_fee": rate(base, COMMISSION),
        "service_fee": rate(base, SERVICE),
        "seller_order_processing_fee": PROCESSING_FEE if base else 0,
        "order_ams_commission_fee": order.affiliate_fee if base else 0,
        "buyer_transaction_fee": transaction,
        "credit_card_transaction_fee": transaction,
    }


def _refund_to_buyer(order: Order, lines: list[LineMoney]) -> int:
    back = 0 if is_alive(order) else shipping_paid(order)
    for money in lines:
        back += money.refund
        back -= money.seller_voucher - money.seller_voucher_now
        back -= money.platform_voucher - money.platform_voucher_now
        back -= money.coins - money.coins_now
    return back


def _escrow_amount(income: dict[str, Any]) -> int:
    plus = (
        "original_cost_of_goods_sold seller_return_refund shopee_discount buyer_paid_shipping_fee "
        "shopee_shipping_rebate shipping_fee_discount_from_3pl rsf_seller_protection_fee_claim_amount "
        "buyer_paid_packaging_fee"
    )
    minus = (
        "original_shopee_discount voucher_from_seller seller_coin_cash_back actual_shipping_fee "
        "reverse_shipping_fee final_return_to_seller_shipping_fee seller_transaction_fee service_fee "
        "commission_fee campaign_fee shipping_seller_protection_fee_amount "
        "delivery_seller_protection_fee_premium_amount order_ams_commission_fee seller_order_processing_fee"
    )
    return sum(income[name] for name in plus.split()) - sum(income[name] for name in minus.split())


def _item(order: Order, money: LineMoney) -> dict[str, Any]:
    line = money.line
    in_bundle = line.promotion == "bundle_deal"
    return {
        "item_id": line.item_id,
        "item_name": line.item_name,
        "item_sku": line.item_sku,
        "model_id": line.model_id,
        "model_name": line.model_name,
        "model_sku": line.model_sku,
        "line_item_id": line.key,
        "quantity_purchased": line.quantity,
        "original_price": line.listed,
        "selling_price": money.shown_selling,
        "discounted_price": money.shown_discounted,
        "seller_discount": line.listed - money.shown_discounted,
        "shopee_discount": 0,
        "discount_from_coin": 0 if in_bundle else money.coins_now,
        "discount_from_voucher_seller": money.seller_voucher_now,
        "discount_from_voucher_shopee": money.platform_voucher_now,
        "activity_type": _activity(line.promotion),
        "activity_id": line.promotion_id if _activity(line.promotion) else 0,
        "is_main_item": line.promotion == "add_on_deal_main",
        "is_b2c_shop_item": False,
        "ams_commission_fee": order.affiliate_fee if line is order.lines[0] and money.revenue else 0,
        "promotion_list": promotions(line.promotion, line.promotion_id),
    }


def _activity(promotion: str) -> str:
    if promotion.startswith("add_on_deal"):
        return "add_on_deal"
    return promotion if promotion == "bundle_deal" else ""


def promotions(promotion: str, promotion_id: int) -> list[dict[str, Any]]:
    """Return the promotions of a line as both order and escrow detail list them."""
    names = {
        "product_promotion": "seller_discount",
        "add_on_deal_main": "add_on_deal",
        "add_on_deal_sub": "add_on_deal",
    }
    if not promotion:
        return []
    return [{"promotion_type": names.get(promotion, promotion), "promotion_id": promotion_id}]


def _buyer_payment(order: Order) -> dict[str, Any]:
    zeros = [
        "credit_card_promotion",
        "buyer_tax_amount",
        "shipping_fee_sst_amount",
        "icms_tax_amount",
        "import_tax_amount",
        "iof_tax_amount",
        "buyer_paid_packaging_fee",
        "trade_in_bonus",
        "bulky_handling_fee",
        "discount_pix",
    ]
    return dict.fromkeys(zeros, 0) | {
        "buyer_payment_method": order.payment_method,
        "is_paid_by_credit_card": False,
        "merchant_subtotal": subtotal(order),
        "shipping_fee": shipping_paid(order),
        "seller_voucher": -order.seller_voucher,
        "shopee_voucher": -order.platform_voucher,
        "shopee_coins_redeemed": -order.coins,
        "buyer_service_fee": order.service_fee,
        "initial_buyer_txn_fee": order.cod_fee,
        "insurance_premium": order.insurance,
        "buyer_total_amount": buyer_total(order),
    }
