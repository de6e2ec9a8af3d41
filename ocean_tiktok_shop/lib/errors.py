"""TikTok Shop's error codes and the classes they mean.

Source: official page "Common errors", and the error lists of the pages of the single endpoints. Codes are
numbers in the answers and text here. The HTTP status tells little: 200, 401, 429, 500 and 503 have all been
seen with codes that mean something else.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    AuthRevoked,
    MarketplaceError,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.failures import Failure

_ErrorClass = type[MarketplaceError]

_CODES: Final[Mapping[_ErrorClass, str]] = MappingProxyType(
    {
        # 105001 appears in working clients only.
        AuthExpired: "105002 105001",
        # Refresh token expired (older token pages), shop inactive, seller inactive.
        AuthRevoked: "36004001 36009043 36009044",
        # Gateway; hourly quota of development shops; promotion; customer service per second and per day.
        Throttled: "36009002 36009037 17029054 45111012 45101004 600001001",
        # "Internal error", "System process error, please try again later", "timeout", "still being
        # generated".
        Transient: (
            "36009003 36009007 33001002 10002014 10002015 10037002 10037003 10037004 11001027 11001031"
            " 11006005 11006010 11006026 11034023 11034025 11034037 12001000 12052881 12056001 16015027"
            " 17027107 17027802 17029055 21001003 21001008 21001011 21001043 21001055 21008300 21022026"
            " 21022029 21022030 21023022 21023034 21042001 21042076 25001042 38023025 45101001 45101008"
        ),
        # A person has to change the app, its scopes or the request; so it is for every code not listed here.
        Rejected: (
            "101000 105004 105005 106001 106011 106013 36009009 36009010 36009014 36009021 36009022 36009023"
            " 36009033"
        ),
    }
)
CODE_CLASSES: Final[Mapping[str, _ErrorClass]] = MappingProxyType(
    {code: error_class for error_class, codes in _CODES.items() for code in codes.split()}
)

INVALID_VERSION: Final = "36009014"
"""The version in the path is retired or unknown."""
_UMBRELLA: Final = "36009004"
# Quotas that only time gives back, with the seconds to wait where the server says nothing.
_QUOTA_WAITS: Final[Mapping[str, float]] = MappingProxyType({"36009037": 3600.0, "45101004": 3600.0})


def clean_code(value: object) -> str:
    """Return the error code of an envelope or a row, ``""`` for success (0) and for nothing."""
    text = "" if value is None or isinstance(value, bool) else str(value).strip()
    return "" if text == "0" else text


def to_error(failure: Failure) -> MarketplaceError:
    """Return the exception that `failure` means; a code that nobody documents is `Rejected`."""
    wait = failure.hint if failure.hint is not None else _QUOTA_WAITS.get(failure.code)
    return failure.to_error(_class_of(failure), wait)


def _class_of(failure: Failure) -> _ErrorClass:
    if failure.code == _UMBRELLA:
        return _class_of_umbrella(failure.message)
    if failure.code in CODE_CLASSES:
        return CODE_CLASSES[failure.code]
    if failure.status == 429:
        return Throttled
    return Transient if failure.status >= 500 else Rejected


def _class_of_umbrella(message: str) -> _ErrorClass:
    """36009004 covers nine faults of a request; of these only a bad token heals, by refreshing it."""
    text = message.lower().replace("-", "_").replace(" ", "_")
    return AuthExpired if "access_token" in text else Rejected
