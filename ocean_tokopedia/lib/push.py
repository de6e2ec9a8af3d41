"""Pushes (webhooks): are they genuine, and what do they say.

Source: guides "webhook-configuration/webhook-security" and "webhook-url/*". A push is a hint to read
something again: none carries an id, most carry no time, and no number of retries is documented.

A push does not name its kind either: each kind has a URL of its own. Where all kinds go to one URL, what a
body holds tells them apart, except for ``order_status`` and ``order_cancellation``, which look the same.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote

import simplejson

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.schema import Event, Topic

from .signing import push_signature
from .times import Frame, moment_of

HEADER: Final = "Authorization-Hmac"

ORDER_NOTIFICATION: Final = "order_notification"
ORDER_STATUS: Final = "order_status"
ORDER_CANCELLATION: Final = "order_cancellation"
ORDER_REQUEST_CANCELLATION: Final = "order_request_cancellation"
CHAT: Final = "chat_notification"
PRODUCT_CREATION: Final = "product_creation"
PRODUCT_EDIT: Final = "product_edit"
PRODUCT_CHANGES: Final = "product_changes"
CAMPAIGN: Final = "campaign_notification"
DISCUSSION: Final = "product_discussion"
SHOP_MERGE: Final = "shop_merge_notification"
UNKNOWN: Final = "unknown"

KINDS: Final = (
    ORDER_NOTIFICATION,
    ORDER_STATUS,
    ORDER_CANCELLATION,
    ORDER_REQUEST_CANCELLATION,
    CHAT,
    PRODUCT_CREATION,
    PRODUCT_EDIT,
    PRODUCT_CHANGES,
    CAMPAIGN,
    DISCUSSION,
    SHOP_MERGE,
)

_LONGEST_KEY: Final = 160


def verify(body: bytes, authorization_hmac: str | None, secrets: Sequence[str]) -> bool:
    """Say whether the platform signed `body` with one of `secrets`. Without secrets or signature: no.

    :param body: raw, as received.
    :param authorization_hmac: the header ``Authorization-Hmac``.
    """
    given = (authorization_hmac or "").strip().encode("utf-8", errors="replace")
    genuine = False
    for secret in secrets:
        # All are tried and compared in constant time, so that timing tells nothing.
        expected = push_signature(secret, body).encode("ascii") if secret else b""
        genuine |= bool(expected) and hmac.compare_digest(expected, given)
    return genuine


def parse(body: bytes, kind: str = "", frame: Frame = Frame.UTC) -> tuple[Event, ...]:
    """Return what a verified push says, one event for each order, product or conversation in it.

    :param kind: one of ``KINDS`` where the URL told; found out otherwise.
    :raise ContractChanged: when it is not a push, or lacks what its kind promises
    """
    payload = _payload(body)
    kind = kind or kind_of(payload)
    return _PARSERS.get(kind, _other)(kind, payload, frame)


def kind_of(payload: Mapping[str, Any]) -> str:
    """Return the kind of a push by what it holds, ``unknown`` for one that nobody documents."""
    for kind, names in _MARKS:
        if all(name in payload for name in names):
            return kind
    return ORDER_REQUEST_CANCELLATION if set(payload) == {"order_id"} else UNKNOWN


# In this order: an order notification has a status too.
_MARKS: Final = (
    (PRODUCT_CHANGES, ("product_changes_data",)),
    (DISCUSSION, ("discussion_type",)),
    (CHAT, ("msg_id", "buyer_id")),
    (SHOP_MERGE, ("toko_shop_id",)),
    (CAMPAIGN, ("action", "product_id", "discounted_price")),
    (ORDER_NOTIFICATION, ("order_id", "products")),
    (ORDER_STATUS, ("order_id", "order_status")),
    (PRODUCT_CREATION, ("upload_id", "success_rows")),
    (PRODUCT_EDIT, ("upload_id",)),
    (PRODUCT_EDIT, ("header", "data")),  # a failed edit comes in an envelope
)


def _payload(body: bytes) -> dict[str, Any]:
    try:
        payload = simplejson.loads(body.decode("utf-8").removeprefix("\ufeff"), use_decimal=True)
    except (ValueError, RecursionError):
        raise ContractChanged("a push is JSON in UTF-8") from None
    if not isinstance(payload, dict):
        raise ContractChanged("a push is an object")
    return payload


def _order(kind: str, payload: dict[str, Any], frame: Frame) -> tuple[Event, ...]:
    order_id = _required(payload, "order_id")
    status, shop_id = _text(payload, "order_status"), _text(payload, "shop_id")
    if kind != ORDER_REQUEST_CANCELLATION and not status:
        raise ContractChanged("a value is expected", path="order_status")
    # An order gets each status once or so, and a push has no time: repeats look like deliveries.
    return (
        Event(
            topic=Topic.ORDER,
            raw_topic=kind,
            dedupe_key=_key(kind, order_id, status),
            shop_ids=(shop_id,) if shop_id else (),
            external_id=order_id,
            occurred_at=moment_of(payload.get("create_time"), frame) if kind == ORDER_NOTIFICATION else None,
            raw_status=status,
        ),
    )


def _changes(kind: str, payload: dict[str, Any], frame: Frame) -> tuple[Event, ...]:
    rows = payload.get("product_changes_data")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ContractChanged("a list of objects is expected", path="product_changes_data")
    return tuple(_change(kind, row, frame) for row in rows)


def _change(kind: str, row: dict[str, Any], frame: Frame) -> Event:
    action, product_id = _required(row, "action"), _required(row, "product_id")
    shop_id, moment = _text(row, "shop_id"), _text(row, "update_time")
    return Event(
        topic=Topic.OTHER,
        raw_topic=kind,
        dedupe_key=_key(kind, product_id, _text(row, "warehouse_id"), action, moment, _text(row, "value")),
        shop_ids=(shop_id,) if shop_id else (),
        external_id=product_id,
        occurred_at=moment_of(moment, frame),
        raw_status=action,
        text=_text(row, "value"),
    )


def _chat(kind: str, payload: dict[str, Any], frame: Frame) -> tuple[Event, ...]:
    return (_hint(kind, payload, frame, _required(payload, "msg_id")),)


def _upload(kind: str, payload: dict[str, Any], frame: Frame) -> tuple[Event, ...]:
    inner = payload.get("data")
    flat = inner if isinstance(inner, dict) else payload
    return (_hint(kind, payload, frame, _text(flat, "upload_id"), _text(flat, "status")),)


def _campaign(kind: str, payload: dict[str, Any], frame: Frame) -> tuple[Event, ...]:
    status = _required(payload, "action")
    return (_hint(kind, payload, frame, _required(payload, "product_id"), status),)


def _discussion(kind: str, payload: dict[str, Any], frame: Frame) -> tuple[Event, ...]:
    data = payload.get("discussion_data")
    if not isinstance(data, dict):
        raise ContractChanged("an object is expected", path="discussion_data")
    question, status = _text(data, "question_id", "id"), _required(payload, "discussion_type")
    return (_hint(kind, payload | {"shop_id": data.get("shop_id")}, frame, question, status),)


def _shop_merge(kind: str, payload: dict[str, Any], frame: Frame) -> tuple[Event, ...]:
    shop_id = _required(payload, "toko_shop_id")
    whole = payload | {"shop_id": shop_id}
    return (_hint(kind, whole, frame, _text(payload, "tts_seller_id"), _text(payload, "status")),)


def _other(kind: str, payload: dict[str, Any], frame: Frame) -> tuple[Event, ...]:
    return (_hint(kind, payload, frame, _text(payload, "order_id", "product_id")),)


def _hint(kind: str, payload: dict[str, Any], frame: Frame, external_id: str, status: str = "") -> Event:
    """Return the event of a push that has neither id nor time: a repeat is one with the same content."""
    canonical = simplejson.dumps(payload, use_decimal=True, sort_keys=True)
    shop_id = _text(payload, "shop_id")
    return Event(
        topic=Topic.OTHER,
        raw_topic=kind,
        dedupe_key=_key(kind, external_id, hashlib.sha256(canonical.encode()).hexdigest()),
        shop_ids=(shop_id,) if shop_id else (),
        external_id=external_id,
        occurred_at=moment_of(payload.get("timestamp"), frame),
        raw_status=status,
    )


_Parser = Callable[[str, dict[str, Any], Frame], tuple[Event, ...]]
_PARSERS: Final[Mapping[str, _Parser]] = MappingProxyType(
    {
        ORDER_NOTIFICATION: _order,
        ORDER_STATUS: _order,
        ORDER_CANCELLATION: _order,
        ORDER_REQUEST_CANCELLATION: _order,
        PRODUCT_CHANGES: _changes,
        CHAT: _chat,
        PRODUCT_CREATION: _upload,
        PRODUCT_EDIT: _upload,
        CAMPAIGN: _campaign,
        DISCUSSION: _discussion,
        SHOP_MERGE: _shop_merge,
    }
)


def _required(source: Mapping[str, Any], name: str) -> str:
    text = _text(source, name).strip()
    if not text:
        raise ContractChanged("a value is expected", path=name)
    return text


def _text(source: Mapping[str, Any], *names: str) -> str:
    """Return the first of `names` that is set, as text; ids come as numbers or as text."""
    for name in names:
        if source.get(name) not in (None, ""):
            return _scalar(source[name], name)
    return ""


def _scalar(value: object, path: str) -> str:
    if isinstance(value, (dict, list)):
        raise ContractChanged("a single value is expected", path=path)
    text = str(value)
    # No database text can hold a NUL or a lone surrogate.
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ContractChanged("broken text", path=path)
    return text


def _key(kind: str, *parts: str) -> str:
    """Return a key that is equal for repeated deliveries; long ones are hashed."""
    key = ":".join([kind, *(quote(part, safe="") for part in parts)])
    return key if len(key) <= _LONGEST_KEY else f"{kind}:{hashlib.sha256(key.encode()).hexdigest()}"
