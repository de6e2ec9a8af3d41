"""Outgoing requests that are no level, as plain data: cancel an order, answer a buyer."""

from dataclasses import dataclass

CANCEL = "cancel"
ACCEPT_CANCEL = "accept_cancel"
REJECT_CANCEL = "reject_cancel"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A reason that the platform takes at this moment. ``code`` is the platform's, ``text`` is for people."""

    code: str
    text: str
    needs_note: bool = False


@dataclass(frozen=True, kw_only=True)
class CommandItem:
    """A line of the order, by the platform's ids, for platforms that want to know what is missing."""

    item_id: str
    sku_id: str
    quantity: int


@dataclass(frozen=True, kw_only=True)
class Command:
    """What is to be done with an order.

    ``key`` stays the same when a request is repeated, for platforms that recognise repetitions by it.
    """

    kind: str
    external_id: str
    raw_status: str = ""
    reason_code: str = ""
    note: str = ""
    items: tuple[CommandItem, ...] = ()
    key: str = ""
