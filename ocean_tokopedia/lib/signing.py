"""What identifies an app to the platform, and the platform to us.

Source: guides "Authentication" and "webhook-configuration/webhook-security".
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field

from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest


@dataclass(frozen=True)
class App:
    """An app of the developer console; it serves every shop that was connected to it there.

    :param str fs_id: "fulfillment service id", the App ID; digits.
    :param str client_id: asks for tokens.
    :param str client_secret: asks for tokens; secret.
    """

    fs_id: str
    client_id: str
    client_secret: str = field(repr=False)

    def __post_init__(self) -> None:
        require_id("fs_id", self.fs_id)
        for name in ("client_id", "client_secret"):
            value = getattr(self, name)
            if not isinstance(value, str) or not value:
                raise InvalidRequest(f"{name} is missing")
        if ":" in self.client_id:  # it would end the name in basic authentication
            raise InvalidRequest("client_id holds a colon")


def require_id(name: str, value: object) -> str:
    """Return `value`, an id of digits in a string.

    :raise InvalidRequest: for anything else
    """
    if not (isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 19):
        raise InvalidRequest(f"{name} must be a string of digits")
    return value


def basic_authorization(app: App) -> str:
    """Return the ``Authorization`` header of the call for a token."""
    return "Basic " + base64.b64encode(f"{app.client_id}:{app.client_secret}".encode()).decode("ascii")


def push_signature(secret: str, body: bytes) -> str:
    """Return the ``Authorization-Hmac`` header of a push: HMAC-SHA256 over the raw body, in hexadecimal."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
