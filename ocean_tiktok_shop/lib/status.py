"""The platform's statuses in neutral words. Both tables are total: an unknown word is ``UNKNOWN``."""

from odoo.addons.ocean_marketplace_base.lib.schema import ListingStatus, OrderStatus

CANCELLED_WORDS = frozenset({"CANCELLED", "CANCEL"})
"""Of orders and of units; the second one is what pushes say."""

_ORDER = {
    "UNPAID": OrderStatus.UNPAID,
    "ON_HOLD": OrderStatus.ON_HOLD,  # paid; the buyer may still think it over for an hour
    "AWAITING_SHIPMENT": OrderStatus.TO_SHIP,
    "TO_SHIP": OrderStatus.TO_SHIP,  # older samples and development shops
    "PARTIALLY_SHIPPING": OrderStatus.TO_SHIP,  # some packages are on their way, others wait for the seller
    "AWAITING_COLLECTION": OrderStatus.ARRANGED,
    "IN_TRANSIT": OrderStatus.SHIPPED,
    "SHIPPED": OrderStatus.SHIPPED,  # development shops
    "DELIVERED": OrderStatus.DELIVERED,
    "COMPLETED": OrderStatus.COMPLETED,
    "CANCEL_PENDING": OrderStatus.CANCEL_REQUESTED,  # development shops
    "CANCEL": OrderStatus.CANCELLED,
    "CANCELLED": OrderStatus.CANCELLED,
}
_NOT_ON_ITS_WAY = frozenset(
    {OrderStatus.UNPAID, OrderStatus.ON_HOLD, OrderStatus.TO_SHIP, OrderStatus.ARRANGED}
)
_LISTING = {
    "DRAFT": ListingStatus.DRAFT,
    "PENDING": ListingStatus.CHECKING,
    "FAILED": ListingStatus.BLOCKED,  # the audit refused it; nobody sees it until the seller edits it
    "SCHEDULED": ListingStatus.HIDDEN,
    "ACTIVATE": ListingStatus.LIVE,
    "SELLER_DEACTIVATED": ListingStatus.HIDDEN,
    "PLATFORM_DEACTIVATED": ListingStatus.BLOCKED,
    "FREEZE": ListingStatus.BLOCKED,
    "DELETED": ListingStatus.DELETED,
}


def order_status(raw: str, *, cancel_requested: bool = False) -> OrderStatus:
    """Return the neutral status of ``status`` ("Get Order Detail") or ``order_status`` (push 1).

    :param cancel_requested: whether the buyer asks to cancel; that has no status of its own and matters as
        long as the parcel is not on its way
    """
    status = _ORDER.get(raw.strip().upper(), OrderStatus.UNKNOWN)
    return OrderStatus.CANCEL_REQUESTED if cancel_requested and status in _NOT_ON_ITS_WAY else status


def is_cancelled(raw: str) -> bool:
    """Return whether an order's ``status`` or a unit's ``display_status`` says that it was cancelled."""
    return raw.strip().upper() in CANCELLED_WORDS


def listing_status(raw: str) -> ListingStatus:
    """Return the neutral status of ``status`` of a product ("Search Products")."""
    return _LISTING.get(raw.strip().upper(), ListingStatus.UNKNOWN)
