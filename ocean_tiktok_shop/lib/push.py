"""Pushes (webhooks): are they genuine, and what do they say.

Source: official pages "Webhooks configuration guide" and those of the single topics. A push is a hint to read
something again: deliveries repeat, come late (up to 15.5 hours) and in any order.
"""

import hmac
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.push_fields import (
    code_of,
    dedupe_key,
    digest_of,
    read_push,
    required,
    scalar,
    text_of,
)
from odoo.addons.ocean_marketplace_base.lib.schema import Event, Topic
from odoo.addons.ocean_marketplace_base.lib.times import moment_of

from .signing import App, push_signature

ORDER_STATUS: Final = 1
REVERSE_STATUS: Final = 2  # of the retired API; its content is not documented
RECIPIENT_ADDRESS: Final = 3
PACKAGE: Final = 4
PRODUCT_STATUS: Final = 5
DEAUTHORIZED: Final = 6
AUTHORIZATION_EXPIRING: Final = 7
CANCELLATION_STATUS: Final = 11
RETURN_STATUS: Final = 12
NEW_CONVERSATION: Final = 13
NEW_MESSAGE: Final = 14
PRODUCT_INFORMATION: Final = 15
PRODUCT_CREATION: Final = 16
PRODUCT_CATEGORY: Final = 18
PRODUCT_AUDIT: Final = 37
SKU_STATUS: Final = 50

_Data = Mapping[str, Any]


def verify(app: App, body: bytes, authorization: str | None) -> bool:
    """Say whether the platform signed `body` for `app`. Without signature: no.

    There is no time in what is signed: replays are told by the event's ``dedupe_key``.

    :param body: raw, as received.
    :param authorization: the header of that name, the bare digest.
    """
    given = (authorization or "").strip().encode("utf-8", errors="replace")
    return hmac.compare_digest(push_signature(app, body).encode("ascii"), given)


def parse(body: bytes) -> tuple[Event, ...]:
    """Return what a verified push says: one event, but one for each order of a package update.

    :raise ContractChanged: when it is not a push, or lacks what its type promises
    """
    envelope = read_push(body)
    kind = code_of(envelope, "type")
    data = envelope.get("data")
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise ContractChanged("an object is expected", path="data")
    return _PARSERS.get(kind, _other)(kind, envelope, data)


def _order_status(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    return (_order_event(kind, envelope, data, status=required(data, "order_status")),)


def _recipient_address(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    return (_order_event(kind, envelope, data),)


def _cancellation(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    """A cancellation changes its order, which is what is read again; ``text`` is the id of the case."""
    status = required(data, "cancel_status")
    return (_order_event(kind, envelope, data, status=status, text=text_of(data, "cancel_id")),)


def _reverse_status(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    if not text_of(data, "order_id"):
        return _other(kind, envelope, data)
    return (_order_event(kind, envelope, data, status=text_of(data, "reverse_order_status")),)


def _order_event(kind: int, envelope: _Data, data: _Data, status: str = "", text: str = "") -> Event:
    return Event(
        topic=Topic.ORDER,
        raw_topic=str(kind),
        dedupe_key=_key_of(kind, envelope),
        shop_ids=(required(envelope, "shop_id"),),
        external_id=required(data, "order_id"),
        occurred_at=_occurred_at(envelope, data),
        raw_status=status,
        text=text,
    )


def _package(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    """Parcels were split or combined: their orders are read again. ``text`` is the id of the parcel."""
    packages = _list(data, "package_list")
    orders = {
        scalar(order_id, "data.package_list.order_id_list"): text_of(package, "package_id")
        for package in packages
        for order_id in _list(package, "order_id_list")
    }
    if not orders:
        return _other(kind, envelope, data)
    return tuple(
        Event(
            topic=Topic.ORDER,
            raw_topic=str(kind),
            dedupe_key=_key_of(kind, envelope, order_id),
            shop_ids=(required(envelope, "shop_id"),),
            external_id=order_id,
            occurred_at=_occurred_at(envelope, data),
            raw_status=text_of(data, "sc_type"),
            text=package_id,
        )
        for order_id, package_id in orders.items()
    )


def _product(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    """A product changed; ``raw_status`` is what happened to it, ``text`` why, where the push says so."""
    required(data, "product_id")
    audit = data.get("audit")
    status = text_of(data, "status") or (text_of(audit, "status") if isinstance(audit, dict) else "")
    reason = text_of(data, "suspended_reason")
    return (_plain(Topic.LISTING, kind, envelope, data, "product_id", status, reason),)


def _deauthorized(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    required(envelope, "shop_id")
    return (_plain(Topic.DEAUTHORIZED, kind, envelope, data, "", text=text_of(data, "message")),)


def _expiring(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    required(envelope, "shop_id")
    until = text_of(data, "expiration_time")
    return (_plain(Topic.AUTH_EXPIRING, kind, envelope, data, "", until, text_of(data, "message")),)


def _return(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    """``text`` is the id of the order."""
    required(data, "return_id")
    status = required(data, "return_status")
    return (_plain(Topic.OTHER, kind, envelope, data, "return_id", status, text_of(data, "order_id")),)


def _conversation(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    """What was said is not kept, only where; ``text`` is the id of the message."""
    required(data, "conversation_id")
    message_id = text_of(data, "message_id")
    return (_plain(Topic.OTHER, kind, envelope, data, "conversation_id", text_of(data, "type"), message_id),)


def _other(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    names = ("order_id", "return_id", "product_id", "conversation_id", "activity_id", "package_id")
    name = next((name for name in names if text_of(data, name)), "")
    return (_plain(Topic.OTHER, kind, envelope, data, name),)


def _plain(
    topic: Topic, kind: int, envelope: _Data, data: _Data, id_name: str, status: str = "", text: str = ""
) -> Event:
    shop_id = text_of(envelope, "shop_id")
    return Event(
        topic=topic,
        raw_topic=str(kind),
        dedupe_key=_key_of(kind, envelope),
        shop_ids=(shop_id,) if shop_id else (),
        external_id=text_of(data, id_name) if id_name else "",
        occurred_at=_occurred_at(envelope, data),
        raw_status=status,
        text=text,
    )


_Parser = Callable[[int, _Data, _Data], tuple[Event, ...]]
_PARSERS: Final[Mapping[int, _Parser]] = MappingProxyType(
    {
        ORDER_STATUS: _order_status,
        REVERSE_STATUS: _reverse_status,
        RECIPIENT_ADDRESS: _recipient_address,
        PACKAGE: _package,
        PRODUCT_STATUS: _product,
        DEAUTHORIZED: _deauthorized,
        AUTHORIZATION_EXPIRING: _expiring,
        CANCELLATION_STATUS: _cancellation,
        RETURN_STATUS: _return,
        NEW_CONVERSATION: _conversation,
        NEW_MESSAGE: _conversation,
        PRODUCT_INFORMATION: _product,
        PRODUCT_CREATION: _product,
        PRODUCT_CATEGORY: _product,
        PRODUCT_AUDIT: _product,
        SKU_STATUS: _product,
    }
)


def _occurred_at(envelope: _Data, data: _Data) -> datetime | None:
    return moment_of(data.get("update_time") or data.get("create_time")) or moment_of(
        envelope.get("timestamp")
    )


def _key_of(kind: int, envelope: _Data, *parts: str) -> str:
    """Return a key that is equal for repeated deliveries; without a number the content makes it."""
    number = text_of(envelope, "tts_notification_id") or digest_of(envelope)
    return dedupe_key(kind, text_of(envelope, "shop_id"), number, *parts)


def _list(source: _Data, name: str) -> list[Any]:
    values = source.get(name) or [] if isinstance(source, Mapping) else None
    if not isinstance(values, list):
        raise ContractChanged("a list is expected", path=f"data.{name}")
    return values
