"""Money of orders."""

from collections.abc import Iterable
from typing import Any

from ..const import ESCROW_BATCH
from .arguments import batches, check_number, check_numbers
from .base import Resource, member


class PaymentApi(Resource):
    """``/api/v2/payment``. The sandbox does not offer it."""

    def get_escrow_detail(self, order_sn: str) -> dict[str, Any]:
        """Return who pays what of one order, in the currency of the order.

        ``GET /api/v2/payment/get_escrow_detail``. An estimate that changes until the order is COMPLETED.

        :raise Rejected: ``order_not_found`` or ``error_not_found`` while there is no escrow
        """
        params = [("order_sn", check_number("order_sn", order_sn))]
        return member(self._gateway.get("/api/v2/payment/get_escrow_detail", params), "response", dict)

    def get_escrow_detail_batch(self, order_sns: Iterable[str]) -> list[dict[str, Any]]:
        """Return the escrow details there are of `order_sns`; calls with 20 numbers each.

        ``POST /api/v2/payment/get_escrow_detail_batch``: the documentation's table says GET, its change log
        and every working client POST. Orders without escrow are missing from the answer.
        """
        numbers = check_numbers("order_sns", order_sns)
        details: list[dict[str, Any]] = []
        for batch in batches(numbers, ESCROW_BATCH):
            body = {"order_sn_list": list(batch)}
            envelope = self._gateway.read_by_post("/api/v2/payment/get_escrow_detail_batch", body)
            rows = member(envelope, "response", list)
            details += [
                row["escrow_detail"] for row in rows if isinstance(row, dict) and "escrow_detail" in row
            ]
        return details
