"""Orders."""

from collections.abc import Iterable, Iterator
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.arguments import batches, check_choice
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..const import EXTERNAL_ORDER_BATCH, ORDER_BATCH, ORDER_PAGE
from .answers import data_of, iterate, page_of, rows_of
from .arguments import check_id, check_ids, check_shape, check_shapes, check_text, paging, sorting
from .base import Resource
from .rows import results_of, run_batches
from .shapes.order import ExternalReference, OrderFilter

_SORT_FIELDS = ("create_time", "update_time")
_DETAIL_VERSIONS = ("202507", "202309")
_PLATFORMS = (
    "SHOPIFY",
    "WOOCOMMERCE",
    "BIGCOMMERCE",
    "MAGENTO",
    "SALESFORCE_COMMERCE_CLOUD",
    "CHANNEL_ADVISOR",
    "AMAZON",
    "ORDER_MANAGEMENT_SYSTEM",
    "WAREHOUSE_MANAGEMENT_SYSTEM",
    "ERP_SYSTEM",
)


class OrderApi(Resource):
    """``/order``.

    An order has one entry in ``line_items`` for every *unit*; there are no quantities. Names and addresses
    are masked where the platform ships, and empty while UNPAID or ON_HOLD. ``commerce_platform`` tells TikTok
    Shop and Tokopedia apart (Indonesia); no filter for it is known. Amounts are decimal text.
    """

    @endpoint("POST", "/order/202309/orders/search")
    def get_order_list(
        self,
        *,
        page_size: int = ORDER_PAGE,
        page_token: str = "",
        sort_field: str = "update_time",
        sort_order: str = "ASC",
        **filters: Unpack[OrderFilter],
    ) -> dict[str, Any]:
        """Return one page of whole orders: ``{"orders": […], "next_page_token", "total_count"}``.

        ``POST /order/202309/orders/search`` ("Get Order List"). The platform warns that times of updates may
        lie outside the window asked for while its data is being refreshed.

        :param page_size: 1 to 100.
        :param page_token: ``next_page_token`` of the page before.
        :param filters: times are aware, ``ge <= time < lt``; one status at a time; at most 100 warehouses.
        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        params = paging(page_size, page_token, ORDER_PAGE) + sorting(sort_field, sort_order, _SORT_FIELDS)
        body = check_shape(OrderFilter, "", filters)
        return page_of(
            self._gateway.search("/order/202309/orders/search", params, body), "orders", page_token
        )

    def iter_order_list(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_order_list`, page after page; `options` are its keyword arguments."""
        return iterate(self.get_order_list, "orders", **options)

    @endpoint("GET", "/order/202507/orders")
    @endpoint("GET", "/order/202309/orders")
    def get_order_detail(
        self, order_ids: Iterable[str], *, version: str = _DETAIL_VERSIONS[0]
    ) -> list[dict[str, Any]]:
        """Return the orders the shop knows of `order_ids`, in any order; calls with 50 ids each.

        ``GET /order/202507/orders`` ("Get Order Detail"). Unknown ids are missing from the answer.

        :raise Rejected: ``21008111`` an order is not the seller's, ``10006402`` no permission
        :raise Transient: ``10002014`` and ``10037002`` the orders could not be read just now
        """
        ids = check_ids("order_ids", order_ids)
        path = f"/order/{check_choice('version', version, _DETAIL_VERSIONS)}/orders"
        rows: list[dict[str, Any]] = []
        for batch in batches(ids, ORDER_BATCH):
            rows += rows_of(self._gateway.get(path, [("ids", ",".join(batch))]), "orders")
        return rows

    @endpoint("GET", "/order/202407/orders/{order_id}/price_detail")
    def get_price_detail(self, order_id: str) -> dict[str, Any]:
        """Return who pays what of an order and of each of its ``line_items``: prices, deductions, taxes.

        ``GET /order/202407/orders/{order_id}/price_detail`` ("Get Price Detail").

        :raise Rejected: ``21008111`` the order is not the seller's, ``21001001`` wrong parameter
        """
        path = f"/order/202407/orders/{check_id('order_id', order_id)}/price_detail"
        return data_of(self._gateway.get(path))

    @endpoint("POST", "/order/202406/orders/external_orders")
    def add_external_order_references(self, references: Iterable[ExternalReference]) -> list[RowResult]:
        """Tell the platform what orders are called in another system; return one result for each order.

        ``POST /order/202406/orders/external_orders`` ("Add External Order References"); calls with 100 orders
        each, each with at most 100 lines. Needs the scope ``seller.order.ext_ref.write``.

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        rows = {row["id"]: row for row in check_shapes(ExternalReference, "references", references)}

        def call(batch: Iterable[str]) -> list[RowResult]:
            body = {"orders": [rows[order_id] for order_id in batch]}
            envelope = self._gateway.write("POST", "/order/202406/orders/external_orders", body)
            return results_of(envelope, batch, "detail.order_id")

        return run_batches(list(rows), EXTERNAL_ORDER_BATCH, call)

    @endpoint("GET", "/order/202406/orders/{order_id}/external_orders")
    def get_external_order_references(
        self, order_id: str, platform: str = "ERP_SYSTEM"
    ) -> list[dict[str, Any]]:
        """Return what an order is called in the systems of one kind: ``{"id", "platform", "line_items"}``.

        ``GET /order/202406/orders/{order_id}/external_orders`` ("Get External Order References").
        """
        params = [("platform", check_choice("platform", platform, _PLATFORMS))]
        path = f"/order/202406/orders/{check_id('order_id', order_id)}/external_orders"
        return rows_of(self._gateway.get(path, params), "external_orders")

    @endpoint("POST", "/order/202406/orders/external_order_search")
    def search_order_by_external_reference(
        self, external_order_id: str, platform: str = "ERP_SYSTEM"
    ) -> list[dict[str, Any]]:
        """Return the orders that another system calls so: ``{"id", "external_order"}``.

        ``POST /order/202406/orders/external_order_search`` ("Search Order By External Order Reference"): a
        ``POST`` without body, both inputs are in the query.

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        params = [
            ("platform", check_choice("platform", platform, _PLATFORMS)),
            ("external_order_id", check_text("external_order_id", external_order_id, 255)),
        ]
        return rows_of(self._gateway.search("/order/202406/orders/external_order_search", params), "orders")
