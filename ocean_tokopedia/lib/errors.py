"""Tokopedia's error codes and the classes they mean.

Source: guide "error-list" (2023) and "news/error-response-adjustment-17-october". A code is
``<module>_<layer>_<number>``: layer DLV is the check of the request, USC a business rule, API, GRPC, DB and
CACHE what lies behind. Its text and its HTTP status contradict each other at times (``ORD_API_008`` comes
with both the client's and the server's standard sentence), so the code decides.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    AuthRevoked,
    HostNotAllowed,
    MarketplaceError,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.failures import Failure

_ErrorClass = type[MarketplaceError]

TOO_MANY: Final = "ERR_TOO_MANY_REQUEST"

CODE_CLASSES: Final[Mapping[str, _ErrorClass]] = MappingProxyType(
    {
        # The shop, or the warehouse, is not connected to this app.
        "RBAC_MDLW_001": AuthRevoked,
        "ORD_USC_015": AuthRevoked,
        "ORD_USC_024": AuthRevoked,
        "PRD_USC_001": AuthRevoked,
        "SHP_USC_001": AuthRevoked,
        # The owner has not granted this group of endpoints: others work.
        "RBAC_MDLW_002": Rejected,
        "RBAC_USC_008": Rejected,
        "RBAC_USC_012": Rejected,
        TOO_MANY: Throttled,
        # What lies behind failed while it carried something out: look before repeating.
        "ORD_USC_007": Transient,
        "ORD_USC_014": Transient,
        "LGS_USC_006": Transient,
        # Answers about the thing asked for, although they come from what lies behind.
        "ORD_API_008": Rejected,
        "ORD_API_009": Rejected,
        "ORD_API_010": Rejected,
        "ORD_API_011": Rejected,
        "ORD_API_012": Rejected,
        "ORD_API_013": Rejected,
        "ORD_API_016": Rejected,
        "OPENAPI_DB_002": Rejected,
        "OPENAPI_DB_003": Rejected,
        # The call for a token: the credentials of the app are wrong, no renewal helps.
        "invalid_client": Rejected,
        "invalid_request": Rejected,
        "unauthorized_client": Rejected,
        "unsupported_grant_type": Rejected,
    }
)

NOT_FOUND_CODES: Final = frozenset({"ORD_API_008", "OPENAPI_DB_002", "OPENAPI_DB_003"})
"""The thing asked for does not exist or is another shop's."""

OF_THE_APP: Final = ("RBAC_", "invalid_", "unauthorized_", "unsupported_")
"""How codes begin that say that the app may not do this, or gets no token."""


def concerns_the_shop(error: MarketplaceError) -> bool:
    """Return whether the app may not do this, gets no token or calls too often: no row could go through."""
    if isinstance(error, (AuthExpired, AuthRevoked, HostNotAllowed, Throttled)):
        return True
    return isinstance(error, Rejected) and error.code.startswith(OF_THE_APP)


_BEHIND: Final = re.compile(r"[A-Z]+_(API|GRPC|DB|CACHE)_\d+")
_REFUSED: Final = re.compile(r"[A-Z]+_(DLV|USC|VLD|MDLW)_\d+")
# Not codes but copies of the HTTP status; 0 and 200 mean success where they are used at all.
_SUCCESS: Final = frozenset({"", "0", "200", "-"})


def failure_of(envelope: object, status: int) -> tuple[str, str, str] | None:
    """Return code, message and request id of a refusal, ``None`` for a success.

    At least seven envelopes are in use; see "Envelope" in the tests, which hold one of each.
    """
    if not isinstance(envelope, Mapping):
        return None
    if "error" in envelope or "error_description" in envelope:
        return _of_token(envelope)
    header = envelope.get("header")
    if not isinstance(header, Mapping):
        return _of_old_envelope(envelope, status)
    found = _of_header(header, status)
    inner = envelope.get("data")
    if isinstance(inner, Mapping) and isinstance(inner.get("header"), Mapping):
        # Shop status: the sentence that says what is wrong stands in an envelope within the envelope.
        found = _of_header(inner["header"], status) or found
    return found


def to_error(failure: Failure) -> MarketplaceError:
    """Return the exception that `failure` means; a code that nobody documents is `Rejected`."""
    return failure.to_error(_class_of(failure), failure.hint)


def _class_of(failure: Failure) -> _ErrorClass:
    code = failure.code.upper() if failure.code[:1].isupper() else failure.code
    if code in CODE_CLASSES:
        return CODE_CLASSES[code]
    if failure.status == 401:
        return AuthExpired
    if failure.status == 429:
        return Throttled
    if _REFUSED.fullmatch(code) or code.startswith("http_4"):
        return Rejected
    # Business answers came with HTTP 500 until October 2022, so a 5xx alone says little.
    return Transient if _BEHIND.fullmatch(code) or failure.status >= 500 else Rejected


def _of_token(envelope: Mapping[str, Any]) -> tuple[str, str, str] | None:
    code = str(envelope.get("error") or "").strip()
    return (code, str(envelope.get("error_description") or "").strip(), "") if code else None


def _of_old_envelope(envelope: Mapping[str, Any], status: int) -> tuple[str, str, str] | None:
    """``{"data", "status": "400 Bad Request", "error_message": [...]}``."""
    messages = envelope.get("error_message")
    said = str(envelope.get("status") or "")[:3]
    number = int(said) if said.isascii() and said.isdigit() else 0
    if not messages and max(number, status) < 400:
        return None
    text = "; ".join(map(str, messages)) if isinstance(messages, list) else str(messages or "")
    worst = number if number >= 400 else status
    return f"http_{worst}", text, ""


def _of_header(header: Mapping[str, Any], status: int) -> tuple[str, str, str] | None:
    code = str(header.get("error_code") if header.get("error_code") is not None else "").strip()
    response_id = str(header.get("response_id") or "")
    if code in _SUCCESS:
        code = ""
    elif code.isdigit():
        code = f"http_{code}"
    if not code and not response_id and status < 400:
        return None
    return code or f"http_{status}", _sentence(header), response_id


def _sentence(header: Mapping[str, Any]) -> str:
    """Return what is wrong: the reason, which is specific, before the messages, which are general."""
    messages = header.get("Messages") or header.get("messages") or ""
    text = "; ".join(map(str, messages)) if isinstance(messages, list) else str(messages)
    reason = str(header.get("reason") or "").strip()
    if isinstance(header.get("Messages"), list) and text:
        return f"{reason}: {text}" if reason else text
    return reason or text
