"""Reasons for cancellations and returns in Indonesia (TikTok Shop tables of aftersale reasons)."""

from types import MappingProxyType
from typing import Final

SYSTEM_CANCEL: Final = MappingProxyType(
    {
        "system_cancel_unpaid_time_out": "Buyer payment overdue",
        "package_cancel": "Order cancelled by system",
        "returned_to_shipper_other": "Package delivery failed",
        "package_lost": "Package lost",
    }
)
SELLER_CANCEL: Final = MappingProxyType(
    {
        "seller_cancel_unpaid_reason_out_of_stock": (("UNPAID",), "Out of stock"),
        "seller_cancel_unpaid_reason_wrong_price": (("UNPAID",), "Pricing error"),
        "seller_cancel_unpaid_reason_buyer_hasnt_paid_within_time_allowed": (
            ("UNPAID",),
            "Buyer did not pay on time",
        ),
        "seller_cancel_reason_out_of_stock": (("ON_HOLD", "AWAITING_SHIPMENT"), "Out of stock"),
        "seller_cancel_reason_wrong_price": (("ON_HOLD", "AWAITING_SHIPMENT"), "Pricing error"),
    }
)
"""Reasons a seller may give, with the statuses they fit and their text."""
OFFLINE: Final = ("seller_cancel_paid_reason_address_not_deliver",)
"""Still in the table, but removed on 31 Aug 2025."""

BUYER_CANCEL: Final = MappingProxyType(
    {
        "ecom_order_to_ship_canceled_reason_change_payment_method": "Need to change payment method",
        "ecom_order_to_ship_canceled_reason_discount_not_expected": "Discount not as expected",
        "ecom_order_to_ship_canceled_reason_created_by_mistakes": "Order created by mistake",
        "ecom_order_to_ship_canceled_reason_better_price": "Better price available",
        "ecom_order_to_ship_canceled_reason_high_delivery_costs": "High delivery costs",
        "ecom_order_to_ship_canceled_reason_wrong_delivery_info": "Wrong delivery information",
        "ecom_order_to_ship_canceled_reason_not_shipped_on_time": "Product wasn't shipped on time",
    }
)
REJECT_CANCEL: Final = MappingProxyType(
    {
        "order_manage_list_action_respond_popup_reject_reason_invalid_cancellation_reason": (
            "Invalid reason for cancellation"
        ),
        "order_manage_list_action_respond_popup_reject_reason_delivered": "Product delivery is on schedule",
        "order_manage_list_action_respond_popup_reject_reason_buyer_agree": (
            "Reached an agreement with the buyer"
        ),
        "seller_reject_apply_product_has_been_packed": "Product has been packed",
    }
)

BUYER_RETURN: Final = MappingProxyType(
    {
        "ecom_order_delivered_refund_reason_not_received": "Package wasn't received",
        "ecom_order_delivered_refund_reason_missing_product": "Missing product or accessories",
        "ecom_order_delivered_refund_and_return_reason_not_match_description": (
            "Product doesn't match description"
        ),
        "ecom_order_delivered_refund_and_return_reason_damaged": "Package or product is damaged",
        "ecom_order_delivered_refund_and_return_reason_defective": "Product is defective or doesn't work",
        "ecom_order_delivered_refund_and_return_reason_wrong_product": "Wrong product was sent",
    }
)
SELLER_RETURN: Final = MappingProxyType(
    {
        "ecom_order_delivered_refund_reason_missing_product_seller": (
            "REFUND",
            "Missing product or accessories",
        ),
        "ecom_order_delivered_refund_and_return_reason_wrong_product_seller": (
            "RETURN_AND_REFUND",
            "Wrong product was sent",
        ),
    }
)
REJECT_RETURN: Final = MappingProxyType(
    {
        "reverse_reject_request_reason_1": "Buyer return reason is not valid",
        "reverse_reject_request_reason_2": "Change of mind returns are not applicable",
        "reverse_reject_request_reason_3": "Not eligible for return (e.g. used or broken)",
        "reverse_reject_request_reason_4": "Product delivery is on schedule",
        "reverse_reject_request_reason_5": "You have reached an agreement with the buyer",
        "seller_reject_apply_item_is_correct": "Item is correct",
        "seller_reject_apply_products_will_be_sent_separately": "Products will be sent separately",
        "seller_reject_apply_product_functions_well/buyer_use_in_wrong_way": (
            "Product functions well/Buyer use in wrong way"
        ),
    }
)
REJECT_PARCEL: Final = MappingProxyType(
    {
        "reverse_reject_return_parcel_reason_1": "The product returned is not the product that was sent",
        "reverse_reject_return_parcel_reason_2": "Not eligible for return (e.g. used or broken)",
        "reverse_reject_return_parcel_reason_3": "Missing products and/or product parts",
        "reverse_reject_return_parcel_reason_4": "I haven't received the package",
        "reverse_reject_return_parcel_reason_5": "Product is damaged or used",
    }
)


def text_of(name: str) -> str:
    """Return the text of a reason, the name itself if it is none of the tables."""
    for table in (SYSTEM_CANCEL, BUYER_CANCEL, BUYER_RETURN, REJECT_CANCEL, REJECT_RETURN, REJECT_PARCEL):
        if name in table:
            return table[name]
    for pairs in (SELLER_CANCEL, SELLER_RETURN):
        if name in pairs:
            return str(pairs[name][1])
    return name
