"""Shopee's statuses in neutral words. Both tables are total: an unknown word is ``UNKNOWN``."""

from odoo.addons.ocean_marketplace_base.lib.schema import ListingStatus, OrderStatus

_ORDER = {
    "UNPAID": OrderStatus.UNPAID,
    "PENDING": OrderStatus.ON_HOLD,
    "INVOICE_PENDING": OrderStatus.ON_HOLD,  # Brazil and the Philippines: an invoice must be uploaded first
    "READY_TO_SHIP": OrderStatus.TO_SHIP,
    "RETRY_SHIP": OrderStatus.TO_SHIP,  # the courier's pickup failed: arrange again
    "PROCESSED": OrderStatus.ARRANGED,
    "SHIPPED": OrderStatus.SHIPPED,
    "TO_CONFIRM_RECEIVE": OrderStatus.DELIVERED,
    "TO_RETURN": OrderStatus.DELIVERED,  # a return runs on its own; the parcel did arrive
    "COMPLETED": OrderStatus.COMPLETED,
    "IN_CANCEL": OrderStatus.CANCEL_REQUESTED,
    "CANCELLED": OrderStatus.CANCELLED,
}
_LISTING = {
    "NORMAL": ListingStatus.LIVE,
    "UNLIST": ListingStatus.HIDDEN,
    "REVIEWING": ListingStatus.CHECKING,
    "BANNED": ListingStatus.BLOCKED,
    "SELLER_DELETE": ListingStatus.DELETED,
    "SHOPEE_DELETE": ListingStatus.DELETED,
}


def order_status(raw: str) -> OrderStatus:
    """Return the neutral status of ``order_status`` (Shopee v2 get_order_detail, push 3)."""
    return _ORDER.get(raw.strip().upper(), OrderStatus.UNKNOWN)


def listing_status(raw: str) -> ListingStatus:
    """Return the neutral status of ``item_status`` (Shopee v2 get_item_base_info)."""
    return _LISTING.get(raw.strip().upper(), ListingStatus.UNKNOWN)
