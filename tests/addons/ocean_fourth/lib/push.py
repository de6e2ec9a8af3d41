"""Pushes of the invented platform: JSON with an HMAC over the body."""

import hashlib
import hmac
import json

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.schema import Event, Topic


def sign(key: str, body: bytes) -> str:
    """Return the signature of `body` in hexadecimal."""
    return hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


def verify(key: str, body: bytes, signature: str | None) -> bool:
    """Say whether the platform signed `body`. Without a key: no."""
    return bool(key) and hmac.compare_digest(sign(key, body).encode(), (signature or "").encode())


def parse(body: bytes) -> tuple[Event, ...]:
    """Return what a verified push says.

    :raise ContractChanged: when it is not a push
    """
    try:
        data = json.loads(body)
        number, shop, changed = str(data["number"]), str(data["shop"]), str(data["changed"])
    except (ValueError, KeyError, TypeError):
        raise ContractChanged("not a push") from None
    event = Event(
        topic=Topic.ORDER,
        raw_topic="order",
        dedupe_key=f"{number}:{changed}",
        shop_ids=(shop,),
        external_id=number,
    )
    return (event,)
