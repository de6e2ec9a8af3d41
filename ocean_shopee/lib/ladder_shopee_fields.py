"""Which rung each field of Shopee v2 get_escrow_detail is, and which fields are never added.

``buyer_payment_info`` is the checkout as the buyer saw it and is not rewritten later; its discounts are
negative. ``order_income`` is the seller's side, an estimate until the order is completed; its magnitudes are
positive and the formula in the official description of ``escrow_amount`` says which are subtracted.
"""

from typing import Final

PAYMENT: Final = "escrow.buyer_payment_info"
INCOME: Final = "escrow.order_income"
ITEMS: Final = "escrow.order_income.items"

DISCOUNTS = {
    "seller_voucher": "voucher.seller",
    "shopee_voucher": "voucher.platform",
    "shopee_coins_redeemed": "points.redeemed",
    "credit_card_promotion": "payment.promo_bank",
    "discount_pix": "payment.promo_bank",
    "trade_in_bonus": "points.trade_in",
    "trade_in_discount": "points.trade_in",
}
"""Of ``buyer_payment_info``: what makes the buyer pay less, whatever its sign."""

CHARGES = {
    "buyer_service_fee": "fee.buyer_service",
    "bulky_handling_fee": "fee.buyer_bulky",
    "buyer_instant_fee": "fee.buyer_delivery",
    "insurance_premium": "insurance.item",
    "buyer_paid_packaging_fee": "fee.packaging",
    "buyer_paid_extended_warranty": "service.warranty",
    "buyer_paid_installation_fee": "service.installation",
}
"""Of ``buyer_payment_info``: what the buyer pays on top."""

TAXES = {
    "buyer_tax_amount": "tax.buyer_item",
    "icms_tax_amount": "tax.buyer_item",
    "iof_tax_amount": "tax.buyer_item",
    "vat": "tax.buyer_item",
    "footwear_tax": "tax.buyer_item",
    "lvg_sales_tax_adjustment": "tax.buyer_item",
    "import_tax_amount": "tax.buyer_import",
    "import_processing_charge": "tax.buyer_import",
    "import_duty_and_excise_tax": "tax.buyer_import",
    "shipping_fee_sst_amount": "tax.buyer_shipping",
}
"""Of ``buyer_payment_info``: taxes added at checkout (VAT contained in prices is in no field)."""

PAYMENT_OTHER = frozenset(
    {
        "merchant_subtotal",
        "buyer_total_amount",
        "total_tax_and_fees_amount",
        "shipping_fee",
        "initial_buyer_txn_fee",
        "shopeevip_subtotal",
        "ads_voucher_discount",
        "bcrs_deposit",
    }
)
"""Of ``buyer_payment_info``: sums, what is treated one by one, and what is only tried as a hypothesis."""

EARNED = {
    "original_cost_of_goods_sold": "set.goods",
    "seller_return_refund": "set.refund_goods",  # negative by itself
    "buyer_paid_shipping_fee": "set.shipping_collected",
    "shopee_shipping_rebate": "set.shipping_subsidy",
    "shipping_fee_discount_from_3pl": "set.shipping_carrier_discount",
    "rsf_seller_protection_fee_claim_amount": "set.shipping_claim",
    "buyer_paid_packaging_fee": "set.packaging",
}
"""Of ``order_income``: added to the escrow amount."""

SPENT = {
    "voucher_from_seller": "set.voucher_seller",
    "seller_coin_cash_back": "mkt.coin_cashback",
    "actual_shipping_fee": "set.shipping_actual",
    "reverse_shipping_fee": "set.shipping_return",
    "final_return_to_seller_shipping_fee": "set.shipping_failed",
    "commission_fee": "fee.commission",
    "service_fee": "fee.service",
    "seller_transaction_fee": "fee.transaction",
    "campaign_fee": "fee.campaign",
    "seller_order_processing_fee": "fee.processing",
    "order_ams_commission_fee": "fee.affiliate",
    "fbs_fee": "fee.fulfilment",
    "shipping_seller_protection_fee_amount": "fee.protection",
    "delivery_seller_protection_fee_premium_amount": "fee.insurance",
    "overseas_return_service_fee": "fee.service",
    "trade_in_bonus_by_seller": "mkt.trade_in",
    "withholding_vat_tax": "tax.vat_withheld",
    "withholding_pit_tax": "tax.pit_withheld",
    "withholding_cit_tax": "tax.cit_withheld",
    "escrow_tax": "tax.cross_border",
    "final_escrow_product_gst": "tax.gst",
    "sales_tax_on_lvg": "tax.lvg",
    "shipping_fee_sst": "tax.sst",
    "reverse_shipping_fee_sst": "tax.sst",
    "vat_on_imported_goods": "tax.import",
    "th_import_duty": "tax.import",
}
"""Of ``order_income``: subtracted from the escrow amount."""

UNPLACED = {
    "seller_lost_compensation": ("comp.lost", 1),
    "fsf_seller_protection_fee_claim_amount": ("set.shipping_claim", 1),
    "installation_fee_paid_by_buyer": ("set.shipping_other", 1),
    "actual_installation_fee": ("fee.installation", -1),
    "escrow_import_tax": ("tax.import", -1),
    "return_to_seller_shipping_fee_sst": ("tax.sst", -1),
    "bcrs_deposit": ("fee.unknown", 1),
    "remaining_voucher": ("fee.unknown", -1),
}
"""Of ``order_income``: delivered, but not in the official formula. Each is tried alone, with its sign."""

INCOME_DERIVED = frozenset(
    {
        "escrow_amount",
        "escrow_amount_after_adjustment",
        "total_adjustment_amount",
        "buyer_total_amount",
        "order_original_price",
        "order_selling_price",
        "order_discounted_price",
        "order_seller_discount",
        "original_price",
        "seller_discount",
        "cost_of_goods_sold",
        "estimated_shipping_fee",
        "final_shipping_fee",
        "seller_shipping_discount",
        "credit_card_transaction_fee",
        "buyer_transaction_fee",
        "credit_card_promotion",
        "coins",
        "voucher_from_shopee",
        "voucher_from_external_party",
        "payment_promotion",
        "drc_adjustable_refund",
        "final_product_protection",
        "final_product_vat_tax",
        "final_shipping_vat_tax",
        "final_escrow_shipping_gst",
        "cross_border_tax",
        "net_commission_fee",
        "net_service_fee",
        "buyer_paid_extended_warranty",
        "pix_discount",
        "exchange_rate",
        "order_chargeable_weight",
        "sip_subsidy",
        "sip_subsidy_pri",
    }
)
"""Of ``order_income``: sums, repetitions and texts. ``prorated_*`` and ``*_pri`` belong to them too."""

ITEM_KNOWN = frozenset(
    {
        "original_price",
        "original_price_pri",
        "selling_price",
        "discounted_price",
        "seller_discount",
        "shopee_discount",
        "discount_from_coin",
        "discount_from_voucher_seller",
        "discount_from_voucher_shopee",
        "ams_commission_fee",
        "seller_order_processing_fee",
        "quantity_purchased",
        "bcrs_deposit",
        "buyer_paid_extended_warranty",
        "installation_fee_paid_by_buyer",
    }
)
"""Of ``order_income.items[]``: used, or the line's part of an order figure."""

ADJUSTMENT_WORDS = (
    ("return refund", "adj.refund"),
    ("fee return", "adj.fee_returned"),
    ("commission", "adj.fee_returned"),
    ("shipping", "adj.shipping"),
    ("compensat", "adj.compensation"),
    ("penalt", "adj.penalty"),
    ("advert", "adj.ads"),
    ("tax", "adj.tax"),
    ("voucher", "adj.promotion"),
    ("campaign", "adj.promotion"),
    ("refund", "adj.refund"),
)
"""What an ``adjustment_reason`` (free English text) is about; the first word found decides."""
