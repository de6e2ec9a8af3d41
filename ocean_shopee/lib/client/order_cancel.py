"""Cancelling orders, answering buyers who want to, and the shop's note."""

from collections.abc import Iterable, Mapping
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice, check_flag
from odoo.addons.ocean_marketplace_base.lib.endpoints import UNCONFIRMED, endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..const import CANCEL_REASONS, NOTE_MAX
from .arguments import check_list, check_number, check_text
from .base import Resource
from .bodies import Body, Count, Ident, bodies


class CancelledItem(Body):
    """An item that is out of stock."""

    item_id: Ident
    model_id: Ident


class CancelledQuantity(Body):
    """A quantity of an item that is not shipped."""

    item_id: Ident
    model_id: Ident
    model_quantity: Count
    order_item_id: Ident | None = None
    promotion_group_id: Ident | None = None


class CancelMethods(Resource):
    """The part of ``/api/v2/order`` about cancelling."""

    @endpoint("POST", "/api/v2/order/cancel_order")
    def cancel_order(
        self,
        order_sn: str,
        cancel_reason: str,
        *,
        items: Iterable[Mapping[str, Any]] = (),
        partial_items: Iterable[Mapping[str, Any]] = (),
    ) -> dict[str, Any]:
        """Cancel an order that is not shipped yet, or a part of it; return ``{"update_time"}``.

        ``POST /api/v2/order/cancel_order``. Refused once there is a tracking number.

        :param cancel_reason: one of ``CANCEL_REASONS``.
        :param items: ``{"item_id", "model_id"}`` of what is missing, needed for OUT_OF_STOCK.
        :param partial_items: fields of :class:`CancelledQuantity`: cancels only these; the order's
            ``can_partial_cancel_order`` tells whether it may be done.
        :raise Rejected: ``order.error_limit``, ``order.error_permission``, ``order.error_param``
        """
        values: dict[str, Any] = {
            "order_sn": check_number("order_sn", order_sn),
            "cancel_reason": check_choice("cancel_reason", cancel_reason, CANCEL_REASONS),
        }
        if items != ():
            values["item_list"] = bodies(CancelledItem, check_list("items", items), "items")
        if partial_items != ():
            values["partial_cancel_item_list"] = _quantities(partial_items)
        if cancel_reason == "OUT_OF_STOCK" and len(values) == 2:
            raise InvalidRequest("items: OUT_OF_STOCK needs what is missing")
        return self._write("/api/v2/order/cancel_order", values)

    @endpoint("POST", "/api/v2/order/get_estimate_cancel_value", UNCONFIRMED)
    def get_estimate_cancel_value(self, order_sn: str, partial_items: Iterable[Mapping[str, Any]]) -> str:
        """Return what cancelling a part is worth, in the order's currency, as the text the platform sends.

        ``POST /api/v2/order/get_estimate_cancel_value``, a read. The value stands beside the envelope's
        fields.

        :raise Rejected: ``error_not_found`` for an unknown order; ``common.invalid_shop``
        """
        values = {
            "order_sn": check_number("order_sn", order_sn),
            "partial_cancel_item_list": _quantities(partial_items),
        }
        envelope = self._gateway.read_by_post("/api/v2/order/get_estimate_cancel_value", values)
        at = "cancel_value_price" if "cancel_value_price" in envelope else "response.cancel_value_price"
        return member(envelope, at, str)

    @endpoint("POST", "/api/v2/order/handle_buyer_cancellation")
    def handle_buyer_cancellation(self, order_sn: str, *, accept: bool) -> dict[str, Any]:
        """Answer a buyer who wants to cancel (order IN_CANCEL); return ``{"update_time"}``.

        ``POST /api/v2/order/handle_buyer_cancellation``. After a refusal the order is as it was before.

        :raise Rejected: ``order.cancel_order_invalid_status``, ``order.order_status_invalid``
        """
        operation = "ACCEPT" if check_flag("accept", accept) else "REJECT"
        values = {"order_sn": check_number("order_sn", order_sn), "operation": operation}
        return self._write("/api/v2/order/handle_buyer_cancellation", values)

    @endpoint("POST", "/api/v2/order/set_note")
    def set_note(self, order_sn: str, note: str) -> None:
        """Replace the shop's note on an order, which buyers do not see. ``POST /api/v2/order/set_note``.

        :param note: at most 500 characters, ``""`` to remove it.
        :raise Rejected: ``error_archived_order_update``
        """
        values = {
            "order_sn": check_number("order_sn", order_sn),
            "note": check_text("note", note, NOTE_MAX, empty=True),
        }
        self._gateway.post("/api/v2/order/set_note", values)


def _quantities(items: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return bodies(CancelledQuantity, check_list("partial_items", items), "partial_items")
