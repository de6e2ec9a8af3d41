"""Whether the buyer has paid, from what every platform tells."""

from typing import Final

from .schema import OrderStatus

UNPAID: Final = "unpaid"
PAID: Final = "paid"
ON_DELIVERY: Final = "cod"
REFUNDED: Final = "refunded"

_RECEIVED: Final = frozenset({OrderStatus.DELIVERED, OrderStatus.COMPLETED})
_NOT_SAID: Final = frozenset({OrderStatus.UNPAID, OrderStatus.UNKNOWN, OrderStatus.CANCELLED})


def payment_state(status: OrderStatus, *, paid: bool, is_cod: bool) -> str:
    """Return whether an order is unpaid, paid, to be paid on delivery, or paid back.

    :param paid: the platform names the moment of payment; not all do for every order
    :param is_cod: the courier collects the money, so that the buyer has paid when he has the parcel
    """
    if status is OrderStatus.CANCELLED:
        return REFUNDED if paid and not is_cod else UNPAID
    if is_cod:
        return PAID if status in _RECEIVED else ON_DELIVERY
    return PAID if paid or status not in _NOT_SAID else UNPAID
