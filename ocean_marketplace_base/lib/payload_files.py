"""Files with payloads, as ``./ocean parse`` is given them, and the plain data it prints."""

from collections.abc import Sequence
from typing import Any

import simplejson

from .errors import ContractChanged
from .schema import to_plain


def read_file(body: bytes) -> Any:
    """Return the JSON of a file; broken UTF-8 becomes lone surrogates, which the field check finds and names.

    :raise ContractChanged: if it is no JSON
    """
    try:
        text = body.decode("utf-8-sig", errors="surrogateescape")
        return simplejson.loads(text, use_decimal=True)
    except (ValueError, RecursionError):
        raise ContractChanged("the file is not JSON", path="$") from None


def plain_result(found: Sequence[Any], path: str) -> Any:
    """Return canonical objects as plain JSON data: one alone, several as a list.

    :raise ContractChanged: if there are none; `path` is the name of what was looked for
    """
    if not found:
        raise ContractChanged("nothing of this kind is in the files", path=path)
    return to_plain(found[0] if len(found) == 1 else found)
