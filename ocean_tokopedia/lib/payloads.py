"""The shapes of the platform's payloads, as far as we use them; :func:`~.fields.load` fills them.

An order has two vocabularies. The list (guide "get-all-order") and the push about a new order (guide
"webhook-url/order-notification") share one: ``products``, ``recipient``, ``amt``; the push says ``customer``
for ``buyer`` and ``Name`` for ``name``, as late documentation of the list does too. The single order (guide
"get-single-order") has the other: ``order_info``, ``buyer_info``, ``open_amt``. Personal data that are blank
could not be decrypted.
"""

from typing import Annotated, Any

from pydantic import AliasChoices, BeforeValidator, Field

from odoo.addons.ocean_marketplace_base.lib.fields import Count, NeededCount, OptionalPrice, Price, Shape

from .fields import (
    Code,
    Flag,
    Ident,
    Moment,
    NeededIdent,
    NeededMoment,
    NeededText,
    Number,
    Text,
    part,
    records,
)

_NAME = Field(default="", validation_alias=AliasChoices("name", "Name"))


# --- What both vocabularies share. ---


class Budget(Shape):
    """An element of ``budget_details``: who pays how much of a promotion."""

    budget_type: Count = None
    benefit_amount: OptionalPrice = None
    actual_benefit_amount: OptionalPrice = None


class Discount(Shape):
    """An element of ``discount_details`` and of ``total_discount_details``."""

    type: Text = Field(default="", validation_alias=AliasChoices("type", "Type"))
    amount: OptionalPrice = None
    budget_details: Annotated[list[Budget], BeforeValidator(records)] = []


class PromoSummary(Shape):
    """An element of ``summary_promo``: one promotion or coupon."""

    discount_details: Annotated[list[Discount], BeforeValidator(records)] = []


class Promo(Shape):
    """``promo_order_detail``: what the buyer does not pay. Cashback is paid to the buyer later."""

    total_discount: OptionalPrice = None
    total_discount_product: OptionalPrice = None
    total_discount_shipping: OptionalPrice = None
    total_discount_details: Annotated[list[Discount], BeforeValidator(records)] = []
    summary_promo: Annotated[list[PromoSummary], BeforeValidator(records)] = []


OptionalPromo = Annotated[Promo | None, BeforeValidator(part)]


# --- List and push. ---


class Product(Shape):
    """An element of ``products``; ``price`` is per unit, after the seller's own discounts."""

    id: NeededIdent
    name: NeededText = Field(validation_alias=AliasChoices("name", "Name"))
    quantity: NeededCount
    notes: Text = ""
    price: Price
    total_price: OptionalPrice = None
    currency: Text = ""
    sku: Code = ""


class Fulfilled(Shape):
    """An element of ``products_fulfilled``."""

    product_id: Ident = ""
    quantity_reject: Count = None


class DetailRow(Shape):
    """A row of ``bundle_detail``, which knows a line's id and its price before the seller's discounts."""

    order_dtl_id: Ident = ""
    product_id: Ident = ""
    normal_price: OptionalPrice = None


def _bundled(value: Any) -> Any:
    """Bundles hold their rows in ``order_detail``."""
    found = records(value)
    if not isinstance(found, list):
        return found
    rows: list[Any] = []
    for entry in found:
        inner = entry.get("order_detail") if isinstance(entry, dict) else None
        rows += inner if isinstance(inner, list) else [entry]
    return rows


class BundleDetail(Shape):
    """``bundle_detail``."""

    bundle: Annotated[list[DetailRow], BeforeValidator(_bundled)] = []
    non_bundle: Annotated[list[DetailRow], BeforeValidator(records)] = []


class ListBuyer(Shape):
    """``buyer`` of the list, ``customer`` of the push."""

    id: Ident = ""
    name: Text = _NAME
    email: Text = ""


class ListAddress(Shape):
    """``recipient.address``; ``address_full`` ends with the levels that have fields of their own."""

    address_full: Text = ""
    district: Text = ""
    city: Text = ""
    province: Text = ""
    country: Text = ""
    postal_code: Ident = ""


class Recipient(Shape):
    """``recipient``."""

    name: Text = _NAME
    phone: Ident = ""
    address: Annotated[ListAddress | None, BeforeValidator(part)] = None


class Logistics(Shape):
    """``logistics``; live lists have 0 for the service (``sp_id``)."""

    shipping_id: Ident = ""
    sp_id: Ident = ""
    shipping_agency: Text = ""
    service_type: Text = ""


class Amounts(Shape):
    """``amt``; ``ttl_amount`` is before what the platform takes off."""

    ttl_product_price: OptionalPrice = None
    shipping_cost: OptionalPrice = None
    insurance_cost: OptionalPrice = None
    ttl_amount: OptionalPrice = None
    voucher_amount: OptionalPrice = None
    toppoints_amount: OptionalPrice = None


class VoucherInfo(Shape):
    """``voucher_info``."""

    voucher_amount: OptionalPrice = None


class ListFields(Shape):
    """``custom_fields`` of the list."""

    awb: Code = ""


class Deadlines(Shape):
    """``shipment_fulfillment``."""

    accept_deadline: Moment = None
    confirm_shipping_deadline: Moment = None


class ListOrder(Shape):
    """An element of ``data`` of the order list, or the push about a new order."""

    order_id: NeededIdent
    shop_id: Ident = ""
    order_status: Number
    create_time: NeededMoment
    payment_date: Moment = None
    is_cod_mitra: Flag = False
    products: list[Product]
    products_fulfilled: Annotated[list[Fulfilled], BeforeValidator(records)] = []
    bundle_detail: Annotated[BundleDetail | None, BeforeValidator(part)] = None
    buyer: Annotated[ListBuyer | None, BeforeValidator(part)] = Field(
        default=None, validation_alias=AliasChoices("buyer", "customer")
    )
    recipient: Annotated[Recipient | None, BeforeValidator(part)] = None
    logistics: Annotated[Logistics | None, BeforeValidator(part)] = None
    amt: Amounts
    voucher_info: Annotated[VoucherInfo | None, BeforeValidator(part)] = None
    warehouse_id: Ident = ""
    custom_fields: Annotated[ListFields | None, BeforeValidator(part)] = None
    promo_order_detail: OptionalPromo = None
    shipment_fulfillment: Annotated[Deadlines | None, BeforeValidator(part)] = None


# --- Single order. ---


class Detail(Shape):
    """An element of ``order_info.order_detail``; ``product_price`` is per unit, after own discounts."""

    order_detail_id: Ident = ""
    product_id: NeededIdent
    product_name: NeededText
    product_price: Price
    subtotal_price: OptionalPrice = None
    normal_price: OptionalPrice = None
    quantity: NeededCount
    quantity_reject: Count = None
    product_picture: Text = ""
    notes: Text = ""
    sku: Code = ""


class Step(Shape):
    """An element of ``order_info.order_history``, newest first."""

    action_by: Text = ""
    hist_status_code: Count = None
    comment: Text = ""


class RealCourier(Shape):
    """An element of ``recommended_courier_info``: who carries what was sold with a recommended courier."""

    name: Text = ""


class ShippingInfo(Shape):
    """``order_info.shipping_info``."""

    sp_id: Ident = ""
    shipping_id: Ident = ""
    logistic_name: Text = ""
    logistic_service: Text = ""
    shipping_price: OptionalPrice = None
    insurance_price: OptionalPrice = None
    fee: OptionalPrice = None
    awb: Code = ""
    autoresi_awb: Code = ""
    recommended_courier_info: Annotated[list[RealCourier], BeforeValidator(records)] = []


class Destination(Shape):
    """``order_info.destination``."""

    receiver_name: Text = ""
    receiver_phone: Ident = ""
    address_street: Text = ""
    address_district: Text = ""
    address_city: Text = ""
    address_province: Text = ""
    address_postal: Ident = ""


class OrderInfo(Shape):
    """``order_info``."""

    order_detail: list[Detail]
    order_history: Annotated[list[Step], BeforeValidator(records)] = []
    is_replacement: Flag = False
    shipping_info: ShippingInfo
    destination: Annotated[Destination | None, BeforeValidator(part)] = None


class BuyerInfo(Shape):
    """``buyer_info``."""

    buyer_id: Ident = ""
    buyer_fullname: Text = ""
    buyer_email: Text = ""


class ShopRef(Shape):
    """``shop_info`` of an order."""

    shop_id: Ident = ""


class WarehouseRef(Shape):
    """``order_warehouse``."""

    warehouse_id: Ident = ""


class Preorder(Shape):
    """``preorder``; without a time to process there is none."""

    preorder_process_time: Count = None


class Payment(Shape):
    """``payment_info``."""

    payment_date: Moment = None
    gateway_name: Text = ""


class CancelRequest(Shape):
    """``cancel_request_info``: the buyer's wish to cancel."""

    reason: Text = ""
    status: Count = None


class SingleOrder(Shape):
    """``data`` of the single order."""

    order_id: NeededIdent
    buyer_id: Ident = ""
    order_status: Number
    open_amt: OptionalPrice = None
    lp_amt: OptionalPrice = None
    item_price: OptionalPrice = None
    comment: Text = ""
    create_time: NeededMoment
    update_time: Moment = None
    payment_date: Moment = None
    shipping_date: Moment = None
    delivered_date: Moment = None
    order_info: OrderInfo
    order_warehouse: Annotated[WarehouseRef | None, BeforeValidator(part)] = None
    buyer_info: Annotated[BuyerInfo | None, BeforeValidator(part)] = None
    shop_info: Annotated[ShopRef | None, BeforeValidator(part)] = None
    shipment_fulfillment: Annotated[Deadlines | None, BeforeValidator(part)] = None
    preorder: Annotated[Preorder | None, BeforeValidator(part)] = None
    payment_info: Annotated[Payment | None, BeforeValidator(part)] = None
    cancel_request_info: Annotated[CancelRequest | None, BeforeValidator(part)] = None
    promo_order_detail: OptionalPromo = None
