"""Flash sales of the shop."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.answers import member, objects_at
from odoo.addons.ocean_marketplace_base.lib.arguments import check_flag, check_int, check_moment
from odoo.addons.ocean_marketplace_base.lib.endpoints import UNCONFIRMED, endpoint
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..const import FLASH_OFFSET_MAX, FLASH_PAGE, MARKETING_BATCH
from .arguments import check_id, check_ids, check_list, check_window, query
from .base import Resource
from .bodies import Body, bodies
from .bodies_marketing import ChangedFlashItem, NewFlashItem
from .rows import Row, RowRules, post_rows

ENABLED: Final = 1
DISABLED: Final = 2
_BY_ITEM: Final = RowRules(key=("item_id",), failed=("response.failed_items",), silent=True)


class ShopFlashSaleApi(Resource):
    """``/api/v2/shop_flash_sale``. Prices in the shop's currency. Keys of rows: ``(item_id,)``; a row that
    failed for several variants has a result for each, with ``model_id`` in its data.

    All calls: ``marketing_error_no_premission``, ``shop_flash_sale.not_meet_shop_criteria``.
    """

    @endpoint("GET", "/api/v2/shop_flash_sale/get_time_slot_id")
    def get_time_slot_id(self, start: datetime, end: datetime) -> list[dict[str, Any]]:
        """Return ``{"timeslot_id", "start_time", "end_time"}`` of slots; ``response`` is a list.

        ``GET /api/v2/shop_flash_sale/get_time_slot_id``.

        :param start, end: aware.
        :raise Rejected: ``shop_flash_sale.not_meet_shop_criteria``, ``marketing_error_no_premission`` for a
            shop that may not, ``shop_flash_sale_param_error``
        """
        first, last = check_window(start, end, None, "start, end")
        params = query(start_time=first, end_time=last)
        return objects_at(self._gateway.get("/api/v2/shop_flash_sale/get_time_slot_id", params), "response")

    @endpoint("GET", "/api/v2/shop_flash_sale/get_item_criteria")
    def get_item_criteria(self) -> dict[str, Any]:
        """Return what items must fulfil: ``{"criteria", "pair_ids", "overlap_block_category_ids"}``.

        ``GET /api/v2/shop_flash_sale/get_item_criteria``.

        :raise Rejected: ``marketing_error_no_premission`` for a shop that may not,
            ``shop_flash_sale_param_error``
        """
        return self._read("/api/v2/shop_flash_sale/get_item_criteria")

    @endpoint("POST", "/api/v2/shop_flash_sale/create_shop_flash_sale")
    def create_shop_flash_sale(self, timeslot_id: str) -> dict[str, Any]:
        """Create a flash sale in a coming slot; return ``{"flash_sale_id", "status"}``.

        ``POST /api/v2/shop_flash_sale/create_shop_flash_sale``.

        :raise Rejected: ``shop_flash_sale_already_exist``
        """
        values = {"timeslot_id": check_id("timeslot_id", timeslot_id)}
        return self._write("/api/v2/shop_flash_sale/create_shop_flash_sale", values)

    @endpoint("POST", "/api/v2/shop_flash_sale/update_shop_flash_sale")
    def update_shop_flash_sale(self, flash_sale_id: str, *, enabled: bool) -> dict[str, Any]:
        """Switch a flash sale on or off. ``POST /api/v2/shop_flash_sale/update_shop_flash_sale``.

        :raise Rejected: ``shop_flash_sale_not_exist``
        """
        status = ENABLED if check_flag("enabled", enabled) else DISABLED
        values = _id(flash_sale_id) | {"status": status}
        return self._write("/api/v2/shop_flash_sale/update_shop_flash_sale", values)

    @endpoint("POST", "/api/v2/shop_flash_sale/delete_shop_flash_sale")
    def delete_shop_flash_sale(self, flash_sale_id: str) -> dict[str, Any]:
        """Delete a flash sale. ``POST /api/v2/shop_flash_sale/delete_shop_flash_sale``.

        :raise Rejected: ``shop_flash_sale_not_exist``
        """
        return self._write("/api/v2/shop_flash_sale/delete_shop_flash_sale", _id(flash_sale_id))

    @endpoint("GET", "/api/v2/shop_flash_sale/get_shop_flash_sale")
    def get_shop_flash_sale(self, flash_sale_id: str) -> dict[str, Any]:
        """Return one flash sale. ``GET /api/v2/shop_flash_sale/get_shop_flash_sale``.

        :raise Rejected: ``shop_flash_sale_not_exist``
        """
        return self._read("/api/v2/shop_flash_sale/get_shop_flash_sale", query(**_id(flash_sale_id)))

    @endpoint("GET", "/api/v2/shop_flash_sale/get_shop_flash_sale_list", UNCONFIRMED)
    def get_shop_flash_sale_list(
        self,
        *,
        kind: int = 0,
        start: datetime | None = None,
        end: datetime | None = None,
        offset: int = 0,
        limit: int = FLASH_PAGE,
    ) -> dict[str, Any]:
        """Return one page of flash sales: ``{"flash_sale_list", "total_count"}``.

        ``GET /api/v2/shop_flash_sale/get_shop_flash_sale_list``. The list stands beside ``response`` in the
        documentation's table and in it in the sample; both are read.

        :param kind: 0 all, 1 upcoming, 2 ongoing, 3 expired.
        :param start, end: aware.
        :param offset: 0 to 1000.
        :param limit: 1 to 100.
        :raise Rejected: ``marketing_error_no_premission`` for a shop that may not,
            ``shop_flash_sale_param_error``
        """
        params = query(
            type=check_int("kind", kind, 0, 3),
            start_time=start if start is None else check_moment("start", start),
            end_time=end if end is None else check_moment("end", end),
            **_slice(offset, limit),
        )
        envelope = self._gateway.get("/api/v2/shop_flash_sale/get_shop_flash_sale_list", params)
        at = "flash_sale_list" if "flash_sale_list" in envelope else "response.flash_sale_list"
        rows = objects_at(envelope, at)
        return member(envelope, "response", dict) | {"flash_sale_list": rows}

    def iter_shop_flash_sale_list(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_shop_flash_sale_list` that an offset of 1000 reaches."""
        limit, offset, rows = options.pop("limit", FLASH_PAGE), options.pop("offset", 0), [{}]
        while rows and offset <= FLASH_OFFSET_MAX:
            page = self.get_shop_flash_sale_list(offset=offset, limit=limit, **options)
            rows = page["flash_sale_list"]
            yield from rows
            offset += limit

    @endpoint("POST", "/api/v2/shop_flash_sale/add_shop_flash_sale_items")
    def add_shop_flash_sale_items(
        self, flash_sale_id: str, items: Iterable[Mapping[str, Any]]
    ) -> list[RowResult]:
        """Add items, whose stock is reserved; calls with 50 each.

        ``POST /api/v2/shop_flash_sale/add_shop_flash_sale_items``.

        :param items: of :class:`~.bodies_marketing.NewFlashItem`
        :raise Rejected: ``shop_flash_sale_exceed_max_item_limit``, ``shop_flash_sale_not_exist``
        """
        return self._send_items("add_shop_flash_sale_items", flash_sale_id, NewFlashItem, items)

    @endpoint("POST", "/api/v2/shop_flash_sale/update_shop_flash_sale_items")
    def update_shop_flash_sale_items(
        self, flash_sale_id: str, items: Iterable[Mapping[str, Any]]
    ) -> list[RowResult]:
        """Change items; calls with 50 each. ``POST /api/v2/shop_flash_sale/update_shop_flash_sale_items``.

        :param items: of :class:`~.bodies_marketing.ChangedFlashItem`; only what is off may be changed.
        :raise Rejected: ``shop_flash_sale_is_not_enabled_or_upcoming``
        """
        return self._send_items("update_shop_flash_sale_items", flash_sale_id, ChangedFlashItem, items)

    @endpoint("POST", "/api/v2/shop_flash_sale/delete_shop_flash_sale_items")
    def delete_shop_flash_sale_items(self, flash_sale_id: str, item_ids: Iterable[str]) -> list[RowResult]:
        """Take items out; calls with 50 each. ``POST /api/v2/shop_flash_sale/delete_shop_flash_sale_items``.

        :raise Rejected: ``shop_flash_sale_not_exist``
        """
        shared = _id(flash_sale_id)
        return post_rows(
            self._gateway,
            "/api/v2/shop_flash_sale/delete_shop_flash_sale_items",
            [Row((str(number),), number) for number in check_ids("item_ids", item_ids)],
            size=MARKETING_BATCH,
            body=lambda rows: shared | {"item_ids": rows},
            rules=_BY_ITEM,
        )

    @endpoint("GET", "/api/v2/shop_flash_sale/get_shop_flash_sale_items")
    def get_shop_flash_sale_items(
        self, flash_sale_id: str, *, offset: int = 0, limit: int = FLASH_PAGE
    ) -> dict[str, Any]:
        """Return one page of items: ``{"item_info", "models", "total_count"}``.

        ``GET /api/v2/shop_flash_sale/get_shop_flash_sale_items``.

        :param offset: 0 to 1000.
        :param limit: 1 to 100.
        :raise Rejected: ``shop_flash_sale_not_exist``, ``marketing_error_no_premission`` for a shop that may
            not, ``shop_flash_sale_param_error``
        """
        params = query(**_id(flash_sale_id), **_slice(offset, limit))
        envelope = self._gateway.get("/api/v2/shop_flash_sale/get_shop_flash_sale_items", params)
        objects_at(envelope, "response.item_info")
        return envelope["response"]

    def _send_items(
        self, name: str, flash_sale_id: str, kind: type[Body], items: Iterable[Mapping[str, Any]]
    ) -> list[RowResult]:
        shared = _id(flash_sale_id)
        values = bodies(kind, check_list("items", items), "items")
        return post_rows(
            self._gateway,
            f"/api/v2/shop_flash_sale/{name}",
            [Row((str(item["item_id"]),), item) for item in values],
            size=MARKETING_BATCH,
            body=lambda rows: shared | {"items": rows},
            rules=_BY_ITEM,
        )


def _id(flash_sale_id: object) -> dict[str, int]:
    return {"flash_sale_id": check_id("flash_sale_id", flash_sale_id)}


def _slice(offset: object, limit: object) -> dict[str, int]:
    return {
        "offset": check_int("offset", offset, 0, FLASH_OFFSET_MAX),
        "limit": check_int("limit", limit, 1, FLASH_PAGE),
    }
