"""Orders: accept, refuse, ship.

The usual way is 220 (paid) - accept - 400 - pick-up or confirm shipping - 450 or 500 - 600 - 700.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, InvalidRequest

from ..const import (
    REASON_LENGTH,
    REJECT_BUYER,
    REJECT_REASONS,
    REJECT_SHIPPING,
    REJECT_SHOP_CLOSED,
    REJECT_STOCK,
    SHIPPED,
    STOCK_RANGE,
)
from .arguments import check_choice, check_id, check_ids, check_text, given
from .base import Resource

_SHIPMENT = "/v1/order/{order_id}/fs/{fs_id}/status"


class OrderActionApi(Resource):
    """Writes of ``/v1/order``. Each is sent once.

    After `Transient` with ``effect_unknown`` read the order before trying again.

    The documentation names no code of its own for :meth:`request_pickup`: refusals carry the codes that hold
    for all methods (README).
    """

    @endpoint("POST", "/v1/order/{order_id}/fs/{fs_id}/ack")
    def accept(self, order_id: str) -> None:
        """Accept a paid order (220): it becomes 400.

        ``POST /v1/order/{order_id}/fs/{fs_id}/ack``. Wait 5 seconds before asking for a pick-up.

        :raise Rejected: ``ORD_USC_001`` from another status
        """
        self._act("/v1/order/{order_id}/fs/{fs_id}/ack", order_id)

    @endpoint("POST", "/v1/order/{order_id}/fs/{fs_id}/nack")
    def reject(
        self,
        order_id: str,
        reason_code: int,
        reason: str,
        *,
        empty_products: Iterable[str] = (),
        shop_close_end_date: date | None = None,
        shop_close_note: str = "",
    ) -> None:
        """Refuse an order: it becomes 10.

        ``POST /v1/order/{order_id}/fs/{fs_id}/nack``.

        :param reason_code: of ``REJECT_REASONS``. ``REJECT_SHIPPING`` (0) is for orders already accepted;
            for the buyer's wish use :meth:`accept_cancel`.
        :param reason: for the buyer, cut after 200 characters.
        :param empty_products: ids of the products out of stock, with ``REJECT_STOCK`` only.
        :param shop_close_end_date, shop_close_note: both needed with ``REJECT_SHOP_CLOSED``, and only there.
        :raise Rejected: ``ORD_USC_008`` when the order cannot be refused any more, ``ORD_USC_009`` without a
            reason, ``ORD_USC_012`` or ``013`` for when the shop is closed
        """
        code = check_choice("reason_code", reason_code, set(REJECT_REASONS) - {REJECT_BUYER})
        body: dict[str, Any] = {"reason_code": code, "reason": _reason(reason)}
        closing = shop_close_end_date is not None or given(shop_close_note)
        if closing != (code == REJECT_SHOP_CLOSED):
            raise InvalidRequest("shop_close_end_date, shop_close_note: needed with REJECT_SHOP_CLOSED only")
        if closing:
            body["shop_close_end_date"] = _day(shop_close_end_date)
            body["shop_close_note"] = check_text("shop_close_note", shop_close_note, REASON_LENGTH)
        if empty_products not in ((), []):
            if code != REJECT_STOCK:
                raise InvalidRequest("empty_products: with REJECT_STOCK only")
            body["empty_products"] = check_ids("empty_products", empty_products)
        if code == REJECT_SHIPPING:
            del body["reason_code"]  # the documentation knows no code for it, only its absence
        self._act("/v1/order/{order_id}/fs/{fs_id}/nack", order_id, body)

    @endpoint("POST", "/v1/order/{order_id}/fs/{fs_id}/nack")
    def accept_cancel(self, order_id: str, reason: str) -> None:
        """Cancel an order because its buyer asked for it: it becomes 10.

        ``POST /v1/order/{order_id}/fs/{fs_id}/nack`` with reason code 8.

        :param reason: for the buyer, cut after 200 characters.
        :raise Rejected: ``ORD_USC_019`` when the buyer did not ask
        """
        body = {"reason_code": REJECT_BUYER, "reason": _reason(reason)}
        self._act("/v1/order/{order_id}/fs/{fs_id}/nack", order_id, body)

    @endpoint("POST", "/v1/order/{order_id}/fs/{fs_id}/reject-cancel")
    def refuse_cancel(self, order_id: str) -> None:
        """Refuse the buyer's wish to cancel; the order goes on.

        ``POST /v1/order/{order_id}/fs/{fs_id}/reject-cancel``, for statuses from 400 to below 600.

        :raise Rejected: ``ORD_USC_020`` or ``ORD_API_016`` when it is not allowed
        """
        path = "/v1/order/{order_id}/fs/{fs_id}/reject-cancel"
        number = check_id("order_id", order_id)
        envelope = self._gateway.send("POST", path, None, [self._gateway.shop_param], order_id=number)
        _check_success(envelope)

    @endpoint("POST", "/v1/order/{order_id}/fs/{fs_id}/status")
    def confirm_shipping(self, order_id: str, tracking_number: str) -> None:
        """Say that an order was handed over, or correct its tracking number: it becomes 500.

        ``POST /v1/order/{order_id}/fs/{fs_id}/status``, for couriers whose number the seller gets.

        :param tracking_number: 1 to 64 characters (AWB, "nomor resi").
        :raise Rejected: ``ORD_DLV_021`` without a tracking number, ``ORD_DLV_023`` for another status
        :raise Transient: ``LGS_USC_006`` when the logistics behind it fail
        """
        number = check_text("tracking_number", tracking_number, 64).strip()
        if not number:
            raise InvalidRequest("tracking_number is blank")
        self._act(_SHIPMENT, order_id, {"order_status": SHIPPED, "shipping_ref_num": number})

    @endpoint("POST", "/inventory/v1/fs/{fs_id}/pick-up")
    def request_pickup(self, order_id: str) -> dict[str, Any]:
        """Ask the courier to fetch an accepted order, at the earliest 5 seconds after :meth:`accept`.

        ``POST /inventory/v1/fs/{fs_id}/pick-up``. Returns ``{"order_id", "shop_id", "request_time",
        "result"}``; ``result`` is an Indonesian sentence, ``request_time`` Jakarta's wall clock.

        :raise Rejected: ``RBAC_MDLW_002`` when the owner has not granted this group of methods
        """
        body = {"order_id": check_id("order_id", order_id), "shop_id": int(self._gateway.shop_id)}
        return member(self._gateway.send("POST", "/inventory/v1/fs/{fs_id}/pick-up", body), "data", dict)

    @endpoint("POST", "/v1/order/{order_id}/fs/{fs_id}/pof/request")
    def request_partial_fulfillment(self, order_id: str, quantities: dict[str, int]) -> None:
        """Ask the buyer to take fewer units than ordered.

        ``POST /v1/order/{order_id}/fs/{fs_id}/pof/request``.

        :param quantities: units that can be delivered, by ``order_dtl_id``.
        :raise Rejected: ``ORD_API_010`` when it is not fewer, ``011`` when it was asked before, ``012`` for
            bundles
        """
        if not isinstance(quantities, dict) or not quantities:
            raise InvalidRequest("quantities: a mapping of ids to units is needed")
        rows = [
            {
                "order_dtl_id": check_id("quantities", detail_id),
                "quantity_request": check_int("quantities", units, 0, STOCK_RANGE[1]),
            }
            for detail_id, units in quantities.items()
        ]
        path = "/v1/order/{order_id}/fs/{fs_id}/pof/request"
        number = check_id("order_id", order_id)
        _check_success(self._gateway.send("POST", path, {"pof_detail": rows}, order_id=number))

    def _act(self, path: str, order_id: str, body: dict[str, Any] | None = None) -> None:
        envelope = self._gateway.send("POST", path, body, order_id=check_id("order_id", order_id))
        said = member(envelope, "data", str)
        if said.lower() != "success":  # two spellings are documented
            raise ContractChanged(f"success is expected, got {said[:40]!r}", path="data")


def _check_success(envelope: dict[str, Any]) -> None:
    if not member(envelope, "data.success", bool):
        raise ContractChanged("success is expected", path="data.success")


def _reason(reason: object) -> str:
    """Return the reason, cut to what the platform takes."""
    text = check_text("reason", reason, 10_000).strip()
    if not text:
        raise InvalidRequest("reason is blank")
    return text[:REASON_LENGTH]


def _day(value: object) -> str:
    if not isinstance(value, date):
        raise InvalidRequest("shop_close_end_date: a date is needed")
    return value.strftime("%d/%m/%Y")
