"""Endpoints ``product/*/compliance/*``: manufacturers and responsible persons, by seller."""

from collections.abc import Callable, Mapping
from typing import Any

from .compliance import LOCALES, check_manufacturer, check_person
from .errors import ApiError
from .gate import Call
from .model import Record
from .rows import coded_page
from .store import Store

DEFAULT_LOCALE = "en-IE"
"""Where a profile goes that names no locale; which one the platform takes is not documented."""
DEFAULT_PHONE = {"availability": "AVAILABLE"}


class ComplianceApi:
    """Keeps both kinds alike: ``data`` of a record is the profile of each locale."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create_manufacturer(self, call: Call) -> dict[str, Any]:
        """POST /product/202409/compliance/manufacturers."""
        check_manufacturer(call.body)
        phone = DEFAULT_PHONE | call.body["phone_number"]
        return {"manufacturer_id": self._make("manufacturer", call, {**call.body, "phone_number": phone})}

    def create_person(self, call: Call) -> dict[str, Any]:
        """POST /product/202409/compliance/responsible_persons."""
        check_person(call.body)
        return {"responsible_person_id": self._make("responsible_person", call, call.body)}

    def edit_manufacturer(self, call: Call) -> dict[str, Any]:
        """POST /product/202409/compliance/manufacturers/{manufacturer_id}/partial_edit."""
        return self._edit("manufacturer", call, check_manufacturer)

    def edit_person(self, call: Call) -> dict[str, Any]:
        """POST /product/202409/compliance/responsible_persons/{responsible_person_id}/partial_edit."""
        return self._edit("responsible_person", call, check_person)

    def search_manufacturers(self, call: Call) -> dict[str, Any]:
        """POST /product/*/compliance/manufacturers/search."""
        if set(call.body.get("locales") or []) - set(LOCALES):
            raise ApiError(38023057)
        return self._search("manufacturer", call)

    def search_persons(self, call: Call) -> dict[str, Any]:
        """POST /product/*/compliance/responsible_persons/search."""
        return self._search("responsible_person", call)

    def _make(self, kind: str, call: Call, profile: Mapping[str, Any]) -> str:
        number = self._store.new_id(kind)
        locale = profile.get("locale", DEFAULT_LOCALE)
        self._store.keep(kind, Record(number, call.open_id, {locale: _without_locale(profile)}))
        return number

    def _edit(self, kind: str, call: Call, check: Callable[[Mapping[str, Any]], None]) -> dict[str, Any]:
        record = self._store.records.get(kind, {}).get(call.path[f"{kind}_id"])
        if record is None:
            raise ApiError(38023051)
        if record.shop_id != call.open_id:
            raise ApiError(38023052)
        check(call.body)
        locale = call.body.get("locale") or next(iter(record.data))
        base = record.data.get(locale) or next(iter(record.data.values()))
        record.data[locale] = {**base, **_without_locale(call.body)}
        return {}

    def _search(self, kind: str, call: Call) -> dict[str, Any]:
        ids = call.body.get(f"{kind}_ids") or []
        rows = [record for record in self._store.of_shop(kind, call.open_id) if _wanted(record, ids, call)]
        page, more = coded_page(
            self._store,
            call,
            rows,
            lambda record: (0, record.id),
            size_code=38023047,
            token_code=38023048,
        )
        if len(ids) > call.number("page_size", 0):
            raise ApiError(38023049)
        return {f"{kind}s": [_show(record, call.body.get("locales")) for record in page], **more}


def _without_locale(profile: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in profile.items() if name != "locale"}


def _wanted(record: Record, ids: list[str], call: Call) -> bool:
    word = call.body.get("keyword", "").lower()
    locales = set(call.body.get("locales") or record.data)
    return (
        (not ids or record.id in ids)
        and any(word in profile["name"].lower() for profile in record.data.values())
        and bool(locales & set(record.data))
    )


def _show(record: Record, locales: list[str] | None) -> dict[str, Any]:
    profiles = [
        {"locale": locale, **profile}
        for locale, profile in record.data.items()
        if not locales or locale in locales
    ]
    return {"id": record.id, "regional_profiles": profiles}
