"""Reading pushes (webhooks): JSON objects whose ids and times come as numbers or as text."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

import simplejson

from .errors import ContractChanged
from .texts import is_broken

_LONGEST_KEY: Final = 160


def read_push(body: bytes) -> dict[str, Any]:
    """Return the object that a push is.

    :raise ContractChanged: when it is none
    """
    try:
        push = simplejson.loads(body.decode("utf-8").removeprefix("\ufeff"), use_decimal=True)
    except (ValueError, RecursionError):
        raise ContractChanged("a push is JSON in UTF-8") from None
    if not isinstance(push, dict):
        raise ContractChanged("a push is an object")
    return push


def text_of(source: Mapping[str, Any], *names: str) -> str:
    """Return the first of `names` that is set, as text; ``""`` for nothing.

    :raise ContractChanged: when it is a list, an object or broken text
    """
    for name in names:
        if source.get(name) not in (None, ""):
            return scalar(source[name], name)
    return ""


def required(source: Mapping[str, Any], *names: str) -> str:
    """Return :func:`text_of` without blanks around it.

    :raise ContractChanged: when there is nothing
    """
    text = text_of(source, *names).strip()
    if not text:
        raise ContractChanged("a value is expected", path=names[0])
    return text


def code_of(source: Mapping[str, Any], name: str) -> int:
    """Return the number that tells what a push is about: at most nine digits.

    :raise ContractChanged: when it is something else
    """
    text = text_of(source, name).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ContractChanged("a number is expected", path=name)
    return int(text)


def scalar(value: object, path: str) -> str:
    """Return a single value as text; `path` is its name in messages.

    :raise ContractChanged: when it is a list, an object or broken text
    """
    if isinstance(value, (dict, list)):
        raise ContractChanged("a single value is expected", path=path)
    text = str(value)
    if is_broken(text):
        raise ContractChanged("broken text", path=path)
    return text


def digest_of(push: Mapping[str, Any]) -> str:
    """Return what tells two pushes apart that have neither number nor time: a digest of the content."""
    canonical = simplejson.dumps(push, use_decimal=True, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def dedupe_key(kind: int | str, *parts: str) -> str:
    """Return a key that is equal for repeated deliveries; long ones are hashed."""
    key = ":".join([str(kind), *(quote(part, safe="") for part in parts)])
    return key if len(key) <= _LONGEST_KEY else f"{kind}:{hashlib.sha256(key.encode()).hexdigest()}"
