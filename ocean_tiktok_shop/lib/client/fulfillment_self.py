"""Packages that sellers pack, label or carry themselves."""

from collections.abc import Iterable
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..const import DELIVERY_IMAGE_BYTES, DELIVERY_PDF_BYTES, PACKAGE_BATCH
from .answers import data_of
from .arguments import check_id, check_ids, check_shape, check_shapes, check_text, given
from .base import Resource
from .rows import results_of, run_batches
from .shapes.order import Delivery, Invoice, NewPackage, ParcelPlan
from .uploads import MESSAGE_IMAGES, PDF, file_part

_PACKAGE_VERSIONS = ("202512", "202309")
_SHIPPED_VERSIONS = ("202610", "202309")
_HANDOVER = ("PICKUP", "DROP_OFF")


class SelfShippingMethods(Resource):
    """``/fulfillment`` where sellers buy labels, report what they shipped or deliver themselves.

    Buying labels and marking as shipped are for US, UK, EU and JP; elsewhere they are refused with
    ``21008106``.
    """

    @endpoint("POST", "/fulfillment/202309/orders/{order_id}/shipping_services/query")
    def get_eligible_shipping_service(self, order_id: str, **plan: Unpack[ParcelPlan]) -> dict[str, Any]:
        """Return ``{"shipping_services": [{"id", "price", "currency", "shipping_provider_name"…}]}``.

        ``POST /fulfillment/202309/orders/{order_id}/shipping_services/query`` ("Get Eligible Shipping
        Service").

        :raise Rejected: ``10006402`` no permission for this order, ``21011006`` shipped already, ``21011037``
            no carrier for this weight and address, ``21011048`` several packages and no lines named
        """
        path = f"/fulfillment/202309/orders/{check_id('order_id', order_id)}/shipping_services/query"
        return data_of(self._gateway.search(path, (), check_shape(ParcelPlan, "", plan)))

    @endpoint("POST", "/fulfillment/202512/packages", "third party")
    @endpoint("POST", "/fulfillment/202309/packages")
    def create_packages(
        self,
        order_id: str,
        *,
        ship_type: str = "",
        version: str = _PACKAGE_VERSIONS[0],
        **package: Unpack[NewPackage],
    ) -> dict[str, Any]:
        """Buy a label; return ``{"package_id", "shipping_service_info", "create_time"}``.

        ``POST /fulfillment/202512/packages`` ("Create Packages").

        :param ship_type: needed by version 202512 only.
        :param package: version 202309 names lines by ``order_line_item_ids``, 202512 by ``order_line_item``.
        :raise Rejected: ``21008106`` not in this region, ``21022025`` the label has been bought already,
            ``21011037`` no carrier for this weight and address, ``21008025`` the platform ships, ``21011007``
            request of the buyer pending
        :raise Transient: ``21022026`` the label could not be bought just now
        """
        newest = check_choice("version", version, _PACKAGE_VERSIONS) == _PACKAGE_VERSIONS[0]
        if newest != bool(ship_type):
            raise InvalidRequest("ship_type: needed by version 202512, unknown before")
        head = {"order_id": check_id("order_id", order_id)}
        if newest:
            head["ship_type"] = check_text("ship_type", ship_type, 64)
        body = head | check_shape(NewPackage, "", package)
        return data_of(self._gateway.write("POST", f"/fulfillment/{version}/packages", body))

    @endpoint("POST", "/fulfillment/202610/orders/{order_id}/packages", "third party")
    @endpoint("POST", "/fulfillment/202309/orders/{order_id}/packages")
    def mark_package_as_shipped(
        self,
        order_id: str,
        tracking_number: str,
        shipping_provider_id: str,
        *,
        order_line_item_ids: Iterable[str] = (),
        version: str = _SHIPPED_VERSIONS[0],
    ) -> dict[str, Any]:
        """Report a parcel the seller has shipped; return ``{"order_id", "package_id", "warning"}``.

        ``POST /fulfillment/202610/orders/{order_id}/packages`` ("Mark Package As Shipped"). Not for South
        East Asia (``21008106``): use "Ship Package" with ``self_shipment`` there.

        :param order_line_item_ids: the whole order when none are named.
        :raise Rejected: ``21011022`` wrong tracking number or carrier, ``21011025`` tracking number used
            already, ``21008099`` shipped already, ``21011007`` request of the buyer pending, ``21008025`` the
            platform ships
        """
        newest = check_choice("version", version, _SHIPPED_VERSIONS) == _SHIPPED_VERSIONS[0]
        lines = check_ids("order_line_item_ids", order_line_item_ids) if order_line_item_ids != () else []
        tracking = _tracking(tracking_number, shipping_provider_id)
        if newest:
            body = {"order_line_list": [{"order_line_id": line} for line in lines] or None}
            body = given(**body, shipping_info_list=[tracking])
        else:
            body = given(order_line_item_ids=lines or None) | tracking
        path = f"/fulfillment/{version}/orders/{check_id('order_id', order_id)}/packages"
        return data_of(self._gateway.write("POST", path, body))

    @endpoint("POST", "/fulfillment/202309/orders/{order_id}/shipping_info/update")
    def update_shipping_info(self, order_id: str, tracking_number: str, shipping_provider_id: str) -> None:
        """Correct carrier and tracking number of an order, once and within 72 hours.

        ``POST /fulfillment/202309/orders/{order_id}/shipping_info/update`` ("Update Shipping Info").

        :raise Rejected: ``21011004`` not shipped by the seller, ``21011022`` wrong tracking number or
            carrier, ``21011043`` not shipped yet, ``21011042`` order cancelled, ``21011049`` the platform's
            rules forbid it
        """
        path = f"/fulfillment/202309/orders/{check_id('order_id', order_id)}/shipping_info/update"
        self._gateway.write("POST", path, _tracking(tracking_number, shipping_provider_id))

    @endpoint("POST", "/fulfillment/202610/packages/{package_id}/shipping_info/update", "third party")
    @endpoint("POST", "/fulfillment/202309/packages/{package_id}/shipping_info/update")
    def update_package_shipping_info(
        self,
        package_id: str,
        tracking_number: str,
        shipping_provider_id: str,
        *,
        version: str = _SHIPPED_VERSIONS[0],
    ) -> None:
        """Correct carrier and tracking number of a package, once and within 72 hours.

        ``POST /fulfillment/202610/packages/{package_id}/shipping_info/update`` ("Update Package Shipping
        Info").

        :raise Rejected: ``21011004`` not shipped by the seller, ``21011022`` wrong tracking number or
            carrier, ``21011043`` not shipped yet, ``21011050`` too late, ``21011051`` corrected once already
        """
        newest = check_choice("version", version, _SHIPPED_VERSIONS) == _SHIPPED_VERSIONS[0]
        tracking = _tracking(tracking_number, shipping_provider_id)
        body: dict[str, Any] = {"shipping_info_list": [tracking]} if newest else dict(tracking)
        path = f"/fulfillment/{version}/packages/{check_id('package_id', package_id)}/shipping_info/update"
        self._gateway.write("POST", path, body)

    @endpoint("GET", "/fulfillment/202508/tts_tracking_validation")
    def validate_tracking(self, tracking_number: str) -> dict[str, Any]:
        """Return ``{"is_tiktok_shipping", "is_tiktok_collection"}`` of a tracking number (US).

        ``GET /fulfillment/202508/tts_tracking_validation`` ("TTS Tracking Validation").
        """
        params = [("tracking_number", check_text("tracking_number", tracking_number, 128))]
        return data_of(self._gateway.get("/fulfillment/202508/tts_tracking_validation", params))

    @endpoint("POST", "/fulfillment/202309/packages/deliver")
    def update_package_delivery_status(self, packages: Iterable[Delivery]) -> list[RowResult]:
        """Report what the seller's own drivers delivered (South East Asia); return one result for each.

        ``POST /fulfillment/202309/packages/deliver`` ("Update Package Delivery Status"); calls with 50
        packages each, no largest number is documented.

        :raise Rejected: for the call or as ``error`` of a row: ``21011028`` the package is not of this shop
        :raise Transient: ``21001011`` system error
        """
        rows = {row["id"]: row for row in check_shapes(Delivery, "packages", packages)}

        def call(batch: Iterable[str]) -> list[RowResult]:
            body = {"packages": [rows[package_id] for package_id in batch]}
            envelope = self._gateway.write("POST", "/fulfillment/202309/packages/deliver", body)
            return results_of(envelope, batch, "detail.package_id")

        return run_batches(list(rows), PACKAGE_BATCH, call)

    @endpoint("POST", "/fulfillment/202309/images/upload")
    def upload_delivery_image(self, content: bytes) -> dict[str, Any]:
        """Return ``{"url", "width", "height"}`` of a photo that proves a delivery, at most 5 MB.

        ``POST /fulfillment/202309/images/upload`` ("Fulfillment Upload Delivery Image").

        :raise Rejected: ``12038004`` not JPG or PNG, ``12038005`` more than 5 MB, ``12019116`` not between
            100 and 20000 pixels wide and high, ``12038002`` no file
        """
        files = {"data": file_part(content, MESSAGE_IMAGES, DELIVERY_IMAGE_BYTES)}
        envelope = self._gateway.upload("/fulfillment/202309/images/upload", files)
        member(envelope, "data.url", str)
        return data_of(envelope)

    @endpoint("POST", "/fulfillment/202309/files/upload")
    def upload_delivery_file(self, content: bytes, name: str) -> dict[str, Any]:
        """Return ``{"url", "name"}`` of a PDF that proves a delivery, at most 10 MB.

        ``POST /fulfillment/202309/files/upload`` ("Fulfillment Upload Delivery File").

        :raise Rejected: ``12038004`` not a PDF, ``12038005`` not smaller than 10 MB, ``12038002`` no file
        """
        form = {"name": check_text("name", name, 255)}
        files = {"data": file_part(content, PDF, DELIVERY_PDF_BYTES, name)}
        envelope = self._gateway.upload("/fulfillment/202309/files/upload", files, form)
        member(envelope, "data.url", str)
        return data_of(envelope)

    @endpoint("POST", "/fulfillment/202407/bundles")
    def create_first_mile_bundle(
        self,
        order_ids: Iterable[str],
        handover_method: str,
        *,
        shipping_provider_id: str = "",
        tracking_number: str = "",
        phone_tail_number: str = "",
    ) -> dict[str, Any]:
        """Bundle parcels for the consolidation centre; return ``{"first_mile_bundle_id", "url"}``.

        ``POST /fulfillment/202407/bundles`` ("Create First Mile Bundle"), cross-border sellers, without shop.
        ``errors`` lists orders that were left out.

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        body = given(
            order_ids=check_ids("order_ids", order_ids),
            handover_method=check_choice("handover_method", handover_method, _HANDOVER),
            shipping_provider_id=check_text("shipping_provider_id", shipping_provider_id, 64, 0) or None,
            tracking_number=check_text("tracking_number", tracking_number, 128, 0) or None,
            phone_tail_number=check_text("phone_tail_number", phone_tail_number, 16, 0) or None,
        )
        return data_of(self._gateway.write("POST", "/fulfillment/202407/bundles", body, shop=False))

    @endpoint("POST", "/fulfillment/202502/invoice/upload")
    def upload_invoices(self, invoices: Iterable[Invoice]) -> list[RowResult]:
        """Hand in tax invoices (Brazil); return one result for each package.

        ``POST /fulfillment/202502/invoice/upload`` ("Upload Invoice"): JSON, the file as Base64.

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        rows = check_shapes(Invoice, "invoices", invoices)
        envelope = self._gateway.write("POST", "/fulfillment/202502/invoice/upload", {"invoices": rows})
        return results_of(envelope, [row["package_id"] for row in rows], "detail.package_id")


def _tracking(tracking_number: str, shipping_provider_id: str) -> dict[str, str]:
    return {
        "tracking_number": check_text("tracking_number", tracking_number, 128),
        "shipping_provider_id": check_id("shipping_provider_id", shipping_provider_id),
    }
