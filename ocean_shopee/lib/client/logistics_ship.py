"""Arranging shipment: what a parcel needs, and handing it over to the carrier."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..const import PACKAGE_BATCH, SHIP_BATCH
from .arguments import check_id, check_list, check_numbers, check_text, given
from .base import Resource
from .bodies import Body, body
from .bodies_logistics import MASS_SHIP_BODIES, SHIP_BODIES
from .parcels import Parcel, check_parcels, package_rows
from .rows import Row, RowRules, post_rows

_BY_PACKAGE: Final = RowRules(
    key=("package_number",),
    # Top level in the documentation's table, inside `response` in its sample.
    done=("response.success_list", "success_list"),
    failed=("response.fail_list", "fail_list"),
)
_BY_PARCEL: Final = RowRules(key=("order_sn", "package_number"), done=("response.result_list",))


class ShipMethods(Resource):
    """The part of ``/api/v2/logistics`` that ships."""

    @endpoint("GET", "/api/v2/logistics/get_shipping_parameter")
    def get_shipping_parameter(self, parcel: Parcel) -> dict[str, Any]:
        """Return how a parcel may be shipped: ``{"info_needed", "pickup", "dropoff"}``.

        ``GET /api/v2/logistics/get_shipping_parameter``. The names in ``info_needed`` are the ways allowed,
        its lists the fields each needs; ``[]`` means none. Addresses and branches may be ``None``.

        :raise Rejected: ``logistics.package_number_not_exist`` (split order without number),
            ``logistics.lack_of_invoice_data``, ``logistics.no_available_time_slot``
        """
        (checked,) = check_parcels([parcel])
        return self._read("/api/v2/logistics/get_shipping_parameter", checked.fields().items())

    @endpoint("POST", "/api/v2/logistics/ship_order")
    def ship_order(self, parcel: Parcel, way: str, details: Mapping[str, Any] | None = None) -> None:
        """Arrange the shipment of a parcel. The tracking number comes later.

        ``POST /api/v2/logistics/ship_order``. Within the first hour buyers still cancel freely.

        :param way: ``pickup``, ``dropoff`` or ``non_integrated``.
        :param details: fields of ``Pickup``, ``Dropoff`` or ``NonIntegrated`` (``bodies_logistics``), those
            that
            :meth:`get_shipping_parameter` asks for.
        :raise Rejected: ``logistics.ship_order_not_ready_to_ship``, ``logistics.package_already_shipped``,
            ``logistics.ship_order_need_pacakge_number`` and many more
        """
        (checked,) = check_parcels([parcel])
        values = checked.fields() | _way(way, details, SHIP_BODIES)
        self._gateway.post("/api/v2/logistics/ship_order", values)

    @endpoint("POST", "/api/v2/logistics/update_shipping_order")
    def update_shipping_order(self, parcel: Parcel, *, address_id: str, pickup_time_id: str) -> None:
        """Choose another pickup after a failed one (RETRY_SHIP), or for an instant order.

        ``POST /api/v2/logistics/update_shipping_order``.

        :raise Rejected: ``logistics.order_not_ready_to_update``, ``logistics.update_not_allowed``,
            ``logistics.update_shipping_order_no_param_change`` when nothing changes,
            ``logistics.ship_order_pickup_time_invalid``, ``logistics.address_not_found`` and others
        """
        (checked,) = check_parcels([parcel])
        pickup = {
            "address_id": check_id("address_id", address_id),
            "pickup_time_id": check_text("pickup_time_id", pickup_time_id, 256),
        }
        self._gateway.post("/api/v2/logistics/update_shipping_order", checked.fields() | {"pickup": pickup})

    @endpoint("POST", "/api/v2/logistics/get_mass_shipping_parameter")
    def get_mass_shipping_parameter(
        self, package_numbers: Iterable[str], *, channel_id: str = "", location_id: str = ""
    ) -> dict[str, Any]:
        """Return how 1 to 50 packages may be shipped together, as :meth:`get_shipping_parameter`.

        ``POST /api/v2/logistics/get_mass_shipping_parameter``, a read. ``success_list`` and ``fail_list``
        tell which packages it holds for: they must have one channel and one place.

        :raise Rejected: ``logistics.no_valid_shipping_parameters``, ``logistics.no_available_time_slot``,
            ``logistics.no_supported_pickup_address``, ``logistics.lack_of_invoice_data``
        """
        numbers = check_numbers(
            "package_numbers", check_list("package_numbers", package_numbers, PACKAGE_BATCH)
        )
        values = _place(channel_id, location_id) | {"package_list": package_rows(numbers)}
        envelope = self._gateway.read_by_post("/api/v2/logistics/get_mass_shipping_parameter", values)
        lists = {name: envelope[name] for name in ("success_list", "fail_list") if name in envelope}
        return lists | member(envelope, "response", dict)

    @endpoint("POST", "/api/v2/logistics/mass_ship_order")
    def mass_ship_order(
        self,
        package_numbers: Iterable[str],
        way: str,
        details: Mapping[str, Any] | None = None,
        *,
        channel_id: str = "",
        location_id: str = "",
    ) -> list[RowResult]:
        """Arrange the shipment of packages of one channel and one place; calls with 50 each.

        ``POST /api/v2/logistics/mass_ship_order``. Keys: ``(package_number,)``.

        :param way, details: as for :meth:`ship_order`; ``non_integrated`` takes a list of
            ``{"package_number", "tracking_number"}``.
        :param channel_id, location_id: ``logistics_channel_id`` and ``product_location_id`` of the packages.
        :raise Rejected: ``logistics.package_already_shipped``, ``logistics.lack_of_invoice_data`` and others
        """
        shared = _place(channel_id, location_id) | _way(way, details, MASS_SHIP_BODIES)
        numbers = check_numbers("package_numbers", package_numbers)
        return post_rows(
            self._gateway,
            "/api/v2/logistics/mass_ship_order",
            [Row((row["package_number"],), row) for row in package_rows(numbers)],
            size=PACKAGE_BATCH,
            body=lambda rows: _for_rows(shared, rows),
            rules=_BY_PACKAGE,
        )

    @endpoint("POST", "/api/v2/logistics/batch_ship_order")
    def batch_ship_order(
        self, parcels: Iterable[Parcel], way: str, details: Mapping[str, Any] | None = None
    ) -> list[RowResult]:
        """Arrange the shipment of parcels of the channel 90003 in BR; calls with 50 each.

        ``POST /api/v2/logistics/batch_ship_order``; elsewhere use :meth:`mass_ship_order`.
        Keys: ``(order_sn, package_number)``.

        :raise Rejected: ``logistics.ship_order_not_ready_to_ship``, ``logistics.package_not_exist``,
            ``logistics.ship_order_pickup_time_invalid``, ``logistics.lack_of_invoice_data``,
            ``logistics.warehouse_stock_insufficient`` and others
        """
        shared = _way(way, details, SHIP_BODIES)
        return post_rows(
            self._gateway,
            "/api/v2/logistics/batch_ship_order",
            [Row(parcel.key, parcel.fields()) for parcel in check_parcels(parcels)],
            size=SHIP_BATCH,
            body=lambda rows: shared | {"order_list": rows},
            rules=_BY_PARCEL,
        )


def _way(
    way: object, details: Mapping[str, Any] | None, kinds: Mapping[str, type[Body]]
) -> dict[str, dict[str, Any]]:
    """Return the one of pickup, dropoff and non_integrated that is sent; an empty object is a choice too."""
    name = check_choice("way", way, kinds)
    return {name: body(kinds[name], {} if details is None else details, "details")}


def _place(channel_id: str, location_id: str) -> dict[str, Any]:
    place: dict[str, Any] = {}
    if given(channel_id):
        place["logistics_channel_id"] = check_id("channel_id", channel_id)
    if given(location_id):
        place["product_location_id"] = check_text("location_id", location_id, 64)
    return place


def _for_rows(shared: dict[str, Any], rows: list[dict[str, str]]) -> dict[str, Any]:
    """Return the body of a call for `rows`, with the tracking numbers of these only."""
    values = shared | {"package_list": rows}
    trackings = shared.get("non_integrated", {}).get("tracking_number")
    if trackings:
        numbers = {row["package_number"] for row in rows}
        mine = [tracking for tracking in trackings if tracking["package_number"] in numbers]
        values["non_integrated"] = {"tracking_number": mine} if mine else {}
    return values
