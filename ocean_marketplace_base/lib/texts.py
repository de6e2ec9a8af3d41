"""Is a text sound? No database can hold NUL, nor lone surrogates, which is what broken UTF-8 becomes."""

import re
from typing import Any, Final

from .errors import ContractChanged

_BROKEN: Final = re.compile("[\x00\ud800-\udfff]")


def is_broken(text: str) -> bool:
    """Say whether `text` holds what no database can."""
    return (not text.isascii() or "\x00" in text) and _BROKEN.search(text) is not None


def check_text(raw: Any, path: str) -> None:
    """Refuse broken text, in values and in the names of fields; `raw` is JSON data, called `path`.

    :raise ContractChanged: with the path of such a text
    """
    if _is_sound(raw):
        return
    pending: list[tuple[Any, str]] = [(raw, path)]
    while pending:
        value, place = pending.pop()
        if isinstance(value, str):
            if is_broken(value):
                raise ContractChanged("the text is broken (not valid UTF-8)", path=place)
        elif isinstance(value, dict):
            pending += [(item, f"{place}.{_safe_key(key, place)}") for key, item in value.items()]
        elif isinstance(value, list):
            pending += [(item, f"{place}[{index}]") for index, item in enumerate(value)]


def _is_sound(raw: Any) -> bool:
    """Look for broken text without keeping track of where; nearly every payload ends here."""
    pending = [raw]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            # Written out: a call for every text of a payload takes half as long again.
            if (not value.isascii() or "\x00" in value) and _BROKEN.search(value):
                return False
        elif isinstance(value, dict):
            pending += value
            pending += value.values()
        elif isinstance(value, list):
            pending += value
    return True


def _safe_key(key: Any, place: str) -> str:
    if is_broken(str(key)):
        raise ContractChanged("the name of a field is broken (not valid UTF-8)", path=place)
    return str(key)
