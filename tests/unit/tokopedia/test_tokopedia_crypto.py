"""Buyers are encrypted here by the recipe of the guide, with nothing of the code under test."""

import base64
import json
import os

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, InvalidRequest
from odoo.addons.ocean_tokopedia.lib.crypto import (
    Decryptor,
    check_public_pem,
    deep_merge,
    is_sealed,
    new_key_pair,
    public_pem_of,
    verify_signature,
)

KEY = b"0123456789abcdef0123456789ABCDEF"
PERSON = {
    "buyer": {"name": "Sri Rahayu", "phone": "628111"},
    "recipient": {"name": "Sri", "address": {"address_full": "Jl. Melati 3, Jakarta – 10110"}},
}
ORDER = {
    "order_id": 7,
    "buyer": {"id": 9, "name": "", "phone": ""},
    "recipient": {"name": "", "address": {"address_full": "", "city": "Jakarta"}},
}


def seal(public_pem, plain, key=KEY, mask=hashes.SHA256, nonce_last=True):
    public = serialization.load_pem_public_key(public_pem.encode())
    oaep = padding.OAEP(mgf=padding.MGF1(mask()), algorithm=hashes.SHA256(), label=None)
    nonce = os.urandom(12)
    text = plain if isinstance(plain, bytes) else json.dumps(plain).encode()
    sealed = AESGCM(key.ljust(32)[:32]).encrypt(nonce, text, None)
    content = sealed + nonce if nonce_last else nonce + sealed
    return {
        "secret": base64.b64encode(public.encrypt(key, oaep)).decode(),
        "content": base64.b64encode(content).decode(),
    }


@pytest.fixture
def decryptor(key_pair):
    return Decryptor(key_pair.private_pem)


def test_a_buyer_comes_back_into_its_places(key_pair, decryptor):
    order = decryptor.open_order(ORDER | {"encryption": seal(key_pair.public_pem, PERSON)})
    assert order == {
        "order_id": 7,
        "buyer": {"id": 9, "name": "Sri Rahayu", "phone": "628111"},
        "recipient": {
            "name": "Sri",
            "address": {"address_full": "Jl. Melati 3, Jakarta – 10110", "city": "Jakarta"},
        },
    }


def test_an_order_without_encryption_stays_as_it_is(decryptor):
    assert decryptor.open_order(ORDER) == ORDER
    assert not is_sealed(ORDER | {"encryption": {"secret": "", "content": ""}})


def test_the_secret_of_many_orders_is_opened_once(key_pair, decryptor):
    encryption = seal(key_pair.public_pem, PERSON)
    assert decryptor.open(encryption) == PERSON
    # With the RSA key gone only a kept secret can open it.
    decryptor._key = None
    assert decryptor.open(encryption) == PERSON


@pytest.mark.parametrize(
    ("spoil", "path"),
    [
        (lambda pem: seal(new_key_pair().public_pem, PERSON), "encryption.secret"),
        (lambda pem: seal(pem, PERSON, mask=hashes.SHA1), "encryption.secret"),
        (lambda pem: seal(pem, PERSON, nonce_last=False), "encryption.content"),
        (lambda pem: seal(pem, PERSON, key=KEY[:16]), "encryption.secret"),
        (lambda pem: seal(pem, b"no json"), "encryption.content"),
        (lambda pem: seal(pem, [1]), "encryption.content"),
        (lambda pem: seal(pem, PERSON) | {"content": "AAAA"}, "encryption.content"),
        (lambda pem: seal(pem, PERSON) | {"content": "!"}, "encryption.content"),
        (lambda pem: seal(pem, PERSON) | {"secret": ""}, "encryption.secret"),
        (lambda pem: seal(pem, PERSON) | {"secret": 5}, "encryption.secret"),
    ],
)
def test_what_cannot_be_opened_is_told_with_its_place(spoil, path, key_pair, decryptor):
    with pytest.raises(ContractChanged) as caught:
        decryptor.open(spoil(key_pair.public_pem))
    assert caught.value.path == path


def test_a_key_pair_is_rsa_of_2048_bits_and_shows_only_its_public_half(key_pair):
    public = serialization.load_pem_public_key(key_pair.public_pem.encode())
    assert (public.key_size, public.public_numbers().e) == (2048, 65_537)
    assert public_pem_of(key_pair.private_pem) == key_pair.public_pem
    assert "PRIVATE" not in repr(key_pair)


def test_only_a_public_rsa_key_may_be_registered(key_pair):
    assert check_public_pem(key_pair.public_pem) == key_pair.public_pem
    short = rsa.generate_private_key(public_exponent=65_537, key_size=1024).public_key()
    curve = ec.generate_private_key(ec.SECP256R1()).public_key()
    for key in (short, curve):
        pem = key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        with pytest.raises(InvalidRequest):
            check_public_pem(pem.decode())
    for wrong in (key_pair.private_pem, "nonsense", None):
        with pytest.raises(InvalidRequest):
            check_public_pem(wrong)


@pytest.mark.parametrize("pem", ["", "nonsense", None])
def test_a_private_key_that_is_none_is_refused(pem):
    with pytest.raises(InvalidRequest):
        Decryptor(pem)


def test_merging_changes_neither_side():
    base, more = {"a": {"b": 1}, "c": 2}, {"a": {"d": 3}, "c": {"e": 4}}
    assert deep_merge(base, more) == {"a": {"b": 1, "d": 3}, "c": {"e": 4}}
    assert (base, more) == ({"a": {"b": 1}, "c": 2}, {"a": {"d": 3}, "c": {"e": 4}})


@pytest.mark.parametrize("salt", [32, padding.PSS.MAX_LENGTH])
def test_the_platforms_own_signature_is_checked_whatever_its_salt(salt):
    private = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
    pem = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=salt)
    signature = base64.b64encode(private.sign(b"body", pss, hashes.SHA256())).decode()
    assert verify_signature(pem.decode(), b"body", signature)
    assert not verify_signature(pem.decode(), b"other", signature)
    assert not verify_signature(pem.decode(), b"body", "!")
    assert not verify_signature(pem.decode(), b"body", None)
