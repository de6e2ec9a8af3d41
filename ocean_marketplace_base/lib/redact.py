"""Keep secrets and buyer data out of logs and off screens."""

import logging
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import simplejson

HIDDEN: Final = "***"

# Fields of orders that identify a buyer or hold what buyers write freely, whatever they contain.
_PERSONAL: Final = re.compile(
    r"address|buyer_(cpf|email|id|message|nick|uid|user)|card|contact|cpf|customer|dropshipper|email|geolocation"
    r"|latitude|longitude|message_to_seller|(first|last|full)_name|password|phone|postal|recipient|secret"
    r"|tax_(code|id)|token|zip_?code",
    re.IGNORECASE,
)


def mask_payload(payload: Any) -> str:
    """Return an order's payload as indented JSON for people who may see the business but not the buyer.

    Everything under a field that names a person, a place or a secret is hidden; empty values stay empty.
    """
    text = simplejson.dumps(mask(payload), use_decimal=True, ensure_ascii=False, sort_keys=True, indent=2)
    # Broken UTF-8 is kept as lone surrogates, which no browser takes.
    return text.encode("utf-8", errors="replace").decode("utf-8")


def is_personal(key: str) -> bool:
    """Return whether what stands under `key` may tell who the buyer is."""
    return bool(_PERSONAL.search(key))


def mask(value: Any, keys: Iterable[str] = ()) -> Any:
    """Return `value` (parsed JSON that stands under `keys`, outermost first) with the buyer hidden."""
    return _mask(value, hide=any(map(is_personal, keys)))


def restore(masked: Any, original: Any) -> Any:
    """Return `masked`, as a person has edited it, with the hidden values that are left taken from `original`.

    Inverse of :func:`mask` for what was not edited. A hidden value whose place is gone stays hidden.
    """
    if masked == HIDDEN:
        return HIDDEN if isinstance(original, (Mapping, list)) or original is None else original
    if isinstance(masked, Mapping):
        known = original if isinstance(original, Mapping) else {}
        return {key: restore(item, known.get(key)) for key, item in masked.items()}
    if isinstance(masked, list):
        known = original if isinstance(original, list) else []
        return [restore(item, known[at] if at < len(known) else None) for at, item in enumerate(masked)]
    return masked


def _mask(value: Any, *, hide: bool) -> Any:
    if isinstance(value, Mapping):
        return {key: _mask(item, hide=hide or is_personal(key)) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_mask(item, hide=hide) for item in value]
    return HIDDEN if hide and value not in (None, "", True, False) else value


def scrub(text: str, secrets: Iterable[str]) -> str:
    """Return `text` with every occurrence of a secret hidden; secrets shorter than 4 characters are ignored.

    For sentences of a platform, which sometimes repeat what was sent.
    """
    # The longest first, so that a secret that contains another one goes as a whole.
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= 4:
            text = text.replace(secret, HIDDEN)
    return text


def path_of(url: str) -> str:
    """Return the path of `url`, without host, query and fragment."""
    return urlsplit(url).path or "/"


class NoQueries(logging.Filter):
    """Hides the queries of URLs among the arguments of log records, for libraries that log whole URLs."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without what stands behind a question mark in its arguments."""
        if isinstance(record.args, tuple):
            record.args = tuple(_without_query(value) for value in record.args)
        return True


def _without_query(value: object) -> object:
    return f"{value.split('?', 1)[0]}?{HIDDEN}" if isinstance(value, str) and "?" in value else value
