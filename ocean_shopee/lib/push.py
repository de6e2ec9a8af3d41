"""Pushes (webhooks): are they genuine, and what do they say.

Source: official guide "Push mechanism" and the pages of the single pushes. A push is a hint to read
something again: deliveries repeat, come late, and in any order.
"""

import hmac
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

import simplejson

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

from .signing import push_signature

# The number in the payload, not the one in the address of the documentation page.
PING: Final = 0
AUTHORIZED: Final = 1
DEAUTHORIZED: Final = 2
ORDER_STATUS: Final = 3
TRACKING_NUMBER: Final = 4
AUTHORIZATION_EXPIRING: Final = 12

# v2.push.shop_authorization_canceled_push names the shop in its text only:
# "shop id 600000 (SG) has been cancelled its authorization".
_SHOP_IN_TEXT: Final = re.compile(r"\bshop[ _]?id:?\s*(\d{1,20})\b", re.IGNORECASE)


def verify(push_url: str, body: bytes, authorization: str | None, keys: Sequence[str]) -> bool:
    """Say whether the platform signed `body` with one of `keys`. Without keys or signature: no.

    :param push_url: exactly as entered in the console, whatever a proxy makes of it.
    :param body: raw, as received.
    :param authorization: the header of that name.
    """
    given = (authorization or "").strip().encode("utf-8", errors="replace")
    genuine = False
    for key in keys:
        # All keys are tried and compared in constant time, so that timing tells nothing.
        expected = push_signature(key, push_url, body).encode("ascii") if key else b""
        genuine |= bool(expected) and hmac.compare_digest(expected, given)
    return genuine


def parse(body: bytes) -> tuple[Event, ...]:
    """Return what a verified push says; one event today.

    :raise ContractChanged: when it is not a push, or lacks what its code promises
    """
    envelope = read_push(body)
    code = code_of(envelope, "code")
    data = _data(envelope)
    return (_PARSERS.get(code, _other)(code, envelope, data),)


def _data(envelope: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``data``, which lost messages carry as text."""
    data = envelope.get("data")
    if isinstance(data, str):
        try:
            data = simplejson.loads(data, use_decimal=True)
        except (ValueError, RecursionError):
            data = None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise ContractChanged("an object is expected", path="data")
    return data


def _ping(code: int, envelope: dict[str, Any], data: dict[str, Any]) -> Event:
    return Event(topic=Topic.PING, raw_topic=str(code), dedupe_key=dedupe_key(code))


def _order_status(code: int, envelope: dict[str, Any], data: dict[str, Any]) -> Event:
    shop_id, order_sn = required(envelope, "shop_id", "shopid"), required(data, "ordersn", "order_sn")
    status, update_time = required(data, "status"), text_of(data, "update_time")
    return Event(
        topic=Topic.ORDER,
        raw_topic=str(code),
        dedupe_key=dedupe_key(code, shop_id, order_sn, status, update_time or text_of(envelope, "timestamp")),
        shop_ids=(shop_id,),
        external_id=order_sn,
        occurred_at=moment_of(update_time) or _sent_at(envelope),
        raw_status=status,
    )


def _tracking_number(code: int, envelope: dict[str, Any], data: dict[str, Any]) -> Event:
    shop_id, order_sn = required(envelope, "shop_id", "shopid"), required(data, "ordersn", "order_sn")
    package, tracking = text_of(data, "package_number"), text_of(data, "tracking_no", "tracking_number")
    return Event(
        topic=Topic.TRACKING,
        raw_topic=str(code),
        dedupe_key=dedupe_key(code, shop_id, order_sn, package, tracking),
        shop_ids=(shop_id,),
        external_id=order_sn,
        occurred_at=_sent_at(envelope),
        text=tracking,
    )


def _authorization(code: int, envelope: dict[str, Any], data: dict[str, Any]) -> Event:
    """Consent given or withdrawn; one that did not succeed changes nothing."""
    topic = Topic.AUTHORIZED if code == AUTHORIZED else Topic.DEAUTHORIZED
    shop_ids = _shop_ids(envelope, data)
    return Event(
        topic=topic if text_of(data, "success") in ("", "1", "True") else Topic.OTHER,
        raw_topic=str(code),
        dedupe_key=dedupe_key(
            code, *shop_ids, text_of(data, "main_account_id"), text_of(envelope, "timestamp")
        ),
        shop_ids=shop_ids,
        occurred_at=_sent_at(envelope),
        raw_status=text_of(data, "authorize_type"),
        text=text_of(data, "extra"),
    )


def _authorization_expiring(code: int, envelope: dict[str, Any], data: dict[str, Any]) -> Event:
    shop_ids = _ids(data, "shop_expire_soon")
    expire_before = text_of(data, "expire_before")
    return Event(
        topic=Topic.AUTH_EXPIRING,
        raw_topic=str(code),
        dedupe_key=dedupe_key(code, expire_before, text_of(data, "page_no"), *shop_ids),
        shop_ids=shop_ids,
        occurred_at=_sent_at(envelope),
        raw_status=expire_before,
    )


def _other(code: int, envelope: dict[str, Any], data: dict[str, Any]) -> Event:
    shop_id = text_of(envelope, "shop_id", "shopid")
    return Event(
        topic=Topic.OTHER,
        raw_topic=str(code),
        dedupe_key=dedupe_key(code, shop_id, digest_of(envelope)),
        shop_ids=(shop_id,) if shop_id else (),
        external_id=text_of(data, "order_sn", "ordersn", "return_sn", "booking_sn", "item_id"),
        occurred_at=moment_of(data.get("update_time")) or _sent_at(envelope),
        raw_status=text_of(data, "status"),
    )


_Parser = Callable[[int, dict[str, Any], dict[str, Any]], Event]
_PARSERS: Final[Mapping[int, _Parser]] = MappingProxyType(
    {
        PING: _ping,
        AUTHORIZED: _authorization,
        DEAUTHORIZED: _authorization,
        ORDER_STATUS: _order_status,
        TRACKING_NUMBER: _tracking_number,
        AUTHORIZATION_EXPIRING: _authorization_expiring,
    }
)


def _shop_ids(envelope: Mapping[str, Any], data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the shops of a consent: from the fields, else the one shop that the text names for sure."""
    single = text_of(data, "shop_id", "shopid") or text_of(envelope, "shop_id", "shopid")
    listed = _ids(data, "shop_id_list")
    if single or listed:
        return tuple(dict.fromkeys([single, *listed] if single else listed))
    named = set(_SHOP_IN_TEXT.findall(text_of(data, "extra")))
    return tuple(named) if len(named) == 1 else ()


def _ids(source: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = source.get(name) or []
    if not isinstance(values, list):
        raise ContractChanged("a list is expected", path=f"data.{name}")
    return tuple(dict.fromkeys(scalar(value, f"data.{name}") for value in values))


def _sent_at(envelope: Mapping[str, Any]) -> datetime | None:
    return moment_of(envelope.get("timestamp"))
