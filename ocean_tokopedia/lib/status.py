"""The platform's statuses in neutral words. Both tables are total: an unknown number is ``UNKNOWN``."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from odoo.addons.ocean_marketplace_base.lib.schema import ListingStatus, OrderStatus

CANCEL_ASKED: Final = 1
"""``cancel_request_info.status`` while the buyer waits for an answer."""

_ORDER: Final[Mapping[int, OrderStatus]] = MappingProxyType(
    {
        0: OrderStatus.CANCELLED,
        2: OrderStatus.CANCELLED,  # another order replaces it
        3: OrderStatus.CANCELLED,
        4: OrderStatus.ON_HOLD,  # the rejection may still be refused
        5: OrderStatus.CANCELLED,
        6: OrderStatus.CANCELLED,
        10: OrderStatus.CANCELLED,
        11: OrderStatus.ON_HOLD,
        15: OrderStatus.CANCELLED,
        100: OrderStatus.UNPAID,
        103: OrderStatus.UNPAID,
        200: OrderStatus.UNPAID,
        220: OrderStatus.TO_SHIP,  # accepting it comes first, which is the seller's turn as well
        221: OrderStatus.ON_HOLD,
        400: OrderStatus.TO_SHIP,
        450: OrderStatus.ARRANGED,
        500: OrderStatus.SHIPPED,
        501: OrderStatus.ARRANGED,  # not on its way before the tracking number is there
        520: OrderStatus.SHIPPED,
        530: OrderStatus.SHIPPED,
        540: OrderStatus.SHIPPED,
        550: OrderStatus.SHIPPED,  # on its way back, but still with the courier
        600: OrderStatus.DELIVERED,
        601: OrderStatus.DELIVERED,  # a complaint runs on its own; the parcel did arrive
        690: OrderStatus.ON_HOLD,
        691: OrderStatus.ON_HOLD,
        695: OrderStatus.ON_HOLD,
        698: OrderStatus.DELIVERED,  # the review is over, the money not paid out yet
        699: OrderStatus.ON_HOLD,  # two meanings, one of them final: a person looks
        700: OrderStatus.COMPLETED,
        701: OrderStatus.COMPLETED,
    }
)
_NOT_ON_ITS_WAY: Final = frozenset({OrderStatus.ON_HOLD, OrderStatus.TO_SHIP, OrderStatus.ARRANGED})
_LISTING: Final[Mapping[int, ListingStatus]] = MappingProxyType(
    {
        -2: ListingStatus.BLOCKED,
        -1: ListingStatus.CHECKING,
        0: ListingStatus.DELETED,
        1: ListingStatus.LIVE,
        2: ListingStatus.LIVE,  # "featured"; unconfirmed
        3: ListingStatus.HIDDEN,
    }
)


def order_status(raw: int, *, cancel_requested: bool = False) -> OrderStatus:
    """Return the neutral status of ``order_status`` (guides "get-all-order", "get-single-order").

    :param cancel_requested: whether the buyer asks to cancel; that has no status of its own and matters as
        long as the parcel is not on its way
    """
    status = _ORDER.get(raw, OrderStatus.UNKNOWN)
    return OrderStatus.CANCEL_REQUESTED if cancel_requested and status in _NOT_ON_ITS_WAY else status


def listing_status(raw: int) -> ListingStatus:
    """Return the neutral status of ``basic.status`` of a product (guide "get-product")."""
    return _LISTING.get(raw, ListingStatus.UNKNOWN)
