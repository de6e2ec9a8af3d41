"""Signatures of requests and pushes.

Source: official guides "API calls" and "Push mechanism". A signature is HMAC-SHA256 with the key taken as
text (it looks like hexadecimal but is not decoded), in lower-case hexadecimal.
"""

import hashlib
import hmac
from dataclasses import dataclass, field

from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest


@dataclass(frozen=True)
class App:
    """An app of the Open Platform console.

    :param str partner_id: digits.
    :param str partner_key: signs requests; secret.
    :param str push_key: signs pushes where the console shows a separate key, ``""`` otherwise; secret.
    """

    partner_id: str
    partner_key: str = field(repr=False)
    push_key: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        require_id("partner_id", self.partner_id)
        if not isinstance(self.partner_key, str) or not self.partner_key:
            raise InvalidRequest("the partner key is missing")

    @property
    def push_keys(self) -> tuple[str, ...]:
        """Keys a push may be signed with: the push key if there is one, otherwise the partner key."""
        return (self.push_key,) if self.push_key else (self.partner_key,)


@dataclass(frozen=True)
class Credentials:
    """Whose call it is. ``owner`` is ``shop_id`` or ``merchant_id``, the name of the query parameter."""

    owner: str
    owner_id: str
    access_token: str = field(repr=False)


def require_id(name: str, value: object) -> str:
    """Return `value`, an id of digits in a string.

    :raise InvalidRequest: for anything else
    """
    if not (isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 20):
        raise InvalidRequest(f"{name} must be a string of digits")
    return value


def base_string(
    partner_id: str, path: str, timestamp: int, access_token: str = "", owner_id: str = ""
) -> str:
    """Return what is signed: the parts in this order with nothing between.

    Public calls leave token and owner out; shop and merchant calls name the shop or merchant as owner.
    """
    return f"{partner_id}{path}{timestamp}{access_token}{owner_id}"


def sign(key: str, message: str) -> str:
    """Return the signature of `message`."""
    return hmac.new(key.encode(), message.encode(), hashlib.sha256).hexdigest()


def signed_params(
    app: App, path: str, timestamp: int, credentials: Credentials | None = None
) -> tuple[tuple[str, str], ...]:
    """Return the query parameters every call carries, ``GET`` and ``POST`` alike.

    :param str path: without host and query, e.g. ``/api/v2/shop/get_shop_info``.
    :param int timestamp: unix seconds; Shopee accepts it for 5 minutes.
    """
    common = (("partner_id", app.partner_id), ("timestamp", str(timestamp)))
    if credentials is None:
        return *common, ("sign", sign(app.partner_key, base_string(app.partner_id, path, timestamp)))
    message = base_string(app.partner_id, path, timestamp, credentials.access_token, credentials.owner_id)
    owner = (("access_token", credentials.access_token), (credentials.owner, credentials.owner_id))
    return *common, *owner, ("sign", sign(app.partner_key, message))


def push_signature(key: str, push_url: str, body: bytes) -> str:
    """Return the signature of a push: over the URL as configured in the console, ``|`` and the raw body."""
    return hmac.new(key.encode(), push_url.encode() + b"|" + body, hashlib.sha256).hexdigest()
