"""The places from which a shop sells (Shopee v2 get_warehouse_detail)."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.stock_keeper import Warehouse

from .client.shop import ShopApi

_ADDRESS: Final = ("address", "town", "district", "city", "state", "zipcode")


class Places:
    """The places of one shop, asked for once."""

    def __init__(self, shop: ShopApi):
        self._shop = shop

    @cached_property
    def all(self) -> tuple[Warehouse, ...]:
        """The places of a shop with several; none for an ordinary shop, which has one without a name."""
        found: dict[str, Warehouse] = {}
        for row in self._shop.get_warehouse_detail():
            place = _warehouse(row, is_default=not found)
            if place.external_id:
                found.setdefault(place.external_id, place)
        return tuple(found.values())

    @property
    def default(self) -> str:
        """Where new stock goes: ``location_id``, nothing in a shop with one warehouse."""
        return self.all[0].external_id if self.all else ""


def _warehouse(row: Mapping[str, Any], *, is_default: bool) -> Warehouse:
    texts = (str(row.get(name) or "").strip() for name in _ADDRESS)
    number = str(row.get("location_id") or "")
    return Warehouse(
        external_id=number,
        name=str(row.get("warehouse_name") or number),
        kind=str(row.get("warehouse_type") or ""),
        is_default=is_default,
        address=", ".join(text for text in texts if text),
    )
