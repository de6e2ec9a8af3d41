"""Warehouses in canonical form ("Get Warehouse List")."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.stock_keeper import Warehouse

_SALES: Final = "SALES_WAREHOUSE"
"""The same site may be in the list again, with another id, as RETURN_WAREHOUSE."""
_CLOSED: Final = "DISABLED"
_ADDRESS: Final = ("full_address", "town", "distict", "city", "state", "postal_code")  # spelled so


def warehouses_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Warehouse, ...]:
    """Return the places that the shop sells from, the default one first."""
    found = [
        Warehouse(
            external_id=str(row["id"]),
            name=str(row.get("name") or ""),
            kind=str(row.get("sub_type") or row.get("type") or ""),
            is_default=bool(row.get("is_default")),
            address=_address(row.get("address")),
        )
        for row in rows
        if row.get("id") and row.get("type") == _SALES and row.get("effect_status") != _CLOSED
    ]
    return tuple(sorted(found, key=lambda place: not place.is_default))


def default_warehouse(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the id of the place for the first units of a SKU, ``""`` if the shop has none."""
    return next((place.external_id for place in warehouses_of(rows)), "")


def _address(address: Any) -> str:
    if not isinstance(address, Mapping):
        return ""
    return ", ".join(dict.fromkeys(str(address[name]) for name in _ADDRESS if address.get(name)))
