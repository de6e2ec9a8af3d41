"""Packages: shipping them, their documents, splitting and combining."""

from collections.abc import Iterable, Iterator
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import batches, check_choice
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..const import PACKAGE_BATCH, PACKAGE_PAGE, SPLIT_BATCH
from .answers import data_of, iterate, page_of, rows_of
from .arguments import check_id, check_ids, check_shape, check_shapes, check_text, paging, sorting
from .base import Resource
from .rows import results_of, run_batches
from .shapes.order import CombinablePackage, PackageFilter, PackageShipment, Shipment, SplitGroup

_SORT_FIELDS = ("create_time", "update_time", "order_pay_time")
_DOCUMENTS = (
    "SHIPPING_LABEL",
    "PACKING_SLIP",
    "SHIPPING_LABEL_AND_PACKING_SLIP",
    "SHIPPING_LABEL_PICTURE",
    "HAZMAT_LABEL",
    "INVOICE_LABEL",
)
_SIZES = ("A6", "A5")
_FORMATS = ("PDF", "ZPL")


class PackageMethods(Resource):
    """``/fulfillment``, as sellers in South East Asia use it; see `SelfShippingMethods` for the rest.

    Packages exist as soon as an order is paid (outside US and UK). Shipping an order that is ON_HOLD is
    refused with ``21011044``, one with a pending buyer cancellation with ``21011007``.
    """

    @endpoint("POST", "/fulfillment/202309/packages/search")
    def search_packages(
        self,
        *,
        page_size: int = PACKAGE_PAGE,
        page_token: str = "",
        sort_field: str = "create_time",
        sort_order: str = "ASC",
        **filters: Unpack[PackageFilter],
    ) -> dict[str, Any]:
        """Return one page of packages: ``{"packages": [{"id", "orders", "status"…}], "next_page_token"}``.

        ``POST /fulfillment/202309/packages/search`` ("Search Package").

        :param page_size: 1 to 50.
        :param filters: times are aware, ``ge <= time < lt``.
        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        params = paging(page_size, page_token, PACKAGE_PAGE) + sorting(sort_field, sort_order, _SORT_FIELDS)
        body = check_shape(PackageFilter, "", filters)
        envelope = self._gateway.search("/fulfillment/202309/packages/search", params, body)
        return page_of(envelope, "packages", page_token)

    def iter_packages(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_packages`, page after page; `options` are its keyword arguments."""
        return iterate(self.search_packages, "packages", **options)

    @endpoint("GET", "/fulfillment/202309/packages/{package_id}")
    def get_package_detail(self, package_id: str) -> dict[str, Any]:
        """Return one package: status, orders, addresses, carrier, ``tracking_number``.

        ``GET /fulfillment/202309/packages/{package_id}`` ("Get Package Detail").

        :raise Rejected: ``10006402`` no permission for this package
        """
        return data_of(self._gateway.get(_package(package_id)))

    @endpoint("GET", "/fulfillment/202309/packages/{package_id}/handover_time_slots")
    def get_package_handover_time_slots(self, package_id: str) -> dict[str, Any]:
        """Return ``{"can_pickup", "can_drop_off", "pickup_slots": [{"start_time", "end_time", …}]}``.

        ``GET /fulfillment/202309/packages/{package_id}/handover_time_slots`` ("Get Package Handover Time
        Slots"); ``avaliable`` is how the platform spells it.

        :raise Rejected: ``11021009`` no carrier for this weight and address, ``21001001`` wrong parameter
        """
        return data_of(self._gateway.get(_package(package_id, "handover_time_slots")))

    @endpoint("POST", "/fulfillment/202309/packages/{package_id}/ship")
    def ship_package(self, package_id: str, **shipment: Unpack[Shipment]) -> None:
        """Arrange the shipment of one package; the tracking number comes a little later.

        ``POST /fulfillment/202309/packages/{package_id}/ship`` ("Ship Package").

        :param shipment: ``handover_method`` and ``pickup_slot`` do nothing in South East Asia;
            ``self_shipment`` is needed where the seller ships.
        :raise Rejected: ``21011044`` order on hold, ``21011007`` and ``21008044`` buyer cancellation pending,
            ``21008025`` and ``21008043`` the platform's warehouse ships, ``11021035`` outside collection time
        """
        self._gateway.write("POST", _package(package_id, "ship"), check_shape(Shipment, "", shipment))

    @endpoint("POST", "/fulfillment/202309/packages/ship")
    def batch_ship_packages(self, packages: Iterable[PackageShipment]) -> list[RowResult]:
        """Arrange the shipment of many packages; return one result for each. Calls with 50 packages each.

        ``POST /fulfillment/202309/packages/ship`` ("Batch Ship Packages"); no largest number is documented.

        :raise Rejected: for the call or as ``error`` of a row: ``21011007`` and ``21008044`` request of the
            buyer pending, ``21011041`` order cancelled, ``21011040`` shipped already, ``21011022`` wrong
            tracking number or carrier, ``11021009`` no carrier for this weight and address
        """
        rows = {row["id"]: row for row in check_shapes(PackageShipment, "packages", packages)}

        def call(batch: Iterable[str]) -> list[RowResult]:
            body = {"packages": [rows[package_id] for package_id in batch]}
            envelope = self._gateway.write("POST", "/fulfillment/202309/packages/ship", body)
            return results_of(envelope, batch, "detail.package_id")

        return run_batches(list(rows), PACKAGE_BATCH, call)

    @endpoint("GET", "/fulfillment/202309/packages/{package_id}/shipping_documents")
    def get_package_shipping_document(
        self,
        package_id: str,
        document_type: str = "SHIPPING_LABEL",
        *,
        document_size: str = "A6",
        document_format: str = "PDF",
    ) -> dict[str, Any]:
        """Return ``{"doc_url", "tracking_number"}``; the address is good for 24 hours.

        ``GET /fulfillment/202309/packages/{package_id}/shipping_documents`` ("Get Package Shipping
        Document").

        :param document_size: A6 or A5.
        :param document_format: PDF, or ZPL in Brazil.
        :raise Rejected: ``21042104`` before it is shipped, ``21042102`` after it was picked up
        :raise Transient: ``11034037`` while the carrier is still making it
        """
        params = [
            ("document_type", check_choice("document_type", document_type, _DOCUMENTS)),
            ("document_size", check_choice("document_size", document_size, _SIZES)),
            ("document_format", check_choice("document_format", document_format, _FORMATS)),
        ]
        envelope = self._gateway.get(_package(package_id, "shipping_documents"), params)
        member(envelope, "data.doc_url", str)
        return data_of(envelope)

    def download_shipping_document(self, doc_url: str) -> bytes:
        """Return the file behind the ``doc_url`` of :meth:`get_package_shipping_document`, unchanged.

        A plain ``GET`` without signature and token. The transport must allow the host.
        """
        return self._gateway.download(check_text("doc_url", doc_url, 4096))

    @endpoint("GET", "/fulfillment/202309/orders/{order_id}/tracking")
    def get_tracking(self, order_id: str) -> list[dict[str, Any]]:
        """Return ``{"description", "update_time_millis"}`` of what the carrier reported.

        ``GET /fulfillment/202309/orders/{order_id}/tracking`` ("Get Tracking").
        """
        path = f"/fulfillment/202309/orders/{check_id('order_id', order_id)}/tracking"
        return rows_of(self._gateway.get(path), "tracking")

    @endpoint("GET", "/fulfillment/202309/orders/split_attributes")
    def get_order_split_attributes(self, order_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return ``{"order_id", "can_split", "reason", "must_split"}`` of each order; calls with 50 ids each.

        ``GET /fulfillment/202309/orders/split_attributes`` ("Get Order Split Attributes").
        """
        rows: list[dict[str, Any]] = []
        for batch in batches(check_ids("order_ids", order_ids), SPLIT_BATCH):
            params = [("order_ids", ",".join(batch))]
            envelope = self._gateway.get("/fulfillment/202309/orders/split_attributes", params)
            rows += rows_of(envelope, "split_attributes")
        return rows

    @endpoint("POST", "/fulfillment/202309/orders/{order_id}/split")
    def split_order(self, order_id: str, splittable_groups: Iterable[SplitGroup]) -> list[dict[str, Any]]:
        """Split an order into parcels; return ``{"splittable_group_id", "id"}`` of the new packages.

        ``POST /fulfillment/202309/orders/{order_id}/split`` ("Split Orders"). All units of a SKU stay
        together in South East Asia.

        :raise Rejected: ``21011035`` the order may not be split, ``21011005`` wrong parameter
        """
        groups = check_shapes(SplitGroup, "splittable_groups", splittable_groups)
        path = f"/fulfillment/202309/orders/{check_id('order_id', order_id)}/split"
        return rows_of(self._gateway.write("POST", path, {"splittable_groups": groups}), "packages")

    @endpoint("GET", "/fulfillment/202309/combinable_packages/search")
    def search_combinable_packages(
        self, *, page_size: int = PACKAGE_PAGE, page_token: str = ""
    ) -> dict[str, Any]:
        """Return one page of ``combinable_packages``, orders that could travel together.

        ``GET /fulfillment/202309/combinable_packages/search`` ("Search Combinable Packages"), page size 1 to
        50.
        """
        params = paging(page_size, page_token, PACKAGE_PAGE)
        envelope = self._gateway.get("/fulfillment/202309/combinable_packages/search", params)
        return page_of(envelope, "combinable_packages", page_token)

    def iter_combinable_packages(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_combinable_packages`; `options` are its keyword arguments."""
        return iterate(self.search_combinable_packages, "combinable_packages", **options)

    @endpoint("POST", "/fulfillment/202309/packages/combine")
    def combine_packages(self, combinable_packages: Iterable[CombinablePackage]) -> dict[str, Any]:
        """Put orders into one parcel; return ``{"packages": [{"id", "order_ids"}], "errors": [...]}``.

        ``POST /fulfillment/202309/packages/combine`` ("Combine Package"). ``errors`` has rows
        ``{"code", "message", "detail": {"package_id"}}`` of what was not combined.

        :raise Rejected: ``21011028`` a package is not of this shop, ``21011031`` an order is not of this
            package
        """
        rows = check_shapes(CombinablePackage, "combinable_packages", combinable_packages)
        body = {"combinable_packages": rows}
        envelope = self._gateway.write("POST", "/fulfillment/202309/packages/combine", body)
        return {name: rows_of(envelope, name) for name in ("packages", "errors")}

    @endpoint("POST", "/fulfillment/202309/packages/{package_id}/uncombine")
    def uncombine_package(self, package_id: str, order_ids: Iterable[str] = ()) -> list[dict[str, Any]]:
        """Take orders out of a combined parcel; return ``{"id", "order_ids"}`` of the packages there are now.

        ``POST /fulfillment/202309/packages/{package_id}/uncombine`` ("Uncombine Packages").

        :param order_ids: all orders when none are named.
        :raise Rejected: ``21011028`` the package is not of this shop, ``21011029`` an order is not of this
            package, ``21011005`` wrong parameter
        """
        body = {"order_ids": check_ids("order_ids", order_ids)} if order_ids != () else {}
        return rows_of(self._gateway.write("POST", _package(package_id, "uncombine"), body), "packages")


def _package(package_id: str, action: str = "") -> str:
    path = f"/fulfillment/202309/packages/{check_id('package_id', package_id)}"
    return f"{path}/{action}" if action else path
