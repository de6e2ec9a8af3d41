"""Pushes (webhooks): are they genuine, and what do they say.

Source: guides "webhook-configuration/webhook-security" and "webhook-url/*". A push is a hint to read
something again: none carries an id, most carry no time, and no number of retries is documented.

A push does not name its kind either: each kind has a URL of its own. Where all kinds go to one URL, what a
body holds tells them apart, except for ``order_status`` and ``order_cancellation``, which look the same.
"""

import hmac
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.push_fields import (
    dedupe_key,
    digest_of,
    read_push,
    required,
    text_of,
)
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
    payload = read_push(body)
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


def _order(kind: str, payload: dict[str, Any], frame: Frame) -> tuple[Event, ...]:
    order_id = required(payload, "order_id")
    status, shop_id = text_of(payload, "order_status"), text_of(payload, "shop_id")
    if kind != ORDER_REQUEST_CANCELLATION and not status:
        raise ContractChanged("a value is expected", path="order_status")
    # An order gets each status once or so, and a push has no time: repeats look like deliveries.
    return (
        Event(
            topic=Topic.ORDER,
            raw_topic=kind,
            dedupe_key=dedupe_key(kind, order_id, status),
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


# Quantities change with every order and come back after our own updates: nobody reads an item for that.
_OF_LISTINGS: Final = frozenset({"price_changes", "status_changes"})


def _change(kind: str, row: dict[str, Any], frame: Frame) -> Event:
    action, product_id = required(row, "action"), required(row, "product_id")
    shop_id, moment = text_of(row, "shop_id"), text_of(row, "update_time")
    return Event(
        topic=Topic.LISTING if action in _OF_LISTINGS else Topic.OTHER,
        raw_topic=kind,
        dedupe_key=dedupe_key(
            kind, product_id, text_of(row, "warehouse_id"), action, moment, text_of(row, "value")
        ),
        shop_ids=(shop_id,) if shop_id else (),
        external_id=product_id,
        occurred_at=moment_of(moment, frame),
        raw_status=action,
        text=text_of(row, "value"),
    )


def _chat(kind: str, payload: dict[str, Any], frame: Frame) -> tuple[Event, ...]:
    return (_hint(kind, payload, frame, required(payload, "msg_id")),)


def _upload(kind: str, payload: dict[str, Any], frame: Frame) -> tuple[Event, ...]:
    """The products that were made or changed; without any, only that the upload came to its end."""
    inner = payload.get("data")
    flat = inner if isinstance(inner, dict) else payload
    rows = flat.get("success_rows_data") or flat.get("success_row_data")
    numbers = [text_of(row, "product_id") for row in rows if isinstance(row, dict)] if rows else []
    status = text_of(flat, "status")
    found = [_hint(kind, payload, frame, number, status, Topic.LISTING) for number in numbers if number]
    return tuple(found) or (_hint(kind, payload, frame, text_of(flat, "upload_id"), status),)


def _campaign(kind: str, payload: dict[str, Any], frame: Frame) -> tuple[Event, ...]:
    status = required(payload, "action")
    return (_hint(kind, payload, frame, required(payload, "product_id"), status, Topic.LISTING),)


def _discussion(kind: str, payload: dict[str, Any], frame: Frame) -> tuple[Event, ...]:
    data = payload.get("discussion_data")
    if not isinstance(data, dict):
        raise ContractChanged("an object is expected", path="discussion_data")
    question, status = text_of(data, "question_id", "id"), required(payload, "discussion_type")
    return (_hint(kind, payload | {"shop_id": data.get("shop_id")}, frame, question, status),)


def _shop_merge(kind: str, payload: dict[str, Any], frame: Frame) -> tuple[Event, ...]:
    shop_id = required(payload, "toko_shop_id")
    whole = payload | {"shop_id": shop_id}
    return (_hint(kind, whole, frame, text_of(payload, "tts_seller_id"), text_of(payload, "status")),)


def _other(kind: str, payload: dict[str, Any], frame: Frame) -> tuple[Event, ...]:
    return (_hint(kind, payload, frame, text_of(payload, "order_id", "product_id")),)


def _hint(
    kind: str,
    payload: dict[str, Any],
    frame: Frame,
    external_id: str,
    status: str = "",
    topic: Topic = Topic.OTHER,
) -> Event:
    """Return the event of a push that has neither id nor time: a repeat is one with the same content."""
    shop_id = text_of(payload, "shop_id")
    return Event(
        topic=topic,
        raw_topic=kind,
        dedupe_key=dedupe_key(kind, external_id, digest_of(payload)),
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
