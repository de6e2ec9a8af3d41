"""Signatures of requests and pushes.

Source: official pages "Sign your API request" and "Webhooks configuration guide". A signature is HMAC-SHA256
with the app secret as key, in lower-case hexadecimal.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

_KEY: Final = re.compile(r"[\x21-\x7e]{1,128}")
_UNSIGNED: Final = frozenset({"sign", "access_token"})


@dataclass(frozen=True)
class App:
    """An app of the Partner Center.

    :param str app_key: names the app in every call.
    :param str app_secret: signs requests and pushes; secret.
    :param str service_id: names the app in the consent link, ``""`` for apps that use the older link.
    """

    app_key: str
    app_secret: str = field(repr=False)
    service_id: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.app_key, str) or not _KEY.fullmatch(self.app_key):
            raise InvalidRequest("the app key is missing or has blanks")
        if not isinstance(self.app_secret, str) or not self.app_secret:
            raise InvalidRequest("the app secret is missing")


@dataclass(frozen=True)
class Credentials:
    """Whose call it is. ``shop_cipher`` is ``""`` for calls of the seller or creator as a whole."""

    access_token: str = field(repr=False)
    shop_cipher: str = ""


def base_string(app_secret: str, path: str, params: Iterable[tuple[str, str]], body: bytes = b"") -> bytes:
    """Return what is signed.

    :param str path: without host and query, e.g. ``/order/202309/orders/search``.
    :param params: decoded values; ``sign`` and ``access_token`` are left out.
    :param bytes body: exactly as sent; empty for ``multipart/form-data``, which is not signed.
    :raise InvalidRequest: for halves of characters (lone surrogates), which no URL can hold
    """
    signed = sorted((name, value) for name, value in params if name not in _UNSIGNED)
    text = path + "".join(name + value for name, value in signed)
    secret = app_secret.encode()
    try:
        return secret + text.encode() + body + secret
    except UnicodeEncodeError:
        raise InvalidRequest("a parameter has characters that cannot be sent") from None


def sign(app_secret: str, path: str, params: Iterable[tuple[str, str]], body: bytes = b"") -> str:
    """Return the signature of a request, see :func:`base_string`."""
    return _digest(app_secret, base_string(app_secret, path, params, body))


def push_signature(app: App, body: bytes) -> str:
    """Return the signature of a push: over app key and raw body, without any time."""
    return _digest(app.app_secret, app.app_key.encode() + body)


def _digest(key: str, message: bytes) -> str:
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()
