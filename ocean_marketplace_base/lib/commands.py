"""Outgoing requests as plain data: cancel an order, answer a buyer; the kinds of those about listings."""

from dataclasses import dataclass

CANCEL = "cancel"
ACCEPT_CANCEL = "accept_cancel"
REJECT_CANCEL = "reject_cancel"

LISTING_PUBLISH = "listing_publish"
LISTING_HIDE = "listing_hide"
LISTING_SHOW = "listing_show"
LISTING_DELETE = "listing_delete"
LISTING_RECOVER = "listing_recover"
LISTING_READ = "listing_read"


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
