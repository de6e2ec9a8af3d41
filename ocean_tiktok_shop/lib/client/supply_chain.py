"""What certified warehouses report."""

from collections.abc import Iterable

from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..const import PACKAGE_BATCH
from .arguments import check_id, check_shapes
from .base import Resource
from .rows import results_of, run_batches
from .shapes.order import SyncedPackage


class SupplyChainApi(Resource):
    """``/supply_chain``, for warehouse providers that the platform has certified (``39003015`` otherwise)."""

    @endpoint("POST", "/supply_chain/202309/packages/sync")
    def confirm_package_shipment(
        self, warehouse_provider_id: str, packages: Iterable[SyncedPackage]
    ) -> list[RowResult]:
        """Report parcels as handed over; return one result for each. Calls with 50 packages each.

        ``POST /supply_chain/202309/packages/sync`` ("Confirm Package Shipment"), without shop; times in
        milliseconds, no largest number of packages is documented.

        :raise Rejected: for the call or as ``error`` of a row: ``39003015`` not certified, ``39003019`` no
            such provider, ``39003020`` another app's provider, ``39003016`` wrong package data, ``39003018``
            no packages
        """
        provider = check_id("warehouse_provider_id", warehouse_provider_id)
        rows = {row["id"]: row for row in check_shapes(SyncedPackage, "packages", packages)}

        def call(batch: Iterable[str]) -> list[RowResult]:
            body = {"warehouse_provider_id": provider, "packages": [rows[key] for key in batch]}
            envelope = self._gateway.write("POST", "/supply_chain/202309/packages/sync", body, shop=False)
            return results_of(envelope, batch, "detail.package_id")

        return run_batches(list(rows), PACKAGE_BATCH, call)
