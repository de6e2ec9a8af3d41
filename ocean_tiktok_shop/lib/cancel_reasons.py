"""Reasons for which a seller may cancel an order, by their names.

Source: the tables of aftersale reasons in the seller's guide, Indonesia. Which of them fit an order now is
asked of the platform ("Get Aftersale Eligibility", since 202512); the texts stand here, as it gives none.
"""

from types import MappingProxyType
from typing import Final

SELLER_CANCEL: Final = MappingProxyType(
    {
        "seller_cancel_unpaid_reason_out_of_stock": "Out of stock",
        "seller_cancel_unpaid_reason_wrong_price": "Pricing error",
        "seller_cancel_unpaid_reason_buyer_hasnt_paid_within_time_allowed": "Buyer did not pay on time",
        "seller_cancel_reason_out_of_stock": "Out of stock",
        "seller_cancel_reason_wrong_price": "Pricing error",
    }
)
FITTING: Final = MappingProxyType(
    {
        "UNPAID": (
            "seller_cancel_unpaid_reason_out_of_stock",
            "seller_cancel_unpaid_reason_wrong_price",
            "seller_cancel_unpaid_reason_buyer_hasnt_paid_within_time_allowed",
        ),
        "ON_HOLD": ("seller_cancel_reason_out_of_stock", "seller_cancel_reason_wrong_price"),
        "AWAITING_SHIPMENT": ("seller_cancel_reason_out_of_stock", "seller_cancel_reason_wrong_price"),
    }
)
"""Names by raw status of the order, for platforms or versions that do not name them."""


def text_of(name: str) -> str:
    """Return what people read of a reason; of one that is not known, its name in words."""
    return SELLER_CANCEL.get(name) or name.replace("_", " ").capitalize()


def fitting(raw_status: str) -> tuple[str, ...]:
    """Return the names that fit an order in `raw_status`."""
    return FITTING.get(raw_status, ())
