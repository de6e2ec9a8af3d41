"""Discounts: promotion prices for a time."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice, check_int, check_moment
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..const import DISCOUNT_LIFE, DISCOUNT_WINDOW, MARKETING_BATCH, MARKETING_PAGE
from .arguments import check_id, check_list, check_text, check_window, given, query
from .base import Resource
from .bodies import Body, bodies
from .bodies_marketing import DiscountItem, NewDiscountItem
from .paging import all_by_number, numbered_page
from .rows import Row, RowRules, post_rows, read_rows

STATUSES: Final = frozenset({"all", "upcoming", "ongoing", "expired"})
_NAME_MAX: Final = 150
# Failures only are listed, by item or by variant.
_BY_ITEM: Final = RowRules(key=("item_id",), failed=("response.error_list",), silent=True)


class DiscountApi(Resource):
    """``/api/v2/discount``. Prices in the shop's currency. Keys of rows: ``(item_id,)``; a row that failed
    for several variants has a result for each, with ``model_id`` in its data."""

    @endpoint("POST", "/api/v2/discount/add_discount")
    def add_discount(self, discount_name: str, start: datetime, end: datetime) -> dict[str, Any]:
        """Create a discount without items; return ``{"discount_id"}``.

        ``POST /api/v2/discount/add_discount``.

        :param start, end: aware; at least an hour ahead, at least an hour and less than 180 days apart.
        :raise Rejected: ``discount.exceed_max_discount_count``, ``discount.error_holiday_mode`` and others
        """
        first, last = check_window(start, end, DISCOUNT_LIFE, "start, end")
        values = {
            "discount_name": check_text("discount_name", discount_name, _NAME_MAX),
            "start_time": first,
            "end_time": last,
        }
        return self._write("/api/v2/discount/add_discount", values)

    @endpoint("POST", "/api/v2/discount/update_discount")
    def update_discount(
        self,
        discount_id: str,
        *,
        discount_name: str = "",
        start: datetime | None = None,
        end: datetime | None = None,
    ) -> dict[str, Any]:
        """Change name or times; a running one may only get shorter.

        ``POST /api/v2/discount/update_discount``. Returns ``{"discount_id", "modify_time"}``.

        :param start, end: aware.
        :raise Rejected: ``discount.discount_is_end``, ``discount.extend_discount_end_time_error`` and others
        """
        values: dict[str, Any] = {}
        if given(discount_name):
            values["discount_name"] = check_text("discount_name", discount_name, _NAME_MAX)
        for name, moment in (("start_time", start), ("end_time", end)):
            if moment is not None:
                values[name] = check_moment(name, moment)
        if not values:
            raise InvalidRequest("nothing changes")
        return self._write("/api/v2/discount/update_discount", _id(discount_id) | values)

    @endpoint("POST", "/api/v2/discount/delete_discount")
    def delete_discount(self, discount_id: str) -> dict[str, Any]:
        """Delete a discount that has not begun. ``POST /api/v2/discount/delete_discount``.

        :raise Rejected: ``discount.discount_is_end``
        """
        return self._write("/api/v2/discount/delete_discount", _id(discount_id))

    @endpoint("POST", "/api/v2/discount/end_discount")
    def end_discount(self, discount_id: str) -> dict[str, Any]:
        """End a running discount now. ``POST /api/v2/discount/end_discount``.

        :raise Rejected: ``discount.discount_not_ongoing``
        """
        return self._write("/api/v2/discount/end_discount", _id(discount_id))

    @endpoint("POST", "/api/v2/discount/add_discount_item")
    def add_discount_item(self, discount_id: str, items: Iterable[Mapping[str, Any]]) -> list[RowResult]:
        """Add items; calls with 50 each. ``POST /api/v2/discount/add_discount_item``.

        :param items: of :class:`~.bodies_marketing.NewDiscountItem`
        :raise Rejected: ``discount.discount_is_end`` and others
        """
        return self._send_items("add_discount_item", discount_id, NewDiscountItem, items)

    @endpoint("POST", "/api/v2/discount/update_discount_item")
    def update_discount_item(self, discount_id: str, items: Iterable[Mapping[str, Any]]) -> list[RowResult]:
        """Change prices or limits; calls with 50 items each. ``POST /api/v2/discount/update_discount_item``.

        :param items: of :class:`~.bodies_marketing.DiscountItem`; promotion stock cannot be changed.
        :raise Rejected: ``discount.discount_is_end`` and others
        """
        return self._send_items("update_discount_item", discount_id, DiscountItem, items)

    @endpoint("POST", "/api/v2/discount/delete_discount_item")
    def delete_discount_item(self, discount_id: str, item_id: str, *, model_id: str = "") -> list[RowResult]:
        """Take an item, or one variant, out. ``POST /api/v2/discount/delete_discount_item``.

        :raise Rejected: ``discount.discount_item_not_exist``, ``discount.discount_is_end``
        """
        path = "/api/v2/discount/delete_discount_item"
        values = _id(discount_id) | {"item_id": check_id("item_id", item_id)}
        if given(model_id):
            values["model_id"] = check_id("model_id", model_id)
        envelope = self._gateway.post(path, values)
        return read_rows(envelope, [(item_id,)], _BY_ITEM, self._gateway.transport.clock.now(), write=True)

    @endpoint("GET", "/api/v2/discount/get_discount")
    def get_discount(
        self, discount_id: str, *, page_no: int = 1, page_size: int = MARKETING_PAGE
    ) -> dict[str, Any]:
        """Return a discount with one page of its items: ``{"item_list", "more", "status"}``.

        ``GET /api/v2/discount/get_discount``.

        :param page_no: from 1.
        :param page_size: 1 to 100.
        :raise Rejected: ``common.error_not_found``
        """
        params = query(**_id(discount_id), **_page(page_no, page_size))
        return numbered_page(self._gateway.get("/api/v2/discount/get_discount", params), "item_list")

    def iter_discount_item(
        self, discount_id: str, *, page_size: int = MARKETING_PAGE
    ) -> Iterator[dict[str, Any]]:
        """Yield all items of :meth:`get_discount`."""
        return all_by_number(
            lambda page: self.get_discount(discount_id, page_no=page, page_size=page_size), "item_list", 1
        )

    @endpoint("GET", "/api/v2/discount/get_discount_list")
    def get_discount_list(
        self,
        status: str = "all",
        *,
        page_no: int = 1,
        page_size: int = MARKETING_PAGE,
        updated_from: datetime | None = None,
        updated_to: datetime | None = None,
    ) -> dict[str, Any]:
        """Return one page of discounts: ``{"discount_list", "more"}``.

        ``GET /api/v2/discount/get_discount_list``.

        :param status: ``all``, ``upcoming``, ``ongoing`` or ``expired``.
        :param page_no: from 1.
        :param page_size: 1 to 100.
        :param updated_from, updated_to: aware; both or none, at most 30 days apart.
        :raise Rejected: ``common.error_shop``
        """
        window = {}
        if updated_from is not None or updated_to is not None:
            window = dict(
                zip(
                    ("update_time_from", "update_time_to"),
                    check_window(updated_from, updated_to, DISCOUNT_WINDOW, "updated_from, updated_to"),
                    strict=True,
                )
            )
        params = query(
            discount_status=check_choice("status", status, STATUSES), **_page(page_no, page_size), **window
        )
        return numbered_page(self._gateway.get("/api/v2/discount/get_discount_list", params), "discount_list")

    def iter_discount_list(self, status: str = "all", **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_discount_list`; `options` are its keyword arguments."""
        first = options.pop("page_no", 1)
        return all_by_number(
            lambda page: self.get_discount_list(status, page_no=page, **options), "discount_list", first
        )

    def _send_items(
        self, name: str, discount_id: str, kind: type[Body], items: Iterable[Mapping[str, Any]]
    ) -> list[RowResult]:
        shared = _id(discount_id)
        values = bodies(kind, check_list("items", items), "items")
        return post_rows(
            self._gateway,
            f"/api/v2/discount/{name}",
            [Row((str(item["item_id"]),), item) for item in values],
            size=MARKETING_BATCH,
            body=lambda rows: shared | {"item_list": rows},
            rules=_BY_ITEM,
        )


def _id(discount_id: object) -> dict[str, int]:
    return {"discount_id": check_id("discount_id", discount_id)}


def _page(page_no: object, page_size: object) -> dict[str, int]:
    return {
        "page_no": check_int("page_no", page_no, 1, 2**31 - 1),
        "page_size": check_int("page_size", page_size, 1, MARKETING_PAGE),
    }
