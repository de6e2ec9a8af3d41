"""What a manufacturer and a responsible person must look like (API reference, category Compliance)."""

import re
from collections.abc import Mapping
from typing import Any

from .errors import ApiError

EU_DIALLING = {
    "AT": "43", "BE": "32", "BG": "359", "CY": "357", "CZ": "420", "DE": "49", "DK": "45", "EE": "372",
    "ES": "34", "FI": "358", "FR": "33", "GR": "30", "HR": "385", "HU": "36", "IE": "353", "IT": "39",
    "LT": "370", "LU": "352", "LV": "371", "MT": "356", "NL": "31", "PL": "48", "PT": "351", "RO": "40",
    "SE": "46", "SI": "386", "SK": "421",
}  # fmt: skip
"""Country code of telephone numbers by member state of the European Union."""
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LOCALES = ("de-DE", "en-IE", "es-ES", "fr-FR", "it-IT")
NAME = {"manufacturer": 255, "responsible_person": 200}
"""Longest names, in characters."""
TRADE_NAME = 200
ADDRESS = 500
NUMBER = (4, 15)
"""Fewest and most digits of a telephone number."""


def check_manufacturer(entry: Mapping[str, Any]) -> None:
    """Refuse what is wrong in those fields of a manufacturer that `entry` has.

    :raise ApiError: with the code of the first wrong field
    """
    _check_name(entry, "manufacturer", 38023033)
    if not entry.get("registered_trade_name", "x").strip():
        raise ApiError(38023037)
    if len(entry.get("registered_trade_name", "")) > TRADE_NAME:
        raise ApiError(38023045)
    _check_email(entry)
    if "address" in entry:
        _check_address_text(entry["address"], 38023034)
    phone = entry.get("phone_number")
    if phone is not None:
        _check_manufacturer_phone(phone)


def check_person(entry: Mapping[str, Any]) -> None:
    """Refuse what is wrong in those fields of a responsible person that `entry` has.

    :raise ApiError: with the code of the first wrong field
    """
    _check_name(entry, "responsible_person", 38023022)
    _check_email(entry)
    address, phone = entry.get("address"), entry.get("phone_number")
    if address is not None:
        _check_address_text(address["street_address_line1"], 38023024)
        if any(len(text) > ADDRESS for text in address.values()):
            raise ApiError(38023043)
        if address["country"] not in EU_DIALLING:
            raise ApiError(38023026)
    if phone is not None:
        if phone["country_code"].lstrip("+") not in EU_DIALLING.values():
            raise ApiError(38023028)
        _check_number(phone["local_number"])


def _check_name(entry: Mapping[str, Any], kind: str, empty: int) -> None:
    if not entry.get("name", "x").strip():
        raise ApiError(empty)
    if len(entry.get("name", "")) > NAME[kind]:
        raise ApiError(38023044)


def _check_email(entry: Mapping[str, Any]) -> None:
    if "email" in entry and not EMAIL.fullmatch(entry["email"]):
        raise ApiError(38023042)


def _check_address_text(text: str, empty: int) -> None:
    if not text.strip():
        raise ApiError(empty)
    if len(text) > ADDRESS:
        raise ApiError(38023043)


def _check_manufacturer_phone(phone: Mapping[str, Any]) -> None:
    availability = phone.get("availability", "AVAILABLE")
    if availability not in ("AVAILABLE", "UNAVAILABLE"):
        raise ApiError(38023060)
    if availability == "UNAVAILABLE":
        return
    if not re.fullmatch(r"\+?\d{1,4}", phone.get("country_code", "")):
        raise ApiError(38023046)
    _check_number(phone.get("local_number", ""))


def _check_number(text: str) -> None:
    if not NUMBER[0] <= len(re.sub(r"\D", "", text)) <= NUMBER[1]:
        raise ApiError(38023041)
