"""From the platform's payloads to the canonical model. Pure functions."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib import schema
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.fields import load
from odoo.addons.ocean_marketplace_base.lib.ladder_shipping import with_seller_shipping

from .const import PLATFORM
from .ladder_tiktok import order_ladder
from .ladder_tiktok_fields import LINES
from .mapping_listing import map_listing as map_listing
from .mapping_parts import address_of, buyer_of, country_of, line_of, packages_of
from .payloads import OrderDetail
from .status import is_cancelled, order_status

_SHIPPED_BY_SELLER: Final = "SELLER"
_TIME_TO_ANSWER: Final = timedelta(hours=48)
"""How long the seller has to answer a buyer who asks to cancel; then the platform agrees for him, says the
official guide "Cancellations"."""


def map_order(payload: dict[str, Any]) -> schema.Order:
    """Return the order of a payload ``{"order": …}``.

    ``channel`` is ``commerce_platform``: Tokopedia's orders come through here, too, and their mark tells
    them. Units are folded into lines whose prices per unit are whole.

    :param payload: ``order`` is one element of ``orders`` of "Get Order List" or "Get Order Detail"
    :raise ContractChanged: with the path of the field that is not as promised
    """
    raw = payload.get("order")
    detail = load(OrderDetail, raw, "order")
    _check_units(detail)
    return _with_shipping(_order(detail, raw), detail.shipping_type.upper())


def _check_units(detail: OrderDetail) -> None:
    if not detail.line_items:
        raise ContractChanged("an order without items", path=LINES)
    seen: set[str] = set()
    for index, item in enumerate(detail.line_items):
        if item.id in seen:
            raise ContractChanged("the same unit is there twice", path=f"{LINES}[{index}].id")
        seen.add(item.id)


def _order(detail: OrderDetail, raw: Any) -> schema.Order:
    ladder, lines = order_ladder(detail, raw)
    return schema.Order(
        platform=PLATFORM,
        external_id=detail.id,
        status=order_status(detail.status, cancel_requested=detail.is_buyer_request_cancel),
        raw_status=detail.status,
        channel=detail.commerce_platform.upper(),
        region=country_of(detail.recipient_address),
        currency=detail.payment.currency,
        created_at=detail.create_time,
        paid_at=detail.paid_time,
        updated_at=detail.update_time,
        ship_by=detail.rts_sla_time or detail.shipping_due_time or detail.tts_sla_time,
        deliver_by=detail.delivery_due_time or detail.delivery_sla_time,
        buyer=buyer_of(detail),
        address=address_of(detail.recipient_address),
        lines=tuple(line_of(line, detail) for line in lines),
        packages=packages_of(detail, lines),
        ladder=ladder,
        buyer_total=ladder.totals.get("buyer"),
        revenue_total=ladder.totals["revenue"],
        payment_method=detail.payment_method_name,
        is_cod=detail.is_cod,
        buyer_note=detail.buyer_message,
        seller_note=detail.seller_note,
        **_carrier(detail),
        **_kind(detail),
        **_cancellation(detail),
        **_request(detail),
    )


def _carrier(detail: OrderDetail) -> dict[str, Any]:
    """What the buyer chose: there from the start, and it stays. The courier is told late, in the packages."""
    if detail.delivery_option_id:
        name = detail.delivery_option_name or detail.shipping_provider
        return {"carrier_id": detail.delivery_option_id, "carrier_name": name}
    return {"carrier_id": detail.shipping_provider_id, "carrier_name": detail.shipping_provider}


def _kind(detail: OrderDetail) -> dict[str, Any]:
    """Samples, and orders that follow another one. The ids are there without the marks in samples."""
    source = ""
    if detail.is_replacement_order:
        source = detail.replaced_order_id
    elif detail.is_exchange_order:
        source = detail.exchange_source_order_id
    return {
        "is_sample": detail.is_sample_order,
        "is_replacement": detail.is_replacement_order,
        "is_exchange": detail.is_exchange_order,
        "source_order_id": source,
    }


def _cancellation(detail: OrderDetail) -> dict[str, Any]:
    """Who cancelled the order and why; where only its units know, they all know the same."""
    gone = [item for item in detail.line_items if is_cancelled(detail.status) and item.cancel_user]
    return {
        "cancelled_by": detail.cancellation_initiator or (gone[0].cancel_user if gone else ""),
        "cancel_reason": detail.cancel_reason or (gone[0].cancel_reason if gone else ""),
    }


def _request(detail: OrderDetail) -> dict[str, Any]:
    """When the buyer asked to cancel and until when that waits for an answer; nothing where it does not."""
    asked = detail.request_cancel_time
    status = order_status(detail.status, cancel_requested=detail.is_buyer_request_cancel)
    if asked is None or status is not schema.OrderStatus.CANCEL_REQUESTED:
        return {}
    return {"cancel_asked_at": asked, "respond_by": asked + _TIME_TO_ANSWER}


def _with_shipping(order: schema.Order, shipping_type: str) -> schema.Order:
    """Shipping is revenue if the seller ships himself and anything of the order is left to ship."""
    if shipping_type != _SHIPPED_BY_SELLER:
        return replace(order, seller_ships=False if shipping_type else None)
    if any(line.active_quantity for line in order.lines):
        return with_seller_shipping(order)
    return replace(order, seller_ships=True)
