"""Encrypts buyers for an app's public key (guides "encryption/decrypt-message" and "guides/encryption")."""

import base64
import json
import os
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .model import App
from .store import Store

NONCE_LENGTH = 12


class BadKey(ValueError):
    """What was uploaded is no usable public key."""


def read_public_key(pem: bytes) -> str:
    """Return an uploaded public key as text.

    :raise BadKey: if it is none, or shorter than 2048 bits
    """
    try:
        key = serialization.load_pem_public_key(pem)
    except ValueError:
        raise BadKey("no PEM public key") from None
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < 2048:
        raise BadKey("an RSA key of 2048 bits is needed")
    return pem.decode()


class Seal:
    """Encrypts the buyers of one answer: all of them share one secret.

    :param wanted: false shows them in plain text.
    """

    def __init__(self, store: Store, app: App, wanted: bool = True) -> None:
        self._plain = store.switches.plain_buyers or not wanted
        self._secret = ""
        if not self._plain and app.public_key:
            key = store.world.token("secret").encode()  # 32 characters, used as they are
            self._aes = AESGCM(key)
            self._secret = _wrap(app.public_key, key)

    def apply(self, order: dict[str, Any], personal: dict[str, Any]) -> dict[str, Any]:
        """Put the `personal` part into `order`: blank with the texts encrypted beside, or as it is.

        Without a registered key there is nothing beside.
        """
        if self._plain:
            return _merge(order, personal)
        blank = _merge(order, _blank(personal))
        if self._secret:
            blank["encryption"] = {"secret": self._secret, "content": self._encrypt(personal)}
        return blank

    def _encrypt(self, personal: dict[str, Any]) -> str:
        nonce = os.urandom(NONCE_LENGTH)
        text = json.dumps(personal, ensure_ascii=False).encode()
        # AES-GCM appends the tag; the platform puts the nonce last.
        return base64.b64encode(self._aes.encrypt(nonce, text, None) + nonce).decode()


def _wrap(public_key: str, key: bytes) -> str:
    recipient = serialization.load_pem_public_key(public_key.encode())
    assert isinstance(recipient, rsa.RSAPublicKey), "checked when it was uploaded"
    oaep = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)
    return base64.b64encode(recipient.encrypt(key, oaep)).decode()


def _blank(value: Any) -> Any:
    return {name: _blank(item) for name, item in value.items()} if isinstance(value, dict) else ""


def _merge(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for name, value in more.items():
        under = merged.get(name)
        merged[name] = _merge(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return merged
