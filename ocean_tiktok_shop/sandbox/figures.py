"""Sales figures of a shop, counted from its orders."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from .errors import ApiError
from .gate import Call
from .model import Order, Shop, Unit
from .store import Store

LOCAL = timezone(timedelta(hours=7))
DAY = 86_400
HOUR = 3600
LONGEST = 366


@dataclass
class Figures:
    """What was sold in some days."""

    orders: list[Order] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)

    @property
    def gmv(self) -> int:
        """What buyers paid for goods."""
        return sum(unit.sale_price for unit in self.units)

    @property
    def customers(self) -> int:
        """Number of different buyers."""
        return len({order.buyer_id for order in self.orders})

    @property
    def sku_orders(self) -> int:
        """Number of different SKUs, summed over orders."""
        return sum(len({unit.sku_id for unit in order.units if unit in self.units}) for order in self.orders)

    @property
    def refunds(self) -> int:
        """What buyers got back."""
        return sum(unit.sale_price for unit in self.units if unit.returned or unit.cancelled)

    @property
    def lost(self) -> int:
        """Orders cancelled or returned."""
        return sum(any(unit.returned or unit.cancelled for unit in order.units) for order in self.orders)

    def average(self) -> int:
        """Average value of an order in whole units of currency."""
        return self.gmv // len(self.orders) if self.orders else 0


def midnight(text: str) -> int:
    """Return the local midnight at which a date, as ``YYYY-MM-DD``, begins.

    :raise ApiError: if it is no date
    """
    try:
        return int(datetime.strptime(text[:10], "%Y-%m-%d").replace(tzinfo=LOCAL).timestamp())
    except ValueError:
        raise ApiError(28001022) from None


def period(call: Call) -> tuple[int, int]:
    """Return the days asked for, as unix seconds of local midnights.

    :raise ApiError: if a date is none or the period ends before it starts
    """
    start, end = (midnight(call.text(name)) for name in ("start_date_ge", "end_date_lt"))
    if not start < end <= start + LONGEST * DAY:
        raise ApiError(28001022)
    return start, end


def day_text(at: int) -> str:
    """Return the local date of a time."""
    return datetime.fromtimestamp(at, LOCAL).strftime("%Y-%m-%d")


def moment_text(at: int) -> str:
    """Return local date and time of a time."""
    return datetime.fromtimestamp(at, LOCAL).strftime("%Y-%m-%d %H:%M:%S")


def sold(store: Store, shop: Shop, start: int, end: int) -> list[Order]:
    """Return paid orders created in a period; data of the running day are not there yet."""
    today = int(datetime.fromtimestamp(store.now, LOCAL).replace(hour=0, minute=0, second=0).timestamp())
    return [
        order
        for order in store.orders_of(shop.id)
        if start <= order.create_time < min(end, today) and (order.paid_time or order.cod)
    ]


def whole(orders: Iterable[Order]) -> Figures:
    """Return the figures of `orders`."""
    kept = list(orders)
    return Figures(kept, [unit for order in kept for unit in order.units])


def by(orders: Iterable[Order], name: str) -> dict[str, Figures]:
    """Return figures by an attribute of units: ``product_id`` or ``sku_id``."""
    found: dict[str, Figures] = {}
    for order in orders:
        for unit in order.units:
            figures = found.setdefault(getattr(unit, name), Figures())
            figures.units.append(unit)
            if order not in figures.orders:
                figures.orders.append(order)
    return found


def money(shop: Shop, call: Call, amount: int) -> dict[str, str]:
    """Return an amount in the shop's currency, or in USD if asked for."""
    if call.text("currency") == "USD":
        return {"amount": f"{amount / 16_000:.2f}", "currency": "USD"}
    return {"amount": str(amount), "currency": shop.currency}


def empty_rates(*names: str) -> dict[str, Any]:
    """Return rates that nobody measures here."""
    return dict.fromkeys(names, "0.00")
