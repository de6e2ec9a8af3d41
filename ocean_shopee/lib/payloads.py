"""The shapes of Shopee's payloads, as far as we use them; :func:`~.fields.load` fills them.

``response_optional_fields`` of Shopee v2 get_order_detail names what is sent, so most fields may be absent.
"""

from typing import Annotated

from pydantic import BeforeValidator

from odoo.addons.ocean_marketplace_base.lib.fields import (
    Count,
    Moment,
    Money,
    NeededCount,
    NeededMoment,
    OptionalPrice,
    Price,
    Shape,
)

from .fields import Flag, Ident, NeededIdent, NeededText, Place, Text, part, records


class Promotion(Shape):
    """An entry of ``promotion_list``."""

    promotion_type: Text = ""


class Image(Shape):
    """``image_info`` of an order item."""

    image_url: Text = ""


class OrderItem(Shape):
    """An element of ``item_list`` (Shopee v2 get_order_detail); prices are per unit."""

    item_id: NeededIdent
    item_name: NeededText
    item_sku: Text = ""
    model_id: Ident = ""
    model_name: Text = ""
    model_sku: Text = ""
    model_quantity_purchased: NeededCount
    model_original_price: Price
    model_discounted_price: Price
    add_on_deal: Flag = False
    main_item: Flag = False
    add_on_deal_id: Ident = ""
    promotion_type: Text = ""
    promotion_group_id: Ident = ""
    order_item_id: Ident = ""
    line_item_id: Ident = ""
    image_info: Annotated[Image | None, BeforeValidator(part)] = None
    product_location_id: Place = ""
    promotion_list: Annotated[list[Promotion], BeforeValidator(records)] = []
    active_qty: Count = None
    cancelled_qty: Count = None
    returned_qty: Count = None

    @property
    def is_bundle(self) -> bool:
        """Return whether the unit belongs to a bundle deal, for which Shopee prints price 0."""
        kinds = {self.promotion_type, *(promotion.promotion_type for promotion in self.promotion_list)}
        return any(kind.lower().replace(" ", "_") == "bundle_deal" for kind in kinds)


class Recipient(Shape):
    """``recipient_address``; masked with asterisks unless Shopee lets the app see it."""

    name: Text = ""
    phone: Ident = ""
    town: Text = ""
    district: Text = ""
    city: Text = ""
    state: Text = ""
    region: Text = ""
    zipcode: Ident = ""
    full_address: Text = ""


class PackageItem(Shape):
    """An element of ``package_list[].item_list``."""

    item_id: NeededIdent
    model_id: Ident = ""
    model_quantity: Count = None
    order_item_id: Ident = ""
    promotion_group_id: Ident = ""


class PackageInfo(Shape):
    """An element of ``package_list``. There is no tracking number in it."""

    package_number: Ident = ""
    logistics_status: Text = ""
    logistics_channel_id: Ident = ""
    shipping_carrier: Text = ""
    item_list: Annotated[list[PackageItem], BeforeValidator(records)] = []


class OrderDetail(Shape):
    """An element of ``order_list`` (Shopee v2 get_order_detail)."""

    order_sn: NeededText
    region: Text = ""
    currency: NeededText
    cod: Flag = False
    total_amount: OptionalPrice = None
    order_status: NeededText
    create_time: NeededMoment
    update_time: NeededMoment
    pay_time: Moment = None
    ship_by_date: Moment = None
    buyer_user_id: Ident = ""
    buyer_username: Text = ""
    message_to_seller: Text = ""
    note: Text = ""
    payment_method: Text = ""
    shipping_carrier: Text = ""
    checkout_shipping_carrier: Text = ""
    fulfillment_flag: Text = ""
    affiliate_sample_type: Count = None
    cancel_by: Text = ""
    cancel_reason: Text = ""
    buyer_cancel_reason: Text = ""
    recipient_address: Annotated[Recipient | None, BeforeValidator(part)] = None
    item_list: list[OrderItem]
    package_list: Annotated[list[PackageInfo], BeforeValidator(records)] = []


class EscrowItem(Shape):
    """An element of ``order_income.items`` (Shopee v2 get_escrow_detail); amounts are of the whole line."""

    item_id: NeededIdent
    item_name: Text = ""
    item_sku: Text = ""
    model_id: Ident = ""
    model_name: Text = ""
    model_sku: Text = ""
    line_item_id: Ident = ""
    quantity_purchased: NeededCount
    original_price: Money = None
    selling_price: Money = None
    discounted_price: Money = None
    seller_discount: Money = None
    shopee_discount: Money = None
    discount_from_voucher_seller: Money = None
    discount_from_voucher_shopee: Money = None
    activity_type: Text = ""
    is_main_item: Flag = False

    @property
    def is_bundle(self) -> bool:
        """Return whether the line belongs to a bundle deal."""
        return self.activity_type == "bundle_deal"

    def as_order_item(self) -> OrderItem:
        """Return the ids and texts of the line as an order would show them; it has no prices per unit."""
        texts = ("item_id", "item_name", "item_sku", "model_id", "model_name", "model_sku", "line_item_id")
        return OrderItem.model_construct(**{name: getattr(self, name) for name in texts})


class Adjustment(Shape):
    """An element of ``order_adjustment``: money moved after completion, signed."""

    amount: Money = None
    currency: Text = ""
    adjustment_reason: Text = ""


class Income(Shape):
    """The typed part of ``order_income``; its many amounts are read by name from the raw payload."""

    items: Annotated[list[EscrowItem], BeforeValidator(records)] = []
    seller_return_refund: Money = None
    order_adjustment: Annotated[list[Adjustment], BeforeValidator(records)] = []


class Escrow(Shape):
    """``response`` of Shopee v2 get_escrow_detail."""

    order_sn: NeededText
    buyer_user_name: Text = ""
    return_order_sn_list: Annotated[list[Text], BeforeValidator(records)] = []
    order_income: Income
