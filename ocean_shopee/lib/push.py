"""Pushes (webhooks): are they genuine, and what do they say.

Source: official guide "Push mechanism" and the pages of the single pushes. A push is a hint to read
something again: deliveries repeat, come late, and in any order.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote

import simplejson

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.schema import Event, Topic

from .signing import push_signature
from .times import moment_of

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
_LONGEST_KEY: Final = 160


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
    envelope = _envelope(body)
    code = _int(envelope, "code")
    data = _data(envelope)
    return (_PARSERS.get(code, _other)(code, envelope, data),)


def _envelope(body: bytes) -> dict[str, Any]:
    try:
        envelope = simplejson.loads(body.decode("utf-8").removeprefix("\ufeff"), use_decimal=True)
    except (ValueError, RecursionError):
        raise ContractChanged("a push is JSON in UTF-8") from None
    if not isinstance(envelope, dict):
        raise ContractChanged("a push is an object")
    return envelope


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
    return Event(topic=Topic.PING, raw_topic=str(code), dedupe_key=_key(code))


def _order_status(code: int, envelope: dict[str, Any], data: dict[str, Any]) -> Event:
    shop_id, order_sn = _required(envelope, "shop_id", "shopid"), _required(data, "ordersn", "order_sn")
    status, update_time = _required(data, "status"), _text(data, "update_time")
    return Event(
        topic=Topic.ORDER,
        raw_topic=str(code),
        dedupe_key=_key(code, shop_id, order_sn, status, update_time or _text(envelope, "timestamp")),
        shop_ids=(shop_id,),
        external_id=order_sn,
        occurred_at=moment_of(update_time) or _sent_at(envelope),
        raw_status=status,
    )


def _tracking_number(code: int, envelope: dict[str, Any], data: dict[str, Any]) -> Event:
    shop_id, order_sn = _required(envelope, "shop_id", "shopid"), _required(data, "ordersn", "order_sn")
    package, tracking = _text(data, "package_number"), _text(data, "tracking_no", "tracking_number")
    return Event(
        topic=Topic.TRACKING,
        raw_topic=str(code),
        dedupe_key=_key(code, shop_id, order_sn, package, tracking),
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
        topic=topic if _text(data, "success") in ("", "1", "True") else Topic.OTHER,
        raw_topic=str(code),
        dedupe_key=_key(code, *shop_ids, _text(data, "main_account_id"), _text(envelope, "timestamp")),
        shop_ids=shop_ids,
        occurred_at=_sent_at(envelope),
        raw_status=_text(data, "authorize_type"),
        text=_text(data, "extra"),
    )


def _authorization_expiring(code: int, envelope: dict[str, Any], data: dict[str, Any]) -> Event:
    shop_ids = _ids(data, "shop_expire_soon")
    expire_before = _text(data, "expire_before")
    return Event(
        topic=Topic.AUTH_EXPIRING,
        raw_topic=str(code),
        dedupe_key=_key(code, expire_before, _text(data, "page_no"), *shop_ids),
        shop_ids=shop_ids,
        occurred_at=_sent_at(envelope),
        raw_status=expire_before,
    )


def _other(code: int, envelope: dict[str, Any], data: dict[str, Any]) -> Event:
    shop_id = _text(envelope, "shop_id", "shopid")
    canonical = simplejson.dumps(envelope, use_decimal=True, sort_keys=True)
    return Event(
        topic=Topic.OTHER,
        raw_topic=str(code),
        dedupe_key=_key(code, shop_id, hashlib.sha256(canonical.encode()).hexdigest()),
        shop_ids=(shop_id,) if shop_id else (),
        external_id=_text(data, "order_sn", "ordersn", "return_sn", "booking_sn", "item_id"),
        occurred_at=moment_of(data.get("update_time")) or _sent_at(envelope),
        raw_status=_text(data, "status"),
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
    single = _text(data, "shop_id", "shopid") or _text(envelope, "shop_id", "shopid")
    listed = _ids(data, "shop_id_list")
    if single or listed:
        return tuple(dict.fromkeys([single, *listed] if single else listed))
    named = set(_SHOP_IN_TEXT.findall(_text(data, "extra")))
    return tuple(named) if len(named) == 1 else ()


def _ids(source: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = source.get(name) or []
    if not isinstance(values, list):
        raise ContractChanged("a list is expected", path=f"data.{name}")
    return tuple(dict.fromkeys(_scalar(value, f"data.{name}") for value in values))


def _sent_at(envelope: Mapping[str, Any]) -> datetime | None:
    return moment_of(envelope.get("timestamp"))


def _int(source: Mapping[str, Any], name: str) -> int:
    text = _text(source, name).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ContractChanged("a number is expected", path=name)
    return int(text)


def _required(source: Mapping[str, Any], *names: str) -> str:
    text = _text(source, *names).strip()
    if not text:
        raise ContractChanged("a value is expected", path=names[0])
    return text


def _text(source: Mapping[str, Any], *names: str) -> str:
    """Return the first of `names` that is set, as text; numbers come as numbers or as text."""
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


def _key(code: int, *parts: str) -> str:
    """Return a key that is equal for repeated deliveries; long ones are hashed."""
    key = ":".join([str(code), *(quote(part, safe="") for part in parts)])
    return key if len(key) <= _LONGEST_KEY else f"{code}:{hashlib.sha256(key.encode()).hexdigest()}"
