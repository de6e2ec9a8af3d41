"""Which rung each amount of an order is, and which amounts are never added.

Source: official pages "Get Order List", "Get Order Detail" and their formulas. All amounts are magnitudes in
text; ``payment`` is of the whole order as it was at checkout, ``line_items`` of single units.
"""

from typing import Final

PAYMENT: Final = "order.payment"
LINES: Final = "order.line_items"

ITEM_TOTALS: Final = {
    "original_total_product_price": "list_price",
    "sub_total": "price",
    "seller_discount": "seller_discount",
    "platform_discount": "platform_discount",
}
"""Of ``payment``: sums over the units, with the attribute of a unit that is summed."""

CHARGES: Final = {
    "buyer_service_fee": "fee.buyer_service",
    "handling_fee": "fee.buyer_handling",
    "shipping_insurance_fee": "insurance.shipping",
    "item_insurance_fee": "insurance.item",
    "item_insurance_tax": "tax.buyer_insurance",
    "small_order_fee": "fee.buyer_small_order",
    "retail_delivery_fee": "fee.buyer_delivery",
}
"""Of ``payment``: what the buyer pays on top; none of it reaches the seller."""

TAX_PARTS: Final = {"product_tax": "tax.buyer_item", "shipping_fee_tax": "tax.buyer_shipping"}
"""Of ``payment``: parts of ``tax``, which is added at checkout (not in local shops of South-East Asia)."""

SHIPPING_DISCOUNTS: Final = {
    "shipping_fee_seller_discount": "shipping.discount_seller",
    "shipping_fee_platform_discount": "shipping.discount_platform",
}
"""Of ``payment``: what makes shipping cheaper for the buyer, by the official formula of ``shipping_fee``."""

PROMOTIONS: Final = {"payment_platform_discount": "payment.promo_platform"}
"""Of ``payment``: deductions that depend on how the buyer pays."""

PAYMENT_KNOWN: Final = frozenset(
    {
        *ITEM_TOTALS,
        *CHARGES,
        *TAX_PARTS,
        *SHIPPING_DISCOUNTS,
        *PROMOTIONS,
        "currency",
        "total_amount",
        "tax",
        "original_shipping_fee",
        "shipping_fee",
        "shipping_fee_cofunded_discount",
        "payment_discount_service_fee",
        "distance_fee",
        "distance_shipping_fee",
    }
)
"""Of ``payment``: everything documented."""

UNIT_KNOWN: Final = frozenset(
    {
        "original_price",
        "sale_price",
        "seller_discount",
        "platform_discount",
        "pfand_fee",
        "buyer_service_fee",
        "small_order_fee",
        "retail_delivery_fee",
        "gift_retail_price",
        "distance_fee",
        "distance_shipping_fee",
        "shipping_vat_amount",
    }
)
"""Of ``line_items[]``: used, or the unit's part of an amount of the order."""

UNIT_ENDINGS: Final = ("_fee", "_amount", "_discount", "_price", "_tax")
"""How the names of a unit's amounts end; ids and days beside them are numbers in text, too."""
