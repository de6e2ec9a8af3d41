"""Personal data of orders, which the platform delivers encrypted for the public key the app has registered.

Source: guides "encryption/register-public-key", "encryption/decrypt-message" and
"encryption/signature-request", and the platform's own examples (github.com/tokopedia/cryptography-example).
An order carries ``encryption: {secret, content}``:

- ``secret``: base64 of an AES key under RSA-OAEP with SHA-256, also for its mask; the 32 bytes are used as
  they are.
- ``content``: base64 of ciphertext, 16 bytes of tag and, last, 12 bytes of nonce; AES-256-GCM.

The plaintext is a part of the order with the same nesting: what is blank outside stands inside.
"""

import base64
import binascii
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.exceptions import InvalidSignature, InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, InvalidRequest
from odoo.addons.ocean_marketplace_base.lib.http import parse_json

KEY_BITS: Final = 2048
_NONCE: Final = 12
_TAG: Final = 16
_KEPT_SECRETS: Final = 64
# JDKs mask with SHA-1 by default; the platform masks with SHA-256 like it hashes.
_OAEP: Final = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)


@dataclass(frozen=True)
class KeyPair:
    """A new key pair as PEM texts: the private one stays here, the public one is registered."""

    private_pem: str = field(repr=False)
    public_pem: str


def new_key_pair() -> KeyPair:
    """Return a new RSA key pair of 2048 bits."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=KEY_BITS)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return KeyPair(private.decode("ascii"), _public_pem(key.public_key()))


def public_pem_of(private_pem: str) -> str:
    """Return the public key that belongs to a private one.

    :raise InvalidRequest: when `private_pem` is no RSA key
    """
    return _public_pem(_private_key(private_pem).public_key())


def check_public_pem(public_pem: str) -> str:
    """Return `public_pem`, an RSA public key of at least 2048 bits.

    :raise InvalidRequest: for anything else, a private key above all
    """
    if not isinstance(public_pem, str) or "PRIVATE" in public_pem:
        raise InvalidRequest("a public key in PEM format is needed")
    if _public_key(public_pem).key_size < KEY_BITS:
        raise InvalidRequest(f"the key is shorter than {KEY_BITS} bits")
    return public_pem


class Decryptor:
    """Opens what was encrypted for one private key. Safe in threads.

    All orders of an answer share one secret, so the slow RSA step is done once for each.
    """

    def __init__(self, private_pem: str):
        self._key = _private_key(private_pem)
        self._lock = threading.Lock()
        self._aes_keys: OrderedDict[str, bytes] = OrderedDict()

    def open(self, encryption: Mapping[str, Any]) -> dict[str, Any]:
        """Return the plaintext of an order's ``encryption``.

        :raise ContractChanged: when it cannot be opened: another key was registered, or it is damaged
        """
        secret, content = _text(encryption, "secret"), _text(encryption, "content")
        sealed = _bytes(content, "encryption.content")
        if len(sealed) < _NONCE + _TAG:
            raise ContractChanged("too short to be encrypted", path="encryption.content")
        try:
            plain = AESGCM(self._aes_key(secret)).decrypt(sealed[-_NONCE:], sealed[:-_NONCE], None)
            opened = parse_json(plain)
        except (InvalidTag, ValueError):
            raise ContractChanged("cannot be decrypted", path="encryption.content") from None
        if not isinstance(opened, dict):
            raise ContractChanged("an object is expected", path="encryption.content")
        return opened

    def open_order(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """Return `order` with its personal data in place and without ``encryption``.

        An order that carries none is returned as it is.

        :raise ContractChanged: when it cannot be opened
        """
        if not is_sealed(order):
            return dict(order)
        rest = {name: value for name, value in order.items() if name != "encryption"}
        return deep_merge(rest, self.open(order["encryption"]))

    def _aes_key(self, secret: str) -> bytes:
        with self._lock:
            if secret in self._aes_keys:
                self._aes_keys.move_to_end(secret)
                return self._aes_keys[secret]
        try:
            key = self._key.decrypt(_bytes(secret, "encryption.secret"), _OAEP)
        except ValueError:
            raise ContractChanged("encrypted for another key", path="encryption.secret") from None
        if len(key) != 32:
            raise ContractChanged("32 bytes are expected", path="encryption.secret")
        with self._lock:
            self._aes_keys[secret] = key
            while len(self._aes_keys) > _KEPT_SECRETS:
                self._aes_keys.popitem(last=False)
        return key


def is_sealed(order: Mapping[str, Any]) -> bool:
    """Say whether an order's personal data are still encrypted."""
    encryption = order.get("encryption")
    return isinstance(encryption, Mapping) and bool(encryption.get("content"))


def deep_merge(base: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return `base` with the values of `more`, object into object; neither is changed."""
    merged = dict(base)
    for name, value in more.items():
        under = merged.get(name)
        both = isinstance(under, Mapping) and isinstance(value, Mapping)
        merged[name] = deep_merge(under, value) if both else value
    return merged


def verify_signature(public_pem: str, body: bytes, signature: str | None) -> bool:
    """Say whether `signature` (header ``TKPD-Signature``) is the platform's: RSA-PSS, SHA-256, over `body`.

    :param public_pem: the platform's own public key, offered for download in the console.
    """
    try:
        given = base64.b64decode((signature or "").strip(), validate=True)
        # The length of the salt is not documented.
        pss = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=padding.PSS.AUTO)
        _public_key(public_pem).verify(given, body, pss, hashes.SHA256())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def _private_key(pem: str) -> rsa.RSAPrivateKey:
    try:
        key = serialization.load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, AttributeError, UnsupportedAlgorithm):
        raise InvalidRequest("the private key is not in PEM format, or has a password") from None
    if not isinstance(key, rsa.RSAPrivateKey):
        raise InvalidRequest("the private key is no RSA key")
    return key


def _public_key(pem: str) -> rsa.RSAPublicKey:
    try:
        key = serialization.load_pem_public_key(pem.encode())
    except (ValueError, AttributeError, UnsupportedAlgorithm):
        raise InvalidRequest("a public key in PEM format is needed") from None
    if not isinstance(key, rsa.RSAPublicKey):
        raise InvalidRequest("the public key is no RSA key")
    return key


def _public_pem(key: rsa.RSAPublicKey) -> str:
    pem = key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return pem.decode("ascii")


def _text(encryption: Mapping[str, Any], name: str) -> str:
    value = encryption.get(name)
    if not isinstance(value, str) or not value:
        raise ContractChanged("a text is expected", path=f"encryption.{name}")
    return value


def _bytes(text: str, path: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ContractChanged("base64 is expected", path=path) from None
