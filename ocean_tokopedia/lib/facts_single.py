"""An order as the single order tells it: deadlines, history and the buyer's wish to cancel are only there."""

from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib import schema
from odoo.addons.ocean_marketplace_base.lib.schema import OrderStatus

from .facts import (
    ALIVE_FROM,
    PROMO_KNOWN,
    Courier,
    Facts,
    Figure,
    Item,
    Money,
    check_items,
    country_of,
    currency_of,
    deadlines_of,
    is_masked,
    list_price_of,
    notes_of,
    unique_keys,
)
from .fields import load
from .payloads import BuyerInfo, Destination, Detail, ShippingInfo, SingleOrder, Step
from .status import CANCEL_ASKED, order_status
from .times import Frame

_PATH: Final = "order"
_DETAIL: Final = "order.order_info.order_detail"
_SHIPPING: Final = "order.order_info.shipping_info"
_KNOWN: Final = frozenset({"open_amt", "lp_amt", "cashback_amt", "item_price"})
# What the platform itself pays for transport, and other couriers it thought of, is not the buyer's money.
_SHIPPING_KNOWN: Final = frozenset(
    {
        "shipping_price",
        "shipping_price_rate",
        "insurance_price",
        "autoresi_shipping_price",
        "second_agency_fee",
        "second_insurance",
    }
)
_CASH: Final = ("bayar di tempat", "cash on delivery")
_SENT: Final = (OrderStatus.SHIPPED, OrderStatus.DELIVERED, OrderStatus.COMPLETED)


def facts_of_single(raw: Any, frame: Frame) -> Facts:
    """Return what a single order says.

    :raise ContractChanged: with the path of the field that is not as promised
    """
    order = load(SingleOrder, raw, _PATH, frame)
    info, payment = order.order_info, order.payment_info
    method = payment.gateway_name if payment else ""
    return Facts(
        order_id=order.order_id,
        status=order.order_status,
        currency=currency_of(""),
        created_at=order.create_time,
        paid_at=order.payment_date or (payment.payment_date if payment else None),
        updated_at=order.update_time,
        items=check_items(_items(info.order_detail), _DETAIL),
        money=_money(order, raw),
        courier=_courier(info.shipping_info),
        buyer=_buyer(order.buyer_info, order.buyer_id),
        address=_address(info.destination),
        awb=info.shipping_info.awb or info.shipping_info.autoresi_awb,
        warehouse=order.order_warehouse.warehouse_id if order.order_warehouse else "",
        payment_method=method,
        is_cod=method.casefold().startswith(_CASH),
        is_preorder=bool(order.preorder and order.preorder.preorder_process_time),
        is_replacement=info.is_replacement,
        buyer_note=notes_of([detail.notes for detail in info.order_detail]),
        was_sent=_was_sent(order),
        **deadlines_of(order.shipment_fulfillment, order.order_status),
        **_ending(order),
    )


def _items(details: list[Detail]) -> tuple[Item, ...]:
    keys = unique_keys([detail.order_detail_id or detail.product_id for detail in details])
    return tuple(
        _item(detail, key, index) for index, (detail, key) in enumerate(zip(details, keys, strict=True))
    )


def _item(detail: Detail, key: str, index: int) -> Item:
    path = f"{_DETAIL}[{index}]"
    whole = detail.product_price * detail.quantity
    return Item(
        key=key,
        product_id=detail.product_id,
        sku=detail.sku,
        name=detail.product_name,
        quantity=detail.quantity,
        rejected=detail.quantity_reject or 0,
        price=detail.product_price,
        list_price=list_price_of(detail.product_price, detail.normal_price),
        total=whole if detail.subtotal_price is None else detail.subtotal_price,
        path=path,
        total_path=f"{path}.subtotal_price",
        list_path=f"{path}.normal_price",
        rejected_path=f"{path}.quantity_reject",
        image=detail.product_picture,
    )


def _money(order: SingleOrder, raw: dict[str, Any]) -> Money:
    shipping = order.order_info.shipping_info
    promo = f"{_PATH}.promo_order_detail"
    return Money(
        goods=Figure(amount=order.item_price, path=f"{_PATH}.item_price"),
        shipping=Figure(amount=shipping.shipping_price, path=f"{_SHIPPING}.shipping_price"),
        insurance=Figure(amount=shipping.insurance_price, path=f"{_SHIPPING}.insurance_price"),
        total=Figure(amount=order.open_amt, path=f"{_PATH}.open_amt"),
        points=Figure(amount=order.lp_amt, path=f"{_PATH}.lp_amt"),
        unplaced=(("fee.buyer_service", Figure(amount=shipping.fee, path=f"{_SHIPPING}.fee")),),
        promo=order.promo_order_detail,
        raws=(
            (_PATH, raw, _KNOWN),
            (_SHIPPING, raw["order_info"]["shipping_info"], _SHIPPING_KNOWN),
            (promo, raw.get("promo_order_detail"), PROMO_KNOWN),
            (f"{_PATH}.payment_info", raw.get("payment_info"), frozenset()),
        ),
    )


def _courier(shipping: ShippingInfo) -> Courier:
    return Courier(
        shipper_id=shipping.shipping_id,
        service_id=shipping.sp_id,
        shipper=shipping.logistic_name,
        service=shipping.logistic_service,
        carried_by=next((row.name for row in shipping.recommended_courier_info if row.name), ""),
    )


def _buyer(info: BuyerInfo | None, buyer_id: str) -> schema.Buyer:
    info = info or BuyerInfo()
    return schema.Buyer(
        external_id=info.buyer_id or buyer_id,
        username=info.buyer_fullname,
        email=info.buyer_email,
        masked=is_masked(info.buyer_fullname),
    )


def _address(place: Destination | None) -> schema.Address:
    place = place or Destination()
    levels = (place.address_district, place.address_city, place.address_province, place.address_postal)
    return schema.Address(
        name=place.receiver_name,
        phone=place.receiver_phone,
        street=place.address_street,
        district=place.address_district,
        city=place.address_city,
        state=place.address_province,
        zip=place.address_postal,
        country_code=country_of(""),
        full=", ".join(text for text in (place.address_street, *levels) if text),
        masked=is_masked(place.receiver_name, place.receiver_phone, place.address_street),
    )


def _was_sent(order: SingleOrder) -> bool:
    if order.shipping_date or order.delivered_date:
        return True
    codes = [step.hist_status_code for step in order.order_info.order_history]
    return any(order_status(code) in _SENT for code in codes if code is not None)


def _ending(order: SingleOrder) -> dict[str, Any]:
    """Who ended the order and why, or that the buyer asks for it and why."""
    asked = order.cancel_request_info
    if asked and asked.status == CANCEL_ASKED:
        return {"cancel_requested": True, "cancel_reason": asked.reason}
    if order.order_status >= ALIVE_FROM:
        return {}
    history = order.order_info.order_history
    step = next((step for step in history if step.hist_status_code == order.order_status), Step())
    reason = step.comment or (asked.reason if asked else "") or order.comment
    return {"cancelled_by": step.action_by, "cancel_reason": reason}
