"""The life of an order as a table: what each neutral status means for its sales order.

What has to be there follows from the status alone and not from the way to it, so that updates that come late,
twice or in another order end in the same state.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from .schema import OrderStatus

NEVER: Final = "never"
PAID: Final = "paid"
SHIPPED: Final = "shipped"
DELIVERED: Final = "delivered"
COMPLETED: Final = "completed"

_RANKS: Final[Mapping[str, int]] = MappingProxyType(
    {PAID: 2, "arranged": 3, SHIPPED: 4, DELIVERED: 5, COMPLETED: 6}
)
"""How far an order must be for a milestone."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a status means. ``rank`` is how far the order is, ``None`` where that is not known or over.

    ``ends``: the order is cancelled. ``stops``: goods that have not left must stay. ``holds``: units of an
    order without sales order are kept for it.
    """

    rank: int | None
    ends: bool = False
    stops: bool = False
    holds: bool = False


STAGES: Final[Mapping[OrderStatus, Stage]] = MappingProxyType(
    {
        OrderStatus.UNPAID: Stage(rank=0, holds=True),
        OrderStatus.ON_HOLD: Stage(rank=1, holds=True),
        OrderStatus.TO_SHIP: Stage(rank=2, holds=True),
        OrderStatus.CANCEL_REQUESTED: Stage(rank=2, stops=True, holds=True),
        OrderStatus.ARRANGED: Stage(rank=3, holds=True),
        OrderStatus.SHIPPED: Stage(rank=4, holds=True),
        OrderStatus.DELIVERED: Stage(rank=5, holds=True),
        OrderStatus.COMPLETED: Stage(rank=6, holds=True),
        OrderStatus.CANCELLED: Stage(rank=None, ends=True, stops=True),
        OrderStatus.UNKNOWN: Stage(rank=None),
    }
)
"""Total: every neutral status has its row; every raw status of a platform has its neutral one."""


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What a storefront wants, by milestones: paid, shipped, delivered, completed or never."""

    quote_unpaid: bool = False
    confirm_at: str = PAID
    invoice_at: str = NEVER
    lock_at: str = NEVER


@dataclass(frozen=True, kw_only=True)
class Effects:
    """What has to be there: a sales order, its confirmation, an invoice, a lock; or a cancellation."""

    sale: bool = False
    confirm: bool = False
    invoice: bool = False
    lock: bool = False
    cancel: bool = False


def effects(status: OrderStatus, policy: Policy) -> Effects:
    """Return what an order in `status` must have under `policy`; nothing is guessed of an unknown one."""
    stage = STAGES[status]
    if stage.ends:
        return Effects(cancel=True)
    if stage.rank is None:
        return Effects()
    return Effects(
        sale=policy.quote_unpaid or stage.rank >= _RANKS[PAID],
        confirm=_reached(stage.rank, policy.confirm_at),
        invoice=_reached(stage.rank, policy.invoice_at),
        lock=_reached(stage.rank, policy.lock_at),
    )


def _reached(rank: int, milestone: str) -> bool:
    return milestone != NEVER and rank >= _RANKS[milestone]
