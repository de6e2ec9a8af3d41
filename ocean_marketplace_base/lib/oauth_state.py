"""The signed ``state`` of an OAuth round trip: who asked, for what, until when.

Pure functions. The caller keeps the ``nonce`` and accepts each one once; the signature and the time limit are
checked here. The token holds no secret: anybody can read it, nobody can make one without the key.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final

DEFAULT_LIFE: Final = timedelta(minutes=15)
# Separates these signatures from any other use of the same key.
_PURPOSE: Final = b"ocean.oauth_state.1\x00"
_MAX_LENGTH: Final = 2048


class StateInvalid(ValueError):
    """The state is not one of ours, or was changed on the way."""


class StateExpired(StateInvalid):
    """The state is ours, but the seller took too long."""


@dataclass(frozen=True, kw_only=True)
class OAuthState:
    """A verified state. ``data`` is what was signed, ``nonce`` is unique for each one issued."""

    data: Mapping[str, str]
    nonce: str
    expires_at: datetime


def new_nonce() -> str:
    """Return a random name for one round trip (128 bit, safe in URLs)."""
    return secrets.token_urlsafe(16)


def issue(
    key: bytes, data: Mapping[str, str], *, nonce: str, now: datetime, life: timedelta = DEFAULT_LIFE
) -> str:
    """Return the token to send with the seller, safe in a URL without quoting.

    :param bytes key: secret of this database, at least 16 bytes.
    :param data: short strings, e.g. the ids of the account and the user.
    :param datetime now: aware.
    """
    _check_key(key)
    expires_at = int((now + life).timestamp())
    content = {"data": dict(data), "nonce": nonce, "exp": expires_at}
    text = json.dumps(content, separators=(",", ":"), sort_keys=True)
    payload = _encode(text.encode())
    return f"{payload}.{_signature(key, payload)}"


def read(key: bytes, token: str, *, now: datetime) -> OAuthState:
    """Return what :func:`issue` signed.

    :raise StateInvalid: for anything not signed with `key`
    :raise StateExpired: for a signed state that is too old
    """
    _check_key(key)
    payload, _, signature = token.partition(".") if len(token) <= _MAX_LENGTH else ("", "", "")
    expected = _signature(key, payload)
    if not hmac.compare_digest(expected.encode(), signature.encode(errors="replace")):
        raise StateInvalid("the state is not signed by this database")
    content = json.loads(_decode(payload))
    expires_at = datetime.fromtimestamp(content["exp"], tz=timezone.utc)
    if now >= expires_at:
        raise StateExpired("the state is too old")
    return OAuthState(data=content["data"], nonce=content["nonce"], expires_at=expires_at)


def _check_key(key: bytes) -> None:
    if len(key) < 16:
        raise ValueError("the key is too short to sign with")


def _signature(key: bytes, payload: str) -> str:
    message = _PURPOSE + payload.encode(errors="replace")
    return _encode(hmac.digest(key, message, hashlib.sha256))


def _encode(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode("ascii").rstrip("=")


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
