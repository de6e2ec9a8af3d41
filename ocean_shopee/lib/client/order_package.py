"""Packages: what is to be shipped, and splitting an order into several."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.answers import member, objects_at
from odoo.addons.ocean_marketplace_base.lib.arguments import batches, check_flag, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..const import ORDER_PAGE, PACKAGE_BATCH, SPLIT_MAX
from .arguments import check_cursor, check_list, check_number, check_numbers, query
from .base import Resource
from .bodies import Body, Count, Ident, bodies, body
from .paging import all_by_cursor, cursor_page

PENDING: Final = 1
TO_PROCESS: Final = 2
PROCESSED: Final = 3


class PackageFilter(Body):
    """Which packages. ``package_status`` 0 all, 1 pending, 2 to process, 3 processed; ``fulfillment_type`` 0
    any, 1 platform, 2 seller; ``order_type`` 1 regular, 2 instant."""

    package_status: Count | None = None
    product_location_ids: list[str] | None = None
    logistics_channel_ids: list[Ident] | None = None
    fulfillment_type: Count | None = None
    invoice_pending: bool | None = None
    sorting_group: Count | None = None
    order_type: Count | None = None
    is_pre_order: Count | None = None
    shipping_priority: Count | None = None


class PackageItem(Body):
    """An order line, or a part of it, in a package."""

    item_id: Ident
    model_id: Ident
    order_item_id: Ident | None = None
    promotion_group_id: Ident | None = None
    model_quantity: Count | None = None


class PackageMethods(Resource):
    """The part of ``/api/v2/order`` about packages.

    Where a method names no code, refusals carry the codes that hold for all methods (README).
    """

    @endpoint("GET", "/api/v2/order/get_shipment_list")
    def get_shipment_list(self, *, cursor: str = "", page_size: int = ORDER_PAGE) -> dict[str, Any]:
        """Return one page of packages to ship: ``{"order_list": [{"order_sn", "package_number"}], "more"}``.

        ``GET /api/v2/order/get_shipment_list``: READY_TO_SHIP and RETRY_SHIP only;
        :meth:`search_package_list` is the newer way.

        :param page_size: 1 to 100.
        :raise Rejected: ``error_not_found``, ``error_permission``
        """
        params = query(page_size=check_int("page_size", page_size, 1, ORDER_PAGE))
        params.append(("cursor", check_cursor(cursor)))
        return cursor_page(self._gateway.get("/api/v2/order/get_shipment_list", params), "order_list", cursor)

    def iter_shipment_list(self, *, page_size: int = ORDER_PAGE) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_shipment_list`."""
        return all_by_cursor(
            lambda cursor: self.get_shipment_list(cursor=cursor, page_size=page_size), "order_list"
        )

    @endpoint("POST", "/api/v2/order/search_package_list")
    def search_package_list(
        self,
        filters: Mapping[str, Any] | None = None,
        *,
        cursor: str = "",
        page_size: int = ORDER_PAGE,
        sort_type: int = 1,
        ascending: bool = True,
    ) -> dict[str, Any]:
        """Return one page of packages: ``{"packages_list", "more", "next_cursor", "total_count"}``.

        ``POST /api/v2/order/search_package_list``, a read. The page's ``pagination`` is lifted to its top.

        :param filters: fields of :class:`PackageFilter`; without, packages to process that the seller ships.
        :param page_size: 1 to 100.
        :param sort_type: 1 ship-by date, 2 creation, 3 confirmation.
        """
        values = {
            "pagination": {
                "page_size": check_int("page_size", page_size, 1, ORDER_PAGE),
                "cursor": check_cursor(cursor),
            },
            "sort": {
                "sort_type": check_int("sort_type", sort_type, 1, 3),
                "ascending": check_flag("ascending", ascending),
            },
        }
        if filters is not None:
            values["filter"] = body(PackageFilter, filters, "filters")
        envelope = self._gateway.read_by_post("/api/v2/order/search_package_list", values)
        page = member(envelope, "response", dict) | member(envelope, "response.pagination", dict)
        return cursor_page({**envelope, "response": page}, "packages_list", cursor)

    def iter_package_list(
        self, filters: Mapping[str, Any] | None = None, **options: Any
    ) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_package_list`; `options` are its keyword arguments."""
        first = options.pop("cursor", "")
        return all_by_cursor(
            lambda cursor: self.search_package_list(filters, cursor=cursor, **options), "packages_list", first
        )

    @endpoint("GET", "/api/v2/order/get_package_detail")
    def get_package_detail(self, package_numbers: Iterable[str]) -> list[dict[str, Any]]:
        """Return packages with ``fulfillment_status`` and ``tracking_number``; calls with 50 numbers each.

        ``GET /api/v2/order/get_package_detail``. ``is_shipment_arranged`` is true once shipping was asked
        for, while the status may still be LOGISTICS_READY.

        :raise Rejected: ``error_not_found`` for a package that does not exist or is another shop's;
            ``error_permission``
        """
        rows: list[dict[str, Any]] = []
        for batch in batches(check_numbers("package_numbers", package_numbers), PACKAGE_BATCH):
            params = [("package_number_list", ",".join(batch))]
            envelope = self._gateway.get("/api/v2/order/get_package_detail", params)
            rows += objects_at(envelope, "response.package_list")
        return rows

    @endpoint("POST", "/api/v2/order/split_order")
    def split_order(
        self, order_sn: str, packages: Iterable[Iterable[Mapping[str, Any]]]
    ) -> list[dict[str, Any]]:
        """Split a READY_TO_SHIP order and return its packages: ``{"package_number", "item_list"}``.

        ``POST /api/v2/order/split_order``. Needs a permission of the shop. Lines of one bundle or add-on deal
        stay together, and the quantity of one variant too unless the shop may split it.

        :param packages: 2 to 5 (30 in TW) lists of items, fields of :class:`PackageItem`, all items of the
            order in all.
        :raise Rejected: ``order.order_cannot_split``, ``order.order_split_package_missing_item`` and others
        """
        found = check_list("packages", packages, SPLIT_MAX)
        if len(found) < 2:
            raise InvalidRequest("packages: at least 2 are needed")
        values = {
            "order_sn": check_number("order_sn", order_sn),
            "package_list": [
                {"item_list": bodies(PackageItem, check_list("packages", items), f"packages[{index}]")}
                for index, items in enumerate(found)
            ],
        }
        return objects_at(self._gateway.post("/api/v2/order/split_order", values), "response.package_list")

    @endpoint("POST", "/api/v2/order/unsplit_order")
    def unsplit_order(self, order_sn: str) -> None:
        """Undo a split while nothing is shipped. ``POST /api/v2/order/unsplit_order``.

        :raise Rejected: ``order.order_cannot_undo_split``
        """
        self._gateway.post("/api/v2/order/unsplit_order", {"order_sn": check_number("order_sn", order_sn)})

    @endpoint("GET", "/api/v2/order/get_warehouse_filter_config")
    def get_warehouse_filter_config(self) -> list[dict[str, Any]]:
        """Return the places packages can be searched by: ``{"product_location_id", "warehouse_name"}``.

        ``GET /api/v2/order/get_warehouse_filter_config``.
        """
        envelope = self._gateway.get("/api/v2/order/get_warehouse_filter_config")
        return objects_at(envelope, "response.warehouse_filters")
