"""Pushes (webhooks): are they genuine, and what do they say.

Source: official pages "Webhooks configuration guide" and those of the single topics. A push is a hint to read
something again: deliveries repeat, come late (up to 15.5 hours) and in any order.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote

import simplejson

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.schema import Event, Topic

from .signing import App, push_signature
from .times import moment_of

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

_LONGEST_KEY: Final = 160
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
    envelope = _envelope(body)
    kind = _int(envelope, "type")
    data = envelope.get("data")
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise ContractChanged("an object is expected", path="data")
    return _PARSERS.get(kind, _other)(kind, envelope, data)


def _envelope(body: bytes) -> dict[str, Any]:
    try:
        envelope = simplejson.loads(body.decode("utf-8").removeprefix("\ufeff"), use_decimal=True)
    except (ValueError, RecursionError):
        raise ContractChanged("a push is JSON in UTF-8") from None
    if not isinstance(envelope, dict):
        raise ContractChanged("a push is an object")
    return envelope


def _order_status(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    return (_order_event(kind, envelope, data, status=_required(data, "order_status")),)


def _recipient_address(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    return (_order_event(kind, envelope, data),)


def _cancellation(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    """A cancellation changes its order, which is what is read again; ``text`` is the id of the case."""
    status = _required(data, "cancel_status")
    return (_order_event(kind, envelope, data, status=status, text=_text(data, "cancel_id")),)


def _reverse_status(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    if not _text(data, "order_id"):
        return _other(kind, envelope, data)
    return (_order_event(kind, envelope, data, status=_text(data, "reverse_order_status")),)


def _order_event(kind: int, envelope: _Data, data: _Data, status: str = "", text: str = "") -> Event:
    return Event(
        topic=Topic.ORDER,
        raw_topic=str(kind),
        dedupe_key=_dedupe_key(kind, envelope),
        shop_ids=(_required(envelope, "shop_id"),),
        external_id=_required(data, "order_id"),
        occurred_at=_occurred_at(envelope, data),
        raw_status=status,
        text=text,
    )


def _package(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    """Parcels were split or combined: their orders are read again. ``text`` is the id of the parcel."""
    packages = _list(data, "package_list")
    orders = {
        _scalar(order_id, "data.package_list.order_id_list"): _text(package, "package_id")
        for package in packages
        for order_id in _list(package, "order_id_list")
    }
    if not orders:
        return _other(kind, envelope, data)
    return tuple(
        Event(
            topic=Topic.ORDER,
            raw_topic=str(kind),
            dedupe_key=_dedupe_key(kind, envelope, order_id),
            shop_ids=(_required(envelope, "shop_id"),),
            external_id=order_id,
            occurred_at=_occurred_at(envelope, data),
            raw_status=_text(data, "sc_type"),
            text=package_id,
        )
        for order_id, package_id in orders.items()
    )


def _product(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    return (_plain(Topic.OTHER, kind, envelope, data, "product_id", _required(data, "status")),)


def _deauthorized(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    _required(envelope, "shop_id")
    return (_plain(Topic.DEAUTHORIZED, kind, envelope, data, "", text=_text(data, "message")),)


def _expiring(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    _required(envelope, "shop_id")
    until = _text(data, "expiration_time")
    return (_plain(Topic.AUTH_EXPIRING, kind, envelope, data, "", until, _text(data, "message")),)


def _return(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    """``text`` is the id of the order."""
    _required(data, "return_id")
    status = _required(data, "return_status")
    return (_plain(Topic.OTHER, kind, envelope, data, "return_id", status, _text(data, "order_id")),)


def _conversation(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    """What was said is not kept, only where; ``text`` is the id of the message."""
    _required(data, "conversation_id")
    message_id = _text(data, "message_id")
    return (_plain(Topic.OTHER, kind, envelope, data, "conversation_id", _text(data, "type"), message_id),)


def _other(kind: int, envelope: _Data, data: _Data) -> tuple[Event, ...]:
    names = ("order_id", "return_id", "product_id", "conversation_id", "activity_id", "package_id")
    name = next((name for name in names if _text(data, name)), "")
    return (_plain(Topic.OTHER, kind, envelope, data, name),)


def _plain(
    topic: Topic, kind: int, envelope: _Data, data: _Data, id_name: str, status: str = "", text: str = ""
) -> Event:
    shop_id = _text(envelope, "shop_id")
    return Event(
        topic=topic,
        raw_topic=str(kind),
        dedupe_key=_dedupe_key(kind, envelope),
        shop_ids=(shop_id,) if shop_id else (),
        external_id=_text(data, id_name) if id_name else "",
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
    }
)


def _occurred_at(envelope: _Data, data: _Data) -> datetime | None:
    return moment_of(data.get("update_time") or data.get("create_time")) or moment_of(
        envelope.get("timestamp")
    )


def _dedupe_key(kind: int, envelope: _Data, *parts: str) -> str:
    """Return a key that is equal for repeated deliveries; without a number the content makes it."""
    number = _text(envelope, "tts_notification_id")
    if not number:
        canonical = simplejson.dumps(envelope, use_decimal=True, sort_keys=True)
        number = hashlib.sha256(canonical.encode()).hexdigest()
    key = ":".join(quote(part, safe="") for part in (str(kind), _text(envelope, "shop_id"), number, *parts))
    return key if len(key) <= _LONGEST_KEY else f"{kind}:{hashlib.sha256(key.encode()).hexdigest()}"


def _list(source: _Data, name: str) -> list[Any]:
    values = source.get(name) or [] if isinstance(source, Mapping) else None
    if not isinstance(values, list):
        raise ContractChanged("a list is expected", path=f"data.{name}")
    return values


def _int(source: _Data, name: str) -> int:
    text = _text(source, name).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ContractChanged("a number is expected", path=name)
    return int(text)


def _required(source: _Data, name: str) -> str:
    text = _text(source, name).strip()
    if not text:
        raise ContractChanged("a value is expected", path=name)
    return text


def _text(source: _Data, name: str) -> str:
    """Return a value as text: ids come as text or, beyond 2 to the 53rd, as numbers. ``""`` for nothing."""
    value = source.get(name)
    return "" if value in (None, "") else _scalar(value, name)


def _scalar(value: object, path: str) -> str:
    if isinstance(value, (dict, list)):
        raise ContractChanged("a single value is expected", path=path)
    text = str(value)
    # No database text can hold a NUL or a lone surrogate.
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ContractChanged("broken text", path=path)
    return text
